"""The installer on a fresh Debian 13 of its own: a kiosk after it, as before after "undo"."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY, ROOT
from tests.long_runs import missing, told

SECONDS = 1800
SITE = '[site]\ntitle = "Information"\n\n[screen]\ndiagonal = 21.5\n'
TABLE = "UUID=1 / ext4 defaults 0 1\nUUID=2 none swap sw 0 0\n"
OWN = ("opt", "etc/systemd", "etc/udev/rules.d", "etc/sysctl.d", "usr/local", "var/lib", "srv")
"""Where a kiosk leaves files; package lists and logs of apt are Debian's own matter."""
DEBIANS = (
    "etc/systemd/system/multi-user.target.wants",
    "var/lib/apt",
    "var/lib/dpkg",
    "var/lib/systemd",
)
ENTER = """set -eu
mount --make-rprivate /
mount -t proc proc "$ROOT/proc"
mount --bind -o ro "$DEPLOY" "$ROOT/opt/deploy"
mount --bind -o ro "$WHEELS" "$ROOT/opt/wheels"
exec chroot "$ROOT" env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin HOME=/root KIOSK_PIN=270918 "$@"
"""


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment},
        capture_output=True, text=True, check=False, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and all Python packages that it needs."""
    folder = tmp_path_factory.mktemp("wheels")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    run(*pip, "download", "-d", folder, next(folder.glob("resource_kiosk-*.whl")))
    return folder


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh Debian 13."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        missing("debian", "a fresh Debian needs root and debootstrap")
    root = tmp_path_factory.mktemp("debian") / "root"
    packages = "systemd,udev,ca-certificates,python3,python3-venv"
    run("debootstrap", "--variant=minbase", f"--include={packages}", "trixie", root)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    for path in Path("/etc/apt/apt.conf.d").glob("*proxy*"):
        shutil.copy(path, root / "etc/apt/apt.conf.d" / path.name)
    for name in ("deploy", "wheels"):
        (root / "opt" / name).mkdir()
    (root / "etc/fstab").write_text(TABLE, "ascii")
    (root / "root/kiosk.toml").write_text(SITE, "utf-8")
    return root


def seen(root: Path) -> dict[str, str]:
    """Every file and link where a kiosk leaves some."""
    found = {"etc/fstab": (root / "etc/fstab").read_text("utf-8")}
    for folder in OWN:
        for path in (root / folder).rglob("*"):
            name = str(path.relative_to(root))
            if name.startswith(DEBIANS) or (path.is_dir() and not path.is_symlink()):
                continue
            found[name] = str(path.readlink()) if path.is_symlink() else str(path.stat().st_size)
    return found


@pytest.mark.nightly
def test_a_fresh_debian_becomes_a_kiosk_and_is_one_no_more(debian: Path, wheels: Path) -> None:
    wheel = next(wheels.glob("resource_kiosk-*.whl")).name

    def inside(*command: str) -> str:
        places = {"ROOT": str(debian), "DEPLOY": str(DEPLOY), "WHEELS": str(wheels)}
        return run("unshare", "-m", "bash", "-c", ENTER, "enter", *command, **places)

    install = ("/opt/deploy/install", "--wheel", f"/opt/wheels/{wheel}", "--wheels", "/opt/wheels")
    before = seen(debian)
    dry = inside(*install, "--dry-run").splitlines()
    assert seen(debian) == before
    done = inside(*install, "--site", "/root/kiosk.toml").splitlines()
    places = {line.split()[-1] for line in done}
    assert [line for line in dry[:-1] if line.split()[-1] not in places] == []
    assert "This kiosk has a staff mode now." in done
    again = inside(*install, "--site", "/root/kiosk.toml").splitlines()
    assert again[-1].startswith("0 changes."), again
    told_by_doctor = json.loads(
        inside("sh", "-c", "resource-kiosk doctor --installed --json || true")
    )
    wrong = [one for one in told_by_doctor["installed"] if one["level"] == "broken"]
    kernel = [one for one in wrong if one["what"].startswith(("kernel.", "fs."))]
    assert [one for one in wrong if one not in kernel] == [], "the kernel is not this machine's"
    assert "152 services" in inside("resource-kiosk", "status")
    assert inside("systemd-analyze", "verify", "resource-kiosk.service") == ""
    inside("/opt/deploy/install", "--undo", "--data")
    assert seen(debian) == before
    told("changes of the installer, made and taken back", len(dry) - 1)
