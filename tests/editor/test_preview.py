"""A directory before it is signed: read, checked and built, under a lasting line, never signed."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from kiosk.app.context import AppContext, Ready
from kiosk.app.preview import Preview, preview_pictures
from kiosk.app.screen import PREVIEW_NOTICE, notice_of
from kiosk.app.settings import Settings
from kiosk.domain.clock import FixedClock
from kiosk.domain.records import Phone, Service
from kiosk.editor.commands.desk_preview import built_preview, changed_services, tiles_of
from tests.editor.editors import CITY, Editor, directory
from tests.editor.typed import at_desk
from tests.editor.workbooks import Desk
from tests.sync.toolkit import revised


def _preview(place: Path, *words: str) -> Result:
    options = ["--keys", str(place / "keys"), "--now", "2026-11-28T10:00"]
    return at_desk(place, "preview", place / "directory.xlsx", *options, *words)


def test_it_reads_checks_and_builds_and_leaves_nothing_behind(tmp_path: Path) -> None:
    Desk(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = _preview(tmp_path)
    assert result.exit_code == 0, result.output
    assert "Visitors will see 1 service" in result.output
    assert "This is a preview. Nothing is signed, and no kiosk takes it." in result.output
    assert sorted(tmp_path.iterdir()) == before


def test_what_must_be_mended_is_said_and_the_preview_waits_for_a_person(tmp_path: Path) -> None:
    book = Desk(tmp_path)
    book.put("Phones", "Number", "ring the bell")
    book.save()
    result = _preview(tmp_path)
    assert result.exit_code == 1
    assert "Phones, row 3" in result.output


def test_the_services_that_change_are_those_of_which_a_page_differs(tmp_path: Path) -> None:
    editor = Editor(tmp_path).begin()
    records = directory(*CITY)
    assert changed_services(editor.proof(records)) == (), "without a last file nothing changes"
    editor.publish(records)
    changed = revised(records, Phone, "bed", of="service_id", number="+19165559999")
    changed = revised(changed, Service, "bread", phrase="Bread")
    assert changed_services(editor.proof(records)) == ()
    assert set(changed_services(editor.proof(changed))) == {"bed", "bread"}
    assert set(changed_services(editor.proof([*records, *directory("soup")]))) == {"soup"}


@pytest.mark.parametrize("practice", [True, False])
def test_a_preview_says_so_whatever_else_it_is(*, practice: bool) -> None:
    ready = Ready(Path("x.db"), "preview", practice=practice, preview=True)
    assert notice_of(ready) is PREVIEW_NOTICE


def test_every_picture_stands_under_the_lasting_line(tmp_path: Path, qapp: object) -> None:
    del qapp
    editor = Editor(tmp_path).begin()
    plan = editor.proof(directory(*CITY))
    assert tiles_of(plan.records) == ()
    program = AppContext(Settings(), FixedClock.at("2026-11-28T10:00", "America/Los_Angeles"))
    with built_preview(plan) as database:
        ready = Ready(database, "preview", preview=True)
        pages = Preview((), ("bed",))
        count = preview_pictures(
            program, ready, tmp_path / "made", pages, languages=["en"], sizes=[(1280, 800)]
        )
        place = database.parent
    assert not place.exists()
    assert count == 2
    pictures = json.loads((tmp_path / "made" / "tour.json").read_text())["pictures"]
    assert [one["screen"] for one in pictures] == ["home", "service-bed"]
    assert all("Preview" in one["texts"] and not one["problems"] for one in pictures)
    assert all((tmp_path / "made" / one["file"]).is_file() for one in pictures)
    index = (tmp_path / "made" / "index.html").read_text()
    assert "width=device-width" in index, "it is looked at on a phone too"
    assert index.count('<img loading="lazy" alt="en-1280x800') == count
