"""Digits on a page: prose in those of the language, what is dialled always in 0-9."""

import re

import pytest

from kiosk.domain.language import offered_languages
from kiosk.ui.kit.composer import Composer
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.page_context import LanguageSession
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.visit.visit import new_visit, reduce_visit
from tests.conftest import DeskMaker


@pytest.fixture
def page(desk: DeskMaker, fonts: FontShelf, icons: IconBook) -> Scene:
    """A list of beds in Farsi, its words in English."""
    answers = desk("fa", words="en")
    voice = LanguageSession(
        answers.language, answers.say, offered_languages(), lambda: answers, ready=True
    )
    visit = new_visit("fa")
    for act in ("language:fa", "need:safe_place", "tile:safe_place.bed_tonight"):
        visit = reduce_visit(visit, act)
    return Composer(Glass(1920, 1080), fonts, icons, lambda _: voice).compose(visit)


def test_pages_and_places_are_counted_in_the_digits_of_the_language(page: Scene) -> None:
    assert [text for text in page.texts if re.fullmatch("Page ۱ of [۲-۹]|۱ / [۲-۹]", text)]
    assert re.search("[۱-۹][۰-۹]* places", " ".join(page.texts))


def test_a_number_to_dial_keeps_the_digits_of_a_telephone(
    desk: DeskMaker, fonts: FontShelf, icons: IconBook
) -> None:
    answers = desk("fa", words="en")
    voice = LanguageSession(
        answers.language, answers.say, offered_languages(), lambda: answers, ready=True
    )
    visit = reduce_visit(reduce_visit(new_visit("fa"), "language:fa"), "talk")
    scene = Composer(Glass(1920, 1080), fonts, icons, lambda _: voice).compose(visit)
    assert any("1-888-373-7888" in text for text in scene.texts)
    assert not [text for text in scene.texts if re.search("[۰-۹]", text) and "-" in text]
