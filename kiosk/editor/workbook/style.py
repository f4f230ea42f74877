"""Style of the workbook: colours, notes, drop-downs, protection."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from kiosk.editor.parsers import vocabulary
from kiosk.editor.parsers.vocabulary import Words
from kiosk.editor.workbook.sheet_columns import EXAMPLE, Column, Kind
from kiosk.editor.workbook.to_cell import CellValue

LAST_ROW: Final = 20_000
"""Drop-downs and limits reach down to this row."""
FIRST_ROW: Final = 3
"""First row below the header and the example."""
HEADER_HEIGHT: Final = 66
"""In points. Some spreadsheets cut off a note that extends below frozen rows."""
NOTE_WIDTH: Final = 320
NOTE_LINE: Final = 19
"""Width of a note, and height of one line, in pixels."""
NOTE_LETTERS: Final = 44
"""Characters that fit in such a line."""
PROMPT: Final = 255
"""Characters of a prompt that a spreadsheet shows at a cell."""
LAST_COLUMN: Final = 16_384
"""Last column of a sheet. All columns on the right are free for an editor's own remarks; one locked
cell in a row, even empty and far away, would prevent deleting the row."""

LISTS: Final[dict[str, Words]] = {
    name: vocabulary.TABLES[name]
    for name in (
        *("needs", "needs_of_services", "status", "situations", "who_can_go", "how_to_start"),
        *(
            "referral_by",
            "open_questions",
            "what_to_bring",
            "cost",
            "access",
            "address",
            "show",
            "what_it_is",
        ),
        *("phone_kind", "phone_use", "line_kind", "months", "units", "icon", "picture"),
        *("made_by", "text_of", "withdrawn", "yes_no"),
    )
} | {"languages": {name: name for name in vocabulary.language_words()}}
"""Columns of the sheet Lists: the permitted words of each kind of cell."""


class CellStyle(StrEnum):
    """Names of the cell styles."""

    MUST = "Must be filled in"
    MAY = "May be filled in"
    LEAVE = "Leave as it is"
    EXAMPLE = "Example row"
    TEXT = "Typed text"
    READ_FROM_RIGHT = "Typed text from the right"
    DAY = "Day"
    FIGURE = "Number"
    TO_DO = "To do"
    TITLE = "Title"
    NAME = "Name"
    PLAIN = "Plain"


_FILLS: Final = {
    CellStyle.MUST: "1F3A5F",
    CellStyle.MAY: "C9D8EA",
    CellStyle.LEAVE: "D9D9D9",
    CellStyle.EXAMPLE: "F2F2F2",
    CellStyle.TO_DO: "FFE9A8",
}
_HEADERS: Final = frozenset({CellStyle.MUST, CellStyle.MAY, CellStyle.LEAVE})
_TOP: Final = Alignment(wrap_text=True, vertical="top")
_ALIGNMENTS: Final = {
    **dict.fromkeys(_HEADERS, Alignment(wrap_text=True, vertical="center")),
    CellStyle.READ_FROM_RIGHT: Alignment(
        wrap_text=True, vertical="top", horizontal="right", readingOrder=2
    ),
    CellStyle.FIGURE: Alignment(vertical="top", horizontal="left"),
    CellStyle.TITLE: Alignment(vertical="top"),
}
_FORMATS: Final = {CellStyle.DAY: "yyyy-mm-dd", CellStyle.FIGURE: "General"}
_FONT: Final = "Calibri"
"""The usual font of spreadsheets; if missing, another replaces it."""
_SIZE: Final = 11
_FONTS: Final = {
    CellStyle.MUST: Font(name=_FONT, size=_SIZE, bold=True, color="FFFFFF"),
    CellStyle.MAY: Font(name=_FONT, size=_SIZE, bold=True),
    CellStyle.LEAVE: Font(name=_FONT, size=_SIZE, bold=True),
    CellStyle.EXAMPLE: Font(name=_FONT, size=_SIZE, italic=True, color="595959"),
    CellStyle.TITLE: Font(name=_FONT, size=16, bold=True),
    CellStyle.NAME: Font(name=_FONT, size=_SIZE, bold=True),
}
_TEXT_FORMAT: Final = "@"
"""Number format that leaves ids and numbers as typed."""


def styles() -> list[NamedStyle]:
    """Return every style of the workbook, to be added before use."""
    return [
        NamedStyle(
            look.value,
            font=_FONTS.get(look, Font(name=_FONT, size=_SIZE)),
            fill=PatternFill("solid", fgColor=_FILLS[look]) if look in _FILLS else PatternFill(),
            alignment=_ALIGNMENTS.get(look, _TOP),
            number_format=_FORMATS.get(look, _TEXT_FORMAT),
            protection=Protection(locked=look in _HEADERS),
        )
        for look in CellStyle
    ]


def style_of(column: Column) -> CellStyle:
    """Return the style of the cells under a header."""
    if column.kind is Kind.DATE:
        return CellStyle.DAY
    return CellStyle.FIGURE if column.kind in (Kind.WHOLE, Kind.DECIMAL) else CellStyle.TEXT


def cell(table: Any, value: CellValue, style: CellStyle) -> Any:
    """Make a cell with a style. Text stays text, whatever its first character."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    made = WriteOnlyCell(table, value=value)
    if isinstance(value, str):
        made.data_type = "s"
    made.style = style.value
    return made


def fit_to_page(table: Any, *, wide: bool = True) -> None:
    """Fit all columns of a sheet on the width of a page."""
    table.page_setup.orientation = "landscape" if wide else "portrait"
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    table.page_setup.fitToHeight = 0  # as many pages as needed


def prepare_sheet(
    table: Any, columns: Sequence[Column], looks: dict[str, CellStyle] | None = None
) -> None:
    """Set widths, header with notes, example row, drop-downs and protection."""
    table.freeze_panes = f"B{FIRST_ROW}"
    table.row_dimensions[1].height = HEADER_HEIGHT
    table.print_title_rows = "1:1"
    fit_to_page(table)
    looks = looks or {}
    for index, column in enumerate(columns, 1):
        letter = get_column_letter(index)
        across = table.column_dimensions[letter]
        across.width = column.width
        _unlock(across, looks.get(column.key, style_of(column)))
        table.data_validations.append(_validation(column, letter))
    unused = table.column_dimensions[get_column_letter(len(columns) + 1)]
    unused.min, unused.max = len(columns) + 1, LAST_COLUMN
    _unlock(unused, CellStyle.TEXT)
    table.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{LAST_ROW}"
    protection = table.protection
    protection.sheet = True
    for action in (
        *("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows"),
        *("insertHyperlinks", "deleteColumns", "deleteRows", "sort", "autoFilter"),
    ):
        setattr(protection, action, False)  # False means not protected
    table.append([_header(table, column) for column in columns])
    examples = [column.example for column in columns]
    examples[0] = EXAMPLE
    table.append([cell(table, text or None, CellStyle.EXAMPLE) for text in examples])


def _unlock(across: Any, style: CellStyle) -> None:
    """Unlock a column and set its format."""
    across.number_format = _FORMATS.get(style, _TEXT_FORMAT)
    across.alignment = _ALIGNMENTS.get(style, _TOP)
    across.protection = Protection(locked=False)


def _header(table: Any, column: Column) -> Any:
    look = CellStyle.MUST if column.required else CellStyle.MAY
    made = cell(table, column.header, CellStyle.LEAVE if column.kind is Kind.ID else look)
    lines = sum(1 + len(line) // NOTE_LETTERS for line in column.comment.splitlines())
    made.comment = Comment(
        column.comment, "Directory", width=NOTE_WIDTH, height=(lines + 1) * NOTE_LINE
    )
    return made


def list_of(column: Column) -> str:
    """Return the name of the list a column chooses from; empty if it has none."""
    if column.target is not None:
        return f"ids_{column.target.name.lower()}"
    if column.kind in (Kind.LANGUAGE, Kind.LANGUAGES):
        return "list_languages"
    name = next((name for name, each in LISTS.items() if column.choices is each), "")
    return f"list_{name}" if name else ""


def _validation(column: Column, letter: str) -> DataValidation:
    several = column.kind in (Kind.CHOICES, Kind.MONTHS, Kind.LANGUAGES, Kind.REFS)
    if name := list_of(column):
        made = DataValidation(type="list", formula1=f"={name}", allow_blank=True)
        if several:
            made.showErrorMessage = False
            made.prompt = _prompt(column)
            made.promptTitle = column.header
            made.showInputMessage = True
        elif column.target is not None:
            made.errorStyle = "warning"
            made.error = f"No row of the sheet {column.target.value} has this id yet."
        else:
            made.error = "Please choose one of the words of the list."
    else:
        made = _limit(column)
    made.errorTitle = column.header
    if not several:
        made.showErrorMessage = True
    made.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    return made


def _prompt(column: Column) -> str:
    known = ", ".join(column.choices.values())
    text = f"One or more, parted by commas: {known}." if known else "One or more, parted by commas."
    return text if len(text) <= PROMPT else "One or more, parted by commas. See the sheet Lists."


def _limit(column: Column) -> DataValidation:
    most = column.most or 2000
    rule: tuple[str, str, str, str | None] = ("textLength", "lessThanOrEqual", str(most), None)
    error = f"Please use at most {most} letters."
    match column.kind:
        case Kind.DATE:
            rule = "date", "greaterThan", "36526", None
            error = "Please type a day, such as 2026-11-24."
        case Kind.WHOLE:
            rule, error = ("whole", "between", "0", "1000000"), "Please type a whole number."
        case Kind.DECIMAL:
            rule = "decimal", "between", "-180", "180"
            error = "Please type a number of degrees, such as 38.5816."
    kind, operator, first, second = rule
    return DataValidation(
        type=kind, operator=operator, formula1=first, formula2=second, error=error, allow_blank=True
    )
