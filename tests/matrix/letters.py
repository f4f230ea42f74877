"""Latin letters on a page of another script: which may stand there, and which were left over."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kiosk.domain.language import CARDS_ONLY, SPOKEN, WRITTEN, interpreter_request
from kiosk.domain.records import AnyRecord, Location, Organization, Phone, Service
from kiosk.domain.text import LRI, PDI
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.ui.kit.keyboards import LATIN
from kiosk.ui.pages.display_settings import SAMPLE
from kiosk.ui.pages.staff_here import ENGLISH

FOREIGN = tuple(one.tag for one in WRITTEN if one.script != "Latn")
"""Languages whose pages hold Latin letters only where a name needs them."""
LIKE_ENGLISH = tuple(one.tag for one in WRITTEN if one.script == "Latn" and one.tag != "en")
"""Languages in which a left-over English text can only be told by its words."""

WORDS = {
    "Android": "as it stands on the phone",
    "CalFresh": "as it stands on its papers",
    "CalWORKs": "as it stands on its papers",
    "H": "a visa, H-2A or H-2B",
    "A": "a visa, H-2A",
    "B": "a visa, H-2B",
    "GB": "as it stands on disks",
    "HIV": "as clinics of every language write it",
    "ICE": "as it stands on the agents' vests",
    "ID": "as it is asked for at every door",
    "LGBTQ": "as the people concerned write it",
    "Letter": "a size of paper, as it stands on the packet",
    "Medi-Cal": "as it stands on its papers",
    "Medicaid": "as it stands on its papers",
    "NCMEC": "as it answers the telephone",
    "PIN": "as it stands on locks and phones",
    "QR": "as every language writes it",
    "SacRT": "as it stands on the bus",
    "Safeline": "as it answers the telephone",
    "Safety Check": "as it stands on the phone",
    "Social Security": "as it stands on its papers",
    "T": "a visa",
    "TTY": "as it stands on the telephone",
    "U": "a visa",
    "WhatsApp": "as it stands on the phone",
    "Wind": "as it stands on the house",
    "hands on my neck": "what a nurse, the police and a judge are to hear",
    "iPhone": "as it stands on the phone",
    "kiosksync": "the end of a file's name",
    "pinyin": "a way of writing Chinese, named only to those who use it",
}
"""Words without an established form in other scripts, with the reason of each."""

_LETTER = r"[^\W\d_]"
_LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_RUN = re.compile(rf"[{_LATIN}][{_LATIN}'’.&-]*(?:[ ,]+[{_LATIN}&][{_LATIN}'’.&-]*)*")
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}(?:/[\w./#-]*)?", re.ASCII)
_WORD = rf"[{_LATIN}][{_LATIN}'’.&-]*"
_GLOSS = re.compile(rf"[(（«“「『\"]{_WORD}(?:,? {_WORD}|,? &){{0,3}}[)）»”」』\"]")
_EXPLAINED = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}} ?[(（]([^()（）]+)[)）]")
_UNSEEN = str.maketrans("\xa0", " ", f"{LRI}{PDI}\u2067\u2068\u200b\u200e\u200f\u2060")


def plain(text: str) -> str:
    """``text`` without what only steers direction and breaks."""
    return text.translate(_UNSEEN)


def latin(text: str) -> list[str]:
    """The runs of Latin words in a text."""
    return [run.strip(".,' ") for run in _RUN.findall(text)]


def has_own_letters(text: str) -> bool:
    """Whether any letter of it is not Latin."""
    return any(not re.match(f"[{_LATIN}]", letter) for letter in re.findall(_LETTER, text))


def without_glosses(text: str) -> str:
    """``text`` without short English words in brackets or quotes beside their translation."""
    if not has_own_letters(text):
        return text
    return _GLOSS.sub(" ", _EXPLAINED.sub(_kept, text))


def _kept(explained: re.Match[str]) -> str:
    """Nothing of an English word whose brackets explain it; else all of it."""
    return " " if has_own_letters(explained[1]) else explained[0]


@dataclass(frozen=True)
class Names:
    """What is said and written in Latin letters everywhere."""

    known: frozenset[str]

    @classmethod
    def of(cls, records: Iterable[AnyRecord], presenter: DirectoryPresenter) -> "Names":
        """Names of a directory and of languages, and the English sentences to say or to show."""
        known = {one.endonym for one in (*WRITTEN, *SPOKEN, *CARDS_ONLY)} | {
            ENGLISH,
            LATIN.label,
            SAMPLE,
            *WORDS,
        }
        known |= {interpreter_request(one.tag) for one in WRITTEN}
        for one in presenter.spoken():
            card = presenter.speak_card(one.tag)
            known |= (
                {f"{part}." for part in card.english.rstrip(".").split(". ")} if card else set()
            )
        for record in records:
            match record:
                case Service():
                    known |= {record.name, record.quiet_name, record.name.partition(" (")[0]}
                    county = (record.service_area or "").partition(" County")
                    known |= {county[0]} if county[1] else set()
                case Organization():
                    known.add(record.name)
                case Location():
                    parts = (record.address_1, record.address_2, record.city, record.state_province)
                    known |= {part for part in parts if part}
                case Phone():
                    known |= {record.keyword} if record.keyword else set()
        return cls(frozenset(known))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.known, key=len, reverse=True)
        either = "|".join(re.escape(name) for name in longest)
        return re.compile(rf"(?<![{_LATIN}])(?:{either})(?![{_LATIN}])")

    def left(self, text: str) -> list[str]:
        """The Latin words of a text that are no name and no address."""
        return latin(self._pattern.sub(" ", _ADDRESS.sub(" ", without_glosses(plain(text)))))
