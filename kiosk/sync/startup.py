"""Starts with the data folder: inspects it here, and repairs it in a separate process.

The visitor's process stays small: it compares a digest and loads nothing that builds.
``python -m kiosk.sync.startup DATA FILE...`` is the other process, whose files are those
of the factory directory. Its exit code is :data:`REFUSED` if no directory can be made, with one
sentence on stderr; otherwise it prints what it found.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.sync.data_folder import (
    FolderError,
    Inspection,
    StartReason,
    find_fallback,
    inspect_folder,
    remove_leftovers_unless_busy,
)
from kiosk.sync.databases import MakeError, SqliteMaker
from kiosk.sync.state import read_state

REFUSED = 3
_ROOT = Path(__file__).parents[2]


class StartError(Exception):
    """There is no directory to show: one sentence that says what to do."""


class StartedDatabase(msgspec.Struct, frozen=True):
    """A verified database; every reason except ``verified`` is worth a report.

    ``unmended``: the intended data could not be restored now, perhaps for lack of space or memory.
    """

    database: Path
    reason: StartReason
    unmended: bool = False


def start(data: Path, factory: Sequence[Path]) -> StartedDatabase:
    """Return the database to show. Raises :class:`StartError` if there is none."""
    maker = SqliteMaker(factory)
    try:
        found = _inspect(data, maker)
    except StartError:
        # The program's own files are damaged, but databases made from them remain valid.
        slot = find_fallback(data, read_state(data)[0], maker)
        if slot is None:
            raise
        return StartedDatabase(data / slot.database, StartReason.FACTORY_CHANGED)
    if found.state is not None and found.reason is StartReason.VERIFIED:
        remove_leftovers_unless_busy(data, found.state)
        return StartedDatabase(data / found.state.active.database, found.reason)
    try:
        return _repaired(data, maker)
    except StartError:
        # Nothing can be written: any intact database, even the previous one, is better than none.
        slot = find_fallback(data, found.state, maker)
        if found.state is None or slot is None:
            raise
        reason = found.reason if slot == found.state.active else StartReason.PREVIOUS_USED
        return StartedDatabase(data / slot.database, reason, unmended=True)


def start_on_previous(data: Path, factory: Sequence[Path]) -> StartedDatabase:
    """Return the previous data as it is on the disk; change nothing.

    Without it, return the data in use if intact
    (:class:`kiosk.sync.restarts.ServiceLevel` explains why).

    Raises:
        StartError: neither is intact.
    """
    maker, (state, _) = SqliteMaker(factory), read_state(data)
    if state is not None:
        if state.previous is not None:
            candidate = msgspec.structs.replace(state, active=state.previous, previous=None)
            if find_fallback(data, candidate, maker) is not None:
                return StartedDatabase(data / candidate.active.database, StartReason.PREVIOUS_USED)
        candidate = msgspec.structs.replace(state, previous=None)
        if find_fallback(data, candidate, maker) is not None:
            return StartedDatabase(data / candidate.active.database, StartReason.VERIFIED)
    raise StartError(f"{data}: there is no other data that could be shown; bring a newer file")


def _repaired(data: Path, maker: SqliteMaker) -> StartedDatabase:
    reason = _repair_in_subprocess(data, maker.files)
    found = _inspect(data, maker)
    if found.state is None or found.reason is not StartReason.VERIFIED:
        raise StartError(f"{data}: the directory is damaged again; check the disk")
    return StartedDatabase(data / found.state.active.database, reason)


def _inspect(data: Path, maker: SqliteMaker) -> Inspection:
    try:
        return inspect_folder(data, maker)
    except MakeError as error:
        raise StartError(str(error)) from error


def _repair_in_subprocess(data: Path, factory: Sequence[Path]) -> StartReason:
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    command = [sys.executable, "-P", "-m", "kiosk.sync.startup"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module
            [*command, str(data), *map(str, factory)],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise StartError(
            f"{sys.executable}: the directory cannot be made ({error.strerror}); install the "
            "program again"
        ) from error
    messages = ended.stderr.strip().splitlines() or ["nothing was said"]
    if ended.returncode == REFUSED:
        raise StartError(messages[-1])
    if ended.returncode:
        raise StartError(
            f"{data}: making the directory ended with {ended.returncode} ({messages[-1]}); free "
            "some memory and start the program again"
        )
    try:
        return StartReason(ended.stdout.strip())
    except ValueError as error:
        raise StartError(
            f"{data}: what was made of the directory is unknown; install the program again"
        ) from error


def main(arguments: Sequence[str]) -> int:
    """Repair; the first of ``arguments`` is the data folder, the others are the factory files."""
    from kiosk.sync.recovery import recover

    data, *factory = map(Path, arguments)
    try:
        _, reason = recover(data, SqliteMaker(factory))
    except (FolderError, MakeError) as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    sys.stdout.write(f"{reason}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
