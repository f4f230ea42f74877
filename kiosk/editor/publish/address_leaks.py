"""Texts that tell an address nobody is to know: a hidden one, or a withdrawn, burned one."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

import msgspec

from kiosk.domain.checks import kind_of, of_kind
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Organization,
    Translation,
)
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.importers.address_matcher import HiddenLines, Shown, marks, street_lines
from kiosk.editor.importers.street_words import read_line
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.publish.report import ReportRow, ReportSection, kind_word

_UNSAID = "(it tells a hidden address)"
_WORDLESS = re.compile(r"[\W_]+")
_OWNERS = ("organization_id", "service_id")
_NO_TEXT = frozenset(
    {"kind", "address_1", "location_id", "phone_id", "entity_id", "service_ids", *_OWNERS}
)
"""What is shown on purpose, and ids that are told at the record that has them."""


def secret_streets(
    earlier: Iterable[AnyRecord], records: Iterable[AnyRecord], withdrawn: Collection[Withdrawn]
) -> frozenset[str]:
    """Street lines known from ``earlier`` of places that ``records`` hide or that are withdrawn."""
    gone = {one.id for one in withdrawn if one.kind == "location"}
    gone |= {
        place.id
        for place in of_kind(records, Location).values()
        if place.address_visibility is AddressVisibility.HIDDEN
    }
    return frozenset(
        line
        for place in earlier
        if isinstance(place, Location) and place.id in gone
        for line in street_lines(place.address_1, place.address_2)
    )


def check_address_leaks(
    records: Collection[AnyRecord], streets: Iterable[str]
) -> list[SourceFinding]:
    """One finding for each text or id that tells one of ``streets``, unless a place shows it.

    A text that has no more than the name of a street is named too, for a person to look at.
    """
    secret, public = _lines(streets), _shown(records)
    tells = _telling(secret, public)
    findings = []
    for record in records:
        for name, text in _texts(record):
            if tells(text):
                code, weight = FindingCode.ADDRESS_TOLD, Weight.REFUSED
            elif " " in text and secret.named(text, public):
                code, weight = FindingCode.STREET_NAMED, Weight.NOTE
            else:
                continue
            value = f"{kind_word(kind_of(record))} {_which(record, tells)}"
            findings.append(
                SourceFinding(code, weight, "", column=name.replace("_", " "), value=value)
            )
    return list(dict.fromkeys(findings))


def without_streets(
    findings: Iterable[SourceFinding], records: Iterable[AnyRecord], streets: Iterable[str]
) -> list[SourceFinding]:
    """The findings, none of which tells one of ``streets``, unless another place shows it.

    A report lies beside the file that goes to the kiosks, so it must tell no more than the file.
    """
    return unsaid(findings, _lines(streets), _shown(records))


def quiet_sections(
    sections: Iterable[ReportSection], records: Iterable[AnyRecord], streets: Iterable[str]
) -> tuple[ReportSection, ...]:
    """What changes, none of which tells one of ``streets``, unless another place shows it."""
    tells = _telling(_lines(streets), _shown(records))

    def quiet(text: str) -> str:
        return _UNSAID if tells(text) else text

    return tuple(
        ReportSection(
            section.title,
            tuple(
                ReportRow(quiet(row.text), quiet(row.old), quiet(row.new)) for row in section.rows
            ),
        )
        for section in sections
    )


def unsaid(
    findings: Iterable[SourceFinding], secret: HiddenLines, public: Shown
) -> list[SourceFinding]:
    """The findings; of one that tells an address of ``secret``, nothing but where it is."""
    tells = _telling(secret, public)
    return [
        replace(one, value="", assumed="") if tells(one.value) or tells(one.assumed) else one
        for one in findings
    ]


def _telling(secret: HiddenLines, public: Shown) -> Callable[[str], bool]:
    """Whether a text tells a secret line: as it stands, or as the words of an id or web address."""

    def tells(text: str) -> bool:
        plain = unquote(text) if "%" in text else text
        return secret.told(plain, public) or secret.marked(_WORDLESS.sub(" ", plain), public)

    return tells


def _shown(records: Iterable[AnyRecord]) -> HiddenLines:
    """The lines with the streets of places that are shown; a house may stand in the first one.

    A building that has the name of an organization or of a shown building is no secret.
    """
    places = of_kind(records, Location).values()
    lines = [
        place.address_1 if marks(place.address_1 or "") else place.address_2 for place in places
    ]
    names = [one.name for one in of_kind(records, Organization).values()]
    buildings = [
        line
        for line in (*(one.address_2 for one in places), *names)
        if line and any(isinstance(one, tuple) for one in read_line(line))
    ]
    return HiddenLines.of((*filter(None, lines), *buildings))


def _lines(streets: Iterable[str]) -> HiddenLines:
    return HiddenLines.of(streets)


def _which(record: AnyRecord, tells: Callable[[str], bool]) -> str:
    """Which record it is: its id, unless that is what tells."""
    if isinstance(record, Translation):
        return (
            f"of {kind_word(record.entity)} {record.entity_id}, {record.field} ({record.language})"
        )
    if not tells(record.id):
        return record.id
    names = (getattr(record, name, "") for name in ("name", "title"))
    return next(filter(None, names), f"of {_owner(record)}")


def _owner(record: AnyRecord) -> str:
    return next((str(getattr(record, name)) for name in _OWNERS if hasattr(record, name)), "")


def _texts(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Name and text of each field; of an id made from its owner's only what was added."""
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
