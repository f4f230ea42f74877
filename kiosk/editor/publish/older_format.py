"""Convert a directory for kiosks of an earlier release: drop what they do not know."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.records import AnyRecord, Cost, SearchWord, Service, Translation
from kiosk.domain.resource_text import resource_table
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.findings import FindingCode, SourceFinding, Weight

_BROUGHT: Final[dict[str, dict[str, list[str]]]] = resource_table("publishing", "formats.toml")
_SECOND: Final = 2
"""The format that guards the words of helplines, with search words of guides and Medicaid."""
_WORDS: Final = {"tile": "questions", "search_word": "search words of guides"}


def in_format(
    number: int, records: Iterable[AnyRecord]
) -> tuple[list[AnyRecord], list[SourceFinding]]:
    """Return the records in an earlier format, and a finding for each field or kind dropped.

    ``resources/publishing/formats.toml`` says what each format brought.
    """
    dropped: Counter[str] = Counter()
    return [*_kept(number, records, dropped)], [
        SourceFinding(FindingCode.OLDER_FORMAT, Weight.NOTE, "", value=f"{what}: {count}")
        for what, count in dropped.items()
    ]


def _kept(number: int, records: Iterable[AnyRecord], dropped: Counter[str]) -> Iterator[AnyRecord]:
    later = [
        (kind, fields)
        for brought, kinds in _BROUGHT.items()
        if int(brought) > number
        for kind, fields in kinds.items()
    ]
    new = {kind for kind, fields in later if not fields}
    gone = {(kind, field) for kind, fields in later for field in fields}
    for record in records:
        kind = kind_of(record)
        if kind in new or (number < _SECOND and _is_of_guides(record)):
            dropped[_WORDS.get(kind, kind)] += 1
            continue
        if isinstance(record, Translation):
            if record.entity not in new and (record.entity, record.field) not in gone:
                yield record
            continue
        fields: dict[str, object] = {
            one.name: one.default
            for one in msgspec.structs.fields(record)
            if (kind, one.name) in gone and getattr(record, one.name) != one.default
        }
        dropped.update(name.replace("_", " ") for name in fields)
        if number < _SECOND and isinstance(record, Service) and Cost.MEDICAID in record.cost:
            dropped["medicaid"] += 1
            fields["cost"] = tuple(one for one in record.cost if one is not Cost.MEDICAID)
        yield msgspec.structs.replace(record, **fields) if fields else record


def _is_of_guides(record: AnyRecord) -> bool:
    return isinstance(record, SearchWord) and not (record.needs or record.service_ids)


def lines_in_format(number: int, lines: HelplineFile) -> HelplineFile:
    """Return the helplines in an earlier format; in format 1 only their numbers are guarded."""
    if number >= _SECOND:
        return lines
    guarded = tuple(
        msgspec.structs.replace(
            line,
            says=None,
            phones=tuple(msgspec.structs.replace(one, press=None) for one in line.phones),
        )
        for line in lines.guarded
    )
    return msgspec.structs.replace(lines, guarded=guarded)
