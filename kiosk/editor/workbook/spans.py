"""From when until when: what two times of a row mean together, and what may be meant by one."""

from typing import Final

from kiosk.editor.publish.findings import FindingCode, Weight
from kiosk.editor.workbook.rows import Notes, SheetRow
from kiosk.editor.workbook.sheets import HOURS
from kiosk.editor.workbook.text import Raw
from kiosk.editor.workbook.times import names_half, time_text

_NOON: Final = "12:00"
_MIDNIGHT: Final = "00:00"
_EITHER: Final = range(1, 7)
"""Hours that most doors have after noon, and that one writes without saying so."""


def closing(row: SheetRow, opens: str, closes: str, notes: Notes) -> bool:
    """Whether a row can mean what it says; findings say what of it a person should look at.

    A door that would close before it opens was surely meant to close in the afternoon, if it opens
    in the morning and nobody wrote am or pm. Any other such row runs past midnight.
    """
    column = HOURS.column("closes_at")
    late = closes <= opens and closes != _MIDNIGHT
    if late and opens < _NOON and not _says_half(row.raws["closes_at"]):
        said = f"Write {_afternoon(closes)}, or {time_text(closes)} if it is the next day."
        notes.about(row, column, FindingCode.CLOSES_FIRST, Weight.REFUSED, said)
        return False
    if late:
        said = f"Open past midnight, until {time_text(closes)} the next day."
        notes.about(row, column, FindingCode.CELL_MENDED, Weight.ASSUMED, said)
    for key, time in (("opens_at", opens), ("closes_at", closes)):
        if not (late and key == "closes_at") and _either(row.raws[key], time):
            assumed = time_text(time)
            notes.about(row, HOURS.column(key), FindingCode.TIME_READ, Weight.ASSUMED, assumed)
    return True


def _afternoon(closes: str) -> str:
    return time_text(f"{int(closes[:2]) % 12 + 12:02}{closes[2:]}")


def _says_half(raw: Raw) -> bool:
    """Whether a cell says am or pm."""
    return raw.half_day or (isinstance(raw.value, str) and names_half(raw.value))


def _either(raw: Raw, time: str) -> bool:
    """Whether a cell may mean the other half of the day too."""
    padded = isinstance(raw.value, str) and raw.value.strip().startswith("0")
    return int(time[:2]) in _EITHER and not padded and not _says_half(raw)
