"""Builds a directory database from records: always as a whole new file, never in place."""

import gc
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path

import msgspec
from sqlite_utils import Database

from kiosk.atomic_files import fsync_path
from kiosk.directory import tables
from kiosk.directory.documents import Documents, same_sounds
from kiosk.directory.errors import DataFolderError
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.rows import table_rows
from kiosk.directory.tables import Field, index_mark
from kiosk.directory.vocabulary import Vocabulary, common_prefixes
from kiosk.domain.helplines import Helpline
from kiosk.domain.records import AnyRecord

HASH_BYTES = 4 * 1024 * 1024
"""Bytes of the index held in memory before it is written: about the size of a CPU cache.

Measured with 10,000 services in five languages: 64 MiB took 1.3 times as long, and 140 MB more.
"""
BuildProgress = Callable[[float], None]
"""Progress callback: receives the completed part, 0 to 1; an exception ends the build."""
_ROWS_DONE, _DOCUMENTS_DONE = 0.1, 0.75
"""Progress after tables and index; measured with 10,000 services in five languages."""
_BATCH = 100
"""Documents per insert into the index: a fiftieth of a second."""
# One statement for many documents: SQLite releases Python's lock only while a statement runs.
_INDEXED = """INSERT INTO search (rowid, terms)
  SELECT CAST(key AS INTEGER), value FROM json_each(CAST(? AS TEXT))"""
_COUNTED = """INSERT INTO vocabulary
  SELECT ?, substr(term, 2), doc FROM counted
  WHERE term >= ? AND term < ? ORDER BY term"""


def _ignore_progress(_: float) -> None:
    """Ignore progress."""


def build(
    records: Iterable[AnyRecord],
    path: Path,
    helplines: Iterable[Helpline] = (),
    on_progress: BuildProgress = _ignore_progress,
    *,
    unseen: frozenset[str] = frozenset(),
) -> None:
    """Write a complete new database to ``path``, replacing the old one in one step.

    ``helplines`` are those of a signed file. ``unseen`` are ids of services that nobody has
    reviewed yet: they rank below all others.

    Raises:
        DirectoryFileError: the records contradict each other.
        DataFolderError: the file cannot be written; ``path`` is unchanged.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.unlink(missing_ok=True)
        with _uncollected():
            _write(RecordIndex(records, helplines, unseen), unfinished, on_progress)
        fsync_path(unfinished)
        unfinished.replace(path)
        fsync_path(path.parent)
    except (OSError, sqlite3.DatabaseError) as error:
        raise DataFolderError(
            f"{path}: the directory cannot be written ({error}); free some space on the disk or "
            "choose another data folder"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause garbage collection: nothing here is cyclic, and there are 100,000s of records."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _write(content: RecordIndex, path: Path, on_progress: BuildProgress) -> None:
    with closing(sqlite3.connect(path)) as connection:
        # The file is used only once complete: synced, renamed and named with its digest. A journal
        # or a sync per step would only protect what is thrown away anyway.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {tables.FORMAT}")
        # All references are checked together at the end, so not row by row.
        connection.execute("PRAGMA foreign_keys = OFF")
        db = Database(connection, execute_plugins=False, strict=True)
        with db.atomic():
            for statement in tables.statements(tables.TABLES):
                db.execute(statement)
            for table, columns, rows in table_rows(content):
                db.table(table).insert_all(chain([columns], rows))
            _index(db, content, on_progress)
            for statement in tables.statements(tables.INDEXES):
                db.execute(statement)
        _verify(connection)


def _verify(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.DatabaseError("the new file does not pass its check")


def _index(db: Database, content: RecordIndex, on_progress: BuildProgress) -> None:
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", [HASH_BYTES])
    db.execute("INSERT INTO search (search, rank) VALUES ('automerge', 0)")
    vocabularies = {key: Vocabulary() for key in content.languages.values()}
    most = len(Field) * len(content.services) * len(content.languages)
    documents = Documents(content)
    rows = chain.from_iterable(
        documents.rows(language, vocabularies[key]) for language, key in content.languages.items()
    )
    for number, batch in enumerate(_ahead(_batches(rows))):
        on_progress(_ROWS_DONE + (_DOCUMENTS_DONE - _ROWS_DONE) * number * _BATCH / most)
        db.execute(_INDEXED, [batch])
    on_progress(_DOCUMENTS_DONE)
    db.execute("INSERT INTO search (search) VALUES ('optimize')")
    # Only now, because counting flushes what the index holds in memory.
    db.execute("CREATE VIRTUAL TABLE temp.counted USING fts5vocab ('main', 'search', 'row')")
    for number, key in enumerate(content.languages.values()):
        on_progress(_DOCUMENTS_DONE + (1 - _DOCUMENTS_DONE) * number / len(content.languages))
        _words(db.conn, key, vocabularies.pop(key))
    db.table("same_sound").insert_all(same_sounds(content.languages))
    db.execute("DROP TABLE temp.counted")


def _batches(rows: Iterator[tuple[int, str]]) -> Iterator[bytes]:
    """Yield documents by row as JSON."""
    while batch := dict(islice(rows, _BATCH)):
        yield msgspec.json.encode(batch)


def _ahead(batches: Iterator[bytes]) -> Iterator[bytes]:
    """Prepare the next batch on another core while the index inserts the last one."""
    with ThreadPoolExecutor(1) as maker:
        upcoming = maker.submit(next, batches, None)
        while (batch := upcoming.result()) is not None:
            upcoming = maker.submit(next, batches, None)
            yield batch


def _words(connection: sqlite3.Connection, key: int, vocabulary: Vocabulary) -> None:
    """Store the words of one language, counted by the index itself to save memory."""
    mark = index_mark(key)
    connection.execute(_COUNTED, (key, mark, index_mark(key + 1)))
    counted = connection.execute(
        "SELECT term, documents FROM vocabulary WHERE language_key = ? ORDER BY term", (key,)
    )
    connection.executemany(
        "INSERT INTO beginning VALUES (?, ?, ?)",
        ((key, text, documents) for text, documents in common_prefixes(counted)),
    )
    connection.executemany(
        "INSERT INTO neighbour VALUES (?, ?, ?)",
        ((key, *row) for row in vocabulary.neighbour_rows()),
    )
