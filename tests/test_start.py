"""README's first command: it sets up and starts, and says what to do where there is no display."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CALLS = 'printf "%s|" "$(basename "$0")" "$@" >>"$CALLS"; echo >>"$CALLS"\n'


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose set-up and interpreter only write down how they were called."""
    dev = tmp_path / "clone" / "resources" / "dev"
    (dev.parents[1] / ".venv" / "bin").mkdir(parents=True)
    dev.mkdir(parents=True)
    shutil.copy(ROOT / "resources/dev/start", dev)
    python = dev.parents[1] / ".venv" / "bin" / "python"
    for program in (dev / "setup", python):
        program.write_text(f"#!/bin/sh\n{CALLS}")
        program.chmod(0o755)
    return dev.parents[1]


def start(
    clone: Path, *words: str, **screen: str
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Types ``start`` in another folder; returns its end and the calls, one a line."""
    calls = clone.parent / "calls"
    environment = {"PATH": os.environ["PATH"], "CALLS": str(calls), **screen}
    run = subprocess.run(
        ["/bin/sh", str(clone / "resources/dev/start"), *words],
        cwd=clone.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return run, calls.read_text().splitlines()


@pytest.mark.parametrize("screen", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_it_sets_up_then_opens_a_window(clone: Path, screen: dict[str, str]) -> None:
    run, calls = start(clone, **screen)
    assert (run.returncode, calls) == (0, ["setup|", f"python|{clone}/main.py|"])


def test_without_a_display_it_says_what_it_did_and_what_to_type(clone: Path) -> None:
    run, calls = start(clone)
    assert (run.returncode, calls) == (0, ["setup|"])
    assert "is set up" in run.stdout
    assert "no display" in run.stdout
    typed = [line.partition(":")[2].strip() for line in run.stdout.splitlines() if "start" in line]
    assert "sh resources/dev/start status" in typed


def test_words_go_to_the_program_as_they_are_also_without_a_display(clone: Path) -> None:
    run, calls = start(clone, "tour", "a folder", "--lang", "en")
    assert (run.returncode, calls[1]) == (0, f"python|{clone}/main.py|tour|a folder|--lang|en|")


def test_a_failed_set_up_starts_nothing(clone: Path) -> None:
    (clone / "resources/dev/setup").write_text(f"#!/bin/sh\n{CALLS}exit 2\n")
    run, calls = start(clone, "status", DISPLAY=":0")
    assert (run.returncode, calls) == (2, ["setup|"])
