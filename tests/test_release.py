"""A release is whole, says what is inside, and is the same bytes wherever it is made."""

import hashlib
import json
import os
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement

from kiosk.domain.language import OFFERED, WRITTEN
from kiosk.i18n.workflow import update
from kiosk.readiness.licence_files import canonical
from tests.deploy.parts import part
from tests.releases import REPORTS, ROOT, clone_of, commit, lock, release, run, small_wheel


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_wheel(tmp_path_factory.mktemp("packages")).parent


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, packages: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("a release is made of a commit")
    return clone_of(
        tmp_path_factory.mktemp("one") / "clone", packages / "small-1.0-py3-none-any.whl"
    )


@pytest.fixture(scope="module")
def released(clone: Path, packages: Path) -> Path:
    done = release(clone, clone.parent / "out", packages)
    assert done.returncode == 0, done.stderr
    return clone.parent / "out"


def told(folder: Path) -> dict[str, tuple[int, float, bytes]]:
    """Mode, time and content of all that lies in a folder."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mode,
            path.stat().st_mtime,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def test_it_is_the_same_bytes_wherever_it_is_made(
    tmp_path: Path, clone: Path, released: Path, packages: Path
) -> None:
    other = tmp_path / "another/place"
    assert run("git", "clone", "-q", clone, other, folder=tmp_path).returncode == 0
    (other / "kiosk/not-committed.py").write_text("SECRET = 1\n", "ascii")
    how = {"umask": "077", "TZ": "Asia/Tokyo", "LANG": "C", "HOME": str(tmp_path)}
    done = release(other, tmp_path / "out", packages, **how)
    assert done.returncode == 0, done.stderr
    assert told(tmp_path / "out") == told(released)


def test_nothing_of_the_machine_is_inside(released: Path, clone: Path) -> None:
    marks = (str(clone.parent), "not-committed", "/home/someone")
    inside: list[bytes] = [path.read_bytes() for path in released.rglob("*") if path.is_file()]
    for wheel in (released / "wheels").glob("resource_kiosk-*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            inside += [archive.read(name) for name in archive.namelist()]
    own = [
        content for content in inside if b"yet-another" not in content or b"bomFormat" in content
    ]
    assert [mark for mark in marks if any(mark.encode() in content for content in own)] == []


def test_all_that_a_site_gets_is_there_with_sums(released: Path) -> None:
    tops = {path.name for path in released.iterdir()}
    assert tops == {
        *(
            "LICENCES.md",
            "README.txt",
            "SHA256SUMS",
            "deploy",
            "licences",
            "sbom.cdx.json",
            "wheels",
        )
    }
    sums = dict(
        reversed(line.split("  ")) for line in (released / "SHA256SUMS").read_text().splitlines()
    )
    files = {path.relative_to(released).as_posix(): path for path in released.rglob("*")}
    assert sums == {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files.items()
        if path.is_file() and name != "SHA256SUMS"
    }
    assert f"problem in private: {REPORTS}.\n" in (released / "README.txt").read_text("utf-8")
    assert os.access(released / "deploy/install", os.X_OK)
    assert not os.access(released / "LICENCES.md", os.X_OK) or os.geteuid() == 0
    assert {"small-1.0/LICENSE", "resource-kiosk-1.0/read.toml"} <= {
        name.removeprefix("licences/") for name in files
    }
    assert "| small | 1.0 | MIT |" in (released / "LICENCES.md").read_text("utf-8")


def test_the_list_for_programs_names_all_that_is_inside(released: Path) -> None:
    text = (released / "sbom.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill: dict[str, Any] = json.loads(text)
    own = bill["metadata"]["component"]
    assert (own["name"], own["version"], own["purl"]) == (
        *("resource-kiosk", "1.0", "pkg:pypi/resource-kiosk@1.0"),
    )
    assert bill["metadata"]["timestamp"].startswith("2026-09-21T")
    fonts = [one for one in own["components"] if one["name"].startswith("KioskNames")]
    assert len(fonts) == 2
    assert all(one["licenses"][0]["license"]["id"] == "OFL-1.1" for one in fonts)
    assert all(one["version"] and "fonts-noto-cjk" in one["description"] for one in fonts)
    parts = {one["name"]: one for one in bill["components"]}
    small = parts["small"]
    digest = hashlib.sha256((released / "wheels/small-1.0-py3-none-any.whl").read_bytes())
    assert small["hashes"] == [{"alg": "SHA-256", "content": digest.hexdigest()}]
    assert small["licenses"] == [{"license": {"id": "MIT", "acknowledgement": "declared"}}]
    carried = {one["name"]: one for one in small["components"]}
    assert carried["yet-another"]["purl"] == "pkg:generic/yet-another@3"
    assert carried["libyajl.so.2"]["type"] == "file"
    assert parts["cage"]["purl"] == "pkg:deb/debian/cage?distro=trixie"
    needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert {"pkg:pypi/small@1.0", "pkg:deb/debian/cage?distro=trixie"} <= set(needs[own["bom-ref"]])


def test_there_is_none_with_a_licence_that_may_not_be_inside(tmp_path: Path) -> None:
    wheel = small_wheel(tmp_path / "packages", licence="GPL-3.0-only")
    mute = small_wheel(tmp_path / "packages", "mute", licence="")
    clone = clone_of(tmp_path / "clone", wheel, mute)
    done = release(clone, tmp_path / "out", wheel.parent)
    assert done.returncode == 2
    assert "small-1.0-py3-none-any.whl (GPL-3.0-only)" in done.stderr
    assert "mute-1.0-py3-none-any.whl (it says none)" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"clone", "packages"}, "nothing is left"


def test_there_is_none_while_a_text_waits_for_a_translation(
    tmp_path: Path, clone: Path, packages: Path
) -> None:
    shutil.copytree(clone, tmp_path / "clone")
    small = tmp_path / "clone/kiosk/small.py"
    small.write_text(small.read_text("ascii") + '\n_("Open")\n', "ascii")
    update(tmp_path / "clone", tmp_path / "clone/translations", WRITTEN)
    commit(tmp_path / "clone")
    done = release(tmp_path / "clone", tmp_path / "out", packages)
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert f"{len(OFFERED) - 1} texts wait for a translation" in done.stderr
    assert "kiosk.po: missing: 'Open'. See: python main.py messages check" in done.stderr


def test_there_is_none_of_what_is_not_committed(
    tmp_path: Path, clone: Path, packages: Path
) -> None:
    shutil.copytree(clone, tmp_path / "clone")
    (tmp_path / "clone/kiosk/small.py").write_text("# changed\n", "ascii")
    done = release(tmp_path / "clone", tmp_path / "out", packages)
    assert (done.returncode, "not committed" in done.stderr) == (2, True)


def test_there_is_none_where_something_lies_already(
    clone: Path, released: Path, packages: Path
) -> None:
    before = told(released)
    done = release(clone, released, packages)
    assert (done.returncode, "is there already" in done.stderr) == (2, True)
    assert told(released) == before


@pytest.mark.rotating
@pytest.mark.parametrize("wrong", ["python", "digest", "surplus", "missing"])
def test_the_packages_are_those_that_were_chosen(
    tmp_path: Path, packages: Path, wrong: str
) -> None:
    shutil.copytree(packages, tmp_path / "packages")
    wheel = tmp_path / "packages/small-1.0-py3-none-any.whl"
    clone = clone_of(tmp_path / "clone", wheel)
    more = small_wheel(tmp_path / "packages", "more")
    said = {
        "python": "chosen for another Python than",
        "digest": "failed",
        "surplus": "Nothing needs more-1.0-py3-none-any.whl",
        "missing": "failed",
    }
    if wrong == "python":
        lock(clone, wheel, python="3.9")
    elif wrong == "surplus":
        lock(clone, wheel, more)
    elif wrong == "missing":
        lock(clone)
    commit(clone)
    if wrong == "digest":
        small_wheel(tmp_path / "packages", text="another")
    done = release(clone, tmp_path / "out", tmp_path / "packages")
    assert done.returncode == 2, done.stdout
    assert said[wrong] in done.stderr
    assert not (tmp_path / "out").exists()


def test_it_is_installed_from_its_folder_without_a_network(tmp_path: Path, released: Path) -> None:
    place, wheels = tmp_path / "resource-kiosk", released / "wheels"
    code = f"""
import os
os.sync = lambda: None
wheels = Path({str(wheels)!r})
new = program.Program(Path({str(place)!r}), next(wheels.glob("resource_kiosk-*.whl")), wheels)
for one in (new, program.Switch(new)):
    one.do()
told(0)
"""
    part(code)
    done = run(place / "bin/resource-kiosk", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "it runs\n"), done.stderr


@pytest.mark.skipif(
    shutil.which("dpkg-query") is None or not Path("/usr/bin/python3").exists(),
    reason="only Debian can be asked for its packages",
)
def test_the_installer_takes_the_wheels_beside_it(released: Path, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[screen]\ndiagonal = 21.5\n", "ascii")
    dry = ("sh", released / "deploy/install", "--site", "kiosk.toml", "--dry-run")
    done = run(*dry, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "install resource_kiosk-1.0-py3-none-any.whl in /opt/resource-kiosk-1.0-" in done.stdout
    assert "use resource-kiosk-1.0-" in done.stdout
    gone = run(*dry, "--wheels", "/gone", folder=tmp_path)
    assert (gone.returncode, "no folder /gone" in gone.stderr) == (2, True)


WITH_TOOLS_ALONE = """
import importlib.metadata, re, sys
owners = importlib.metadata.packages_distributions()

class Missing:
    def find_spec(self, name, path=None, target=None):
        found = {re.sub("[-_.]+", "-", one).lower() for one in owners.get(name.split(".")[0], ())}
        if found and found.isdisjoint({"resource-kiosk", *sys.argv[1:]}):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
sys.path.insert(0, "resources/dev/releasing")
import bill, gather, papers, wheel
"""


def test_a_release_is_made_with_no_other_packages_than_its_tools() -> None:
    lines = (ROOT / "resources/dev/release-tools.txt").read_text("utf-8").splitlines()
    tools = [canonical(line.split("==")[0]) for line in lines if not line.startswith("#")]
    done = run(sys.executable, "-c", WITH_TOOLS_ALONE, *tools, folder=ROOT)
    assert done.returncode == 0, f"missing in the extra release: {done.stderr}"


def test_a_release_for_which_nobody_takes_reports_says_whom_to_ask() -> None:
    """As the repository has it: no address is invented."""
    code = (
        "import pathlib, sys; sys.path.insert(0, 'resources/dev/releasing'); import papers; "
        "print(papers.reports_to(pathlib.Path()))"
    )
    done = run(sys.executable, "-c", code, folder=ROOT)
    assert done.stdout == "ask the coalition that gave you this folder\n", done.stderr


@pytest.mark.parametrize("name", ["release-wheels.txt", "release-tools.txt"])
def test_the_packages_are_chosen_for_what_the_project_asks(name: str) -> None:
    lines = (ROOT / "resources/dev" / name).read_text("utf-8").splitlines()
    python = next(line for line in lines if line.startswith("# For ")).split()[3]
    chosen = dict(line.split(" ")[0].split("==") for line in lines if not line.startswith("#"))
    chosen = {canonical(each): version for each, version in chosen.items()}
    assert all(" --hash=sha256:" in line for line in lines if not line.startswith("#"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    tools = name == "release-tools.txt"
    asked = project["optional-dependencies"]["release"] if tools else project["dependencies"]
    for line in asked:
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"python_version": python}):
            version = chosen[canonical(wanted.name)]
            assert wanted.specifier.contains(version), f"{line}: sh resources/dev/release --lock"
