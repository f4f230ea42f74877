import datetime as dt
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale, dates

from kiosk.domain.language import WRITTEN, Language
from kiosk.domain.records import Figure
from kiosk.domain.text import LRI, PDI
from kiosk.i18n.formatting import RLI, Formatter
from tests.i18n.languages import LOCALIZED, ascii_digits, bare, formatter

NOVEMBER_3 = dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("tag", "five", "half_past_nine", "noon"),
    [
        ("en", "5 pm", "9:30 am", "noon"),
        ("es", "5 p.m.", "9:30 a.m.", "12 p.m."),
        ("ar", "5 م", "9:30 ص", "12 م"),
        ("zh-Hans", "17:00", "09:30", "12:00"),
        ("zh-Hant", "下午5時", "上午9:30", "中午12時"),
        ("vi", "17:00", "09:30", "12:00"),
        ("ru", "17:00", "09:30", "12:00"),
        ("uk", "17:00", "09:30", "12:00"),
        ("pa", "ਸ਼ਾਮੀਂ 5", "ਸਵੇਰੇ 9:30", "ਦੁਪਹਿਰੇ 12"),
        ("hi", "शाम 5", "सुबह 9:30", "दोपहर 12"),
        ("fil", "5 PM", "9:30 AM", "12 PM"),
        ("ko", "오후 5시", "오전 9:30", "오후 12시"),
        ("fa", "۱۷:۰۰", "۹:۳۰", "۱۲:۰۰"),
        ("prs", "۱۷:۰۰", "۹:۳۰", "۱۲:۰۰"),
        ("ps", "۱۷:۰۰", "۹:۳۰", "۱۲:۰۰"),
    ],
)
def test_times_of_day(tag: str, five: str, half_past_nine: str, noon: str) -> None:
    ours = formatter(tag)
    assert bare(ours.time(dt.time(17))) == five
    assert bare(ours.time(dt.time(9, 30))) == half_past_nine
    assert bare(ours.time(dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC))) == noon


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_a_clock_needs_no_letter_of_another_script(each: Language) -> None:
    """It is drawn in Noto Sans whatever the language."""
    for time in (dt.time(0, 5), dt.time(9), dt.time(12), dt.time(22, 30)):
        face = Formatter(each).clock(time).strip(LRI + PDI)
        assert re.fullmatch("[0-9a-zA-Z.:\u00a0]{4,10}", face), face


@pytest.mark.parametrize(
    ("tag", "face"),
    [("en", "5:30 pm"), ("es", "5:30 p.m."), ("vi", "17:30"), ("hmn", "17:30"), ("fa", "17:30")],
)
def test_a_clock_shows_the_hour_as_the_language_counts_it(tag: str, face: str) -> None:
    assert bare(formatter(tag).clock(dt.time(17, 30))) == face


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "9 am – 5:30 pm"),
        ("es", "9 a.m. – 5:30 p.m."),
        ("ar", "9 ص – 5:30 م"),
        ("zh-Hans", "09:00 – 17:30"),
        ("ko", "오전 9시 ~ 오후 5:30"),
        ("fa", "۹:۰۰ تا ۱۷:۳۰"),
    ],
)
def test_opening_hours(tag: str, text: str) -> None:
    assert bare(formatter(tag).hours((dt.time(9), dt.time(17, 30)))) == text


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_times_are_isolated_in_the_direction_of_the_language(each: Language) -> None:
    mark = RLI if each.script == "Arab" else LRI
    for text in (
        Formatter(each).time(dt.time(17)),
        Formatter(each).hours((dt.time(9), dt.time(17))),
    ):
        assert text[0] == mark
        assert text[-1] == PDI


@pytest.mark.parametrize(
    ("tag", "week", "some"),
    [
        ("en", "Mon–Fri", "Mon, Wed, Sat, Sun"),
        ("es", "lun–vie", "lun, mié, sáb, dom"),
        ("zh-Hans", "周一–周五", "周一、周三、周六、周日"),
        ("zh-Hant", "週一–週五", "週一、週三、週六、週日"),
        ("ar", "الاثنين–الجمعة", "الاثنين، الأربعاء، السبت، الأحد"),
        ("ru", "пн–пт", "пн, ср, сб, вс"),
        ("hi", "सोम–शुक्र", "सोम, बुध, शनि, रवि"),
        ("ps", "دوشنبه–جمعه", "دوشنبه، چهارشنبه، شنبه، یکشنبه"),
    ],
)
def test_days_of_the_week(tag: str, week: str, some: str) -> None:
    ours = formatter(tag)
    assert ours.days([4, 3, 2, 1, 0]) == week
    assert ours.days([0, 2, 5, 6, 6]) == some
    assert ours.days([]) == ""


@pytest.mark.parametrize("each", LOCALIZED, ids=lambda each: each.tag)
def test_days_months_and_dates_are_those_of_cldr(each: Language) -> None:
    ours = Formatter(each)
    locale = Locale.parse(str(each.cldr))
    if each.tag != "ps":
        for width, short in (("wide", False), ("abbreviated", True)):
            names = [locale.days["format"][width][n] for n in range(7)]
            assert [ours.weekday(n, short=short) for n in range(7)] == names
    for month in range(1, 13):
        day = dt.date(2026, month, 3)
        shown = dates.format_date(day, "long", locale=locale).replace("\u202f", "\u00a0")
        assert ascii_digits(ours.date(day)) == shown
        assert str(day.year) in ascii_digits(ours.month_year(day))


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_no_two_days_and_no_two_months_share_a_name(each: Language) -> None:
    ours = Formatter(each)
    for short in (False, True):
        assert len({ours.weekday(number, short=short) for number in range(7)}) == 7
    assert len({ours.month_year(dt.date(2026, month, 1)) for month in range(1, 13)}) == 12


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_no_two_hours_of_a_day_read_alike(each: Language) -> None:
    ours = Formatter(each)
    assert len({ours.time(dt.time(hour)) for hour in range(24)}) == 24


@pytest.mark.parametrize("tag", ["pa", "hi", "ko", "zh-Hant", "ar", "fa", "prs", "ps", "ru", "uk"])
def test_no_latin_letter_stands_in_a_time_or_date(tag: str) -> None:
    ours = formatter(tag)
    texts = [ours.time(dt.time(hour, minute)) for hour in range(24) for minute in (0, 30)]
    texts += [ours.date(NOVEMBER_3), ours.month_year(NOVEMBER_3), ours.ago(3)]
    texts += [ours.weekday(number, short=short) for number in range(7) for short in (False, True)]
    for unit in ("hours", "days", "months", "years"):
        texts += [ours.speak_figure(Figure(id="f", value=n, unit=unit)) for n in ("1", "2", "5")]
    assert not [text for text in texts if re.search("[A-Za-z]", text)]


def test_no_language_takes_its_days_from_another_loaded_before_it() -> None:
    # Babel 2.18 keeps Pashto's stand-alone day names for whatever language is loaded after it.
    tags = [each.tag for each in WRITTEN]
    program = (
        "import datetime as dt, sys\n"
        "from kiosk.domain.language import language\n"
        "from kiosk.i18n.formatting import Formatter\n"
        "out = {}\n"
        "for tag in sys.argv[1:]:\n"
        "    f = Formatter(language(tag)); day = dt.date(2026, 11, 3)\n"
        "    days = [f.weekday(n) + f.weekday(n, short=True) for n in range(7)]\n"
        "    out[tag] = [*days, f.date(day), f.month_year(day), f.ago(3), f.time(dt.time(9, 30))]\n"
        "print(sorted(out.items()))\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program, *order],
            capture_output=True,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
        ).stdout
        for order in (tags, tags[::-1])
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    ("tag", "month"),
    [
        ("en", "November 2026"),
        ("es", "noviembre de 2026"),
        ("ar", "نوفمبر 2026"),
        ("zh-Hans", "2026年11月"),
    ],
)
def test_months(tag: str, month: str) -> None:
    assert formatter(tag).month_year(NOVEMBER_3) == month


@pytest.mark.parametrize(
    ("tag", "age"),
    [
        ("en", "12 days ago"),
        ("es", "hace 12 días"),
        ("ar", "قبل 12 يومًا"),
        ("zh-Hans", "12天前"),
        ("zh-Hant", "12天前"),
    ],
)
def test_how_long_ago(tag: str, age: str) -> None:
    assert formatter(tag).ago(12) == age


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_what_is_of_today_is_not_said_to_come_in_no_days(each: Language) -> None:
    said = Formatter(each).ago(0)
    assert said
    assert not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_an_age_is_told_in_days_however_long(each: Language) -> None:
    assert "1234" in ascii_digits(Formatter(each).ago(1234))


def test_lists() -> None:
    assert formatter("en").enumerated(["A", "B"]) == "A, B"
    assert formatter("zh-Hans").enumerated(["A", "B", "C"]) == "A、B、C"
    assert formatter("ar").enumerated(["A", "B"]) == "A، B"


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_no_thin_or_narrow_space_reaches_the_screen(each: Language) -> None:
    ours = Formatter(each)
    text = ours.date(NOVEMBER_3) + ours.month_year(NOVEMBER_3)
    text += ours.hours((dt.time(9), dt.time(17))) + ours.usd(Decimal(10000))
    assert not set(text) & {"\u2009", "\u202f"}
