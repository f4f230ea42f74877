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
