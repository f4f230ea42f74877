"""Where a made-up visit goes on: every folder that the program, its voice and its printer have."""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import tty
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.devices.cupsd import PrivateCups
from tests.residue.words import records
from tests.shell import answered, write
from tests.sync.toolkit import make_coalition

ROOT = Path(__file__).parents[2]
BROKEN = Path(__file__).parent / "broken"
UNIT = ROOT / "resources/deploy/root/etc/systemd/system/resource-kiosk.service"
PATIENCE_S = 120.0
QUEUE = "desk"
SIZE = ("--size", "1920x1080")
SETTINGS = """
[idle]
service = 300
other = 300
[speech]
headphones = "always"
device = "nobody"
[print]
printer = "{printer}"
socket = "{socket}"
"""
DEVICE = "</usr/share/alsa/alsa.conf>\npcm.nobody { type null }\n"
FOLDERS = {
    "HOME": "home",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
    "RUNTIME_DIRECTORY": "run/kiosk",
    "TMPDIR": "tmp",
}


@dataclass(frozen=True)
class Place:
    """Everything under ``root`` that can be written: data, home, caches, log, the spool of CUPS.

    ``paper`` is what comes out of the printer: a visitor takes it along.
    """

    root: Path
    paper: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "log" / "kiosk.log"

    def furnish(self, prepared: Path) -> None:
        """Folders, a directory from a signed file after that of ``prepared``, settings."""
        for name in ("data", "log", *FOLDERS.values()):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        shutil.copytree(prepared, self.data, dirs_exist_ok=True)
        (self.root / "run").chmod(0o700)
        self.root.chmod(0o755)
        self.paper.mkdir(exist_ok=True)
        coalition = make_coalition()
        (self.data / "root.json").write_bytes(coalition.trusted.raw)
        file = write(self.paper / "1.kiosksync", coalition, records())
        code, answer = answered(self.data, "sync", file, "--yes")
        assert code == 0, answer
        self.print_on(f"cups:{QUEUE}")
        (self.root / "home" / "asound.conf").write_text(DEVICE, "ascii")

    def print_on(self, printer: str) -> None:
        """The site's settings, with this printer."""
        settings = SETTINGS.format(printer=printer, socket=self.root / "cups" / "sock")
        (self.data / "settings.toml").write_text(settings, "utf-8")

    @contextmanager
    def roll(self) -> Iterator["Line"]:
        """A receipt printer on a line, which prints as soon as it is let."""
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        self.print_on(f"escpos:{os.ttyname(theirs)}")
        line = Line(ours)
        try:
            yield line
        finally:
            line.over.set()
            line.join(PATIENCE_S)
            os.close(ours)
            os.close(theirs)

    def environment(self, broken: str = "") -> dict[str, str]:
        """What the program is started with; ``broken`` names a rule it is to break."""
        search = [str(BROKEN)] * bool(broken) + [str(ROOT)]
        folders = {name: str(self.root / at) for name, at in FOLDERS.items()}
        return (
            unit_environment()
            | folders
            | {
                "ALSA_CONFIG_PATH": str(self.root / "home" / "asound.conf"),
                "KIOSK_BROKEN": broken,
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "PYTHONPATH": os.pathsep.join(search),
                "QT_QPA_PLATFORM": "offscreen",
            }
        )

    @contextmanager
    def printer(
        self, mode: str, *, kept: bool = False, in_memory: bool = False
    ) -> Iterator[PrivateCups]:
        """A scheduler with its folders here, and a printer that behaves in a way."""
        root = self.root / "cups"
        root.mkdir(exist_ok=True)
        (root / "out").symlink_to(self.paper)
        cups = PrivateCups(root, kept=kept, in_memory=in_memory)
        cups.prepare()
        if os.geteuid() == 0:
            shutil.chown(self.paper, "lp", "lp")
        try:
            cups.start()
            cups.queue(QUEUE, mode)
            yield cups
        finally:
            if cups.process is not None:
                end(cups.process.pid)
                cups.process.wait()

    def printed(self) -> list[bytes]:
        """What came out of the printer."""
        return [path.read_bytes() for path in self.paper.iterdir() if path.suffix == ""]


class Line(threading.Thread):
    """The other end of a line: takes what comes once it is ``let``, and keeps it in memory."""

    def __init__(self, file: int) -> None:
        super().__init__(daemon=True)
        self.file, self.got = file, b""
        self.let, self.over = threading.Event(), threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.is_set():
            if self.let.wait(0.05) and select.select([self.file], [], [], 0.05)[0]:
                self.got += os.read(self.file, 4096)


def unit_environment() -> dict[str, str]:
    """What the shipped unit sets, but for the importer of an installed machine."""
    text = UNIT.read_text("utf-8")
    words = " ".join(re.findall(r"^Environment=(.*)$", text, re.MULTILINE)).split()
    found = dict(word.split("=", 1) for word in words)
    del found["KIOSK_IMPORTER"]
    return found


def descendants(number: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found: list[int] = []
    for each in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            own = [int(one) for one in each.read_text("ascii").split()]
        except OSError:
            continue
        found += [*own, *(more for one in own for more in descendants(one))]
    return found


def end(number: int) -> None:
    """Kills a process with all that it started: as by a power cut, nothing tidies up."""
    for each in (number, *descendants(number)):
        try:
            os.kill(each, signal.SIGKILL)
        except ProcessLookupError:
            continue


@dataclass
class Driven:
    """A visit under way in the program's own process."""

    process: "subprocess.Popen[str]"
    log: Path

    def until(self, where: str) -> "Driven":
        """Waits until the visit has come so far."""
        assert self.process.stdout is not None
        ready = select.select([self.process.stdout], [], [], PATIENCE_S)[0]
        said = self.process.stdout.readline().strip() if ready else "nothing"
        assert said == where, f"{said!r} instead of {where!r}:\n{self.log.read_text('utf-8')}"
        return self

    def on(self) -> None:
        """Lets it go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@contextmanager
def visit(
    place: Place,
    broken: str = "",
    before: Sequence[str] = (),
    more: Mapping[str, str] | None = None,
) -> Iterator[Driven]:
    """The program with a visitor; ``before`` starts it, with ``more`` in its environment."""
    program = [sys.executable, "-m", "tests.residue.driving", "--data", str(place.data), *SIZE]
    command = [*before, *program]
    with place.log.open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=place.environment(broken) | (more or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        yield Driven(process, place.log)
    finally:
        end(process.pid)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def to_the_end(driven: Driven, *, prints: bool = False) -> None:
    """The whole visit, or what is left of it where it ``prints``, and an end as it is meant."""
    if not prints:
        driven.until("came").on()
        driven.until("speaks and prints")
    driven.on()
    driven.until("left")
    driven.process.send_signal(signal.SIGTERM)
    assert driven.process.wait(PATIENCE_S) == 0, driven.log.read_text("utf-8")
