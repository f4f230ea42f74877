"""A screen while it is being composed: what was placed so far, and what did not fit."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.ui.kit.scene import Box, Node, NodeKind, Scene, mirrored, sunk
from kiosk.ui.kit.theme import LINE_REST_MM, LINE_STRONG_MM, Glass, Mode, TypeRole, color

if TYPE_CHECKING:
    from kiosk.ui.kit.blocks import Block

TIGHT_MM = 200.0
"""A page that stays low and has less height than this takes the design's least sizes."""


class NodeSheet:
    """Nodes as they are placed, in the measures and colours of one screen.

    Coordinates count from the reading start; :meth:`scene` reflects the whole screen for
    right-to-left languages. Inside :meth:`kept_ltr` a group keeps its inner order (a number pad).
    ``low`` says that all there is to touch stands as low as it can; ``above`` are the pixels of
    the glass over the page then, where coordinates are negative: what is only read stands there.
    ``judged`` says that the problems are those of every page of a list, not of the one shown alone.
    """

    def __init__(
        self, screen: str, glass: Glass, mode: Mode, *, rtl: bool, low: bool, above: int = 0
    ) -> None:
        self.screen, self.glass, self.mode, self.rtl, self.low = screen, glass, mode, rtl, low
        self.above = above
        self.lifted: list[Block] = []
        self.judged = False
        self.title = ""
        self._english: set[str] = set()
        self._first: list[Node] = []
        self._nodes: list[Node] = []
        self._after: list[Node] = []
        self._last: list[Node] = []
        self._problems: list[str] = []
        self._owner = self._press_ink = ""
        self._in_frame = False

    @property
    def area(self) -> Box:
        """The whole glass."""
        return Box(0, 0, self.glass.width, self.glass.height)

    @property
    def strong(self) -> bool:
        """High contrast: thick lines, no tints."""
        return self.mode.high_contrast

    @property
    def tight(self) -> bool:
        """Low and without height to spare: rows and buttons have the design's least heights."""
        return self.above > 0 and self.glass.height < self.px(TIGHT_MM)

    @property
    def edge(self) -> int:
        """Pixels of the line around a target at rest."""
        return self.px(LINE_STRONG_MM if self.strong else LINE_REST_MM)

    @property
    def problems(self) -> tuple[str, ...]:
        """What did not fit so far."""
        return tuple(self._problems)

    def px(self, millimetres: float) -> int:
        """Whole pixels of a length."""
        return self.glass.px(millimetres)

    def color(self, role: TypeRole) -> str:
        """The colour of a role in this mode."""
        return color(role, self.mode)

    def problem(self, what: str) -> None:
        """Notes that something does not fit."""
        self._problems.append(f"{self.screen}: {what}")

    def in_english(self, texts: Iterable[str]) -> None:
        """Notes texts that are in English, wherever they stand on a page of another language."""
        self._english.update(texts)

    def add(self, node: Node) -> None:
        """Adds a node to the page."""
        self._nodes.append(replace(node, frame=True) if self._in_frame else node)

    @contextmanager
    def _owned_by(self, act: str, press_ink: str) -> Iterator[None]:
        """What is drawn inside belongs to a target, and takes an ink while that is pressed."""
        before = (self._owner, self._press_ink)
        self._owner, self._press_ink = act, press_ink
        try:
            yield
        finally:
            self._owner, self._press_ink = before

    @contextmanager
    def kept_ltr(self, box: Box) -> Iterator[None]:
        """A group that keeps its inner order on a right-to-left screen, reflected as a whole."""
        first = len(self._nodes)
        yield
        if self.rtl:
            inside = self._nodes[first:]
            self._nodes[first:] = [mirrored(node, 2 * box.x + box.w) for node in inside]

    def sink(self, first: int, last: int, down: int) -> None:
        """Moves some of the nodes placed so far, counted from 0, down by so many pixels."""
        self._nodes[first:last] = [sunk(node, down) for node in self._nodes[first:last]]

    @property
    def placed(self) -> int:
        """How many nodes were placed where nodes are placed now."""
        return len(self._nodes)

    def leads(self, act: str) -> bool:
        """Whether there is something to touch so far that means ``act``."""
        placed = (*self._first, *self._nodes, *self._after, *self._last)
        return any(node.kind is NodeKind.TOUCH and node.id == act for node in placed)

    @contextmanager
    def framed(self) -> Iterator[None]:
        """What is composed inside is the same on every page: it is not read out with the page."""
        self._in_frame = True
        yield
        self._in_frame = False

    @contextmanager
    def read_first(self) -> Iterator[None]:
        """What is composed inside comes before the page: what stands in the half above it."""
        self._nodes, self._first = self._first, self._nodes
        yield
        self._nodes, self._first = self._first, self._nodes

    @contextmanager
    def read_after(self) -> Iterator[None]:
        """What is composed inside comes after the rest of the page: a pager, a second column."""
        self._nodes, self._after = self._after, self._nodes
        yield
        self._nodes, self._after = self._after, self._nodes

    @contextmanager
    def read_last(self) -> Iterator[None]:
        """What is composed inside comes last for readers, keys and the tour."""
        self._nodes, self._last = self._last, self._nodes
        yield
        self._nodes, self._last = self._last, self._nodes

    def scene(self) -> Scene:
        """The finished screen."""
        nodes = (*self._first, *self._nodes, *self._after, *self._last)
        return Scene(
            screen=self.screen,
            width=self.glass.width,
            height=self.glass.height,
            page=self.color(TypeRole.PAGE),
            rtl=self.rtl,
            nodes=tuple(mirrored(node, self.glass.width) for node in nodes) if self.rtl else nodes,
            problems=tuple(self._problems),
            title=self.title,
            english=frozenset(self._english),
        )
