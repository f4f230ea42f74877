"""The passphrase as a person types it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = "four short words here"


def test_a_person_is_asked_for_the_passphrase_twice_and_it_is_not_shown(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "keys", "new", "--channel", "x"]
    command += ["--publisher", "Us", "--keys", str(tmp_path / "keys")]
    environment = {name: value for name, value in os.environ.items() if name != "KIOSK_PASSPHRASE"}
    near, far = pty.openpty()
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=environment) as run:
        os.close(far)
        seen = b""
        for _ in range(2):
            # Anything typed before the question is thrown away by the terminal.
            asked = b""
            while not asked.endswith(b": "):
                asked += os.read(near, 1024)
            os.write(near, f"{WORDS}\n".encode())
            seen += asked
        try:
            while piece := os.read(near, 1024):
                seen += piece
        except OSError:
            pass  # the other end is closed: Linux says so with an error
        assert run.wait(timeout=30) == 0
    os.close(near)
    assert WORDS.encode() not in seen
    assert b"two sticks" in seen
