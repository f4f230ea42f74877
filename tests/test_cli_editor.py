"""The editor's commands as typed: from a source to a signed file, and signing together."""

import csv
import json
import re
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from kiosk.cli import main

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "resources" / "schema"
WORDS = "four short words here"
FOR_WHOM = ("--channel", "sacramento", "--publisher", "Sacramento Coalition")

Say = Callable[..., Result]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Types a command in an empty home folder; ``words=None`` leaves the passphrase unset."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("kiosk.publishing.secrets.COST", 2**10)  # keys that open fast
    monkeypatch.chdir(tmp_path)

    def typed(*arguments: str, words: str | None = WORDS) -> Result:
        runner = CliRunner(env={"KIOSK_PASSPHRASE": words})
        result = runner.invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        assert WORDS not in result.output
        return result

    return typed


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small export: HSDS tables in a folder."""
    return export(tmp_path / "export", [f"Food Pantry {number}" for number in range(6)])


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


def published(say: Say, source: Path, name: str = "city.kiosksync", *more: str) -> Result:
    return say("publish", str(source), "-o", name, "--yes", *more)


def validate(name: str, answer: Any) -> None:
    Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text())).validate(answer)


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


def test_helplines_are_asked_about_before_they_are_signed(say: Say, source: Path) -> None:
    result = say("publish", str(source), "-o", "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 1
    assert "+18883737888" in result.output
    assert "--yes" in result.output


def test_withdrawing_and_giving_back(say: Say, source: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    published(say, source, "b.kiosksync", "--withdraw", "phone:p1")
    assert "Withdraws: phone p1" in say("inspect", "b.kiosksync").output
    published(say, source, "c.kiosksync", "--reinstate", "phone:p1")
    assert "Withdraws" not in say("inspect", "c.kiosksync").output


WRONG_USE = {
    "no keys to show": ("keys", "show"),
    "no keys to publish with": ("publish", "export", "-o", "x.kiosksync"),
    "no such source": ("publish", "nothing", "-o", "x.kiosksync", *FOR_WHOM),
    "no output": ("publish", "export"),
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
    "no request": ("keys", "sign", "export/phones.csv"),
    "nothing to take": ("keys", "take", "missing.kiosksign"),
    "fingerprint of nothing": ("trust", "fingerprint"),
}


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("name", WRONG_USE)
def test_wrong_use_is_one_sentence(say: Say, name: str) -> None:
    result = say(*WRONG_USE[name])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [None, "", "too short"])
def test_no_good_passphrase_makes_no_keys(say: Say, words: str | None) -> None:
    result = say("keys", "new", "--channel", "x", "--publisher", "Us", words=words)
    assert result.exit_code == 2
    assert say("keys", "show").exit_code == 2


def test_a_wrong_passphrase_publishes_nothing(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    result = say("publish", str(source), "-o", "b.kiosksync", words="four other words here")
    assert result.exit_code == 2
    assert "not the passphrase" in result.output
    assert not (tmp_path / "b.kiosksync").exists()


def test_two_people_from_keys_to_file(say: Say, source: Path, tmp_path: Path) -> None:
    bob = ("--keys", str(tmp_path / "bob"))
    assert (
        say("keys", "new", "--channel", "x", "--publisher", "Us", "--holder", "Ann").exit_code == 0
    )
    assert say("keys", "new", "--holder", "Bob", "--public", "bob.json", *bob).exit_code == 0
    added = say("keys", "add", "--role", "targets", "--public", "bob.json")
    assert added.exit_code == 0, added.output
    assert "Add a third person" in added.output
    held = published(say, source)
    assert held.exit_code == 1
    assert "Still to be signed by: Bob" in held.output
    early = say("keys", "take", "city.kiosksign")
    assert early.exit_code == 1
    unread = say("keys", "sign", "city.kiosksign", *bob)
    assert (unread.exit_code, "+18883737888" in unread.output) == (1, True)
    signed = say("keys", "sign", "city.kiosksign", "--yes", *bob)
    assert signed.exit_code == 0, signed.output
    assert "All have signed." in signed.output
    assert say("keys", "take", "city.kiosksign").exit_code == 0
    assert published(say, source).exit_code == 0
    assert "Helplines signed by: Ann, Bob" in say("inspect", "city.kiosksync").output
    groups = " ".join(json.loads(say("keys", "show", "--json").output)["fingerprint"])
    assert say("keys", "take", "city.kiosksync", "--fingerprint", groups, *bob).exit_code == 0
    published(say, source, "city.kiosksync", "--renew")
    assert "No number changes." in say("keys", "sign", "city.kiosksign", "--yes", *bob).output


def test_a_new_root_travels_as_a_request(say: Say, tmp_path: Path) -> None:
    bob = ("--keys", str(tmp_path / "bob"))
    say("keys", "new", "--channel", "x", "--publisher", "Us", "--holder", "Ann")
    say("keys", "new", "--holder", "Bob", "--public", "bob.json", *bob)
    asked = say("keys", "add", "--role", "root", "--public", "bob.json")
    assert (asked.exit_code, "root-2.kiosksign" in asked.output) == (0, True)
    shown = say("keys", "sign", "root-2.kiosksign", "--yes", *bob).output
    assert re.search(r"NEW [0-9a-f]{16} Bob", shown)
    assert say("keys", "take", "root-2.kiosksign").exit_code == 0
    answer = json.loads(say("keys", "show", "--json").output)
    validate("keys", answer)
    assert answer["version"] == 2
    assert [role["threshold"] for role in answer["roles"]] == [2, 1, 1]


def test_rotating_and_removing(say: Say, source: Path) -> None:
    say("keys", "new", "--channel", "x", "--publisher", "Us")
    before = json.loads(say("keys", "show", "--json").output)
    assert say("keys", "rotate", "--role", "root").exit_code == 0
    assert say("keys", "rotate", "--role", "directory").exit_code == 0
    assert say("keys", "add", "--role", "directory", "--holder", "Carol").exit_code == 0
    after = json.loads(say("keys", "show", "--json").output)
    assert after["version"] == 2
    assert [len(role["keys"]) for role in after["roles"]] == [1, 1, 2]
    assert before["fingerprint"] != after["fingerprint"]
    carol = after["roles"][2]["keys"][1]["id"]
    assert say("keys", "remove", "--role", "directory", "--key", carol[:8]).exit_code == 0
    published(say, source)
    shown = say("keys", "show").output
    assert "secret in this folder" in shown
    assert "Published last: number 1 (helplines 1, keys 2)" in shown


def test_an_editor_joins_by_the_fingerprint(say: Say, source: Path, tmp_path: Path) -> None:
    carol = ("--keys", str(tmp_path / "carol"))
    published(say, source, "a.kiosksync", *FOR_WHOM)
    groups = re.findall(r"\b[0-9a-f]{4}\b", say("trust", "fingerprint").output.split("Print")[0])
    assert say("keys", "take", "a.kiosksync", *carol).exit_code == 2
    wrong = say(
        "keys", "take", "a.kiosksync", "--fingerprint", " ".join(["0000", *groups[1:]]), *carol
    )
    assert (wrong.exit_code, "differ: 1" in wrong.output) == (2, True)
    joined = say("keys", "take", "a.kiosksync", "--fingerprint", " ".join(groups), *carol)
    assert joined.exit_code == 0, joined.output


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


def test_a_full_disk_is_told_in_words(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    before = (tmp_path / "a.kiosksync").read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        result = published(say, source, "a.kiosksync")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (result.exit_code, "could be written" in result.output) == (2, True)
    assert (tmp_path / "a.kiosksync").read_bytes() == before
