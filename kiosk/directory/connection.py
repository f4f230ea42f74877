"""Opens a directory database strictly read-only."""

import sqlite3
from pathlib import Path

from kiosk.directory.errors import (
    EmptyDatabaseError,
    ForeignDatabaseError,
    MissingDatabaseError,
    NotADatabaseError,
    VersionError,
)
from kiosk.directory.tables import APPLICATION_ID, FORMAT

REMEDY = "start the kiosk once to rebuild it from the factory directory"
STATEMENTS = 64
"""Prepared statements to cache: all that the repository has."""

_READING = frozenset({sqlite3.SQLITE_READ, sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION})


def connect(path: Path) -> sqlite3.Connection:
    """Open a read-only connection to a directory in this program's format.

    Raises:
        DatabaseError: any other file, as one of its subclasses.
    """
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:
        size = None
    if size is None:
        raise MissingDatabaseError(f"{path}: there is no directory database; {REMEDY}")
    if size == 0:
        raise EmptyDatabaseError(f"{path}: the directory database is empty; {REMEDY}")
    try:
        # Immutable: no locks and no side files, so nothing is ever created next to the file.
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
    except sqlite3.Error as error:
        raise NotADatabaseError(f"{path}: the file cannot be opened ({error}); {REMEDY}") from error
    try:
        _secure(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise NotADatabaseError(
            f"{path}: the file is not a directory database or is damaged; {REMEDY}"
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _secure(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise ForeignDatabaseError(f"{path}: the file belongs to another program; {REMEDY}")
    if version > FORMAT:
        raise VersionError(
            f"{path}: the directory is of a newer version ({version}, this program knows "
            f"{FORMAT}); update the program"
        )
    if version < FORMAT:
        raise VersionError(
            f"{path}: the directory is of an older version ({version}, this program needs "
            f"{FORMAT}); {REMEDY}"
        )
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("SELECT count(*) FROM service").fetchone()
    connection.set_authorizer(_authorize)


def _authorize(
    action: int, _first: str | None, _second: str | None, _database: str | None, _via: str | None
) -> int:
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
