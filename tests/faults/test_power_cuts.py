"""The power goes at any call of a sync, of a start that mends, of a try at the PIN.

The program is ended at the call, then the file system is shut down as a power cut does it: what
was not synced is gone. Afterwards the old data or the new is in use, complete, and never less than
was answered.
"""

import subprocess
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from tests.faults.power import CUTS
from tests.faults.room import PinRoom, Room, all_ways, in_turn, sweep_beside
from tests.faults.scene import NAMES, Scene, taking
from tests.faults.tracing import spread
from tests.faults.world import World
from tests.long_runs import FULL, add_figure

HOLD = ("unshare", "--mount", "--propagation=unchanged", "sh", "-c", "echo held; cat")
"""A process with a mount namespace of its own, until its input ends."""


def test_no_power_cut_takes_data_away(rooms: tuple[Room, ...]) -> None:
    room = rooms[0]
    scene = taking(room.world)
    for one in rooms:
        one.lay(scene)
    calls = room.whole(scene.command(room.data()))
    wrong = sweep_beside(rooms, scene, in_turn(spread(calls, 6)) + all_ways([None]))
    assert not wrong, "\n".join(wrong)


def test_a_disk_that_another_namespace_holds_dead_is_whole_when_power_is_back(room: Room) -> None:
    disk = room.base.copy(room.base.image.with_suffix(".held"))
    with ExitStack() as held:
        with disk.mounted():
            disk.cut(CUTS["journal lost"])
            holds = subprocess.Popen(HOLD, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            held.enter_context(holds)
            assert holds.stdout is not None
            assert holds.stdout.readline() == b"held\n"
        with disk.again().mounted() as place:
            (place / "written").write_text("with power")


@pytest.mark.nightly
@pytest.mark.parametrize("make", NAMES)
def test_no_power_cut_anywhere_takes_data_away(
    rooms: tuple[Room, ...], make: Callable[[World], Scene]
) -> None:
    room = rooms[0]
    scene = make(room.world)
    for one in rooms:
        one.lay(scene)
    cuts = all_ways([*room.whole(scene.command(room.data())), None])
    wrong = sweep_beside(rooms, scene, cuts)
    assert not wrong, "\n".join(wrong)
    add_figure(f"{NAMES[make]}: power cut", len(cuts))


def test_no_power_cut_gives_a_try_at_the_pin_back(room: Room) -> None:
    own = PinRoom(room)
    own.lay()
    calls = room.whole(own.trying())
    cuts = all_ways([*calls, None]) if FULL else in_turn([*spread(calls, 6), None])
    wrong = [wrong for cut in cuts if (wrong := own.problem(cut))]
    assert not wrong, "\n".join(wrong)
    add_figure("a try at the PIN: power cut", len(cuts))
