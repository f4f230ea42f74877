"""Assign stable ids: from the source's own key, else from the content of a row.

The same source always gives the same ids, in any order of its rows.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from kiosk.domain.discretion import fold
from kiosk.domain.helplines import Anchor
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Organization,
    Phone,
    Record,
    Schedule,
    Service,
    ServiceAtLocation,
)
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.parsers.address_matcher import reveals_street
from kiosk.editor.workbook.source_draft import Draft
from kiosk.editor.workbook.typed_rows import with_new_ids

LONGEST: Final = 64
"""Longest id in characters (records.py)."""
READABLE: Final = 40
"""Characters of an id taken from the source's words."""
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_UUID = re.compile(r"[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}")
_RESERVED: Final = frozenset(anchor.value for anchor in Anchor)
_REFERENCES: Final = ("organization_id", "service_id", "location_id", "phone_id")
_STREET_ID = re.compile(r"\d{1,6}[a-z]?-.*[a-z]{2}.*-[0-9a-f]{8}")
"""An id made from an address in the past: house number, street, hash."""


Marks = Callable[[Sequence[Record], list[AnyRecord]], list[tuple[object, ...]]]


def digest(*parts: str) -> str:
    """Return eight hex digits of SHA-256: one collision in 90 sets of 10,000."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:8]


def slug(text: str, limit: int = READABLE) -> str:
    """Return the words of a text as an id, cut at ``limit``; may be empty."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return words[:limit].rstrip("-")


def is_uuid(raw: str) -> bool:
    """Return True if a key is a random UUID."""
    return _UUID.fullmatch(raw.upper()) is not None


def id_from_key(raw: str) -> str:
    """Return a source's key as an id: unchanged if possible, else readable with a short hash."""
    if _UUID.fullmatch(raw):
        return raw.lower()
    if _ID.fullmatch(raw) and raw not in _RESERVED:
        return raw
    return "-".join(filter(None, (slug(raw), digest(raw))))


def id_from_content(*content: str) -> str:
    """Make an id for something without a key from its content; the first part is readable."""
    return "-".join(filter(None, (slug(content[0]), digest(*content))))


def id_of_part(owner: str, *content: str) -> str:
    """Make an id for a part of ``owner`` from the part's content."""
    name = f"{owner}.{digest(*content)}"
    return name if len(name) <= LONGEST else f"{owner[:READABLE]}-{digest(owner, *content)}"


def keep_published_ids(
    records: Sequence[AnyRecord], previous: Iterable[AnyRecord]
) -> tuple[list[AnyRecord], list[tuple[str, str, str]]]:
    """Give ``records`` the ids of ``previous``; return them and the changes (kind, new, old).

    A record with a new id takes that of the only old record of the same kind, name, organization
    and numbers, if that one is gone and no other record claims it. A place whose address is or was
    hidden is matched by its organization and services. No place takes an id that reveals a street.
    """
    old = list(previous)
    renamed: dict[tuple[str, str], str] = {}
    for kind, marks in _STEPS:
        renamed |= _renamed(kind, marks, with_ids(records, renamed), old)
    return with_ids(records, renamed), [
        (kind, new, before) for (kind, new), before in renamed.items()
    ]


def keep_ids(draft: Draft, previous: Iterable[AnyRecord]) -> int:
    """Give the content of a draft the ids of ``previous``; report and count the changes."""
    draft.records, renamed = keep_published_ids(draft.records, previous)
    _rename_rest(draft, {(kind, new): old for kind, new, old in renamed})
    draft.findings += [
        SourceFinding(FindingCode.ID_KEPT, Weight.NOTE, "", None, *change) for change in renamed
    ]
    return len(renamed)


def rename(draft: Draft, ids: Mapping[tuple[str, str], str]) -> None:
    """Give the content of a draft the ids of ``ids``, by kind and id."""
    draft.records = with_ids(draft.records, ids)
    _rename_rest(draft, ids)


def _rename_rest(draft: Draft, ids: Mapping[tuple[str, str], str]) -> None:
    """Rename what names the records of a draft."""
    draft.rows = with_new_ids(draft.rows, ids)
    draft.origins = {
        (kind, ids.get((kind, key), key), field): origin
        for (kind, key, field), origin in draft.origins.items()
    }
    draft.points = frozenset(
        (ids.get(("organization", owner), owner), latitude, longitude)
        for owner, latitude, longitude in draft.points
    )
    services = {new: old for (kind, new), old in ids.items() if kind == "service"}
    draft.words = draft.words.with_ids(services)
    if draft.stated is not None:
        draft.stated = draft.stated.with_ids(services)


def _renamed(
    kind: type[Record], marks: Marks, records: list[AnyRecord], old: list[AnyRecord]
) -> dict[tuple[str, str], str]:
    before = {record.id: record for record in old if isinstance(record, kind)}
    now = {record.id: record for record in records if isinstance(record, kind)}
    gone = [record for key, record in before.items() if key not in now]
    fresh = [record for key, record in now.items() if key not in before]
    if not gone or not fresh:
        return {}
    claims: dict[tuple[object, ...], list[Record]] = {}
    for mark, record in zip(marks(fresh, records), fresh, strict=True):
        claims.setdefault(mark, []).append(record)
    offers: dict[tuple[object, ...], list[Record]] = {}
    for mark, record in zip(marks(gone, old), gone, strict=True):
        offers.setdefault(mark, []).append(record)
    tag = str(kind.__struct_config__.tag)
    return {
        (tag, claim[0].id): offers[mark][0].id
        for mark, claim in claims.items()
        if len(claim) == 1
        and len(offers.get(mark, ())) == 1
        and _may_take(claim[0], offers[mark][0])
    }


def _may_take(new: Record, old: Record) -> bool:
    """Return True if a record may take an old id; two different shown addresses are two places."""
    if not (isinstance(new, Location) and isinstance(old, Location)):
        return True
    if _STREET_ID.fullmatch(old.id) or reveals_street(old.id, old.address_1 or ""):
        return False
    shown = {new.address_visibility, old.address_visibility} == {AddressVisibility.PUBLIC}
    return not shown or _content(new) == _content(old)


def _marks(chosen: Sequence[Record], everything: list[AnyRecord]) -> list[tuple[object, ...]]:
    """Return what identifies each record apart from its id."""
    names = {
        record.id: fold(record.name) for record in everything if isinstance(record, Organization)
    }
    numbers: dict[str, set[str]] = {}
    for record in everything:
        if isinstance(record, Phone):
            numbers.setdefault(record.service_id, set()).add(record.number)
    return [_mark(record, names, numbers) for record in chosen]


def _company(chosen: Sequence[Record], everything: list[AnyRecord]) -> list[tuple[object, ...]]:
    """Return organization and services of each place; a place without services matches none."""
    services_at: dict[str, set[str]] = {}
    for record in everything:
        if isinstance(record, ServiceAtLocation):
            services_at.setdefault(record.location_id, set()).add(record.service_id)
    return [
        (getattr(record, "organization_id", ""), frozenset(services_at.get(record.id, {record.id})))
        for record in chosen
    ]


_STEPS: Final[tuple[tuple[type[Record], Marks], ...]] = (
    (Organization, _marks),
    (Location, _marks),
    (Service, _marks),
    (Location, _company),
    (Phone, _marks),
    (Schedule, _marks),
    (ServiceAtLocation, _marks),
)
"""Kinds in dependency order, so that references already have their final ids."""


def _mark(
    record: Record, names: dict[str, str], numbers: dict[str, set[str]]
) -> tuple[object, ...]:
    match record:
        case Organization():
            return (fold(record.name),)
        case Service():
            own = frozenset(numbers.get(record.id, ()))
            return (fold(record.name), names.get(record.organization_id), own)
        case _:
            return (_content(record),)


def _content(record: Record) -> bytes:
    """Return the content of a record without its id."""
    content = msgspec.to_builtins(record)
    content.pop("id")
    return msgspec.json.encode(content, order="deterministic")


def with_ids(
    records: Iterable[AnyRecord], renamed: Mapping[tuple[str, str], str]
) -> list[AnyRecord]:
    """Return records with the ids of ``renamed`` (by kind and id), also where others name them."""
    return [_moved_one(record, renamed) for record in records]


def _moved_one(record: AnyRecord, renamed: Mapping[tuple[str, str], str]) -> AnyRecord:
    if not renamed:
        return record
    tag = str(record.__struct_config__.tag)
    changes = {}
    if (tag, record.id) in renamed:
        changes["id"] = renamed[tag, record.id]
    for name in _REFERENCES:
        target = getattr(record, name, None)
        new = renamed.get((name.removesuffix("_id"), target or ""))
        if new is not None:
            changes[name] = new
    return msgspec.structs.replace(record, **changes) if changes else record
