"""Map all spellings of table and column names to the internal ones.

They stand in ``resources/publishing/columns.tsv``. Internal names are those of HSDS 3.x in the
singular, except for a few tables of older formats. A table in :data:`UNREAD` is known but of no use
to the kiosk. Columns about people, and the system's own notes, are denied: nothing may read them.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import Final

from kiosk.domain.resource_text import resource_text

_ROWS: Final = [
    line.split("\t")
    for line in resource_text("publishing", "columns.tsv").splitlines()
    if not line.startswith("#")
][1:]
TABLES: Final = {table: names for table, column, names in _ROWS if not column}
UNREAD: Final = frozenset(TABLES.pop("-").split())
"""Postal addresses are no places to visit; the other tables hold nothing that a visitor needs."""
ENTITY_OF: Final = {name: entity for entity, names in TABLES.items() for name in names.split()}


OF_PERSON: Final = "contact_id"
"""Column that says that a row is about a person, so that it is left out."""
IDS: Final = ("id", "{}_id", "{}id", "{}s_id", "uuid", "guid", "_id", "identifier", "external_id")
"""Possible names of a table's own key, most likely first."""
SIGNATURES: Final = (
    ("attribute", {"link_id", "taxonomy_term_id"}),
    ("address", {"address_1", "city"}),
    ("schedule", {"opens_at", "closes_at"}),
    ("phone", {"number"}),
    ("service", {"name", "organization_id", "application_process"}),
    ("service", {"name", "organization_id", "status"}),
    ("location", {"name", "latitude", "longitude"}),
    ("service_at_location", {"service_id", "location_id"}),
)
"""Columns that identify a table with an unknown name; the first match counts."""
_WORDS: Final = (
    *("senior", "director", "contact", "staff", "internal", "private", "confidential", "tax"),
    *("ein", "fein", "mailing", "verified by", "donor", "client"),
)
"""Words of a column's name, each beginning a word of it."""
_DENIED = re.compile(
    r"(?:^|_)(?:" + "|".join(word.replace(" ", "_") for word in _WORDS) + r")(?![a-z])"
)
_PARTS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_RUN_TOGETHER: Final = ("seniorworker", "maincontact", "internalnotes", "lastverifiedby", "taxid")


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Fold a table or column name for comparison: lower case, ``_`` between words."""
    text = name.replace("\ufeff", "").strip().strip("'\"").casefold()
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_") or text.strip()


@cache
def entity_of(stem: str) -> str | None:
    """Return the table that a file or JSON key of this name holds; ``""`` for one of no use."""
    name = fold_name(stem)
    name = re.sub(r"^(?:hsds|openreferral|ohana|data|export)_", "", name)
    if name in UNREAD:
        return ""
    return ENTITY_OF.get(name)


def _lookup(entity: str) -> dict[str, str]:
    own = {column for table, column, _ in _ROWS if table == entity and column}
    names: dict[str, str] = {}
    rows = [row for row in _ROWS if row[0] in {"*", entity} and row[1]]
    for _, canonical, aliases in rows:
        names.update(dict.fromkeys(aliases.split(), canonical))
    for _, canonical, _ in rows:
        if names.get(canonical) not in own:
            names[canonical] = canonical
    return names


LOOKUPS: Final = {entity: _lookup(entity) for entity in TABLES}


@cache
def column_of(entity: str, column: str) -> str:
    """Return the internal name of a column; an unknown one keeps its own, folded."""
    return _named(entity, column)


def _named(entity: str, column: str) -> str:
    """Return the internal name of a column. One that is denied is read as nothing else."""
    name = fold_name(column)
    found = LOOKUPS[entity].get(name, name)
    return name if found != OF_PERSON and is_denied(column) else found


def columns_of(entity: str, header: Sequence[str]) -> list[str]:
    """Return the internal names of a header, in order; the key of the table is called ``id``.

    The most likely key column is taken; the others keep their names.
    """
    folds = [fold_name(column) for column in header]
    names = [_named(entity, column) for column in header]
    wanted = [form.format(entity) for form in IDS]
    if entity == "taxonomy_term":
        wanted.insert(1, "taxonomy_id")
    key = next((name for name in wanted if name in folds), None)
    return [
        "id" if fold == key else (fold if name == "id" else name)
        for fold, name in zip(folds, names, strict=True)
    ]


def entity_by_columns(header: Collection[str]) -> str | None:
    """Return the table that a header of unknown origin belongs to."""
    for entity, wanted in SIGNATURES:
        if wanted <= {column_of(entity, column) for column in header}:
            return entity
    return None


def is_denied(column: str) -> bool:
    """Return True if a column is denied: "InternalNotes", "TAX_ID", "service_contacts"."""
    name = re.sub(r"[^a-z0-9]+", "_", _PARTS.sub("_", column).casefold()).strip("_")
    singular = re.sub(r"s(?=_|$)", "", name)
    return any(_DENIED.search(one) for one in (name, singular)) or name.startswith(_RUN_TOGETHER)
