"""Speech: from the touch to the first sound, and from the next touch to silence.

    .venv/bin/python tests/benchmarks/bench_speech.py

A real window, the real programs, a sound device that hands its sound to this program (ALSA's file
plugin over null). The longest page of each language with a voice is read; the best of five, and
the slowest, since the machine is shared. Silence is when both programs are gone. At last the two
ways to the same device: espeak-ng into aplay, and espeak-ng by its own sound library.
"""
# ruff: noqa: T201 - a benchmark prints its table

import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QPoint

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.app import screen
from kiosk.app.context import AppContext, clock_of, open_prepared, prepare_directory
from kiosk.app.settings import Settings
from kiosk.devices.speech import VOICES, Playing, Utterance, VoiceSettings, arguments, ssml
from kiosk.devices.speech_player import ESPEAK, Player
from kiosk.domain.language import OFFERED
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.runtime.window import KioskWindow
from kiosk.visit.visit import new_visit
from tests.showing import show
from tests.touches import after_touch

ROUNDS, PATIENCE_S = 5, 5.0


class Sink:
    """A sound device that this program listens to."""

    def __init__(self, folder: Path) -> None:
        self._pipe = folder / "sound"
        os.mkfifo(self._pipe)
        conf = folder / "asound.conf"
        conf.write_text(
            "</usr/share/alsa/alsa.conf>\n"
            f'pcm.!default {{ type file slave.pcm "null" file "{self._pipe}" format "raw" }}\n',
            encoding="ascii",
        )
        os.environ["ALSA_CONFIG_PATH"] = str(conf)

    def until_sound(self, begin: Callable[[], object]) -> float:
        """Milliseconds from ``begin`` to the first byte of sound; nobody takes the rest of it."""
        reader = os.open(self._pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            start = time.perf_counter()
            begin()
            poll = select.poll()
            poll.register(reader, select.POLLIN)
            while not poll.poll(PATIENCE_S * 1000):
                raise SystemExit("no sound came")
            return (time.perf_counter() - start) * 1000
        finally:
            self._reader = reader

    def close(self) -> None:
        """Nobody listens any more."""
        os.close(self._reader)


def main() -> None:
    screen.start_qt(offscreen=True)
    with tempfile.TemporaryDirectory() as folder:
        sink = Sink(Path(folder))
        program = AppContext(Settings(), clock_of(Settings(), "2026-11-24T10:30"))
        directory = open_prepared(prepare_directory(Path(folder) / "data"))
        composer, icons = screen.make_composer(program, Glass(1920, 1080), directory)
        player = Player()
        shell = Shell(composer, "en", output=SpeechOutput(player))
        window = KioskWindow(shell, icons)
        window.window.show()
        print("| language | first sound, ms | slowest | silence, ms | slowest |")
        print("| --- | --- | --- | --- | --- |")
        for tag in OFFERED:
            if tag in VOICES:
                print(f"| {tag} | {_row(shell, player, sink, tag)} |")
        _ways(sink)
        shell.stop()
        window.close()


ENDS = cycle((0, 1))


def _row(shell: Shell, player: Player, sink: Sink, tag: str) -> str:
    starts, ends = [], []
    for _ in range(ROUNDS):
        visit = after_touch(replace(new_visit(tag), language=tag), f"language:{tag}")
        show(shell, after_touch(after_touch(visit, "guide:is-this-okay"), "listen"))
        starts.append(sink.until_sound(lambda: _touch(shell, "hear:page")))
        assert player.state() is Playing.SPEAKING
        begun = time.perf_counter()
        shell.touch.press("back", at_once=False, at=QPoint())
        ends.append((time.perf_counter() - begun) * 1000)
        assert player.state() is Playing.SILENT
        shell.touch.release("back", inside=False, at=QPoint())
        sink.close()
    return f"{min(starts):.0f} | {max(starts):.0f} | {min(ends):.1f} | {max(ends):.1f}"


def _touch(shell: Shell, target: str) -> None:
    """Touches as far as can be from the touch before: a page rests near that one."""
    at = QPoint(shell.view.width, next(ENDS) * shell.view.height)
    shell.touch.press(target, at_once=False, at=at)
    shell.touch.release(target, inside=True, at=at)


def _ways(sink: Sink) -> None:
    """The first sound of both ways to a device, from the start of the programs."""
    words = (Utterance("Talk to someone now. Free. Day and night. " * 40, "en"),)
    own = [each for each in arguments(VOICES["en"], VoiceSettings()) if each != "--stdout"]
    text = ssml(words, "en").encode()
    player = Player()
    alone: list[subprocess.Popen[bytes]] = []
    times: dict[str, list[float]] = {"into aplay": [], "its own library": []}
    for _ in range(ROUNDS):
        times["into aplay"].append(
            sink.until_sound(lambda: player.say(words, "en", VoiceSettings()))
        )
        player.stop()
        sink.close()
        alone.clear()
        times["its own library"].append(sink.until_sound(lambda: alone.append(_alone(own, text))))
        alone[0].kill()
        alone[0].wait()
        sink.close()
    print()
    for name, found in times.items():
        print(f"espeak-ng {name}: {min(found):.0f} ms, slowest {max(found):.0f}")


def _alone(own: list[str], text: bytes) -> subprocess.Popen[bytes]:
    started = subprocess.Popen(
        [ESPEAK, *own], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert started.stdin is not None
    started.stdin.write(text)
    started.stdin.close()
    return started


if __name__ == "__main__":
    main()
