"""One plain English sentence for every kind of finding: what is wrong, and what to do."""

from typing import Final

from kiosk.editor.publish.findings import FindingCode
from kiosk.editor.publish.import_messages import IMPORT_MESSAGES

MESSAGES: Final[dict[FindingCode, str]] = {
    **IMPORT_MESSAGES,
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
    FindingCode.ENCODING_GUESSED: (
        "The letters of this file are not in UTF-8, so the program chose the likeliest reading. "
        "Look for odd letters in names; save the file as UTF-8 to be sure."
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
    FindingCode.NOT_A_RECORD: (
        "This entry is not a record, perhaps the text of an error. It was left out."
    ),
    FindingCode.OTHER_FORM: "This file is not what its name says. It was read as what it is.",
    FindingCode.FOREIGN_FILE: "This file is no table that the program knows. It was not read.",
    FindingCode.UNSAFE_NAME: "This name in the zip leads outside of it. It was not read.",
    FindingCode.UNREAD_TABLE: "The kiosk has no use for this table. It was not read.",
    FindingCode.ABSENT_FILE: "The list of files names this one, but it is not there.",
    FindingCode.SEVERAL_TABLES: "Two files hold the same table. Both were read.",
    FindingCode.ONE_PAGE_ONLY: (
        "This is one page of a longer answer. Put all pages into one file, or export everything."
    ),
    FindingCode.DUPLICATE_COLUMN: (
        "Two columns have the same name. The first that is filled counts."
    ),
    FindingCode.RAGGED_ROW: (
        "This row has more cells than the table has columns, so values may stand in the wrong "
        "column. It was left out."
    ),
    FindingCode.HELP_ROW: (
        "This row explains the columns, repeats them, or marks itself as not in use. It was "
        "left out."
    ),
    FindingCode.MISSING_ID: "This row has no id, so one was made from what it says.",
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
    FindingCode.DANGLING_KEY: (
        "This row belongs to something that is not in the source, so it was left out. Correct the "
        "name, or delete the row."
    ),
    FindingCode.MENTION_DROPPED: (
        "This names something that is not in the source. That name was left out, the rest of the "
        "row stays. Correct the name, or take it out."
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
    FindingCode.NOT_ACTIVE: "This is marked as not running. It was left out.",
    FindingCode.MARKED_PRIVATE: (
        "The source marks this as private, or not for the public. It was left out."
    ),
    FindingCode.SHARED_NUMBER: (
        "Too many organizations have this number for it to be theirs, so it was left out. Call it, "
        "and write it on the sheet Phones for the service that answers, confirmed by phone."
    ),
    FindingCode.PEOPLE_LEFT_OUT: (
        "Names and direct numbers of people are not shown. They were left out."
    ),
    FindingCode.ADDRESS_NOT_SHOWN: (
        "The address is marked or worded as private. It is not in the file."
    ),
    FindingCode.ADDRESSES_HIDDEN: (
        "Nobody has stated that the addresses of this source may be shown, so none is in the "
        "file. If all may be, publish with --public-addresses."
    ),
    FindingCode.SECOND_ADDRESS: (
        "This place has more than one address. The first one that can be visited counts."
    ),
    FindingCode.CELL_MENDED: "This cell was read with a small change. Check that it is right.",
    FindingCode.NO_ADDRESS: "This is no address that people can go to, so none is shown.",
    FindingCode.LANGUAGE_NOT_PROMISED: (
        "These words do not promise a language, so it is not shown. Name the language alone if it "
        "is spoken."
    ),
    FindingCode.HOURS_DIFFER: (
        "This service has other hours at each place. The kiosk shows one set of hours for a "
        "service, so it shows none here. Make one service for each place to have them shown."
    ),
    FindingCode.HOURS_ELSEWHERE: (
        "These hours are not for coming in person. The kiosk shows when the door is open, so they "
        "were left out."
    ),
    FindingCode.UNREAD_CELL: (
        "This cell does not hold what its column asks for. It was taken as empty."
    ),
    FindingCode.SHORTENED: "This text is longer than the screen can show. It was cut at a word.",
    FindingCode.NO_NAME: "There is no name here, so nothing can be shown. It was left out.",
    FindingCode.NAME_TELLS: (
        "This name tells an address that is not to be known, so another name was taken. Give it a "
        "name without the address."
    ),
    FindingCode.ID_TELLS: (
        "This id tells an address, so another one was made. Give the place an id without its "
        "address."
    ),
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
    FindingCode.UNKNOWN_CATEGORY: (
        "These words are in no category table, so they decide no tile. Say what they mean with "
        "desk fit."
    ),
    FindingCode.NO_CATEGORY: "No category could be told, so the service stands under Other help.",
    FindingCode.ID_KEPT: (
        "This has a new id, but is the same as one published before. It keeps its old id."
    ),
    FindingCode.FACTORY_CARRIED: (
        "This source has no questions, guides, cards, figures or search words. Those of the "
        "program were added."
    ),
    FindingCode.REFERENCE_DROPPED: (
        "A guide or search word of the program named services that are not in this source. "
        "Those mentions were dropped."
    ),
    FindingCode.RULE_BROKEN: (
        "A kiosk would refuse the file because of this. Mend it in the source."
    ),
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
    FindingCode.OLDER_FORMAT: (
        "The earlier format has no place for this, so it is left out. Install the new program on "
        "the kiosks first, then publish without --format 1."
    ),
    FindingCode.WITHDRAWN: (
        "This is withdrawn, so it was left out with everything that belongs to it. If it may be "
        "shown again, use --reinstate."
    ),
    FindingCode.UNKNOWN_WITHDRAWN: (
        "Nothing with this id was published before or is in the source, so nothing is withdrawn "
        "by it. Look at the id again."
    ),
    FindingCode.MAYBE_WITHDRAWN: (
        "A place of this organization is withdrawn. This row has no id, so it may be that place, "
        "and it was left out. If it is, delete the row; if not, copy the id named here into it."
    ),
    FindingCode.FORMULA: (
        "This cell computes its content. Copy it and paste it as a value: a result is never "
        "taken from a formula."
    ),
    FindingCode.CELL_ERROR: "This cell shows an error of the spreadsheet. Type what it should say.",
    FindingCode.NEVER_CHECKED: (
        "Nothing says when this was last checked, so kiosks take it as old and say to call first. "
        "Check it, and write the day under Checked on."
    ),
    FindingCode.CHANGED_BY_SHEET: (
        "The spreadsheet turned this into a date. Type it again in a cell with the format Text."
    ),
    FindingCode.UNKNOWN_WORD: (
        "This is none of the words that this column knows. Choose from the list, or see the "
        "sheet Lists."
    ),
    FindingCode.UNKNOWN_SITUATION: (
        "No kiosk knows a situation of this name, so no question would lead there. Choose from the "
        "list, or see the sheet Lists."
    ),
    FindingCode.SITUATION_TWICE: (
        "This situation is in two columns. The first of them counts: Made for, Does too, Leads "
        "there."
    ),
    FindingCode.LANGUAGE_CODE: (
        "This was taken as the code of a language that the program has no name for."
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
    FindingCode.SCHEME_ADDED: "This web address did not say https:// in front. It was added.",
    FindingCode.ID_CHANGED: (
        "An id has only small letters, digits, dots and dashes. It was written that way; "
        "correct it in the workbook."
    ),
    FindingCode.TEXT_TOO_LONG: (
        "This text is longer than its column allows. It was left out; make it shorter."
    ),
    FindingCode.REQUIRED_EMPTY: (
        "This must be filled in; without it the row is left out. Fill it in, or delete the row."
    ),
    FindingCode.MISSING_COLUMN: (
        "This column is not there. Put it back with its header as the workbook had it."
    ),
    FindingCode.EXTRA_COLUMN: "This column is none of the workbook's own. It was not read.",
    FindingCode.MISSING_SHEET: "This sheet is not there. Copy it back from a new workbook.",
    FindingCode.EXTRA_SHEET: "This sheet is none of the workbook's own. It was not read.",
    FindingCode.NO_LINES: "This guide has no lines on the sheet Guide lines. It was left out.",
    FindingCode.HOURS_INCOMPLETE: (
        "This row does not say on which days, from when and until when, so it was left out. Fill "
        "in the days and both times."
    ),
    FindingCode.ADDRESS_HIDDEN: (
        "This address is not to be shown, so it is not in the file. To show it, choose Show."
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
    FindingCode.PROSE_LEFT_OUT: (
        "This text tells a telephone number, a short number, a web or e-mail address, or a street "
        "that is not shown for its service. It was left out; give it in a column of its own."
    ),
    FindingCode.NOT_DRAWN: (
        "The fonts of the kiosk lack these letters: an empty box stands in their place. Write the "
        "text with other letters."
    ),
    FindingCode.OVERRIDDEN: (
        "This gives away what the service is about, and a person allows it all the same. Visitors "
        "are told before a square code shows it."
    ),
    FindingCode.OVERRIDE_IDLE: (
        "This row allows a text that the service does not have, or that gives nothing away. It "
        "does nothing; write the text exactly, or delete the row."
    ),
    FindingCode.NO_CODE: (
        "This gives away what the service is about, so no square code for phones is offered. If a "
        "code matters more, a person can allow it on the sheet Revealing words."
    ),
    FindingCode.FILE_NAME_TELLS: (
        "The name of the new file gives away what it is about, and sticks get lost. Choose another "
        "name."
    ),
    FindingCode.STALE_TEXT: (
        "The English text has changed since this was translated. It was left out until it is "
        "translated again."
    ),
    FindingCode.TEXT_COULD_HURT: (
        "A reader said that this text could hurt someone. It was left out, so English shows. Mend "
        "it, then empty the cell State."
    ),
    FindingCode.NO_SUCH_TEXT: (
        "There is no such text to translate. Check the kind, the id and which text it is; if the "
        "thing is gone, delete this row too."
    ),
    FindingCode.HELPLINE_FORGED: (
        "This line comes with the program and keeps its numbers. Use another id for another line."
    ),
    FindingCode.HELPLINE_KEPT: (
        "This line comes with the program and is always there, so it was added."
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
    FindingCode.NOT_IN_FACTORY: (
        "The sheets Helplines and Withdrawn belong to the file of a coalition. The factory "
        "directory has neither, so they were not read."
    ),
}
