"""The commands for keys as typed: making, changing, signing together, joining."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.contract import validate
from tests.editor.typed import FOR_WHOM, WORDS, Say, published
from tests.editor.workbooks import Desk
from tests.shell import ROOT

pytestmark = pytest.mark.usefixtures("english_factory")


@pytest.mark.parametrize(("words", "code"), [(None, 2), ("", 1), ("too short", 1)])
def test_no_good_passphrase_makes_no_keys(say: Say, words: str | None, code: int) -> None:
    result = say("keys", "new", "--channel", "x", "--publisher", "Us", words=words)
    assert result.exit_code == code
    assert say("keys", "show").exit_code == 1


def test_a_wrong_passphrase_publishes_nothing(say: Say, source: Path, tmp_path: Path) -> None:
    published(say, source, "a.kiosksync", *FOR_WHOM)
    result = say("publish", str(source), "-o", "b.kiosksync", words="four other words here")
    assert result.exit_code == 1
    assert "not the passphrase" in result.output
    assert not (tmp_path / "b.kiosksync").exists()


def _groups_after(words: str, output: str) -> str:
    """Eight groups of four hex digits after some words."""
    return re.findall(rf"^{words}((?:[0-9a-f]{{4}} ){{7}}[0-9a-f]{{4}})$", output, re.MULTILINE)[0]


def test_two_people_from_keys_to_file(say: Say, source: Path, tmp_path: Path) -> None:
    bob = ("--keys", str(tmp_path / "bob"))
    assert (
        say("keys", "new", "--channel", "x", "--publisher", "Us", "--holder", "Ann").exit_code == 0
    )
    made = say("keys", "new", "--holder", "Bob", "--public", "bob.json", *bob)
    assert made.exit_code == 0
    added = say("keys", "add", "--role", "targets", "--public", "bob.json", "--yes")
    assert added.exit_code == 0, added.output
    groups = _groups_after("The targets key of Bob: ", added.output)
    assert groups == _groups_after("  targets: ", made.output), "both read the same aloud"
    key = json.loads((tmp_path / "bob.json").read_text(encoding="utf-8"))["keys"]["targets"]
    assert key["id"].startswith(groups.replace(" ", ""))
    assert "no helpline can change until the root keys put another in its place" in added.output
    held = published(say, source)
    assert held.exit_code == 1
    assert "Still to be signed by: Bob" in held.output
    early = say("keys", "take", "city.kiosksign")
    assert early.exit_code == 1
    unread = say("keys", "sign", "city.kiosksign", *bob)
    assert (unread.exit_code, "1-888-373-7888" in unread.output) == (1, True)
    signed = say("keys", "sign", "city.kiosksign", "--yes", *bob)
    assert signed.exit_code == 0, signed.output
    assert "All have signed." in signed.output
    taken = say("keys", "take", "city.kiosksign")
    assert (taken.exit_code, "Helplines number 1 are in force" in taken.output) == (0, True)
    assert published(say, source).exit_code == 0
    assert "\nSigned by: Ann\nHelplines signed by: Ann, Bob" in (
        say("inspect", "city.kiosksync").output
    )
    early = say("keys", "sign", "city.kiosksync", *bob)
    assert early.exit_code == 1
    assert 'resource-kiosk keys take city.kiosksync --fingerprint "GROUPS"' in early.output
    groups = " ".join(json.loads(say("keys", "show", "--json").output)["fingerprint"])
    assert say("keys", "take", "city.kiosksync", "--fingerprint", groups, *bob).exit_code == 0
    assert say("keys", "sign", "city.kiosksync", "--yes", *bob).exit_code == 0
    assert "\nSigned by: Ann, Bob\n" in say("inspect", "city.kiosksync").output
    published(say, source, "city.kiosksync", "--renew")
    assert "No number changes." in say("keys", "sign", "city.kiosksign", "--yes", *bob).output


def test_who_cannot_sign_a_second_time_reads_which_key_is_needed(say: Say, source: Path) -> None:
    published(say, source, "city.kiosksync", *FOR_WHOM)
    refused = say("keys", "sign", "city.kiosksync", "--yes")
    assert refused.exit_code == 1
    words = " ".join(refused.output.split())
    assert "Who can give it: nobody in this coalition." in words
    assert 'resource-kiosk keys new --holder "NAME" --public theirs.json' in words
    assert "resource-kiosk keys add --role targets --public theirs.json" in words


def test_a_key_that_is_not_what_its_fingerprint_says_is_not_taken(say: Say, tmp_path: Path) -> None:
    bob, eve = ("--keys", str(tmp_path / "bob")), ("--keys", str(tmp_path / "eve"))
    say("keys", "new", "--channel", "x", "--publisher", "Us")
    say("keys", "new", "--holder", "Bob", "--public", "bob.json", *bob)
    say("keys", "new", "--holder", "Eve", "--public", "eve.json", *eve)
    theirs = json.loads((tmp_path / "bob.json").read_text(encoding="utf-8"))
    other = json.loads((tmp_path / "eve.json").read_text(encoding="utf-8"))
    theirs["keys"]["targets"]["public"] = other["keys"]["targets"]["public"]
    (tmp_path / "bob.json").write_text(json.dumps(theirs), encoding="utf-8")
    added = say("keys", "add", "--role", "targets", "--public", "bob.json")
    assert (added.exit_code, "Traceback" in added.output) == (1, False), added.output
    assert "does not carry the id that belongs to it" in added.output
    assert "The targets key of Bob" not in added.output, "no fingerprint that is not its own"


@pytest.mark.parametrize("command", ["add", "rotate"])
def test_a_key_of_somebody_else_waits_until_a_person_has_compared_it(
    say: Say, tmp_path: Path, command: str
) -> None:
    bob = ("--keys", str(tmp_path / "bob"))
    say("keys", "new", "--channel", "x", "--publisher", "Us", "--holder", "Ann")
    made = say("keys", "new", "--holder", "Bob", "--public", "bob.json", *bob)
    before = say("keys", "show", "--json").output
    given = ("keys", command, "--role", "directory", "--public", "bob.json")
    unread = say(*given)
    assert unread.exit_code == 1, unread.output
    assert _groups_after("The directory key of Bob: ", unread.output) == _groups_after(
        "  directory: ", made.output
    )
    assert "Did they read you these groups? Nothing was done: use --yes" in unread.output
    assert say("keys", "show", "--json").output == before
    assert say(*given, "--yes").exit_code == 0
    assert say("keys", "show", "--json").output != before


def test_a_key_made_here_is_compared_with_nobody(say: Say) -> None:
    say("keys", "new", "--channel", "x", "--publisher", "Us")
    made = say("keys", "add", "--role", "directory", "--holder", "Carol")
    assert (made.exit_code, "Did they read" in made.output) == (0, False)


def _roles(say: Say) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(say("keys", "show", "--json").output)["roles"]
    return found


def _ann_and_bob(say: Say, tmp_path: Path) -> tuple[str, str]:
    """Ann holds all here and Bob holds ``targets`` elsewhere; the ids of both targets keys."""
    bob = ("--keys", str(tmp_path / "bob"))
    say("keys", "new", "--channel", "x", "--publisher", "Us", "--holder", "Ann")
    say("keys", "new", "--holder", "Bob", "--public", "bob.json", *bob)
    say("keys", "add", "--role", "targets", "--public", "bob.json", "--yes")
    ann, bobs = _roles(say)[1]["keys"]
    return ann["id"], bobs["id"]


def test_nobody_makes_a_key_of_another_helpline_signer(say: Say, tmp_path: Path) -> None:
    ann, bob = _ann_and_bob(say, tmp_path)
    secrets = {*(tmp_path / "home" / "resource-kiosk-keys" / "secrets").iterdir()}
    before = say("keys", "show", "--json").output
    for typed, says in (
        (("rotate", "--role", "targets", "--key", bob), "This is Bob's key. A new targets key"),
        (("rotate", "--role", "targets", "--key", bob), "must be made by Bob"),
        (("rotate", "--role", "targets", "--key", bob), "without Bob, use: keys remove"),
        (("rotate", "--role", "targets"), f"--key ID: {ann[:16]} (Ann), {bob[:16]} (Bob)"),
        (("add", "--role", "targets", "--holder", "Eve"), "must be made by Eve"),
        (("add", "--role", "root", "--holder", "Eve"), "must be made by Eve"),
    ):  # fmt: skip
        refused = say("keys", *typed)
        assert (refused.exit_code, says in refused.output) == (1, True), refused.output
        assert say("keys", "show", "--json").output == before
    assert {*(tmp_path / "home" / "resource-kiosk-keys" / "secrets").iterdir()} == secrets
    made = say("keys", "new", "--holder", "Bob", "--public", "b2.json", "--keys", "bob2")
    theirs = ("rotate", "--role", "targets", "--key", bob, "--public", "b2.json", "--yes")
    assert (made.exit_code, say("keys", *theirs).exit_code) == (0, 0)
    keys = _roles(say)[1]["keys"]
    assert [(key["holder"], key["here"]) for key in keys] == [("Ann", True), ("Bob", False)]
    assert keys[1]["id"] != bob
    assert say("keys", "rotate", "--role", "targets", "--key", ann).exit_code == 0, "her own"


def test_where_two_signed_a_removal_says_that_one_signature_will_do(
    say: Say, tmp_path: Path
) -> None:
    _, bob = _ann_and_bob(say, tmp_path)
    removed = say("keys", "remove", "--role", "targets", "--key", bob)
    assert removed.exit_code == 0, removed.output
    assert "1 signature will do from now on: a targets key signs the helpline" in removed.output
    say("keys", "add", "--role", "directory", "--holder", "Carol")
    carol = _roles(say)[2]["keys"][1]["id"]
    weekly = say("keys", "remove", "--role", "directory", "--key", carol).output
    assert "will do" not in weekly, "one was enough before"


def test_inspect_says_whose_keys_changed(say: Say, source: Path) -> None:
    say("keys", "new", "--channel", "x", "--publisher", "Us", "--holder", "Ann")
    published(say, source, "old.kiosksync")
    before = [role["keys"][0]["id"][:16] for role in _roles(say)]
    assert "Keys of the coalition" not in say("inspect", "old.kiosksync").output
    say("keys", "rotate", "--role", "targets")
    say("keys", "rotate", "--role", "directory")
    published(say, source, "new.kiosksync")
    after = [role["keys"][0]["id"][:16] for role in _roles(say)]
    lines = [f"Ann {old} → Ann {new}" for old, new in zip(before, after, strict=True)][1:]
    shown = say("inspect", "new.kiosksync", "--against", "old.kiosksync").output
    assert all(line in shown for line in lines), shown
    alone = say("inspect", "new.kiosksync").output
    assert "Ann (targets, signs the help lines): " + lines[0] in alone


def test_at_a_terminal_it_is_asked_whose_key_goes(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = _ann_and_bob(say, tmp_path)
    monkeypatch.setattr(import_module("kiosk.editor.commands.keys"), "at_terminal", lambda: True)
    asked = say("keys", "rotate", "--role", "targets", typed=f"{ann[:8]}\n")
    assert asked.exit_code == 0, asked.output
    assert f"  {ann[:16]} Ann, secret in this folder" in asked.output
    assert f"  {bob[:16]} Bob" in asked.output
    held = _roles(say)[1]["keys"]
    assert bob in {key["id"] for key in held}
    assert ann not in {key["id"] for key in held}


def test_a_new_root_travels_as_a_request(say: Say, tmp_path: Path) -> None:
    bob = ("--keys", str(tmp_path / "bob"))
    say("keys", "new", "--channel", "x", "--publisher", "Us", "--holder", "Ann")
    say("keys", "new", "--holder", "Bob", "--public", "bob.json", *bob)
    asked = say("keys", "add", "--role", "root", "--public", "bob.json", "--yes")
    assert (asked.exit_code, "root-2.kiosksign" in asked.output) == (0, True)
    shown = say("keys", "sign", "root-2.kiosksign", "--yes", *bob).output
    assert re.search(r"NEW [0-9a-f]{16} Bob", shown)
    taken = say("keys", "take", "root-2.kiosksign")
    assert taken.exit_code == 0
    answer = json.loads(say("keys", "show", "--json").output)
    validate("keys", answer)
    assert answer["version"] == 2
    assert [role["threshold"] for role in answer["roles"]] == [2, 1, 1]
    assert f"the fingerprint is now: {' '.join(answer['fingerprint'])}" in taken.output


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
    early = say("keys", "take", "a.kiosksync", *carol)
    assert (early.exit_code, "--fingerprint" in early.output) == (2, True)
    wrong = say(
        "keys", "take", "a.kiosksync", "--fingerprint", " ".join(["0000", *groups[1:]]), *carol
    )
    assert (wrong.exit_code, "differ: 1" in wrong.output) == (1, True)
    joined = say("keys", "take", "a.kiosksync", "--fingerprint", " ".join(groups), *carol)
    assert joined.exit_code == 0, joined.output
    assert "What you publish next gets number 2." in joined.output


def test_taking_over_says_who_may_sign_and_what_waits(
    say: Say, source: Path, tmp_path: Path
) -> None:
    other = ("--keys", str(tmp_path / "other"))
    say("keys", "new", "--channel", "x", "--publisher", "Us")
    say("keys", "add", "--role", "directory", "--holder", "Dave")
    published(say, source)
    shutil.copytree(tmp_path / "home" / "resource-kiosk-keys", tmp_path / "other")
    dave = json.loads(say("keys", "show", "--json").output)["roles"][2]["keys"][1]["id"][:16]
    say("keys", "remove", "--role", "directory", "--key", dave)
    say("keys", "rotate", "--role", "targets")
    published(say, source, "city.kiosksync", "--renew", *other)
    taken = say("keys", "take", "city.kiosksync").output
    assert f"  OUT {dave} Dave" in taken
    assert "The next publishing makes that known" in taken
    assert "signed with keys that were replaced here" in taken
    published(say, source)
    again = say("keys", "take", "city.kiosksync", *other).output
    assert "Us" in again
    assert "OUT" not in again


def test_keys_on_a_stick_are_asked_back_when_a_helpline_changes(say: Say, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.read()
    published(say, desk.path, "a.kiosksync", *FOR_WHOM)
    secrets = tmp_path / "home" / "resource-kiosk-keys" / "secrets"
    away = {place: place.read_bytes() for place in secrets.glob("targets-*")}
    for place in away:
        place.unlink()
    desk.put("Services", "Helpline?", "Yes")
    desk.put("Phones", "Kind", "Text message")
    desk.put("Phones", "Text word", "HOPE")
    desk.read()
    waits = published(say, desk.path, "a.kiosksync")
    assert (waits.exit_code, "copy them into" in waits.output) == (1, True)
    read = say("keys", "sign", "a.kiosksign").output
    assert "river-meals: 916-440-1234 HOPE" in read
    for place, content in away.items():
        place.write_bytes(content)
    assert published(say, desk.path, "a.kiosksync").exit_code == 0


def test_a_lost_key_is_told_with_what_is_left_to_do(say: Say, tmp_path: Path) -> None:
    say("keys", "new", "--channel", "x", "--publisher", "Us")
    secrets = tmp_path / "home" / "resource-kiosk-keys" / "secrets"
    lost = next(secrets.glob("root-*.json")).stem.removeprefix("root-")
    for place in secrets.glob("root-*"):
        place.unlink()
    told = say("keys", "rotate", "--role", "root", "--key", lost)
    assert "Still to be signed by: Us." in told.output
    assert "set up every kiosk again" in " ".join(told.output.split())


def test_a_person_is_asked_for_the_passphrase_twice_and_it_is_not_shown(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "keys", "new", "--channel", "x"]
    command += ["--publisher", "Us", "--keys", str(tmp_path / "keys")]
    environment = {name: value for name, value in os.environ.items() if name != "KIOSK_PASSPHRASE"}
    near, far = pty.openpty()
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=environment) as run:
        os.close(far)
        seen = b""
        for _ in range(2):
            # Anything typed before the question is thrown away by the terminal.
            asked = b""
            while not asked.endswith(b": "):
                asked += os.read(near, 1024)
            os.write(near, f"{WORDS}\n".encode())
            seen += asked
        try:
            while piece := os.read(near, 1024):
                seen += piece
        except OSError:
            pass  # the other end is closed: Linux says so with an error
        assert run.wait(timeout=30) == 0
    os.close(near)
    assert WORDS.encode() not in seen
    assert b"two sticks" in seen
