"""Rules between records that no single line can show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    AwarenessCard,
    Guide,
    Location,
    Phone,
    Record,
    Schedule,
    SearchWord,
    Service,
    Translation,
)
from kiosk.domain.text import source_hash

TRANSLATABLE: Final = {
    "organization": ("name",),
    "service": ("name", "quiet_name", "phrase", "description", "service_area"),
    "guide": ("title", "summary"),
    "awareness_card": ("title", "text"),
}
"""The text fields of each kind that may have translations; a guide has ``blocks.<id>`` too."""

FIGURE = re.compile(r"\{([a-z0-9][a-z0-9._-]{0,63})\}")
"""How a text names a figure."""

_REFERENCE_FIELDS = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "phone_id": "phone",
}
_PLACE_FIELDS = ("address_1", "address_2", "city", "postal_code", "latitude", "longitude")


class ProblemCode(StrEnum):
    """What is wrong between records. All but the last four keep a directory from being built."""

    DUPLICATE_ID = "duplicate_id"
    DANGLING_REFERENCE = "dangling_reference"
    HIDDEN_ADDRESS = "hidden_address"
    FOREIGN_PHONE = "foreign_phone"
    UNTRANSLATABLE_FIELD = "untranslatable_field"
    DUPLICATE_TRANSLATION = "duplicate_translation"
    STALE_TRANSLATION = "stale_translation"
    UNKNOWN_FIGURE = "unknown_figure"
    INACTIVE_REFERENCE = "inactive_reference"
    POINTS_NOWHERE = "points_nowhere"

    @property
    def fatal(self) -> bool:
        """Whether a directory with this problem is refused."""
        return self not in _TOLERATED


_TOLERATED = frozenset(
    {
        ProblemCode.STALE_TRANSLATION,
        ProblemCode.UNKNOWN_FIGURE,
        ProblemCode.INACTIVE_REFERENCE,
        ProblemCode.POINTS_NOWHERE,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: the record it is in (``kind``, ``id``) and the field that shows it."""

    code: ProblemCode
    kind: str
    id: str
    field: str = ""

    def __str__(self) -> str:
        """``code: kind id, field`` for a person who mends the file."""
        where = f", {self.field}" if self.field else ""
        return f"{self.code}: {self.kind} {self.id}{where}"


R = TypeVar("R", bound=Record)


def kind_of(record: Record | type[Record]) -> str:
    """The snake-case word in the ``kind`` field of a record."""
    tag = record.__struct_config__.tag
    return str(tag)


def of_kind(records: Iterable[AnyRecord], kind: type[R]) -> dict[str, R]:
    """The records of one kind by id, in their order."""
    return {record.id: record for record in records if isinstance(record, kind)}


def source_texts(record: Record) -> dict[str, str]:
    """The translatable texts of a record by field name."""
    fields = TRANSLATABLE.get(kind_of(record), ())
    texts = {name: text for name in fields if (text := getattr(record, name)) is not None}
    if isinstance(record, Guide):
        texts |= {f"blocks.{block.id}": block.text for block in record.blocks}
    return texts


def check_records(records: Iterable[AnyRecord]) -> list[Problem]:
    """All problems between ``records``, in their order; empty when there are none."""
    everything = list(records)
    problems = []
    by_key: dict[tuple[str, str], AnyRecord] = {}
    for record in everything:
        key = (kind_of(record), record.id)
        if key in by_key:
            problems.append(Problem(ProblemCode.DUPLICATE_ID, *key))
        by_key.setdefault(key, record)
    translated: set[tuple[str, str, str, str]] = set()
    for record in everything:
        for code, field in _own_problems(record, by_key, translated):
            problems.append(Problem(code, kind_of(record), record.id, field))
    return problems


def _own_problems(
    record: AnyRecord,
    by_key: dict[tuple[str, str], AnyRecord],
    translated: set[tuple[str, str, str, str]],
) -> list[tuple[ProblemCode, str]]:
    found = [
        (ProblemCode.DANGLING_REFERENCE, field)
        for field, kind, target in _references(record)
        if (kind, target) not in by_key
    ]
    match record:
        case Location(address_visibility=AddressVisibility.HIDDEN):
            found += [
                (ProblemCode.HIDDEN_ADDRESS, field)
                for field in _PLACE_FIELDS
                if getattr(record, field) is not None
            ]
        case Schedule(phone_id=str(phone_id)):
            phone = by_key.get(("phone", phone_id))
            if isinstance(phone, Phone) and phone.service_id != record.service_id:
                found.append((ProblemCode.FOREIGN_PHONE, "phone_id"))
        case Guide() | AwarenessCard():
            found += [
                (ProblemCode.UNKNOWN_FIGURE, field)
                for field, text in source_texts(record).items()
                if any(("figure", name) not in by_key for name in FIGURE.findall(text))
            ]
        case SearchWord(needs=(), service_ids=()):
            found.append((ProblemCode.POINTS_NOWHERE, "service_ids"))
        case Translation():
            found += _translation_problems(record, by_key, translated)
        case _:
            pass
    if isinstance(record, Guide | SearchWord):
        found += [
            (ProblemCode.INACTIVE_REFERENCE, "service_ids")
            for target in record.service_ids
            if isinstance(service := by_key.get(("service", target)), Service)
            and service.status != "active"
        ]
    return found


def _references(record: AnyRecord) -> list[tuple[str, str, str]]:
    """(field, kind, id) of every record that this one names."""
    if isinstance(record, Translation):
        return [("entity_id", record.entity, record.entity_id)]
    if isinstance(record, Guide | SearchWord):
        return [("service_ids", "service", target) for target in record.service_ids]
    return [
        (field, kind, target)
        for field, kind in _REFERENCE_FIELDS.items()
        if (target := getattr(record, field, None)) is not None
    ]


def _translation_problems(
    record: Translation,
    by_key: dict[tuple[str, str], AnyRecord],
    translated: set[tuple[str, str, str, str]],
) -> list[tuple[ProblemCode, str]]:
    key = (record.entity, record.entity_id, record.field, record.language)
    if key in translated:
        return [(ProblemCode.DUPLICATE_TRANSLATION, record.field)]
    translated.add(key)
    target = by_key.get((record.entity, record.entity_id))
    if target is None:
        return []
    block = isinstance(target, Guide) and record.field.startswith("blocks.")
    if not block and record.field not in TRANSLATABLE.get(record.entity, ()):
        return [(ProblemCode.UNTRANSLATABLE_FIELD, "field")]
    text = source_texts(target).get(record.field)
    if text is None or source_hash(text) != record.source_hash:
        return [(ProblemCode.STALE_TRANSLATION, "source_hash")]
    return []
