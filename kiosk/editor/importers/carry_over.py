"""What a foreign source never has: guides, cards, figures and search words of the program."""

from collections.abc import Iterable, Sequence

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    SearchWord,
    Service,
    Translation,
)

Carried = Guide | AwarenessCard | Figure | SearchWord


def carried(
    records: Iterable[AnyRecord], factory: Sequence[AnyRecord]
) -> tuple[list[AnyRecord], list[str]]:
    """Records of ``factory`` to add, with their translations; ids of services they no longer name.

    A search word that points at nothing any more is not carried.
    """
    services = {record.id for record in records if isinstance(record, Service)}
    dropped: dict[str, None] = {}
    kept: list[AnyRecord] = []
    for record in factory:
        if not isinstance(record, Carried):
            continue
        if isinstance(record, Guide | SearchWord):
            named = tuple(target for target in record.service_ids if target in services)
            dropped.update(dict.fromkeys(set(record.service_ids) - services))
            if isinstance(record, SearchWord) and not named and not record.needs:
                continue
            kept.append(msgspec.structs.replace(record, service_ids=named))
        else:
            kept.append(record)
    there = {(kind_of(record), record.id) for record in kept}
    kept += [
        record
        for record in factory
        if isinstance(record, Translation) and (record.entity, record.entity_id) in there
    ]
    return kept, sorted(dropped)
