"""The files that make a machine a kiosk: checked by the tools of the system they are for."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kiosk.app.background import CARE_VARIABLE, IMPORTER_VARIABLE, STICKS_VARIABLE
from tests.deploy.machine import DEPLOY, ROOT, UNITS, shipped
from tests.deploy.parts import script
from tests.long_runs import add_figure, missing

FILES = DEPLOY / "root"
MACHINE = tomllib.loads((DEPLOY / "machine.toml").read_text("utf-8"))
TOP = {
    "resource-kiosk.service": 10,
    "resource-kiosk-import@.service": 5,
    "resource-kiosk-again.service": 10,
    "resource-kiosk-aside.service": 10,
    "resource-kiosk-display.service": 10,
    "resource-kiosk-noatime.service": 40,
    "resource-kiosk-stick@.service": 40,
    "resource-kiosk-sticks.service": 20,
    "resource-kiosk-sticks@.service": 10,
}
"""How exposed each may be, in tenths: as "systemd-analyze security" counts."""
LOGIN = "resource-kiosk-care.service"
"""Who looks after the machine logs in there, as root, so it may do everything."""
CACHES = ("QML_DISABLE_DISK_CACHE=1", "QT_DISABLE_SHADER_DISK_CACHE=1", "MESA_SHADER_CACHE_DISABLE")


def tool(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    if shutil.which(name) is None:
        missing("systemd", f"{name} is not installed")
    command = [name, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    """A root with the files in place, and with the programs that they start."""
    root = tmp_path / "root"
    shutil.copytree(FILES, root)
    for name in (
        "usr/bin/cage",
        "usr/bin/cat",
        "usr/bin/systemctl",
        "opt/resource-kiosk/bin/resource-kiosk",
    ):
        script(root / name, "")
    return root


def test_every_unit_is_watched_for_how_exposed_it_is() -> None:
    assert {path.name for path in UNITS.glob("*.service")} == TOP.keys() | {LOGIN}


@pytest.mark.parametrize(("unit", "tenths"), TOP.items())
def test_a_unit_is_shut_tight(unit: str, tenths: int) -> None:
    done = tool(
        "systemd-analyze", "security", "--offline=yes", f"--threshold={tenths}", UNITS / unit
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (exposure,) = re.findall(r"Overall exposure level for .*: ([\d.]+)", done.stdout)
    add_figure(f"exposure of {unit} in tenths, of 100", round(10 * float(exposure)))


def test_systemd_has_nothing_to_say_about_the_units(staged: Path) -> None:
    if (folder := Path("/usr/lib/systemd/system")).is_dir():
        shutil.copytree(folder, staged / "usr/lib/systemd/system", symlinks=True)
    if (sh := Path("/bin/sh")).exists():
        (staged / "bin").mkdir()
        shutil.copy(sh, staged / "bin/sh")
    names = sorted(path.name for path in UNITS.iterdir() if path.is_file())
    assert len(names) >= 9
    changed = ("emergency.service", "rescue.service", "cups.service")
    there = [name for name in changed if (staged / "usr/lib/systemd/system" / name).exists()]
    for name in (*names, *there):
        done = tool(
            "systemd-analyze",
            "verify",
            "--man=no",
            f"--root={staged}",
            "--recursive-errors=no",
            name,
        )
        assert done.stdout + done.stderr == "", name


def test_the_rules_of_udev_are_understood() -> None:
    if shutil.which("udevadm") is None:
        missing("systemd", "udevadm is not installed")
    rules = sorted((FILES / "etc/udev/rules.d").iterdir())
    done = tool("udevadm", "verify", *rules)
    if "Unknown command verb" in done.stderr:
        missing("systemd", "udevadm is too old to verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_a_site_lets_in_is_known_before_it_comes_back() -> None:
    first, last = "70-resource-kiosk.rules", "72-resource-kiosk-again.rules"
    assert first < "71-resource-kiosk-site.rules" < last
    again = (FILES / "etc/udev/rules.d" / last).read_text("utf-8")
    assert 'ENV{LIBINPUT_IGNORE_DEVICE}=="0"' in again
    assert "resource-kiosk-again.service" in again
    assert "again.service" not in (FILES / "etc/udev/rules.d" / first).read_text("utf-8")


def test_a_stick_is_known_by_what_it_hangs_on() -> None:
    """What calls itself a fixed disk has the bus "ata". Only one match of a rule asks a parent."""
    text = (FILES / "etc/udev/rules.d/70-resource-kiosk.rules").read_text("utf-8")
    (rule,) = [line for line in text.splitlines() if "resource-kiosk-stick@" in line]
    matches = {word.strip() for word in rule.split(",") if "==" in word}
    assert matches == {
        'ACTION=="add"', 'SUBSYSTEM=="block"', 'SUBSYSTEMS=="usb"', 'KERNEL=="sd[a-z]*"',
        'ENV{ID_FS_USAGE}=="filesystem"',
    }  # fmt: skip


def test_a_device_that_comes_back_is_never_too_often() -> None:
    assert "\nStartLimitIntervalSec=0\n" in shipped("resource-kiosk-again.service")


def test_no_code_is_taken_from_the_folder_where_it_works() -> None:
    for name in ("resource-kiosk.service", "resource-kiosk-import@.service"):
        unit = shipped(name)
        assert f"\nWorkingDirectory={MACHINE['program']['data']}\n" in unit
        assert re.search(r"^Environment=(.* )?PYTHONSAFEPATH=1( |$)", unit, re.MULTILINE), name


def test_root_takes_no_code_from_the_folder_where_it_types(tmp_path: Path) -> None:
    text = (FILES / MACHINE["program"]["command"].lstrip("/")).read_text("utf-8")
    program = f"{MACHINE['program']['place']}/bin/resource-kiosk"
    assert program in text
    (tmp_path / "json.py").write_text("raise SystemExit(9)\n", "ascii")
    tried = text.replace(program, f"{sys.executable} -c 'import json' -")
    done = subprocess.run(["sh", "-c", tried, "sh", "status"], cwd=tmp_path, check=False)
    assert done.returncode == 0


def test_the_login_for_care_waits_for_every_way_in_which_the_screen_may_end() -> None:
    """Its own stop, then the signal that asks, then the one that does not: each has its time."""
    screen, aside = shipped("resource-kiosk.service"), shipped("resource-kiosk-aside.service")
    (each,) = re.findall(r"^TimeoutStopSec=(\d+)$", screen, re.MULTILINE)
    (whole,) = re.findall(r"^TimeoutStartSec=(\d+)$", aside, re.MULTILINE)
    assert int(whole) > 3 * int(each)


def test_a_start_that_cannot_go_on_begins_again() -> None:
    for unit in ("emergency", "rescue"):
        text = shipped(f"{unit}.service.d/70-resource-kiosk.conf")
        (shell,) = re.findall(r"^ExecStart=-(/bin/sh .*)$", text, re.MULTILINE)
        words = shell.removeprefix("/bin/sh -c '").removesuffix("'")
        for line, said in (("quiet panic=10", "sleep 60 again"), ("resource-kiosk.care", "shell")):
            tried = words.replace("/proc/cmdline", "/dev/stdin").replace("exec /usr", "echo /usr")
            tried = tried.replace("sleep 60; exec systemctl --force reboot", "echo sleep 60 again")
            found = subprocess.run(
                ["sh", "-c", tried], input=line, capture_output=True, text=True, check=True
            )
            assert said in found.stdout.splitlines()[0], text
        assert "SYSTEMD_SULOGIN_FORCE=0" in text


def test_where_memory_is_short_the_importer_ends_first() -> None:
    (score,) = re.findall(
        r"^OOMScoreAdjust=(\d+)$", shipped("resource-kiosk-import@.service"), re.MULTILINE
    )
    assert int(score) > 0
    assert "OOMScoreAdjust" not in shipped("resource-kiosk.service")


def test_users_are_made_without_a_password(staged: Path) -> None:
    done = tool("systemd-sysusers", f"--root={staged}", "resource-kiosk.conf")
    assert done.returncode == 0, done.stderr
    shadow = (staged / "etc/shadow").read_text("utf-8")
    passwd = (staged / "etc/passwd").read_text("utf-8")
    for name in MACHINE["users"]["names"]:
        assert re.search(rf"^{name}:!\*?:", shadow, re.MULTILINE), shadow
        assert re.search(rf"^{name}:.*:/usr/sbin/nologin$", passwd, re.MULTILINE), passwd
    group = (staged / "etc/group").read_text("utf-8")
    assert re.search(r"^kiosk:.*:kiosk-sync$", group, re.MULTILINE), group


def test_folders_are_those_of_the_list() -> None:
    lines = (FILES / "etc/tmpfiles.d/resource-kiosk.conf").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    made = {row[1]: row[2:5] for row in rows if row[0] == "d"}
    assert made == MACHINE["places"]


def test_the_screen_keeps_no_cache_and_has_no_network() -> None:
    unit = shipped("resource-kiosk.service")
    for words in (*CACHES, "PrivateNetwork=yes", "LimitCORE=0", "WatchdogSignal=SIGKILL"):
        assert words in unit
    assert f"{IMPORTER_VARIABLE}=/run/resource-kiosk-import.socket" in unit
    assert f"{STICKS_VARIABLE}=/run/resource-kiosk-sticks.socket" in unit
    assert "ListenStream=/run/resource-kiosk-sticks.socket" in shipped(
        "resource-kiosk-sticks.socket"
    )
    assert f"{CARE_VARIABLE}={MACHINE['program']['data']}/care" in unit
    assert "ListenStream=/run/resource-kiosk-import.socket" in shipped(
        "resource-kiosk-import.socket"
    )
    for line in (*unit.splitlines(), *shipped("resource-kiosk-import@.service").splitlines()):
        assert not line.startswith("RestrictAddressFamilies=") or "INET" not in line
        assert not line.startswith("PAMName="), "its child could not speak for it any more"


def test_every_package_of_the_window_is_installed() -> None:
    lines = (ROOT / "resources/dev/packages-run.txt").read_text("utf-8").splitlines()
    renamed = {"libglib2.0-0": "libglib2.0-0t64"}
    wanted = {renamed.get(line, line) for line in lines if not line.startswith("#")}
    assert wanted <= set(MACHINE["packages"]["names"])
