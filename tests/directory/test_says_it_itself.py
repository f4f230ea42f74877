"""A word of a need never outranks the service that says the word itself."""

from collections.abc import Container, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.builder import build
from kiosk.directory.danger import dangers
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.directory.searcher import FOUND_LIMIT
from kiosk.directory.typed import is_small
from kiosk.domain.folding import PREFIX_MIN, words
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import AnyRecord, Location, Need, Organization, SearchWord, Service

OWN = ("name", "phrase", "description", "word")
"""Where a service may say a word: in a text, or in a search word of its own."""
LETTERS = "bdfgjklmnpqvxz"
"""Without vowels no word is a small word, a word of danger or near one of the texts."""


@st.composite
def directories(draw: st.DrawFn) -> tuple[str, list[AnyRecord], set[str]]:
    """Return a word, the records of a directory, and the ids of the services that say it."""
    word = draw(st.text(LETTERS, min_size=PREFIX_MIN, max_size=9))
    records: list[AnyRecord] = [Organization(id="house", name="House")]
    says = set[str]()
    for number in range(draw(st.integers(2, 9))):
        places = draw(st.sets(st.sampled_from(OWN), max_size=2))
        name = f"s{number}"
        texts = {
            "name": f"Place {number}",
            "phrase": "Come to us",
            "description": "Ask at the desk",
        }
        for place in places - {"word"}:
            texts[place] += f" {word}"
        needs = draw(st.lists(st.sampled_from(Need), min_size=1, max_size=3, unique=True))
        records.append(
            Service(
                id=name,
                organization_id="house",
                quiet_name="House",
                categories=tuple(needs),
                importance=draw(st.integers(1, 99)),
                **texts,
            )
        )
        if "word" in places:
            records.append(
                SearchWord(id=f"own.{name}", language="en", words=(word,), service_ids=(name,))
            )
        if places:
            says.add(name)
    led = draw(st.sets(st.sampled_from(Need), min_size=1))
    phrase = draw(st.sampled_from(["", f"{word} table", f"table {word}"]))
    records.append(
        SearchWord(
            id="needs", language="en", words=tuple(filter(None, [word, phrase])), needs=tuple(led)
        )
    )
    return word, records, says


@settings(max_examples=25)
@given(directories())
def test_who_says_it_comes_first_in_any_directory(
    made: tuple[str, list[AnyRecord], set[str]],
) -> None:
    word, records, says = made
    with TemporaryDirectory() as folder:
        path = Path(folder) / "directory.db"
        build(records, path)
        with open_directory(path) as directory:
            ids = directory.search(SearchQuery("en", word), limit=FOUND_LIMIT).ids
    assert {*ids[: len(says)]} == says


def _said(service: Service, records: tuple[AnyRecord, ...], tags: Container[str]) -> Iterator[str]:
    """Yield the English texts of a service and its search words in some languages."""
    yield from (service.name, service.quiet_name, service.phrase, service.description or "")
    yield from (service.service_area or "", service.lead or "")
    for one in records:
        if isinstance(one, SearchWord) and service.id in one.service_ids and one.language in tags:
            yield from one.words
        elif isinstance(one, Organization) and one.id == service.organization_id:
            yield one.name


def test_who_says_it_comes_first_in_the_factory_directory(
    factory_directory: ServiceDirectory, factory_records: tuple[AnyRecord, ...]
) -> None:
    services = [one for one in factory_records if isinstance(one, Service)]
    own, foreign = (
        {one.id: {*words("\n".join(_said(one, factory_records, tags)))} for one in services}
        for tags in (("en",), OFFERED)
    )
    of_needs = {
        words(text)[0]
        for one in factory_records
        if isinstance(one, SearchWord) and one.language == "en" and one.needs
        for text in one.words
        if len(words(text)) == 1 and len(words(text)[0]) >= PREFIX_MIN
    }
    streets = {
        word
        for one in factory_records
        if isinstance(one, Location)
        for word in words(f"{one.address_1} {one.address_2}")
    }
    judged = 0
    for word in of_needs - streets:
        if is_small(word, "en") or dangers(word, "en"):
            continue
        ids = factory_directory.search(SearchQuery("en", word), limit=FOUND_LIMIT).ids
        say_it = [place for place, one in enumerate(ids) if word in own[one]]
        silent = [
            place
            for place, one in enumerate(ids)
            if not any(said.startswith(word) for said in foreign[one])
        ]
        judged += bool(say_it and silent)
        assert not say_it or not silent or max(say_it) < min(silent), (word, ids)
    assert judged > 20
