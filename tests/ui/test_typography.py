"""Measured text: nothing is wider than its box, numbers stay whole, lines are even."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from kiosk.domain.contact import format_phone
from kiosk.domain.text import LRI, PDI, isolate
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Type
from kiosk.ui.kit.typography import LRM, RLM, TextMeter, Wrapped, qfont
from kiosk.visit.acts import TextStep

MeterMaker = Callable[..., TextMeter]
INVISIBLE = re.compile(f"[{LRM}{RLM}{LRI}{PDI}]")
SENTENCES = {
    "Latn": "You can talk to someone for free. You do not have to give your name to them.",
    "Arab": "يمكنك التحدث مع شخص مجانا. لا حاجة إلى ذكر اسمك، ولا أحد يسأل عن أوراقك.",
    "Hans": "你可以免费和人谈谈。不用说出你的名字，也没有人会问你的证件。",
    "Cyrl": "Вы можете поговорить с кем-нибудь бесплатно. Имя называть не нужно.",
}
NUMBERS = ("+18883737888", "+19165550142", "988", "+527551234567")


def wrapped(meter: TextMeter, text: str, width: int, *, balance: bool = False) -> Wrapped:
    spec = meter.font(Type.BODY)
    return meter.wrap(text, spec, width, meter.line_height(Type.BODY, spec), balance=balance)


def shown(found: Wrapped) -> list[str]:
    return [INVISIBLE.sub("", line.text).replace("\u00a0", " ") for line in found.lines]


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("script", ["Latn", "Arab", "Hans"])
@pytest.mark.parametrize("step", list(TextStep))
@pytest.mark.parametrize("width", [260, 420, 900])
@pytest.mark.parametrize("balance", [False, True])
def test_no_line_is_wider_than_its_box(
    meter: MeterMaker, script: str, step: TextStep, width: int, *, balance: bool
) -> None:
    found = wrapped(meter(script, step=step.value), SENTENCES[script], width, balance=balance)
    assert not found.broken
    assert all(line.width <= width for line in found.lines)
    assert found.width == max(line.width for line in found.lines)
    assert found.height == len(found.lines) * found.line_height


@pytest.mark.parametrize("script", ["Latn", "Arab", "Cyrl"])
@pytest.mark.parametrize("width", [300, 500])
def test_no_word_is_lost_or_cut(meter: MeterMaker, script: str, width: int) -> None:
    for balance in (False, True):
        found = wrapped(meter(script), SENTENCES[script], width, balance=balance)
        whole = " ".join(shown(found)).replace("- ", "-")
        assert whole.split() == SENTENCES[script].split()


def test_chinese_breaks_anywhere_but_before_a_closing_mark(meter: MeterMaker) -> None:
    for width in range(120, 700, 23):
        found = wrapped(meter("Hans"), SENTENCES["Hans"], width)
        assert "".join(shown(found)) == SENTENCES["Hans"]
        assert not [line for line in shown(found) if line[0] in "。，、！？"]


_SENTENCE = st.text(st.sampled_from("abcdefghij mnop  éñ.,?"), max_size=120)


@settings(max_examples=60, deadline=None)
@example("", 200)
@example("   ", 200)
@given(_SENTENCE, st.integers(80, 900))
def test_any_text_is_whole_and_says_when_a_word_is_too_wide(
    meter: MeterMaker, text: str, width: int
) -> None:
    found = wrapped(meter(), text, width)
    assert letters("".join(shown(found))) == letters(text)
    assert found.broken is any(line.width > width for line in found.lines)


def test_a_word_wider_than_its_box_is_a_problem_not_a_cut(meter: MeterMaker) -> None:
    found = wrapped(meter(step="XL"), "Immigration", 60)
    assert found.broken
    assert "".join(shown(found)) == "Immigration"


@pytest.mark.parametrize("width", [60, 300])
def test_a_word_longer_than_words_are_breaks_anywhere(meter: MeterMaker, width: int) -> None:
    """A host or a name that somebody typed without blanks stays in its box."""
    for text in ("W" * 60 + ".example.org", "See " + "w" * 30):
        found = wrapped(meter(step="XL"), text, width)
        assert not found.broken
        assert all(line.width <= width for line in found.lines)
        assert letters("".join(shown(found))) == letters(text)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("script", ["Latn", "Arab", "Hans"])
def test_a_number_never_breaks_across_lines(meter: MeterMaker, script: str, number: str) -> None:
    """However narrow the column, in the middle of a sentence of any script."""
    measure, spoken = meter(script), isolate(format_phone(number))
    text = f"{SENTENCES[script][:24]} {spoken} {SENTENCES[script][24:60]}"
    least = measure.width(spoken, measure.font(Type.BODY))
    for width in range(least + 2, least + 420, 29):
        for balance in (False, True):
            lines = shown(wrapped(measure, text, width, balance=balance))
            assert [line for line in lines if format_phone(number) in line], (width, lines)


HYPHENED = {
    "Latn": ("U-visa", "T-visa", "24-hour", "walk-in", "Mon–Fri", "Garcia-Lopez", "1-800-GET-HELP"),
    "Cyrl": ("что-нибудь", "онлайн-чат"),
    "Deva": ("धीरे-धीरे", "दो-तीन"),
    "Arab": ("U-visa", "24/7-line"),
    "Hans": ("U-visa",),
}


@pytest.mark.parametrize("script", HYPHENED)
def test_a_word_with_a_hyphen_never_breaks_across_lines(meter: MeterMaker, script: str) -> None:
    measure = meter(script)
    for word in HYPHENED[script]:
        text = f"{SENTENCES.get(script, SPACED.get(script))[:24]} {word} help in this place here."
        least = measure.width(word, measure.font(Type.BODY))
        for width in range(least + 120, least + 520, 17):
            for balance in (False, True):
                lines = shown(wrapped(measure, text, width, balance=balance))
                assert [line for line in lines if word in line], (word, width, lines)


def test_a_hyphened_word_too_long_for_its_line_breaks_at_the_hyphen(meter: MeterMaker) -> None:
    measure, word = meter(step="XL"), "Counterintelligence-Administration"
    width = measure.width(word, measure.font(Type.BODY)) * 2 // 3
    for balance in (False, True):
        found = wrapped(measure, word, width, balance=balance)
        assert shown(found) == ["Counterintelligence-", "Administration"]
        assert not found.broken


def test_what_holds_a_word_together_is_never_drawn(meter: MeterMaker) -> None:
    found = wrapped(meter(), "A U-visa helps.", 900)
    assert found.lines[0].text == "A U-visa helps."


def test_lines_of_a_label_are_even(meter: MeterMaker) -> None:
    measure = meter()
    label = "Papers and immigration help for you"
    width = wrapped(measure, label, 10**6).width * 19 // 20
    plain = wrapped(measure, label, width)
    even = wrapped(measure, label, width, balance=True)
    assert len(plain.lines) == len(even.lines) == 2
    spread = [abs(found.lines[0].width - found.lines[1].width) for found in (plain, even)]
    assert spread[1] < spread[0]
    assert even.width <= plain.width


def test_balancing_never_adds_a_line(meter: MeterMaker) -> None:
    for script, text in SENTENCES.items():
        for width in range(240, 1000, 55):
            plain = wrapped(meter(script), text, width)
            even = wrapped(meter(script), text, width, balance=True)
            assert len(even.lines) <= len(plain.lines)


@pytest.mark.parametrize("text", ["问这里的工作人员", "警察可能会来。"])
def test_no_chinese_letter_is_left_alone_on_the_last_line(meter: MeterMaker, text: str) -> None:
    measure, pixels = meter("Hans"), meter("Hans").font(Type.BODY).pixels
    most = wrapped(measure, text, 10**6).width
    for width in range(4 * pixels, most, pixels):
        found = wrapped(measure, text, width)
        assert len(letters(shown(found)[-1]).rstrip("。")) > 1, (width, shown(found))


def test_a_chosen_break_is_kept(meter: MeterMaker) -> None:
    assert shown(wrapped(meter(), "A safe\nplace", 900)) == ["A safe", "place"]


def test_every_arabic_line_says_which_way_it_runs(meter: MeterMaker) -> None:
    found = wrapped(meter("Arab"), f"988 {SENTENCES['Arab']} WEAVE", 400)
    assert len(found.lines) > 1
    assert all(line.text.startswith(RLM) for line in found.lines)


def test_a_line_of_another_script_in_a_latin_page_runs_left_to_right(meter: MeterMaker) -> None:
    found = wrapped(meter("Latn"), "العربية and English", 900)
    assert found.lines[0].text.startswith(LRM)
    assert wrapped(meter("Latn"), "Plain", 900).lines[0].text == "Plain"


@pytest.mark.parametrize(("script", "factor"), [("Latn", 1.0), ("Arab", 1.1), ("Hans", 1.0)])
def test_each_script_has_its_size_and_its_own_family_first(
    meter: MeterMaker, script: str, factor: float
) -> None:
    own, latin = meter(script).font(Type.TITLE), meter("Latn").font(Type.TITLE)
    assert own.pixels == pytest.approx(latin.pixels * factor, abs=1)
    families = {"Latn": "Noto Sans", "Arab": "Noto Sans Arabic", "Hans": "Noto Sans CJK SC"}
    assert own.families[0] == families[script]


def test_arabic_lines_have_a_fixed_height(meter: MeterMaker) -> None:
    measure = meter("Arab")
    spec = measure.font(Type.BODY)
    assert measure.line_height(Type.BODY, spec) == pytest.approx(1.6 * 28, abs=1)


def test_the_capital_of_the_font_is_as_tall_as_the_table_says(meter: MeterMaker) -> None:
    measure = meter()
    spec = measure.latin(20.0)
    capital = QFontMetricsF(qfont(spec)).capHeight()
    assert capital == pytest.approx(CAP_HEIGHT_EM * spec.pixels, abs=1)
    assert capital == pytest.approx(20.0 * measure.glass.px_per_mm, abs=1)


def test_nothing_measured_stays(meter: MeterMaker) -> None:
    measure = meter()
    wrapped(measure, "my-search", 500)
    assert "my-search" in repr(vars(measure))
    measure.forget()
    assert "my-search" not in repr(vars(measure))


def test_an_english_line_on_an_arabic_page_keeps_its_order(meter: MeterMaker) -> None:
    found = wrapped(meter("Arab"), "Talk to someone now, day and night.", 300)
    assert len(found.lines) > 1
    assert all(line.text[0] == line.text[-1] == LRM for line in found.lines)


TALL = {
    "vi": "ẪỂỘ gjự",
    "Cyrl": "ЙЁЇ фщрц",
    "Arab": "أإآ ۍېځڅښږټډړ كگؤئ",
    "Deva": "र्क्ष्मूँ ह्लैं ट्ठू र्द्ध्रीं ड़ों",
    "Guru": "ਸ਼ੁੱਧਾਂ ਕ੍ਰਿੰ ਖ਼ੌਂ ਪ੍ਰੂ ਤ੍ਹੀਂ",
    "Hans": "鬱国永，",
    "Hant": "鬱國灣廳，",
    "Kore": "뷁꽳쀏국",
}
"""Letters that reach far above and below, by style."""


@pytest.mark.parametrize("style", TALL)
@pytest.mark.parametrize("kind", list(Type))
@pytest.mark.parametrize("step", list(TextStep))
def test_the_marks_of_two_lines_never_touch(
    meter: MeterMaker, style: str, kind: Type, step: TextStep
) -> None:
    measure = meter(style, step=step.value)
    for bold in (False, True):
        spec = measure.font(kind, bold=bold)
        reach = measure.reach(TALL[style], spec)
        assert reach.up + reach.down <= measure.line_height(kind, spec) + 1


SPACED = {
    "Kore": "무료로 누군가와 이야기할 수 있습니다. 이름을 말하지 않아도 됩니다.",
    "Deva": "आप किसी से मुफ़्त में बात कर सकते हैं। अपना नाम बताना ज़रूरी नहीं है।",
    "Guru": "ਤੁਸੀਂ ਕਿਸੇ ਨਾਲ ਮੁਫ਼ਤ ਗੱਲ ਕਰ ਸਕਦੇ ਹੋ। ਆਪਣਾ ਨਾਂ ਦੱਸਣ ਦੀ ਲੋੜ ਨਹੀਂ।",
    "vi": "Bạn có thể nói chuyện với ai đó miễn phí. Không cần cho biết tên.",
}


@pytest.mark.parametrize("style", SPACED)
@pytest.mark.parametrize("width", [200, 300, 500])
def test_these_scripts_break_between_words_only(meter: MeterMaker, style: str, width: int) -> None:
    for balance in (False, True):
        found = wrapped(meter(style), SPACED[style], width, balance=balance)
        assert " ".join(shown(found)).split() == SPACED[style].split()
        assert len(found.lines) > 1


def test_traditional_chinese_breaks_anywhere_but_before_a_closing_mark(meter: MeterMaker) -> None:
    text = "你可以免費和人談談。不用說出你的名字，也沒有人會問你的證件。"
    for width in range(120, 700, 23):
        found = wrapped(meter("Hant"), text, width)
        assert "".join(shown(found)) == text
        assert not [line for line in shown(found) if line[0] in "。，、！？"]
