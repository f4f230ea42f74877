"""The combinations every page must hold in: language × size × text × mode."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.domain.language import OFFERED
from kiosk.ui.composer import Composer
from kiosk.ui.kit.icons import IconBook
from tests.long_runs import FULL

SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
STEPS = ("M", "L", "XL")
MODES = ("default", "black-on-white", "white-on-black", "soft")
AXES = (OFFERED, SIZES, STEPS, MODES)

Combo = tuple[str, tuple[int, int], str, str]
ComposerMaker = Callable[[tuple[int, int]], tuple[Composer, IconBook]]
ALL: tuple[Combo, ...] = tuple(itertools.product(*AXES))


def all_looks() -> tuple[Combo, ...]:
    """A small set in which every two values of two axes meet.

    In a long run each language in each size and text step as it mostly stands, and each mode in two
    directions: a mode changes colours and lines, which no language does.
    """
    if not FULL:
        return covering(*AXES)
    return tuple(
        combo for combo in ALL if combo[3] == MODES[0] or combo[0] in {"en", "ar", "zh-Hans"}
    )


def by_language() -> tuple[Combo, ...]:
    """Each language once; among them every two values of the other axes meet."""
    others = itertools.cycle(covering(*AXES[1:]))
    return tuple((tag, *other) for tag, other in zip(OFFERED, others, strict=False))


def some(*axes: Sequence[Any]) -> tuple[Any, ...]:
    """Every combination of values in a long run, else a pairwise part of them."""
    return tuple(itertools.product(*axes)) if FULL else covering(*axes)


def covering(*axes: Sequence[Any]) -> tuple[Any, ...]:
    """A small set of combinations in which every two values of two axes meet (greedy cover)."""
    every = tuple(itertools.product(*axes))
    open_pairs = {
        (a, x, b, y)
        for a, b in itertools.combinations(range(len(axes)), 2)
        for x in axes[a]
        for y in axes[b]
    }
    chosen = []
    while open_pairs:
        best = max(every, key=lambda combo: len(_pairs(combo) & open_pairs))
        chosen.append(best)
        open_pairs -= _pairs(best)
    return tuple(chosen)


def _pairs(combo: Sequence[Any]) -> set[tuple[int, object, int, object]]:
    return {(a, combo[a], b, combo[b]) for a, b in itertools.combinations(range(len(combo)), 2)}
