"""Any number in any text of any record is found; what only looks like one is not."""

import re
import sys
import unicodedata
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.domain.checks import TRANSLATABLE
from kiosk.domain.content_rules import check_content
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.prose import prose_rule
from kiosk.domain.prose_reading import normalize_prose
from kiosk.domain.records import AnyRecord, Guide
from tests.domain.content import (
    CARD,
    FIGURE,
    GUARDED,
    GUIDE,
    LOCATION,
    ORGANIZATION,
    RECORDS,
    SERVICE,
    TEXT,
    WORDS,
    R,
    having,
    helplines,
    problems,
)
from tests.long_runs import FULL

DIGITS = tuple(
    chr(code) for code in range(sys.maxunicode) if unicodedata.digit(chr(code), None) is not None
)
ZEROS = tuple(ord(one) for one in DIGITS if unicodedata.decimal(one, None) == 0)
"""Where the digits of each script begin."""
BLANKS = " \u00a0\u202f"
GAPS = st.text(st.sampled_from(f"{BLANKS}.-()/"), max_size=2)
LIKE_ANOTHER = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d/\d+/\d|\d[./]?[0-5]\d[^\d./]*\d+\.\d\d|000[^\d]*$"
)
"""What chance may make a year, a date, a span of time or a round sum."""
WORDS_AROUND = st.sampled_from(("", "Call ", "At night ", "(", "x"))


def _in(record: AnyRecord, field: str) -> Callable[[str], AnyRecord]:
    return lambda text: having(record, **{field: text})


def _block(text: str) -> Guide:
    return having(GUIDE, blocks=(having(GUIDE.blocks[0], text=text),))


PLACES: dict[str, Callable[[str], AnyRecord]] = {
    **{f"service {f}": _in(SERVICE, f) for f in TRANSLATABLE["service"]},
    "service area": _in(SERVICE, "service_area"),
    "organization": _in(ORGANIZATION, "name"),
    "guide title": _in(GUIDE, "title"),
    "guide summary": _in(GUIDE, "summary"),
    "guide line": _block,
    "card title": _in(CARD, "title"),
    "card text": _in(CARD, "text"),
    "figure": _in(FIGURE, "value"),
    "unit": _in(FIGURE, "unit"),
    "word to search for": lambda text: having(WORDS, words=("ok", text)),
    "address": _in(LOCATION, "address_1"),
    "rest of an address": _in(LOCATION, "address_2"),
    "city": _in(LOCATION, "city"),
    **{
        f"translation into {tag}": _in(having(TEXT, language=tag), "text")
        for tag in ("es", "ar", "zh-Hant", "hi", "ko", "hmn")
    },
}
"""Every field of every record that a visitor may read."""


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Seven digits or more of one script, with what may stand between them."""
    zero = draw(st.sampled_from(ZEROS))
    text = draw(st.lists(st.tuples(st.integers(0, 9), GAPS), min_size=7, max_size=11))
    assume(not LIKE_ANOTHER.search("".join(f"{digit}{gap}" for digit, gap in text)))
    return "".join(chr(zero + digit) + gap for digit, gap in text)


@settings(max_examples=100 if FULL else 25)
@given(number=numbers(), before=WORDS_AROUND, after=st.sampled_from(("", ".", " now", ")")))
@pytest.mark.parametrize("place", PLACES)
def test_any_number_in_any_text_is_found(place: str, number: str, before: str, after: str) -> None:
    record = PLACES[place](f"{before}{number}{after}")
    others = [one for one in RECORDS if one.id != record.id]
    found = {(rule, kind, key) for rule, kind, key, _ in problems([*others, record])}
    assert (R.TEXT_NUMBER, str(record.__struct_config__.tag), record.id) in found


@given(number=numbers())
@pytest.mark.parametrize("field", ["name", "quiet_name", "phrase"])
def test_any_number_in_a_helpline_is_found(field: str, number: str) -> None:
    line: Helpline = msgspec.structs.replace(ANCHORS[0], **{field: number})
    found = check_content(RECORDS, helplines(GUARDED, lines=(line, *ANCHORS[1:])), ())
    assert (R.TEXT_NUMBER, line.id, field) in {(one.rule, one.id, one.field) for one in found}


def test_every_digit_of_every_script_is_read() -> None:
    assert len(DIGITS) > len(ZEROS) > 60
    read = {one: re.sub(r"\D", "", normalize_prose(one)) for one in DIGITS}
    assert read == {one: str(unicodedata.digit(one)) for one in DIGITS}


@given(
    st.one_of(
        st.dates().filter(lambda day: 1900 <= day.year < 2100).map(lambda day: day.isoformat()),
        st.times().map(lambda time: f"{time:%H:%M}-{time:%H:%M}"),
        st.times().map(lambda time: f"{time:%H.%M} - {time:%H.%M}"),
        st.integers(1000, 10**12).map(lambda amount: f"${amount:,}"),
        st.tuples(st.integers(1900, 2099), st.integers(1900, 2099)).map("{0[0]}-{0[1]}".format),
        st.tuples(st.integers(0, 99), st.integers(0, 99)).map("{0[0]}-{0[1]}".format),
        st.integers(1, 999).map("{}.000.000".format),
    )
)
def test_times_dates_ages_sums_and_years_are_no_number(text: str) -> None:
    for said in (text, f"It is {text}.", f"Call us ({text})", f"{text}, {text}"):
        assert prose_rule(said) is None


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    for tag in ("en", "zh-Hans", "ar", "vi"):
        prose_rule(text, tag)
