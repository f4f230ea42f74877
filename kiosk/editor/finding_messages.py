"""One plain English sentence for every kind of finding: what is wrong, and what to do.

``resources/publishing/findings.toml`` has them by the harm they can do, the worst first.
"""

from typing import Final

from kiosk.domain.resource_text import resource_table
from kiosk.editor.findings import FindingCode

NOTHING_CHECKED: Final = (
    "No service of this source says when it was checked. Kiosks take them all as old: they never "
    "say that one is open now, and with each they say to call first. If you know when the export "
    "was last checked, say the month or the day, as in --checked-on 2026-09."
)
"""Shown before all findings."""
_TABLE: Final = resource_table("publishing", "findings.toml")
_CLASSES: Final[dict[str, dict[str, str]]] = _TABLE["messages"]
HARMS: Final = dict(enumerate(_CLASSES, 1))
"""Classes of harm, the worst first, each with its words."""
HARM: Final = {FindingCode(code): harm for harm, words in HARMS.items() for code in _CLASSES[words]}
"""Harm of each kind of finding."""
MESSAGES: Final = {
    FindingCode(code): text for table in _CLASSES.values() for code, text in table.items()
}
RULES: Final[dict[str, str]] = _TABLE["rules"]
"""What is wrong by each rule of a kiosk, as the end of a sentence that starts with the record."""
TO_JUDGE: Final[dict[FindingCode, list[str]]] = {
    FindingCode(code): words for code, words in _TABLE["judge"].items()
}
"""What a person must judge, by harm: what was found (one|many), what was done, what to ask."""
