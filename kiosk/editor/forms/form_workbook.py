"""A form as a spreadsheet, for who cannot open the page: the same questions, the same answers."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any, Final

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.forms.answer_file import FormAnswer
from kiosk.editor.forms.form import Form, FormChoice, FormQuestion, QuestionKind, base_hash
from kiosk.editor.source_files import SourceError
from kiosk.editor.workbook.cell_text import Raw, as_text
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


def form_workbook(form: Form) -> bytes:
    """Return a form as the content of ``NAME.xlsx``."""
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
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


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
    saved = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
    try:
        with open_workbook(path) as book:
            about, form = (
                [[_text(raw) for raw in cells] for _, cells in book.rows(title)]
                for title in (_ABOUT, _FORM)
            )
        return _read(about, form, saved)
    except WorkbookError as error:
        raise SourceError(f"{path.name}: {MESSAGES[error.code]}") from error
    except (msgspec.ValidationError, ValueError, KeyError) as error:
        raise SourceError(
            f"{path.name} is not as this program wrote it. Ask for the form once more."
        ) from error


def _text(raw: Raw | None) -> str:
    return "" if raw is None else as_text(raw).strip()


def _read(about: list[list[str]], form: list[list[str]], saved: dt.date) -> FormAnswer:
    first, *rest = about
    name, version, of = first[:3]
    meanings = {row[0]: json.loads(row[1]) for row in rest}
    answers: dict[str, object] = {}
    base: dict[str, str] = {}
    head = [tuple(row[:_ANSWER]) for row in form].index(_HEADERS)
    for row in form[head + 1 :]:
        key, stated, _, _, text = (*row, *[""] * _ANSWER)[:_ANSWER]
        meaning = meanings.get(key, "")
        if not key or text == (meaning if isinstance(meaning, str) else ""):
            continue
        if isinstance(meaning, dict):
            values = tuple(
                meaning.get(one.strip(), one.strip())
                for one in text.split(_SEPARATOR)
                if one.strip()
            )
            answers[key] = values[0] if len(values) == 1 else values
        else:
            answers[key] = text
        if stated:
            base[key] = stated
    return msgspec.convert(
        {
            "form": name,
            "version": int(version),
            "about": of,
            "made": saved,
            "base": base,
            "answers": answers,
        },
        FormAnswer,
    )
