"""Bringing data as a whole: consent, the clock, trust, status, what is remembered."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.syncfile import FILE_LIMIT, FORMAT, RefusalCode, Refused
from kiosk.sync import discovery
from kiosk.sync.apply import SHARES, SyncStep
from kiosk.sync.container import Received
from kiosk.sync.container import receive as take_in
from kiosk.sync.history import HistoryAction
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import NOTED, Consent
from kiosk.sync.state import DataSource
from kiosk.sync.sync_answers import SyncOutcome, SyncStatus
from kiosk.sync.trust import load_root
from tests.sync.box import NEW, OLD, Box, dialled, gone, hidden, small, withdrawn
from tests.sync.signing import team

# --- consent ------------------------------------------------------------------------------------


def test_nothing_changes_before_somebody_has_read_the_report(box: Box) -> None:
    outcome = box.bring(dialled(small(), OLD, NEW), 1, Consent.ASK)
    assert (outcome.status, outcome.hold) == (SyncStatus.HELD, HoldReason.ASK)
    assert [(one.old, one.new) for one in outcome.report.numbers] == [(OLD, NEW)]
    assert box.state.active.source is DataSource.FACTORY
    box.settled()


def test_the_first_file_never_applies_by_itself(box: Box) -> None:
    outcome = box.bring(small(), 1, Consent.UNATTENDED)
    assert (outcome.status, outcome.hold) == (SyncStatus.HELD, HoldReason.FIRST_FILE)


@pytest.mark.parametrize(
    ("records", "hold"),
    [
        (small(), None),
        (gone(small(), "men-beds"), HoldReason.NEED_SHRINKS),
        (dialled(small(), OLD, NEW), HoldReason.GUARDED_CHANGED),
    ],
    ids=["same", "one of three beds goes", "the first number of a list"],
)
def test_a_watched_folder_applies_within_the_limits(
    used: Box, records: list[Any], hold: HoldReason | None
) -> None:
    outcome = used.bring(records, 2, Consent.UNATTENDED)
    assert outcome.hold is hold
    assert (outcome.status is SyncStatus.APPLIED) is (hold is None)
    used.settled()


def test_a_changed_helpline_waits_for_a_person(used: Box) -> None:
    new = dialled(small(), "+19165550100", "+19165550170")
    outcome = used.bring(new, 2, Consent.UNATTENDED, targets_version=2)
    assert outcome.hold is HoldReason.HELPLINES_CHANGED
    assert used.bring(new, 2, targets_version=2).status is SyncStatus.APPLIED
    assert used.numbers("help-line")[0] == "+19165550170"


def test_only_the_file_whose_report_was_read_applies(box: Box) -> None:
    path = box.file(small(), 1)
    asked = box.syncing.sync(path)
    box.file(dialled(small(), OLD, NEW), 1)
    outcome = box.syncing.sync(path, Consent.PERSON, expect=asked.file.sha256)
    assert outcome.code is RefusalCode.OTHER_FILE
    box.file(small(), 1)
    box.file(dialled(small(), OLD, NEW), 2)
    outcome = box.syncing.sync(box.stick, Consent.PERSON, expect=asked.file.sha256)
    assert outcome.file.versions.directory == 1


def test_steps_are_told_in_order_and_the_long_one_with_its_shares(box: Box) -> None:
    told: list[tuple[SyncStep, float]] = []
    path = box.file(small(), 1)
    outcome = box.syncing.sync(path, Consent.PERSON, progress=lambda *step: told.append(step))
    assert outcome.status is SyncStatus.APPLIED
    assert list(dict.fromkeys(step for step, _ in told)) == list(SyncStep)
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    built = [share for step, share in told if step is SyncStep.BUILD]
    assert len({*built}) > 2
    assert SHARES[SyncStep.BUILD] <= min(built) < max(built) < SHARES[SyncStep.KEEP]


def test_it_says_whether_there_is_a_way_back(used: Box) -> None:
    """What the coalition took away is nowhere any more, so neither is the data that had it."""
    back = [
        used.bring(dialled(small(), OLD, NEW), 2).can_undo,
        used.bring(small(), 3, Consent.ASK).can_undo,
        used.bring(hidden(small(), "open-table.1"), 4).can_undo,
        used.bring(gone(hidden(small(), "open-table.1"), "pay-help"), 5).can_undo,
    ]
    assert back == [True, False, False, True]
    file = gone(hidden(small(), "open-table.1"), "pay-help", "food-box")
    outcome = used.bring(file, 6, withdrawn=[withdrawn("service", "food-box")])
    assert (outcome.status, outcome.can_undo) == (SyncStatus.APPLIED, False)


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("knobs", "code"),
    [
        ({"channel": "other"}, RefusalCode.WRONG_CHANNEL),
        ({"format_number": FORMAT + 1}, RefusalCode.NEWER_FORMAT),
        ({"directory_signers": []}, RefusalCode.DIRECTORY_SIGNATURE),
        ({"expires": dt.datetime(2026, 11, 28, tzinfo=dt.UTC)}, RefusalCode.EXPIRED),
        ({"created": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)}, RefusalCode.FUTURE),
        ({"counts": {}}, RefusalCode.COUNTS),
    ],
    ids=["channel", "format", "signature", "expired", "future", "counts"],
)
def test_a_refusal_leaves_the_data_and_is_remembered(
    used: Box, knobs: dict[str, Any], code: RefusalCode
) -> None:
    before = used.state
    outcome = used.bring(dialled(small(), OLD, NEW), 2, **knobs)
    assert (outcome.status, outcome.code) == (SyncStatus.REFUSED, code)
    assert used.state == before
    used.settled()
    entry = used.syncing.history()[-1]
    assert (entry.action, entry.code) == (HistoryAction.REFUSED, code)
    assert used.bring(dialled(small(), OLD, NEW), 3).status is SyncStatus.APPLIED


def test_nobody_is_believed_before_somebody_is_trusted(tmp_path: Path) -> None:
    box = Box(tmp_path / "data", tmp_path / "stick")
    assert box.bring(small(), 1).code is RefusalCode.NO_TRUST
    (found,) = box.syncing.candidates(box.stick)
    assert found.code is RefusalCode.NO_TRUST


def test_a_new_root_stays_although_its_file_is_refused(used: Box) -> None:
    rotated = used.at(coalition=used.coalition.rotate(root=team("Rosa")))
    outcome = rotated.bring(small(), 2, counts={})
    assert outcome.code is RefusalCode.COUNTS
    root = load_root(used.folder)
    assert root.version == 2
    assert used.bring(small(), 3).code is RefusalCode.OLD_ROOT
    assert rotated.bring(small(), 3).status is SyncStatus.APPLIED


@pytest.mark.parametrize("missing", ["folder", "factory"])
def test_a_kiosk_that_cannot_be_used_refuses_in_a_closed_code(tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "data"
    if missing == "folder":
        folder.write_text("")
        box, code = Box(folder, tmp_path / "stick"), RefusalCode.WRITE_FAILED
    else:
        box, code = Box(folder, tmp_path / "stick", factory=()), RefusalCode.BUILD_FAILED
    assert box.bring(small(), 1).code is code
    with pytest.raises(Refused):
        box.syncing.candidates(box.stick)


def test_an_outcome_is_json_without_content_of_a_refused_file(used: Box) -> None:
    outcome = used.bring(dialled(small(), OLD, NEW), 2, counts={"service": 1})
    written = msgspec.json.encode(outcome)
    assert msgspec.json.decode(written, type=SyncOutcome) == outcome
    assert NEW.encode() not in written
    assert b"Food Box" not in written


# --- the clock ----------------------------------------------------------------------------------


@pytest.mark.parametrize("now", ["1970-01-01T00:00", "2035-01-01T00:00"])
def test_a_clock_that_is_not_believed_refuses_nothing_for_its_age(box: Box, now: str) -> None:
    wrong = box.at(now=now, trusted_clock=False)
    outcome = wrong.bring(small(), 1)
    assert outcome.status is SyncStatus.APPLIED
    assert outcome.file.age_days is None
    assert box.state.active.applied == ""
    assert wrong.bring(small(), 1).status is SyncStatus.ALREADY
    assert box.syncing.history()[-1].time == ""


def test_a_file_from_far_ahead_does_not_carry_the_floor_away(box: Box) -> None:
    wrong = box.at(trusted_clock=False)
    far = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    assert wrong.bring(small(), 1, created=far).status is SyncStatus.APPLIED
    assert box.state.floor is None


def test_undo_answers_what_changed(used: Box) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    outcome = used.syncing.undo()
    assert [(one.old, one.new) for one in outcome.report.numbers] == [(NEW, OLD)]
    assert json.loads(msgspec.json.encode(outcome))["status"] == "undone"


# --- what is remembered --------------------------------------------------------------------------


def told(box: Box) -> list[tuple[str, str]]:
    return [(one.action.value, one.code) for one in box.syncing.history()]


def test_a_refused_file_beside_the_one_in_use_is_remembered_once(used: Box) -> None:
    """This week's file is broken, last week's lies beside it: staff must be able to see that."""
    bad = used.file(dialled(small(), OLD, NEW), 2, counts={})
    for _ in range(2):
        outcome = used.syncing.sync(used.stick, Consent.UNATTENDED)
        assert outcome.status is SyncStatus.ALREADY
        assert [one.code for one in outcome.others] == [RefusalCode.COUNTS]
    assert told(used) == [("sync", "person"), ("refused", "counts")]
    assert (
        used.syncing.status().refusals[0].file == hashlib.sha256(bad.read_bytes()).hexdigest()[:12]
    )
    used.bring(gone(small(), "men-beds"), 3)
    (used.stick / "3.kiosksync").unlink()
    used.syncing.sync(used.stick, Consent.UNATTENDED)
    assert told(used).count(("refused", "counts")) == 1


def test_files_that_cannot_be_read_do_not_fill_the_history(used: Box) -> None:
    (used.stick / "a.kiosksync").write_bytes(b"")
    with (used.stick / "b.kiosksync").open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    for _ in range(4):
        used.syncing.sync(used.stick, Consent.UNATTENDED)
    assert sorted(told(used)[1:]) == [("refused", "empty"), ("refused", "too_big")]


def test_a_file_that_waits_beside_a_refused_one_is_noted_once(used: Box) -> None:
    used.file(dialled(small(), OLD, NEW), 2)
    used.file(small(), 3, counts={})
    for _ in range(3):
        held = used.syncing.sync(used.stick, Consent.UNATTENDED)
        assert held.hold is HoldReason.GUARDED_CHANGED
    assert sorted(told(used)[1:]) == [("held", "guarded_changed"), ("refused", "counts")]
    (used.stick / "2.kiosksync").unlink()
    used.bring(small(), 4, Consent.UNATTENDED)
    used.bring(dialled(small(), OLD, NEW), 5, Consent.UNATTENDED)
    assert told(used)[-1] == ("held", "guarded_changed"), "a new file that waits is said"


def test_a_folder_of_bad_files_leaves_room_in_the_history(used: Box) -> None:
    for version in range(2, 2 + NOTED + 3):
        used.file(small(), version, counts={})
    assert len(used.syncing.sync(used.stick, Consent.UNATTENDED).others) == NOTED + 3
    assert told(used).count(("refused", "counts")) == NOTED


def test_of_many_files_on_a_stick_only_the_newest_is_copied(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty large files, each copied twice, would take longer than an import may."""
    for version in (4, 2, 3):
        used.file(small(), version)
    (used.stick / "torn.kiosksync").write_bytes((used.stick / "4.kiosksync").read_bytes()[:-9])
    copied: list[str] = []
    real = take_in

    def receive(source: Path, into: Path) -> Received:
        copied.append(source.name)
        return real(source, into)

    monkeypatch.setattr(discovery, "receive", receive)
    outcome = used.syncing.sync(used.stick, Consent.PERSON)
    assert outcome.status is SyncStatus.APPLIED
    assert copied == ["4.kiosksync"]
    assert [(one.name, one.code) for one in outcome.others] == [
        ("torn.kiosksync", RefusalCode.TRUNCATED)
    ]
    torn = hashlib.sha256((used.stick / "torn.kiosksync").read_bytes()).hexdigest()
    assert torn[:12] in {one.file for one in used.syncing.history()}
