"""A real CUPS scheduler of our own: its own socket and folders, printers that are shell scripts."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "resources" / "deploy" / "root" / "etc" / "cups" / "cupsd.conf"
PROGRAMS = ("cupsd", "lp", "lpstat", "cancel", "lpadmin")
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
MISSING = [name for name in PROGRAMS if shutil.which(name, path=_PATH) is None]
START_S = 10.0
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
 fails) exit 1 ;;
 refuses) exit 4 ;;
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
    return text.replace("Require user @SYSTEM", "Allow all").replace("AuthType Default", "")


@dataclass(slots=True)
class PrivateCups:
    """A scheduler under ``root``; runs as ``lp`` where a test is root, which it refuses to be."""

    root: Path
    kept: bool = False
    in_memory: bool = False
    more: str = ""
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def socket(self) -> Path:
        return self.root / "sock"

    def prepare(self) -> None:
        folders = ("spool/tmp", "cache", "run", "log", "etc", "bin/backend", "out", "modes")
        for name in folders:
            (self.root / name).mkdir(parents=True, exist_ok=True)
        for name in ("daemon", "filter"):
            (self.root / "bin" / name).symlink_to(f"/usr/lib/cups/{name}")
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
            mounts = "&&".join(
                f"mount -t tmpfs -o mode=0700,uid=7,gid=7 none {self.root}/{name}"
                for name in ("spool", "cache")
            )
            mounts += f'&& install -d -o lp -g lp {self.root}/spool/tmp && exec "$@"'
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
