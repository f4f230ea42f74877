"""The start page: nine needs, and other help where the directory has any, on every glass."""

from functools import partial

import pytest

from kiosk.domain.records import Need
from kiosk.presentation.presenter import DirectoryPresenter
from tests.ui.pages import PageMaker, turned

SIZES = [(1920, 1080), (1080, 1920), (1280, 800), (1024, 600)]
NINE = {f"need:{need.value}" for need in Need if need is not Need.OTHER}


def chosen(page: PageMaker, tag: str, size: tuple[int, int], step: str) -> list[str]:
    """The needs on all pages of the start page."""
    scenes = turned(partial(page, tag=tag, size=size, step=step))
    assert not [problem for scene in scenes for problem in scene.problems]
    ids = [node.id for scene in scenes for node in scene.touches]
    return [one for one in ids if one.startswith("need:")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_need_is_there_once(
    page: PageMaker, tag: str, size: tuple[int, int], step: str
) -> None:
    found = chosen(page, tag, size, step)
    assert len(found) == len(set(found))
    assert set(found) == {*NINE, "need:other"}


@pytest.mark.parametrize("size", SIZES)
def test_other_help_is_not_offered_where_there_is_none(
    page: PageMaker, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DirectoryPresenter, "has_other_help", lambda _: False)
    assert set(chosen(page, "en", size, "M")) == NINE


def test_other_help_leads_to_its_list(page: PageMaker) -> None:
    pages = turned(page, "need:other", "all:other")
    found = {node.id for scene in pages for node in scene.touches}
    assert {"service:county-dha-benefits", "service:california-lifeline-phone"} <= found
