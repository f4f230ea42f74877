"""A seventeenth language in a copy of the clone, by the steps of languages.md; bad files."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app import assets
from kiosk.cli import main
from kiosk.domain.language import OFFERED

ROOT = Path(__file__).parents[1]
ROW = '    Language("pt", "Português", "Portuguese", "Latn", "pt", "pt"),\n'
LAST = '    Language("ps", "پښتو", "Pashto", "Arab", "ps", "ps"),\n'
MARK = "Some words here are only in English."


Words = Callable[..., Result]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The code, its papers and what a language adds to, copied; everything else as it is."""
    leave = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in ("kiosk", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=leave)
    (tmp_path / "resources").mkdir()
    for folder in (ROOT / "resources").iterdir():
        place = tmp_path / "resources" / folder.name
        if folder.name in {"handbook", "revealing"}:
            shutil.copytree(folder, place)
        else:
            place.symlink_to(folder)
    shutil.copy(ROOT / "main.py", tmp_path)
    return tmp_path


def run(clone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", "--data", str(clone / "data"), *words],
        cwd=clone, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def page_of(clone: Path) -> Path:
    return clone / "resources" / "handbook" / "languages.md"


@pytest.fixture
def words(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Words:
    """A command on the catalogues of the copy, without a start of its program."""
    monkeypatch.setattr(assets, "translations", lambda: clone / "translations")

    def call(*words: str) -> Result:
        return CliRunner().invoke(main, ["--data", str(clone / "data"), "messages", *words])

    return call


def catalogue(clone: Path, folder: str) -> Path:
    return clone / "translations" / folder / "LC_MESSAGES" / "kiosk.po"


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.nightly
def test_a_seventeenth_language_is_a_row_a_catalogue_and_its_texts(clone: Path) -> None:
    refused = run(clone, "messages", "refresh", "--lang", "pt")
    assert refused.returncode == 2
    assert "kiosk/domain/language.py" in refused.stderr

    rewrite(clone / "kiosk" / "domain" / "language.py", LAST, LAST + ROW)
    (clone / "resources" / "revealing" / "pt.txt").write_text("abrigo*\n", encoding="utf-8")
    named = '    "vi": NP_("language", "Vietnamese"),\n'
    own = '    "pt": NP_("language", "Portuguese"),\n'
    rewrite(clone / "kiosk" / "presentation" / "field_words.py", named, named + own)
    begun = run(clone, "messages", "refresh", "--lang", "pt")
    assert begun.returncode == 0, begun.stderr
    assert "| Português | `pt` | 0 of " in page_of(clone).read_text(encoding="utf-8")

    rewrite(catalogue(clone, "pt"), f'"{MARK}"\nmsgstr ""', f'"{MARK}"\nmsgstr "Só em inglês."')
    assert run(clone, "messages", "compile").returncode == 0
    lacking = run(clone, "messages", "check", "--complete")
    assert lacking.returncode == 1
    assert f"{catalogue(clone, 'pt')}: missing: 'What do you need?'" in lacking.stdout
    assert MARK not in lacking.stdout
    assert f"{catalogue(clone, 'es')}: missing: 'Portuguese'" in lacking.stdout
    assert "Traceback" not in lacking.stderr
    shown = run(clone, "show", "line-211", "--lang", "pt", "--json")
    assert shown.returncode == 0, shown.stderr
    assert "Só em inglês." in shown.stdout


def test_a_new_text_waits_for_its_translations_and_is_listed(clone: Path, words: Words) -> None:
    code = clone / "kiosk" / "presentation" / "field_words.py"
    rewrite(code, 'NP_("language", "Vietnamese")', 'NP_("language", "Vietnamese, spoken")')
    words("refresh")
    waiting = words("check")
    assert waiting.exit_code == 0, waiting.stdout
    assert f"{catalogue(clone, 'es')}: missing: 'Vietnamese, spoken'" in waiting.stdout
    assert waiting.stdout.count("missing: 'Vietnamese, spoken'") == len(OFFERED) - 1
    assert "wait for a translation;" in waiting.stdout.splitlines()[-1]
    assert words("check", "--complete").exit_code == 1


def test_a_table_that_says_other_than_the_files_is_named_and_mended(
    clone: Path, words: Words
) -> None:
    page = page_of(clone)
    right = page.read_text(encoding="utf-8")
    page.write_text(right.replace("| `es` | ", "| `es` | 9"), encoding="utf-8")
    checked = words("check")
    assert (checked.exit_code, f"{page}: stale" in checked.stdout) == (1, True)
    words("refresh")
    assert page.read_text(encoding="utf-8") == right


@pytest.mark.parametrize("act", ["refresh", "compile"])
def test_a_file_that_is_no_catalogue_is_named_without_a_traceback(
    clone: Path, words: Words, act: str
) -> None:
    catalogue(clone, "es").write_text("nothing of the kind\n", encoding="utf-8")
    refused = words(act)
    assert refused.exit_code == 1
    assert str(catalogue(clone, "es")) in refused.stderr
    assert "Traceback" not in refused.stderr
    assert f"{catalogue(clone, 'es')}: unreadable" in words("check").stdout


def test_a_word_for_paper_that_tells_in_translation_is_named(clone: Path, words: Words) -> None:
    path = catalogue(clone, "es")
    rewrite(path, '"Good to know nearby"\nmsgstr "', '"Good to know nearby"\nmsgstr "Refugio: ')
    told = words("check").stdout
    assert f"{path}: tells what a visitor came for: 'Good to know nearby'" in told
    assert "Refugio" not in told
