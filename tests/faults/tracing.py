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

from tests.long_runs import missing

CHANGING = (
    "copy_file_range",
    "fallocate",
    "fdatasync",
    "fsync",
    "ftruncate",
    "link",
    "linkat",
    "mkdir",
    "mkdirat",
    "openat",
    "pwrite64",
    "pwritev",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "sendfile",
    "truncate",
    "unlink",
    "unlinkat",
    "write",
    "writev",
)
"""Calls by which a program changes files; those that a machine lacks are left out."""
READING = ("getdents64", "newfstatat", "openat", "pread64", "read", "statx")
PATIENCE_S = 300
"""Ends a program that hangs; far more than a traced one needs on a busy machine."""
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (.*)$")
_BEGUN = re.compile(r"^\d+ +(\w+)\((.*?)(?: <unfinished \.\.\.>|\) += .*)$")
_OTHER_EACH_TIME = (
    (re.compile(r"\.\d+\.tmp"), ".N.tmp"),
    (re.compile(r"[^\"<>]*/(?:data|disk)-\d+\b"), "/data"),
    (re.compile(r"-[0-9a-f]{16}\."), "-H."),
    (re.compile(r"\{st_[^}]*\}"), "0x0"),
    (re.compile(r"\b\d+<"), "<"),
    (re.compile(r"0x[0-9a-f]+(?: /\* .* \*/)?"), '""'),
    (re.compile(r'""(?:\.\.\.)?, \d+'), '"", N'),
)
"""Process, data folder, digests that hang on chance, handles, addresses, lengths of texts."""


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
        missing("strace", why)


@dataclass(frozen=True, slots=True)
class Call:
    """The ``number``-th call of a name in a run; ``told`` is what it was asked."""

    name: str
    number: int
    told: str
    place: int
    """Among all traced calls of the run."""
    form: str
    """What it does, the same in every run."""

    def __str__(self) -> str:
        return f"{self.name} {self.number} ({self.told})"


@dataclass(frozen=True, slots=True)
class Ended:
    """A traced run: its exit code (negative: a signal), its output, and its calls."""

    code: int
    out: str
    err: str
    calls: tuple[Call, ...]
    struck: str
    """The form of the first call that failed by injection, or at which the run was killed."""


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
        struck = _struck(text, killed=ended.returncode == -signal.SIGKILL)
        return Ended(ended.returncode, ended.stdout, ended.stderr, tuple(_calls(text)), struck)


def _calls(text: str) -> Iterator[Call]:
    counted: Counter[str] = Counter()
    first = text.split(" ", 1)[0]
    for place, line in enumerate(text.splitlines()):
        found = _LINE.match(line)
        if found and line.startswith(f"{first} "):
            counted[found[1]] += 1
            told = f"{found[2]} = {found[3]}"
            yield Call(found[1], counted[found[1]], told, place, _form(found[1], found[2]))


def _form(name: str, asked: str) -> str:
    for pattern, same in _OTHER_EACH_TIME:
        asked = pattern.sub(same, asked)
    return f"{name}({asked})"


def _struck(text: str, *, killed: bool) -> str:
    """Where a run was killed its last call of all; else the first that was made to fail."""
    first = text.split(" ", 1)[0]
    begun = [found for line in text.splitlines() if (found := _BEGUN.match(line))]
    own = [one for one in begun if one[0].startswith(f"{first} ")]
    if not killed:
        own = [one for one in own if one[0].endswith("(INJECTED)")][:1]
    return _form(own[-1][1], own[-1][2]) if own else ""


def changes(ended: Ended, folder: Path) -> list[Call]:
    """The calls of a run that change something in ``folder``."""
    return [
        call
        for call in ended.calls
        if str(folder) in call.told
        and (call.name != "openat" or "O_CREAT" in call.told)
        and (call.name == "openat" or call.name not in READING)
    ]


def looks(ended: Ended, folder: Path) -> list[Call]:
    """The calls of a run that read something in ``folder``, a few of each file."""
    counted: Counter[str] = Counter()
    found = []
    for call in ended.calls:
        counted[call.form] += 1
        own = str(folder) in call.told and call.name in READING and "O_CREAT" not in call.told
        if own and counted[call.form] <= 2:
            found.append(call)
    return found


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
    names = {one.name for one in ended.calls}
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
