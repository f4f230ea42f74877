"""The real programs: what starts, what is heard, and that nothing is left of it."""

import gc
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.devices import speech_player
from kiosk.devices.speech import VOICES, Playing, Utterance, VoiceSettings
from kiosk.devices.speech_clips import Clips, as_wav
from kiosk.devices.speech_player import Player, SpeechError, made, missing
from tests.devices.speech_room import LONG, SPEAKS, children, device

WAIT_S = 60
ROOT = Path(__file__).parents[2]


def ended(player: Player) -> Playing:
    """The state after everything was said, or failed."""
    until = time.monotonic() + WAIT_S
    while (state := player.state()) is Playing.SPEAKING and time.monotonic() < until:
        time.sleep(0.005)
    return state


@SPEAKS
def test_words_are_spoken_to_their_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    player = Player(device(tmp_path, monkeypatch))
    assert player.state() is Playing.SILENT
    player.say((Utterance("Hello.", "en"),), "en", VoiceSettings())
    assert player.state() is Playing.SPEAKING
    assert ended(player) is Playing.SILENT
    assert not children()


@SPEAKS
def test_when_stop_returns_nothing_runs_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_player, "APLAY", str(slow_player(tmp_path)))
    player = Player(device(tmp_path, monkeypatch))
    player.say(LONG, "en", VoiceSettings())
    assert len(children()) == 2
    player.stop()
    assert not children()
    assert player.state() is Playing.SILENT


@SPEAKS
def test_a_press_is_heard_instead_of_what_was_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = Player(device(tmp_path, monkeypatch))
    player.say(LONG, "en", VoiceSettings())
    player.tick()
    assert len(children()) == 1
    assert ended(player) is Playing.SILENT
    assert not children()


def slow_player(folder: Path) -> Path:
    """A player that is never done, as one is whose device plays in real time."""
    return program(folder, "slow", "exec sleep 60")


def program(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@SPEAKS
def test_what_is_said_anew_ends_what_was_being_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_player, "APLAY", str(slow_player(tmp_path)))
    player = Player(device(tmp_path, monkeypatch))
    player.say(LONG, "en", VoiceSettings())
    first = set(children())
    player.say(LONG, "en", VoiceSettings())
    assert not first & set(children())
    assert len(children()) == 2
    player.stop()


@SPEAKS
def test_no_word_is_an_argument_a_file_or_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_player, "APLAY", str(slow_player(tmp_path)))
    player = Player(device(tmp_path, monkeypatch))
    canary = "quietotterseven"
    files = set(tmp_path.iterdir())
    player.say((Utterance(f"{canary} " * 500, "en"),), "en", VoiceSettings())
    assert all(canary not in line for line in children().values())
    assert set(tmp_path.iterdir()) == files
    player.stop()
    gc.collect()
    assert not [one for one in texts_of(player) if canary in one]


def texts_of(thing: object, seen: set[int] | None = None) -> list[str]:
    """Every text and all bytes that an object of the program leads to."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return []
    seen.add(id(thing))
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, bytes):
        return [thing.decode(errors="replace")]
    inner: list[object] = list(getattr(thing, "__dict__", {}).values())
    if isinstance(thing, dict):
        inner += [*thing, *thing.values()]
    elif isinstance(thing, list | tuple | set | frozenset):
        inner += thing
    return [text for one in inner for text in texts_of(one, seen)]


@SPEAKS
def test_a_device_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device(tmp_path, monkeypatch)
    player = Player("no-such-device")
    player.say(LONG, "en", VoiceSettings())
    assert ended(player) is Playing.FAILED
    assert not children()
    player.stop()
    assert player.state() is Playing.SILENT


@SPEAKS
def test_a_player_that_dies_in_the_middle_is_told_and_its_voice_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_player, "APLAY", str(program(tmp_path, "dies", "read x; exit 1")))
    player = Player(device(tmp_path, monkeypatch))
    player.say(LONG, "en", VoiceSettings())
    assert ended(player) is Playing.FAILED
    assert not children()


@SPEAKS
def test_a_voice_that_dies_in_the_middle_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_player, "ESPEAK", str(program(tmp_path, "dies", "exit 9")))
    player = Player(device(tmp_path, monkeypatch))
    player.say(LONG, "en", VoiceSettings())
    assert ended(player) is Playing.FAILED


def test_without_the_programs_there_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing() == ("espeak-ng", "aplay")
    player = Player()
    assert not player.can_speak("en")
    player.say(LONG, "en", VoiceSettings())
    assert player.state() is Playing.FAILED
    with pytest.raises(SpeechError, match="apt install espeak-ng alsa-utils"):
        made(LONG, "en", VoiceSettings())


def test_voices_that_come_late_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has just started may be too slow to answer."""
    monkeypatch.setattr(speech_player, "ESPEAK", str(program(tmp_path, "voices", "exit 1")))
    monkeypatch.setattr(speech_player, "APLAY", str(program(tmp_path, "plays", "cat")))
    player = Player()
    player.settle()
    assert not player.can_speak("en")
    line = f" {VOICES['es']}  Age/Gender VoiceName\n 5  en-us  --/M  English_(America)  gmw/en-US"
    program(tmp_path, "voices", f"echo '{line}'")
    assert not player.can_speak("en"), "asked at every page"
    monkeypatch.setattr(player, "_ask_at", 0.0)
    player.settle()
    assert player.can_speak("en")
    assert not player.can_speak("es"), "no line without a priority is a voice"


def test_voices_that_are_not_told_hold_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_player, "ESPEAK", str(program(tmp_path, "voices", "exec sleep 60")))
    monkeypatch.setattr(speech_player, "APLAY", str(program(tmp_path, "plays", "cat")))
    monkeypatch.setattr(speech_player, "ANSWER_S", 1.0)
    player = Player()
    assert not player.can_speak("en"), "the page does not wait for the answer"
    assert children(), "which is still asked for"
    until = time.monotonic() + WAIT_S
    while children() and time.monotonic() < until:
        assert not player.can_speak("en")
        time.sleep(0.02)
    assert not children(), "given up and ended"


@SPEAKS
def test_a_player_alone_is_no_voice_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "espeak-ng", "cat")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert not Player().can_speak("en"), "this espeak-ng lists no voices"
    monkeypatch.setattr(speech_player, "APLAY", "no-such-player")
    player = Player()
    player.say(LONG, "en", VoiceSettings())
    assert ended(player) is Playing.FAILED
    assert not children()


KILLED = """
import os, signal, sys
from kiosk.devices import speech_player
from kiosk.devices.speech import VoiceSettings
from tests.devices.speech_room import LONG, children
speech_player.APLAY = sys.argv[1]
speech_player.Player().say(LONG, "en", VoiceSettings())
print(*children(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@SPEAKS
def test_the_voice_ends_with_a_kiosk_that_was_killed(tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, slow_player(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=False,
    )
    started = [int(number) for number in killed.stdout.split()]
    assert len(started) == 2
    until = time.monotonic() + WAIT_S
    while (left := [n for n in started if running(n)]) and time.monotonic() < until:
        time.sleep(0.005)
    assert not left


def running(number: int) -> bool:
    """Whether a program runs: one that waits for its parent to look has ended."""
    try:
        status = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}


@SPEAKS
def test_languages_are_spoken_by_voices_that_are_installed() -> None:
    player = Player()
    player.settle()
    assert all(player.can_speak(tag) for tag in VOICES)
    assert not player.can_speak("hmn")


@SPEAKS
def test_recordings_are_played_where_there_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clips" / "hmn"
    folder.mkdir(parents=True)
    (folder / "9.wav").write_bytes(as_wav(b"\x00\x10" * 400))
    player = Player(device(tmp_path, monkeypatch), Clips(tmp_path / "clips"))
    player.settle()  # the list of voices is a program too
    assert player.can_speak("hmn")
    player.say((Utterance("9", "hmn", "9"),), "hmn", VoiceSettings())
    assert len(children()) == 1
    assert ended(player) is Playing.SILENT
    player.say((Utterance("8", "hmn", "8"),), "hmn", VoiceSettings())
    assert player.state() is Playing.FAILED, "nothing of it is recorded"


@pytest.mark.parametrize(
    ("server", "kept"),
    [("tcp:192.0.2.7:4713", False), ("192.0.2.7", False), ("unix:/run/pulse", True), ("", True)],
)
def test_sound_never_leaves_the_machine(
    monkeypatch: pytest.MonkeyPatch, server: str, *, kept: bool
) -> None:
    monkeypatch.setenv("PULSE_SERVER", server)
    assert ("PULSE_SERVER" in speech_player._environment()) is kept
    assert "PULSE_SERVER" in os.environ
