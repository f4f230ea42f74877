"""The search index against a search that reads every document."""

import math
import tracemalloc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory import documents, searcher
from kiosk.directory.builder import build
from kiosk.directory.connection import connect
from kiosk.directory.documents import BEGUN_LIMIT, Documents, Posting, Postings, beginnings
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.searcher import BARELY, BEGUN, ELSEWHERE, WEIGHTS, Searcher
from kiosk.directory.tables import Field
from kiosk.directory.typed import read_typed
from kiosk.directory.wordlist import LONGER
from kiosk.domain.folding import PREFIX_MIN, WHOLE, Term
from kiosk.domain.records import AnyRecord, Need, Organization, SearchWord, Service, Translation
from kiosk.domain.text import source_hash

WORDS = ("ba", "bal", "balo", "balog", "bagu", "mido", "midol", "bafo", "ko", "zumi")
"""With beginnings in common; none is a small word."""
LANGUAGES = ("en", "fr")
Made = tuple[int, int, frozenset[str]]
"""A field, a service and the terms there."""


@st.composite
def directories(draw: st.DrawFn) -> list[AnyRecord]:
    """Return the records of a small directory, with search words of services and needs."""
    sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
    needs = st.sampled_from(list(Need)[:4])
    records: list[AnyRecord] = [Organization(id="house", name=draw(sentence))]
    for number in range(draw(st.integers(1, 8))):
        phrase = draw(sentence)
        records.append(
            Service(
                id=f"s{number}",
                organization_id="house",
                name=draw(sentence),
                quiet_name="House",
                phrase=phrase,
                description=draw(st.none() | sentence),
                categories=tuple(draw(st.lists(needs, min_size=1, max_size=3, unique=True))),
                importance=draw(st.integers(1, 99)),
            )
        )
        if draw(st.booleans()):
            text, hashed = draw(sentence), source_hash(phrase)
            records.append(
                Translation(
                    id=f"t{number}", entity="service", entity_id=f"s{number}", field="phrase",
                    language="fr", text=text, source_hash=hashed,
                )
            )  # fmt: skip
    for number in range(draw(st.integers(0, 4))):
        of_needs = draw(st.lists(needs, max_size=2, unique=True))
        records.append(
            SearchWord(
                id=f"w{number}",
                language=draw(st.sampled_from(LANGUAGES)),
                words=tuple(draw(st.lists(sentence, min_size=1, max_size=2))),
                needs=tuple(of_needs),
                service_ids=() if of_needs else ("s0",),
            )
        )
    return records


def every_document(content: RecordIndex) -> dict[int, list[Made]]:
    """Return (field, service, terms) of each document by language, needs spelled out."""
    made = Documents(content)
    return {
        number: [
            (field, service, frozenset(terms))
            for field, key, terms in made.of_services(language, set())
            for service in made.needs.get(key, {key})
        ]
        for language, number in content.languages.items()
    }


def forms_of(text: str, language: str) -> Iterator[Sequence[tuple[Term, float]]]:
    """Yield for each typed word the forms that are searched, with their share of the weight."""
    typed = read_typed(text, language)
    yield from ([(term, 1.0)] for term in typed.wholes)
    for term in typed.words:
        exact = [(Term(mark + term.text, prefix=False), 1.0) for mark in ("", WHOLE)]
        yield [*exact, (term, LONGER)] if term.prefix else exact


def weights(form: Term, made: Sequence[Made], services: int) -> dict[int, float]:
    """Return what each service gains from a form in one language, rarity included."""
    # A service may have a term by two of its needs: that is one document.
    met = {
        (field, service, term)
        for field, service, terms in made
        for term in terms
        if (term.startswith(form.text) if form.prefix else term == form.text)
    }
    begun = form.prefix and len(form.text) < PREFIX_MIN
    gains = defaultdict[int, float](float)
    for field, service in {pair[:2] for pair in met}:
        rarity = math.log(1 + services / min(len(met), services))
        gains[service] += (BEGUN if begun else WEIGHTS)[field] * rarity
    return gains


def plainly(
    text: str, language: str, content: RecordIndex, made: Mapping[int, Sequence[Made]]
) -> dict[int, float]:
    """Return what every service gains: the definition of the ranking, without an index."""
    score = defaultdict[int, float](float)
    for forms in forms_of(text, language):
        best = defaultdict[int, float](float)
        for form, share in forms:
            known = share
            for number in dict.fromkeys((content.languages[language], 0)):
                gains = weights(form, made[number], len(content.services))
                for service, gain in gains.items():
                    best[service] = max(best[service], gain * known)
                if gains:
                    begun = form.prefix and len(form.text) < PREFIX_MIN
                    known = share * (BARELY if begun else ELSEWHERE)
        for service, gain in best.items():
            score[service] += gain
    return score


@pytest.mark.parametrize("many", [0, 64], ids=["beginnings written", "put together"])
def test_the_index_finds_what_reading_every_document_finds(
    monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(documents, "MANY", many)
    monkeypatch.setattr(searcher, "FOUND_LIMIT", 6)

    @settings(max_examples=15)
    @given(
        directories(), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.integers(0, 3)
    )
    def check(records: list[AnyRecord], typed: list[str], left_out: int) -> None:
        text = " ".join(typed)
        text = text[: len(text) - left_out] or text
        content = RecordIndex(records)
        languages = content.languages
        made = every_document(content)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "directory.db"
            build(records, path)
            with closing(connect(path)) as connection:
                for language in languages:
                    found = Searcher(connection, languages).find(text, language, mend=False).ranks
                    wanted = plainly(text, language, RecordIndex(records), made)
                    best = sorted(-gain for gain in wanted.values())[:6]
                    assert [*found.values()] == pytest.approx(best)
                    assert {key: -found[key] for key in found} == pytest.approx(
                        {key: wanted[key] for key in found}
                    )
                    assert [*found] == sorted(found, key=lambda key: (found[key], key))

    check()


def test_a_beginning_of_many_services_has_the_most_important_and_all_needs() -> None:
    services, need = BEGUN_LIMIT + 10, BEGUN_LIMIT + 11
    words = [Posting(f"ba{one:04}", Field.TEXT, 1, [one]) for one in range(1, services + 1)]
    words += [
        Posting("bb", Field.NAME, 2, [7, services]),
        Posting("bc", Field.NEED, 5, [need]),
    ]
    made = [one for length in (1, 2) for one in beginnings(words, {need}, length)]
    assert [(one.term, one.field, one.documents) for one in made] == [
        ("b", Field.NAME, 2),
        ("b", Field.TEXT, services),
        ("b", Field.NEED, 5),
        ("ba", Field.TEXT, services),
    ]
    assert [one.keys for one in made[:3]] == [[7, services], [*range(1, BEGUN_LIMIT + 1)], [need]]


def test_a_posting_has_the_most_important_services_and_counts_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(documents, "LIMIT", 3)
    made = [(Field.NAME, key, {"ba"}) for key in (1, 2, 3, 4, 5, 9)]
    [found] = documents.Postings(made, {9: {1, 2, 8}})
    assert (found.documents, found.keys) == (6, [1, 2, 3, 9])


def test_a_term_that_stands_once_costs_little_more_than_its_letters() -> None:
    """Of ten thousand services nearly every term does: memory for one must stay bounded."""
    count = 20_000
    terms = (f"{chr(97 + key % 26)}erm{key:08}" for key in range(1, count + 1))
    made_of = ((Field.TEXT, key, {term}) for key, term in enumerate(terms, start=1))
    tracemalloc.start()
    try:
        made = Postings(made_of, {})
        begun = sum(1 for _ in beginnings(made, {}, 1))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert begun == 26
    assert sum(1 for _ in made) == count
    assert peak / count < 250, "bytes for each term; 126 measured, 387 with an object each"
