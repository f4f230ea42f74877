"""What is written for the eye, as a voice of the language has to say it."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.devices.speech import VOICES
from kiosk.domain.language import known_language
from kiosk.domain.text import unmarked
from kiosk.i18n.catalogs import po_path
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.pofiles import read as read_catalog
from kiosk.i18n.spoken import SpokenForms

TRANSLATIONS = Path(__file__).parents[2] / "translations"
WRITTEN_TAGS = sorted(set(VOICES) - {"cmn", "yue"})
SAID = {
    # hours from nine to half past five, Monday to Wednesday and Friday, twenty dollars
    "en": ("9 am to 5:30 pm", "Monday to Wednesday, Friday", "20 dollars"),
    "es": ("9 a.m. a 5:30 p.m.", "lunes a miércoles, viernes", "20 dólares estadounidenses"),
    "zh-Hans": ("9点到17点30分", "星期一到星期三、星期五", "20 美元"),
    "zh-Hant": ("上午9時到下午5點30分", "星期一到星期三、星期五", "20 美元"),
    "vi": ("9 giờ đến 17 giờ 30", "Thứ Hai đến Thứ Tư, Thứ Sáu", "20 đô la Mỹ"),
    "ru": ("9 часов до 17 часов 30 минут", "с понедельника по среду, пятница", "20 долларов США"),
    "uk": ("9 годин до 17 годин 30 хвилин", "з понеділка по середу, пʼятниця", "20 доларів США"),
    "pa": ("ਸਵੇਰੇ 9 ਤੋਂ ਸ਼ਾਮੀਂ 5 ਵੱਜ ਕੇ 30 ਮਿੰਟ", "ਸੋਮਵਾਰ ਤੋਂ ਬੁੱਧਵਾਰ, ਸ਼ੁੱਕਰਵਾਰ", "20 ਯੂ.ਐਸ. ਡਾਲਰ"),
    "hi": ("सुबह 9 से शाम 5 बजकर 30 मिनट", "सोमवार से बुधवार, शुक्रवार", "20 यूएस डॉलर"),
    "ko": ("오전 9시에서 오후 5시 30분", "월요일에서 수요일, 금요일", "20 미국 달러"),
    "ar": ("9 صباحًا إلى 5 و 30 دقيقة مساءً", "الاثنين إلى الأربعاء، الجمعة", "20 دولار أمريكي"),
    "fa": ("۹ صبح تا ساعت ۵ و ۳۰ دقیقه عصر", "دوشنبه تا چهارشنبه، جمعه", "۲۰ دلار"),
    "prs": (
        "۹ صبح تا ساعت ۵ و ۳۰ دقیقه بعدازچاشت",
        "دوشنبه تا چهارشنبه، جمعه",
        "۲۰ دالر",
    ),
}


def forms(tag: str) -> tuple[Formatter, SpokenForms]:
    found = known_language(tag)
    return Formatter(found), SpokenForms(found)


def test_every_language_with_a_voice_has_its_row() -> None:
    assert sorted(SAID) == WRITTEN_TAGS


@pytest.mark.parametrize("tag", WRITTEN_TAGS)
def test_hours_days_and_prices_are_said_in_words(tag: str) -> None:
    formats, spoken = forms(tag)
    written = (
        formats.hours((dt.time(9), dt.time(17, 30))),
        formats.days([0, 1, 2, 4]),
        formats.usd(Decimal(20)),
    )
    said = [spoken.as_spoken(unmarked(text)).replace("\u00a0", " ") for text in written]
    assert tuple(said) == SAID[tag]


def test_a_span_is_said_as_one_with_either_dash() -> None:
    """CLDR 48 writes Russian hours with the long one; between words it is an aside."""
    _, spoken = forms("ru")
    said = "9 часов до 17 часов 30 минут"
    assert spoken.as_spoken("9:00–17:30") == spoken.as_spoken("9:00 — 17:30") == said
    assert spoken.as_spoken("Помощь — бесплатно") == "Помощь — бесплатно"


@pytest.mark.parametrize("tag", WRITTEN_TAGS)
def test_no_mark_is_left_that_a_voice_would_name_or_miss(tag: str) -> None:
    formats, spoken = forms(tag)
    for text in (
        formats.hours((dt.time(9), dt.time(17))),
        formats.clock(dt.time(9)),
        formats.time(dt.time(12)),
        formats.days(range(7)),
        formats.usd(Decimal("16.90")),
        formats.date(dt.date(2026, 11, 3)),
    ):
        said = spoken.as_spoken(unmarked(text))
        assert not set("$–~") & set(said), said
        assert ":00" not in said, said


def test_a_price_has_its_number_in_front_and_its_plural_behind() -> None:
    _, spoken = forms("en")
    assert spoken.as_spoken("$1 or $16.90, $1,200") == "1 dollar or 16.90 dollars, 1,200 dollars"
    assert forms("ru")[1].as_spoken("1\u00a0$") == "1 доллар США"


@pytest.mark.parametrize("amount", ["1200", "1200.5", "1200.50", "1234567", "1234567.89"])
@pytest.mark.parametrize("tag", WRITTEN_TAGS)
def test_a_price_of_thousands_is_said_whole(tag: str, amount: str) -> None:
    formats, spoken = forms(tag)
    said = spoken.as_spoken(unmarked(formats.usd(Decimal(amount))))
    assert "$" not in said
    assert unmarked(formats.number(Decimal(amount)))[:5] in said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("21\u00a0000\u00a0$", "21\u00a0000 долларов США"),
        ("1\u00a0001\u00a0$", "1\u00a0001 доллар США"),
        ("1,5\u00a0$", "1,5 доллара США"),
        ("$1,234,567", "1,234,567 долларов США"),
    ],
)
def test_the_word_of_a_price_goes_with_the_whole_number(written: str, said: str) -> None:
    assert forms("ru")[1].as_spoken(written) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ages 18–24", "Ages 18 to 24"),
        ("Open – call first", "Open – call first"),
        ("Mon, Wed: 9 am", "Monday, Wednesday: 9 am"),
        ("Sunrise House", "Sunrise House"),
        ("The Sun House", "The Sun House"),
        ("at 10:05 pm", "at 10:05 pm"),
    ],
)
def test_only_what_stands_for_words_becomes_words(text: str, said: str) -> None:
    assert forms("en")[1].as_spoken(text) == said


@pytest.mark.parametrize("tag", [tag for tag in WRITTEN_TAGS if tag != "en"])
def test_the_word_of_the_hour_is_said_once(tag: str) -> None:
    """Messages with a time may have that word themselves: Persian "opens at the hour of"."""
    found = known_language(tag)
    formats, spoken = forms(tag)
    messages = [
        m for m in read_catalog(po_path(TRANSLATIONS, found), found) if "{time}" in str(m.id)
    ]
    assert messages
    for message in messages:
        for time in (dt.time(17), dt.time(9, 30)):
            text = str(message.string).replace("{time}", formats.time(time))
            said = unmarked(spoken.as_spoken(unmarked(text))).split()
            assert all(one != after for one, after in pairwise(said)), said


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("fa", "ساعت ۱۷:۰۰ باز می‌شود", "ساعت ۱۷ باز می‌شود"),
        ("prs", "ساعت ۹:۳۰", "ساعت ۹ و ۳۰ دقیقه"),
        ("hi", "9:30 बजे", "9 बजकर 30 मिनट"),
        ("vi", "lúc 9:00 giờ", "lúc 9 giờ"),
        ("en", "Since 12/3/2026.", "Since December 3, 2026."),
        ("en", "13/12/2026", "13 12 2026"),
        ("es", "desde 3/12/2026", "desde 3 12 2026"),
        ("en", "a/1/2/2026", "a/1/2/2026"),
        ("ru", "понедельник–пятница", "с понедельника по пятницу"),
        ("uk", "середа–неділя", "з середи по неділю"),
    ],
)
def test_what_the_text_says_itself_is_not_said_again(tag: str, text: str, said: str) -> None:
    assert forms(tag)[1].as_spoken(text) == said
