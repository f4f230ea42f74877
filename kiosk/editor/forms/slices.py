"""A slice: the form with one organization's own rows, and the taker of its answers."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from kiosk.domain.records import AddressVisibility
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.domain.text_rules import is_visible
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.forms.answer_file import FormAnswer, NotTaken, TakePlan, TakeQuestion, take_each
from kiosk.editor.forms.form import (
    BY,
    Form,
    FormChoice,
    FormQuestion,
    FormSection,
    QuestionKind,
    base_hash,
    who_answers,
)
from kiosk.editor.forms.slice_rows import (
    ALWAYS,
    REGION,
    VISIBILITY,
    OrganizationRows,
    SliceCell,
    cell_text,
    organization_rows,
    row_key,
)
from kiosk.editor.parsers import vocabulary
from kiosk.editor.source_files import SourceError
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.cells import read_cell
from kiosk.editor.workbook.sheet_columns import Kind, Sheets
from kiosk.editor.workbook.typed_rows import DIRECTORY

CALLED: Final = "called"
"""Key of the question that the editor must answer before anything is written."""
_REMARK: Final = "#remark"
_REMARK_LETTERS: Final = 500
_CLOSED: Final = frozenset({Kind.CHOICE, Kind.YES, Kind.MAYBE})
"""Kinds of cells that hold one of a few words."""
_HIDE: Final = vocabulary.VISIBILITY[AddressVisibility.HIDDEN]
_FEW: Final = 3
"""Most words that are buttons; more are a list."""


def slice_form(rows: OrganizationRows, *, with_hidden: bool = False) -> Form:
    """Return the form of an organization; hidden streets are in it only ``with_hidden``."""
    sections: dict[str, list[FormQuestion]] = {}
    for cell in rows.cells():
        if _is_asked(cell) and (with_hidden or not cell.is_hidden):
            sections.setdefault(_heading(rows, cell), []).append(_question(rows, cell))
    for row in rows.rows[Sheets.SERVICES]:
        sections[cell_text(row, "name")].append(
            FormQuestion(
                f"{Sheets.SERVICES}/{row_key(row)}/{_REMARK}",
                "Anything else: a new number, other hours, a service that ends?",
                QuestionKind.TEXT,
                most=_REMARK_LETTERS,
            )
        )
    words = {
        column.key: column.words
        for sheet in DIRECTORY
        for column in sheet.columns
        if column.kind in _CLOSED and len(column.words) > _FEW
    }
    return Form(
        "slice",
        rows.id,
        f"{rows.name}: is this still right?",
        f"{rows.id}-slice",
        introduction="This is what the directory has about you. Change what is wrong, and leave "
        "the rest as it is.\nSeveral words in one field: write a comma between them. Empty a field "
        "that nobody should see.",
        sections=tuple(FormSection(title, tuple(asked)) for title, asked in sections.items()),
        closing=who_answers("Who answers? (your role, no name)", 60),
        lists={
            key: (("", tuple(FormChoice(word, word) for word in found.values())),)
            for key, found in words.items()
        },
    )


def _is_asked(cell: SliceCell) -> bool:
    if cell.column.key == VISIBILITY:
        return cell.is_shown
    return bool(cell.text) or cell.column.key in ALWAYS


def _heading(owner_rows: OrganizationRows, cell: SliceCell) -> str:
    if cell.sheet.title is Sheets.ORGANIZATIONS:
        return "Your organization"
    if cell.sheet.title is Sheets.PLACES:
        return "Your places"
    if cell.sheet.title is Sheets.SERVICES:
        return cell_text(cell.row, "name")
    service = owner_rows.service(cell.row)
    rows = (row for row in owner_rows.rows[Sheets.SERVICES] if row.values["id"] == service)
    return cell_text(next(rows), "name")


def _label(rows: OrganizationRows, cell: SliceCell) -> str:
    """Return the name of a cell; of several numbers, hours and places each has its count."""
    words = {Sheets.PHONES: "Number", Sheets.HOURS: "Hours", Sheets.PLACES: "Place"}
    word = words.get(cell.sheet.title)
    if word is None:
        return cell.column.header
    service = rows.service(cell.row)
    set_ = [row for row in rows.rows[cell.sheet.title] if rows.service(row) == service]
    place = set_.index(cell.row) + 1
    header = cell.column.header  # "ZIP code" keeps its capitals
    shown = header if header[:2].isupper() else header.lower()
    return f"{word}{f' {place}' if len(set_) > 1 else ''}: {shown}"


def _question(rows: OrganizationRows, cell: SliceCell) -> FormQuestion:
    column, text, label = cell.column, cell.text, _label(rows, cell)
    if column.kind not in _CLOSED:
        return FormQuestion(
            cell.key, label, QuestionKind.TEXT, value=text, base=text, most=column.most
        )
    words = (_HIDE,) if column.key == VISIBILITY else tuple(column.words.values())
    few = len(words) <= _FEW
    return FormQuestion(
        cell.key,
        label,
        choices=tuple(FormChoice(word, word) for word in words) if few else (),
        others="" if few else column.key,
        lead=f"Now: {text or column.blank}.",
        base=text,
    )


def take_slice(workbook: Path, answer: FormAnswer) -> TakePlan:
    """Return what an organization's answers would change.

    Raises :class:`SourceError`, ``WorkbookError`` and OSError.
    """
    return plan_slice(organization_rows(workbook, answer.about), answer)


def plan_slice(rows: OrganizationRows, answer: FormAnswer) -> TakePlan:
    """Return what answers would change in the rows of their organization."""
    by = escape_invisible(answer.by, 60)
    if not by:
        raise SourceError("The slice does not say who answers. Ask for their role.")
    cells = {cell.key: cell for cell in rows.cells()}
    remarks = {
        f"{Sheets.SERVICES}/{row_key(row)}": text
        for row in rows.rows[Sheets.SERVICES]
        if (text := answer.text(f"{Sheets.SERVICES}/{row_key(row)}/{_REMARK}"))
    }
    changed: dict[str, str] = {}
    both, lines = list[TakeQuestion](), list[str]()
    given = (
        key
        for key in answer.answers
        if key != BY and key.removesuffix(f"/{_REMARK}") not in remarks
    )
    taken, refused = take_each(given, lambda key: _cell(rows, cells.get(key), key, answer))
    for cell in taken:
        key, theirs = cell.key, answer.text(cell.key)
        if theirs == cell.text:
            continue
        changed[key] = theirs
        texts = ("hidden", "hidden") if cell.is_hidden else (cell.text, theirs)
        now, new = (f"“{escape_invisible(one, 120)}”" for one in texts)
        place = f"{_heading(rows, cell)}, {_label(rows, cell)}"
        if answer.base.get(key) == base_hash(cell.text):
            lines.append(f"{escape_invisible(place, 100)}: {now} → {new}")
        else:
            both.append(
                TakeQuestion(
                    key,
                    f"{escape_invisible(place, 100)}: it has changed here too since the form was "
                    "made. Which one stays?",
                    {"ours": now, "theirs": new},
                )
            )
    lines += [f"They also write: {escape_invisible(one, 300)}" for one in remarks.values()]
    if not changed and not remarks:
        both = []
    asked = TakeQuestion(
        CALLED,
        "Did you call them back at the number you know?",
        {"yes": "they said that the answers are theirs", "no": "nothing is written"},
    )
    return TakePlan(
        f"Answers of {escape_invisible(rows.name, 80)} ({rows.id}), by {by}, "
        f"{answer.made.isoformat()}: {with_noun(len(changed), 'cell')}.",
        tuple(lines),
        tuple(refused),
        (*both, asked) if changed or remarks else (),
        (lambda typed: _written(rows, changed, remarks, typed)) if changed or remarks else None,
    )


def _cell(
    rows: OrganizationRows, cell: SliceCell | None, key: str, answer: FormAnswer
) -> SliceCell:
    """Return the cell of an answer that can go into it. Raises :class:`NotTaken`."""
    why = _stranger(rows, key) if cell is None else _problem(cell, answer.text(key), answer)
    if why or cell is None:
        raise NotTaken(why)
    return cell


def _stranger(rows: OrganizationRows, key: str) -> str:
    """Return why a key is no cell of this organization."""
    title, _, rest = key.partition("/")
    row, _, column = rest.rpartition("/")
    sheet = next((one for one in DIRECTORY if one.title == title), None)
    if sheet is None:
        return "no such sheet is in a slice."
    if row not in {row_key(one) for one in rows.rows[sheet.title]}:
        return f"this is not a row of {escape_invisible(rows.name, 80)}."
    known = next((one.header for one in sheet.columns if one.key == column), None)
    return f"only the coalition writes the column {known}." if known else "no such column."


def _problem(cell: SliceCell, text: str, answer: FormAnswer) -> str:
    """Return why a text cannot go into its cell; empty if it can."""
    known = answer.base.get(cell.key) == base_hash(cell.text)
    if not isinstance(answer.answers[cell.key], str):
        return "one answer belongs here."
    if cell.is_hidden and not known:
        return "this place is hidden, and the form did not show its street."
    if cell.column.key == VISIBILITY and vocabulary.fold(text) != vocabulary.fold(_HIDE):
        return "a slice can hide an address, never show one."
    if not text:
        return "this cell cannot be empty." if cell.column.required else ""
    if not is_visible(text, lines=cell.column.kind is Kind.LINES):
        return "it has invisible letters or line breaks."
    lost = (one for one in read_cell(cell.column, Raw(text), REGION).problems if one.lost)
    return next((MESSAGES[one.code] for one in lost), "")


def _written(
    rows: OrganizationRows,
    changed: Mapping[str, str],
    remarks: Mapping[str, str],
    typed: Mapping[str, str],
) -> Iterable[str]:
    if typed.get(CALLED) != "yes":
        return ("Nothing was written. Call the number you know, not one of this file.",)
    taken = {key: text for key, text in changed.items() if typed.get(key, "theirs") == "theirs"}
    rows.write(taken, remarks)
    return (f"Written: {with_noun(len(taken), 'cell')}.",)
