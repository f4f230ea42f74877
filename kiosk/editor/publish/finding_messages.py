"""One plain English sentence for every kind of finding: what is wrong, and what to do.

Findings stand by the harm they can do, the worst first.
"""

from typing import Final

from kiosk.editor.publish.findings import FindingCode
from kiosk.editor.publish.harmful_messages import COULD_HURT, SENDS_WRONG

NOTHING_CHECKED: Final = (
    "No service of this source says when it was checked. Kiosks take them all as old: they never "
    "say that one is open now, and with each they say to call first. If you know when the export "
    "was last checked, say the month or the day, as in --checked-on 2026-09."
)
"""Shown before all findings."""
_HIDES_HELP: Final[dict[FindingCode, str]] = {
    FindingCode.UNREADABLE_FILE: (
        "This file cannot be read. Open it in the program it came from and save it again."
    ),
    FindingCode.EMPTY_SOURCE: (
        "No service is left to publish. Check that this is the right file and that it is complete."
    ),
    FindingCode.NOT_RECOGNISED: (
        "This is no form of directory that the program knows. Use the workbook, or an HSDS or "
        "Ohana export."
    ),
    FindingCode.BROKEN_LETTERS: (
        "Some letters of this file are damaged and were replaced. Save it again as UTF-8."
    ),
    FindingCode.BROKEN_TABLE: (
        "A quotation mark opens here and is never closed, so the rows after it cannot be told "
        "apart. Close it and try again."
    ),
    FindingCode.BROKEN_JSON: (
        "The JSON of this file breaks off or is damaged here. Export it again."
    ),
    FindingCode.ABSENT_FILE: "The list of files names this one, but it is not there.",
    FindingCode.ONE_PAGE_ONLY: (
        "This is one page of a longer answer. Put all pages into one file, or export everything."
    ),
    FindingCode.DANGLING_KEY: (
        "This row belongs to something that is not in the source, so it was left out. Correct the "
        "name, or delete the row."
    ),
    FindingCode.ADDRESSES_HIDDEN: (
        "Nobody has stated that the addresses of this source may be shown, so none is in the "
        "file. If all may be, add --public-addresses."
    ),
    FindingCode.HOURS_DIFFER: (
        "This service has other hours at each place. The kiosk shows one set of hours for a "
        "service, so it shows none here. Make one service for each place to have them shown."
    ),
    FindingCode.UNREAD_CELL: (
        "This cell does not hold what its column asks for. It was taken as empty."
    ),
    FindingCode.NO_NAME: "There is no name here, so nothing can be shown. It was left out.",
    FindingCode.UNKNOWN_CATEGORY: (
        "These words are in no category table, so they decide no tile. Say what they mean with "
        "desk fit."
    ),
    FindingCode.NO_CATEGORY: "No category was found, so the service stands under Other help.",
    FindingCode.NOT_SHOWN: (
        "A kiosk leaves out what is named here and shows the rest. If that is meant, there is "
        "nothing to do."
    ),
    FindingCode.SHRUNK: (
        "More than a third of the services that were published last are gone. If the export was "
        "cut off, make it again; if they are to go, use --allow-shrink."
    ),
    FindingCode.LIST_SHRUNK: (
        "A visitor would find more than a fifth less under this, now or from that day on. Look at "
        "the last days (Ends on) and at what is left out; if it is meant, use --allow-shrink."
    ),
    FindingCode.NEVER_CHECKED: (
        "Nothing says when this was last checked, so kiosks take it as old and say to call first. "
        "Check it, and write the day under Checked on."
    ),
    FindingCode.UNKNOWN_WORD: (
        "This is none of the words that this column knows. Choose from the list, or see the "
        "sheet Lists."
    ),
    FindingCode.UNKNOWN_SITUATION: (
        "No kiosk knows a situation of this name, so no question would lead there. Choose from the "
        "list, or see the sheet Lists."
    ),
    FindingCode.REQUIRED_EMPTY: (
        "This must be filled in; without it the row is left out. Fill it in, or delete the row."
    ),
    FindingCode.MISSING_COLUMN: (
        "This column is not there. Put it back with its header as the workbook had it."
    ),
    FindingCode.MISSING_SHEET: "This sheet is not there. Copy it back from a new workbook.",
    FindingCode.NO_LINES: "This guide has no lines on the sheet Guide lines. It was left out.",
    FindingCode.HOURS_INCOMPLETE: (
        "This row does not say on which days, from when and until when, so it was left out. Fill "
        "in the days and both times."
    ),
    FindingCode.NOT_DRAWN: (
        "The fonts of the kiosk lack these letters: an empty box stands in their place. Write the "
        "text with other letters."
    ),
    FindingCode.STALE_TEXT: (
        "The English text has changed since this was translated. It was left out until it is "
        "translated again."
    ),
    FindingCode.OLD_OR_LOCKED: (
        "This is an old kind of workbook, or one with a password. Open it, take the password "
        "off, and save it as .xlsx."
    ),
    FindingCode.NOT_A_WORKBOOK: (
        "This is no workbook that the program made, whatever its name says. Open it in a "
        "spreadsheet and save it as .xlsx."
    ),
    FindingCode.WORKBOOK_TOO_BIG: (
        "This workbook is larger than any directory. Check that it is the right file."
    ),
    FindingCode.ALL_INACTIVE: (
        "All rows say that they are not running. Is this the right column? If it says "
        "something else, say so with desk fit, or publish with --ignore-status."
    ),
    FindingCode.NUMBERED_DAYS: (
        "The days are numbers, and nobody says which day comes first, so these hours are not "
        "shown. Look at which days would be closed, then say it: --first-day monday, or "
        "--first-day sunday."
    ),
    FindingCode.SOURCE_ABSENT: (
        "This source is on, but it was never imported here. Import it with desk import, or write "
        "No under On?."
    ),
    FindingCode.SOURCE_UNLISTED: (
        "This source was imported, but the sheet Sources does not have it, so nothing of it is in "
        "the file. Write its name there, with Yes under On?."
    ),
    FindingCode.LIES_OVER_NOTHING: (
        "This row changes something that its source no longer has, or its source is off. It was "
        "left out. To keep it, give it an id of your own and fill in the row."
    ),
}
"""What hides help that is there."""
_LOST: Final[dict[FindingCode, str]] = {
    FindingCode.NOT_A_RECORD: (
        "This entry is not a record, perhaps the text of an error. It was left out."
    ),
    FindingCode.DUPLICATE_COLUMN: (
        "Two columns have the same name. The first that is filled counts."
    ),
    FindingCode.MENTION_DROPPED: (
        "This names something that is not in the source. That name was left out, the rest of the "
        "row stays. Correct the name, or take it out."
    ),
    FindingCode.SECOND_ADDRESS: (
        "This place has more than one address. The first one that can be visited counts."
    ),
    FindingCode.NO_ADDRESS: "This is no address that people can go to, so none is shown.",
    FindingCode.LANGUAGE_NOT_PROMISED: (
        "These words do not promise a language, so it is not shown. Name the language alone if it "
        "is spoken."
    ),
    FindingCode.HOURS_ELSEWHERE: (
        "These hours are not for coming in person. The kiosk shows when the door is open, so they "
        "were left out."
    ),
    FindingCode.SHORTENED: "This text is longer than the screen can show. It was cut at a word.",
    FindingCode.REFERENCE_DROPPED: (
        "A guide or search word of the program named services that are not in this source. "
        "Those mentions were dropped."
    ),
    FindingCode.OLDER_FORMAT: (
        "The earlier format has no place for this, so it is left out. Install the new program on "
        "the kiosks first, then publish without --format 1."
    ),
    FindingCode.SITUATION_TWICE: (
        "This situation is in two columns. The first of them counts: Made for, Does too, Leads "
        "there."
    ),
    FindingCode.TEXT_TOO_LONG: (
        "This text is longer than its column allows. It was left out; make it shorter."
    ),
    FindingCode.EXTRA_COLUMN: "This column is none of the workbook's own. It was not read.",
    FindingCode.EXTRA_SHEET: "This sheet is none of the workbook's own. It was not read.",
    FindingCode.PROSE_LEFT_OUT: (
        "This text tells a telephone number, a short number, a web or e-mail address, or a street "
        "that is not shown for its service. It was left out; give it in a column of its own."
    ),
    FindingCode.OVERRIDE_IDLE: (
        "This row allows a text that the service does not have, or that gives nothing away. It "
        "does nothing; write the text exactly, or delete the row."
    ),
    FindingCode.NO_CODE: (
        "This gives away what the service is about, so no square code for phones is offered. If a "
        "code matters more, a person can allow it on the sheet Revealing words."
    ),
    FindingCode.NO_SUCH_TEXT: (
        "There is no such text to translate. Check the kind, the id and which text it is; if the "
        "thing is gone, delete this row too."
    ),
    FindingCode.NOT_IN_FACTORY: (
        "The sheets Helplines and Withdrawn belong to the file of a coalition. The factory "
        "directory has neither, so they were not read."
    ),
}
"""What is lost from the source."""
_READ_FOR_YOU: Final[dict[FindingCode, str]] = {
    FindingCode.ENCODING_GUESSED: (
        "The letters of this file are not in UTF-8, so the program chose the likeliest reading. "
        "Look for odd letters in names; save the file as UTF-8 to be sure."
    ),
    FindingCode.OTHER_FORM: "This file is not what its name says. It was read as what it is.",
    FindingCode.FOREIGN_FILE: "This file is no table that the program knows. It was not read.",
    FindingCode.UNSAFE_NAME: "This name in the zip leads outside of it. It was not read.",
    FindingCode.UNREAD_TABLE: "The kiosk has no use for this table. It was not read.",
    FindingCode.SEVERAL_TABLES: "Two files hold the same table. Both were read.",
    FindingCode.HELP_ROW: (
        "This row explains the columns, repeats them, or marks itself as not in use. It was "
        "left out."
    ),
    FindingCode.MISSING_ID: "This row has no id, so one was made from what it says.",
    FindingCode.NOT_ACTIVE: "This is marked as not running. It was left out.",
    FindingCode.MARKED_PRIVATE: (
        "The source marks this as private, or not for the public. It was left out."
    ),
    FindingCode.PEOPLE_LEFT_OUT: (
        "Names and direct numbers of people are not shown. They were left out."
    ),
    FindingCode.ADDRESS_NOT_SHOWN: (
        "The address is marked or worded as private. It is not in the file."
    ),
    FindingCode.CELL_MENDED: "This cell was read with a small change. Check that it is right.",
    FindingCode.NO_ORGANIZATION: (
        "This service names no organization, so one was made with the name of the service."
    ),
    FindingCode.NOTHING_OFFERED: "Nothing that is shown belongs to these. They were left out.",
    FindingCode.FAX_LEFT_OUT: "These hold a fax number alone. Faxes are not shown.",
    FindingCode.NOT_USED: (
        "These belong to a service that is not shown, or a row nearer to the service says it for "
        "it. They were left out."
    ),
    FindingCode.QUIET_NAME_MADE: (
        "A quiet name for slips and codes was chosen, because this source has none. Check that "
        "it gives nothing away."
    ),
    FindingCode.PHRASE_MADE: (
        "The short line of what the service does was taken from its text. Check that it says it "
        "well."
    ),
    FindingCode.ID_KEPT: (
        "This has a new id, but is the same as one published before. It keeps its old id."
    ),
    FindingCode.FACTORY_CARRIED: (
        "This source has no questions, guides, cards, figures or search words. Those of the "
        "program were added."
    ),
    FindingCode.WITHDRAWN: (
        "This is withdrawn, so it was left out with everything that belongs to it. If it may be "
        "shown again, use --reinstate."
    ),
    FindingCode.LANGUAGE_CODE: (
        "This was taken as the code of a language that the program has no name for."
    ),
    FindingCode.SCHEME_ADDED: "This web address did not say https:// in front. It was added.",
    FindingCode.ID_CHANGED: (
        "An id has only small letters, digits, dots and dashes. It was written that way; "
        "correct it in the workbook."
    ),
    FindingCode.ADDRESS_HIDDEN: (
        "This address is not to be shown, so it is not in the file. To show it, choose Show."
    ),
    FindingCode.HELPLINE_KEPT: (
        "This line comes with the program and is always there, so it was added."
    ),
    FindingCode.FILTERED: (
        "A filter of this source leaves these out. All of them are in left-out.csv."
    ),
    FindingCode.NOT_FOR_HERE: (
        "You said of all its words that they are not for this kiosk, so it was left out."
    ),
    FindingCode.HOURS_SPLIT: (
        "This service has other hours at each place, so one service was made for each place."
    ),
}
"""What was read for the editor."""
_CLASSES: Final = {
    "could hurt someone": COULD_HURT,
    "sends a visitor wrong": SENDS_WRONG,
    "hides help that is there": _HIDES_HELP,
    "lost from the source": _LOST,
    "read for you": _READ_FOR_YOU,
}
HARMS: Final = dict(enumerate(_CLASSES, 1))
"""Classes of harm, the worst first, each with its words."""
HARM: Final = {code: harm for harm, words in HARMS.items() for code in _CLASSES[words]}
"""Harm of each kind of finding."""
MESSAGES: Final = {code: says for table in _CLASSES.values() for code, says in table.items()}
