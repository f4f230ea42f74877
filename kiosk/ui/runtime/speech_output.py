"""Speech output of the shell: what is spoken on touch, and when it stops."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.devices.headphone_jack import AlwaysPlugged, HeadphoneSensor
from kiosk.devices.speech import NoSpeech, Playing, Speech, SpokenLine, VoiceSettings
from kiosk.domain.language import Language
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.visit.listening import SpeechState

CHECK_MS = 60
"""Milliseconds between checks, while speaking, for removed headphones or a dead player: all is
silent 100 ms after headphones are pulled (EN 301 549, 5.1.3.5)."""
NAME_S = 10
"""Longest time in seconds that one of several names may take."""
LONGEST_S = 360
"""Longest time in seconds that a page may take. Of all pages in all languages, with small text on a
portrait screen, espeak-ng takes 221 s at half speed (a guide in Mandarin); anything much longer
hangs."""


class SpeechOutput(QObject):
    """Speaks lines of a page and stops at once. It stores no word of them."""

    changed = Signal()
    """Emitted when audibility changes: headphones came or went, or the sound failed."""
    rested = Signal()
    """Emitted when a text is over and the time until the next one has passed."""

    def __init__(
        self,
        speech: Speech | None = None,
        sensor: HeadphoneSensor | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._clock, self._until = clock, 0.0
        self._next: float | None = None
        self._speech: Speech = speech or NoSpeech()
        self._jack: HeadphoneSensor = sensor or AlwaysPlugged()
        self._failed = False
        self._plugged: bool | None = None
        self._sensed = True
        self._voiceless = ""
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.poll)

    def ear(self, tag: str) -> SpeechState:
        """Return what can be heard in a language, by the last check."""
        if not self._speech.can_speak(tag):
            self._voiceless = tag
            return SpeechState.NO_VOICE
        self._voiceless = ""
        if self._failed or not self._sensed:
            return SpeechState.FAILED
        return SpeechState.READY if self._plugged else SpeechState.UNPLUGGED

    def feel(self) -> bool:
        """Check for headphones; return True if that changed or a voice became available."""
        before, sensed = self._plugged, self._sensed
        self._plugged, self._sensed = self._jack.plugged(), self._jack.sensed()
        came = bool(self._voiceless) and self._speech.can_speak(self._voiceless)
        self._voiceless = "" if came else self._voiceless
        changed = (before, sensed) != (self._plugged, self._sensed)
        return came or (before is not None and changed)

    def prepare(self) -> bool:
        """Look for voices before anyone needs them; return True if there are any."""
        return self._speech.can_speak(SOURCE_TAG)

    def can_say(self, line: SpokenLine) -> bool:
        """Return True if a line can be spoken whole: by a voice, or from recordings."""
        from kiosk.presentation.speech_text import utterances

        words = utterances((line,))
        return bool(words) and all(self._speech.can_speak(one.language, one.clip) for one in words)

    def say(
        self,
        lines: Iterable[SpokenLine],
        language: Language,
        settings: VoiceSettings,
        *,
        apart: float = 0.0,
    ) -> bool:
        """Start to speak if anything can be heard; return True if it did.

        ``apart`` are the seconds from its start until ``rested`` is emitted.
        """
        from kiosk.presentation.speech_text import utterances

        self.hush()
        self.feel()
        self._failed = False
        if self.ear(language.tag) is not SpeechState.READY:
            return False
        words = tuple(one for one in utterances(lines) if self._speech.can_speak(one.language))
        if not words:
            return False
        self._speech.say(words, language.tag, settings)
        now = self._clock()
        self._until = now + (NAME_S if apart else LONGEST_S)
        self._next = now + apart if apart else None
        self._timer.start()
        return True

    def tick(self, tag: str) -> None:
        """Play the sound of a press, if anything of a language can be heard."""
        self.feel()
        if self.ear(tag) is SpeechState.READY:
            self._speech.tick()

    def hush(self) -> None:
        """Stop speaking; when this returns, nothing is heard any more."""
        self._next = None
        self._timer.stop()
        self._speech.stop()

    @property
    def speaking(self) -> bool:
        """Return True while something is spoken."""
        return self._timer.isActive()

    def poll(self) -> None:
        """Stop when headphones are removed; notice the end, and a player that died or hangs."""
        self.feel()  # another caller may have consumed the change
        if not self._plugged:
            self.hush()
            self.changed.emit()
            return
        state = self._speech.state()
        hangs = state is Playing.SPEAKING and self._clock() >= self._until
        if state is Playing.SPEAKING and not hangs:
            return
        failed = hangs or state is Playing.FAILED
        rests = self._next is not None
        if not failed and self._next is not None and self._clock() < self._next:
            return
        self.hush()
        if failed:
            self._failed = True
            self.changed.emit()
        elif rests:
            self.rested.emit()

    def retry(self) -> None:
        """Forget that the sound failed: the next text tries it."""
        self._failed = False

    def forget(self) -> None:
        """End the visit: silence, and sound is tried afresh for the next person."""
        self.hush()
        self._failed, self._voiceless = False, ""
