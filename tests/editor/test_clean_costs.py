"""What it costs: said only where a text says it, a programme only by its own name."""

from pathlib import Path

import pytest
from click.testing import Result

from kiosk.domain.records import Cost
from kiosk.editor.parsers.costs import in_state, read_cost
from tests.editor.both_paths import PATHS, Case, Read, read_both
from tests.editor.sources import HSDS3, folder, read, services
from tests.editor.typed import FOR_WHOM, Say, published

C = Cost
COSTS = {
    "Free": (C.FREE,),
    "free.": (C.FREE,),
    "Free of charge": (C.FREE,),
    "No cost": (C.FREE,),
    "No charge.": (C.FREE,),
    "No fee": (C.FREE,),
    # Nothing to pay, or nothing known: a person is asked.
    "None": (),
    "None.": (),
    "$0": (),
    "0.00": (),
    "Services are free": (C.FREE,),
    "All services are free of charge": (C.FREE,),
    "Services are provided at no cost to clients": (C.FREE,),
    "No charge; donations accepted": (C.FREE,),
    "Sliding scale": (C.SLIDING,),
    "Sliding fee scale based on income": (C.SLIDING,),
    "Free or sliding scale": (C.SLIDING,),
    "Medi-Cal": (C.MEDI_CAL,),
    "Accepts MediCal, sliding scale": (C.SLIDING, C.MEDI_CAL),
    "$25": (C.FEE,),
    "$2.50 per ride": (C.FEE,),
    "25 dollars": (C.FEE,),
    "Fees vary": (C.FEE,),
    "Copay": (C.FEE,),
    "Free for seniors": (C.MAYBE_FREE,),
    "Free for seniors, $5 for others": (C.FEE, C.MAYBE_FREE),
    "Services may be free": (C.MAYBE_FREE,),
    "Free or low cost": (C.MAYBE_FREE,),
    "Fee waiver": (C.MAYBE_FREE,),
    "Toll-free": (),
    "drug-free housing": (),
    "Free parking": (),
    "$2.50 suggested donation": (),
    "Donations requested": (),
    "Varies.": (),
    "Call for fees": (),
    "Does not accept Medi-Cal": (),
    "Insurance": (),
    "": (),
    # "Medical" is a word of every clinic, and no name of a programme.
    "Major Medical Insurance companies": (),
    "Private medical plans": (),
    "MEDICAL INSURANCE": (),
    "Medical": (),
    "Medicare, Medical, private insurance": (),
    "Fee for medical records": (),
    "Medical records: call": (),
    "$5 for medical forms": (C.FEE,),
    "Copay for medical visits": (C.FEE,),
    "Biomedical waste fee applies": (),
    "Medicare": (),
    "Medicare and Medi-Cal": (C.MEDI_CAL,),
    "medi cal": (C.MEDI_CAL,),
    "MEDI-CAL": (C.MEDI_CAL,),
    "Medi\u2011Cal": (C.MEDI_CAL,),
    "Medi-Cal/Medicare accepted": (C.MEDI_CAL,),
    "No fee with Medi-Cal": (C.MEDI_CAL, C.MAYBE_FREE),
    "No copay with Medi-Cal": (C.MEDI_CAL,),
    # Free care of any kind is free.
    "Free medical care": (C.FREE,),
    "Free medical and dental care.": (C.FREE,),
    "Medical checkups are free": (C.FREE,),
    "Free legal help": (C.FREE,),
    "Free meals and groceries": (C.FREE,),
    "Free medical care for veterans": (C.MAYBE_FREE,),
    "Free medical care if you have no insurance": (C.MAYBE_FREE,),
    "Free medical care on Mondays": (C.MAYBE_FREE,),
    "Free consultation": (),
    f"Free {'food and meals and ' * 2000}tickets": (),
    "Free first visit": (),
    "Free medical care, sliding scale for dental": (C.SLIDING, C.MAYBE_FREE),
    # A name that is denied, or that is only what the help is about, promises nothing.
    "Medi-Cal is not accepted": (),
    "Medi-Cal not accepted": (),
    "We don't take Medi-Cal": (),
    "We cannot bill Medi-Cal.": (),
    "All insurance except Medi-Cal": (),
    "For people without Medi-Cal": (),
    "Services not covered by Medi-Cal": (),
    "Help applying for Medi-Cal": (),
    "Medi-Cal enrollment": (),
    "Free help to enroll in Medi-Cal": (C.MAYBE_FREE,),
    "$20 if you do not have Medi-Cal": (C.FEE,),
    "No walk-ins. Medi-Cal accepted": (C.MEDI_CAL,),
    "TennCare accepted": (C.MEDICAID,),
    "We do not take Medicaid": (),
    "Medicaid": (C.MEDICAID,),
    "MediCal": (C.MEDI_CAL,),
    "medical insurance accepted": (),
    "Private insurance; Medi-Cal": (C.MEDI_CAL,),
    "FREE!!": (C.FREE,),
    "Free. Medi-Cal accepted": (C.MEDI_CAL, C.MAYBE_FREE),
    "Help with Medicaid renewals": (),
    "Soonercare / private pay": (C.MEDICAID,),
    "AHCCCS": (C.MEDICAID,),
    "MassHealth and most plans": (C.MEDICAID,),
    "MaineCare accepted, sliding scale": (C.SLIDING, C.MEDICAID),
    "Apple Health accepted": (C.MEDICAID,),
    "Oregon Health Plan": (C.MEDICAID,),
    "Husky Health": (C.MEDICAID,),
    "Peach Care for kids' meals": (),
    "No fee with Medicaid": (C.MEDICAID, C.MAYBE_FREE),
}


@pytest.mark.parametrize("raw", COSTS)
def test_cost(raw: str) -> None:
    assert read_cost(raw) == COSTS[raw]


PROGRAMMES = {
    ("Medicaid", "CA"): (C.MEDI_CAL,),
    ("Medicaid", "California"): (C.MEDI_CAL,),
    ("Medicaid", "Calif."): (C.MEDI_CAL,),
    ("Medicaid", "OH"): (C.MEDICAID,),
    ("Medicaid", "Ohio"): (C.MEDICAID,),
    ("Medicaid", ""): (C.MEDICAID,),
    ("Medi-Cal", ""): (C.MEDI_CAL,),
    ("Medi-Cal or Medicaid", "CA"): (C.MEDI_CAL,),
    ("Medi-Cal or Medicaid", "NV"): (C.MEDI_CAL, C.MEDICAID),
    ("TennCare accepted", "TN"): (C.MEDICAID,),
    ("TennCare accepted", ""): (C.MEDICAID,),
    ("MassHealth", "MA"): (C.MEDICAID,),
    ("We do not take Medicaid", "OH"): (),
    ("Free, Medicaid accepted", "OH"): (C.MEDICAID, C.MAYBE_FREE),
    ("Medi-Cal", "CA"): (C.MEDI_CAL,),
    ("Medical", "CA"): (),
    ("We do not take Medicaid", "CA"): (),
}


@pytest.mark.parametrize(("raw", "state"), PROGRAMMES)
def test_a_programme_goes_by_the_name_it_has_in_its_state(raw: str, state: str) -> None:
    assert in_state(read_cost(raw), state) == PROGRAMMES[raw, state]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all rows on both paths."""
    cases = {raw: Case({"fees": raw}) for raw in COSTS}
    for number, (raw, state) in enumerate(PROGRAMMES, 1):
        place = {"address_1": f"{number} Oak Street", "city": "Springfield"}
        cases[f"{raw} in {state}"] = Case({"fees": raw}, place=place | {"state_province": state})
    return read_both(tmp_path_factory.mktemp("costs"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", COSTS)
def test_a_cost_is_what_its_words_say_on_both_paths(both: Read, raw: str, path: str) -> None:
    assert both.service(path, raw).cost == COSTS[raw]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("raw", "state"), PROGRAMMES)
def test_a_programme_has_the_name_of_its_state_on_both_paths(
    both: Read, raw: str, state: str, path: str
) -> None:
    assert both.service(path, f"{raw} in {state}").cost == PROGRAMMES[raw, state]


@pytest.mark.parametrize(
    ("fees", "state", "cost"),
    [
        pytest.param("Medicaid accepted", "CA", (C.MEDI_CAL,), id="at-home"),
        pytest.param("Medicaid accepted", "OH", (C.MEDICAID,), id="elsewhere"),
        pytest.param("Major Medical Insurance companies", "CA", (), id="a-word-like-it"),
        pytest.param("Free medical care", "CA", (C.FREE,), id="free"),
    ],
)
def test_a_source_is_published_with_the_cost_it_states(
    say: Say, tmp_path: Path, fees: str, state: str, cost: tuple[Cost, ...]
) -> None:
    files = {
        **HSDS3,
        "services.csv": HSDS3["services.csv"].replace(",Free,", f",{fees},"),
        "addresses.csv": HSDS3["addresses.csv"].replace(",CA,", f",{state},"),
    }
    source = folder(tmp_path, files)
    assert {one.name: one.cost for one in services(read(source))}["Family Meals"] == cost
    result: Result = published(say, source, "x.kiosksync", *FOR_WHOM, "--public-addresses")
    assert result.exit_code == 0, result.output
