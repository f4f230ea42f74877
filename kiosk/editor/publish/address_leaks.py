"""Find texts that reveal a secret address: a hidden or a withdrawn one."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

import msgspec

from kiosk.domain.checks import kind_of, records_of_kind
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Organization,
    Translation,
)
from kiosk.domain.report_lines import ReportRow, ReportSection
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.importers.address_matcher import (
    HiddenAddresses,
    Shown,
    address_marks,
    street_lines,
)
from kiosk.editor.importers.street_words import read_line
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.publish.report import kind_word

_MASKED = "(it tells a hidden address)"
_WORDLESS = re.compile(r"[\W_]+")
_OWNERS = ("organization_id", "service_id")
_NO_TEXT = frozenset(
    {"kind", "address_1", "location_id", "phone_id", "entity_id", "service_ids", *_OWNERS}
)
"""Fields shown on purpose, and ids that are checked at the record that owns them."""


def secret_streets(
    earlier: Iterable[AnyRecord], records: Iterable[AnyRecord], withdrawn: Collection[Withdrawn]
) -> frozenset[str]:
    """Return street lines in ``earlier`` of places that are withdrawn or hidden in ``records``."""
    gone = {one.id for one in withdrawn if one.kind == "location"}
    gone |= {
        location.id
        for location in records_of_kind(records, Location).values()
        if location.address_visibility is AddressVisibility.HIDDEN
    }
    return frozenset(
        line
        for location in earlier
        if isinstance(location, Location) and location.id in gone
        for line in street_lines(location.address_1, location.address_2)
    )


def find_address_leaks(
    records: Collection[AnyRecord], streets: Iterable[str]
) -> list[SourceFinding]:
    """Return a finding for each text or id that reveals one of ``streets``.

    Streets that a place shows are no secret. A text that has only the name of a street gets a note,
    for a person to check.
    """
    secret, public = _lines(streets), _shown(records)
    reveals = _revealing_test(secret, public)
    findings = []
    for record in records:
        for name, text in _texts(record):
            if reveals(text):
                code, weight = FindingCode.ADDRESS_TOLD, Weight.REFUSED
            elif " " in text and secret.named(text, public):
                code, weight = FindingCode.STREET_NAMED, Weight.NOTE
            else:
                continue
            value = f"{kind_word(kind_of(record))} {_which(record, reveals)}"
            findings.append(
                SourceFinding(code, weight, "", column=name.replace("_", " "), value=value)
            )
    return list(dict.fromkeys(findings))


def mask_streets(
    findings: Iterable[SourceFinding], records: Iterable[AnyRecord], streets: Iterable[str]
) -> list[SourceFinding]:
    """Mask the findings that reveal one of ``streets``, unless another place shows it.

    The report is stored next to the file for the kiosks, so it must reveal no more than the file.
    """
    return mask_leaks(findings, _lines(streets), _shown(records))


def mask_sections(
    sections: Iterable[ReportSection], records: Iterable[AnyRecord], streets: Iterable[str]
) -> tuple[ReportSection, ...]:
    """Mask the changes that reveal one of ``streets``, unless another place shows it."""
    reveals = _revealing_test(_lines(streets), _shown(records))

    def quiet(text: str) -> str:
        return _MASKED if reveals(text) else text

    return tuple(
        ReportSection(
            section.title,
            tuple(
                ReportRow(quiet(row.text), quiet(row.old), quiet(row.new), row.source)
                for row in section.rows
            ),
        )
        for section in sections
    )


def mask_leaks(
    findings: Iterable[SourceFinding], secret: HiddenAddresses, public: Shown
) -> list[SourceFinding]:
    """Reduce each finding that reveals an address of ``secret`` to where it is."""
    reveals = _revealing_test(secret, public)
    return [
        replace(one, value="", assumed="") if reveals(one.value) or reveals(one.assumed) else one
        for one in findings
    ]


def _revealing_test(secret: HiddenAddresses, public: Shown) -> Callable[[str], bool]:
    """Return a test for texts that reveal a secret line, also as words of an id or web address."""

    def reveals(text: str) -> bool:
        plain = unquote(text) if "%" in text else text
        return secret.told(plain, public) or secret.marked(_WORDLESS.sub(" ", plain), public)

    return reveals


def _shown(records: Iterable[AnyRecord]) -> HiddenAddresses:
    """Return the streets of places that are shown; the first line may be the name of a building.

    The name of an organization or of a shown building is no secret.
    """
    places = records_of_kind(records, Location).values()
    lines = [
        location.address_1 if address_marks(location.address_1 or "") else location.address_2
        for location in places
    ]
    names = [one.name for one in records_of_kind(records, Organization).values()]
    buildings = [
        line
        for line in (*(one.address_2 for one in places), *names)
        if line and any(isinstance(one, tuple) for one in read_line(line))
    ]
    return HiddenAddresses.of((*filter(None, lines), *buildings))


def _lines(streets: Iterable[str]) -> HiddenAddresses:
    return HiddenAddresses.of(streets)


def _which(record: AnyRecord, reveals: Callable[[str], bool]) -> str:
    """Describe a record by its id, unless the id reveals."""
    if isinstance(record, Translation):
        return (
            f"of {kind_word(record.entity)} {record.entity_id}, {record.field} ({record.language})"
        )
    if not reveals(record.id):
        return record.id
    names = (getattr(record, name, "") for name in ("name", "title"))
    return next(filter(None, names), f"of {_owner(record)}")


def _owner(record: AnyRecord) -> str:
    return next((str(getattr(record, name)) for name in _OWNERS if hasattr(record, name)), "")


def _texts(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Yield name and text of each field; of an id derived from its owner's, only what was added."""
    for name, value in msgspec.to_builtins(record).items():
        if name == "id":
            yield name, value.removeprefix(f"{_owner(record)}.")
        elif name not in _NO_TEXT:
            yield from ((name, text) for text in _strings(value))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
