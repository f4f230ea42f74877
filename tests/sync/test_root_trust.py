"""Whom a kiosk believes: by typing the fingerprint, and only then."""

from pathlib import Path

import pytest

from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync.answers import SyncStatus
from kiosk.sync.history import HistoryAction
from kiosk.sync.holds import HoldReason
from kiosk.sync.root_trust import TrustManager
from kiosk.sync.service import Consent
from kiosk.sync.trust import fingerprint, load_root, save_root
from tests.sync.box import Box, gone, small, withdrawn
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
    used.bring(gone(small(), "men-beds"), 7, withdrawn=[withdrawn("service", "men-beds")])
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


def test_trust_that_cannot_be_written_leaves_what_was(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = used.at(coalition=make_coalition(people=2))
    path = other.file(small(), 1)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kiosk.sync.root_replacement.write_state", fail)
        with pytest.raises(Refused) as caught:
            TrustManager(used.syncing).add(path, typed(other), replace=True)
    assert caught.value.code is RefusalCode.DISK_FULL
    assert load_root(used.folder) == used.coalition.trusted
    save_root(used.folder, used.coalition.trusted)


def test_a_data_folder_that_is_a_file_brings_no_trust(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    box = Box(tmp_path / "data", tmp_path / "stick")
    with pytest.raises(Refused) as caught:
        TrustManager(box.syncing).offered(box.file(small(), 1))
    assert caught.value.code is RefusalCode.WRITE_FAILED
