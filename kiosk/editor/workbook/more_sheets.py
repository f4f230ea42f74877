"""Sheets of reading material, withdrawn records and translations."""

from typing import Final

from kiosk.editor.workbook import vocabulary
from kiosk.editor.workbook.columns import (
    Column,
    Kind,
    Sheets,
    WorkbookSheet,
    date_column,
    id_column,
    sources_column,
)
from kiosk.editor.workbook.sheets import (
    HELPLINES,
    HOURS,
    ORGANIZATIONS,
    PHONES,
    PLACES,
    SERVICES,
)

QUESTIONS: Final = WorkbookSheet(
    Sheets.QUESTIONS,
    "What the screen asks before a long list: up to six tiles for each need. You can leave one "
    "out, change its words or its place.",
    (
        id_column("Names the question.", "food.eat_today",
                  blank="one is made from the need and the first situation"),
        Column("need", "Need", Kind.CHOICE, "The tile of the home screen that leads here.",
               example="Food and basics", required=True, width=22, words=vocabulary.NEEDS),
        Column("order", "Order", Kind.WHOLE, "1 comes first.", example="1", required=True,
               width=8),
        Column("label", "Label", Kind.TEXT, "The words on the tile, as a visitor would say it. "
               "At most 40 letters.", example="Eat today", required=True, width=30, most=40),
        Column("icon", "Icon", Kind.CHOICE, "The sign on the tile.", example="Food",
               required=True, width=14, words=vocabulary.ICONS),
        Column("codes", "Situations", Kind.CHOICES, "The services that answer: those which have "
               "one of these on the sheet Services.", example="Eat today", required=True,
               width=34, words=vocabulary.SITUATIONS),
        Column("who", "Whom it is for", Kind.CHOICES, "Services for these people come first.",
               example="Families, Parents", blank="anyone", width=26,
               words=vocabulary.AUDIENCES),
        Column("lines", "Lines answer?", Kind.YES,
               "Yes if talking on the phone is the help itself.", example="No", blank="No",
               width=10, words=vocabulary.YES_NO),
    ),
)  # fmt: skip

GUIDES: Final = WorkbookSheet(
    Sheets.GUIDES,
    "Plain guides, each with its lines on the sheet Guide lines.",
    (
        id_column("Names the guide.", "my-first-job"),
        Column("title", "Title", Kind.TEXT, "In the visitor's words.", example="My first job",
               required=True, width=28, most=120),
        Column("summary", "Summary", Kind.TEXT, "One line under the title.",
               example="What to ask before you begin", required=True, width=40, most=120),
        Column("icon", "Icon", Kind.CHOICE, "The sign beside the title.", example="Work",
               required=True, width=14, words=vocabulary.ICONS),
        Column("categories", "Needs", Kind.CHOICES, "Which tiles lead here.",
               example="Problem at work", blank="none", width=30, words=vocabulary.NEEDS),
        Column("order", "Order", Kind.WHOLE, "1 comes first.", example="7", required=True,
               width=8),
        Column("service_ids", "Services", Kind.REFS, "Ids of the services it ends at, in order.",
               example="open-door-meals", blank="none", width=44, target=Sheets.SERVICES),
        Column("law_or_health", "Law or health?", Kind.YES,
               "Yes if it speaks of law or health: unreviewed translations then say so.",
               example="Yes", blank="No", width=10, vital=True, words=vocabulary.YES_NO),
        Column("young", "For under 18?", Kind.YES,
               "Yes shows first that some people must report harm to a child.", example="No",
               blank="No", width=10, vital=True, words=vocabulary.YES_NO),
    ),
)  # fmt: skip

GUIDE_LINES: Final = WorkbookSheet(
    Sheets.GUIDE_LINES,
    "The lines of the guides, from top to bottom.",
    (
        Column("guide", "Guide", Kind.REF, "Id of the guide.", example="my-first-job",
               required=True, width=22, target=Sheets.GUIDES),
        id_column("Names the line within its guide.", "ask-the-pay",
                  blank="one is made from the text"),
        Column("kind", "Kind", Kind.CHOICE, "What the line is.", example="Question",
               blank="Line", width=11, vital=True, words=vocabulary.LINE_KINDS),
        Column("text", "Text", Kind.LINES, "One thought in plain words. {name} puts in a figure.",
               example="How much is the pay for an hour?", required=True, width=60, most=2000),
        date_column("valid_from", "From", "First day on which it is true.", "always"),
        date_column("valid_until", "To", "Last day on which it is true.", "always"),
        sources_column(),
    ),
)  # fmt: skip

CARDS: Final = WorkbookSheet(
    Sheets.CARDS,
    "The calm cards of the first screen.",
    (
        id_column("Names the card.", "summer-lunch", blank="one is made from the title"),
        Column("title", "Title", Kind.TEXT, "The large line.", example="Lunch is free in July.",
               required=True, width=34, most=120),
        Column("text", "Text", Kind.TEXT, "The line beneath.", example="Come to any library.",
               required=True, width=44, most=120),
        Column("picture", "Picture", Kind.CHOICE, "One of the pictures of the program.",
               example="Table", required=True, width=12, words=vocabulary.PICTURES),
        Column("order", "Order", Kind.WHOLE, "1 comes first.", example="3", required=True,
               width=8),
        Column("months", "Months", Kind.MONTHS, "Months in which it is shown.",
               example="June, July", blank="all year", width=18, vital=True,
               words=vocabulary.MONTHS),
        date_column("valid_from", "From", "First day on which it is shown.", "always"),
        date_column("valid_until", "To", "Last day on which it is shown.", "always"),
        Column("opens", "Opens", Kind.ID, "What a touch on it opens: the id of a question or of a "
               "guide, the code of a need (such as young), or speak for the card I speak.",
               example="food.eat_today", blank="nothing", width=24, most=64),
        Column("plain", "Plain?", Kind.YES,
               "Yes if anyone may be seen reading it: no word of harm, force or police.",
               example="Yes", blank="No", width=9, words=vocabulary.YES_NO),
        Column("line_id", "Line", Kind.ID, "The helpline whose number stands on its picture for "
               "posts, boards and posters: the id of a helpline.", example="line-211",
               blank="the first helpline", width=20, most=64),
        Column("reviewed_by", "Reviewed by", Kind.TEXT, "Initials of the one of you who approved "
               "this card in English. Empty both cells if a word of it changes.",
               example="AB", blank="nobody yet: no board and no poster", width=12, most=12),
        date_column("reviewed_on", "Reviewed on", "The day of that approval.", "nobody yet",
                    vital=False),
        sources_column(),
    ),
)  # fmt: skip

FIGURES: Final = WorkbookSheet(
    Sheets.FIGURES,
    "Amounts and dates that change. Texts name them as {id}.",
    (
        id_column("The name that texts use in curly brackets.", "lowest_pay", required=True),
        Column("value", "Value", Kind.AMOUNT, "Plain digits. A date as 2026-11-24.",
               example="16.90", required=True, width=14, most=120),
        Column("unit", "Unit", Kind.CHOICE, "How to speak it.", example="US dollars an hour",
               blank="Number", width=20, vital=True, words=vocabulary.UNITS),
        date_column("valid_from", "From", "First day on which it is true.", "always"),
        date_column("valid_until", "To", "Last day on which it is true; then texts that name it "
                    "are silent.", "always"),
        sources_column(),
    ),
)  # fmt: skip

SEARCH_WORDS: Final = WorkbookSheet(
    Sheets.SEARCH_WORDS,
    "Words that people type when they look for help. No screen shows them.",
    (
        id_column("Names the row.", "en.lunch", blank="one is made from the first word"),
        Column("language", "Language", Kind.LANGUAGE, "Language of the words.",
               example="English", required=True, width=22),
        Column("words", "Words", Kind.LIST, "Words parted by commas.",
               example="lunch, free lunch, meals", required=True, width=60, most=120),
        Column("needs", "Needs", Kind.CHOICES, "Tiles that these words lead to.",
               example="Food and basics", blank="none", width=30, words=vocabulary.NEEDS),
        Column("service_ids", "Services", Kind.REFS, "Ids of services these words lead to.",
               example="open-door-meals", blank="none", width=40, target=Sheets.SERVICES),
        Column("guide_ids", "Guides", Kind.REFS, "Ids of guides these words lead to.",
               example="free-lunch", blank="none", width=30, target=Sheets.GUIDES),
    ),
)  # fmt: skip

WITHDRAWN: Final = WorkbookSheet(
    Sheets.WITHDRAWN,
    "What must be gone from every kiosk at once: a burned address, a number taken over.",
    (
        Column("kind", "Kind", Kind.CHOICE, "What it is.", example="Place", required=True,
               width=16, vital=True, words=vocabulary.WITHDRAWN_KINDS),
        Column("id", "Id", Kind.ID, "The id it was published with. Take its row out of the other "
               "sheet too.", example="open-door.1", required=True, vital=True, width=30, most=64),
    ),
)  # fmt: skip

REVEALING: Final = WorkbookSheet(
    Sheets.REVEALING,
    "Words that give a visitor away and that a person of yours allows all the same: on paper, in a "
    "saved contact, in a square code. Each kiosk's report shows who, when and why.",
    (
        Column("service_id", "Service", Kind.REF, "Id of the service. Choose from the list.",
               example="open-door-meals", required=True, width=30, target=Sheets.SERVICES),
        Column("what", "What", Kind.CHOICE, "Which of its words.", example="Web page",
               required=True, width=14, words=vocabulary.REVEALING),
        Column("text", "Text", Kind.TEXT, "Exactly as it stands on the other sheet. Another text "
               "needs another row.", example="https://example.org/crisis-meals", required=True,
               width=44, most=500),
        Column("by", "Allowed by", Kind.TEXT, "Who of your coalition decided. Only staff see it.",
               example="Ana Ruiz", required=True, width=22, most=120),
        Column("date", "On", Kind.DATE, "The day of the decision.", example="2026-11-24",
               required=True, width=13),
        Column("reason", "Why", Kind.TEXT, "Why it may be read by whoever looks at paper or phone.",
               example="The page is the only way to apply", required=True, width=44, most=120),
    ),
)  # fmt: skip

SOURCES: Final = WorkbookSheet(
    Sheets.SOURCES,
    "Imported directories that lie under this workbook. What stands here always wins over them.",
    (
        Column("name", "Name", Kind.ID, "The short name that desk import was given.",
               example="oak211", required=True, width=16, most=24),
        Column("title", "Title", Kind.TEXT, "Whose directory it is. Reports name it like this.",
               example="Oak County 211", required=True, width=30, most=60),
        Column("order", "Order", Kind.WHOLE, "1 comes first.", example="1",
               blank="after all that have a number", width=8),
        Column("on", "On?", Kind.YES, "Yes puts its services on the kiosks.", example="Yes",
               blank="No", width=8, vital=True, words=vocabulary.YES_NO),
        Column("licence", "Licence", Kind.TEXT, "What its owner allows, and who agreed to it.",
               example="Agreement of May 2026", blank="not known", width=34, most=120),
    ),
)  # fmt: skip

LANGUAGE_COLUMNS: Final = (
    Column("entity", "Kind", Kind.CHOICE, "What the text belongs to.", example="Service",
           required=True, width=13, words=vocabulary.ENTITIES),
    Column("entity_id", "Belongs to", Kind.ID, "Its id.", example="open-door-meals",
           required=True, width=30, most=64),
    Column("field", "Which text", Kind.TEXT, "Which of its texts.", example="Short phrase",
           required=True, width=18, most=80),
    Column("english", "English", Kind.LINES, "The English text this translation was made from. "
           "Do not change it here.", example="A hot meal, no questions asked",
           blank="the English text of today", width=50, most=2000),
    Column("text", "Translation", Kind.LINES, "The text in this language.", example="…",
           blank="not translated: the screen shows English and says so", width=50, most=2000),
    Column("origin", "Made by", Kind.CHOICE, "Who translated it.", example="A person",
           blank="A machine", width=12, words=vocabulary.ORIGINS),
    Column("reviewed", "Reviewed?", Kind.YES, "Yes once somebody else has read it.",
           example="Yes", blank="No", width=11, words=vocabulary.YES_NO),
    Column("state", "State", Kind.TEXT, "Out of date: the English text has changed since. Mend "
           "the translation and the English beside it, then empty this cell. Could hurt "
           "someone: a reader said so, and the screen shows English.", example="",
           blank="ready", width=13),
    Column("id", "Id", Kind.ID, "Leave this as it is.", example="", blank="one is made", width=10,
           most=64),
)  # fmt: skip
"""Columns of a language sheet."""

SHEETS: Final = (
    *(ORGANIZATIONS, PLACES, SERVICES, PHONES, HOURS, HELPLINES, QUESTIONS),
    *(GUIDES, GUIDE_LINES, CARDS, FIGURES, SEARCH_WORDS, REVEALING, WITHDRAWN, SOURCES),
)
"""All sheets with rows of their own, in the order of the tabs."""
