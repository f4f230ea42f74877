"""A form as a spreadsheet, for who cannot open the page: the same questions, the same answers."""

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final

import msgspec
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kiosk.editor.forms.answer_file import FormAnswer
from kiosk.editor.forms.form import Form, FormChoice, FormQuestion, QuestionKind, base_hash
from kiosk.editor.importers.files import SourceError
from kiosk.editor.publish.finding_messages import MESSAGES
from kiosk.editor.workbook.opening import WorkbookError, open_workbook, sheet_names

_FORM, _LISTS, _ABOUT = "Form", "Lists of the form", "About the form"
_HEAD: Final = 4
"""Row of the headers; the title and how to answer stand above."""
_HEADERS: Final = ("Key", "Hash", "Question", "What stands there", "Your answer")
_WIDTHS: Final = (4, 4, 44, 60, 44)
_QUESTION, _ANSWER = 3, 5
"""Columns of the questions and of the answers."""
_HOW: Final = (
    "Choose or write in the last column. What you leave empty is not answered. Several answers: "
    "write a semicolon between them."
)
_SEPARATOR: Final = ";"


def write_form_workbook(form: Form, path: Path) -> None:
    """Write a form as ``NAME.xlsx``. Raises OSError."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _FORM
    lists, about = book.create_sheet(_LISTS), book.create_sheet(_ABOUT)
    lists.sheet_state = about.sheet_state = "veryHidden"
    about.append([form.form, "1", form.about])
    for row, text in enumerate((form.title, form.introduction, _HOW), 1):
        sheet.cell(row, _QUESTION, text).font = Font(bold=row == 1, size=16 if row == 1 else 11)
    for column, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True), 1):
        sheet.cell(_HEAD, column, header).font = Font(bold=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].hidden = column < _QUESTION
    for number, question in enumerate(form.questions(), _HEAD + 1):
        _write_texts(sheet, number, question)
        if choices := _choices(form, question):
            lists.append([question.key, *(one.label for one in choices)])
            _offer(sheet, number, lists.max_row, len(choices), question.kind)
            about.append([question.key, json.dumps({one.label: one.value for one in choices})])
        elif question.value and not question.when:
            about.append([question.key, json.dumps(question.value)])
    sheet.freeze_panes = sheet.cell(_HEAD + 1, _QUESTION + 1)
    book.save(path)


def _write_texts(sheet: Any, number: int, question: FormQuestion) -> None:
    """Write a question into its row. A text that follows is an answer only if it is typed."""
    stands = "\n\n".join(
        (*(f"{one.label}\n{one.text}".strip() for one in question.passages), *question.notes)
    )
    texts = (
        question.key,
        "" if question.base is None else base_hash(question.base),
        f"{'    ' if question.when else ''}{question.title}",
        stands,
        "" if question.when else question.value,
    )
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(number, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if text:
            cell.value, cell.data_type = text, "s"  # a text, whatever its first character
    sheet.cell(number, _ANSWER).fill = PatternFill("solid", fgColor="FFFFE0")


def _offer(sheet: Any, number: int, row: int, count: int, kind: QuestionKind) -> None:
    """Offer the words of a row of the lists in the answer's cell; one choice takes no other."""
    last = get_column_letter(count + 1)
    allowed = DataValidation(
        "list",
        formula1=f"'{_LISTS}'!$B${row}:${last}${row}",
        showErrorMessage=kind is QuestionKind.CHOICE,
    )
    sheet.add_data_validation(allowed)
    allowed.add(sheet.cell(number, _ANSWER))


def _choices(form: Form, question: FormQuestion) -> tuple[FormChoice, ...]:
    others = form.lists.get(question.others, ())
    return (*question.choices, *(one for _, group in others for one in group))


def is_form_workbook(path: Path) -> bool:
    """Return True if a file is a form as a spreadsheet, by its sheets."""
    try:
        return {_FORM, _ABOUT} <= {*sheet_names(path)}
    except WorkbookError:
        return False


def read_form_workbook(path: Path) -> FormAnswer:
    """Read the answers in a form. Raises :class:`SourceError` with one sentence, or OSError."""
    try:
        with open_workbook(path):
            pass  # its container is safe
        book = load_workbook(path)
        return _read(book)
    except WorkbookError as error:
        raise SourceError(f"{path.name}: {MESSAGES[error.code]}") from error
    except (msgspec.ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{path.name} is not as this program wrote it. Ask for the form once more."
        ) from error


def _read(book: Any) -> FormAnswer:
    first, *rest = book[_ABOUT].iter_rows(values_only=True)
    meanings = {str(row[0]): json.loads(row[1]) for row in rest if row[0]}
    answers: dict[str, object] = {}
    base: dict[str, str] = {}
    for row in book[_FORM].iter_rows(min_row=_HEAD + 1, max_col=_ANSWER, values_only=True):
        key, stated, _, _, raw = row
        if not key:
            continue
        text = "" if raw is None else str(raw).strip()
        meaning = meanings.get(str(key))
        if isinstance(meaning, dict):
            parts = [one.strip() for one in text.split(_SEPARATOR) if one.strip()]
            values = tuple(meaning.get(one, one) for one in parts)
            answers[str(key)] = values[0] if len(values) == 1 else values
        else:
            answers[str(key)] = text
        if text == (meaning if isinstance(meaning, str) else ""):
            del answers[str(key)]
        elif stated:
            base[str(key)] = str(stated)
    saved = book.properties.modified or dt.datetime.now(dt.UTC)
    value = {
        "form": first[0],
        "version": int(first[1]),
        "about": first[2],
        "made": saved.date(),
        "base": base,
        "answers": answers,
    }
    return msgspec.convert(value, FormAnswer)
