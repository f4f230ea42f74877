import datetime as dt

import pytest

from kiosk.domain import discretion
from kiosk.domain.discretion import (
    LANGUAGES,
    find_revealing,
    find_revealing_anywhere,
    find_revealing_in_address,
    find_run_together,
    fold,
    revealing_texts,
)
from kiosk.domain.language import WRITTEN, Language
from kiosk.domain.revealing_words import APART, INNOCENT, INNOCENT_EDGES, WORDS
from kiosk.i18n.formatting import Formatter
from tests.domain.revealing_names import HARMLESS, TELLING, rows


def test_every_language_of_the_screen_has_its_list() -> None:
    assert {each.tag for each in WRITTEN} == LANGUAGES


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("For victims of trafficking", "en", ("victim", "traffick")),
        ("SEX-WORK", "en", ("sex", "sex work")),
        ("Safe  house", "en", ("safe house",)),
        ("Línea directa; POLICÍA", "es", ("policia", "linea directa")),
        ("trata de personas", "es", ("trata de personas", "trata")),
        ("violencia doméstica", "es", ("violen", "domestic")),
        ("والضَّحِيَّة", "ar", ("ضحية",)),
        ("للشرطة", "ar", ("شرطة",)),
        ("الملجـــأ", "ar", ("ملجأ",)),
        ("غير القانونية", "ar", ()),
        ("مهاجر غير قانونية", "ar", ("غير قانوني", "مهاجر")),
        ("帮助受害者", "zh-Hans", ("受害",)),
        ("家暴热线", "zh-Hans", ("家暴", "热线")),
        ("Shelter", "zh-Hans", ("shelter",)),
        ("Shelter", "pa", ("shelter",)),
        ("家暴受害者熱線", "zh-Hant", ("受害", "家暴", "熱線")),
        ("收容所", "zh-Hant", ("收容",)),
        ("가정폭력 상담소", "ko", ("폭력",)),
        ("여성쉼터에서", "ko", ("쉼터",)),
        ("불법체류자", "ko", ("불법",)),
        ("성폭력피해자를 위한", "ko", ("피해자", "폭력", "성폭")),
        ("Помощь жертвам", "ru", ("жертвам",)),
        ("О ТОРГОВЛЕ ЛЮДЬМИ", "ru", ("торговл людьми",)),
        ("горячая линия", "ru", ("горяч лини",)),
        ("Приют для женщин", "ru", ("приют",)),
        ("зґвалтування", "uk", ("зґвалт",)),
        ("протидія торгівлі людьми", "uk", ("торгівл людьми",)),
        ("імміграційної поліції", "uk", ("поліції", "іммігра")),
        ("Nạn nhân buôn người", "vi", ("nạn nhân", "buôn người")),
        ("CÔNG AN", "vi", ("công an",)),
        ("nan nhan bi buon nguoi", "vi", ("buon nguoi", "nan nhan")),
        ("Para sa mga biktima ng panggagahasa", "fil", ("biktima", "panggagahasa")),
        ("घरेलू हिंसा की हेल्पलाइन", "hi", ("हिंसा", "हेल्पलाइन")),
        ("पीडितों के लिए", "hi", ("पीड़ित",)),
        ("देह-व्यापार", "hi", ("देह व्यापार",)),
        ("ਪੁਲੀਸ ਨੂੰ", "pa", ("ਪੁਲੀਸ",)),
        ("ਜਬਰਦਸਤੀ", "pa", ("ਜ਼ਬਰਦਸਤੀ",)),
        ("پناه‌گاهِ زنان", "fa", ("پناه", "پناه گاه")),
        ("مهاجرين", "fa", ("مهاجر",)),
        ("لت‌وکوب", "prs", ("لت وکوب",)),
        ("د پوليسو", "ps", ("پولیس",)),
        ("نشه‌يي توکي", "ps", ("نشه یي",)),
        ("Tub ceev-xwm", "hmn", ("tub ceev xwm",)),
    ],
)
def test_telling_words_are_found_in_any_dress(
    text: str, language: str, words: tuple[str, ...]
) -> None:
    assert find_revealing(text, language) == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("WV Office, 916-920-2952", "en"),
        ("Translation desk at the Essex Center", "en"),
        ("Grapes and drapes", "en"),
        ("Sac Food Bank", "en"),
        ("Comida y ropa, lunes a viernes", "es"),
        ("¿De qué se trata?", "es"),
        ("مكتب المساعدة", "ar"),
        ("العلاج الطبيعي", "ar"),
        ("食物银行 周一至周五", "zh-Hans"),
        ("食物銀行 星期一至五", "zh-Hant"),
        ("분위기 좋은 곳, 더위를 피해 쉬는 곳", "ko"),
        ("이민영 선생님, 구조 변경", "ko"),
        ("Торговый центр, пожертвования, наркоз", "ru"),
        ("Спасибо! В зависимости от дня", "ru"),
        ("Сніданок на полиці, торгівля", "uk"),
        ("Công ăn việc làm, bảo hành xe", "vi"),
        ("Bác sĩ Hiệp", "vi"),
        ("cong an viec lam", "vi"),
        ("Pagkain at damit sa bahay", "fil"),
        ("अहिंसा मार्ग, घरेलू सामान", "hi"),
        ("देही व्यापार", "hi"),
        ("ਘਰ ਦਾ ਸਾਮਾਨ, ਆਵਾਸ", "pa"),
        ("غذا برده شد، جنس خوب", "fa"),
        ("غلام‌حسین، نان و لباس", "prs"),
        ("سختې ورځې یې تېرې کړې", "ps"),
        ("Zaub mov thiab khaub ncaws", "hmn"),
        ("", "en"),
    ],
)
def test_ordinary_words_may_leave_the_screen(text: str, language: str) -> None:
    assert find_revealing(text, language) == ()


@pytest.mark.parametrize(
    "address",
    [
        "humantraffickinghotline.org",
        "thehotline.org",
        "rescue.org",
        "sac-rape-crisis.org",
        "example.org/womensshelter/hours",
        "example.org/domesticviolence",
        "VictimServices.pdf",
        "casarefugio.org",
        "example.org/golpeadas",
        "example.org/dv",
        "example.org/sinpapeles",
        "saccourt.ca.gov/restraining-orders",
        "stoprape.org",
        "hivtest.org",
        "https://www.hivtest24.org/sac",
        "example.org/st0prape",
        "uvisahelp.org",
        "rehabcenter.com",
        "soberliving.com",
        "methhelp.org",
        "asiloayuda.org",
        "dvservices.org",
        "example.org/office/dvhelp",
    ],
)
def test_telling_addresses_and_file_names_are_found(address: str) -> None:
    assert find_revealing_in_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "weaveinc.org/service",
        "dir.ca.gov/dlse",
        "grapes.org",
        "therapeuticpartners.org",
        "slip.pdf",
        "saccourt.ca.gov",
        "sos.ca.gov/registries/safe-home",
        "therapists.org",
        "sacrt.com/transit",
        "laborteam.org",
        "ligadeportiva.org",
        "starrestaurant.com",
        "hearingaids.org",
        "stillwater.org",
        "transitriders.org",
        "putahcreek.org",
        "methodisthospital.com",
        "deportesonline.com",
        "raidersfans.com",
        "dvdclub.com",
        "visatravel.com",
        "visasupport.org",
        "tel:+19164541701",
    ],
)
def test_ordinary_addresses_pass(address: str) -> None:
    assert find_revealing_in_address(address) == ()


def test_the_tables_are_long_and_know_every_language() -> None:
    assert TELLING.keys() - {"disguise"} == HARMLESS.keys() == LANGUAGES
    assert len(set(rows(TELLING))) >= 700
    assert len(set(rows(HARMLESS))) >= 250
    assert min(len(names.split("|")) for names in TELLING.values()) >= 20


@pytest.mark.parametrize("name", dict.fromkeys(rows(TELLING)))
def test_a_telling_name_is_found(name: str) -> None:
    assert find_revealing_anywhere(name)
    assert revealing_texts([name]) == {name}


@pytest.mark.parametrize("name", dict.fromkeys(rows(HARMLESS)))
def test_a_harmless_name_passes(name: str) -> None:
    assert find_revealing_anywhere(name) == ()
    assert revealing_texts([name]) == set()


@pytest.mark.parametrize("run", INNOCENT)
def test_every_innocent_run_is_needed_and_hides_no_word_beside_it(run: str) -> None:
    assert find_run_together(f"x{run}x") == ()
    assert find_run_together(f"{run}victimas") == ("victim",)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discretion, "INNOCENT", ())
        assert find_run_together(f"x{run}x")


@pytest.mark.parametrize("run", INNOCENT_EDGES)
def test_every_innocent_edge_is_needed_and_hides_no_other(run: str) -> None:
    address = f"example.com/{run}"
    assert find_revealing_in_address(address) == ()
    assert find_revealing_in_address(f"{address}/hivtest") == ("hiv",)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(discretion, "INNOCENT_EDGES", ())
        # Another address: answers are remembered.
        assert find_revealing_in_address(f"example.org/{run}")


@pytest.mark.parametrize("entry", sorted(APART))
def test_what_stands_apart_is_an_entry_and_is_not_found_within_a_word(entry: str) -> None:
    assert any(entry == one.replace("*", "") for entries in WORDS.values() for one in entries)
    assert find_revealing_anywhere(entry)
    assert entry.replace(" ", "") not in find_run_together(f"qq{entry.replace(' ', '')}qq")


def test_a_name_that_is_the_same_for_all_is_checked_in_all_languages() -> None:
    assert find_revealing_anywhere("Casa Refugio") == ("refugio",)
    assert find_revealing_anywhere("受害 Office") == ("受害",)
    assert find_revealing_anywhere("The Center") == ()
    assert find_revealing_anywhere("Công an") == ("công an",)
    assert find_revealing_anywhere("Приюты") == ("приют",)


def test_folding_drops_case_accents_vowel_signs_and_stretched_joins() -> None:
    assert fold("POLICÍA") == "policia"
    assert fold("الشُّرْطَـــة") == fold("الشرطه")
    assert fold("مأوى") == fold("ماوي")


def test_folding_makes_one_of_the_letters_that_persian_and_pashto_writers_mix() -> None:
    assert fold("پولیس") == fold("پوليس") == fold("پولېس")
    assert fold("کرښه، ګټه") == fold("كرښه، گټه")


def test_no_entry_is_there_twice_or_finds_nothing() -> None:
    for language, entries in WORDS.items():
        assert len({entry.replace("*", "") for entry in entries}) == len(entries)
        for entry in entries:
            word = entry.replace("*", "")
            assert word in find_revealing(word, language), (language, entry)


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_days_and_months_may_leave_the_screen(each: Language) -> None:
    formats = Formatter(each)
    texts = [formats.weekday(day, short=short) for day in range(7) for short in (True, False)]
    texts += [formats.month_year(dt.date(2026, month, 1)) for month in range(1, 13)]
    assert not [text for text in texts if find_revealing(text, each.tag)]
