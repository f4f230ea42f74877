"""Who may import whom: the contracts of pyproject.toml, checked over the whole program."""

import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
FIX = """

How to mend it: imports point down only, as the first contract of pyproject.toml lists the rooms.
Move what both sides need into the lower room, or let the upper one pass it as an argument (a
protocol says what it must be able to do).
"""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("kiosk", include_external_packages=True, cache_dir=None)


def test_every_contract_is_kept() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr + FIX


def test_the_scan_sees_every_module(graph: grimp.ImportGraph) -> None:
    files = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "kiosk").rglob("*.py")
    }
    unseen = files - graph.modules
    assert not unseen, f"not seen by the layer check (a folder without __init__.py?): {unseen}"


def test_every_package_stands_in_the_layers(graph: grimp.ImportGraph) -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")["layers"]
    named = {name.strip() for layer in layers for name in layer.split("|")}
    found = graph.find_children("kiosk")
    assert found <= named, f"give these a layer in pyproject.toml: {found - named}"


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("PySide6", ("kiosk.ui", "kiosk.app")),
        ("sqlite3", ("kiosk.directory",)),
        ("sqlite_utils", ("kiosk.directory",)),
        ("pypinyin", ("kiosk.directory.chinese_sounds",)),
        ("ToJyutping", ("kiosk.directory.chinese_sounds",)),
        ("opencc", ("kiosk.directory.chinese_sounds",)),
        ("qrcode", ("kiosk.devices",)),
        ("zxingcpp", ("kiosk.devices", "kiosk.ui.slip")),
        ("babel", ("kiosk.i18n",)),
        ("click", ("kiosk.cli", "kiosk.editor.commands")),
        ("tuf", ("kiosk.sync", "kiosk.editor")),
        ("securesystemslib", ("kiosk.sync", "kiosk.editor")),
        ("cryptography", ("kiosk.sync", "kiosk.editor")),
        (
            "openpyxl",
            (
                "kiosk.editor.workbook",
                "kiosk.editor.calls.spreadsheet",
                "kiosk.editor.forms.form_workbook",
            ),
        ),
        ("defusedxml", ("kiosk.editor.workbook",)),
        ("phonenumbers", ("kiosk.editor.parsers",)),
        ("ijson", ("kiosk.editor.importers",)),
        ("charset_normalizer", ("kiosk.editor.source_files",)),
        (
            "jinja2",
            (
                "kiosk.editor.forms.form_page",
                "kiosk.editor.page_templates",
                "kiosk.editor.publish.report_html",
            ),
        ),
        ("tomlkit", ("kiosk.editor.fitting.fitting_file",)),
        ("markupsafe", ("kiosk.editor.forms.form_page", "kiosk.editor.website.pages")),
        ("httpx", ("kiosk.editor.pull",)),
        ("brotli", ("kiosk.editor.website",)),
    ],
)
def test_each_library_is_known_in_one_place(
    graph: grimp.ImportGraph, package: str, allowed: tuple[str, ...]
) -> None:
    users = graph.find_modules_that_directly_import(package) if package in graph.modules else set()
    elsewhere = sorted(user for user in users if not user.startswith(allowed))
    assert not elsewhere, f"{package} belongs to {', '.join(allowed)} alone, not to {elsewhere}"
    assert users, f"nobody imports {package}: take it out of pyproject.toml and of this table"
