"""Builds a directory database from records: always whole, always beside, never in place."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk.directory import facets, hours, tables
from kiosk.directory.content import Content
from kiosk.directory.documents import document_rows
from kiosk.directory.errors import DataFolderError
from kiosk.directory.vocabulary import Vocabulary
from kiosk.domain.records import AddressVisibility, AnyRecord, Record, Schedule, Service
from kiosk.domain.schedule import has_dates

if TYPE_CHECKING:
    from sqlite_utils import Database

NEVER = 0
"""``assured_day`` of a service without a date: before every day."""
HASH_BYTES = 64 * 1024 * 1024
"""How much of the index is gathered in memory before it is written (performance.md 1b)."""

Row = Sequence[object]


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


def sync(path: Path) -> None:
    """Make a file's content, or a folder's list of names, outlast a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
            for table, columns, rows in _plain_rows(content):
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
            "INSERT INTO search (rowid, name, body, facet) VALUES (?, ?, ?, ?)",
            (
                (document.rowid, document.name, document.body, document.facet)
                for document in document_rows(content, language, vocabulary)
            ),
        )
        db.conn.executemany(
            "INSERT INTO vocabulary VALUES (?, ?, ?)",
            ((key, term, documents) for term, documents in vocabulary.rows()),
        )
        db.conn.executemany(
            "INSERT INTO neighbour VALUES (?, ?, ?)",
            ((key, deletion, term) for deletion, term in vocabulary.neighbour_rows()),
        )
    db.execute("INSERT INTO search (search) VALUES ('optimize')")


def _json(record: Record) -> str:
    return msgspec.json.encode(record).decode()


def _plain_rows(content: Content) -> Iterator[tuple[str, list[str], Sequence[Row]]]:
    """(table, columns, rows) of every table but the index, parents before children."""
    services = content.service_keys
    yield "language", ["key", "tag"], [(key, tag) for tag, key in content.languages.items()]
    yield (
        "organization",
        ["key", "id", "name", "record"],
        [
            (content.organization_keys[record.id], record.id, record.name, _json(record))
            for record in content.organizations.values()
        ],
    )
    yield (
        "location",
        ["key", "id", "organization_key", "latitude", "longitude", "record"],
        [
            (
                content.location_keys[record.id],
                record.id,
                content.organization_keys[record.organization_id],
                record.latitude,
                record.longitude,
                _json(record),
            )
            for record in content.locations.values()
        ],
    )
    yield from _service_rows(content)
    yield (
        "service_at_location",
        ["service_key", "location_key"],
        sorted(
            {
                (services[record.service_id], content.location_keys[record.location_id])
                for record in content.meetings
            }
        ),
    )
    yield (
        "phone",
        ["key", "id", "service_key", "record"],
        [
            (content.phone_keys[record.id], record.id, services[record.service_id], _json(record))
            for record in content.phones
        ],
    )
    yield (
        "schedule",
        ["key", "id", "service_key", "phone_key", "record"],
        [
            (
                key,
                record.id,
                services[record.service_id],
                content.phone_keys[record.phone_id] if record.phone_id else None,
                _json(record),
            )
            for key, record in enumerate(content.schedules, start=1)
        ],
    )
    yield from _lookup_rows(content)
    for table, records in (
        ("figure", content.figures),
        ("guide", content.guides),
        ("awareness_card", content.cards),
    ):
        rows = [(key, record.id, _json(record)) for key, record in enumerate(records, start=1)]
        yield table, ["key", "id", "record"], rows
    yield (
        "translation",
        ["entity", "entity_id", "language_key", "field", "text", "reviewed"],
        sorted(
            (kind, record_id, content.languages[language], field, text.text, int(text.reviewed))
            for (kind, record_id, language), fields in content.texts.items()
            for field, text in fields.items()
        ),
    )


def _service_row(content: Content, service: Service, schedules: Sequence[Schedule]) -> Row:
    assured, until = service.assured_date, service.valid_until
    return (
        content.service_keys[service.id],
        service.id,
        content.organization_keys[service.organization_id],
        service.name,
        service.importance,
        facets.chip_bits(facets.stated_chips(service)),
        # A helpline keeps its hours however old the record is.
        hours.LAST_DAY if service.helpline else assured.toordinal() if assured else NEVER,
        int(has_dates(schedules)),
        until.toordinal() if until else hours.LAST_DAY,
        _json(service),
    )


def _service_rows(content: Content) -> Iterator[tuple[str, list[str], Sequence[Row]]]:
    names = "key id organization_key name importance chips hours_day dated valid_until_day record"
    schedules = content.of_service(content.schedules)
    rows = [
        _service_row(content, service, schedules[service.id])
        for service in content.services.values()
    ]
    yield "service", names.split(), rows
    yield (
        "service_category",
        ["category", "service_key"],
        sorted(
            (category.value, content.service_keys[service.id])
            for service in content.services.values()
            for category in {*service.categories}
        ),
    )


def _lookup_rows(content: Content) -> Iterator[tuple[str, list[str], Sequence[Row]]]:
    """Rows derived from the records for one question each: language, place, hours, closures."""
    services = content.service_keys
    phones = content.of_service(content.phones)
    schedules = content.of_service(content.schedules)
    languages: list[Row] = []
    weeks: list[Row] = []
    closures: list[Row] = []
    for service in content.services.values():
        key, rows = services[service.id], schedules[service.id]
        stated = facets.stated_languages(service, phones[service.id])
        languages += [(key, language) for language in sorted(stated)]
        weeks += [(key, *row) for row in hours.week_rows(rows)]
        closures += [(*days, key) for days in hours.exception_days(rows)]
    yield "service_language", ["service_key", "language"], languages
    yield "week_interval", ["service_key", "start", "end", "first_day", "last_day"], weeks
    yield "closure", ["first_day", "last_day", "service_key"], closures
    places: list[Row] = []  # the empty category stands for all
    for meeting in content.meetings:
        place = content.locations[meeting.location_id]
        shown = place.address_visibility is AddressVisibility.PUBLIC
        if shown and place.latitude is not None and place.longitude is not None:
            places += [
                (category, place.latitude, place.longitude, services[meeting.service_id])
                for category in {"", *content.services[meeting.service_id].categories}
            ]
    columns = ["category", "latitude", "longitude", "service_key"]
    yield "service_place", columns, sorted(places, key=str)
