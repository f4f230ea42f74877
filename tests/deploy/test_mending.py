"""The installed program: damaged, run from, below a link, of two releases under one number."""

import shutil
import signal
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.deploy.parts import part, python
from tests.deploy.renewing import in_use, renew, wheel_of
from tests.long_runs import of_the_day

FIRST, SECOND, THIRD = (1, 0), (1, 1), (1, 2)
EARLIER, LATER = (2026, 11, 26, 8, 0, 0), (2026, 11, 26, 20, 30, 0)
CLONES = (2020, 2, 2, 0, 0, 0)
"""The moment in a wheel of a clone."""


def place_in(folder: Path) -> Path:
    """Where the program goes."""
    place = folder / "opt/resource-kiosk"
    place.parent.mkdir(parents=True)
    return place


def renewed(place: Path, wheel: Path) -> int:
    """Install a wheel; in how many steps."""
    done = renew(place, wheel)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def folders(place: Path) -> list[str]:
    """All programs that are there, by version and number."""
    found = (path for path in place.parent.iterdir() if path.name != place.name)
    return sorted(path.name.removeprefix("resource-kiosk-") for path in found)


def compiled(folder: Path) -> Path:
    """A file of compiled code in a program, noted when it was made."""
    path = next(folder.glob("lib/*/site-packages")) / "small/__pycache__/small.pyc"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"made of something" + bytes(64))
    part(f"sound.note_compiled(Path({str(folder)!r})); told(0)")
    return path


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_below_a_link_the_new_program_stays(tmp_path: Path, kind: str) -> None:
    """As where /opt leads to another disk."""
    (tmp_path / "disk/opt").mkdir(parents=True)
    (tmp_path / "opt").symlink_to("disk/opt")
    place = tmp_path / "opt/resource-kiosk"
    if kind == "folder":
        place.mkdir()
    for version in (FIRST, SECOND):
        renewed(place, wheel_of(tmp_path, version))
        assert in_use(place) == f"{version[0]}.{version[1]}"
    assert renewed(place, wheel_of(tmp_path, SECOND)) == 0, "and is not made again"
    assert [name[:3] for name in folders(place)] == ["1.0", "1.1"]


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


DAMAGES = {
    "a bit": lambda place: flip(place / "bin/resource-kiosk"),
    "a file": lambda place: (place / "bin/resource-kiosk").unlink(),
    "the list": lambda place: next(place.rglob("RECORD")).unlink(),
    "torn list": lambda place: next(place.rglob("RECORD")).write_text("a,sha999=b,c\n"),
    "torn row": lambda place: next(place.rglob("RECORD")).write_text("a\n"),
    "every package": lambda place: shutil.rmtree(place / "lib"),
    "python": lambda place: (place / "bin/python").unlink(),
    "environment": lambda place: (place / "pyvenv.cfg").unlink(),
    "mark": lambda place: (place / "installed.json").write_text("{"),
    "compiled": lambda place: flip(compiled(place)),
}


@pytest.mark.rotating(5)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_program_is_made_anew_beside_itself(tmp_path: Path, damage: str) -> None:
    place, wheel = place_in(tmp_path), wheel_of(tmp_path, FIRST)
    renewed(place, wheel)
    assert renewed(place, wheel) == 0
    before = place.resolve()
    DAMAGES[damage](place)
    left = sorted(path.name for path in before.rglob("*"))
    renewed(place, wheel)
    assert in_use(place) == "1.0"
    assert place.resolve() == before.with_name(f"{before.name}-2")
    assert sorted(path.name for path in before.rglob("*")) == left, "what ran from it may go on"
    assert renewed(place, wheel) == 0, "once"
    flip(place / "bin/resource-kiosk")
    assert renewed(place, wheel) > 0, "and again"
    assert in_use(place) == "1.0"
    part(f"program.take_program({{'path': {str(place)!r}}}); told(0)")
    assert list(place.parent.iterdir()) == []


def test_killed_at_any_step_a_damaged_program_is_mended_by_the_next_run(tmp_path: Path) -> None:
    start, wheel = place_in(tmp_path / "start"), wheel_of(tmp_path, FIRST)
    renewed(start, wheel)
    (start / "bin/python").unlink()

    def damaged(name: str) -> Path:
        place = tmp_path / f"{name}/opt/resource-kiosk"
        shutil.copytree(start.parent, place.parent, symlinks=True)
        return place

    steps = renewed(damaged("whole"), wheel)
    assert steps > 8
    for end in of_the_day(range(1, steps + 1), parts=4):
        place = damaged(str(end))
        assert renew(place, wheel, end).returncode == -signal.SIGKILL
        assert in_use(place) == "1.0", f"what still runs of it stays at step {end}"
        assert renewed(place, wheel) >= 0
        assert (place / "bin/python").exists()
        assert renewed(place, wheel) == 0
        assert len(folders(place)) <= 2


def test_compiled_code_of_a_part_that_a_person_replaced_is_no_damage(tmp_path: Path) -> None:
    place, wheel = place_in(tmp_path), wheel_of(tmp_path, FIRST)
    renewed(place, wheel)
    path = compiled(place)
    path.write_bytes(b"made of another file" + bytes(32))
    path.with_name("new.pyc").write_bytes(b"more")
    assert renewed(place, wheel) == 0
    (place / "compiled.json").unlink()
    assert renewed(place, wheel) == 0, "as earlier installers left it"


def test_what_still_runs_stays_and_goes_with_a_later_upgrade(tmp_path: Path) -> None:
    """Two upgrades, and no restart between them."""
    place = place_in(tmp_path)
    renewed(place, wheel_of(tmp_path, FIRST))
    first = place.resolve()
    (first / "bin/waits").symlink_to(shutil.which("sleep") or "sleep")
    with subprocess.Popen([first / "bin/waits", "600"]) as running:
        try:
            renewed(place, wheel_of(tmp_path, SECOND))
            renewed(place, wheel_of(tmp_path, THIRD))
            assert [name[:3] for name in folders(place)] == ["1.0", "1.1", "1.2"]
            assert (first / "bin/resource-kiosk").exists()
        finally:
            running.kill()
    renewed(place, wheel_of(tmp_path, (1, 3)))
    assert [name[:3] for name in folders(place)] == ["1.2", "1.3"]


def test_a_script_runs_from_the_folder_that_it_was_made_in(tmp_path: Path) -> None:
    """As the units start it: by the link, through the first line of the script."""
    folder = tmp_path / "kiosk-1.0-0123456789ab"
    other = tmp_path / "kiosk-1.0-0123456789ab-2"
    for each in (folder, other):
        (each / "bin").mkdir(parents=True)
        (each / "bin/python").symlink_to(python())
    script = folder / "bin/resource-kiosk"
    script.write_text(f"#!{folder}/bin/python -I\nprint('here', flush=True)\ninput()\n", "utf-8")
    script.chmod(0o755)
    (tmp_path / "kiosk").symlink_to(folder.name)
    code = (
        f"told([str(one) for one in sound.run_from([Path({str(folder)!r}), Path({str(other)!r})])])"
    )
    with subprocess.Popen(
        [tmp_path / "kiosk/bin/resource-kiosk"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout.readline() == b"here\n"
        assert part(code) == [str(folder)]
        running.communicate(b"\n")
    assert part(code) == []


def dated(folder: Path, *moments: tuple[int, int, int, int, int, int]) -> Path:
    """A wheel whose files are of those moments."""
    path = wheel_of(folder, FIRST)
    with zipfile.ZipFile(path, "w") as archive:
        for number, moment in enumerate(moments):
            archive.writestr(zipfile.ZipInfo(f"file{number}", moment), "x")
    return path


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        ((LATER,), (EARLIER,), True),
        ((CLONES, LATER), (LATER, LATER), False),
        ((EARLIER,), (LATER,), False),
        ((CLONES,), (EARLIER,), False),
        ((LATER,), (CLONES, CLONES), False),
        ((LATER,), (), False),
    ],
)
@pytest.mark.parametrize("aside", [False, True])
def test_of_two_releases_under_one_number_the_older_is_refused(
    tmp_path: Path,
    before: tuple[tuple[int, int, int, int, int, int], ...],
    after: tuple[tuple[int, int, int, int, int, int], ...],
    *,
    refused: bool,
    aside: bool,
) -> None:
    place = place_in(tmp_path)
    renewed(place, dated(tmp_path, *before))
    if aside:
        place.rename(place.with_name("resource-kiosk.old"))
    found = renew(place, dated(tmp_path, *after))
    assert (found.returncode != 0) is refused, found.stderr
    said = (
        "Version 1.0 of 2026-11-26, 20:30:00 UTC of the program is installed;"
        " resource_kiosk-1.0-py3-none-any.whl is older, and could not read"
    )
    assert (said in found.stderr) is refused


def test_a_program_from_before_releases_were_dated_takes_any(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    renewed(place, dated(tmp_path, LATER))
    mark = place / "installed.json"
    text = mark.read_text("ascii")
    mark.write_text(text.replace("made", "else"), "ascii")
    assert renewed(place, dated(tmp_path, LATER)) == 0, "it is the same program"
    assert renewed(place, dated(tmp_path, EARLIER)) > 0


def test_of_wheels_of_one_version_the_later_is_taken(tmp_path: Path) -> None:
    for folder, moment in (("deploy", EARLIER), ("wheels", LATER)):
        (tmp_path / folder).mkdir()
        dated(tmp_path / folder, moment)
    code = f"""
import wheels
wheels.DEPLOY = Path({str(tmp_path / "deploy")!r})
told(str(wheels.the_wheel(None, Path({str(tmp_path / "wheels")!r})).parent))
"""
    assert part(code) == str(tmp_path / "wheels")
