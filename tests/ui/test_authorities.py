"""Who answers is said on every page from which a number is called, learned or taken along."""

from functools import partial

import pytest

from kiosk.domain.text import unmarked
from kiosk.visit.paper import PaperState
from tests.conftest import PresenterMaker
from tests.ui.pages import PageMaker, turned

LINE, DESK = "county-cps-line", "district-attorney-victim-witness"
SIZES = ((1920, 1080), (1080, 1920), (1280, 800), (1024, 600))
PAGES = (
    (f"learn:{LINE}",),
    (f"learn:{LINE}", "step:hide1"),
    (f"learn:{LINE}", "step:hideall"),
    (f"qr:{LINE}",),
    (f"qr:{LINE}/words",),
    ("low", f"qr:{LINE}"),
    ("low", f"learn:{LINE}"),
    ("low", f"print:{LINE}"),
    ("low", f"keep:{LINE}", "list"),
    (f"print:{LINE}",),
    (f"keep:{LINE}", "list"),
    (f"keep:{LINE}", f"keep:{DESK}", "list", "print"),
)


@pytest.mark.rotating
@pytest.mark.parametrize("acts", PAGES, ids=" ".join)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("tag", "step"), [("en", "M"), ("uk", "M"), ("ar", "XL"), ("ps", "XL")])
def test_the_page_says_who_answers(
    page: PageMaker,
    presenter: PresenterMaker,
    acts: tuple[str, ...],
    size: tuple[int, int],
    *,
    tag: str,
    step: str,
) -> None:
    how = {"tag": tag, "size": size, "step": step, "paper": PaperState(trouble=None)}
    scenes = turned(partial(page, **how), *acts)
    told = " ".join(unmarked(text) for scene in scenes for text in scene.texts)
    for service_id in (LINE, DESK) if DESK in " ".join(acts) else (LINE,):
        view = presenter(tag).service(service_id)
        assert view is not None
        assert view.authorities
        assert all(sentence in told for sentence in view.authorities)
    assert [problem for scene in scenes for problem in scene.problems] == []


@pytest.mark.parametrize("tag", ["en", "ar", "ps"])
def test_the_list_begins_on_its_first_page_in_the_largest_letters(
    page: PageMaker, tag: str
) -> None:
    first = page(f"keep:{LINE}", "list", tag=tag, size=(1280, 800), step="XL")
    assert any("916-875-5437" in text for text in first.texts)


def test_a_place_where_no_authority_answers_says_nothing_of_one(presenter: PresenterMaker) -> None:
    view = presenter().service("weave-line")
    assert view is not None
    assert view.authorities == ()
