"""Asks a new database everything it must be able to answer before it may be used."""

import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path

from kiosk.directory.errors import DatabaseError, NotADatabaseError
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.queries import BrowseQuery

ASKED = 20
"""Services asked for in each language, one of which must be found."""


def check_database(path: Path, guarded: Collection[str], lines: Sequence[Helpline]) -> None:
    """Whether a service is found by its name in every language, and every helpline is there.

    ``guarded`` are the ids of the services that are helplines, ``lines`` those of the whole screen.

    The builder has had SQLite check pages and references. Raises :class:`DatabaseError`.
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
    """What it cannot do, empty if nothing."""
    for tag in directory.languages():
        if not _answers(directory, tag):
            return f"does not answer in {tag}"
    if len(directory.services_for(guarded)) != len(guarded):
        return "misses a helpline's service"
    if directory.helplines() != (tuple(lines) or ANCHORS):
        return "has other helplines than it was given"
    return ""


def _answers(directory: ServiceDirectory, tag: str) -> bool:
    """Whether one of the first services is found by its phrase; one alone may have no word."""
    ids = directory.browse(BrowseQuery(tag), limit=ASKED).ids
    return not ids or any(
        listing.service.id in directory.browse(BrowseQuery(tag, text=listing.phrase.text)).ids
        for listing in directory.listings(ids, tag)
    )
