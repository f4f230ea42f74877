"""Somebody who listens: a voice that remembers what it was given, and headphones to pull."""

from collections.abc import Collection, Sequence

from kiosk.devices.speech import VOICES, Playing, Utterance, VoiceSettings


class Jack:
    """Headphones, in or out."""

    def __init__(self, *, plugged: bool = True, senses: bool = True) -> None:
        self.is_in, self.senses = plugged, senses

    def plugged(self) -> bool:
        return self.is_in

    def sensed(self) -> bool:
        return self.senses


class Ears:
    """A voice whose words can be asked for: the last ones, while they are said."""

    def __init__(self, *, voices: Collection[str] = VOICES, clips: Collection[str] = ()) -> None:
        self.voices, self.clips = voices, clips
        self.heard: list[str] = []
        self.language, self.manner = "", VoiceSettings()
        self.now = Playing.SILENT
        self.times = self.ticks = 0

    def can_speak(self, language: str, clip: str = "") -> bool:
        return language in self.voices or (clip in self.clips if clip else bool(self.clips))

    def say(self, words: Sequence[Utterance], language: str, manner: VoiceSettings) -> None:
        self.heard = [one.text for one in words]
        self.language, self.manner, self.now = language, manner, Playing.SPEAKING
        self.times += 1

    def tick(self) -> None:
        self.ticks += 1

    def stop(self) -> None:
        self.now = Playing.SILENT

    def state(self) -> Playing:
        return self.now

    @property
    def last(self) -> str:
        """What was said last, in one line."""
        return " ".join(self.heard)
