"""The ear of the shell: what is said at a touch, and when it falls silent."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.devices.headphone_jack import AlwaysPlugged, HeadphoneSensor
from kiosk.devices.speech import NoSpeech, Playing, Speech, VoiceSettings
from kiosk.domain.language import Language
from kiosk.presentation import speech_text
from kiosk.visit.listening import Ear

LOOK_MS = 60
"""How often it is looked, while something is said, whether headphones went or a program died: all
is silent 100 ms after headphones are pulled (EN 301 549, 5.1.3.5)."""
LONGEST_S = 360
"""Seconds that a page can take. Of all pages in all languages, small letters on an upright glass,
espeak-ng takes 221 at half speed (a guide in Mandarin); what goes on much longer hangs."""


class SpeechOutput(QObject):
    """Speaks lines of a page, and is silent at once. It keeps no word of them."""

    changed = Signal()
    """What can be heard is not what it was: headphones came or went, the sound failed."""

    def __init__(
        self,
        speech: Speech | None = None,
        jack: HeadphoneSensor | None = None,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._clock, self._until = clock, 0.0
        self._speech: Speech = speech or NoSpeech()
        self._jack: HeadphoneSensor = jack or AlwaysPlugged()
        self._failed = False
        self._plugged: bool | None = None
        self._voiceless = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def ear(self, tag: str) -> Ear:
        """What can be heard in a language, as it was when last looked."""
        if not self._speech.can_speak(tag):
            self._voiceless = tag
            return Ear.NO_VOICE
        self._voiceless = ""
        if self._failed:
            return Ear.FAILED
        return Ear.READY if self._plugged else Ear.UNPLUGGED

    def feel(self) -> bool:
        """Looks whether headphones are in; says whether that changed, or a voice came late."""
        before, self._plugged = self._plugged, self._jack.plugged()
        came = bool(self._voiceless) and self._speech.can_speak(self._voiceless)
        self._voiceless = "" if came else self._voiceless
        return came or (before is not None and before is not self._plugged)

    def say(
        self, lines: "Iterable[speech_text.SpokenLine]", language: Language, manner: VoiceSettings
    ) -> bool:
        """Begins to speak, if anything can be heard; says whether it did."""
        self.hush()
        self.feel()
        self._failed = False
        if self.ear(language.tag) is not Ear.READY:
            return False
        words = tuple(
            one for one in speech_text.utterances(lines) if self._speech.can_speak(one.language)
        )
        if not words:
            return False
        self._speech.say(words, language.tag, manner)
        self._until = self._clock() + LONGEST_S
        self._timer.start()
        return True

    def hush(self) -> None:
        """Silence; when this returns, nothing is heard any more."""
        self._timer.stop()
        self._speech.stop()

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""
        return self._timer.isActive()

    def look(self) -> None:
        """Falls silent when headphones go; notices the end, and a player that died or hangs."""
        self.feel()  # the change itself may have been told to another who looked before
        if not self._plugged:
            self.hush()
            self.changed.emit()
            return
        state = self._speech.state()
        hangs = state is Playing.SPEAKING and self._clock() >= self._until
        if state is Playing.SPEAKING and not hangs:
            return
        self.hush()
        if hangs or state is Playing.FAILED:
            self._failed = True
            self.changed.emit()

    def forget(self) -> None:
        """The visit is over: silence, and the next person tries the sound anew."""
        self.hush()
        self._failed, self._voiceless = False, ""
