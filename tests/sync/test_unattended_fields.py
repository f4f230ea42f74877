"""What one field may do while nobody looks: each of every record, against a table read by hand."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from kiosk.domain.checks import check_records, kind_of
from kiosk.domain.content_rules import check_content
from kiosk.domain.records import AnyRecord
from kiosk.sync.baseline import COMPARED_ALONE, FIELDS, Baseline, make_baseline
from kiosk.sync.importer import Consent
from kiosk.sync.side import ComparedDirectory, DirectoryContent
from kiosk.sync.sync_answers import SyncStatus
from kiosk.sync.unattended_policy import reasons_to_wait
from tests.sync.box import Box
from tests.sync.wide import AROUND, HELPLINES, PLAIN, content_of, wide

TABLE = Path(__file__).with_name("unattended.tsv")
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


def other(record: AnyRecord, field: str) -> Any:
    """Another value for a field, as the table has it in JSON."""
    text = table()[kind_of(record), field]["other"]
    if text == "flipped":
        return not getattr(record, field)
    types = {one.name: one.type for one in msgspec.structs.fields(record)}
    return msgspec.json.decode(text, type=types[field])


def changed(kind: str, field: str, which: str) -> list[AnyRecord]:
    more = TOGETHER.get((kind, field), {})
    return [
        msgspec.structs.replace(record, **more, **{field: other(record, field)})
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


@cache
def table() -> dict[tuple[str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["record"], row["field"]): row for row in rows}


def test_the_table_speaks_of_every_field() -> None:
    assert list(table()) == kinds()
    assert FIELDS.keys() | COMPARED_ALONE == {
        "id", *(name for kind, name in kinds() if kind == "service")
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), kinds())
def test_a_field_applies_waits_or_is_refused_as_the_table_says(kind: str, field: str) -> None:
    found = {which: answer(changed(kind, field, which)) for which in WHICH}
    assert found == {which: table()[kind, field][which] for which in WHICH}


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
    assert words[outcome.status] == table()[kind, field][which]


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
