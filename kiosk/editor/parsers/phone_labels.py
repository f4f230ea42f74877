"""Read the label of a number: its extension, and whether a person must first say whose it is.

A name is recognised by its shape, for no list has them all: two or three capitalised words, none of
which belongs to an office or to an organization, place or town of the source. A label wrongly taken
for a name is left out and reported, so that a person can correct it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.domain.language import SPOKEN_ONLY, WRITTEN
from kiosk.editor.parsers.people import names_person
from kiosk.editor.parsers.phone_words import is_personal, is_private

_EXTENSION = re.compile(
    r"(?<![a-z])(?:ext(?:ension|n)?s?\.?|x)[\s.:#-]*(\d{1,8})(?!\d)"
    r"(?P<more>\s*(?:,|/|&|-|and|or)\s*\d)?",
    re.IGNORECASE,
)
_OWN: Final = r"(?:cell(?:ular)?|mobile|direct|pager|beeper)"
_POSSESSIVE = re.compile(
    r"\b(?P<who>[^\W\d_]+)(?:['\u2019]s|s['\u2019])\s+(?:\w+\s+)?"
    r"(?P<what>cell\w*|mobile|direct|pager|beeper|line|phone|telephone|number|desk|extension"
    r"|office|voice ?mail)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(rf"\b{_OWN}\b", re.IGNORECASE)
_CELL = re.compile(
    r"\b(?:cell(?:ular)?|pager|beeper)\b"
    r"(?! ?(?:tele)?phones? (?:assistance|help|plans?|program\w*|repair))",
    re.IGNORECASE,
)
_CARRIED: Final = frozenset(
    (
        *("call", "cell", "cellular", "dial", "direct", "line", "lines", "mobile", "number"),
        *("only", "or", "phone", "phones", "telephone", "text", "the", "to"),
    )
)
"""Words of a number that somebody carries; they name no desk."""
_TITLE = re.compile(
    r",\s*(?:l?[cm]sw|[mr]ft|lmft|lcsw|rn|np|md|do|phd|psyd|esq|jd|ma|ms|bsn|asw|coordinator"
    r"|counselor|advocate|specialist|navigator|intern|pastor|social worker|attorney|paralegal"
    r"|therapist|nurse|promotora)\.?\s*$|\s*\([^()]*\)\s*$",
    re.IGNORECASE,
)
"""Follows a name: a title or a remark in brackets."""
_NAME = re.compile(
    r"(?:[^\W\d_]\.|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*)(?:\s+[^\W\d_]\.?)?(?:\s+[^\W\d_]+(?:['\u2019-][^\W\d_]+)*){1,2}"
)
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM: Final = 3
"""Longest acronym in capitals, in letters; longer words may be names."""
_OFFICE_WORDS: Final = """
a access accounting additional admin administration administrative admissions adoption adult
adults advice advocacy advocate after agency aging alliance alternate alternative and animal any
application appointment appointments area assistance association attorney avenue bank behavioral
benefits billing branch building business calfresh calworks campus care career case cell center
central centre charity chat child children childrens church city claims class classes clerk client
clients clinic clinics closet clothing coalition college community complaints consumer contact
coordination corporate council counseling county court crisis customer day deaf defender delivery
dental department dept desk detox development dining direct disability disabled dispatch district
division doctor domestic donation donations downtown driver drop east education elder eligibility
emergency employment english enrollment evening events existing extension eye families family farm
farmers fax federal finance fire first floor food for foster foundation free friday front fund
general girls governor group groups hall hard head headquarters health hearing help helpline home
homeless hospice hospital hot hotline hour hours house housing human immigration in inc info
information inquiries insurance intake international interpreter job jobs justice juvenile kids
kitchen lab language languages law learning legal library lifeline line lines living local
location mail main management mayor meals medi media medical medicare member members membership
men mens mental message messages midtown ministries ministry mission mobile monday museum national
native network new night no north northern not number nurse nurses nursing nutrition of office
offices on one online only operations operator option or other outpatient outreach pager pantry
parent parenting parents parish patient patients payments people peoples pharmacy phone police
prenatal press prevention primary private probation program programs project protective public
question questions radio reception recorder recovery recreation referral referrals regional
registration rehabilitation relations relay rental reporting request reservations resident
residents resource resources respite road room salvation saturday scheduling school schools
screening second secondary security senior seniors service services shelter sheriff site social
society south southern spanish speaking staff state store street student students suicide suite
sunday supervisor support survivor survivors synagogue tax team technical teen teens telephone
temple text the therapy third thrift thursday to toll transit transportation treatment trust tty
tuesday unit united university urgent us utility veteran veterans victim victims video videophone
violence visitor visits voice volunteer volunteers warehouse warmline wednesday weekday weekdays
weekend weekends welfare wellness west western witness women womens work worker workers worship
youth
"""
"""Words of offices, desks and lines: a label with one of them is no name."""
_NAMES: Final = """
aaron adriana alejandra alejandro alex alexandra alicia amanda amy ana andrea andrew angela ann
anna anthony antonio ashley barbara beatriz betty brenda brian carlos carmen carol carolyn
catherine charles christina christine christopher cynthia dana daniel david deborah debra diana
diane donna dorothy eduardo elena elizabeth emily emma eric fernando frances francisco gabriela
gloria guadalupe hannah heather helen irma isabel jacqueline james janet jason jennifer jeremy
jessica jesus joan john jorge jose joseph joshua joyce juan juana juanita judith judy julia julie
karen katherine kathleen kelly kenneth kevin kimberly laura lauren leticia linda lisa lorena lucia
luis lupe luz manuel marcela margaret margarita maria marie marilyn mario marisol martha mary
matthew megan melissa michael michelle miguel monica nancy natalie nicole norma olga olivia pamela
patricia patrick paul pedro rachel rafael ramon rebecca ricardo richard robert roberto rocio
ronald rosa rosario ruth ryan samantha sandra sara sarah sharon shirley silvia sonia sophia
stephanie stephen steven susan susana teresa theresa thomas timothy veronica victoria william
xiomara yesenia yolanda
"""
"""Common names (Social Security statistics), for a label that is a first name only."""
_OFFICE: Final = frozenset(_OFFICE_WORDS.split())
_LONGEST: Final = 8
"""Longest name that is searched in a label, in words."""
_FIRST_NAMES: Final = frozenset(_NAMES.split())
LANGUAGE_WORDS: Final = frozenset(
    word
    for one in (*WRITTEN, *SPOKEN_ONLY)
    for word in _WORD.findall(fold(f"{one.english_name} {one.english_word}"))
)
"""Words of the English names of languages, folded."""


def label_extension(label: str) -> str | None:
    """Return the only extension in a label ("Ext. 12", "x 12 for intake")."""
    found = list(_EXTENSION.finditer(label))
    one = len(found) == 1 and not found[0]["more"] and found[0][1].isascii()
    return found[0][1] if one else None


class NumberHold(StrEnum):
    """Why a number is shown nowhere until a person says that it is an office's."""

    PRIVATE = "private"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names of organizations, places and towns of a source, to recognise a label as one of them."""

    names: frozenset[str] = frozenset()
    text: str = ""

    @classmethod
    def of(cls, names: Iterable[str]) -> "KnownNames":
        """Take names as they are written."""
        folded = frozenset(filter(None, map(_plain_words, names)))
        return cls(folded, f" {' | '.join(sorted(folded))} ")

    def has(self, label: str) -> bool:
        """Return True if a label is a name, or one with two words or more contains the other.

        A town of one word may be a surname.
        """
        words = _plain_words(label).split()
        if len(words) == 1:
            return words[0] in self.names
        parts = (words[start:end] for start in range(len(words)) for end in _ends(words, start))
        return f" {' '.join(words)} " in self.text or any(
            " ".join(part) in self.names for part in parts
        )

    def has_possessive(self, word: str) -> bool:
        """Return True if a name has this possessive form, as St. Mary's Hall has Mary's."""
        return f" {word} s " in self.text


NOTHING: Final = KnownNames()


def hold_of(
    number: str, kind: str, label: str, is_person: Callable[[str], bool]
) -> NumberHold | None:
    """Return why the words of a row hold its number; ``None`` if it may be shown.

    ``number`` and ``kind`` are the cells with the number and its type; ``is_person`` says whether a
    label is a person's (:func:`is_personal_label`).
    """
    words = " ".join(filter(None, (number, kind, label)))
    if is_private(words, kind) or is_private(label):
        return NumberHold.PRIVATE
    return NumberHold.PERSON if is_personal(words) or is_person(label or kind) else None


def is_personal_label(label: str, known: KnownNames = NOTHING) -> bool:
    """Return True if a label makes its number a person's own; ``known`` are names in the source."""
    if not label.strip():
        return False
    bare = _TITLE.sub("", label.strip(" .:-"))
    tokens = _WORD.findall(bare)
    words = _ITS_OWN.sub(" ", label)
    one = len(tokens) == 1 and bare[:1].isupper() and fold(tokens[0]) in _FIRST_NAMES
    several = _NAME.fullmatch(bare) is not None and all(
        len(token) == 1 or _could_be_name(token) for token in tokens
    )
    own = words != label and (
        any(map(_could_be_name, _WORD.findall(words))) or _names_no_desk(label)
    )
    like_one = one or several or own or names_person(label) or _possessed(label, known)
    return like_one and not known.has(label)


def _names_no_desk(label: str) -> bool:
    """Return True if a label with "cell", "direct" and the like leaves open whose number it is."""
    rest = {fold(word) for word in _WORD.findall(label)} - _CARRIED
    return _CELL.search(label) is not None or rest.isdisjoint(_OFFICE)


def _possessed(label: str, known: KnownNames) -> bool:
    """Return True if it is a person's cell or line: "Dana's cell", but not "Women's line"."""
    return any(
        _ITS_OWN.match(found["what"])
        or (fold(found["who"]) not in _OFFICE and not known.has_possessive(fold(found["who"])))
        for found in _POSSESSIVE.finditer(label)
    )


def _could_be_name(word: str) -> bool:
    """Return True if a word can be part of a name: capitalised, and no word of an office."""
    if not word[0].isupper() or (word.isupper() and len(word) <= _ACRONYM):
        return False
    folded = fold(word)
    return folded not in _OFFICE and folded not in LANGUAGE_WORDS


def _plain_words(name: str) -> str:
    """Return the words of a name, separated by single spaces."""
    return " ".join(_WORD.findall(fold(name)))


def _ends(words: list[str], start: int) -> range:
    """Return possible ends of a name of two words or more that starts at a word."""
    return range(start + 2, min(len(words), start + _LONGEST) + 1)
