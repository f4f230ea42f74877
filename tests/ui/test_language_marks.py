"""What must be said about the language of a text stands on the page that holds the text."""

from collections.abc import Callable
from functools import partial
from itertools import product

import pytest
from msgspec.structs import replace

from kiosk.domain.queries import LocalText
from kiosk.domain.records import AnyRecord, Guide, Service
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import slip_content
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.scene import Scene
from tests.conftest import PresenterMaker
from tests.presentation.one_service import Few
from tests.ui.pages import PageMaker, turned

Walk = Callable[..., list[Scene]]
SIZES = ((1920, 1080), (1080, 1920), (1280, 800), (800, 1280))
CELLS = list(product(SIZES, ("M", "XL")))
TAGS = ("es", "ar", "hmn")


@pytest.fixture
def walk(page_of: PageMaker) -> Walk:
    """All pages after a touch, from the first on: ``walk(desk, act, size, step)``."""

    def pages(
        answers: DirectoryPresenter, act: str, size: tuple[int, int], step: str
    ) -> list[Scene]:
        return turned(partial(page_of, answers, size=size, step=step), act)

    return pages


def holding(pages: list[Scene], text: str) -> set[int]:
    return {at for at, scene in enumerate(pages) if text in scene.texts}


def stand_together(pages: list[Scene], text: str, mark: str) -> bool:
    return holding(pages, text) == holding(pages, mark) != set()


def view_of(answers: DirectoryPresenter, service_id: str) -> ServiceView:
    view = answers.service(service_id)
    assert view is not None
    return view


@pytest.mark.rotating
@pytest.mark.parametrize("cell", CELLS, ids=str)
@pytest.mark.parametrize("tag", TAGS)
def test_the_mark_of_a_service_stands_where_its_words_stand(
    presenter: PresenterMaker,
    walk: Walk,
    factory_records: tuple[AnyRecord, ...],
    cell: tuple[tuple[int, int], str],
    tag: str,
) -> None:
    answers = presenter(tag)
    ids = [record.id for record in factory_records if isinstance(record, Service)]
    marked = [view for view in (view_of(answers, one) for one in ids[::24]) if view.phrase_mark]
    assert marked
    for view in marked:
        pages = walk(answers, f"service:{view.id}", *cell)
        assert view.phrase_mark
        assert stand_together(pages, view.phrase, view.phrase_mark)


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_a_description_in_english_is_marked_beside_it(
    presenter: PresenterMaker, walk: Walk, cell: tuple[tuple[int, int], str]
) -> None:
    """The phrase is read over and needs no mark; the longer text below it does."""
    listing = presenter("es").listing("weave-line")
    assert listing is not None
    listing = replace(
        listing,
        phrase=LocalText("Alguien con quien hablar", "es"),
        description=LocalText("People talk with you. They do not ask your name.", "en"),
    )
    answers = presenter("es", directory=Few(listing))  # type: ignore[arg-type]
    view = view_of(answers, "weave-line")
    assert view.phrase_mark == ""
    pages = walk(answers, "service:weave-line", *cell)
    assert view.lead == "People talk with you."
    assert stand_together(pages, view.lead, view.description_mark)


def test_two_texts_with_two_marks_have_each_their_own(
    presenter: PresenterMaker, walk: Walk
) -> None:
    listing = presenter("es").listing("weave-line")
    assert listing is not None
    phrase = LocalText("Alguien con quien hablar", "es", reviewed=False)
    answers = presenter(
        "es",
        directory=Few(  # type: ignore[arg-type]
            replace(listing, phrase=phrase, description=LocalText("They speak with you.", "en"))
        ),
    )
    view = view_of(answers, "weave-line")
    assert view.phrase_mark != view.description_mark
    pages = walk(answers, "service:weave-line", (1920, 1080), "M")
    assert stand_together(pages, view.phrase, view.phrase_mark)
    assert stand_together(pages, view.description, view.description_mark)


@pytest.mark.rotating
@pytest.mark.parametrize("cell", CELLS, ids=str)
@pytest.mark.parametrize("tag", TAGS)
def test_what_must_be_seen_before_a_guide_comes_before_its_words(
    presenter: PresenterMaker,
    walk: Walk,
    factory_records: tuple[AnyRecord, ...],
    cell: tuple[tuple[int, int], str],
    tag: str,
) -> None:
    """On the first page; where a long note fills it, the next one stands on the way to the text."""
    answers = presenter(tag)
    guides = [record for record in factory_records if isinstance(record, Guide)]
    chosen = [guide for at, guide in enumerate(guides) if guide.young or at % 12 == 0]
    assert any(guide.young for guide in chosen)
    for guide in chosen:
        view = answers.guide(guide.id, english=False)
        assert view is not None
        assert view.notes
        pages = walk(answers, f"guide:{view.id}", *cell)
        body = [
            one
            for one in pages
            if any(len(text) > 8 and text in view.blocks[0][1] for text in one.texts)
        ]
        opening = pages.index(body[0])
        for text in view.notes:
            assert min(holding(pages, text)) <= opening, view.id
        if view.young:
            assert 0 in holding(pages, answers.reporting)
        assert 0 in holding(pages, view.notes[0]) or view.young


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_a_name_in_her_language_stands_under_the_one_to_say(
    presenter: PresenterMaker, walk: Walk, cell: tuple[tuple[int, int], str]
) -> None:
    """Signs and staff know the name as it is; nothing that leaves the screen has another."""
    listing = presenter("es").listing("weave-line")
    assert listing is not None
    own = LocalText("Línea de apoyo", "es", reviewed=False)
    listing = replace(listing, phrase=LocalText("Alguien con quien hablar", "es"), own_name=own)
    answers = presenter("es", directory=Few(listing))  # type: ignore[arg-type]
    view = view_of(answers, "weave-line")
    pages = walk(answers, "service:weave-line", *cell)
    at = holding(pages, own.text)
    assert at
    assert cell[1] == "XL" or 0 in at & holding(pages, view.phrase)
    assert view.phrase_mark == answers.catalog.gettext("Not yet read over by a speaker.")
    for page in at:
        texts = [text for text in pages[page].texts if text and text != view.phrase_mark]
        assert texts[texts.index(own.text) - 1] == view.name
    assert not any(own.text in code.payload + code.letters for code in view.codes)
    assert own.text not in str(slip_content(answers, (view.id,)))
