"""A name as it reads without its disguise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.disguise import as_it_looks, joined_words, variants
from tests.spellings import spellings


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("WomensShelter", "Womens Shelter"),
        ("SACShelter", "SAC Shelter"),
        ("ПриютДляЖенщин", "Приют Для Женщин"),
        ("Casa24Refugio", "Casa 24 Refugio"),
        ("V í c t i m a s", "Víctimas"),
        ("V.I.H.", "VIH."),
        ("Vic-tims", "Victims"),
        ("Vic_tims", "Victims"),
        ("Vic’tims", "Victims"),
        ("Vic--tims", "Victims"),
        ("Sh3lter", "Shelter"),
        ("V1ctim", "Victim"),
        ("He1p1ine", "Helpline"),
        ("$exual", "sexual"),
        ("Abu$e", "Abuse"),
        ("Sheltеr", "Shelter"),
        ("Ѕhelter", "Shelter"),
        ("Αsylum", "Asylum"),
        ("Ｓｈｅｌｔｅｒ", "Shelter"),
        ("Shel\u200dter", "Shelter"),
        ("Shel\u00adter", "Shelter"),
        ("家 暴", "家暴"),
    ],
)
def test_a_disguise_is_taken_off(text: str, reading: str) -> None:
    assert text == variants(text)[0]
    assert reading in variants(text)


@pytest.mark.parametrize(
    "text",
    ["", "Shelter", "River City Food Bank", "+1 916 454 1701", "9164541701", "95814", "Приют"],
)
def test_what_has_no_disguise_has_one_reading(text: str) -> None:
    assert variants(text) == (text,)


def test_letters_of_india_keep_their_vowel_signs() -> None:
    assert set(variants("घरेलू हिंसा")) == {"घरेलू हिंसा"}


def test_neighbouring_words_are_written_as_one() -> None:
    assert joined_words("re fu gio") == {"refu", "fugio", "refugio"}
    assert joined_words("a b c d e") == {
        "ab",
        "bc",
        "cd",
        "de",
        "abc",
        "bcd",
        "cde",
        "abcd",
        "bcde",
    }
    assert joined_words("victims") == set()


@given(st.text(max_size=40))
def test_any_text_has_readings_and_the_first_is_itself(text: str) -> None:
    found = variants(text)
    assert found[0] == text
    assert len(set(found)) == len(found)


NAMES = ("Ana Ruiz", "Mei-Lin Wu", "William O'Connor", "Олена Бойко", "مهین رضایی", "Nguyễn Ánh")


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_name_is_one_however_it_is_spelt(name: str, data: st.DataObject) -> None:
    assert as_it_looks(data.draw(spellings(name))) == as_it_looks(name)


def test_other_names_stay_others() -> None:
    names = (
        *NAMES,
        "Ana Ruis",
        "Anna Ruiz",
        "Ana R.",
        "Ana",
        "Mei Lin Wong",
        "Олена Бойка",
        "!",
        "?",
    )
    assert len({*map(as_it_looks, names)}) == len(names)
