"""What the program asks the kernel for during a visit, as strace lists it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.residue.driving import BEGINS, ENDS

NAMES = (
    *("open", "openat", "openat2", "creat", "truncate", "mkdir", "mkdirat", "mknod", "mknodat"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink"),
    *("unlinkat", "rmdir", "setxattr", "lsetxattr", "memfd_create", "shmget", "mq_open"),
    *("execve", "execveat", "socket", "connect", "bind", "access", "faccessat", "faccessat2"),
)
WRITING = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)")
READING = {"access", "faccessat", "faccessat2", "execve", "execveat", "memfd_create"}
"""Calls that change no file by themselves; nameless files in memory are gone with their owner."""
NETWORK = {"socket", "connect", "bind"}
_LINE = re.compile(r"^\d+ +(\w+)\((.*)$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Asked:
    """One call: its name and what it was asked, as strace writes it."""

    name: str
    told: str

    @property
    def texts(self) -> list[str]:
        """The texts in it."""
        return _QUOTED.findall(self.told)


def tracer(log: Path) -> list[str]:
    """What starts a program so that its calls, and those of all it starts, are listed in a file."""
    names = ",".join(f"?{name}" for name in NAMES)
    options = ("-f", "--seccomp-bpf", "-qq", "-v", "-s", "4096", "-o", str(log))
    return ["strace", *options, "-e", f"trace={names}", "-e", "signal=none"]


def _all(log: Path) -> Iterator[Asked]:
    for line in log.read_text("utf-8", "replace").splitlines():
        if found := _LINE.match(line):
            yield Asked(found[1], found[2])


@dataclass(frozen=True)
class Trace:
    """The calls from the start on, and those of the visit alone."""

    all: list[Asked]
    visit: list[Asked]

    @classmethod
    def read(cls, log: Path) -> "Trace":
        """From the list of a tracer."""
        every = list(_all(log))
        begin, end = (
            next(at for at, one in enumerate(every) if mark in one.texts) for mark in (BEGINS, ENDS)
        )
        return cls(every, every[begin + 1 : end])

    @property
    def changed(self) -> set[str]:
        """Files the visit opened for writing, made, renamed or took away."""
        return {
            path
            for one in self.visit
            if one.name not in READING | NETWORK
            and (not one.name.startswith("open") or WRITING.search(one.told))
            for path in one.texts
        }

    @property
    def started(self) -> list[Asked]:
        """The programs that were started."""
        return [one for one in self.visit if one.name.startswith("exec") and one.texts]

    @property
    def families(self) -> set[str]:
        """Kinds of sockets, from the start on."""
        return {one.told.split(",")[0] for one in self.all if one.name == "socket"}

    @property
    def reached(self) -> set[str]:
        """Where sockets went, from the start on."""
        return {(one.texts or [one.told])[0] for one in self.all if one.name in {"connect", "bind"}}
