"""What the visitor's program loads: nothing that only an editor or an import needs."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOR_EDITORS = {"openpyxl", "phonenumbers", "defusedxml"}
FOR_BUILDING = {"pypinyin", "ToJyutping", "opencc", "sqlite_utils"}
FOR_IMPORTS = {"tuf", "securesystemslib", "cryptography"}
FOR_A_SLIP = {"qrcode", "zxingcpp", "PIL"}
WATCHING = "kiosk.ui.runtime.data_watcher"
"""Is loaded once the directory is on the screen, or was found wanting."""
_LOADED = re.compile(r"^import time: +\d+ \| +\d+ \| +(\S+)")


@pytest.mark.parametrize("start", ["first", "second"])
def test_a_start_loads_nothing_that_only_editors_and_imports_need(
    start: str, tmp_path: Path
) -> None:
    starts = ("first", "second")[: 1 + (start == "second")]
    for _ in starts:
        loaded = _loaded(tmp_path / "data")
    assert {"PySide6", WATCHING} <= loaded
    heavy = FOR_EDITORS | FOR_BUILDING | FOR_IMPORTS | FOR_A_SLIP
    assert not heavy & {name.partition(".")[0] for name in loaded}


def _loaded(data: Path) -> set[str]:
    """Modules of the kiosk from its start until it watches for new data, and is told to end."""
    loaded = set()
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "main.py", "--data", str(data)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    ) as kiosk:
        assert kiosk.stderr is not None
        for line in kiosk.stderr:
            if match := _LOADED.match(line):
                loaded.add(match[1])
                if match[1] == WATCHING:
                    kiosk.send_signal(signal.SIGTERM)
    assert kiosk.returncode == 0
    return loaded
