"""A terminal that does not know every letter: what was done is told all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import ROOT

ENCODINGS = ("ascii", "koi8-r", "utf-8")
"""Where a terminal says that it knows ASCII alone, click takes UTF-8."""


def told(encoding: str, *words: str | Path) -> str:
    """What a command says where letters are written like that."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, words)],
        cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode("koi8-r" if encoding == "koi8-r" else "utf-8")
    assert "Traceback" not in said
    assert done.returncode == 0, said
    return said


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_words_of_another_script_are_told_by_number(prepared: Path, encoding: str) -> None:
    said = told(encoding, "search", "wage", "--lang", "zh-Hans", "--data", prepared)
    lines = said.splitlines()
    assert len(lines) > 1
    assert ("\\u" in said) is (encoding == "koi8-r")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_programs_read_the_same_in_every_encoding(prepared: Path, encoding: str) -> None:
    words = ("search", "wage", "--lang", "es", "--json", "--data", prepared)
    answer = json.loads(told(encoding, *words))
    assert answer == json.loads(told("utf-8", *words))
    assert not json.dumps(answer, ensure_ascii=False).isascii()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_mistake_is_a_sentence_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "--data", tmp_path, "slip", "café-日"],
        cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
