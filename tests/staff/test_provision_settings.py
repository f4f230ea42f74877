"""Closed for care, and whom a settings file says a new kiosk trusts."""

from pathlib import Path

import pytest

from kiosk.staff import maintenance_mode
from kiosk.staff.provision_settings import ProvisionSettings


def test_closed_is_a_file_without_content(tmp_path: Path) -> None:
    maintenance_mode.close(tmp_path / "care")
    assert (tmp_path / "care").read_bytes() == b""


def test_whom_to_trust_lies_beside_the_settings() -> None:
    said = ProvisionSettings(root="coalition.json", fingerprint="7a3f 09c1")
    assert said.coalition_file(Path("/stick/settings.toml")) == Path("/stick/coalition.json")
    assert ProvisionSettings().coalition_file(Path("/stick/settings.toml")) is None


@pytest.mark.parametrize(
    ("root", "groups"), [("coalition.json", ""), ("", "7a3f"), ("a\nb", "7a3f"), (5, "7a3f")]
)
def test_one_without_the_other_is_refused(root: str, groups: str) -> None:
    with pytest.raises(ValueError, match=r"together|on one line"):
        ProvisionSettings(root=root, fingerprint=groups)
