"""Checks that a new database answers all queries before it is used."""

import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path

from kiosk.directory.errors import DatabaseError, NotADatabaseError
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.queries import SearchQuery

ASKED = 20
"""Services searched per language, one of which must be found."""


def check_database(path: Path, guarded: Collection[str], lines: Sequence[Helpline]) -> None:
    """Check that each language finds a service by its phrase and that every helpline is present.

    ``guarded`` are the ids of helpline services, ``lines`` the helplines of the whole screen. The
    builder has already let SQLite check pages and references.

    Raises:
        DatabaseError: a check fails.
    """
    try:
        with open_directory(path) as directory:
            missing = _missing(directory, guarded, lines)
    except sqlite3.Error as error:
        raise NotADatabaseError(f"{path}: the new directory cannot be read ({error})") from error
    if missing:
        raise DatabaseError(f"{path}: the new directory {missing}")


def _missing(
    directory: ServiceDirectory, guarded: Collection[str], lines: Sequence[Helpline]
) -> str:
    """Return what the directory cannot do, empty if nothing."""
    for tag in directory.languages():
        if not _answers(directory, tag):
            return f"does not answer in {tag}"
    if len(directory.services_for(guarded)) != len(guarded):
        return "misses a helpline's service"
    if directory.helplines() != (tuple(lines) or ANCHORS):
        return "has other helplines than it was given"
    return ""


def _answers(directory: ServiceDirectory, tag: str) -> bool:
    """True if one of the first services is found by its phrase; one alone may have no word."""
    ids = directory.service_ids[:ASKED]
    return not ids or any(
        listing.service.id in directory.search(SearchQuery(tag, phrase)).ids
        for listing in directory.listings(ids, tag)
        # Without a phrase in the language a label is shown, which is no text of the service.
        for phrase in dict.fromkeys((listing.phrase.text, listing.service.phrase))
    )
