"""Texts that passed when a file was made or taken, and break words and rules that came later.

The next file is judged by them. The last one is what everybody has, and stays usable.
"""

from pathlib import Path

import pytest

from kiosk.domain.key_roles import Role
from kiosk.domain.records import AnyRecord
from kiosk.domain.report_lines import ReportRow, ReportSection
from kiosk.domain.syncfile import RefusalCode, Refused, Versions
from kiosk.editor.keys.key_management import (
    add_key,
    make_joining_keys,
    take_file,
    take_over,
    their_key,
)
from kiosk.editor.keys.secrets import KeysError, NewerFileExists
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.inspection import inspect_file
from kiosk.editor.publish.last_file import check_not_behind, last_published
from kiosk.editor.publish.publish_report import PublishOutcome
from kiosk.sync.data_folder import StartReason
from kiosk.sync.importer import Consent
from kiosk.sync.recovery import recover
from kiosk.sync.sync_answers import SyncStatus
from tests.editor.editors import CITY, NOW, Editor, as_kiosk, directory
from tests.older_words import LATER, Later
from tests.shell import call
from tests.sync.box import Box, changed, dialled, small


@pytest.fixture(params=LATER.values(), ids=LATER)
def later(request: pytest.FixtureRequest) -> Later:
    found: Later = request.param
    return found


def telling(later: Later) -> list[AnyRecord]:
    """The city with the text that no new file may have."""
    return changed(directory(*CITY), "bread", **{later.field: later.text})


def mended(later: Later) -> tuple[ReportSection, ...]:
    """What a report says of the file that has it no more."""
    row = ReportRow(f"Service bread (Org bread): {later.changes}")
    other = ReportSection("Services that say something else", (row,))
    if later.field != "quiet_name":
        return (other,)
    names = ReportRow("Service bread (quiet name)", later.text, "Ask bread")
    return (ReportSection("Names that change", (names,)), other)


# --- the editor's desk --------------------------------------------------------------------------


@pytest.fixture
def alice(tmp_path: Path, later: Later) -> Editor:
    """An editor who published such a text in time."""
    alice = Editor(tmp_path).begin()
    with later.older():
        assert alice.publish(telling(later)).outcome is PublishOutcome.PUBLISHED
    return alice


def test_the_next_file_needs_another_text_and_then_is_published(
    alice: Editor, later: Later
) -> None:
    refused = alice.publish(telling(later))
    assert refused.outcome is PublishOutcome.REFUSED
    [told] = [one.value for one in refused.findings if later.says in one.value]
    assert told.startswith("service bread")
    report = alice.publish(directory(*CITY))
    assert report.outcome is PublishOutcome.PUBLISHED
    [section] = report.changes
    assert section.title == "Says something else"
    assert all(row.text.startswith("Service bread (Org bread)") for row in section.rows)
    assert as_kiosk(alice).bundle.versions == Versions(1, 1, 2)


def test_a_lost_copy_comes_back_from_the_published_file(alice: Editor) -> None:
    alice.folder.last.unlink()
    with pytest.raises(KeysError, match="missing or damaged"):
        last_published(alice.folder)
    take_file(alice.keys, alice.out)
    assert alice.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED


def test_a_copy_that_is_damaged_is_still_found_out(alice: Editor) -> None:
    content = bytearray(alice.folder.last.read_bytes())
    content[len(content) // 2] ^= 1
    alice.folder.last.write_bytes(content)
    with pytest.raises(KeysError, match="missing or damaged"):
        last_published(alice.folder)


def test_another_editor_joins_by_it_and_is_told_when_behind(
    alice: Editor, later: Later, tmp_path: Path
) -> None:
    carol = Editor(tmp_path / "hers", holder="Carol", now=alice.now)
    make_joining_keys(carol.ring, "Carol", tmp_path / "carol.json")
    theirs = their_key(tmp_path / "carol.json", Role.DIRECTORY)
    add_key(alice.ring, Role.DIRECTORY, None, theirs, NOW)
    with later.older():
        alice.publish(telling(later))
    take_over(carol.keys, alice.out, " ".join(alice.folder.fingerprint))
    with later.older():
        alice.publish(telling(later))
    with pytest.raises(NewerFileExists, match="keys take"):
        check_not_behind(alice.out, carol.folder)
    take_file(carol.keys, alice.out)
    check_not_behind(alice.out, carol.folder)
    carol.now = alice.now
    assert carol.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED


def test_looking_says_what_a_kiosk_would_and_still_compares(
    alice: Editor, later: Later, tmp_path: Path
) -> None:
    old = tmp_path / "old.kiosksync"
    old.write_bytes(alice.out.read_bytes())
    look = inspect_file(old)
    assert (look.code, look.where) == (RefusalCode.CONTENT, later.rule)
    alice.publish(directory(*CITY))
    assert inspect_file(alice.out, old).changes == mended(later)


def test_its_fingerprint_can_be_read(alice: Editor, tmp_path: Path) -> None:
    done = call(tmp_path / "data", "trust", "fingerprint", alice.out)
    assert done.exit_code == 0
    assert all(group in done.output for group in alice.folder.fingerprint)


COSTLY = "+19005550104"


@pytest.mark.parametrize("telling", [False, True])
def test_every_other_rule_holds_for_a_file_of_before(
    box: Box, later: Later, *, telling: bool
) -> None:
    records: list[AnyRecord] = dialled(small(), "+19165550104", COSTLY)
    if telling:
        records = changed(records, "food-box", **{later.field: later.text})
    with pytest.raises(Refused) as refused:
        examine(box.file(records, 1), box.coalition.trusted, names=False)
    assert (refused.value.code, refused.value.where) == (RefusalCode.CONTENT, "costly_number")


# --- the kiosk ----------------------------------------------------------------------------------


@pytest.fixture
def taken(box: Box, later: Later) -> Box:
    """A kiosk that took such a text in time."""
    with later.older():
        assert box.bring(_told(later), 1).status is SyncStatus.APPLIED
    return box


def _told(later: Later) -> list[AnyRecord]:
    return changed(small(), "food-box", **{later.field: later.text})


def test_the_file_in_use_is_known_as_such(taken: Box) -> None:
    [one] = taken.syncing.candidates(taken.stick)
    assert (one.code, one.already) == (None, True)
    for consent in Consent:
        assert taken.syncing.sync(taken.stick, consent).status is SyncStatus.ALREADY
    assert [one.action for one in taken.syncing.history()] == ["sync"]


def test_a_new_file_with_that_text_is_refused(taken: Box, later: Later) -> None:
    path = taken.file(_told(later), 2)
    code = (RefusalCode.CONTENT, later.rule)
    newer = taken.syncing.candidates(taken.stick)[0]
    assert (newer.code, newer.where) == code
    outcome = taken.syncing.sync(path, Consent.PERSON)
    assert (outcome.code, outcome.where) == code
    assert taken.bring(small(), 3).status is SyncStatus.APPLIED


def test_a_kiosk_that_never_took_it_refuses_it(box: Box, later: Later) -> None:
    outcome = box.bring(_told(later), 1)
    assert (outcome.code, outcome.where) == (RefusalCode.CONTENT, later.rule)


def test_a_file_that_was_undone_can_be_taken_again(used: Box, later: Later) -> None:
    with later.older():
        used.bring(_told(later), 2)
    assert used.syncing.undo().status is SyncStatus.UNDONE
    outcome = used.syncing.sync(used.stick / "2.kiosksync", Consent.PERSON)
    assert outcome.status is SyncStatus.APPLIED


def test_the_data_in_use_is_built_again_from_its_file(taken: Box) -> None:
    before = taken.state.active
    (taken.folder / before.database).unlink()
    state, reason = recover(taken.folder, taken.maker)
    assert reason is StartReason.REBUILT_FROM_SIGNED
    assert state.active.kept == before.kept
