"""Recordings of messages, for languages without a voice.

``FOLDER/LANGUAGE/ID.wav``, where the id of a text is :func:`kiosk.domain.text.source_hash` of its
English, and of a digit the digit itself.
"""

import io
import sys
import wave
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.devices.speech import LOUDEST, Utterance

RATE_HZ, WIDTH, CHANNELS = 22050, 2, 1
"""The one form of a recording: that of espeak-ng's own sound, so that both can be joined."""
REST_S = 0.35
"""Silence between two texts."""
LARGEST = 8 * 2**20
"""Bytes of a recording: three minutes."""


class NothingRecordedError(Exception):
    """Nothing of what was to be said is recorded."""


def samples(content: bytes) -> bytes | None:
    """The samples of a WAV file in the one form there is; ``None`` for any other file.

    Of a file that was cut off, the whole samples it has.
    """
    try:
        with wave.open(io.BytesIO(content)) as file:
            form = (file.getframerate(), file.getsampwidth(), file.getnchannels())
            if form != (RATE_HZ, WIDTH, CHANNELS):
                return None
            frames: bytes = file.readframes(file.getnframes())
            return frames[: len(frames) // WIDTH * WIDTH]
    except (wave.Error, EOFError):
        return None


def as_wav(sound: bytes) -> bytes:
    """Samples as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(CHANNELS)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE_HZ)
        file.writeframes(sound)
    return out.getvalue()


def at_volume(sound: bytes, volume: int) -> bytes:
    """Samples at a step of loudness; the last step leaves them as they are."""
    if volume == LOUDEST:
        return sound
    heard = array("h", sound)
    if sys.byteorder == "big":
        heard.byteswap()
    changed = array("h", (one * volume // LOUDEST for one in heard))
    if sys.byteorder == "big":
        changed.byteswap()
    return changed.tobytes()


class Clips:
    """The recordings of a site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, language: str) -> bool:
        """Whether anything is recorded in a language."""
        try:
            return any((self._folder / language).glob("*.wav"))
        except OSError:
            return False

    def recorded(self, one: Utterance) -> bool:
        """Whether there is a recording of a text."""
        return bool(one.clip) and (self._folder / one.language / f"{one.clip}.wav").is_file()

    def _sound(self, language: str, clip: str) -> bytes | None:
        """Samples of a recording, if there is one that can be played."""
        file = self._folder / language / f"{clip}.wav"
        try:
            if file.stat().st_size > LARGEST:
                return None
            return samples(file.read_bytes())
        except OSError:
            return None

    def joined(
        self, words: Sequence[Utterance], volume: int, english: Callable[[Utterance], bytes]
    ) -> bytes:
        """One WAV file of all that is recorded; ``english`` speaks what is in English.

        Raises:
            NothingRecordedError: there is nothing to hear.
        """
        rest = bytes(WIDTH * round(RATE_HZ * REST_S))
        heard: list[bytes] = []
        for one in words:
            if one.language == "en":
                sound = samples(english(one))
            else:
                found = self._sound(one.language, one.clip)
                sound = None if found is None else at_volume(found, volume)
            if sound:
                heard.append(sound)
        if not heard:
            raise NothingRecordedError
        return as_wav(rest.join(heard))
