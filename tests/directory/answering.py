"""What the tests of answers share."""

import datetime as dt

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import AnswersPage, AnswersQuery

MONDAY = dt.datetime(2026, 11, 30, 14)  # noqa: DTZ001 - wall-clock time of the site
HERE = Coordinates(38.58, -121.49)


def page(directory: ServiceDirectory, query: AnswersQuery) -> AnswersPage:
    """Return the whole list."""
    return directory.answers_to(query, limit=10_000)


def ids(found: AnswersPage) -> list[str]:
    """Return the ids of a list in its order."""
    return [one.id for one in found.answers]
