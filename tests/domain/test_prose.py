"""What no prose may carry, in every language, and what is none of it."""

import pytest

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.language import WRITTEN
from kiosk.domain.ndjson import read_records
from kiosk.domain.prose import ProseChecker, prose_rule
from kiosk.domain.prose_numbers import CODES
from kiosk.domain.prose_reading import ShownFacts
from kiosk.domain.prose_words import DIAL
from tests.domain.content import R
from tests.domain.factory_files import FACTORY

N, C, W, S = R.TEXT_NUMBER, R.TEXT_CODE, R.TEXT_WEB, R.TEXT_STREET
OWN = ShownFacts.of(
    ("+19165550100", "+18007997233", "741741", "311"),
    ("https://www.weaveinc.org/help/now", None),
    ("1215 K St", "Suite 411", "Sacramento", "95814-1234"),
)

NUMBERS = (
    "Call 9165550104.",
    "(916) 555-0104",
    "916.555.0104",
    "916 - 555 - 0104",
    "(916) - 555 - 0104",
    "916 . 555 . 0104",
    "916---555---0104",
    "916_555_0104",
    "916*555*0104",
    "916,555,0104",
    "+1 916 555 0104",
    "1/916/555/0104",
    "555-0104",
    "9 1 6 5 5 5 0 1 0 4",
    "916\u00a0555\u202f0104",
    "916\u2013555\u20110104",
    "916\u00b7555\u00b70104",
    "916  555   0104",
    "916\n555\n0104",
    "[916] 555\u20440104",
    "(916)555-0100 is ours, 555-0104 is not",
    "916-555-0100 and 916-555-0104",
    "916-555-01000",
    "916-KJJ-0104",
    "1-800-GET-HELP",
    "(800) 555-HELP",
    "916-555-0104 9.00-17.00",
    "9.165.550.104",
    "2026 916 555",
    "$9165550104",
    "Line 02-16-916-555",
    "916:555:0104",
    "916~555~0104",
    "916=555=0104",
    "916+555+0104",
    "916'555'0104",
    "916→555→0104",
    "(916) [555] {0104}",
    "916 then 555 then 0104",
    "9l6-555-Ol04",
    "555:0104",
    "1 800 GOT JUNK",
    "nine sixteen five fifty-five zero one oh four",
    "nine-one-six 555 0104",
)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number(text: str) -> None:
    assert prose_rule(text, facts=OWN) is N


OTHER_DIGITS = (
    ("ar", "٩١٦٥٥٥٠١٠٤"),
    ("ar", "٩١٦\u200f-٥٥٥-٠١٠٤"),
    ("fa", "۹۱۶ ۵۵۵ ۰۱۰۴"),
    ("hi", "९१६-५५५-०१०४"),
    ("pa", "੯੧੬ ੫੫੫ ੦੧੦੪"),
    ("zh-Hans", "９１６－５５５－０１０４"),
    ("zh-Hans", "九一六五五五零一零四"),
    ("zh-Hant", "九一六、五五五〇一〇四"),
    ("zh-Hans", "幺八零零 五五五"),
    ("es", "⑨①⑥ ⑤⑤⑤ ⓪①⓪④"),
    ("es", "❾➊➏➎➎➎➊"),
    ("es", "⁹¹⁶₅₅₅⁰¹⁰⁴"),
    ("es", "9\ufe0f1\ufe0f65550104"),
    ("vi", "9\u03321\u0332655501\u033204"),
)


@pytest.mark.parametrize(("tag", "text"), OTHER_DIGITS)
def test_a_number_in_other_digits(tag: str, text: str) -> None:
    assert prose_rule(text, tag) is N


NO_NUMBERS = (
    "Open 9:00-12:00 and 13:00-17:00.",
    "Open 9:00-12:00 13:00-17:00",
    "Open 9.00-17.30",
    "Open 9.00-12.00 13.00-17.30",
    "Open 24/7, 365 days",
    "From 2019-2024",
    "2019 2020 2021",
    "2019\u20132024",
    "Until 2026-03-31",
    "2026-03-31 10:30",
    "10:30 2026-03-31",
    "03/31/2026",
    "31.03.2026 - 02.04.2026",
    "31. 03. 2026",
    "2026. 3. 31.",
    "3/31/26-4/2/26",
    "2026 10-12",
    "$1,000,000",
    "$10,000.00-20,000.00",
    "1.000.000",
    "1 000 000 руб.",
    "$1.250.000",
    "$1500-2000",
    "$15.00-20.00",
    "5000000 people",
    "Ages 18-24 and 55-64",
    "1,000,000 and 2,000,000",
    "Buses 1, 30, 51, 86, 38 and 109",
    "A 2-1-1 line, 988 and 911",
    "916-555-0100 or 1 (800) 799-7233",
    "1-800-799-SAFE",
    "916-555-0100. 24/7",
    "Sacramento, CA 95814-1234",
    "In 95814 95815 95816",
)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number(text: str) -> None:
    assert prose_rule(text, facts=OWN) is None


CODED = (
    ("en", "Text HELP to 12345."),
    ("en", "Text the word HELP to this number: 123456"),
    ("en", "Send HI to 123-456"),
    ("en", "Text 4 to 54321"),
    ("en", "Call 988 or 12345"),
    ("en", "Dial 1234"),
    ("en", "Ring 55555"),
    ("en", "Contact 55555"),
    ("en", "Write to 55555"),
    ("en", "WhatsApp 55555"),
    ("en", "txt 12345"),
    ("en", "Press 123"),
    ("en", "Call 4-1-1 now"),
    ("en", "311 is for the city"),
    ("en", "Dial ５１１"),
    ("es", "Envíe HOLA al 12345"),
    ("es", "Llame al 1234."),
    ("es", "Marque el 456"),
    ("fil", "I-text ang 12345"),
    ("fil", "Tumawag sa 1234"),
    ("vi", "Nhắn tin đến 12345"),
    ("vi", "Gọi 1234"),
    ("hmn", "Hu rau 1234"),
    ("hmn", "Xa ntawv rau 12345"),
    ("ru", "Звоните 1234"),
    ("ru", "Отправьте ПРИВЕТ на номер 12345"),
    ("uk", "Телефонуйте 1234"),
    ("uk", "Надішліть слово на 12345"),
    ("ar", "الرقم هو 1234"),
    ("ar", "أرسل كلمة إلى ١٢٣٤٥"),
    ("fa", "با ۱۲۳۴ تماس بگیرید"),
    ("fa", "به 12345 پیامک بفرستید"),
    ("prs", "به 1234 زنگ بزنید"),
    ("ps", "۱۲۳۴ ته زنګ ووهئ"),
    ("hi", "1234 पर कॉल करें"),
    ("hi", "HELP लिखकर १२३४५ पर भेजें"),
    ("pa", "1234 'ਤੇ ਕਾਲ ਕਰੋ"),
    ("ko", "1234로 전화하세요"),
    ("ko", "문자를 12345로 보내세요"),
    ("zh-Hans", "拨打1234"),
    ("zh-Hans", "发短信到12345"),
    ("zh-Hans", "给12345发短信"),
    ("zh-Hant", "撥打1234"),
    ("zh-Hant", "傳簡訊到12345"),
    ("es", "Call 12345"),
)


@pytest.mark.parametrize(("tag", "text"), CODED)
def test_a_short_code(tag: str, text: str) -> None:
    assert prose_rule(text, tag) is C


def test_every_language_has_its_verbs_tried() -> None:
    written = {one.tag for one in WRITTEN}
    assert written == set(DIAL) == {tag for tag, _ in CODED}


NO_CODES = (
    "Call 911, 988 or 211.",
    "Text 988, 233733 or START to 88788. By relay dial 7-1-1.",
    "Text HOME to 741741 or 741-741",
    "Call 311 for the city, suite 411",
    "Call in 2026",
    "Send $1500 or 1,500 dollars",
    "Call 9-12 or 24/7",
    "Call before 10:30 or 12/31",
    "Ask for form I-9000 and send it",
    "You can call. They have 150 beds.",
    "Press 1 and then 23",
    "They help 90000 people",
    "Call or visit room 210",
    "Call (916) 555 0100",
    "Textile work pays 12345",
    "Call us, 365 days a year",
    "They answer the phone 180 days a year",
    "Call your boss first",
)


@pytest.mark.parametrize("text", NO_CODES)
def test_no_short_code(text: str) -> None:
    assert prose_rule(text, facts=OWN) is None


def test_a_word_to_search_for_may_be_a_code() -> None:
    assert prose_rule("411") is C
    assert prose_rule("411", codes=False) is None
    assert prose_rule("916 555 0104", codes=False) is N


def test_the_codes_are_those_compiled_in_and_211() -> None:
    assert {"911", "988", "233733", "88788", "711", "211"} == CODES
    numbers = {n for line in ANCHORS for n in (line.number, line.text_number, line.tty) if n}
    assert CODES - {"211"} == {number for number in numbers if number.isdigit()}


WEB = (
    "help@weaveinc.org",
    "help＠house",
    "Look for @riverhouse",
    "help (at) house",
    "https://evil.org/a",
    "http://evil",
    "www.evil",
    "//evil",
    "evil.org",
    "See Evil.ORG",
    "evil.example/now",
    "t.me/evil",
    "bit.ly",
    "网址evil.org",
    "сайт.рф",
    "例子.中国",
    "weaveinc.org/help/other",
    "weaveinc.org.evil.com",
    "my-weaveinc.org",
    "weaveinc.organic",
    "safehouse .org",
    "safehouse。org",
    "safehouse[.]org",
    "maria at gmail dot com",
    "t dot me / evil",
    "www safehouse",
    "Telegram: mariahelps",
    "Find us on WhatsApp @maria_helps",
)


@pytest.mark.parametrize("text", WEB)
def test_a_web_address(text: str) -> None:
    assert prose_rule(text, facts=OWN) is W


NO_WEB = (
    "weaveinc.org",
    "See www.weaveinc.org.",
    "https://weaveinc.org/help/",
    "weaveinc.org/help/now",
    "Ask us.We help.",
    "From 9 a.m. to 5 p.m., i.e. all day, e.g.now",
    "The U.S. and a Ph.D. in St.Louis",
    "Pay is 16.90 and/or more",
    "No.5",
    "A safety net. Net pay, net of tax",
    "WhatsApp: you can write there too",
    "Find the dot on the map",
)


@pytest.mark.parametrize("text", NO_WEB)
def test_no_web_address(text: str) -> None:
    assert prose_rule(text, facts=OWN) is None


def test_the_factory_directory_breaks_nothing() -> None:
    prose = ProseChecker(read_records(FACTORY))
    assert [(record.id, broken) for record, broken in prose.problems()] == []
