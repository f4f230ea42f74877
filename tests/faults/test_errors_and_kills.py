"""A sync whose disk fails, or which is killed, at any call that changes something.

Whatever happens: the old data is in use or the new one, complete; never less than was answered;
and the next file goes in.
"""

import pytest

from tests.faults.scene import HOW, Scene, mending, taking, told
from tests.faults.tracing import FULL, Traced, once, spread
from tests.faults.world import World, problem


@pytest.fixture
def scene(traced_world: World) -> Scene:
    return taking(traced_world)


@pytest.fixture
def mending_scene(traced_world: World) -> Scene:
    return mending(traced_world)


def test_killed_anywhere_a_sync_leaves_whole_data(scene: Scene) -> None:
    whole, calls = scene.whole()
    number, wrong = scene.sweep((("killed", call) for call in spread(calls, 20)), whole)
    assert number == 20
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("how", [how for how in HOW if how != "killed"])
def test_a_failing_disk_leaves_whole_data(scene: Scene, how: str) -> None:
    whole, calls = scene.whole()
    _, wrong = scene.sweep(((how, call) for call in spread(calls, 3)), whole)
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
        assert (ended.code, ended.hit) == (1, True), ended.err
        assert "cannot be read" in ended.out.lower() + ended.err.lower()
        assert not problem(scene.world, data, (1,), ended.code)


def test_killed_while_it_mends_a_start_mends_again(mending_scene: Scene) -> None:
    whole, calls = mending_scene.whole()
    _, wrong = mending_scene.sweep((("killed", call) for call in spread(calls, 4)), whole)
    assert not wrong, "\n".join(wrong)


@pytest.mark.nightly
@pytest.mark.skipif(not FULL, reason="a long run")
@pytest.mark.parametrize("how", HOW)
def test_a_sync_survives_every_fault(
    scene: Scene, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, calls = scene.whole()
    number, wrong = scene.sweep(((how, call) for call in calls), whole)
    assert not wrong, "\n".join(wrong)
    told(capsys, f"sync, {how}", number)


@pytest.mark.nightly
@pytest.mark.skipif(not FULL, reason="a long run")
@pytest.mark.parametrize("how", ["killed", "EIO once", "ENOSPC for ever"])
def test_a_start_that_mends_survives_every_fault(
    mending_scene: Scene, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, calls = mending_scene.whole()
    number, wrong = mending_scene.sweep(((how, call) for call in calls), whole)
    assert not wrong, "\n".join(wrong)
    told(capsys, f"mending, {how}", number)
