"""What a test leaves of Qt is freed on the thread of Qt.

Python's collector comes by on whichever thread happens to run. An object of Qt that it frees on
another thread than the object's own leaves its running timer behind, and when that is due next the
process dies, in a test that has nothing to do with it. The program leaves no object of Qt to the
collector while it runs (``tests/journeys/test_nothing_is_dropped.py``); tests drop whole screens.
"""

import gc
from collections.abc import Generator

import pytest
from PySide6.QtCore import QTimer
from shiboken6 import Shiboken

YOUNG = 20_000
"""Objects that are made until the collector looks at them; Python's own number is 2,000."""
gc.disable()  # until the tests are collected: nothing of that is ever garbage


def running() -> list[QTimer]:
    """Every timer of Qt that runs and that Python knows of."""
    known = Shiboken.getAllValidWrappers()
    return [one for one in known if isinstance(one, QTimer) and one.isActive()]


def free_leftovers() -> bool:
    """Free, on this thread, what ticks and is no longer used; false if nothing ticks."""
    if not running():
        return False
    gc.collect()
    return True


def pytest_collection_finish() -> None:
    """Every test that was collected is passed over from here on, and the collector comes by less
    often: it took a quarter of the time of the collection and an eighth of that of the tests."""
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, bool | None, bool | None]:
    """After a test and all that was made for it, before the next one begins.

    What remains is passed over until the end of the file: a directory and its fonts are half a
    million objects, and to look at them after each test took a third of a second.
    """
    found = yield
    if last := nextitem is None or nextitem.path != item.path:
        gc.unfreeze()
    if free_leftovers() or last:
        gc.freeze()
    return found
