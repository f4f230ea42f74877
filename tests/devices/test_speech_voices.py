"""The voices themselves: each is heard, in its own language, digit by digit."""

import subprocess

import pytest

from kiosk.devices import speech_player
from kiosk.devices.speech import VOICES, Utterance, VoiceSettings
from kiosk.devices.speech_clips import RATE_HZ, samples
from kiosk.devices.speech_player import made
from tests.devices.speech_room import GREETING, SPEAKS


def sound_of(text: str, tag: str, manner: VoiceSettings | None = None) -> bytes:
    sound = samples(made((Utterance(text, tag),), tag, manner or VoiceSettings()))
    assert sound is not None
    return sound


@SPEAKS
@pytest.mark.parametrize("tag", sorted(GREETING))
def test_every_language_with_a_voice_is_heard(tag: str) -> None:
    seconds = len(sound_of(GREETING[tag], tag)) / 2 / RATE_HZ
    assert 0.7 < seconds < 4


def phonemes(text: str, voice: str) -> str:
    said = subprocess.run(
        [speech_player.ESPEAK, "-v", voice, "-b", "1", "-q", "-x", "--stdin"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return said.stdout.decode().strip()


@SPEAKS
def test_every_voice_reads_its_own_letters_and_none_falls_back_to_english() -> None:
    own = {tag: phonemes(text, VOICES[tag]) for tag, text in GREETING.items()}
    for tag, said in own.items():
        assert "(en)" not in said, tag
        if tag != "en":
            assert said != phonemes(GREETING[tag], VOICES["en"]), tag
    assert len(set(own.values())) == len(own)


@pytest.mark.rotating
@SPEAKS
@pytest.mark.parametrize("tag", sorted(GREETING))
def test_every_voice_says_digits_one_by_one(tag: str) -> None:
    def sounds(text: str) -> list[str]:
        bare = phonemes(text, VOICES[tag]).translate(str.maketrans("", "", "_|!',0123456789[]"))
        return bare.split()

    alone = {digit: sounds(digit) for digit in "0123456789"}
    assert all(alone.values())
    for digits in ("9 1 6", "2 0 2 5", "1 1 1 1"):
        assert len(sounds(digits)) == sum(len(alone[digit]) for digit in digits.split()), digits


@SPEAKS
def test_slow_is_longer_and_loud_is_louder() -> None:
    slow, fast = (len(sound_of(GREETING["en"], "en", VoiceSettings(rate=rate))) for rate in (0, 6))
    assert 3 < slow / fast < 6
    soft, loud = (
        max(
            abs(int.from_bytes(sound[at : at + 2], "little", signed=True))
            for at in range(0, 20000, 2)
        )
        for sound in (sound_of(GREETING["en"], "en", VoiceSettings(volume=v)) for v in (1, 8))
    )
    assert loud > 4 * soft
