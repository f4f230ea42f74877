"""How much of the glass the pages of a visit take that stay low: the same for all of them.

Every height deals the blocks of a list to other pages. So the pages take the least height that
holds each of them: then turning one leaves nothing out and shows nothing twice.
"""

from collections.abc import Callable, Sequence

from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.theme import Glass
from kiosk.visit.visit import Screen, Verb, Visit, reduce_visit

MOST_PAGES = 40
"""So many pages of a visit are looked at before the first of them is shown."""
Draw = Callable[[Visit, Glass], Canvas]


class Lowering:
    """The height of the pages in front. Of the visit only the one shown last is held."""

    def __init__(self) -> None:
        self._shown: object = None
        self._at = 0

    def forget(self) -> None:
        """Drops the visit and its height."""
        self._shown, self._at = None, 0

    def drawn(self, visit: Visit, told: object, glasses: Sequence[Glass], draw: Draw) -> Canvas:
        """The page in front on the first of ``glasses`` that holds all its pages, else the last.

        ``told`` is what a page shows that the visit does not know.
        """
        first = _first(visit)
        shown = (first, told)
        if shown == self._shown:
            # A page after those that were looked at may still need more.
            canvas = draw(visit, glasses[self._at])
            if not canvas.problems or self._at == len(glasses) - 1:
                return canvas
        else:
            self._shown, self._at = shown, 0
        for at, glass in enumerate(glasses[self._at :], start=self._at):
            self._at = at
            canvas = draw(visit, glass)
            if not canvas.problems and (canvas.judged or _all_hold(first, glass, draw)):
                return canvas
        return canvas


def _first(visit: Visit) -> Visit:
    """The first of the pages that are dealt together: the keys of a search stand by themselves."""
    keys = visit.route.screen is Screen.SEARCH and visit.panel is None
    return reduce_visit(visit, f"{Verb.PAGE}:{min(visit.page, 1) if keys else 0}")


def _all_hold(visit: Visit, glass: Glass, draw: Draw) -> bool:
    """Whether a glass holds the page of a visit and those after it."""
    start = visit
    for _ in range(MOST_PAGES):
        canvas = draw(visit, glass)
        if canvas.problems:
            return False
        onward = f"{Verb.PAGE}:{visit.page + 1}"
        following = reduce_visit(visit, onward)
        if not canvas.leads(onward) or _first(following) != start:
            return True
        visit = following
    return True
