"""Turn rows into records as a kiosk reads them, or leave them out with a reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final, TypeVar

import msgspec

from kiosk.domain.contact import format_phone
from kiosk.domain.place import WHERE_FIELDS
from kiosk.domain.records import (
    AnyRecord,
    Guide,
    GuideBlock,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    PlaceShow,
    Schedule,
    Service,
    ServiceAtLocation,
    Situation,
)
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.parsers.menu_keys import read_keys
from kiosk.editor.parsers.phone_labels import (
    KnownNames,
    NumberHold,
    hold_of,
    is_personal_label,
    label_extension,
)
from kiosk.editor.parsers.phone_words import read_extension, stated_use
from kiosk.editor.parsers.plain_text import made_phrase
from kiosk.editor.parsers.quiet_names import make_distinct, quiet_name
from kiosk.editor.parsers.vocabulary import first_label
from kiosk.editor.workbook.cell_text import Raw, fit
from kiosk.editor.workbook.cell_times import ALL_DAY, names_half, time_text
from kiosk.editor.workbook.sheet_columns import WorkbookSheet
from kiosk.editor.workbook.sheet_rows import ReadingNotes, SheetRow, is_shown, weight_of
from kiosk.editor.workbook.sheets import HOURS, PHONES, PLACES, SERVICES, SITUATIONS

_NOON: Final = "12:00"
_MIDNIGHT: Final = "00:00"
_EITHER: Final = range(1, 7)
"""Hours that usually mean the afternoon and are written without pm."""


def has_plausible_times(row: SheetRow, opens: str, closes: str, notes: ReadingNotes) -> bool:
    """Return True if the times of a row are plausible; findings report what to check.

    A row that closes before it opens was surely meant to close in the afternoon, if it opens in the
    morning without am or pm. Any other such row runs past midnight.
    """
    column = HOURS.column("closes_at")
    late = closes <= opens and closes != _MIDNIGHT
    if late and opens < _NOON and not _says_half(row.raws["closes_at"]):
        note = f"Write {_afternoon(closes)}, or {time_text(closes)} if it is the next day."
        notes.about(row, column, FindingCode.CLOSES_FIRST, Weight.REFUSED, note)
        return False
    if late:
        note = f"Open past midnight, until {time_text(closes)} the next day."
        notes.about(row, column, FindingCode.CELL_MENDED, Weight.ASSUMED, note)
    for key, time in (("opens_at", opens), ("closes_at", closes)):
        if not (late and key == "closes_at") and _is_ambiguous(row.raws[key], time):
            assumed = time_text(time)
            notes.about(row, HOURS.column(key), FindingCode.TIME_READ, Weight.ASSUMED, assumed)
    return True


def _afternoon(closes: str) -> str:
    return time_text(f"{int(closes[:2]) % 12 + 12:02}{closes[2:]}")


def _says_half(raw: Raw) -> bool:
    """Return True if a cell says am or pm."""
    return raw.half_day or (isinstance(raw.value, str) and names_half(raw.value))


def _is_ambiguous(raw: Raw, time: str) -> bool:
    """Return True if a cell may mean the other half of the day too."""
    padded = isinstance(raw.value, str) and raw.value.strip().startswith("0")
    return int(time[:2]) in _EITHER and not padded and not _says_half(raw)


T = TypeVar("T", bound=msgspec.Struct)

_ERROR_PATH: Final = re.compile(r" - at `\$\.(\w+)")


def build(kind: type[T], sheet: WorkbookSheet, row: SheetRow, notes: ReadingNotes) -> T | None:
    """Build a record of ``kind`` from a row, or return ``None`` if a required cell is invalid.

    Other invalid cells are left out of the record, with a finding.
    """
    fields = set(kind.__struct_fields__)
    values = {key: value for key, value in row.values.items() if key in fields}
    while True:
        try:
            return msgspec.json.decode(msgspec.json.encode(values), type=kind)
        except msgspec.ValidationError as error:
            found = _ERROR_PATH.search(str(error))
            column = next((c for c in sheet.columns if found and c.key == found[1]), None)
            notes.about(
                row,
                column,
                FindingCode.UNREAD_CELL,
                weight_of(column) if column else Weight.LEFT_OUT,
            )
            if column is None or column.required or values.pop(column.key, None) is None:
                return None


def locations(
    rows: Iterable[SheetRow], notes: ReadingNotes, *, keep_hidden: bool
) -> Iterator[Location]:
    """Yield places; a hidden one keeps nothing that locates it.

    With ``keep_hidden`` it does, for a new workbook of the same editor.
    """
    for row in rows:
        shown = is_shown(row)
        if not shown and {"latitude", "longitude"} <= row.values.keys():
            point = (row.values["latitude"], row.values["longitude"])
            notes.points.add((row.values["organization_id"], *point))
        gone = () if shown or keep_hidden else WHERE_FIELDS
        dropped = [key for key in gone if row.values.pop(key, None)]
        if dropped:
            column = PLACES.column(dropped[0])
            notes.about(row, column, FindingCode.ADDRESS_HIDDEN, Weight.NOTE)
        if "address_1" in row.raws and "address_visibility" not in row.raws:
            row.values.setdefault("show", PlaceShow.ASK)
        if shown and "show" in row.lent and row.values.get("show") == PlaceShow.ASK:
            del row.values["show"]  # a source could not say it; the workbook does
        if record := build(Location, PLACES, row, notes):
            yield record


def services(
    rows: Iterable[SheetRow], organizations: dict[str, Organization], notes: ReadingNotes
) -> Iterator[Service]:
    """Yield services; a missing quiet name, phrase or need is made, with a finding."""
    for row in rows:
        values = row.values
        if "quiet_name" not in values:
            owner = organizations.get(values["organization_id"])
            values["quiet_name"] = quiet_name(values["name"], owner.name if owner else "")
            notes.unnamed.append(row)
        values["situations"] = _situations(row, notes)
        if "phrase" not in values:
            text = " ".join(str(values.get("description", "")).split())
            label = first_label(values["situations"])
            values["phrase"] = made_phrase(text, label, values["name"])
            _made(row, "phrase", FindingCode.PHRASE_MADE, notes)
        if not {*values.get("categories", ())} - {Need.OKAY}:
            values["categories"] = (*values.get("categories", ()), Need.OTHER)
            _made(row, "categories", FindingCode.NO_CATEGORY, notes)
        if record := build(Service, SERVICES, row, notes):
            yield record


def _situations(row: SheetRow, notes: ReadingNotes) -> tuple[Situation, ...]:
    """Return the situations of a service; of two columns that name one the first counts."""
    found: dict[str, Situation] = {}
    for number, column in enumerate(SITUATIONS, 1):
        twice = [code for code in row.values.get(column.key, ()) if code in found]
        if twice:
            words = ", ".join(column.words[code] for code in twice)
            notes.about(row, column, FindingCode.SITUATION_TWICE, Weight.ASSUMED, words)
        for code in row.values.get(column.key, ()):
            found.setdefault(code, Situation(code=code, fit=number))
    return tuple(found.values())


def name_quietly(records: Sequence[AnyRecord], notes: ReadingNotes) -> list[AnyRecord]:
    """Return the records with made quiet names that differ; findings name them."""
    made = {row.values["id"]: row for row in notes.unnamed}
    named = make_distinct(records, made)
    for one in named:
        if isinstance(one, Service) and one.id in made:
            made[one.id].values["quiet_name"] = one.quiet_name
            _made(made[one.id], "quiet_name", FindingCode.QUIET_NAME_MADE, notes)
    return named


def _made(row: SheetRow, key: str, code: FindingCode, notes: ReadingNotes) -> None:
    made = row.values[key]
    assumed = made if isinstance(made, str) else "Other help"
    notes.about(row, SERVICES.column(key), code, Weight.ASSUMED, assumed)


def meeting_points(
    rows: Iterable[SheetRow], before: dict[tuple[str, str], str]
) -> Iterator[ServiceAtLocation]:
    """Yield links between services and places, from the services' column of places."""
    taken = set(before.values())
    for row in rows:
        service = row.values["id"]
        for number, place in enumerate(row.values.get("places", ()), 1):
            made = fit(service, f".at{number}")
            while made in taken and (service, place) not in before:
                number += 1  # noqa: PLW2901 - the next free number
                made = fit(service, f".at{number}")
            made = before.get((service, place), made)
            taken.add(made)
            yield ServiceAtLocation(id=made, service_id=service, location_id=place)


def phones(rows: Iterable[SheetRow], known: KnownNames, notes: ReadingNotes) -> Iterator[Phone]:
    """Yield phones as their labels say; an extension elsewhere fills its own cell if empty.

    A number that its label holds is left out; ``known`` are names other than those of persons.
    """
    for row in rows:
        label, kind = row.whole("label"), row.whole("type")
        hold = hold_of("", kind, label, partial(is_personal_label, known=known))
        if hold and (hold is NumberHold.PRIVATE or "use" not in row.values):
            private = hold is NumberHold.PRIVATE
            code = FindingCode.MARKED_PRIVATE if private else FindingCode.PERSON_NUMBER
            notes.about(row, PHONES.column("label"), code, Weight.LEFT_OUT)
            continue
        use = stated_use(kind, label)
        if use.fax or use.pager:
            column = PHONES.column("label" if stated_use("", label) == use else "type")
            notes.about(row, column, FindingCode.FAX_LEFT_OUT, Weight.LEFT_OUT)
            continue
        _number(row, label, notes)
        own, *more = use.types or (row.values.get("type", PhoneType.VOICE),)
        if own != row.values.setdefault("type", own):
            row.values["type"] = own
            words = PHONES.column("type").words[own]
            notes.about(row, PHONES.column("type"), FindingCode.CELL_MENDED, Weight.ASSUMED, words)
        if record := build(Phone, PHONES, row, notes):
            yield record
            for type_ in more:
                yield msgspec.structs.replace(record, id=fit(record.id, f"-{type_}"), type=type_)


def _number(row: SheetRow, label: str, notes: ReadingNotes) -> None:
    """Divide what the cell of the number says among the columns; what stands there counts."""
    row.values["number"], extension, press = row.values["number"]
    inside = row.whole("extension")
    if (keys := press or read_keys(inside) or read_keys(label)) and "press" not in row.raws:
        row.values["press"] = keys
    if read_keys(inside) and not read_extension(inside):
        row.values.pop("extension", None)
    extension = extension or label_extension(label) if "extension" not in row.raws else extension
    if extension and row.values.setdefault("extension", extension) != extension:
        note = f"The number says {extension}; this cell counts."
        column = PHONES.column("extension")
        notes.about(row, column, FindingCode.CELL_MENDED, Weight.ASSUMED, note)


def numbers_only(
    row: SheetRow, sheet: WorkbookSheet, keys: Iterable[str], notes: ReadingNotes
) -> SheetRow:
    """Reduce a row to plain numbers; a line for everyone has no extension."""
    for key in keys:
        if found := row.values.pop(key, None):
            row.values[key], extension, press = found
            next_ = f"extension {extension}" if extension else f"keys {press}" if press else ""
            if next_:
                note = f"{format_phone(found[0])}, without the {next_}."
                notes.about(row, sheet.column(key), FindingCode.CELL_MENDED, Weight.ASSUMED, note)
    return row


def schedules(rows: Iterable[SheetRow], notes: ReadingNotes) -> Iterator[Schedule]:
    """Yield schedules. An incomplete row is left out and stops the publishing."""
    for row in rows:
        values: dict[str, Any] = row.values
        if any(key in row.raws and key not in values for key in ("valid_from", "valid_to")):
            continue  # refused already: without its dates the row would be false
        spans = [values.pop(key, None) for key in ("opens_at", "closes_at")]
        opens, closes = spans
        if ALL_DAY in spans:
            opens, closes = (each or ALL_DAY for each in spans)
            good = opens == closes == ALL_DAY
            values |= dict(zip(("opens_at", "closes_at"), ALL_DAY, strict=True)) if good else {}
        elif opens and closes:
            values |= {"opens_at": opens[0], "closes_at": closes[0]}
            if not has_plausible_times(row, opens[0], closes[0], notes):
                continue
            good = True
        else:
            good = bool(values.get("closed")) and not (opens or closes)
        if not good or not ("byday" in values or {"valid_from", "valid_to"} <= values.keys()):
            notes.about(row, None, FindingCode.HOURS_INCOMPLETE, Weight.REFUSED)
        elif record := build(Schedule, HOURS, row, notes):
            yield record


def guide(
    row: SheetRow, sheet: WorkbookSheet, blocks: tuple[GuideBlock, ...], notes: ReadingNotes
) -> Guide | None:
    """Build a guide with its lines; one without lines is left out."""
    if not blocks:
        notes.about(row, sheet.column("title"), FindingCode.NO_LINES, Weight.LEFT_OUT)
        return None
    row.values["blocks"] = blocks
    row.values.setdefault("categories", ())
    return build(Guide, sheet, row, notes)
