"""Read a directory in any supported format: recognise the format, then read it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kiosk.domain.checks import records_of_kind
from kiosk.domain.contact import format_phone
from kiosk.domain.records import AnyRecord, Phone, Schedule, Service
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.categories import load_categories
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.importers.mapping import map_tables
from kiosk.editor.importers.nested import read_json
from kiosk.editor.importers.service_filter import (
    choose_early,
    chooses_early,
    pick_for_choice,
    pick_without,
)
from kiosk.editor.importers.source_tables import RowPicker, Tables, pick_all
from kiosk.editor.importers.tabular import (
    PACKAGE,
    TABLE_ENDINGS,
    choose_folder,
    form_in_words,
    read_tables,
)
from kiosk.editor.parsers.dates import read_day_or_month
from kiosk.editor.source_files import (
    FileForm,
    SourceError,
    SourceFile,
    export_date,
    folder_files,
    foreign_form,
    form_of,
    other_form,
    read_file,
    zip_files,
)
from kiosk.editor.sources.workbook_reader import is_workbook, read_workbook
from kiosk.editor.workbook.sheet_folder import sheet_of
from kiosk.editor.workbook.source_draft import Draft

MOST: Final = 10
"""Most organizations that share a number; more are the sign of mixed-up rows."""
_CODE: Final = 6
"""Most digits of a short code, which everybody may name."""


def hold_shared(records: Sequence[AnyRecord]) -> tuple[list[AnyRecord], list[SourceFinding]]:
    """Return the records without numbers that more than :data:`MOST` organizations share.

    Helplines and short codes are everybody's; a service that was confirmed by phone keeps its own.
    """
    services = records_of_kind(records, Service)
    owners: dict[str, set[str]] = {}
    lines: set[str] = set()
    for phone in records_of_kind(records, Phone).values():
        service = services.get(phone.service_id)
        if service is not None:
            owners.setdefault(phone.number, set()).add(service.organization_id)
            lines |= {phone.number} if service.helpline else set()
    held = {
        number: len(every)
        for number, every in owners.items()
        if len(every) > MOST and number not in lines and len(number) > _CODE
    }
    gone = {
        phone.id
        for phone in records_of_kind(records, Phone).values()
        if phone.number in held
        and (service := services.get(phone.service_id)) is not None
        and not service.confirmed
    }
    findings = [
        SourceFinding(
            FindingCode.SHARED_NUMBER,
            Weight.LEFT_OUT,
            "",
            value=f"{format_phone(number)} of {count} organizations",
        )
        for number, count in sorted(held.items())
    ]
    others = [
        one
        for one in records
        if not (isinstance(one, Phone) and one.id in gone)
        and not (isinstance(one, Schedule) and one.phone_id in gone)
    ]
    return others, findings


__all__ = ["ReadOptions", "SourceError", "read_source"]

_HELP = "Use the workbook of this program, or an HSDS or Ohana export."
_TABLE = "Save the list itself as CSV or .xlsx, in the program that it came from."
_REFUSED = {
    FileForm.EMPTY: "is empty. Export it again.",
    FileForm.WEB_PAGE: "is a web page. Perhaps the download asks for a login first.",
    FileForm.OLD_OFFICE: (
        "is an old Office file, or one locked with a password. Save an export as CSV, and the "
        "workbook as .xlsx without a password."
    ),
    FileForm.OTHER: f"is not a directory in a form that the program knows. {_HELP}",
}
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson")


def read_source(path: Path, options: ReadOptions) -> Draft:
    """Read ``path`` into records. Raises :class:`SourceError` if nothing can be read."""
    draft = _read_any(path, options)
    numbers = {one.id: one.service_id for one in draft.records if isinstance(one, Phone)}
    draft.records, shared = hold_shared(draft.records)
    draft.findings += shared
    if shared:
        kept = {one.id for one in draft.records if isinstance(one, Phone)}
        held = {service for number, service in numbers.items() if number not in kept}
        if draft.stated is not None:
            draft.stated = replace(draft.stated, held=len(held))
        draft.sources = {
            name: replace(one, held=sum(each.startswith(f"{name}.") for each in held))
            for name, one in draft.sources.items()
        }
    return draft


def _read_any(path: Path, options: ReadOptions) -> Draft:
    """Read a workbook or an export. Raises :class:`SourceError`."""
    if not path.exists():
        raise SourceError(f"{path.name} is not there. Check the name and the folder.")
    if is_workbook(path):
        if options.checked_on:
            raise SourceError(
                "--checked-on is for exports. A workbook says it in the column Checked on."
            )
        return read_workbook(path, options)
    if path.is_file() and (sheet := sheet_of(path)):
        raise SourceError(
            f"{path.name} is the sheet {sheet} alone. Put the other sheets next to it in one "
            "folder, and publish the folder."
        )
    _check_day(path, options)
    options.on_reading(path.name)
    categories = load_categories()

    shapes: dict[str, Any] = {}

    def read(pick: RowPicker) -> tuple[str, Tables]:
        tables = Tables(
            today=options.today,
            answers=options.columns,
            pick=pick,
            through=options.through,
            shapes=shapes,
        )
        return _read(path, tables), tables

    if not chooses_early(options.keep):
        return map_tables(*read(pick_all), options, categories)
    far = choose_early(read(pick_for_choice)[1], options.keep)
    draft = map_tables(*read(pick_without(far)), options, categories)
    if far <= {one.id for one in draft.left_out}:
        return draft
    # Rows with the same key say different things, and their other cells decide.
    return map_tables(*read(pick_all), options, categories)


def _check_day(path: Path, options: ReadOptions) -> None:
    """Check that the stated day is not after the export. Raises :class:`SourceError`."""
    day = read_day_or_month(options.checked_on or "")
    if day is None:
        return
    try:
        made = export_date(path)
    except OSError as error:
        raise SourceError(f"{path.name} cannot be read: {error.strerror}.") from error
    last = min(made, options.today or made)
    if day > last:
        raise SourceError(
            f"--checked-on {options.checked_on} is later than {path.name} itself ({last}). Say "
            "the month or day on which the export was last checked."
        )


def _read(path: Path, tables: Tables) -> str:
    """Read a folder, a zip or a file into tables; return its description in words."""
    if path.is_dir():
        return _read_files(path, folder_files(path), "folder", tables)
    data = read_file(path)
    form = form_of(data)
    if is_a := foreign_form(data):
        raise SourceError(f"{path.name} is {is_a}, whatever its name says. {_TABLE}")
    if form in _REFUSED:
        raise SourceError(f"{path.name} {_REFUSED[form]}")
    if finding := other_form(path.name, form):
        tables.findings.append(finding)
    if form is FileForm.ZIP:
        return _read_files(path, zip_files(path, tables.findings), "zip", tables)
    if form is FileForm.JSON:
        words = read_json(data, path.name, tables)
        return words or _unknown(path, tables, "JSON")
    name = path.name if path.name.lower().endswith((".csv", ".tsv", ".txt")) else f"{path.name}.csv"
    tables.alone = True
    if read_tables([SourceFile(name, lambda: data)], tables):
        return f"{tables.system or form_in_words(tables)}, one file"
    return _unknown(path, tables, "a table")


def _read_files(path: Path, files: Sequence[SourceFile], container: str, tables: Tables) -> str:
    names = {file.name for file in files}
    if "xl/workbook.xml" in names:
        raise SourceError(
            f"{path.name} is a spreadsheet, but not the workbook of this program. Save each sheet "
            "as CSV in one folder, or copy its rows into the workbook."
        )
    if {"content.xml", "META-INF/manifest.xml"} <= names:
        raise SourceError(
            f"{path.name} is an OpenDocument file. Open it in the spreadsheet and save it as .xlsx."
        )
    if "targets.json" in names or "directory-role.json" in names:
        raise SourceError(f"{path.name} is a sync file already. Publish from what it was made of.")
    if (inner := [name for name in sorted(names) if name.lower().endswith(".zip")]) and not any(
        name.lower().endswith((*TABLE_ENDINGS, *_JSON_ENDINGS)) for name in names
    ):
        raise SourceError(
            f"{path.name} holds another zip: {inner[0]}. Unpack it, and give that one."
        )
    chosen = choose_folder(files)
    tables.findings += [
        SourceFinding(FindingCode.FOREIGN_FILE, Weight.NOTE, file.name)
        for file in files
        if file not in chosen
    ]
    if read_tables(chosen, tables):
        return f"{tables.system or form_in_words(tables)} in a {container}"
    words = [_read_json_file(file, tables) for file in chosen if _is_json(file)]
    found = [each for each in words if each]
    if not found:
        return _unknown(path, tables, f"a {container}")
    return found[0] if len(found) == 1 else f"HSDS 3.x JSON, {len(found)} files in a {container}"


def _is_json(file: SourceFile) -> bool:
    lower = file.name.lower()
    return lower.endswith(_JSON_ENDINGS) and not lower.endswith(PACKAGE)


def _read_json_file(file: SourceFile, tables: Tables) -> str | None:
    data = file.load()
    if form_of(data) is FileForm.JSON:
        return read_json(data, file.name, tables)
    tables.findings.append(SourceFinding(FindingCode.FOREIGN_FILE, Weight.NOTE, file.name))
    return None


def _unknown(path: Path, tables: Tables, what: str) -> str:
    """Record that the source holds nothing of use; the finding is refused."""
    finding = SourceFinding(FindingCode.NOT_RECOGNISED, Weight.REFUSED, path.name, assumed=_HELP)
    tables.findings.append(finding)
    return f"{what} of no known form"
