"""Interpret the two times of a row together, and report ambiguous ones."""

from typing import Final

from kiosk.editor.publish.findings import FindingCode, Weight
from kiosk.editor.workbook.rows import ReadingNotes, SheetRow
from kiosk.editor.workbook.sheets import HOURS
from kiosk.editor.workbook.text import Raw
from kiosk.editor.workbook.times import names_half, time_text

_NOON: Final = "12:00"
_MIDNIGHT: Final = "00:00"
_EITHER: Final = range(1, 7)
"""Hours that usually mean the afternoon and are written without pm."""


def has_plausible_times(row: SheetRow, opens: str, closes: str, notes: ReadingNotes) -> bool:
    """Return True if the times of a row are plausible; findings report what to check.

    A row that closes before it opens was surely meant to close in the afternoon, if it opens in the
    morning without am or pm. Any other such row runs past midnight.
    """
    column = HOURS.column("closes_at")
    late = closes <= opens and closes != _MIDNIGHT
    if late and opens < _NOON and not _says_half(row.raws["closes_at"]):
        note = f"Write {_afternoon(closes)}, or {time_text(closes)} if it is the next day."
        notes.about(row, column, FindingCode.CLOSES_FIRST, Weight.REFUSED, note)
        return False
    if late:
        note = f"Open past midnight, until {time_text(closes)} the next day."
        notes.about(row, column, FindingCode.CELL_MENDED, Weight.ASSUMED, note)
    for key, time in (("opens_at", opens), ("closes_at", closes)):
        if not (late and key == "closes_at") and _is_ambiguous(row.raws[key], time):
            assumed = time_text(time)
            notes.about(row, HOURS.column(key), FindingCode.TIME_READ, Weight.ASSUMED, assumed)
    return True


def _afternoon(closes: str) -> str:
    return time_text(f"{int(closes[:2]) % 12 + 12:02}{closes[2:]}")


def _says_half(raw: Raw) -> bool:
    """Return True if a cell says am or pm."""
    return raw.half_day or (isinstance(raw.value, str) and names_half(raw.value))


def _is_ambiguous(raw: Raw, time: str) -> bool:
    """Return True if a cell may mean the other half of the day too."""
    padded = isinstance(raw.value, str) and raw.value.strip().startswith("0")
    return int(time[:2]) in _EITHER and not padded and not _says_half(raw)
