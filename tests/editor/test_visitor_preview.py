"""What visitors will see of a directory, counted before anything is signed."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Status,
    Weekday,
)
from kiosk.editor.publish.answers import publish_answer
from kiosk.editor.publish.findings import FindingCode, Weight
from kiosk.editor.publish.visitor_preview import (
    VisibleCounts,
    check_contact,
    count_visible,
    visible_counts_in_words,
)
from tests.editor.editors import Editor, codes
from tests.editor.sources import HSDS3, folder, without
from tests.editor.typed import FOR_WHOM, Say, keyboard, published, validate

TODAY = dt.date(2026, 11, 24)
FRESH = dt.date(2026, 11, 1)


def service(key: str, **said: Any) -> Service:
    base = Service(
        id=key,
        organization_id="o",
        name=f"Service {key}",
        quiet_name="Ask here",
        phrase="Food to take home",
        categories=(Need.FOOD,),
        assured_date=FRESH,
    )
    return msgspec.structs.replace(base, **said)


OWNER = Organization(id="o", name="River House")


def place(key: str, *, public: bool = True) -> Location:
    shown = AddressVisibility.PUBLIC if public else AddressVisibility.HIDDEN
    street = "120 River Street" if public else None
    return Location(id=key, organization_id="o", address_visibility=shown, address_1=street)


def at(key: str, where: str) -> ServiceAtLocation:
    return ServiceAtLocation(id=f"{key}.{where}", service_id=key, location_id=where)


def number(key: str) -> Phone:
    return Phone(id=f"{key}.p", service_id=key, number="+19164401234")


def hours(key: str) -> Schedule:
    return Schedule(
        id=f"{key}.h",
        service_id=key,
        byday=(Weekday.MO,),
        opens_at="09:00",
        closes_at="17:00",
    )


OLD = TODAY - dt.timedelta(400)
COUNTS: dict[str, tuple[list[AnyRecord], VisibleCounts]] = {
    "nothing but a name": ([service("a")], VisibleCounts(1, need=1)),
    "a number": ([service("a"), number("a")], VisibleCounts(1, number=1, contact=1, need=1)),
    "two numbers of one": (
        [service("a"), number("a"), msgspec.structs.replace(number("a"), id="a.q")],
        VisibleCounts(1, number=1, contact=1, need=1),
    ),
    "hours": ([service("a"), hours("a")], VisibleCounts(1, hours=1, need=1)),
    "hours of any age": (
        [service("a", assured_date=None), hours("a")],
        VisibleCounts(1, hours=1, need=1),
    ),
    "a street": (
        [service("a"), place("l"), at("a", "l")],
        VisibleCounts(1, street=1, contact=1, need=1),
    ),
    "a street of any age": (
        [service("a", assured_date=OLD), place("l"), at("a", "l")],
        VisibleCounts(1, street=1, contact=1, need=1),
    ),
    "a hidden street": (
        [service("a"), place("l", public=False), at("a", "l")],
        VisibleCounts(1, need=1),
    ),
    "no need": ([service("a", categories=(Need.OTHER,))], VisibleCounts(1)),
    "one that is closed": ([service("a", status=Status.INACTIVE), number("a")], VisibleCounts(0)),
    "a number and a street": (
        [service("a"), number("a"), place("l"), at("a", "l")],
        VisibleCounts(1, number=1, street=1, contact=1, need=1),
    ),
}


@pytest.mark.parametrize(("records", "seen"), COUNTS.values(), ids=COUNTS)
def test_what_is_counted(records: list[AnyRecord], seen: VisibleCounts) -> None:
    assert count_visible([OWNER, *records]) == seen


WORDS = {
    VisibleCounts(951, need=28): (
        "Visitors will see 951 services: with a number 0, with hours 0, with a street 0, "
        "under a need 28 (3 %)."
    ),
    VisibleCounts(200, number=199, hours=1, street=100, contact=200, need=200): (
        "Visitors will see 200 services: with a number 199 (99 %), with hours 1 (1 %), "
        "with a street 100 (50 %), under a need 200 (100 %)."
    ),
    VisibleCounts(1, number=1, contact=1): (
        "Visitors will see 1 service: with a number 1 (100 %), with hours 0, with a street 0, "
        "under a need 0."
    ),
    VisibleCounts(0): "Visitors will see no service.",
}


@pytest.mark.parametrize(("seen", "words"), WORDS.items(), ids=["many", "most", "one", "none"])
def test_it_is_said_in_one_sentence(seen: VisibleCounts, words: str) -> None:
    assert visible_counts_in_words(seen) == words


FLOOR = {
    "none": (VisibleCounts(951), False, Weight.REFUSED),
    "just below": (VisibleCounts(101, contact=50), False, Weight.REFUSED),
    "half": (VisibleCounts(100, contact=50), False, None),
    "all": (VisibleCounts(100, contact=100), False, None),
    "accepted": (VisibleCounts(951), True, Weight.NOTE),
    "accepted in vain": (VisibleCounts(100, contact=50), True, None),
    "nothing at all": (VisibleCounts(0), False, None),
}


@pytest.mark.parametrize(("seen", "accepted", "weight"), FLOOR.values(), ids=FLOOR)
def test_below_half_it_stops(seen: VisibleCounts, *, accepted: bool, weight: Weight | None) -> None:
    found = check_contact(seen, accepted=accepted)
    assert [(one.code, one.weight) for one in found] == (
        [(FindingCode.NO_CONTACT, weight)] if weight else []
    )


def test_a_directory_of_empty_cards_waits_for_a_word(tmp_path: Path) -> None:
    editor = Editor(tmp_path).begin()
    empty = [OWNER, *(service(key) for key in "abc"), number("a")]
    report = editor.publish(empty)
    assert (FindingCode.NO_CONTACT, Weight.REFUSED) in codes(report.findings)
    assert report.seal is None
    report = editor.publish(empty, accept=frozenset({"contact"}))
    assert report.seal is not None
    answer = publish_answer(report)
    validate("publish", answer)
    assert answer["visitors"] == {
        "services": 3,
        "number": 1,
        "hours": 0,
        "street": 0,
        "contact": 1,
        "need": 3,
    }


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types a command in an empty home folder."""
    return keyboard(tmp_path, monkeypatch)


def test_a_broken_package_begins_with_what_visitors_will_see(say: Say, tmp_path: Path) -> None:
    source = folder(tmp_path, without(HSDS3, "phones.csv"))
    result = published(say, source, "x.kiosksync", *FOR_WHOM)
    first, *_ = result.output.splitlines()
    assert first == (
        "Visitors will see 2 services: with a number 0, with hours 1 (50 %), with a street 0, "
        "under a need 1 (50 %)."
    )
    assert result.exit_code == 1
    assert "--accept contact" in result.output
    assert not (tmp_path / "x.kiosksync").exists()
    page = (tmp_path / "x.report.html").read_text()
    assert page.index("Visitors will see 2 services") < page.index("Must be mended")
    again = published(say, source, "x.kiosksync", *FOR_WHOM, "--accept", "contact")
    assert again.exit_code == 0, again.output
    assert "Visitors will see 2 services" in again.output


@pytest.mark.parametrize("word", ["everything", "contact,all", ""])
def test_only_a_floor_can_be_accepted(say: Say, tmp_path: Path, word: str) -> None:
    result = published(say, folder(tmp_path, HSDS3), "x.kiosksync", "--accept", word)
    assert result.exit_code == 2
    assert "contact" in result.output
