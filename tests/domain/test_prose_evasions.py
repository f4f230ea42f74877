"""Numbers in any spelling are found; hours, ages, streets and sums are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.prose import prose_rule
from kiosk.domain.prose_words import DIAL, VERB_LAST
from tests.domain.content import R
from tests.domain.evasions import (
    LAWFUL,
    SHORT,
    SIGNS,
    WORDS,
    ZEROS,
    addresses,
    lawful,
    look_alikes,
    separated,
    spoken,
)
from tests.long_runs import FULL

AROUND = st.sampled_from(("{}", "Call {} now.", "At night: {}", "({})", "Звоните {}", "拨打{}。"))
MANY = 5000 if FULL else 400


GROUPS = ("916 555 0199", "1 916 555 0199", "91 65 55 01 99", " ".join("9165550199"))


@pytest.mark.parametrize("groups", GROUPS)
def test_every_sign_and_short_word_is_a_separator(groups: str) -> None:
    between = (*SIGNS, *(f" {word} " for word in SHORT))
    missed = [one for one in between if prose_rule(groups.replace(" ", one)) is not R.TEXT_NUMBER]
    assert missed == []


@pytest.mark.parametrize("groups", GROUPS)
def test_every_digit_is_one(groups: str) -> None:
    for zero in ZEROS:
        number = "".join(chr(zero + int(one)) if one.isdigit() else "~" for one in groups)
        assert prose_rule(number) is R.TEXT_NUMBER, number


@settings(max_examples=MANY)
@given(number=separated(), around=AROUND)
def test_whatever_is_between_the_parts(number: str, around: str) -> None:
    assert prose_rule(around.format(number)) is R.TEXT_NUMBER


@settings(max_examples=MANY)
@given(number=look_alikes(), around=AROUND)
def test_letters_that_pass_for_digits(number: str, around: str) -> None:
    assert prose_rule(around.format(number)) is R.TEXT_NUMBER


@pytest.mark.parametrize("tag", WORDS)
@settings(max_examples=MANY // 10)
@given(data=st.data())
def test_digits_in_words(tag: str, data: st.DataObject) -> None:
    number = data.draw(spoken(tag))
    for language in (tag, "en"):
        assert prose_rule(f"Call {number} now.", language) is R.TEXT_NUMBER


@given(address=addresses(), around=AROUND)
def test_an_address_in_other_spelling(address: str, around: str) -> None:
    assert prose_rule(around.format(address)) is R.TEXT_WEB


@pytest.mark.parametrize("tag", DIAL)
def test_every_word_for_calling_makes_a_code(tag: str) -> None:
    for word in DIAL[tag].split():
        said = word.removesuffix("*").replace("-", " ")
        for text in (f"{said} 55555", f"{said}: 5555.", *[f"55555 {said}"] * (tag in VERB_LAST)):
            assert prose_rule(text, tag) is R.TEXT_CODE, text


def test_lawful_sentences() -> None:
    made = [lawful(seed) for seed in range(5000 if FULL else 500)]
    assert {tag for tag, _ in made} == {*LAWFUL} == {*WORDS}
    wrong = [(tag, text, rule) for tag, text in made if (rule := prose_rule(text, tag))]
    assert wrong == []
