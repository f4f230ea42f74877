"""Where the words of a slip stand, and what gives way: measured before anything is drawn."""

import re
from itertools import pairwise

import pytest
from msgspec.structs import replace

from kiosk.devices.slip import Pair, SlipRefused
from kiosk.ui.kit.theme import CAP_HEIGHT_EM
from kiosk.ui.slip.slip_layout import lay_out
from kiosk.ui.slip.slip_ops import (
    MAX_HEIGHT_MM,
    MODULE_MM,
    ROLL_80,
    CodeOp,
    FrameOp,
    SlipSheet,
    SlipTooLong,
)
from kiosk.ui.slip.slip_painter import prepare
from tests.ui.slip_samples import (
    ENGLISH,
    EVERY,
    LEAST_TEXT_MM,
    PAYLOAD,
    content,
    lines,
    load_fonts,
    sheet,
    with_payload,
)


@pytest.fixture(autouse=True, scope="module")
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_a_slip_is_at_most_150_mm_and_keeps_its_code(tag: str, count: int) -> None:
    slip = sheet(tag, count)
    assert slip.height <= MAX_HEIGHT_MM
    assert slip.payload == PAYLOAD
    assert sum(isinstance(op, CodeOp) for op in slip.ops) == 1


@pytest.mark.parametrize(
    ("tag", "heights"),
    [
        ("en", (84, 114, 143)),
        ("es", (110, 144, 148)),
        ("ar", (119, 142, 147)),
        ("zh-Hans", (116, 144, 148)),
    ],
)
def test_heights_are_as_designed(tag: str, heights: tuple[int, ...]) -> None:
    assert [round(sheet(tag, count).height) for count in (1, 2, 3)] == pytest.approx(heights, abs=1)


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_lines_stay_apart_and_no_letter_is_under_ten_points(tag: str, count: int) -> None:
    texts = lines(sheet(tag, count))
    assert min(op.line.em for op in texts) >= LEAST_TEXT_MM
    for op in texts:
        assert op.x >= ROLL_80.margin - 0.01
        assert op.x + op.line.width <= ROLL_80.width - ROLL_80.margin + 0.01
    for one, two in pairwise(texts):
        side_by_side = one.x + one.line.width <= two.x or two.x + two.line.width <= one.x
        assert side_by_side or two.baseline - one.baseline >= two.line.em * CAP_HEIGHT_EM


def test_arabic_stands_at_the_right_and_numbers_stay_left_to_right() -> None:
    slip = sheet("ar", 2)
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    assert code.x + code.matrix.size == pytest.approx(ROLL_80.width - ROLL_80.margin)
    beside = [op for op in lines(slip) if op.x + op.line.width <= code.x + 0.01]
    assert beside
    for op in lines(slip):
        if op not in beside and not any(
            isinstance(o, FrameOp) and o.y < op.baseline for o in slip.ops
        ):
            assert op.x + op.line.width == pytest.approx(ROLL_80.width - ROLL_80.margin)
        if re.fullmatch(r"[\d-]+", op.line.text):
            assert not op.line.rtl


def test_three_entries_put_the_box_beside_the_code() -> None:
    slip = sheet("es", 3)
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    frame = next(op for op in slip.ops if isinstance(op, FrameOp))
    assert code.y < frame.y < code.y + code.matrix.size
    assert frame.x >= code.x + code.matrix.size


def test_english_alone_says_everything_once() -> None:
    texts = [op.line.text for op in lines(sheet("en", 2))]
    assert texts.count(ENGLISH[0]) == 1
    assert not any("/" in text for text in texts)


def test_the_code_goes_when_there_is_no_room_for_it() -> None:
    long = Pair("Un lugar tranquilo donde preguntar por papeles y trabajo", "A calm place")
    full = content("es", 3)
    entries = tuple(
        replace(entry, phrase=long, address=("1200 Example St", "Sacramento, CA 95814"))
        for entry in full.entries
    )
    slip = lay_out(replace(full, entries=entries))
    assert slip.payload is None
    assert not any(isinstance(op, CodeOp) for op in slip.ops)
    assert slip.height <= MAX_HEIGHT_MM


def test_a_slip_that_cannot_fit_says_so() -> None:
    full = content("es", 3)
    long = Pair("Descanso y comida caliente. " * 6, "Rest and hot food. " * 6)
    entries = tuple(replace(entry, phrase=long) for entry in full.entries)
    with pytest.raises(SlipTooLong, match="fewer"):
        lay_out(replace(full, entries=entries))


def test_a_code_wider_than_the_paper_is_not_on_it() -> None:
    slip = prepare(with_payload("https://www.example.org/" + "food/" * 60))
    assert slip.payload is None
    assert not any(isinstance(op, CodeOp) for op in slip.ops)


def test_a_telling_text_is_not_even_laid_out() -> None:
    slip = content("es", 1)
    with pytest.raises(SlipRefused, match=r"title\.english"):
        lay_out(replace(slip, title=Pair("Ayuda", "Rescue")))


@pytest.mark.parametrize(
    ("number", "least_mm"),
    [
        ("988", 6.9),
        ("1-888-555-0100", 6.9),
        ("+52 555 010 0123 45", 5.9),
        ("1-888-555-0100 55501", 5.9),
    ],
)
def test_long_numbers_shrink_to_6_mm_then_break(number: str, least_mm: float) -> None:
    slip = content("es", 1)
    entries = (replace(slip.entries[0], number=number),)
    big = [op.line for op in lines(lay_out(replace(slip, entries=entries))) if op.line.em > 8]
    assert " ".join(line.text for line in big) == number
    assert all(line.em * CAP_HEIGHT_EM >= least_mm for line in big)


def test_an_address_stands_large_where_there_is_no_number() -> None:
    slip = content("ar", 1)
    entry = replace(slip.entries[0], number="", address=("1200 Example St", "Sacramento, CA 95814"))
    texts = {op.line.text: op.line for op in lines(lay_out(replace(slip, entries=(entry,))))}
    line = texts["Sacramento, CA 95814"]
    assert not line.rtl
    assert all(span.bold for span in line.spans)


def _with_page(page: str, *, last: bool) -> SlipSheet:
    slip = content("es", 2)
    assert slip.code is not None
    other, one = slip.entries
    one = replace(one, number="", page=page)
    return lay_out(
        replace(
            slip,
            entries=(other, one) if last else (one, other),
            code=replace(slip.code, payload=f"https://{page}", letters=page),
        )
    )


def test_a_page_just_above_its_code_is_not_said_again() -> None:
    slip = _with_page("worldhousesacramento.org", last=True)
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    said = [op for op in lines(slip) if "worldhouse" in op.line.text]
    assert [op.line.text for op in said] == ["worldhousesacramento.org"]
    assert said[0].baseline < code.y


@pytest.mark.parametrize("page", ["worldhousesacramento.org", "wh.org"])
def test_a_page_beside_its_code_or_below_it_is_whole(page: str) -> None:
    slip = _with_page(page, last=False)
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    below = [op for op in lines(slip) if op.baseline > code.y and op.line.text == page]
    assert len(below) == 1
    beside = below[0].baseline < code.y + code.matrix.size * MODULE_MM
    assert beside is (page == "wh.org")
