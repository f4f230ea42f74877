"""The calls as a spreadsheet for several callers, and their answers from it.

Every cell is locked except those of the answers. Nothing in it runs.
"""

import datetime as dt
import io
from collections.abc import Sequence
from itertools import batched
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kiosk.domain.report_lines import day_words
from kiosk.editor.calls.call_questions import NOW
from kiosk.editor.calls.call_sheets import SAY
from kiosk.editor.calls.record import ROLES, CallResult
from kiosk.editor.calls.worklist import PlannedCall, Worklist
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.forms.answer_file import FormAnswer
from kiosk.editor.forms.form import TEXT_LETTERS
from kiosk.editor.source_files import SourceError
from kiosk.editor.workbook.cell_text import Raw, as_text
from kiosk.editor.workbook.cell_times import read_date
from kiosk.editor.workbook.opening import WorkbookError, open_workbook, sheet_names

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
    "text key": {"alignment": _ON_ONE_LINE},
    "office": {**_OFFICE, "alignment": _WRAPPED},
    "office key": {**_OFFICE, "alignment": _ON_ONE_LINE},
    "answer": {
        "alignment": _WRAPPED,
        "protection": Protection(locked=False),
        "fill": PatternFill("solid", fgColor="FFF7DC"),
        "number_format": "@",
    },
}
_PLAIN: Final = "Normal"
"""The style of every new workbook."""
_UNSEEN: Final = frozenset({"text", "text key"})
"""Styles that show nothing in a cell without a text."""
Offered = dict[tuple[str, ...], list[str]]
"""Cells that offer a list of words."""


class _LockedSheet:
    """A sheet that is written row by row, and locked but for its answers."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[int]) -> None:
        self.table = book.create_sheet(title)
        self.rows = 0
        self._looks = {style.name: style.as_tuple() for style in book._named_styles}  # noqa: SLF001
        for index, width in enumerate(widths, 1):
            across = self.table.column_dimensions[get_column_letter(index)]
            across.width, across.hidden = width, index > _KEY
        self.table.protection.sheet = True

    def add(self, texts: Sequence[str], style: str = "text", answers: Sequence[int] = ()) -> None:
        """Write a row, of which only the columns ``answers`` can be typed."""
        self.rows += 1
        cells: list[WriteOnlyCell | None] = []
        for column, text in enumerate(texts):
            key = f"{style} key" if column >= _KEY else style
            look = "answer" if column in answers else key if key in self._looks else style
            if not text and look in _UNSEEN:
                cells.append(None)
                continue
            made = WriteOnlyCell(self.table)
            if text:
                made.value, made.data_type = text, "s"  # a text stays a text
            # By its name, the library would look for the style of each cell anew, and copy it.
            made._style = self._looks[look]  # noqa: SLF001
            cells.append(made)
        self.table.append(cells)


def write_calls(worklist: Worklist, about: str, today: dt.date) -> bytes:
    """Return the calls of a workbook named ``about`` as a spreadsheet."""
    book = Workbook(write_only=True)
    for name, looks in _STYLES.items():
        book.add_named_style(NamedStyle(name, **looks))
    sheet = _LockedSheet(book, CALLS, _WIDTHS)
    sheet.table.freeze_panes = f"C{len(_HOW) + 3}"
    for action in ("formatColumns", "formatRows"):
        setattr(sheet.table.protection, action, False)  # False means not protected
    sheet.add([about, f"Calls of {day_words(today)}"], _PLAIN)
    for line in _HOW:
        sheet.add(["", line], _PLAIN)
    sheet.add(_HEAD, "header")
    offered: Offered = {}
    for number, call in enumerate(worklist.calls, 1):
        _call(sheet, number, call, offered)
    _offer(sheet.table, offered)
    _aside(_LockedSheet(book, NOT_CALLED, (40, 40, 50, 40)), worklist)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _call(sheet: _LockedSheet, number: int, call: PlannedCall, offered: Offered) -> None:
    office = call.office
    extension = f" ext. {office.extension}" if office.extension else ""
    names = ", ".join(dict.fromkeys(one.service.name for one in office.services))
    tries = "".join(f"; {one.words}" for one in call.tries)
    why = f"{names}. Why now: {call.reason.words}{tries}."
    title = f"{office.name}: {office.spoken}{extension}"
    sheet.add((str(number), title, why, "", "", "", ""), "office")
    whole: tuple[tuple[str, str, Sequence[str]], ...] = (
        (RESULT, "Result", [*CallResult]),
        (ROLE, "Who answered (a role)", ROLES),
        (DAY, "Day of the call", ()),
        (BY, "Your initials", ()),
    )
    for key, title, words in whole:
        texts = (str(number), title, "", "", "", f"{office.number}/{key}", "")
        _answered(sheet, texts, words, offered)
    for one in call.questions:
        title = f"{one.title} {one.subject}".strip()
        says = one.present or "we do not know"
        texts = (str(number), title, says, "", "", one.key, one.base)
        _answered(sheet, texts, one.choices, offered)


def _answered(
    sheet: _LockedSheet, texts: Sequence[str], words: Sequence[str], offered: Offered
) -> None:
    """Write a row whose answer is one of ``words``, or any if there are none."""
    sheet.add(texts, answers=(_ANSWER, _TYPED) if NOW in words else (_ANSWER,))
    if words:
        cell = f"{get_column_letter(_ANSWER + 1)}{sheet.rows}"
        offered.setdefault(tuple(words), []).append(cell)


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
            table.data_validations.append(rule)


def _aside(sheet: _LockedSheet, worklist: Worklist) -> None:
    """List what nobody calls."""
    sheet.add(["Nobody calls these to check. Read their page, or ask your contact there."], _PLAIN)
    sheet.add(["Name", "Organization", "Page to read", "Why"], _PLAIN)
    for one in (*worklist.lines, *worklist.silent):
        service = one.called.service
        sheet.add((service.name, one.called.organization, one.called.page, one.why))


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
