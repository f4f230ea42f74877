"""Slips as people get them: measured in the dots and in the PDF, read back with a camera's eyes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.domain.language import language
from kiosk.domain.text import isolate
from kiosk.handoff.slip import Pair, SlipCode, SlipContent, SlipEntry, SlipRefused, SlipSay
from kiosk.ui.fonts import FontShelf
from kiosk.ui.painter.slip_layout import lay_out
from kiosk.ui.painter.slip_ops import (
    DOTS_PER_MM,
    LEAST_TEXT_MM,
    MARGIN_MM,
    MAX_HEIGHT_MM,
    PAPER_MM,
    BarOp,
    CodeOp,
    FrameOp,
    SlipSheet,
    SlipTooLong,
    TextOp,
)
from kiosk.ui.painter.slip_painter import (
    prepare,
    read_image,
    reads_back,
    slip_image,
)
from kiosk.ui.theme import CAP_HEIGHT_EM

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PAYLOAD = "tel:+19165550142"
ENGLISH = (
    "Food, showers, rest",
    ("Hot meals", "A place to rest", "Ask about papers"),
    ("Monday to Friday, 11 am to 1 pm", "Day and night. Free.", "Call to ask about hours"),
    "Camera, touch, call",
    "Say",
    "Checked: Nov 2026",
)
WORDS = {
    "en": ENGLISH,
    "es": (
        "Comida, duchas, descanso",
        ("Comida caliente", "Descanso", "Preguntas sobre papeles"),
        ("Lunes a viernes, 11 am a 1 pm", "Día y noche. Gratis.", "Llame para preguntar"),
        "Cámara, tocar, llamar",
        "Diga",
        "Revisado: nov. 2026",
    ),
    "ar": (
        "طعام، استحمام، راحة",
        ("وجبات ساخنة", "مكان للراحة", "أسئلة عن الأوراق"),
        (f"من الاثنين إلى الجمعة، {isolate('11:00–13:00')}", "ليلاً ونهاراً", "اتصل لتسأل"),
        "الكاميرا، المس، اتصل",
        "قل",
        "تم التحقق: نوفمبر 2026",
    ),
    "zh-Hans": (
        "食物、淋浴、休息",
        ("热餐", "休息的地方", "证件问题"),
        ("周一至周五 11:00–13:00", "全天。免费。", "打电话问时间"),
        "相机、点一下、打电话",
        "请说",
        "核对：2026年11月",
    ),
}
ENTRIES = (
    ("Blue Kettle Kitchen", "916-555-0118"),
    ("Paper Boat", "916-555-0142"),
    ("Green Door Desk", "1-888-555-0100"),
)
EVERY = [(tag, count) for tag in WORDS for count in (1, 2, 3)]


@pytest.fixture(autouse=True, scope="module")
def _fonts(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("qapp")
    shelf = FontShelf(FONTS)
    for script in ("Latn", "Arab", "Hans"):
        shelf.load_script(script)


def content(tag: str, count: int) -> SlipContent:
    own, found = WORDS[tag], language(tag)
    assert found is not None
    entries = tuple(
        SlipEntry(
            name, Pair(own[1][i], ENGLISH[1][i]), number, hours=Pair(own[2][i], ENGLISH[2][i])
        )
        for i, (name, number) in enumerate(ENTRIES[:count])
    )
    say = SlipSay(Pair(own[4], ENGLISH[4]), f"“I speak {found.english_name}. Please help me call.”")
    return SlipContent(
        found,
        Pair(own[0], ENGLISH[0]),
        entries,
        SlipCode(PAYLOAD, "916-555-0142", Pair(own[3], ENGLISH[3])),
        None if tag == "en" else say,
        Pair(own[5], ENGLISH[5]),
    )


@cache
def sheet(tag: str, count: int) -> SlipSheet:
    return prepare(content(tag, count))


def lines(slip: SlipSheet) -> list[TextOp]:
    return [op for op in slip.ops if isinstance(op, TextOp)]


def dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 128


def ink_rows(image: QImage, left: int, right: int, top: int, bottom: int) -> list[int]:
    return [y for y in range(top, bottom) if any(dark(image, x, y) for x in range(left, right))]


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
def test_the_code_reads_back_from_the_dots(tag: str, count: int) -> None:
    assert read_image(slip_image(sheet(tag, count))) == PAYLOAD


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_all_ink_is_inside_the_printed_width(tag: str, count: int) -> None:
    image = slip_image(sheet(tag, count), whole_paper=True)
    assert (image.width(), image.format()) == (640, QImage.Format.Format_Mono)
    margin = round(MARGIN_MM * DOTS_PER_MM)
    height = image.height()
    assert not ink_rows(image, 0, margin - 2, 0, height)
    assert not ink_rows(image, 640 - margin + 2, 640, 0, height)
    assert not ink_rows(image, 0, 640, 0, 2 * DOTS_PER_MM)
    assert not ink_rows(image, 0, 640, height - 2 * DOTS_PER_MM, height)


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_lines_stay_apart_and_no_letter_is_under_ten_points(tag: str, count: int) -> None:
    texts = lines(sheet(tag, count))
    assert min(op.line.em for op in texts) >= LEAST_TEXT_MM
    for op in texts:
        assert op.x >= MARGIN_MM - 0.01
        assert op.x + op.line.width <= PAPER_MM - MARGIN_MM + 0.01
    for one, two in pairwise(texts):
        side_by_side = one.x + one.line.width <= two.x or two.x + two.line.width <= one.x
        assert side_by_side or two.baseline - one.baseline >= two.line.em * CAP_HEIGHT_EM


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_digits_are_at_least_6_mm_in_the_dots(tag: str, count: int) -> None:
    slip = sheet(tag, count)
    image = slip_image(slip, whole_paper=True)
    numbers = {number for _, number in ENTRIES[:count]}
    big = [op for op in lines(slip) if op.line.text in numbers and op.line.em > 8]
    assert len(big) == count
    for op in big:
        left, right = (round(x * DOTS_PER_MM) for x in (op.x, op.x + op.line.width))
        bottom = round(op.baseline * DOTS_PER_MM) + 2
        rows = ink_rows(image, left, right, bottom - 8 * DOTS_PER_MM, bottom)
        digits = [y for y in rows if y > bottom - 7.4 * DOTS_PER_MM]
        assert (digits[-1] - digits[0] + 1) / DOTS_PER_MM >= 6


def test_arabic_stands_at_the_right_and_numbers_stay_left_to_right() -> None:
    slip = sheet("ar", 2)
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    assert code.x + code.matrix.size == pytest.approx(PAPER_MM - MARGIN_MM)
    beside = [op for op in lines(slip) if op.x + op.line.width <= code.x + 0.01]
    assert beside
    for op in lines(slip):
        if op not in beside and not any(
            isinstance(o, FrameOp) and o.y < op.baseline for o in slip.ops
        ):
            assert op.x + op.line.width == pytest.approx(PAPER_MM - MARGIN_MM)
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


def with_payload(payload: str) -> SlipContent:
    slip = content("es", 1)
    assert slip.code is not None
    return replace(slip, code=replace(slip.code, payload=payload))


def test_a_large_code_has_its_words_below() -> None:
    payload = "https://www.example.org/" + "food/" * 16
    slip = prepare(with_payload(payload))
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    letters = next(op for op in lines(slip) if op.baseline > code.y)
    assert letters.baseline > code.y + code.matrix.size
    assert read_image(slip_image(slip)) == payload == slip.payload


def test_a_code_wider_than_the_paper_is_not_on_it() -> None:
    slip = prepare(with_payload("https://www.example.org/" + "food/" * 60))
    assert slip.payload is None
    assert not any(isinstance(op, CodeOp) for op in slip.ops)


def covered(slip: SlipSheet) -> SlipSheet:
    """The same slip with a black bar over the middle of its code."""
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    middle = code.y + code.matrix.size / 2
    return replace(slip, ops=(*slip.ops, BarOp(code.x, middle - 6, code.matrix.size, 12)))


def test_a_code_that_does_not_say_the_payload_is_noticed() -> None:
    slip = sheet("es", 1)
    assert reads_back(slip)
    assert not reads_back(replace(slip, payload="tel:+19165550143"))
    assert not reads_back(covered(slip))
    assert reads_back(lay_out(content("es", 1).without_code()))


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
