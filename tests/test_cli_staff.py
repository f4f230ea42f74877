"""Provisioning and lifting a lock in the machine's shell."""

import errno
import fcntl
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.app.settings import load_settings
from kiosk.cli import main
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.staff import pin as pins
from kiosk.staff import pin_lockout
from kiosk.sync.data_folder import LOCK_NAME
from kiosk.sync.importer import Importer
from kiosk.sync.provisioned import PinOwner, is_provisioned
from kiosk.sync.sync_answers import Candidate
from kiosk.sync.trust import fingerprint, load_root
from tests.sync.toolkit import Coalition, few_records

PIN, OTHER, HELPER = "270918", "904157", "835174"
pytestmark = pytest.mark.usefixtures("copied_builds")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *words: str, pin: str | None = PIN) -> Result:
    environment = {"KIOSK_PIN": pin}
    return CliRunner().invoke(main, ["--data", str(data), *words], env=environment)


def test_a_pin_makes_a_staff_mode_and_says_where_its_door_is(data: Path) -> None:
    result = run(data, "provision")
    assert result.exit_code == 0, result.output
    assert "hold a finger" in result.output
    assert PIN not in result.output
    assert pins.matches(data, PIN)


@pytest.mark.parametrize(
    ("settings", "answer_and_stored"),
    [
        ("[site]\nlatitude = 38.5\nlongitude = -121.4\n", ("y\n", True)),
        ("[site]\nlatitude = 38.5\nlongitude = -121.4\n", ("\n", False)),
        ("[site]\nlatitude = 38.5\nlongitude = -121.4\nplace_is_public = false\n", ("", False)),
        ('[site]\nstaff = "The desk"\n', ("", False)),
    ],
)
def test_at_a_terminal_it_is_asked_whether_the_place_is_public(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    answer_and_stored: tuple[str, bool],
) -> None:
    (answer, stored), site = answer_and_stored, tmp_path / "site.toml"
    site.write_text(settings, encoding="utf-8")
    monkeypatch.setattr("kiosk.cli.staff.at_terminal", lambda: True)
    words = ["--data", str(data), "provision", "--site", str(site)]
    result = CliRunner().invoke(main, words, env={"KIOSK_PIN": PIN}, input=answer)
    assert result.exit_code == 0, result.output
    assert ("May everyone know" in result.output) is bool(answer)
    assert load_settings(data / "settings.toml").site.place_is_public is stored


@pytest.mark.parametrize(
    ("pin", "code", "words"),
    [
        ("123456", 1, "too easy to guess"),
        ("27091", 1, "at least 6"),
        ("2709184615307", 1, "at most 12"),
        ("27 09 18", 1, "digits only"),
        ("", 1, "digits only"),
        (None, 2, "Set KIOSK_PIN"),
    ],
)
@pytest.mark.parametrize("command", [("provision",), ("pin", "reset")])
def test_a_pin_that_does_not_do_changes_nothing(
    data: Path, command: tuple[str, ...], pin: str | None, code: int, words: str
) -> None:
    if command != ("provision",):
        run(data, "provision")
    result = run(data, *command, pin=pin)
    assert result.exit_code == code
    assert words in result.output
    assert is_provisioned(data) is (command != ("provision",))


def test_provisioning_happens_once(data: Path) -> None:
    run(data, "provision")
    result = run(data, "provision", pin=OTHER)
    assert result.exit_code == 1
    assert "pin reset" in result.output
    assert "trust add" not in result.output
    assert "trust add FILE" in run(data, "provision", "--root", "x.kiosksync").output
    assert pins.matches(data, PIN)


def test_a_reset_lifts_the_lock(data: Path) -> None:
    assert run(data, "pin", "reset").exit_code == 1
    run(data, "provision")
    (data / pin_lockout.FILE).write_text('{"wrong":15}', encoding="utf-8")
    result = run(data, "pin", "reset", pin=OTHER)
    assert result.exit_code == 0, result.output
    assert pin_lockout.PinGuard(data).attempt(OTHER) is pin_lockout.AttemptResult.RIGHT


def helper_run(data: Path, *words: str, pin: str | None = HELPER) -> Result:
    environment = {"KIOSK_PIN": PIN, "KIOSK_HELPER_PIN": pin}
    return CliRunner().invoke(main, ["--data", str(data), *words], env=environment)


def test_helpers_get_a_pin_when_a_kiosk_is_provisioned_and_only_if_one_is_given(
    data: Path, tmp_path: Path
) -> None:
    run(data, "provision")
    assert not is_provisioned(data, PinOwner.HELPER)
    other = tmp_path / "other"
    assert helper_run(other, "provision").exit_code == 0
    assert pins.matches(other, HELPER, PinOwner.HELPER)
    assert pins.matches(other, PIN)


@pytest.mark.parametrize(
    ("pin", "code", "words"),
    [
        (PIN, 1, "must differ"),
        (f"{HELPER}1", 1, "that of helpers 6"),
        ("123456", 1, "too easy to guess"),
        (None, 2, "Set KIOSK_HELPER_PIN"),
    ],
)
def test_a_pin_of_helpers_that_does_not_do_changes_nothing(
    data: Path, pin: str | None, code: int, words: str
) -> None:
    if pin is not None:
        refused = helper_run(data, "provision", pin=pin)
        assert words in refused.output
        assert not is_provisioned(data)
    run(data, "provision")
    result = helper_run(data, "pin", "helper", pin=pin)
    assert result.exit_code == code
    assert words in result.output
    assert not is_provisioned(data, PinOwner.HELPER)


def test_the_pin_of_helpers_is_set_changed_and_removed_and_lifts_its_lock_alone(data: Path) -> None:
    assert helper_run(data, "pin", "helper").exit_code == 1, "staff come first"
    run(data, "provision")
    assert helper_run(data, "pin", "helper").exit_code == 0
    for owner in PinOwner:
        (data / owner.tries_file).write_text('{"wrong":15}', encoding="utf-8")
    assert helper_run(data, "pin", "helper", pin=OTHER).exit_code == 0
    assert not pin_lockout.is_locked(data, PinOwner.HELPER)
    assert pin_lockout.is_locked(data)
    assert pins.matches(data, OTHER, PinOwner.HELPER)
    assert run(data, "pin", "reset", pin=OTHER).exit_code == 1, "one PIN opens one thing"
    assert helper_run(data, "pin", "helper", "--remove").exit_code == 0
    assert not is_provisioned(data, PinOwner.HELPER)
    assert pins.matches(data, PIN)


def test_at_a_terminal_it_is_asked_whether_helpers_work_here(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter((PIN, PIN, HELPER, HELPER))
    monkeypatch.setattr("kiosk.cli.staff.at_terminal", lambda: True)
    monkeypatch.setattr("kiosk.cli.staff.getpass.getpass", lambda _: next(typed))
    none = {"KIOSK_PIN": None, "KIOSK_HELPER_PIN": None}
    result = CliRunner().invoke(main, ["--data", str(data), "provision"], env=none, input="y\n")
    assert result.exit_code == 0, result.output
    assert pins.matches(data, HELPER, PinOwner.HELPER)


def test_site_settings_are_checked_and_copied_into_place(data: Path, tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text("[site]\nstaff = 5\n", encoding="utf-8")
    result = run(data, "provision", "--site", str(site))
    assert result.exit_code == 2
    assert "staff" in result.output
    assert not is_provisioned(data)
    site.write_text('[site]\nstaff = "Rosa at the desk"\n', encoding="utf-8")
    assert run(data, "provision", "--site", str(site)).exit_code == 0
    assert (data / "settings.toml").read_bytes() == site.read_bytes()
    absent = run(tmp_path / "second", "provision", "--site", str(tmp_path / "absent"))
    assert absent.exit_code == 2


def test_a_root_is_trusted_only_with_its_fingerprint(
    data: Path, tmp_path: Path, coalition: Coalition
) -> None:
    file = coalition.write(tmp_path / "a.kiosksync", few_records())
    groups = list(fingerprint(coalition.trusted))
    wrong = " ".join([*groups[:4], "0000", *groups[5:]])
    result = run(data, "provision", "--root", str(file), "--fingerprint", wrong)
    assert result.exit_code == 1
    assert "Group 5 is not as on this file. Compare the paper again." in result.output
    assert not is_provisioned(data)
    assert load_root(data) is None
    right = "-".join(groups).upper()
    result = run(data, "provision", "--root", str(file), "--fingerprint", right)
    assert result.exit_code == 0, result.output
    assert load_root(data) is not None
    assert is_provisioned(data)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--fingerprint", "00"), 2, "needs --root"),
        (("--root", "/absent"), 2, "needs --fingerprint"),
        (("--root", "/absent", "--fingerprint", "00"), 1, "Look at its name"),
        (("--root", __file__, "--fingerprint", "00"), 1, "Nothing was changed"),
    ],
)
def test_a_root_that_does_not_do(data: Path, words: tuple[str, ...], code: int, told: str) -> None:
    result = run(data, "provision", *words)
    assert (result.exit_code, told in result.output) == (code, True), result.output
    assert not is_provisioned(data)


def test_what_the_screen_asks_for_is_no_command_for_people(data: Path, tmp_path: Path) -> None:
    commands = re.findall(r"^  (\w+)", run(data, "--help").output, re.MULTILINE)
    assert {"provision", "pin"} <= set(commands)
    assert "staff" not in commands
    result = run(data, "staff", "files", "--", str(tmp_path), str(tmp_path / "absent"))
    assert json.loads(result.output) == {"files": [], "code": None}


def test_a_kiosk_at_work_says_so_and_is_waited_for_once(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coalition: Coalition
) -> None:
    run(data, "status")
    places = [tmp_path / name for name in ("one", "two", "three")]
    for place in places:
        place.mkdir()
        coalition.write(place / "week.kiosksync", few_records())
    tried: list[Path] = []
    real = Importer.candidates

    def candidates(syncing: Importer, place: Path) -> tuple[Candidate, ...]:
        tried.append(place)
        return real(replace(syncing, patience=0.05), place)

    monkeypatch.setattr(Importer, "candidates", candidates)
    with (data / LOCK_NAME).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = run(data, "staff", "files", "--", *map(str, places))
    assert json.loads(result.output) == {"files": [], "code": "busy"}
    assert tried == places[:1]
    result = run(data, "staff", "files", "--", *map(str, places))
    assert len(json.loads(result.output)["files"]) == 3


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (RefusalCode.NOTHING_FOUND, None),
        (RefusalCode.UNREADABLE, None),
        (RefusalCode.WRITE_FAILED, "write_failed"),
        (RefusalCode.DISK_FULL, "disk_full"),
        (RefusalCode.BUILD_FAILED, "build_failed"),
        (RefusalCode.TRUST_DAMAGED, "trust_damaged"),
    ],
)
def test_what_is_wrong_with_the_kiosk_is_not_called_no_file(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: RefusalCode,
    told: str | None,
) -> None:
    tried: list[Path] = []

    def candidates(_: Importer, place: Path) -> tuple[Candidate, ...]:
        tried.append(place)
        raise Refused(code)

    monkeypatch.setattr(Importer, "candidates", candidates)
    result = run(data, "staff", "files", "--", str(tmp_path), str(tmp_path.parent))
    assert json.loads(result.output) == {"files": [], "code": told}
    assert len(tried) == (1 if told else 2)


@pytest.mark.parametrize("code", [errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.EIO])
def test_one_dead_place_does_not_hide_the_sticks(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coalition: Coalition, code: int
) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.mkdir()
    good.mkdir()
    coalition.write(good / "week.kiosksync", few_records())
    look = os.stat

    def fail(path: int | str | os.PathLike[str], **how: object) -> os.stat_result:
        if str(path) == str(bad):
            raise OSError(code, os.strerror(code), str(path))
        return look(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", fail)
    result = run(data, "staff", "files", "--", str(bad), str(good))
    assert [one["name"] for one in json.loads(result.output)["files"]] == ["week.kiosksync"]


@pytest.mark.parametrize(
    ("second", "code", "words"),
    [(PIN, 0, "has a staff mode now"), (OTHER, 1, "were not the same")],
)
def test_at_a_terminal_the_pin_is_typed_twice_and_never_shown(
    data: Path, second: str, code: int, words: str
) -> None:
    person, terminal = os.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "KIOSK_PIN"}
    running = subprocess.Popen(
        [sys.executable, "main.py", "--data", str(data), "provision"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
        cwd=Path(__file__).parents[1],
        start_new_session=True,
    )
    os.close(terminal)
    shown = b""
    asked = [(b"digits): ", PIN), (b"once more: ", second)]
    asked += [(b"[y/N]: ", "n")] if code == 0 else []
    for prompt, typed in asked:
        while not shown.endswith(prompt):
            shown += os.read(person, 1)
        os.write(person, typed.encode() + b"\n")
    while True:
        try:
            more = os.read(person, 1024)
        except OSError:  # the terminal is gone: the program has ended
            break
        if not more:
            break
        shown += more
    os.close(person)
    assert running.wait(30) == code
    assert words in shown.decode()
    assert PIN not in shown.decode()
