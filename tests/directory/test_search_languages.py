"""What typed letters find which name, language by language, while they are typed and in the end."""

from collections.abc import Iterator

import pytest

from kiosk.directory.builder import build
from kiosk.directory.chinese_sounds import traditional_terms
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.hangul import keys
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import AnyRecord, Service, Translation
from kiosk.domain.text import source_hash
from kiosk.domain.text_input import with_key

NAMES = {
    "ru": {"night-beds": "Приют с кроватями на ночь", "food-box": "Пакет с едой: ещё и хлеб"},
    "uk": {"night-beds": "Ліжка на ніч і їжа", "clinic": "Здоров’я для сім’ї, ґанок"},
    "pa": {"night-beds": "ਰਾਤ ਲਈ ਬਿਸਤਰੇ", "food-box": "ਖਾਣੇ ਦਾ ਡੱਬਾ", "clinic": "ਸ਼ਹਿਰ ਦਾ ਕਲੀਨਿਕ, ਜ਼ਖ਼ਮ"},
    "hi": {"night-beds": "रात के लिए बिस्तर", "clinic": "हिन्दी डॉक्टर",
           "food-box": "खाने का पैकेट, पढ़ाई"},
    "ko": {"night-beds": "밤 쉼터 침대", "clinic": "의료원 과 병원", "food-box": "음식 상자"},
    "fa": {"night-beds": "پناه‌گاه شبانه", "food-box": "بستهٔ غذایی",
           "pay-help": "کمک برای کارگران"},
    "prs": {"night-beds": "سرپناه شبانه", "food-box": "مواد خوراکی"},
    "ps": {"night-beds": "د شپې ځای", "food-box": "خوراکي توکي", "pay-help": "کارګرو ته مرسته"},
    "vi": {"night-beds": "Giường ngủ ban đêm",
           "food-box": "Hộp thực phẩm", "pay-help": "Tiền lương"},
    "hmn": {"night-beds": "Chaw pw hmo ntuj", "food-box": "Thawv zaub mov"},
    "fil": {"night-beds": "Matutulugan sa gabi", "food-box": "Pagkain para sa niño"},
    "zh-Hant": {"night-beds": "夜間床位", "food-box": "食物箱", "clinic": "醫療診所"},
}  # fmt: skip


@pytest.fixture(scope="module")
def spoken(
    tmp_path_factory: pytest.TempPathFactory, small_records: list[AnyRecord]
) -> Iterator[ServiceDirectory]:
    """The made-up directory with names in the languages that its file does not speak."""
    names = {record.id: record.name for record in small_records if isinstance(record, Service)}
    added = [
        Translation(
            id=f"spoken.{service}.{language}",
            entity="service",
            entity_id=service,
            language=language,
            field="name",
            text=text,
            source_hash=source_hash(names[service]),
        )
        for language, texts in NAMES.items()
        for service, text in texts.items()
    ]
    path = tmp_path_factory.mktemp("spoken") / "directory-spoken.db"
    build([*small_records, *added], path)
    with open_directory(path) as opened:
        yield opened


def found(directory: ServiceDirectory, text: str, language: str) -> tuple[str, ...]:
    return directory.search(SearchQuery(language, text=text)).ids


@pytest.mark.parametrize(
    ("language", "typed", "service"),
    [
        ("ru", "приют", "night-beds"),
        ("ru", "ПРИЮТ", "night-beds"),
        ("ru", "кроват", "night-beds"),
        ("ru", "еще", "food-box"),
        ("ru", "ещё", "food-box"),
        ("uk", "їжа", "night-beds"),
        ("uk", "іжа", "night-beds"),
        ("uk", "ніч", "night-beds"),
        ("uk", "здоров’я", "clinic"),
        ("uk", "здоров'я", "clinic"),
        ("uk", "здоровя", "clinic"),
        ("uk", "ганок", "clinic"),
        ("pa", "ਬਿਸਤਰੇ", "night-beds"),
        ("pa", "ਬਿਸ", "night-beds"),
        ("pa", "ਡਬਾ", "food-box"),
        ("pa", "ਸਹਿਰ", "clinic"),
        ("pa", "ਜਖਮ", "clinic"),
        ("hi", "बिस्तर", "night-beds"),
        ("hi", "हिंदी", "clinic"),
        ("hi", "हिन्दी", "clinic"),
        ("hi", "डाक्टर", "clinic"),
        ("hi", "पढाई", "food-box"),
        ("ko", "쉼터", "night-beds"),
        ("ko", "쉬", "night-beds"),
        ("ko", "쉼ㅌ", "night-beds"),
        ("ko", "ㅅㅌ", "night-beds"),
        ("ko", "으", "food-box"),
        ("ko", "음ㅅ", "food-box"),
        ("ko", "고", "clinic"),
        ("ko", "병원", "clinic"),
        ("fa", "پناهگاه", "night-beds"),
        ("fa", "پناه گاه", "night-beds"),
        ("fa", "پناه‌گاه", "night-beds"),
        ("fa", "بسته", "food-box"),
        ("fa", "غذايي", "food-box"),
        ("fa", "كمك", "pay-help"),
        ("prs", "سرپناه", "night-beds"),
        ("prs", "خوراكي", "food-box"),
        ("ps", "ځای", "night-beds"),
        ("ps", "شپي", "night-beds"),
        ("ps", "خوراکی", "food-box"),
        ("ps", "کارگرو", "pay-help"),
        ("vi", "giuong", "night-beds"),
        ("vi", "giường", "night-beds"),
        ("vi", "GIƯỜNG NGỦ", "night-beds"),
        ("vi", "dem", "night-beds"),
        ("vi", "thuc pham", "food-box"),
        ("vi", "tien luong", "pay-help"),
        ("hmn", "chaw pw", "night-beds"),
        ("hmn", "zaub", "food-box"),
        ("fil", "pagkain", "food-box"),
        ("fil", "nino", "food-box"),
        ("zh-Hant", "床", "night-beds"),
        ("zh-Hant", "床位", "night-beds"),
        ("zh-Hant", "yejian", "night-beds"),
        ("zh-Hant", "yjcw", "night-beds"),
        ("zh-Hant", "shiwu", "food-box"),
        ("zh-Hant", "yiliao", "clinic"),
        ("zh-Hant", "sikmat", "food-box"),
        ("zh-Hant", "sik", "food-box"),
        ("zh-Hant", "je gaan", "night-beds"),
        ("zh-Hant", "jegaancongwai", "night-beds"),
        ("zh-Hant", "jgcw", "night-beds"),
        ("zh-Hant", "jiliu", "clinic"),
        *((language, "night", "night-beds") for language in NAMES),
    ],
)
def test_typed_letters_find_a_name(
    spoken: ServiceDirectory, language: str, typed: str, service: str
) -> None:
    assert service in found(spoken, typed, language)


def test_cantonese_is_read_word_by_word_and_without_tones() -> None:
    assert {"nganhong", "hong", "nh"} <= traditional_terms("銀行")
    assert {"haanglou", "hl"} <= traditional_terms("行路")
    assert not any(character.isdigit() for term in traditional_terms("醫療") for character in term)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("食物銀行", "shiwuyinhang"),
        ("乾淨衣物", "ganjing"),
        ("睡覺", "shuijiao"),
        ("長期", "changqi"),
        ("沙加緬度市中心", "shajiamiandushizhongxin"),
    ],
)
def test_traditional_words_have_the_pinyin_of_the_word(text: str, typed: str) -> None:
    assert typed in traditional_terms(text)


def test_a_character_whose_sound_is_unknown_is_passed_over() -> None:
    unsounded = "\u4dc0"
    assert {"sik", "mat"} <= traditional_terms(f"食{unsounded}物")
    assert traditional_terms("WEAVE 24") == set()


@pytest.mark.parametrize("word", ["쉼터", "의료원", "음식", "상자"])
def test_a_korean_word_is_found_after_every_key(spoken: ServiceDirectory, word: str) -> None:
    [service] = found(spoken, word, "ko")
    text = ""
    for key in keys(word):
        text = with_key(text, key)
        assert service in found(spoken, text, "ko"), text


@pytest.mark.parametrize(
    ("language", "typed", "corrected"),
    [("ko", "병언", "병원"), ("ru", "прают", "приют"), ("vi", "giuomg", "giuong")],
)
def test_a_slip_is_mended_and_named_as_people_write(
    spoken: ServiceDirectory, language: str, typed: str, corrected: str
) -> None:
    page = spoken.search(SearchQuery(language, text=typed))
    assert page.corrected == corrected
    assert page.ids
