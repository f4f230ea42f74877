"""Speech: the voice of each language, and the text in the form a voice takes."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from html import escape
from itertools import groupby
from typing import Final, Protocol

import msgspec

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

The Farsi voice reads Dari with an Iranian accent, and the screen says so.
"""
BORROWED: Final = frozenset({"prs"})
"""Languages that use the voice of a related language."""

RATES: Final = (80, 105, 130, 160, 200, 255, 320)
"""Words per minute: seven even steps from half of 160 to double; espeak-ng's minimum is 80."""
USUAL_RATE: Final = 3
LOUDEST, USUAL_VOLUME = 10, 6
"""The loudest volume step, and the step a visit begins with."""
AMPLITUDE_STEP: Final = 10
"""espeak-ng's amplitude per step: 100 uses the full 16 bits, more would clip."""


class SpokenLine(msgspec.Struct, frozen=True):
    """One text of a page and its language; ``english`` are its English parts."""

    text: str
    language: str
    english: tuple[str, ...] = ()


class Utterance(msgspec.Struct, frozen=True):
    """A text to speak and its language. ``clip`` names a recording of it."""

    text: str
    language: str
    clip: str = ""


class VoiceSettings(msgspec.Struct, frozen=True):
    """Speed and volume: an index of :data:`RATES`, and 1 to :data:`LOUDEST`."""

    rate: int = USUAL_RATE
    volume: int = USUAL_VOLUME


class Playing(StrEnum):
    """What a player is doing. ``FAILED`` means that it ended by itself before the end."""

    SILENT = "silent"
    SPEAKING = "speaking"
    FAILED = "failed"


class Speech(Protocol):
    """A voice that can be stopped."""

    def can_speak(self, language: str, clip: str = "") -> bool:
        """True if a language has a voice or recordings, and they can be played.

        With ``clip``: a voice or that recording.
        """
        ...

    def say(self, words: Sequence[Utterance], language: str, settings: VoiceSettings) -> None:
        """Start to speak a page in a language; stop what is being spoken."""
        ...

    def tick(self) -> None:
        """Play the short sound of a press, instead of what is being spoken."""
        ...

    def stop(self) -> None:
        """Stop at once, and keep nothing of the text."""
        ...

    def state(self) -> Playing:
        """Return whether it speaks, has finished or has failed."""
        ...


class NoSpeech:
    """No voice at all: for pictures, commands and machines without sound."""

    @staticmethod
    def can_speak(_language: str, _clip: str = "") -> bool:
        """Return false."""
        return False

    @staticmethod
    def say(words: Sequence[Utterance], language: str, settings: VoiceSettings) -> None:
        """Do nothing."""

    @staticmethod
    def stop() -> None:
        """Do nothing."""

    tick = stop

    @staticmethod
    def state() -> Playing:
        """Return ``SILENT``."""
        return Playing.SILENT


def ssml(words: Iterable[Utterance], language: str) -> str:
    """Return the texts as SSML, each foreign part in the voice of its own language.

    Texts in a language without a voice are left out: a wrong voice never reads them.
    """
    own = VOICES[language]
    parts: list[str] = []
    for voice, run in groupby(words, lambda one: VOICES.get(one.language)):
        if voice is None:
            continue
        text = "\n".join(escape(one.text, quote=False) for one in run)
        parts.append(text if voice == own else f'<voice name="{voice}">{text}</voice>')
    return "<speak>" + "\n".join(parts) + "</speak>" if parts else ""


def arguments(voice: str, settings: VoiceSettings) -> list[str]:
    """Return espeak-ng's arguments: text arrives on its input, sound leaves on its output."""
    rate, loud = str(RATES[settings.rate]), str(AMPLITUDE_STEP * settings.volume)
    return ["-v", voice, "-s", rate, "-a", loud, "-b", "1", "-m", "--stdin", "--stdout"]
