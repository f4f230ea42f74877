"""The commands that bring data: what they print, what they ask, how they end."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from kiosk.domain.records import AnyRecord
from kiosk.sync.databases import SqliteMaker
from kiosk.sync.state import STATE_NAME
from tests.shell import answered, call, factory, typed_in_a_terminal, write
from tests.sync.box import dialled, gone
from tests.sync.toolkit import Coalition

NUMBER, NEW = "+19169202952", "+19165550174"
SAID = "916-920-2952 → 916-555-0174"
pytestmark = pytest.mark.usefixtures("english_factory")


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory, coalition: Coalition) -> Path:
    """A stick with one file: one number changed, one service gone."""
    folder = tmp_path_factory.mktemp("stick")
    records = dialled(factory(), NUMBER, NEW)
    return write(folder / "weekly.kiosksync", coalition, records, version=1).parent


def with_one_gone() -> list[AnyRecord]:
    """The records on the stick without a shelter: built once for the tests that bring them."""
    return gone(dialled(factory(), NUMBER, NEW), "weave-safehouse")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, coalition: Coalition) -> Path:
    """A kiosk that trusts the coalition."""
    folder = tmp_path_factory.mktemp("prepared")
    assert call(folder, "status").exit_code == 0
    (folder / "root.json").write_bytes(coalition.trusted.raw)
    return folder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "data"))


def test_the_report_comes_first_and_nothing_changes(data: Path, stick: Path) -> None:
    result = call(data, "sync", stick)
    assert result.exit_code == 1, result.output
    assert SAID in result.stdout
    assert "use --yes" in result.stdout
    code, answer = answered(data, "sync", stick)
    assert (code, answer["status"], answer["hold"]) == (1, "held", "ask")
    assert answered(data, "status")[1]["data"]["source"] == "factory"


def test_yes_uses_it_and_status_tells(data: Path, stick: Path) -> None:
    asked = answered(data, "sync", stick)[1]["file"]["sha256"]
    code, answer = answered(data, "sync", stick, "--yes", "--expect", asked)
    assert (code, answer["status"], answer["hold"], answer["code"]) == (0, "applied", None, None)
    assert [(one["old"], one["new"]) for one in answer["report"]["numbers"]] == [(NUMBER, NEW)] * 3
    again = call(data, "sync", stick, "--yes")
    assert (again.exit_code, "already in use" in again.stdout) == (0, True)
    told = answered(data, "status")[1]["data"]
    assert told["file"]["versions"] == {"root": 1, "targets": 1, "directory": 1}
    assert (told["can_undo"], told["clock"], told["expired"]) == (True, "trusted", False)
    plain = call(data, "status").stdout
    assert "Publisher: Test Coalition" in plain
    assert "Signed by: Editor" in plain


def test_undo_goes_back_once(data: Path, stick: Path) -> None:
    call(data, "sync", stick, "--yes")
    result = call(data, "undo")
    assert (result.exit_code, "in use again" in result.stdout) == (0, True)
    code, answer = answered(data, "undo")
    assert (code, answer["status"], answer["code"]) == (1, "refused", "nothing_to_undo")


def test_another_file_than_the_one_that_was_read_is_refused(data: Path, stick: Path) -> None:
    code, answer = answered(data, "sync", stick, "--yes", "--expect", "0" * 64)
    assert (code, answer["code"]) == (1, "other_file")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"no zip", "not_a_sync_file"), (None, "not_found")],
    ids=["empty", "foreign", "missing"],
)
def test_a_file_that_is_none_is_refused_in_words(
    data: Path, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "odd\x1b[31m.kiosksync"
    if content is not None:
        path.write_bytes(content)
    result = call(data, "sync", path, "--yes")
    assert result.exit_code == 1
    assert f"({code})" in result.stdout
    assert "\x1b" not in result.output


def test_the_watched_folder_of_the_settings_is_the_place(data: Path, stick: Path) -> None:
    wrong = call(data, "sync")
    assert (wrong.exit_code, "Name a sync file" in wrong.stderr) == (2, True)
    (data / "settings.toml").write_text(f'[sync]\nfolder = "{stick}"\n')
    code, answer = answered(data, "sync", "--unattended")
    assert (code, answer["hold"]) == (1, "first_file")
    told = call(data, "status").stdout
    assert "! A file waits for a person. It is the first file of this kiosk" in told
    assert "in staff mode or with: sync FILE" in told
    assert f"Watched folder: {stick}, 1 sync file" in told
    assert answered(data, "status")[1]["watched"] == {"folder": str(stick), "files": 1}


def test_a_watched_folder_that_is_gone_is_said(data: Path, tmp_path: Path) -> None:
    (data / "settings.toml").write_text(f'[sync]\nfolder = "{tmp_path}/gone"\n')
    told = call(data, "status").stdout
    assert told.startswith("Ready. Look at 1 line marked with !\n")
    assert f"! Watched folder: {tmp_path}/gone is not there" in told
    assert answered(data, "status")[1]["watched"]["files"] is None
    assert answered(data, "sync", "--unattended")[1]["code"] == "not_found"


def test_status_of_a_kiosk_in_order_says_so_first(data: Path, stick: Path) -> None:
    call(data, "sync", stick, "--yes")
    told = call(data, "status").stdout.splitlines()
    assert told[0] == "Ready. There is nothing to do."
    assert "Data: version 1.1.1, made" in told[2]


def test_status_says_why_a_file_was_refused(data: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.kiosksync").write_bytes(b"no zip")
    call(data, "sync", tmp_path / "bad.kiosksync")
    assert "It is not a file for this kiosk. Copy" in call(data, "status").stdout


@pytest.mark.parametrize("name", ["a file", "a folder"])
def test_what_cannot_be_read_is_refused_and_no_wrong_use(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A stick of another user: staff mode is answered too, instead of breaking off."""
    path = tmp_path / "locked"
    path.mkdir() if name == "a folder" else path.write_bytes(b"x")
    monkeypatch.setattr(os, "access", lambda at, *_args, **_more: str(at) != str(path))
    code, answer = answered(data, "sync", path)
    assert (code, answer["status"]) == (1, "refused")
    result = call(data, "staff", "files", "--", path)
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"files": [], "code": None})
    assert call(data, "trust", "add", path, "--fingerprint", "0").exit_code == 1


def test_without_memory_it_ends_in_a_sentence_and_the_data_stays(
    data: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: object, **_more: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(SqliteMaker, "make", no_room)
        result = call(data, "sync", stick, "--yes")
    assert (result.exit_code, "not enough memory" in result.stderr) == (1, True)
    assert answered(data, "status")[1]["data"]["source"] == "factory"
    assert not list(data.glob("*.tmp"))
    assert call(data, "sync", stick, "--yes").exit_code == 0


def test_unattended_and_yes_do_not_go_together(data: Path, stick: Path) -> None:
    assert call(data, "sync", stick, "--yes", "--unattended").exit_code == 2


def test_what_is_on_a_stick_is_listed(data: Path, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "bad.kiosksync").write_bytes(b"")
    assert re.search(r"\d+ services", call(data, "sync", stick, "--list").stdout)
    code, answer = answered(data, "sync", tmp_path / "more", "--list")
    assert (code, [one["code"] for one in answer]) == (0, ["empty"])
    assert "(empty)" in call(data, "sync", tmp_path / "more", "--list").stdout
    nothing = call(data, "sync", data, "--list")
    assert (nothing.exit_code, "(nothing_found)" in nothing.stdout) == (1, True)
    assert answered(data, "sync", data, "--list") == (1, [])


def test_steps_are_told_as_json_lines_on_the_error_output(data: Path, stick: Path) -> None:
    result = call(data, "sync", stick, "--yes", "--progress", "--json")
    steps = [json.loads(line) for line in result.stderr.splitlines()]
    assert [one["step"] for one in steps][:2] == ["receive", "verify"]
    assert all(0 <= one["share"] < 1 for one in steps)
    assert json.loads(result.stdout)["status"] == "applied"


def test_everything_that_is_found_is_said(data: Path, coalition: Coalition, tmp_path: Path) -> None:
    for n in range(65):
        (tmp_path / f"{n}.kiosksync").write_bytes(b"")
    result = call(data, "sync", tmp_path, "--yes")
    assert "There are too many files to check" in result.stdout
    for path in tmp_path.glob("*.kiosksync"):
        path.unlink()
    (tmp_path / "bad.kiosksync").write_bytes(b"")
    write(tmp_path / "a.kiosksync", coalition, with_one_gone(), version=2)
    said = call(data, "sync", tmp_path, "--yes").stdout
    assert "WEAVE Safehouse" in said
    assert "Not used: bad.kiosksync: The file is empty. Copy the file to the stick again" in said


@pytest.mark.parametrize(("typed", "code"), [("yes\n", 0), ("no\n", 1), ("\n", 1)])
def test_at_a_terminal_a_typed_yes_uses_it(data: Path, stick: Path, typed: str, code: int) -> None:
    ended, said = typed_in_a_terminal(data, typed, "sync", stick)
    assert ended == code, said
    assert SAID in said
    assert ("The new data is in use." in said) is (code == 0)


def test_a_state_of_an_earlier_program_is_no_crash(data: Path) -> None:
    (data / STATE_NAME).write_text(
        '{"active": "directory-x.db", "sha256": "", "factory_sha256": "", "format": 2,'
        ' "version": 0, "source": "factory"}'
    )
    code, answer = answered(data, "status")
    assert (code, answer["event"]) == (0, "state_broken")


def test_a_file_that_waits_says_where_to_read_it(
    data: Path, coalition: Coalition, stick: Path, tmp_path: Path
) -> None:
    assert call(data, "sync", stick, "--yes").exit_code == 0
    write(tmp_path / "2.kiosksync", coalition, with_one_gone(), version=2)
    applied = call(data, "sync", tmp_path, "--unattended")
    assert (applied.exit_code, "The new data is in use." in applied.stdout) == (0, True)
    call(data, "undo")
    held = call(data, "sync", tmp_path, "--unattended")
    assert held.exit_code == 1
    assert "Someone undid it." in held.stdout
    assert "in staff mode or with: sync FILE" in held.stdout
    assert answered(data, "status")[1]["data"]["waiting"]["hold"] == "undone"
    assert answered(data, "sync", tmp_path, "--list")[1][0]["name"] == "2.kiosksync"
