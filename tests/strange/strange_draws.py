"""What a strange directory is drawn with: chance, who has something, and texts.

One directory has one style of texts, or all of them: words, one letter, the longest allowed, one
word without a blank, signs that a program could trip over, the same for everybody.
"""
# ruff: noqa: S311 - directories are drawn by seed on purpose

import datetime as dt
import random
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from kiosk.app import assets
from kiosk.domain.discretion import revealing_texts
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import Translation

FILES = assets.factory()
"""Its files, also for a test that gives the program others."""
_T = TypeVar("_T")
NOBODY, SOME, EVERYBODY = 0.0, 0.4, 1.0
LONG_TEXT, SHORT_TEXT, QUIET, PHRASE, LEAD = 2000, 120, 28, 90, 70
"""Longest texts of the format: :mod:`kiosk.domain.fields` and the fields of a service."""
WORDS = (
    *("River", "Open", "House", "Table", "Garden", "Help", "Saint", "Room", "County", "Center"),
    *("Care", "Friends", "and", "of", "North", "Bread", "Path", "Ñandú", "Łódź", "Đường"),
)
_SIGNS = (
    "<b>&amp;</b>",
    "{wage}",
    "%s {0} {",
    "a/b\\c",
    "“Q” — ¿?",
    "№ ½ ☎ 🌊",
    "O'Neil's «N»",
    "...",
)
STYLES = ("words", "letter", "longest", "one word", "signs", "same", "mixed")


@cache
def factory() -> dict[type, list[Any]]:
    """The records of the factory directory by type."""
    found: dict[type, list[Any]] = {}
    for record in read_records(FILES):
        found.setdefault(type(record), []).append(record)
    return found


@cache
def labels(language: str) -> tuple[str, ...]:
    """Words of a language that tell nothing, so that they may leave the screen too."""
    of_tiles = [
        one.text
        for one in factory()[Translation]
        if one.language == language and one.entity == "tile"
    ]
    parts = {part for text in of_tiles for part in text.split() if len(part) <= QUIET}
    return tuple(sorted(parts - revealing_texts(parts)))


class StrangeDraws:
    """Chance of one directory.

    Each record and each "who has it" has a chance of its own: a draw that is added to one leaves
    the others as they were, and a seed that was kept keeps its meaning.
    """

    def __init__(self, seed: int) -> None:
        self.seed, self.chance = seed, random.Random(seed)
        self._style = self.one(STYLES)
        self._of: dict[str, float] = {}

    def begin(self, record: str) -> None:
        """Draw from the chance of a record."""
        self.chance = random.Random(f"{self.seed} {record}")

    def one(self, every: Sequence[_T]) -> _T:
        return self.chance.choice(every)

    def some(self, every: Sequence[_T], most: int = 3) -> tuple[_T, ...]:
        """A few of them in any order, or none."""
        return tuple(self.chance.sample(every, self.chance.randint(0, min(most, len(every)))))

    def has(self, what: str) -> bool:
        """True for nobody, for somebody or for everybody in this directory."""
        if what not in self._of:
            own = random.Random(f"{self.seed} {what}")
            self._of[what] = own.choice((NOBODY, SOME, SOME, EVERYBODY))
        return self.chance.random() < self._of[what]

    def maybe(self, what: str, value: _T) -> _T | None:
        return value if self.has(what) else None

    # --- texts --------------------------------------------------------------------------------

    def text(self, limit: int, words: Sequence[str] = WORDS, joint: str = " ") -> str:
        """A text of at most ``limit`` letters, in the style of this directory."""
        style = self._style if self._style != "mixed" else self.one(STYLES)
        match style:
            case "letter":
                return self.one("AZÉß&") if words is WORDS else self.one(words)[0]
            case "longest":
                text = joint.join(self.chance.choices(words, k=limit))[:limit]
                return text.strip().ljust(limit, text[0])
            case "one word":
                return (self.one(words)[0] * limit)[:limit]
            case "signs" if words is WORDS:
                signs = self.chance.sample(_SIGNS, self.chance.randint(1, 4))
                return " ".join(signs)[:limit].strip()
            case "same":
                return words[0][:limit]
            case _:
                return joint.join(self.chance.choices(words, k=self.chance.randint(1, 5)))[:limit]

    def quiet(self) -> str:
        """A quiet name that tells nothing."""
        found = self.text(QUIET).strip() or "A"
        return "Office" if revealing_texts({found}) else found

    def long(self) -> str:
        """A description, sometimes in many short lines."""
        if self._style == "longest" and self.chance.random() < 0.3:
            return "\n".join("a" * 30)
        return self.text(self.one((LONG_TEXT, 300, 40)))

    def page(self) -> str:
        tail = "/" + "long-page/" * self.one((0, 0, 3, 40))
        return f"https://{self.one(('example', 'safe-from-abuse', 'w' * 60))}.example.org{tail}"

    def day(self, *years: int) -> dt.date:
        return dt.date(self.one(years), self.chance.randint(1, 12), self.chance.randint(1, 28))
