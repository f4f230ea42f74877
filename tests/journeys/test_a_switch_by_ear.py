"""Who goes by ear hears what a touch turned on or off, kept or took away."""

import pytest

from tests.journeys.test_who_cannot_read import Listener
from tests.journeys.visitor import VisitorMaker
from tests.touches import act_of


@pytest.fixture
def listener(arrive: VisitorMaker) -> Listener:
    return Listener(arrive).by_ear()


def test_what_a_touch_turned_on_or_off_is_heard(listener: Listener) -> None:
    for target in ("language:en", "need:food", "tile:food.eat_today"):
        listener.touch(target)
        listener.touch(target)
    shows = next(n for n in listener.visitor.scene.touches if n.id in {"chips", "chip:free"})
    if shows.id == "chips":
        listener.touch("chips")
        listener.touch("chips")
    assert listener.touch("chip:free") == "Free. Not chosen."
    assert listener.touch("chip:free") == "Free. Chosen."
    assert listener.touch("chip:free") == "Free. Not chosen."
    for target, said in (
        ("see", "Easier to see."),
        ("size:L", "Large letters. Chosen."),
        ("low", "Put everything lower. Chosen."),
    ):
        listener.touch(target)
        assert listener.touch(target) == said


def test_a_place_kept_or_taken_off_is_heard(listener: Listener) -> None:
    for target in ("language:en", "language:en"):
        listener.touch(target)
    for target in ("need:talk", "service:weave-line"):
        listener.shell.obey(act_of(target))
    keep = "keep:weave-line"
    while keep not in {node.id for node in listener.visitor.scene.touches}:
        listener.shell.obey(act_of(f"page:{listener.shell.visit.route.page + 1}"))
    assert listener.touch(keep) == "Keep on my list."
    assert listener.touch(keep) == "On my list. Chosen."
    listener.touch("list")
    listener.touch("list")
    assert listener.touch(keep) == "Take off. WV Line."
    assert listener.touch(keep) == "My list."
    assert not listener.shell.visit.saved
