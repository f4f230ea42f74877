"""Convert a directory for kiosks of an earlier release: drop what they do not know."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Cost,
    Location,
    Phone,
    Schedule,
    SearchWord,
    Service,
    Tile,
    Translation,
)
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

NEWER_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    Location: ("transportation", "show"),
    Service: ("must_report", "room_line", "situations"),
    Phone: ("press",),
    Schedule: ("assured_hours",),
    AwarenessCard: ("opens", "plain", "line_id", "reviewed_by", "reviewed_on"),
    SearchWord: ("guide_ids",),
}
"""Fields that format 1 does not have."""
NEWER_KINDS: Final = (Tile,)
_NEWER_ENTITIES: Final = frozenset(map(kind_of, NEWER_KINDS))


def in_format_1(records: Iterable[AnyRecord]) -> tuple[list[AnyRecord], list[SourceFinding]]:
    """Return the records in format 1, and a finding for each field or kind that is dropped."""
    kept_records: list[AnyRecord] = []
    dropped: Counter[str] = Counter()
    for record in records:
        if isinstance(record, NEWER_KINDS):
            dropped["questions"] += 1
            continue
        if isinstance(record, SearchWord) and not (record.needs or record.service_ids):
            dropped["search words of guides"] += 1
            continue
        if isinstance(record, Translation) and record.entity in _NEWER_ENTITIES:
            continue
        defaults = {one.name: one.default for one in msgspec.structs.fields(record)}
        fields: dict[str, object] = {
            name: defaults[name]
            for name in NEWER_FIELDS.get(type(record), ())
            if getattr(record, name) != defaults[name]
        }
        dropped.update(name.replace("_", " ") for name in fields)
        if isinstance(record, Service) and Cost.MEDICAID in record.cost:
            dropped["medicaid"] += 1
            fields["cost"] = tuple(one for one in record.cost if one is not Cost.MEDICAID)
        kept_records.append(msgspec.structs.replace(record, **fields) if fields else record)
    return kept_records, [
        SourceFinding(FindingCode.OLDER_FORMAT, Weight.NOTE, "", value=f"{what}: {count}")
        for what, count in dropped.items()
    ]


def lines_in_format_1(lines: HelplineFile) -> HelplineFile:
    """Return the helplines in format 1, where only their numbers are guarded."""
    guarded = tuple(
        msgspec.structs.replace(
            line,
            says=None,
            phones=tuple(msgspec.structs.replace(one, press=None) for one in line.phones),
        )
        for line in lines.guarded
    )
    return msgspec.structs.replace(lines, guarded=guarded)
