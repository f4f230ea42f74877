"""A folder for a machine of its own, or the reason why there can be none here."""

from pathlib import Path

import pytest

from tests.deploy import machine
from tests.long_runs import missing


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The settings of a site, so far as an installation must have them."""
    path = tmp_path / "kiosk.toml"
    path.write_text("[screen]\ndiagonal = 21.5\n", "ascii")
    return path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """What becomes ``/results`` in the machine; its units may write in ``probes``."""
    if reason := machine.lacking():
        missing("machine", reason)
    tmp_path.chmod(0o755)
    (tmp_path / "probes").mkdir()
    (tmp_path / "probes").chmod(0o777)
    return tmp_path
