"""Add what no foreign source has: the questions, guides and other texts of the program."""

from collections.abc import Iterable, Sequence

import msgspec

from kiosk.domain.checks import guide_places, kind_of
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
    everything = [*records, *factory]
    guides = {record.id for record in everything if isinstance(record, Guide)}
    places = {place for one in everything if isinstance(one, Guide) for place in guide_places(one)}
    services = {record.id for record in records if isinstance(record, Service)}
    dropped: dict[str, None] = {}
    added: list[AnyRecord] = []
    for record in factory:
        if not isinstance(record, Carried):
            continue
        if isinstance(record, Guide | SearchWord):
            named = tuple(target for target in record.service_ids if target in services)
            dropped.update(dict.fromkeys(set(record.service_ids) - services))
            carried = msgspec.structs.replace(record, service_ids=named)
            if isinstance(carried, SearchWord):
                read = tuple(target for target in carried.guide_ids if target in guides)
                carried = msgspec.structs.replace(carried, guide_ids=read)
                if not (named or carried.needs or read):
                    continue
            added.append(carried)
        elif isinstance(record, Tile) and record.guide not in places:
            added.append(msgspec.structs.replace(record, guide=None))
        else:
            added.append(record)
    targets = {(kind_of(record), record.id) for record in added}
    added += [
        record
        for record in factory
        if isinstance(record, Translation) and (record.entity, record.entity_id) in targets
    ]
    return added, sorted(dropped)
