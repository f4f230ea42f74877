"""What the visitor's program loads: nothing that only an editor or an import needs."""

import os
import re
import shutil
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOR_EDITORS = {"openpyxl", "phonenumbers", "defusedxml"}
FOR_BUILDING = {"pypinyin", "ToJyutping", "opencc", "sqlite_utils"}
FOR_IMPORTS = {"tuf", "securesystemslib", "cryptography"}
FOR_A_SLIP = {"qrcode", "zxingcpp", "PIL"}
FOR_A_NETWORK = {"http", "ssl", "email", "urllib.request", "urllib3", "asyncio", "socketserver"}
"""Modules of programs that speak to other machines; this one has no use for any of them."""
LAST_PAGE = "kiosk.ui.pages.search_low_reach"
"""Of one of the last pages that load, once the directory is on the screen."""
LATER = {
    *("babel", "sqlite3", "socket", "kiosk.devices.slip", "kiosk.domain.queries"),
    *("kiosk.devices.cups", "kiosk.devices.receipt", "kiosk.directory.builder"),
    *("kiosk.directory.repository", "kiosk.i18n.cldr", "kiosk.i18n.formatting"),
    *("kiosk.presentation.paper_form", "kiosk.presentation.presenter"),
    *("kiosk.presentation.speech_text", "kiosk.staff.tasks", "kiosk.staff.worker"),
    *("kiosk.staff.pin_lockout", "kiosk.sync.folder_watch", "kiosk.sync.importer"),
    *("kiosk.sync.recovery", "kiosk.sync.startup", "kiosk.sync.sync_answers"),
    *("kiosk.ui.pages.wanted_paper", "kiosk.ui.runtime.data_watcher"),
    *("kiosk.ui.runtime.emergency_screen", "kiosk.ui.staff.mode"),
}
"""Modules of no use for the first frame; the directory, paper, speech and staff need them later."""
MOST_DATACLASSES = 8
"""Python writes and compiles methods for each: half a millisecond of the first frame. What a start
needs are structs of msgspec, which cost a twentieth of that."""
_LOADED = re.compile(r"^import time: +\d+ \| +\d+ \| +(\S+)")


@pytest.mark.parametrize("start", ["first", "second"])
def test_a_start_loads_nothing_that_only_editors_and_imports_need(
    start: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    program = ["main.py"]
    if start == "second":
        shutil.copytree(request.getfixturevalue("prepared_data"), tmp_path / "data")
    else:
        program = ["-c", request.getfixturevalue("english_factory")]
    loaded = _loaded(tmp_path / "data", program)
    assert {"PySide6", LAST_PAGE} <= loaded
    heavy = FOR_EDITORS | FOR_BUILDING | FOR_IMPORTS | FOR_A_SLIP
    assert not heavy & {name.partition(".")[0] for name in loaded}
    assert not FOR_A_NETWORK & loaded


ROOMS = (
    *(
        "kiosk.app.main_loop",
        "kiosk.app.printer_setup",
        "kiosk.app.readiness_probe",
        "kiosk.app.slip_output",
    ),
    *("kiosk.ui", "kiosk.devices", "kiosk.staff", "kiosk.sync", "kiosk.directory"),
    *("kiosk.presentation", "kiosk.readiness", "kiosk.visit"),
)
"""All that can be loaded while a kiosk runs, in its own process and in those it starts."""
LIBRARIES = ("qrcode.main", "zxingcpp", "pypinyin", "ToJyutping", "babel.dates", "babel.units")
"""Loaded by functions at their first use. opencc is left out: it asks for its own version, for
which Python reads the metadata of packages as e-mail. It is loaded where a directory is built."""
_LOAD_ALL = """
import sys
from importlib import import_module
from pkgutil import walk_packages
for name in sys.argv[1:]:
    import_module(name)
    inside = vars(sys.modules[name]).get("__path__", ()) if name.startswith("kiosk") else ()
    for one in walk_packages(inside, f"{name}."):
        import_module(one.name)
print(*sys.modules)
"""


def test_no_part_of_a_running_kiosk_loads_a_network_library() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _LOAD_ALL, *ROOMS, *LIBRARIES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(run.stdout.split())
    assert {"kiosk.sync.apply", "kiosk.devices.cups", "kiosk.ui.staff.mode", "tuf"} <= loaded
    assert not FOR_A_NETWORK & loaded


_FIRST_FRAME = """
import builtins, dataclasses, sys
from kiosk.app import screen
from kiosk.cli import main

def first_frame(kiosk):
    loaded = dict(sys.modules)
    print(*loaded)
    own = [vars(one).values() for name, one in loaded.items() if name.startswith("kiosk")]
    kinds = {one for every in own for one in every if isinstance(one, type)}
    print(sum(map(dataclasses.is_dataclass, kinds)))
    print(builtins.__import__ is not builtins.__feature_import__)
    screen.QGuiApplication.exit(0)

screen.ScreenApp._begin = first_frame
main(["--data", sys.argv[1]])
"""


def test_the_first_frame_loads_what_it_needs_alone(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _FIRST_FRAME, str(tmp_path / "data")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    every, dataclasses, plain = run.stdout.splitlines()
    assert not LATER & set(every.split())
    assert int(dataclasses) <= MOST_DATACLASSES
    assert plain == "True", "PySide6 reads each source"


def test_each_module_that_waits_is_there() -> None:
    assert not [name for name in LATER if find_spec(name) is None]


def _loaded(data: Path, program: list[str]) -> set[str]:
    """Modules of the kiosk from its start until all its pages are loaded, and it is told to end."""
    loaded = set()
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", *program, "--data", str(data)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    ) as kiosk:
        assert kiosk.stderr is not None
        for line in kiosk.stderr:
            if match := _LOADED.match(line):
                loaded.add(match[1])
                if match[1] == LAST_PAGE:
                    kiosk.send_signal(signal.SIGTERM)
    assert kiosk.returncode == 0
    return loaded
