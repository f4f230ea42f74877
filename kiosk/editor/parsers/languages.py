"""Parse the languages of a service, where the source states them plainly.

"Spanish (limited)" and "others on request" promise nothing: a visitor could meet someone who does
not understand.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kiosk.domain.language import SPOKEN_ONLY, WRITTEN
from kiosk.editor.parsers.plain_text import is_blank, to_plain_text

_MORE: Final = """
af Afrikaans|am Amharic|bg Bulgarian|bn Bengali,Bangla|bs Bosnian|ca Catalan|ch Chamorro
chk Chuukese|cs Czech|da Danish|de German|el Greek|et Estonian|eu Basque|fi Finnish|fj Fijian
fr French|gu Gujarati|ha Hausa|hr Croatian|ht Haitian Creole,Haitian,Kreyol|hu Hungarian
hy Armenian|id Indonesian|ig Igbo|is Icelandic|it Italian|kar Karen|kk Kazakh
kek Q'eqchi',Q'eqchi,Qeqchi,Kekchi
kjb Q'anjob'al,Qanjobal,Kanjobal|km Khmer,Cambodian|kn Kannada|ku Kurdish|ky Kyrgyz
lo Lao,Laotian|lt Lithuanian|lv Latvian|mam Mam|mh Marshallese|mk Macedonian|ml Malayalam
mn Mongolian|mr Marathi|ms Malay|my Burmese|nah Nahuatl|ne Nepali|nl Dutch|no Norwegian
nv Navajo|om Oromo|pl Polish|pt Portuguese|quc K'iche',K'iche,Kiche,Quiche|rhg Rohingya|ro Romanian
rw Kinyarwanda|si Sinhala,Sinhalese|sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian
sv Swedish|sw Swahili,Kiswahili|ta Tamil|te Telugu|tg Tajik|th Thai|ti Tigrinya|tr Turkish
trc Triqui|tsz Purepecha|ug Uyghur|uz Uzbek|vls Flemish|wo Wolof|yi Yiddish|yo Yoruba
yua Yucatec Maya|zap Zapotec|zu Zulu|mix Mixtec,Mixteco|hmn Hmong Der,Hmoob
zh-Hant Traditional Chinese|zh-Hans Simplified Chinese|zh Chinese
cmn Mandarin Chinese,Putonghua|yue Cantonese Chinese|fil Tagalog,Pilipino|fa Persian,Iranian
pa Panjabi|ase American Sign Language,ASL,Sign Language|es Spanish,Castilian,Espanol
ium Mien,Iu-Mien,Yao|ilo Ilokano|to Tonga|uk Ukranian|ru Russian|ps Pushto|he Hebrew|en English
vi Vietnamese
"""
_QUALIFIED: Final = {
    ("chinese", "cantonese"): ("yue",),
    ("chinese", "mandarin"): ("cmn",),
    ("chinese", "traditional"): ("zh-Hant",),
    ("chinese", "simplified"): ("zh-Hans",),
    ("chinese", "cantonese and mandarin"): ("yue", "cmn"),
    ("chinese", "mandarin and cantonese"): ("cmn", "yue"),
    ("chinese", "cantonese, mandarin"): ("yue", "cmn"),
    ("chinese", "mandarin, cantonese"): ("cmn", "yue"),
    ("chinese", "cantonese/mandarin"): ("yue", "cmn"),
    ("chinese", "mandarin/cantonese"): ("cmn", "yue"),
    ("persian", "farsi"): ("fa",),
    ("farsi", "persian"): ("fa",),
    ("persian", "dari"): ("prs",),
    ("filipino", "tagalog"): ("fil",),
    ("tagalog", "filipino"): ("fil",),
    ("cambodian", "khmer"): ("km",),
    ("khmer", "cambodian"): ("km",),
    ("american sign language", "asl"): ("ase",),
    ("sign language", "american"): ("ase",),
    ("sign language", "asl"): ("ase",),
}
"""Names with a qualifier in brackets."""
_CODES: Final = """
eng en|spa es|chi zh|zho zh|vie vi|rus ru|ukr uk|pan pa|hin hi|tgl fil|tl fil|kor ko|ara ar|arb ar
per fa|fas fa|pes fa|pus ps|pbt ps|jpn ja|heb he|urd ur|smo sm|ton to|fra fr|fre fr|deu de|ger de
por pt|ita it|hye hy|arm hy|khm km|tha th|mya my|bur my|amh am|tir ti|som so|swa sw|hat ht|pol pl
ron ro|rum ro|mww hmn|hnj hmn|fr fr|de de|pt pt|it it|hy hy|km km|lo lo|th th|my my|am am|ti ti
so so|sw sw|ht ht|pl pl|ro ro|zh zh
"""


def _entries(table: str) -> list[tuple[str, str]]:
    """Return the pairs of a table: the first word of each entry, and the rest."""
    pairs = (entry.partition(" ") for entry in table.replace("\n", "|").strip("|").split("|"))
    return [(first, rest) for first, _, rest in pairs]


_KNOWN: Final = (*WRITTEN, *SPOKEN_ONLY)
NAMES: Final = {
    name.casefold(): tongue.tag
    for tongue in _KNOWN
    for name in (tongue.endonym, tongue.english_name, tongue.english_word)
} | {word.casefold(): tag for tag, words in _entries(_MORE) for word in words.split(",")}
"""Folded names, English and native, with their tags. "Chinese" alone says neither which language is
spoken nor how it is written."""
CODES: Final = {tongue.tag.casefold(): tongue.tag for tongue in _KNOWN} | dict(_entries(_CODES))
"""Codes that count as a language if they fill their part of a cell."""


_CELL_LIMIT: Final = 1000
_WORD_LIMIT: Final = 60
"""Characters of an unread part in a report."""
_PARTS = re.compile(r"\s*(?:[,;|/+&\n\u2022](?![^(]*\))|\band\b(?![^(]*\)))\s*")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc`]")
_ANY_LANGUAGE = re.compile(
    r"\b(?:interpret\w*|translat\w*|language line)\b.{0,60}\b(?:all|any|every|over \d+|\d{2,3}\+?)"
    r" (?:\w+ )?languages?\b"
    r"|\b(?:all|any|\d{2,3}\+?) (?:\w+ )?languages?\b.{0,30}\b(?:interpret\w*|language line)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """Languages in a cell: ``tags`` in its order, and ``unread`` words that promise nothing.

    ``interpreter`` is true only if the cell says that any language is interpreted.
    """

    tags: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    interpreter: bool | None = None


_CREOLE_IS_HAITIAN: Final = frozenset(
    ("fl", "florida", "ma", "massachusetts", "nj", "new jersey", "ny", "new york")
)
"""States where Creole alone means Haitian Creole."""


def read_languages(raw: str, state: str = "") -> LanguageReading:
    """Parse the languages in a cell: names, endonyms, codes, run together or in a list.

    ``state`` is where the service is: Creole is Haitian in some.
    """
    if is_blank(raw):
        return LanguageReading()
    text = to_plain_text(raw, _CELL_LIMIT).strip(" .[]\"'")
    if _ANY_LANGUAGE.search(text):
        return LanguageReading((), (), interpreter=True)
    tags: list[str] = []
    unread: list[str] = []
    for part in _PARTS.split(text):
        word = part.strip(' ."')
        word = word.strip("'") if word.startswith("'") else word
        if not word:
            continue
        found = _tags(_APOSTROPHES.sub("'", word.casefold()))
        if word.casefold() == "creole" and state.casefold().strip(" .") in _CREOLE_IS_HAITIAN:
            found = ("ht",)
        tags += found
        if not found:
            unread.append(word[:_WORD_LIMIT])
    return LanguageReading(tuple(dict.fromkeys(tags)), tuple(dict.fromkeys(unread)))


@cache
def _names() -> re.Pattern[str]:
    """Match one name, longest first, with a following bracket."""
    longest = sorted(NAMES, key=len, reverse=True)
    return re.compile(rf"\s*({'|'.join(map(re.escape, longest))})(?:\s*\(([^()]*)\))?")


def _tags(word: str) -> tuple[str, ...]:
    """Return the tags of a part that is all languages; empty if any of it is something else."""
    if word in CODES:
        return (CODES[word],)
    if word in NAMES:
        return (NAMES[word],)
    tags: list[str] = []
    position = 0
    while position < len(word):
        found = _names().match(word, position)
        if found is None:
            return ()
        more = found[2]
        if more is None:
            tags.append(NAMES[found[1]])
        else:
            closer = _QUALIFIED.get((found[1], more.strip()))
            if closer is None:
                return ()
            tags += closer
        position = found.end()
    return tuple(tags)
