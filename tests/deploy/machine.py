"""A machine of its own for a test: real systemd as PID 1 of private namespaces, on a throw-away
copy of this system, with the files of ``resources/deploy/root`` in their places.

Only what needs hardware is taken out of the units: the seat, and the devices. The kernel is that of
the machine around, so its settings can be read, not written.
"""

import json
import os
import shutil
import subprocess
import sys
import uuid
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "resources" / "deploy"
UNITS = DEPLOY / "root" / "etc" / "systemd" / "system"
NEEDED = ("unshare", "cage", "pivot_root", "systemctl", "systemd-sysusers", "systemd-tmpfiles")
NAMESPACES = ("unshare", "-fpmuni", "--mount-proc", "--kill-child=KILL")
INSIDE = "/opt/clone"
"""Where the clone is seen in the machine."""
CLONED = "Environment=PYTHONPATH=/opt/clone\n"
"""The program is run from the clone."""
PROBES = "ReadWritePaths=/results/probes"
HEADLESS = f"""[Service]
{CLONED}DevicePolicy=auto
DeviceAllow=
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1
"""
PROGRAM = f"""#!/bin/sh
export PYTHONPATH="${{PYTHONPATH:-{INSIDE}}}"
exec {INSIDE}/.venv/bin/python -m kiosk "$@"
"""
OWN_GROUPS = """set -eu
mount --make-rprivate /
mount -t cgroup2 none "$WORK"
mkdir "$WORK/$GROUP"
echo 0 >"$WORK/$GROUP/cgroup.procs"
umount "$WORK"
exec unshare --cgroup bash -c "$SCRIPT"
"""
"""Its control groups begin at one of its own: two machines at a time would share those of their
units, and each would wait for the processes of the other."""
LET_GO = """mount -t cgroup2 none "$WORK"
find "$WORK/$GROUP" -depth -type d -exec rmdir {} +
"""
SCRIPT = """set -eu
mount -t tmpfs none "$WORK"
cd "$WORK"
mkdir upper work root
mount -t overlay overlay -o "lowerdir=/,upperdir=upper,workdir=work" root
cd root
cp -rT "$DEPLOY/root" .
rm -rf etc/systemd/system/*.wants etc/fstab
mkdir -p opt/clone opt/resource-kiosk/bin results old
mount --bind "$CLONE" opt/clone
mount --bind "$PYTHON" opt/clone/.venv
mount --bind "$RESULTS" results
cp results/program opt/resource-kiosk/bin/resource-kiosk
chmod 755 opt/resource-kiosk/bin/resource-kiosk
mount -t proc proc proc
mount --bind -o ro proc/sys proc/sys
mount -t tmpfs -o mode=755 none run
mount -t tmpfs -o mode=1777 none tmp
mount -t tmpfs -o mode=755 none dev
for node in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0 kmsg:1:11 mem:1:1; do
    IFS=: read -r name major minor <<END
$node
END
    mknod -m 666 "dev/$name" c "$major" "$minor"
done
mkdir dev/shm dev/pts dev/mqueue dev/hugepages
ln -s pts/ptmx dev/ptmx
mount -t tmpfs -o mode=1777 none dev/shm
mount -t sysfs none sys
mount -t cgroup2 none sys/fs/cgroup
mount -o remount,bind,ro sys
pivot_root . old
cd /
umount -l /old
systemd-sysusers resource-kiosk.conf
systemd-tmpfiles --create resource-kiosk.conf
cp -r /results/units /run/systemd-units
mkdir -p /run/systemd
mv /run/systemd-units /run/systemd/system
mount -t tmpfs none /var/log
exec env -i PATH=/usr/sbin:/usr/bin container=docker \\
    /usr/lib/systemd/systemd --system --unit=test.service --show-status=no --log-target=null $WORDS
"""
TEST = f"""[Unit]
DefaultDependencies=no
[Service]
Type=oneshot
WorkingDirectory={INSIDE}
ExecStart={INSIDE}/.venv/bin/python -B -m tests.deploy.%s
ExecStopPost=/usr/bin/systemctl --force --force exit
TimeoutStartSec=infinity
StandardOutput=append:/results/out
StandardError=append:/results/err
"""


@cache
def lacking() -> str:
    """Why there can be no such machine here; empty where there can."""
    if os.geteuid() != 0:
        return "a machine of its own needs root"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        return f"a machine of its own needs {', '.join(missing)}"
    trial = "mount --make-rprivate / && d=$(mktemp -d) && mount -t tmpfs none $d && cd $d && "
    trial += "mkdir u w r && mount -t overlay o -o lowerdir=/,upperdir=u,workdir=w r && "
    trial += "mkdir c && mount -t cgroup2 none c"
    tried = subprocess.run(
        [*NAMESPACES, "--cgroup", "bash", "-c", trial], capture_output=True, check=False, timeout=30
    )
    return "" if tried.returncode == 0 else "a machine of its own needs namespaces and overlayfs"


def shipped(name: str) -> str:
    """The text of a unit."""
    return (UNITS / name).read_text(encoding="utf-8")


def run(
    scenario: str,
    results: Path,
    *,
    units: dict[str, str] | None = None,
    seconds: int = 120,
    words: str = "",
    **given: Any,
) -> dict[str, Any]:
    """What a scenario found: "inside crash" is one of ``inside.py``. ``units`` are more units and
    drop-ins by their path; ``words`` stand on the command line as a kernel has it; ``given`` is
    handed to the scenario. ``results`` becomes the machine's ``/results``.
    """
    folder = results / "units"
    every = {
        "test.service": TEST % scenario,
        "seatd.service": "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n",
        "resource-kiosk.service.d/50-headless.conf": HEADLESS,
        "resource-kiosk-import@.service.d/50-clone.conf": f"[Service]\n{CLONED}",
        **(units or {}),
    }
    for name, text in every.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (results / "program").write_text(PROGRAM, encoding="utf-8")
    (results / "given.json").write_text(json.dumps(given), encoding="utf-8")
    work = results / "machine"
    work.mkdir(exist_ok=True)
    environment = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "WORK": str(work),
        "DEPLOY": str(DEPLOY),
        "CLONE": str(ROOT),
        "PYTHON": sys.prefix,
        "RESULTS": str(results),
        "WORDS": words,
        "GROUP": f"resource-kiosk-{uuid.uuid4().hex}",
        "SCRIPT": SCRIPT,
    }
    try:
        ended = subprocess.run(
            [*NAMESPACES, "bash", "-c", OWN_GROUPS],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
    finally:
        subprocess.run(["unshare", "-m", "bash", "-c", LET_GO], env=environment, check=False)
    answer = results / "answer.json"
    if not answer.exists():
        told = [ended.stdout, ended.stderr]
        told += [
            (results / name).read_text() for name in ("out", "err") if (results / name).exists()
        ]
        raise AssertionError("the machine said nothing:\n" + "\n".join(told))
    found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return found


def unit_with(
    service: str,
    program: str,
    *,
    hardened: bool,
    user: bool = True,
    devices: bool = False,
    script: str = "probe.py",
) -> str:
    """A unit of one probe: all that the shipped one forbids, or its user alone, or not even that.

    ``devices``: with the devices that the shipped one allows; a machine of its own has few.
    """
    own = {"Type", "ExecStart", "ExecStop", "Restart", "RestartSec", "NotifyAccess", "WatchdogSec"}
    own |= {"WatchdogSignal", "StandardInput", "StandardOutput", "StandardError"}
    own |= set() if devices else {"DeviceAllow"}
    bare = {"User", "Group"} if user else set()
    lines = []
    for line in shipped(service).split("[Service]")[1].split("[Install]")[0].splitlines():
        key = line.split("=", 1)[0]
        if line.startswith("#") or key in own or (not hardened and key not in bare):
            continue
        lines.append(line)
    start = f"ExecStart={INSIDE}/.venv/bin/python {INSIDE}/tests/deploy/{script} {program}"
    kept = [PROBES, CLONED, "WorkingDirectory=/var/lib/resource-kiosk"] if hardened else []
    return "\n".join(
        ["[Unit]", "DefaultDependencies=no", "[Service]", "Type=oneshot", start, *lines, *kept, ""]
    )
