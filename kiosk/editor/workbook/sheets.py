"""The sheets of the workbook with their columns, from ``resources/publishing/sheets.toml``."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kiosk.domain.records import Situation
from kiosk.domain.resource_text import resource_table
from kiosk.editor.parsers.vocabulary import TABLES
from kiosk.editor.workbook.sheet_columns import Column, Kind, Sheets, WorkbookSheet

_FILE: Final = resource_table("publishing", "sheets.toml")
_LIKE: Final[Mapping[str, Mapping[str, Any]]] = _FILE["like"]
_ID_NOTE: Final = "Small letters, digits and dashes. Once published, never change it."


def _columns(rows: Iterable[Mapping[str, Any]]) -> Iterator[Column]:
    """Yield columns; one that is like another has its values, but for those it gives itself."""
    for row in rows:
        like = row.get("like", "")
        values: dict[str, Any] = {**(_LIKE[like] if like else {}), **row}
        values.pop("like", None)
        values["kind"] = Kind(values["kind"])
        if like == "id":
            values["note"] += f" {_ID_NOTE}"
        if "target" in values:
            values["target"] = Sheets(values["target"])
        values |= {key: TABLES[values[key]] for key in ("words", "offers") if key in values}
        yield Column(**values)


SHEETS: Final = tuple(
    WorkbookSheet(Sheets(one["title"]), one["about"], tuple(_columns(one["columns"])))
    for one in _FILE["sheets"]
)
"""All sheets with rows of their own, in the order of the tabs."""
_BY_TITLE: Final = {sheet.title: sheet for sheet in SHEETS}

ORGANIZATIONS: Final = _BY_TITLE[Sheets.ORGANIZATIONS]
PLACES: Final = _BY_TITLE[Sheets.PLACES]
SERVICES: Final = _BY_TITLE[Sheets.SERVICES]
PHONES: Final = _BY_TITLE[Sheets.PHONES]
HOURS: Final = _BY_TITLE[Sheets.HOURS]
HELPLINES: Final = _BY_TITLE[Sheets.HELPLINES]
QUESTIONS: Final = _BY_TITLE[Sheets.QUESTIONS]
GUIDES: Final = _BY_TITLE[Sheets.GUIDES]
GUIDE_LINES: Final = _BY_TITLE[Sheets.GUIDE_LINES]
CARDS: Final = _BY_TITLE[Sheets.CARDS]
FIGURES: Final = _BY_TITLE[Sheets.FIGURES]
SEARCH_WORDS: Final = _BY_TITLE[Sheets.SEARCH_WORDS]
REVEALING: Final = _BY_TITLE[Sheets.REVEALING]
WITHDRAWN: Final = _BY_TITLE[Sheets.WITHDRAWN]
SOURCES: Final = _BY_TITLE[Sheets.SOURCES]

LANGUAGE_COLUMNS: Final = tuple(_columns(_FILE["language"]["columns"]))
"""Columns of a language sheet."""
START_STEPS: Final[list[tuple[str, str]]] = _FILE["start"]["steps"]
"""Names and texts of the steps on the sheet Start here."""
SITUATIONS: Final = tuple(map(SERVICES.column, ("made_for", "does_too", "leads_there")))
"""Columns of situations on the sheet Services: those of fit 1, 2 and 3."""


def situation_cells(situations: Iterable[Situation]) -> dict[str, tuple[str, ...]]:
    """Return the codes of situations by the key of their column."""
    some = [*situations]
    return {
        column.key: tuple(one.code for one in some if one.fit == fit)
        for fit, column in enumerate(SITUATIONS, 1)
    }
