"""Sentences of danger: the right lines come first, in every language, whatever else matches."""

import pytest

from kiosk.directory.danger import dangers
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import SearchQuery
from tests.directory.judging import FOLDER

PARTNER = {"ndvh-line", "weave-line", "my-sisters-house-line"}
FORCED = {"cast-line", "nhth-line", "my-sisters-house-line"}
FIRST: tuple[set[str], ...] = (
    PARTNER,
    FORCED,
    {"rainn-line", "weave-line", "my-sisters-house-line"},
    FORCED,
    {"rainn-line", "weave-line", "weave-exam"},
    {"runaway-safeline-line", "california-youth-crisis-line-line", "wind-youth-services-shelter"},
    {"line-211"},
    set(),
    {"line-988", "crisis-text-line"},
)
"""The lines that come first for each of the nine sentences; none for "I need help"."""
SENTENCES = {
    row[0]: row[1:]
    for line in (FOLDER / "danger.tsv").read_text(encoding="utf-8").splitlines()
    if len(row := line.split("\t")) > 1
}


@pytest.mark.parametrize("language", OFFERED)
def test_sentences_of_danger_find_the_right_lines_first(
    factory_directory: ServiceDirectory, language: str
) -> None:
    for sentence, first in zip(SENTENCES[language], FIRST, strict=True):
        page = factory_directory.search(SearchQuery(language, sentence))
        assert first <= {*page.ids[:3]}, (sentence, page.ids[:4])
        assert page.ids[:1] or len(page.always) == 3, sentence


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("my son is hungry", "en", ()),
        ("where can i wash", "en", ()),
        ("skill training", "en", ()),
        ("i have no money to live on", "en", ()),
        ("he has a gun and hits me", "en", ("emergency", "talk_harm")),
        ("i want to kill myself", "ru", ("too_heavy",)),
        ("孩子饿了", "zh-Hans", ()),
        ("میخوام بخوابم", "fa", ()),
        ("please help me", "en", ("help",)),
        ("help me find a dentist", "en", ()),
        ("giúp tôi tìm bác sĩ", "vi", ()),
        ("救命", "zh-Hant", ("help",)),
    ],
)
def test_only_words_of_danger_count(text: str, language: str, codes: tuple[str, ...]) -> None:
    assert dangers(text, language) == codes


@pytest.mark.parametrize("text", ["xyzzy", "i need help", "???"])
def test_where_nothing_is_found_three_lines_fit(
    factory_directory: ServiceDirectory, text: str
) -> None:
    page = factory_directory.search(SearchQuery("en", text))
    assert page.ids == ()
    assert page.always[0] == "line-211"
    assert len(page.always) == 3
    assert "line-911" not in page.always


def test_the_emergency_number_comes_before_all_lines(factory_directory: ServiceDirectory) -> None:
    page = factory_directory.search(SearchQuery("en", "he has a knife and wants to kill me"))
    assert page.ids[0] == "line-911"
    assert {*page.ids[1:4]} >= PARTNER
