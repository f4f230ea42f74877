import pytest

from kiosk.domain.language import (
    OFFERED,
    SPOKEN,
    SPOKEN_ONLY,
    WRITTEN,
    Direction,
    answers_in,
    is_served_in,
    language,
    normalize_tag,
    offered_languages,
    spoken_choices,
)

SCREEN_ORDER = [
    "en",
    "es",
    "zh-Hans",
    "zh-Hant",
    "vi",
    "hmn",
    "ru",
    "uk",
    "pa",
    "hi",
    "fil",
    "ko",
    "ar",
    "fa",
    "prs",
    "ps",
]


def test_sixteen_written_languages_with_names_and_folders_of_their_own() -> None:
    assert len(WRITTEN) == 16
    for attribute in ("tag", "endonym", "english_name", "gettext"):
        assert len({getattr(each, attribute) for each in WRITTEN}) == 16
    assert all(each.written for each in WRITTEN)
    assert not any(each.written for each in SPOKEN_ONLY)
    twice = {each.tag for each in WRITTEN} & {each.tag for each in SPOKEN_ONLY}
    assert not twice, "a language with screens is spoken too: take it out of SPOKEN_ONLY"


def test_the_offered_languages_are_written_ones_in_screen_order() -> None:
    assert [each.tag for each in offered_languages()] == [
        tag for tag in SCREEN_ORDER if tag in OFFERED
    ]
    assert len(offered_languages()) == len(OFFERED)
    assert {"en", "es", "ar", "zh-Hans"} <= set(OFFERED)


@pytest.mark.parametrize(
    ("tag", "folder", "cldr", "direction"),
    [
        ("zh-Hans", "zh_Hans", "zh_Hans", Direction.LTR),
        ("prs", "fa_AF", "fa_AF", Direction.RTL),
        ("hmn", "hmn", None, Direction.LTR),
        ("ar", "ar", "ar", Direction.RTL),
        ("he", None, "he", Direction.RTL),
    ],
)
def test_one_table_maps_the_kinds_of_names(
    tag: str, folder: str | None, cldr: str | None, direction: Direction
) -> None:
    found = language(tag)
    assert found is not None
    assert (found.gettext, found.cldr, found.direction) == (folder, cldr, direction)


def test_chinese_is_spoken_as_mandarin_or_cantonese_and_asl_is_a_language() -> None:
    tags = {each.tag for each in SPOKEN}
    assert {"cmn", "yue", "ase"} <= tags
    assert not tags & {"zh-Hans", "zh-Hant", "zh"}
    assert spoken_choices("zh-Hans") == ("cmn", "yue")
    assert spoken_choices("zh-Hant") == ("yue", "cmn")
    assert spoken_choices("es") == ("es",)


@pytest.mark.parametrize(
    ("asked", "stated", "served"),
    [
        ("zh-Hans", ["zh"], "yes"),
        ("zh-Hans", ["cmn"], "yes"),
        ("zh-Hans", ["yue"], "no"),
        ("cmn", ["zh-CN"], "yes"),
        ("yue", ["yue"], "yes"),
        ("yue", ["cmn"], "no"),
        ("yue", ["zh"], "no"),
        ("es", ["en", "es-MX"], "yes"),
        ("fil", ["tl"], "yes"),
        ("prs", ["fa"], "yes"),
        ("fa", ["fa-AF"], "yes"),
        ("hmn", ["mww"], "yes"),
        ("ru", ["uk"], "no"),
        ("ar", [], "no"),
    ],
)
def test_who_is_served_by_what_a_service_states(asked: str, stated: list[str], served: str) -> None:
    assert is_served_in(asked, stated) is (served == "yes")


def test_a_record_that_states_no_language_promises_nothing_and_denies_nothing() -> None:
    assert answers_in("es", []) is None
    assert answers_in("es", ["en"]) is False
    assert answers_in("es", ["en"], any_language=True) is True
    assert answers_in("es", [], any_language=False) is False


@pytest.mark.parametrize(
    ("raw", "tag"),
    [("es-MX", "es"), ("zh-TW", "zh-Hant"), ("zh", "zh"), ("tl", "fil"), ("xx", "xx")],
)
def test_a_directory_tag_in_the_form_of_the_tables(raw: str, tag: str) -> None:
    assert normalize_tag(raw) == tag


def test_an_unknown_tag_is_no_language() -> None:
    assert language("xx") is None
