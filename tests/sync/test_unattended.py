"""What applies by itself, week after week, and what a person must see first."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from kiosk.domain.override import Override, Telling
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from kiosk.services.data.sync_answers import SyncStatus
from kiosk.services.data.syncing import Consent
from kiosk.sync.apply import read_baseline
from kiosk.sync.holds import HoldReason
from kiosk.sync.state import write_state
from tests.sync.box import Box, changed, dialled, gone, hidden, small, withdrawn


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


def with_doors(count: int) -> list[AnyRecord]:
    """The same, each with an address."""
    records = many(count, lambda n: f"+191655501{n:02}")
    for n in range(count):
        records += [
            Location(
                id=f"l{n}",
                organization_id="o",
                address_visibility=AddressVisibility.PUBLIC,
                address_1=f"{n} Example Street",
                latitude=38.0,
                longitude=-121.0,
            ),
            ServiceAtLocation(id=f"a{n}", service_id=f"s{n}", location_id=f"l{n}"),
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


def test_addresses_cannot_be_swapped_slowly(box: Box) -> None:
    """As the numbers; going away and coming back changed is no way around it."""
    first = with_doors(20)
    box.bring(first, 1)
    doors = {"latitude": 38.1}
    for n in range(2):
        first = changed(first, f"l{n}", **doors)
    assert box.bring(first, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    back = changed(first, "l0", latitude=38.0)
    assert box.bring(changed(back, "l2", **doors), 3, Consent.UNATTENDED).hold is (
        HoldReason.PLACES_CHANGED
    )
    assert box.bring(back, 4, Consent.UNATTENDED).status is SyncStatus.APPLIED


def test_true_services_are_not_drowned_in_new_ones(box: Box) -> None:
    box.bring(many(20, lambda n: f"+191655501{n:02}"), 1)
    four = many(24, lambda n: f"+191655501{n:02}")
    assert box.bring(four, 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    five = many(25, lambda n: f"+191655501{n:02}")
    assert box.bring(five, 3, Consent.UNATTENDED).hold is HoldReason.SERVICES_ADDED


def test_a_hidden_address_is_never_shown_by_itself(box: Box) -> None:
    box.bring(small(), 1)
    street: dict[str, Any] = {
        "address_visibility": AddressVisibility.PUBLIC,
        "address_1": "9 Secret Street",
    }
    shown = changed(small(), "river-house.1", **street)
    held = box.bring(shown, 2, Consent.UNATTENDED)
    assert (held.status, held.hold) == (SyncStatus.HELD, HoldReason.ADDRESS_SHOWN)
    assert held.report is not None
    assert [place.id for place in held.report.shown] == ["river-house.1"]
    assert box.bytes_with("9 Secret Street") == set()
    assert box.bring(shown, 2, Consent.PERSON).status is SyncStatus.APPLIED
    assert box.bytes_with("9 Secret Street")


def test_a_word_that_gives_visitors_away_is_not_let_out_by_itself(box: Box) -> None:
    box.bring(small(), 1)
    name = "Abuse Box"
    word = Override(
        what=Telling.QUIET_NAME, text=name, by="Ana Ruiz", date=dt.date(2026, 11, 12), reason="Its"
    )
    telling = changed(small(), "food-box", quiet_name=name, overrides=(word,))
    held = box.bring(telling, 2, Consent.UNATTENDED)
    assert (held.status, held.hold) == (SyncStatus.HELD, HoldReason.WORD_ALLOWED)
    assert held.report is not None
    assert [one.by for one in held.report.allowed] == ["Ana Ruiz"]
    assert box.bring(telling, 2, Consent.PERSON).status is SyncStatus.APPLIED
    again = changed(telling, "food-box", phrase="Bread to take home")
    assert box.bring(again, 3, Consent.UNATTENDED).status is SyncStatus.APPLIED


def test_a_place_hidden_last_week_is_not_shown_by_itself_this_week(box: Box) -> None:
    """Nobody looked in between: the baseline is of before."""
    first = with_doors(20)
    box.bring(first, 1)
    assert box.bring(hidden(first, "l0"), 2, Consent.UNATTENDED).status is SyncStatus.APPLIED
    assert box.bring(first, 3, Consent.UNATTENDED).hold is HoldReason.ADDRESS_SHOWN


def test_withdrawals_that_applied_with_their_file_count_as_well(box: Box) -> None:
    first = many(40, lambda n: f"+191655501{n:02}")
    box.bring(first, 1)
    for version, names in ((2, ("s0", "s1", "s2")), (3, ("s3", "s4"))):
        first = gone(first, *names)
        found = box.bring(
            first,
            version,
            Consent.UNATTENDED,
            withdrawn=[withdrawn("service", one) for one in names],
        )
        assert found.status is SyncStatus.APPLIED
    assert box.state.withdrawn_alone == 5
    more = [withdrawn("service", "s20")]
    waits = box.bring(gone(first, "s20"), 4, Consent.UNATTENDED, withdrawn=more)
    assert (waits.hold, waits.withdrawn) == (HoldReason.WITHDRAWALS, 0)
    waits = box.bring(
        dialled(gone(first, "s20"), "+19165550130", "911"),
        5,
        Consent.ASK,
        withdrawn=more,
    )
    assert (waits.hold, waits.withdrawn) == (HoldReason.ASK, 0)


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
