"""A directory of one service that says what a test wants it to say."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.override import Override, Revealing
from kiosk.domain.queries import Listing
from kiosk.presentation.presenter import DirectoryPresenter
from tests.conftest import PresenterMaker

CHECKED: Final = dt.date(2026, 11, 20)


def with_changes(
    presenter: PresenterMaker, service_id: str, tag: str = "en", **changes: Any
) -> DirectoryPresenter:
    """A desk on a directory in which one service was just checked, and says something else."""
    listing = presenter(tag).listing(service_id)
    parts = {"phones", "locations", "schedules"} & changes.keys()
    own = {name: changes.pop(name) for name in parts}
    service = msgspec.structs.replace(listing.service, assured_date=CHECKED, **changes)
    return presenter(tag, directory=OneService(replace(listing, service=service, **own)))  # type: ignore[arg-type]


class OneService:
    """A directory with one listing."""

    def __init__(self, listing: Listing) -> None:
        self.one = listing

    def listings(self, ids: Sequence[str], language: str, today: dt.date) -> tuple[Listing, ...]:
        del language, today
        return tuple(self.one for service_id in ids if service_id == self.one.service.id)

    def helplines(self) -> tuple[Helpline, ...]:
        return ANCHORS


def override(what: Revealing, text: str) -> tuple[Override, ...]:
    day = dt.date(2026, 11, 1)
    return (Override(what=what, text=text, by="Ana Ruiz", date=day, reason="Its own name"),)
