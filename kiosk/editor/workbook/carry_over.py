"""Add what no foreign source has: the questions, guides and other texts of the program."""

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
    Tile,
    Translation,
)

Carried = Guide | AwarenessCard | Figure | SearchWord | Tile


def records_to_carry(
    records: Iterable[AnyRecord], factory: Sequence[AnyRecord]
) -> tuple[list[AnyRecord], list[str]]:
    """Return the records of ``factory`` to add with translations, and the missing service ids.

    A search word without any target left is not added.
    """
    services = {record.id for record in records if isinstance(record, Service)}
    dropped: dict[str, None] = {}
    added: list[AnyRecord] = []
    for record in factory:
        if not isinstance(record, Carried):
            continue
        if isinstance(record, Guide | SearchWord):
            named = tuple(target for target in record.service_ids if target in services)
            dropped.update(dict.fromkeys(set(record.service_ids) - services))
            if isinstance(record, SearchWord) and not (named or record.needs or record.guide_ids):
                continue
            added.append(msgspec.structs.replace(record, service_ids=named))
        else:
            added.append(record)
    targets = {(kind_of(record), record.id) for record in added}
    added += [
        record
        for record in factory
        if isinstance(record, Translation) and (record.entity, record.entity_id) in targets
    ]
    return added, sorted(dropped)
