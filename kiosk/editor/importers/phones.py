"""Telephone numbers of services: of the service itself, else of its place, else of its owner."""

from dataclasses import dataclass

from kiosk.domain.contact import digits
from kiosk.domain.records import Phone
from kiosk.editor.importers.free_text import read_use
from kiosk.editor.importers.identity import fitted, joined
from kiosk.editor.importers.import_session import (
    ImportSession,
    Parts,
    note_person,
    parts_of,
    private_number,
)
from kiosk.editor.importers.links import OWNERS, PART
from kiosk.editor.importers.tables import NO_ID, TableRow
from kiosk.editor.parsers.languages import read_languages
from kiosk.editor.parsers.phone_labels import label_extension
from kiosk.editor.parsers.phones import PhoneProblem, read_extension, read_phones
from kiosk.editor.parsers.text import blank
from kiosk.editor.publish.findings import FindingCode, Weight

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
    """The rows with numbers by owner, and the languages of single numbers."""

    parts: Parts
    languages: dict[str, list[str]]
    private: dict[tuple[str, str], frozenset[str]]
    """For each owner (column, key) the digits of numbers that are kept back."""
    flagged: frozenset[tuple[str, str]]
    """Owners with a flag for some number that cannot be told from the others."""
    noted: set[tuple[int, PhoneProblem]]
    """The problems that were told, by the identity of the row."""
    named: set[int]
    """The rows whose cell names a person, reported once, by their identity."""
    faxes: dict[int, str]
    """The files of rows that hold nothing but a fax number, by the identity of the row."""


def gather_phones(work: ImportSession, flagged: frozenset[tuple[str, str]]) -> Phones:
    """Sorts the numbers of the source by owner; those of people and private ones stay out."""
    private: dict[tuple[str, str], set[str]] = {}
    for row in work.tables.of("phone"):
        if private_number(row):
            for column in OWNERS:
                for key in work.links.keys(row, column)[0]:
                    private.setdefault((column, key), set()).add(_digits(row))
    languages: dict[str, list[str]] = {}
    for row in work.tables.of("language"):
        if key := row.get("phone_id"):
            languages.setdefault(key, []).append(row.get("code", "name"))
    return Phones(
        parts_of(work, "phone"),
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
    work: ImportSession, phones: Phones, service: str, service_id: str, organization: str
) -> tuple[Phone, ...]:
    """The numbers of a service. The first level that has any speaks for it.

    A number that the service, one of its places or its organization keeps private is none of them.
    """
    owners = [("service_id", service), ("organization_id", organization)]
    for link, location, _ in work.places_of.get(service, ()):
        owners += [("service_at_location_id", link), ("location_id", location)]
    kept_back = frozenset(number for owner in owners for number in phones.private.get(owner, ()))
    for rows in phones.parts.levels(work, service, organization):
        found = _of_rows(work, phones, rows, kept_back, service_id)
        if found:
            return found
    return ()


def _of_rows(
    work: ImportSession,
    phones: Phones,
    rows: list[TableRow],
    kept_back: frozenset[str],
    service_id: str,
) -> tuple[Phone, ...]:
    found: dict[tuple[object, ...], Phone] = {}
    for row in rows:
        work.seen.add(id(row))
        if _kept_back(work, phones, row):
            continue
        if _digits(row) in kept_back:
            work.find(row, FindingCode.MARKED_PRIVATE, Weight.LEFT_OUT, "number")
            continue
        for phone in _of_row(work, phones, row, service_id):
            key = (phone.number, phone.extension, phone.type)
            if key not in found:
                found[key] = phone
                work.keep(phone, row, "phone")
    return tuple(found.values())


def _kept_back(work: ImportSession, phones: Phones, row: TableRow) -> bool:
    """Whether an owner of the row has a flag for a number that cannot be told apart."""
    if not phones.flagged:
        return False
    column, keys = work.links.owners(row, any_level=True)
    if not any((column, key) in phones.flagged for key in keys):
        return False
    work.find(row, FindingCode.MARKED_PRIVATE, Weight.LEFT_OUT, "number")
    return True


def _of_row(work: ImportSession, phones: Phones, row: TableRow, service_id: str) -> list[Phone]:
    raw, kind, label = row.get("number"), row.get("type"), row.get("description")
    text = raw
    if row.get("country_prefix") and raw and not raw.startswith("+"):
        text = f"+{row.get('country_prefix').lstrip('+')} {raw}"
    reading = read_phones(text, type_word=kind, description=label, region=work.region)
    for problem in reading.problems:
        mark = (id(row), problem)
        if problem in _WORDS and mark not in phones.noted:
            phones.noted.add(mark)
            code, weight, words = FindingCode.UNREAD_CELL, Weight.LEFT_OUT, _WORDS[problem]
            if reading.phones:
                said = ", ".join(phone.number for phone in reading.phones)
                words = f"Only {said}; the rest of the cell is no certain number."
                code, weight = FindingCode.CELL_MENDED, Weight.ASSUMED
            work.find(row, code, weight, "number", raw, words)
    if reading.fax and not reading.phones:
        phones.faxes[id(row)] = row.file
    key = row.get("id")
    tags = dict.fromkeys(
        tag for cell in phones.languages.get(key, ()) for tag in read_languages(cell).tags
    )
    extension = _extension(work, row)
    records = []
    for place, phone in enumerate(reading.phones):
        if work.is_person(phone.label):
            if id(row) not in phones.named:
                phones.named.add(id(row))
                note_person(work, row, "number", phone.label)
            continue
        inner = phone.extension or (extension if len(reading.phones) == 1 else None)
        content = (phone.number, inner or "", phone.type.value)
        own = place == 0 and key and not key.startswith(NO_ID) and _of_one(work, row)
        wanted = fitted(key) if own else joined(service_id, *content)
        token = PART.join((service_id, *content))
        records.append(
            Phone(
                id=work.reserve("phone", wanted, token),
                service_id=service_id,
                number=phone.number,
                extension=inner,
                type=phone.type,
                use=read_use(phone.type, kind, phone.label, label),
                keyword=phone.keyword,
                languages=tuple(tags),
            )
        )
    return records


def _extension(work: ImportSession, row: TableRow) -> str | None:
    """The extension in its own column, else the one in the label."""
    raw = row.get("extension")
    if blank(raw):
        return label_extension(row.get("description"))
    extension = read_extension(raw)
    if extension is None:
        code = FindingCode.CELL_MENDED
        work.find(row, code, Weight.ASSUMED, "extension", raw, "The number without it.")
    return extension


def _of_one(work: ImportSession, row: TableRow) -> bool:
    """Whether a row is the number of one service alone, so that its key can be the record's."""
    column, keys = work.links.owners(row, any_level=True)
    return column == "service_id" and len(keys) == 1


def note_people(work: ImportSession) -> None:
    """One finding for each file that told of people."""
    for row in work.tables.of("contact"):
        work.people[row.file] += 1
    work.note_rows(FindingCode.PEOPLE_LEFT_OUT, work.people)
