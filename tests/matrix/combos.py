"""The combinations every page must hold in: language × size × text × mode."""

import itertools
from collections.abc import Callable

from kiosk.domain.language import OFFERED
from kiosk.ui.composer import Composer
from kiosk.ui.icons import IconBook

SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
STEPS = ("M", "L", "XL")
MODES = ("default", "black-on-white", "white-on-black", "soft")
AXES = (OFFERED, SIZES, STEPS, MODES)

Combo = tuple[str, tuple[int, int], str, str]
ComposerMaker = Callable[[tuple[int, int]], tuple[Composer, IconBook]]
ALL: tuple[Combo, ...] = tuple(itertools.product(*AXES))


def long_part() -> tuple[Combo, ...]:
    """Each language in each size and text step as it mostly stands; each mode in two directions.

    A mode changes colours and lines, which no language does.
    """
    return tuple(
        combo for combo in ALL if combo[3] == MODES[0] or combo[0] in {"en", "ar", "zh-Hans"}
    )


def pairwise() -> tuple[Combo, ...]:
    """A small set of combinations in which every two values of two axes meet (greedy cover)."""
    open_pairs = {
        (a, x, b, y)
        for a, b in itertools.combinations(range(len(AXES)), 2)
        for x in AXES[a]
        for y in AXES[b]
    }
    chosen: list[Combo] = []
    while open_pairs:
        best = max(ALL, key=lambda combo: len(_pairs(combo) & open_pairs))
        chosen.append(best)
        open_pairs -= _pairs(best)
    return tuple(chosen)


def _pairs(combo: Combo) -> set[tuple[int, object, int, object]]:
    return {(a, combo[a], b, combo[b]) for a, b in itertools.combinations(range(len(combo)), 2)}
