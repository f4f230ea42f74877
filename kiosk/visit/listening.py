"""A visitor's speech settings: rate, volume, by touch, with a hidden screen."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from kiosk.devices.speech import LOUDEST, RATES, VoiceSettings

ROUNDS = 2
"""How often all languages are named, one after another."""


class SpeechControl(StrEnum):
    """Controls of reading aloud. ``PAGE`` reads the current page, ``NAMES`` names the languages."""

    PAGE = "page"
    STOP = "stop"
    SLOWER = "slower"
    FASTER = "faster"
    SOFTER = "softer"
    LOUDER = "louder"
    BY_EAR = "by-ear"
    HIDE = "hide"
    SHOW = "show"
    NAMES = "names"


TURNS = (SpeechControl.SLOWER, SpeechControl.FASTER, SpeechControl.SOFTER, SpeechControl.LOUDER)
"""Plus and minus."""


class SpeechState(StrEnum):
    """The state of speech: working, headphones out, no voice, audio failure."""

    READY = "ready"
    UNPLUGGED = "unplugged"
    NO_VOICE = "no-voice"
    FAILED = "failed"


class ListeningSettings(msgspec.Struct, frozen=True):
    """Speech settings. ``heard`` is the target whose name was spoken last.

    ``aloud`` reads every page that opens. ``naming`` is the language that is being named on the
    first screen, ``rounds`` how often all were named before.
    """

    manner: VoiceSettings = msgspec.field(default_factory=VoiceSettings)
    by_ear: bool = False
    hidden: bool = False
    heard: str = ""
    aloud: bool = False
    naming: str = ""
    rounds: int = 0

    @property
    def reads(self) -> bool:
        """True if pages that open are read aloud."""
        return self.by_ear or self.hidden or self.aloud

    def after(self, speech: SpeechControl) -> "ListeningSettings":
        """Return the settings after a touch on one of the controls."""
        rate, volume = self.manner.rate, self.manner.volume
        turned = {
            SpeechControl.SLOWER: VoiceSettings(max(0, rate - 1), volume),
            SpeechControl.FASTER: VoiceSettings(min(len(RATES) - 1, rate + 1), volume),
            SpeechControl.SOFTER: VoiceSettings(rate, max(1, volume - 1)),
            SpeechControl.LOUDER: VoiceSettings(rate, min(LOUDEST, volume + 1)),
        }
        if speech in turned:
            return replace(self, manner=turned[speech])
        if speech is SpeechControl.BY_EAR:
            return replace(self, by_ear=not self.by_ear, heard="")
        if speech in {SpeechControl.HIDE, SpeechControl.SHOW}:
            return replace(self, hidden=speech is SpeechControl.HIDE)
        if speech is SpeechControl.STOP:
            return replace(self, aloud=False)
        return self

    def unnamed(self) -> "ListeningSettings":
        """Return the settings before any language is named."""
        return replace(self, naming="", rounds=0)

    def next_name(self, spoken: Sequence[str]) -> "ListeningSettings | None":
        """Return the settings at the next of some languages; ``None`` after the last round."""
        at = spoken.index(self.naming) + 1 if self.naming in spoken else 0
        rounds = self.rounds + (at == len(spoken))
        if not spoken or rounds == ROUNDS:
            return None
        return replace(self, naming=spoken[at % len(spoken)], rounds=rounds)
