"""A place without an id stays withdrawn, whatever made its id when it was published."""

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.records import AnyRecord, Location, ServiceAtLocation
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.importers.identity import id_from_content
from kiosk.editor.publish.findings import FindingCode, Weight
from kiosk.editor.publish.plan import PublishRequest, prepare
from kiosk.editor.publish.publish import publish
from kiosk.editor.publish.report import PublishOutcome, PublishReport
from tests.editor.editors import Editor, codes
from tests.editor.sources import PUBLIC, SERVICE, everything, json_file, read
from tests.editor.workbooks import FIRST, Desk

STREET = "120 River Street"
EARLIER = id_from_content("River House", "org-1", STREET)
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
    assert editor.publish(records).outcome is PublishOutcome.PUBLISHED
    assert STREET in everything(records)
    gone = (Withdrawn(kind="location", id=EARLIER),)
    assert editor.publish(records, withdrawn=gone).outcome is PublishOutcome.PUBLISHED
    order = PublishRequest(source=export, out=editor.out, factory=(), public_addresses=True)
    proof = prepare(order, editor.folder, editor.now)
    assert STREET not in everything(list(proof.records))
    assert not [record for record in proof.records if isinstance(record, Location)]


def published(desk: Desk, editor: Editor, **wishes: Any) -> tuple[set[str], PublishReport]:
    """The streets that a workbook shows, and the report."""
    desk.book.save(desk.path)
    order = PublishRequest(source=desk.path, out=editor.out, factory=(), **wishes)
    editor.now += dt.timedelta(minutes=1)
    proof = prepare(order, editor.folder, editor.now)
    report = publish(proof, editor.folder, editor.ring, editor.now)
    assert report.outcome is PublishOutcome.PUBLISHED
    shown = {one.address_1 or "" for one in proof.records if isinstance(one, Location)}
    return shown, report


def test_a_withdrawn_place_of_a_workbook_does_not_come_back_as_a_new_one(tmp_path: Path) -> None:
    desk, editor = Desk(tmp_path), Editor(tmp_path).begin()
    desk.put("Places", "Id", None)
    desk.put("Services", "Places", None)
    burned = Withdrawn(kind="location", id="river-house.1")
    assert published(desk, editor)[0] == {STREET}
    assert published(desk, editor, withdraw=(burned,))[0] == set()
    oak = {"Organization": "river-house", "Address shown?": "Show", "Street": "7 Oak Avenue"}
    row = desk.add("Places", oak)
    shown, report = published(desk, editor)
    assert shown == set(), "nobody deleted the row, and either could be it"
    left = [one for one in report.findings if one.code is FindingCode.MAYBE_WITHDRAWN]
    assert [(one.row, one.assumed) for one in left] == [
        (FIRST, "river-house.2"),
        (row, "river-house.3"),
    ]
    desk.put("Places", "Id", "river-house.3", row)
    assert published(desk, editor)[0] == {"7 Oak Avenue"}
    assert published(desk, editor, reinstate=(burned,))[0] == {"7 Oak Avenue", STREET}


def test_a_workbook_says_no_day_that_is_still_to_come(tmp_path: Path) -> None:
    desk, editor = Desk(tmp_path), Editor(tmp_path).begin()
    desk.put("Services", "Checked on", "2062-11-01")
    _, report = published(desk, editor)
    assert (FindingCode.UNREAD_CELL, Weight.LEFT_OUT) in codes(report.findings)
