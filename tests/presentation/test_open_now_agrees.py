"""The filter "open now", the order of a list and the state on a card say the same, always."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.filters import Filter
from kiosk.domain.language import OFFERED
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    Referrer,
    Schedule,
    Service,
    ServiceAtLocation,
    Start,
    Weekday,
)
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import StateTone
from tests.conftest import PresenterMaker
from tests.presentation.listings import answered

CHECKED = dt.date(2026, 11, 20)
VOICE, SPANISH, TEXT, VIDEO = ".1", ".2", ".3", ".4"
LINES = {
    VOICE: {"number": "+19165550142"},
    SPANISH: {"number": "+19165550143", "languages": ("es",)},
    TEXT: {"number": "741741", "type": PhoneType.TEXT, "languages": ("en", "es")},
    VIDEO: {"number": "+19165550144", "type": PhoneType.VIDEOPHONE},
}
DOOR = ""
OFFICE, ALWAYS, NIGHTS = ("MO-FR", "09:00", "17:00"), ("", "00:00", "24:00"), ("", "20:00", "06:00")
OLD = {"assured_date": dt.date(2020, 1, 1)}
SHUT = ("shut", "2026-11-24", "2026-11-24")
SPECIAL = ("special", "18:00", "23:30")
CASES: dict[str, tuple[tuple[str, ...], tuple[tuple[str, tuple[str, str, str]], ...], Any]] = {
    "text-always": ((VOICE, TEXT), ((VOICE, OFFICE), (TEXT, ALWAYS)), {}),
    "text-only": ((VOICE, TEXT), ((TEXT, ALWAYS),), {}),
    "texted": ((VOICE, TEXT), ((VOICE, OFFICE), (TEXT, ALWAYS)), {"start": ("text",)}),
    "door-by-line": ((VOICE,), ((VOICE, OFFICE),), {"start": ("walk_in",), "public": True}),
    "call-the-line": ((VOICE,), ((DOOR, OFFICE), (VOICE, ALWAYS)), {"public": True}),
    "call-by-day": ((VOICE,), ((DOOR, ALWAYS), (VOICE, OFFICE)), {"public": True}),
    "to-the-door": (
        (VOICE,), ((DOOR, OFFICE), (VOICE, ALWAYS)), {"start": ("walk_in",), "public": True},
    ),
    "helpline": (
        (VOICE,),
        ((DOOR, OFFICE), (VOICE, ALWAYS)),
        {"start": ("walk_in",), "public": True, "helpline": True, "assured_date": None},
    ),
    "by-language": ((VOICE, SPANISH), ((VOICE, OFFICE), (SPANISH, NIGHTS)), {}),
    "other-line": ((VOICE, SPANISH), ((SPANISH, ALWAYS),), {}),
    "video": ((VIDEO,), ((VIDEO, NIGHTS), (DOOR, OFFICE)), {"start": ("videophone",)}),
    "sent": ((VOICE,), ((DOOR, OFFICE), (VOICE, ALWAYS)), {"start": ("referral",)}),
    "sent-no-door": ((VOICE, TEXT), ((VOICE, ALWAYS), (TEXT, OFFICE)), {"start": ("referral",)}),
    "door-shut": ((VOICE,), ((DOOR, ALWAYS), (DOOR, SHUT), (VOICE, ALWAYS)), {"public": True}),
    "line-shut": ((VOICE,), ((DOOR, ALWAYS), (VOICE, SHUT)), {}),
    "special-line": ((VOICE,), ((DOOR, ALWAYS), (VOICE, OFFICE), (VOICE, SPECIAL)), {}),
    "plain": ((VOICE,), ((DOOR, NIGHTS),), {}),
    "unknown": ((VOICE,), (), {}),
    "old-line": ((VOICE,), ((VOICE, ALWAYS),), {"assured_date": None}),
    "old-door": ((), ((DOOR, ALWAYS),), {"start": ("walk_in",), "public": True, **OLD}),
    "old-no-door": ((VOICE,), ((VOICE, ALWAYS),), {"start": ("walk_in",), "public": True, **OLD}),
    "old-no-start": ((VOICE,), ((VOICE, ALWAYS),), {"start": (), "public": True, **OLD}),
    "old-by-day": ((VOICE,), ((DOOR, ALWAYS), (VOICE, OFFICE)), {"public": True, **OLD}),
    "old-shut": ((VOICE,), ((VOICE, ALWAYS), (VOICE, SHUT)), OLD),
}  # fmt: skip
MOMENTS = (
    "2026-11-24T10:30",
    "2026-11-24T19:00",
    "2026-11-24T23:30",
    "2026-11-25T02:00",
    "2026-11-25T10:30",
    "2026-11-29T12:00",
)


def _schedule(service: str, line: str, number: int, hours: tuple[str, str, str]) -> Schedule:
    days, opens, closes = hours
    about = {
        "id": f"{service}.h{number}",
        "service_id": service,
        "phone_id": service + line if line else None,
    }
    if days == "shut":
        first, last = map(dt.date.fromisoformat, (opens, closes))
        return Schedule(**about, closed=True, valid_from=first, valid_to=last)  # type: ignore[arg-type]
    if days == "special":
        day = dt.date(2026, 11, 24)
        about |= {"valid_from": day, "valid_to": day}  # type: ignore[dict-item]
    week = tuple(Weekday)[:5] if days == "MO-FR" else tuple(Weekday)
    return Schedule(**about, byday=week, opens_at=opens, closes_at=closes)  # type: ignore[arg-type]


def _records() -> Iterator[AnyRecord]:
    yield Organization(id="o", name="Alder")
    yield Location(
        id="o.1", organization_id="o", address_visibility=AddressVisibility.PUBLIC,
        address_1="12 Alder Way", city="Sacramento",
    )  # fmt: skip
    for number, (name, (lines, hours, more)) in enumerate(CASES.items(), start=1):
        stated = {"assured_date": CHECKED, "start": ("call",), **more}
        stated["start"] = tuple(map(Start, stated["start"]))
        if stated.pop("public", False):
            yield ServiceAtLocation(id=f"{name}.at", service_id=name, location_id="o.1")
        yield Service(
            id=name, organization_id="o", name=name, quiet_name=name, phrase="Rest",
            categories=(Need.FOOD,), importance=number, referral_by=(Referrer.LINE_211,), **stated,
        )  # fmt: skip
        for line in lines:
            yield Phone(id=name + line, service_id=name, **LINES[line])  # type: ignore[arg-type]
        for row, (line, when) in enumerate(hours):
            yield _schedule(name, line, row, when)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceDirectory]:
    path = tmp_path_factory.mktemp("hours") / "directory-hours.db"
    build(list(_records()), path)
    with open_directory(path) as opened:
        yield opened


def _open_first(presenter: DirectoryPresenter, need: Need) -> set[str]:
    """What says yes when "Open now" is chosen, and the call block."""
    page = presenter.answers(need, frozenset({Filter.OPEN_NOW}), 500)
    called = {
        line.id
        for line in (page.call.lines if page.call else ())
        if presenter._lists.results([line.id])[0].state.tone is StateTone.OPEN
    }
    return called | {card.id for card in page.cards if card.icon == "check"}


@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_filter_lists_what_its_cards_call_open(
    presenter: PresenterMaker, cases: ServiceDirectory, tag: str, moment: str
) -> None:
    here = presenter(tag, now=moment, words="en", directory=cases)
    everything = answered(here, Need.FOOD)
    assert len(everything) == len(CASES)
    tones = {card.id: card.state.tone for card in everything.values()}
    assert _open_first(here, Need.FOOD) == {i for i, t in tones.items() if t is StateTone.OPEN}


@pytest.mark.parametrize(
    ("tag", "moment", "open_now"),
    [
        (
            "en", "2026-11-29T12:00",
            {
                "texted", "call-the-line", "helpline", "sent-no-door", "door-shut", "line-shut",
                "old-line", "old-door",
            },
        ),
        (
            "en", "2026-11-24T23:30",
            {
                "texted", "call-the-line", "helpline", "sent-no-door", "door-shut", "video",
                "plain", "old-line", "old-door",
            },
        ),
        (
            "es", "2026-11-29T02:00",
            {
                "texted", "call-the-line", "helpline", "sent-no-door", "door-shut", "line-shut",
                "by-language", "other-line", "video", "plain", "old-line", "old-door",
            },
        ),
    ],
)  # fmt: skip
def test_what_is_open_is_what_can_be_done_first(
    presenter: PresenterMaker, cases: ServiceDirectory, tag: str, moment: str, open_now: set[str]
) -> None:
    here = presenter(tag, now=moment, words="en", directory=cases)
    assert _open_first(here, Need.FOOD) == open_now


@pytest.mark.rotating(3)
@pytest.mark.parametrize("tag", ["en", "es", "fa"])
def test_the_factory_directory_agrees_too(presenter: PresenterMaker, tag: str) -> None:
    for moment in ("2026-02-03T10:30", "2026-02-08T23:00"):
        here = presenter(tag, now=moment, words="en")
        for need in Need:
            tones = {one: card.state.tone for one, card in answered(here, need).items()}
            called = {i for i, t in tones.items() if t is StateTone.OPEN}
            assert _open_first(here, need) == called
