"""How a visitor listens: how fast, how loud, by touch, with the screen hidden."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.devices.speech import LOUDEST, RATES, VoiceSettings


class Hear(StrEnum):
    """What the controls of listening do. ``PAGE`` reads the page in front."""

    PAGE = "page"
    STOP = "stop"
    SLOWER = "slower"
    FASTER = "faster"
    SOFTER = "softer"
    LOUDER = "louder"
    BY_EAR = "by-ear"
    HIDE = "hide"
    SHOW = "show"


class Ear(StrEnum):
    """What can be heard now: all is well, headphones are out, no voice, the sound fails."""

    READY = "ready"
    UNPLUGGED = "unplugged"
    NO_VOICE = "no-voice"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Listening:
    """One way of listening. ``heard`` is the target whose name was said last."""

    manner: VoiceSettings = field(default_factory=VoiceSettings)
    by_ear: bool = False
    hidden: bool = False
    heard: str = ""

    def after(self, hear: Hear) -> "Listening":
        """The way of listening after a touch on one of its controls."""
        rate, volume = self.manner.rate, self.manner.volume
        turned = {
            Hear.SLOWER: VoiceSettings(max(0, rate - 1), volume),
            Hear.FASTER: VoiceSettings(min(len(RATES) - 1, rate + 1), volume),
            Hear.SOFTER: VoiceSettings(rate, max(1, volume - 1)),
            Hear.LOUDER: VoiceSettings(rate, min(LOUDEST, volume + 1)),
        }
        if hear in turned:
            return replace(self, manner=turned[hear])
        if hear is Hear.BY_EAR:
            return replace(self, by_ear=not self.by_ear, heard="")
        if hear in {Hear.HIDE, Hear.SHOW}:
            return replace(self, hidden=hear is Hear.HIDE)
        return self
