"""Telephone numbers in cells of the workbook: one of them, and nothing that would be lost."""

import pytest

from kiosk.editor.publish.findings import FindingCode
from kiosk.editor.workbook.cells import read_cell
from kiosk.editor.workbook.columns import Column
from kiosk.editor.workbook.sheets import HELPLINES, PHONES
from kiosk.editor.workbook.text import Raw

F = FindingCode
NUMBER = PHONES.column("number")


def _read(column: Column, typed: object) -> tuple[tuple[str, str | None] | None, list[str]]:
    reading = read_cell(column, Raw(typed), "US")
    return reading.value, [problem.code.value for problem in reading.problems]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("916-920-2952", "+19169202952"),
        ("(916) 920-2952", "+19169202952"),
        ("916.920.2952", "+19169202952"),
        ("1 916 920 2952", "+19169202952"),
        ("+1 916 920 2952", "+19169202952"),
        (9169202952.0, "+19169202952"),
        (9169202952, "+19169202952"),
        ("9169202952.0", "+19169202952"),
        ("1-888-373-7888", "+18883737888"),
        ("988", "988"),
        (211.0, "211"),
        ("233733", "233733"),
        ("+44 20 7946 0958", "+442079460958"),
        ("920-2952", None),
        ("call the office", None),
        ("916-920-2952 or 916-920-2953", None),
        ("Fax 916-920-2952", None),
        ("Call us: 916-920-2952", "+19169202952"),
        ("Main office 916-920-2952 (24/7)", "+19169202952"),
        ("916-920-2952, 24 hours a day", "+19169202952"),
        ("Toll-free hotline: 1-888-373-7888", "+18883737888"),
        ("TTY 916-920-2952", None),
        ("videophone 916-920-2952", None),
        ("916-920-2952 (text only)", None),
        ("916-920-2952 (staff only, private)", None),
        ("916-920-2952 Maria's cell, do not give out", None),
        ("disconnected 916-920-2952", None),
        ("was 916-920-2952", None),
        ("916-920-2952 after 5 pm", None),
    ],
)
def test_phone_numbers(typed: object, number: str | None) -> None:
    value, codes = _read(NUMBER, typed)
    assert (value[0] if value else None) == number
    assert codes == ([] if number else [F.NUMBER_NOT_READ])


def test_an_extension_written_beside_the_number_is_kept() -> None:
    assert _read(NUMBER, "916-920-2952 ext. 12") == (("+19169202952", "12", None), [])


@pytest.mark.parametrize(
    ("key", "typed", "number"),
    [
        ("tty", "TTY 916-920-2952", "+19169202952"),
        ("tty", "916 / 920-2952", "+19169202952"),
        ("text_number", "Text 233733", "233733"),
        ("text_number", "TTY 916-920-2952", None),
        ("number", "Text 233733", None),
    ],
)
def test_a_word_that_its_column_says_too_does_no_harm(
    key: str, typed: str, number: str | None
) -> None:
    value, codes = _read(HELPLINES.column(key), typed)
    assert (value[0] if value else None) == number
    assert codes == ([] if number else [F.NUMBER_NOT_READ])
