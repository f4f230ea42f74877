"""A plain copy fills the watched folder: slowly, broken off, too large a change, tampered with."""

from pathlib import Path

import pytest

from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.history import HistoryAction, read_history
from kiosk.sync.holds import HoldReason
from kiosk.sync.sync_answers import SyncStatus
from tests.fleet.site import NUMBERS, SERVICES, Editor, Site

NEW, NEWER, FOREIGN = "+19165552001", "+19165552002", "+19165552003"
OTHERS = (
    ".syncthing.city.kiosksync.tmp",
    "~syncthing~city.kiosksync.tmp",
    ".city.kiosksync",
    "~city.kiosksync",
    "city.sync-conflict-20261126-101500-ABCDEFG.kiosksync",
    "city.kiosksync.part",
)
"""Of Syncthing, rsync, office programs and browsers."""


@pytest.fixture
def begun(editor: Editor, site: Site) -> Site:
    """A person at the kiosk has accepted the first file."""
    first = editor.publish(site.folder / "city.kiosksync", {})
    site.trust(first)
    assert site.rested().hold is HoldReason.FIRST_FILE
    assert site.number(5) == ""
    assert site.say("sync", "--yes").exit_code == 0
    assert site.number(5) == NUMBERS[5]
    assert site.look() is None, "the same file is asked about once"
    return site


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def test_a_copy_on_its_way_is_left_alone_and_a_whole_one_taken(
    editor: Editor, begun: Site, tmp_path: Path
) -> None:
    content = editor.publish(tmp_path / "next.kiosksync", {5: NEW}).read_bytes()
    place = begun.folder / "city.kiosksync"
    renewed = begun.renewed
    with place.open("wb", buffering=0) as copy:
        for at in range(0, len(content), len(content) // 3):
            copy.write(content[at : at + len(content) // 3])
            assert begun.look() is None, "it has just grown"
    found = begun.look()
    assert found is not None
    assert found.status is SyncStatus.APPLIED
    assert begun.renewed == renewed + 1
    assert (begun.number(5), begun.number(1)) == (NEW, NUMBERS[1])


@pytest.mark.parametrize("over", [True, False], ids=["over the old file", "beside it"])
def test_a_copy_that_broke_off_is_refused_and_taken_once_it_is_complete(
    editor: Editor, begun: Site, tmp_path: Path, *, over: bool
) -> None:
    content = editor.publish(tmp_path / "next.kiosksync", {5: NEW}).read_bytes()
    place = begun.folder / ("city.kiosksync" if over else "next.kiosksync")
    place.write_bytes(half(content))
    found = begun.rested()
    assert found.status is (SyncStatus.REFUSED if over else SyncStatus.ALREADY)
    refused = found.code or found.others[0].code
    assert refused is RefusalCode.TRUNCATED
    assert begun.number(5) == NUMBERS[5]
    place.write_bytes(content)
    assert begun.rested().status is SyncStatus.APPLIED
    assert begun.number(5) == NEW


def test_too_large_a_change_waits_and_a_person_decides(editor: Editor, begun: Site) -> None:
    place = begun.folder / "city.kiosksync"
    many = dict.fromkeys(range(SERVICES // 2, SERVICES), FOREIGN)
    editor.publish(place, many)
    found = begun.rested()
    assert (found.status, found.hold) == (SyncStatus.HELD, HoldReason.NUMBERS_CHANGED)
    assert begun.number(5) == NUMBERS[5]
    assert [one.action for one in read_history(begun.data)][-1] is HistoryAction.HELD
    assert begun.look() is None
    editor.publish(place, {5: NEWER})
    assert begun.rested().status is SyncStatus.APPLIED
    assert begun.number(5) == NEWER


def test_a_file_that_somebody_changed_is_refused(editor: Editor, begun: Site) -> None:
    place = begun.folder / "city.kiosksync"
    content = bytearray(editor.publish(place, {5: NEW}).read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(content)
    found = begun.rested()
    assert found.status is SyncStatus.REFUSED
    assert begun.number(5) == NUMBERS[5]
    assert begun.last_code() == found.code


def test_what_a_copying_program_leaves_meanwhile_is_not_looked_at(
    editor: Editor, begun: Site, tmp_path: Path
) -> None:
    content = editor.publish(tmp_path / "next.kiosksync", {5: NEW}).read_bytes()
    for name in OTHERS:
        (begun.folder / name).write_bytes(content)
    assert [begun.look() for _ in range(3)] == [None, None, None]
    assert "city.kiosksync: " in (listed := begun.say("sync", "--list").output)
    assert len(listed.splitlines()) == 1
    for name in OTHERS:
        (begun.folder / name).rename(begun.folder / "next.kiosksync")
    assert begun.rested().status is SyncStatus.APPLIED
    assert begun.number(5) == NEW
