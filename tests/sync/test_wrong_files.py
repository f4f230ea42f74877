"""A file that somebody mistook: of others, for practice, the editor's workbook; and other keys."""

from pathlib import Path

import openpyxl
import pytest

from kiosk.domain.syncfile import PRACTICE, RefusalCode, Refused
from kiosk.staff.provisioning import provision
from kiosk.sync.history import HistoryAction
from kiosk.sync.importer import Consent
from kiosk.sync.root_trust import TrustManager
from kiosk.sync.shell_messages import refusal_words
from kiosk.sync.sync_answers import Claim, SyncStatus
from tests.sync.box import Box, small
from tests.sync.signing import team
from tests.sync.toolkit import make_coalition


def test_a_file_of_others_says_whose_it_claims_to_be(used: Box) -> None:
    newer = used.at(coalition=used.coalition.rotate())
    assert newer.bring(small(), 2).status is SyncStatus.APPLIED
    others = make_coalition(channel="oakland", publisher="Other People")
    (newer.stick / "other.kiosksync").write_bytes(others.bundle(small()))
    outcome = newer.syncing.sync(newer.stick / "other.kiosksync")
    assert outcome.code is RefusalCode.OTHER_COALITION
    assert outcome.claim == Claim(
        publisher="Other People", channel="oakland", listens_to="Test Coalition"
    )
    assert refusal_words(outcome.code, "", outcome.claim) == (
        "This file is from somebody else. It says that it is from Other People (oakland); that is "
        "not proved. This kiosk listens to Test Coalition. "
        "Bring the file of your own coalition instead. (other_coalition)"
    )
    listed = {one.name: one for one in newer.syncing.candidates(newer.stick)}
    assert listed["other.kiosksync"].claim == outcome.claim
    assert newer.syncing.history()[-1].code == "other_coalition"


@pytest.mark.parametrize("pinned", [False, True])
def test_a_kiosk_with_staff_believes_no_practice_keys(used: Box, *, pinned: bool) -> None:
    practice = make_coalition(channel=PRACTICE, publisher="Practice")
    path = used.stick / "practice.kiosksync"
    path.write_bytes(practice.bundle(small()))
    assert used.syncing.sync(path).code is RefusalCode.PRACTICE
    if pinned:
        provision(used.folder, "739158")
    trusting = TrustManager(used.syncing)
    if not pinned:
        assert trusting.offered(path).channel == PRACTICE
        with pytest.raises(Refused) as caught:
            TrustManager(used.syncing, staffed=True).offered(path)
    else:
        with pytest.raises(Refused) as caught:
            trusting.offered(path)
    assert caught.value.code is RefusalCode.PRACTICE


def test_practice_keys_believed_before_there_was_staff_are_worth_nothing_then(
    tmp_path: Path,
) -> None:
    practice = make_coalition(channel=PRACTICE, publisher="Practice")
    box = Box(tmp_path / "data", tmp_path / "stick", coalition=practice).trust()
    assert box.bring(small(), 1, Consent.PERSON).status is SyncStatus.APPLIED
    provision(box.folder, "739158")
    assert box.bring(small(), 2, Consent.PERSON).code is RefusalCode.PRACTICE


def test_a_workbook_on_the_stick_is_said_to_be_one(used: Box, tmp_path: Path) -> None:
    book = tmp_path / "desk" / "directory.xlsx"
    book.parent.mkdir()
    openpyxl.Workbook().save(book)
    assert used.syncing.sync(book).code is RefusalCode.WORKBOOK
    assert used.syncing.sync(book.parent).code is RefusalCode.WORKBOOK
    (found,) = used.syncing.candidates(book.parent)
    assert (found.name, found.code) == ("directory.xlsx", RefusalCode.WORKBOOK)
    with pytest.raises(Refused) as caught:
        TrustManager(used.syncing).offered(book)
    assert caught.value.code is RefusalCode.WORKBOOK
    renamed = book.rename(book.with_suffix(".kiosksync"))
    assert used.syncing.sync(renamed).code is RefusalCode.WORKBOOK
    assert [one.code for one in used.syncing.candidates(book.parent)] == [RefusalCode.WORKBOOK]
    assert HistoryAction.REFUSED not in {one.action for one in used.syncing.history()}


def test_other_keys_are_in_the_report_and_in_what_happened(used: Box) -> None:
    newer = used.at(coalition=used.coalition.rotate(targets=team("Tim"), editors=team("Eve", "Ed")))
    outcome = newer.bring(small(), 2)
    report = outcome.report
    told = [(one.role.value, one.name, bool(one.old)) for one in report.keys]
    assert told == [
        ("targets", "Tim", True),
        ("directory", "Ed", True),
        ("directory", "Eve", False),
    ]
    assert not report.nothing
    assert [one.action for one in newer.syncing.history()][-2:] == [
        HistoryAction.SYNC,
        HistoryAction.KEYS,
    ]
    assert newer.syncing.status().keys_changed
    same = newer.bring(small(), 3)
    assert same.report.nothing
    assert newer.syncing.history()[-1].action is HistoryAction.SYNC
