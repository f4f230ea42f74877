"""The search of the page: the kiosk's first services are among its matches, and danger comes first.

The requests that are set aside are not read: the floors are what the tuning half reaches.
"""

from typing import Any

import pytest

from kiosk.directory.danger import HELP, dangers
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import mark_of
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import SearchWord
from kiosk.editor.website.page_search import danger_words, search_words
from tests.directory.judging import requests
from tests.directory.test_danger import FIRST, SENTENCES, rows
from tests.editor.website.browsing import Host, search
from tests.editor.website.making import ALL

LISTED, MOST = 3, 44
"""Services of the kiosk that a page has to match; most cards it shows for a request."""
EVERY = 92
"""Percent of all requests with all of these among the matches; the aim is 90."""
FLOORS = {
    **dict.fromkeys(OFFERED, 90),
    "en": 93,
    "hmn": 92,
    "uk": 97,
    "fa": 97,
    "prs": 97,
    "ps": 100,
    "es": 89,
    "zh-Hans": 88,
    "zh-Hant": 85,
    "ko": 88,
}
"""The same by language: sounds typed in Latin letters are understood by the kiosk alone."""
NUMBERS = """
return Object.fromEntries([...document.querySelectorAll(".g details.c")].map(card => [
  card.querySelector("[id]").id, (card.querySelector("a.k:not(.r)") || {}).href || ""]))
"""


def reached(page: Any, directory: ServiceDirectory, tag: str) -> tuple[int, int]:
    """Requests with all of the kiosk's first services among the matches, and requests."""
    asked = [one.text for one in requests("tuning") if one.language == tag]
    wanted = [directory.search(SearchQuery(tag, text), limit=LISTED).ids for text in asked]
    found = search(page, asked)
    assert max(len(one.marks) for one in found) <= MOST
    pairs = [(ids, one.marks) for ids, one in zip(wanted, found, strict=True) if ids]
    return sum({*map(mark_of, ids)} <= {*marks} for ids, marks in pairs), len(pairs)


def wrong_lines(page: Any, directory: ServiceDirectory, tag: str) -> list[str]:
    """Sentences whose lines are not those that the kiosk has first; those of no danger too."""
    said = [*SENTENCES[tag]]
    said += [row[2] for row in rows("indirect") if row[0] == tag]
    said += [text for row in rows("harmless") if row[0] == tag for text in row[1:]]
    numbers = page.execute_script(NUMBERS)
    in_danger = directory.first_in_danger(SearchQuery(tag, ""))
    wrong = []
    for text, shown in zip(said, search(page, said), strict=True):
        codes = [code for code in dangers(text, tag) if code != HELP][:2]
        first = dict.fromkeys(one for code in codes for one in in_danger[code])
        lines = [call for one in first if (call := numbers[mark_of(one)])][:LISTED]
        if shown.lines[: len(lines)] != lines or not (codes or len(shown.lines) == 3):
            wrong.append(text)
    for text, lines_of, shown in zip(
        SENTENCES[tag], FIRST, search(page, SENTENCES[tag]), strict=True
    ):
        calls = {numbers[mark_of(one)] for one in lines_of} - {""}
        # 911 may stand before them.
        if dangers(text, tag) and not calls <= {*shown.lines[: LISTED + 1]}:
            wrong.append(text)
    return wrong


@pytest.mark.rotating(3)
@ALL
def test_the_first_services_of_the_kiosk_are_among_the_matches(
    served: Host, page: Any, factory_directory: ServiceDirectory, tag: str
) -> None:
    page.get(f"{served.address}/{tag}.html")
    right, count = reached(page, factory_directory, tag)
    assert count > 35
    assert 100 * right >= FLOORS[tag] * count, (right, count)
    assert wrong_lines(page, factory_directory, tag) == []


@pytest.mark.nightly
def test_so_they_are_for_most_requests_of_all_languages(
    served: Host, page: Any, factory_directory: ServiceDirectory
) -> None:
    found = []
    for tag in OFFERED:
        page.get(f"{served.address}/{tag}.html")
        found.append(reached(page, factory_directory, tag))
    right, count = map(sum, zip(*found, strict=True))
    assert 100 * right >= EVERY * count, found


@pytest.mark.parametrize("typed", ["916-321-2877", "9163212877", "3212877", "٣٢١٢٨٧٧"])
def test_a_number_is_found_however_it_is_typed(served: Host, page: Any, typed: str) -> None:
    page.get(f"{served.address}/ar.html")
    [found] = search(page, [typed])
    assert 0 < len(found.marks) < 10
    numbers = page.execute_script(NUMBERS)
    assert any("9163212877" in numbers[mark] for mark in found.marks) or len(found.marks) < 4


def test_words_stand_once_for_the_cards_that_share_them() -> None:
    def words(name: str, *texts: str, of: tuple[str, ...], language: str = "en") -> SearchWord:
        return SearchWord(id=name, language=language, words=texts, service_ids=of)

    records = [
        words("one", "Oak trees", "the oak", of=("pear", "plum")),
        words("two", "Elm", of=("plum", "pear")),
        words("three", "쉼터", of=("plum",), language="ko"),
        words("gone", "Ash", of=("elsewhere",)),
        words("less", "tree elm harbor", of=("plum",)),
        words("chinese", "住 住的 房", of=("plum",), language="zh-Hans"),
    ]
    pear, plum = marks = [mark_of("pear"), mark_of("plum")]
    # "elm" stands where more cards are; "tree" weighs more than the beginning of "trees".
    assert search_words(records, "en", marks) == f"oak trees elm,{pear},{plum};tree harbor,{plum}"
    assert search_words(records, "zh-Hans", marks) == f"住的 房,{plum}"
    assert search_words(records, "ko", marks) == f"쉼터,{plum}"
    first = {"too_heavy": ("plum", "elsewhere"), "agents": ("elsewhere",)}
    harmless, close, heavy, agents = danger_words(first, "en", marks).split(";")
    assert (harmless.split(",")[0], close.split(",")[0], agents.split(",")[0]) == (
        *("harmless", "close", "agents"),
    )
    own, *patterns = heavy.split(",")
    assert own == f"too_heavy {plum}"
    assert "kill myself" in patterns
