"""Speaking: espeak-ng makes the sound, aplay plays it, both as programs that can be ended at once.

Words travel through memory (a nameless file that only these programs hold), never as arguments
and never through a file of a disk.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from kiosk.devices.async_probe import AsyncProbe
from kiosk.devices.speech import VOICES, Playing, Utterance, VoiceSettings, arguments, ssml
from kiosk.devices.speech_clips import Clips, NothingRecordedError

ESPEAK, APLAY = "espeak-ng", "aplay"
TIED = ("setpriv", "--pdeathsig", "KILL", "--")
"""What ties a program to the kiosk: it ends with it, even if that was killed (util-linux)."""
PACKAGES = "espeak-ng alsa-utils"
"""Debian packages the two come in."""
END_S, ANSWER_S, WAIT_S, AGAIN_S = 0.1, 5.0, 0.03, 60.0
"""Seconds until an ended program is no longer waited for, until espeak-ng must have answered (a
sentence takes it 0.03), those a page waits for its voices, and until it is asked for them again."""
ENGLISH_S = 0.3
"""Seconds in which English between recordings is made: half a dozen names."""
_VOICE_LINE = re.compile(r"^\s*\d+\s+(\S+)", re.MULTILINE)


class SpeechError(Exception):
    """Speech cannot be made; the message says why and what to do, never what was to be said."""


def missing() -> tuple[str, ...]:
    """Programs that are not installed: nothing can be spoken aloud without them."""
    return tuple(name for name in (ESPEAK, APLAY) if shutil.which(name) is None)


def _in_memory(content: bytes) -> int:
    """A file descriptor to read ``content`` from; it has no name and goes when it is closed."""
    handle = os.memfd_create("words", os.MFD_CLOEXEC)
    with os.fdopen(os.dup(handle), "wb") as file:
        file.write(content)
    os.lseek(handle, 0, os.SEEK_SET)
    return handle


def _environment() -> dict[str, str]:
    """The environment of the players, without a sound server behind a network."""
    server = os.environ.get("PULSE_SERVER", "")
    away = bool(server) and not server.startswith(("unix:", "/"))
    return {key: value for key, value in os.environ.items() if not (away and key == "PULSE_SERVER")}


def _tied(*command: str) -> list[str]:
    """A command that ends with the kiosk, where the machine has the means for it."""
    return [*TIED, *command] if shutil.which(TIED[0]) else list(command)


def made(words: Sequence[Utterance], language: str, manner: VoiceSettings) -> bytes:
    """The sound of words as a WAV file with a header that leaves its length open; empty for none.

    Raises:
        SpeechError: espeak-ng is missing, fails or does not answer.
    """
    marked = ssml(words, language)
    if not marked:
        return b""
    try:
        ended = subprocess.run(  # noqa: S603 - a fixed program, no shell
            [ESPEAK, *arguments(VOICES[language], manner)],
            input=marked.encode(),
            capture_output=True,
            timeout=ANSWER_S + len(marked) / 1000,
            check=False,
        )
    except FileNotFoundError as error:
        raise SpeechError(
            f"espeak-ng is not installed. Install it with: apt install {PACKAGES}"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise SpeechError("espeak-ng does not answer. Try again with fewer words.") from error
    if ended.returncode:
        raise SpeechError(f"espeak-ng failed (exit code {ended.returncode}). Install it again.")
    return ended.stdout


@dataclass
class _Run:
    """Programs that run one into the other, the one that is heard first."""

    programs: tuple[subprocess.Popen[bytes], ...]

    def state(self) -> Playing:
        codes = [program.poll() for program in self.programs]
        if any(code is not None and code != 0 for code in codes):
            return Playing.FAILED
        return Playing.SPEAKING if None in codes else Playing.SILENT

    def end(self) -> None:
        for program in self.programs:
            program.kill()
        for program in self.programs:
            try:
                program.wait(END_S)
            except subprocess.TimeoutExpired:
                continue  # it hangs in the sound device; it is killed and will go


class Player:
    """The voice of a machine: one thing at a time, on one sound device of ALSA."""

    def __init__(self, device: str = "default", clips: Clips | None = None) -> None:
        self._device, self._clips = device, clips
        self._run: _Run | None = None
        self._failed = False
        self._known: frozenset[str] = frozenset()
        self._asked: AsyncProbe | None = None
        self._ask_at = 0.0

    @property
    def _voices(self) -> frozenset[str]:
        """Voices that are installed; none where something is missing to speak or to play.

        What does not answer at once is looked at again with each question, and asked again later:
        a machine that has just started may be slow.
        """
        if self._asked is None and not self._known and time.monotonic() >= self._ask_at:
            if missing():
                return self._known
            self._asked = AsyncProbe([[ESPEAK, "--voices"]], ANSWER_S)
            self._asked.wait(WAIT_S)
        if self._asked is not None and self._asked.ended():
            (listed,) = self._asked.answers()
            self._known = frozenset(name.lower() for name in _VOICE_LINE.findall(listed or ""))
            self._asked, self._ask_at = None, time.monotonic() + AGAIN_S
        return self._known

    def settle(self) -> None:
        """Waits until it is known which voices there are: for whom nobody waits at a screen."""
        if not self._voices and self._asked is not None:
            self._asked.wait(ANSWER_S)

    def can_speak(self, language: str) -> bool:
        """Whether there is a voice for a language, or recordings, and a program to play them."""
        if VOICES.get(language, "") in self._voices:
            return True
        recorded = self._clips is not None and self._clips.has(language)
        return recorded and shutil.which(APLAY) is not None

    def say(self, words: Sequence[Utterance], language: str, manner: VoiceSettings) -> None:
        """Begins to speak. What cannot be started at once shows as failed in :meth:`state`."""
        self.stop()
        try:
            if language in VOICES:
                marked = ssml(words, language)
                self._run = self._speak(marked, VOICES[language], manner) if marked else None
            elif self._clips is not None:
                self._run = self._play(self._recorded(words, self._clips, manner))
        except (OSError, SpeechError, NothingRecordedError):
            self._failed = True

    def _recorded(self, words: Sequence[Utterance], clips: Clips, manner: VoiceSettings) -> bytes:
        """Recordings one after the other; English names by the English voice.

        What would keep the page waiting longer than :data:`ENGLISH_S` is left out.
        """
        until = time.monotonic() + ENGLISH_S

        def english(one: Utterance) -> bytes:
            if VOICES["en"] not in self._voices or time.monotonic() > until:
                return b""
            return made((one,), "en", manner)

        return clips.joined(words, manner.volume, english)

    def _speak(self, marked: str, voice: str, manner: VoiceSettings) -> _Run:
        speaks = self._started(_tied(ESPEAK, *arguments(voice, manner)), marked.encode())
        assert speaks.stdout is not None  # noqa: S101 - it was asked for
        with speaks.stdout as sound:
            try:
                plays = self._aplay(sound)
            except OSError:
                _Run((speaks,)).end()
                raise
        return _Run((plays, speaks))

    def _play(self, sound: bytes) -> _Run:
        handle = _in_memory(sound)
        try:
            return _Run((self._aplay(handle),))
        finally:
            os.close(handle)

    def _started(self, command: list[str], words: bytes) -> subprocess.Popen[bytes]:
        handle = _in_memory(words)
        try:
            return subprocess.Popen(  # noqa: S603 - a fixed program, no shell
                command,
                stdin=handle,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        finally:
            os.close(handle)

    def _aplay(self, sound: IO[bytes] | int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - a fixed program, no shell
            _tied(APLAY, "-q", "-D", self._device, "-"),
            stdin=sound,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    def stop(self) -> None:
        """Ends the programs; when this returns, they are gone."""
        run, self._run, self._failed = self._run, None, False
        if run is not None:
            run.end()

    def state(self) -> Playing:
        """What is going on; a failure is told once the programs have ended."""
        if self._failed:
            return Playing.FAILED
        if self._run is None:
            return Playing.SILENT
        found = self._run.state()
        if found is not Playing.SPEAKING:
            self._run.end()
            self._run, self._failed = None, found is Playing.FAILED
        return found
