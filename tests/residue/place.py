"""Where a made-up visit goes on: every folder that the program, its voice and its printer have."""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.handoff.cupsd import PrivateCups
from tests.shell import answered, call, write
from tests.residue.words import records
from tests.sync.toolkit import make_coalition

ROOT = Path(__file__).parents[2]
BROKEN = Path(__file__).parent / "broken"
PATIENCE_S = 120.0
QUEUE = "desk"
SETTINGS = """
[idle]
service = 300
other = 300
[speech]
headphones = "always"
device = "nobody"
[print]
printer = "cups:{queue}"
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
ELSEWHERE = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER"}


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

    def furnish(self) -> None:
        """Folders, a directory from a signed file, settings."""
        for name in ("data", "log", *FOLDERS.values()):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        (self.root / "run").chmod(0o700)
        self.root.chmod(0o755)
        self.paper.mkdir(exist_ok=True)
        coalition = make_coalition()
        assert call(self.data, "status").exit_code == 0
        (self.data / "root.json").write_bytes(coalition.trusted.raw)
        file = write(self.paper / "1.kiosksync", coalition, records())
        code, answer = answered(self.data, "sync", file, "--yes")
        assert code == 0, answer
        settings = SETTINGS.format(queue=QUEUE, socket=self.root / "cups" / "sock")
        (self.data / "settings.toml").write_text(settings, "utf-8")
        (self.root / "home" / "asound.conf").write_text(DEVICE, "ascii")

    def environment(self, broken: str = "") -> dict[str, str]:
        """What the program is started with; ``broken`` names a rule it is to break."""
        kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
        search = [str(BROKEN)] * bool(broken) + [str(ROOT)]
        return kept | {name: str(self.root / at) for name, at in FOLDERS.items()} | {
            "ALSA_CONFIG_PATH": str(self.root / "home" / "asound.conf"),
            "KIOSK_BROKEN": broken,
            "PYTHONPATH": os.pathsep.join(search),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }

    @contextmanager
    def printer(self, mode: str, *, kept: bool = False, in_memory: bool = False) -> Iterator[PrivateCups]:
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
    stood: list[str] = field(default_factory=list)

    def until(self, where: str) -> None:
        """Waits until the visit has come so far."""
        assert self.process.stdout is not None
        ready = select.select([self.process.stdout], [], [], PATIENCE_S)[0]
        said = self.process.stdout.readline().strip() if ready else "nothing"
        assert said == where, f"{said!r} instead of {where!r}:\n{self.log.read_text('utf-8')}"

    def on(self) -> None:
        """Lets it go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@contextmanager
def visit(place: Place, broken: str = "", before: Sequence[str] = ()) -> Iterator[Driven]:
    """The program with a visitor; ``before`` is what starts it, such as a tracer."""
    command = [*before, sys.executable, "-m", "tests.residue.driving", "--data", str(place.data)]
    with place.log.open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=place.environment(broken),
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


def to_the_end(driven: Driven, released: Callable[[], None]) -> None:
    """The whole visit, and an end as it is meant; ``released`` lets the printer print."""
    for where in ("came", "speaks and prints"):
        driven.until(where)
        if where != "came":
            released()
        driven.on()
    driven.until("left")
    driven.on()
    driven.process.send_signal(signal.SIGTERM)
    assert driven.process.wait(PATIENCE_S) == 0, driven.log.read_text("utf-8")
