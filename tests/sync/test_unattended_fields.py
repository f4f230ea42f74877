"""What one field may do while nobody looks: each of every record, against a table read by hand."""

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from kiosk.domain.checks import check_records, kind_of
from kiosk.domain.content_rules import check_content
from kiosk.domain.override import Override, Revealing
from kiosk.domain.records import (
    Access,
    AddressVisibility,
    AnyRecord,
    Audience,
    Cost,
    Document,
    GuideBlock,
    Need,
    PhoneType,
    PhoneUse,
    PlaceShow,
    Referrer,
    Situation,
    Source,
    Start,
    Status,
    TextOrigin,
    Weekday,
)
from kiosk.sync.answers import SyncStatus
from kiosk.sync.baseline import COMPARED_ALONE, FIELDS, Baseline, make_baseline
from kiosk.sync.holds import Circumstances
from kiosk.sync.service import Consent
from kiosk.sync.side import ComparedDirectory, DirectoryContent
from kiosk.sync.unattended_policy import reasons_to_wait
from tests.sync.box import Box
from tests.sync.wide import HELPLINES, PLAIN, content_of, wide

TABLE = Path(__file__).with_name("unattended.tsv")
AROUND = Circumstances(
    today=dt.date(2026, 12, 1), created=dt.date(2026, 11, 27), expires=dt.date(2027, 11, 20)
)
GONE = dt.date(2026, 1, 1)
WORD = Override(
    what=Revealing.QUIET_NAME,
    text="Rape Line",
    by="Ana",
    date=dt.date(2026, 10, 1),
    reason="Its",
)
OTHER: Mapping[str, Mapping[str, Any]] = {
    "organization": {
        "name": "Other",
        "website": "https://other.example.org/",
        "sources": (Source(name="Other"),),
    },
    "service": {
        "organization_id": "o0",
        "name": "Other",
        "quiet_name": "Other",
        "phrase": "Other words",
        "categories": (Need.PAPERS,),
        "importance": 999,
        "status": Status.INACTIVE,
        "description": None,
        "audience": (Audience.MEN,),
        "minimum_age": 21,
        "maximum_age": None,
        "service_area": "The state",
        "any_immigration_status": None,
        "start": (Start.WALK_IN,),
        "referral_by": (Referrer.SCHOOL,),
        "bring": (Document.NOTHING,),
        "id_needed": False,
        "cost": (Cost.FEE,),
        "languages": ("en", "es"),
        "interpreter": None,
        "accessibility": (),
        "pets": False,
        "children": False,
        "url": "https://other.example.org/",
        "chat_url": None,
        "helpline": lambda one: not one.helpline,
        "law_enforcement": True,
        "report_line": True,
        "part_of_prosecution": True,
        "must_report": True,
        "room_line": True,
        "situations": (Situation(code="a-bed", fit=3),),
        "confirmed": True,
        "assured_date": dt.date(2026, 11, 20),
        "valid_until": GONE,
        "sources": (Source(name="Other"),),
        "overrides": (WORD,),
    },
    "service_at_location": {"service_id": "s050", "location_id": "s050.l"},
    "location": {
        "organization_id": "o0",
        "address_visibility": AddressVisibility.HIDDEN,
        "address_1": "9 Other Street",
        "address_2": None,
        "city": "Davis",
        "state_province": None,
        "postal_code": "95616",
        "latitude": 38.6,
        "longitude": -121.6,
        "accessibility": (Access.SIGN_LANGUAGE,),
        "transportation": "Bus 1",
        "show": PlaceShow.WEB,
    },
    "phone": {
        "service_id": "s050",
        "number": "+19165559999",
        "extension": None,
        "press": "3",
        "type": PhoneType.TTY,
        "use": PhoneUse.OFFICE,
        "keyword": "HELP",
        "languages": ("es",),
        "any_language": False,
    },
    "schedule": {
        "service_id": "s050",
        "phone_id": None,
        "byday": (Weekday.SA,),
        "opens_at": "03:00",
        "closes_at": "03:05",
        "valid_from": dt.date(2027, 1, 1),
        "valid_to": dt.date(2026, 1, 15),
        "closed": True,
        "assured_hours": dt.date(2026, 11, 20),
    },
    "figure": {
        "value": "99",
        "unit": "usd",
        "valid_from": GONE,
        "valid_until": GONE,
        "sources": (Source(name="Other"),),
    },
    "guide": {
        "title": "Other",
        "summary": "Other",
        "icon": "other",
        "categories": (Need.PAPERS, Need.COURT),
        "order": 99,
        "blocks": (GuideBlock(id="b", text="Other"),),
        "service_ids": ("s050",),
        "law_or_health": True,
        "young": True,
    },
    "awareness_card": {
        "title": "Other",
        "text": "Other",
        "picture": "other",
        "order": 99,
        "months": (1,),
        "valid_from": dt.date(2027, 1, 1),
        "valid_until": GONE,
        "opens": "g0",
        "plain": True,
        "line_id": "line-988",
        "reviewed_by": "AB",
        "reviewed_on": dt.date(2026, 11, 1),
        "sources": (Source(name="Other"),),
    },
    "search_word": {
        "language": "es",
        "words": ("other",),
        "needs": (Need.COURT, Need.PAPERS),
        "service_ids": ("s050",),
        "guide_ids": ("g0",),
    },
    "tile": {
        "need": Need.OTHER,
        "order": 99,
        "label": "other",
        "icon": "other",
        "codes": ("other",),
        "who": (Audience.MEN,),
        "lines": True,
    },
    "translation": {
        "entity": "organization",
        "entity_id": "o0",
        "field": "description",
        "language": "fil",
        "text": "Iba",
        "source_hash": "0" * 16,
        "origin": TextOrigin.HUMAN,
        "reviewed": True,
    },
}
"""Another value for each field of each record."""
TOGETHER: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("schedule", "closed"): {"opens_at": None, "closes_at": None},
    ("location", "address_visibility"): dict.fromkeys(
        ("address_1", "address_2", "city", "postal_code", "latitude", "longitude", "transportation")
    ),
}
"""What has to change with a field, because the record would contradict itself."""
EVERY, ONE, FIRST, LINES = WHICH = "all", "one", "first", "lines"


def kinds() -> list[tuple[str, str]]:
    return [
        (kind_of(kind), name)
        for kind in get_args(AnyRecord)
        for name in kind.__struct_fields__
        if name != "id"
    ]


@cache
def before() -> tuple[DirectoryContent, Baseline, frozenset[str]]:
    content = content_of(wide())
    return content, make_baseline(content), ComparedDirectory(content).listed_first


def touched(record: AnyRecord, kind: str, which: str) -> bool:
    """Whether it is to change: helplines by themselves, other records in all, in one, or first."""
    if kind_of(record) != kind:
        return False
    own = getattr(record, "service_id", None) or getattr(record, "entity_id", record.id)
    own = own.removesuffix(".l")
    return {
        EVERY: own not in HELPLINES,
        ONE: own in (PLAIN, "o8", "g8", "c8", "w8", "t8", "f"),
        FIRST: own in before()[2] - set(HELPLINES) or (own[0] in "ogcwtf" and own[1:] in "0123"),
        LINES: own in HELPLINES,
    }[which]


def changed(kind: str, field: str, which: str) -> list[AnyRecord]:
    other, more = OTHER[kind][field], TOGETHER.get((kind, field), {})
    return [
        msgspec.structs.replace(
            record, **more, **{field: other(record) if callable(other) else other}
        )
        if touched(record, kind, which)
        else record
        for record in before()[0].records
    ]


def answer(records: Sequence[AnyRecord]) -> str:
    """What a kiosk says to these records, brought with nobody there."""
    content, baseline, _ = before()
    fatal = [problem.code.value for problem in check_records(records) if problem.code.fatal]
    new = DirectoryContent(records, content.helplines)
    broken = [found.rule.value for found in check_content(records, new.helplines, ())]
    if fatal or broken:
        return f"refused: {[*fatal, *broken][0]}"
    held = reasons_to_wait(baseline, new, content, AROUND)
    return f"waits: {held[0].reason.value}" if held else "applies"


def table() -> dict[tuple[str, str], tuple[str, ...]]:
    with TABLE.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["record"], row["field"]): tuple(row[which] for which in WHICH) for row in rows}


def test_the_table_speaks_of_every_field() -> None:
    assert list(table()) == kinds()
    assert FIELDS.keys() | COMPARED_ALONE == {
        "id", *(name for kind, name in kinds() if kind == "service")
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), kinds())
def test_a_field_applies_waits_or_is_refused_as_the_table_says(kind: str, field: str) -> None:
    found = tuple(answer(changed(kind, field, which)) for which in WHICH)
    assert found == table()[kind, field]


@pytest.mark.parametrize(
    ("kind", "field", "which"),
    [
        ("service", "valid_until", EVERY),
        ("service", "phrase", ONE),
        ("phone", "number", FIRST),
        ("service", "name", ONE),
        ("service", "cost", ONE),
    ],
)
def test_a_file_brought_to_a_kiosk_is_answered_as_in_the_table(
    tmp_path: Path, kind: str, field: str, which: str
) -> None:
    box = Box(tmp_path / "data", tmp_path / "stick").trust()
    lines = before()[0].helplines
    assert box.bring(wide(), 1, helplines=lines).status is SyncStatus.APPLIED
    outcome = box.bring(changed(kind, field, which), 2, Consent.UNATTENDED, helplines=lines)
    words = {
        SyncStatus.APPLIED: "applies",
        SyncStatus.HELD: f"waits: {outcome.hold}",
        SyncStatus.REFUSED: f"refused: {outcome.where}",
    }
    assert words[outcome.status] == table()[kind, field][WHICH.index(which)]


def test_a_field_that_an_earlier_release_lacked_changes_nothing_while_nobody_uses_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else each upgrade of the program would make every service wait for a person."""
    plain, key = before()[0], "0" * 32
    earlier = {name: fact for name, fact in FIELDS.items() if name != "room_line"}
    used = DirectoryContent(changed("service", "room_line", EVERY), plain.helplines)
    now, now_used = make_baseline(plain, key), make_baseline(used, key)
    monkeypatch.setattr("kiosk.sync.baseline.FIELDS", earlier)
    assert make_baseline(plain, key) == now
    assert make_baseline(used, key) != now_used
