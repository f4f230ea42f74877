"""QML only draws: no words, no untyped value, no script; every member is known to qmllint."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

ROOT = Path(__file__).parents[2]
QML = ROOT / "kiosk" / "ui" / "runtime" / "qml"
FILES = sorted(QML.glob("*.qml"))
MODULE = "Kiosk.Backend"
TEXT_MEMBERS = ("text", "title", "Accessible.name", "Accessible.description", "placeholderText")
TYPED = {"int", "real", "double", "bool", "string", "color", "url", "date", "point", "size", "rect"}
REQUIRED = re.compile(r"^\s*required\s+(?:property\s+(\S+)\s+)?(\w+)\s*$", re.MULTILINE)
OWN_TYPED = {"font": "Text"}
"""``required font`` makes a property demanded that the element itself declares with its type."""

LINTED = pytest.mark.skipif(
    sys.version_info < (3, 13),
    reason="QML is linted on Python 3.13: PySide6 6.11 does not tell qmllint what is constant",
)


def _code(path: Path) -> str:
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_there_is_qml_and_no_script_file() -> None:
    assert FILES
    assert not [path.name for path in QML.rglob("*") if path.suffix in {".js", ".mjs"}]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_words_in_qml(path: Path) -> None:
    code = _code(path)
    members = "|".join(map(re.escape, TEXT_MEMBERS))
    shown = re.findall(rf"\b(?:{members}):[^\n]*[\"'`][^\n]*", code)
    assert not shown, f"words come finished from Python: {shown}"
    assert not re.findall(r"\bqsTr\w*|\bqsTranslate\b|\bQT_TR\w*", code)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_value_is_typed(path: Path) -> None:
    code = _code(path)
    assert not re.findall(r"\bproperty\s+(?:var|variant)\b", code), (
        "var hides mistakes from qmllint"
    )
    assert not re.findall(r"^\s*import\s+\"[^\"]*\.m?js\"", code, re.MULTILINE)
    demanded = REQUIRED.findall(code)
    assert len(demanded) == len(re.findall(r"^\s*required\b", code, re.MULTILINE))
    for kind, name in demanded:
        element = re.search(r"^(\w+) \{", code, re.MULTILINE)
        assert element is not None
        known = kind in TYPED or kind[:1].isupper() or OWN_TYPED.get(name) == element[1]
        assert known, f"{path.name}: {name} is {kind or 'untyped'}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_the_software_renderer_cannot_draw(path: Path) -> None:
    heavy = r"MultiEffect|ShaderEffect|Gradient|DropShadow|FastBlur|GraphicalEffects|Particles"
    assert not re.findall(heavy, _code(path))


def _tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found, f"{name} is missing: it comes with PySide6-Essentials"
    return found


def _run(*command: str | Path) -> None:
    run = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def _metatypes() -> str:
    """Qt's own description of the base classes, wherever this wheel keeps it."""
    data = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.ArchDataPath))
    wanted = ("qt6core_", "qt6qml_", "qt6gui_")
    found = [
        str(path)
        for path in sorted((data / "metatypes").glob("*.json"))
        if path.name.startswith(wanted)
    ]
    assert found, f"no metatypes in {data}"
    return ",".join(found)


def _backend(folder: Path) -> Path:
    """Describes the Python classes that QML sees, for qmllint; returns the import folder."""
    sources = [
        path
        for path in sorted((ROOT / "kiosk" / "ui").rglob("*.py"))
        if re.search(r"^@Qml(Element|Singleton)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sources, "no class is marked @QmlElement"
    module = folder.joinpath(*MODULE.split("."))
    module.mkdir(parents=True)
    described = folder / "backend.json"
    _run(_tool("pyside6-metaobjectdump"), "-c", "-o", described, *sources)
    _run(
        _tool("pyside6-qmltyperegistrar"),
        "--generate-qmltypes",
        module / "backend.qmltypes",
        "-o",
        folder / "registration.cpp",
        described,
        "--import-name",
        MODULE,
        "--major-version",
        "1",
        "--foreign-types",
        _metatypes(),
    )
    (module / "qmldir").write_text(f"module {MODULE}\ntypeinfo backend.qmltypes\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _backend(tmp_path_factory.mktemp("qmltypes"))


@LINTED
def test_qmllint_has_nothing_to_say(backend: Path) -> None:
    _run(_tool("pyside6-qmllint"), "-I", backend, "-W", "0", *FILES)


@LINTED
def test_qmllint_would_notice_a_misspelt_member(backend: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "Main.qml"
    text = (QML / "Main.qml").read_text(encoding="utf-8")
    wrong.write_text(text.replace("root.view.pageColor", "root.view.pageColour"), "utf-8")
    for path in FILES:
        if path.name != wrong.name:
            shutil.copy(path, tmp_path)
    with pytest.raises(AssertionError, match="pageColour"):
        _run(_tool("pyside6-qmllint"), "-I", backend, "-W", "0", wrong)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_area_has_a_touch_point_of_its_own(path: Path) -> None:
    """Without one Qt 6.12 makes one for each click, and keeps it: 0.6 KB each (0.1 KB a finger)."""
    code = _code(path)
    areas = re.findall(r"MultiPointTouchArea \{(.*?)\n\s*\}", code, re.DOTALL)
    assert len(areas) == code.count("MultiPointTouchArea {")
    assert all("touchPoints: TouchPoint {}" in area for area in areas)
