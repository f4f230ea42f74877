from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import assets
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.language import OFFERED
from kiosk.domain.ndjson import read_records
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import AnyRecord, Need, SearchWord

WORDS: list[AnyRecord] = [
    SearchWord(id="en.1", language="en", words=("wages", "unpaid"), needs=(Need.WORK,)),
    SearchWord(id="en.2", language="en", words=("hospital", "not fair"), service_ids=("clinic",)),
    SearchWord(id="es.1", language="es", words=("sueldo",), needs=(Need.WORK,)),
    SearchWord(id="es.2", language="es", words=("techo",), needs=(Need.SAFE_PLACE,)),
    SearchWord(id="zh.1", language="zh-Hans", words=("讨薪",), service_ids=("pay-help",)),
    SearchWord(id="vi.1", language="vi", words=("lương",), needs=(Need.WORK,)),
    SearchWord(id="xx.1", language="en", words=("kitchen",), service_ids=("gone",)),
    SearchWord(id="xx.2", language="en", words=("nowhere",)),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, small_records: list[AnyRecord]) -> Path:
    path = tmp_path_factory.mktemp("words") / "directory-words.db"
    build([*small_records, *WORDS], path)
    return path


@pytest.fixture
def worded(database: Path) -> Iterator[ServiceDirectory]:
    with open_directory(database) as opened:
        yield opened


def found(directory: ServiceDirectory, text: str, language: str) -> tuple[str, ...]:
    return directory.search(SearchQuery(language, text=text)).ids


@pytest.mark.parametrize(
    ("language", "typed", "services"),
    [
        ("en", "wages", ("pay-help", "job-class")),
        ("en", "WAG", ("pay-help", "job-class")),
        ("en", "hospital", ("clinic",)),
        ("en", "not fair", ("clinic",)),
        ("en", "is it not fair", ("clinic",)),
        ("es", "sueldo", ("pay-help", "job-class")),
        ("en", "sueldo", ("pay-help", "job-class")),  # whatever the language of the screen
        ("vi", "luong", ("pay-help", "job-class")),
        ("zh-Hans", "讨薪", ("pay-help",)),
        ("zh-Hans", "taoxin", ("pay-help",)),
        ("zh-Hans", "tx", ("pay-help",)),
        ("es", "techo", ("night-beds", "men-beds", "help-line", "teen-room")),
        ("en", "kitchen", ()),
        ("en", "nowhere", ()),
    ],
)
def test_words_that_no_text_has_find_help(
    worded: ServiceDirectory, language: str, typed: str, services: tuple[str, ...]
) -> None:
    assert found(worded, typed, language) == services


def test_a_mended_word_is_named_and_can_be_searched_as_typed(worded: ServiceDirectory) -> None:
    page = worded.search(SearchQuery("en", text="hosptial"))
    assert (page.ids, page.corrected) == (("clinic",), "hospital")
    as_typed = worded.search(SearchQuery("en", text="hosptial", mend=False))
    assert (as_typed.ids, as_typed.corrected) == ((), None)
    assert worded.search(SearchQuery("en", text="nihgt")).corrected == "night"


def test_search_words_are_in_no_language_count_and_no_text(worded: ServiceDirectory) -> None:
    assert "vi" not in worded.languages()
    listing = worded.listing("clinic", "en")
    assert listing is not None
    assert "hospital" not in f"{listing}".lower()


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceDirectory]:
    path = tmp_path_factory.mktemp("factory") / "directory-factory.db"
    build(read_records(assets.factory()), path)
    with open_directory(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("language", "typed", "among_the_first"),
    [
        ("en", "shelter", "weave-safehouse"),
        ("en", "trafficking", "nhth-line"),
        ("en", "rape", "rainn-line"),
        ("en", "abuse", "ndvh-line"),
        ("en", "not paid", "labor-commissioner-claims"),
        ("en", "wage theft", "us-wage-hour"),
        ("en", "passport", "mexican-consulate-protection"),
        ("en", "visa", "opening-doors-immigration"),
        ("en", "ICE", "norcal-resist-line"),
        ("en", "suicide", "line-988"),
        ("en", "albergue", "line-211"),
        ("en", "hungry", "loaves-and-fishes-dining-room"),
        ("es", "albergue", "weave-safehouse"),
        ("es", "refugio", "line-211"),
        ("es", "sueldo", "labor-commissioner-claims"),
        ("es", "no me pagan", "labor-commissioner-claims"),
        ("es", "violacion", "weave-line"),
        ("zh-Hans", "庇护所", "weave-safehouse"),
        ("zh-Hans", "收容所", "line-211"),
        ("zh-Hans", "欠薪", "labor-commissioner-claims"),
        ("zh-Hans", "讨薪", "us-wage-hour"),
        ("zh-Hans", "家暴", "ndvh-line"),
        ("zh-Hans", "强迫", "cast-line"),
        ("zh-Hans", "护照", "mexican-consulate-protection"),
        ("zh-Hant", "護照", "mexican-consulate-protection"),
        ("ar", "مأوى", "weave-safehouse"),
        ("ar", "الراتب", "labor-commissioner-claims"),
        ("ar", "عنف", "ndvh-line"),
        ("ar", "جواز", "mexican-consulate-protection"),
    ],
)
def test_hard_words_find_help_on_the_first_pages(
    factory: ServiceDirectory, language: str, typed: str, among_the_first: str
) -> None:
    assert among_the_first in found(factory, typed, language)[:8]


@pytest.mark.parametrize(
    ("language", "typed", "among_the_first"),
    [
        ("en", "dentist", "native-health-center-clinic"),
        ("en", "narcan", "samhsa-line"),
        ("en", "dog", "front-street-pets"),
        ("en", "landlord", "lsnc-help"),
        ("en", "sleeping in my car", "line-211"),
        ("en", "massage parlor", "nhth-line"),
        ("es", "muela", "native-health-center-clinic"),
        ("es", "lonche", "loaves-and-fishes-dining-room"),
        ("es", "sicólogo", "county-health-access-team"),
        ("es", "no me dejan salir", "nhth-line"),
        ("ar", "لاجئ", "world-relief-immigration"),
        ("ar", "ميديكال", "county-dha-medi-cal"),
        ("ar", "ما عطوني راتبي", "labor-commissioner-claims"),
        ("ar", "جوزي بيضربني", "ndvh-line"),
        ("zh-Hans", "看牙", "native-health-center-clinic"),
        ("zh-Hans", "吃的", "loaves-and-fishes-dining-room"),
        ("zh-Hans", "按摩店", "nhth-line"),
        ("zh-Hans", "anmo", "nhth-line"),
    ],
)
def test_everyday_words_find_help_among_the_first_three(
    factory: ServiceDirectory, language: str, typed: str, among_the_first: str
) -> None:
    assert among_the_first in found(factory, typed, language)[:3]


SITUATIONS = {
    "family-justice-center-help": {
        "en": "gps", "es": "rastreador", "ar": "تعقب", "zh-Hans": "定位",
        "zh-Hant": "跟蹤我", "ru": "слежка", "uk": "стеження", "ko": "위치 추적", "vi": "định vị",
        "fil": "minamanmanan", "hi": "जीपीएस", "pa": "ਜੀਪੀਐਸ", "fa": "ردیاب",
        "prs": "ردیاب", "ps": "ټریکر", "hmn": "soj qab",
    },
    "lgbt-center-counseling": {
        "en": "hormones", "es": "hormonas", "ar": "هرمونات", "zh-Hans": "荷尔蒙",
        "zh-Hant": "荷爾蒙", "ru": "гормоны", "uk": "гормони", "ko": "호르몬", "vi": "nội tiết tố",
        "fil": "hormones", "hi": "हार्मोन", "pa": "ਹਾਰਮੋਨ", "fa": "هورمون", "prs": "هورمون",
        "ps": "هورمون", "hmn": "tshuaj hormone",
    },
    "cast-line": {
        "en": "passport taken", "es": "no me da mi pasaporte", "ar": "يحتفظ بجوازي",
        "zh-Hans": "扣我护照", "zh-Hant": "扣我護照", "ru": "забрал паспорт",
        "uk": "забрали паспорт",
        "ko": "여권 뺏겼어요", "vi": "bị giữ hộ chiếu", "fil": "hawak ang pasaporte",
        "hi": "पासपोर्ट छीन लिया", "pa": "ਪਾਸਪੋਰਟ ਖੋਹ ਲਿਆ", "fa": "پاسپورتم را گرفته",
        "prs": "پاسپورتم را گرفته", "ps": "پاسپورټ یې نیولی", "hmn": "tuav kuv passport",
    },
    "loaves-and-fishes-maryhouse": {
        "en": "shower", "es": "ducha", "ar": "استحمام", "zh-Hans": "洗澡", "zh-Hant": "沖涼",
        "ru": "душ", "uk": "помитися", "ko": "샤워", "vi": "giặt đồ", "fil": "paliguan",
        "hi": "नहाना", "pa": "ਨਹਾਉਣਾ", "fa": "دوش", "prs": "شاور", "ps": "غسل",
        "hmn": "ntxhua khaub ncaws",
    },
    "county-health-wic": {
        "en": "diapers", "es": "pañales", "ar": "حفاضات", "zh-Hans": "尿布", "zh-Hant": "尿片",
        "ru": "памперсы", "uk": "підгузки", "ko": "기저귀", "vi": "tã", "fil": "lampin",
        "hi": "डायपर", "pa": "ਡਾਇਪਰ", "fa": "پوشک", "prs": "پمپر", "ps": "پمپر", "hmn": "daiv pawm",
    },
}  # fmt: skip
"""What a person types about a situation, by the service it must find, in each language."""


@pytest.mark.parametrize("language", OFFERED)
def test_words_for_a_situation_find_its_services_in_every_language(
    factory: ServiceDirectory, language: str
) -> None:
    for service, words in SITUATIONS.items():
        assert service in found(factory, words[language], language)[:8], words[language]


@pytest.mark.parametrize("typed", ["trans", "hormones"])
def test_words_of_trans_people_find_counseling_or_their_line_first(
    factory: ServiceDirectory, typed: str
) -> None:
    first = found(factory, typed, "en")[:3]
    assert {"trans-lifeline-line", "lgbt-center-counseling"} & {*first}
    assert "line-211" not in first


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "overdose"), ("en", "Overdosed"), ("es", "sobredosis"), ("ar", "جرعة زائدة"),
        ("zh-Hans", "过量"), ("zh-Hans", "吸毒过量"), ("zh-Hant", "過量"), ("zh-Hant", "藥物過量"),
        ("ru", "передозировка"), ("ru", "передоз"), ("uk", "передозування"), ("ko", "과다복용"),
        ("ko", "과다 복용"), ("vi", "quá liều"), ("vi", "qua lieu"), ("vi", "sốc thuốc"),
        ("fil", "overdose"), ("hi", "ओवरडोज़"), ("hi", "ओवरडोज"), ("pa", "ਓਵਰਡੋਜ਼"), ("fa", "اوردوز"),
        ("prs", "اوردوز"), ("ps", "اوردوز"), ("hmn", "noj tshuaj dhau"), ("hmn", "overdose"),
    ],
)  # fmt: skip
def test_too_much_of_a_drug_is_a_matter_for_911(
    factory: ServiceDirectory, language: str, typed: str
) -> None:
    assert found(factory, typed, language)[:1] == ("line-911",)


def test_food_comes_while_it_is_being_typed(factory: ServiceDirectory) -> None:
    ids = found(factory, "fo", "en")
    food = ids.index("sacramento-food-bank-boxes")
    assert food < 4
    assert "labor-enforcement-task-force" not in ids[: food + 1]
