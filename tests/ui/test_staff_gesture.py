"""The quiet corner: nothing else is there, and nobody finds it by leaning on the glass."""

from itertools import product

from msgspec.structs import replace
from PySide6.QtCore import QRect

from kiosk.app.settings import LanguageSettings
from kiosk.domain.language import OFFERED
from kiosk.ui.kit.scene import Box
from kiosk.ui.staff.staff_gesture import HOLD_S, PRESSES, Knock
from kiosk.visit.visit import new_visit
from tests.boxes import overlap
from tests.conftest import ComposerMaker
from tests.long_runs import of_the_day
from tests.matrix.combos import SIZES, STEPS


def test_nobody_leans_on_a_corner_that_long() -> None:
    assert HOLD_S >= 3


def test_nothing_to_touch_stands_in_the_corner(composer_at: ComposerMaker) -> None:
    """On no attract screen, in no size, language or text step."""
    for size, tag, step in of_the_day(product(SIZES, OFFERED, STEPS)):
        composer, _ = composer_at(size, bare=True, languages=LanguageSettings(offered=OFFERED))
        scene = composer.compose(replace(new_visit(tag), size=step))
        corner = Knock.corner(composer.glass, rtl=scene.rtl)
        area = Box(corner.x(), corner.y(), corner.width(), corner.height())
        box = [Box(n.box.x, n.box.y, n.box.w, n.box.h) for n in scene.touches]
        assert not any(overlap(area, one) for one in box), (size, tag, step)
        assert QRect(0, 0, *size).contains(corner)


def test_slow_presses_do_not_open_it(qapp: object) -> None:
    del qapp
    now = [0.0]
    heard: list[bool] = []
    door = Knock(monotonic=lambda: now[0])
    door.heard.connect(lambda: heard.append(True))
    for _ in range(3 * PRESSES):
        now[0] += 2.5
        door.key()
    assert not heard
