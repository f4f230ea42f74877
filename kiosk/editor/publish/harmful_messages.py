"""Plain sentences for findings that could hurt someone or send a visitor wrong."""

from typing import Final

from kiosk.editor.publish.findings import FindingCode

COULD_HURT: Final[dict[FindingCode, str]] = {
    FindingCode.NAME_TELLS: (
        "This name tells an address that is not to be known, so another name was taken. Give it a "
        "name without the address."
    ),
    FindingCode.ID_TELLS: (
        "This id tells an address, so another one was made. Give the place an id without its "
        "address."
    ),
    FindingCode.RULE_BROKEN: (
        "A kiosk would refuse the file because of this. Mend it in the source."
    ),
    FindingCode.UNKNOWN_WITHDRAWN: (
        "Nothing with this id was published before or is in the source, so nothing is withdrawn "
        "by it. Look at the id again."
    ),
    FindingCode.MAYBE_WITHDRAWN: (
        "A place of this organization is withdrawn. This row has no id, so it may be that place, "
        "and it was left out. If it is, delete the row; if not, copy the id named here into it."
    ),
    FindingCode.ADDRESS_TOLD: (
        "This text tells an address that is hidden or withdrawn, by its street, its number or its "
        "building. Take the address out of the text."
    ),
    FindingCode.STREET_NAMED: (
        "Look at this: the text has the name of a street that is hidden, but does not say that it "
        "is one. If the text leads there, take the name out."
    ),
    FindingCode.HOUSE_NUMBER_NAMED: (
        "Look at this: the text has the house number of a place that is hidden. If it is that "
        "number, take it out."
    ),
    FindingCode.TRANSLATION_REVEALS_MORE: (
        "Look at this: the translation has a number or a word for a street that its English text "
        "has not, and it belongs to a hidden place. If it leads there, take it out."
    ),
    FindingCode.OVERRIDDEN: (
        "This gives away what the service is about, and a person allows it all the same. Visitors "
        "are told before a square code shows it."
    ),
    FindingCode.FILE_NAME_TELLS: (
        "The name of the new file gives away what it is about, and sticks get lost. Choose another "
        "name."
    ),
    FindingCode.TEXT_COULD_HURT: (
        "A reader said that this text could hurt someone. It was left out, so English shows. Mend "
        "it, then empty the cell State."
    ),
    FindingCode.HELPLINE_FORGED: (
        "This line comes with the program and keeps its numbers. Use another id for another line."
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
    FindingCode.HIDDEN_ELSEWHERE: (
        "Another row hides this street, so it is hidden here too. If people may know it, ask there "
        "and choose Show in both rows."
    ),
}
"""What could hurt someone."""
SENDS_WRONG: Final[dict[FindingCode, str]] = {
    FindingCode.RAGGED_ROW: (
        "This row has more cells than the table has columns, so values may stand in the wrong "
        "column. It was left out."
    ),
    FindingCode.DUPLICATE_ID: (
        "This row has the id of an earlier row. Did you type over it, or copy the row? The first "
        "one counts; give the other an id of its own."
    ),
    FindingCode.REPEATED_ID: (
        "This id stands on an earlier row too, so this row got an id of its own. Correct it in the "
        "workbook."
    ),
    FindingCode.SHARED_KEY: (
        "Two different rows have the id that this row names, so nobody can tell whose it is. It "
        "was left out. Give each its own id; a spreadsheet may have rounded long numbers."
    ),
    FindingCode.SEVERAL_KEYS: (
        "This row names several owners where only one can be. The first one counts."
    ),
    FindingCode.SWAPPED_COLUMNS: (
        "Two columns of this table are exchanged. They were read the right way round."
    ),
    FindingCode.UNKNOWN_STATUS: (
        "The status does not say whether this service is running. Write active, inactive, "
        "defunct or temporarily closed."
    ),
    FindingCode.SHARED_NUMBER: (
        "Too many organizations have this number for it to be theirs, so it was left out. Call it, "
        "and write it on the sheet Phones for the service that answers, confirmed by phone."
    ),
    FindingCode.FORMULA: (
        "This cell computes its content. Copy it and paste it as a value: a result is never "
        "taken from a formula."
    ),
    FindingCode.CELL_ERROR: "This cell shows an error of the spreadsheet. Type what it should say.",
    FindingCode.CHANGED_BY_SHEET: (
        "The spreadsheet turned this into a date. Type it again in a cell with the format Text."
    ),
    FindingCode.DATE_READ: (
        "This day can be read in two ways. Write the year first, as in 2026-11-24."
    ),
    FindingCode.TIME_READ: (
        "This time can be read in two ways. Write am or pm behind it, as in 5:00 pm."
    ),
    FindingCode.CLOSES_FIRST: (
        "This would close before it opens, so it was left out. Write the time with am or pm, in a "
        "cell with the format Text."
    ),
    FindingCode.ENDS_BEFORE: (
        "This ends before it begins, so it would never be true. Correct one of the two cells."
    ),
    FindingCode.NUMBER_NOT_READ: (
        "This is not one telephone number with its area code and nothing else. Write one number in "
        "each row; its extension, and what it is for, have columns of their own."
    ),
    FindingCode.RUINED_ID: (
        "A spreadsheet has destroyed the ids of this column, so nobody can tell what belongs "
        "together. Export again; do not open it in a spreadsheet first. It cannot be mended."
    ),
    FindingCode.CHANCE_LINKS: (
        "Most rows of this table belong to nothing in this source. The others match only by small "
        "numbers, perhaps by chance, so they were left out too. Export all tables together."
    ),
    FindingCode.BELOW_FLOOR: (
        "Visitors would get less of this source than they should. See the coverage page. To go on "
        "all the same, type its name, or use --accept NAME."
    ),
    FindingCode.FIRM_FLOOR: (
        "Too little of this source can be trusted, and no typed name goes on. Perhaps tables are "
        "missing or belong to another export. Export all of them again."
    ),
    FindingCode.HOURS_CONTRADICT: (
        "The hours in a text and those in the columns are not the same, so neither is shown. Call "
        "and ask, then write them on the sheet Hours."
    ),
    FindingCode.CHECKED_AS_SAID: (
        "These say no day on which they were checked. The one that you said was taken, and each "
        "of them says that it is yours."
    ),
    FindingCode.SOURCE_OVERREACHES: (
        "A source cannot say this; only your workbook can. It was left out."
    ),
    FindingCode.SOURCE_DIFFERS: (
        "The source says something else than what you confirmed. Yours stays. Call them if you "
        "are not sure."
    ),
    FindingCode.SOURCES_DIFFER: (
        "Two sources say different things about the same service, so the one that is first on the "
        "sheet Sources counts. Call and ask which is right, and write it in your workbook."
    ),
    FindingCode.NOBODY_ANSWERS: (
        "Nobody has answered this number three times in three weeks. Find another number, or ask "
        "whether the service still runs. Nothing was changed."
    ),
}
"""What sends a visitor wrong."""
