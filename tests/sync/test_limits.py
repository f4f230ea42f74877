"""How far data goes by itself, counted from what a person accepted."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.checks import check_records
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord, Need, Organization, Phone, SearchWord, Service, Status
from kiosk.domain.syncfile import HelplineFile, Versions
from kiosk.services.sync_answers import SyncStatus
from kiosk.services.syncing import Consent
from kiosk.sync.apply import entombed, read_baseline
from kiosk.sync.changes import Content
from kiosk.sync.limits import (
    Baseline,
    Drift,
    HoldReason,
    drift,
    make_baseline,
    too_far,
    withdrawals_fit,
)
from kiosk.sync.reduction import newer, present, services_lost, without
from kiosk.sync.state import TOMBSTONE_LIMIT, Tombstone, write_state
from tests.sync.box import Box, changed, dialled, gone, small, withdrawn

SAME = Drift(100, 0, 100, 0, 100, 0, helplines_changed=False)


@pytest.mark.parametrize(
    ("change", "held"),
    [
        ({}, None),
        ({"gone": 20}, None),
        ({"gone": 21}, HoldReason.SERVICES_GONE),
        ({"changed": 10}, None),
        ({"changed": 11}, HoldReason.NUMBERS_CHANGED),
        ({"web_changed": 10}, None),
        ({"web_changed": 11}, HoldReason.WEB_CHANGED),
        ({"helplines_changed": True}, HoldReason.HELPLINES_CHANGED),
        ({"helplines_changed": True, "gone": 99}, HoldReason.HELPLINES_CHANGED),
        ({"numbers": 0, "changed": 1}, HoldReason.NUMBERS_CHANGED),
        ({"services": 0, "numbers": 0, "web": 0}, None),
        ({"services": 4, "gone": 1}, HoldReason.SERVICES_GONE),
        ({"services": 5, "gone": 1}, None),
    ],
    ids=str,
)
def test_a_fifth_of_the_services_and_a_tenth_of_the_numbers(
    change: dict[str, int], held: HoldReason | None
) -> None:
    fields = {name: getattr(SAME, name) for name in Drift.__dataclass_fields__}
    assert too_far(Drift(**(fields | change))) is held


@pytest.mark.parametrize(
    ("services", "already", "more", "fit"),
    [
        (10, 0, 5, True),
        (10, 0, 6, False),
        (10, 3, 2, True),
        (10, 3, 3, False),
        (250, 0, 5, True),
        (1000, 0, 20, True),
        (1000, 0, 21, False),
        (1000, 20, 1, False),
        (0, 0, 0, True),
    ],
)
def test_five_withdrawals_or_two_percent(
    services: int, already: int, more: int, *, fit: bool
) -> None:
    assert withdrawals_fit(services, already, more) is fit


def content(records: Sequence[AnyRecord]) -> Content:
    return Content(records, HelplineFile(helplines=ANCHORS, guarded=guarded_lines(records)))


def phone(number: str) -> Phone:
    return Phone(id=f"x{number[1:]}", service_id="food-box", number=number)


@pytest.mark.parametrize(
    ("make", "counts"),
    [
        (lambda r: r, (0, 0, 0)),
        (lambda r: gone(r, "food-box", "men-beds"), (2, 0, 0)),
        (lambda r: changed(r, "food-box", status=Status.INACTIVE), (1, 0, 0)),
        (lambda r: dialled(r, "+19165550104", "+19165550174"), (0, 1, 0)),
        (lambda r: gone(r, "food-box.1"), (0, 1, 0)),
        (lambda r: [*r, phone("+19165550174"), phone("+19165550175")], (0, 2, 0)),
        (lambda r: changed(r, "food-box.1", id="renamed"), (0, 0, 0)),
        (lambda r: changed(r, "food-box", url="https://x.example.org"), (0, 0, 1)),
        (lambda r: changed(r, "open-table", website="https://x.example.org"), (0, 0, 1)),
        (lambda r: changed(r, "food-box", name="Bread Box"), (0, 0, 0)),
    ],
    ids=[
        "same", "gone", "closed", "exchanged", "lost", "added", "id only", "page", "site", "text",
    ],
)  # fmt: skip
def test_what_counts_as_a_change(
    make: Callable[[list[AnyRecord]], list[AnyRecord]], counts: tuple[int, int, int]
) -> None:
    found = drift(make_baseline(content(small())), content(make(small())))
    assert (found.gone, found.changed, found.web_changed) == counts
    assert (found.services, found.numbers, found.helplines_changed) == (12, 7, False)


def test_a_changed_helpline_is_seen() -> None:
    new = content(dialled(small(), "+19165550100", "+19165550170"))
    assert drift(make_baseline(content(small())), new).helplines_changed


def test_a_baseline_says_nothing_of_its_content() -> None:
    made = make_baseline(content(small()))
    written = msgspec.json.encode(made).decode()
    for record in small():
        assert f'"{record.id}"' not in written
    assert "9165550104" not in written
    assert made.services != make_baseline(content(small())).services
    assert msgspec.json.decode(written, type=Baseline) == made


def many(count: int, number: Callable[[int], str]) -> list[AnyRecord]:
    """A directory with so many services, each with one number."""
    records: list[AnyRecord] = [Organization(id="o", name="Open Table")]
    for n in range(count):
        records += [
            Service(
                id=f"s{n}",
                organization_id="o",
                name=f"Food Box {n}",
                quiet_name="Open Table",
                phrase="Food to take home",
                categories=(Need.FOOD,),
            ),
            Phone(id=f"p{n}", service_id=f"s{n}", number=number(n)),
        ]
    return records


def test_a_directory_cannot_be_swapped_slowly(box: Box) -> None:
    """A tenth of the numbers a week: the second week waits, since no person saw the first."""
    first = many(20, lambda n: f"+191655501{n:02}")
    box.bring(first, 1)
    for n in range(2):
        first = dialled(first, f"+191655501{n:02}", f"+191655502{n:02}")
    assert box.bring(first, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    more = dialled(first, "+19165550102", "+19165550202")
    waits = box.bring(more, 3, Consent.UNATTENDED)
    assert (waits.status, waits.hold) == (SyncStatus.HELD, HoldReason.NUMBERS_CHANGED)
    assert box.bring(more, 3, Consent.PERSON).status is SyncStatus.APPLIED
    again = dialled(more, "+19165550103", "+19165550203")
    assert box.bring(again, 4, Consent.UNATTENDED).status is SyncStatus.APPLIED


def test_withdrawals_that_applied_with_their_file_count_as_well(box: Box) -> None:
    box.bring(many(40, lambda n: f"+191655501{n:02}"), 1)
    for week in range(2):
        names = [f"s{week * 3 + n}" for n in range(3)]
        left = gone(
            many(40, lambda n: f"+191655501{n:02}"), *(f"s{n}" for n in range(week * 3 + 3))
        )
        found = box.bring(
            left,
            week + 2,
            Consent.UNATTENDED,
            withdrawn=[withdrawn("service", one) for one in names],
        )
        assert found.status is SyncStatus.APPLIED
    assert box.state.withdrawn_alone == 6
    waits = box.bring(
        dialled(gone(left, "s20"), "+19165550130", "911"),
        4,
        Consent.ASK,
        withdrawn=[withdrawn("service", "s20")],
    )
    assert (waits.hold, waits.withdrawn) == (HoldReason.ASK, 0)


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path / "data", tmp_path / "stick").trust()


@pytest.mark.parametrize("harm", ["lost", "changed", "not json"])
def test_a_baseline_that_cannot_be_believed_is_none(box: Box, harm: str) -> None:
    box.bring(small(), 1)
    state = box.state
    assert state.person is not None
    path = box.folder / state.person.name
    assert read_baseline(box.folder, state) is not None
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(b"{}")
    if harm == "not json":
        mark = msgspec.structs.replace(state.person, sha256=hashlib.sha256(b"{}").hexdigest())
        state = msgspec.structs.replace(state, person=mark)
        write_state(box.folder, state)
    assert read_baseline(box.folder, state) is None
    assert box.bring(small(), 2, Consent.UNATTENDED).hold is HoldReason.FIRST_FILE


# --- taking records out -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "id", "lost"),
    [
        ("service", "food-box", {"food-box", "food-box.1", "at.3", "h.5", "h.6", "t.5", "t.6"}),
        ("phone", "help-line.1", {"help-line.1", "h.1"}),
        ("location", "open-table.1", {"open-table.1", "at.3", "at.7"}),
        ("service", "nowhere", set()),
    ],
    ids=["service", "phone", "location", "unknown"],
)
def test_what_hangs_on_a_record_goes_with_it(kind: str, id: str, lost: set[str]) -> None:  # noqa: A002
    left = without(small(), [withdrawn(kind, id)])
    assert lost <= {one.id for one in small()} - {one.id for one in left}
    assert {one.id for one in small()} - {one.id for one in left} - lost <= {
        one.id for one in small() if getattr(one, "entity_id", None) in lost
    }


def test_everything_under_an_organization_goes_with_it() -> None:
    left = without(small(), [withdrawn("organization", "open-table")])
    assert not [one for one in left if "open-table" in str(one) or "food-box" in str(one)]
    assert services_lost(small(), [withdrawn("organization", "open-table")]) == 4


def test_what_is_left_is_a_whole_directory() -> None:
    for record in small():
        kind = str(record.__struct_config__.tag)
        if kind in {"organization", "service", "location", "phone"}:
            left = without(small(), [withdrawn(kind, record.id)])
            assert not [one for one in check_records(left) if one.code.fatal], record.id


def test_a_search_word_that_points_nowhere_goes_too() -> None:
    words = [
        SearchWord(id="one", language="en", words=("box",), service_ids=("food-box",)),
        SearchWord(id="two", language="en", words=("bread",), service_ids=("food-box", "clinic")),
        SearchWord(
            id="three", language="en", words=("eat",), service_ids=("food-box",), needs=(Need.FOOD,)
        ),
    ]
    left = {
        one.id: one.service_ids
        for one in without([*small(), *words], [withdrawn("service", "food-box")])
        if isinstance(one, SearchWord) and one.id in {"one", "two", "three"}
    }
    assert left == {"two": ("clinic",), "three": ()}


def test_where_nothing_goes_the_records_are_the_same_ones() -> None:
    records = small()
    assert without(records, []) is records
    assert without(records, [withdrawn("phone", "nowhere")]) is records


def test_nothing_of_a_guarded_line_may_go() -> None:
    lines = content(small()).helplines
    named = [
        withdrawn("service", "help-line"),
        withdrawn("phone", "help-line.1"),
        withdrawn("organization", "valley-line"),
        withdrawn("phone", "food-box.1"),
        withdrawn("phone", "nowhere"),
    ]
    assert present(small(), lines, named) == (withdrawn("phone", "food-box.1"),)


def test_tombstones_keep_records_out_of_older_files_only() -> None:
    one, two = withdrawn("phone", "a"), withdrawn("phone", "b")
    stones = entombed((), [one], Versions(1, 1, 4))
    stones = entombed(stones, [one, two], Versions(1, 1, 6))
    assert entombed(stones, [one], Versions(1, 1, 2)) == stones
    assert set(newer(stones, Versions(1, 1, 5))) == {one, two}
    assert newer(stones, Versions(1, 1, 6)) == ()
    assert set(newer(stones, None)) == {one, two}


def test_of_too_many_tombstones_the_newest_are_kept() -> None:
    old = tuple(
        Tombstone(record=withdrawn("phone", f"p{n}"), versions=Versions(1, 1, 1))
        for n in range(TOMBSTONE_LIMIT)
    )
    stones = entombed(old, [withdrawn("phone", "new")], Versions(1, 1, 2))
    assert len(stones) == TOMBSTONE_LIMIT
    assert newer(stones, Versions(1, 1, 1)) == (withdrawn("phone", "new"),)
