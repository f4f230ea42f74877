"""Whoever reads a comment can look up what it cites: it is in the clone."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACES = ("kiosk", "tests", "resources", ".ci", "main.py", "pyproject.toml")
CODE = {"", ".py", ".qml", ".toml", ".service", ".conf", ".cfg", ".rules"}
DOCUMENT = re.compile(r"\b[\w.-]+\.md\b")
RECORD = re.compile(r"\b(?:decisions?|records?) (\d{4})\b")
ELSEWHERE = re.compile(r"\b(?:product|sync file) design\b|\bresearch, \w+")
MADE = {"LICENCES.md"}
"""What a release holds beside what is in a clone."""


def _texts() -> Iterator[tuple[str, str]]:
    for place in PLACES:
        path = ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else (path,):
            if file.is_file() and file.suffix in CODE and file != Path(__file__):
                yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8", "replace")


def test_what_is_cited_is_there() -> None:
    places = [ROOT / name for name in ("resources", "translations", ".github")]
    there = {"README.md", *MADE} | {file.name for place in places for file in place.rglob("*.md")}
    records = {file.name[:4] for file in (ROOT / "resources" / "decisions").glob("0*.md")}
    lost = [
        f"{name}: {cited}"
        for name, text in _texts()
        for cited in (
            *(set(DOCUMENT.findall(text)) - there),
            *(set(RECORD.findall(text)) - records),
            *ELSEWHERE.findall(text),
        )
    ]
    assert not lost, "say the reason itself, or cite a record:\n" + "\n".join(lost)
