"""Find texts that reveal a secret address: a hidden or a withdrawn one."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final
from urllib.parse import unquote

import msgspec

from kiosk.domain.checks import kind_of, records_of_kind
from kiosk.domain.place import Coordinates, location_point
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Organization,
    ServiceAtLocation,
    Translation,
)
from kiosk.domain.report_lines import ReportRow, ReportSection, kind_word
from kiosk.domain.straight_line import StraightLine
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.parsers.address_matcher import HiddenAddresses, address_marks, street_lines
from kiosk.editor.parsers.street_words import plain_of, read_line
from kiosk.editor.parsers.streets import reveals_more

HiddenPoint = tuple[str, float, float]
"""Organization, latitude and longitude (WGS 84 degrees) of a hidden place."""
_NEARBY_M: Final = 150
"""Metres within which a shown map point tells a hidden one of the same organization."""
_DIGITS: Final = 3
"""Fewest digits of a house number that is asked about alone; shorter ones are in any text."""
_LEAST: Final = 5
"""Fewest letters of a street name that is asked about alone; shorter ones are everyday words."""
_DIGIT = re.compile(r"\d")
_COMMON = re.compile(r"(?:19|20)\d\d|\d+00|[2-9]11|988")
"""Years, round numbers and short codes, which stand in any text."""
_SMALL_WORD = re.compile(r"\b[a-z]{5,}\b")
_NO_HOUSE = re.compile(
    r"[$\u20ac] ?[\d.,]+|\d[\d.,]* ?(?:%|dollars|usd|am\b|pm\b)|\d{1,2}:\d\d"
    r"|(?:\+?1[\s.-]*)?\(?\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}|\b\d{3}[-.]\d{4}\b|\b\d{5}(?:-\d{4})?\b"
)
"""Digits that are no house: sums, times, telephone numbers, ZIP codes."""
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
    records: Collection[AnyRecord], streets: Iterable[str], points: Collection[HiddenPoint] = ()
) -> list[SourceFinding]:
    """Return a finding for each text, id or map point that reveals a hidden place.

    Streets that a place shows are no secret. A text that has only the name or the number of a house
    gets a note, for a person to check, and so does a translation that tells more than its English.
    """
    lines = frozenset(streets)
    secret, public = HiddenAddresses(lines), _shown(records)
    asked = HiddenAddresses(lines - _everyday(lines, records))
    house = _house_number(secret, public)
    reveals = _revealing_test(secret, public)
    english = {
        (kind_of(one), one.id, name): text
        for one in records
        if secret.streets and not isinstance(one, Translation)
        for name, text in _texts(one)
    }
    near_home = _around_hidden(records)
    findings = []
    for record in records:
        for name, text in _texts(record):
            if reveals(text):
                code, weight = FindingCode.ADDRESS_TOLD, Weight.REFUSED
            elif " " in text and asked.named(text, public):
                code, weight = FindingCode.STREET_NAMED, Weight.NOTE
            elif house and " " in text and _has_house(text, house):
                code, weight = FindingCode.HOUSE_NUMBER_NAMED, Weight.NOTE
            elif isinstance(record, Translation) and name == "text":
                original = english.get((record.entity, record.entity_id, record.field), text)
                if record.entity_id not in near_home or not reveals_more(text, original):
                    continue
                code, weight = FindingCode.TRANSLATION_REVEALS_MORE, Weight.NOTE
            else:
                continue
            value = f"{kind_word(kind_of(record))} {_which(record, reveals)}"
            findings.append(
                SourceFinding(code, weight, "", column=name.replace("_", " "), value=value)
            )
    findings += [
        SourceFinding(FindingCode.ADDRESS_TOLD, Weight.REFUSED, "", column="map", value=value)
        for value in _points_nearby(records, points)
    ]
    return list(dict.fromkeys(findings))


def _everyday(lines: Iterable[str], records: Iterable[AnyRecord]) -> frozenset[str]:
    """Return the lines whose street has a name that the directory uses for other things."""
    every = list(records)
    names = [one.city or "" for one in every if isinstance(one, Location)]
    names += [one.name for one in every if isinstance(one, Organization)]
    known = {word for name in names for word in plain_of(name).split()}
    known |= {
        word
        for one in every
        if not isinstance(one, Translation)
        for _, text in _texts(one)
        for word in _SMALL_WORD.findall(text)
    }
    return frozenset(
        line
        for line in lines
        if any(
            not isinstance(one, tuple) and (known.issuperset(one.name) or len(one.name[0]) < _LEAST)
            for one in read_line(line)
        )
    )


def _house_number(secret: HiddenAddresses, public: HiddenAddresses) -> re.Pattern[str] | None:
    """Return a pattern of house numbers that a person is asked about; ``None`` if none."""
    shown = {house for house, _ in public.known}
    houses = {house for house, _ in secret.known} - shown
    numbers = sorted(one for one in houses if len(one) >= _DIGITS and not _COMMON.fullmatch(one))
    if not numbers:
        return None
    return re.compile(rf"(?<![\d.,:-])(?:{'|'.join(numbers)})(?![\d:%-]|[.,]\d)")


def _has_house(text: str, house: re.Pattern[str]) -> bool:
    """Return True if a text has one of the numbers, which is no sum, time or telephone number."""
    if not _DIGIT.search(text):
        return False
    plain = plain_of(text)
    return bool(house.search(plain) and house.search(_NO_HOUSE.sub(" ", plain)))


def _around_hidden(records: Collection[AnyRecord]) -> frozenset[str]:
    """Return the ids of services, places and organizations with a hidden place."""
    hidden = {
        one.id: one.organization_id
        for one in records
        if isinstance(one, Location) and one.address_visibility is AddressVisibility.HIDDEN
    }
    services = {
        one.service_id
        for one in records
        if isinstance(one, ServiceAtLocation) and one.location_id in hidden
    }
    return frozenset({*hidden, *hidden.values(), *services})


def _points_nearby(records: Iterable[AnyRecord], points: Collection[HiddenPoint]) -> Iterator[str]:
    """Yield each shown place of an organization whose map point is near a hidden one of it."""
    for place in records:
        found = location_point(place) if isinstance(place, Location) else None
        if found is None or not isinstance(place, Location) or place.latitude is None:
            continue
        point, _ = found
        for owner, latitude, longitude in points:
            way = StraightLine.between(point, Coordinates(latitude, longitude))
            if owner == place.organization_id and way.metres < _NEARBY_M:
                yield f"{kind_word('location')} {place.id}"


def mask_streets(
    findings: Iterable[SourceFinding], records: Iterable[AnyRecord], streets: Iterable[str]
) -> list[SourceFinding]:
    """Mask the findings that reveal one of ``streets``, unless another place shows it.

    The report is stored next to the file for the kiosks, so it must reveal no more than the file.
    """
    return mask_leaks(findings, HiddenAddresses(streets), _shown(records))


def mask_sections(
    sections: Iterable[ReportSection], records: Iterable[AnyRecord], streets: Iterable[str]
) -> tuple[ReportSection, ...]:
    """Mask the changes that reveal one of ``streets``, unless another place shows it."""
    reveals = _revealing_test(HiddenAddresses(streets), _shown(records))

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
    findings: Iterable[SourceFinding], secret: HiddenAddresses, public: HiddenAddresses
) -> list[SourceFinding]:
    """Reduce each finding that reveals an address of ``secret`` to where it is."""
    reveals = _revealing_test(secret, public)
    return [
        replace(one, value="", assumed="") if reveals(one.value) or reveals(one.assumed) else one
        for one in findings
    ]


def _revealing_test(secret: HiddenAddresses, public: HiddenAddresses) -> Callable[[str], bool]:
    """Return a test for texts that reveal a secret line, also as words of an id or web address."""

    @cache  # several findings name the same service
    def reveals(text: str) -> bool:
        plain = unquote(text) if "%" in text else text
        return secret.mentions(plain, public) or secret.marked(_WORDLESS.sub(" ", plain), public)

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
    return HiddenAddresses((*filter(None, lines), *buildings))


def _which(record: AnyRecord, reveals: Callable[[str], bool]) -> str:
    """Describe a record by its id, unless the id reveals."""
    if isinstance(record, Translation):
        return (
            f"of {kind_word(record.entity)} {record.entity_id}, {record.field} ({record.language})"
        )
    if not reveals(record.id):
        return record.id
    names = (getattr(record, name, "") for name in ("name", "title", "language"))
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
