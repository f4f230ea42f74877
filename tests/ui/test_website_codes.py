"""The code "On your phone": every one is decoded, and none names a service that it should not."""

import re
from collections.abc import Callable

import pytest

from kiosk.devices.qr import read_back
from kiosk.domain import contact
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import mark_of
from kiosk.domain.records import AnyRecord, Service
from kiosk.presentation.presenter import DirectoryPresenter, Site
from kiosk.presentation.slips import slip_content
from kiosk.presentation.website_codes import OwnWebsite
from kiosk.ui.kit.images import code_gray8, code_image
from kiosk.ui.kit.scene import Scene
from kiosk.ui.pages.code import readable
from kiosk.ui.runtime.tour import Stop, scenes
from kiosk.ui.slip.slip_layout import lay_out
from tests.conftest import PresenterMaker
from tests.ui.pages import ComposerOf

WEB = "https://help.example.org"
LINE, HELP_LINE, SHORT = "weave-line", "ndvh-line", "line-211"
PAIR = {f"qr:{LINE}/service_page", f"qr:{LINE}/first_page"}
Turn = Callable[..., list[Scene]]


def own(presenter: PresenterMaker, tag: str = "en", **more: bool) -> DirectoryPresenter:
    """A desk of a site whose coalition has a website."""
    return presenter(tag, site=Site(web=OwnWebsite(WEB, **more)))


def payloads(asked: DirectoryPresenter, service_id: str) -> list[str]:
    view = asked.service(service_id)
    assert view is not None
    return [code.payload for code in view.codes if code.payload.startswith(f"{WEB}/")]


@pytest.fixture
def turn(composer_of: ComposerOf) -> Turn:
    """Composes every page of a service's codes."""

    def make(
        asked: DirectoryPresenter, what: str, size: tuple[int, int] = (1920, 1080), step: str = "M"
    ) -> list[Scene]:
        stops, tag = (Stop("qr", (f"qr:{what}",), pages=True),), asked.language.tag
        composer = composer_of(asked, size)
        return [one for *_, one in scenes(composer, tag, "en", step, "default", stops=stops)]

    return make


def drawn(scene: Scene) -> list[str]:
    """What a camera reads from each picture of the scene."""
    return [
        read_back(
            code_gray8(node.source, node.box.w // code_image(node.source).width()),
            node.box.w,
            node.box.h,
        )
        or ""
        for node in scene.nodes
        if node.payload
    ]


@pytest.mark.rotating(4)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800)])
@pytest.mark.parametrize(("tag", "step"), [("en", "M"), ("ar", "XL"), ("pa", "XL"), ("hmn", "M")])
def test_the_code_reads_as_it_says_and_what_stays_is_on_its_pages(
    presenter: PresenterMaker, turn: Turn, size: tuple[int, int], step: str, tag: str
) -> None:
    asked = own(presenter, tag)
    for kind, end in (("service_page", f"#{mark_of(LINE)}"), ("first_page", "")):
        pages = turn(asked, f"{LINE}/{kind}", size, step)
        assert [read for scene in pages for read in drawn(scene)] == [f"{WEB}/{tag}.html{end}"]
        words = {text.replace("\n", " ") for scene in pages for text in scene.texts}
        assert any(
            asked.catalog.gettext("Your phone keeps a list of pages.") in one for one in words
        )
        checked = {one.id: one.checked for scene in pages for one in scene.touches}
        assert checked.keys() >= PAIR
        assert checked[f"qr:{LINE}/{kind}"] is True
        assert [problem for scene in pages for problem in scene.problems] == []


def test_what_stays_is_read_next_to_the_code(presenter: PresenterMaker, turn: Turn) -> None:
    for size in ((1920, 1080), (1080, 1920), (1280, 800)):
        first = turn(own(presenter), f"{LINE}/service_page", size)[0]
        assert {touch.id for touch in first.touches} >= PAIR
        assert "Your phone keeps a list of pages." in first.texts


@pytest.mark.parametrize("tag", ["es", *(
    pytest.param(tag, marks=pytest.mark.nightly) for tag in OFFERED if tag != "es"
)])  # fmt: skip
def test_every_service_has_a_code_that_names_it_by_letters_alone(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    asked, marked = own(presenter, tag), set[str]()
    for service in (one for one in factory_records if isinstance(one, Service)):
        view = asked.service(service.id)
        assert view is not None
        if not view.codes:
            continue
        *marks, first = payloads(asked, service.id)
        assert first == f"{WEB}/{tag}.html"
        assert all(map(readable, (*marks, first)))
        assert all(re.fullmatch(rf"{first}#[b-df-hj-np-tv-z]{{7}}", one) for one in marks)
        assert service.id not in "".join(marks)
        marked |= {*marks}
    assert len(marked) > 150


def test_a_helpline_names_no_service_unless_the_site_chooses_so(
    presenter: PresenterMaker, turn: Turn
) -> None:
    assert payloads(own(presenter), HELP_LINE) == [f"{WEB}/en.html"]
    assert payloads(own(presenter, marks=True), HELP_LINE) == [
        f"{WEB}/en.html#{mark_of(HELP_LINE)}",
        f"{WEB}/en.html",
    ]
    (first, *_) = turn(own(presenter), f"{HELP_LINE}/first_page")
    assert not {f"qr:{HELP_LINE}/service_page"} & {touch.id for touch in first.touches}
    assert drawn(first) == [f"{WEB}/en.html"]


def test_without_a_directory_a_helpline_opens_the_first_page(presenter: PresenterMaker) -> None:
    asked = presenter(directory=None, site=Site(web=OwnWebsite(WEB, marks=True)))
    assert payloads(asked, HELP_LINE) == [f"{WEB}/en.html"]


def test_without_a_website_there_is_no_slot_and_no_word(
    presenter: PresenterMaker, turn: Turn
) -> None:
    assert payloads(presenter(), LINE) == []
    pages = turn(presenter(), f"{LINE}/service_page")
    assert pages[0].payloads == ("tel:+19169202952",)
    said = {text for scene in pages for text in scene.texts}
    assert not said & {"On your phone", "This service", "Only the first page"}


@pytest.mark.parametrize(
    ("taken", "more", "end"),
    [
        ((LINE,), {}, None),
        ((LINE,), {"on_paper": True}, ""),
        ((LINE,), {"on_paper": True, "marks": True}, f"#{mark_of(LINE)}"),
        ((LINE, SHORT), {"on_paper": True, "marks": True}, ""),
    ],
)
def test_paper_opens_the_website_where_the_site_wants_it(
    presenter: PresenterMaker, taken: tuple[str, ...], more: dict[str, bool], end: str | None
) -> None:
    content = slip_content(own(presenter, **more), taken)
    assert content.code is not None
    if end is None:
        assert content.code.payload == "tel:+19169202952"
        return
    assert content.code.payload == f"{WEB}/en.html{end}"
    assert content.code.letters == f"help.example.org/en.html{end}"
    assert lay_out(content).payload == content.code.payload


@pytest.mark.parametrize("web", ["https://" + "x" * 600 + ".org", "https://abuse-shelter.example"])
def test_an_address_that_no_code_may_carry_has_none(web: str) -> None:
    for service_id in ("", LINE):
        assert isinstance(contact.own_website(web, "en", service_id), contact.Refusal)
        assert OwnWebsite(web, marks=True).payload("en", service_id) is None


def test_to_choose_a_square_once_more_is_no_consent_to_what_it_tells(
    presenter: PresenterMaker, turn: Turn
) -> None:
    (scene,) = turn(own(presenter), f"{LINE}/service_page")
    routes = [one.act for one in scene.touches if one.id.startswith("qr:")]
    assert f"qr:{LINE}/service_page option" in {one.id for one in scene.touches}
    assert [one for one in routes if one.detail.agreed] == []
