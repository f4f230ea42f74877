"""Texts that tell an address nobody is to know: a hidden one, or a withdrawn, burned one."""

from collections.abc import Collection, Iterable, Iterator

import msgspec

from kiosk.domain.checks import kind_of, of_kind
from kiosk.domain.records import AddressVisibility, AnyRecord, Location, Translation
from kiosk.domain.syncfile import Withdrawn
from kiosk.publishing.findings import Finding, FindingCode, Weight
from kiosk.publishing.foreign.hidden import HiddenLines, marks
from kiosk.publishing.report import kind_word

_NO_TEXT = frozenset({"id", "kind", "sources", "address_1", "address_2"})


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
        place.address_1
        for place in earlier
        if isinstance(place, Location) and place.id in gone and place.address_1
    )


def check_told(records: Collection[AnyRecord], streets: Iterable[str]) -> list[Finding]:
    """One finding for each text that tells one of ``streets``, unless another place shows it."""
    public = [place.address_1 or "" for place in of_kind(records, Location).values()]
    secret = HiddenLines(frozenset(mark for street in streets for mark in marks(street)))
    return [
        Finding(
            FindingCode.ADDRESS_TOLD,
            Weight.REFUSED,
            "",
            column=name.replace("_", " "),
            value=f"{kind_word(kind_of(record))} {_id(record)}",
        )
        for record in records
        for name, text in _texts(record)
        if secret.told(text, public)
    ]


def _id(record: AnyRecord) -> str:
    if isinstance(record, Translation):
        return (
            f"of {kind_word(record.entity)} {record.entity_id}, {record.field} ({record.language})"
        )
    return record.id


def _texts(record: AnyRecord) -> Iterator[tuple[str, str]]:
    for name, value in msgspec.to_builtins(record).items():
        if name not in _NO_TEXT:
            yield from ((name, text) for text in _strings(value))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
