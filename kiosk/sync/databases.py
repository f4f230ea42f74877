"""Makes and checks directory databases for the data folder."""

import errno
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.directory.errors import DirectoryError
from kiosk.directory.repository import open_directory
from kiosk.directory.selfcheck import check_database
from kiosk.directory.tables import FORMAT
from kiosk.domain.helplines import ids_out_of_service
from kiosk.domain.ndjson import RecordsError, read_records
from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import HelplineFile, RefusalCode

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_WRITTEN = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
"""Prefixes of SQLite's error names caused by the disk or its permissions."""


class MakeError(Exception):
    """A database cannot be made or fails its check: one sentence that says what to do.

    ``code`` is the reason as a refusal: the disk is full, it fails, or the records are invalid.
    """

    def __init__(self, sentence: str, code: RefusalCode = RefusalCode.BUILD_FAILED) -> None:
        super().__init__(sentence)
        self.code = code


MakeProgress = Callable[[float], None]
"""Progress callback: receives the completed part, 0 to 1."""


def ignore_progress(_: float) -> None:
    """Ignore progress."""


class SqliteMaker(msgspec.Struct, frozen=True):
    """Makes databases of this program's format; ``files`` are the factory's record files."""

    files: Sequence[Path]
    format: int = FORMAT

    def factory_digest(self) -> str:
        """Return the SHA-256 over names and contents, so that a renamed file is a change too.

        Raises :class:`MakeError`.
        """
        if not self.files:
            raise MakeError("factory directory: there are no files; install the program again")
        digest = hashlib.sha256()
        for path in self.files:
            try:
                with path.open("rb") as file:
                    own = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise MakeError(
                    f"{path}: cannot be read ({error.strerror}); check the file or install the "
                    "program again"
                ) from error
            digest.update(f"{path.name}\0{own}\0".encode())
        return digest.hexdigest()

    def factory(self) -> Sequence[AnyRecord]:
        """Return the factory directory. Raises :class:`MakeError`."""
        try:
            return tuple(read_records(self.files))
        except RecordsError as error:
            raise MakeError(str(error)) from error

    def make(
        self,
        records: Sequence[AnyRecord],
        helplines: HelplineFile,
        path: Path,
        on_progress: MakeProgress = ignore_progress,
        *,
        unseen: frozenset[str] = frozenset(),
    ) -> None:
        """Write a database, fsynced; report to ``on_progress``. Raises :class:`MakeError`.

        ``unseen`` are ids of services that nobody has reviewed yet.
        """
        from kiosk.directory.builder import build

        with _in_one_sentence():
            build(records, path, helplines.helplines, on_progress, unseen=unseen)

    def check(self, path: Path, helplines: HelplineFile) -> None:
        """Check that a new database answers all queries. Raises :class:`MakeError`."""
        with _in_one_sentence():
            gone = ids_out_of_service(helplines.helplines)
            active = (one for one in helplines.guarded if not one.out_of_service)
            guarded = [one.service_id for one in active if one.service_id not in gone]
            check_database(path, guarded, helplines.helplines)

    def opens(self, path: Path) -> bool:
        """True if a database of this format can be read."""
        try:
            open_directory(path).close()
        except DirectoryError:
            return False
        return True


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except DirectoryError as error:
        raise MakeError(str(error), _code(error.__cause__)) from error


def _code(cause: BaseException | None) -> RefusalCode:
    """Return whether the disk caused an error: file errors have numbers, SQLite's have names."""
    name = getattr(cause, "sqlite_errorname", "")
    if name == "SQLITE_FULL" or getattr(cause, "errno", None) in _FULL:
        return RefusalCode.DISK_FULL
    if name.startswith(_NOT_WRITTEN) or isinstance(cause, OSError):
        return RefusalCode.WRITE_FAILED
    return RefusalCode.BUILD_FAILED
