"""Import an export as a source: read it, give its ids the source's name, keep it as rows."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kiosk.atomic_files import replace_file
from kiosk.domain.checks import kind_of
from kiosk.domain.records import (
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Tile,
)
from kiosk.editor.coverage import MOST_PER_TILE, SourceCoverage, cover
from kiosk.editor.findings import Weight
from kiosk.editor.fitting.column_guesses import ColumnRole
from kiosk.editor.fitting.fitting_file import load_columns, load_words
from kiosk.editor.fitting.keep import FITTING, KeepRules, count_filters, left_out_table, read_keep
from kiosk.editor.fitting.reading_options import HiddenStreets, ReadOptions
from kiosk.editor.fitting.word_listing import new_words, term_counts
from kiosk.editor.fitting.word_meanings import SENTENCE, ExportWords, ServiceWords
from kiosk.editor.importers.identity import keep_ids, rename
from kiosk.editor.parsers.plain_text import first_sentence
from kiosk.editor.source_files import export_date
from kiosk.editor.sources.imported import (
    COVERAGE,
    ExportFacts,
    digest_of,
    load_import,
    rows_folder,
    save_import,
    source_folder,
)
from kiosk.editor.sources.source_fit import (
    COLUMNS,
    TERMS,
    columns_csv,
    load_export_words,
    terms_csv,
)
from kiosk.editor.sources.source_reader import read_source
from kiosk.editor.workbook.cell_text import fit
from kiosk.editor.workbook.sheet_folder import csv_bytes
from kiosk.editor.workbook.source_draft import Draft, StatedFacts
from kiosk.editor.workbook.typed_rows import KINDS, TypedRows, read_typed

LEFT_OUT = "left-out.csv"
_DIRECTORY = (Organization, Location, Service, ServiceAtLocation, Phone, Schedule)


@dataclass(frozen=True, slots=True)
class SourceImport:
    """What an import has read. ``kept_ids`` counts the records that keep a former id.

    ``new_words`` counts the terms worth a question that no answer and no former import has,
    ``open_cells`` the words of cells that no rule and no answer reads.
    """

    name: str
    draft: Draft
    facts: ExportFacts
    kept_ids: int
    new_words: int
    open_cells: int
    hidden: HiddenStreets
    coverage: SourceCoverage
    """What visitors will see of it, next to what it states."""

    @property
    def guesses(self) -> int:
        """Return how many columns wait for a yes."""
        return sum(one.role is ColumnRole.PROPOSED for one in self.draft.columns)

    @property
    def refused(self) -> bool:
        """Return True if nothing may be written."""
        return any(finding.weight is Weight.REFUSED for finding in self.draft.findings)


def import_source(workbook: Path, name: str, source: Path, options: ReadOptions) -> SourceImport:
    """Read an export as the source ``name`` of a workbook; nothing is written.

    Only the questions of ``options.factory`` are used, to count their answers.

    Raises :class:`kiosk.editor.sources.source_reader.SourceError` and OSError.
    """
    folder, last = source_folder(workbook, name), load_import(source_folder(workbook, name))
    if last is not None:  # what was answered once about this source holds for its next export
        options = replace(
            options,
            first_day=options.first_day or last.facts.first_day,
            ignore_status=options.ignore_status or last.facts.ignore_status,
        )
    words, keep = load_words(folder), read_keep(folder / FITTING)
    own = replace(options, factory=(), previous=None, words=words, columns=load_columns(folder))
    draft = read_source(source, replace(own, keep=keep))
    draft.records = [one for one in draft.records if isinstance(one, _DIRECTORY)]
    ids = {(kind_of(one), one.id): fit(f"{name}.{one.id}", "") for one in draft.records}
    draft.rows = {
        title: [row for row in some if (KINDS[title], row.whole("id")) in ids]
        for title, some in draft.rows.items()
    }
    rename(draft, ids)
    kept = 0
    if last is not None:
        kept = keep_ids(draft, read_typed(TypedRows(last.rows), ReadOptions()).records)
    sha256 = digest_of(source)
    hidden = HiddenStreets(sha256, draft.streets, draft.points)
    facts = ExportFacts(
        source.name,
        sha256,
        export_date(source),
        draft.recognised,
        dict(sorted(Counter(map(kind_of, draft.records)).items())),
        options.checked_on,
        options.public_addresses,
        options.first_day,
        options.ignore_status,
        hidden.count,
    )
    services = [_words_of(one, draft.words) for one in draft.records if isinstance(one, Service)]
    known = term_counts(load_export_words(rows_folder(folder)).every())
    asked = new_words(services, known, words)
    covered = _coverage(name, draft, keep, options)
    open_cells = len(own.columns.open_cells(draft.columns))
    return SourceImport(name, draft, facts, kept, len(asked), open_cells, hidden, covered)


def _coverage(name: str, draft: Draft, keep: KeepRules, options: ReadOptions) -> SourceCoverage:
    covered = cover(
        [*draft.records, *(one for one in options.factory if isinstance(one, Tile))],
        draft.stated,
        draft.findings,
        name,
        draft.recognised,
        most_per_tile=keep.keep.most_per_tile or MOST_PER_TILE,
    )
    return msgspec.structs.replace(covered, filters=count_filters(draft.left_out))


def _words_of(service: Service, words: ExportWords) -> ServiceWords:
    sentence = first_sentence(service.description or "", SENTENCE)
    return ServiceWords(service.name, words.terms.get(service.id, ()), sentence)


def keep_columns(workbook: Path, made: SourceImport) -> bool:
    """Write the columns of an export that gave no service, so that a person can say what they are.

    Return False if it has none. Raises OSError.
    """
    if made.facts.counts.get("service") or not made.draft.columns:
        return False
    folder = source_folder(workbook, made.name)
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / COLUMNS, columns_csv(made.draft.columns))
    return True


def keep_import(workbook: Path, made: SourceImport) -> None:
    """Write the rows of an import in place of the last ones. Raises OSError."""
    folder, draft = source_folder(workbook, made.name), made.draft
    more = {
        TERMS: terms_csv(draft.words),
        COLUMNS: columns_csv(draft.columns),
        COVERAGE: msgspec.json.encode(made.coverage),
    }
    stated, blank = draft.stated or StatedFacts({}), made.coverage.unexplained
    facts = msgspec.structs.replace(made.facts, links=stated.links, live=stated.live, blank=blank)
    save_import(folder, facts, draft.rows, stated, more)
    (folder / COLUMNS).unlink(missing_ok=True)
    if draft.left_out or (folder / LEFT_OUT).exists():
        replace_file(folder / LEFT_OUT, csv_bytes(left_out_table(draft.left_out)))
