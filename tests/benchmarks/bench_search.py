"""Search while typing: this directory, tantivy, and what sqlite-utils offers by itself.

Run ``python tests/benchmarks/bench_search.py --records 10000``; without the group ``benchmarks``
tantivy is left out. It counts time of the processor, so that a busy machine changes little. At
100,000 services the peers take most of the time: ``--alone --rounds 1`` leaves them out. A service
has a document in English and 1.3 in other languages. Every contender returns the ids of the first
20 services for every letter typed; none counts those behind. tantivy gets the same folded and cut
texts: whole words for all but the last, and the last word spelled out into its 50 commonest words
from a table in memory, the fastest way found. "names first" puts names ten times above texts, which
is the nearest to the order of this directory; "text only" does not look at names at all. It
searches all languages at once, less work than asking for one language first, and does not mend
slips as this directory does within its time.
"""
# ruff: noqa: T201 - a benchmark prints its table

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import clone  # noqa: F401 - puts the package on the path
import sqlite_utils
import synthetic
import timing

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.directory.typed import read_typed
from kiosk.domain.folding import index_terms
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import AnyRecord, Service, Translation

try:
    import tantivy
except ImportError:  # left out where it is not installed
    tantivy = None

Typed = tuple[str, str]
Ask = Callable[[Typed], object]
SHOWN = 20
EXPANSION = 50
NAME_BOOST = 10.0


def documents(records: Iterable[AnyRecord]) -> list[tuple[str, str, str, Service]]:
    """(language, name, body, service): what the contenders index."""
    services: dict[str, Service] = {}
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for record in records:
        if isinstance(record, Service):
            services[record.id] = record
        elif isinstance(record, Translation):
            texts.setdefault((record.entity_id, record.language), {})[record.field] = record.text
    found = [("en", one.name, f"{one.phrase}\n{one.description}", one) for one in services.values()]
    for (service_id, language), fields in texts.items():
        body = f"{fields['phrase']}\n{fields['description']}"
        found.append((language, fields["name"], body, services[service_id]))
    return found


def ours(directory: ServiceDirectory) -> Ask:
    return lambda typed: directory.search(SearchQuery(*typed), limit=SHOWN).ids


def tantivy_index(
    found: list[tuple[str, str, str, Service]],
) -> "tuple[tantivy.Index, Counter[str]]":
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("name", tokenizer_name="whitespace")
    builder.add_text_field("body", tokenizer_name="whitespace")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    words: Counter[str] = Counter()
    for _, name, body, service in found:
        names, bodies = index_terms(name), index_terms(body)
        words.update({*names, *bodies})
        writer.add_document(
            tantivy.Document(
                id=service.id,
                name=" ".join(names),
                body=" ".join(bodies),
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index, words


def commonest(words: Counter[str]) -> Mapping[str, list[str]]:
    """The commonest words for every beginning, ready before the first letter is typed."""
    common: dict[str, list[str]] = defaultdict(list)
    for word, _ in words.most_common():
        for end in range(1, len(word) + 1):
            if len(common[word[:end]]) < EXPANSION:
                common[word[:end]].append(word)
    return common


def best_peer(
    index: "tantivy.Index",
    common: Mapping[str, list[str]],
    *,
    names_first: bool = True,
) -> Ask:
    schema, searcher = index.schema, index.searcher()
    must, should = tantivy.Occur.Must, tantivy.Occur.Should

    def term(field: str, text: str) -> "tantivy.Query":
        return tantivy.Query.term_query(schema, field, text)

    def either(word: str) -> "list[tuple[tantivy.Occur, tantivy.Query]]":
        if not names_first:
            return [(should, term("body", word))]
        name = tantivy.Query.boost_query(term("name", word), NAME_BOOST)
        return [(should, name), (should, term("body", word))]

    def any_of(alternatives: "list[tuple[tantivy.Occur, tantivy.Query]]") -> "tantivy.Query":
        return tantivy.Query.boolean_query(alternatives)

    def ask(typed: Typed) -> object:
        terms = read_typed(typed[1], typed[0]).words
        if not terms:
            return []
        parts = [(must, any_of(either(one.text))) for one in terms[:-1]]
        last = terms[-1]
        if last.prefix:
            longer = common.get(last.text, ())
            parts.append((must, any_of([part for word in longer for part in either(word)])))
        else:
            parts.append((must, any_of(either(last.text))))
        query = tantivy.Query.boolean_query(parts)
        hits = searcher.search(query, SHOWN, count=False).hits
        return [searcher.doc(address)["id"] for _, address in hits]

    return ask


def plain_table(path: Path, found: list[tuple[str, str, str, Service]]) -> sqlite_utils.Database:
    db = sqlite_utils.Database(path, execute_plugins=False)
    with db.atomic():
        db.table("document").insert_all(
            {"service": service.id, "name": name, "body": body} for _, name, body, service in found
        )
        db.table("document").enable_fts(["name", "body"])
    return db


def own_search(db: sqlite_utils.Database) -> Ask:
    document = db.table("document")

    def ask(typed: Typed) -> object:
        words = [word.replace('"', "") for word in typed[1].split()]
        if not words:
            return []
        text = " ".join(f'"{word}"' for word in words) + "*"
        rows = document.search(text, limit=SHOWN)
        return [row["service"] for row in rows]

    return ask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="this directory only, for large ones")
    arguments = parser.parse_args()
    made = round(arguments.records / synthetic.SHARES["en"])
    found = [] if arguments.alone else documents(synthetic.directory(made))
    typed = synthetic.keystrokes(made, arguments.sessions)
    with tempfile.TemporaryDirectory() as folder:
        records = list(synthetic.directory(made))
        start = time.process_time()
        build(records, Path(folder) / "directory.db")
        built = time.process_time() - start
        del records
        size = (Path(folder) / "directory.db").stat().st_size / 1e6
        print(
            f"{made} documents of {arguments.records} services, {len(typed)} letters typed, ",
            end="",
        )
        print(f"built in {built:.1f} s, {size:.0f} MB\n")
        with open_directory(Path(folder) / "directory.db") as directory:
            contenders = {"this directory": ours(directory)}
            if not arguments.alone:
                if tantivy:
                    index, words = tantivy_index(found)
                    common = commonest(words)
                    contenders["tantivy, names first"] = best_peer(index, common)
                    contenders["tantivy, text only"] = best_peer(index, common, names_first=False)
                plain = plain_table(Path(folder) / "plain.db", found)
                contenders["sqlite-utils search"] = own_search(plain)
            times = timing.in_turn(contenders, typed, arguments.rounds, time.process_time_ns)
            print(timing.table(times, "this directory"))


if __name__ == "__main__":
    main()
