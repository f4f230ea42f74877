"""The state, read again from the kept files where it is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.sync import recovery
from kiosk.sync.data_folder import StartReason
from kiosk.sync.databases import MakeError
from kiosk.sync.recovery import recover
from kiosk.sync.state import DataSource
from kiosk.sync.trust import save_root
from tests.older_words import LATER, Later
from tests.sync.box import BEDS, OLD, Box, changed, gone, small


def test_tombstones_come_back_with_the_files(bare: Box) -> None:
    bare.trust()
    bare.bring(gone(small(), "men-beds"), 2, withdrawn=BEDS)
    wanted = bare.state.tombstones
    bare.lose_states()
    state, _ = recover(bare.folder, bare.maker)
    assert state.tombstones == wanted
    assert state.person is None


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
def test_a_text_that_breaks_only_what_came_later_leaves_the_file_believed(
    bare: Box, later: Later
) -> None:
    bare.trust()
    with later.older():
        bare.bring(changed(small(), "food-box", **{later.field: later.text}), 1)
    before = bare.state.active
    bare.lose_states()
    state, _ = recover(bare.folder, bare.maker)
    assert (state.active.source, state.active.kept) == (DataSource.SIGNED, before.kept)


def no_root(bare: Box) -> None:
    (bare.folder / "root.json").unlink()


def broken_root(bare: Box) -> None:
    (bare.folder / "root.json").write_text("{}")


def other_names(bare: Box) -> None:
    for path in list(bare.folder.glob("*.kiosksync")):
        path.rename(
            path.with_name(f"a{path.name[1:]}" if path.name[0] != "a" else f"b{path.name[1:]}")
        )


def broken_files(bare: Box) -> None:
    for path in bare.folder.glob("*.kiosksync"):
        path.write_bytes(b"PK")
        path.rename(path.with_name("3f5b2b6a3d3f0a4c.kiosksync"))


def unreadable(bare: Box) -> None:
    for path in list(bare.folder.glob("*.kiosksync")):
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize("harm", [no_root, broken_root, other_names, broken_files, unreadable])
def test_files_that_nobody_vouches_for_are_not_used(
    synced: Box, harm: Callable[[Box], None]
) -> None:
    synced.lose_states()
    harm(synced)
    _, reason = recover(synced.folder, synced.maker)
    assert reason is StartReason.FIRST_START
    assert synced.numbers("food-box") == [OLD]


def test_files_of_an_older_root_are_not_used(synced: Box) -> None:
    save_root(synced.folder, synced.coalition.rotate().trusted)
    synced.lose_states()
    recover(synced.folder, synced.maker)
    assert synced.state.active.source is DataSource.FACTORY


def test_a_file_that_cannot_be_built_again_leaves_the_factory(
    synced: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced.lose_states()

    real, tried = recovery.make_database, []

    def fail_once(*words: Any) -> tuple[str, str]:
        tried.append(words)
        if len(tried) == 1:
            raise MakeError("no")
        return real(*words)

    monkeypatch.setattr(recovery, "make_database", fail_once)
    recover(synced.folder, synced.maker)
    assert synced.state.active.source is DataSource.FACTORY


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_newest_is_used_in_whatever_order_they_are_found(
    synced: Box, monkeypatch: pytest.MonkeyPatch, *, newest_first: bool
) -> None:
    slots = synced.state.slots
    files = [synced.folder / slot.kept for slot in (slots if newest_first else slots[::-1])]
    monkeypatch.setattr(recovery, "files_like", lambda *_: files)
    found = recovery.rebuild_state(synced.folder, synced.maker)
    assert found.active.kept == slots[0].kept
