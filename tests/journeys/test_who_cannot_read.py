"""Who cannot read: touches to hear, touches again to open, up to learning a number."""

import gc

import pytest
from PySide6.QtCore import Qt

from kiosk.devices.speech import Playing, VoiceSettings
from kiosk.ui.kit.scene import Node, NodeKind
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.visit.listening import ListeningSettings
from tests.ears import Ears, Jack
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import act_of


class Listener:
    """A visitor with headphones."""

    def __init__(self, arrive: VisitorMaker, *, plugged: bool = True, **more: object) -> None:
        self.ears, self.jack = Ears(), Jack(plugged=plugged)
        self.now = 0.0
        self.hearing = SpeechOutput(self.ears, self.jack, clock=lambda: self.now)
        self.visitor: Visitor = arrive(hearing=self.hearing, **more)
        self.shell = self.visitor.kiosk.shell

    def touch(self, target: str) -> str:
        """Touches, and says what was heard; nothing where nothing was said."""
        times = self.ears.times
        self.visitor.touch(target)
        return self.ears.last if self.ears.times > times else ""

    def named(self) -> str:
        """The language that stands large."""
        return self.shell.visit.listening.naming

    def on(self) -> str:
        return self.visitor.screen

    def by_ear(self) -> "Listener":
        self.shell.keys.pressed(int(Qt.Key.Key_F5))
        assert self.shell.visit.listening.by_ear
        return self


@pytest.fixture
def listener(arrive: VisitorMaker) -> Listener:
    return Listener(arrive)


def card(visitor: Visitor) -> Node:
    return next(node for node in visitor.scene.touches if node.id.startswith("service:"))


def test_from_the_first_touch_to_a_number_learned(listener: Listener) -> None:
    listener.touch("language:es")
    assert listener.touch("listen").startswith("Escuchar. Cualquier toque detiene la voz.")
    by_ear = listener.touch("hear:by-ear")
    assert by_ear == "Toque para oír, otra vez para abrir. Elegido."
    assert listener.touch("back") == "Atrás."
    assert listener.on() == "listen"
    listener.touch("back")
    assert listener.on() == "home"
    assert listener.touch("need:talk") == f"{listener.visitor.target('need:talk').name}."
    assert listener.on() == "home"
    listener.touch("need:talk")
    assert listener.on() == "question"
    assert listener.touch("tile:talk.talk_harm") == "Alguien me lastima."
    assert listener.on() == "question"
    listener.touch("tile:talk.talk_harm")
    assert listener.on() == "results"
    service = card(listener.visitor)
    assert listener.touch(service.id)
    assert listener.on() == "results"
    assert listener.touch(service.id)
    assert listener.on() == "service"
    learn = next(n.id for n in listener.visitor.scene.touches if n.id.startswith("learn:"))
    assert listener.touch(learn)
    assert listener.on() == "service"
    listener.touch(learn)
    assert listener.on() == "learn"
    pieces = {
        node.owner: node.text
        for node in listener.visitor.scene.nodes
        if node.kind is NodeKind.TEXT and node.text.isdigit() and node.owner
    }
    assert "".join(pieces.values())
    for target, digits in pieces.items():
        assert listener.touch(target) == f"{' '.join(digits)}."


def test_leaving_takes_one_touch_and_leaves_nothing(listener: Listener) -> None:
    listener.by_ear()
    listener.touch("language:en")
    listener.touch("language:en")
    assert listener.ears.now is Playing.SPEAKING
    listener.visitor.touch("leave")
    assert listener.on() == "cover"
    assert listener.ears.now is Playing.SILENT
    assert listener.shell.visit.listening == ListeningSettings()
    assert not listener.hearing.speaking


def test_any_touch_is_silence(listener: Listener) -> None:
    listener.touch("language:en")
    listener.touch("listen")
    assert listener.ears.now is Playing.SPEAKING
    listener.visitor.at(5, listener.visitor.scene.height // 2)
    assert listener.ears.now is Playing.SILENT
    listener.touch("hear:page")
    assert listener.ears.last.startswith("What do you need?")
    assert (listener.ears.now, listener.on()) == (Playing.SPEAKING, "home")
    listener.visitor.touch("need:food")
    assert listener.ears.now is Playing.SILENT


def test_the_voice_is_turned_and_heard_at_once(listener: Listener) -> None:
    listener.touch("language:en")
    listener.touch("listen")
    assert listener.touch("hear:faster") == "Faster."
    assert listener.ears.manner == VoiceSettings(4, 6)
    listener.touch("hear:softer")
    assert listener.ears.manner == VoiceSettings(4, 5)
    listener.touch("hear:stop")
    assert listener.ears.now is Playing.SILENT


def test_the_idle_question_is_heard_and_the_end_is_silence(listener: Listener) -> None:
    listener.by_ear()
    listener.touch("language:en")
    listener.touch("language:en")
    listener.hearing.hush()
    listener.visitor.waits(121)
    assert listener.ears.last.startswith("Are you still here?")
    assert listener.touch("no") == "No, clear it."
    assert listener.on() == "idle", "hearing a word is no answer"
    listener.visitor.waits(122)
    assert listener.on() == "idle", "and shows nothing of the page"
    listener.visitor.waits(151)
    assert listener.on() == "attract"
    assert listener.ears.now is Playing.SILENT
    assert listener.shell.visit.untouched


def test_a_page_that_is_being_read_is_a_sign_of_life(listener: Listener) -> None:
    listener.touch("language:en")
    listener.touch("listen")
    listener.visitor.now += 30
    listener.shell._tick()
    assert listener.shell.idle.quiet == 0
    listener.hearing.hush()
    listener.visitor.now += 30
    listener.shell._tick()
    assert listener.shell.idle.quiet == 30


def test_the_screen_is_hidden_while_a_page_is_read(listener: Listener) -> None:
    listener.touch("language:en")
    listener.touch("need:work")
    listener.touch("listen")
    assert listener.touch("hear:hide").startswith("Problem at work.")
    assert listener.on() == "hidden"
    listener.visitor.does_not_see("Problem at work")
    assert listener.touch("hear:page").startswith("Problem at work.")
    listener.visitor.waits(125)
    assert listener.on() == "idle"
    listener.visitor.touch("yes")
    assert listener.on() == "hidden"
    listener.touch("hear:show")
    assert listener.on() == "question"


def test_headphones_are_asked_for_and_the_voice_begins_with_them(arrive: VisitorMaker) -> None:
    listener = Listener(arrive, plugged=False)
    listener.touch("language:en")
    assert listener.touch("listen") == ""
    listener.visitor.sees("Put in headphones", "Someone here can read it to you.")
    listener.jack.is_in = True
    listener.visitor.waits(1)
    listener.visitor.sees("Read this page")
    assert listener.ears.last.startswith("Listen.")
    listener.jack.is_in = False
    listener.hearing.poll()
    assert listener.ears.now is Playing.SILENT
    listener.visitor.sees("Put in headphones")


def test_without_headphones_every_touch_counts_again(listener: Listener) -> None:
    listener.by_ear()
    listener.jack.is_in = False
    listener.touch("language:en")
    assert listener.on() == "home"


def test_the_names_are_spoken_once_headphones_come(arrive: VisitorMaker) -> None:
    listener = Listener(arrive, plugged=False)
    assert listener.touch("listen") == ""
    listener.visitor.sees("Put in headphones", "Pictures only")
    listener.jack.is_in = True
    listener.visitor.waits(1)
    assert listener.ears.last == "English."
    assert listener.named() == "en"


def test_a_sound_that_fails_says_so_and_leads_to_pictures(listener: Listener) -> None:
    listener.by_ear()
    listener.touch("language:en")
    listener.touch("language:en")
    listener.touch("need:food")
    listener.ears.now = Playing.FAILED
    listener.hearing.poll()
    listener.visitor.sees("The sound does not work now.", "Someone here can read it to you.")
    listener.visitor.does_not_see("What do you need?")
    assert not listener.shell.visit.listening.by_ear
    listener.ears.now = Playing.SILENT
    listener.touch("back")
    listener.visitor.sees("What do you need?")
    assert listener.touch("listen").startswith("Listen."), "it is tried"
    assert listener.touch("hear:page").startswith("What do you need?")
    assert listener.on() == "home"


def test_a_language_without_a_voice_says_so_and_opens_at_once(listener: Listener) -> None:
    listener.by_ear()
    assert listener.touch("language:hmn") == ""
    assert listener.on() == "home"
    listener.touch("listen")
    listener.visitor.sees("Lub screen no tsis tau muaj suab.")
    assert "hear:page" not in {node.id for node in listener.visitor.scene.touches}


def test_a_kiosk_without_sound_shows_pictures_at_once(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("language:en").touch("listen").is_on("home")
    visitor.sees("The sound does not work now.").does_not_see("What do you need?")


def test_keys_say_where_they_are_and_open_at_once(listener: Listener) -> None:
    listener.by_ear()
    listener.touch("language:en")
    listener.touch("language:en")
    for _ in listener.visitor.scene.touches:
        listener.shell.keys.pressed(int(Qt.Key.Key_Down))
        if listener.shell.view.focus == "need:food":
            break
    assert listener.ears.last == "Food and basics."
    listener.shell.keys.pressed(int(Qt.Key.Key_Return))
    assert listener.on() == "question"


def test_keys_say_every_target_of_a_page_and_so_the_way_out(listener: Listener) -> None:
    listener.by_ear()
    listener.touch("language:en")
    listener.touch("language:en")
    listener.touch("talk")
    targets = {node.id: node for node in listener.visitor.scene.touches}
    assert listener.on() == "home"
    assert listener.shell.visit.listening.heard == "talk"
    said = {}
    for _ in targets:
        times = listener.ears.times
        listener.shell.keys.pressed(int(Qt.Key.Key_Down))
        assert listener.ears.times == times + 1, listener.shell.view.focus
        said[listener.shell.view.focus] = listener.ears.last
    assert said.keys() == targets.keys()
    assert said["leave"] == f"{targets['leave'].name}."
    assert said["talk"].startswith("Talk to someone now")
    listener.shell.obey(act_of("need:food"))
    assert listener.touch("leave") == ""
    assert listener.on() == "cover", "a finger leaves at once"


def test_no_object_of_the_ear_holds_a_word_after_the_visit(listener: Listener) -> None:
    listener.touch("language:en")
    listener.touch("listen")
    listener.touch("hear:page")
    listener.visitor.touch("leave")
    listener.ears.heard = []
    gc.collect()
    held = [
        (type(one).__name__, name)
        for one in (listener.hearing, listener.shell._listener)
        for name, value in vars(one).items()
        if isinstance(value, str | bytes | list | tuple | dict) and value
    ]
    assert not held
