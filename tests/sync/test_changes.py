"""The change report: everything that a person must see, nothing that did not change."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS, Anchor
from kiosk.domain.records import AnyRecord, Need, Phone, PhoneType, Situation, Status, Tile
from kiosk.domain.syncfile import HelplineFile
from kiosk.sync.change_report import ChangeReport, Tally
from kiosk.sync.changes import compare
from kiosk.sync.side import DirectoryContent
from tests.sync.box import NEW, OLD, changed, dialled, gone, hidden, small

JOB = Situation(code="job", fit=1)


def content(records: Sequence[AnyRecord], **lines: Any) -> DirectoryContent:
    file = HelplineFile(helplines=ANCHORS, guarded=guarded_lines(records))
    return DirectoryContent(records, msgspec.structs.replace(file, **lines))


def report(new: Sequence[AnyRecord], old: Sequence[AnyRecord] | None = None) -> ChangeReport:
    return compare(content(small() if old is None else old), content(new))


def phone(id: str, number: str, service: str = "food-box", **more: Any) -> Phone:  # noqa: A002
    return Phone(id=id, service_id=service, number=number, **more)


def numbers(found: ChangeReport) -> list[tuple[str, str, str]]:
    return [(one.service_id, one.old, one.new) for one in found.numbers]


def test_the_same_directory_changes_nothing() -> None:
    found = report(small())
    assert found.nothing
    assert (found.services_before, found.services_after) == (12, 12)


def test_another_order_changes_nothing() -> None:
    assert report([*reversed(small())]).nothing


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda r: dialled(r, OLD, NEW), [("food-box", OLD, NEW)]),
        (lambda r: gone(r, "food-box.1"), [("food-box", OLD, "")]),
        (lambda r: [*r, phone("x", NEW)], [("food-box", "", NEW)]),
        (
            lambda r: [*gone(r, "food-box.1"), phone("x", NEW)],
            [("food-box", OLD, NEW)],
        ),
        (
            lambda r: [*gone(r, "food-box.1"), phone("x", NEW, type=PhoneType.TEXT)],
            [("food-box", "", NEW), ("food-box", OLD, "")],
        ),
        (lambda r: [*gone(r, "food-box.1"), phone("x", OLD)], []),
        (
            lambda r: changed(r, "pay-help.1", extension="13"),
            [("pay-help", "+19165550105 ext. 12", "+19165550105 ext. 13")],
        ),
        (
            lambda r: changed(r, "help-line.2", keyword="HOLA"),
            [("help-line", "+19165550101 HELLO", "+19165550101 HOLA")],
        ),
        (
            lambda r: [*r, phone("x", OLD), phone("y", OLD)],
            [("food-box", "", OLD), ("food-box", "", OLD)],
        ),
        (lambda r: gone(r, "food-box"), []),
    ],
    ids=[
        "exchanged", "lost", "added", "exchanged with its record", "voice becomes text",
        "another record of the same", "extension", "keyword", "twice the same", "service gone",
    ],
)  # fmt: skip
def test_numbers_stand_side_by_side(
    make: Callable[[list[AnyRecord]], list[AnyRecord]], wanted: list[tuple[str, str, str]]
) -> None:
    assert numbers(report(make(small()))) == wanted


def test_a_number_of_a_helpline_is_marked() -> None:
    found = report(dialled(small(), "+19165550100", NEW))
    assert [(one.helpline, one.type) for one in found.numbers] == [(True, PhoneType.VOICE)]
    (line,) = found.helplines
    assert (line.id, line.name) == ("help-line", "Valley Help Line")
    assert ({*line.old} - {*line.new}, {*line.new} - {*line.old}) == ({"+19165550100"}, {NEW})


def test_services_that_come_and_go_bring_their_numbers() -> None:
    without = gone(small(), "food-box")
    found = report(without)
    assert [(one.id, one.numbers, one.organization) for one in found.removed] == [
        ("food-box", (OLD,), "Open Table")
    ]
    back = report(small(), without)
    assert [one.id for one in back.added] == ["food-box"]
    assert (back.services_before, back.services_after) == (11, 12)


def test_a_service_that_is_closed_counts_as_gone() -> None:
    found = report(changed(small(), "food-box", status=Status.DEFUNCT))
    assert [one.id for one in found.removed] == ["food-box"]
    assert found.changed == ()


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (lambda r: changed(r, "food-box", phrase="Bread"), ("phrase",)),
        (lambda r: changed(r, "food-box", name="Box", pets=True), ("name", "pets")),
        (lambda r: dialled(r, OLD, NEW), ("phones",)),
        (lambda r: changed(r, "h.5", opens_at="10:00"), ("hours",)),
        (lambda r: changed(r, "h.5", assured_hours=dt.date(2026, 11, 1)), ("hours",)),
        (
            lambda r: changed(r, "food-box", situations=(JOB,), room_line=True),
            ("room_line", "situations"),
        ),
        (lambda r: gone(r, "at.3"), ("places",)),
        (lambda r: changed(r, "open-table.1", city="Davis"), ("places",)),
        (lambda r: changed(r, "food-box", importance=1), ()),
        (lambda r: changed(r, "food-box.1", id="another"), ()),
    ],
    ids=[
        "text",
        "two",
        "number",
        "hours",
        "confirmed",
        "sorted",
        "place",
        "address",
        "order only",
        "id only",
    ],
)
def test_what_a_service_says_else_is_named(
    make: Callable[[list[AnyRecord]], list[AnyRecord]], fields: tuple[str, ...]
) -> None:
    found = report(make(small()))
    assert [one.fields for one in found.changed] == ([fields] if fields else [])


def test_every_web_address_is_told() -> None:
    new = changed(small(), "food-box", url="https://new.example.org", chat_url=None)
    new = changed(new, "open-table", website="https://table.example.org")
    found = report(new)
    told = [(one.kind, one.field, one.old, one.new) for one in found.urls]
    assert told == [
        ("service", "url", "", "https://new.example.org"),
        ("organization", "website", "", "https://table.example.org"),
    ]
    back = compare(content(new), content(small()))
    assert [(one.old, one.new) for one in back.urls] == [
        ("https://new.example.org", ""),
        ("https://table.example.org", ""),
    ]


def test_a_hidden_address_is_told_without_the_address() -> None:
    found = report(hidden(small(), "open-table.1"))
    assert [(one.id, one.organization, one.services) for one in found.hidden] == [
        ("open-table.1", "Open Table", ("Food Box",))
    ]
    assert b"Example Street" not in msgspec.json.encode(found)


def test_an_address_that_was_hidden_is_told_without_the_address() -> None:
    found = report(small(), hidden(small(), "open-table.1"))
    assert [(one.id, one.organization, one.services) for one in found.shown] == [
        ("open-table.1", "Open Table", ("Food Box",))
    ]
    assert found.hidden == found.addresses == ()
    assert b"Example Street" not in msgspec.json.encode(found)


WAS = "56 Example Street, Sacramento, CA"


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (
            lambda r: changed(r, "open-table.2", address_1="9 Road", address_2="Room 2"),
            [
                ("milk-club", WAS, "9 Road, Room 2, Sacramento, CA"),
                ("warm-meal", WAS, "9 Road, Room 2, Sacramento, CA"),
            ],
        ),
        (
            lambda r: changed(r, "open-table.2", postal_code="95814"),
            [("milk-club", WAS, f"{WAS} 95814"), ("warm-meal", WAS, f"{WAS} 95814")],
        ),
        (
            lambda r: changed(r, "at.6", location_id="open-table.2"),
            [("pay-help", "", WAS)],
        ),
        (lambda r: changed(r, "open-table.2", latitude=38.0), []),
        (lambda r: gone(r, "open-table.2"), []),
    ],
    ids=["other street", "its code", "another place", "coordinates", "gone"],
)
def test_every_new_address_is_told_beside_the_old_one(
    make: Callable[[list[AnyRecord]], list[AnyRecord]], wanted: list[tuple[str, str, str]]
) -> None:
    found = report(make(small()))
    assert [(one.service_id, one.old, one.new) for one in found.addresses] == wanted
    assert not found.nothing


def test_a_new_service_is_told_with_its_address_and_one_that_goes_without() -> None:
    less = gone(small(), "pay-help")
    [new] = report(small(), less).added
    assert new.addresses == ("78 Example Street, Sacramento, CA",)
    assert report(less).removed == (msgspec.structs.replace(new, addresses=()),)


def test_helplines_are_compared_field_by_field() -> None:
    lines = tuple(
        msgspec.structs.replace(line, out_of_service=True) if line.id == Anchor.HOME else line
        for line in ANCHORS
        if line.id != Anchor.CRISIS
    )
    found = compare(content(small()), content(small(), helplines=lines, guarded=()))
    told = [(one.id, bool(one.old), bool(one.new)) for one in found.helplines]
    assert told == [
        ("line-988", True, False),
        ("ndvh-line", True, False),
        ("help-line", True, False),
    ]
    assert found.helplines[1].fields == ("out_of_service",)
    assert found.helplines[2].fields == ("guarded",)


def test_the_rest_is_counted() -> None:
    new = changed(small(), "wage", value="18.00")
    new = [one for one in new if one.id not in {"summer", "t.3"}]
    new = changed(new, "t.6", text="Una caja")
    found = report(new)
    assert found.figures == Tally(changed=1)
    assert found.cards == Tally(removed=1)
    assert found.translations == Tally(removed=1, changed=1)
    assert found.guides == found.search_words == found.questions == Tally()


def test_questions_are_counted() -> None:
    tile = Tile(id="q", need=Need.FOOD, order=1, label="Q", icon="food", codes=(JOB.code,))
    other = msgspec.structs.replace(tile, label="Other")
    assert compare(content(small()), content([*small(), tile])).questions == Tally(added=1)
    assert compare(content([*small(), tile]), content([*small(), other])).questions == Tally(
        changed=1
    )


def test_a_translation_counts_by_what_it_translates() -> None:
    assert report(changed(small(), "t.6", id="renamed")).nothing


def test_an_organization_or_place_that_is_not_there_is_named_by_its_id() -> None:
    bare = [one for one in small() if one.id not in {"open-table", "open-table.1"}]
    found = compare(content(bare), content(changed(bare, "food-box", name="Box")))
    assert [one.organization for one in found.changed] == ["open-table"]


def test_a_report_is_json_both_ways() -> None:
    found = report(hidden(dialled(gone(small(), "men-beds"), OLD, NEW), "clinic.1"))
    assert msgspec.json.decode(msgspec.json.encode(found), type=ChangeReport) == found
