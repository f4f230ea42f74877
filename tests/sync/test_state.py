"""The state file: read whole or not at all."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.syncfile import Versions, Withdrawn
from kiosk.sync.state import (
    COPY_NAME,
    STATE_NAME,
    DataSource,
    Generation,
    PersonMark,
    RollbackFloor,
    SignedFacts,
    State,
    Tombstone,
    decode,
    encode,
    floor_of,
    last_reliable_time,
    moment,
    raise_floor,
    read_state,
    repair_copy,
    set_date,
    write_state,
)

SHA = "ab" * 32
FACTS = SignedFacts(
    versions=Versions(1, 2, 3),
    sha256=SHA,
    created="2026-11-27T09:00:00Z",
    expires="2027-11-27T09:00:00Z",
    channel="test",
    publisher="Test Coalition",
    signers=("Editor",),
)
SIGNED = Generation(
    database="directory-0123456789abcdef.db",
    sha256=SHA,
    source=DataSource.SIGNED,
    kept="0123456789abcdef.kiosksync",
    kept_sha256=SHA,
    signed=FACTS,
    applied="2026-12-01",
)
FACTORY = Generation(
    database="directory-fedcba9876543210.db",
    sha256=SHA,
    source=DataSource.FACTORY,
    kept="",
    kept_sha256=SHA,
)
WHOLE = State(
    database_format=3,
    active=SIGNED,
    previous=FACTORY,
    accepted=RollbackFloor(versions=Versions(1, 2, 3), targets_sha256=SHA, directory_sha256=SHA),
    floor="2026-11-27T09:00:00Z",
    person=PersonMark(name="person-0123456789abcdef.json", sha256=SHA),
    withdrawn_alone=2,
    tombstones=(Tombstone(record=Withdrawn(kind="phone", id="p"), versions=Versions(1, 2, 3)),),
    undone=SHA,
)
BARE = State(database_format=3, active=FACTORY)


@pytest.mark.parametrize("state", [WHOLE, BARE], ids=["whole", "bare"])
def test_what_is_written_is_read(tmp_path: Path, state: State) -> None:
    write_state(tmp_path, state)
    assert read_state(tmp_path) == (state, True)
    assert (tmp_path / COPY_NAME).read_bytes() == (tmp_path / STATE_NAME).read_bytes()


def test_a_state_torn_at_any_byte_is_none_or_the_whole() -> None:
    content = encode(WHOLE)
    read = {decode(content[:end]) for end in range(len(content))}
    # Only the line's end may be missing.
    assert read == {None, WHOLE}
    assert decode(content[:-2]) is None


def test_a_state_with_any_byte_changed_is_none_or_means_the_same() -> None:
    content = encode(WHOLE)
    for at in range(len(content)):
        for bit in range(8):
            harmed = bytearray(content)
            harmed[at] ^= 1 << bit
            assert decode(bytes(harmed)) in (None, WHOLE), (at, bit)


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b"null", b"\0" * 500, b"[" * 9000])
def test_the_copy_helps_where_the_state_is_torn(tmp_path: Path, torn: bytes) -> None:
    write_state(tmp_path, WHOLE)
    (tmp_path / STATE_NAME).write_bytes(torn)
    assert read_state(tmp_path) == (WHOLE, False)
    (tmp_path / COPY_NAME).write_bytes(torn)
    assert read_state(tmp_path) == (None, False)


@pytest.mark.parametrize("copy", [encode(BARE), b"torn", None])
def test_the_copy_is_made_anew_where_it_fell_behind(tmp_path: Path, copy: bytes | None) -> None:
    write_state(tmp_path, WHOLE)
    repair_copy(tmp_path)
    (tmp_path / COPY_NAME).unlink()
    if copy is not None:
        (tmp_path / COPY_NAME).write_bytes(copy)
    repair_copy(tmp_path)
    assert (tmp_path / COPY_NAME).read_bytes() == (tmp_path / STATE_NAME).read_bytes()
    repair_copy(tmp_path / "absent")


@given(st.binary(max_size=400))
def test_no_bytes_are_mistaken_for_a_state(content: bytes) -> None:
    assert decode(content) is None


@pytest.mark.parametrize(
    "change",
    [
        {"layout": 2},
        {"layout": 4},
        {"more": 1},
        {"database_format": "3"},
        {"floor": "tomorrow"},
        {"withdrawn_alone": -1},
        {"active": None},
        {"active": {"database": "../directory-0123456789abcdef.db"}},
    ],
    ids=str,
)
def test_a_state_of_another_kind_is_not_read(change: dict[str, object]) -> None:
    values = json.loads(msgspec.json.encode(WHOLE)) | change
    raw = msgspec.json.encode(values)
    digest = hashlib.sha256(raw).hexdigest()
    whole = b'{"sha256":"' + digest.encode() + b'","state":' + raw + b"}"
    assert decode(whole) is None


def test_the_files_in_use_are_named() -> None:
    assert WHOLE.names == {
        SIGNED.database,
        SIGNED.kept,
        FACTORY.database,
        "person-0123456789abcdef.json",
    }
    assert BARE.names == {FACTORY.database}


# --- the time floor -----------------------------------------------------------------------------


MADE, EARLIER, LATER = "2026-11-27T09:00:00Z", "2026-11-26T09:00:00Z", "2026-12-04T09:00:00Z"
LAST, TOO_LATE = "2027-12-30T00:00:00Z", "2027-12-30T00:00:01Z"
"""400 days after the release, and a second more."""


@pytest.mark.parametrize("clock_is_trusted", [True, False])
@pytest.mark.parametrize(
    ("floor", "created", "after"),
    [
        (None, MADE, MADE),
        (None, "2020-01-01T00:00:00Z", None),
        (MADE, EARLIER, MADE),
        (MADE, LATER, LATER),
        (MADE, "2099-01-01T00:00:00Z", MADE),
        (MADE, "2026-99-99T99:99:99Z", MADE),
    ],
    ids=["first", "before the release", "older", "newer", "far ahead", "no date"],
)
def test_the_floor_only_rises_and_never_out_of_reach(
    floor: str | None, created: str, after: str | None, *, clock_is_trusted: bool
) -> None:
    state = msgspec.structs.replace(BARE, floor=floor)
    assert raise_floor(state, created, clock_is_trusted=clock_is_trusted).floor == after


@pytest.mark.parametrize(
    ("floor", "good", "created", "clock_is_trusted", "after"),
    [
        pytest.param(None, None, LAST, False, (LAST, None), id="400 days"),
        pytest.param(None, None, TOO_LATE, False, (None, None), id="more"),
        pytest.param(LAST, None, TOO_LATE, False, (LAST, None), id="not step by step"),
        pytest.param(LAST, LATER, TOO_LATE, False, (TOO_LATE, LATER), id="beyond a good moment"),
        pytest.param(None, None, TOO_LATE, True, (TOO_LATE, TOO_LATE), id="a trusted clock"),
        pytest.param(MADE, MADE, EARLIER, True, (MADE, MADE), id="an older file"),
        pytest.param(LAST, None, LATER, True, (LAST, LATER), id="good below the floor"),
    ],
)
def test_without_a_trusted_clock_it_rises_400_days_beyond_the_last_good_moment(
    floor: str | None,
    good: str | None,
    created: str,
    after: tuple[str | None, str | None],
    *,
    clock_is_trusted: bool,
) -> None:
    state = raise_floor(
        msgspec.structs.replace(BARE, floor=floor, good=good),
        created,
        clock_is_trusted=clock_is_trusted,
    )
    assert (state.floor, state.good) == after


def test_a_person_sets_the_date_in_both_directions_but_not_before_the_release() -> None:
    far = msgspec.structs.replace(BARE, floor=LAST)
    for day, said in ((dt.date(2026, 12, 4), "2026-12-04T08:00:00Z"), (dt.date(2030, 1, 2), None)):
        begins = dt.datetime.combine(day, dt.time(), ZoneInfo("America/Los_Angeles"))
        state = set_date(far, begins)
        assert state.floor == state.good
        assert said is None or state.floor == said
        assert last_reliable_time(state) == begins
    with pytest.raises(ValueError, match="before the release"):
        set_date(far, dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC))


def test_the_floor_is_read_without_the_rest(tmp_path: Path) -> None:
    assert floor_of(tmp_path) is None
    write_state(tmp_path, BARE)
    assert floor_of(tmp_path) is None
    write_state(tmp_path, WHOLE)
    assert floor_of(tmp_path) == moment("2026-11-27T09:00:00Z")
