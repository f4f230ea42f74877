"""Convert a directory for kiosks of an earlier release: drop what they do not know."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.records import AnyRecord, Cost, SearchWord, Service, Translation
from kiosk.domain.resource_text import resource_text
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.findings import FindingCode, SourceFinding, Weight


def in_format_1(records: Iterable[AnyRecord]) -> tuple[list[AnyRecord], list[SourceFinding]]:
    """Return the records in format 1, and a finding for each field or kind that is dropped.

    ``resources/publishing/format-1.json`` lists its fields by kind of record.
    """
    known = msgspec.json.decode(
        resource_text("publishing", "format-1.json"), type=dict[str, frozenset[str]]
    )
    kept_records: list[AnyRecord] = []
    dropped: Counter[str] = Counter()
    for record in records:
        kind = kind_of(record)
        if kind not in known:
            dropped["questions" if kind == "tile" else kind] += 1
            continue
        if isinstance(record, SearchWord) and not (record.needs or record.service_ids):
            dropped["search words of guides"] += 1
            continue
        if isinstance(record, Translation) and record.entity not in known:
            continue
        fields: dict[str, object] = {
            one.name: one.default
            for one in msgspec.structs.fields(record)
            if one.name not in known[kind] and getattr(record, one.name) != one.default
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
