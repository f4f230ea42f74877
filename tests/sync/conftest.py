from pathlib import Path

import pytest

from kiosk.sync.baseline import Baseline, make_baseline
from kiosk.sync.data_folder import StartReason
from kiosk.sync.recovery import recover
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import NEW, NEWER, OLD, Box, dialled, small
from tests.sync.wide import content_of, wide


@pytest.fixture
def bare(tmp_path: Path) -> Box:
    """A kiosk with nothing but its factory directory."""
    made = Box(tmp_path / "data", tmp_path / "stick")
    assert recover(made.folder, made.maker)[1] is StartReason.FIRST_START
    return made


@pytest.fixture
def synced(bare: Box) -> Box:
    """A kiosk with two signed files, the second in use."""
    bare.trust()
    bare.bring(dialled(small(), OLD, NEW), 1)
    bare.bring(dialled(small(), OLD, NEWER), 2)
    return bare


@pytest.fixture(scope="module")
def base() -> Baseline:
    """What a person accepted: the wide directory."""
    return make_baseline(content_of(wide()))


@pytest.fixture
def box(tmp_path: Path) -> Box:
    """A kiosk that trusts a coalition and has nothing of it yet."""
    return Box(tmp_path / "data", tmp_path / "stick").trust()


@pytest.fixture
def used(box: Box) -> Box:
    """With the first file in use, accepted by a person."""
    assert box.bring(small(), 1).status is SyncStatus.APPLIED
    return box
