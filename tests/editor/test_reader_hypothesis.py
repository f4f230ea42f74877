"""Whatever stands in a source: records that hold together, findings, or one plain sentence."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.content_rules import check_content, guarded_lines
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.sources.source_reader import SourceError
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.sources import HSDS3, OHANA, SERVICE, folder, read, written
from tests.long_runs import FULL

MANY = settings(
    max_examples=500 if FULL else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not FULL,
)

words = st.sampled_from(
    [
        *("", " ", "1", "org_1", "svc_1", "svc_2", "loc_1", "loc_1,loc_2", "active", "inactive"),
        *("916-440-1234", "(311)    -", "x57471", "715-1950/2", "9:00am", "17:00", "MO,TU", "true"),
        *("Confidential", "120 River Street", "<p>Hi</p>", "{", "=1+1", "Women", "18", "-1", "0,0"),
        *(
            "NaN",
            "1e999",
            "2026-02-30",
            "www.x.org",
            "ann@x.org",
            "\u202eevil",
            "ﷺ",
            "受害",
            "\ud800",
        ),
        *(
            "a" * 300,
            "Ño",
            "\x00",
            "\x1b[0m",
            "\u00ad",
            "ZZZ Inactive",
            "n/a",
            "redacted",
            "?x",
            "ﷺ",
        ),
    ]
)
cells = words | st.text(max_size=12)
tables = st.sampled_from(sorted(HSDS3))


def check(draft: Draft) -> None:
    """The rules that the kiosk itself has for a file."""
    lines = HelplineFile(helplines=draft.helplines, guarded=guarded_lines(draft.records))
    assert [str(problem) for problem in check_content(draft.records, lines, ())] == []


def read_or_refuse(path: Path) -> None:
    try:
        draft = read(path)
    except SourceError:
        return
    check(draft)


def table_of(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def bytes_case(name: str, data: bytes) -> None:
    with TemporaryDirectory() as place:
        read_or_refuse(written(Path(place), data, name))


def tables_case(changes: dict[str, list[list[str]]], base: dict[str, str]) -> None:
    files = {
        name: (text + table_of(changes.get(name, []))).encode("utf-8", "replace")
        for name, text in base.items()
    }
    with TemporaryDirectory() as place:
        read_or_refuse(folder(Path(place), files))


def json_case(value: object) -> None:
    with TemporaryDirectory() as place:
        text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        read_or_refuse(written(Path(place), text, "source.json"))


names = st.sampled_from(["a.csv", "services.csv", "a.json", "a.zip", "a.xlsx", "a.jsonl", "a"])
raw = st.binary(max_size=400) | st.builds(
    lambda start, rest: start + rest,
    st.sampled_from([b"PK\x03\x04", b"{", b"[", b"\xff\xfe", b"id,name,organization_id\n", b'"']),
    st.binary(max_size=200),
)
headers = st.sampled_from(sorted({c for t in HSDS3.values() for c in t.split()[0].split(",")}))
rows = st.lists(st.lists(cells, max_size=14), max_size=5)
changes = st.dictionaries(tables, rows, max_size=4)
keys = st.sampled_from([*SERVICE, "services", "locations", "location", "contents", "x", "number"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | cells,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=20,
)
changed = st.dictionaries(keys, values, max_size=4).map(lambda change: {**SERVICE, **change})


@MANY
@given(name=names, data=raw)
def test_any_bytes(name: str, data: bytes) -> None:
    bytes_case(name, data)


@MANY
@given(change=changes)
def test_any_rows_in_hsds_tables(change: dict[str, list[list[str]]]) -> None:
    tables_case(change, HSDS3)


@MANY
@given(change=changes)
def test_any_rows_in_ohana_tables(change: dict[str, list[list[str]]]) -> None:
    tables_case(change, OHANA)


@MANY
@given(change=st.dictionaries(tables, st.lists(st.lists(cells | headers, max_size=8), max_size=5)))
def test_any_tables(change: dict[str, list[list[str]]]) -> None:
    tables_case(change, dict.fromkeys(HSDS3, ""))


@MANY
@given(value=values | changed | st.lists(changed | values, max_size=3))
def test_any_json(value: object) -> None:
    json_case(value)
