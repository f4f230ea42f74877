"""Medicaid has the name of the state of the place, and its common name where that is unknown."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kiosk.domain.medicaid import programme_of
from kiosk.domain.records import Cost, Location
from kiosk.domain.resource_text import resource_text
from tests.presentation.listings import fact, listing, told

PROGRAMMES = {
    "CA": "Medi-Cal pays",
    "California": "Medi-Cal pays",
    "TN": "TennCare pays",
    "tn": "TennCare pays",
    "Tennessee": "TennCare pays",
    "MA": "MassHealth pays",
    "ME": "MaineCare pays",
    "OK": "SoonerCare pays",
    "WA": "Apple Health pays",
    "OR": "Oregon Health Plan pays",
    "AZ": "AHCCCS pays",
    "OH": "Medicaid pays",
    "Ohio": "Medicaid pays",
    "TX": "Medicaid pays",
    "NY": "Medicaid pays",
    "": "Medicaid pays",
    "Ontario": "Medicaid pays",
}


CASES = [
    *((Cost.MEDICAID, (state,), paid) for state, paid in PROGRAMMES.items()),
    (Cost.MEDICAID, ("TN", "KY"), "Medicaid pays"),
    (Cost.MEDICAID, (), "Medicaid pays"),
    (Cost.MEDI_CAL, ("CA",), "Medi-Cal pays"),  # the code of earlier files
]


@pytest.mark.parametrize(("cost", "states", "paid"), CASES)
def test_a_visitor_reads_the_name_of_the_state_of_all_places(
    cost: Cost, states: tuple[str, ...], paid: str
) -> None:
    places = tuple(
        Location(id=f"o.{number}", organization_id="o", state_province=state or None)
        for number, state in enumerate(states)
    )
    assert fact(told(listing(cost=(cost,), locations=places)).view(), "Cost") == paid


def test_the_table_has_each_state_once() -> None:
    rows = [
        line.split("\t")
        for line in resource_text("places", "medicaid.tsv").splitlines()
        if not line.startswith("#")
    ][1:]
    assert len(rows) == len({row[0] for row in rows}) == len({row[1] for row in rows}) == 51
    assert all(len(row) == 4 and all(row) for row in rows)
    assert programme_of("DC") == "Medicaid"


def test_the_common_name_stands_in_every_language() -> None:
    """A programme's own name takes its place."""
    paths = sorted(Path(__file__).parents[2].glob("translations/*/LC_MESSAGES/kiosk.po"))
    assert len(paths) == 15
    for path in paths:
        with path.open("rb") as file:
            message = read_po(file).get("Medicaid pays")
        assert str(message.string).count("Medicaid") == 1, path
