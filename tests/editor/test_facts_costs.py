"""What it costs: said only where a text says it, a programme only by its own name."""

import pytest

from kiosk.domain.records import Cost
from tests.editor.both_paths import PATHS, Case, Read, read_both

C = Cost
NOTHING: tuple[Cost, ...] = ()
COSTS: dict[str, tuple[Cost, ...]] = {
    "Private medical plans": NOTHING,
    "$5 for medical forms": (C.FEE,),
    "Medical checkups are free": (C.FREE,),
    "TennCare accepted": (C.MEDICAID,),
    "We do not take Medicaid": NOTHING,
    "Medicaid": (C.MEDICAID,),
    "Medi-Cal": (C.MEDI_CAL,),
    "medi cal": (C.MEDI_CAL,),
    "MediCal": (C.MEDI_CAL,),
    "Medical": NOTHING,
    "medical insurance accepted": NOTHING,
    "Medicare, Medical, private insurance": NOTHING,
    "Private insurance; Medi-Cal": (C.MEDI_CAL,),
    "Free": (C.FREE,),
    "FREE!!": (C.FREE,),
    "free of charge": (C.FREE,),
    "No cost": (C.FREE,),
    "None": NOTHING,
    "$0": (C.FREE,),
    "Sliding scale": (C.SLIDING,),
    "Sliding fee scale based on income": (C.SLIDING,),
    "Free or sliding scale": (C.SLIDING,),
    "Free. Medi-Cal accepted": (C.MEDI_CAL, C.MAYBE_FREE),
    "$25": (C.FEE,),
    "$2.50 per ride": (C.FEE,),
    "Fees vary": (C.FEE,),
    "Free for seniors": (C.MAYBE_FREE,),
    "Services may be free": (C.MAYBE_FREE,),
    "Toll-free": NOTHING,
    "Drug-free housing": NOTHING,
    "Free parking": NOTHING,
    "Call for fees": NOTHING,
    "Varies": NOTHING,
    "Insurance": NOTHING,
    "Help applying for Medi-Cal": NOTHING,
    "Help with Medicaid renewals": NOTHING,
    "All insurance except Medi-Cal": NOTHING,
    "Soonercare / private pay": (C.MEDICAID,),
    "AHCCCS": (C.MEDICAID,),
    "MassHealth and most plans": (C.MEDICAID,),
    "MaineCare accepted, sliding scale": (C.SLIDING, C.MEDICAID),
    "Apple Health accepted": (C.MEDICAID,),
    "Oregon Health Plan": (C.MEDICAID,),
    "Husky Health": (C.MEDICAID,),
    "Peach Care for kids' meals": NOTHING,
    "No fee with Medicaid": (C.MEDICAID, C.MAYBE_FREE),
    "": NOTHING,
}
STATES: dict[tuple[str, str], tuple[Cost, ...]] = {
    ("Medicaid", "OH"): (C.MEDICAID,),
    ("Medicaid", "Ohio"): (C.MEDICAID,),
    ("Medicaid", "CA"): (C.MEDI_CAL,),
    ("Medicaid", "California"): (C.MEDI_CAL,),
    ("Medicaid", "calif."): (C.MEDI_CAL,),
    ("Medicaid", ""): (C.MEDICAID,),
    ("Medi-Cal", "CA"): (C.MEDI_CAL,),
    ("Medi-Cal or Medicaid", "CA"): (C.MEDI_CAL,),
    ("Medi-Cal or Medicaid", "NV"): (C.MEDI_CAL, C.MEDICAID),
    ("TennCare accepted", "TN"): (C.MEDICAID,),
    ("Medical", "CA"): NOTHING,
    ("We do not take Medicaid", "CA"): NOTHING,
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all rows on both paths."""
    cases = {f"plain {raw}": Case({"fees": raw}) for raw in COSTS}
    for number, (raw, state) in enumerate(STATES, 1):
        place = {"address_1": f"{number} Oak Street", "city": "Springfield"}
        cases[f"state {raw} {state}"] = Case({"fees": raw}, place=place | {"state_province": state})
    return read_both(tmp_path_factory.mktemp("costs"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", COSTS)
def test_a_cost_is_what_its_words_say(both: Read, raw: str, path: str) -> None:
    service = both.of(path, f"plain {raw}").service
    assert service is not None
    assert service.cost == COSTS[raw]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", STATES)
def test_a_programme_has_the_name_of_its_state(both: Read, row: tuple[str, str], path: str) -> None:
    service = both.of(path, f"state {row[0]} {row[1]}").service
    assert service is not None
    assert service.cost == STATES[row]
