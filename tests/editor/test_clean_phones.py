"""Telephone numbers in a cell: read with certainty or not at all."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.records import PhoneType
from kiosk.domain.value_rules import number_rule
from kiosk.editor.parsers.phones import FoundPhone, PhoneProblem, PhoneReading, read_phones

P = PhoneProblem
V, T, Y, VP = PhoneType.VOICE, PhoneType.TEXT, PhoneType.TTY, PhoneType.VIDEOPHONE
WEAVE = "+19169202952"
OTHER = "+19169202953"

# One number, read with certainty: (number, extension, type, keyword).
CERTAIN: dict[str, tuple[str, str | None, PhoneType, str | None]] = {
    "916-920-2952": (WEAVE, None, V, None),
    "(916) 920-2952": (WEAVE, None, V, None),
    "(916)920-2952": (WEAVE, None, V, None),
    "( 916 ) 920-2952": (WEAVE, None, V, None),
    "916.920.2952": (WEAVE, None, V, None),
    "916 920 2952": (WEAVE, None, V, None),
    "916/920-2952": (WEAVE, None, V, None),
    "916 - 920 - 2952": (WEAVE, None, V, None),
    "916--920-2952": (WEAVE, None, V, None),
    "916-9202952": (WEAVE, None, V, None),
    "9169202952": (WEAVE, None, V, None),
    "9169202952.0": (WEAVE, None, V, None),
    "19169202952": (WEAVE, None, V, None),
    "1-916-920-2952": (WEAVE, None, V, None),
    "1 (916) 920-2952": (WEAVE, None, V, None),
    "+19169202952": (WEAVE, None, V, None),
    "+1 916 920 2952": (WEAVE, None, V, None),
    "+1 (916) 920-2952": (WEAVE, None, V, None),
    "+1.916.920.2952": (WEAVE, None, V, None),
    "  916-920-2952  ": (WEAVE, None, V, None),
    '"916-920-2952"': (WEAVE, None, V, None),
    "'916-920-2952'": (WEAVE, None, V, None),
    "“916-920-2952”": (WEAVE, None, V, None),
    "(916-920-2952)": (WEAVE, None, V, None),
    "(916 920-2952": (WEAVE, None, V, None),
    "916) 920-2952": (WEAVE, None, V, None),
    "916\u2013920\u20132952": (WEAVE, None, V, None),
    "916\u2011920\u20112952": (WEAVE, None, V, None),
    "916\u00a0920\u00a02952": (WEAVE, None, V, None),
    "\uff19\uff11\uff16-920-2952": (WEAVE, None, V, None),
    "٩١٦-٩٢٠-٢٩٥٢": (WEAVE, None, V, None),
    "916-\u200b920-2952": (WEAVE, None, V, None),
    "<b>916-920-2952</b>": (WEAVE, None, V, None),
    '<a href="tel:9169202952">916-920-2952</a>': (WEAVE, None, V, None),
    "main: 954-523-4100": ("+19545234100", None, V, None),
    "Phone: 916-920-2952": (WEAVE, None, V, None),
    "Tel. 916-920-2952": (WEAVE, None, V, None),
    "Phone/Fax: 916-920-2952": (WEAVE, None, V, None),
    "916-920-2952 (crisis line)": (WEAVE, None, V, None),
    "Call 916-920-2952 Mon-Fri 8am-5pm": (WEAVE, None, V, None),
    "916-920-2952, Mon-Fri 9:00 a.m. - 4:30 p.m.": (WEAVE, None, V, None),
    "916-920-2952 24/7": (WEAVE, None, V, None),
    "916-920-2952 (24 hours)": (WEAVE, None, V, None),
    "916-920-2952, press 2": (WEAVE, None, V, None),
    "916-920-2952 option 3": (WEAVE, None, V, None),
    "916-920-2952 ext. 5": (WEAVE, "5", V, None),
    "916-920-2952 x57471": (WEAVE, "57471", V, None),
    "916-920-2952x12": (WEAVE, "12", V, None),
    "916-920-2952ext12": (WEAVE, "12", V, None),
    "916-920-2952, extension 12": (WEAVE, "12", V, None),
    "(916) 875-4673 Ext. 606151#": ("+19168754673", "606151", V, None),
    "916-920-2952 #12": (WEAVE, "12", V, None),
    "916-920-2952 (x12)": (WEAVE, "12", V, None),
    "1-800-395-HELP": ("+18003954357", None, V, None),
    "(800) 370-LEAD": ("+18003705323", None, V, None),
    "800.395.HELP": ("+18003954357", None, V, None),
    "1-888-KEY-2-FRE": ("+18885392373", None, V, None),
    "1-800-799-SAFE (7233)": ("+18007997233", None, V, None),
    "800-799-7233 (SAFE)": ("+18007997233", None, V, None),
    "1-833-LCO-INFO": ("+18335264636", None, V, None),
    "916-442-HELP": ("+19164424357", None, V, None),
    "211": ("211", None, V, None),
    "2-1-1": ("211", None, V, None),
    "Dial 211": ("211", None, V, None),
    "(311)    -": ("311", None, V, None),
    "(911)    -    ": ("911", None, V, None),
    "988": ("988", None, V, None),
    "911": ("911", None, V, None),
    "211 or": ("211", None, V, None),
    "711": ("711", None, Y, None),
    "TTY 711": ("711", None, Y, None),
    "TTY: 916-920-2953": (OTHER, None, Y, None),
    "TDD (916) 920-2953": (OTHER, None, Y, None),
    "916-920-2953 TTY": (OTHER, None, Y, None),
    "VP: 916-920-2953": (OTHER, None, VP, None),
    "Video phone 916-920-2953": (OTHER, None, VP, None),
    "Text: 916-920-2953": (OTHER, None, T, None),
    "text 233733": ("233733", None, T, None),
    "Text HOME to 741741": ("741741", None, T, "HOME"),
    "Text HOME to 741-741": ("741741", None, T, "HOME"),
    'Text "START" to 88788': ("88788", None, T, "START"),
    "Text the word hello to 741741": ("741741", None, T, "HELLO"),
    "text message to 741741": ("741741", None, T, None),
    "Text us: 233733": ("233733", None, T, None),
    "Text 988": ("988", None, T, None),
}

# Nothing is read, and the problem says why.
UNREAD: dict[str, PhoneProblem] = {
    "Sorry": P.NOT_A_NUMBER,
    "no phone number information available": P.NOT_A_NUMBER,
    "See website for numbers": P.NOT_A_NUMBER,
    "call the office": P.NOT_A_NUMBER,
    "12346654": P.NOT_A_NUMBER,
    "(233) 440-1234": P.NOT_A_NUMBER,  # nobody has that area code
    "123": P.SHORT_CODE,
    "1": P.NOT_A_NUMBER,
    "8": P.NOT_A_NUMBER,
    "95814": P.SHORT_CODE,
    "0": P.NOT_A_NUMBER,
    "000-000-0000": P.NOT_A_NUMBER,
    "111-111-1111": P.NOT_A_NUMBER,
    "123-456-7890": P.NOT_A_NUMBER,
    "555-555-5555": P.NOT_A_NUMBER,
    "916-120-2952": P.NOT_A_NUMBER,
    "916-911-2952": P.NOT_A_NUMBER,
    "500-555-0100": P.NOT_A_NUMBER,
    "916-920-29522": P.NOT_A_NUMBER,
    "916-920-295": P.NOT_A_NUMBER,
    "91-6920-2952": P.NOT_A_NUMBER,
    "44 20 7946 0018": P.NOT_A_NUMBER,
    "9.169202952e+09": P.NOT_A_NUMBER,
    "916-92O-2952": P.NOT_A_NUMBER,
    "9I6-920-2952": P.NO_AREA_CODE,
    "1-888-KEY-2-FREE": P.NOT_A_NUMBER,
    "1-800-HELP": P.NOT_A_NUMBER,
    "916 PARKING": P.NOT_A_NUMBER,
    "211 Main St": P.NOT_A_NUMBER,
    "Suite 211": P.NOT_A_NUMBER,
    "Room 911": P.NOT_A_NUMBER,
    "1700 K Street": P.NOT_A_NUMBER,
    "227-0245": P.NO_AREA_CODE,
    "2270245": P.NO_AREA_CODE,
    "(30`) 123-4567": P.NO_AREA_CODE,
    "(9l6) 920-2952": P.NO_AREA_CODE,
    "[916] 920-2952": P.NO_AREA_CODE,
    "9 16 920 2952": P.NO_AREA_CODE,
    "(91) 6920-2952": P.NOT_A_NUMBER,
    "715-1950/2": P.NO_AREA_CODE,
    "(   ) 227-0245": P.NO_AREA_CODE,
    "x57471": P.EXTENSION_ONLY,
    "ext. 5": P.EXTENSION_ONLY,
    "Ext. 606151#": P.EXTENSION_ONLY,
    "extension 12": P.EXTENSION_ONLY,
    "#12": P.EXTENSION_ONLY,
    "+52 55 1234 5678": P.FOREIGN,
    "+44 1234 234567": P.FOREIGN,
    "+252612345678": P.FOREIGN,
    "011 52 55 1234 5678": P.FOREIGN,
    '"+44 1234 234567"': P.FOREIGN,
    "900-555-1234": P.COSTLY,
    "1-900-555-1234": P.COSTLY,
    "809-555-1234": P.COSTLY,
    "+1 876 555 1234": P.COSTLY,
    "916-976-1234": P.COSTLY,
    "1-800-799-SAFE (7234)": P.UNCLEAR,
    "916-920-2952-22": P.UNCLEAR,
    "916-920-2952 22": P.UNCLEAR,
    "916-920-2952.5": P.UNCLEAR,
    "22 916-920-2952": P.UNCLEAR,
    "916-920-2952916-920-2953": P.UNCLEAR,
    "916-FOODNOW": P.UNCLEAR,
    "pager 916-920-2952": P.PAGER,
    "fax: 916-920-2952": P.FAX,
    "916-920-2952 (fax)": P.FAX,
    "Facsimile 916-920-2952": P.FAX,
    "12345 text": P.SHORT_CODE,
    "call 741741": P.SHORT_CODE,
}

BLANK = ["", "   ", "N/A", "n/a", "None", "null", "-", "--", "\u00a0", "See notes.", "unknown"]


@pytest.mark.parametrize("raw", CERTAIN)
def test_certain_number(raw: str) -> None:
    reading = read_phones(raw)
    found = [(p.number, p.extension, p.type, p.keyword) for p in reading.phones]
    assert found == [CERTAIN[raw]]
    assert reading.problems == ()
    assert not reading.unread


@pytest.mark.parametrize("raw", UNREAD)
def test_unread_cell(raw: str) -> None:
    reading = read_phones(raw)
    assert reading.phones == ()
    assert UNREAD[raw] in reading.problems
    assert reading.unread is (UNREAD[raw] is not P.FAX)


@pytest.mark.parametrize("raw", BLANK)
def test_blank_cell_says_nothing(raw: str) -> None:
    assert read_phones(raw) == PhoneReading()


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


def test_words_in_the_cell_say_more_than_the_columns() -> None:
    assert read_phones("TTY 916-920-2952", type_word="voice").phones[0].type is Y
    assert read_phones("Phone 916-920-2952", type_word="fax").phones == ()


def test_the_label_is_kept_for_the_report() -> None:
    assert read_phones("Intake: 916-920-2952").phones == (FoundPhone(WEAVE, label="Intake"),)


def test_elsewhere_only_numbers_with_their_country_are_read() -> None:
    assert read_phones("916-920-2952", region="GB").phones == ()
    assert read_phones("+1 916-920-2952", region="GB").phones == (FoundPhone(WEAVE),)


KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
CELLS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789()-+. xX/#,;", max_size=40),
    st.lists(
        st.sampled_from(
            [
                *("916", "920", "2952", "800", "HELP", "-", "(", ")", " ", "ext", "x", "1", "+1"),
                *("fax", "or", "text", "to", "741741", "TTY", "711", ",", "/", ".", "5", "O"),
            ]
        ),
        max_size=14,
    ).map("".join),
)


@given(CELLS, st.sampled_from(["", "voice", "fax", "sms", "10"]))
@example("916-4202952916-555-0100", "")
@example("1916-920-2952", "")
def test_no_digit_is_invented(raw: str, kind: str) -> None:
    reading = read_phones(raw, type_word=kind)
    folded = re.sub(r"[^0-9A-Z]", "", raw.upper())
    pressed = folded.translate(KEYS)
    for phone in reading.phones:
        digits = phone.number.removeprefix("+1")
        assert digits in folded or digits in pressed
        assert number_rule(phone.number, phone.type) is None
        assert phone.extension is None or phone.extension in folded
    if reading.phones and kind == "fax":
        raise AssertionError(raw)
