"""Import an export as a source: read it, give its ids the source's name, keep it as rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from kiosk.atomic_files import replace_file
from kiosk.domain.checks import kind_of
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from kiosk.editor.coverage import MOST_PER_TILE, SourceCoverage, cover
from kiosk.editor.importers.export_age import export_date
from kiosk.editor.importers.identity import keep_published_ids, with_ids
from kiosk.editor.keep import FITTING, KeepRules, count_filters, left_out_table, read_keep
from kiosk.editor.publish.findings import Draft, FindingCode, Origin, SourceFinding, Weight
from kiosk.editor.publish.options import HiddenStreets, ReadOptions
from kiosk.editor.publish.source import read_source
from kiosk.editor.sources.imported import (
    ExportFacts,
    digest_of,
    load_import,
    save_import,
    source_folder,
)
from kiosk.editor.workbook.sheet_folder import csv_bytes
from kiosk.editor.workbook.text import fit
from kiosk.editor.workbook.typed_rows import KINDS, TypedRows, read_typed, with_new_ids

LEFT_OUT = "left-out.csv"
_DIRECTORY = (Organization, Location, Service, ServiceAtLocation, Phone, Schedule)


@dataclass(frozen=True, slots=True)
class SourceImport:
    """What an import has read. ``kept_ids`` counts the records that keep a former id."""

    name: str
    draft: Draft
    facts: ExportFacts
    kept_ids: int
    keep: KeepRules
    hidden: HiddenStreets

    @property
    def coverage(self) -> SourceCoverage:
        """Return what visitors will see of it, next to what it states."""
        draft = self.draft
        covered = cover(
            draft.records,
            draft.stated,
            draft.findings,
            self.name,
            draft.recognised,
            most_per_tile=self.keep.keep.most_per_tile or MOST_PER_TILE,
        )
        return msgspec.structs.replace(covered, filters=count_filters(draft.left_out))

    @property
    def refused(self) -> bool:
        """Return True if nothing may be written."""
        return any(finding.weight is Weight.REFUSED for finding in self.draft.findings)


def import_source(workbook: Path, name: str, source: Path, options: ReadOptions) -> SourceImport:
    """Read an export as the source ``name`` of a workbook; nothing is written.

    Raises :class:`kiosk.editor.publish.source.SourceError` and OSError.
    """
    folder = source_folder(workbook, name)
    keep = read_keep(folder / FITTING)
    draft = read_source(source, replace(options, factory=(), previous=None, keep=keep))
    records: list[AnyRecord] = [one for one in draft.records if isinstance(one, _DIRECTORY)]
    ids = {(kind_of(one), one.id): id_in_source(name, one.id) for one in records}
    origins = _renamed(draft.origins, ids)
    records = with_ids(records, ids)
    last = load_import(folder)
    renamed: list[tuple[str, str, str]] = []
    if last is not None:
        before = read_typed(TypedRows(last.rows), ReadOptions()).records
        records, renamed = keep_published_ids(records, before)
        origins = _renamed(origins, {(kind, new): old for kind, new, old in renamed})
        draft.findings += [
            SourceFinding(FindingCode.ID_KEPT, Weight.NOTE, "", None, kind, new, old)
            for kind, new, old in renamed
        ]
    draft.records, draft.origins = records, origins
    kept = {(kind, new): old for kind, new, old in renamed}
    last_ids = {one: kept.get((one[0], new), new) for one, new in ids.items()}
    read = {
        title: [row for row in some if (KINDS[title], row.whole("id")) in ids]
        for title, some in draft.rows.items()
    }
    draft.rows = with_new_ids(read, last_ids)
    if draft.stated is not None:
        made = {old: new for (kind, old), new in ids.items() if kind == "service"}
        former = {new: old for kind, new, old in renamed if kind == "service"}
        draft.stated = draft.stated.with_ids(made).with_ids(former)
    facts = ExportFacts(
        source.name,
        digest_of(source),
        export_date(source),
        draft.recognised,
        dict(sorted(Counter(map(kind_of, records)).items())),
        options.checked_on,
        options.public_addresses,
        len(draft.streets),
    )
    points = frozenset(
        (last_ids.get(("organization", owner), owner), latitude, longitude)
        for owner, latitude, longitude in draft.points
    )
    hidden = HiddenStreets(facts.sha256, draft.streets, points)
    return SourceImport(name, draft, facts, len(renamed), keep, hidden)


def keep_import(workbook: Path, made: SourceImport) -> None:
    """Write the rows of an import in place of the last ones. Raises OSError."""
    folder, left_out = source_folder(workbook, made.name), made.draft.left_out
    save_import(folder, made.facts, made.draft.rows)
    if left_out or (folder / LEFT_OUT).exists():
        replace_file(folder / LEFT_OUT, csv_bytes(left_out_table(left_out)))


def id_in_source(name: str, key: str) -> str:
    """Return the id that a source's own id has here: ``oak211.4711``."""
    return fit(f"{name}.{key}", "")


def _renamed(
    origins: Mapping[tuple[str, str, str], Origin], ids: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str, str], Origin]:
    return {
        (kind, ids.get((kind, key), key), field): origin
        for (kind, key, field), origin in origins.items()
    }
