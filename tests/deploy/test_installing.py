"""Releases on a fresh Debian 13 of its own: a kiosk, a newer one, no older one; then as before."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.deploy.fresh import clone_in, debian_in, release_of, run
from tests.long_runs import add_figure, missing

SITE = '[site]\ntitle = "Information"\n\n[screen]\ndiagonal = 21.5\n'
TABLE = "UUID=1 / ext4 defaults 0 1\nUUID=2 none swap sw 0 0\n"
DISK = "UUID=3 /srv ext4 defaults 0 2\n"
"""What a person adds to the table later."""
OWN = (
    *("opt", "etc/systemd", "etc/udev/rules.d", "etc/sysctl.d", "usr/local", "var/lib", "srv"),
    *("etc/resource-kiosk", "etc/default", "etc/grub.d"),
)
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
mount --bind -o ro "$FIRST" "$ROOT/opt/first"
mount --bind -o ro "$SECOND" "$ROOT/opt/second"
exec chroot "$ROOT" env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin HOME=/root KIOSK_PIN=270918 "$@"
"""
ADVICE = ("There is no GRUB here", "This kiosk cannot be closed")
"""What is said each time where nothing was done about it."""
FIRST, SECOND = "0.9", "0.10"
KEPT = ("staff.json", "settings.toml", "state.json")


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two releases of the program as it is here; the second one is made without a network."""
    folder = tmp_path_factory.mktemp("releases")
    clone = clone_in(folder)
    first = release_of(clone, folder / FIRST, FIRST)
    return first, release_of(clone, folder / SECOND, SECOND, "--from", first / "wheels")


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh Debian 13."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        missing("debian", "a fresh Debian needs root and debootstrap")
    root = debian_in(tmp_path_factory.mktemp("debian") / "root")
    for name in ("first", "second"):
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
def test_a_fresh_debian_becomes_a_kiosk_and_is_one_no_more(
    debian: Path, releases: tuple[Path, Path]
) -> None:
    def inside(*command: str, network: bool = False) -> str:
        places = {"ROOT": str(debian), "FIRST": str(releases[0]), "SECOND": str(releases[1])}
        apart = "-m" if network else "-mn"
        return run("unshare", apart, "bash", "-c", ENTER, "enter", *command, **places)

    first, second = "/opt/first/deploy/install", "/opt/second/deploy/install"
    before = seen(debian)
    dry = inside(first, "--site", "/root/kiosk.toml", "--dry-run").splitlines()
    assert seen(debian) == before
    done = inside(first, "--site", "/root/kiosk.toml", network=True).splitlines()
    places = {line.split()[-1] for line in done}
    assert [line for line in dry[:-1] if line.split()[-1] not in places] == []
    assert dry[-1].split()[0] == done[-1].split()[0], "as many were made as were told"
    assert "This kiosk has a staff mode now." in done
    again = inside(first, "--site", "/root/kiosk.toml").splitlines()
    assert again[-1].startswith("0 changes."), again
    told_by_doctor = json.loads(
        inside("sh", "-c", "resource-kiosk doctor --installed --json || true")
    )
    wrong = [one for one in told_by_doctor["installed"] if one["level"] == "broken"]
    kernel = [one for one in wrong if one["what"].startswith(("kernel.", "fs."))]
    assert [one for one in wrong if one not in kernel] == [], "the kernel is not this machine's"
    assert " services" in inside("resource-kiosk", "status")
    assert inside("systemd-analyze", "verify", "resource-kiosk.service") == ""
    known = json.loads(inside("resource-kiosk", "licences", "--json"))["distributions"]
    assert [one["name"] for one in known if not one["licence"] or not one["texts"]] == []
    assert len(known) > 25

    data = debian / "var/lib/resource-kiosk"
    state = {name: (data / name).read_bytes() for name in KEPT}
    newer = inside(second).splitlines()
    done_now = [line for line in newer[:-1] if not line.startswith(ADVICE)]
    assert [line.split()[0] for line in done_now] == ["install", "use"], newer
    assert SECOND in inside("resource-kiosk", "--version")
    assert {name: (data / name).read_bytes() for name in KEPT} == state
    assert " services" in inside("resource-kiosk", "status")
    whole = seen(debian)
    refused = inside("sh", "-c", f"{first} 2>&1 || echo ended with $?").splitlines()
    assert refused[-1] == "ended with 2"
    assert f"Version {SECOND} of the program is installed" in refused[-2]
    assert seen(debian) == whole
    with (debian / "etc/fstab").open("a", encoding="ascii") as table:
        table.write(DISK)
    before["etc/fstab"] += DISK
    inside(second, "--undo")
    assert {name: (data / name).read_bytes() for name in KEPT} == state
    kept = f"{data.relative_to(debian)}/"
    assert {name: say for name, say in seen(debian).items() if not name.startswith(kept)} == before
    again = inside(second, network=True).splitlines()
    assert not any(line.startswith("provision ") for line in again)
    assert " services" in inside("resource-kiosk", "status")
    inside(second, "--undo", "--data")
    assert seen(debian) == before
    add_figure("changes of the installer, made and taken back", len(dry) - 1)
