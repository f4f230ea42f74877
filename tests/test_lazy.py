"""Modules that load at their first use."""

import ast
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from kiosk import lazy

ROOT = Path(__file__).parents[1]


@pytest.fixture
def part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A lazy module of its own: ``parts.part``."""
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(lazy, "LAZY", frozenset({"parts.part"}))
    yield folder / "part.py"
    for name in ("parts", "parts.part"):
        sys.modules.pop(name, None)


def _imported() -> ModuleType:
    return import_module("parts.part")


def test_a_lazy_module_runs_at_its_first_use(part: Path) -> None:
    part.write_text("WORD = 'word'\n")
    found = _imported()
    assert not hasattr(found, "__no_such_name__")
    assert "WORD" not in vars(found)
    assert found.WORD == "word"
    assert type(found) is ModuleType
    assert _imported() is found


def test_what_is_put_into_a_module_that_has_not_run_stays(part: Path) -> None:
    part.write_text("WORD = 'word'\n\ndef said():\n    return WORD\n")
    found = _imported()
    found.WORD = "another"
    assert found.said() == "another"


def test_many_threads_run_it_once_and_wait_for_it(part: Path) -> None:
    part.write_text(
        "import sys, time\n"
        "sys.modules['parts'].runs = getattr(sys.modules['parts'], 'runs', 0) + 1\n"
        "time.sleep(0.05)\n"
        "WORD = 'word'\n"
    )
    found = _imported()
    with ThreadPoolExecutor(8) as threads:
        words = list(threads.map(lambda _: found.WORD, range(8)))
    assert words == ["word"] * 8
    assert sys.modules["parts"].runs == 1


def test_a_module_may_ask_itself_for_what_is_not_there_yet(part: Path) -> None:
    part.write_text("from parts import part\nEARLY = hasattr(part, 'WORD')\nWORD = 'word'\n")
    assert _imported().EARLY is False


def test_a_failure_is_told_where_it_is_used_and_tried_again(part: Path) -> None:
    part.write_text("import no_such_module\n")
    found = _imported()
    with pytest.raises(ModuleNotFoundError):
        _ = found.WORD
    part.write_text("WORD = 'word' * 2\n")
    assert found.WORD == "wordword"


def test_a_name_that_a_lazy_module_lacks_is_an_attribute_error(part: Path) -> None:
    part.write_text("WORD = 'word'\n")
    with pytest.raises(AttributeError):
        _ = _imported().OTHER


def test_every_listed_module_is_imported_as_a_module_somewhere() -> None:
    """One that is only ever imported name by name loads at once: it belongs off the list."""
    used = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                used |= {f"{node.module}.{alias.name}" for alias in node.names}
    assert used >= lazy.LAZY, sorted(lazy.LAZY - used)
