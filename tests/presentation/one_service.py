"""A directory of a few services that say what a test wants them to say."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.override import Override, Revealing
from kiosk.domain.queries import Listing
from kiosk.presentation.presenter import DirectoryPresenter, Site
from tests.conftest import PresenterMaker

CHECKED: Final = dt.date(2026, 11, 20)


def with_changes(
    presenter: PresenterMaker,
    service_id: str,
    tag: str = "en",
    *,
    site: Site | None = None,
    **changes: Any,
) -> DirectoryPresenter:
    """A desk on a directory of one service, just checked, that says something else.

    ``phones``, ``locations`` and ``schedules`` take the place of its own.
    """
    listing = presenter(tag).listing(service_id)
    parts = {"phones", "locations", "schedules"} & changes.keys()
    own = {name: changes.pop(name) for name in parts}
    service = msgspec.structs.replace(listing.service, **{"assured_date": CHECKED} | changes)
    return presenter(tag, site=site, directory=Few(replace(listing, service=service, **own)))


class Few:
    """A directory with these listings."""

    def __init__(self, *listings: Listing) -> None:
        self.listed = {one.service.id: one for one in listings}

    def listings(self, ids: Sequence[str], language: str, today: dt.date) -> tuple[Listing, ...]:
        del language, today
        return tuple(self.listed[one] for one in ids if one in self.listed)

    def helplines(self) -> tuple[Helpline, ...]:
        return ANCHORS


def override(what: Revealing, text: str) -> tuple[Override, ...]:
    day = dt.date(2026, 11, 1)
    return (Override(what=what, text=text, by="Ana Ruiz", date=day, reason="Its own name"),)
