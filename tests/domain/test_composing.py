"""Keys of the scripts that compose: Vietnamese tones, Indic signs, and the limit of a search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.folding import fold
from kiosk.domain.text_input import TONES, with_key, without_last

GRAVE, ACUTE, HOOK, TILDE, DOT = TONES


def typed(keys: str, text: str = "") -> str:
    for key in keys:
        text = with_key(text, key)
    return text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (f"tiê{ACUTE}ng", "tiếng"),
        (f"tiêng{ACUTE}", "tiếng"),
        (f"viêt{DOT}", "việt"),
        (f"đươc{DOT}", "được"),
        (f"a{GRAVE}{TILDE}", "ã"),
        (f"hò{HOOK}", "hỏ"),
        (f"con me{DOT}", "con mẹ"),
        (f"sng{ACUTE}", "sng"),
        (f"lương {ACUTE}", "lương "),
        (ACUTE, ""),
    ],
)
def test_a_tone_finds_its_vowel(keys: str, text: str) -> None:
    """Right behind it or at the end of the word; a second one replaces the first."""
    assert typed(keys) == text


def test_a_tone_anywhere_in_a_word_finds_the_same() -> None:
    assert fold(typed(f"lươ{GRAVE}ng")) == fold(typed("luong"))


def test_signs_join_the_letter_before_them() -> None:
    assert typed("हिन्दी") == "हिन्दी"
    assert without_last("हि") == "ह"
    assert without_last("ਪੰ") == "ਪ"


@given(st.text(max_size=20), st.sampled_from([*TONES, *"aêđㅎㅏกकि한"]))
def test_any_text_takes_any_key(text: str, key: str) -> None:
    written = with_key(unicodedata.normalize("NFC", text), key)
    assert unicodedata.is_normalized("NFC", written)
    assert len(without_last(written)) <= len(written)
