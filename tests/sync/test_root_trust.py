"""Whom a kiosk believes: by typing the fingerprint, and only then."""

from pathlib import Path

import pytest

from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync import root_replacement
from kiosk.sync.history import HistoryAction
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import Consent
from kiosk.sync.root_trust import TrustManager
from kiosk.sync.state import State, write_state
from kiosk.sync.sync_answers import SyncStatus
from kiosk.sync.trust import fingerprint, load_root
from tests.sync.box import BEDS, FULL, NEW, OLD, Box, dialled, failing, gone, small
from tests.sync.toolkit import make_coalition


@pytest.fixture
def fresh(tmp_path: Path) -> Box:
    box = Box(tmp_path / "data", tmp_path / "stick")
    box.file(small(), 1)
    return box


def typed(box: Box) -> str:
    return " ".join(fingerprint(box.coalition.trusted))


def document(box: Box) -> Path:
    path = box.stick / "root.json"
    path.write_bytes(box.coalition.trusted.raw)
    return path


@pytest.mark.parametrize("kind", ["sync file", "root document"])
def test_a_root_is_believed_once_its_groups_are_typed(fresh: Box, kind: str) -> None:
    path = fresh.stick / "1.kiosksync" if kind == "sync file" else document(fresh)
    trusting = TrustManager(fresh.syncing)
    assert trusting.offered(path).publisher == "Test Coalition"
    assert trusting.shown() is None
    groups = typed(fresh).split()
    wrong = " ".join([*groups[:2], "0000", *groups[3:]])
    assert trusting.wrong(path, wrong) == (3,)
    with pytest.raises(Refused) as caught:
        trusting.add(path, wrong)
    assert caught.value.code is RefusalCode.FINGERPRINT
    assert trusting.shown() is None
    assert trusting.add(path, typed(fresh)) == trusting.shown()
    assert trusting.add(path, typed(fresh)).version == 1
    assert [one.action for one in fresh.syncing.history()] == [HistoryAction.TRUST]
    assert fresh.bring(small(), 1).status is SyncStatus.APPLIED


def test_another_coalition_is_believed_only_when_said_so(used: Box) -> None:
    used.bring(gone(small(), "men-beds"), 7, withdrawn=BEDS)
    other = used.at(coalition=make_coalition(people=2, publisher="Another"))
    path = other.file(small(), 1)
    trusting = TrustManager(used.syncing)
    with pytest.raises(Refused) as caught:
        trusting.add(path, typed(other))
    assert caught.value.code is RefusalCode.OTHER_TRUST
    trusting.add(path, typed(other), replace=True)
    assert used.state.accepted is None
    assert other.syncing.sync(path, Consent.UNATTENDED).hold is HoldReason.FIRST_FILE
    outcome = other.syncing.sync(path, Consent.PERSON)
    assert outcome.status is SyncStatus.APPLIED
    assert "men-beds" in used.services()
    assert used.bring(small(), 8).code is RefusalCode.OTHER_COALITION


def test_a_broken_root_is_replaced_only_when_said_so(used: Box) -> None:
    (used.folder / "root.json").write_text("{}")
    path = used.stick / "1.kiosksync"
    trusting = TrustManager(used.syncing)
    with pytest.raises(Refused):
        trusting.shown()
    with pytest.raises(Refused):
        trusting.add(path, typed(used))
    trusting.add(path, typed(used), replace=True)
    assert trusting.shown() is not None


def test_mending_the_root_lets_no_older_file_in(used: Box) -> None:
    """The same coalition is added again: what it published before is still older."""
    old = used.stick / "1.kiosksync"
    used.bring(gone(small(), "men-beds"), 2)
    (used.folder / "root.json").write_text("{}")
    TrustManager(used.syncing).add(used.stick / "2.kiosksync", typed(used), replace=True)
    assert used.syncing.sync(old, Consent.PERSON).code is RefusalCode.ROLLBACK
    assert used.bring(gone(small(), "men-beds"), 3, Consent.UNATTENDED).hold is None


def test_a_root_that_no_file_vouches_for_starts_anew(used: Box) -> None:
    """The root and the file in use are damaged, so nothing shows that the coalition is the same."""
    (used.folder / "root.json").write_text("{}")
    (used.folder / used.state.active.kept).write_bytes(b"")
    path = used.stick / "1.kiosksync"
    TrustManager(used.syncing).add(path, typed(used), replace=True)
    assert used.state.accepted is None


def test_another_coalition_in_place_of_a_broken_root_starts_anew(used: Box) -> None:
    used.bring(small(), 7)
    (used.folder / "root.json").write_text("{}")
    other = used.at(coalition=make_coalition(people=2, publisher="Another"))
    path = other.file(small(), 1)
    TrustManager(used.syncing).add(path, typed(other), replace=True)
    assert other.syncing.sync(path, Consent.UNATTENDED).hold is HoldReason.FIRST_FILE


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\3\4", b"no file"], ids=str)
def test_what_brings_no_root_is_refused(fresh: Box, content: bytes) -> None:
    (fresh.stick / "x").write_bytes(content)
    with pytest.raises(Refused):
        TrustManager(fresh.syncing).offered(fresh.stick / "x")


def test_a_data_folder_that_is_a_file_brings_no_trust(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    box = Box(tmp_path / "data", tmp_path / "stick")
    with pytest.raises(Refused) as caught:
        TrustManager(box.syncing).offered(box.file(small(), 1))
    assert caught.value.code is RefusalCode.WRITE_FAILED


# --- one coalition in place of another, through power cuts and disks that fail -------------------


@pytest.mark.parametrize("cut", ["write_state", "save_root", "_done"])
def test_a_power_cut_while_one_coalition_follows_another_lets_no_older_file_in(
    used: Box, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    """Until the new root stands the floor of the old one does; what was decided is done later."""
    old = used.stick / "1.kiosksync"
    used.bring(dialled(small(), OLD, NEW), 7)
    other = used.at(coalition=make_coalition(people=2, publisher="Another"), stick=used.stick / "o")
    path = other.file(small(), 1)

    class PowerCut(BaseException):
        pass

    with monkeypatch.context() as patch:
        patch.setattr(root_replacement, cut, failing(PowerCut()))
        with pytest.raises(PowerCut):
            TrustManager(used.syncing).add(path, typed(other), replace=True)
    assert used.syncing.sync(old, Consent.PERSON).code is RefusalCode.OTHER_COALITION
    assert load_root(used.folder) == other.coalition.trusted
    assert used.state.accepted is None
    assert not (used.folder / root_replacement.NEXT_FILE).exists()
    assert other.syncing.sync(path, Consent.PERSON).status is SyncStatus.APPLIED
    mark = used.state.accepted
    with used.syncing.folder():
        assert used.state.accepted == mark


def test_what_was_decided_and_is_done_is_never_done_again(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file cannot be removed, for ever."""
    other = used.at(coalition=make_coalition(people=2, publisher="Another"), stick=used.stick / "o")
    path = other.file(small(), 1)
    monkeypatch.setattr(root_replacement, "_done", lambda _: None)
    TrustManager(used.syncing).add(path, typed(other), replace=True)
    assert other.syncing.sync(path, Consent.PERSON).status is SyncStatus.APPLIED
    assert other.syncing.sync(path, Consent.PERSON).status is SyncStatus.ALREADY
    assert used.state.accepted is not None


def test_a_decision_that_cannot_be_read_or_done_is_refused(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = used.folder / root_replacement.NEXT_FILE
    before = used.state
    decided.write_bytes(b"{")
    assert used.bring(small(), 2).status is SyncStatus.APPLIED, "it says nothing"
    assert not decided.exists()
    decided.mkdir()
    assert used.bring(small(), 3).code is RefusalCode.TRUST_DAMAGED
    decided.rmdir()
    other = used.at(coalition=make_coalition(people=2), stick=used.stick / "o")
    path = other.file(small(), 1)
    with monkeypatch.context() as patch:
        patch.setattr(root_replacement, "save_root", failing(Refused(RefusalCode.WRITE_FAILED)))
        with pytest.raises(Refused):
            TrustManager(used.syncing).add(path, typed(other), replace=True)
        patch.setattr(root_replacement, "write_state", failing(FULL))
        assert used.bring(small(), 4).code is RefusalCode.DISK_FULL
    assert load_root(used.folder) == used.coalition.trusted
    assert used.state != before
    assert other.syncing.sync(path, Consent.PERSON).status is SyncStatus.APPLIED


def test_a_state_that_is_written_although_it_failed_is_followed_by_its_root(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the last sync of the folder failed: the floor is gone, so the root must follow."""
    other = used.at(coalition=make_coalition(people=2), stick=used.stick / "o")
    path = other.file(small(), 1)

    def half(folder: Path, state: State) -> None:
        write_state(folder, state)
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(root_replacement, "write_state", half)
        with pytest.raises(Refused):
            TrustManager(used.syncing).add(path, typed(other), replace=True)
    with used.syncing.folder():
        assert load_root(used.folder) == other.coalition.trusted


def test_what_cannot_be_begun_is_not_done_later(used: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    other = used.at(coalition=make_coalition(people=2), stick=used.stick / "o")
    path = other.file(small(), 1)
    with monkeypatch.context() as patch:
        patch.setattr(root_replacement, "write_state", failing(FULL))
        with pytest.raises(Refused) as caught:
            TrustManager(used.syncing).add(path, typed(other), replace=True)
    assert caught.value.code is RefusalCode.DISK_FULL
    with used.syncing.folder() as state:
        assert load_root(used.folder) == used.coalition.trusted
        assert state.accepted is not None
