"""A screen that a test drops is freed here, before a thread of a later test could free it."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer

from tests.leftovers import free_leftovers, running


class Screen(QObject):
    """Ticks, and is part of a circle: only the collector frees it."""

    def __init__(self) -> None:
        super().__init__()
        self.timer = QTimer(self)
        self.timer.start(60_000)
        self.itself = self


DROPPED: list[weakref.ref[Screen]] = []


@pytest.fixture(autouse=True)
def uncollected(qapp: object) -> Iterator[None]:
    """Nothing is freed by chance."""
    del qapp
    gc.disable()
    yield
    gc.enable()


def test_what_is_dropped_is_freed_and_what_is_used_is_not() -> None:
    used, dropped = Screen(), weakref.ref(Screen())
    assert dropped() is not None
    free_leftovers()
    assert dropped() is None
    assert running() == [used.timer]


def test_a_screen_is_left_running() -> None:
    DROPPED.append(weakref.ref(Screen()))
    assert DROPPED[0]() is not None


def test_it_is_gone_before_the_next_test_begins() -> None:
    assert DROPPED, "runs after the test above"
    assert DROPPED[0]() is None
    assert running() == []
