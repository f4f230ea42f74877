"""Whose number it is, of which kind, with which extension: the same from a workbook and an export.

The words beside a number decide: its label before its type, and its type before its column.
"""

import pytest

from tests.editor.both_paths import PATHS, Case, Read, read_both

NUMBER = "(916) 440-1234"
FULL = "+19164401234"
VOICE, TTY, TEXT, VIDEO = "voice", "tty", "text", "videophone"

Row = tuple[str, str, list[str]]
KINDS: dict[str, list[str]] = {
    # label, after the type and a bar -> kinds of number; none: it is left out
    "voice|TTY for intake": [TTY],
    "voice|Fax, second floor": [],
    "voice|Phone/fax": [VOICE],
    "voice|Intake (TTY)": [TTY],
    "voice|Office TDD": [TTY],
    "voice|TTY/TDD": [TTY],
    "voice|Voice/TTY": [VOICE, TTY],
    "tty|Voice and TTY": [VOICE, TTY],
    "fax|Main office": [],
    "Fax|": [],
    "fax|Phone/fax": [VOICE],
    "FAX NUMBER|Front Desk": [],
    "voice|Facsimile": [],
    "voice|2nd floor fax": [],
    "voice|Admin Fax Line": [],
    "voice|Fax: attention intake": [],
    "tty|": [TTY],
    "TDD|": [TTY],
    "hotline|": [VOICE],
    "|Text line": [TEXT],
    "voice|Text only": [TEXT],
    "voice|Text us": [TEXT],
    "voice|Call or text": [VOICE, TEXT],
    "sms|": [TEXT],
    "text|": [TEXT],
    "voice|Videophone": [VIDEO],
    "voice|VP for Deaf callers": [VIDEO],
    "video|": [VIDEO],
    "voice|Video relay": [VIDEO],
    "voice|Video phone for the Deaf": [VIDEO],
    "toll free|Toll-free": [VOICE],
    "voice|Main": [VOICE],
    "voice|": [VOICE],
    "|": [VOICE],
    "voice|Intake line, open weekdays": [VOICE],
    "voice|Textile Museum": [VOICE],
    "voice|Faxon Street office": [VOICE],
}

HELD = False
SHOWN = True
PERSONS: dict[str, bool] = {
    "Dana's cell": HELD,
    "Rosa Park": HELD,
    "Front Desk": SHOWN,
    "Oak Hill Clinic": SHOWN,
    "Maria": HELD,
    "Maria Lopez": HELD,
    "María López-Ruiz, LCSW": HELD,
    "J. Ramirez": HELD,
    "Dr. Ellen Moss": HELD,
    "Ask for Denise": HELD,
    "cell": HELD,
    "Cell": HELD,
    "Mobile": HELD,
    "direct": HELD,
    "Direct line": HELD,
    "Pager": HELD,
    "Director's cell": HELD,
    "Manager cell": HELD,
    "after hours cell": HELD,
    "Beeper": HELD,
    "Terry's line": HELD,
    "Terrys direct": HELD,
    "Staff use only": HELD,
    "For agency use only": HELD,
    "Internal": HELD,
    "internal line": HELD,
    "Do not give out": HELD,
    "do not give to clients": HELD,
    "Please don't give this number": HELD,
    "Not for public": HELD,
    "DANA REYES": HELD,
    "Kim Nguyen (intake)": HELD,
    "Women's line": SHOWN,
    "Veterans' line": SHOWN,
    "St. Mary's Hall": SHOWN,
    "Main Office": SHOWN,
    "Intake": SHOWN,
    "Crisis Line": SHOWN,
    "24-hour hotline": SHOWN,
    "Housing Department": SHOWN,
    "Spanish": SHOWN,
    "Sacramento": SHOWN,
    "After hours": SHOWN,
    "Mobile Clinic": SHOWN,
    "Mobile Crisis Team": SHOWN,
    "Direct Services": SHOWN,
    "Toll Free": SHOWN,
    "Open 9 to 5": SHOWN,
    "": SHOWN,
}

KEYS: dict[tuple[str, str, str], tuple[str | None, str | None]] = {
    # number, extension, label -> keys of the menu, extension
    (NUMBER, "", "press 2"): ("2", None),
    (NUMBER, "", "Press 2 for intake"): ("2", None),
    (NUMBER, "", "Intake (option 3)"): ("3", None),
    (NUMBER, "", "then press 1"): ("1", None),
    (NUMBER, "", "Housing: push 4"): ("4", None),
    (NUMBER, "", "Opt. 5"): ("5", None),
    (NUMBER, "", "prompt 6"): ("6", None),
    (NUMBER, "", "press #2"): ("2", None),
    (NUMBER, "", "press the 0 key"): ("0", None),
    (NUMBER, "", "press zero for a person"): ("0", None),
    (NUMBER, "", "press star"): ("*", None),
    (NUMBER, "", "Press 2, then 1"): ("2,1", None),
    (NUMBER, "", "press 2 and then press 4 for food"): ("2,4", None),
    (NUMBER, "", "press 3 then option 1"): ("3,1", None),
    (NUMBER, "", "oprima 2"): ("2", None),
    (NUMBER, "", "Ext. 12, press 2"): ("2", "12"),
    (NUMBER, "press 3", ""): ("3", None),
    (NUMBER, "Option 2", "Front Desk"): ("2", None),
    (NUMBER, "12", "press 2"): ("2", "12"),
    (f"{NUMBER} press 2", "", ""): ("2", None),
    (f"{NUMBER}, option 3", "", "Intake"): ("3", None),
    (f"{NUMBER} ext. 56, press 1", "", ""): ("1", "56"),
    (f"{NUMBER} (press 2)", "", ""): ("2", None),
    # Not certain, so nothing.
    (NUMBER, "", "press 2 or 3"): (None, None),
    (NUMBER, "", "press 1 or press 2"): (None, None),
    (NUMBER, "", "Press 2 for Spanish"): (None, None),
    (NUMBER, "", "English press 1, Spanish press 2"): (None, None),
    (NUMBER, "", "para espa\u00f1ol oprima 2"): (None, None),
    (NUMBER, "", "press 1 for beds, press 2 for food"): (None, None),
    (NUMBER, "", "press 24 to wait"): (None, None),
    (NUMBER, "", "press release desk"): (None, None),
    (NUMBER, "", "Office 2"): (None, None),
    (NUMBER, "", "second option"): (None, None),
}

EXTENSIONS: dict[tuple[str, str, str], str | None] = {
    # number, extension, label
    (NUMBER, "", "Ext.12"): "12",
    (NUMBER, "", "x 12 for intake"): "12",
    (NUMBER, "", "press 2"): None,
    (NUMBER, "", "Ext 12"): "12",
    (NUMBER, "", "extension 4385"): "4385",
    (NUMBER, "", "Exts. 12"): "12",
    (NUMBER, "", "EXT:7"): "7",
    (NUMBER, "", "Intake, ext. 301"): "301",
    (NUMBER, "", "Intake x301"): "301",
    (NUMBER, "", "ext 12 or ext 13"): None,
    (NUMBER, "", "Ext. 12 and 13"): None,
    (NUMBER, "", "24-hour line"): None,
    (NUMBER, "", "Room 12"): None,
    (NUMBER, "12", ""): "12",
    (NUMBER, "x12", ""): "12",
    (NUMBER, "Ext. 12", ""): "12",
    (NUMBER, "12.0", ""): "12",
    (NUMBER, "606151#", ""): "606151",
    (NUMBER, "34", "Ext. 12"): "34",
    (f"{NUMBER} x56", "", "Front Desk"): "56",
    (f"{NUMBER} ext. 56", "", ""): "56",
    (f"{NUMBER}, extension 56", "", ""): "56",
    (f"{NUMBER} #56", "", ""): "56",
    (f"{NUMBER}x56", "", ""): "56",
    (f"{NUMBER} Ext:56", "", ""): "56",
    (NUMBER, "n/a", ""): None,
    (NUMBER, "press 3", ""): None,
    (NUMBER, "0", ""): "0",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all rows of the tables on both paths."""
    cases = {
        f"kind {row}": Case(
            phones=[{"number": NUMBER, "type": row.split("|")[0], "label": row.split("|")[1]}],
            owner="house",
        )
        for row in KINDS
    }
    cases |= {
        f"person {label}": Case(
            phones=[{"number": NUMBER, "type": "voice", "label": label}], owner="house"
        )
        for label in PERSONS
    }
    cases |= {
        f"extension {row}": Case(
            phones=[{"number": row[0], "type": "voice", "extension": row[1], "label": row[2]}],
            owner="house",
        )
        for row in EXTENSIONS
    }
    cases |= {
        f"keys {row}": Case(
            phones=[{"number": row[0], "type": "voice", "extension": row[1], "label": row[2]}],
            owner="house",
        )
        for row in KEYS
    }
    cases["place"] = Case(
        organization={"name": "Oak Hill Clinic"},
        place={"name": "St. Mary's Hall", "address_1": "120 River Street", "city": "Sacramento"},
    )
    return read_both(tmp_path_factory.mktemp("phones"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", KINDS)
def test_the_label_decides_the_kind_before_the_type(both: Read, row: str, path: str) -> None:
    assert both.of(path, f"kind {row}").numbers == [(FULL, None, kind) for kind in KINDS[row]]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("label", PERSONS)
def test_a_number_of_a_person_is_held(both: Read, label: str, path: str) -> None:
    shown = [(FULL, None, VOICE)] if PERSONS[label] else []
    assert both.of(path, f"person {label}").numbers == shown


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", EXTENSIONS)
def test_an_extension_is_read_wherever_it_is(
    both: Read, row: tuple[str, str, str], path: str
) -> None:
    assert both.of(path, f"extension {row}").numbers == [(FULL, EXTENSIONS[row], VOICE)]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", KEYS)
def test_the_keys_of_a_menu_are_read_where_one_answer_is_certain(
    both: Read, row: tuple[str, str, str], path: str
) -> None:
    [phone] = both.of(path, f"keys {row}").phones
    assert (phone.number, phone.press, phone.extension) == (FULL, *KEYS[row])
