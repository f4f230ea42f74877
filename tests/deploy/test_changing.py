"""What an installation writes, whatever it comes on; and that all of it can go again."""

import shutil
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY
from tests.deploy.parts import part

INSTALLER = DEPLOY / "installer"
APT = """
Reading package lists...
Inst one (1.0 Debian:13.0/stable [amd64])
Inst old [1.0] (1.1 Debian:13.0/stable [amd64])
Inst with-one:amd64 (2.0 Debian:13.0/stable [amd64]) []
Inst late (2.0 Debian:13.0/stable [amd64])
Conf one (1.0 Debian:13.0/stable [amd64])
"""
"""As ``apt-get install --simulate`` tells it; "old" is there and gets a newer version."""
MACHINE = f"""
there, half, asked = {{"old"}}, set(), []
def run(*words, **environment):
    asked.append(words[:2])
    if words[0] == "dpkg-query":
        known = [("half-configured " if name in half else "installed ") + name for name in there]
        return "\\n".join([*known, "config-files with-two", ""])
    if words[:2] == ("apt-get", "purge"):
        there.difference_update(words)
    if words[:2] == ("apt-get", "install") and "--simulate" in words:
        told = {APT!r}
        return told.replace("Inst one", "Conf one") if "one" in there else told
    if words[:2] == ("apt-get", "install"):
        if "one" not in there:
            there.add("one")
            half.add("one")
            raise system.InstallError("the cable was pulled out")
        half.clear()
        there.update({{"with-one", "late"}})
    return ""
system.run = run
"""


@pytest.mark.parametrize("mode", [0o644, 0o755])
def test_a_stick_that_says_nothing_of_modes_gives_tools_that_run(tmp_path: Path, mode: int) -> None:
    """Mounted without programs no file can be run; on FAT every one can, or none."""
    folder = tmp_path / "deploy"
    shutil.copytree(DEPLOY, folder)
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(mode)
    code = f"""
made = command({str(folder / "installer")!r})
told([[str(one.path), one.mode] for one in made.files()])
"""
    files = dict(part(code))  # type: ignore[call-overload]
    run = {name for name in files if name.startswith("/usr/local/")}
    assert len(run) >= 4
    assert {name for name, given in files.items() if given == 0o755} == run
    assert {given for name, given in files.items() if name not in run} == {0o644}


@pytest.mark.parametrize("again", [False, True])
def test_packages_that_came_before_an_interruption_go_again(tmp_path: Path, *, again: bool) -> None:
    code = f"""
made = command({str(INSTALLER)!r})
made.MANIFEST = Path({str(tmp_path / "kept/manifest.json")!r})
made.say = lambda text: None
{MACHINE}
def every():
    yield system.Packages(["one", "late"])
try:
    made.install(every(), dry=False)
except system.InstallError as error:
    said = str(error)
first = [entry["names"] for entry in made.read_manifest()]
if {again}:
    made.install(every(), dry=False)
entries = made.read_manifest()
whole = sorted(there)
for entry in reversed(entries):
    made.TAKE[entry["kind"]](entry)
told([said, first, [entry["names"] for entry in entries], whole, sorted(there)])
"""
    said, first, every, whole, left = part(code)  # type: ignore[misc]
    assert said == "the cable was pulled out"
    assert first == [["late", "one", "with-one"]], "noted before they came"
    assert every == ([*first, ["late", "with-one"]] if again else first)
    assert whole == (["late", "old", "one", "with-one"] if again else ["old", "one"])
    assert left == ["old"], "what was there before stays"


def test_a_dry_run_asks_for_no_package(tmp_path: Path) -> None:
    code = f"""
made = command({str(INSTALLER)!r})
made.MANIFEST = Path({str(tmp_path / "kept/manifest.json")!r})
made.say = lambda text: None
{MACHINE}
count = made.install(iter([system.Packages(["one"])]), dry=True)
told([count, sorted({{words[0] for words in asked}}), made.MANIFEST.exists()])
"""
    assert part(code) == [1, ["dpkg-query"], False]


@pytest.mark.parametrize("dry", [True, False])
def test_what_an_earlier_release_put_there_goes_with_it(tmp_path: Path, *, dry: bool) -> None:
    """A unit of its own and its link go, a file of Debian is as it was; the rest stays noted."""
    code = f"""
import tomllib
from pathlib import Path
made = command({str(INSTALLER)!r})
made.MANIFEST = Path({str(tmp_path / "kept/manifest.json")!r})
said = []
made.say = said.append
root = Path({str(tmp_path)!r})
unit, link, theirs = root / "own/old.service", root / "own/wants/old.service", root / "theirs.conf"
theirs.write_text("as Debian has it")
stays = root / "stays.conf"
made.install(iter([
    made.Text(unit, b"old"), made.Link(link, str(unit)), made.Text(theirs, b"ours"),
    made.Text(stays, b"ours"),
]), dry=False)
made.files = lambda: iter([made.Text(stays, b"ours")])
made.links = lambda machine: iter([])
said.clear()
count = made.retire({{"swap": {{"table": "/etc/fstab"}}}}, dry={dry})
again = made.retire({{"swap": {{"table": "/etc/fstab"}}}}, dry={dry})
told([
    count, again, said[:count], unit.exists(), link.is_symlink(), (root / "own").exists(),
    theirs.read_text(), stays.read_text(), [entry["path"] for entry in made.read_manifest()],
])
"""
    unit, link, theirs = (
        tmp_path / name for name in ("own/old.service", "own/wants/old.service", "theirs.conf")
    )
    stays = str(tmp_path / "stays.conf")
    said = [
        f"take back {path}, which an earlier release put there" for path in (theirs, link, unit)
    ]
    if dry:
        noted = [str(unit), str(link), str(theirs), stays]
        assert part(code) == [3, 3, said, True, True, True, "ours", "ours", noted]
    else:
        left = [False, False, False, "as Debian has it", "ours", [stays]]
        assert part(code) == [3, 0, said, *left]
