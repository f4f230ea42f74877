"""A hidden address is found again in a text, however its street is written."""

import pytest

from kiosk.editor.importers.address_matcher import HiddenAddresses


def told(line: str, text: str) -> bool:
    return HiddenAddresses([line]).mentions(text)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("1215 K Street", "Come to 1215 K Street and ring twice."),
        ("1215 K Street", "We are at 1215 k st, in the yard."),
        ("1215 K St", "Ring at 1215 K."),
        ("1215 J", "Ring at 1215 J Street."),
        ("1215 N Street", "Come to 1215 N St."),
        ("1215 N Street, Suite 4", "Come to 1215 N. Ring twice."),
        ("1215 N Suite 4", "Come to 1215 N and ring twice."),
        ("815 S St", "The door is 815 South S Street."),
        ("1321 North C St", "Come to 1321 C Street."),
        ("1215 North Avenue", "Come to 1215 N. Ave."),
        ("1215 N. Elm Street", "Come to 1215 Elm."),
        ("1215 A Street", "Come to 1215 A St."),
        ("1215 A Street", "Come to 1215 A and ring."),
        ("1215 12th Street", "Come to 1215 12th."),
        ("1215 Elm Street", "In house 3 1215 Elm Street."),
    ],
)
def test_a_hidden_line_is_told(line: str, text: str) -> None:
    assert told(line, text)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("1215 K Street", "Come to 1215 J Street."),
        ("1215 K Street", "1215 kinds of help."),
        ("1215 N Street", "Come to 1215 S Street."),
        ("1215 N. Elm Street", "Come to 1215 N Street."),
        ("10 A Street", "It costs 10 a year."),
        ("10 A Street", "Abierto de 10 a 18."),
        ("10 A Street", "Open from 10 a.m."),
        ("5 P Street", "Open until 5 p.m. and 5 P M."),
        ("24 H Street", "Open 24 hours."),
    ],
)
def test_another_street_an_hour_or_a_price_is_not(line: str, text: str) -> None:
    assert not told(line, text)
