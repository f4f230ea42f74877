import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.queries import SearchQuery


def found(directory: ServiceDirectory, text: str, language: str = "en") -> tuple[str, ...]:
    return directory.search(SearchQuery(language, text=text)).ids


@pytest.mark.parametrize(
    ("language", "typed", "service"),
    [
        ("en", "night", "night-beds"),
        ("en", "NIGHT BEDS", "night-beds"),
        ("en", "river", "clinic"),
        ("en", "n", "night-beds"),
        ("en", "dao tao", "job-class"),
        ("en", "đào tạo", "job-class"),
        ("en", "DAO TẠO", "job-class"),
        ("es", "mediodia", "warm-meal"),
        ("es", "mediodía", "warm-meal"),
        ("es", "cama", "night-beds"),
        ("es", "caja", "food-box"),
        ("ar", "سرير", "night-beds"),
        ("ar", "سَرِير", "night-beds"),
        ("ar", "طعام", "food-box"),
        ("ar", "اجرك", "pay-help"),
        ("ar", "وجبه", "warm-meal"),
        ("ar", "و", "warm-meal"),
        ("zh-Hans", "食", "food-box"),
        ("zh-Hans", "物", "food-box"),
        ("zh-Hans", "食物", "food-box"),
        ("zh-Hans", "食物箱", "food-box"),
        ("zh-Hans", "不付工资", "pay-help"),
        ("zh-Hans", "shiwu", "food-box"),
        ("zh-Hans", "shi", "food-box"),
        ("zh-Hans", "sw", "food-box"),
        ("zh-Hans", "swx", "food-box"),
        ("zh-Hans", "gongzi", "pay-help"),
        ("zh-Hans", "gong zi", "pay-help"),
        ("zh-Hans", "Food Box", "food-box"),
        ("ko", "night", "night-beds"),
    ],
)
def test_what_is_typed_finds(
    directory: ServiceDirectory, language: str, typed: str, service: str
) -> None:
    assert service in found(directory, typed, language)


@pytest.mark.parametrize("typed", ["xyzzy", "???", "\x00", '"', "name:", "NEAR(", "*", "食食食"])
def test_nothing_is_found_without_complaint(directory: ServiceDirectory, typed: str) -> None:
    assert found(directory, typed) == ()


def test_names_come_before_texts(directory: ServiceDirectory) -> None:
    assert found(directory, "food")[0] == "food-box"
    assert {*found(directory, "help")[:2]} == {"help-line", "pay-help"}


def test_the_visitors_language_comes_before_the_source_language(
    directory: ServiceDirectory,
) -> None:
    ids = found(directory, "pa", "es")
    assert ids[:3] == ("pay-help", "food-box", "night-beds")  # a name; "para" twice
    assert ids[3] == "papers-desk"  # only English


@pytest.mark.parametrize(
    ("language", "typed", "service", "corrected"),
    [
        ("en", "nihgt", "night-beds", "night"),
        ("en", "clinc", "clinic", "clinic"),
        ("en", "papres desk", "papers-desk", "papers desk"),
        ("es", "camida", "food-box", "comida"),
        ("ar", "مساعة", "pay-help", "مساعده"),
    ],
)
def test_a_slip_of_the_finger_is_mended(
    directory: ServiceDirectory, language: str, typed: str, service: str, corrected: str
) -> None:
    page = directory.search(SearchQuery(language, text=typed))
    assert service in page.ids
    assert page.corrected == corrected


def test_a_whole_sentence_finds_by_its_rare_words(directory: ServiceDirectory) -> None:
    assert found(directory, "I want to see a nurse please")[0] == "clinic"


def test_services_that_are_gone_are_not_found(directory: ServiceDirectory) -> None:
    assert found(directory, "kitchen") == ()


def test_pages_are_windows_of_one_list(directory: ServiceDirectory) -> None:
    whole = directory.search(SearchQuery("en", text="a"), limit=100)
    parts = [
        directory.search(SearchQuery("en", text="a"), offset=n, limit=2) for n in range(0, 8, 2)
    ]
    assert sum((part.ids for part in parts), ()) == whole.ids[:8]
    assert whole.total == 7
    assert [part.total for part in parts] == [2, 4, 6, 7], "nothing behind a window is looked for"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120), st.sampled_from(["en", "es", "ar", "zh-Hans", "xx"]))
def test_any_text_is_answered(directory: ServiceDirectory, text: str, language: str) -> None:
    page = directory.search(SearchQuery(language, text=text))
    assert len(page.ids) <= page.total
