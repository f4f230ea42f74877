"""The readiness check in the shell: what it prints, how it ends, what it keeps."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from kiosk.app import assets
from kiosk.app.context import AppContext, clock_of
from kiosk.app.readiness_probe import ReadinessProbe, lacks, printer_of
from kiosk.app.settings import PrintSettings, Settings, load_settings
from kiosk.devices.printers import PrinterProblem
from kiosk.readiness.codes import Level, StaffAnswers
from kiosk.readiness.staff_answers import REPORT_NAME, read_report
from kiosk.staff.pin_lockout import FILE, MOST
from kiosk.staff.provisioning import provision
from tests.contract import validate
from tests.shell import call

SETTINGS = "[screen]\ndiagonal = 21.5\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, prepared_data: Path) -> Path:
    """A kiosk on the factory directory, with a PIN and settings of its own."""
    folder = Path(shutil.copytree(prepared_data, tmp_path_factory.mktemp("doctor") / "data"))
    provision(folder, "270918")
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def answered(data: Path, *arguments: str) -> tuple[int, dict[str, object], dict[str, str]]:
    """Exit code, the answer, and the level of each finding."""
    result = call(data, "doctor", "--json", *arguments)
    assert "Traceback" not in result.output
    answer = json.loads(result.stdout)
    validate("doctor", answer)
    return result.exit_code, answer, {one["finding"]: one["level"] for one in answer["checks"]}


def test_the_check_tells_what_is_ready_and_what_to_do(data: Path) -> None:
    code, answer, found = answered(data)
    assert (code, answer["level"], answer["installed"]) == (0, "look", None)
    calm = {"pin_set", "settings_good", "screen_measured", "languages_good", "window_quiet"}
    assert {found[one] for one in calm} == {"ok"}
    assert (found["data_factory"], found["trust_none"]) == ("look", "look")
    said = call(data, "doctor").stdout
    assert said.startswith("Ready. Check the lines marked !: ")
    assert "!   Data: It came with the program. Bring the file of your coalition.\n" in said
    assert "ok  Screen size: Measured: 21.5 inches.\n" in said
    assert "      resource-kiosk doctor --save --sightline yes (or no)\n" in said


def test_settings_that_cannot_be_read_are_a_finding_of_this_command_alone(
    data: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[site]\ncolour = 1\n", encoding="utf-8")
    code, _, found = answered(data, "--settings", str(bad))
    assert (code, found["settings_bad"]) == (1, "broken")
    said = call(data, "doctor", "--settings", bad)
    assert (said.exit_code, said.stdout.startswith("NOT READY. ")) == (1, True)
    assert "unknown setting 'colour' in [site]" in said.stdout
    assert call(data, "status", "--settings", bad).exit_code == 2


def test_answers_of_a_person_are_kept_with_the_day_and_nothing_else(data: Path) -> None:
    code, answer, found = answered(data, "--save", "--sightline", "yes", "--earshot", "no")
    assert (code, found["sightline_open"], found["earshot_good"]) == (0, "look", "ok")
    kept = json.loads((data / REPORT_NAME).read_text(encoding="utf-8"))
    validate("readiness", kept)
    assert (kept["sightline"], kept["earshot"], kept["day"]) == (True, False, answer["saved"])
    assert set(kept) == {"format", "day", "program", "sightline", "earshot", "checks"}
    assert {len(kept["day"]), len("2026-11-24")} == {10}
    assert stat.S_IMODE((data / REPORT_NAME).stat().st_mode) == 0o600
    _, answer, found = answered(data, "--save", "--sightline", "no")
    assert (found["sightline_good"], found["earshot_good"]) == ("ok", "ok"), "one was kept"


def test_a_report_that_cannot_be_read_is_as_none(data: Path) -> None:
    for content in (b"", b"{}", b"[1]", b'{"format":2}', b'{"checks":[{"check":"x"}]}', b"\xff"):
        (data / REPORT_NAME).write_bytes(content)
        told = read_report(data)
        assert told is None or told.sightline is None
        code, answer, found = answered(data)
        assert (code, answer["sightline"], found["sightline_ask"]) == (0, None, "look")
    (data / REPORT_NAME).unlink()


def test_no_room_for_the_report_is_said(data: Path) -> None:
    (data / REPORT_NAME).mkdir()
    said = call(data, "doctor", "--save")
    (data / REPORT_NAME).rmdir()
    assert (said.exit_code, REPORT_NAME in said.output, "Traceback" in said.output) == (
        1,
        True,
        False,
    )


def test_a_staged_machine_is_compared_with_the_list(data: Path, tmp_path: Path) -> None:
    code, answer, _ = answered(data, "--installed", "--root", str(tmp_path))
    installed = answer["installed"]
    assert isinstance(installed, list)
    assert (code, answer["level"]) == (1, "broken")
    assert {"what": "resource-kiosk.service", "level": "broken"}.items() <= next(
        one.items() for one in installed if one["what"] == "resource-kiosk.service"
    )
    said = call(data, "doctor", "--installed", "--root", tmp_path).stdout
    assert "XX  user kiosk: There is no such user. Run the installer again.\n" in said


def test_wrong_use_has_its_own_code(data: Path) -> None:
    assert call(data, "doctor", "--root", "/no/such/folder").exit_code == 2
    assert call(data, "doctor", "--sightline", "perhaps").exit_code == 2


def looked_at(data: Path, settings: Settings = load_settings(Path("/nowhere"))) -> ReadinessProbe:  # noqa: B008
    return ReadinessProbe(
        AppContext(settings, clock_of(settings, "2026-11-24T10:30")),
        data,
        clock_of(settings, "2026-11-24T10:30"),
    )


def test_a_lock_is_found(data: Path) -> None:
    (data / FILE).write_text(f'{{"wrong":{MOST}}}', encoding="utf-8")
    checks = {one.finding for one in looked_at(data).answer(StaffAnswers()).checks}
    (data / FILE).unlink()
    assert "pin_locked" in checks


def test_a_day_is_kept_only_where_the_clock_is_believed(data: Path) -> None:
    looking = looked_at(data)
    assert looking.keep(looking.answer(StaffAnswers())).saved == "2026-11-24"
    told = read_report(data)
    assert told is not None
    assert told.day == "2026-11-24"
    assert told.checks[0].level is Level.LOOK
    (data / REPORT_NAME).unlink()


def test_a_queue_that_is_not_there_is_told() -> None:
    settings = Settings(print=PrintSettings(printer="cups:nowhere", socket="/nowhere/cups.sock"))
    told = printer_of(settings)
    assert (told.there, told.trouble) == (True, PrinterProblem.ABSENT)
    assert not printer_of(Settings()).there


def test_a_language_without_its_words_or_letters_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalogues: Path
) -> None:
    del catalogues
    offered = AppContext(Settings(), clock_of(Settings(), "2026-11-24T10:30")).offered()
    assert not [one.tag for one in offered if lacks(one)]
    monkeypatch.setattr(assets, "translations", lambda: tmp_path)
    assert [one.tag for one in offered if not lacks(one)] == ["en"]
    monkeypatch.undo()
    monkeypatch.setattr(assets, "resources", lambda: tmp_path)
    assert all(lacks(one) for one in offered)


def test_a_list_of_letters_without_its_files_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalogues: Path
) -> None:
    del catalogues
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copy(assets.resources() / "fonts" / "fonts.json", fonts)
    monkeypatch.setattr(assets, "resources", lambda: tmp_path)
    offered = AppContext(Settings(), clock_of(Settings(), "2026-11-24T10:30")).offered()
    assert all(lacks(one) for one in offered)


def test_the_first_check_says_that_it_makes_the_directory(data: Path, tmp_path: Path) -> None:
    first = call(tmp_path / "new", "doctor")
    assert f"Making the directory in {tmp_path / 'new'} …" in first.stderr
    assert "Making" not in call(tmp_path / "new", "doctor").output
    assert "Making" not in call(data, "doctor").output
