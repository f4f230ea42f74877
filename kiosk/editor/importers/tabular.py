"""Read HSDS tables: a folder or zip of CSV files, versions 1.1, 2.0, 3.x, recognised by columns."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.aliases import entity_of, fold_name
from kiosk.editor.importers.source_tables import Tables, read_table
from kiosk.editor.source_files import FileForm, SourceError, SourceFile, decode, form_of

PACKAGE: Final = "datapackage.json"
TABLE_ENDINGS: Final = (".csv", ".tsv", ".txt")
_NOT_A_TABLE: Final = {
    FileForm.WEB_PAGE: "It is a web page. The download may need a login.",
    FileForm.OLD_OFFICE: "It is an Office file. Save it as CSV.",
    FileForm.ZIP: "It is a zip or a spreadsheet. Save it as CSV.",
    FileForm.OTHER: "It is not text.",
    FileForm.JSON: "It is JSON.",
}
_OLD_TABLES: Final = frozenset(
    (
        *("services_taxonomy", "service_taxonomy", "regular_schedules", "regular_schedule"),
        *("accessibility_for_disabilities", "holiday_schedules"),
    )
)
_OHANA_COLUMNS: Final = frozenset(("taxonomy_ids", "number_type", "short_desc", "vanity_number"))


def choose_folder(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Return the files of the folder with services, else with the most tables.

    A root that has tables comes first.
    """
    score: Counter[str] = Counter()
    for file in files:
        if file.name.lower().endswith(TABLE_ENDINGS):
            entity = entity_of(file.stem)
            score[file.folder] += 1000 if entity == "service" else 10 if entity else 1
    if not score:
        return list(files)
    best = "" if score[""] >= 10 else min(score, key=lambda folder: (-score[folder], folder))  # noqa: PLR2004 - one known table
    return [file for file in files if file.folder == best]


def read_tables(files: Sequence[SourceFile], tables: Tables) -> bool:
    """Read the text tables among ``files``; return True if one was recognised."""
    found = False
    for file in tables.through(files, "Tables"):
        lower = file.name.lower()
        if lower.rsplit("/", 1)[-1] == PACKAGE:
            tables.findings += _absent(file, files)
        elif lower.endswith(TABLE_ENDINGS):
            try:
                found = _read(file, tables) or found
            except SourceError as error:
                code = FindingCode.UNREADABLE_FILE
                finding = SourceFinding(code, Weight.REFUSED, file.name, assumed=str(error))
                tables.findings.append(finding)
        elif entity_of(file.stem) is None or not lower.endswith(".json"):
            tables.findings.append(SourceFinding(FindingCode.FOREIGN_FILE, Weight.NOTE, file.name))
    return found


def _read(file: SourceFile, tables: Tables) -> bool:
    data = file.load()
    form = form_of(data)
    if form in _NOT_A_TABLE:
        code = FindingCode.OTHER_FORM
        finding = SourceFinding(code, Weight.LEFT_OUT, file.name, assumed=_NOT_A_TABLE[form])
        tables.findings.append(finding)
        return False
    text = decode(data, file.name, tables.findings)
    del data  # it may be as large as all rows together
    entity = read_table(text, file.name, tables)
    if entity is None:
        tables.findings.append(SourceFinding(FindingCode.FOREIGN_FILE, Weight.NOTE, file.name))
    elif entity == "":
        tables.findings.append(SourceFinding(FindingCode.UNREAD_TABLE, Weight.NOTE, file.name))
    return bool(entity)


def _absent(package: SourceFile, files: Sequence[SourceFile]) -> list[SourceFinding]:
    """Report files that the data package lists but that are missing."""
    present = {fold_name(file.stem) for file in files}
    try:
        listed = msgspec.json.decode(package.load().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeError, RecursionError, SourceError):
        return [SourceFinding(FindingCode.BROKEN_JSON, Weight.NOTE, package.name)]
    resources = listed.get("resources") if isinstance(listed, dict) else None
    paths = [
        resource["path"]
        for resource in (resources if isinstance(resources, list) else [])
        if isinstance(resource, dict) and isinstance(resource.get("path"), str)
    ]
    return [
        SourceFinding(FindingCode.ABSENT_FILE, Weight.NOTE, package.name, value=path[:80])
        for path in paths
        if entity_of(stem := path.rsplit("/", 1)[-1].split(".", 1)[0])
        and fold_name(stem) not in present
    ]


def form_in_words(tables: Tables) -> str:
    """Name the format by names of files and columns, never by a version number."""
    stems = {
        fold_name(name.rsplit("/", 1)[-1].split(".", 1)[0]) for name in tables.files if "." in name
    }
    if tables.columns & _OHANA_COLUMNS or "mail_addresses" in stems:
        return "Ohana tables"
    if stems & {"service_attributes", "service_attribute", "other_attributes"}:
        return "HSDS 2.0 tables"
    if stems & _OLD_TABLES:
        return "HSDS 1.1 tables"
    if stems & {"physical_addresses", "services_at_location"} and "byday" in tables.columns:
        return "HSDS 2.0 tables"
    if stems & {"physical_addresses", "services_at_location"}:
        return "HSDS 1.1 tables"
    return "HSDS 3.x tables"
