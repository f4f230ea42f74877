"""A sync whose disk fails, or which is killed, at any call that changes something.

Whatever happens: the old data is in use or the new one, complete; never less than was answered;
and the next file goes in.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.room import three_wrong, trying, uncounted
from tests.faults.scene import HOW, NAMES, Scene, mending, reading, taking
from tests.faults.tracing import Traced, changes, looks, once, spread
from tests.faults.world import World, problem
from tests.long_runs import FULL, add_figure, of_the_day

KILLS, ERRORS = 12, 3
"""Calls spread over the run: a quarter of the first each day; a long run tries every call."""


@pytest.fixture
def scene(traced_world: World) -> Scene:
    return taking(traced_world)


@pytest.fixture
def mending_scene(traced_world: World) -> Scene:
    return mending(traced_world)


def test_killed_anywhere_a_sync_leaves_whole_data(scene: Scene) -> None:
    whole, calls = scene.whole()
    killed = of_the_day(spread(calls, KILLS), parts=4)
    number, wrong = scene.sweep((("killed", call) for call in killed), whole)
    assert number >= KILLS // 4
    assert not wrong, "\n".join(wrong)


@pytest.mark.rotating(4)
@pytest.mark.parametrize("how", [how for how in HOW if how != "killed"])
def test_a_failing_disk_leaves_whole_data(scene: Scene, how: str) -> None:
    whole, calls = scene.whole()
    _, wrong = scene.sweep(((how, call) for call in spread(calls, ERRORS)), whole)
    assert not wrong, "\n".join(wrong)


def test_a_stick_that_cannot_be_read_is_refused(scene: Scene) -> None:
    data = scene.fresh("data-00")
    traced = scene.command(data)
    reading = Traced(traced.command, traced.log, traced.env, ("read",))
    calls = [one for one in reading.run().calls if str(scene.world.file(2)) in one.told]
    assert calls
    for call in calls:
        data = scene.fresh("data-00")
        ended = reading.run(once(call, "EIO"))
        assert (ended.code, ended.struck) == (1, call.form), ended.err
        assert "cannot be read" in ended.out.lower() + ended.err.lower()
        assert not problem(scene.world, data, (1,), None, 1)


def test_a_disk_that_cannot_be_read_once_loses_nothing(scene: Scene) -> None:
    own = reading(scene)
    whole, calls = own.whole(looks)
    _, wrong = own.sweep((("EIO once", call) for call in spread(calls, ERRORS)), whole)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("how", HOW if FULL else ["EIO once"])
def test_a_try_at_the_pin_that_cannot_be_counted_is_no_try(
    traced_world: World, tmp_path: Path, how: str
) -> None:
    three_wrong(tmp_path / "before")
    data = tmp_path / "data-00"
    shutil.copytree(tmp_path / "before", data)
    whole = trying(traced_world, data).run()
    assert whole.out == "wrong"
    calls = changes(whole, data)
    for call in calls if FULL else spread(calls, ERRORS):
        shutil.rmtree(data)
        shutil.copytree(tmp_path / "before", data)
        traced = trying(traced_world, data)
        ended = traced.run(HOW[how](call, whole))
        assert ended.struck == call.form
        assert not uncounted(traced, data), f"{how} at {call}"


def test_killed_while_it_mends_a_start_mends_again(mending_scene: Scene) -> None:
    whole, calls = mending_scene.whole()
    _, wrong = mending_scene.sweep((("killed", call) for call in spread(calls, ERRORS)), whole)
    assert not wrong, "\n".join(wrong)


@pytest.mark.nightly
@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("make", NAMES)
def test_every_fault_at_every_call_leaves_whole_data(
    traced_world: World, make: Callable[[World], Scene], how: str
) -> None:
    scene = make(traced_world)
    whole, calls = scene.whole()
    number, wrong = scene.sweep(((how, call) for call in calls), whole)
    assert not wrong, "\n".join(wrong)
    add_figure(f"{NAMES[make]}: {how}", number)


@pytest.mark.nightly
@pytest.mark.parametrize("make", NAMES)
def test_a_read_that_fails_anywhere_leaves_whole_data(
    traced_world: World, make: Callable[[World], Scene]
) -> None:
    scene = reading(make(traced_world))
    whole, calls = scene.whole(looks)
    number, wrong = scene.sweep((("EIO once", call) for call in calls), whole)
    assert not wrong, "\n".join(wrong)
    add_figure(f"{NAMES[make]}: unreadable once", number)
