"""Builds a directory database from records: always whole, always beside, never in place."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.directory import tables
from kiosk.directory.content import Content
from kiosk.directory.documents import document_rows
from kiosk.directory.errors import DataFolderError, DirectoryFileError
from kiosk.directory.rows import table_rows
from kiosk.directory.vocabulary import Vocabulary
from kiosk.domain.ndjson import RecordsError, read_records
from kiosk.domain.records import AnyRecord
from kiosk.durable import sync

if TYPE_CHECKING:
    from sqlite_utils import Database

HASH_BYTES = 64 * 1024 * 1024
"""How much of the index is gathered in memory before it is written (performance.md 1b)."""


def build(records: Iterable[AnyRecord], path: Path) -> None:
    """Write a complete new database to ``path``, replacing what is there in one step.

    Raises :class:`DirectoryFileError` if the records contradict each other and
    :class:`DataFolderError` if the file cannot be written; ``path`` is then as it was.
    """
    content = Content(records)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.unlink(missing_ok=True)
        _write(content, unfinished)
        sync(unfinished)
        unfinished.replace(path)
        sync(path.parent)
    except (OSError, sqlite3.DatabaseError) as error:
        raise DataFolderError(
            f"{path}: the directory cannot be written ({error}); free some space on the disk or "
            "choose another data folder"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def build_files(files: Sequence[Path], path: Path) -> None:
    """:func:`build` from record files; :class:`DirectoryFileError` also for a broken line."""
    try:
        build(read_records(files), path)
    except RecordsError as error:
        raise DirectoryFileError(error.name, error.line, error.reason) from error


def _write(content: Content, path: Path) -> None:
    # 77 ms, and nothing that only reads needs it.
    from sqlite_utils import Database  # noqa: PLC0415

    with closing(sqlite3.connect(path)) as connection:
        # The file counts only once it is whole and renamed, so no journal protects it until then.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {tables.FORMAT}")
        connection.execute("PRAGMA foreign_keys = ON")
        db = Database(connection, execute_plugins=False, strict=True)
        with db.atomic():
            for statement in tables.statements(tables.TABLES):
                db.execute(statement)
            for table, columns, rows in table_rows(content):
                db.table(table).insert_all([columns, *rows])
            _index(db, content)
            for statement in tables.statements(tables.INDEXES):
                db.execute(statement)
        _verify(connection)


def _verify(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.DatabaseError("the new file does not pass its check")


def _index(db: "Database", content: Content) -> None:
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", [HASH_BYTES])
    db.execute("INSERT INTO search (search, rank) VALUES ('automerge', 0)")
    for language, key in content.languages.items():
        vocabulary = Vocabulary()
        db.conn.executemany(
            "INSERT INTO search (rowid, terms) VALUES (?, ?)",
            document_rows(content, language, vocabulary),
        )
        db.conn.executemany(
            "INSERT INTO vocabulary VALUES (?, ?, ?)",
            ((key, term, documents) for term, documents in vocabulary.rows()),
        )
        db.conn.executemany(
            "INSERT INTO beginning VALUES (?, ?, ?)",
            ((key, text, documents) for text, documents in vocabulary.beginning_rows()),
        )
        db.conn.executemany(
            "INSERT INTO neighbour VALUES (?, ?, ?, ?)",
            ((key, *row) for row in vocabulary.neighbour_rows()),
        )
    db.execute("INSERT INTO search (search) VALUES ('optimize')")
