"""Reaching the needs from outside, on a machine that shows each page late."""

from pathlib import Path
from typing import cast

import pytest

from tests.deploy import visiting
from tests.deploy.emulated import Emulated
from tests.deploy.visiting import ENGLISH, START, Made

LEADS = {("attract", ENGLISH): "home", ("home", ENGLISH): "question", ("question", START): "home"}
"""Where a touch leads; any other touch changes nothing."""


class _Late:
    """A kiosk whose display lags behind by some touches."""

    def __init__(self, late: int) -> None:
        self.page, self.shown = "attract", ["attract"] * late

    def touch(self, point: tuple[int, int]) -> None:
        self.shown.append(self.page)
        self.page = LEADS.get((self.page, point), self.page)


@pytest.mark.parametrize("late", range(4))
def test_a_language_touched_twice_still_leads_to_the_needs(
    late: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk, made = _Late(late), Made(Path("disk"), Path("pages"), quick=False)

    def stands(_kiosk: object, _made: Made, page: str, _box: object) -> bool:
        return page == [*kiosk.shown, kiosk.page][-1 - late]

    monkeypatch.setattr(visiting, "stands", stands)
    monkeypatch.setattr(visiting.time, "sleep", lambda _seconds: None)
    tries = (visiting.at_home(cast("Emulated", kiosk), made) for _ in range(20))
    assert any(tries)
    assert kiosk.page == "home"
