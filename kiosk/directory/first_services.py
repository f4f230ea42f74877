"""The services that a visitor can meet first in a list, by the order that the screen uses."""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing

from kiosk.directory import tables
from kiosk.directory.answers import AnswerLists
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.table_rows import service_rows
from kiosk.domain.access_route import SOURCE_TAG
from kiosk.domain.helplines import Helpline
from kiosk.domain.queries import AnswersQuery
from kiosk.domain.records import AnyRecord, AwarenessCard, Need, SearchWord, Translation

_UNLISTED = (AwarenessCard, SearchWord, Translation)
"""Records that order no list: nine tenths of a directory."""


def first_services(
    records: Iterable[AnyRecord],
    helplines: Iterable[Helpline],
    unseen: frozenset[str],
    count: int,
    until: dt.date | None,
) -> frozenset[str]:
    """Return the ids of services that can be among the first ``count`` of a need or question.

    ``unseen`` are services that nobody has reviewed yet: they follow all others. Services that end
    before the day ``until`` make room for others.

    Raises:
        DirectoryFileError: the records contradict each other.
    """
    listed = [one for one in records if not isinstance(one, _UNLISTED)]
    content = RecordIndex(listed, helplines, unseen)
    subjects = [*((one.need, one.id) for one in content.tiles), *((need, "") for need in Need)]
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in tables.statements(tables.TABLES):
            connection.execute(statement)
        for table, rows in service_rows(content, defaultdict(tuple)):
            for row in rows:
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - our own names
        lists = AnswerLists(connection, tuple(content.services))
        queries = [AnswersQuery(SOURCE_TAG, *one, today=until) for one in subjects]
        return frozenset().union(*(lists.first_for_anyone(one, count) for one in queries))
