"""A key that is held, by a thing that lies on it or a switch that is stuck: nobody is there."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.directory.repository import ServiceDirectory
from kiosk.ui.runtime.speech_output import SpeechOutput
from tests.ears import Ears, Jack
from tests.journeys.test_five_keys import DOWN, REPEAT, SELECT, UP, Presser
from tests.journeys.visitor import VisitorMaker
from tests.ui.staff_kit import PIN, LaterJobs, Worker, let_in, staffed


@pytest.mark.parametrize("key", [DOWN, SELECT, Qt.Key.Key_A])
def test_a_key_that_is_stuck_is_no_life(arrive: VisitorMaker, key: Qt.Key) -> None:
    keys = Presser(arrive(hearing=SpeechOutput(Ears(), Jack())))
    keys.choose("language:en").choose("search").press(REPEAT)
    shell = keys.shell
    letter = "a" if key is Qt.Key.Key_A else ""
    assert shell.visit.listening.by_ear
    signs: list[bool] = []
    idle = shell.idle
    shell.idle = SimpleNamespace(restart=lambda: signs.append(True), quiet=0)
    shell.keys.pressed(key, letter)
    assert signs, "the first press counts"
    signs.clear()
    typed = shell.visit.typed
    for _ in range(3):
        shell.keys.pressed(key, letter, held=True)
        shell._tick()
    assert not signs
    assert shell.visit.typed == typed, "what is held is typed once"
    shell.keys.pressed(UP)
    assert signs
    signs.clear()
    shell._tick()
    assert signs, "what is read is life again"
    shell.idle = idle


def test_a_key_that_is_let_go_of_late_lets_the_page_be_read_on(arrive: VisitorMaker) -> None:
    """Hands that are slow hold a key until it repeats; what it began is life nevertheless."""
    keys = Presser(arrive(hearing=SpeechOutput(Ears(), Jack())))
    keys.choose("language:en").choose("search").press(REPEAT)
    shell, signs = keys.shell, list[bool]()
    idle = shell.idle
    shell.idle = SimpleNamespace(restart=lambda: signs.append(True), quiet=0)
    shell.keys.pressed(REPEAT)
    shell.keys.pressed(REPEAT, held=True)
    signs.clear()
    shell._tick()
    assert not signs
    QTest.keyRelease(keys.visitor.window, REPEAT)
    assert signs, "a key that was let go of is not stuck"
    signs.clear()
    shell._tick()
    assert signs
    shell.idle = idle


def test_a_digit_that_is_held_is_typed_once(
    qapp: object, factory_directory: ServiceDirectory, catalogues: object
) -> None:
    del qapp, catalogues
    shell = staffed(factory_directory, Worker(), LaterJobs())
    let_in(shell)
    key = Qt.Key(ord(PIN[0]))
    assert shell.keys.pressed(key, PIN[0])
    for _ in range(5):
        assert shell.keys.pressed(key, PIN[0], held=True)
    assert shell.staff is not None
    assert shell.staff.state.typing.text == PIN[0]
