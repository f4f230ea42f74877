"""Words of danger: a closed table per language, ``resources/search/danger.toml``.

They name the situation whose list comes first in a search, whatever else matches.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from kiosk.directory.typed import is_small, search_table
from kiosk.domain import hangul
from kiosk.domain.folding import TYPED_LIMIT, is_spaced, words

EMERGENCY: Final = "emergency"
"""The situation of no list: 911 comes first."""
HELP: Final = "help"
"""Not a situation: a cry that names nothing, answered by the lines that always fit."""
ORDER: Final = (
    *(EMERGENCY, "after_sex", "talk_sex", "too_heavy", "young_harm", "forced_work"),
    *("talk_forced", "talk_harm", "young_bed", "bed_tonight", HELP),
)
"""The situations of danger, the most pressing first; a boss who hits is more than a quarrel."""
RUN_ON: Final = 10
"""Korean letters from which a single word may be a sentence typed without blanks."""
_ENGLISH: Final = "en"


class _Pattern(NamedTuple):
    """A situation, and what a text about it has: among spaced words, or as a run of letters."""

    code: str
    parts: tuple[re.Pattern[str], ...]


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    """Return the patterns of a language, the most pressing situation first."""
    table = search_table("danger").get(language, {})
    return tuple(
        _Pattern(code, tuple(map(_part, one.split("+"))))
        for code in ORDER
        for one in str(table.get(code, "")).split(",")
        if one.strip()
    )


def _part(text: str) -> re.Pattern[str]:
    found = [(words(one), one[-1] == "*") for one in text.split()]
    if not all(is_spaced(word) for parts, _ in found for word in parts):
        return re.compile("".join(word for parts, _ in found for word in parts))
    run = " ".join(
        " ".join(parts) + r"\S*" * (goes_on or hangul.is_letter(parts[0][-1]))
        for parts, goes_on in found
    )
    pattern = run + " " if text.strip()[0] == "*" else f" {run} "
    if hangul.is_letter(found[0][0][0][0]):
        # Korean is often typed without blanks.
        joined = "".join(word for parts, _ in found for word in parts)
        pattern += rf"|^ (?=\S{{{RUN_ON},}} )\S*{joined}\S* $"
    return re.compile(pattern)


def dangers(text: str, language: str) -> tuple[str, ...]:
    """Return the situations that a typed text names in danger, the most pressing first.

    English is understood whatever the language of the screen. A cry for help counts only if the
    text says nothing else.
    """
    found = words(text[:TYPED_LIMIT])
    spaced, run_on = f" {' '.join(found)} ", "".join(found)
    for tag in dict.fromkeys((language, _ENGLISH)):
        codes = dict.fromkeys(
            code
            for code, parts in _patterns(tag)
            if all(part.search(spaced) or part.search(run_on) for part in parts)
            and (code != HELP or is_small(parts[0].sub(" ", spaced), language))
        )
        if codes:
            return tuple(codes)
    return ()
