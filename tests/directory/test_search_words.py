import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.directory.typed import read_typed
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import AnyRecord, Need, SearchWord
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
        ("zh-Hans", "免费律诗", "免费律师", "clinkenbeard-clinic"),
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
    factory_directory: ServiceDirectory, language: str
) -> None:
    for service, words in SITUATIONS.items():
        assert service in found(factory_directory, words[language], language)[:8], words[language]


SENTENCES = {
    ("safe-at-home", "family-justice-center-legal"): {
        "en": "my ex must never get my new address",
        "es": "mi ex no debe saber mi nueva dirección",
        "zh-Hans": "前夫不能知道我的新地址",
        "zh-Hant": "前夫唔可以知我新地址",
        "vi": "chồng cũ không được biết địa chỉ mới của tôi",
        "hmn": "tus txiv qub yuav tsum tsis paub kuv chaw nyob tshiab",
        "ru": "бывший не должен узнать мой новый адрес",
        "uk": "колишній не має дізнатись мою нову адресу",
        "hi": "पुराने पति को मेरा नया पता नहीं चलना चाहिए",
        "pa": "ਪੁਰਾਣੇ ਘਰਵਾਲੇ ਨੂੰ ਮੇਰਾ ਨਵਾਂ ਪਤਾ ਨਾ ਲੱਗੇ",
        "fil": "hindi dapat malaman ng ex ko ang bagong address ko",
        "ko": "전남편이 새 주소를 알면 안 돼요",
        "ar": "طليقي ما لازم يعرف عنواني الجديد",
        "fa": "شوهر سابقم نباید آدرس جدیدمو بفهمه",
        "prs": "شوهر سابقم نباید آدرس نوم را بفامه",
        "ps": "پخوانی مېړه مې باید نوې پته ونه پېژني",
    },
    ("labor-commissioner-retaliation", "civil-rights-department-case"): {
        "en": "supervisor insults us because we are from mexico",
        "es": "el supervisor nos insulta por ser mexicanos",
        "zh-Hans": "主管因为我是中国人天天羞辱我",
        "zh-Hant": "主管因為我係中國人成日侮辱我",
        "vi": "quản lý sỉ nhục tôi vì tôi là người việt",
        "hmn": "tus thawj coj saib tsis taus kuv vim kuv yog hmoob",
        "ru": "начальник оскорбляет нас потому что мы приезжие",
        "uk": "начальник ображає нас бо ми приїжджі",
        "hi": "सुपरवाइजर हमें हमारे देश की वजह से नीचा दिखाता है",
        "pa": "ਸੁਪਰਵਾਈਜ਼ਰ ਪੱਗ ਕਰਕੇ ਮੇਰੀ ਬੇਇੱਜ਼ਤੀ ਕਰਦਾ",
        "fil": "iniinsulto kami ng supervisor dahil pinoy kami",
        "ko": "매니저가 한국 사람이라고 무시하고 모욕해요",
        "ar": "المشرف بيهينني لاني عربية",
        "fa": "سرپرست به خاطر ملیتم تحقیرم میکنه",
        "prs": "سرپرست به خاطر افغان بودنم توهین میکنه",
        "ps": "مشر مې د افغان کېدو له امله سپکاوی کوي",
    },
    ("county-health-recovery", "samhsa-line"): {
        "en": "my son drinks from morning to night",
        "es": "mi hijo toma desde la mañana",
        "zh-Hans": "儿子从早喝到晚",
        "zh-Hant": "個仔由朝飲到晚",
        "vi": "con trai tôi nhậu từ sáng tới tối",
        "hmn": "kuv tus tub haus cawv thaum sawv ntxov txog tsaus ntuj",
        "ru": "сын пьет с утра до ночи",
        "uk": "син п'є з ранку до ночі",
        "hi": "बेटा सुबह से रात तक पीता है",
        "pa": "ਪੁੱਤ ਸਵੇਰ ਤੋਂ ਰਾਤ ਤੱਕ ਪੀਂਦਾ",
        "fil": "umaga hanggang gabi umiinom ang anak ko",
        "ko": "아들이 아침부터 밤까지 술만 마셔요",
        "ar": "ابني بيشرب من الصبح لليل",
        "fa": "پسرم از صبح تا شب مشروب میخوره",
        "prs": "بچیم از صبح تا شب شراب میخوره",
        "ps": "زوی مې له سهاره تر ماښامه شراب څښي",
    },
    ("nhth-line", "cast-line"): {
        "en": "the man who brought me says my debt is bigger every month",
        "es": "el que me trajo dice que cada mes le debo más",
        "zh-Hans": "带我来的人说我欠的越来越多",
        "zh-Hant": "帶我嚟嘅人話我爭佢嘅越嚟越多",
        "vi": "người đưa tôi qua nói mỗi tháng nợ thêm",
        "hmn": "tus coj kuv tuaj hais tias kuv tshuav nuj nqi ntau dua txhua hlis",
        "ru": "тот кто меня привез говорит что долг каждый месяц больше",
        "uk": "той хто мене привіз каже що борг щомісяця більший",
        "hi": "जो मुझे लाया वो कहता है कर्जा हर महीने बढ़ रहा है",
        "pa": "ਜਿਹੜਾ ਮੈਨੂੰ ਲਿਆਇਆ ਕਹਿੰਦਾ ਕਰਜ਼ਾ ਹਰ ਮਹੀਨੇ ਵਧਦਾ",
        "fil": "yung nagdala sa akin dito sabi lumalaki ang utang ko buwan-buwan",
        "ko": "나를 데려온 사람이 빚이 매달 늘어난대요",
        "ar": "اللي جابني بيقول ديني كل شهر بيكبر",
        "fa": "اونی که منو آورده میگه هر ماه بدهیم بیشتره",
        "prs": "کسی که مره آورده میگه هر ماه قرضم زیاد میشه",
        "ps": "چا چې راوستم وایي پور مې هره میاشت زیاتېږي",
    },
}  # fmt: skip
"""A person's own words, by two services of which one must be among the first three."""


@pytest.mark.parametrize("language", OFFERED)
def test_a_situation_in_own_words_finds_who_helps_among_the_first_three(
    factory_directory: ServiceDirectory, language: str
) -> None:
    for services, sentences in SENTENCES.items():
        ids = found(factory_directory, sentences[language], language)[:3]
        assert {*services} & {*ids}, (sentences[language], ids)


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
        ("ko", "여권을사장이가지고있어요", "nhth-line"),
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
