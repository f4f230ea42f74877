"""Parts of the installer, run as it runs them: by a Python that knows nothing of this project."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.deploy.machine import DEPLOY

PARTS = """
import importlib.util, json, sys
from pathlib import Path
sys.path.insert(0, {folder!r})
import boot, care, changes, immediate_changes, program, settings, shared_packages, sound, system
def command(folder):
    # The command of an installer, wherever that lies.
    told = importlib.util.spec_from_file_location("command", f"{{folder}}/__main__.py")
    made = importlib.util.module_from_spec(told)
    told.loader.exec_module(made)
    return made
def told(found):
    print(json.dumps(found))
def answer(ask):
    # What a part answers, or the sentence with which it refuses.
    try:
        return ask()
    except system.InstallError as error:
        return str(error)
"""
SECONDS = 120
"""A program is made in five seconds; a machine under load takes longer."""


def python() -> str:
    """The system's own where there is one, as the installer takes it."""
    system = Path("/usr/bin/python3")
    return str(system) if system.exists() else shutil.which("python3") or "python3"


def started(code: str) -> subprocess.CompletedProcess[str]:
    """A piece of code with the installer's parts at hand, run to its end, whatever that is."""
    text = PARTS.format(folder=str(DEPLOY / "installer")) + code
    command = [python(), "-I", "-B", "-c", text]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)


def part(code: str) -> object:
    """What the installer's own parts answer."""
    done = started(code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def script(path: Path, does: str) -> None:
    """A program that runs these lines in a shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    path.chmod(0o755)
