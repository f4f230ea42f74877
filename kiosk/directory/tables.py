"""The tables of a directory database, in HSDS words. Keys are integers in order of importance.

Every table is STRICT. The search index is contentless: it can be built, not changed, which is all a
cache needs, and works from SQLite 3.40 on. Its tokenizer only cuts at what ``kiosk.domain.folding``
never leaves in a term, so Python alone decides what a word is.
"""

from enum import IntEnum
from typing import Final

APPLICATION_ID: Final = 0x4B44_4952
"""``PRAGMA application_id`` of our files: "KDIR"."""
FORMAT: Final = 10
"""``PRAGMA user_version``: rises with every change of tables, folding or facets."""
SOURCE_LANGUAGE: Final = "en"
"""The language of the texts in the records themselves."""
KEY_BITS: Final = 32
TIER_BITS: Final = 2


class Tier(IntEnum):
    """Where a word stands, the best place first. A service has a document for each."""

    LEAD = 0
    """The first word of a name, or a search word for the first need of the service."""
    NAME = 1
    """A name, or a search word for the service."""
    TEXT = 2
    """Anywhere: names and leading words too, so that all words of a search meet.

    A service that no person has seen has this document alone, so that it is found below the others.
    """


def index_mark(language: int) -> str:
    """What every term of a language begins with in the search index.

    So each language has lists of documents of its own. A private character: no folded word has it.
    """
    return chr(0xE100 + language)


def document_row(language: int, tier: Tier, service: int) -> int:
    """The row of a document in the search index, from three keys: rows are in order of rank."""
    return (language << TIER_BITS | tier) << KEY_BITS | service


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
  name TEXT NOT NULL, importance INTEGER NOT NULL, unseen INTEGER NOT NULL, chips INTEGER NOT NULL,
  hours_day INTEGER NOT NULL, valid_until_day INTEGER NOT NULL, record TEXT NOT NULL
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
CREATE TABLE service_category (
  category TEXT NOT NULL, service_key INTEGER NOT NULL REFERENCES service,
  PRIMARY KEY (category, service_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_language (
  service_key INTEGER NOT NULL REFERENCES service, language TEXT NOT NULL,
  PRIMARY KEY (service_key, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_place (
  category TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
  service_key INTEGER NOT NULL REFERENCES service
) STRICT;
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
CREATE TABLE vocabulary (
  language_key INTEGER NOT NULL REFERENCES language, term TEXT NOT NULL,
  documents INTEGER NOT NULL, PRIMARY KEY (language_key, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE beginning (
  language_key INTEGER NOT NULL REFERENCES language, text TEXT NOT NULL,
  documents INTEGER NOT NULL, PRIMARY KEY (language_key, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE neighbour (
  language_key INTEGER NOT NULL REFERENCES language, deletion TEXT NOT NULL, term TEXT NOT NULL,
  shown INTEGER NOT NULL, PRIMARY KEY (language_key, deletion, term)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
  terms, content='', detail=none, tokenize='ascii', prefix='2 3 4 5 6'
);
"""
# Made after the rows: an index is built faster from sorted rows than row by row.
INDEXES: Final = """
CREATE INDEX service_organization ON service (organization_key);
CREATE INDEX phone_service ON phone (service_key);
CREATE INDEX schedule_service ON schedule (service_key);
CREATE INDEX location_service ON service_at_location (location_key, service_key);
CREATE INDEX place ON service_place (category, latitude, longitude, service_key);
"""


def statements(script: str) -> list[str]:
    """The statements of a script one by one: a script as a whole would end the transaction."""
    return [statement.strip() for statement in script.split(";\n") if statement.strip()]
