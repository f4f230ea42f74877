"""Import an export as a source: read it, give its ids the source's name, keep it as rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

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
from kiosk.editor.coverage import SourceCoverage, cover
from kiosk.editor.importers.export_age import export_date
from kiosk.editor.importers.identity import keep_published_ids, with_ids
from kiosk.editor.publish.findings import Draft, FindingCode, Origin, SourceFinding, Weight
from kiosk.editor.publish.options import ReadOptions
from kiosk.editor.publish.source import read_source
from kiosk.editor.sources.imported import (
    ExportFacts,
    digest_of,
    load_import,
    save_import,
    source_folder,
)
from kiosk.editor.workbook.text import fit
from kiosk.editor.workbook.typed_rows import KINDS, TypedRows, read_typed, with_new_ids

_DIRECTORY = (Organization, Location, Service, ServiceAtLocation, Phone, Schedule)


@dataclass(frozen=True, slots=True)
class SourceImport:
    """What an import has read. ``kept_ids`` counts the records that keep a former id."""

    name: str
    draft: Draft
    facts: ExportFacts
    kept_ids: int

    @property
    def coverage(self) -> SourceCoverage:
        """Return what visitors will see of it, next to what it states."""
        draft = self.draft
        return cover(draft.records, draft.stated, draft.findings, self.name, draft.recognised)

    @property
    def refused(self) -> bool:
        """Return True if nothing may be written."""
        return any(finding.weight is Weight.REFUSED for finding in self.draft.findings)


def import_source(workbook: Path, name: str, source: Path, options: ReadOptions) -> SourceImport:
    """Read an export as the source ``name`` of a workbook; nothing is written.

    Raises :class:`kiosk.editor.publish.source.SourceError` and OSError.
    """
    draft = read_source(source, replace(options, factory=(), previous=None))
    records: list[AnyRecord] = [one for one in draft.records if isinstance(one, _DIRECTORY)]
    ids = {(kind_of(one), one.id): id_in_source(name, one.id) for one in records}
    origins = _renamed(draft.origins, ids)
    records = with_ids(records, ids)
    last = load_import(source_folder(workbook, name))
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
    )
    return SourceImport(name, draft, facts, len(renamed))


def keep_import(workbook: Path, made: SourceImport) -> None:
    """Write the rows of an import in place of the last ones. Raises OSError."""
    save_import(source_folder(workbook, made.name), made.facts, made.draft.rows)


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
