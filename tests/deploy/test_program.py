"""The installed program: renewed beside the one in use, whole at every instant, never older."""

import json
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.deploy.parts import part, script
from tests.deploy.renewing import STEPS, in_use, renew, wheel_of

OLD, NEW = (1, 0), (1, 1)


def as_before(folder: Path, version: tuple[int, ...]) -> None:
    """A folder as earlier installers made it."""
    script(folder / "bin/resource-kiosk", f"echo {version[0]}.{version[1]}")
    digest = sha256(b"earlier").hexdigest()
    mark = {"version": list(version), "sha256": digest}
    (folder / "installed.json").write_text(json.dumps(mark), "ascii")


def stand(kind: str, folder: Path) -> Path:
    """A place with an old program in one of the ways it can stand there."""
    place = folder / "opt/resource-kiosk"
    place.parent.mkdir(parents=True)
    if kind == "link":
        for each in ((0, 9), OLD):
            assert renew(place, wheel_of(folder, each)).returncode == 0
        assert len(list(place.parent.iterdir())) == 3
    elif kind == "folder":
        as_before(place, OLD)
    elif kind == "cut":
        as_before(place.with_name("resource-kiosk.old"), OLD)
        (place / "bin").mkdir(parents=True)
        (place / "bin/resource-kiosk").write_text("half")
    return place


@pytest.mark.rotating
@pytest.mark.parametrize(
    ("kind", "between"),
    [
        ("nothing", {""}),
        ("link", {"1.0", "1.1"}),
        ("folder", {"1.0", "1.1"}),
        ("cut", {"", "broken", "1.0", "1.1"}),
    ],
)
def test_killed_at_any_step_a_whole_program_is_in_use(
    tmp_path: Path, kind: str, between: set[str]
) -> None:
    seen, end = [], 0
    start = stand(kind, tmp_path / "start").parents[1]
    while True:
        end += 1
        folder = tmp_path / f"{kind}{end}"
        shutil.copytree(start, folder, symlinks=True)
        place, new = folder / "opt/resource-kiosk", wheel_of(folder, NEW)
        ended = renew(place, new, end)
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        seen.append(in_use(place))
        if kind == "cut" and seen[-1] in {"", "broken"}:
            aside = in_use(place.with_name("resource-kiosk.old"))
            assert aside == "1.0", f"the only whole program is gone at step {end}"
        again = renew(place, new)
        assert (again.returncode, in_use(place)) == (0, "1.1"), f"after step {end}: {again.stderr}"
        part(f"program.take_program({{'path': {str(place)!r}}}); told(0)")
        assert list(place.parent.iterdir()) == [], f"after step {end}"
    assert end > 9
    assert set(seen) == between, seen
    if kind != "cut":
        assert seen == sorted(seen), "never back"


def test_what_is_switched_to_is_on_the_disk_first(tmp_path: Path) -> None:
    place, new = stand("nothing", tmp_path), wheel_of(tmp_path, NEW)
    order = part(f"{STEPS}\nrenew({str(place)!r}, {str(new)!r}, 0)\ntold(order)")
    mark = ["write", "sync", "os.rename"]
    assert order[-7:] == ["sync", *mark, "os.symlink", "os.rename", "sync"]  # type: ignore[index]


def test_what_was_in_use_stays_for_those_who_run_it_and_older_ones_go(tmp_path: Path) -> None:
    place = stand("link", tmp_path)
    assert renew(place, wheel_of(tmp_path, NEW)).returncode == 0
    names = [path.name.rsplit("-", 1)[0] for path in sorted(place.parent.iterdir())]
    assert names == ["resource", "resource-kiosk-1.0", "resource-kiosk-1.1"]
    assert in_use(place) == "1.1"
    assert not place.readlink().is_absolute(), "it is found below another root too"


def test_an_upgrade_that_was_ended_and_is_taken_back_leaves_nothing(tmp_path: Path) -> None:
    place = stand("cut", tmp_path)
    other = place.with_name("resource-kiosk-notes")
    other.mkdir()
    part(f"program.take_program({{'path': {str(place)!r}}}); told(0)")
    assert list(place.parent.iterdir()) == [other], "and nothing that is not the installer's"


@pytest.mark.parametrize("ended", ["KeyboardInterrupt()", "system.InstallError('no network')"])
@pytest.mark.parametrize("kind", ["link", "folder"])
def test_a_program_that_cannot_be_renewed_stays(tmp_path: Path, kind: str, ended: str) -> None:
    place = stand(kind, tmp_path)
    before = sorted(path.name for path in place.parent.iterdir())
    code = f"""
class Cut(program.Program):
    def _make(self):
        self.folder.mkdir()
        raise {ended}
try:
    Cut(Path({str(place)!r}), Path({str(wheel_of(tmp_path, NEW))!r})).do()
except BaseException as error:
    told(type(error).__name__)
"""
    assert part(code) == ended.split("(", maxsplit=1)[0].removeprefix("system.")
    assert sorted(path.name for path in place.parent.iterdir()) == before
    assert in_use(place) == "1.0"


def test_half_an_environment_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    place = stand("nothing", tmp_path)
    wheel = wheel_of(tmp_path, NEW)
    assert renew(place, wheel).returncode == 0
    (place / "installed.json").unlink()
    (place / "bin/resource-kiosk").write_text("half")
    assert renew(place, wheel).returncode == 0
    assert in_use(place) == "1.1"


@pytest.mark.parametrize("aside", [False, True])
@pytest.mark.parametrize(("there", "refused"), [("0.9", False), ("1.0", False), ("1.1", True)])
def test_an_older_program_is_refused(
    tmp_path: Path, there: str, *, refused: bool, aside: bool
) -> None:
    wheel = wheel_of(tmp_path, (1, 0))
    place = tmp_path / ("place.old" if aside else "place")
    as_before(place, tuple(map(int, there.split("."))))  # type: ignore[arg-type]
    code = f"""
made = program.Program(Path({str(tmp_path / "place")!r}), Path({str(wheel)!r}))
told(answer(made.needed))
"""
    found = part(code)
    assert (found is not True) is refused
    assert not refused or "Version 1.1 of the program is installed" in str(found)


METADATA = "Metadata-Version: 2.1\nName: resource-kiosk\nVersion: "


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Real wheels of a small program that keeps its state in a folder, in two versions."""
    folder = tmp_path_factory.mktemp("wheels")
    found = {}
    for version in ("1.0", "1.1"):
        info = f"resource_kiosk-{version}.dist-info"
        files = {
            "small.py": f"""import sys, pathlib
def main():
    state = pathlib.Path(sys.argv[2]) / "state"
    known = state.read_text() if state.exists() else ""
    state.write_text(known + "{version} ")
    print(state.read_text())
""",
            f"{info}/METADATA": f"{METADATA}{version}\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/entry_points.txt": "[console_scripts]\nresource-kiosk = small:main\n",
        }
        record = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
        path = folder / f"resource_kiosk-{version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in {**files, f"{info}/RECORD": record}.items():
                archive.writestr(name, content)
        found[version] = path
    return found


def test_a_real_upgrade_keeps_the_state_and_there_is_no_way_back(
    tmp_path: Path, wheels: dict[str, Path]
) -> None:
    place, data = tmp_path / "opt/resource-kiosk", tmp_path / "data"
    place.parent.mkdir()
    data.mkdir()
    said = []
    for version in ("1.0", "1.1", "1.0"):
        code = f"""
import os
os.sync = lambda: None
new = program.Program(Path({str(place)!r}), Path({str(wheels[version])!r}), Path("/"))
told(answer(lambda: [one.do() for one in (new, program.Switch(new)) if one.needed()]))
"""
        said.append(part(code))
        command = [place / "bin/resource-kiosk", "--data", data]
        subprocess.run(command, capture_output=True, check=True)
    *newer, older = said
    assert "could not read the data of the newer one. The newer one stays." in str(older)
    assert newer == [[None, None], [None, None]], "made, and put in use"
    assert (data / "state").read_text("ascii") == "1.0 1.1 1.1 "
