"""What no record may say by itself: numbers, addresses, texts."""

import pytest

from kiosk.domain.content_rules import ContentRule
from kiosk.domain.records import (
    AnyRecord,
    GuideBlock,
    PhoneType,
    Source,
)
from kiosk.domain.value_rules import URL_LIMIT, number_rule, url_rule
from tests.domain.content import (
    BAD,
    CARD,
    FIGURE,
    GUIDE,
    HOURS,
    LOCATION,
    LOOKALIKE,
    ORGANIZATION,
    PHONE,
    RECORDS,
    SERVICE,
    TEXT,
    WORDS,
    P,
    R,
    T,
    V,
    Y,
    changed,
    having,
    problems,
)

NUMBERS = {
    "local": ("+19169202952", V, None),
    "local for text": ("+19169202952", T, None),
    "local tty": ("+19169202952", Y, None),
    "local videophone": ("+19169202952", P, None),
    "toll free 800": ("+18007997233", V, None),
    "toll free 833": ("+18335264636", V, None),
    "toll free with a service exchange": ("+18009112345", V, None),
    "made for examples": ("+19165550100", V, None),
    "new overlay": ("+12795550100", V, None),
    "911": ("911", V, None),
    "988": ("988", V, None),
    "211": ("211", V, None),
    "text to 911": ("911", T, None),
    "text to 988": ("988", T, None),
    "relay": ("711", Y, None),
    "videophone 988": ("988", P, None),
    "five digits": ("88788", T, None),
    "six digits": ("741741", T, None),
    "five digits to call": ("88788", V, R.SHORT_CODE),
    "six digits for tty": ("741741", Y, R.SHORT_CODE),
    "four digits": ("1234", T, R.SHORT_CODE),
    "code beginning with one": ("12345", T, R.SHORT_CODE),
    "code beginning with nought": ("012345", T, R.SHORT_CODE),
    "three odd digits": ("123", V, R.SHORT_CODE),
    "111": ("111", V, R.SHORT_CODE),
    "987": ("987", V, R.SHORT_CODE),
    "premium 900": ("+19005550100", V, R.COSTLY_NUMBER),
    "dominican 809": ("+18095550100", V, R.COSTLY_NUMBER),
    "dominican 829": ("+18295550100", V, R.COSTLY_NUMBER),
    "jamaica 876": ("+18765550100", V, R.COSTLY_NUMBER),
    "bahamas 242": ("+12425550100", V, R.COSTLY_NUMBER),
    "premium exchange": ("+19169765550", V, R.COSTLY_NUMBER),
    "somalia": ("+252612345678", V, R.FOREIGN_NUMBER),
    "mexico": ("+525512345678", V, R.FOREIGN_NUMBER),
    "britain": ("+442079460018", T, R.FOREIGN_NUMBER),
    "too short": ("+1916920295", V, R.NUMBER),
    "too long": ("+191692029522", V, R.NUMBER),
    "area begins with one": ("+11169202952", V, R.NUMBER),
    "area begins with nought": ("+10169202952", V, R.NUMBER),
    "exchange begins with one": ("+19161202952", V, R.NUMBER),
    "exchange n11": ("+19169112952", V, R.NUMBER),
    "area n11": ("+14119202952", V, R.NUMBER),
    "area kept for growth": ("+12909202952", V, R.NUMBER),
    "area 370": ("+13709202952", V, R.NUMBER),
    "area 960": ("+19609202952", V, R.NUMBER),
    "personal 500": ("+15009202952", V, R.NUMBER),
    "personal 533": ("+15339202952", V, R.NUMBER),
    "canada 600": ("+16009202952", V, R.NUMBER),
    "canada 622": ("+16229202952", V, R.NUMBER),
    "canada 633": ("+16339202952", V, R.NUMBER),
    "canada 644": ("+16449202952", V, R.NUMBER),
    "canada 655": ("+16559202952", V, R.NUMBER),
    "canada 677": ("+16779202952", V, R.NUMBER),
    "canada 688": ("+16889202952", V, R.NUMBER),
    "area 661 of california": ("+16619202952", V, None),
    "area 689": ("+16899202952", V, None),
    "area 555": ("+15559202952", V, R.NUMBER),
    "carrier 700": ("+17009202952", V, R.NUMBER),
    "government 710": ("+17109202952", V, R.NUMBER),
    "arabic digits": ("+1٩١٦٩٢٠٢٩٥٢", V, R.NUMBER),
    "arabic short code": ("٩١١", V, R.SHORT_CODE),
}


@pytest.mark.parametrize(("number", "kind", "rule"), NUMBERS.values(), ids=NUMBERS)
def test_number(number: str, kind: PhoneType, rule: ContentRule | None) -> None:
    assert number_rule(number, kind) is rule


GOOD_URLS = [
    "https://weaveinc.org",
    "https://weaveinc.org/",
    "https://www.saccounty.gov/Pages/Shelter.aspx",
    "https://x.org/a-b/c_d/e.html",
    "https://x.org/find?id=12",
    "https://thehotline.org",
    "https://a.b.c.example.co",
]
BAD_URLS = [
    "http://weaveinc.org",
    "HTTPS://weaveinc.org",
    "weaveinc.org",
    "www.weaveinc.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://x.org",
    "//x.org",
    "https:///x.org",
    "https://",
    "https://localhost",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://[::1]/",
    "https://user@x.org",
    "https://x.org:8443/",
    "https://x.org\\@y.org",
    "https://x.org/a b",
    "https://x.org/%2e%2e",
    "https://x.org/../a",
    "https://x.org/#a",
    "https://x.org/?a=1&b=2",
    "https://xn--80ak6aa92e.com",
    "https://\u0430pple.com",
    "https://x.org/\u202eabc",
    "https://x.org/\n",
    "https://bit.ly/abc",
    "https://tinyurl.com/abc",
    "https://-x.org",
    "https://x..org",
    "https://X.org",
    "https://x.org/" + "a" * URL_LIMIT,
    "",
]


@pytest.mark.parametrize(("letters", "rule"), [(499, None), (500, None), (501, R.URL)])
def test_an_address_of_just_the_limit_passes(letters: int, rule: R | None) -> None:
    assert url_rule("https://x.org/".ljust(letters, "a")) is rule


@pytest.mark.parametrize("url", GOOD_URLS)
def test_plain_address_passes(url: str) -> None:
    assert url_rule(url) is None


@pytest.mark.parametrize("url", BAD_URLS)
def test_other_address_is_refused(url: str) -> None:
    assert url_rule(url) is R.URL


def test_every_kind_of_record_can_be_right() -> None:
    assert problems([*RECORDS, GUIDE, CARD, LOCATION, TEXT, WORDS, FIGURE, HOURS]) == set()


SOURCES = (Source(name="Page", url="http://x.org"),)
VALUES = {
    "organization name": (ORGANIZATION, "name", BAD, R.CHARACTER, "name"),
    "organization website": (ORGANIZATION, "website", "http://x.org", R.URL, "website"),
    "organization source": (ORGANIZATION, "sources", SOURCES, R.URL, "sources"),
    "source name": (ORGANIZATION, "sources", (Source(name=BAD),), R.CHARACTER, "sources"),
    "service name": (SERVICE, "name", LOOKALIKE, R.SCRIPT, "name"),
    "service name with a line": (SERVICE, "name", "a\nb", R.CHARACTER, "name"),
    "quiet name hidden": (SERVICE, "quiet_name", BAD, R.CHARACTER, "quiet_name"),
    "quiet name telling": (SERVICE, "quiet_name", "Women's Shelter", R.REVEALING, "quiet_name"),
    "quiet name in spanish": (SERVICE, "quiet_name", "El Refugio", R.REVEALING, "quiet_name"),
    "phrase": (SERVICE, "phrase", "a\u200bb", R.CHARACTER, "phrase"),
    "phrase blank": (SERVICE, "phrase", " ", R.CHARACTER, "phrase"),
    "description": (SERVICE, "description", "a\tb", R.CHARACTER, "description"),
    "area": (SERVICE, "service_area", "\u0391", R.SCRIPT, "service_area"),
    "lead": (SERVICE, "lead", "a\nb", R.CHARACTER, "lead"),
    "say": (SERVICE, "say", LOOKALIKE, R.SCRIPT, "say"),
    "url": (SERVICE, "url", "https://bit.ly/a", R.URL, "url"),
    "chat": (SERVICE, "chat_url", "javascript:1", R.URL, "chat_url"),
    "service source": (SERVICE, "sources", SOURCES, R.URL, "sources"),
    "phone": (PHONE, "number", "+19005550100", R.COSTLY_NUMBER, "number"),
    "foreign phone": (PHONE, "number", "+525512345678", R.FOREIGN_NUMBER, "number"),
}


@pytest.mark.parametrize(("record", "field", "value", "rule", "where"), VALUES.values(), ids=VALUES)
def test_value_of_a_record(
    record: AnyRecord, field: str, value: object, rule: ContentRule, where: str
) -> None:
    kind = str(record.__struct_config__.tag)
    assert problems(changed(record, **{field: value})) == {(rule, kind, record.id, where)}


BLOCK = GuideBlock(id="b", text=BAD)
OTHERS = {
    "address line": (having(LOCATION, address_1=BAD), R.CHARACTER, "address_1"),
    "city": (having(LOCATION, city=LOOKALIKE), R.SCRIPT, "city"),
    "translation": (having(TEXT, text=BAD), R.CHARACTER, "text"),
    "translation in another script": (having(TEXT, text="\u0410yuda"), R.SCRIPT, "text"),
    "short translation with a line": (having(TEXT, field="name"), R.CHARACTER, "text"),
    "telling translation": (
        having(TEXT, field="quiet_name", text="Refugio"), R.REVEALING, "text"
    ),
    "search word": (having(WORDS, words=("ok", "a\u200bb")), R.CHARACTER, "words"),
    "search word in another script": (having(WORDS, language="es"), R.SCRIPT, "words"),
    "guide title": (having(GUIDE, title=BAD), R.CHARACTER, "title"),
    "guide block": (having(GUIDE, blocks=(BLOCK,)), R.CHARACTER, "blocks"),
    "guide source": (
        having(GUIDE, blocks=(GuideBlock(id="b", text="a", sources=SOURCES),)), R.URL, "sources"
    ),
    "icon that is a path": (having(GUIDE, icon="../a"), R.PICTURE, "icon"),
    "card": (having(CARD, text=LOOKALIKE), R.SCRIPT, "text"),
    "picture that is an address": (having(CARD, picture="file:///a"), R.PICTURE, "picture"),
    "card source": (having(CARD, sources=SOURCES), R.URL, "sources"),
    "hours without an end": (having(HOURS, closes_at=None), R.HALF_HOURS, "closes_at"),
    "hours without a beginning": (having(HOURS, opens_at=None), R.HALF_HOURS, "opens_at"),
    "no hours and not closed": (
        having(HOURS, opens_at=None, closes_at=None), R.HALF_HOURS, "opens_at"
    ),
    "closed with hours": (having(HOURS, closed=True), R.HALF_HOURS, "closed"),
    "figure": (having(FIGURE, value=BAD), R.CHARACTER, "value"),
    "figure unit": (having(FIGURE, unit=BAD), R.CHARACTER, "unit"),
    "figure source": (having(FIGURE, sources=SOURCES), R.URL, "sources"),
}  # fmt: skip


@pytest.mark.parametrize(("record", "rule", "where"), OTHERS.values(), ids=OTHERS)
def test_value_of_another_record(record: AnyRecord, rule: ContentRule, where: str) -> None:
    kind = str(record.__struct_config__.tag)
    assert problems([*RECORDS, record]) == {(rule, kind, record.id, where)}


def test_one_bad_translation_among_many_is_found() -> None:
    texts = [having(TEXT, id=f"t{n}", text=f"Texto {n % 100}") for n in range(600)]
    texts[317] = having(TEXT, id="bad", text=LOOKALIKE)
    texts[318] = having(TEXT, id="two-lines", text="a\nb")
    assert problems([*RECORDS, *texts]) == {(R.SCRIPT, "translation", "bad", "text")}
