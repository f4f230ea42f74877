"""Builds a directory in a process of its own, so that the visitor's stays small.

Building needs sqlite-utils and the pinyin tables, memory and time that nothing else
needs; a process gives them back. ``python -m kiosk.directory.apart DATABASE FILE...`` is that
process: its exit code is :data:`REFUSED` and its error output one sentence for a
:class:`~kiosk.directory.errors.DirectoryError`.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.directory.errors import DirectoryError

REFUSED = 3
_ROOT = Path(__file__).parents[2]


def build_apart(files: Sequence[Path], database: Path) -> None:
    """Write a new database from record files to ``database`` by another process; waits for it.

    Raises :class:`DirectoryError` with the sentence of that process, or one that names what kept
    it from its work.
    """
    paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    search = os.pathsep.join(path for path in paths if path)
    command = [sys.executable, "-m", "kiosk.directory.apart"]
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module
            [*command, str(database), *map(str, files)],
            env={**os.environ, "PYTHONPATH": search, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise DirectoryError(
            f"{sys.executable}: the directory cannot be built ({error.strerror}); install the "
            "program again"
        ) from error
    said = ended.stderr.strip().splitlines() or ["nothing was said"]
    if ended.returncode == REFUSED:
        raise DirectoryError(said[-1])
    if ended.returncode:
        raise DirectoryError(
            f"{database}: building the directory ended with {ended.returncode} ({said[-1]}); free "
            "some memory and start the program again"
        )


def main(arguments: Sequence[str]) -> int:
    """Build; the first of ``arguments`` is the database, the others are the record files."""
    from kiosk.directory.builder import build_files  # noqa: PLC0415 - the waiting side needs none

    database, *files = map(Path, arguments)
    try:
        build_files(files, database)
    except DirectoryError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
