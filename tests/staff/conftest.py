"""A provisioned kiosk."""

from pathlib import Path

import pytest

from kiosk.staff import pin as pins
from kiosk.staff.provisioning import provision
from tests.staff.kit import GOOD
from tests.sync.conftest import box, used

__all__ = ["box", "kiosk", "used"]


@pytest.fixture
def kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A provisioned data folder. Its scrypt costs next to nothing, here alone."""
    plain = pins.hashlib.scrypt

    def quick(secret: bytes, **how: int) -> bytes:
        return plain(secret, **{**how, "n": 2})  # type: ignore[arg-type]

    monkeypatch.setattr(pins.hashlib, "scrypt", quick)
    folder = tmp_path / "data"
    provision(folder, GOOD)
    return folder
