"""Figures, amounts, digits and addresses, language by language."""

import unicodedata
from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.contact import digits
from kiosk.domain.language import WRITTEN, Language
from kiosk.domain.records import AddressVisibility, Figure, Location
from kiosk.domain.text import LRI, PDI
from kiosk.i18n.digits import NATIVE, numeral
from kiosk.i18n.formatting import Formatter
from tests.i18n.languages import LOCALIZED, ascii_digits, formatter


@pytest.mark.parametrize(
    ("tag", "mile", "more", "minutes"),
    [
        ("en", "1 mile", "2.5 miles", "30 min"),
        ("es", "1 milla", "2.5 millas", "30 min"),
        ("ar", "ميل", "2.5 ميل", "30 دقيقة"),
        ("fa", "۱ مایل", "۲٫۵ مایل", "۳۰ دقیقه"),
        ("ru", "1 миля", "2,5 мили", "30 мин"),
        ("hmn", "1 mais", "2.5 mais", "30 feeb"),
        ("zh-Hans", "1英里", "2.5英里", "30分钟"),
    ],
)
def test_miles_and_minutes(tag: str, mile: str, more: str, minutes: str) -> None:
    by = formatter(tag)
    said = [by.miles(1), by.miles(2.5), by.minutes(30)]
    assert [text.replace("\u00a0", " ") for text in said] == [mile, more, minutes]


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
@pytest.mark.parametrize("unit", ["hours", "days", "months", "years"])
def test_no_name_of_the_locale_data_leaks_into_a_duration(each: Language, unit: str) -> None:
    for count in ("1", "2", "21"):
        spoken = Formatter(each).speak_figure(Figure(id="f", value=count, unit=unit))
        assert "duration" not in spoken


@pytest.mark.parametrize(
    ("tag", "unit", "value", "spoken"),
    [
        ("en", "usd_per_hour", "16.90", "$16.90"),
        ("en", "usd", "10000", "$10,000"),
        ("en", "usd", "10.50", "$10.50"),
        ("es", "usd", "10000", "$10,000"),
        ("zh-Hans", "usd", "10000", "$10,000"),
        ("vi", "usd", "10.50", "10,50\u00a0$"),
        ("uk", "usd_per_hour", "16.90", "16,90\u00a0$"),
        ("ko", "usd", "10000", "$10,000"),
        ("ar", "usd", "10000", "\u200f10,000\u00a0$"),
        ("ps", "usd", "10000", "۱۰ زره ډالر"),
        ("ps", "usd_per_hour", "16.90", "۱۶ ډالر او ۹۰ سنټه"),
        ("en", "days", "1", "1 day"),
        ("en", "hours", "24", "24 hours"),
        ("es", "years", "7", "7 años"),
        ("hi", "years", "1", "1 साल"),
        ("hi", "years", "3", "3 साल"),
        ("ar", "months", "2", "شهران"),
        ("zh-Hans", "days", "90", "90天"),
        ("zh-Hant", "hours", "8", "8小時"),
        ("zh-Hant", "months", "6", "6個月"),
        ("ru", "days", "1", "1 день"),
        ("ru", "days", "3", "3 дня"),
        ("ru", "days", "12", "12 дней"),
        ("uk", "hours", "21", "21 година"),
        ("fil", "hours", "5", "5 oras"),
        ("ps", "hours", "5", "۵ ساعته"),
        ("ps", "years", "3", "۳ کاله"),
        ("ps", "number", "12", "۱۲"),
        ("fa", "usd", "10000", "۱۰ هزار دلار"),
        ("fa", "usd_per_hour", "16.90", "۱۶ دلار و ۹۰ سنت"),
        ("prs", "usd_per_hour", "16", "۱۶ دالر"),
        ("fa", "number", "3000", "۳٬۰۰۰"),
        ("fa", "phone", "+18883737888", f"{LRI}1-888-373-7888{PDI}"),
        ("ko", "days", "90", "90일"),
        ("en", "number", "3000", "3,000"),
        ("ar", "phone", "+18883737888", f"{LRI}1-888-373-7888{PDI}"),
        ("es", "date", "2026-10-01", "1 de octubre de 2026"),
        ("en", "words", "about half", "about half"),
        ("en", "usd", "a lot", "a lot"),
        ("en", "date", "October", "October"),
    ],
)
def test_figures_are_spoken_by_their_unit(tag: str, unit: str, value: str, spoken: str) -> None:
    assert formatter(tag).speak_figure(Figure(id="f", value=value, unit=unit)) == spoken


IN_WORDS = ("fa", "prs", "ps")
"""Languages whose dollars and cents have words: ۱۶٫۹۰ is easily read as ۱٬۶۹۰."""
SIGNED = [each for each in WRITTEN if each.tag not in IN_WORDS]


@pytest.mark.parametrize("each", SIGNED, ids=lambda each: each.tag)
def test_dollars_have_their_sign_and_no_letters(each: Language) -> None:
    for cents in (True, False):
        marks = [c for c in Formatter(each).usd(Decimal(1), cents=cents) if not c.isdigit()]
        assert [c for c in marks if unicodedata.category(c)[0] in "LS"] == ["$"]


@given(st.integers(0, 999), st.integers(1, 99), st.sampled_from(IN_WORDS))
def test_dollars_in_words_have_no_marks(dollars: int, cents: int, tag: str) -> None:
    text = ascii_digits(formatter(tag).usd(Decimal(dollars * 100 + cents).scaleb(-2)))
    assert [int(word) for word in text.split() if word.isdigit()] == [dollars, cents]


@given(st.decimals(0, 10**9, places=2), st.sampled_from(SIGNED))
def test_amounts_have_the_digits_of_the_language_and_lose_none(
    amount: Decimal, each: Language
) -> None:
    text = Formatter(each).usd(amount, cents=True)
    own = NATIVE.get(each.tag, "0123456789")
    assert digits(ascii_digits(text)) == digits(f"{amount:.2f}")
    assert {c for c in text if unicodedata.decimal(c, None) is not None} <= set(own)


@pytest.mark.parametrize("each", LOCALIZED, ids=lambda each: each.tag)
def test_native_digits_are_those_of_cldr(each: Language) -> None:
    named = {"latn": "0123456789", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
    system = Locale.parse(str(each.cldr)).default_numbering_system
    assert numeral(each, 1234567890) == "".join(named[system][int(d)] for d in "1234567890")


@pytest.mark.parametrize("tag", ["ar", "fa", "prs", "ps", "hi"])
def test_addresses_and_phones_keep_order_and_digits_in_any_language(tag: str) -> None:
    place = Location(
        id="l",
        organization_id="o",
        address_visibility=AddressVisibility.PUBLIC,
        address_1="3701 Power Inn Rd",
        address_2="3rd floor",
        city="Sacramento",
        state_province="CA",
    )
    ours = formatter(tag)
    assert ours.address(place) == f"{LRI}3701 Power Inn Rd, 3rd floor, Sacramento, CA{PDI}"
    assert ours.phone("+19169202952") == f"{LRI}916-920-2952{PDI}"
