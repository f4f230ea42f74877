"""Rules that span several records."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, TypeVar, get_args

import msgspec

from kiosk.domain.place import WHERE_FIELDS
from kiosk.domain.records import (
    SPEAK,
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Guide,
    Location,
    Need,
    Phone,
    PhoneUse,
    Record,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Tile,
    Translation,
)
from kiosk.domain.situations import KNOWN_SITUATIONS
from kiosk.domain.text import source_hash

TRANSLATABLE: Final = {
    "organization": ("name",),
    "service": ("name", "quiet_name", "phrase", "description", "service_area", "lead", "say"),
    "guide": ("title", "summary"),
    "awareness_card": ("title", "text"),
    "tile": ("label",),
}
"""The text fields of each kind that may have translations; a guide has ``blocks.<id>`` too."""

FIGURE = re.compile(r"\{([a-z0-9][a-z0-9._-]{0,63})\}")
"""Matches a reference to a figure in a text."""

_REFERENCE_FIELDS = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "phone_id": "phone",
    "referral_line": "service",
}


class ProblemCode(StrEnum):
    """Problems between records. All but the last six keep a directory from being built."""

    DUPLICATE_ID = "duplicate_id"
    DANGLING_REFERENCE = "dangling_reference"
    HIDDEN_ADDRESS = "hidden_address"
    FOREIGN_PHONE = "foreign_phone"
    NO_HELPLINE = "no_helpline"
    UNTRANSLATABLE_FIELD = "untranslatable_field"
    DUPLICATE_TRANSLATION = "duplicate_translation"
    STALE_TRANSLATION = "stale_translation"
    UNKNOWN_FIGURE = "unknown_figure"
    INACTIVE_REFERENCE = "inactive_reference"
    POINTS_NOWHERE = "points_nowhere"
    OPENS_NOTHING = "opens_nothing"
    UNKNOWN_SITUATION = "unknown_situation"

    @property
    def fatal(self) -> bool:
        """True if a directory with this problem is refused."""
        return self not in _TOLERATED


_TOLERATED = frozenset(
    {
        ProblemCode.STALE_TRANSLATION,
        ProblemCode.UNKNOWN_FIGURE,
        ProblemCode.INACTIVE_REFERENCE,
        ProblemCode.POINTS_NOWHERE,
        ProblemCode.OPENS_NOTHING,
        ProblemCode.UNKNOWN_SITUATION,
    }
)


class RecordProblem(msgspec.Struct, frozen=True):
    """One problem: the record (``kind``, ``id``) and the field that has it."""

    code: ProblemCode
    kind: str
    id: str
    field: str = ""

    def __str__(self) -> str:
        """Return ``code: kind id, field`` for the person who fixes the file."""
        where = f", {self.field}" if self.field else ""
        return f"{self.code}: {self.kind} {self.id}{where}"


R = TypeVar("R", bound=Record)
Owned = TypeVar("Owned", Phone, Schedule, ServiceAtLocation)


def kind_of(record: Record | type[Record]) -> str:
    """Return the snake-case ``kind`` of a record."""
    tag = record.__struct_config__.tag
    return str(tag)


_KINDS: Final[dict[type[Record], str]] = {kind: kind_of(kind) for kind in get_args(AnyRecord)}
_REFERENCES: Final = {
    kind: [
        (field, to) for field, to in _REFERENCE_FIELDS.items() if field in kind.__struct_fields__
    ]
    for kind in _KINDS
}
"""(field, kind of the record it refers to) by record type."""


def records_of_kind(records: Iterable[AnyRecord], kind: type[R]) -> dict[str, R]:
    """Return the records of one kind by id, in their order."""
    return {record.id: record for record in records if isinstance(record, kind)}


def by_service(records: Iterable[Owned]) -> dict[str, list[Owned]]:
    """Group records by the id of their service; a service without any has an empty list."""
    groups: dict[str, list[Owned]] = defaultdict(list)
    for record in records:
        groups[record.service_id].append(record)
    return groups


def in_standard_order(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Return records in an order that their file does not decide: main numbers first, then by id.

    Numbers in ids are compared as numbers, so that ``food.2`` precedes ``food.10``. Translations
    are not sorted: each says itself what it belongs to.
    """
    return sorted(records, key=_standard_place)


def _standard_place(record: AnyRecord) -> tuple[object, ...]:
    if isinstance(record, Translation):
        return (2,)
    further = isinstance(record, Phone) and record.use not in (PhoneUse.CRISIS, PhoneUse.MAIN)
    parts = re.split(r"([0-9]+)", record.id)
    return int(further), [int(one) if one.isdigit() else one for one in parts], record.id


def source_texts(record: Record) -> dict[str, str]:
    """Return the translatable texts of a record by field name."""
    fields = TRANSLATABLE.get(kind_of(record), ())
    texts = {name: text for name in fields if (text := getattr(record, name)) is not None}
    if isinstance(record, Guide):
        texts |= {f"blocks.{block.id}": block.text for block in record.blocks}
    return texts


def guide_places(guide: Guide) -> list[str]:
    """Return what a tile may name of a guide: the whole, and each block."""
    return [guide.id, *(f"{guide.id}#{block.id}" for block in guide.blocks)]


def unknown_situations(record: Record) -> list[str]:
    """Return the field of each code that is no situation of this program."""
    match record:
        case Service():
            field, codes = "situations", tuple(one.code for one in record.situations)
        case Tile():
            field, codes = "codes", record.codes
        case _:
            return []
    return [field for code in codes if code not in KNOWN_SITUATIONS]


def check_records(records: Iterable[AnyRecord]) -> list[RecordProblem]:
    """Return all problems between ``records``, in their order."""
    everything = records if isinstance(records, Sequence) else list(records)
    between = _Between(everything)
    for record in everything:
        for code, field in between.problems(record):
            between.found.append(RecordProblem(code, kind_of(record), record.id, field))
    return between.found


class _Between:
    """All records by kind and id, to check each of them against the others."""

    def __init__(self, records: Sequence[AnyRecord]) -> None:
        self.found: list[RecordProblem] = []
        self._of: defaultdict[str, dict[str, AnyRecord]] = defaultdict(dict)
        self._translated: set[tuple[str, str, str, str]] = set()
        self._hashes: dict[tuple[str, str], dict[str, str]] = {}
        for record in records:
            same = self._of[_KINDS[type(record)]]
            if record.id in same:
                self.found.append(
                    RecordProblem(ProblemCode.DUPLICATE_ID, kind_of(record), record.id)
                )
            else:
                same[record.id] = record
        guides = (one for one in self._of["guide"].values() if isinstance(one, Guide))
        self._places = {place for guide in guides for place in guide_places(guide)}

    def problems(self, record: AnyRecord) -> list[tuple[ProblemCode, str]]:
        """Return the problems of one record."""
        # Two in three records of a large directory are translations.
        if type(record) is Translation:
            return self._translation(record)
        found = [
            (ProblemCode.DANGLING_REFERENCE, field)
            for field, kind, target in _references(record)
            if target not in self._of[kind]
        ]
        match record:
            case Location(address_visibility=AddressVisibility.HIDDEN):
                found += [
                    (ProblemCode.HIDDEN_ADDRESS, field)
                    for field in WHERE_FIELDS
                    if getattr(record, field) is not None
                ]
            case Schedule() | Service() | Tile():
                found += self._misled(record)
            case Guide() | AwarenessCard():
                found += [
                    (ProblemCode.UNKNOWN_FIGURE, field)
                    for field, text in source_texts(record).items()
                    if any(name not in self._of["figure"] for name in FIGURE.findall(text))
                ]
            case SearchWord(needs=(), service_ids=(), guide_ids=()):
                found.append((ProblemCode.POINTS_NOWHERE, "service_ids"))
            case _:
                pass
        if isinstance(record, AwarenessCard) and not self._is_there(record.opens):
            found.append((ProblemCode.OPENS_NOTHING, "opens"))
        if unknown := unknown_situations(record):
            found += [(ProblemCode.UNKNOWN_SITUATION, field) for field in unknown]
        if isinstance(record, Guide | SearchWord):
            found += [
                (ProblemCode.INACTIVE_REFERENCE, "service_ids")
                for target in record.service_ids
                if isinstance(service := self._of["service"].get(target), Service)
                and service.status != "active"
            ]
        return found

    def _misled(self, record: Schedule | Service | Tile) -> Iterator[tuple[ProblemCode, str]]:
        """Yield what names a record of another kind or service than it should."""
        match record:
            case Schedule(phone_id=str(phone_id)):
                phone = self._of["phone"].get(phone_id)
                if isinstance(phone, Phone) and phone.service_id != record.service_id:
                    yield ProblemCode.FOREIGN_PHONE, "phone_id"
            case Service(referral_line=str(line_id)):
                line = self._of["service"].get(line_id)
                if isinstance(line, Service) and not line.helpline:
                    yield ProblemCode.NO_HELPLINE, "referral_line"
                elif isinstance(line, Service) and line.status != "active":
                    yield ProblemCode.INACTIVE_REFERENCE, "referral_line"
            case Tile(guide=str(place)) if place not in self._places:
                yield ProblemCode.DANGLING_REFERENCE, "guide"
            case _:
                pass

    def _is_there(self, opens: str | None) -> bool:
        """Return True if there is a subject for a card to open, or the card opens none."""
        named = (None, SPEAK, *Need)
        return opens in named or opens in self._of["tile"] or opens in self._of["guide"]

    def _translation(self, record: Translation) -> list[tuple[ProblemCode, str]]:
        entity, entity_id, field = record.entity, record.entity_id, record.field
        target = self._of[entity].get(entity_id)
        found = [] if target else [(ProblemCode.DANGLING_REFERENCE, "entity_id")]
        key = (entity, entity_id, field, record.language)
        if key in self._translated:
            return [*found, (ProblemCode.DUPLICATE_TRANSLATION, field)]
        self._translated.add(key)
        if target is None:
            return found
        wanted = self._hashes.get((entity, entity_id))
        if wanted is None:
            texts = source_texts(target).items()
            wanted = {name: source_hash(text) for name, text in texts}
            self._hashes[entity, entity_id] = wanted
        if wanted.get(field) == record.source_hash:
            return found
        block = isinstance(target, Guide) and field.startswith("blocks.")
        if not block and field not in TRANSLATABLE.get(entity, ()):
            return [*found, (ProblemCode.UNTRANSLATABLE_FIELD, "field")]
        return [*found, (ProblemCode.STALE_TRANSLATION, "source_hash")]


def _references(record: AnyRecord) -> list[tuple[str, str, str]]:
    """Return (field, kind, id) of every record this one refers to; not for translations."""
    if isinstance(record, Guide | SearchWord):
        guides = record.guide_ids if isinstance(record, SearchWord) else ()
        return [
            *(("service_ids", "service", target) for target in record.service_ids),
            *(("guide_ids", "guide", target) for target in guides),
        ]
    return [
        (field, kind, target)
        for field, kind in _REFERENCES[type(record)]
        if (target := getattr(record, field)) is not None
    ]
