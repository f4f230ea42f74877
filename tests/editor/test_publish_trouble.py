"""What is withdrawn, what goes wrong on the disk, and who is not believed."""

import copy
import datetime as dt
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import AnyRecord, Location, ServiceAtLocation
from kiosk.domain.syncfile import RefusalCode, Refused, Versions, Withdrawn
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.importers.identity import id_from_content
from kiosk.editor.keys.key_folder import PUBLISHED
from kiosk.editor.keys.secrets import KeysError
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.plan import PublishRequest, prepare
from kiosk.editor.publish.publish import publish
from kiosk.editor.publish.publish_report import PublishOutcome, PublishReport
from kiosk.sync.trust import read_root
from tests.editor.editors import CITY, Editor, as_kiosk, codes, directory
from tests.editor.sources import PUBLIC, SERVICE, everything, json_file, read
from tests.editor.workbooks import FIRST, Desk

# --- withdrawn ----------------------------------------------------------------------------------


def with_place(records: list[AnyRecord]) -> list[AnyRecord]:
    return [
        *records,
        Location(id="house", organization_id="bed-org"),
        ServiceAtLocation(id="bed-house", service_id="bed", location_id="house"),
    ]


HOUSE = Withdrawn(kind="location", id="house")


@pytest.mark.parametrize("how", ["sheet", "option"])
def test_a_withdrawn_place_is_left_out_with_what_hangs_on_it(editor: Editor, how: str) -> None:
    records = with_place(directory(*CITY))
    more = {"sheet": {"withdrawn": (HOUSE,)}, "option": {"withdraw": (HOUSE,)}}[how]
    report = editor.publish(records, **more)
    assert codes(report.findings) == [(FindingCode.WITHDRAWN, Weight.LEFT_OUT)]
    taken = as_kiosk(editor).bundle
    assert set(taken.records) == set(directory(*CITY))
    assert taken.facts.withdrawn == (HOUSE,)


def test_a_withdrawn_service_is_not_counted_among_those_that_visitors_see(editor: Editor) -> None:
    bed = Withdrawn(kind="service", id="bed")
    report = editor.publish(directory(*CITY), withdraw=(bed,))
    assert report.coverage.services == len(CITY) - 1
    assert dict(report.totals)["service"] == len(CITY) - 1


def test_withdrawing_the_only_service_with_a_number_still_waits_for_nobody(editor: Editor) -> None:
    records = [one for one in directory("bread", "bed") if one.id != "bread.1"]
    bed = Withdrawn(kind="service", id="bed")
    report = editor.publish(records, withdraw=(bed,))
    assert report.outcome is PublishOutcome.PUBLISHED
    assert report.coverage.contact == 0


def test_withdrawn_stays_withdrawn_until_it_is_given_back(editor: Editor) -> None:
    records = with_place(directory(*CITY))
    editor.publish(records, withdraw=(HOUSE,))
    editor.publish(records)
    assert as_kiosk(editor).bundle.facts.withdrawn == (HOUSE,)
    editor.publish(records, reinstate=(HOUSE,))
    taken = as_kiosk(editor).bundle
    assert taken.facts.withdrawn == ()
    assert set(taken.records) == set(records)


@pytest.mark.parametrize(
    ("id_", "weight", "advice"),
    [("hose", Weight.REFUSED, "Did you mean house?"), ("old-mill", Weight.ASSUMED, "")],
)
def test_a_withdrawn_id_that_nothing_has_is_told(
    editor: Editor, id_: str, weight: Weight, advice: str
) -> None:
    gone = Withdrawn(kind="location", id=id_)
    report = editor.publish(with_place(directory(*CITY)), withdraw=(gone,))
    assert codes(report.findings) == [(FindingCode.UNKNOWN_WITHDRAWN, weight)]
    assert report.findings[0].assumed == advice
    assert (report.outcome is PublishOutcome.REFUSED) == (weight is Weight.REFUSED)


def test_what_was_withdrawn_before_is_not_asked_about_again(editor: Editor) -> None:
    editor.publish(with_place(directory(*CITY)), withdraw=(HOUSE,))
    assert not editor.publish(directory(*CITY)).findings
    assert not editor.publish(directory(*CITY), withdraw=(HOUSE,)).findings


@pytest.mark.parametrize(
    ("kind", "id_"), [("service", "line-city"), ("organization", "line-city-org")]
)
def test_a_helpline_cannot_be_withdrawn(editor: Editor, kind: str, id_: str) -> None:
    gone = msgspec.convert({"kind": kind, "id": id_}, Withdrawn)
    report = editor.publish(directory(*CITY), withdraw=(gone,))
    assert report.outcome is PublishOutcome.REFUSED
    assert any("cannot be withdrawn" in finding.value for finding in report.findings)


# --- the disk -----------------------------------------------------------------------------------


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("when", ["reading", "signing"])
def test_a_full_disk_leaves_the_old_file_and_the_next_try_works(editor: Editor, when: str) -> None:
    editor.publish(directory(*CITY))
    before = editor.out.read_bytes()
    room = len(before) // 2
    proof = editor.proof(directory(*CITY, "soap"))
    folder, keyring = editor.folder, editor.ring
    steps = {
        "reading": lambda: editor.proof(directory(*CITY, "soap")),
        "signing": lambda: publish(proof, folder, keyring, editor.now),
    }
    with files_no_longer_than(room), pytest.raises(OSError, match=r".+"):
        steps[when]()
    assert editor.out.read_bytes() == before
    assert not list(editor.base.rglob("*.tmp"))
    assert editor.publish(directory(*CITY, "soap")).outcome is PublishOutcome.PUBLISHED


def test_a_number_whose_file_was_never_written_is_free(editor: Editor, tmp_path: Path) -> None:
    editor.publish(directory(*CITY))
    good, lost = editor.base, tmp_path / "gone"
    out = editor.out
    editor_elsewhere = Elsewhere(good, now=editor.now, place=lost)
    with pytest.raises(FileNotFoundError):
        editor_elsewhere.publish(directory(*CITY, "soap"))
    editor.now = editor_elsewhere.now
    editor.publish(directory(*CITY, "salt"))
    assert examine(out).bundle.versions == Versions(1, 1, 2)


class Elsewhere(Editor):
    """Publishes into a folder that is not there: a stick pulled out."""

    def __init__(self, base: Path, now: dt.datetime, place: Path) -> None:
        super().__init__(base, now=now)
        self.place = place

    @property
    def out(self) -> Path:
        return self.place / "city.kiosksync"


def test_after_a_power_cut_before_the_count_the_next_number_is_free(editor: Editor) -> None:
    editor.publish(directory(*CITY))
    counted = (editor.keys / PUBLISHED).read_bytes()
    editor.publish(directory(*CITY, "soap"))
    (editor.keys / PUBLISHED).write_bytes(counted)
    assert editor.publish(directory(*CITY, "salt")).outcome is PublishOutcome.PUBLISHED
    assert examine(editor.out).bundle.versions == Versions(1, 1, 3)


@pytest.mark.parametrize("damage", ["missing", "torn", "other"])
def test_a_lost_copy_of_the_last_file_is_asked_for(
    editor: Editor, tmp_path: Path, damage: str
) -> None:
    editor.publish(directory(*CITY))
    last = editor.folder.last
    if damage == "missing":
        last.unlink()
    elif damage == "torn":
        last.write_bytes(last.read_bytes()[:-100])
    else:
        other = Editor(tmp_path / "other", holder="Mallory")
        other.begin().publish(directory(*CITY))
        last.write_bytes(other.out.read_bytes())
    with pytest.raises(KeysError, match="keys take"):
        editor.publish(directory(*CITY))


def test_a_kiosk_of_another_coalition_takes_nothing(editor: Editor, tmp_path: Path) -> None:
    editor.publish(directory(*CITY))
    other = Editor(tmp_path / "other", holder="Mallory")
    stranger = read_root(other.begin().folder.roots[1])
    with pytest.raises(Refused) as refused:
        as_kiosk(editor, stranger)
    assert refused.value.code is RefusalCode.ROOT_FORK


def test_keys_past_their_end_are_renewed_first(editor: Editor) -> None:
    editor.now += dt.timedelta(days=5 * 365)
    with pytest.raises(KeysError, match="keys rotate"):
        editor.publish(directory(*CITY))


def test_a_file_that_no_kiosk_would_take_is_not_put_in_place(editor: Editor) -> None:
    """So many withdrawals that the signed part is larger than a kiosk reads."""
    many = tuple(Withdrawn(kind="phone", id=f"{number:060}") for number in range(3500))
    report = editor.publish(directory(*CITY), withdraw=many)
    assert report.outcome is PublishOutcome.REFUSED
    assert "member_too_big" in " ".join(report.reasons)
    assert not editor.out.exists()


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
    desk.save()
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
