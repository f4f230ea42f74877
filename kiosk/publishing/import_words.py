"""Plain sentences for what is found in exports alone; the others are in words.py."""

from typing import Final

from kiosk.publishing.findings import FindingCode

IMPORT_SAYS: Final[dict[FindingCode, str]] = {
    FindingCode.RUINED_ID: (
        "In this column a spreadsheet has rounded the ids, so nobody can tell what belongs "
        "together. Export again and publish that file without opening it in a spreadsheet. If you "
        "must open it, import this column as text first."
    ),
}
