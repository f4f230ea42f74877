"""The last import of each source, in the folder of the workbook.

``sources/NAME/rows/*.csv`` holds its rows as sheets of the workbook, ``sources/NAME/export.json``
what they were made of. Both change together or not at all.
"""

import csv
import datetime as dt
import hashlib
import io
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from kiosk.atomic_files import fsync_path, replace_file
from kiosk.editor.coverage import SourceCoverage
from kiosk.editor.floors import read_typed_floors
from kiosk.editor.parsers.days import FirstDay
from kiosk.editor.source_files import SourceError, read_file
from kiosk.editor.sources.desk_answers import SOURCE_NAME
from kiosk.editor.workbook.cell_text import slug
from kiosk.editor.workbook.sheet_columns import Sheets
from kiosk.editor.workbook.sheet_folder import cell_of, csv_bytes, text_of
from kiosk.editor.workbook.sheet_rows import SheetRow
from kiosk.editor.workbook.source_draft import ServiceFact, StatedFacts
from kiosk.editor.workbook.typed_rows import DIRECTORY

SOURCES: Final = "sources"
_ROWS: Final = "rows"
_FACTS: Final = "export.json"
COVERAGE: Final = "Coverage.json"
_STATED: Final = "Stated.csv"
_STATES: Final = ("Id", "States")
_PLACE: Final = ("_file", "_row")
"""Columns that say where a row stands in the export."""


class ExportFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the rows of a source were made of. ``date`` is the day of the export's newest file."""

    name: str
    sha256: str
    date: dt.date
    recognised: str
    counts: dict[str, int]
    checked_on: str | None = None
    public_addresses: bool = False
    first_day: FirstDay | None = None
    ignore_status: bool = False
    hidden: int = 0
    """Places that the export hides; which, only ``hidden.sealed`` says."""
    links: int = 0
    live: int = 0
    blank: int = 0
    """Counts of :class:`StatedFacts`."""


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """The last import of a source. ``rows`` are unread; each names its file and its row there."""

    name: str
    facts: ExportFacts
    rows: dict[Sheets, list[SheetRow]]
    stated: StatedFacts


def load_coverage(folder: Path) -> SourceCoverage | None:
    """Load the coverage that the last import of a source had; ``None`` if it is not there."""
    try:
        return msgspec.json.decode(read_file(folder / _ROWS / COVERAGE), type=SourceCoverage)
    except (SourceError, msgspec.DecodeError):
        return None


def source_folder(workbook: Path, name: str) -> Path:
    """Return the folder of a source, next to the workbook."""
    return workbook.parent / SOURCES / name


def source_name(export: Path) -> str:
    """Return the short name of an export that is published alone."""
    return slug(export.name.split(".")[0]) or "export"


def rows_folder(folder: Path) -> Path:
    """Return where the rows of a source are, in its folder."""
    return folder / _ROWS


def export_facts(workbook: Path, name: str) -> Path:
    """Return the file that says what a source was made of."""
    return source_folder(workbook, name) / _FACTS


def source_names(workbook: Path) -> list[str]:
    """Return the names of the imported sources, sorted."""
    folder = workbook.parent / SOURCES
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(one.name for one in found if SOURCE_NAME.fullmatch(one.name) and _has_import(one))


def _has_import(folder: Path) -> bool:
    return any((folder / _ROWS).with_suffix(ending).is_dir() for ending in ("", ".old"))


def load_import(folder: Path) -> ImportedSource | None:
    """Load the last import of a source; ``None`` if there is none.

    Raises :class:`SourceError` if its files are damaged, and OSError.
    """
    if not _has_import(folder):
        return None
    _settle(folder)
    try:
        facts = msgspec.json.decode(read_file(folder / _FACTS), type=ExportFacts)
        rows = {
            sheet.title: _load(folder / _ROWS / f"{sheet.title}.csv", sheet.title)
            for sheet in DIRECTORY
        }
        stated = _load_stated(folder / _ROWS / _STATED, facts)
    except (msgspec.DecodeError, UnicodeError, csv.Error, KeyError, ValueError) as error:
        raise SourceError(
            f"The files of the source {folder.name} are damaged. Import it again."
        ) from error
    return ImportedSource(folder.name, facts, rows, stated)


def _load(path: Path, title: Sheets) -> list[SheetRow]:
    columns = next(sheet.columns for sheet in DIRECTORY if sheet.title is title)
    rows = []
    for cells in csv.DictReader(io.StringIO(read_file(path).decode("utf-8-sig"), newline="")):
        raws = {
            column.key: raw
            for column in columns
            if (raw := cell_of(cells.get(column.header) or "")) is not None
        }
        file, number = (cells[key] for key in _PLACE)
        rows.append(SheetRow(file, int(number or 0), {}, raws, columns))
    return rows


def _load_stated(path: Path, facts: ExportFacts) -> StatedFacts:
    found: dict[ServiceFact, set[str]] = {fact: set() for fact in ServiceFact}
    for cells in csv.DictReader(io.StringIO(read_file(path).decode("utf-8-sig"), newline="")):
        for fact in cells["States"].split():
            found[ServiceFact(fact)].add(cells["Id"])
    services = {fact: frozenset(ids) for fact, ids in found.items()}
    return StatedFacts(services, facts.links, facts.live, blank=facts.blank)


def _stated_csv(stated: StatedFacts) -> bytes:
    """Return which facts each service states, sorted by id."""
    states: defaultdict[str, list[str]] = defaultdict(list)
    for fact in ServiceFact:
        for key in stated.services.get(fact, ()):
            states[key].append(fact.value)
    return csv_bytes([_STATES, *([key, " ".join(states[key])] for key in sorted(states))])


def save_import(
    folder: Path,
    facts: ExportFacts,
    rows: Mapping[Sheets, Sequence[SheetRow]],
    stated: StatedFacts,
    more: Mapping[str, bytes],
) -> None:
    """Replace the last import of a source. Raises OSError; the last one is still there then.

    ``more`` are further files next to the rows, by name.
    Floors that a person typed away for the source stay. The new rows are complete in a folder of
    their own before two renames make them the rows. A stop between the two leaves the last ones as
    ``rows.old``, and :func:`_settle` ends what was begun.
    """
    new, old, now = folder / f"{_ROWS}.new", folder / f"{_ROWS}.old", folder / _ROWS
    folder.mkdir(parents=True, exist_ok=True)
    _settle(folder)
    new.mkdir()
    for sheet in DIRECTORY:
        headers = [column.header for column in sheet.columns]
        table = [
            [*(text_of(row.raws.get(column.key)) for column in sheet.columns), *_place(row)]
            for row in sorted(rows[sheet.title], key=lambda row: text_of(row.raws.get("id")))
        ]
        replace_file(new / f"{sheet.title}.csv", csv_bytes([[*headers, *_PLACE], *table]))
    for name, text in {_STATED: _stated_csv(stated), **more}.items():
        replace_file(new / name, text)
    content = msgspec.to_builtins(facts)
    if typed := read_typed_floors(folder / _FACTS):
        content["floors"] = msgspec.to_builtins(typed)
    replace_file(new / _FACTS, msgspec.json.format(msgspec.json.encode(content)) + b"\n")
    if now.exists():
        now.rename(old)
    new.rename(now)
    fsync_path(folder)
    _settle(folder)


def _place(row: SheetRow) -> tuple[str, str]:
    return row.title, str(row.number or "")


def _settle(folder: Path) -> None:
    """End an import that was stopped: complete rows count, incomplete ones go."""
    new, old, now = folder / f"{_ROWS}.new", folder / f"{_ROWS}.old", folder / _ROWS
    if not now.exists() and old.exists():
        old.rename(now)
    if (now / _FACTS).exists():
        (now / _FACTS).replace(folder / _FACTS)
    for rest in (new, old):
        if rest.exists():
            shutil.rmtree(rest)


def digest_of(source: Path) -> str:
    """Return the SHA-256 of a file, or of the names and contents of a folder's files."""
    if source.is_file():
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    whole = hashlib.sha256()
    for one in sorted(each for each in source.rglob("*") if each.is_file()):
        name = one.relative_to(source).as_posix().encode("utf-8", "surrogateescape")
        whole.update(name + b"\0" + bytes.fromhex(digest_of(one)))
    return whole.hexdigest()
