"""The canvas: what is drawn where, mirrored for right-to-left, and what did not fit."""

from collections.abc import Callable

import pytest

from kiosk.domain.language import WRITTEN
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.scene import Align, Box, Node, NodeKind, mirrored
from kiosk.ui.kit.theme import Glass, Type, TypeRole, color
from kiosk.ui.kit.typography import TextMeter
from kiosk.visit.acts import Mode
from tests.conftest import english_words

MeterMaker = Callable[..., TextMeter]
CanvasMaker = Callable[..., Canvas]
SIZE = (1920, 1080)


@pytest.fixture
def canvas(meter: MeterMaker, icons: IconBook) -> CanvasMaker:
    def make(script: str = "Latn", *, mode: Mode = Mode.DEFAULT, step: str = "M") -> Canvas:
        measure, words = meter(script, step=step), english_words(WRITTEN[0])
        return Canvas("page", Glass(*SIZE), mode, measure, icons, catalog=words)

    return make


def draw(canvas: Canvas) -> None:
    """A page with a little of everything."""
    canvas.rect(
        Box(100, 100, 300, 80), TypeRole.LEAF, radius_mm=4, corners=(True, False, False, True)
    )
    canvas.text(Box(100, 200, 700, 200), "988", Type.TITLE, BOLD)
    with canvas.touch(Box(100, 420, 400, 90), "talk", "Talk"):
        canvas.text(Box(120, 430, 360, 60), "988", align=Align.END)
        canvas.icon(Box(120, 430, 40, 40), "phone")


def boxes(nodes: tuple[Node, ...]) -> list[Box]:
    return [node.box for node in nodes]


def test_a_right_to_left_page_is_the_reflection_of_the_other(canvas: CanvasMaker) -> None:
    left, right = canvas("Latn"), canvas("Arab")
    right.meter = left.meter  # the same letters, so that only the direction differs
    draw(left)
    draw(right)
    a, b = left.scene(), right.scene()
    assert (a.rtl, b.rtl) == (False, True)
    assert boxes(tuple(mirrored(node, SIZE[0]) for node in b.nodes)) == boxes(a.nodes)
    assert [node.radius for node in b.nodes] == [mirrored(node, SIZE[0]).radius for node in a.nodes]


def test_reading_order_is_the_order_of_drawing_in_both_directions(canvas: CanvasMaker) -> None:
    for script in ("Latn", "Arab"):
        c = canvas(script)
        for act in ("first", "second", "third"):
            with c.touch(Box(100 + 300 * len(act), 100, 200, 90), act, act):
                pass
        assert [node.id for node in c.scene().touches] == ["first", "second", "third"]


def test_a_number_pad_keeps_its_order_and_goes_to_the_other_side(canvas: CanvasMaker) -> None:
    pad = Box(1000, 300, 640, 200)
    places = {}
    for script in ("Latn", "Arab"):
        c = canvas(script)
        with c.kept_ltr(pad):
            for digit, cell in zip("123", pad.columns(3, 10), strict=True):
                with c.touch(cell, f"key:{digit}", digit):
                    pass
        places[script] = [node.box for node in c.scene().touches]
    ltr, rtl = places["Latn"], places["Arab"]
    assert [box.x for box in rtl] == sorted(box.x for box in rtl), "1 2 3 from left to right"
    assert rtl[0].x == SIZE[0] - pad.right
    assert rtl[-1].right == SIZE[0] - pad.x
    assert [box.x - ltr[0].x for box in ltr] == [box.x - rtl[0].x for box in rtl]


def test_what_is_kept_ltr_is_only_what_was_drawn_inside(canvas: CanvasMaker) -> None:
    c = canvas("Arab")
    c.rect(Box(0, 0, 10, 10), TypeRole.LEAF)
    with c.kept_ltr(Box(100, 0, 100, 10)):
        c.rect(Box(100, 0, 10, 10), TypeRole.SUN)
    c.rect(Box(0, 20, 10, 10), TypeRole.SKY)
    xs = [node.box.x for node in c.scene().nodes]
    assert xs == [1910, 1720, 1910]


# --- what does not fit --------------------------------------------------------------------------


def test_a_text_taller_than_its_box_is_a_problem(canvas: CanvasMaker) -> None:
    c = canvas()
    used = c.text(Box(0, 0, 300, 40), "You can talk to someone for free, day and night.")
    assert used > 40
    assert len(c.scene().problems) == 1
    assert c.scene().problems[0].startswith("page: text ")


def test_a_word_wider_than_its_box_is_a_problem(canvas: CanvasMaker) -> None:
    c = canvas()
    c.text(Box(0, 0, 60, 400), "Immigration")
    assert any("wider than 60 px" in problem for problem in c.problems)


def test_what_fits_is_no_problem(canvas: CanvasMaker) -> None:
    c = canvas()
    draw(c)
    assert c.scene().problems == ()


# --- text ---------------------------------------------------------------------------------------


def test_a_paragraph_is_read_once_and_drawn_line_by_line(canvas: CanvasMaker) -> None:
    c = canvas()
    text = "You can talk to someone for free, day and night."
    c.text(Box(0, 0, 400, 300), text)
    nodes = c.scene().nodes
    assert len(nodes) > 1
    assert [node.text for node in nodes] == [text, *[""] * (len(nodes) - 1)]
    assert " ".join(node.display for node in nodes) == text


@pytest.mark.parametrize("align", list(Align))
def test_a_line_stands_where_it_is_told(canvas: CanvasMaker, align: Align) -> None:
    c = canvas()
    c.text(Box(100, 0, 600, 60), "Talk", align=align)
    box = c.scene().nodes[0].box
    free = 600 - box.w
    assert box.x == 100 + {Align.START: 0, Align.CENTER: free // 2, Align.END: free}[align]


def test_no_text_draws_nothing(canvas: CanvasMaker) -> None:
    c = canvas()
    assert c.text(Box(0, 0, 10, 10), "") == 0
    assert c.text_height("", Type.BODY, 10) == c.text_width("", Type.BODY) == 0
    assert c.scene().nodes == ()


@pytest.mark.parametrize(("width", "least"), [(1800, 16.0), (900, 16.0)])
def test_a_number_is_as_large_as_its_room(canvas: CanvasMaker, width: int, least: float) -> None:
    c = canvas()
    cap = draw_number(c, Box(0, 0, width, 300), "1-888-373-7888")
    assert c.problems == ()
    assert c.px(least) - 1 <= cap <= c.px(30) + 1
    assert c.scene().nodes[0].box.w <= width


def test_a_number_too_large_for_its_room_is_a_problem(canvas: CanvasMaker) -> None:
    c = canvas()
    draw_number(c, Box(0, 0, 300, 300), "1-888-373-7888")
    assert c.problems


def test_a_number_runs_left_to_right_in_arabic(canvas: CanvasMaker) -> None:
    c = canvas("Arab")
    draw_number(c, Box(0, 0, 1800, 300), "916-555-0142")
    node = c.scene().nodes[0]
    assert "916-555-0142" in node.display
    assert node.font is not None
    assert node.font.families == ("Noto Sans",)


# --- targets ------------------------------------------------------------------------------------


def test_what_stands_in_a_target_belongs_to_it(canvas: CanvasMaker) -> None:
    c = canvas()
    with c.touch(Box(0, 0, 400, 90), "talk", "Talk"):
        c.text(Box(10, 10, 300, 60), "Talk")
        c.icon(Box(310, 10, 60, 60), "phone")
    c.text(Box(0, 100, 300, 60), "Free")
    assert [node.owner for node in c.scene().nodes] == ["", "talk", "talk", ""]


@pytest.mark.parametrize("mode", list(Mode))
def test_a_finger_on_a_target_is_seen_in_every_mode(canvas: CanvasMaker, mode: Mode) -> None:
    c = canvas(mode=mode)
    with c.touch(Box(0, 0, 400, 90), "talk", "Talk"):
        c.text(Box(10, 10, 300, 60), "Talk")
    target, text = c.scene().nodes
    assert (target.press_fill, target.press_line) != (target.fill, target.line)
    if mode.high_contrast:
        assert target.press_fill == color(TypeRole.INK, mode)
        assert text.press_ink == color(TypeRole.CARD, mode), "fill and ink swap"
        assert target.line_width >= c.px(1.0)
    assert target.kind is NodeKind.TOUCH
