"""Breaks one rule of the program that is about to start: what the tests of faults must notice.

Python runs this file before anything else where the folder is on its path. ``KIOSK_BROKEN`` names
the rule; the true program never sees this.
"""

# ruff: noqa: PLC0415 - only the rule that is asked for is loaded

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


def nothing_is_synced() -> None:
    os.fsync = lambda _: None


def only_the_state_is_synced() -> None:
    true = os.fsync

    def fsync(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir() or "state" in path.name:
            true(handle)

    os.fsync = fsync


def state_is_not_synced() -> None:
    from kiosk import atomic_files

    def write(path: Path, content: bytes, *, mode: int = 0o666) -> None:
        unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        unfinished.write_bytes(content)
        unfinished.chmod(mode & 0o644)
        unfinished.replace(path)

    atomic_files.replace_file = write


def old_data_goes_first() -> None:
    import msgspec

    from kiosk.sync import apply

    true = apply.write_state

    def write(folder: Path, state: Any) -> None:
        apply.remove_leftovers(folder, msgspec.structs.replace(state, previous=None))
        true(folder, state)

    apply.write_state = write


def errors_are_swallowed() -> None:
    from kiosk import atomic_files

    true = atomic_files.replace_file

    def write(path: Path, content: bytes, *, mode: int = 0o666) -> None:
        with suppress(OSError):
            true(path, content, mode=mode)

    atomic_files.replace_file = write


def signed_file_is_not_kept() -> None:
    from kiosk.sync import apply

    apply.install_file = lambda _folder, _finished, _name: None


def root_is_not_kept() -> None:
    from kiosk.sync import discovery

    discovery.save_root = lambda _folder, _root: None


def tries_are_counted_after() -> None:
    from kiosk.staff import pin, pin_lockout

    true = pin_lockout.PinGuard.attempt

    def attempt(self: Any, typed: str) -> Any:
        pin.matches(self._folder, typed)
        return true(self, typed)

    pin_lockout.PinGuard.attempt = attempt


RULES: dict[str, Callable[[], None]] = {
    rule.__name__: rule
    for rule in (
        nothing_is_synced,
        only_the_state_is_synced,
        state_is_not_synced,
        old_data_goes_first,
        errors_are_swallowed,
        signed_file_is_not_kept,
        root_is_not_kept,
        tries_are_counted_after,
    )
}
if name := os.environ.get("KIOSK_BROKEN"):
    RULES[name]()
