"""What the tests of the PIN share: a kiosk that has one, a clock that a test moves, wrong tries."""

from pathlib import Path

from kiosk.staff import pin_lockout
from kiosk.staff.pin_lockout import AttemptResult, PinGuard

GOOD, WRONG, OTHER = "270918", "615342", "904157"


class Seconds:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def count(folder: Path) -> int:
    return pin_lockout._read(folder).wrong


def fail(gate: PinGuard, clock: Seconds, times: int) -> None:
    for _ in range(times):
        clock.now += 10**6
        assert gate.attempt(WRONG) is AttemptResult.WRONG
