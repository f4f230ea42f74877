"""A small program in a place of a test, installed and renewed by the installer's own steps."""

import subprocess
from pathlib import Path

from tests.deploy.parts import started

STEPS = """
import base64, hashlib, os, signal, sound
def digest_of(text):
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return "sha256=" + digest.rstrip(b"=").decode()
def program_script(version):
    return f"#!/bin/sh\\necho {version}\\n"
class Small(program.Program):
    def _make(self):
        self.folder.mkdir()
        (self.folder / "bin").mkdir()
        script = self.folder / "bin/resource-kiosk"
        info = sound._packages(self.folder) / "resource_kiosk-1.0.dist-info"
        info.mkdir(parents=True)
        (self.folder / "pyvenv.cfg").write_text("home = /usr/bin")
        (self.folder / "bin/python").symlink_to(sys.executable)
        script.write_text("exit 1  # not whole yet")
        script.chmod(0o755)
        text = program_script(".".join(map(str, program.version_of(self.wheel))))
        script.write_text(text)
        (info / "RECORD").write_text(f"../../../bin/resource-kiosk,{digest_of(text)},9\\n")
CHANGING = {"os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir", "os.chmod"}
done = 0
def step(event, words):
    global done
    writes = event == "open" and isinstance(words[2], int) and words[2] & (os.O_WRONLY | os.O_RDWR)
    if event in CHANGING or writes:
        done += 1
        order.append("write" if writes else event)
        if done == END:
            os.kill(os.getpid(), signal.SIGKILL)
def renew(place, wheel, end):
    global END, done
    END, done = end, 0
    small = Small(Path(place), Path(wheel))
    for one in (small, program.Switch(small)):
        if one.needed():
            one.do()
END = 0
sys.addaudithook(step)
os.sync = lambda: order.append("sync")
order = []
"""
"""A small program, renewed by the installer's own steps, and an end at any of them: as a cut of the
power, no line of code runs after it."""


def wheel_of(folder: Path, version: tuple[int, ...], content: bytes = b"x") -> Path:
    """A file with the name of a wheel of that version."""
    path = folder / f"resource_kiosk-{'.'.join(map(str, version))}-py3-none-any.whl"
    path.write_bytes(content)
    return path


def in_use(place: Path) -> str:
    """What the command of the installed program says; empty where there is none."""
    command = place / "bin/resource-kiosk"
    if not command.exists():
        return ""
    try:
        return subprocess.run([command], capture_output=True, text=True, check=True).stdout.strip()
    except (PermissionError, subprocess.CalledProcessError):
        return "broken"


def renew(place: Path, wheel: Path, end: int = 0) -> subprocess.CompletedProcess[str]:
    """Install a wheel; killed at step ``end``, where there is one."""
    return started(f"{STEPS}\nrenew({str(place)!r}, {str(wheel)!r}, {end})\ntold(done)")
