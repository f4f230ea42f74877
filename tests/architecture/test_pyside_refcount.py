"""The installed pair of Python and PySide6 keeps its count of ``None``.

PySide6 6.12.0 on Python 3.11 loses one reference to ``None`` with every call that returns nothing
and ends the process after about five thousand of them: a kiosk would fall dark within the hour.
"""

import subprocess
import sys

LOOP = """
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
timer = QTimer()
for _ in range(200_000):
    timer.setInterval(5)
print("alive")
"""


def test_two_hundred_thousand_void_calls_survive() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOOP], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stdout.strip() == "alive", (
        f"Python {sys.version.split()[0]} and this PySide6 do not go together; install the pair "
        f"that pyproject.toml names. It ended with {run.returncode}:\n{run.stderr[-500:]}"
    )
