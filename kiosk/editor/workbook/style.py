"""How the workbook looks and helps: colours, notes, drop-downs, what may be changed."""

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

from kiosk.editor.workbook import vocabulary
from kiosk.editor.workbook.columns import EXAMPLE, Column, Kind
from kiosk.editor.workbook.to_cell import Written
from kiosk.editor.workbook.vocabulary import Words

LAST_ROW: Final = 20_000
"""Drop-downs and limits reach down to this row."""
FIRST_ROW: Final = 3
"""Below the header and the example."""
HEADER_HEIGHT: Final = 66
"""Points. A note that hangs over frozen rows is cut off below them by some spreadsheets."""
NOTE_WIDTH: Final = 320
NOTE_LINE: Final = 19
"""Pixels across a note, and of one line of it."""
NOTE_LETTERS: Final = 44
"""Letters that fit in such a line."""
PROMPT: Final = 255
"""Letters that a spreadsheet shows beside a cell."""
LAST_COLUMN: Final = 16_384
"""Of a sheet. All columns at the right are free for an editor's own remarks; and where one cell of
a row is locked, be it empty and far away, the row cannot be deleted."""

LISTS: Final[dict[str, Words]] = {
    "needs": vocabulary.NEEDS,
    "needs_of_services": vocabulary.NEEDS_OF_SERVICES,
    "status": vocabulary.STATUSES,
    "who_can_go": vocabulary.AUDIENCES,
    "how_to_start": vocabulary.STARTS,
    "referral_by": vocabulary.REFERRERS,
    "what_to_bring": vocabulary.DOCUMENTS,
    "cost": vocabulary.COSTS,
    "access": vocabulary.ACCESS,
    "address": vocabulary.VISIBILITY,
    "what_it_is": vocabulary.TELLING,
    "phone_kind": vocabulary.PHONE_TYPES,
    "phone_use": vocabulary.PHONE_USES,
    "line_kind": vocabulary.LINE_KINDS,
    "months": vocabulary.MONTHS,
    "units": vocabulary.UNITS,
    "icon": vocabulary.ICONS,
    "picture": vocabulary.PICTURES,
    "made_by": vocabulary.ORIGINS,
    "text_of": vocabulary.ENTITIES,
    "withdrawn": vocabulary.WITHDRAWN_KINDS,
    "yes_no": vocabulary.YES_NO,
    "languages": dict(zip(vocabulary.language_words(), vocabulary.language_words(), strict=True)),
}
"""The columns of the sheet Lists: what each kind of cell may say."""


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
"""The usual font of spreadsheets; where it is missing another takes its place."""
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
"""Keeps ids and numbers as they are typed."""


def styles() -> list[NamedStyle]:
    """Every style of the workbook, to be added before it is used."""
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
    """The style of the cells under a header."""
    if column.kind is Kind.DATE:
        return CellStyle.DAY
    return CellStyle.FIGURE if column.kind in (Kind.WHOLE, Kind.DECIMAL) else CellStyle.TEXT


def cell(table: Any, value: Written, look: CellStyle) -> Any:
    """A cell with a style. A text stays a text, whatever it begins with."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    made = WriteOnlyCell(table, value=value)
    if isinstance(value, str):
        made.data_type = "s"
    made.style = look.value
    return made


def paper(table: Any, *, wide: bool = True) -> None:
    """Prints all columns of a sheet side by side on a page."""
    table.page_setup.orientation = "landscape" if wide else "portrait"
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    table.page_setup.fitToHeight = 0  # as many pages down as it takes


def begin(table: Any, columns: Sequence[Column], looks: dict[str, CellStyle] | None = None) -> None:
    """Widths, header with notes, the example row, drop-downs, and what is protected."""
    table.freeze_panes = f"B{FIRST_ROW}"
    table.row_dimensions[1].height = HEADER_HEIGHT
    table.print_title_rows = "1:1"
    paper(table)
    looks = looks or {}
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        across = table.column_dimensions[letter]
        across.width = column.width
        _free(across, looks.get(column.key, style_of(column)))
        table.data_validations.append(_validation(column, letter))
    spare = table.column_dimensions[get_column_letter(len(columns) + 1)]
    spare.min, spare.max = len(columns) + 1, LAST_COLUMN
    _free(spare, CellStyle.TEXT)
    table.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{LAST_ROW}"
    protection = table.protection
    protection.sheet = True
    for action in (
        *("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows"),
        *("insertHyperlinks", "deleteColumns", "deleteRows", "sort", "autoFilter"),
    ):
        setattr(protection, action, False)  # false: not protected
    table.append([_header(table, column) for column in columns])
    examples = [column.example for column in columns]
    examples[0] = EXAMPLE
    table.append([cell(table, text or None, CellStyle.EXAMPLE) for text in examples])


def _free(across: Any, look: CellStyle) -> None:
    """An empty column that takes what is typed as it is."""
    across.number_format = _FORMATS.get(look, _TEXT_FORMAT)
    across.alignment = _ALIGNMENTS.get(look, _TOP)
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
    """The name of the list a column chooses from; empty where it has none."""
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
        made.prompt = None
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
    match column.kind:
        case Kind.DATE:
            made = DataValidation(type="date", operator="greaterThan", formula1="36526")
            made.error = "Please type a day, such as 2026-11-24."
        case Kind.WHOLE:
            made = DataValidation(
                type="whole", operator="between", formula1="0", formula2="1000000"
            )
            made.error = "Please type a whole number."
        case Kind.DECIMAL:
            made = DataValidation(
                type="decimal", operator="between", formula1="-180", formula2="180"
            )
            made.error = "Please type a number of degrees, such as 38.5816."
        case _:
            most = column.most or 2000
            made = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(most))
            made.error = f"Please use at most {most} letters."
    made.allow_blank = True
    return made
