"""A page is read while the screen is hidden: nobody else sees or hears it, whatever fails."""

import pytest
from PySide6.QtCore import Qt

from kiosk.devices.printers import PrinterProblem
from kiosk.devices.speech import Playing
from kiosk.ui.runtime.speech_output import LONGEST_S
from kiosk.visit.paper import PaperDesk
from tests.journeys.test_who_cannot_read import Listener
from tests.journeys.visitor import VisitorMaker
from tests.touches import act_of
from tests.visit.test_paper import Fake, Queue


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
    listener.shell.keys.pressed(int(Qt.Key.Key_F5))
    assert listener.ears.last.startswith("Are you still here?")
    assert not page & set(listener.ears.heard)


def test_a_hidden_screen_asks_for_headphones(listener: Listener) -> None:
    hidden(listener)
    listener.jack.is_in = False
    listener.hearing.poll()
    listener.visitor.is_on("hidden").sees("Put in headphones").does_not_see("Problem at work")
    assert "hear:page" not in {node.id for node in listener.visitor.scene.touches}
    times = listener.ears.times
    listener.shell.keys.pressed(int(Qt.Key.Key_F5))
    listener.visitor.is_on("hidden").sees("Put in headphones")
    assert listener.ears.times == times
    listener.jack.is_in = True
    listener.visitor.waits(1).is_on("hidden").does_not_see("Put in headphones", "Problem at work")
    assert "Problem at work" not in listener.ears.last
    assert listener.touch("hear:page").startswith("Problem at work.")
    listener.jack.is_in = False
    listener.hearing.poll()
    listener.visitor.touch("hear:show").is_on("question")


def test_headphones_pulled_as_the_clock_ticks_take_the_voice_with_them(
    listener: Listener,
) -> None:
    hidden(listener)
    assert listener.ears.now is Playing.SPEAKING
    listener.jack.is_in = False
    listener.shell._tick()
    listener.hearing.poll()
    assert listener.ears.now is Playing.SILENT
    listener.visitor.is_on("hidden").sees("Put in headphones")


def test_the_question_is_heard_by_who_hid_the_screen(listener: Listener) -> None:
    hidden(listener)
    assert not listener.shell.visit.listening.by_ear
    listener.hearing.hush()
    listener.visitor.waits(121).is_on("idle")
    assert listener.ears.now is Playing.SPEAKING
    assert listener.ears.last.startswith("Are you still here?")
    listener.visitor.touch("yes").is_on("hidden")


@pytest.mark.parametrize("prints", [True, False])
def test_the_page_of_the_paper_says_behind_it_how_the_printer_is(
    arrive: VisitorMaker,
    prints: bool,  # noqa: FBT001
) -> None:
    printer, queue = (
        Fake(outcome=None if prints else PrinterProblem.PAPER_OUT, clean=False),
        Queue(),
    )
    listener = Listener(arrive, paper=PaperDesk(printer, queue.run))
    queue.work()
    way = ("need:talk", "tile:talk.talk_harm", "service:weave-line", "print:weave-line")
    for target in ("language:en", *way):
        listener.touch(target)
        queue.work()
    if not prints:
        listener.touch("paper")
        queue.work()
        listener.visitor.sees("It may still come out later.")
    seen = listener.visitor.text
    listener.touch("listen")
    heard = listener.touch("hear:hide")
    assert listener.on() == "hidden"
    assert "No paper can come out now" not in seen
    assert "No paper can come out now" not in heard
    assert ("It may still come out later." in heard) is not prints


def test_a_hidden_screen_says_so_in_a_language_without_a_voice(listener: Listener) -> None:
    hidden(listener)
    listener.shell.obey(act_of("language:hmn"))
    listener.visitor.is_on("hidden").sees("Lub screen no tsis tau muaj suab.")
    assert "hear:page" not in {node.id for node in listener.visitor.scene.touches}


def test_a_sound_that_never_ends_keeps_no_page_up(listener: Listener) -> None:
    hidden(listener)
    listener.now = LONGEST_S
    listener.hearing.poll()
    assert listener.ears.now is Playing.SILENT
    listener.visitor.is_on("home").sees("The sound does not work now.")
    listener.visitor.does_not_see("Problem at work")
    assert "tile:work.not_paid" not in {node.id for node in listener.visitor.scene.touches}
    listener.visitor.now += 30
    listener.shell._tick()
    assert listener.shell.idle.quiet == 30, "it is no sign of life any more"
    listener.visitor.waits(121).is_on("idle")
