"""Makes websites for tests: from the factory directory, and from a few records."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import Result

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.language import OFFERED
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
    Start,
)
from kiosk.domain.syncfile import HelplineFile, Withdrawn
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.website.build import build
from kiosk.editor.website.file_listing import NAME, list_files
from kiosk.editor.website.folder import put_in_place
from kiosk.editor.website.website_options import WebsiteOptions
from tests.shell import call, factory, write
from tests.sync.toolkit import Coalition, few_records, make_coalition

LANGUAGES = ("en", "es", "ar")
HOST = "help.example.org"
ALL = pytest.mark.parametrize("tag", [
    tag if tag in LANGUAGES else pytest.param(tag, marks=pytest.mark.nightly) for tag in OFFERED
])  # fmt: skip
"""Three languages, in the nightly every one."""


def make_factory_site(folder: Path, languages: Sequence[str] = LANGUAGES, **more: Any) -> None:
    """The website of every factory service."""
    made_from = write(folder.with_suffix(".kiosksync"), make_coalition(), factory())
    bundle = examine(made_from).bundle
    options = WebsiteOptions(host=HOST, languages=tuple(languages), **more)
    files = build(bundle, options)
    put_in_place(folder, files | {NAME: list_files(files, bundle, options).to_bytes()})


class Desk:
    """An editor's machine that trusts a coalition."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.coalition: Coalition = make_coalition()
        self.data.mkdir()
        (self.data / "root.json").write_bytes(self.coalition.trusted.raw)
        self.out = folder / "www"

    def signed(self, records: Sequence[AnyRecord] = (), name: str = "week", **more: Any) -> Path:
        """A signed file; a few records unless given."""
        records = list(records) or few_records()
        return write(self.folder / f"{name}.kiosksync", self.coalition, records, **more)

    def website(self, *words: object) -> Result:
        """Types the command."""
        result = call(self.data, "website", *words)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        return result

    def make(self, file: Path, *words: object, languages: Sequence[str] = ("en",)) -> Result:
        """Makes the website without a signature."""
        spoken = [word for tag in languages for word in ("--lang", tag)]
        given = ("--host", HOST) if "--host" not in words else ()
        return self.website(file, "-o", self.out, *given, *spoken, "--no-signature", *words)

    def check(self, file: Path) -> Result:
        """Checks the website."""
        return self.website("--check", self.out, "--against", file)

    @property
    def files(self) -> dict[str, bytes]:
        """Every file by its path."""
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}


def bundle(
    records: Sequence[AnyRecord], edition: int = 1, withdrawn: Sequence[Withdrawn] = ()
) -> Any:
    """As much of a verified file as pages are made from, with any names."""
    return SimpleNamespace(
        records=tuple(records),
        helplines=HelplineFile(helplines=ANCHORS),
        created=dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
        expires=dt.datetime(2027, 5, 20, tzinfo=dt.UTC),
        versions=SimpleNamespace(directory=edition),
        facts=SimpleNamespace(created="2026-11-20T00:00:00Z", withdrawn=tuple(withdrawn)),
    )


def service(**more: Any) -> list[AnyRecord]:
    """A service at a place, with a number."""
    values: dict[str, Any] = {
        "id": "open-table",
        "organization_id": "table",
        "name": "Open Table",
        "quiet_name": "Quietly Named",
        "phrase": "Food to take home",
        "categories": (Need.FOOD,),
        "start": (Start.WALK_IN,),
    }
    organization = Organization(
        id="table", name="Table", website=values.get("url"), sources=more.pop("sources", ())
    )
    place = more.pop("place", {"address_visibility": AddressVisibility.PUBLIC})
    return [
        organization,
        Service(**{**values, **more}),
        Phone(id="open-table.1", service_id="open-table", number="+19165550123"),
        Location(
            id="table.1", organization_id="table", address_1="77 Plum Street", city="Oak", **place
        ),
        ServiceAtLocation(id="open-table.at", service_id="open-table", location_id="table.1"),
    ]
