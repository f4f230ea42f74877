"""Programs that break one rule each: the faults of the other tests have to show every one of them.

A test of faults that finds nothing says little until it is seen to find something.
"""

import pytest

from tests.faults.room import PinRoom, Room, all_ways
from tests.faults.scene import Scene, damaged, taking
from tests.faults.world import World, version_in_use

COMMIT = "/state.json.N.tmp"


@pytest.mark.rotating(3)
@pytest.mark.parametrize(
    "broken", ["nothing_is_synced", "only_the_state_is_synced", "state_is_not_synced"]
)
def test_a_power_cut_shows_what_is_not_synced(room: Room, broken: str) -> None:
    scene = taking(room.world, broken)
    room.lay(scene)
    assert any(room.sync_problem(scene, cut) for cut in reversed(all_ways([None])))


@pytest.mark.usefixtures("copied_builds")
def test_a_kill_shows_old_data_that_goes_too_early(traced_world: World) -> None:
    scene = taking(traced_world, "old_data_goes_first")
    whole, calls = scene.whole()
    commit = [call for call in calls if COMMIT in call.form][:1]
    _, wrong = scene.sweep((("killed", call) for call in commit), whole)
    assert len(wrong) == 1
    assert "is in use instead of 1 or 2" in wrong[0]


def test_a_failing_disk_shows_errors_that_are_swallowed(traced_world: World) -> None:
    scene = taking(traced_world, "errors_are_swallowed")
    whole, calls = scene.whole()
    commit = [call for call in calls if COMMIT in call.form and call.name == "fsync"]
    number, wrong = scene.sweep((("EIO once", call) for call in commit), whole)
    assert number
    assert len(wrong) == number
    assert "1 is in use instead of 2" in wrong[0]


@pytest.mark.parametrize(("broken", "version"), [("", "2"), ("signed_file_is_not_kept", "1")])
def test_damage_after_a_sync_shows_whether_the_signed_file_was_kept(
    traced_world: World, broken: str, version: str
) -> None:
    scene: Scene = taking(traced_world, broken)
    data = scene.fresh("data-00")
    assert scene.command(data).run().code == 0
    damaged(data)
    assert version_in_use(data) == version


@pytest.mark.parametrize(
    ("broken", "wrong"),
    [("", ""), ("root_is_not_kept", "the trusted root is 1, 2 was seen")],
)
def test_what_is_believed_after_a_sync_shows_whether_the_root_was_kept(
    traced_world: World, broken: str, wrong: str
) -> None:
    scene = taking(traced_world, broken)
    data = scene.fresh("data-00")
    assert scene.command(data).run().code == 0
    assert scene.problem(data, 0) == wrong


def test_a_power_cut_shows_tries_that_are_counted_after_the_look(room: Room) -> None:
    own = PinRoom(room, "tries_are_counted_after")
    own.lay()
    calls = room.whole(own.trying())
    assert [wrong for cut in all_ways(calls[:1])[:1] if (wrong := own.problem(cut))]
