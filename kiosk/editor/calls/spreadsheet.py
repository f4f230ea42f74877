"""The calls as a spreadsheet for several callers, and their answers from it.

Every cell is locked except those of the answers. Nothing in it runs.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from itertools import batched, count
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kiosk.editor.calls.page import SAY
from kiosk.editor.calls.questions import NOW
from kiosk.editor.calls.record import ROLES, CallResult
from kiosk.editor.calls.worklist import PlannedCall, Worklist
from kiosk.editor.forms.answer_file import FormAnswer
from kiosk.editor.forms.form import TEXT_LETTERS
from kiosk.editor.importers.files import SourceError
from kiosk.editor.publish.finding_messages import MESSAGES
from kiosk.editor.workbook.opening import WorkbookError, open_workbook, sheet_names
from kiosk.editor.workbook.text import Raw, as_text
from kiosk.editor.workbook.times import read_date

CALLS: Final = "Calls"
NOT_CALLED: Final = "Not called"
RESULT, ROLE, DAY, BY = "result", "role", "day", "by"
"""Keys of the facts about a call as a whole."""
_HEAD: Final = ("Call", "Ask", "Says today", "Answer", "If now: what?", "Key", "State")
_WIDTHS: Final = (7, 52, 44, 18, 44, 10, 10)
_ANSWER, _TYPED, _KEY, _BASE = 3, 4, 5, 6
_HOW: Final = (
    f"Say: “{SAY}” On a machine: nothing but “a list of services”, your name and number.",
    (
        "Choose a word under Answer. With “now” write the new facts into the next cell. A role, "
        "never a name. Save, and give the file to desk take."
    ),
)
_IN_ONE_RULE: Final = 400
"""Cells of one rule for a list of words."""
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ON_ONE_LINE: Final = Alignment(wrap_text=False, vertical="top")
_OFFICE: Final = {
    "font": Font(bold=True),
    "fill": PatternFill("solid", fgColor="C9D8EA"),
}
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "header": {
        "font": Font(bold=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor="1F3A5F"),
    },
    "text": {"alignment": _WRAPPED},
    "key": {"alignment": _ON_ONE_LINE},
    "office": {**_OFFICE, "alignment": _WRAPPED},
    "office key": {**_OFFICE, "alignment": _ON_ONE_LINE},
    "answer": {
        "alignment": _WRAPPED,
        "protection": Protection(locked=False),
        "fill": PatternFill("solid", fgColor="FFF7DC"),
        "number_format": "@",
    },
}
"""Named styles: one that a cell sets by itself costs a comparison with every other."""
Offered = dict[tuple[str, ...], list[str]]
"""Cells that offer a list of words."""


def write_calls(work: Worklist, about: str, today: dt.date) -> bytes:
    """Return the calls of a workbook named ``about`` as a spreadsheet."""
    book = Workbook()
    for name, looks in _STYLES.items():
        book.add_named_style(NamedStyle(name, **looks))
    table = book.active
    table.title = CALLS
    table.append([about, f"Calls of {today:%B} {today.day}, {today.year}"])
    for line in _HOW:
        table.append(["", line])
    table.append(_HEAD)
    head = table.max_row
    for cell in table[head]:
        cell.style = "header"
    rows = count(head + 1)
    offered: Offered = {}
    for number, call in enumerate(work.calls, 1):
        _call(table, rows, number, call, offered)
    _offer(table, offered)
    for index, width in enumerate(_WIDTHS, 1):
        across = table.column_dimensions[get_column_letter(index)]
        across.width, across.hidden = width, index > _KEY
    table.freeze_panes = f"C{head + 1}"
    table.protection.sheet = True
    for action in ("formatColumns", "formatRows"):
        setattr(table.protection, action, False)  # False means not protected
    _aside(book.create_sheet(NOT_CALLED), work)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _call(
    table: Any, rows: Iterator[int], number: int, call: PlannedCall, offered: Offered
) -> None:
    office = call.office
    extension = f" ext. {office.extension}" if office.extension else ""
    names = ", ".join(dict.fromkeys(one.service.name for one in office.services))
    tries = "".join(f"; {one.words}" for one in call.tries)
    why = f"{names}. Why now: {call.reason.words}{tries}."
    texts = (str(number), f"{office.name}: {office.spoken}{extension}", why, "", "", "", "")
    _row(table, next(rows), texts, style="office")
    whole: tuple[tuple[str, str, Sequence[str]], ...] = (
        (RESULT, "Result", [*CallResult]),
        (ROLE, "Who answered (a role)", ROLES),
        (DAY, "Day of the call", ()),
        (BY, "Your initials", ()),
    )
    for key, title, words in whole:
        texts = (str(number), title, "", "", "", f"{office.number}/{key}", "")
        _answered(table, next(rows), texts, words, offered)
    for one in call.questions:
        title = f"{one.title} {one.subject}".strip()
        says = one.present or "we do not know"
        texts = (str(number), title, says, "", "", one.key, one.base)
        _answered(table, next(rows), texts, one.choices, offered)


def _row(table: Any, row: int, texts: Sequence[str], *, style: str = "") -> None:
    """Write a row in which nothing can be answered."""
    for column, text in enumerate(texts, 1):
        made = table.cell(row, column)
        if text:
            made.value, made.data_type = text, "s"  # a text stays a text
        made.style = f"{style} key".strip() if column > _KEY else style or "text"


def _answered(
    table: Any, row: int, texts: Sequence[str], words: Sequence[str], offered: Offered
) -> None:
    """Write a row whose answer is one of ``words``, or any if there are none."""
    _row(table, row, texts)
    for column in (_ANSWER, _TYPED) if NOW in words else (_ANSWER,):
        table.cell(row, column + 1).style = "answer"
    if words:
        offered.setdefault(tuple(words), []).append(f"{get_column_letter(_ANSWER + 1)}{row}")


def _offer(table: Any, offered: Offered) -> None:
    """Let cells be chosen from their lists of words."""
    for words, cells in offered.items():
        for some in batched(cells, _IN_ONE_RULE, strict=False):
            rule = DataValidation(
                type="list",
                formula1=f'"{",".join(words)}"',
                allow_blank=True,
                sqref=" ".join(some),
            )
            rule.showErrorMessage, rule.error = True, "Please choose one of the words of the list."
            table.add_data_validation(rule)


def _aside(table: Any, work: Worklist) -> None:
    """List what nobody calls."""
    table.append(["Nobody calls these to check. Read their page, or ask your contact there."])
    table.append(["Name", "Organization", "Page to read", "Why"])
    for row, one in enumerate((*work.lines, *work.silent), 3):
        service = one.called.service
        texts = (service.name, one.called.organization, one.called.page, one.why)
        _row(table, row, texts)
    for letter, width in zip("ABCD", (40, 40, 50, 40), strict=True):
        table.column_dimensions[letter].width = width
    table.protection.sheet = True


def is_calls_file(path: Path) -> bool:
    """Return True if a file is a spreadsheet of calls, by the names of its sheets."""
    try:
        return {CALLS, NOT_CALLED} <= {*sheet_names(path)}
    except (WorkbookError, OSError):
        return False


def read_calls_file(path: Path) -> FormAnswer:
    """Return the answers in a spreadsheet of calls; ``about`` is the workbook they are about.

    An answer with a typed text reads ``now: TEXT``. Raises :class:`SourceError` and OSError.
    """
    saved = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
    try:
        with open_workbook(path) as book:
            rows = [[_text(raw) for raw in cells] for _, cells in book.rows(CALLS)]
    except (WorkbookError, KeyError) as error:
        code = getattr(error, "code", None)
        raise SourceError(MESSAGES[code] if code else f"{path.name} has no calls.") from error
    about = rows[0][0] if rows and rows[0] else ""
    head = next((at for at, cells in enumerate(rows) if tuple(cells[: len(_HEAD)]) == _HEAD), None)
    if head is None or not about:
        raise SourceError(f"{path.name} has lost its header. Make a new one: desk calls.")
    answers, base = dict[str, str](), dict[str, str]()
    for cells in rows[head + 1 :]:
        answer, typed, key, state = (*cells, *[""] * len(_HEAD))[_ANSWER : _BASE + 1]
        if not key or not (answer or typed):
            continue
        answers[key] = (f"{answer or NOW}: {typed}" if typed else answer)[:TEXT_LETTERS]
        if state:
            base[key] = state
    return FormAnswer(
        form="calls", version=1, about=about, made=saved, base=base, answers={**answers}
    )


def _text(raw: Raw | None) -> str:
    if raw is None:
        return ""
    if isinstance(raw.value, dt.datetime) and (found := read_date(raw.value)):
        return found[0].isoformat()
    return as_text(raw).strip()
