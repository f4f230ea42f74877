"""Choose the height of low-reach pages, the same for all pages of a list.

Each height distributes the blocks of a list to other pages. So all pages use the least height that
fits each of them: then turning a page skips and repeats nothing.
"""

from collections.abc import Callable, Sequence

from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.theme import Glass
from kiosk.visit.acts import Screen, TurnPage
from kiosk.visit.visit import Visit, reduce_visit

MOST_PAGES = 40
"""Most pages of a visit that are composed before the first one is shown."""
Draw = Callable[[Visit, Glass], Canvas]


class ReachFit:
    """The height of the current pages. Of the visit only the one shown last is stored."""

    def __init__(self) -> None:
        self._shown: object = None
        self._at = 0

    def forget(self) -> None:
        """Drop the visit and its height."""
        self._shown, self._at = None, 0

    def drawn(self, visit: Visit, page_key: object, glasses: Sequence[Glass], draw: Draw) -> Canvas:
        """Compose the page on the first of ``glasses`` that fits all its pages, else the last.

        ``page_key`` is the part of the page that the visit does not contain.
        """
        first = _first(visit)
        shown = (first, page_key)
        if shown == self._shown:
            # Later pages beyond those composed may still need more.
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
    """Return the first of the pages distributed together; the keys of a search are separate."""
    keys = visit.route.screen is Screen.SEARCH and visit.panel is None
    return reduce_visit(visit, TurnPage(min(visit.page, 1) if keys else 0))


def _all_hold(visit: Visit, glass: Glass, draw: Draw) -> bool:
    """Return True if a glass fits the page of a visit and those after it."""
    start = visit
    for _ in range(MOST_PAGES):
        canvas = draw(visit, glass)
        if canvas.problems:
            return False
        onward = TurnPage(visit.page + 1)
        following = reduce_visit(visit, onward)
        if not canvas.leads(onward) or _first(following) != start:
            return True
        visit = following
    return True
