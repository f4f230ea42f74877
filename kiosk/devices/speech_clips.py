"""Recordings of messages, for languages without a voice.

They are files ``FOLDER/LANGUAGE/ID.wav``. The id of a text is the
:func:`kiosk.domain.text.source_hash` of its English; the id of a digit is the digit.
"""

import io
import math
import sys
import wave
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.devices.speech import LOUDEST, Utterance

RATE_HZ, WIDTH, CHANNELS = 22050, 2, 1
"""The only format of a recording: the format of espeak-ng, so that both can be joined."""
REST_S = 0.35
"""Seconds of silence between two texts."""
LARGEST = 8 * 2**20
"""Most bytes of a recording: three minutes."""


class NothingRecordedError(Exception):
    """None of the texts is recorded."""


def samples(content: bytes) -> bytes | None:
    """Return the samples of a WAV file in the format above; ``None`` for any other file.

    A truncated file yields its complete samples.
    """
    try:
        with wave.open(io.BytesIO(content)) as file:
            found = (file.getframerate(), file.getsampwidth(), file.getnchannels())
            if found != (RATE_HZ, WIDTH, CHANNELS):
                return None
            frames: bytes = file.readframes(file.getnframes())
            return frames[: len(frames) // WIDTH * WIDTH]
    except (wave.Error, EOFError):
        return None


def as_wav(sound: bytes) -> bytes:
    """Return the samples as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(CHANNELS)
        file.setsampwidth(WIDTH)
        file.setframerate(RATE_HZ)
        file.writeframes(sound)
    return out.getvalue()


def at_volume(sound: bytes, volume: int) -> bytes:
    """Scale samples to a volume step; the loudest step leaves them unchanged."""
    if volume == LOUDEST:
        return sound
    values = array("h", sound)
    if sys.byteorder == "big":
        values.byteswap()
    scaled = array("h", (value * volume // LOUDEST for value in values))
    if sys.byteorder == "big":
        scaled.byteswap()
    return scaled.tobytes()


def tick_sound() -> bytes:
    """Return the sound of a press as a WAV file: 1 kHz for 20 ms, its peak at −24 dBFS."""
    peak, turn = 32767 * 10 ** (-24 / 20), 2 * math.pi * 1000 / RATE_HZ
    return as_wav(array("h", (round(peak * math.sin(turn * at)) for at in range(441))).tobytes())


class Clips:
    """The recordings of a site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, language: str) -> bool:
        """True if anything is recorded in a language."""
        try:
            return any((self._folder / language).glob("*.wav"))
        except OSError:
            return False

    def recorded(self, utterance: Utterance) -> bool:
        """True if there is a recording of a text."""
        return (
            bool(utterance.clip)
            and (self._folder / utterance.language / f"{utterance.clip}.wav").is_file()
        )

    def _sound(self, language: str, clip: str) -> bytes | None:
        """Return the samples of a recording, if there is one that can be played."""
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
        """Join all recordings into one WAV file; ``english`` speaks the English texts.

        Raises:
            NothingRecordedError: there is nothing to play.
        """
        silence = bytes(WIDTH * round(RATE_HZ * REST_S))
        parts: list[bytes] = []
        for one in words:
            if one.language == "en":
                sound = samples(english(one))
            else:
                found = self._sound(one.language, one.clip)
                sound = None if found is None else at_volume(found, volume)
            if sound:
                parts.append(sound)
        if not parts:
            raise NothingRecordedError
        return as_wav(silence.join(parts))
