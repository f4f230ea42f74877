"""The words of one language cannot be read: whoever chooses it finds help in English words."""

import logging
from pathlib import Path

import pytest

from kiosk.app import assets, context
from tests.journeys.visitor import VisitorMaker


@pytest.mark.parametrize("damage", [None, b"", b"junk"], ids=["gone", "empty", "junk"])
def test_a_language_without_its_words_still_leads_to_help(
    arrive: VisitorMaker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    damage: bytes | None,
) -> None:
    request.addfinalizer(context._catalog.cache_clear)
    if damage is not None:
        made = tmp_path / "fa" / "LC_MESSAGES" / "kiosk.mo"
        made.parent.mkdir(parents=True)
        made.write_bytes(damage)
    told: list[str] = []
    log = logging.getLogger("kiosk.i18n.catalogs")
    monkeypatch.setattr(log, "propagate", False)
    monkeypatch.setattr(log, "error", told.append)
    visitor = arrive()
    monkeypatch.setattr(assets, "translations", lambda: tmp_path)
    context._catalog.cache_clear()
    visitor.touch("فارسی").is_on("home").sees("What do you need?")
    assert visitor.scene.rtl
    visitor.touch("talk").is_on("talk").sees("1-888-373-7888", "Work or sex that feels forced")
    visitor.touch("leave")
    assert told, "staff must be able to find out"
    assert not [line for line in told if "fa" in line.split() or str(tmp_path) in line]
