"""Digits on a page: prose in those of the language, what is dialled always in 0-9."""

import re

from tests.conftest import PresenterMaker
from tests.ui.pages import PageMaker


def test_pages_and_places_are_counted_in_the_digits_of_the_language(
    presenter: PresenterMaker, page_of: PageMaker
) -> None:
    beds = ("need:safe_place", "tile:safe_place.bed_tonight")
    texts = page_of(presenter("fa", words="en"), *beds).texts
    assert [text for text in texts if re.fullmatch("[۱-۹] of [۲-۹]", text)]


def test_a_number_to_dial_keeps_the_digits_of_a_telephone(
    presenter: PresenterMaker, page_of: PageMaker
) -> None:
    texts = page_of(presenter("fa", words="en"), "talk").texts
    assert any("1-888-373-7888" in text for text in texts)
    assert not [text for text in texts if re.search("[۰-۹]", text) and "-" in text]
