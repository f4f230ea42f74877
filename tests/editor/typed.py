"""The editor's commands as typed into a terminal, in an empty home folder."""

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from kiosk.app.settings import Settings
from kiosk.cli import main
from kiosk.cli.base import Context
from kiosk.editor.commands.desk import desk
from kiosk.editor.forms.answer_file import FormAnswer

WORDS = "four short words here"
FOR_WHOM = ("--channel", "sacramento", "--publisher", "Sacramento Coalition")

Say = Callable[..., Result]


def at_desk(place: Path, *words: str | Path) -> Result:
    """Types a command of the desk."""
    return CliRunner().invoke(desk, [*map(str, words)], obj=Context(place, Settings()))


def type_at_desk(place: Path, *words: str) -> Result:
    """Types a command of the desk for the workbook in a folder."""
    return at_desk(place, *words, "--workbook", place / "directory.xlsx")


def keyboard(home: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types commands; ``words=None`` leaves the passphrase unset, ``typed`` answers questions."""
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "home"))
    monkeypatch.setattr("kiosk.editor.keys.secrets.COST", 2**10)  # keys that open fast
    monkeypatch.chdir(home)

    def say(*arguments: str, words: str | None = WORDS, typed: str | None = None) -> Result:
        runner = CliRunner(env={"KIOSK_PASSPHRASE": words})
        result = runner.invoke(main, arguments, input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        assert WORDS not in result.output
        return result

    return say


def answered(
    form: str, about: str, base: Mapping[str, str], answers: Mapping[str, Any]
) -> FormAnswer:
    """The answers that somebody gave in a form on November 28."""
    return FormAnswer(
        form=form,
        version=1,
        about=about,
        made=dt.date(2026, 11, 28),
        base=dict(base),
        answers=dict(answers),
    )


def saved(folder: Path, answer: FormAnswer) -> Path:
    """The file in which a page saves them."""
    path = folder / f"{answer.about.rpartition('/')[2]}.kioskanswer"
    path.write_bytes(msgspec.json.encode(answer))
    return path


def export(folder: Path, names: list[str], number: str = "916-555-01") -> Path:
    folder.mkdir(exist_ok=True)
    tables: dict[str, list[dict[str, str]]] = {"organizations": [], "services": [], "phones": []}
    for place, name in enumerate(names):
        tables["organizations"].append({"id": f"o{place}", "name": f"Helpers {place}"})
        tables["services"].append(
            {"id": f"s{place}", "organization_id": f"o{place}", "name": name, "status": "active"}
        )
        tables["phones"].append(
            {"id": f"p{place}", "service_id": f"s{place}", "number": f"{number}{10 + place}"}
        )
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


SMALL = ("--accept", "situation,checked-on")
"""Floors that the small exports of these tests do not reach."""


def published(say: Say, source: Path, name: str = "city.kiosksync", *more: str) -> Result:
    floors = () if "--accept" in more else SMALL
    return say("publish", str(source), "-o", name, "--yes", *floors, *more)
