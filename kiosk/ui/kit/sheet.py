"""A screen during composition: the nodes so far, and what did not fit."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kiosk.ui.kit.scene import Box, Node, NodeKind, Scene, mirrored, moved_down
from kiosk.ui.kit.theme import LINE_REST_MM, LINE_STRONG_MM, Glass, TypeRole, color
from kiosk.visit.acts import AnyAct, Mode

if TYPE_CHECKING:
    from kiosk.ui.kit.blocks import Block

TIGHT_MM = 200.0
"""Height below which a low-reach page is short."""


class NodeSheet:
    """Collects nodes in the measures and colours of one screen.

    Coordinates count from the reading start; :meth:`scene` reflects the whole screen for
    right-to-left languages. Inside :meth:`kept_ltr` a group keeps its inner order (a number pad).
    ``low_reach`` places all targets as far down as possible; ``above`` are then the pixels above
    the page, with negative coordinates, for text to read. ``pager_row`` is the room for a pager in
    the row of navigation, if it has its place there. ``judged`` says that the problems are those of
    all pages of a list, not only of the current one.
    """

    def __init__(
        self, screen: str, glass: Glass, mode: Mode, *, rtl: bool, low_reach: bool, above: int = 0
    ) -> None:
        self.screen = screen
        self.glass = glass
        self.mode = mode
        self.rtl = rtl
        self.low_reach = low_reach
        self.above = above
        self.lifted: list[Block] = []
        self.pager_row: Box | None = None
        self.judged = self.night = False
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
        """Return the whole screen."""
        return Box(0, 0, self.glass.width, self.glass.height)

    @property
    def strong(self) -> bool:
        """Return True in high contrast: thick lines, no tints."""
        return self.mode.high_contrast

    @property
    def short(self) -> bool:
        """Return True if a low-reach page is so short that words give way to rows."""
        return self.above > 0 and self.glass.height < self.px(TIGHT_MM)

    @property
    def edge(self) -> int:
        """Return the line width around a target at rest, in pixels."""
        return self.px(LINE_STRONG_MM if self.strong else LINE_REST_MM)

    @property
    def problems(self) -> tuple[str, ...]:
        """Return what did not fit so far."""
        return tuple(self._problems)

    def px(self, millimetres: float) -> int:
        """Return a length in whole pixels."""
        return self.glass.px(millimetres)

    def color(self, role: TypeRole) -> str:
        """Return the colour of a role in this mode."""
        return color(role, self.mode)

    def problem(self, what: str) -> None:
        """Report that something does not fit."""
        self._problems.append(f"{self.screen}: {what}")

    def in_english(self, texts: Iterable[str]) -> None:
        """Mark texts as English, on a page of another language."""
        self._english.update(texts)

    def add(self, node: Node) -> None:
        """Add a node to the page."""
        self._nodes.append(replace(node, frame=True) if self._in_frame else node)

    @contextmanager
    def _owned_by(self, target: str, press_ink: str) -> Iterator[None]:
        """Assign what is drawn inside to a target, with an ink while it is pressed."""
        before = (self._owner, self._press_ink)
        self._owner, self._press_ink = target, press_ink
        try:
            yield
        finally:
            self._owner, self._press_ink = before

    @contextmanager
    def kept_ltr(self, box: Box) -> Iterator[None]:
        """Keep the inner order of a group on a right-to-left screen; it is reflected as a whole."""
        first = len(self._nodes)
        yield
        if self.rtl:
            inside = self._nodes[first:]
            self._nodes[first:] = [mirrored(node, 2 * box.x + box.w) for node in inside]

    def sink(self, first: int, last: int, down: int) -> None:
        """Move some of the nodes so far, counted from 0, down by pixels."""
        self._nodes[first:last] = [moved_down(node, down) for node in self._nodes[first:last]]

    @property
    def placed(self) -> int:
        """Return the number of nodes in the current group."""
        return len(self._nodes)

    def leads(self, act: AnyAct) -> bool:
        """Return True if a target so far has this act."""
        placed = (*self._first, *self._nodes, *self._after, *self._last)
        return any(node.kind is NodeKind.TOUCH and node.act == act for node in placed)

    @contextmanager
    def framed(self) -> Iterator[None]:
        """Mark what is composed inside as part of every page; it is not read with the page."""
        self._in_frame = True
        yield
        self._in_frame = False

    @contextmanager
    def read_first(self) -> Iterator[None]:
        """Put what is composed inside before the page in reading order: the half above it."""
        self._nodes, self._first = self._first, self._nodes
        yield
        self._nodes, self._first = self._first, self._nodes

    @contextmanager
    def read_after(self) -> Iterator[None]:
        """Put what is composed inside after the rest of the page: a pager, a second column."""
        self._nodes, self._after = self._after, self._nodes
        yield
        self._nodes, self._after = self._after, self._nodes

    @contextmanager
    def read_last(self) -> Iterator[None]:
        """Put what is composed inside last for readers, keys and the tour."""
        self._nodes, self._last = self._last, self._nodes
        yield
        self._nodes, self._last = self._last, self._nodes

    def scene(self) -> Scene:
        """Return the finished screen."""
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
