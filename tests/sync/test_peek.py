"""A file that is looked into where it lies."""

from pathlib import Path

import pytest

from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync import container
from tests.sync.attempt import RECORDS
from tests.sync.box import BROKEN, failing
from tests.sync.toolkit import make_coalition, pack


def test_a_stick_that_fails_while_it_is_glanced_at_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(pack(make_coalition().parts(RECORDS)))
    assert container.peek(tmp_path / "file").roots
    monkeypatch.setattr(container, "_container", failing(BROKEN))
    with pytest.raises(Refused) as caught:
        container.peek(tmp_path / "file")
    assert caught.value.code is RefusalCode.UNREADABLE
