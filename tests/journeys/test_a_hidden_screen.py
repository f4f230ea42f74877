"""A page is read while the screen is hidden: nobody else sees or hears it, whatever fails."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.handoff.speech import Playing
from kiosk.ui.hearing import LONGEST_S
from tests.journeys.test_who_cannot_read import Listener
from tests.journeys.visitor import VisitorMaker


@pytest.fixture
def listener(arrive: VisitorMaker) -> Listener:
    return Listener(arrive)


def hidden(listener: Listener) -> Listener:
    for target in ("language:en", "need:work", "listen", "hear:hide"):
        listener.touch(target)
    assert listener.on() == "hidden"
    return listener


def test_while_the_question_stands_nothing_of_the_page_is_heard(listener: Listener) -> None:
    hidden(listener)
    page = set(listener.ears.heard)
    listener.hearing.hush()
    listener.visitor.waits(121)
    listener.shell.keyPressed(int(Qt.Key.Key_F5))
    assert listener.ears.last.startswith("Are you still here?")
    assert not page & set(listener.ears.heard)


def test_a_hidden_screen_asks_for_headphones(listener: Listener) -> None:
    hidden(listener)
    listener.jack.is_in = False
    listener.hearing.look()
    listener.visitor.is_on("hidden").sees("Put in headphones").does_not_see("Problem at work")
    assert "hear:page" not in {node.id for node in listener.visitor.scene.touches}
    times = listener.ears.times
    listener.shell.keyPressed(int(Qt.Key.Key_F5))
    listener.visitor.is_on("hidden").sees("Put in headphones")
    assert listener.ears.times == times
    listener.jack.is_in = True
    listener.visitor.waits(1).is_on("hidden").does_not_see("Put in headphones", "Problem at work")
    assert "Problem at work" not in listener.ears.last
    assert listener.touch("hear:page").startswith("Problem at work.")
    listener.jack.is_in = False
    listener.hearing.look()
    listener.visitor.touch("hear:show").is_on("results")


def test_a_hidden_screen_says_so_in_a_language_without_a_voice(listener: Listener) -> None:
    hidden(listener)
    listener.shell.obey("language:hmn")
    listener.visitor.is_on("hidden").sees("Lub screen no tsis tau muaj suab.")
    assert "hear:page" not in {node.id for node in listener.visitor.scene.touches}


def test_a_sound_that_never_ends_keeps_no_page_up(listener: Listener) -> None:
    hidden(listener)
    listener.now = LONGEST_S
    listener.hearing.look()
    assert listener.ears.now is Playing.SILENT
    listener.visitor.is_on("listen").sees("The sound does not work now.")
    QTest.qWait(50)
    listener.shell._tick()
    assert listener.shell._quiet.elapsed() >= 50, "it is no sign of life any more"
    listener.visitor.waits(121).is_on("idle")
