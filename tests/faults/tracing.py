"""Makes a chosen system call of a program fail, or kills the program there, with strace.

A first run lists every call that changes the data folder; further runs repeat it with one call
failing once, from then on, or ending the program. strace counts the calls of one name in one
process, so a call is known by its name and how often that name was called before.
"""

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

FULL = os.environ.get("KIOSK_FULL") == "1"
CHANGING = (
    "copy_file_range",
    "fallocate",
    "fdatasync",
    "fsync",
    "ftruncate",
    "link",
    "mkdir",
    "openat",
    "pwrite64",
    "rename",
    "renameat2",
    "sendfile",
    "unlink",
    "write",
)
"""Calls by which a program changes files. x86 names; those that a machine lacks are left out."""
READING = ("read", "pread64")
PATIENCE_S = 60
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (.*)$")
_NUMBER = re.compile(r"\.\d+\.tmp")


def missing(reason: str) -> None:
    """Leaves a test out where the machine cannot run it; the long runs may not leave any out."""
    if FULL:
        pytest.fail(reason)
    pytest.skip(reason)


@cache
def _works() -> str:
    if shutil.which("strace") is None:
        return "strace is not installed"
    command = ("strace", "-f", "-qq", "-o", os.devnull, "-e", "inject=chdir:error=EIO", "true")
    tried = subprocess.run(command, capture_output=True, check=False, text=True)
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else ""


def need_strace() -> None:
    """Leaves the test out where no program can be traced."""
    if why := _works():
        missing(why)


@dataclass(frozen=True, slots=True)
class Call:
    """The ``number``-th call of a name in a run; ``told`` is what it was asked."""

    name: str
    number: int
    told: str
    place: int
    """Among all traced calls of the run."""

    def __str__(self) -> str:
        return f"{self.name} {self.number} ({self.told})"


@dataclass(frozen=True, slots=True)
class Ended:
    """A traced run: its exit code (negative: a signal), its output, and its calls."""

    code: int
    out: str
    err: str
    calls: tuple[Call, ...]
    hit: bool
    """Whether what was to be injected was."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A command to trace, the calls that are counted, and its environment."""

    command: Sequence[str]
    log: Path
    env: Mapping[str, str]
    names: tuple[str, ...] = CHANGING

    def run(self, inject: Sequence[str] = ()) -> Ended:
        """Run it, with expressions for ``strace -e inject=``."""
        more = [part for one in inject for part in ("-e", f"inject={one}")]
        # Faster, but then strace sends no signals.
        fast = [] if "signal" in "".join(inject) else ["--seccomp-bpf"]
        names = ",".join(f"?{name}" for name in self.names)
        ended = subprocess.run(
            [
                *("strace", "-f", *fast, "-qq", "-y", "-s", "0", "-o", str(self.log)),
                *("-e", f"trace={names}", *more, *self.command),
            ],
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            env={**os.environ, **self.env},
            timeout=PATIENCE_S,
        )
        text = self.log.read_text(encoding="utf-8", errors="replace")
        hit = "(INJECTED)" in text or ended.returncode == -signal.SIGKILL
        return Ended(ended.returncode, ended.stdout, ended.stderr, tuple(_calls(text)), hit)


def _calls(text: str) -> Iterator[Call]:
    counted: Counter[str] = Counter()
    first = text.split(" ", 1)[0]
    for place, line in enumerate(text.splitlines()):
        found = _LINE.match(line)
        if found and line.startswith(f"{first} "):
            counted[found[1]] += 1
            told = _NUMBER.sub(".N.tmp", f"{found[2]} = {found[3]}")
            yield Call(found[1], counted[found[1]], told, place)


def changes(ended: Ended, folder: Path) -> list[Call]:
    """The calls of a run that change something in ``folder``."""
    return [
        call
        for call in ended.calls
        if str(folder) in call.told
        and (call.name != "openat" or "O_CREAT" in call.told)
        and call.name not in READING
    ]


def killed_at(call: Call) -> list[str]:
    """The program ends before the call does anything."""
    return [f"{call.name}:signal=SIGKILL:when={call.number}"]


def once(call: Call, error: str) -> list[str]:
    """The call fails."""
    return [f"{call.name}:error={error}:when={call.number}"]


def for_ever(call: Call, error: str, ended: Ended) -> list[str]:
    """The call fails, and all others that change something from there on.

    ``ended`` is the run without a fault that tells how many of each name come before.
    """
    before = Counter(one.name for one in ended.calls if one.place < call.place)
    names = {one.name for one in ended.calls if one.name not in READING}
    return [f"{name}:error={error}:when={before[name] + 1}+" for name in sorted(names)]


def spread(calls: Sequence[Call], most: int) -> list[Call]:
    """At most ``most`` of the calls, spread over the run, the first and the last among them.

    The pages of a database count as one: what they need is no different from page to page.
    """
    apart = [
        call
        for before, call in zip([None, *calls], calls, strict=False)
        if before is None or (before.name, call.name) != ("pwrite64", "pwrite64")
    ]
    if len(apart) <= most:
        return apart
    return [apart[round(at * (len(apart) - 1) / (most - 1))] for at in range(most)]
