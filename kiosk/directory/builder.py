"""Builds a directory database from records: always as a whole new file, never in place."""

import os
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from sqlite_utils import Database

from kiosk.atomic_files import fsync_path
from kiosk.directory import tables
from kiosk.directory.documents import (
    Cards,
    Document,
    Documents,
    Posting,
    Postings,
    beginnings,
    same_sounds,
)
from kiosk.directory.errors import DataFolderError
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.table_rows import Row, table_rows
from kiosk.directory.tables import CardField, Field, TermKind
from kiosk.directory.wordlist import may_be_meant
from kiosk.domain.folding import PREFIX_MIN
from kiosk.domain.helplines import Helpline
from kiosk.domain.ndjson import uncollected
from kiosk.domain.records import AnyRecord

BuildProgress = Callable[[float], None]
"""Progress callback: receives the completed part, 0 to 1; an exception ends the build."""
_ROWS_DONE = 0.2
"""Progress after the tables; measured with 10,000 services in five languages."""
_BATCH = 100
"""Documents between two calls of the progress callback: a fiftieth of a second."""


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
        with uncollected():
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
            for table, rows in table_rows(content):
                _insert(db, table, rows)
            _index(db, content, on_progress)
            for statement in tables.statements(tables.INDEXES):
                db.execute(statement)
        _verify(connection)


def _verify(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.DatabaseError("the new file does not pass its check")


def _index(db: Database, content: RecordIndex, on_progress: BuildProgress) -> None:
    # A question without an answer is not asked, so no word leads to it.
    asked = {tile for (tile,) in db.execute("SELECT id FROM tile")}
    cards, documents = Cards(content, asked), Documents(content)
    groups = [(need, one) for need, of_need in documents.needs.items() for one in sorted(of_need)]
    _insert(db, "need_service", groups)
    most = len(content.languages) * len(Field) * (len(content.services) + len(documents.needs))
    numbers = count()

    def reported(made: Iterable[Document]) -> Iterator[Document]:
        for document in made:
            if (number := next(numbers)) % _BATCH == 0:
                on_progress(_ROWS_DONE + (1 - _ROWS_DONE) * number / most)
            yield document

    for language, key in content.languages.items():
        of_cards = cards.documents(language)
        lengths = Counter[int]()
        for field, card, terms in of_cards:
            lengths[card] += sum(len(term) + 1 for term in terms) if field != CardField.TEXT else 0
        rows = ((key, card, cards.ids[card], length) for card, length in lengths.items())
        _insert(db, "card", rows)
        spelled = set[str]()
        found = Postings(reported(documents.of_services(language, spelled)), documents.needs)
        begun = (beginnings(found, documents.needs, one) for one in range(1, PREFIX_MIN))
        made: dict[TermKind, Iterable[Posting]] = {
            TermKind.CARD: Postings(of_cards, {}),
            TermKind.SERVICE: found,
            TermKind.BEGINNING: chain.from_iterable(begun),
        }
        for kind, every in made.items():
            _insert(db, "posting", ((kind, key, *one[:3], array("I", one.keys)) for one in every))
        _insert(db, "spelling", ((key, one) for one in sorted(spelled) if may_be_meant(one)))
    _insert(db, "same_sound", same_sounds(content.languages))


def _insert(db: Database, table: str, rows: Iterable[Row]) -> None:
    """Insert rows whose values are in the order of the columns."""
    places = ", ".join("?" * len(db.table(table).columns))
    db.conn.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - our own names
