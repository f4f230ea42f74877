"""Plain sentences for findings that only imports make; words.py has the others."""

from typing import Final

from kiosk.editor.publish.findings import FindingCode

IMPORT_MESSAGES: Final[dict[FindingCode, str]] = {
    FindingCode.RUINED_ID: (
        "A spreadsheet has destroyed the ids of this column, so nobody can tell what belongs "
        "together. Export again; do not open it in a spreadsheet first. It cannot be mended."
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
    FindingCode.FILTERED: (
        "A filter of this source leaves these out. All of them are in left-out.csv."
    ),
    FindingCode.NOT_FOR_HERE: (
        "You said of all its words that they are not for this kiosk, so it was left out."
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
    FindingCode.ALL_INACTIVE: (
        "All rows say that they are not running. Is this the right column? If it says "
        "something else, publish with --ignore-status."
    ),
    FindingCode.NUMBERED_DAYS: (
        "The days are numbers, and nobody says which day comes first, so these hours are not "
        "shown. Look at which days would be closed, then say it: --first-day monday, or "
        "--first-day sunday."
    ),
    FindingCode.HOURS_CONTRADICT: (
        "The hours in a text and those in the columns are not the same, so neither is shown. Call "
        "and ask, then write them on the sheet Hours."
    ),
    FindingCode.HOURS_SPLIT: (
        "This service has other hours at each place, so one service was made for each place."
    ),
    FindingCode.CHECKED_AS_SAID: (
        "These say no day on which they were checked. The one that you said was taken, and each "
        "of them says that it is yours."
    ),
    FindingCode.SOURCE_ABSENT: (
        "This source is on, but it was never imported here. Import it with desk import, or write "
        "No under On?."
    ),
    FindingCode.SOURCE_UNLISTED: (
        "This source was imported, but the sheet Sources does not have it, so nothing of it is in "
        "the file. Write its name there, with Yes under On?."
    ),
    FindingCode.SOURCE_OVERREACHES: (
        "A source cannot say this; only your workbook can. It was left out."
    ),
    FindingCode.LIES_OVER_NOTHING: (
        "This row changes something that its source no longer has, or its source is off. It was "
        "left out. To keep it, give it an id of your own and fill in the row."
    ),
    FindingCode.HIDDEN_ELSEWHERE: (
        "Another row hides this street, so it is hidden here too. If people may know it, ask there "
        "and choose Show in both rows."
    ),
    FindingCode.SOURCE_DIFFERS: (
        "The source says something else than what you confirmed. Yours stays. Call them if you "
        "are not sure."
    ),
    FindingCode.SOURCES_DIFFER: (
        "Two sources say different things about the same service, so the one that is first on the "
        "sheet Sources counts. Call and ask which is right, and write it in your workbook."
    ),
}

NOTHING_CHECKED: Final = (
    "No service of this source says when it was checked. Kiosks take them all as old: they never "
    "say that one is open now, and with each they say to call first. If you know when the export "
    "was last checked, say the month or the day, as in --checked-on 2026-09."
)
"""Shown before all findings."""
