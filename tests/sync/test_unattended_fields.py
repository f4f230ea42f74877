"""What one field may do while nobody looks: each of every record, against a table read by hand.

The table is held against the factory directory. In its columns a field changes in all records but
those of helplines, then in one record of a class of services (``tests/sync/whole.py``). A dash
means that no record of that class has the field, or that none says something else.
"""

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from kiosk.domain.checks import TRANSLATABLE, check_records, kind_of
from kiosk.domain.content_rules import check_content
from kiosk.domain.records import AnyRecord, Cost, Translation
from kiosk.sync.baseline import COMPARED_ALONE, FIELDS, make_baseline
from kiosk.sync.cautions import with_unread
from kiosk.sync.change_report import ChangeReport
from kiosk.sync.drift import Comparison
from kiosk.sync.holds import HoldReason
from kiosk.sync.side import ComparedDirectory, DirectoryContent
from tests.sync import box, wide
from tests.sync.whole import GUARDED, LINE, PLAIN, class_of, content, waits

TABLE = Path(__file__).with_name("unattended.tsv")
TOGETHER: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("schedule", "closed"): {"opens_at": None, "closes_at": None},
    ("location", "address_visibility"): dict.fromkeys(
        ("address_1", "address_2", "city", "postal_code", "latitude", "longitude", "transportation")
    ),
}
"""What has to change with a field, because the record would contradict itself."""
EVERY = "all"
WHICH = {"one plain": PLAIN, "one guarded": GUARDED, "one helpline": LINE}


def kinds() -> list[tuple[str, str]]:
    """Each field of each kind of record; translations by what they translate."""
    return [
        (name, field)
        for kind in get_args(AnyRecord)
        for name in (
            [f"translation of {one}" for one in TRANSLATABLE]
            if kind is Translation
            else [kind_of(kind)]
        )
        for field in kind.__struct_fields__
        if field != "id"
    ]


def named(record: AnyRecord) -> str:
    """What the table calls a record."""
    return f"translation of {record.entity}" if isinstance(record, Translation) else kind_of(record)


@cache
def table() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["record"], row["field"]): row for row in rows}


def other(record: AnyRecord, field: str) -> AnyRecord:
    """A record that says something else in a field, as the table has it in JSON."""
    text = table()[named(record), field]["other"]
    types = {one.name: one.type for one in msgspec.structs.fields(record)}
    value = (
        not getattr(record, field)
        if text == "flipped"
        else msgspec.json.decode(text, type=types[field])
    )
    more = TOGETHER.get((named(record), field), {})
    return msgspec.structs.replace(record, **more, **{field: value})


def changed(kind: str, field: str, which: str) -> list[AnyRecord] | None:
    """The directory with a field changed; ``None`` if there is nothing to change."""
    found = {
        one.id: new
        for one in content().records
        if named(one) == kind
        and (class_of(one) in (PLAIN, GUARDED) if which == EVERY else class_of(one) == WHICH[which])
        and (new := other(one, field)) != one
    }
    if which != EVERY:
        found = {key: found[key] for key in sorted(found)[:1]}
    return (
        [found.get(one.id, one) if named(one) == kind else one for one in content().records]
        if found
        else None
    )


def answer(records: Sequence[AnyRecord] | None) -> str:
    """What a kiosk says to these records, brought with nobody there."""
    if records is None:
        return "-"
    fatal = [problem.code.value for problem in check_records(records) if problem.code.fatal]
    broken = [one.rule.value for one in check_content(records, content().helplines, ())]
    if fatal or broken:
        return f"refused: {[*fatal, *broken][0]}"
    held = waits(records)
    return f"waits: {held[0]}" if held else "applies"


def test_the_table_speaks_of_every_field() -> None:
    assert list(table()) == kinds()
    assert FIELDS.keys() | COMPARED_ALONE == {
        "id", *(name for kind, name in kinds() if kind == "service")
    }  # fmt: skip


LESS = {("service", "status"), ("service", "valid_until")}
"""A service may end by itself: less is then said."""
CHECKED = {("service", "confirmed"), ("service", "assured_date")}
UNSEEN = {("location", "organization_id")}
"""No page shows whose a place is."""


@pytest.mark.parametrize(
    ("which", "fields"),
    [("all", UNSEEN), ("one guarded", LESS | CHECKED | UNSEEN), ("one helpline", CHECKED)],
)
def test_of_what_harms_most_hardly_anything_changes_alone(
    which: str, fields: set[tuple[str, str]]
) -> None:
    assert {key for key, row in table().items() if row[which] == "applies"} == fields


@pytest.mark.parametrize(("kind", "field"), kinds())
def test_a_field_applies_waits_or_is_refused_as_the_table_says(kind: str, field: str) -> None:
    found = {which: answer(changed(kind, field, which)) for which in (EVERY, *WHICH)}
    assert found == {which: table()[kind, field][which] for which in found}


DAYS: list[tuple[str | None, str | None, list[HoldReason]]] = [
    (None, None, []),
    ("2027-03-01", "2027-03-01", []),
    (None, "2027-03-01", [HoldReason.SERVICES_GONE]),
    ("2027-03-01", "2027-02-01", [HoldReason.SERVICES_GONE]),
    ("2027-03-01", "2027-04-01", [HoldReason.FACTS_CHANGED]),
    ("2027-03-01", None, [HoldReason.FACTS_CHANGED]),
]


@pytest.mark.parametrize(("before", "after", "counted"), DAYS)
def test_an_earlier_last_day_takes_away_and_a_later_one_is_a_fact(
    before: str | None, after: str | None, counted: list[HoldReason]
) -> None:
    def ending(day: str | None) -> DirectoryContent:
        last = dt.date.fromisoformat(day) if day else None
        return wide.content_of(box.changed(wide.wide(), wide.PLAIN, valid_until=last))

    new = ComparedDirectory(ending(after))
    drift = Comparison(make_baseline(ending(before)), new, None, wide.AROUND).drift()
    assert list(drift.counted) == counted


ALONE: dict[str, tuple[str, dict[str, Any]]] = {
    "nothing": (wide.PLAIN, {}),
    "the day of its check": (wide.PLAIN, {"assured_date": dt.date(2026, 11, 26)}),
    "a fact": (wide.PLAIN, {"cost": (Cost.FEE,)}),
    "a number": (f"{wide.PLAIN}.1", {"number": "+19165559999"}),
    "a street": (f"{wide.PLAIN}.l", {"address_1": "2 Other Street"}),
    "its last day": (wide.PLAIN, {"valid_until": dt.date(2027, 3, 1)}),
}
"""One compared part of a service, changed alone."""


@pytest.mark.parametrize("part", ALONE)
def test_whoever_reads_later_is_shown_each_part_that_changed_alone(part: str) -> None:
    record, fields = ALONE[part]
    new = wide.content_of(box.changed(wide.wide(), record, **fields))
    report = ChangeReport(services_before=wide.COUNT, services_after=wide.COUNT)
    named = with_unread(report, new, make_baseline(wide.content_of(wide.wide()))).changed
    unread = part not in ("nothing", "the day of its check")
    assert [one.id for one in named] == [wide.PLAIN] * unread
