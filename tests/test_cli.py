"""The commands: what they answer, and one clear sentence for whatever is wrong."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import astuple

from kiosk.app import assets
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import Counts
from kiosk.presentation.command_answers import SearchResult, status_answer
from kiosk.presentation.views import ServiceView, StateTone
from kiosk.sync.data_folder import StartReason
from kiosk.sync.state import COPY_NAME, STATE_NAME
from kiosk.sync.sync_answers import DataStatus
from tests.shell import ROOT, call, refused

WORDS = "not paid"
NOW = ("--now", "2026-11-24T10:30")


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


# --- shapes -------------------------------------------------------------------------------------


def test_search_answers_in_json(prepared: Path) -> None:
    answer = json.loads(call(prepared, "search", "bed", "--json", *NOW).stdout)
    assert set(answer) == {"results", "total", "corrected", "questions", "guides", "lines"}
    assert answer["results"]
    for result in answer["results"]:
        assert set(result) == set(SearchResult.__annotations__)
        assert {"id", "name", "organization", "open", "first_action"} <= set(result)
        assert result["open"] in {tone.value for tone in StateTone}
        assert all(isinstance(value, str) for value in result.values())
    assert answer["total"] >= len(answer["results"])


def test_search_finds_nothing_kindly(prepared: Path) -> None:
    lines = ["line-211", "nhth-line", "weave-line"]
    said = call(prepared, "search", "qqxxzz").stdout
    assert said == f"Nothing found. Shown instead: {', '.join(lines)}\n"
    answer = json.loads(call(prepared, "search", "qqxxzz", "--json").stdout)
    assert answer == {
        "results": [],
        "total": 0,
        "corrected": "",
        "questions": [],
        "guides": [],
        "lines": lines,
    }


def test_show_answers_what_a_visitor_may_see_and_nothing_else(prepared: Path) -> None:
    answer = json.loads(call(prepared, "show", "weave-line", "--json", *NOW).stdout)
    assert set(answer) == set(ServiceView.__struct_fields__)
    assert answer["id"] == "weave-line"
    assert answer["state"]["tone"] in {tone.value for tone in StateTone}
    assert answer["facts"]
    assert all(fact["lines"] and "Ask" not in fact["lines"] for fact in answer["facts"])
    assert answer["questions"]
    for code in answer["codes"]:
        assert set(code) >= {"kind", "letters", "payload"}
    assert "sources" not in json.dumps(answer)


def test_show_reads_well_without_json(prepared: Path) -> None:
    said = call(prepared, "show", "weave-line", *NOW).stdout
    assert said.startswith("WEAVE Crisis Line\n")
    assert "Call now: 916-920-2952\n" in said
    assert "Cost: Free\n" in said


def test_status_answers_in_json(prepared: Path) -> None:
    answer = json.loads(call(prepared, "status", "--json").stdout)
    assert set(answer) == {"counts", "data", "watched", "event", "problem"}
    assert set(answer["counts"]) == set(Counts.__struct_fields__)
    assert answer["counts"]["services"] >= 90
    assert (answer["event"], answer["problem"]) == ("verified", "")


def test_without_a_directory_the_shape_of_status_is_the_same() -> None:
    answer = status_answer(None, DataStatus(), problem="Why.")
    assert set(astuple(answer["counts"])) == {0}


# --- the data folder ----------------------------------------------------------------------------


def _event(folder: Path) -> str:
    result = call(folder, "status", "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["counts"]["services"] >= 90
    return str(answer["event"])


@pytest.mark.usefixtures("copied_builds")
def test_no_database_is_made(tmp_path: Path) -> None:
    assert _event(tmp_path / "new" / "folder") == StartReason.FIRST_START


@pytest.mark.usefixtures("copied_builds")
def test_a_damaged_database_is_made_anew(data: Path) -> None:
    database = next(data.glob("*.db"))
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 0xFF
    database.write_bytes(content)
    assert _event(data) == StartReason.DATABASE_DAMAGED
    assert _event(data) == StartReason.VERIFIED


@pytest.mark.usefixtures("copied_builds")
@pytest.mark.parametrize("state", ["", "{", "[]", '{"active": "../../etc/passwd"}', "null"])
def test_a_torn_state_is_written_anew(data: Path, state: str) -> None:
    (data / STATE_NAME).write_text(state, "utf-8")
    assert _event(data) == StartReason.STATE_BROKEN


@pytest.mark.parametrize("below", ["", "folder/below"])
def test_a_file_where_the_data_folder_should_be(tmp_path: Path, below: str) -> None:
    file = tmp_path / "file"
    file.touch()
    refused(call(file / below, "search", WORDS), "data folder", str(file), "is a file", code=2)


@pytest.mark.usefixtures("copied_builds")
def test_a_data_folder_that_cannot_be_written(data: Path) -> None:
    for name in (STATE_NAME, COPY_NAME):
        (data / name).unlink()
        (data / name).mkdir()
        (data / name / "in-the-way").touch()
    refused(call(data, "search", WORDS), str(data / STATE_NAME), "cannot be written", "data folder")
    result = call(data, "status", "--json")
    assert result.exit_code == 1
    assert "cannot be written" in json.loads(result.stdout)["problem"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    refused(call(tmp_path / "data", "search", WORDS), str(tmp_path / "data"), "data folder")


def test_no_factory_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "factory", tuple)
    refused(call(tmp_path, "search", WORDS), "factory directory", "install the program again")


# --- what was asked for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("search", WORDS, "--lang", "tlh"), ("'tlh'", ", ".join(OFFERED))),
        (("search", WORDS, "--lang", ""), ("unknown language", ", ".join(OFFERED))),
        (("tour", "nowhere", "--lang", "en", "--lang", "sm"), ("'sm'", ", ".join(OFFERED))),
        (("show", "no-such-service"), ("'no-such-service'", "search TEXT")),
        (("slip", "weave-line", "nobody", "-o", "x.pdf"), ("'nobody'", "search TEXT")),
        (("answers", "food", "--tile", "bed_tonight"), ("'bed_tonight'", "eat_today, food_home")),
        (("answers", "food", "--at", "here"), ("'here'", "38.58,-121.49")),
        (("answers", "food", "--at", "91,0"), ("'91,0'", "38.58,-121.49")),
        (("search", WORDS, "--now", "yesterday"), ("'yesterday'", "2026-11-24T10:30")),
        (("--size", "10", "status"), ("'10'", "1920x1080")),
        (("--diagonal", "2", "status"), ("5<=x<=100",)),
        (("--settings", "/no/such.toml", "status"), ("/no/such.toml", "--settings")),
        (("dance",), ("'dance'",)),
        (("tour",), ("DIR",)),
        (("search",), ("TEXT",)),
    ],
)
def test_what_is_not_known_is_named(
    prepared: Path, arguments: tuple[str, ...], named: tuple[str, ...]
) -> None:
    refused(call(prepared, *arguments), *named, code=2)


def test_an_unknown_setting_is_named(data: Path) -> None:
    (data / "settings.toml").write_text("[idle]\nservce = 60\n", "utf-8")
    told = (str(data / "settings.toml"), "'servce'", "[idle]", "service")
    refused(call(data, "status"), *told, code=2)


def test_what_a_visitor_typed_is_repeated_nowhere(data: Path, tmp_path: Path) -> None:
    secret = "my-boss-keeps-my-passport"  # noqa: S105 - what someone may type
    (tmp_path / "file").touch()
    for result in (call(data, "search", secret), call(tmp_path / "file", "search", secret)):
        assert secret not in result.output
    files = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    assert not [content for content in files if secret.encode() in content]


# --- the screen ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("missing", "named"),
    [("fonts", "No fonts"), ("icons", "No icons")],
)
def test_missing_parts_are_named(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, named: str
) -> None:
    whole, part = assets.resources(), tmp_path / "resources"
    part.mkdir()
    for folder in whole.iterdir():
        if folder.name != missing:
            (part / folder.name).symlink_to(folder)
    monkeypatch.setattr(assets, "resources", lambda: part)
    result = call(prepared, "tour", str(tmp_path / "out"), "--lang", "en")
    refused(result, named, str(part / missing), "Install the program again")


@pytest.mark.nightly  # each day tests/matrix/test_staff_pictures.py looks at a part of them
@pytest.mark.usefixtures("qapp", "catalogues")
def test_pictures_of_staff_mode_show_every_page_of_it(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "resources" / "dev")
    import staff_pictures  # type: ignore[import-not-found]  # noqa: PLC0415 - found just now

    words = (str(tmp_path), "--data", str(prepared), "--lang", "es", "--size", "1280x800")
    result = CliRunner().invoke(staff_pictures.draw, words)
    assert result.exit_code == 0, result.output
    pictures = json.loads((tmp_path / "tour.json").read_text("utf-8"))["pictures"]
    screens = {picture["screen"] for picture in pictures}
    assert {"staff-pin", "staff-home", "staff-report-all-2", "staff-result-applied"} <= screens
    assert not any(picture["problems"] for picture in pictures)
    assert all((tmp_path / picture["file"]).is_file() for picture in pictures)


@pytest.mark.usefixtures("qapp")
def test_a_picture_folder_that_is_a_file_is_named(prepared: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    refused(call(prepared, "tour", str(tmp_path / "out"), "--lang", "en"), str(tmp_path / "out"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("place", ["file/slip.pdf", "nowhere/slip.pdf"])
def test_a_slip_that_cannot_be_written_is_named(prepared: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / place
    refused(call(prepared, "slip", "weave-line", "-o", str(path)), str(path), "cannot be written")


@pytest.mark.usefixtures("qapp")
def test_a_slip_holds_three(prepared: Path, tmp_path: Path) -> None:
    four = ("weave-line", "line-211", "nhth-line", "line-988")
    refused(call(prepared, "slip", *four, "-o", str(tmp_path / "x.pdf")), "3", "4", code=2)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays have names on Linux")
@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "wayland-4711"}, {"DISPLAY": ""}],
    ids=["none", "a dead X display", "a dead Wayland display", "an empty one"],
)
def test_no_display(tmp_path: Path, environment: dict[str, str]) -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QT_", "DISPLAY", "WAYLAND"))
    }
    run = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(tmp_path)],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert run.returncode == 1, run.stderr
    assert "No display" in run.stderr
    assert "main.py tour" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.usefixtures("qapp")
def test_a_kiosk_wants_to_know_the_size_of_its_glass(prepared: Path) -> None:
    refused(call(prepared, "--kiosk"), "--kiosk", "diagonal", code=2)
