"""The first and the last sheet of the workbook: instructions, and the words to choose from."""

from collections.abc import Iterable
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from kiosk.editor.workbook.columns import Sheets
from kiosk.editor.workbook.more_sheets import SHEETS
from kiosk.editor.workbook.style import FIRST_ROW, LAST_ROW, LISTS, CellStyle, cell, fit_to_page

TITLE: Final = "The directory of your coalition"
RENEW_COMMAND: Final = "resource-kiosk template -o new.xlsx --from directory.xlsx"
STEPS: Final = (
    (
        "1. Left to right",
        (
            "Fill in the sheets from left to right: organizations first, then their places, then "
            "their services, then numbers and hours."
        ),
    ),
    (
        "2. Notes",
        (
            "Point at the red corner of a header: a note says what the column is for, gives an "
            "example, and says what an empty cell means."
        ),
    ),
    (
        "3. Empty",
        "Leave empty what you do not know. Empty means not known. It never means no.",
    ),
    (
        "4. Lists",
        "Where a cell has a list, choose from it. Where several are possible, part them by commas.",
    ),
    ("5. No formulas", "Type results, not formulas. A formula is not read."),
    (
        "6. Addresses",
        "An address is shown only where you choose Show. Everything else stays off the kiosks.",
    ),
    (
        "7. No people",
        "Never write the name or the own number of a person into this workbook.",
    ),
    (
        "8. What is gone",
        (
            "An id, once published, stays. If a thing is gone, delete its row. If it must be gone "
            "at once, write its id on the sheet Withdrawn too."
        ),
    ),
    (
        "9. Languages",
        (
            "On the sheet of a language, yellow rows wait for a translation. If the English has "
            "changed since, the row says so; mend it and empty the cell State. Texts that are new "
            f"get their rows when the workbook is renewed: {RENEW_COMMAND}"
        ),
    ),
    (
        "10. Publish",
        (
            "Save the workbook as .xlsx and publish it. You get a report with the sheet, the row "
            "and the column of everything that needs a look. Mend it here and publish again."
        ),
    ),
)
PUBLISH: Final = "resource-kiosk publish directory.xlsx -o directory.kiosksync"
COLOURS: Final = (
    (CellStyle.MUST, "Dark header: must be filled in, or the row is left out."),
    (CellStyle.MAY, "Light header: may stay empty."),
    (
        CellStyle.LEAVE,
        "Grey header: an id. If it is empty, one is made; then copy it from the report.",
    ),
    (CellStyle.EXAMPLE, "Grey row: an example. It is not read; you can delete it."),
    (CellStyle.TO_DO, "Yellow row: a text that waits for its translation."),
)
LANGUAGE_ABOUT: Final = "Every text in English, and beside it the translation."
_WIDTHS: Final = (30, 100)


def write_start(table: Any, languages: Iterable[str]) -> None:
    """Write the sheet that is shown when the workbook opens."""
    for letter, width in zip("AB", _WIDTHS, strict=True):
        table.column_dimensions[letter].width = width
    table.sheet_view.showGridLines = False
    fit_to_page(table, wide=False)
    table.append([cell(table, TITLE, CellStyle.TITLE)])
    _section(table, "Step by step")
    for name, step in STEPS:
        table.append([cell(table, name, CellStyle.NAME), cell(table, step, CellStyle.PLAIN)])
    _section(table, "To publish")
    table.append([cell(table, "Type this", CellStyle.NAME), cell(table, PUBLISH, CellStyle.PLAIN)])
    _section(table, "Colours")
    for look, text in COLOURS:
        table.append([cell(table, look.value, look), cell(table, text, CellStyle.PLAIN)])
    _section(table, "Sheets")
    about = [(sheet.title.value, sheet.about) for sheet in SHEETS]
    about += [(title, LANGUAGE_ABOUT) for title in languages]
    about.append((Sheets.LISTS.value, "The words that cells can choose from. Do not change it."))
    for title, text in about:
        table.append([cell(table, title, CellStyle.NAME), cell(table, text, CellStyle.PLAIN)])


def _section(table: Any, title: str) -> None:
    table.append([])
    table.append([cell(table, title, CellStyle.TITLE)])


def write_lists(book: Any, table: Any) -> None:
    """Write the words of every list, each with the name that drop-downs use."""
    table.freeze_panes = "A2"
    table.protection.sheet = True
    fit_to_page(table)
    lists = [list(words.values()) for words in LISTS.values()]
    for index, (name, words) in enumerate(zip(LISTS, lists, strict=True), 1):
        letter = get_column_letter(index)
        table.column_dimensions[letter].width = max(map(len, (name, *words))) + 2
        reach = f"'{Sheets.LISTS.value}'!${letter}$2:${letter}${len(words) + 1}"
        _define(book, f"list_{name}", reach)
    table.append([cell(table, _words(name), CellStyle.LEAVE) for name in LISTS])
    for row in range(max(map(len, lists))):
        table.append(
            [
                cell(table, words[row], CellStyle.PLAIN) if row < len(words) else None
                for words in lists
            ]
        )


def define_ids(book: Any, sheet: Sheets) -> None:
    """Name the ids in the first column of a sheet; the range grows with the rows."""
    first = f"'{sheet.value}'!$A${FIRST_ROW}"
    filled = f"COUNTA({first}:$A${LAST_ROW})"
    reach = f"OFFSET({first},0,0,MAX(1,{filled}),1)"
    _define(book, f"ids_{sheet.name.lower()}", reach)


def _define(book: Any, name: str, reach: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=reach)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
