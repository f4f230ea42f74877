"""Map telephone numbers of services: the service's own, else its place's, else its owner's."""

from dataclasses import dataclass
from typing import Any

from kiosk.domain.contact import digits
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.importers.free_text import read_use
from kiosk.editor.importers.identity import id_from_key, id_of_part
from kiosk.editor.importers.import_session import (
    ImportSession,
    RowsByOwner,
    is_private_number,
    note_person,
    parts_of,
)
from kiosk.editor.importers.links import PART
from kiosk.editor.importers.source_tables import NO_ID, OWNERS, TableRow
from kiosk.editor.parsers.languages import read_languages
from kiosk.editor.parsers.menu_keys import read_keys, read_typed_keys
from kiosk.editor.parsers.phone_labels import label_extension
from kiosk.editor.parsers.phones import PhoneProblem, read_extension, read_phones
from kiosk.editor.parsers.plain_text import is_blank
from kiosk.editor.workbook.sheets import PHONES

Values = dict[str, Any]
"""Values of a row, by key of the column."""

_WORDS = {
    PhoneProblem.NOT_A_NUMBER: "No number: there is none in it.",
    PhoneProblem.NO_AREA_CODE: "No number: the area code is missing.",
    PhoneProblem.EXTENSION_ONLY: "No number: there is only an extension.",
    PhoneProblem.UNCLEAR: "No number: it is not certain which one is meant.",
    PhoneProblem.FOREIGN: "No number: it is one of another country.",
    PhoneProblem.COSTLY: "No number: it costs the caller extra.",
    PhoneProblem.SHORT_CODE: "No number: this short code is not known.",
    PhoneProblem.PAGER: "No number: it is a pager.",
}


@dataclass(slots=True)
class Phones:
    """Rows with numbers by owner, and the languages of single numbers."""

    parts: RowsByOwner
    languages: dict[str, list[str]]
    private: dict[tuple[str, str], frozenset[str]]
    """Digits of private numbers by owner (column, key)."""
    flagged: frozenset[tuple[str, str]]
    """Owners with a flag for a number that cannot be identified."""
    noted: set[tuple[int, PhoneProblem]]
    """Problems already reported, by the identity of the row."""
    named: set[int]
    """Rows whose cell names a person, reported once, by identity."""
    faxes: dict[int, str]
    """Files of rows with only a fax number, by the identity of the row."""


def gather_phones(session: ImportSession, flagged: frozenset[tuple[str, str]]) -> Phones:
    """Group the numbers of the source by owner; personal and private ones are excluded."""
    private: dict[tuple[str, str], set[str]] = {}
    for row in session.tables.of("phone"):
        if is_private_number(session, row):
            for column in OWNERS:
                for key in session.links.keys(row, column)[0]:
                    private.setdefault((column, key), set()).add(_digits(row))
    languages: dict[str, list[str]] = {}
    for row in session.tables.of("language"):
        if key := row.get("phone_id"):
            languages.setdefault(key, []).append(row.get("code", "name"))
    return Phones(
        parts_of(session, "phone"),
        languages,
        {owner: frozenset(numbers) for owner, numbers in private.items()},
        flagged,
        set(),
        set(),
        {},
    )


def _digits(row: TableRow) -> str:
    return digits(row.get("number"))[-10:]


def map_phones(
    session: ImportSession, phones: Phones, service: str, service_id: str, organization: str
) -> frozenset[str]:
    """Map the numbers of a service, from the first level that has any, and return them.

    Numbers that the service, its places or its organization keep private are excluded.
    """
    owners = [("service_id", service), ("organization_id", organization)]
    for link, location, _ in session.places_of.get(service, ()):
        owners += [("service_at_location_id", link), ("location_id", location)]
    private = frozenset(number for owner in owners for number in phones.private.get(owner, ()))
    for rows in phones.parts.levels(session, service, organization):
        found = _of_rows(session, phones, rows, private, service_id)
        if found:
            return found
    return frozenset()


def _of_rows(
    session: ImportSession,
    phones: Phones,
    rows: list[TableRow],
    private: frozenset[str],
    service_id: str,
) -> frozenset[str]:
    found: set[tuple[object, ...]] = set()
    for row in rows:
        session.seen.add(id(row))
        if _is_withheld(session, phones, row):
            continue
        if _digits(row) in private:
            session.find(row, FindingCode.MARKED_PRIVATE, Weight.LEFT_OUT, "number")
            continue
        for phone in _of_row(session, phones, row, service_id):
            key = (phone["number"], phone["extension"], phone["type"])
            if key not in found:
                found.add(key)
                session.keep(PHONES, row, "phone", **phone)
    return frozenset(str(number) for number, _, _ in found)


def _is_withheld(session: ImportSession, phones: Phones, row: TableRow) -> bool:
    """Return True if an owner of the row has a flag for an unidentified number."""
    if not phones.flagged:
        return False
    column, keys = session.links.owners(row, any_level=True)
    if not any((column, key) in phones.flagged for key in keys):
        return False
    session.find(row, FindingCode.MARKED_PRIVATE, Weight.LEFT_OUT, "number")
    return True


def _of_row(session: ImportSession, phones: Phones, row: TableRow, service_id: str) -> list[Values]:
    raw, kind, label = row.get("number"), row.get("type"), row.get("description")
    text = raw
    if row.get("country_prefix") and raw and not raw.startswith("+"):
        text = f"+{row.get('country_prefix').lstrip('+')} {raw}"
    reading = read_phones(text, type_word=kind, description=label, region=session.region)
    for problem in reading.problems:
        mark = (id(row), problem)
        if problem in _WORDS and mark not in phones.noted:
            phones.noted.add(mark)
            code, weight, words = FindingCode.UNREAD_CELL, Weight.LEFT_OUT, _WORDS[problem]
            if reading.phones:
                numbers = ", ".join(phone.number for phone in reading.phones)
                words = f"Only {numbers}; the rest of the cell is not a certain number."
                code, weight = FindingCode.CELL_MENDED, Weight.ASSUMED
            session.find(row, code, weight, "number", raw, words)
    if reading.fax and not reading.phones:
        phones.faxes[id(row)] = row.file
    key = row.get("id")
    tags = dict.fromkeys(
        tag for cell in phones.languages.get(key, ()) for tag in read_languages(cell).tags
    )
    extension = _extension(session, row)
    press = read_typed_keys(row.get("press")) or next(
        filter(None, (read_keys(row.get(key)) for key in ("extension", "description"))), None
    )
    records = []
    for index, phone in enumerate(reading.phones):
        if session.is_person(phone.label):
            if id(row) not in phones.named:
                phones.named.add(id(row))
                note_person(session, row, "number", phone.label)
            continue
        inner = phone.extension or (extension if len(reading.phones) == 1 else None)
        content = (phone.number, inner or "", phone.type.value)
        own = index == 0 and key and not key.startswith(NO_ID) and _of_one(session, row)
        wanted = id_from_key(key) if own else id_of_part(service_id, *content)
        token = PART.join((service_id, *content))
        records.append(
            dict(  # noqa: C408 - as the columns of a row
                id=session.reserve("phone", wanted, token),
                service_id=service_id,
                number=phone.number,
                extension=inner,
                press=phone.press or (press if len(reading.phones) == 1 else None),
                type=phone.type,
                use=read_use(phone.type, kind, phone.label, label),
                keyword=phone.keyword,
                languages=tuple(tags),
            )
        )
    return records


def _extension(session: ImportSession, row: TableRow) -> str | None:
    """Return the extension in its own column, else the one in the label."""
    raw = row.get("extension")
    if is_blank(raw):
        return label_extension(row.get("description"))
    extension = read_extension(raw)
    if extension is None and read_keys(raw) is None:
        code = FindingCode.CELL_MENDED
        session.find(row, code, Weight.ASSUMED, "extension", raw, "The number without it.")
    return extension


def _of_one(session: ImportSession, row: TableRow) -> bool:
    """Return True if a row belongs to one service only, so that the record can use its key."""
    column, keys = session.links.owners(row, any_level=True)
    return column == "service_id" and len(keys) == 1


def note_people(session: ImportSession) -> None:
    """Report one finding for each file with rows about people."""
    for row in session.tables.of("contact"):
        session.people[row.file] += 1
    session.note_rows(FindingCode.PEOPLE_LEFT_OUT, session.people)
