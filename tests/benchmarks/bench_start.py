"""Start-up: first frame and usable, against a minimal QML + Controls window, in turns.

    .venv/bin/python tests/benchmarks/bench_start.py [--rounds 9]

Each start is a process of its own, offscreen, drawn by the software renderer. "First frame" is the
first frame swapped: the attract screen with the compiled-in helplines. The commands are loaded
before it, as ``main.py`` does. "Usable" is the first frame after the directory passed its checks.
The data folder exists already, as on every start but the first, and all code is compiled. Times are
those of the processor: the minimum says most where other programs run as well.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MINIMAL = """
import sys, time
from PySide6.QtCore import QUrl, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.load(QUrl.fromLocalFile(sys.argv[1]))
window = engine.rootObjects()[0]
def first():
    print("first", time.process_time()); app.quit()
window.frameSwapped.connect(first, Qt.ConnectionType.QueuedConnection)
app.exec()
"""
MINIMAL_QML = """
import QtQuick
import QtQuick.Controls.Basic
ApplicationWindow { visible: true; width: 1280; height: 800
  Column { Repeater { model: 6
    Button { required property int index; text: "Button " + index } } } }
"""
KIOSK = """
import gc, sys, time
gc.disable()
from pathlib import Path
from kiosk import cli
from kiosk.app import screen
from kiosk.app.context import AppContext, clock_of, prepare_directory
from kiosk.app.settings import Settings
from kiosk.ui.thread_jobs import ThreadJobs
from kiosk.ui.kit.theme import Glass
from PySide6.QtCore import Qt
data = Path(sys.argv[1])
app = screen.start_qt(offscreen=True)
program = AppContext(Settings(), clock_of(Settings(), None))
jobs = ThreadJobs()
kiosk = screen.ScreenApp(program, lambda: prepare_directory(data), Glass(1280, 800), jobs)
window = kiosk.window.window
state = {"first": False}
kiosk.shell.view.sceneChanged.connect(lambda: state.update(ready=True))
def frame():
    if not state["first"]:
        state["first"] = True
        print("first", time.process_time())
    elif state.get("ready"):
        print("usable", time.process_time()); app.quit()
window.frameSwapped.connect(frame, Qt.ConnectionType.QueuedConnection)
window.show()
gc.freeze()
gc.enable()
app.exec()
jobs.wait()
kiosk.window.close()
"""


def _start(code: str, argument: str) -> dict[str, float]:
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "PYTHONPATH": str(ROOT),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, argument],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {name: float(value) * 1000 for name, value in lines}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        qml = Path(folder) / "minimal.qml"
        qml.write_text(MINIMAL_QML, encoding="utf-8")
        data = str(Path(folder) / "data")
        _start(KIOSK, data)
        figures: dict[str, list[float]] = {"minimal": [], "first": [], "usable": []}
        for _ in range(rounds):
            figures["minimal"].append(_start(MINIMAL, str(qml))["first"])
            ours = _start(KIOSK, data)
            figures["first"].append(ours["first"])
            figures["usable"].append(ours["usable"])
    middle, least = statistics.median(figures["minimal"]), min(figures["minimal"])
    print("| | median ms | × minimal | least ms | × minimal |\n| --- | --- | --- | --- | --- |")
    for name, label in (
        ("minimal", "minimal QML + Controls window, first frame"),
        ("first", "kiosk, first frame"),
        ("usable", "kiosk, usable"),
    ):
        median, best = statistics.median(figures[name]), min(figures[name])
        print(
            f"| {label} | {median:.0f} | {median / middle:.2f} | {best:.0f} | {best / least:.2f} |"
        )


if __name__ == "__main__":
    main()
