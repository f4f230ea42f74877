"""Every licence inside is one that may be inside, and anyone can read it on the kiosk itself."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from kiosk.app import assets
from kiosk.readiness.licence_files import Licences, canonical, environment
from tests.contract import validate
from tests.shell import call

ROOT = Path(__file__).parents[1]
LICENCES = Licences.of(assets.resources() / "licenses")
OWN = "resource-kiosk"


def tree(name: str = OWN, seen: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """Everything that the program and its editor's desk need to run, and what that needs."""
    found = {} if seen is None else seen
    if canonical(name) not in found:
        found[canonical(name)] = one = distribution(name)
        for line in one.requires or ():
            wanted = Requirement(line)
            extras = ("", "editor") if name == OWN else ("",)
            if wanted.marker is None or any(
                wanted.marker.evaluate({"extra": extra}) for extra in extras
            ):
                tree(wanted.name, found)
    return found


TREE = tree()


@pytest.mark.parametrize("name", sorted(TREE))
def test_what_the_program_needs_has_a_licence_that_may_be_inside(name: str) -> None:
    inside = LICENCES.inside(TREE[name])
    assert inside.licence, (
        f"{name} {inside.version} says {inside.says or 'nothing'}: read its licence, and if it may"
        " be passed on with a program under Apache-2.0, write it into resources/licenses/read.toml"
    )
    assert LICENCES.may(inside.licence)
    assert inside.texts, "its text has to go with it"
    assert all(len(text) > 20 for _, text in inside.texts)


def test_the_whole_tree_was_looked_at() -> None:
    assert len(TREE) > 25
    assert {OWN, "shiboken6", "pycparser", "pluggy"} <= TREE.keys()


def test_what_people_read_is_of_something_that_is_inside() -> None:
    assert LICENCES.read.keys() | LICENCES.texts.keys() <= TREE.keys()
    for read in LICENCES.read.values():
        assert LICENCES.may(read["licence"])


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-2.0-only OR GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (GPL-3.0-only OR ISC)", True),
        ("GPL-3.0-only AND MIT OR ISC", True),
        ("GPL-3.0-only AND (MIT OR ISC)", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-3.0-only WITH Qt-GPL-exception-1.0", False),
        ("", False),
        ("BSD", False),
        ("MIT License", False),
        ("MIT AND", False),
        ("(MIT", False),
        ("MIT)", False),
        ("MIT WITH", False),
        ("MIT; ISC", False),
        ("License :: OSI Approved :: MIT License", False),
    ],
)
def test_a_licence_is_weighed(expression: str, *, may: bool) -> None:
    assert LICENCES.may(expression) is may


def test_something_is_asked_only_where_there_is_no_other_choice() -> None:
    assert LICENCES.asked("LGPL-3.0-only OR GPL-2.0-only")
    assert LICENCES.asked("MIT AND LGPL-3.0-only")
    assert not LICENCES.asked("LGPL-3.0-only OR MIT")
    assert not LICENCES.asked("MIT")


def made(folder: Path, name: str, text: str, **fields: str) -> Path:
    """An installed distribution with these words and a licence text."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    lines = {"Metadata-Version": "2.1", "Name": name, "Version": "1.0", **fields}
    words = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in lines.items())
    (info / "METADATA").write_text(words, "utf-8")
    (info / "LICENSE").write_text(text, "utf-8")
    (info / "RECORD").write_text(f"{info.name}/METADATA,,\n{info.name}/LICENSE,,\n", "ascii")
    return folder


@pytest.mark.parametrize(
    ("text", "says", "licence"),
    [
        ("as it was read", "BSD", "BSD-3-Clause"),
        ("another text", "BSD", ""),
        ("as it was read", "GPL", ""),
        ("as it was read", "GPL-3.0-only", ""),
        ("another text", "ISC", "ISC"),
    ],
)
def test_what_a_person_read_holds_for_that_text_alone(
    tmp_path: Path, text: str, says: str, licence: str
) -> None:
    digest = sha256(b"as it was read").hexdigest()[:16]
    read = {"some-thing": {"says": "BSD", "file": digest, "licence": "BSD-3-Clause"}}
    licences = Licences(LICENCES.allowed, {}, read, {})
    (found,) = environment(licences, [str(made(tmp_path, "Some_Thing", text, License=says))])
    assert (found.name, found.licence, found.says) == ("some-thing", licence, says)
    assert found.texts == (("LICENSE", text),)


def test_a_distribution_that_says_nothing_has_no_licence(tmp_path: Path) -> None:
    (found,) = environment(LICENCES, [str(made(tmp_path, "mute", "x"))])
    assert (found.licence, found.says) == ("", "")


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("data")
    found: dict[str, Any] = json.loads(call(folder, "licences", "--json").stdout)
    return found


def test_the_list_is_there_without_a_network(tmp_path: Path, answer: dict[str, Any]) -> None:
    validate("licences", answer)
    told = {one["name"]: one for one in answer["distributions"]}
    assert told.keys() >= TREE.keys()
    assert told["pyside6-essentials"]["asked"]
    assert told["pyside6-essentials"]["texts"] == ["LGPL-3.txt", "GPL-3.txt"]
    assert not told["click"]["asked"]
    assert "cage" in answer["packages"]
    lines = call(tmp_path, "licences").stdout
    assert re.search(r"^tojyutping \S+ +BSD-2-Clause$", lines, re.MULTILINE)
    assert re.search(r"^Noto Sans +OFL-1.1$", lines, re.MULTILINE)
    assert "For the LGPL: " in lines


def test_the_texts_are_there_too(tmp_path: Path) -> None:
    assert (
        "GNU LESSER GENERAL PUBLIC LICENSE"
        in call(tmp_path, "licences", "PySide6_Essentials").stdout
    )
    own = call(tmp_path, "licences", OWN).stdout
    for words in ("Apache License", "SIL OPEN FONT LICENSE", "Attribution 4.0 International"):
        assert words in own
    wrong = call(tmp_path, "licences", "nothing")
    assert (wrong.exit_code, wrong.stdout) == (2, "")


FREE = re.compile(r"Qt(Core|Gui|Qml|Qml\.Models|Quick|Network|PrintSupport|Svg|DBus|Test)?")
"""Modules of Qt that are under the LGPL."""


def uses() -> Iterator[str]:
    """Modules of Qt that the program names."""
    for path in (ROOT / "kiosk").rglob("*"):
        if path.suffix == ".py":
            text = path.read_text("utf-8")
            yield from re.findall(r"^\s*(?:from|import) PySide6\.(\w+)", text, re.MULTILINE)
            for names in re.findall(r"^\s*from PySide6 import (.+)$", text, re.MULTILINE):
                yield from re.findall(r"\w+", names)
        elif path.suffix == ".qml":
            yield from re.findall(r"^import (Qt[\w.]*)", path.read_text("utf-8"), re.MULTILINE)


def test_nothing_of_qt_is_used_that_is_under_the_gpl_alone() -> None:
    found = set(uses())
    assert {"QtCore", "QtQuick"} <= found
    assert [name for name in found if not FREE.fullmatch(name)] == []
