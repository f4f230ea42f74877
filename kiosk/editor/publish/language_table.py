"""Coverage of each language: words of the program and texts of a directory.

The table of the handbook (languages.md) is written from these.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.language import OFFERED, STAFFED, WRITTEN, Language
from kiosk.domain.records import AnyRecord, SearchWord, Translation
from kiosk.domain.text import TextOrigin, source_hash
from kiosk.editor.workbook.language_sheets import NAMES, texts_of
from kiosk.i18n.catalogs import SOURCE_TAG, po_path
from kiosk.i18n.pofiles import PoFile, new, read
from kiosk.i18n.reviews import Review, review_of
from kiosk.i18n.workflow import forms_of, is_for_staff, is_required

BEGIN: Final = "<!-- languages: written by `main.py messages refresh` -->"
END: Final = "<!-- languages: end -->"
HEADER: Final = (
    "language", "tag", "screen", "staff mode", "directory", "search words", "keyboard",
    "translated, and by whom",
)  # fmt: skip
STATES: Final = {
    Review.MACHINE: "{} by a machine",
    Review.HUMAN: "{} by a person",
    Review.REVIEWED: "{} read by a speaker",
}
"""Number of texts in each state, in words."""


@dataclass(frozen=True, slots=True)
class Share:
    """Number of existing texts out of those requested."""

    done: int
    asked: int

    def __str__(self) -> str:
        return f"{self.done} of {self.asked}" if self.done != self.asked else str(self.asked)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One language: its words for the screen and for staff, its texts of the directory."""

    language: Language
    screen: Share
    staff: Share | None
    texts: Share
    search_words: int
    states: Counter[Review]


def coverage(template: PoFile, folder: Path, records: Sequence[AnyRecord]) -> tuple[Coverage, ...]:
    """Return the coverage of all written languages, in the order of the screen.

    ``template`` holds the words of the code, ``folder`` the catalogues, ``records`` a directory.
    """
    sources = {
        (*at, field): source_hash(text)
        for at, fields in texts_of(records).items()
        for field, text in fields.items()
        if (at[0], field) not in NAMES
    }
    return tuple(_coverage_of(each, template, folder, records, sources) for each in WRITTEN)


def _coverage_of(
    language: Language,
    template: PoFile,
    folder: Path,
    records: Iterable[AnyRecord],
    sources: dict[tuple[str, str, str], str],
) -> Coverage:
    states: Counter[Review] = Counter()
    words = Counter[bool]()
    asked = Counter(is_for_staff(one) for one in template if one.id and is_required(language, one))
    if language.tag == SOURCE_TAG:
        words, fresh = asked.copy(), len(sources)
    else:
        path = po_path(folder, language)
        catalog = read(path, language) if path.exists() else new(language)
        for wanted in template:
            found = catalog.get(wanted.id, wanted.context) if wanted.id else None
            if (
                found is not None
                and is_required(language, wanted)
                and forms_of(found)
                and not found.fuzzy
            ):
                words[is_for_staff(wanted)] += 1
                states[review_of(found)] += 1
        texts = [
            one
            for one in records
            if isinstance(one, Translation)
            and one.language == language.tag
            and sources.get((one.entity, one.entity_id, one.field)) == one.source_hash
        ]
        states.update(map(_state, texts))
        fresh = len(texts)
    return Coverage(
        language,
        Share(words[False], asked[False]),
        Share(words[True], asked[True]) if language.tag in STAFFED else None,
        Share(fresh, len(sources)),
        sum(
            len(one.words)
            for one in records
            if isinstance(one, SearchWord) and one.language == language.tag
        ),
        states,
    )


def _state(text: Translation) -> Review:
    if text.reviewed:
        return Review.REVIEWED
    return Review.HUMAN if text.origin is TextOrigin.HUMAN else Review.MACHINE


def table(rows: Iterable[Coverage], keyboards: Mapping[str, str]) -> str:
    """Return the table in Markdown, one row per language; ``keyboards`` by tag."""
    lines = [HEADER, tuple("---" for _ in HEADER), *(_row(row, keyboards) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(row: Coverage, keyboards: Mapping[str, str]) -> tuple[str, ...]:
    own = row.language
    name = own.endonym if own.tag in OFFERED else f"{own.endonym} (not offered yet)"
    staff = "" if row.staff is None else str(row.staff)
    counts = (name, f"`{own.tag}`", str(row.screen), staff, str(row.texts), str(row.search_words))
    states = [STATES[state].format(row.states[state]) for state in Review if row.states[state]]
    by = "the source" if own.tag == SOURCE_TAG else ", ".join(states)
    return (*counts, keyboards[own.tag], by)


def insert_table(page: str, rows: str) -> str:
    """Insert ``rows`` between the two marks of ``page``; without marks it is unchanged."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n\n{rows}\n\n{end}{after}" if begin and end else page
