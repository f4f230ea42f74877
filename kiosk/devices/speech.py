"""What is said aloud: which voice speaks which language, and the words as a voice takes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby
from typing import Final, Protocol

VOICES: Final = {
    "en": "en-us",
    "es": "es-419",
    "zh-Hans": "cmn",
    "zh-Hant": "yue",
    "cmn": "cmn",
    "yue": "yue",
    "vi": "vi",
    "ru": "ru",
    "uk": "uk",
    "pa": "pa",
    "hi": "hi",
    "ko": "ko",
    "ar": "ar",
    "fa": "fa",
    "prs": "fa",
}
"""Voices of espeak-ng 1.52 by language; it has none for Filipino, Hmong and Pashto.

Dari is spoken by the voice of Farsi, with the accent of Iran, and the screen says so.
"""
BORROWED: Final = frozenset({"prs"})
"""Languages that are spoken by the voice of a near one."""

RATES: Final = (80, 105, 130, 160, 200, 255, 320)
"""Words a minute: half, to double of 160 in seven even steps; 80 is the least espeak-ng speaks."""
USUAL_RATE: Final = 3
LOUDEST, USUAL_VOLUME = 10, 6
"""Steps of loudness, and the one a visit begins with."""
AMPLITUDE_STEP: Final = 10
"""espeak-ng's measure of a step: at 100 its sound fills the 16 bits, above it is cut off."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words to say, and the language they are in. ``clip`` names a recording of them."""

    text: str
    language: str
    clip: str = ""


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How fast and how loud: a place in :data:`RATES`, and 1 to :data:`LOUDEST`."""

    rate: int = USUAL_RATE
    volume: int = USUAL_VOLUME


class Playing(StrEnum):
    """What a player is doing. ``FAILED``: it ended by itself before all was said."""

    SILENT = "silent"
    SPEAKING = "speaking"
    FAILED = "failed"


class Speech(Protocol):
    """A voice that can be stopped."""

    def can_speak(self, language: str) -> bool:
        """Whether there is a voice or there are recordings for a language, and a way to play."""
        ...

    def say(self, words: Sequence[Utterance], language: str, manner: VoiceSettings) -> None:
        """Begins to speak a page of a language; what was being said is stopped."""
        ...

    def stop(self) -> None:
        """Nothing is heard any more, and nothing of the words is kept."""
        ...

    def state(self) -> Playing:
        """Whether it speaks, ended well, or failed."""
        ...


class NoSpeech:
    """No voice at all: pictures, commands, machines without sound."""

    @staticmethod
    def can_speak(_: str) -> bool:
        """Never."""
        return False

    @staticmethod
    def say(words: Sequence[Utterance], language: str, manner: VoiceSettings) -> None:
        """Says nothing."""

    @staticmethod
    def stop() -> None:
        """Is silent already."""

    @staticmethod
    def state() -> Playing:
        """Always silent."""
        return Playing.SILENT


def ssml(words: Iterable[Utterance], language: str) -> str:
    """The words as a voice takes them, each foreign piece in the voice of its own language.

    Words of a language without a voice are left out: never in a wrong one.
    """
    own = VOICES[language]
    parts: list[str] = []
    for voice, run in groupby(words, lambda one: VOICES.get(one.language)):
        if voice is None:
            continue
        said = "\n".join(escape(one.text, quote=False) for one in run)
        parts.append(said if voice == own else f'<voice name="{voice}">{said}</voice>')
    return "<speak>" + "\n".join(parts) + "</speak>" if parts else ""


def arguments(voice: str, manner: VoiceSettings) -> list[str]:
    """How espeak-ng is called: words by its input, never as an argument; sound on its output."""
    return [
        *("-v", voice, "-s", str(RATES[manner.rate]), "-a", str(AMPLITUDE_STEP * manner.volume)),
        *("-b", "1", "-m", "--stdin", "--stdout"),
    ]
