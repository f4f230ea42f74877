"""What a screen is made of once it has been laid out: a flat list of things to draw.

A screen is composed in Python, where texts are measured with the fonts that will draw them; the
QML side only draws nodes. So one place decides what fits, right to left is one reflection, and
every rule about size, gap and clipping is a test over numbers.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class NodeKind(StrEnum):
    """The four things QML can draw."""

    RECT = "rect"
    TEXT = "text"
    IMAGE = "image"
    TOUCH = "touch"


class Align(StrEnum):
    """Where a text stands in its box, in reading direction."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in whole pixels, ``x`` counted from the reading start of the screen."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The far edge in reading direction."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.h

    def inset(self, dx: int, dy: int | None = None) -> "Box":
        """The box made smaller on all sides."""
        down = dx if dy is None else dy
        return Box(self.x + dx, self.y + down, self.w - 2 * dx, self.h - 2 * down)

    def top(self, height: int) -> "Box":
        """The upper part."""
        return Box(self.x, self.y, self.w, height)

    def below(self, height: int) -> "Box":
        """What remains under the upper part."""
        return Box(self.x, self.y + height, self.w, self.h - height)

    def foot(self, height: int) -> "Box":
        """The lower part."""
        return Box(self.x, self.bottom - height, self.w, height)

    def start(self, width: int) -> "Box":
        """The part at the reading start."""
        return Box(self.x, self.y, width, self.h)

    def after(self, width: int) -> "Box":
        """What remains after the reading start."""
        return Box(self.x + width, self.y, self.w - width, self.h)

    def end(self, width: int) -> "Box":
        """The part at the reading end."""
        return Box(self.right - width, self.y, width, self.h)

    def columns(self, count: int, gap: int) -> tuple["Box", ...]:
        """Equal columns whose edges together are exactly the box."""
        edges = [round((self.w + gap) * i / count) for i in range(count + 1)]
        return tuple(
            Box(self.x + edges[i], self.y, edges[i + 1] - edges[i] - gap, self.h)
            for i in range(count)
        )

    def rows(self, count: int, gap: int) -> tuple["Box", ...]:
        """Equal rows whose edges together are exactly the box."""
        edges = [round((self.h + gap) * i / count) for i in range(count + 1)]
        return tuple(
            Box(self.x, self.y + edges[i], self.w, edges[i + 1] - edges[i] - gap)
            for i in range(count)
        )

    def grid(self, columns: int, rows: int, gap: int) -> tuple["Box", ...]:
        """Cells of an even grid, row by row."""
        return tuple(cell for row in self.rows(rows, gap) for cell in row.columns(columns, gap))


@dataclass(frozen=True, slots=True)
class FontSpec:
    """A font as it is measured and drawn: families in order, pixel size, weight 400 or 700."""

    families: tuple[str, ...]
    pixels: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One thing to draw. Which fields count follows from ``kind``.

    ``owner`` is the id of the touch target a text or image belongs to; ``lift`` moves a text so
    that its letters, not its line box, stand in the middle of the line. ``aloud`` are the
    words in a picture, line by line. ``frame`` marks what is the same on every page.
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
    owner: str = ""
    id: str = ""
    name: str = ""
    hint: str = ""
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


@dataclass(frozen=True, slots=True)
class Scene:
    """A composed screen.

    ``problems`` names everything that did not fit; an empty tuple is what the tests demand.
    ``english`` are texts of the page that are in English, beside the words of its own language.
    ``states`` are the words that say of a target that it is off, and that it is on.
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
        """Everything touchable, in reading order."""
        return tuple(node for node in self.nodes if node.kind is NodeKind.TOUCH)

    @property
    def texts(self) -> tuple[str, ...]:
        """Visible texts in reading order."""
        return tuple(node.text for node in self.nodes if node.kind is NodeKind.TEXT)

    @property
    def payloads(self) -> tuple[str, ...]:
        """What each QR code on the screen says."""
        return tuple(node.payload for node in self.nodes if node.payload)


def mirrored(node: Node, width: int) -> Node:
    """The node reflected for a right-to-left screen."""
    box = node.box
    a, b, c, d = node.radius
    return replace(node, box=Box(width - box.right, box.y, box.w, box.h), radius=(b, a, d, c))


def sunk(node: Node, down: int) -> Node:
    """The node so many pixels further down."""
    box = node.box
    lift = node.lift + down if node.kind is NodeKind.TEXT else node.lift
    return replace(node, box=Box(box.x, box.y + down, box.w, box.h), lift=lift)


def at_foot(scene: Scene, height: int) -> Scene:
    """The scene at the foot of a glass of that height."""
    down = height - scene.height
    if not down:
        return scene
    return replace(scene, height=height, nodes=tuple(sunk(node, down) for node in scene.nodes))
