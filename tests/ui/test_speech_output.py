"""The ear of the shell: silent at once, and it says why nothing is heard."""

from collections.abc import Iterator

import pytest

from kiosk.devices.speech import Playing, SpokenLine, VoiceSettings
from kiosk.domain.language import language
from kiosk.ui.runtime.speech_output import LONGEST_S, SpeechOutput
from kiosk.visit.listening import SpeechState
from tests.ears import Ears, Jack

ENGLISH, HMONG = language("en"), language("hmn")
assert ENGLISH is not None
assert HMONG is not None
HELLO = (SpokenLine("Hello", "en"),)


class Room:
    """An ear with a voice and headphones of its own."""

    def __init__(self) -> None:
        self.ears, self.jack = Ears(), Jack()
        self.now = 0.0
        self.hearing = SpeechOutput(self.ears, self.jack, clock=lambda: self.now)
        self.changes = 0
        self.hearing.changed.connect(self._changed)

    def _changed(self) -> None:
        self.changes += 1

    def says(self) -> bool:
        assert ENGLISH is not None
        return self.hearing.say(HELLO, ENGLISH, VoiceSettings())


@pytest.fixture
def room(qapp: object) -> Iterator[Room]:
    del qapp
    made = Room()
    yield made
    made.hearing.forget()


def test_it_speaks_until_all_is_said(room: Room) -> None:
    assert room.says()
    assert room.ears.heard == ["Hello."]
    room.hearing.poll()
    assert room.hearing.speaking
    room.ears.now = Playing.SILENT
    room.hearing.poll()
    assert not room.hearing.speaking
    assert room.changes == 0


def test_headphones_that_go_take_the_voice_with_them(room: Room) -> None:
    room.says()
    room.jack.is_in = False
    room.hearing.poll()
    assert room.ears.now is Playing.SILENT
    assert not room.hearing.speaking
    assert (room.changes, room.hearing.ear("en")) == (1, SpeechState.UNPLUGGED)


def test_headphones_that_went_are_noticed_whoever_looked_first(room: Room) -> None:
    """A page that says what can be heard asks as well, and takes the change away."""
    room.says()
    room.jack.is_in = False
    assert room.hearing.feel()
    room.hearing.poll()
    assert room.ears.now is Playing.SILENT
    assert not room.hearing.speaking
    assert (room.changes, room.hearing.ear("en")) == (1, SpeechState.UNPLUGGED)


def test_without_headphones_nothing_is_said(room: Room) -> None:
    room.jack.is_in = False
    assert not room.says()
    assert room.ears.times == 0
    assert room.hearing.ear("en") is SpeechState.UNPLUGGED
    room.jack.is_in = True
    assert room.hearing.feel()
    assert not room.hearing.feel()
    assert room.hearing.ear("en") is SpeechState.READY


def test_a_language_without_a_voice_is_never_said(room: Room) -> None:
    assert HMONG is not None
    assert not room.hearing.say((SpokenLine("Nyob zoo", "hmn"),), HMONG, VoiceSettings())
    assert room.hearing.ear("hmn") is SpeechState.NO_VOICE
    assert room.ears.times == 0


def test_words_of_a_language_without_a_voice_are_left_out(room: Room) -> None:
    assert ENGLISH is not None
    lines = (SpokenLine("Nyob zoo", "hmn"), SpokenLine("Hello", "en"))
    assert room.hearing.say(lines, ENGLISH, VoiceSettings())
    assert room.ears.heard == ["Hello."]


def test_a_sound_that_fails_is_told_once_and_may_be_tried_again(room: Room) -> None:
    room.says()
    room.ears.now = Playing.FAILED
    room.hearing.poll()
    assert (room.changes, room.hearing.ear("en")) == (1, SpeechState.FAILED)
    assert not room.hearing.speaking
    assert room.says()
    assert room.hearing.ear("en") is SpeechState.READY


def test_a_sound_that_never_ends_has_failed(room: Room) -> None:
    room.says()
    room.now = LONGEST_S - 1
    room.hearing.poll()
    assert room.hearing.speaking
    room.now = LONGEST_S
    room.hearing.poll()
    assert not room.hearing.speaking
    assert room.ears.now is Playing.SILENT
    assert (room.changes, room.hearing.ear("en")) == (1, SpeechState.FAILED)
    assert room.says(), "what is said next has its own time"
    room.hearing.poll()
    assert room.hearing.speaking


def test_the_next_person_hears_of_no_failure(room: Room) -> None:
    room.says()
    room.ears.now = Playing.FAILED
    room.hearing.poll()
    room.hearing.forget()
    assert room.hearing.ear("en") is SpeechState.READY


def test_a_kiosk_without_sound_has_no_voice(qapp: object) -> None:
    del qapp
    assert SpeechOutput().ear("en") is SpeechState.NO_VOICE
