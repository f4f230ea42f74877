import pytest

from kiosk.domain.discretion import (
    LANGUAGES,
    check,
    check_address,
    check_everywhere,
    fold,
)
from kiosk.domain.language import OFFERED


def test_every_offered_language_has_its_list() -> None:
    assert set(OFFERED) <= LANGUAGES


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("For victims of trafficking", "en", ("victim", "traffick")),
        ("SEX-WORK", "en", ("sex", "sex work")),
        ("Safe  house", "en", ("safe house",)),
        ("Línea directa; POLICÍA", "es", ("policia", "linea directa")),
        ("trata de personas", "es", ("trata de personas",)),
        ("violencia doméstica", "es", ("violen", "domestic")),
        ("والضَّحِيَّة", "ar", ("ضحية",)),
        ("للشرطة", "ar", ("شرطة",)),
        ("الملجـــأ", "ar", ("ملجأ",)),
        ("غير القانونية", "ar", ()),
        ("مهاجر غير قانونية", "ar", ("غير قانوني",)),
        ("帮助受害者", "zh-Hans", ("受害",)),
        ("家暴热线", "zh-Hans", ("家暴", "热线")),
        ("Shelter", "zh-Hans", ("shelter",)),
        ("Shelter", "pa", ("shelter",)),
    ],
)
def test_telling_words_are_found_in_any_dress(
    text: str, language: str, words: tuple[str, ...]
) -> None:
    assert check(text, language) == words


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
        ("", "en"),
    ],
)
def test_ordinary_words_may_leave_the_screen(text: str, language: str) -> None:
    assert check(text, language) == ()


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
    ],
)
def test_telling_addresses_and_file_names_are_found(address: str) -> None:
    assert check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "weaveinc.org/service",
        "dir.ca.gov/dlse",
        "grapes.org",
        "therapeuticpartners.org",
        "slip.pdf",
        "saccourt.ca.gov/restraining-orders",
    ],
)
def test_ordinary_addresses_pass(address: str) -> None:
    assert check_address(address) == ()


def test_a_name_that_is_the_same_for_all_is_checked_in_all_languages() -> None:
    assert check_everywhere("Casa Refugio") == ("refugio",)
    assert check_everywhere("受害 Office") == ("受害",)
    assert check_everywhere("The Center") == ()


def test_folding_drops_case_accents_vowel_signs_and_stretched_joins() -> None:
    assert fold("POLICÍA") == "policia"
    assert fold("الشُّرْطَـــة") == fold("الشرطه")
    assert fold("مأوى") == fold("ماوي")
