"""The files that make a machine a kiosk: checked by the tools of the system they are for."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from kiosk.staffing import CARE_VARIABLE, DOOR_VARIABLE
from tests.deploy.machine import DEPLOY, ROOT, UNITS, shipped
from tests.deploy.parts import part
from tests.long_runs import missing

FILES = DEPLOY / "root"
MACHINE = tomllib.loads((DEPLOY / "machine.toml").read_text("utf-8"))
TOP = {
    "resource-kiosk.service": 10,
    "resource-kiosk-import@.service": 5,
    "resource-kiosk-again.service": 10,
    "resource-kiosk-aside.service": 10,
}
"""How exposed each may be, in tenths: as "systemd-analyze security" counts."""
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
    for name in ("usr/bin/cage", "usr/bin/systemctl", "opt/resource-kiosk/bin/resource-kiosk"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n", "ascii")
        path.chmod(0o755)
    return root


@pytest.mark.parametrize(("unit", "tenths"), TOP.items())
def test_a_unit_is_shut_tight(unit: str, tenths: int) -> None:
    done = tool(
        "systemd-analyze", "security", "--offline=yes", f"--threshold={tenths}", UNITS / unit
    )
    assert done.returncode == 0, done.stdout + done.stderr


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
    assert f"{DOOR_VARIABLE}=/run/resource-kiosk-import.socket" in unit
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


def installer(
    *words: str, deploy: Path = DEPLOY, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(deploy / "install"), *words],
        env={**os.environ, **environment},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


needs_debian = pytest.mark.skipif(
    shutil.which("dpkg-query") is None or not Path("/usr/bin/python3").exists(),
    reason="only Debian can be asked for its packages",
)


@needs_debian
def test_a_dry_run_says_every_change_and_makes_none() -> None:
    done = installer("--dry-run")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == f"{len(lines) - 1} changes. Nothing was changed."
    for path in FILES.rglob("*"):
        if path.is_file():
            assert any(line.endswith(f" /{path.relative_to(FILES)}") for line in lines), path
    for name in MACHINE["units"]["masked"]:
        assert f"mask {name}" in lines
    assert "start resource-kiosk.service by itself" in lines
    assert not Path("/opt/resource-kiosk").exists()
    assert not Path("/etc/systemd/system/resource-kiosk.service").exists()


@needs_debian
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--undo", "--dry-run"), "nothing to take back"),
        (("--wheel", "/gone.whl", "--dry-run"), "no file /gone.whl"),
        (("--site", "/gone.toml", "--dry-run"), "no file /gone.toml"),
        (("--wheel", "/etc/hostname", "--dry-run"), "no wheel of this program"),
    ],
)
def test_wrong_use_is_one_sentence(words: tuple[str, ...], said: str) -> None:
    done = installer(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def carried(tmp_path: Path) -> Path:
    """The installer in a folder with two wheels, for a program that lies in ``place`` beside it."""
    folder = tmp_path / "carried"
    shutil.copytree(DEPLOY, folder)
    for version in ("1.9", "1.10"):
        (folder / f"resource_kiosk-{version}-py3-none-any.whl").write_bytes(b"x")
    text = (folder / "machine.toml").read_text("utf-8")
    own = text.replace('place = "/opt/resource-kiosk"', f'place = "{tmp_path / "place"}"')
    assert own != text
    (folder / "machine.toml").write_text(own, "utf-8")
    return folder


@needs_debian
def test_the_newest_wheel_beside_the_installer_is_taken(carried: Path) -> None:
    done = installer("--dry-run", deploy=carried)
    assert "install resource_kiosk-1.10-py3-none-any.whl in" in done.stdout, done.stderr


@needs_debian
def test_an_older_program_is_refused_before_any_file_is_changed(
    carried: Path, tmp_path: Path
) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "place/installed.json").write_text('{"version": [2, 0]}', "ascii")
    done = installer("--dry-run", deploy=carried)
    assert done.returncode == 2
    assert "Version 2.0 of the program is installed" in done.stderr
    said = [line for line in done.stdout.splitlines() if not line.startswith("install packages:")]
    assert said == []


def test_a_change_is_done_once_and_taken_back_whole(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("before\n", "ascii")
    (tmp_path / "old").chmod(0o600)
    (tmp_path / "link").symlink_to("elsewhere")
    code = f"""
at = Path({str(tmp_path)!r})
every = [changes.Text(at / "old", b"after"), changes.Text(at / "a/b/new", b"x", 0o755),
         changes.Link(at / "link", "/dev/null"), changes.Link(at / "w/unit", "/dev/null")]
needed = [one.needed() for one in every]
kept = json.loads(json.dumps([one.before() for one in every]))
for one in every:
    one.do()
done = [(at / "old").read_text(), (at / "a/b/new").stat().st_mode & 0o777,
        str((at / "link").readlink()), str((at / "w/unit").readlink())]
again = [one.needed() for one in every]
for entry in reversed(kept):
    changes.put_back(entry)
told([needed, done, again])
"""
    needed, done, again = part(code)  # type: ignore[misc]
    assert needed == [True] * 4
    assert done == ["after", 0o755, "/dev/null", "/dev/null"]
    assert again == [False] * 4
    assert (tmp_path / "old").read_text("ascii") == "before\n"
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o600
    assert str((tmp_path / "link").readlink()) == "elsewhere"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "old"]


def test_swap_goes_from_the_table_and_nothing_else() -> None:
    table = (
        "UUID=1 / ext4 defaults 0 1\nUUID=2 none swap sw 0 0\n# /x none swap sw\n/swap /s ext4 x\n"
    )
    found = part(f"told(changes.without_swap({table!r}))")
    kept = "UUID=1 / ext4 defaults 0 1\n# taken out, a kiosk has no swap: UUID=2 none swap sw 0 0\n"
    assert found == kept + "# /x none swap sw\n/swap /s ext4 x\n"
    assert part(f"told(changes.without_swap({found!r}))") == found
