"""What a voice is given: no wrong language, no argument, each sign as text."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from kiosk.devices.speech import (
    LOUDEST,
    RATES,
    USUAL_RATE,
    VOICES,
    NoSpeech,
    Playing,
    Utterance,
    VoiceSettings,
    arguments,
    ssml,
)
from kiosk.domain.language import OFFERED


def test_three_of_the_languages_have_no_voice() -> None:
    assert set(OFFERED) - set(VOICES) == {"fil", "hmn", "ps"}


def test_the_rates_go_in_seven_steps_from_half_to_double() -> None:
    assert len(RATES) == 7
    usual = RATES[USUAL_RATE]
    assert (RATES[0], RATES[-1]) == (usual / 2, usual * 2)
    steps = [after / before for before, after in pairwise(RATES)]
    assert all(1.2 < step < 1.35 for step in steps)


def test_loudness_goes_in_ten_steps_within_what_espeak_knows() -> None:
    loudness = [
        int(arguments("ru", VoiceSettings(volume=volume))[5]) for volume in range(1, LOUDEST + 1)
    ]
    assert loudness == list(range(10, 101, 10))


def test_each_piece_is_said_in_its_own_voice() -> None:
    words = (
        Utterance("Позвоните в", "ru"),
        Utterance("WEAVE.", "en"),
        Utterance("Nyob zoo", "hmn"),
        Utterance("Да.", "ru"),
    )
    root = ET.fromstring(ssml(words, "ru"))  # noqa: S314 - made here
    assert [child.get("name") for child in root] == ["en-us"]
    assert "".join(root.itertext()).split() == ["Позвоните", "в", "WEAVE.", "Да."]


def test_nothing_is_said_where_no_voice_can_say_it() -> None:
    assert ssml((Utterance("Nyob zoo", "hmn"),), "en") == ""


@pytest.mark.parametrize("text", ["a < b & c > d", '</speak><audio src="x"/>', "<voice name='ru'>"])
def test_signs_of_the_markup_are_words_like_others(text: str) -> None:
    root = ET.fromstring(ssml((Utterance(text, "en"),), "en"))  # noqa: S314 - made here
    assert root.text == text
    assert not list(root)


def test_words_are_read_from_the_input_never_from_the_arguments() -> None:
    given = arguments("en-us", VoiceSettings())
    assert "--stdin" in given
    assert not [each for each in given if " " in each]


def test_a_machine_without_sound_is_silent() -> None:
    mute = NoSpeech()
    mute.say((Utterance("hello", "en"),), "en", VoiceSettings())
    assert (mute.can_speak("en"), mute.state()) == (False, Playing.SILENT)
    mute.stop()
