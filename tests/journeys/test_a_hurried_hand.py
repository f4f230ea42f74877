"""A hand that touches twice, as at a computer: the second touch was meant for the page before."""

import random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint

from kiosk.domain.language import OFFERED
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.runtime.touch_input import REST_MM
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import act_of

WALKS = range(4)
STEPS = 25
NEVER_RESTS = ("leave", "key:", "erase", "layer", "hear:")


def middle(node: Node) -> tuple[int, int]:
    return node.box.x + node.box.w // 2, node.box.y + node.box.h // 2


def place(visitor: Visitor) -> object:
    return visitor.kiosk.shell.touch._place()


def under(visitor: Visitor, at: tuple[int, int]) -> str:
    """The target at a pixel."""
    return next(
        (
            node.id
            for node in reversed(visitor.scene.touches)
            if node.box.x <= at[0] < node.box.right and node.box.y <= at[1] < node.box.bottom
        ),
        "",
    )


def test_a_page_rests_from_its_first_frame_however_late_it_comes(arrive: VisitorMaker) -> None:
    visitor = arrive()
    touch = visitor.kiosk.shell.touch
    at = middle(visitor.target("English"))
    visitor.at(*at)
    touch._framed = None  # the display is slow: the page is asked for, and nothing is seen yet
    visitor.now += 20
    visitor.at(*at)
    visitor.is_on("home")
    touch.frame_shown()
    visitor.now += 5
    touch.frame_shown()  # further frames count no more
    visitor.at(*at)
    visitor.is_on("question")


@pytest.mark.parametrize(("share", "opens"), [(0.97, False), (1.03, True)])
def test_a_touch_far_away_is_another_touch(
    arrive: VisitorMaker, share: float, *, opens: bool
) -> None:
    visitor = arrive()
    visitor.at(*middle(visitor.target("English")))
    need = visitor.target("need:food")
    at, glass = middle(need), visitor.kiosk.shell.view._composer.glass
    visitor.kiosk.shell.touch._asked_at = QPoint(
        at[0] - round(share * REST_MM * glass.px_per_mm), at[1]
    )
    visitor.at(*at)
    visitor.is_on("question" if opens else "home")


@pytest.mark.parametrize(
    ("target", "counts"),
    [
        *((one, True) for one in ("key:a", "key:5", "erase", "layer:abc", "leave")),
        *((f"hear:{one}", True) for one in ("slower", "faster", "softer", "louder")),
        *((f"hear:{one}", False) for one in ("page", "hide", "by-ear", "names", "stop")),
        *((one, False) for one in ("need:food", "page:1", "back", "chip:free", "size:L", "done")),
    ],
)
def test_leave_keys_plus_and_minus_alone_take_a_second_touch(
    arrive: VisitorMaker, target: str, *, counts: bool
) -> None:
    shell = arrive().kiosk.shell
    touch, at = shell.touch, QPoint(700, 500)
    node = Node(NodeKind.TOUCH, Box(0, 0, 9, 9), id=target, act=act_of(target))
    shell.view.scene = replace(shell.scene, nodes=(node,))
    touch._asked_at, touch._framed = at, None
    touch.press(target, at_once=False, at=at)
    assert (target in shell.view.held) is counts


@pytest.mark.parametrize("walk", WALKS)
def test_no_page_of_any_walk_takes_a_second_touch(arrive: VisitorMaker, walk: int) -> None:
    """Pages that nobody chose, each touched twice at one point."""
    lot = random.Random(walk)  # noqa: S311 - the same walk every time
    visitor = arrive()
    visitor.touch(f"language:{lot.choice(OFFERED)}")
    for _ in range(STEPS):
        open_targets = [one for one in visitor.scene.touches if not one.id.startswith("leave")]
        target = lot.choice(open_targets)
        before = place(visitor)
        visitor.touch(target.id)
        asked = place(visitor)
        if asked == before or visitor.screen == "cover":
            continue
        at = middle(target)
        if not under(visitor, at).startswith(NEVER_RESTS):
            visitor.at(*at)
            assert place(visitor) == asked, (target.id, under(visitor, at))


def test_a_choice_a_size_and_a_kept_service_leave_the_place_as_it_is(arrive: VisitorMaker) -> None:
    """So nothing rests after them, and two different choices follow each other at once."""
    visitor, kept = arrive(), "keep:loaves-and-fishes-dining-room"
    pages = ("language:en", "need:food", "tile:food.eat_today")
    for act in (*pages, "chip:free", "size:L", "mode:white-on-black", "low", kept):
        before = place(visitor)
        visitor.kiosk.shell.obey(act_of(act))
        assert (place(visitor) == before) is (act not in pages), act
