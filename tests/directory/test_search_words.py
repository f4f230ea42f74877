import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.directory.typed import read_typed
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import AnyRecord, Need, Phone, SearchWord
from kiosk.domain.resource_text import resource_text

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


@pytest.mark.parametrize(
    ("language", "typed", "corrected", "service"),
    [
        # Chinese with a character of the same sound: an input method offers all of them.
        ("zh-Hans", "家爆", "家暴", "ndvh-line"),
        ("zh-Hans", "免费律诗", "免费律师", "lsnc-help"),
        ("zh-Hant", "法庭番譯", "法庭翻譯", "superior-court-interpreter"),
        # A vowel sign too few; a letter doubled wrongly, once more in a long word.
        ("hi", "खना", "खाना", "loaves-and-fishes-dining-room"),
        ("hi", "पसपोर्ट", "पासपोर्ट", "state-department-passport"),
        ("pa", "lebar comisioner", "lebar commissioner", "labor-commissioner-claims"),
        ("prs", "وکییل", "وكيل", "capital-pro-bono-lawyers"),
    ],
)
def test_slips_of_other_scripts_are_mended(
    factory_directory: ServiceDirectory, language: str, typed: str, corrected: str, service: str
) -> None:
    page = factory_directory.search(SearchQuery(language, typed))
    assert page.corrected == corrected
    assert service in page.ids[:4]
    as_typed = factory_directory.search(SearchQuery(language, typed, mend=False))
    assert as_typed.corrected is None


@pytest.mark.parametrize(
    ("language", "typed"),
    [("zh-Hans", "孩子没人带我没办法去上班"), ("zh-Hans", "李明在哪里"), ("hi", "रोना")],
)
def test_words_that_only_sound_like_others_stay_as_they_are(
    factory_directory: ServiceDirectory, language: str, typed: str
) -> None:
    assert factory_directory.search(SearchQuery(language, typed)).corrected is None


def test_search_words_are_in_no_language_count_and_no_text(worded: ServiceDirectory) -> None:
    assert "vi" not in worded.languages()
    listing = worded.listing("clinic", "en")
    assert listing is not None
    assert "hospital" not in f"{listing}".lower()


@pytest.mark.parametrize(
    ("language", "typed", "among_the_first"),
    [
        ("en", "shelter", "weave-safehouse"),
        ("en", "trafficking", "nhth-line"),
        ("en", "rape", "rainn-line"),
        ("en", "abuse", "ndvh-line"),
        ("en", "not paid", "labor-commissioner-claims"),
        ("en", "wage theft", "us-wage-hour"),
        ("en", "passport", "state-department-passport"),
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
        ("zh-Hans", "护照", "state-department-passport"),
        ("zh-Hant", "護照", "state-department-passport"),
        ("ar", "مأوى", "weave-safehouse"),
        ("ar", "الراتب", "labor-commissioner-claims"),
        ("ar", "عنف", "ndvh-line"),
        ("ar", "جواز", "state-department-passport"),
    ],
)
def test_hard_words_find_help_on_the_first_pages(
    factory_directory: ServiceDirectory, language: str, typed: str, among_the_first: str
) -> None:
    assert among_the_first in found(factory_directory, typed, language)[:8]


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
    factory_directory: ServiceDirectory, language: str, typed: str, among_the_first: str
) -> None:
    assert among_the_first in found(factory_directory, typed, language)[:3]


@pytest.mark.parametrize("typed", ["trans", "hormones"])
def test_words_of_trans_people_find_counseling_or_their_line_first(
    factory_directory: ServiceDirectory, typed: str
) -> None:
    first = found(factory_directory, typed, "en")[:3]
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
    factory_directory: ServiceDirectory, language: str, typed: str
) -> None:
    assert found(factory_directory, typed, language)[:1] == ("line-911",)


def test_food_comes_while_it_is_being_typed(factory_directory: ServiceDirectory) -> None:
    ids = found(factory_directory, "fo", "en")
    food = ids.index("sacramento-food-bank-boxes")
    assert food < 4
    assert "labor-enforcement-task-force" not in ids[: food + 1]


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        # Any ten digits, with or without the country code, and the last seven.
        *(("en", typed, "weave-line") for typed in (
            "9169202952", "(916) 920-2952", "+1 916 920 2952", "1-916-920-2952", "916.920.2952",
            "920-2952", "9202952",
        )),
        ("ko", "916 920 2952", "weave-line"),
        # Short codes.
        ("en", "988", "line-988"),
        ("hi", "211", "line-211"),
        ("en", "741741", "crisis-text-line"),
        ("es", "88788", "ndvh-line"),
        ("zh-Hans", "233733", "nhth-line"),
        # Streets, with their number and without.
        ("en", "3701 power inn", "superior-court-restraining-order"),
        ("en", "mack road", "elica-health-clinics"),
        ("en", "1351 north c", "loaves-and-fishes-dining-room"),
        ("ru", "1351 north c", "loaves-and-fishes-dining-room"),
        # A ZIP code that an address has, one that none has, and quarters.
        ("en", "95814", "wellspace-health-clinics"),
        ("en", "95823", "elica-health-clinics"),
        ("en", "oak park", "wellspace-health-clinics"),
        ("en", "south sacramento", "south-sacramento-interfaith-food"),
        ("vi", "rancho cordova", "wellspace-health-clinics"),
        # Quarters in other letters, and the number of the relay for deaf people.
        ("ko", "오크파크", "wellspace-health-clinics"),
        ("ko", "란초 코도바 병원", "wellspace-health-clinics"),
        ("zh-Hans", "橡树公园", "wellspace-health-clinics"),
        ("zh-Hant", "南沙加緬度食物", "south-sacramento-interfaith-food"),
        ("prs", "کلینیک طرف اردن", "elica-health-clinics"),
        ("en", "711", "deaf-hotline-line"),
    ],
)  # fmt: skip
def test_numbers_streets_and_quarters_are_found(
    factory_directory: ServiceDirectory, language: str, typed: str, first: str
) -> None:
    assert found(factory_directory, typed, language)[0] == first


def test_every_number_of_the_directory_finds_its_service(
    factory_directory: ServiceDirectory, factory_records: tuple[AnyRecord, ...]
) -> None:
    for phone in factory_records:
        if isinstance(phone, Phone):
            digits = phone.number.removeprefix("+1")
            for typed in {digits, digits[-7:]}:
                assert phone.service_id in found(factory_directory, typed, "es"), (phone.id, typed)


@pytest.mark.parametrize(
    ("language", "typed", "service"),
    [
        *(
            (language, typed, "county-dha-medi-cal")
            for language, typed in (
                ("en", "medi cal"), ("en", "medical"), ("en", "medi-cal"), ("hmn", "medi cal"),
                ("ps", "میډیکل"), ("fa", "میدیکل"), ("prs", "میدیکل"), ("ar", "ميدي كال"),
                ("ko", "메디칼"), ("hi", "मेडिकल"), ("pa", "ਮੈਡੀਕਲ"), ("ru", "медикал"),
            )
        ),
        # Words typed without blanks.
        ("ko", "무료치과", "native-health-center-clinic"),
        ("ko", "남편이때리고돈을안줘요", "weave-line"),
        ("ko", "여권을사장이가지고있어요", "cast-line"),
        ("zh-Hans", "老板不给我工资", "labor-commissioner-claims"),
        ("zh-Hant", "老闆冇出糧俾我", "labor-commissioner-claims"),
        ("zh-Hans", "我没有地方睡觉", "salvation-army-center-of-hope"),
        # "And" is written in one with the next word.
        ("ar", "وطلاق", "family-justice-center-legal"),
        ("ar", "جوعان", "loaves-and-fishes-dining-room"),
        ("vi", "đói", "loaves-and-fishes-dining-room"),
    ],
)  # fmt: skip
def test_local_spellings_and_words_without_blanks_are_found(
    factory_directory: ServiceDirectory, language: str, typed: str, service: str
) -> None:
    assert service in found(factory_directory, typed, language)[:3]


def test_every_form_of_a_place_becomes_its_english_name() -> None:
    for language, table in tomllib.loads(resource_text("search", "places.toml")).items():
        for name, forms in table.items():
            for form in forms.split(","):
                typed = [term.text for term in read_typed(form, language).words]
                assert typed == name.split(), (language, form)


@pytest.mark.parametrize(
    ("language", "typed", "other"),
    [("en", "amain", "again"), ("ar", "جوعان", "جوان"), ("es", "xasa", "casa")],
)
def test_a_word_is_not_mended_into_one_that_starts_differently_or_is_of_another_language(
    factory_directory: ServiceDirectory, language: str, typed: str, other: str
) -> None:
    page = factory_directory.search(SearchQuery(language, typed))
    assert other not in (page.corrected or "")
    assert not page.ids or page.ids != found(factory_directory, other, language)


def test_a_word_with_accents_meets_no_question_that_only_folds_like_it(
    factory_directory: ServiceDirectory,
) -> None:
    asked = {
        typed: factory_directory.search(SearchQuery("vi", typed)).questions
        for typed in ("đói", "theo dõi", "theo doi")
    }
    assert asked["đói"][0] == "food.eat_today"
    assert factory_directory.guides_met("đói", "vi") == ()
    assert asked["theo dõi"][0] == asked["theo doi"][0] == "okay.watched_phone"


def test_two_questions_stand_above_the_list_where_no_guide_does(
    factory_directory: ServiceDirectory,
) -> None:
    assert len(factory_directory.search(SearchQuery("en", "shelter")).questions) == 2
    assert factory_directory.guides_met("passport", "en")
    assert len(factory_directory.search(SearchQuery("en", "passport")).questions) == 1
