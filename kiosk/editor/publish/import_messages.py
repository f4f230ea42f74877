"""Plain sentences for findings that only imports make; words.py has the others."""

from typing import Final

from kiosk.editor.publish.findings import FindingCode

IMPORT_MESSAGES: Final[dict[FindingCode, str]] = {
    FindingCode.RUINED_ID: (
        "In this column a spreadsheet has rounded the ids, so nobody can tell what belongs "
        "together. Export again and publish that file without opening it in a spreadsheet. If you "
        "must open it, import this column as text first."
    ),
    FindingCode.CHANCE_LINKS: (
        "Most rows of this table belong to nothing in this source. The others match only by small "
        "numbers, perhaps by chance, so they were left out too. Export all tables together."
    ),
    FindingCode.HOME_HIDDEN: (
        "This reads like a home for people in danger, so its street is not in the file, also with "
        "--public-addresses. Look at these before you say it: a home that is missing here must be "
        "marked as private in the source. To show one all the same, ask there first and publish "
        "it from the workbook."
    ),
    FindingCode.MAYBE_HOME: (
        "This stands under A safe place, and --public-addresses shows its street. Look at these "
        "before you say it. If it is a home, mark its address as private in the source."
    ),
    FindingCode.PERSON_NUMBER: (
        "The label of this number reads like one person's own line, so it was left out. If it "
        "is the number of a desk, write the desk there in place of a name."
    ),
    FindingCode.BELOW_FLOOR: (
        "Visitors would get less of this source than they should. See the coverage page. To go on "
        "all the same, type its name, or use --accept NAME."
    ),
    FindingCode.FIRM_FLOOR: (
        "Too little of this source can be trusted, and no typed name goes on. Perhaps tables are "
        "missing or belong to another export. Export all of them again."
    ),
    FindingCode.CHECKED_AS_SAID: (
        "These say no day on which they were checked. The one that you said was taken, and each "
        "of them says that it is yours."
    ),
}

NOTHING_CHECKED: Final = (
    "No service of this source says when it was checked. Kiosks take them all as old: they never "
    "say that one is open now, and with each they say to call first. If you know when the export "
    "was last checked, say the month or the day, as in --checked-on 2026-09."
)
"""Shown before all findings."""
