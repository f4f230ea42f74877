"""Small files, bounded dependencies, no network, no print."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHON_LINES, QML_LINES = 400, 200
LARGER = {"kiosk/domain/records.py", "kiosk/cli/__init__.py"}
"""One list each that is easier to read whole: the record types and the commands."""
LARGER_LINES = 500
NETWORK = {
    *("socket", "socketserver", "ssl", "urllib", "urllib3", "http", "ftplib", "smtplib", "poplib"),
    *("imaplib", "telnetlib", "xmlrpc", "asyncio", "requests", "httpx", "aiohttp"),
    *("PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtHttpServer"),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebChannel", "PySide6.QtBluetooth"),
}
WITHOUT_SOCKETS = {"urllib.parse"}
"""Text only: it quotes addresses and opens nothing."""
LOCAL = "kiosk/unix_socket.py"
"""The one file that may open sockets: of the machine itself, never of a network."""
NETWORKED = ("kiosk/editor/website/host_reading.py", "kiosk/editor/pull.py")
"""The files that may ask a network: an editor's check of the website, and a pulled directory."""
CODE = sorted((ROOT / "kiosk").rglob("*.py"))


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in (*CODE, ROOT / "main.py"):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _forbidden(name: str) -> bool:
    parts = name.split(".")
    prefixes = {".".join(parts[: end + 1]) for end in range(len(parts))}
    return bool(prefixes & NETWORK) and not prefixes & WITHOUT_SOCKETS and name != "urllib"


def test_files_stay_small() -> None:
    long = []
    for path in (*CODE, *sorted((ROOT / "tests").rglob("*.py")), *(ROOT / "kiosk").rglob("*.qml")):
        name = path.relative_to(ROOT).as_posix()
        most = QML_LINES if path.suffix == ".qml" else PYTHON_LINES
        most = LARGER_LINES if name in LARGER else most
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > most:
            long.append(f"{name}: {lines} lines, at most {most}")
    assert not long, "part these by what they are about:\n" + "\n".join(long)


def _requirements() -> list[str]:
    extra = PROJECT["optional-dependencies"].values()
    return [*PROJECT["dependencies"], *(line for lines in extra for line in lines)]


@pytest.mark.parametrize("requirement", _requirements())
def test_every_dependency_has_an_upper_bound(requirement: str) -> None:
    specifiers = requirement.split(";", maxsplit=1)[0]
    assert re.search(r"<\d|==\d", specifiers), f"{requirement}: say up to which version it is known"


def test_pyside_is_pinned_apart_for_old_pythons() -> None:
    pins = [line for line in PROJECT["dependencies"] if line.startswith("PySide6")]
    assert sorted(pins) == [
        "PySide6-Essentials==6.11.3; python_version < '3.12'",
        "PySide6-Essentials>=6.12,<6.13; python_version >= '3.12'",
    ]


def test_nothing_can_open_a_network_socket() -> None:
    found = [
        f"{name} imports {module}"
        for name, tree in _trees()
        for module in _imported(tree)
        if _forbidden(module) and (name, module) != (LOCAL, "socket") and name not in NETWORKED
    ]
    assert not found, "the kiosk never opens an IP socket:\n" + "\n".join(found)


def test_the_one_file_with_sockets_knows_local_ones_alone() -> None:
    tree = ast.parse((ROOT / LOCAL).read_text(encoding="utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "socket"
    }
    assert {name for name in used if name.startswith("AF_")} == {"AF_UNIX"}
    assert not used & {"create_connection", "create_server", "fromfd", "getaddrinfo", "socketpair"}


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("socket", True),
        ("urllib.request", True),
        ("urllib.request.urlopen", True),
        ("urllib.parse.quote", False),
        ("PySide6.QtNetwork.QTcpSocket", True),
        ("PySide6.QtCore.QObject", False),
    ],
)
def test_the_network_rule_knows_its_modules(module: str, *, forbidden: bool) -> None:
    assert _forbidden(module) is forbidden


def test_nothing_is_printed() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "breakpoint"}
    ]
    assert not found, f"commands write with click.echo, nothing else writes: {found}"


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        str(path.relative_to(ROOT))
        for path in (*CODE, *(ROOT / "kiosk").rglob("*.qml"))
        if marks.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_check_quick_sees_every_room() -> None:
    """Each room is imported by a test that ``check --quick`` runs."""
    listed = (ROOT / "resources" / "dev" / "quick_tests.txt").read_text(encoding="utf-8").split()
    places = [ROOT / one.removeprefix("--ignore=") for one in listed]
    assert not [place for place in places if not place.exists()]
    left = {place for place, one in zip(places, listed, strict=True) if one.startswith("--")}
    tests = [test for place in places for test in (place, *place.rglob("test_*.py"))]
    seen = {test for test in tests if test.suffix and not left.intersection((test, *test.parents))}
    texts = "\n".join(test.read_text(encoding="utf-8") for test in seen)
    for package in (ROOT / "kiosk", ROOT / "kiosk" / "editor", ROOT / "kiosk" / "ui"):
        for room in package.glob("*/__init__.py"):
            name = ".".join(room.parent.relative_to(ROOT).parts)
            assert re.search(rf"\b{name}\b", texts), f"no quick test imports {name}"
