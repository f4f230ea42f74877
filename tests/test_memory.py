"""A process of the program: its memory goes to no disk, and to no other process of its user."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOOK = """
import ctypes, os, resource, sys
import kiosk.__main__ as program
resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)[1:] * 2)
said = lambda: (resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
program.main = lambda: print(said()[0], said()[1])
program.start()
"""
"""What holds when the program begins its work; 3 is ``PR_GET_DUMPABLE``."""
CHILD = """
import os, resource, subprocess, sys
import kiosk.__main__ as program
program.main = lambda: subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
program.start()
"""
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux'")


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@needs_linux
def test_before_anything_is_done_no_memory_can_be_kept() -> None:
    assert run(LOOK) == "(0, 0) 0"


@needs_linux
def test_what_it_starts_may_keep_none_either() -> None:
    look = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    assert run(CHILD, look) == "(0, 0)"


@needs_linux
@pytest.mark.parametrize("how", [(str(ROOT / "main.py"),), ("-m", "kiosk")], ids=["file", "module"])
def test_a_crash_leaves_no_picture_of_the_memory(how: tuple[str, ...], tmp_path: Path) -> None:
    """The program as it is started, ended as a crash ends it while it waits for a PIN."""
    before = set(tmp_path.iterdir())
    shell = 'ulimit -c unlimited 2>/dev/null; exec "$@"'
    command = ["sh", "-c", shell, "sh", sys.executable, *how]
    primary, secondary = os.openpty()
    with subprocess.Popen(
        [*command, "--data", str(tmp_path / "data"), "provision"],
        stdin=secondary, stdout=secondary, stderr=secondary, cwd=tmp_path, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as asking:  # fmt: skip
        os.close(secondary)
        said = b""
        while b"PIN" not in said:
            said += os.read(primary, 1024)
        limits = Path(f"/proc/{asking.pid}/limits").read_text("utf-8").splitlines()
        (core,) = [line.split()[4:6] for line in limits if line.startswith("Max core file size")]
        asking.send_signal(signal.SIGSEGV)
        assert asking.wait(60) == -signal.SIGSEGV
    os.close(primary)
    assert core == ["0", "0"]
    assert set(tmp_path.iterdir()) == before
