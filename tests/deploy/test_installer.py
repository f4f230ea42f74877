"""The installer: what it says, what it refuses, what it makes and takes back."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY
from tests.deploy.parts import part, started

FILES = DEPLOY / "root"
MACHINE = tomllib.loads((DEPLOY / "machine.toml").read_text("utf-8"))


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
def test_a_dry_run_says_every_change_and_makes_none(site: Path) -> None:
    done = installer("--site", str(site), "--dry-run")
    assert done.returncode == 0, done.stderr
    assert f"the new program is asked whether it takes {site}." in done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == f"{len(lines) - 1} changes. Nothing was changed."
    for path in FILES.rglob("*"):
        if path.is_file():
            assert any(line.endswith(f" /{path.relative_to(FILES)}") for line in lines), path
    for name in MACHINE["units"]["masked"]:
        assert f"mask {name}" in lines
    assert "start resource-kiosk.service by itself" in lines
    for name in MACHINE["places"]:
        assert f"make the folder {name}" in lines
    assert "provision /var/lib/resource-kiosk: settings.toml, staff.json" in lines
    assert [line for line in lines if "opt/resource-kiosk" in line] == [
        "build the program of this clone, and use it as /opt/resource-kiosk unless it is in use"
    ], "what is not built yet has no name"
    assert not Path("/opt/resource-kiosk").exists()
    assert not Path("/etc/systemd/system/resource-kiosk.service").exists()


@needs_debian
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--undo", "--dry-run"), "nothing to take back"),
        (("--wheel", "/gone.whl", "--dry-run"), "no file /gone.whl"),
        (("--site", "/gone.toml", "--dry-run"), "no file /gone.toml"),
        (("--site", "/etc/hostname", "--dry-run"), "/etc/hostname is no settings file"),
        (("--dry-run",), "Give the settings of the site with --site FILE."),
        (("--site", "SITE", "--wheel", "/etc/hostname", "--dry-run"), "no wheel of this program"),
    ],
)
def test_wrong_use_is_one_sentence(words: tuple[str, ...], said: str, site: Path) -> None:
    done = installer(*(str(site) if word == "SITE" else word for word in words))
    assert done.returncode == 2
    assert "settings" not in said or done.stdout == "", "before any change is known"
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
def test_the_newest_wheel_beside_the_installer_is_taken(carried: Path, site: Path) -> None:
    done = installer("--site", str(site), "--dry-run", deploy=carried)
    assert "install resource_kiosk-1.10-py3-none-any.whl in" in done.stdout, done.stderr


@needs_debian
def test_an_older_program_is_refused_before_any_file_is_changed(
    carried: Path, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "place/installed.json").write_text('{"version": [2, 0]}', "ascii")
    done = installer("--site", str(site), "--dry-run", deploy=carried)
    assert done.returncode == 2
    assert "Version 2.0 of the program is installed" in done.stderr
    said = [line for line in done.stdout.splitlines() if not line.startswith("install packages:")]
    assert said == []


def test_in_a_dry_run_too_a_clone_that_is_older_than_the_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "installed.json").write_text('{"version": [2, 0]}', "ascii")
    code = f"""
wheels = [Path(f"resource_kiosk-{{version}}-py3-none-any.whl") for version in ("1.9", "2.0")]
told([answer(program.Unbuilt(Path({str(tmp_path)!r}), wheel).needed) for wheel in wheels])
"""
    older, same = part(code)  # type: ignore[misc]
    assert "Version 2.0 of the program is installed" in older
    assert same is True


@needs_debian
def test_whoever_installs_under_a_tight_mask_makes_it_for_others_too(
    carried: Path, site: Path, tmp_path: Path
) -> None:
    """What its changes make after its command began, here with a dry run."""
    folder = tmp_path / "made"
    code = f"""
import os, runpy
os.umask(0o077)
sys.argv = ["install", "--site", {str(site)!r}, "--dry-run"]
try:
    runpy.run_path({str(carried / "installer")!r} + "/__main__.py", run_name="__main__")
except SystemExit as end:
    assert not end.code
class Small(program.Program):
    def _make(self):
        system.run(sys.executable, "-I", "-m", "venv", "--without-pip", self.folder)
os.sync = lambda: None
at = Path({str(folder)!r})
at.mkdir()
Small(at / "kiosk", Path({str(carried / "resource_kiosk-1.9-py3-none-any.whl")!r})).do()
changes.Text(at / "etc/new/file", b"x").do()
"""
    done = started(code)
    assert done.returncode == 0, done.stderr
    modes = {path: path.stat().st_mode for path in folder.rglob("*") if not path.is_symlink()}
    tight = [path for path, mode in modes.items() if mode & 0o5 not in {0o4, 0o5}]
    tight += [path for path, mode in modes.items() if path.is_dir() and not mode & 0o1]
    assert tight == []
    assert (folder / "etc/new/file").is_file()


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
