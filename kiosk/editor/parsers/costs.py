"""Parse the cost, where a text states it plainly."""

import re
from collections.abc import Iterable
from typing import Final

from kiosk.domain.medicaid import MEDI_CAL, programme_of
from kiosk.domain.records import Cost
from kiosk.editor.parsers.cell_patterns import patterns_of

_SAYS: Final = patterns_of("cost")


def in_state(costs: Iterable[Cost], state: str) -> tuple[Cost, ...]:
    """Return costs with the name that Medicaid has in a state: Medi-Cal in California only."""
    home = programme_of(state) == MEDI_CAL or state.casefold().strip(" .") == "calif"
    named = (Cost.MEDI_CAL if home and one is Cost.MEDICAID else one for one in costs)
    return tuple(dict.fromkeys(named))


def read_cost(raw: str) -> tuple[Cost, ...]:
    """Parse the costs that a fees text states, in the order of :class:`Cost`; empty if unclear.

    "Free" counts only if the whole cell says so and no other words limit it. "No", "None" and "0"
    alone say nothing: see :func:`means_zero`.
    """
    text = _SAYS["not_about_money"].sub(
        " ", " ".join(". ".join(raw.casefold().splitlines()).split())
    )
    parts = re.split(r"[;,()]|[.!](?:\s|$)|\s[-\u2010-\u2015]\s", text)
    clauses = [bare for part in parts if (bare := _SAYS["lead"].sub("", part.strip(" .!")).strip())]
    found = set[Cost]()
    if _SAYS["sliding"].search(text) and not _SAYS["no_sliding"].search(text):
        found.add(Cost.SLIDING)
    found |= _programmes(raw)
    if not _SAYS["gift"].search(text) and (
        _SAYS["price"].search(text) or _SAYS["fee"].search(text)
    ):
        found.add(Cost.FEE)
    free = [part for part in clauses if _SAYS["free"].fullmatch(part)]
    if (
        free
        and not found
        and all(part in free or _SAYS["no_limit"].fullmatch(part) for part in clauses)
    ):
        return (Cost.FREE,)
    zero = len(clauses) > 1 and any(map(_SAYS["zero"].fullmatch, clauses))
    if not _SAYS["denied"].search(text) and (free or zero or _SAYS["maybe"].search(text)):
        found.add(Cost.MAYBE_FREE)
    return tuple(cost for cost in Cost if cost in found)


def means_zero(raw: str) -> bool:
    """Return True if a cell is "None" or "0": nothing to pay, or nothing known."""
    return _SAYS["zero"].fullmatch(raw.casefold().strip(" .!")) is not None


def _programmes(raw: str) -> set[Cost]:
    """Return the programmes that a text says will pay; clauses are read separately."""
    found = set()
    for clause in re.split(r"[.;,\n]\s*", raw):
        price_free = _SAYS["no_price"].sub(" ", clause)
        if _SAYS["denies"].search(price_free) or _SAYS["about_it"].search(price_free):
            continue
        if _SAYS["medi_cal"].search(price_free):
            found.add(Cost.MEDI_CAL)
        if _SAYS["medicaid"].search(price_free):
            found.add(Cost.MEDICAID)
    return found
