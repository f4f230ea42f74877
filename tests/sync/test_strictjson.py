import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.sync import strictjson
from kiosk.sync.strictjson import DEPTH_LIMIT, INTEGER_LIMIT
from tests.long_runs import FULL

REFUSED = {
    "nothing": b"",
    "not JSON": b"{",
    "two values": b"1 2",
    "a key twice": b'{"a":1,"a":1}',
    "a key twice, once escaped": b'{"a":1,"\\u0061":2}',
    "a key twice, deep inside": b'[{"b":[{"a":1,"a":1}]}]',
    "NaN": b"[NaN]",
    "infinity": b"[Infinity]",
    "infinity below zero": b"-Infinity",
    "infinity by size": b"1e999",
    "infinity below zero by size": b"[-1e999]",
    "integer one too large": b"9007199254740993",
    "integer one too small": b"-9007199254740993",
    "integer of 5,000 digits": b"9" * 5000,
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "Latin-1": b'"\xe9"',
    "overlong UTF-8": b'"\xc0\xaf"',
    "surrogate in UTF-8": b'"\xed\xa0\x80"',
    "lone surrogate": b'"\\ud800"',
    "lone low surrogate": b'["\\udc00"]',
    "lone surrogate in a key": b'{"\\ud800":1}',
    "surrogates in the wrong order": b'"\\udc00\\ud800"',
    "a control character in a text": b'"a\nb"',
    "one level too deep": b"[" * (DEPTH_LIMIT + 1) + b"]" * (DEPTH_LIMIT + 1),
    "one object too deep": b'{"a":' * (DEPTH_LIMIT + 1) + b"1" + b"}" * (DEPTH_LIMIT + 1),
    "a million levels": b"[" * 1_000_000,
    "a million levels, closed": b"[" * 1_000_000 + b"]" * 1_000_000,
    "trailing comma": b"[1,]",
    "comment": b"[1] // x",
    "single quotes": b"{'a':1}",
    "NUL at the end": b"{}\0",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_readers_could_see_apart_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind of error is the promise
        strictjson.load(data)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"9007199254740992", INTEGER_LIMIT),
        (b"-9007199254740992", -INTEGER_LIMIT),
        (b"0.5", 0.5),
        (b"-0", 0),
        (b'"\\ud83d\\ude00"', "\U0001f600"),
        (b'{"a":{"a":1}}', {"a": {"a": 1}}),
        (b" [true,false,null] ", [True, False, None]),
        (b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT, json.loads("[" * 32 + "]" * 32)),
    ],
)
def test_what_all_readers_agree_on_is_read(data: bytes, value: Any) -> None:
    assert strictjson.load(data) == value


@given(st.binary(max_size=200))
@settings(max_examples=1000 if FULL else 200, derandomize=True, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        value = strictjson.load(data)
    except ValueError:
        return
    assert json.loads(json.dumps(value)) == value


_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-INTEGER_LIMIT, INTEGER_LIMIT)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(_PLAIN)
@settings(max_examples=500 if FULL else 100, derandomize=True, deadline=None)
def test_plain_values_come_back(value: Any) -> None:
    assert strictjson.load(json.dumps(value).encode()) == value
