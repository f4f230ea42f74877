"""The wheel is the whole program: installed elsewhere it shows every page."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from PIL import Image

from kiosk.devices.qr import read_back
from kiosk.domain.language import WRITTEN
from kiosk.i18n.catalogs import SOURCE_TAG, po_path
from tests.conftest import NOW
from tests.long_runs import FULL

ROOT = Path(__file__).parents[1]
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
OFFLINE = ("--no-deps", "--no-index")
SECONDS = 600
"""A build takes one second, a tour of one language ten; a machine under load takes far longer."""


def run(*command: str | Path, folder: Path, code: int = 0, **environment: str) -> str:
    """What a command prints that ends with ``code``."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", *OFFLINE, "--no-build-isolation", "-w", folder, ROOT, folder=folder)
    return next(folder.glob("resource_kiosk-*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, prepared_data: Path) -> Path:
    """A folder that holds what the wheel installs; its first start is that of a long run."""
    folder = wheel.parent / "site"
    run(*PIP, "install", *OFFLINE, "--target", folder, wheel, folder=wheel.parent)
    if not FULL:
        shutil.copytree(prepared_data, wheel.parent / "data")
    return folder


def command(installed: Path, *arguments: str | Path, code: int = 0) -> str:
    """The installed command, run outside the clone."""
    return run(
        *(installed / "bin" / "resource-kiosk", "--data", installed.parent / "data", *arguments),
        folder=installed.parent,
        code=code,
        PYTHONPATH=str(installed),
    )


@pytest.mark.parametrize(
    "folder", ["deploy", "factory", "fonts", "icons", "licenses", "pictures", "schema"]
)
def test_the_wheel_holds_every_file_of(names: frozenset[str], folder: str) -> None:
    place = ROOT / "resources"
    files = [path for path in (place / folder).rglob("*") if "__pycache__" not in path.parts]
    wanted = {
        f"kiosk/resources/{path.relative_to(place).as_posix()}" for path in files if path.is_file()
    }
    assert wanted
    assert wanted <= names


def test_the_wheel_holds_made_catalogues_and_the_texts_of_the_licences(
    names: frozenset[str],
) -> None:
    for language in WRITTEN:
        source = po_path(ROOT / "translations", language)
        if language.tag != SOURCE_TAG and source.exists():
            made = source.with_suffix(".mo").relative_to(ROOT).as_posix()
            assert f"kiosk/{made}" in names
    licences = {name.rsplit("/", 1)[1] for name in names if ".dist-info/licenses/" in name}
    assert licences == {*("Apache-2.0.txt", "CC-BY-4.0.txt", "GPL-3.txt", "LGPL-3.txt", "OFL.txt")}


def test_the_wheel_holds_nothing_for_developers(names: frozenset[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kiosk"}
    apart = ("/resources/dev/", "/decisions/", "/handbook/", "/readme/")
    assert not [name for name in names if any(part in name for part in apart)]
    assert not [name for name in names if name.endswith((".pyc", ".po"))]


def test_an_editable_install_copies_nothing(tmp_path: Path) -> None:
    build = f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})"
    run(sys.executable, "-c", build, folder=ROOT)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        inside = [name for name in archive.namelist() if ".dist-info/" not in name]
        assert inside == ["_resource_kiosk.pth"]
        assert archive.read(inside[0]).decode().strip() == str(ROOT)


def test_the_installed_program_shows_every_page(installed: Path, tmp_path: Path) -> None:
    where = "import kiosk; print(kiosk.__file__)"
    found = run(sys.executable, "-c", where, folder=tmp_path, PYTHONPATH=str(installed))
    assert Path(found.strip()).is_relative_to(installed)
    command(installed, "tour", tmp_path, "--lang", "es", "--size", "1280x800", "--now", NOW)
    tour = json.loads((tmp_path / "tour.json").read_text("utf-8"))
    schema = installed / "kiosk" / "resources" / "schema" / "tour.schema.json"
    Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(tour)
    assert {picture["language"] for picture in tour["pictures"]} == {"es"}
    assert len({picture["screen"] for picture in tour["pictures"]}) > 30
    for picture in tour["pictures"]:
        head = (tmp_path / picture["file"]).read_bytes()[:24]
        size = f"{int.from_bytes(head[16:20])}x{int.from_bytes(head[20:24])}"
        assert (head[1:4], size) == (b"PNG", "1280x800"), picture["file"]
        assert picture["texts"] or picture["screen"] == "cover"
    coded = [picture for picture in tour["pictures"] if picture["qr"]]
    assert len(coded) >= 3
    for picture in coded:
        with Image.open(tmp_path / picture["file"]) as image:
            grey = image.convert("L")
        assert [read_back(grey.tobytes(), *grey.size)] == picture["qr"], picture["file"]
    assert (tmp_path / "index.html").stat().st_size
    home = next(picture for picture in tour["pictures"] if picture["screen"] == "home")
    assert any("¿" in text or "Hable" in text for text in home["texts"]), home["texts"]


def test_the_installed_program_answers(installed: Path) -> None:
    assert re.search(r"Holds: \d+ services", command(installed, "status"))
    assert json.loads(command(installed, "search", "cama", "--lang", "es", "--json"))["results"]


@pytest.mark.parametrize("act", ["check", "compile", "refresh"])
def test_work_on_the_catalogues_needs_a_clone(installed: Path, act: str) -> None:
    said = command(installed, "messages", act, code=2)
    assert said.startswith("Error: ")
    assert "clone" in said
