from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ndjson import LINE_LIMIT, RecordsError, read_records
from kiosk.domain.records import AnyRecord, Organization

GOOD = b'{"kind":"organization","id":"a","name":"A"}\n'


def test_reads_files_and_lines_in_order(small_file: Path) -> None:
    records = list(read_records([GOOD, small_file]))
    assert records[0] == Organization(id="a", name="A")
    assert len(records) == 1 + small_file.read_bytes().count(b"\n")


def test_a_record_written_again_reads_the_same(small_records: list[AnyRecord]) -> None:
    lines = [msgspec.json.encode(record) for record in small_records]
    assert list(read_records(lines)) == small_records


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "is not one JSON object"),
        (b"\n", "is not one JSON object"),
        (b"secret", "is not one JSON object"),
        (b'"secret"', "is not a record"),
        (b"[]", "is not a record"),
        (b"\xff\xfe", "is not one JSON object"),
        (b'{"kind":"organization","id":"a","name":"\xff"}', "is not one JSON object"),
        (b'{"kind":"secret","id":"a"}', "not allowed in kind"),
        (b'{"id":"a","name":"A"}', "misses the field kind"),
        (b'{"kind":"organization","id":"a"}', "misses the field name"),
        (b'{"kind":"organization","id":"a","name":"A","secret":1}', "does not know"),
        (b'{"kind":"organization","id":"Secret!","name":"A"}', "not allowed in id"),
        (b'{"kind":"organization","id":"a","name":7}', "not allowed in name"),
        (
            b'{"kind":"organization","id":"a","name":"A","sources":[{"name":"A","date":"secret"}]}',
            "not allowed in sources.date",
        ),
        (b"[" * 50_000, "is not"),
        (b'{"kind":"organization","id":"a","name":"' + b"x" * LINE_LIMIT + b'"}', "longer than"),
    ],
)
def test_a_bad_line_is_named_and_never_quoted(line: bytes, reason: str) -> None:
    with pytest.raises(RecordsError, match=reason) as caught:
        list(read_records([GOOD.replace(b'"a"', b'"b"'), line], name="news.ndjson"))
    assert str(caught.value).startswith("news.ndjson, line 2: ")
    assert "ecret" not in str(caught.value)
    assert (caught.value.name, caught.value.line) == ("news.ndjson", 2)


def test_an_id_used_twice_is_refused_across_files(tmp_path: Path) -> None:
    for name in ("one.ndjson", "two.ndjson"):
        (tmp_path / name).write_bytes(GOOD)
    with pytest.raises(RecordsError, match=r"two.ndjson, line 1: its kind and id"):
        list(read_records([tmp_path / "one.ndjson", tmp_path / "two.ndjson"]))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"none.ndjson: cannot be read"):
        list(read_records([tmp_path / "none.ndjson"]))


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_random_bytes_are_read_or_refused(line: bytes) -> None:
    refused = []
    try:
        list(read_records([line]))
    except RecordsError as error:
        refused.append(error.line)
    assert refused in ([], [1])


@given(st.data())
def test_damaged_records_are_read_or_refused(small_file: Path, data: st.DataObject) -> None:
    line = bytearray(data.draw(st.sampled_from(small_file.read_bytes().splitlines())))
    for _ in range(data.draw(st.integers(1, 3))):
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
    refused = []
    try:
        list(read_records([bytes(line)]))
    except RecordsError as error:
        refused.append(error.line)
    assert refused in ([], [1])
