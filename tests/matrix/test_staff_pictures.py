"""Pages of staff mode as real pictures, a part of them in each mode: contrast from the pixels."""

from itertools import islice

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.window import KioskWindow
from kiosk.visit.acts import Mode
from tests.matrix.combos import MODES, ComposerMaker
from tests.matrix.test_pictures import FULL, _faint
from tests.ui.staff_scenes import scenes

SHARE = 1 if FULL else 5
"""Each mode draws every fifth page, another part of them in each."""


@pytest.mark.rotating
@pytest.mark.parametrize("number", range(len(MODES)), ids=lambda number: MODES[number])
def test_pictures_of_staff_mode_hold(number: int, composer_for: ComposerMaker) -> None:
    mode = MODES[number]
    composer, icons = composer_for((1280, 800))
    shell = Shell(composer, "en", window_title="Information")
    shell.stop()
    window = KioskWindow(shell, icons)
    window.window.show()
    found, drawn = list[str](), 0
    pages = scenes(composer, ("en", "ar", "es", "zh-Hans")[number], "en", "M", mode)
    for name, visit, scene in islice(pages, number, None, SHARE):
        shell.present(visit, scene)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        image = window.grab()
        drawn += 1
        found += [f"{name}: {problem}" for problem in _faint(scene, image, Mode(mode))]
    assert not window.warnings, window.warnings
    window.close()
    assert drawn > 15
    assert not found, f"{len(found)} things:\n" + "\n".join(found[:30])
