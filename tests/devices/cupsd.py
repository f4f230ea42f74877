"""A real CUPS scheduler of our own: its own socket and folders, printers that are shell scripts."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
ETC = ROOT / "resources" / "deploy" / "root" / "etc"
CONFIGURATION = ETC / "cups" / "cupsd.conf"
DROP_IN = ETC / "systemd" / "system" / "cups.service.d" / "70-resource-kiosk.conf"
PLACES = {
    "/var/spool/cups": "spool",
    "/var/cache/cups": "cache",
    "/etc/cups": "etc",
    "/var/log/cups": "log",
}
"""Folders of CUPS as the drop-in names them, and ours."""
PROGRAMS = ("cupsd", "lp", "lpstat", "cancel", "lpadmin")
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
MISSING = [name for name in PROGRAMS if shutil.which(name, path=_PATH) is None]
START_S = 60.0
NETWORK = ("ipp",)
"""Backends that are those of CUPS itself, beside our own."""
# A printer of each kind. What is printed by "keep" lies in the folder out, by the job's number.
BACKEND = """#!/bin/sh
[ $# = 0 ] && exit 0
mode=$(cat {root}/modes/${{DEVICE_URI#test:/}})
case $mode in
 keep) cat "${{6:--}}" > {root}/out/$1 ;;
 slow) sleep 2; cat "${{6:--}}" > {root}/out/$1 ;;
 media-*|cover-*|offline-*) echo "STATE: +$mode" >&2; exec sleep 300 ;;
 gone) echo "STATE: +connecting-to-device" >&2
       echo "INFO: The printer may not exist or is unavailable at this time." >&2
       exec sleep 300 ;;
 hangs) exec sleep 300 ;;
 warms) echo "STATE: +fuser-under-temp-report" >&2; exec sleep 300 ;;
 polite) trap 'sleep 0.5; echo $1 > {root}/modes/back; exit 0' TERM; sleep 300 & wait ;;
 fails) exit 1 ;;
 refuses) exit 4 ;;
 says) echo "ERROR: The device is not there." >&2; sleep 0.5; exit 4 ;;
esac
"""
DEFAULTS = """
Listen {socket}
LogLevel warn
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
"""What a machine has that nobody set up: files and history are kept."""
_FILES = """
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/run
ServerBin {root}/bin
DataDir /usr/share/cups
ErrorLog {root}/log/error_log
AccessLog {root}/log/access_log
PageLog {root}/log/page_log
User {user}
Group {user}
SystemGroup {user}
"""


def ours(socket: Path) -> str:
    """The configuration the project gives to a kiosk, on another socket and without a login."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    assert "Listen /run/cups/cups.sock" in text
    text = text.replace("/run/cups/cups.sock", str(socket))
    text = re.sub(r"Require user @SYSTEM.*", "Allow all", text)
    return text.replace("AuthType Default", "")


def in_memory_as(drop_in: str, root: Path) -> str:
    """What a shell has to do so that a scheduler under ``root`` starts as that drop-in says."""
    tmpfs = [
        PLACES[word.split(":")[0]]
        for line in re.findall(r"^TemporaryFileSystem=(.*)$", drop_in, re.MULTILINE)
        for word in line.split()
    ]
    steps = [f"mount --bind {root}/etc {root}/aside"]
    steps += [f"mount -t tmpfs -o mode=0700,uid=7,gid=7 none {root}/{name}" for name in tmpfs]
    if "spool" in tmpfs:
        steps.append(f"install -d -o lp -g lp {root}/spool/tmp")
    if bound := re.search(r"^BindReadOnlyPaths=/etc/cups:/etc/cups(/.*)$", drop_in, re.MULTILINE):
        kept = f"{root}/etc{bound[1]}"
        steps += [f"mkdir {kept}", f"mount --bind -o ro {root}/aside {kept}"]
    if before := re.search(r"^ExecStart=/bin/sh -c '(.*) && exec ", drop_in, re.MULTILINE):
        steps.append(before[1].replace("/etc/cups", f"{root}/etc"))
    return " && ".join([*steps, 'exec "$@"'])


@dataclass(slots=True)
class PrivateCups:
    """A scheduler under ``root``; runs as ``lp`` where a test is root, which it refuses to be."""

    root: Path
    kept: bool = False
    in_memory: bool = False
    more: str = ""
    drop_in: str = field(default_factory=lambda: DROP_IN.read_text(encoding="utf-8"))
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def socket(self) -> Path:
        return self.root / "sock"

    def prepare(self) -> None:
        folders = ("spool/tmp", "cache", "run", "log", "etc", "bin/backend", "out", "modes")
        (self.root / "aside").mkdir(exist_ok=True)
        for name in folders:
            (self.root / name).mkdir(parents=True, exist_ok=True)
        for name in ("daemon", "filter"):
            (self.root / "bin" / name).symlink_to(f"/usr/lib/cups/{name}")
        for name in NETWORK:
            (self.root / "bin" / "backend" / name).symlink_to(f"/usr/lib/cups/backend/{name}")
        backend = self.root / "bin" / "backend" / "test"
        backend.write_text(BACKEND.format(root=self.root))
        backend.chmod(0o755)
        user = "lp" if os.geteuid() == 0 else "nobody"
        files = _FILES.format(root=self.root, user=user)
        (self.root / "etc" / "cups-files.conf").write_text(files)
        text = DEFAULTS.format(socket=self.socket) if self.kept else ours(self.socket)
        (self.root / "etc" / "cupsd.conf").write_text(f"{text}\n{self.more}\n")
        if os.geteuid() == 0:
            subprocess.run(["/bin/chown", "-R", "lp:lp", str(self.root)], check=True)
            self.root.chmod(0o711)

    def start(self) -> None:
        etc = self.root / "etc"
        command = [
            "/usr/sbin/cupsd",
            "-f",
            "-c",
            f"{etc}/cupsd.conf",
            "-s",
            f"{etc}/cups-files.conf",
        ]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=lp", "--regid=lp", "--clear-groups", *command]
        if self.in_memory:
            mounts = in_memory_as(self.drop_in, self.root)
            command = ["unshare", "--mount", "sh", "-c", mounts, "sh", *command]
        self.process = subprocess.Popen(command, stderr=sys.stderr)
        until = time.monotonic() + START_S
        while self.run("lpstat", "-r").stdout.strip() != "scheduler is running":
            assert time.monotonic() < until, "cupsd did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(START_S)
            self.process = None

    def kill(self) -> None:
        """As by a power cut: no chance to tidy up."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(START_S)
        self.process = None

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        env = {"PATH": _PATH, "LC_ALL": "C", "CUPS_SERVER": str(self.socket)}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    def queue(self, name: str, mode: str) -> str:
        """A queue whose printer behaves in that way."""
        self.behave(name, mode)
        made = self.run("lpadmin", "-p", name, "-E", "-v", f"test:/{name}", "-m", "raw")
        assert made.returncode == 0, made.stderr
        return name

    def behave(self, name: str, mode: str) -> None:
        (self.root / "modes" / name).write_text(mode)

    def printed(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted((self.root / "out").iterdir())]

    def waiting(self) -> str:
        return self.run("lpstat", "-W", "all", "-o").stdout

    def spooled(self) -> list[str]:
        """Files of jobs in the spool."""
        return [path.name for path in (self.root / "spool").iterdir() if path.is_file()]

    def on_disk(self) -> dict[str, tuple[int, bytes]]:
        """Each file that a restart of the machine would find, when it was written, and what."""
        found = {}
        for name in PLACES.values():
            for path in sorted((self.root / name).rglob("*")):
                content = path.read_bytes() if path.is_file() else b""
                found[str(path.relative_to(self.root))] = (path.stat().st_mtime_ns, content)
        return found

    def traces(self, word: bytes) -> list[str]:
        """Files of the scheduler that hold ``word``, printed paper left aside."""
        found = []
        for path in self.root.rglob("*"):
            if path.is_file() and path.parent.name not in {"out", "backend"}:
                with suppress(FileNotFoundError):
                    if word in path.read_bytes():
                        found.append(str(path.relative_to(self.root)))
        return found


@contextmanager
def running(
    *, kept: bool = False, in_memory: bool = False, more: str = ""
) -> Iterator[PrivateCups]:
    """A scheduler in a folder of its own: those of pytest are closed to other users."""
    with TemporaryDirectory(prefix="cups-") as folder:
        cups = PrivateCups(Path(folder), kept, in_memory, more)
        cups.prepare()
        try:
            cups.start()
            yield cups
        finally:
            cups.stop()
