"""Situations and sentences in a person's own words find who helps, in every language."""

import pytest

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import SearchQuery


def found(directory: ServiceDirectory, text: str, language: str) -> tuple[str, ...]:
    return directory.search(SearchQuery(language, text=text)).ids


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
        "ar": "المشرف بيعاملني غلط لاني عربية",
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


LAWYERS = {
    "en": ("free lawyer", "i need a public defender"),
    "es": ("abogado gratis", "defensor público"),
    "ar": ("محامي مجاني", "محامي الدفاع العام"),
    "zh-Hans": ("免费律师", "公设律师"),
    "zh-Hant": ("免費律師", "公設律師"),
    "vi": ("luật sư miễn phí", "luật sư công"),
    "hmn": ("kws lij choj dawb", "public defender"),
    "ru": ("бесплатный адвокат", "уголовный адвокат"),
    "uk": ("безкоштовний адвокат", "адвокат у кримінальній"),
    "pa": ("ਮੁਫ਼ਤ ਵਕੀਲ", "ਪਬਲਿਕ ਡਿਫੈਂਡਰ"),
    "hi": ("मुफ्त वकील", "पब्लिक डिफेंडर"),
    "fil": ("libreng abogado", "public defender"),
    "ko": ("무료 변호사", "국선 변호사"),
    "fa": ("وکیل رایگان", "وکیل تسخیری"),
    "prs": ("وکیل رایگان", "وکیل مدافع"),
    "ps": ("وړیا وکیل", "مدافع وکیل"),
}
"""A free lawyer, and one who defends in an open criminal case."""


@pytest.mark.parametrize("language", OFFERED)
def test_a_free_lawyer_is_legal_aid_and_a_defender_is_for_an_open_case(
    factory_directory: ServiceDirectory, language: str
) -> None:
    anyone, accused = (found(factory_directory, one, language)[:4] for one in LAWYERS[language])
    assert {"lsnc-help", "capital-pro-bono-lawyers"} == {*anyone[:2]}
    assert not any("public-defender" in one for one in anyone)
    assert "public-defender-open-case" in accused
