"""Builds a website: verified file in, the bytes of every file out; the same ones each time."""

import datetime as dt
import gzip
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import brotli
import msgspec

from kiosk.app.context import AppContext
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock, TrustedTime
from kiosk.domain.marks import check_marks
from kiosk.domain.place import WHERE_FIELDS, is_shown
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    PlaceShow,
    SearchWord,
    Service,
    Status,
    Translation,
)
from kiosk.editor.website.content import ContentOfLanguage
from kiosk.editor.website.pages import Renderer
from kiosk.editor.website.phone_copy import (
    ICON_PIXELS,
    NOW,
    STORED_COVER,
    CopyIcon,
    icon_name,
    icon_svg,
    manifest,
    manifest_name,
    now_file,
)
from kiosk.editor.website.policy import OWN_COVER, WORKER, recipes, with_cards
from kiosk.editor.website.website_options import WebsiteOptions
from kiosk.editor.website.website_texts import TITLE, foot_lines
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.sync.databases import SqliteMaker
from kiosk.sync.verify import VerifiedBundle

CONFIRMED_DAYS: Final = 90
PACKED: Final = {".br": brotli.decompress, ".gz": gzip.decompress}
"""Suffixes of precompressed copies, and how each is unpacked."""


def build(
    bundle: VerifiedBundle, options: WebsiteOptions, note: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """Return every file by its path, without the list of files; ``note`` gets what is left out.

    Raises :class:`kiosk.domain.marks.SameMarkError`,
    :class:`kiosk.editor.website.card_choice.CardRefused` and
    :class:`kiosk.sync.databases.MakeError`.
    """
    records = public_records(bundle.records, options.languages)
    check_marks(one.id for one in records if isinstance(one, Service))
    with _opened(bundle, records) as directory:
        made = _pages(bundle, records, directory, options)
    pages = {name: text.encode() for name, text in made.items()}
    files = pages | _packed(pages)
    if options.keep:
        from kiosk.app.card_pictures import svg_png  # noqa: PLC0415 - it loads Qt

        drawing = icon_svg(CopyIcon(options.keep))
        files |= {icon_name(pixels): svg_png(drawing, pixels) for pixels in ICON_PIXELS}
    if options.cards or options.boards or options.poster:
        from kiosk.editor.website.website_pictures import picture_files  # noqa: PLC0415 - it loads Qt

        files |= picture_files(bundle, options, note)
    return dict(sorted(files.items()))


def public_records(records: Iterable[AnyRecord], languages: Iterable[str]) -> tuple[AnyRecord, ...]:
    """Return the records that a website may hold: no street unless its place is for the web."""
    spoken = {*languages}
    return tuple(
        _public(one)
        for one in records
        if not isinstance(one, Translation | SearchWord) or one.language in spoken
    )


def _public(record: AnyRecord) -> AnyRecord:
    if not isinstance(record, Location) or (is_shown(record) and record.show is PlaceShow.WEB):
        return record
    nowhere = dict.fromkeys(WHERE_FIELDS)
    hidden = AddressVisibility.HIDDEN
    return msgspec.structs.replace(record, address_visibility=hidden, show=None, **nowhere)


@contextmanager
def _opened(bundle: VerifiedBundle, records: tuple[AnyRecord, ...]) -> Iterator[ServiceDirectory]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        database = Path(folder) / "directory.db"
        SqliteMaker(()).make(records, bundle.helplines, database)
        with closing(open_directory(database)) as directory:
            yield directory


def _pages(
    bundle: VerifiedBundle,
    records: tuple[AnyRecord, ...],
    directory: ServiceDirectory,
    options: WebsiteOptions,
) -> dict[str, str]:
    leave = OWN_COVER if options.leave == "own" else options.leave
    edition = bundle.versions.directory if options.keep else 0
    renderer = Renderer(leave, edition)
    presenters, dated = (
        [
            AppContext(Settings(), FixedClock(TrustedTime(bundle.created, trusted=known)))
            .presenter(tag, directory)
            .at_one_moment()
            for tag in options.languages
        ]
        for known in (False, True)
    )
    contents = [
        replace(
            ContentOfLanguage(presenter, then, directory, records).make(),
            foot=_foot(presenter, bundle.created, records),
        )
        for presenter, then in zip(presenters, dated, strict=True)
    ]
    icon = CopyIcon(options.keep) if options.keep else None
    expires = f"{bundle.expires:%Y-%m-%dT%H:%M:%SZ}"

    made = {"index.html": renderer.index(presenters)}
    for presenter, content in zip(presenters, contents, strict=True):
        made[f"{presenter.language.tag}.html"] = renderer.page(presenter, content, expires)
        if icon:
            made[f"keep-{presenter.language.tag}.html"] = renderer.copy(presenter, icon)
    if leave == OWN_COVER:
        made |= dict.fromkeys(
            (OWN_COVER, STORED_COVER) if icon else (OWN_COVER,), renderer.cover(presenters)
        )
    made = renderer.finished(made)
    if icon:
        made |= {WORKER: renderer.worker, NOW: now_file(bundle)}
        for presenter in presenters:
            name = presenter.catalog.translate(TITLE)
            made[manifest_name(presenter.language.tag)] = manifest(presenter.language, name)
    policy = with_cards(renderer.policy) if options.cards else renderer.policy
    return made | recipes(policy)


def _foot(
    presenter: DirectoryPresenter, created: dt.datetime, records: tuple[AnyRecord, ...]
) -> tuple[str, ...]:
    services = [one for one in records if isinstance(one, Service) and one.status is Status.ACTIVE]
    since = created.date() - dt.timedelta(days=CONFIRMED_DAYS)
    confirmed = [
        one for one in services if one.confirmed and one.assured_date and one.assured_date >= since
    ]
    day = presenter.formats.date(created.date())
    return foot_lines(presenter, day, len(confirmed), len(services))


def _packed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the precompressed copies of the pages."""
    found = {}
    for name, content in files.items():
        if name.endswith(".html"):
            found[f"{name}.br"] = brotli.compress(content, quality=11)
            found[f"{name}.gz"] = gzip.compress(content, 9, mtime=0)
    return found


def unpacked(name: str, content: bytes) -> bytes:
    """Return the content of a file; of a precompressed copy, what it holds."""
    unpack = next((unpack for suffix, unpack in PACKED.items() if name.endswith(suffix)), None)
    return unpack(content) if unpack else content
