"""A kiosk is led home from outside, also on a machine that shows each page late."""

from pathlib import Path
from typing import cast

import pytest

from tests.deploy import visiting
from tests.deploy.emulated import Emulated
from tests.deploy.visiting import ENGLISH, START, Made

LEADS = {("attract", ENGLISH): "home", ("home", ENGLISH): "question", ("question", START): "home"}
"""Where a touch leads to; any other leads nowhere."""


class _Late:
    """A kiosk whose display is some touches late."""

    def __init__(self, late: int) -> None:
        self.page, self.shown = "attract", ["attract"] * late

    def touch(self, point: tuple[int, int]) -> None:
        self.shown.append(self.page)
        self.page = LEADS.get((self.page, point), self.page)


@pytest.mark.parametrize("late", range(4))
def test_a_name_touched_twice_leads_home_too(late: int, monkeypatch: pytest.MonkeyPatch) -> None:
    kiosk, made = _Late(late), Made(Path("disk"), Path("pages"), quick=False)

    def stands(_kiosk: object, _made: Made, page: str, _box: object) -> bool:
        return page == [*kiosk.shown, kiosk.page][-1 - late]

    monkeypatch.setattr(visiting, "stands", stands)
    monkeypatch.setattr(visiting.time, "sleep", lambda _seconds: None)
    tries = (visiting.at_home(cast("Emulated", kiosk), made) for _ in range(20))
    assert any(tries)
    assert kiosk.page == "home"
