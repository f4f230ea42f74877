"""The page of a way: its sketch decoded from the picture, and what it offers."""

import math

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from kiosk.devices.slip import SlipContent, SlipWay
from kiosk.domain.language import offered_languages
from kiosk.domain.place import Coordinates
from kiosk.domain.straight_line import StraightLine
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.images import KioskImages
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.kit.theme import TypeRole, color
from kiosk.ui.kit.way_labels import LabelBox, WayLabels
from kiosk.ui.kit.way_sketch import WAY, SketchRoom, WaySketch
from kiosk.ui.slip.slip_layout import lay_out
from kiosk.ui.slip.slip_ops import MAX_HEIGHT_MM, ROLL_58, ROLL_80, Roll, SketchOp, TextOp
from kiosk.visit.acts import Mode
from kiosk.visit.paper import NO_PRINTER, PaperState
from tests.conftest import PresenterMaker
from tests.presentation.test_way import HERE, ROOM, at, here, place
from tests.ui.pages import PageMaker
from tests.ui.slip_samples import WORDS, content, load_fonts

SIZES = ((1920, 1080), (1080, 1920), (1280, 800))


@pytest.fixture
def way(presenter: PresenterMaker, page_of: PageMaker, icons: IconBook) -> "WayMaker":
    return WayMaker(presenter, page_of, icons)


class WayMaker:
    """Composes the page for a place in a direction from the kiosk."""

    def __init__(self, presenter: PresenterMaker, page_of: PageMaker, icons: IconBook) -> None:
        self.presenter, self.page_of, self.icons = presenter, page_of, icons

    def scene(
        self,
        bearing: float = 27,
        metres: float = 1700,
        *,
        tag: str = "en",
        size: tuple[int, int] = (1920, 1080),
        step: str = "M",
        mode: str = "default",
        paper: PaperState = NO_PRINTER,
        public: bool = False,
        origin: Coordinates | None = HERE,
    ) -> Scene:
        answers = here(
            self.presenter,
            place(**at(bearing, metres), transportation="Blue Line, Alkali Flat"),
            tag=tag,
            public=public,
            origin=origin,
            checked=None,
        )
        acts = (f"mode:{mode}", f"service:{ROOM}", f"way:{ROOM}")
        return self.page_of(answers, *acts, size=size, step=step, paper=paper)

    def picture(self, node: Node) -> QImage:
        """The sketch as the screen gets it."""
        wanted = QSize(node.box.w, node.box.h)
        return KioskImages(self.icons).requestImage(node.source, QSize(), wanted)


@pytest.mark.parametrize("bearing", range(0, 360, 30))
def test_no_words_cover_the_bar_or_the_arrow(bearing: int) -> None:
    sketch = WaySketch.of(StraightLine(1700, bearing), (600, 400), SketchRoom(2, 60, 20, 60))
    labels = WayLabels(sketch, near=6)
    for mark in labels.taken:
        middle = LabelBox(mark.x + mark.w / 2, mark.y + mark.h / 2, 0.1, 0.1)
        assert mark.w > 0 < mark.h
        assert middle.meets(mark)
    before = list(labels.taken)
    size = (60.0, 18.0)
    for words in (labels.half_mile(size), labels.north(size), labels.here(size)):
        assert words is None or not any(words.meets(mark) for mark in before)


def sketch_of(scene: Scene) -> Node:
    (found,) = [node for node in scene.nodes if node.source.startswith(WAY)]
    return found


def pixels(image: QImage, role: TypeRole, mode: Mode = Mode.DEFAULT) -> list[tuple[int, int]]:
    """The pixels of exactly one colour."""
    wanted = color(role, mode).lower()
    return [
        (x, y)
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y).name() == wanted and image.pixelColor(x, y).alpha() == 255
    ]


def mean(points: list[tuple[int, int]]) -> tuple[float, float]:
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))


def decoded_bearing(image: QImage) -> float:
    """The direction of the dotted line, seen from the amber dot, in degrees from north."""
    dots, dot = pixels(image, TypeRole.PRIMARY), mean(pixels(image, TypeRole.LAMP))
    x, y = mean(dots)
    xx = sum((u - x) ** 2 for u, _ in dots)
    yy = sum((v - y) ** 2 for _, v in dots)
    xy = sum((u - x) * (v - y) for u, v in dots)
    axis = math.atan2(2 * xy, xx - yy) / 2
    across, down = math.cos(axis), math.sin(axis)
    if across * (x - dot[0]) + down * (y - dot[1]) < 0:
        across, down = -across, -down
    return math.degrees(math.atan2(across, -down)) % 360


@pytest.mark.rotating(5)
@pytest.mark.parametrize("bearing", [0, 27, 68, 90, 133, 180, 200, 251, 270, 318])
@pytest.mark.parametrize(
    ("metres", "tag", "size"), [(1700, "en", SIZES[2]), (4500, "ar", SIZES[1])]
)
def test_the_drawn_line_points_to_the_place_in_every_reading_direction(
    way: WayMaker, bearing: float, metres: float, tag: str, size: tuple[int, int]
) -> None:
    image = way.picture(sketch_of(way.scene(bearing, metres, tag=tag, size=size)))
    off = (decoded_bearing(image) - bearing + 180) % 360 - 180
    assert abs(off) <= 2


def test_north_and_the_pin_are_drawn_at_the_same_place_for_readers_from_the_right(
    way: WayMaker,
) -> None:
    left, right = (sketch_of(way.scene(90, 1700, tag=tag)) for tag in ("en", "ar"))
    dots = [mean(pixels(way.picture(node), TypeRole.LAMP)) for node in (left, right)]
    assert all(x < node.box.w / 2 for (x, _), node in zip(dots, (left, right), strict=True))


@pytest.mark.rotating(4)
@pytest.mark.parametrize("mode", [mode.value for mode in Mode])
def test_dot_line_and_pin_differ_from_the_ground_in_every_mode(way: WayMaker, mode: str) -> None:
    image = way.picture(sketch_of(way.scene(mode=mode)))
    for role in (TypeRole.LAMP, TypeRole.PRIMARY, TypeRole.INK):
        assert color(role, Mode(mode)) != color(TypeRole.CARD, Mode(mode))
        assert pixels(image, role, Mode(mode))


@pytest.mark.rotating
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tag", [language.tag for language in offered_languages()])
def test_it_is_one_page_and_two_or_three_in_the_largest_letters(
    way: WayMaker, tag: str, size: tuple[int, int]
) -> None:
    scene = way.scene(tag=tag, size=size)
    assert not scene.problems
    assert not [touch for touch in scene.touches if touch.id.startswith("page:")]
    largest = way.scene(tag=tag, size=size, step="XL")
    assert not largest.problems
    assert sketch_of(largest)


def test_the_words_of_the_map_are_not_read_aloud_twice(way: WayMaker) -> None:
    scene = way.scene()
    shown = [node.display for node in scene.nodes]
    assert "You are here" in shown
    assert "You are here" not in scene.texts
    assert "To the north, a little east." in scene.texts


def test_paper_is_offered_only_from_a_public_place_with_a_printer(way: WayMaker) -> None:
    ready = PaperState(trouble=None)
    acts = {
        (public, paper is ready): {
            touch.id for touch in way.scene(public=public, paper=paper).touches
        }
        for public in (True, False)
        for paper in (ready, NO_PRINTER)
    }
    offered = {case for case, touches in acts.items() if f"print:{ROOM}" in touches}
    assert offered == {(True, True)}
    assert all("staff" in touches for touches in acts.values())


def test_without_a_way_it_is_the_page_of_the_service(way: WayMaker) -> None:
    scene = way.scene(origin=None)
    assert not [node for node in scene.nodes if node.source.startswith(WAY)]
    assert scene.title == way.presenter().service(ROOM).phrase  # type: ignore[union-attr]


@pytest.mark.parametrize("roll", [ROLL_80, ROLL_58])
@pytest.mark.parametrize("tag", list(WORDS))
def test_a_slip_holds_the_sketch_across_its_width(qapp: object, tag: str, roll: Roll) -> None:
    del qapp
    load_fonts()
    sheet = lay_out(with_way(tag), roll)
    assert sheet.height <= MAX_HEIGHT_MM
    assert sheet.has_way
    (sketch,) = [op for op in sheet.ops if isinstance(op, SketchOp)]
    assert (sketch.width, sketch.height) == (roll.printed, 31)
    labels = [op for op in sheet.ops if isinstance(op, TextOp) and inside(op, sketch)]
    assert {"Here", "North"} <= {op.line.text for op in labels}
    for op in labels:
        assert op.x >= roll.margin
        assert op.x + op.line.width <= roll.width - roll.margin


def inside(op: TextOp, sketch: SketchOp) -> bool:
    return sketch.y <= op.baseline <= sketch.y + sketch.height


def with_way(tag: str) -> SlipContent:
    whole = content(tag, 1)
    words = whole.title
    drawn = SlipWay(StraightLine(1700, 27), words, "1 C St", "Here", "North", "half a mile")
    entry = replace(whole.entries[0], way=drawn)
    return replace(whole, entries=(entry,))
