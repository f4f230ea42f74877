"""Korean letters: each key joins or begins a syllable, each erasure takes one letter back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import hangul
from kiosk.domain.text_input import with_key, without_last

KEYS = sorted({*hangul.LEADS, *"ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ"})
SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]


def typed(keys: str, text: str = "") -> str:
    for key in keys:
        text = with_key(text, key)
    return text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ㅎㅏㄴㄱㅜㄱㅇㅓ", "한국어"),
        ("ㅅㅜㅣㅁㅌㅓ", "쉼터"),
        ("ㄱㅏㅂㅅ", "값"),
        ("ㄱㅏㅂㅅㅏ", "갑사"),
        ("ㄱㅏㅂㅅㅇㅣ", "값이"),
        ("ㄷㅏㄹㄱ", "닭"),
        ("ㅇㅗㅏ", "와"),
        ("ㅇㅗㅐㄴㅣ", "왜니"),
        ("ㅇㅡㅣㅅㅏ", "의사"),
        ("ㄲㅗㅊ", "꽃"),
        ("ㅂㅏㄸㅏ", "바따"),
        ("ㅋㅋㅋ", "ㅋㅋㅋ"),
        ("ㅏㅏ", "ㅏㅏ"),
        ("ㅗㅏ", "ㅘ"),
        ("ㅎㅏㄴ ㄱㅜㄱ", "한 국"),
    ],
)
def test_keys_write_syllables(keys: str, text: str) -> None:
    assert typed(keys) == text


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("한", ["하", "ㅎ", ""]),
        ("값", ["갑", "가", "ㄱ", ""]),
        ("와", ["오", "ㅇ", ""]),
        ("a한", ["a하", "aㅎ", "a", ""]),
        ("ㅋㅋ", ["ㅋ", ""]),
        ("ab", ["a", ""]),
    ],
)
def test_an_erasure_takes_one_letter(text: str, steps: list[str]) -> None:
    for step in steps:
        text = without_last(text)
        assert text == step


def test_erasing_nothing_leaves_nothing() -> None:
    assert without_last("") == ""


def test_every_syllable_can_be_typed_and_taken_back() -> None:
    for syllable in SYLLABLES:
        keys = hangul.keys(syllable)
        assert typed(keys) == syllable
        text = syllable
        for _ in keys:
            text = without_last(text)
        assert text == ""


@pytest.mark.parametrize("at", range(0, len(SYLLABLES), 97))
def test_the_parts_are_those_of_unicode(at: int) -> None:
    """The compatibility letters stand for the jamo of the canonical decomposition."""
    apart = unicodedata.normalize("NFD", SYLLABLES[at])
    jamo = unicodedata.normalize("NFKD", "".join(hangul._parts(SYLLABLES[at])))
    names = [unicodedata.name(letter).split(maxsplit=2)[2] for letter in (*apart, *jamo)]
    assert names[: len(apart)] == names[len(apart) :]


@given(st.text(st.sampled_from(KEYS), max_size=12))
def test_no_key_is_lost(keys: str) -> None:
    assert hangul.keys(typed(keys)) == keys
    assert hangul.syllables(keys) == typed(keys)


@given(st.text(st.sampled_from([*KEYS, " "]), max_size=12))
def test_what_is_typed_so_far_is_a_beginning_of_what_comes(keys: str) -> None:
    """So a word is found while its last syllable still changes."""
    for end in range(len(keys)):
        assert hangul.keys(typed(keys)).startswith(hangul.keys(typed(keys[:end])))


def test_initials_are_those_of_whole_words() -> None:
    assert hangul.initials("쉼터 찾기, 집 a나") == {"ㅅㅌ", "ㅊㄱ"}
