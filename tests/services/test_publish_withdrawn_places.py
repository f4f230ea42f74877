"""A place of an export without ids stays withdrawn, whatever made its id when it was published."""

import copy
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.records import AnyRecord, Location, ServiceAtLocation
from kiosk.domain.syncfile import Withdrawn
from kiosk.publishing.foreign.identity import made
from kiosk.publishing.report import Outcome
from kiosk.services.proof import Order, prepare
from tests.publishing.editors import Editor
from tests.publishing.sources import PUBLIC, SERVICE, everything, json_file, read

STREET = "120 River Street"
EARLIER = made("River House", "org-1", STREET)
"""The id of the place when ids were made of addresses too."""


def source() -> dict[str, Any]:
    value = copy.deepcopy(SERVICE)
    place = {"name": "River House", "address_1": STREET, "city": "Sacramento"}
    value["service_at_locations"] = [{"location": place}]
    return value


def earlier(record: AnyRecord) -> AnyRecord:
    match record:
        case Location():
            return msgspec.structs.replace(record, id=EARLIER)
        case ServiceAtLocation():
            return msgspec.structs.replace(record, location_id=EARLIER)
        case _:
            return record


def test_a_withdrawn_place_of_an_earlier_id_does_not_come_back(tmp_path: Path) -> None:
    export = json_file(tmp_path, source())
    records = [earlier(record) for record in read(export, PUBLIC).records]
    editor = Editor(tmp_path).begin()
    assert editor.publish(records).outcome is Outcome.PUBLISHED
    assert STREET in everything(records)
    gone = (Withdrawn(kind="location", id=EARLIER),)
    assert editor.publish(records, withdrawn=gone).outcome is Outcome.PUBLISHED
    order = Order(source=export, out=editor.out, factory=(), public_addresses=True)
    proof = prepare(order, editor.folder, editor.now)
    assert STREET not in everything(list(proof.records))
    assert not [record for record in proof.records if isinstance(record, Location)]
