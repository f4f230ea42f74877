"""Speak with espeak-ng and aplay, two programs that can be killed at once.

Texts pass through an anonymous file in memory, never as arguments and never through a disk.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from kiosk.devices.async_probe import AsyncProbe
from kiosk.devices.speech import VOICES, Playing, Utterance, VoiceSettings, arguments, ssml
from kiosk.devices.speech_clips import Clips, NothingRecordedError, tick_sound

ESPEAK, APLAY = "espeak-ng", "aplay"
TIED = ("setpriv", "--pdeathsig", "KILL", "--")
"""Makes a program end with the kiosk, even if the kiosk is killed (util-linux)."""
PACKAGES = "espeak-ng alsa-utils"
"""The Debian packages of the two."""
END_S, ANSWER_S, WAIT_S, AGAIN_S = 0.1, 5.0, 0.03, 60.0
"""Seconds to wait for a killed program, for espeak-ng's answer (a sentence needs 0.03), for its
voices while a page waits, and before they are requested once more."""
ENGLISH_S = 0.3
"""Seconds for speaking the English between recordings: half a dozen names."""
_VOICE_LINE = re.compile(r"^\s*\d+\s+(\S+)", re.MULTILINE)


class SpeechError(Exception):
    """Speech failed; the message says why and what to do, and never contains the text."""


def missing() -> tuple[str, ...]:
    """Return the programs that are not installed; without them nothing can be spoken."""
    return tuple(name for name in (ESPEAK, APLAY) if shutil.which(name) is None)


def _in_memory(content: bytes) -> int:
    """Return a file descriptor of an anonymous file with this content."""
    handle = os.memfd_create("words", os.MFD_CLOEXEC)
    with os.fdopen(os.dup(handle), "wb") as file:
        file.write(content)
    os.lseek(handle, 0, os.SEEK_SET)
    return handle


def _environment() -> dict[str, str]:
    """Return the environment of the players, without a sound server on a network."""
    server = os.environ.get("PULSE_SERVER", "")
    away = bool(server) and not server.startswith(("unix:", "/"))
    return {key: value for key, value in os.environ.items() if not (away and key == "PULSE_SERVER")}


def _tied(*command: str) -> list[str]:
    """Return a command that ends with the kiosk, if the machine supports that."""
    return [*TIED, *command] if shutil.which(TIED[0]) else list(command)


def made(words: Sequence[Utterance], language: str, settings: VoiceSettings) -> bytes:
    """Return the speech as a WAV file whose header leaves the length open; empty without text.

    Raises:
        SpeechError: espeak-ng is missing, fails or does not answer.
    """
    marked = ssml(words, language)
    if not marked:
        return b""
    try:
        ended = subprocess.run(  # noqa: S603 - a fixed program, no shell
            [ESPEAK, *arguments(VOICES[language], settings)],
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
    """Programs connected by pipes, the last one of the chain first."""

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
                continue  # it hangs in the sound device and ends once that lets go


class Player:
    """The voice of a machine: one text at a time, on one ALSA device."""

    def __init__(self, device: str = "default", clips: Clips | None = None) -> None:
        self._device, self._clips = device, clips
        self._run: _Run | None = None
        self._failed = False
        self._known: frozenset[str] = frozenset()
        self._question: AsyncProbe | None = None
        self._ask_at = 0.0

    @property
    def _voices(self) -> frozenset[str]:
        """The installed voices; none if a program to speak or to play is missing.

        A late answer is polled with each call and requested once more later: a machine that has
        just started may be slow.
        """
        if self._question is None and not self._known and time.monotonic() >= self._ask_at:
            if missing():
                return self._known
            self._question = AsyncProbe([[ESPEAK, "--voices"]], ANSWER_S)
            self._question.wait(WAIT_S)
        if self._question is not None and self._question.ended():
            (listed,) = self._question.answers()
            self._known = frozenset(name.lower() for name in _VOICE_LINE.findall(listed or ""))
            self._question, self._ask_at = None, time.monotonic() + AGAIN_S
        return self._known

    def settle(self) -> None:
        """Wait until the voices are known; for commands, where no visitor waits."""
        if not self._voices and self._question is not None:
            self._question.wait(ANSWER_S)

    def can_speak(self, language: str, clip: str = "") -> bool:
        """True if a language has a voice, or recordings and a program to play them.

        With ``clip``: a voice or that recording.
        """
        if VOICES.get(language, "") in self._voices:
            return True
        if self._clips is None or shutil.which(APLAY) is None:
            return False
        wanted = Utterance("", language, clip)
        return self._clips.recorded(wanted) if clip else self._clips.has(language)

    def say(self, words: Sequence[Utterance], language: str, settings: VoiceSettings) -> None:
        """Start to speak; if that fails, :meth:`state` returns ``FAILED``."""
        self.stop()
        try:
            if language in VOICES:
                marked = ssml(words, language)
                self._run = self._speak(marked, VOICES[language], settings) if marked else None
            elif self._clips is not None:
                self._run = self._play(self._recorded(words, self._clips, settings))
        except (OSError, SpeechError, NothingRecordedError):
            self._failed = True

    def _recorded(self, words: Sequence[Utterance], clips: Clips, settings: VoiceSettings) -> bytes:
        """Join the recordings; the English voice speaks English names.

        Names after :data:`ENGLISH_S` are left out, so that the page does not wait longer.
        """
        until = time.monotonic() + ENGLISH_S

        def english(utterance: Utterance) -> bytes:
            if VOICES["en"] not in self._voices or time.monotonic() > until:
                return b""
            return made((utterance,), "en", settings)

        return clips.joined(words, settings.volume, english)

    def _speak(self, marked: str, voice: str, settings: VoiceSettings) -> _Run:
        speaks = self._started(_tied(ESPEAK, *arguments(voice, settings)), marked.encode())
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

    def tick(self) -> None:
        """Play the sound of a press; where that fails, nothing is heard."""
        self.stop()
        with suppress(OSError):
            self._run = self._play(tick_sound())

    def stop(self) -> None:
        """Kill the programs; they are gone when this returns."""
        run, self._run, self._failed = self._run, None, False
        if run is not None:
            run.end()

    def state(self) -> Playing:
        """Return what the player is doing; a failure shows once the programs have ended."""
        if self._failed:
            return Playing.FAILED
        if self._run is None:
            return Playing.SILENT
        found = self._run.state()
        if found is not Playing.SPEAKING:
            self._run.end()
            self._run, self._failed = None, found is Playing.FAILED
        return found
