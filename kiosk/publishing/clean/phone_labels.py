"""The label beside a number: an extension in it, and whether the number is one person's own.

A name is told by its shape, for no list has them all: two or three capitalised words of which none
belongs to an office, and which no organization, place or town of the source is called. What is
taken for a name wrongly is left out and named in the report, so that a person can correct it.
"""

import re
from collections.abc import Collection
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.domain.language import SPOKEN_ONLY, WRITTEN
from kiosk.publishing.clean.people import names_someone

_EXTENSION = re.compile(
    r"(?<![a-z])(?:ext(?:ension|n)?s?\.?|x)[\s.:#-]*(\d{1,8})(?!\d)", re.IGNORECASE
)
_OWN: Final = r"(?:cell(?:ular)?|mobile|direct|pager|beeper)"
_POSSESSIVE = re.compile(
    r"\b(?P<who>[^\W\d_]+)(?:['\u2019]s|s['\u2019])\s+(?:\w+\s+)?"
    r"(?P<what>cell\w*|mobile|direct|pager|beeper|line|phone|telephone|number|desk|extension"
    r"|office|voice ?mail)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(rf"\b{_OWN}\b", re.IGNORECASE)
_TITLE = re.compile(
    r",\s*(?:l?[cm]sw|[mr]ft|lmft|lcsw|rn|np|md|do|phd|psyd|esq|jd|ma|ms|bsn|asw|coordinator"
    r"|counselor|advocate|specialist|navigator|intern|pastor|social worker|attorney|paralegal"
    r"|therapist|nurse|promotora)\.?\s*$|\s*\([^()]*\)\s*$",
    re.IGNORECASE,
)
"""What stands behind a name."""
_NAME = re.compile(
    r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*(?:\s+[^\W\d_]\.?)?(?:\s+[^\W\d_]+(?:['\u2019-][^\W\d_]+)*){1,2}"
)
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM: Final = 3
"""Letters of a word in capitals that is an acronym and no name."""
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
"""Common ones (Social Security names), for a label that is a first name alone."""
_OFFICE: Final = frozenset(_OFFICE_WORDS.split())
_FIRST_NAMES: Final = frozenset(_NAMES.split())
_LANGUAGES: Final = frozenset(
    word
    for one in (*WRITTEN, *SPOKEN_ONLY)
    for word in _WORD.findall(fold(f"{one.english_name} {one.english_word}"))
)


def label_extension(label: str) -> str | None:
    """The one extension that a label names ("Ext. 12", "x 12 for intake")."""
    found = _EXTENSION.findall(label)
    return found[0] if len(found) == 1 and found[0].isascii() else None


def names_person(label: str, known: Collection[str] = ()) -> bool:
    """Whether a label makes the number beside it one person's own.

    ``known`` is what organizations, places and towns of the source are called.
    """
    if not label.strip() or _is_known(label, known):
        return False
    if names_someone(label) or _possessed(label, known):
        return True
    words = _ITS_OWN.sub(" ", label)
    if words != label and any(map(_could_be_name, _WORD.findall(words))):
        return True
    bare = _TITLE.sub("", label.strip(" .:-"))
    tokens = _WORD.findall(bare)
    if len(tokens) == 1:
        return bare[:1].isupper() and fold(tokens[0]) in _FIRST_NAMES
    return _NAME.fullmatch(bare) is not None and all(
        len(token) == 1 or _could_be_name(token) for token in tokens
    )


def _possessed(label: str, known: Collection[str]) -> bool:
    """Whether it is somebody's cell or line: "Dana's cell", but not "Women's line"."""
    return any(
        _ITS_OWN.match(found["what"])
        or (
            fold(found["who"]) not in _OFFICE | {"st", "saint"}
            and not any(fold(found["who"]) in fold(name).split("'")[0] for name in known)
        )
        for found in _POSSESSIVE.finditer(label)
    )


def _could_be_name(word: str) -> bool:
    """Whether a word can be a part of a name: capitalised, and no word of an office."""
    if not word[0].isupper() or (word.isupper() and len(word) <= _ACRONYM):
        return False
    folded = fold(word)
    return folded not in _OFFICE and folded not in _LANGUAGES


def _is_known(label: str, known: Collection[str]) -> bool:
    """Whether a label is a name of the source's, or has one in it."""
    said = _said(label)
    names = (_said(name) for name in known)
    return any(name in said or (said in name and len(said.split()) > 1) for name in names)


def _said(name: str) -> str:
    """The words of a name between blanks, so that one is found in another by whole words."""
    return f" {' '.join(_WORD.findall(fold(name)))} "
