"""Words of the workbook for the codes of the records, from ``resources/publishing/words.toml``."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from kiosk.domain.language import SPOKEN_ONLY, WRITTEN, language
from kiosk.domain.records import Need, Situation
from kiosk.domain.resource_text import resource_table
from kiosk.domain.situations import Question
from kiosk.editor.parsers.languages import read_languages
from kiosk.presentation.open_questions import WORDS as QUESTIONS

Words = Mapping[str, str]
"""Maps the code in the records to the word in the workbook."""
_WORDS: Final[Mapping[str, Words]] = resource_table("publishing", "words.toml")

NEEDS: Final[Words] = _WORDS["needs"]
NEEDS_OF_SERVICES: Final[Words] = {need: word for need, word in NEEDS.items() if need != Need.OKAY}
"""Needs that list services; "Is this okay?" has guides only."""
AUDIENCES: Final[Words] = _WORDS["who_can_go"]
SITUATIONS: Final[Words] = _WORDS["situations"]
"""A name for each of ``kiosk.domain.situations``; none has a comma, which parts words in a cell."""
STARTS: Final[Words] = _WORDS["how_to_start"]
REFERRERS: Final[Words] = _WORDS["referral_by"]
DOCUMENTS: Final[Words] = _WORDS["what_to_bring"]
COSTS: Final[Words] = _WORDS["cost"]
ACCESS: Final[Words] = _WORDS["access"]
PHONE_TYPES: Final[Words] = _WORDS["phone_kind"]
VISIBILITY: Final[Words] = _WORDS["address"]
STATUSES: Final[Words] = _WORDS["status"]
LINE_KINDS: Final[Words] = _WORDS["line_kind"]
ORIGINS: Final[Words] = _WORDS["made_by"]
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
MONTHS: Final[Words] = {str(number): name for number, name in enumerate(_MONTHS, 1)}
UNITS: Final[Words] = _WORDS["units"]
ENTITIES: Final[Words] = _WORDS["text_of"]
REVEALING: Final[Words] = _WORDS["what_it_is"]
FIELDS: Final[Words] = _WORDS["fields"]
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
TABLES: Final[Mapping[str, Words]] = {
    **_WORDS,
    "needs_of_services": NEEDS_OF_SERVICES,
    "open_questions": {
        **{str(code): words.text for code, words in QUESTIONS.items()},
        # A visitor asks both in the same words.
        Question.WHO_HEARS: "Who hears of this call?",
    },
    "months": MONTHS,
    "icon": ICONS,
    "picture": PICTURES,
}
"""All tables by the name that ``resources/publishing/sheets.toml`` gives them."""
NOT_KNOWN: Final = "-"
"""A cell over a source's that says that nobody knows, whatever the source says."""
YES_NO: Final[Words] = _WORDS["yes_no"]
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


def first_label(situations: Iterable[Situation]) -> str:
    """Return the words of the situation that a service is there for; empty without one."""
    first = min(situations, key=lambda one: one.fit, default=None)
    return SITUATIONS[first.code] if first else ""


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
