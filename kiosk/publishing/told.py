"""Texts that tell an address nobody is to know: a hidden one, or a withdrawn, burned one."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

import msgspec

from kiosk.domain.checks import kind_of, of_kind
from kiosk.domain.records import AddressVisibility, AnyRecord, Location, Translation
from kiosk.domain.syncfile import Withdrawn
from kiosk.publishing.findings import Finding, FindingCode, Weight
from kiosk.publishing.foreign.hidden import HiddenLines, marks
from kiosk.publishing.report import Row, Section, kind_word

_UNSAID = "(it tells a hidden address)"
_WORDLESS = re.compile(r"[\W_]+")
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
    public, secret = _shown(records), _lines(streets)
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


def without_streets(
    findings: Iterable[Finding], records: Iterable[AnyRecord], streets: Iterable[str]
) -> list[Finding]:
    """The findings, none of which tells one of ``streets``, unless another place shows it.

    A report lies beside the file that goes to the kiosks, so it must tell no more than the file.
    """
    return unsaid(findings, _lines(streets), _shown(records))


def quiet_sections(
    sections: Iterable[Section], records: Iterable[AnyRecord], streets: Iterable[str]
) -> tuple[Section, ...]:
    """What changes, none of which tells one of ``streets``, unless another place shows it."""
    public, secret = _shown(records), _lines(streets)

    def quiet(text: str) -> str:
        return _UNSAID if secret.told(_words(text), public) else text

    return tuple(
        Section(
            section.title,
            tuple(Row(quiet(row.text), quiet(row.old), quiet(row.new)) for row in section.rows),
        )
        for section in sections
    )


def unsaid(
    findings: Iterable[Finding], secret: HiddenLines, public: Collection[str]
) -> list[Finding]:
    """The findings; of one that tells an address of ``secret``, nothing but where it is."""
    return [
        replace(one, value="", assumed="")
        if any(secret.told(_words(text), public) for text in (one.value, one.assumed))
        else one
        for one in findings
    ]


def _words(text: str) -> str:
    """A text as words, even if it is an id or a web address."""
    return _WORDLESS.sub(" ", unquote(text))


def _shown(records: Iterable[AnyRecord]) -> list[str]:
    return [place.address_1 or "" for place in of_kind(records, Location).values()]


def _lines(streets: Iterable[str]) -> HiddenLines:
    return HiddenLines(frozenset(mark for street in streets for mark in marks(street)))


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
