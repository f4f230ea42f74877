"""What is made once for all workers of a run, and what one process of a machine has at a time."""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from kiosk.directory import builder
from kiosk.domain.helplines import Helpline
from kiosk.domain.records import AnyRecord
from kiosk.sync import recovery, startup
from kiosk.sync.data_folder import FolderError, StartReason
from kiosk.sync.databases import MakeError, SqliteMaker

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


@contextmanager
def one_build(factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each directory is built once for all workers: whoever builds it after that gets a copy.

    A start repairs the data folder in this process instead of a new one.
    """
    real = builder.build

    def build(
        records: Iterable[AnyRecord],
        path: Path,
        helplines: Iterable[Helpline] = (),
        _on_progress: builder.BuildProgress | None = None,
        *,
        unseen: frozenset[str] = frozenset(),
    ) -> None:
        every, lines = tuple(records), tuple(helplines)
        content = msgspec.json.encode((every, lines, sorted(unseen)))
        name = f"directory-{hashlib.sha256(content).hexdigest()}.db"
        made = once(factory, name, lambda at: real(every, at, lines, unseen=unseen))
        shutil.copyfile(made, path)

    def repair(data: Path, files: Sequence[Path]) -> StartReason:
        try:
            return recovery.recover(data, SqliteMaker(files))[1]
        except (FolderError, MakeError) as error:
            raise startup.StartError(str(error)) from error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "build", build)
        patch.setattr(startup, "_repair_in_subprocess", repair)
        yield
