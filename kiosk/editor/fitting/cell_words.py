"""Words of cells that no rule reads, such as "Adults only": asked once, then read as the answer."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.domain.language import WRITTEN
from kiosk.editor.parsers import vocabulary
from kiosk.editor.parsers.audience import AudienceReading, read_audience
from kiosk.editor.parsers.costs import means_zero, read_cost
from kiosk.editor.parsers.languages import read_languages
from kiosk.editor.parsers.status import read_status

MOST: Final = 12
"""Words of one column that are asked about."""
OFTEN: Final = 3
"""Rows of the sample from which a word is worth a question."""
BLANK: Final = "(blank)"
"""An empty cell, in a question and in ``fitting.toml``; some spreadsheets write it so too."""
IGNORE: Final = "ignore"
"""Says of a word of the status that its column says something else than what runs."""
_CODES = re.compile(r"[A-Za-z](?:[/,;+& ]{1,2}[A-Za-z])*")
"""Letters such as M/F/Y, which mean something else in each list."""
LONGEST: Final = 40
"""Letters of a word; longer cells are sentences, which stay texts."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell holds: whether it ``reads`` a text, and the texts that can be its answers."""

    reads: Callable[[str], bool]
    answers: tuple[tuple[str, str], ...]
    is_text: bool = True
    """A word that is read as nothing still stands in the description."""
    asks: Callable[[str], object] = lambda _: False
    """Says of a word that it is asked about even if it stands there once."""


def _reads_audience(text: str) -> bool:
    return read_audience(text) != AudienceReading()


_WHO: Final = _Cell(
    _reads_audience,
    tuple(
        (text, words)
        for text, words in (
            ("18+", "Adults, from 18"),
            *((str(words), str(words)) for words in vocabulary.AUDIENCES.values()),
        )
        if _reads_audience(text)
    ),
    asks=_CODES.fullmatch,
)
_SPOKEN: Final = _Cell(
    lambda text: read_languages(text).tags != () or bool(read_languages(text).interpreter),
    tuple((one.english_word, one.english_word) for one in WRITTEN),
    is_text=False,
)
_COSTS: Final = _Cell(
    lambda text: bool(read_cost(text)),
    (
        ("Free", "Free"),
        ("May be free", "It may be free"),
        ("Sliding scale", "By income"),
        ("Medicaid", "Medicaid pays"),
    ),
    asks=means_zero,
)
_CELLS: Final[Mapping[str, _Cell]] = {
    "service.status": _Cell(
        lambda text: read_status(text) is not None,
        (
            ("active", "It is running"),
            ("inactive", "It pauses"),
            ("temporarily closed", "Closed for a time"),
            ("defunct", "It ended"),
            (IGNORE, "The column says something else: all are running"),
        ),
        is_text=False,
    ),
    "service.fees_description": _COSTS,
    "cost_option.option": _COSTS,
    "service.eligibility_description": _WHO,
    "service.audience": _WHO,
    "eligibility.eligibility_description": _WHO,
    "service.languages": _SPOKEN,
    "language.name": _SPOKEN,
}
"""Columns whose cells are read as words, by "table.field"."""


def unread_words(target: str, cells: Iterable[str]) -> dict[str, int]:
    """Return the words of a column that nothing reads, the most frequent first, and their cells."""
    kind = _CELLS.get(target)
    if kind is None:
        return {}
    found = Counter(" ".join(cell.split()) for cell in cells).most_common()
    every = ((word, count) for word, count in found if count >= OFTEN or kind.asks(word))
    short = (one for one in every if 0 < len(one[0]) <= LONGEST and "·" not in one[0])
    return dict([one for one in short if not kind.reads(one[0])][:MOST])


def answers_for(target: str, word: str) -> tuple[tuple[str, str], ...]:
    """Return what a word of a column can be read as: the text of the cell, and its words."""
    kind = _CELLS[target]
    stays = ((word, "Leave it as a text"),) if kind.is_text else ()
    return (*kind.answers, *stays)
