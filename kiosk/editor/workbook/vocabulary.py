"""Words of the workbook for the codes of the records."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from kiosk.domain.language import SPOKEN_ONLY, WRITTEN, language
from kiosk.domain.override import Revealing
from kiosk.domain.records import (
    Access,
    AddressVisibility,
    Audience,
    Cost,
    Document,
    GuideBlockKind,
    Need,
    PhoneType,
    PhoneUse,
    PlaceShow,
    Referrer,
    Situation,
    Start,
    Status,
    TextOrigin,
)
from kiosk.editor.parsers.languages import read_languages

Words = Mapping[str, str]
"""Maps the code in the records to the word in the workbook."""


NEEDS: Final[Words] = {
    Need.SAFE_PLACE: "A safe place",
    Need.TALK: "Someone to talk to",
    Need.FOOD: "Food and basics",
    Need.HEALTH: "Health",
    Need.WORK: "Problem at work",
    Need.PAPERS: "Papers and immigration",
    Need.COURT: "Court and law",
    Need.YOUNG: "Young people",
    Need.OKAY: "Is this okay?",
    Need.OTHER: "Other help",
}
NEEDS_OF_SERVICES: Final[Words] = {
    need: word for need, word in NEEDS.items() if need is not Need.OKAY
}
"""Needs that list services; "Is this okay?" has guides only."""
AUDIENCES: Final[Words] = {
    Audience.ANYONE: "Anyone",
    Audience.WOMEN: "Women",
    Audience.MEN: "Men",
    Audience.TRANS: "Trans people",
    Audience.LGBTQ: "LGBTQ people",
    Audience.FAMILIES: "Families",
    Audience.PARENTS: "Parents",
    Audience.PREGNANT: "Pregnant people",
    Audience.CHILDREN: "Children",
    Audience.YOUNG: "Young people",
    Audience.FOSTER_YOUTH: "Foster youth",
    Audience.OLDER: "Older people",
    Audience.DISABLED: "People with a disability",
    Audience.DEAF: "Deaf or hard of hearing",
    Audience.NATIVE: "Native people",
    Audience.IMMIGRANTS: "Immigrants",
    Audience.REFUGEES: "Refugees",
    Audience.WORKERS: "Workers",
    Audience.FARM_WORKERS: "Farm workers",
    Audience.SURVIVORS: "Survivors",
    Audience.CRIME_VICTIMS: "Victims of a crime",
    Audience.NO_HOME: "People without a home",
    Audience.LOW_INCOME: "People with low income",
    Audience.NO_INSURANCE: "People without insurance",
    Audience.CARERS: "Carers",
    Audience.PET_OWNERS: "Pet owners",
}
SITUATIONS: Final[Words] = {
    "bed_tonight": "A bed tonight",
    "leave_harm": "Away from someone who hurts",
    "with_children": "A bed with children",
    "young_bed": "A bed under 25",
    "home_longer": "A home for longer",
    "rest_by_day": "Rest by day",
    "talk_harm": "Talk about harm at home",
    "talk_forced": "Talk about work or sex by force",
    "talk_sex": "Talk about unwanted sex",
    "too_heavy": "Life feels too heavy",
    "young_talk": "Talk for the young",
    "my_people": "People like me",
    "eat_today": "Eat today",
    "food_home": "Food to take home",
    "food_money": "Money for food",
    "baby": "For a baby",
    "wash_clothes": "Shower and clothes",
    "doctor": "A doctor or dentist",
    "after_sex": "Care after unwanted sex",
    "mind": "Care for the mind",
    "drink_drugs": "Drinking or drugs",
    "pregnancy": "Pregnancy or birth control",
    "who_pays": "Who pays for care",
    "not_paid": "Not paid",
    "forced_work": "Not free to leave work",
    "unsafe_work": "Danger at work",
    "punished": "Punished or treated badly at work",
    "farm_home": "Farm or house work",
    "job": "No job now",
    "visa_lawyer": "A lawyer for a visa",
    "papers_taken": "Someone keeps the papers",
    "agents": "Immigration agents",
    "visa_harm": "A visa after harm",
    "id_name": "An ID card or a new name",
    "safe_mail": "Mail that hides the home",
    "stay_away": "Keep someone away",
    "accused": "A court date",
    "old_case": "Clear an old case",
    "after_crime": "After a crime",
    "civil_lawyer": "A lawyer for rent or family or debt",
    "forms_language": "Forms and interpreters",
    "young_day": "Food and rest for the young",
    "young_harm": "Someone hurts a young person",
    "foster": "Foster care",
    "young_lgbtq": "Young and LGBTQ",
    "watched_phone": "A watched phone",
    "benefits": "Money and benefits",
    "phone_ride": "A phone or a ride",
    "child_care": "Care for a child",
    "school_rides": "School and the way there",
    "older_carers": "Older people and carers",
    "deaf": "Deaf or hard of hearing",
    "emergency": "Very sick or hurt now",
    "pets": "Pets",
}
"""A name for each of ``kiosk.domain.situations``; none has a comma, which parts words in a cell."""


def first_label(situations: Iterable[Situation]) -> str:
    """Return the words of the situation that a service is there for; empty without one."""
    first = min(situations, key=lambda one: one.fit, default=None)
    return SITUATIONS[first.code] if first else ""


STARTS: Final[Words] = {
    Start.CALL: "Call",
    Start.TEXT: "Text",
    Start.CHAT: "Chat",
    Start.VIDEOPHONE: "Videophone",
    Start.WALK_IN: "Walk in",
    Start.APPOINTMENT: "Appointment",
    Start.ONLINE: "Online",
    Start.EMAIL: "Email",
    Start.REFERRAL: "Referral",
}
REFERRERS: Final[Words] = {
    Referrer.LINE_211: "211",
    Referrer.COURT: "Court",
    Referrer.LAWYER: "Lawyer",
    Referrer.HOSPITAL: "Hospital",
    Referrer.COUNTY: "County",
    Referrer.ADVOCATE: "Advocate",
    Referrer.ANOTHER_SERVICE: "Another service",
    Referrer.SCHOOL: "School",
}
DOCUMENTS: Final[Words] = {
    Document.NOTHING: "Nothing",
    Document.PHOTO_ID: "Photo ID",
    Document.PROOF_OF_ADDRESS: "Proof of address",
    Document.PROOF_OF_INCOME: "Proof of income",
    Document.INSURANCE_CARD: "Insurance card",
    Document.NOTICE_LETTER: "Notice or letter",
    Document.COURT_PAPERS: "Court papers",
    Document.PAY_RECORDS: "Pay records",
    Document.REFERRAL_LETTER: "Referral letter",
    Document.IF_YOU_HAVE_IT: "If you have it",
}
COSTS: Final[Words] = {
    Cost.FREE: "Free",
    Cost.SLIDING: "Sliding scale",
    Cost.MEDI_CAL: "Medi-Cal",
    Cost.MEDICAID: "Medicaid",
    Cost.FEE: "Fee",
    Cost.MAYBE_FREE: "May be free",
}
ACCESS: Final[Words] = {
    Access.WHEELCHAIR: "Wheelchair",
    Access.SIGN_LANGUAGE: "Sign language",
    Access.RELAY_711: "711 relay",
}
PHONE_TYPES: Final[Words] = {
    PhoneType.VOICE: "Voice call",
    PhoneType.TEXT: "Text message",
    PhoneType.TTY: "TTY",
    PhoneType.VIDEOPHONE: "Videophone",
}
PHONE_USES: Final[Words] = {
    PhoneUse.CRISIS: "Crisis line",
    PhoneUse.MAIN: "Main number",
    PhoneUse.OFFICE: "Office",
    PhoneUse.APPOINTMENTS: "Appointments",
    PhoneUse.LANGUAGE_LINE: "Language line",
}
VISIBILITY: Final[Words] = {AddressVisibility.PUBLIC: "Show", AddressVisibility.HIDDEN: "Hide"}
PLACE_SHOW: Final[Words] = {
    PlaceShow.NO: "No",
    PlaceShow.ASK: "Ask",
    PlaceShow.KIOSK: "Kiosk",
    PlaceShow.WEB: "Web",
}
STATUSES: Final[Words] = {
    Status.ACTIVE: "Active",
    Status.INACTIVE: "Inactive",
    Status.DEFUNCT: "Gone for good",
    Status.TEMPORARILY_CLOSED: "Closed for now",
}
LINE_KINDS: Final[Words] = {
    GuideBlockKind.LINE: "Line",
    GuideBlockKind.HEADING: "Heading",
    GuideBlockKind.QUESTION: "Question",
    GuideBlockKind.CAUTION: "Caution",
}
ORIGINS: Final[Words] = {TextOrigin.HUMAN: "A person", TextOrigin.MACHINE: "A machine"}
MONTHS: Final[Words] = {
    str(number): name
    for number, name in enumerate(
        (
            *("January", "February", "March", "April", "May", "June", "July", "August"),
            *("September", "October", "November", "December"),
        ),
        1,
    )
}
UNITS: Final[Words] = {
    "number": "Number",
    "days": "Days",
    "hours": "Hours",
    "months": "Months",
    "years": "Years",
    "usd": "US dollars",
    "usd_per_hour": "US dollars an hour",
    "phone": "Phone number",
    "date": "Date",
}
ENTITIES: Final[Words] = {
    "service": "Service",
    "guide": "Guide",
    "awareness_card": "Card",
    "tile": "Question",
    "organization": "Organization",
}
REVEALING: Final[Words] = {
    Revealing.QUIET_NAME: "Quiet name",
    Revealing.WEBSITE: "Web page",
    Revealing.KEYWORD: "Text word",
}
WITHDRAWN_KINDS: Final[Words] = {
    "organization": "Organization",
    "service": "Service",
    "location": "Place",
    "phone": "Phone",
}
FIELDS: Final[Words] = {
    "name": "Name",
    "quiet_name": "Quiet name",
    "phrase": "Short phrase",
    "description": "Description",
    "service_area": "Area served",
    "title": "Title",
    "summary": "Summary",
    "text": "Text",
    "label": "Label",
}
ICONS: Final[Words] = {
    name: name.replace("_", " ").capitalize()
    for name in (
        *("baby", "bag", "bed", "bell", "book", "bottle", "bus", "calendar", "card", "chair"),
        *("chat", "cloud", "cost", "court", "danger", "device", "door", "eye", "family", "food"),
        *("glass", "globe", "health", "id_card", "interpreter", "key", "leaf", "letter", "lock"),
        *("message", "mind", "okay", "other", "papers", "passport", "people", "person", "pets"),
        *("phone", "safe_place", "search", "shield", "shower", "star", "talk", "videophone"),
        *("walk", "wheelchair", "wipe", "work", "young"),
    )
}
PICTURES: Final[Words] = {
    name: name.capitalize() for name in ("books", "garden", "hills", "river", "road", "table")
}
NOT_KNOWN: Final = "-"
"""A cell over a source's that says that nobody knows, whatever the source says."""
YES_NO: Final[Words] = {"yes": "Yes", "no": "No"}
OUT_OF_DATE: Final = "Out of date"
TO_DO: Final = "To do"
COULD_HURT: Final = "Could hurt someone"
"""A reviewer's warning: the text stays off the screens, and English shows."""
UNSURE: Final = "Not sure"
"""A reviewer's doubt: the text stays, and the next reviewer reads it."""

_YES = frozenset({"yes", "y", "true", "x", "1", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0"})
_CODE = re.compile(r"[a-z]{3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_TAG = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_NO_CODES = frozenset({"all", "and", "any", "etc", "non", "not", "our", "tba", "tbd", "the", "yes"})
_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr "
    "cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn "
    "gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki "
    "kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
    "mn mr ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu "
    "rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te "
    "tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh "
    "zu"
)
"""Two-letter language codes (ISO 639-1), without ``no``, which is an answer in a cell."""


_GAPS: Final = re.compile(r"[\s_\-‐-―]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold ``text`` for comparison: lower case, trimmed, single blanks and plain dashes."""
    return _GAPS.sub(" ", text).strip().casefold()


def code_of(words: Words, text: str) -> str | None:
    """Return the code of a word, or of the code itself in any spelling."""
    return _codes(tuple(words.items())).get(fold(text))


@cache
def _codes(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {fold(word): code for code, word in words} | {fold(code): str(code) for code, _ in words}


def nearest(text: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return the known word most similar to ``text`` (0 to 1); empty if none is similar enough."""
    by_fold = {fold(word): word for word in known}
    found = get_close_matches(fold(text), by_fold, n=1, cutoff=likeness)
    return by_fold[found[0]] if found else ""


def yes_or_no(text: str) -> bool | None:
    """Return True if a word means yes; ``None`` if it means neither."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def language_word(tag: str) -> str:
    """Return the English name of a tag; the tag itself if the tables have no name."""
    known = language(tag)
    return known.english_name if known and known.tag == tag else tag


def _language_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for each in (*WRITTEN, *SPOKEN_ONLY):
        inner = re.split(r"[()]", each.english_name)[1:2] if each.english_word != "Chinese" else []
        for name in (each.tag, each.english_name, each.english_word, each.endonym, *inner):
            names.setdefault(fold(name), each.tag)
    return names | {"chinese": "zh", "tagalog": "fil", "asl": "ase"}


_LANGUAGES: Final = _language_names()


class Certainty(StrEnum):
    """Certainty of a language: named in the tables, or only shaped like a code."""

    KNOWN = "known"
    CODE = "code"


def language_tag(text: str) -> tuple[str, Certainty] | None:
    """Return the tag of a language's name or code; plain Chinese stays ``zh``."""
    word = text.strip()
    if tag := _LANGUAGES.get(fold(word)):
        return tag, Certainty.KNOWN
    reading = read_languages(word)
    if len(reading.tags) == 1 and not reading.unread:
        return reading.tags[0], Certainty.KNOWN
    base, *rest = word.split("-")
    ends = (part.title() if len(part) == len("Hans") else part.upper() for part in rest)
    tag = "-".join((base.lower(), *ends))
    if base.lower() in _ISO_639_1.split() and _TAG.fullmatch(tag):
        return tag, Certainty.KNOWN
    if _CODE.fullmatch(word) and base not in _NO_CODES:
        return word, Certainty.CODE
    return None


def language_words() -> tuple[str, ...]:
    """Return the names an editor can choose from, in the order of the screens."""
    return tuple(each.english_name for each in (*WRITTEN, *SPOKEN_ONLY))
