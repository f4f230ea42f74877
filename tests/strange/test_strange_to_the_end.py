"""Two strange directories a day, forty a night, from the editor's desk to what a visitor takes."""

import json
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kiosk.app.context import AppContext
from kiosk.app.settings import Settings
from kiosk.app.tour_pictures import tour
from kiosk.domain.clock import FixedClock
from kiosk.domain.records import Status
from kiosk.editor.workbook.template import write_template
from kiosk.ui.runtime.tour import STOPS, scenes
from tests.editor.typed import Say, keyboard
from tests.shell import call, write
from tests.strange.strange_directories import Strange, seeds_of_the_day, strange
from tests.sync.toolkit import Coalition

NOW = "2026-11-24T10:30"
FILE = "try.kiosksync"
SITE = ("-o", "www", "--host", "help.example.org", "--lang", "en", "--lang", "es", "--no-signature")
SEEN = tuple(stop for stop in STOPS if stop.name in {"home", "results-all", "talk"})
"""The three pages of a tour."""
FLOORS = ("--accept", "situation,checked-on,contact")
"""What a directory of strange services does not reach, typed away as an editor does."""
NO_WAY_IN = "Too little of this source can be trusted, and no typed name goes on. [contact"
KEPT = {
    2_900_001: "search words of the program led to guides that the workbook has not: refused",
    770_001: "one service without a number or a street: not to be published, and said so",
}
"""Seeds with what each of them showed."""


@pytest.fixture
def data(tmp_path: Path, coalition: Coalition, prepared_data: Path) -> Path:
    """A kiosk that trusts the coalition."""
    folder = Path(shutil.copytree(prepared_data, tmp_path / "data"))
    (folder / "root.json").write_bytes(coalition.trusted.raw)
    return folder


@pytest.mark.usefixtures("catalogues", "qapp")
@pytest.mark.parametrize("seed", [*KEPT, *seeds_of_the_day(2, 40)])
def test_it_reaches_a_visitor(
    seed: int, tmp_path: Path, data: Path, coalition: Coalition, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = strange(seed)
    _publish(made, tmp_path, keyboard(tmp_path, monkeypatch))
    stick = tmp_path / "stick"
    stick.mkdir()
    lines = made.helplines.helplines
    write(stick / "weekly.kiosksync", coalition, [*made.records], version=1, helplines=lines)
    _ends_well(made, call(data, "sync", stick, "--yes"))
    for service in [one.id for one in made.services if one.status is Status.ACTIVE][:2]:
        slip = call(data, "slip", service, "-o", tmp_path / f"{service}.pdf")
        assert slip.exit_code == 0 or "Error: " in slip.stderr, f"strange({seed})\n{slip.output}"
    assert not _problems_of_a_tour(data, tmp_path / "pictures"), f"strange({seed})"


def _publish(made: Strange, home: Path, say: Say) -> None:
    """From a workbook to a file for practice, and its website in two languages."""
    write_template(home / "directory.xlsx", made.records, made.helplines.helplines)
    _ends_well(made, say("desk", "coverage"))
    published = say("publish", "directory.xlsx", "-o", FILE, "--practice", *FLOORS)
    if NO_WAY_IN in published.output:
        return  # nothing in it leads anywhere: no editor may publish that
    _ends_well(made, published)
    groups = json.loads(say("inspect", FILE, "--json").output)["signed"]["fingerprint"]
    _ends_well(made, say("website", FILE, *SITE, "--fingerprint", " ".join(groups)))
    assert (home / "www" / "es.html").is_file()


def _ends_well(made: Strange, result: Result) -> None:
    assert result.exit_code == 0, f"strange({made.seed})\n{result.output[-3000:]}"


def _problems_of_a_tour(data: Path, folder: Path) -> list[str]:
    program = AppContext(Settings(), FixedClock.at(NOW, "America/Los_Angeles"))
    look: Any = {"languages": ("en",), "steps": ("M",), "modes": ("default",)}
    pages = partial(scenes, stops=SEEN, most=1)
    assert tour(program, data, folder, sizes=((1280, 800),), pages=pages, **look) == len(SEEN)
    pictures = json.loads((folder / "tour.json").read_text(encoding="utf-8"))["pictures"]
    return [problem for one in pictures for problem in one["problems"]]
