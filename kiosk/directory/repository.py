"""The directory as the visitor's process reads it: one read-only file, a few queries."""

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from kiosk.directory.answers import AnswerLists
from kiosk.directory.connection import REMEDY, STATEMENTS, connect
from kiosk.directory.errors import NotADatabaseError
from kiosk.directory.hour_rows import FIRST_DAY
from kiosk.directory.search_page import SearchPages
from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.directory.time_filter import TimeFilter, TimeFilters
from kiosk.directory.translated_texts import Fields, Texts
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.queries import (
    AnswersPage,
    AnswersQuery,
    Counts,
    Listing,
    LocalText,
    ResultPage,
    SearchQuery,
)
from kiosk.domain.records import Location, Organization, Phone, Schedule, Service

_SERVICE = msgspec.json.Decoder(Service)
_ORGANIZATION = msgspec.json.Decoder(Organization)
_PHONE = msgspec.json.Decoder(Phone)
_SCHEDULE = msgspec.json.Decoder(Schedule)
_LOCATION = msgspec.json.Decoder(Location)
_HELPLINE = msgspec.json.Decoder(Helpline)

_COUNTS = """SELECT (SELECT count(*) FROM service), (SELECT count(*) FROM organization),
  (SELECT count(*) FROM location), (SELECT count(*) FROM phone), (SELECT count(*) FROM guide),
  (SELECT count(*) FROM awareness_card), (SELECT count(*) FROM language)"""
_ONE = "SELECT record FROM service WHERE key = ?"
_LINES = """SELECT id FROM service s WHERE json_extract(record, '$.helpline')
  AND EXISTS (SELECT 1 FROM schedule WHERE service_key = s.key) ORDER BY key"""
_SERVICES = """SELECT s.id, s.record, o.record, s.unseen FROM json_each(?) wanted
  JOIN service s ON s.id = wanted.value
  JOIN organization o ON o.key = s.organization_key
  WHERE s.valid_until_day >= ? ORDER BY wanted.key"""
_PHONES = """SELECT s.id, p.record FROM json_each(?) wanted JOIN service s ON s.id = wanted.value
  JOIN phone p ON p.service_key = s.key ORDER BY p.key"""
_SCHEDULES = """SELECT s.id, h.record FROM json_each(?) wanted JOIN service s ON s.id = wanted.value
  JOIN schedule h ON h.service_key = s.key ORDER BY h.key"""
_LOCATIONS = """SELECT s.id, o.record FROM json_each(?) wanted JOIN service s ON s.id = wanted.value
  JOIN service_at_location a ON a.service_key = s.key
  JOIN location o ON o.key = a.location_key ORDER BY o.key"""
Owned = TypeVar("Owned", Phone, Schedule, Location)


class ServiceDirectory(Texts):
    """Queries to one directory database. Use it in one thread at a time; close it after use."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        languages = dict(connection.execute("SELECT tag, key FROM language ORDER BY key"))
        super().__init__(connection, languages)
        self._last_key_read = 0
        # Computed once: most directories have no service with an end date.
        self._expiring = bool(
            connection.execute(
                "SELECT EXISTS (SELECT 1 FROM service WHERE valid_until_day < ?)",
                (dt.date.max.toordinal(),),
            ).fetchone()[0]
        )
        # In order of importance, unreviewed ones last. Their keys count from 1 without gaps.
        self.service_ids = tuple(
            service_id
            for (service_id,) in connection.execute("SELECT id FROM service ORDER BY key")
        )
        self._moments = TimeFilters(connection)
        self._answers = AnswerLists(connection, self.service_ids)
        self._search = SearchPages(connection, languages, self.service_ids, self._answers)
        self._labels: dict[str, Mapping[str, LocalText]] = {}

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def forget(self) -> None:
        """Erase past queries: a cached statement holds the values of its last use.

        Other statements replace all cached ones, which are prepared again on their next use.
        """
        for number in range(STATEMENTS):
            self._connection.execute(f"SELECT {number}").fetchone()

    def answers(self) -> bool:
        """True if the file can be read now; each call reads another service.

        Raises:
            sqlite3.Error: it cannot be read.
        """
        self._last_key_read += 1
        row = self._connection.execute(_ONE, (self._last_key_read,)).fetchone()
        if row is None:
            self._last_key_read, row = 1, self._connection.execute(_ONE, (1,)).fetchone()
        return row is not None or self.counts().services == 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def counts(self) -> Counts:
        """Return the totals of the directory."""
        return Counts(*self._connection.execute(_COUNTS).fetchone())

    def languages(self) -> tuple[str, ...]:
        """Return the languages of its texts, the source language first."""
        return tuple(self._languages)

    def helplines(self) -> tuple[Helpline, ...]:
        """Return the helplines of its signed file, or else the compiled-in ones."""
        rows = self._connection.execute("SELECT record FROM helpline ORDER BY key")
        return tuple(_HELPLINE.decode(record) for (record,) in rows) or ANCHORS

    @cached_property
    def _keys(self) -> dict[str, int]:
        return {service_id: key for key, service_id in enumerate(self.service_ids, start=1)}

    @cached_property
    def _line_ids(self) -> tuple[str, ...]:
        return tuple(line_id for (line_id,) in self._connection.execute(_LINES))

    def lines(self) -> tuple[str, ...]:
        """Return the ids of the services that are lines with hours, most important first."""
        return self._line_ids

    def listing(
        self, service_id: str, language: str, today: dt.date = dt.date.min
    ) -> Listing | None:
        """Return one service with everything that belongs to it; ``None`` if unknown or ended."""
        return next(iter(self.listings((service_id,), language, today)), None)

    def listings(
        self, ids: Sequence[str], language: str, today: dt.date = dt.date.min
    ) -> tuple[Listing, ...]:
        """Return services in the order of ``ids`` without unknown ones; always six queries.

        Services that ended before ``today``, a day that has surely begun, are left out; by default
        none has. Texts without a translation come in the source language, marked as such; a phrase
        gives way to the label of the first situation, which is translated.
        """
        wanted = json.dumps([*ids])
        rows = self._connection.execute(_SERVICES, (wanted, today.toordinal())).fetchall()
        phones = self._owned(_PHONES, wanted, _PHONE)
        schedules = self._owned(_SCHEDULES, wanted, _SCHEDULE)
        locations = self._owned(_LOCATIONS, wanted, _LOCATION)
        texts = self.translations("service", ids, language)
        return tuple(
            _listing(
                _SERVICE.decode(record),
                _ORGANIZATION.decode(organization),
                texts.get(service_id, {}),
                self._situation_labels(language),
                (phones[service_id], schedules[service_id], locations[service_id]),
                seen=not unseen,
            )
            for service_id, record, organization, unseen in rows
        )

    def _situation_labels(self, language: str) -> Mapping[str, LocalText]:
        if language not in self._labels:
            source = language == SOURCE_LANGUAGE
            self._labels[language] = {} if source else self.situation_labels(language)
        return self._labels[language]

    def _owned(
        self, sql: str, wanted: str, decoder: msgspec.json.Decoder[Owned]
    ) -> dict[str, list[Owned]]:
        groups: dict[str, list[Owned]] = defaultdict(list)
        for service_id, record in self._connection.execute(sql, (wanted,)):
            groups[service_id].append(decoder.decode(record))
        return groups

    def services_for(self, ids: Iterable[str]) -> tuple[Service, ...]:
        """Return the bare service records in the order of ``ids``, without unknown ones."""
        rows = self._connection.execute(_SERVICES, (json.dumps([*ids]), FIRST_DAY))
        return tuple(_SERVICE.decode(record) for _, record, _, _ in rows)

    def search(self, query: SearchQuery, offset: int = 0, limit: int = 20) -> ResultPage:
        """Return a window of the services for typed text, best first.

        Those found equally well have the order of answers. ``total`` is at most the end of the
        window.
        """
        return self._search.page(query, self._moment(query), offset, limit, ends=self._expiring)

    def first_in_danger(self, query: SearchQuery) -> Mapping[str, tuple[str, ...]]:
        """Return the ids that come first for each situation of danger, whatever was typed."""
        return self._search.first_in_danger(query, self._moment(query))

    def in_order(self, ids: Sequence[str], query: AnswersQuery) -> tuple[str, ...]:
        """Return services in the order of the answers to a query, without unknown ones."""
        keys = {key: 0.0 for one in ids if (key := self._keys.get(one))}
        return tuple(self.service_ids[key - 1] for key in self._in_order(keys, query))

    def _in_order(self, ranks: dict[int, float], query: AnswersQuery | SearchQuery) -> list[int]:
        return self._answers.in_order(ranks, query, self._moment(query))

    def _moment(self, query: AnswersQuery | SearchQuery) -> TimeFilter | None:
        return self._moments.at(query.now, query.language) if query.now else None

    def answers_to(self, query: AnswersQuery, offset: int = 0, limit: int = 20) -> AnswersPage:
        """Return a window of the services for a tile or a need, best first, and the call block."""
        return self._answers.page(query, self._moment(query), offset, limit)

    def guides_met(self, text: str, language: str) -> tuple[str, ...]:
        """Return the ids of at most two guides for a typed text: those of a danger first."""
        return self._search.guides(text, language)


def _listing(
    service: Service,
    organization: Organization,
    texts: Fields,
    labels: Mapping[str, LocalText],
    owned: tuple[list[Phone], list[Schedule], list[Location]],
    *,
    seen: bool,
) -> Listing:
    phones, schedules, locations = owned
    situation = min(service.situations, key=lambda one: one.fit, default=None)
    label = labels.get(situation.code) if situation else None
    return Listing(
        service=service,
        organization=organization,
        phrase=texts.get("phrase") or label or LocalText(service.phrase, SOURCE_LANGUAGE),
        description=texts.get("description") or _source(service.description),
        area=texts.get("service_area") or _source(service.service_area),
        own_name=texts.get("name"),
        lead=texts.get("lead") or _source(service.lead),
        say=texts.get("say") or _source(service.say),
        phones=tuple(phones),
        schedules=tuple(schedules),
        locations=tuple(locations),
        seen=seen,
    )


def _source(text: str | None) -> LocalText | None:
    return None if text is None else LocalText(text, SOURCE_LANGUAGE)


def open_directory(path: Path) -> ServiceDirectory:
    """Open the database at ``path`` for reading.

    Raises:
        DatabaseError: the file is not a complete directory of this program's format.
    """
    connection = connect(path)
    try:
        return ServiceDirectory(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise NotADatabaseError(f"{path}: the directory is damaged; {REMEDY}") from error
    except BaseException:
        connection.close()
        raise
