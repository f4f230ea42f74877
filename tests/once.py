"""What is made once for all workers of a run, and what one process of a machine has at a time."""

import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE_S = 300.0
"""No process waits longer for another one: then it goes on without the lock."""


@contextmanager
def one_at_a_time(name: str, patience: float = PATIENCE_S) -> Iterator[bool]:
    """One process of this user at a time; false where another one did not end in time.

    The system frees the lock of a process that ends, however it ends.
    """
    path = Path(tempfile.gettempdir()) / f"resource-kiosk-tests-{os.getuid()}-{name}.lock"
    end = time.monotonic() + patience
    with path.open("a") as file:
        mine = _try(file.fileno())
        while not mine and time.monotonic() < end:
            time.sleep(0.05)
            mine = _try(file.fileno())
        yield mine


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """What ``make`` puts at a path: the first worker that needs it makes it, none changes it."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    path = root / "once" / name
    with one_at_a_time(f"{root.name}-{name}"):
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            own = Path(tempfile.mkdtemp(dir=path.parent)) / name
            make(own)
            own.replace(path)
    return path
