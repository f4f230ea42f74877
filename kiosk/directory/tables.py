"""The tables of a directory database, in HSDS terms. Keys are integers in order of importance.

Every table is STRICT. The search index is ``posting``: for each term and field, the ascending keys
of what has it there, 32-bit numbers of this machine. A key in ``need_service`` stands for all
services of a need, whose search words are the same. Python alone decides what a word is, in
``kiosk.domain.folding``.
"""

from enum import IntEnum
from typing import Final

APPLICATION_ID: Final = 0x4B44_4952
"""``PRAGMA application_id`` of our files: "KDIR"."""
FORMAT: Final = 22
"""``PRAGMA user_version``: increases with every change of tables, folding or facets."""
SOURCE_LANGUAGE: Final = "en"
"""Language of the texts in the records; other languages are translations."""
TONED_LANGUAGE: Final = "vi"
"""Its words differ by accents alone: a card also has them as they are written."""


class TermKind(IntEnum):
    """What a term of the index leads to."""

    CARD = 0
    """A guide or a question."""
    SERVICE = 1
    BEGINNING = 2
    """The first letters of many terms, to services."""


class Field(IntEnum):
    """Where a term of a service stands, the weightiest place first."""

    NAME = 0
    """A name, or a whole search word of the service itself."""
    PHRASE = 1
    """The short line of what it does."""
    TEXT = 2
    """Description, area, public address, numbers, parts of its own search words."""
    NEED = 3
    """A search word of its first need."""
    FURTHER = 4
    """A search word of its further needs, or a part of those of the first."""


class CardField(IntEnum):
    """Where a term of a card stands."""

    TITLE = 0
    WORD = 1
    """A search word of its language."""
    FOREIGN = 2
    """In the source language: a search word of another one."""
    TEXT = 3


TABLES: Final = """
CREATE TABLE language (key INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE organization (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE TABLE location (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  organization_key INTEGER NOT NULL REFERENCES organization,
  latitude REAL, longitude REAL, record TEXT NOT NULL
) STRICT;
CREATE TABLE service (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  organization_key INTEGER NOT NULL REFERENCES organization,
  name TEXT NOT NULL, importance INTEGER NOT NULL, unseen INTEGER NOT NULL,
  valid_until_day INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE TABLE service_order (
  service_key INTEGER PRIMARY KEY REFERENCES service, unseen INTEGER NOT NULL,
  hours_day INTEGER NOT NULL, valid_until_day INTEGER NOT NULL, helpline INTEGER NOT NULL,
  choices INTEGER NOT NULL, refusals INTEGER NOT NULL, who INTEGER NOT NULL,
  reach INTEGER NOT NULL, breadth INTEGER NOT NULL, readers INTEGER NOT NULL
) STRICT;
CREATE TABLE service_at_location (
  service_key INTEGER NOT NULL REFERENCES service,
  location_key INTEGER NOT NULL REFERENCES location,
  PRIMARY KEY (service_key, location_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE phone (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  service_key INTEGER NOT NULL REFERENCES service, record TEXT NOT NULL
) STRICT;
CREATE TABLE schedule (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  service_key INTEGER NOT NULL REFERENCES service,
  phone_key INTEGER REFERENCES phone, readers INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE TABLE tile (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, need TEXT NOT NULL, answers INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE TABLE answer (
  subject TEXT NOT NULL, service_key INTEGER NOT NULL REFERENCES service, fit INTEGER NOT NULL,
  further INTEGER NOT NULL, kind INTEGER NOT NULL, rank INTEGER NOT NULL, who INTEGER NOT NULL,
  call INTEGER NOT NULL, PRIMARY KEY (subject, service_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_language (
  service_key INTEGER NOT NULL REFERENCES service, language TEXT NOT NULL,
  PRIMARY KEY (service_key, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_point (
  service_key INTEGER NOT NULL REFERENCES service, latitude REAL NOT NULL, longitude REAL NOT NULL,
  PRIMARY KEY (service_key, latitude, longitude)
) STRICT, WITHOUT ROWID;
CREATE TABLE week_interval (
  service_key INTEGER NOT NULL REFERENCES service,
  start INTEGER NOT NULL, end INTEGER NOT NULL,
  first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, readers INTEGER NOT NULL,
  PRIMARY KEY (service_key, start, end, first_day, last_day, readers)
) STRICT, WITHOUT ROWID;
CREATE TABLE closure (
  first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  service_key INTEGER NOT NULL REFERENCES service,
  PRIMARY KEY (first_day, last_day, service_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE figure (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL
) STRICT;
CREATE TABLE guide (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL
) STRICT;
CREATE TABLE card (
  language_key INTEGER NOT NULL REFERENCES language, key INTEGER NOT NULL, id TEXT NOT NULL,
  length INTEGER NOT NULL, PRIMARY KEY (language_key, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE awareness_card (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL
) STRICT;
CREATE TABLE helpline (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL
) STRICT;
CREATE TABLE translation (
  entity TEXT NOT NULL, entity_id TEXT NOT NULL, language_key INTEGER NOT NULL REFERENCES language,
  field TEXT NOT NULL, text TEXT NOT NULL, reviewed INTEGER NOT NULL,
  PRIMARY KEY (entity, entity_id, language_key, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE need_service (
  need_key INTEGER NOT NULL, service_key INTEGER NOT NULL REFERENCES service,
  PRIMARY KEY (need_key, service_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE posting (
  kind INTEGER NOT NULL, language_key INTEGER NOT NULL REFERENCES language, term TEXT NOT NULL,
  field INTEGER NOT NULL, documents INTEGER NOT NULL, keys BLOB NOT NULL,
  PRIMARY KEY (kind, language_key, term, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE spelling (
  language_key INTEGER NOT NULL REFERENCES language, term TEXT NOT NULL,
  PRIMARY KEY (language_key, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE same_sound (
  language_key INTEGER NOT NULL REFERENCES language, characters TEXT NOT NULL,
  PRIMARY KEY (language_key, characters)
) STRICT, WITHOUT ROWID;
"""
# Created after the rows: building an index from sorted rows is faster than row by row.
INDEXES: Final = """
CREATE INDEX answer_service ON answer (service_key);
CREATE INDEX answer_call ON answer (service_key) WHERE call;
CREATE INDEX service_end ON service_order (valid_until_day);
CREATE INDEX service_organization ON service (organization_key);
CREATE INDEX phone_service ON phone (service_key);
CREATE INDEX schedule_service ON schedule (service_key);
CREATE INDEX location_service ON service_at_location (location_key, service_key);
"""


def statements(script: str) -> list[str]:
    """Split a script into its statements: executing it as a whole would end the transaction."""
    return [statement.strip() for statement in script.split(";\n") if statement.strip()]
