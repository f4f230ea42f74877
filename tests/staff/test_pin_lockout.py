"""Tries: counted before the check, waits that no clock and no restart shortens, the lock."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import atomic_files
from kiosk.staff import pin as pins
from kiosk.staff import pin_lockout, two_slot_counter
from kiosk.staff.pin_lockout import MOST, PRESUMED, AttemptResult, LockState, PinGuard, wait_after
from kiosk.staff.provisioning import provision, reset
from kiosk.staff.two_slot_counter import TryCount
from kiosk.sync.provisioned import PIN_FILE, PinOwner
from tests.staff.kit import GOOD, OTHER, WRONG, Seconds, count, fail


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [
        *((wrong, 0) for wrong in range(5)),
        *((5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 480), (11, 960)),
        *((12, 1920), (13, 3840), (14, 7680), (15, 86_400), (99, 86_400)),
    ],
)
def test_the_wait_after_so_many_wrong_tries(wrong: int, seconds: int) -> None:
    assert wait_after(wrong) == seconds


def test_the_right_pin_puts_the_count_back(kiosk: Path) -> None:
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    fail(gate, clock, 4)
    assert gate.status() == pin_lockout.LockStatus(LockState.OPEN, left=11)
    assert gate.attempt(GOOD) is AttemptResult.RIGHT
    assert count(kiosk) == 0


def test_a_wait_is_waited_and_then_one_try_is_free(kiosk: Path) -> None:
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    fail(gate, clock, 5)
    assert gate.status() == pin_lockout.LockStatus(LockState.WAITING, seconds=15, left=10)
    assert gate.attempt(GOOD) is AttemptResult.NOT_NOW
    assert count(kiosk) == 5
    clock.now += 14.5
    assert gate.status().seconds == 1
    assert gate.attempt(GOOD) is AttemptResult.NOT_NOW
    clock.now += 0.5
    assert gate.attempt(WRONG) is AttemptResult.WRONG
    assert gate.status().seconds == 30


def test_a_reset_lifts_the_lock_while_the_kiosk_runs(kiosk: Path) -> None:
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    fail(gate, clock, MOST)
    reset(kiosk, OTHER)
    assert gate.status().state is LockState.OPEN
    assert gate.attempt(GOOD) is AttemptResult.WRONG
    assert gate.attempt(OTHER) is AttemptResult.RIGHT


def test_a_restart_gives_nothing_back_and_the_wait_begins_anew(kiosk: Path) -> None:
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    fail(gate, clock, 8)
    clock.now += 119
    assert PinGuard(kiosk, clock).status() == pin_lockout.LockStatus(
        LockState.WAITING, seconds=120, left=7
    )
    clock.now = 3.0  # a new boot: the monotonic clock begins again
    assert PinGuard(kiosk, clock).status().seconds == 120


def test_the_clock_on_the_wall_has_no_say(kiosk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    fail(gate, clock, 6)
    for moment in (0.0, 4e9):
        monkeypatch.setattr("time.time", lambda moment=moment: moment)
        assert gate.status().state is LockState.WAITING


def test_the_try_is_on_disk_before_the_pin_is_looked_at(
    kiosk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def cut(folder: Path, pin: str, owner: PinOwner) -> bool:
        del pin, owner
        seen.append(count(folder))
        raise KeyboardInterrupt

    monkeypatch.setattr(pins, "matches", cut)
    with pytest.raises(KeyboardInterrupt):
        PinGuard(kiosk, Seconds()).attempt(GOOD)
    assert seen == [1]
    assert count(kiosk) == 1


def _full(_path: Path, *_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_disk_without_room_counts_and_lets_staff_in(
    kiosk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_files, "replace_file", _full)
    gate = PinGuard(kiosk, Seconds())
    assert gate.attempt(WRONG) is AttemptResult.WRONG
    assert count(kiosk) == 1
    assert gate.attempt(GOOD) is AttemptResult.RIGHT
    assert count(kiosk) == 0


def test_a_count_of_the_program_before_is_read_and_taken_over(kiosk: Path) -> None:
    (kiosk / pin_lockout.FILE).write_bytes(b'{"wrong":3}')
    gate = PinGuard(kiosk, Seconds())
    assert gate.status().left == MOST - 3
    assert gate.attempt(WRONG) is AttemptResult.WRONG
    assert count(kiosk) == 4
    assert (kiosk / pin_lockout.FILE).stat().st_size == 2 * two_slot_counter.SLOT
    assert (kiosk / pin_lockout.FILE).stat().st_mode & 0o777 == atomic_files.OWNER_ONLY


@pytest.mark.parametrize("wrong", [0, 4, 9, MOST])
@pytest.mark.parametrize("cut", [0, 1, 20, 512, two_slot_counter.SLOT - 1])
def test_writing_that_broke_off_gives_no_try_back(kiosk: Path, wrong: int, cut: int) -> None:
    """Whatever stands in the slot that was being written, and wherever it broke off."""
    path = kiosk / pin_lockout.FILE
    for so_many in range(wrong + 1):
        two_slot_counter.write(path, TryCount(wrong=so_many), mode=atomic_files.OWNER_ONLY)
    before = path.read_bytes()
    two_slot_counter.write(path, TryCount(wrong=min(wrong + 1, MOST)), mode=atomic_files.OWNER_ONLY)
    after = path.read_bytes()
    at = next(
        at for at in (0, two_slot_counter.SLOT) if before[at : at + 99] != after[at : at + 99]
    )
    for rest in (
        before[at + cut : at + two_slot_counter.SLOT],
        b"\0" * (two_slot_counter.SLOT - cut),
    ):
        torn = after[: at + cut] + rest + after[at + two_slot_counter.SLOT :]
        path.write_bytes(torn)
        assert wrong <= count(kiosk) <= min(wrong + 1, MOST)
        two_slot_counter.write(path, pin_lockout._read(kiosk), mode=atomic_files.OWNER_ONLY)
        assert wrong <= count(kiosk) <= min(wrong + 1, MOST), "the damaged slot comes first"


def test_what_cannot_be_counted_is_not_looked_at(
    kiosk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = PinGuard(kiosk, Seconds())
    looked: list[str] = []
    monkeypatch.setattr(pins, "matches", lambda _folder, pin, _owner: looked.append(pin))
    monkeypatch.setattr(atomic_files, "overwrite", _full)
    assert gate.attempt(GOOD) is AttemptResult.NOT_COUNTED
    assert not looked
    assert count(kiosk) == 0


def test_a_count_that_cannot_be_put_back_stays(
    kiosk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic_files.overwrite

    def once(path: Path, at: int, content: bytes) -> None:
        real(path, at, content)
        monkeypatch.setattr(atomic_files, "overwrite", _full)

    monkeypatch.setattr(atomic_files, "overwrite", once)
    assert PinGuard(kiosk, Seconds()).attempt(GOOD) is AttemptResult.NOT_COUNTED
    assert count(kiosk) == 1


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(_gone, id="missing"),
        *(
            pytest.param(lambda path, content=content: path.write_bytes(content), id=name)
            for name, content in (
                ("empty", b""),
                ("torn", b'{"wro'),
                ("below nought", b'{"wrong":-1}'),
                ("beyond the lock", b'{"wrong":16}'),
                ("no text", b"\xff\xfe"),
                ("another field", b'{"wrong":0,"x":1}'),
            )
        ),
    ],
)
def test_a_count_that_cannot_be_read_gives_nothing_away_and_locks_nobody_out(
    kiosk: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(kiosk / pin_lockout.FILE)
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    assert gate.status() == pin_lockout.LockStatus(
        LockState.WAITING, seconds=480, left=MOST - PRESUMED
    )
    assert gate.attempt(GOOD) is AttemptResult.NOT_NOW
    clock.now += 480
    assert gate.attempt(WRONG) is AttemptResult.WRONG
    assert count(kiosk) == PRESUMED + 1
    clock.now += 960
    assert gate.attempt(GOOD) is AttemptResult.RIGHT
    assert count(kiosk) == 0


def test_a_damaged_pin_costs_a_try_and_opens_to_nobody(kiosk: Path) -> None:
    (kiosk / PIN_FILE).write_bytes(b"{")
    with pytest.raises(pins.PinUnreadable):
        PinGuard(kiosk, Seconds()).attempt(GOOD)
    assert count(kiosk) == 1


def test_provisioning_happens_once_and_resetting_only_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    with pytest.raises(FileNotFoundError):
        reset(folder, GOOD)
    with pytest.raises(ValueError, match="short"):
        provision(folder, "1")
    assert not folder.exists()
    provision(folder, GOOD)
    assert folder.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError):
        provision(folder, OTHER)
    with pytest.raises(ValueError, match="weak"):
        reset(folder, "111111")
    assert pins.matches(folder, GOOD)


def test_a_cut_between_new_pin_and_cleared_count_leaves_the_lock(
    kiosk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Seconds()
    fail(PinGuard(kiosk, clock), clock, MOST)

    def cut(_folder: Path, _owner: PinOwner) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(pin_lockout, "clear", cut)
        with pytest.raises(KeyboardInterrupt):
            reset(kiosk, OTHER)
    assert PinGuard(kiosk, clock).status().state is LockState.LOCKED
    reset(kiosk, OTHER)
    assert PinGuard(kiosk, clock).attempt(OTHER) is AttemptResult.RIGHT
