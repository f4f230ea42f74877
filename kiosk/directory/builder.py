"""Builds a directory database from records: always whole, always beside, never in place."""

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

from kiosk.atomic_files import sync
from kiosk.directory import tables
from kiosk.directory.documents import Documents
from kiosk.directory.errors import DataFolderError
from kiosk.directory.facets import MARK as FACET_MARK
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.rows import table_rows
from kiosk.directory.tables import Tier, index_mark
from kiosk.directory.vocabulary import Vocabulary, beginnings
from kiosk.domain.helplines import Helpline
from kiosk.domain.records import AnyRecord

HASH_BYTES = 4 * 1024 * 1024
"""How much of the index is gathered in memory before it is written: what a processor's cache holds.

Measured with 10,000 services in five languages: 64 MiB took 1.3 times as long, and 140 MB more.
"""
Told = Callable[[float], None]
"""Is told how much of a build is done, from 0 to 1; where it raises, the build ends."""
_ROWS_DONE, _DOCUMENTS_DONE = 0.1, 0.75
"""Measured with 10,000 services in five languages."""
_BATCH = 100
"""Documents that the index takes in at once: a fiftieth of a second."""
# One statement for many documents: SQLite lets go of Python's lock only while a statement runs.
_INDEXED = """INSERT INTO search (rowid, terms)
  SELECT CAST(key AS INTEGER), value FROM json_each(CAST(? AS TEXT))"""
_COUNTED = """INSERT INTO vocabulary
  SELECT ?, substr(term, 2), doc FROM counted
  WHERE term >= ? AND term < ? AND substr(term, 2, 1) <> ? ORDER BY term"""


def _unheard(_: float) -> None:
    """Nobody wants to know how far it is."""


def build(
    records: Iterable[AnyRecord],
    path: Path,
    helplines: Iterable[Helpline] = (),
    told: Told = _unheard,
    *,
    unseen: frozenset[str] = frozenset(),
) -> None:
    """Write a complete new database to ``path``, replacing what is there in one step.

    ``helplines`` are what a signed file says of the lines a life may hang on. ``unseen`` are ids of
    services that no person has seen: they stand below all others.

    Raises :class:`DirectoryFileError` if the records contradict each other and
    :class:`DataFolderError` if the file cannot be written; ``path`` is then as it was.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.unlink(missing_ok=True)
        with _uncollected():
            _write(RecordIndex(records, helplines, unseen), unfinished, told)
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


@contextmanager
def _uncollected() -> Iterator[None]:
    """No look for what holds itself: nothing here does, and there are 100,000s of records."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _write(content: RecordIndex, path: Path, told: Told) -> None:
    with closing(sqlite3.connect(path)) as connection:
        # The file counts only once it is whole: it is then synced as a whole, renamed, and named
        # with its digest. What a journal and a sync for each step would protect is thrown away.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {tables.FORMAT}")
        # All references are checked together at the end, not row by row as well.
        connection.execute("PRAGMA foreign_keys = OFF")
        db = Database(connection, execute_plugins=False, strict=True)
        with db.atomic():
            for statement in tables.statements(tables.TABLES):
                db.execute(statement)
            for table, columns, rows in table_rows(content):
                db.table(table).insert_all(chain([columns], rows))
            _index(db, content, told)
            for statement in tables.statements(tables.INDEXES):
                db.execute(statement)
        _verify(connection)


def _verify(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.DatabaseError("the new file does not pass its check")


def _index(db: Database, content: RecordIndex, told: Told) -> None:
    db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", [HASH_BYTES])
    db.execute("INSERT INTO search (search, rank) VALUES ('automerge', 0)")
    vocabularies = {key: Vocabulary() for key in content.languages.values()}
    most = len(Tier) * len(content.services) * len(content.languages)
    documents = Documents(content)
    rows = chain.from_iterable(
        documents.rows(language, vocabularies[key]) for language, key in content.languages.items()
    )
    for number, batch in enumerate(_ahead(_batches(rows))):
        told(_ROWS_DONE + (_DOCUMENTS_DONE - _ROWS_DONE) * number * _BATCH / most)
        db.execute(_INDEXED, [batch])
    told(_DOCUMENTS_DONE)
    db.execute("INSERT INTO search (search) VALUES ('optimize')")
    # Asked only now: counting ends what is gathered in memory.
    db.execute("CREATE VIRTUAL TABLE temp.counted USING fts5vocab ('main', 'search', 'row')")
    for number, key in enumerate(content.languages.values()):
        told(_DOCUMENTS_DONE + (1 - _DOCUMENTS_DONE) * number / len(content.languages))
        _words(db.conn, key, vocabularies.pop(key))
    db.execute("DROP TABLE temp.counted")


def _batches(rows: Iterator[tuple[int, str]]) -> Iterator[bytes]:
    """Documents by their row, as JSON."""
    while batch := dict(islice(rows, _BATCH)):
        yield msgspec.json.encode(batch)


def _ahead(batches: Iterator[bytes]) -> Iterator[bytes]:
    """Makes the next batch on another core while the index takes in the last."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = maker.submit(next, batches, None)
            yield batch


def _words(connection: sqlite3.Connection, key: int, vocabulary: Vocabulary) -> None:
    """The words of one language, counted by the index itself: they would fill memory."""
    mark = index_mark(key)
    connection.execute(_COUNTED, (key, mark, index_mark(key + 1), FACET_MARK))
    counted = connection.execute(
        "SELECT term, documents FROM vocabulary WHERE language_key = ? ORDER BY term", (key,)
    )
    connection.executemany(
        "INSERT INTO beginning VALUES (?, ?, ?)",
        ((key, text, documents) for text, documents in beginnings(counted)),
    )
    connection.executemany(
        "INSERT INTO neighbour VALUES (?, ?, ?, ?)",
        ((key, *row) for row in vocabulary.neighbour_rows()),
    )
