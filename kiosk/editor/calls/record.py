"""The record of calls: one line for each try, in ``calls.tsv`` next to the workbook.

It names a number, a day, a result and the role of who answered, never a person.
"""

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from kiosk import atomic_files
from kiosk.domain.contact import format_phone
from kiosk.domain.records import AnyRecord, Phone
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.source_files import SourceError

FILE: Final = "calls.tsv"
TRIES: Final = 3
"""Tries without anybody after which a number is a finding."""
TRY_DAYS: Final = 21
"""Days within which they count: three weeks."""
_HEAD: Final = ("number", "day", "result", "role", "by")


class CallResult(StrEnum):
    """How a call ended, in the words of the sheet."""

    TALKED = "talked"
    MACHINE = "machine"
    NOBODY = "nobody"
    CLOSED = "closed for good"
    UNLISTED = "do not list us"


NOBODY: Final = frozenset({CallResult.MACHINE, CallResult.NOBODY})
"""Results without anybody at the other end."""
ROLES: Final = ("front desk", "case worker", "manager", "volunteer", "other")
"""Who may have answered: a role, never a name."""


@dataclass(frozen=True, slots=True, order=True)
class CallTry:
    """One call; ``number`` is E.164, ``role`` one of :data:`ROLES` or empty, ``by`` initials."""

    number: str
    day: dt.date
    result: CallResult
    role: str = ""
    by: str = ""

    @property
    def words(self) -> str:
        """Return the day and the result, as on the sheet."""
        return f"{self.day:%b} {self.day.day} {self.result}"


def load_tries(workbook: Path) -> tuple[CallTry, ...]:
    """Load the tries of a folder, by day. Raises :class:`SourceError` if the file is damaged."""
    file = workbook.parent / FILE
    if not file.exists():
        return ()
    try:
        text = file.read_text(encoding="utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab")
        found = [
            CallTry(
                row["number"],
                dt.date.fromisoformat(row["day"]),
                CallResult(row["result"]),
                row["role"],
                row["by"],
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        raise SourceError(f"{FILE} is damaged. Mend it, or put it away.") from error
    return tuple(sorted(found, key=lambda one: one.day))


def save_tries(workbook: Path, more: Iterable[CallTry]) -> None:
    """Add tries to those of the folder; one that is there already stays once. Raises OSError."""
    every = sorted({*load_tries(workbook), *more}, key=lambda one: (one.day, one.number))
    content = io.StringIO(newline="")
    writer = csv.writer(content, dialect="excel-tab", lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows((o.number, o.day.isoformat(), o.result, o.role, o.by) for o in every)
    atomic_files.replace_file(workbook.parent / FILE, content.getvalue().encode())


def by_number(tries: Iterable[CallTry]) -> defaultdict[str, list[CallTry]]:
    """Return tries by the number that was called."""
    found = defaultdict[str, list[CallTry]](list)
    for one in tries:
        found[one.number].append(one)
    return found


def open_tries(tries: Iterable[CallTry], today: dt.date) -> tuple[CallTry, ...]:
    """Return the tries of a number in three weeks without anybody since somebody last answered."""
    found = list[CallTry]()
    for one in tries:
        if one.result not in NOBODY:
            found.clear()
        elif 0 <= (today - one.day).days <= TRY_DAYS:
            found.append(one)
    return tuple(found)


def nobody_answers(
    tries: Sequence[CallTry], records: Iterable[AnyRecord], today: dt.date
) -> Iterator[SourceFinding]:
    """Yield a finding for each published number that was tried often enough in vain."""
    tried = by_number(tries)
    for number in dict.fromkeys(one.number for one in records if isinstance(one, Phone)):
        found = open_tries(tried[number], today)
        if len(found) >= TRIES:
            yield SourceFinding(
                FindingCode.NOBODY_ANSWERS,
                Weight.NOTE,
                "",
                value=format_phone(number),
                assumed=", ".join(one.words for one in found),
            )


def unlisted(tries: Iterable[CallTry]) -> frozenset[str]:
    """Return the numbers whose people asked not to be listed: nobody calls them any more."""
    return frozenset(one.number for one in tries if one.result is CallResult.UNLISTED)
