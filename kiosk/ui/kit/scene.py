"""A laid-out screen: a flat list of nodes to draw.

Screens are composed in Python, where texts are measured with the fonts that draw them; QML only
draws nodes. So one place decides what fits, right to left is one reflection, and every rule about
size, gap and clipping is a test over numbers.
"""

from enum import StrEnum

import msgspec
from msgspec.structs import replace

from kiosk.visit.acts import AnyAct


class NodeKind(StrEnum):
    """The four kinds of nodes that QML draws."""

    RECT = "rect"
    TEXT = "text"
    IMAGE = "image"
    TOUCH = "touch"


class Align(StrEnum):
    """Alignment of a text in its box, in reading direction."""

    START = "start"
    CENTER = "center"
    END = "end"


class Box(msgspec.Struct, frozen=True):
    """A rectangle in whole pixels; ``x`` is counted from the reading start of the screen."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """Return the far edge in reading direction."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """Return the lower edge."""
        return self.y + self.h

    def inset(self, dx: int, dy: int | None = None) -> "Box":
        """Shrink the box on all sides."""
        down = dx if dy is None else dy
        return Box(self.x + dx, self.y + down, self.w - 2 * dx, self.h - 2 * down)

    def top(self, height: int) -> "Box":
        """Return the upper part."""
        return Box(self.x, self.y, self.w, height)

    def below(self, height: int) -> "Box":
        """Return the rest below the upper part."""
        return Box(self.x, self.y + height, self.w, self.h - height)

    def foot(self, height: int) -> "Box":
        """Return the lower part."""
        return Box(self.x, self.bottom - height, self.w, height)

    def middle(self, height: int) -> "Box":
        """Return the part in the middle from top to bottom."""
        return self.below((self.h - height) // 2).top(height)

    def start(self, width: int) -> "Box":
        """Return the part at the reading start."""
        return Box(self.x, self.y, width, self.h)

    def after(self, width: int) -> "Box":
        """Return the rest after the reading start."""
        return Box(self.x + width, self.y, self.w - width, self.h)

    def end(self, width: int) -> "Box":
        """Return the part at the reading end."""
        return Box(self.right - width, self.y, width, self.h)

    def columns(self, count: int, gap: int) -> tuple["Box", ...]:
        """Split into equal columns that cover the box exactly."""
        edges = [round((self.w + gap) * i / count) for i in range(count + 1)]
        return tuple(
            Box(self.x + edges[i], self.y, edges[i + 1] - edges[i] - gap, self.h)
            for i in range(count)
        )

    def rows(self, count: int, gap: int) -> tuple["Box", ...]:
        """Split into equal rows that cover the box exactly."""
        edges = [round((self.h + gap) * i / count) for i in range(count + 1)]
        return tuple(
            Box(self.x, self.y + edges[i], self.w, edges[i + 1] - edges[i] - gap)
            for i in range(count)
        )

    def grid(self, columns: int, rows: int, gap: int) -> tuple["Box", ...]:
        """Split into the cells of an even grid, row by row."""
        return tuple(cell for row in self.rows(rows, gap) for cell in row.columns(columns, gap))


class FontSpec(msgspec.Struct, frozen=True):
    """A font as measured and drawn: families in order, pixel size, weight 400 or 700."""

    families: tuple[str, ...]
    pixels: int
    bold: bool = False


class Node(msgspec.Struct, frozen=True):
    """One thing to draw; the fields used depend on ``kind``.

    ``owner`` is the id of the target to which a text or image belongs; ``lift`` moves a text so
    that its letters, not its line box, are centred in the line. ``aloud`` are the words in a
    picture, line by line. ``arrives`` is the colour from which a badge fades to its own. ``frame``
    marks nodes that are the same on every page.
    """

    kind: NodeKind
    box: Box
    fill: str = "transparent"
    line: str = "transparent"
    line_width: int = 0
    radius: tuple[int, int, int, int] = (0, 0, 0, 0)
    text: str = ""
    display: str = ""
    font: FontSpec | None = None
    lift: int = 0
    heading: bool = False
    source: str = ""
    crisp: bool = False
    arrives: str = ""
    owner: str = ""
    id: str = ""
    act: AnyAct | None = None
    name: str = ""
    checked: bool | None = None
    press_fill: str = "transparent"
    press_line: str = "transparent"
    press_ink: str = ""
    press_width: int = 0
    on_press: bool = False
    focus: str = "transparent"
    payload: str = ""
    aloud: str = ""
    frame: bool = False


class Scene(msgspec.Struct, frozen=True):
    """A composed screen.

    ``problems`` names everything that did not fit; tests demand an empty tuple. ``english`` are
    texts of the page in English, on a page of another language. ``states`` are the words for a
    target that is off and for one that is on.
    """

    screen: str
    width: int
    height: int
    page: str
    rtl: bool
    nodes: tuple[Node, ...]
    problems: tuple[str, ...] = ()
    title: str = ""
    english: frozenset[str] = frozenset()
    states: tuple[str, str] = ("", "")

    @property
    def touches(self) -> tuple[Node, ...]:
        """Return all targets, in reading order."""
        return tuple(node for node in self.nodes if node.kind is NodeKind.TOUCH)

    def target(self, target: str) -> Node | None:
        """Return the target with an id, if the page has it."""
        return next((node for node in self.touches if node.id == target), None)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return visible texts in reading order."""
        return tuple(node.text for node in self.nodes if node.kind is NodeKind.TEXT)

    @property
    def payloads(self) -> tuple[str, ...]:
        """Return the content of each QR code on the screen."""
        return tuple(node.payload for node in self.nodes if node.payload)


def mirrored(node: Node, width: int) -> Node:
    """Reflect a node for a right-to-left screen."""
    box = node.box
    a, b, c, d = node.radius
    return replace(node, box=Box(width - box.right, box.y, box.w, box.h), radius=(b, a, d, c))


def moved_down(node: Node, down: int) -> Node:
    """Move a node down by pixels."""
    box = node.box
    lift = node.lift + down if node.kind is NodeKind.TEXT else node.lift
    return replace(node, box=Box(box.x, box.y + down, box.w, box.h), lift=lift)


def at_foot(scene: Scene, height: int) -> Scene:
    """Move the scene to the bottom of a screen of that height."""
    down = height - scene.height
    if not down:
        return scene
    return replace(
        scene, height=height, nodes=tuple(moved_down(node, down) for node in scene.nodes)
    )
