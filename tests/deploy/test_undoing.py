"""Taken back: what was installed, and nothing that a person did since."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY
from tests.deploy.parts import part, started
from tests.deploy.renewing import STEPS

INSTALLER = DEPLOY / "installer"
PACKAGE = """Package: {name}
Status: install ok installed
Maintainer: nobody
Architecture: {machine}
Version: 1
Provides: made-up-{name}s-work
Description: made up
"""
NOTED = {"kiosk-lib": "", "kiosk-more": "kiosk-lib", "kiosk-window": "kiosk-more", "kiosk-font": ""}
"""Names that no machine has, and what each needs: these came with the kiosk."""
FOLDERS = ("lists/partial", "cache/archives/partial", "dpkg/info", "dpkg/updates")
APT = """Dir::State "{at}";
Dir::State::status "{at}/dpkg/status";
Dir::State::lists "{at}/lists";
Dir::Cache "{at}/cache";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "/dev/null";
"""
UNDO = """
made, said = command({installer!r}), []
made.MANIFEST, made.say, made.STOPPED = Path({manifest!r}), said.append, ()
made.take_effect = lambda **words: None
machine = {{"swap": {{"table": {table!r}}}, "places": {places!r}}}
made.undo(data={data}, machine=machine, dry={dry})
told(said)
"""
TABLE = "UUID=1 / ext4 defaults 0 1\nUUID=2 none swap sw 0 0\n"
LATER = "UUID=3 /srv ext4 defaults 0 2\n"


def undone(
    folder: Path, *entries: dict[str, object], data: bool = False, dry: bool = False
) -> list[str]:
    """What is said where these changes were noted. Places of a kiosk stand in ``folder``."""
    manifest = folder / "noted/manifest.json"
    manifest.parent.mkdir()
    manifest.write_text(json.dumps(entries), "ascii")
    words = {"installer": str(INSTALLER), "manifest": str(manifest), "table": f"{folder}/fstab"}
    places = {str(folder / name): [] for name in ("data", "brought", "sticks")}
    said = part(UNDO.format(**words, places=places, data=data, dry=dry))
    assert manifest.exists() is dry
    return said  # type: ignore[return-value]


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of packages that this machine's apt and dpkg go by in this test."""
    if shutil.which("apt-get") is None:
        pytest.skip("only Debian can be asked for its packages")
    at = tmp_path / "debian"
    for name in FOLDERS:
        (at / name).mkdir(parents=True)
    (at / "apt.conf").write_text(APT.format(at=at), "ascii")
    monkeypatch.setenv("APT_CONFIG", str(at / "apt.conf"))
    monkeypatch.setenv("DPKG_ADMINDIR", str(at / "dpkg"))
    return at / "dpkg/status"


def come(status: Path, packages: dict[str, str]) -> None:
    """These are installed now, each with what it needs."""
    words = ["dpkg", "--print-architecture"]
    machine = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    texts = (
        PACKAGE.format(name=name, machine=machine) + (f"Depends: {needs}\n" if needs else "")
        for name, needs in packages.items()
    )
    status.write_text("\n".join(texts), "ascii")


@pytest.mark.parametrize(
    ("later", "left", "needed_by"),
    [
        ({}, "", ""),
        ({"made-up-game": ""}, "", ""),
        ({"made-up-ssh": "kiosk-lib"}, "kiosk-lib", "made-up-ssh"),
        ({"made-up-ssh": "kiosk-more (>= 1)"}, "kiosk-lib kiosk-more", "made-up-ssh"),
        ({"made-up-ssh": "made-up-none | kiosk-lib"}, "kiosk-lib", "made-up-ssh"),
        ({"made-up-ssh": "made-up-own | kiosk-lib", "made-up-own": ""}, "", ""),
        ({"made-up-pages": "made-up-kiosk-fonts-work"}, "kiosk-font", "made-up-pages"),
        (
            {"made-up-git": "made-up-ssh", "made-up-ssh": "kiosk-lib"},
            "kiosk-lib",
            "made-up-git made-up-ssh",
        ),
    ],
)
def test_packages_stay_that_somebody_else_needs_by_now(
    debian: Path, tmp_path: Path, later: dict[str, str], left: str, needed_by: str
) -> None:
    come(debian, NOTED | later)
    noted = [{"kind": "packages", "names": list(names)} for names in (NOTED, ("kiosk-lib",))]
    said = undone(tmp_path, *noted, dry=True)
    leaves = [f"leave {left}, needed by {needed_by}"] if left else []
    assert said[: len(leaves)] == leaves
    taken = {name for line in said[len(leaves) :] for name in line.split()[2:]}
    assert taken == set(NOTED) - set(left.split())


@pytest.mark.parametrize("kind", ["swap", "file"])
def test_a_disk_that_was_added_since_stays_in_the_table(tmp_path: Path, kind: str) -> None:
    """An earlier installer noted the whole table, as of any other file."""
    table = tmp_path / "fstab"
    table.write_text(TABLE, "ascii")
    table.chmod(0o640)
    code = f"""
lines = changes.SwapLines(Path({str(table)!r}))
kept = {{**changes.Text(lines.path, b"").before(), **lines.before(), "kind": {kind!r}}}
needed = lines.needed()
lines.do()
told([kept, needed, lines.needed()])
"""
    kept, *needed = part(code)  # type: ignore[misc]
    assert needed == [True, False]
    assert "\n# taken out, a kiosk has no swap: UUID=2 none swap" in table.read_text("ascii")
    with table.open("a", encoding="ascii") as file:
        file.write(LATER)
    undone(tmp_path, kept)
    assert table.read_text("ascii") == TABLE + LATER
    assert table.stat().st_mode & 0o777 == 0o640


def test_killed_at_any_step_a_file_that_is_put_back_is_whole(tmp_path: Path) -> None:
    path, end = tmp_path / "file", 0
    path.write_text("before", "ascii")
    kept = part(f"told(changes.Text(Path({str(path)!r}), b'').before())")
    seen = []
    while True:
        end += 1
        path.write_text("installed", "ascii")
        code = f"{STEPS}\nos.fsync = lambda handle: order.append('sync')\nEND = {end}\n"
        done = started(f"{code}changes.put_back({kept!r})\ntold(order)")
        seen.append(path.read_text("ascii") if path.exists() else "gone")
        if done.returncode == 0:
            break
    assert set(seen[:-1]) <= {"installed", "before"}, seen
    assert seen[-1] == "before"
    assert json.loads(done.stdout)[-3:] == ["sync", "os.rename", "sync"]
    assert end > 2


@pytest.mark.parametrize(
    ("data", "left"), [(False, ["brought", "data"]), (True, [])], ids=["kept", "taken"]
)
@pytest.mark.parametrize("dry", [False, True])
def test_folders_go_and_what_lies_in_them_goes_when_asked(
    tmp_path: Path, left: list[str], *, data: bool, dry: bool
) -> None:
    for name in ("data", "brought", "sticks"):
        (tmp_path / name).mkdir()
    for name in ("data", "brought"):
        (tmp_path / name / "file").write_text("x", "ascii")
    said = undone(tmp_path, {"kind": "users", "names": ["made-up-user"]}, data=data, dry=dry)
    took = [name for name in ("data", "brought", "sticks") if name not in left]
    assert [line for line in said if line.startswith("take away")] == [
        f"take away {tmp_path / name}" for name in took
    ]
    assert sorted(line.split()[1] for line in said if line.startswith("leave")) == [
        f"{tmp_path / name}," for name in left
    ]
    there = {path.name for path in tmp_path.iterdir()} - {"noted"}
    assert there == ({"data", "brought", "sticks"} if dry else set(left))
