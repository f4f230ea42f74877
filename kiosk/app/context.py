"""Composition root without a screen: settings → clock → directory → presenter."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from kiosk import RELEASED
from kiosk.app import assets
from kiosk.app.settings import Settings
from kiosk.devices.printers import Cover
from kiosk.domain.clock import FixedClock, SystemClock, TrustedClock, zone
from kiosk.domain.language import Language, known_language
from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.website_codes import OwnWebsite
from kiosk.presentation.welcome import CardChoice
from kiosk.sync.state import floor_of, is_practice

if TYPE_CHECKING:
    from kiosk.directory.repository import ServiceDirectory
    from kiosk.presentation.paper_form import PaperForm
    from kiosk.presentation.presenter import DirectoryPresenter


class Ready(msgspec.Struct, frozen=True):
    """A verified directory, and what happened while opening it.

    ``floor`` is the newest time proved by accepted files. ``unmended``: a better directory could
    not be built now, so a retry is worthwhile. ``practice``: it is not meant for visitors.
    ``preview``: an editor looks at it, and nothing of it is signed.
    """

    database: Path
    event: str
    floor: dt.datetime | None = None
    unmended: bool = False
    practice: bool = False
    preview: bool = False


class DirectoryUnavailable(msgspec.Struct, frozen=True):
    """No directory: only the helplines are shown. ``reason`` is one sentence for staff.

    ``meant``: no attempt was made, so a retry is pointless.
    """

    reason: str
    meant: bool = False


def clock_of(settings: Settings, now: str | None, data: Path | None = None) -> TrustedClock:
    """Return the machine's clock in the site's zone, or one stopped at ``now``.

    It is never earlier than the release, nor than the newest signed file taken in ``data``.
    """
    if now is not None:
        return FixedClock.at(now, settings.site.zone)
    floor = _released()
    if data is not None:
        floor = max(floor, floor_of(data) or floor)
    return SystemClock(zone(settings.site.zone), floor, vouched=lambda: settings.site.trust_clock)


def _released() -> dt.datetime:
    return dt.datetime.combine(RELEASED, dt.time(), dt.UTC)


def prepare_directory(data: Path, records: Sequence[Path] = ()) -> Ready | DirectoryUnavailable:
    """Check the data folder; if necessary, repair it in another process.

    ``records``: the files of the factory directory, those of the program unless given.
    """
    from kiosk.sync.startup import StartError, start

    try:
        started = start(data, records or assets.factory())
    except StartError as error:
        return DirectoryUnavailable(str(error))
    floor = floor_of(data)
    return Ready(
        started.database,
        started.reason.value,
        floor,
        unmended=started.unmended,
        practice=is_practice(data, started.database),
    )


def open_prepared(ready: Ready) -> "ServiceDirectory":
    """Open the directory, read-only, for the calling thread."""
    from kiosk.directory.repository import open_directory

    return open_directory(ready.database)


@cache
def _catalog(tag: str, *, on_glass: bool) -> Catalog:
    load = Catalog.at_a_screen if on_glass else Catalog.load
    return load(known_language(tag), assets.translations())


class AppContext(msgspec.Struct, frozen=True):
    """Everything except the screen, shared by the commands and the screen.

    ``on_glass``: a visitor is present, so unreadable words become English instead of an error.
    """

    settings: Settings
    clock: TrustedClock
    on_glass: bool = False

    def not_before(self, floor: dt.datetime | None) -> "AppContext":
        """Return a copy whose clock is never earlier than ``floor`` or the release.

        A file was taken that is as new; or a person set an earlier date.
        """
        clock = self.clock
        if floor is None or not isinstance(clock, SystemClock):
            return self
        return replace(self, clock=replace(clock, floor=max(floor, _released())))

    def presenter(self, tag: str, directory: "ServiceDirectory | None") -> "DirectoryPresenter":
        """Return a presenter in a language. The tag must be an offered one."""
        from kiosk.i18n.formatting import Formatter
        from kiosk.presentation.presenter import DirectoryPresenter, Site

        site = self.settings.site
        presenter = DirectoryPresenter(
            language=self.language(tag),
            catalog=self.catalog(tag),
            formats=Formatter(self.language(tag)),
            clock=self.clock,
            site=Site(
                self.settings.origin,
                site.staff,
                site.staff_hours,
                small_text=self.settings.screen.small_text,
                hide_unreviewed=self.settings.languages.hide_unreviewed,
                cards=CardChoice(self.settings.attract.cards),
                paper=self.form,
                place_is_public=site.place_is_public,
                web=OwnWebsite(site.web, site.web_on_paper, site.web_marks) if site.web else None,
                zone=zone(site.zone),
                lines=self.settings.talk.lines,
            ),
            directory=directory,
        )
        return presenter.with_numbers()

    @property
    def form(self) -> "PaperForm":
        """Return the site's paper and the title of its slips."""
        from kiosk.presentation.paper_form import PaperForm

        chosen = self.settings.print
        return PaperForm(chosen.holds, Cover(chosen.cover))

    def language(self, tag: str) -> Language:
        """Return the language of an offered tag."""
        return known_language(tag)

    def offered(self) -> tuple[Language, ...]:
        """Return the languages of the site, in its order."""
        return tuple(self.language(tag) for tag in self.settings.languages.offered)

    def catalog(self, tag: str) -> Catalog:
        """Return the program's catalogue in a language."""
        return _catalog(tag, on_glass=self.on_glass)

    @property
    def first_language(self) -> str:
        """Return the language of the attract screen."""
        return self.settings.languages.offered[0]
