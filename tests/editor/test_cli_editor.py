"""The editor's commands as typed: from a source to a signed file."""

import json
import re
import resource
import shutil
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from kiosk.app import assets
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import Service
from kiosk.editor.keys.signed_files import examine
from tests.contract import validate
from tests.editor.typed import FOR_WHOM, Say, export, published
from tests.editor.workbooks import RECORDS, Desk

pytestmark = pytest.mark.usefixtures("english_factory")


def test_the_first_publishing_makes_keys_and_a_file(say: Say, source: Path, tmp_path: Path) -> None:
    result = published(say, source, "city.kiosksync", *FOR_WHOM)
    assert result.exit_code == 0, result.output
    assert "two sticks" in result.output
    [print_] = set(re.findall(r"Fingerprint of the keys: ([0-9a-f ]{39})", result.output))
    told = say("trust", "fingerprint").output
    assert " ".join(re.findall(r"\b[0-9a-f]{4}\b", told.split("Print this")[0])) == print_
    report = json.loads((tmp_path / "city.report.json").read_text())
    validate("publish", report)
    assert report["outcome"] == "published"
    assert report["records"]["service"] == 6
    assert (tmp_path / "city.report.html").exists()


def test_the_reports_go_where_asked_or_nowhere(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM, "--no-report")
    assert {place.name for place in tmp_path.glob("a.*")} == {"a.kiosksync"}
    published(say, source, "b.kiosksync", "--report", "r.json", "--html", "r.html")
    assert (tmp_path / "r.json").exists()
    assert (tmp_path / "r.html").exists()


def test_the_reports_are_the_editor_s_alone(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    modes = {(tmp_path / f"a.report.{kind}").stat().st_mode & 0o777 for kind in ("json", "html")}
    assert modes == {0o600}


def test_the_reports_tell_no_street_that_the_file_hides(say: Say, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Places", "Address shown?", "Hide")
    desk.put("Places", "ZIP code", "95" * 70)
    desk.put("Places", "Latitude", "38.61x 120 River")
    desk.put("Organizations", "Website", "riverhouse.example.org/120-river-street")
    desk.put("Services", "Short phrase", None)
    desk.put("Services", "Description", "Come to 120 River St. at noon.")
    desk.add("Services", {"Organization": "river-house", "Name": "Meals at 120 River Street"})
    desk.read()
    result = published(say, desk.path, "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 1
    kept = [(tmp_path / f"x.report.{kind}").read_text() for kind in ("json", "html")]
    for told in (result.output, *kept):
        assert not re.search(r"120\W?river|38\.61|9595", told, re.IGNORECASE)
        assert "Take the address out of the text." in told
    # The terminal shows the twelve most harmful causes alone.
    assert all("This address is not to be shown" in told for told in kept)


def test_inspect_tells_who_and_what(say: Say, source: Path) -> None:
    published(say, source, "old.kiosksync", *FOR_WHOM)
    export(source, ["Food Pantry 1", "Soup Kitchen", *(f"Food Pantry {n}" for n in range(2, 6))])
    published(say, source, "new.kiosksync")
    plain = say("inspect", "new.kiosksync", "--against", "old.kiosksync")
    assert plain.exit_code == 0, plain.output
    assert "only the fingerprint tells" in plain.output
    assert "Sacramento Coalition" in plain.output
    answer = json.loads(say("inspect", "new.kiosksync", "--json").output)
    validate("inspect", answer)
    assert answer["signed"]["versions"]["directory"] == 2


@pytest.mark.parametrize("as_json", [False, True])
def test_inspect_of_something_else_is_found_wanting(
    say: Say, tmp_path: Path, *, as_json: bool
) -> None:
    (tmp_path / "x.kiosksync").write_bytes(b"not at all")
    result = say("inspect", "x.kiosksync", *(["--json"] if as_json else []))
    assert result.exit_code == 1
    assert "not_a_sync_file" in result.output
    assert "not at all" not in result.output


def test_a_source_that_says_nothing_is_refused(say: Say, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    result = published(say, tmp_path / "x.csv", "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 1
    assert not (tmp_path / "x.kiosksync").exists()
    assert json.loads((tmp_path / "x.report.json").read_text())["outcome"] == "refused"


def test_helplines_are_asked_about_before_they_are_signed(say: Say, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Services", "Helpline?", "Yes")
    desk.read()
    result = say("publish", "directory.xlsx", "-o", "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 1
    assert "River Meals (help line): nothing → 916-440-1234" in result.output
    assert "911" not in result.output, "the lines of the program do not change"
    assert "Nothing was done: use --yes" in result.output
    assert "There are no keys of a coalition" in say("keys", "show").output
    assert published(say, desk.path, "x.kiosksync", *FOR_WHOM).exit_code == 0


@pytest.mark.parametrize(
    ("answer", "confirmed"), [("called", [True]), ("NOT YET", [False]), ("stop", [])]
)
def test_who_has_not_called_a_helpline_publishes_it_as_not_confirmed(
    say: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    confirmed: list[bool],
) -> None:
    monkeypatch.setattr(import_module("kiosk.editor.commands.publish"), "at_terminal", lambda: True)
    desk = Desk(tmp_path)
    desk.put("Services", "Helpline?", "Yes")
    desk.put("Services", "Confirmed by phone?", "Yes")
    desk.read()
    made = say("publish", "directory.xlsx", "-o", "x.kiosksync", *FOR_WHOM, typed=f"y\n{answer}\n")
    assert made.exit_code == (0 if confirmed else 1), made.output
    assert "'y' is not one of" in made.output, "a helpline needs the whole word"
    file = tmp_path / "x.kiosksync"
    records = examine(file).bundle.records if file.exists() else ()
    assert [one.confirmed for one in records if isinstance(one, Service)] == confirmed


def test_the_helplines_of_the_program_are_one_line_the_first_time(say: Say, tmp_path: Path) -> None:
    own = [
        one
        for one in read_records(assets.factory())
        if "line-211" in (one.id, getattr(one, "service_id", ""))
    ]
    desk = Desk(tmp_path, (*RECORDS, *own))
    desk.read()
    made = say("publish", "directory.xlsx", "-o", "x.kiosksync", *FOR_WHOM)
    assert made.exit_code == 0, made.output
    [day] = [one.assured_date for one in own if isinstance(one, Service)]
    assert f"1 helpline of the program, unchanged; the oldest was checked on {day}." in made.output
    desk.put("Services", "Helpline?", "Yes")
    desk.read()
    changed = say("publish", "directory.xlsx", "-o", "x.kiosksync")
    assert (changed.exit_code, "River Meals (help line)" in changed.output) == (1, True)


def test_a_source_with_something_to_mend_makes_no_keys(say: Say, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Services", "Status", "Actve")
    desk.read()
    result = published(say, desk.path, "x.kiosksync", *FOR_WHOM)
    assert (result.exit_code, "Did you mean Active?" in result.output) == (1, True)
    assert say("keys", "show").exit_code == 1


def test_keys_that_wait_to_join_are_no_reason_for_others(say: Say, source: Path) -> None:
    assert say("keys", "new", "--holder", "Bob", "--public", "bob.json").exit_code == 0
    result = published(say, source, "x.kiosksync", *FOR_WHOM)
    assert (result.exit_code, "keys take" in result.output) == (1, True)
    assert say("keys", "show").exit_code == 1


def test_another_coalition_takes_another_folder(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "x.kiosksync", *FOR_WHOM)
    result = published(say, source, "y.kiosksync", "--channel", "yolo")
    assert (result.exit_code, "--keys" in result.output) == (2, True)
    assert not (tmp_path / "y.kiosksync").exists()
    assert published(say, source, "y.kiosksync", *FOR_WHOM).exit_code == 0


def test_the_file_of_a_faster_editor_is_not_written_over(
    say: Say, source: Path, tmp_path: Path
) -> None:
    published(say, source, "x.kiosksync", *FOR_WHOM)
    other = ("--keys", str(tmp_path / "other"))
    shutil.copytree(tmp_path / "home" / "resource-kiosk-keys", tmp_path / "other")
    export(source, ["Soup", *(f"Food Pantry {number}" for number in range(5))])
    assert published(say, source, "x.kiosksync", *other).exit_code == 0
    theirs = (tmp_path / "x.kiosksync").read_bytes()
    late = published(say, source, "x.kiosksync")
    assert (late.exit_code, "keys take" in late.output) == (1, True)
    assert (tmp_path / "x.kiosksync").read_bytes() == theirs
    assert say("keys", "take", "x.kiosksync").exit_code == 0
    assert published(say, source, "x.kiosksync").exit_code == 0
    assert "Number: 3" in say("inspect", "x.kiosksync").output


def test_a_clock_that_was_ahead_once_stops_nothing(say: Say, source: Path) -> None:
    published(say, source, "x.kiosksync", *FOR_WHOM, "--now", "2028-11-24T10:00")
    today = ("--now", "2026-12-24T10:00")
    asked = published(say, source, "x.kiosksync", *today)
    assert (asked.exit_code, "publish again with --allow-earlier" in asked.output) == (1, True)
    assert published(say, source, "x.kiosksync", *today, "--allow-earlier").exit_code == 0
    assert published(say, source, "x.kiosksync", *today).exit_code == 0


def test_withdrawing_and_giving_back(say: Say, source: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    published(say, source, "b.kiosksync", "--withdraw", "phone:p1")
    assert "Withdraws: phone p1" in say("inspect", "b.kiosksync").output
    published(say, source, "c.kiosksync", "--reinstate", "phone:p1")
    assert "Withdraws" not in say("inspect", "c.kiosksync").output


WRONG_USE = {
    "no keys to publish with": ("publish", "export", "-o", "x.kiosksync"),
    "no such source": ("publish", "nothing", "-o", "x.kiosksync", *FOR_WHOM),
    "no output": ("publish", "export"),
    "no folder to put it into": ("publish", "export", "-o", "gone/x.kiosksync", *FOR_WHOM),
    "another ending": ("publish", "export", "-o", "x.zip", *FOR_WHOM),
    "no days": ("publish", "export", "-o", "x.kiosksync", "--valid-days", "0", *FOR_WHOM),
    "no record": ("publish", "export", "-o", "x.kiosksync", "--withdraw", "house", *FOR_WHOM),
    "no time": ("publish", "export", "-o", "x.kiosksync", "--now", "noon", *FOR_WHOM),
    "no channel": ("keys", "new", "--publisher", "Us"),
    "a channel with blanks": ("keys", "new", "--channel", "San Mateo", "--publisher", "Us"),
    "no name": ("keys", "new", "--channel", "x", "--publisher", " "),
    "a name with a turn": ("keys", "new", "--channel", "x", "--publisher", "a\u202eb"),
    "no holder": ("keys", "new", "--public", "me.json"),
    "no such role": ("keys", "add", "--role", "boss", "--holder", "Bob"),
    "nobody to add": ("keys", "add", "--role", "root"),
    "nothing to take": ("keys", "take", "missing.kiosksign"),
}
WANTING = {
    "no keys to show": ("keys", "show"),
    "no request": ("keys", "sign", "export/phones.csv"),
    "fingerprint of nothing": ("trust", "fingerprint"),
}


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("name", [*WRONG_USE, *WANTING])
def test_wrong_use_and_what_is_found_wanting_are_one_sentence(say: Say, name: str) -> None:
    code, words = (2, WRONG_USE[name]) if name in WRONG_USE else (1, WANTING[name])
    result = say(*words)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("what", ["file", "root"])
def test_the_fingerprint_of_a_file_is_that_of_its_keys(
    say: Say, source: Path, tmp_path: Path, what: str
) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    root = tmp_path / "home" / "resource-kiosk-keys" / "roots" / "1.root.json"
    place = {"file": tmp_path / "a.kiosksync", "root": root}[what]
    assert say("trust", "fingerprint", str(place)).output == say("trust", "fingerprint").output


def test_the_fingerprint_of_something_else_is_found_wanting(say: Say, source: Path) -> None:
    assert say("trust", "fingerprint", str(source / "phones.csv")).exit_code == 1


def test_a_web_page_is_no_export(say: Say, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("<!doctype html><html><body>Log in</body></html>")
    result = published(say, tmp_path / "x.csv", "x.kiosksync", *FOR_WHOM)
    assert (result.exit_code, "web page" in result.output) == (1, True)


def test_an_open_document_is_to_be_saved_as_a_workbook(say: Say, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as file:
        for name in ("mimetype", "META-INF/manifest.xml", "content.xml"):
            file.writestr(name, "")
    result = published(say, tmp_path / "x.ods", "x.kiosksync", *FOR_WHOM)
    assert (result.exit_code, "save it as .xlsx" in result.output) == (1, True)


def test_an_empty_source_is_one_trouble_not_many(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "x.kiosksync", *FOR_WHOM)
    (tmp_path / "empty").mkdir()
    told = published(say, tmp_path / "empty", "x.kiosksync")
    assert told.exit_code == 1
    assert "Services that go" not in told.output
    assert "third of the services" not in told.output
    assert all(line.strip() or not line for line in told.output.splitlines())


def test_a_full_disk_is_told_in_words(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    before = (tmp_path / "a.kiosksync").read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        result = published(say, source, "a.kiosksync")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert result.exit_code == 1
    assert "could not be written: File too large. Make room on the disk of" in result.output
    assert (tmp_path / "a.kiosksync").read_bytes() == before
