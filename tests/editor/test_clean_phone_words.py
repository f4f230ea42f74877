"""Several numbers in a cell, and the words and columns beside them."""

import pytest

from kiosk.domain.records import PhoneType
from kiosk.editor.parsers.phone_words import is_personal, is_private
from kiosk.editor.parsers.phones import (
    FoundPhone,
    PhoneProblem,
    read_extension,
    read_phones,
)

P = PhoneProblem
V, T, Y, VP = PhoneType.VOICE, PhoneType.TEXT, PhoneType.TTY, PhoneType.VIDEOPHONE
WEAVE = "+19169202952"
OTHER = "+19169202953"

# One number, read with certainty: (number, extension, type, keyword).
SEVERAL = {
    "916-920-2952 or 916-920-2953": ([(WEAVE, V), (OTHER, V)], ()),
    "916-920-2952; 916-920-2953": ([(WEAVE, V), (OTHER, V)], ()),
    "916-920-2952 / 916-920-2953": ([(WEAVE, V), (OTHER, V)], ()),
    "916-920-2952 916-920-2953": ([(WEAVE, V), (OTHER, V)], ()),
    "916-920-2952, ext. 5, 916-920-2953": ([(WEAVE, V), (OTHER, V)], ()),
    "916-920-2952 and 916-920-2952": ([(WEAVE, V)], ()),
    "Phone: 916-920-2952 Fax: 916-920-2953": ([(WEAVE, V)], (P.FAX,)),
    "916-920-2952 (voice), 916-920-2953 (fax)": ([(WEAVE, V)], (P.FAX,)),
    "916-920-2952 voice, 916-920-2953 fax": ([(WEAVE, V)], (P.FAX,)),
    "Fax 916-920-2952; Phone 916-920-2953": ([(OTHER, V)], (P.FAX,)),
    "916-920-2952 fax 916-920-2953": ([], (P.UNCLEAR, P.FAX)),
    "916-920-2952 (TTY 711)": ([(WEAVE, V), ("711", Y)], ()),
    "916-920-2952; TTY: 916-920-2953": ([(WEAVE, V), (OTHER, Y)], ()),
    "voice/TTY 916-920-2952": ([(WEAVE, V), (WEAVE, Y)], ()),
    "call or text 988": ([("988", V), ("988", T)], ()),
    "call or text 916-920-2952": ([(WEAVE, V), (WEAVE, T)], ()),
    "text START to 88788 or call 1-800-799-7233": ([("88788", T), ("+18007997233", V)], ()),
    "211 or 916-920-2952": ([("211", V), (WEAVE, V)], ()),
    "(916) 715-1950/2": ([("+19167151950", V)], (P.UNCLEAR,)),
    "916-920-2952 x12 or 13": ([(WEAVE, V)], (P.UNCLEAR,)),
    "916-920-2952 or 227-0245": ([(WEAVE, V)], (P.UNCLEAR,)),
    "916-920-2952, +52 55 1234 5678": ([(WEAVE, V)], (P.FOREIGN,)),
    "916-920-2952; 900-555-1234": ([(WEAVE, V)], (P.COSTLY,)),
}


@pytest.mark.parametrize("raw", SEVERAL)
def test_several_in_one_cell(raw: str) -> None:
    reading = read_phones(raw)
    numbers, problems = SEVERAL[raw]
    assert [(p.number, p.type) for p in reading.phones] == numbers
    assert reading.problems == problems


COLUMNS = {
    "fax": ("fax", "", [], (P.FAX,)),
    "Fax number": ("Fax number", "", [], (P.FAX,)),
    "fax in the description": ("", "Fax number", [], (P.FAX,)),
    "a description that also speaks of fax": ("", "Main line. Fax too.", [V], ()),
    "fax also": ("voice", "Fax also available", [V], ()),
    "voice": ("voice", "", [V], ()),
    "cell": ("cell", "", [V], ()),
    "hotline": ("hotline", "", [V], ()),
    "sms": ("sms", "", [T], ()),
    "text": ("text", "", [T], ()),
    "tty": ("TTY", "", [Y], ()),
    "textphone": ("textphone", "", [Y], ()),
    "video": ("video", "", [VP], ()),
    "Video_Phone": ("Video_Phone", "", [VP], ()),
    "pager": ("pager", "", [], (P.PAGER,)),
    "10": ("10", "", [V], ()),
    "8": ("8", "", [V], ()),
    "null": ("null", "", [V], ()),
    "TTY in the description": ("", "TTY", [Y], ()),
    "a long description": ("", "Our main reception. TTY users call 711.", [V], ()),
}


@pytest.mark.parametrize(("kind", "words", "types", "problems"), COLUMNS.values(), ids=COLUMNS)
def test_columns_beside_the_number(
    kind: str, words: str, types: list[PhoneType], problems: tuple[PhoneProblem, ...]
) -> None:
    reading = read_phones("916-920-2952", type_word=kind, description=words)
    assert [p.type for p in reading.phones] == types
    assert reading.problems == problems


def test_words_in_the_cell_say_more_than_the_columns() -> None:
    assert read_phones("TTY 916-920-2952", type_word="voice").phones[0].type is Y
    assert read_phones("Phone 916-920-2952", type_word="fax").phones == ()


def test_the_label_is_kept_for_the_report() -> None:
    assert read_phones("Intake: 916-920-2952").phones == (FoundPhone(WEAVE, label="Intake"),)


def test_elsewhere_only_numbers_with_their_country_are_read() -> None:
    assert read_phones("916-920-2952", region="GB").phones == ()
    assert read_phones("+1 916-920-2952", region="GB").phones == (FoundPhone(WEAVE),)


EXTENSIONS = {
    "4385": "4385",
    "4385.0": "4385",
    " x12 ": "12",
    "Ext. 606151#": "606151",
    "extension 5": "5",
    "#7": "7",
    "": None,
    "n/a": None,
    "12 or 13": None,
    "123456789": None,
    "12-13": None,
}


@pytest.mark.parametrize(("raw", "extension"), EXTENSIONS.items())
def test_extension_of_a_column(raw: str, extension: str | None) -> None:
    assert read_extension(raw) == extension


KEPT_BACK = [
    *("Staff only", "staff use only", "Staff cell", "DO NOT PUBLISH", "Don't give this out"),
    *("Not for the public", "Unlisted", "internal use", "Back line for advocates", "personal cell"),
]
PUBLIC = [
    *("Confidential crisis line", "Private and confidential", "Internal medicine", "Front desk"),
    *("Staff answer all day", "Ask for the published list", "Home visits", "Personal care", ""),
]


@pytest.mark.parametrize("words", KEPT_BACK)
def test_words_that_keep_a_number_back(words: str) -> None:
    assert is_private(words)


@pytest.mark.parametrize("words", PUBLIC)
def test_words_that_keep_nothing_back(words: str) -> None:
    assert not is_private(words)


@pytest.mark.parametrize("kind", ["private", "Internal", "staff_line", "Confidential voice"])
def test_types_that_keep_a_number_back(kind: str) -> None:
    assert is_private("", kind)
    assert not is_private(f"{kind} help")


@pytest.mark.parametrize("words", ["Program Director", "CEO", "on-call advocate", "Ann, manager"])
def test_words_that_make_a_number_one_persons(words: str) -> None:
    assert is_personal(words)


@pytest.mark.parametrize("words", ["Case manager intake line", "Directory assistance", "On-call"])
def test_words_that_name_a_desk(words: str) -> None:
    assert not is_personal(words)
