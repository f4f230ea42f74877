"""A visitor with a reader of screens: real AT-SPI on a display of its own, in two languages."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.long_runs import missing

ROOT = Path(__file__).parents[2]
READER = Path(__file__).parent / "reader_of_screens.py"
BUS = shutil.which("dbus-run-session")
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
TITLE = "Information"
NEEDS_WHAT, WORK, START = "¿Qué necesita?", "Problema de trabajo", "Inicio"
FOOD, TILE, FREE = "Food and basics", "Eat today", "Free"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server that no network reaches, on a number of its own."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None or BUS is None:
        missing("at-spi", "no Xvfb or no dbus-run-session")
    asked = subprocess.run([SYSTEM_PYTHON, "-c", NEEDS], capture_output=True, check=False)
    if asked.returncode:
        missing("at-spi", "the system's Python knows no AT-SPI")
    read, write = os.pipe()
    # Without -noreset it resets after its last client, and refuses the next one meanwhile.
    stays = ("-noreset", "-nolisten", "tcp")
    server = subprocess.Popen(
        [str(xvfb), "-displayfd", str(write), "-screen", "0", "1280x800x24", *stays],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def _pages(display: str, data: Path, choose: list[str]) -> list[dict[str, Any]]:
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data)]
    task = json.dumps({"command": command, "title": TITLE, "choose": choose})
    environment = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    environment |= {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(data),
    }
    with subprocess.Popen(
        [str(BUS), "--", SYSTEM_PYTHON, str(READER), task],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as session:
        try:
            told, trouble = session.communicate(timeout=120)
        finally:
            if session.poll() is None:
                os.killpg(session.pid, signal.SIGKILL)
    assert session.returncode == 0, trouble[-2000:]
    return [json.loads(line) for line in told.splitlines() if line.startswith("{")]


def test_the_pages_are_read_and_opened_without_a_finger(display: str, data_folder: Path) -> None:
    attract, home, work, again = _pages(display, data_folder, ["Español", WORK, START])
    assert attract["page"] == "Touch your language"
    assert ["button", "العربية"] in attract["read"]
    assert home["page"] == NEEDS_WHAT
    buttons = [name for role, name in home["read"] if role == "button"]
    assert buttons[:3] == ["Atrás", "Buscar", "Salir de la página"]
    assert WORK in buttons
    assert work["page"] == WORK
    assert ["heading", WORK] in work["read"]
    told = work["read"].index
    assert told(["button", "Atrás"]) < told(["heading", WORK]) < told(["button", "Escuchar"])
    assert again == home


def test_what_can_be_chosen_is_chosen_by_its_first_action(display: str, data_folder: Path) -> None:
    """A check box has another first action than a button."""
    choose = ["English", FOOD, TILE, "Put first", FREE, "English. Languages", "Español"]
    *_, choices, chosen, languages, spanish = _pages(display, data_folder, choose)
    assert ["check box", FREE] in choices["read"]
    assert (choices["on"], chosen["on"]) == ([], [FREE])
    assert ["check box", "Español"] in languages["read"]
    assert languages["on"] == ["English"]
    assert spanish["page"] != chosen["page"]
    assert ["button", "Salir de la página"] in spanish["read"]
