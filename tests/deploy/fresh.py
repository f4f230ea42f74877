"""What a kiosk is made from: releases of the program as it is here, and a Debian 13 of its own."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.deploy.machine import ROOT
from tests.releases import commit

SECONDS = 1800
_SETTINGS = Path("/etc/apt/apt.conf.d")


def run(*command: str | Path, **environment: str) -> str:
    """What a command says; it must do what it is told."""
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment},
        capture_output=True, text=True, check=False, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def clone_in(folder: Path) -> Path:
    """A clone of the program as it is here, with what is not committed yet."""
    clone = folder / "clone"
    listed = run("git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    return clone


def release_of(clone: Path, out: Path, version: str, *how: str | Path) -> Path:
    """A release of a clone under a version of its own."""
    init = clone / "kiosk/__init__.py"
    text = re.sub(r'__version__ = "[^"]+"', f'__version__ = "{version}"', init.read_text("utf-8"))
    init.write_text(text, "utf-8")
    commit(clone)
    run("sh", clone / "resources/dev/release", out, *how)
    return out


def debian_in(root: Path, *packages: str) -> Path:
    """A fresh Debian 13 that can fetch packages as this machine does."""
    given = ",".join(("systemd", "udev", "ca-certificates", "python3", "python3-venv", *packages))
    run("debootstrap", "--variant=minbase", f"--include={given}", "trixie", root)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    for path in _SETTINGS.glob("*proxy*"):
        shutil.copy(path, root / "etc/apt/apt.conf.d" / path.name)
    return root
