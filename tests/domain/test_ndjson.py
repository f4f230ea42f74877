from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ndjson import BLOCK, LINE_LIMIT, RecordsError, read_records
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


def filled(length: int, name: str = "x") -> bytes:
    """A good line of ``length`` bytes, its end included."""
    start = b'{"kind":"organization","id":"%s","name":"A"' % name.encode()
    return start + b" " * (length - len(start) - 2) + b"}\n"


@pytest.mark.parametrize("end", [b"", b"\n"], ids=["open end", "line end"])
@pytest.mark.parametrize("before", [0, 1, 5, 40])
def test_a_line_has_its_number_whatever_block_it_is_read_in(
    tmp_path: Path, before: int, end: bytes
) -> None:
    path = tmp_path / "long.ndjson"
    lines = [filled(BLOCK // 10 + number, f"o{number}") for number in range(before)]
    path.write_bytes(b"".join(lines) + b"secret" + end)
    read = read_records([path])
    assert [next(read).id for _ in range(before)] == [f"o{number}" for number in range(before)]
    with pytest.raises(RecordsError, match=rf"^long.ndjson, line {before + 1}: is not one JSON"):
        next(read)


@pytest.mark.parametrize("more", [b"", b"\n", GOOD, b"x" * 3 * BLOCK])
@pytest.mark.parametrize("before", [0, 3])
def test_a_line_that_is_too_long_is_refused_before_all_of_it_is_read(
    tmp_path: Path, before: int, more: bytes
) -> None:
    path = tmp_path / "long.ndjson"
    good = b"".join(filled(LINE_LIMIT, f"o{number}") for number in range(before))
    path.write_bytes(good + filled(LINE_LIMIT + 1).rstrip() + more)
    read = read_records([path])
    assert [next(read).id for _ in range(before)] == [f"o{number}" for number in range(before)]
    with pytest.raises(RecordsError, match=f"line {before + 1}: is longer than {LINE_LIMIT} bytes"):
        next(read)


@pytest.mark.parametrize("tag", ["e", "EN", "en_US", "english", "en-", "zh-hans", "en\n"])
def test_a_translation_names_its_language_as_tags_do(tag: str) -> None:
    text = {
        "kind": "translation",
        "id": "t",
        "entity": "service",
        "entity_id": "s",
        "field": "name",
        "language": "zh-Hans",
        "text": "x",
        "source_hash": "0" * 16,
    }
    assert list(read_records([msgspec.json.encode(text)]))
    with pytest.raises(RecordsError, match="line 2: has a value that is not allowed in language"):
        list(read_records([GOOD, msgspec.json.encode(text | {"language": tag})]))


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


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "x\n"),
        ("number", "211\n"),
        ("number", "٢١١"),
        ("number", "+1916920295٢"),
        ("extension", "12\n"),
        ("extension", "١٢"),
        ("keyword", "HI\n"),
        ("languages", ["en\n"]),
    ],
    ids=str,
)
def test_a_pattern_ends_where_the_value_ends_and_knows_ascii_digits_only(
    field: str, value: object
) -> None:
    phone = {"kind": "phone", "id": "p", "service_id": "s", "number": "211"}
    assert list(read_records([msgspec.json.encode(phone)]))
    with pytest.raises(RecordsError):
        list(read_records([msgspec.json.encode(phone | {field: value})]))


def test_of_a_field_that_stands_twice_the_last_counts() -> None:
    line = b'{"kind":"organization","id":"a","name":"First","name":"Last"}'
    assert list(read_records([line])) == [Organization(id="a", name="Last")]
