"""Two answers to one question: the workbook before any source, then the order of the sources."""

from dataclasses import dataclass, field

import pytest

from kiosk.editor.findings import FindingCode, SourceFinding
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.both_paths import Case, export, seen
from tests.editor.workbooks import over_sources, take_import

A, B, C = "916-440-1001", "916-440-1002", "916-440-1003"
NINE = {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
TEN = {"byday": "MO", "opens_at": "10:00", "closes_at": "16:00"}
ELEVEN = {"byday": "TU", "opens_at": "11:00", "closes_at": "15:00"}
STREET = {"address_1": "120 River Street", "city": "Sacramento", "state_province": "CA"}


def of_row(number: str, row: str) -> str:
    """Return a number with the exchange of a row."""
    return number.replace("440", f"{440 + [*ROWS].index(row)}")


@dataclass(frozen=True)
class Said:
    """What one of the sources, or the workbook, says of a service."""

    numbers: tuple[str, ...] = (A,)
    hours: tuple[dict[str, str], ...] = ()
    service: dict[str, str] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=lambda: STREET)
    kind: str = "voice"

    def case(self, row: str) -> Case:
        """Return it as a case of an export; no number is that of many organizations."""
        return Case(
            {"name": f"Meals {row}"} | self.service,
            {"name": f"House {row}"} | self.owner,
            self.place,
            [{"number": of_row(one, row), "type": self.kind} for one in self.numbers],
            self.hours,
        )


NOTHING = Said(numbers=())
Shown = tuple[tuple[str, ...], tuple[str, ...]]
ROWS: dict[str, tuple[Said, Said, dict[str, str], Shown, bool]] = {
    # first source, second source, number or hours of the workbook over the second
    # -> the second's numbers and first hours, and whether a call is due
    "the same number": (Said(), Said(), {}, ((A,), ()), False),
    "another number": (Said(), Said((B,)), {}, ((A,), ()), True),
    "written otherwise": (Said(("(916) 440-1001",)), Said(), {}, ((A,), ()), False),
    "two numbers, one": (Said((A, B)), Said((A,)), {}, ((A, B), ()), True),
    "two numbers, turned round": (Said((A, B)), Said((B, A)), {}, ((B, A), ()), False),
    "one number, two": (Said((A,)), Said((A, B)), {}, ((A,), ()), True),
    "the first has none": (NOTHING, Said((B,)), {}, ((B,), ()), False),
    "the second has none": (Said(), NOTHING, {}, ((), ()), False),
    "another kind": (Said(kind="tty"), Said((B,)), {}, ((B,), ()), False),
    "another extension": (Said(("916-440-1001 x12",)), Said(), {}, ((A,), ()), True),
    "the same hours": (Said(hours=(NINE,)), Said(hours=(NINE,)), {}, ((A,), ("09:00",)), False),
    "other hours": (Said(hours=(NINE,)), Said(hours=(TEN,)), {}, ((A,), ("09:00",)), True),
    "another day": (Said(hours=(NINE,)), Said(hours=(ELEVEN,)), {}, ((A,), ("09:00",)), True),
    "more hours": (Said(hours=(NINE,)), Said(hours=(NINE, ELEVEN)), {}, ((A,), ("09:00",)), True),
    "fewer hours": (
        Said(hours=(NINE, ELEVEN)),
        Said(hours=(NINE,)),
        {},
        ((A,), ("09:00", "11:00")),
        True,
    ),
    "the first has no hours": (Said(), Said(hours=(TEN,)), {}, ((A,), ("10:00",)), False),
    "the second has no hours": (Said(hours=(NINE,)), Said(), {}, ((A,), ()), False),
    "both": (Said(hours=(NINE,)), Said((B,), (TEN,)), {}, ((A,), ("09:00",)), True),
    "another name": (Said(), Said((B,), service={"name": "Beds"}), {}, ((B,), ()), False),
    "another owner": (Said(), Said((B,), owner={"name": "Elm"}), {}, ((B,), ()), False),
    "another street": (
        Said(),
        Said((B,), place=STREET | {"address_1": "9 Elm Street"}),
        {},
        ((B,), ()),
        False,
    ),
    "the name in capitals": (
        Said(),
        Said((B,), owner={"name": "HOUSE THE NAME IN CAPITALS"}),
        {},
        ((A,), ()),
        True,
    ),
    "neither has a street": (Said(place={}), Said((B,), place={}), {}, ((A,), ()), True),
    "the workbook has a number": (Said(), Said((B,)), {"Number": C}, ((C,), ()), True),
    "the workbook has hours": (
        Said(hours=(NINE,)),
        Said(hours=(TEN,)),
        {"Days": "Tue", "Opens": "11:00 am", "Closes": "3:00 pm"},
        ((A,), ("11:00",)),
        True,
    ),
}
NAMES = ("elm", "oak211")


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """Read a workbook over two sources with all rows."""
    place = tmp_path_factory.mktemp("sources")
    for at, name in enumerate(NAMES):
        (place / name).mkdir()
        cases = [said[at].case(row) for row, said in ROWS.items()]
        take_import(place, export(place / name, cases), name)
    book = over_sources(place, *NAMES)
    for number, (row, (_, _, own, _, _)) in enumerate(ROWS.items(), 1):
        if own:
            sheet = "Phones" if "Number" in own else "Hours"
            cells = {key: of_row(text, row) for key, text in own.items()}
            book.add(sheet, {"Service": f"oak211.svc{number}"} | cells)
    return book.read()


def differ(draft: Draft, at: int) -> list[SourceFinding]:
    return [
        one
        for one in draft.findings
        if one.code is FindingCode.SOURCES_DIFFER and one.names == f"service oak211.svc{at}"
    ]


@pytest.mark.parametrize("row", ROWS)
def test_the_workbook_counts_then_the_first_source(draft: Draft, row: str) -> None:
    *_, (numbers, opens), called = ROWS[row]
    at = [*ROWS].index(row) + 1
    second = seen(draft.records, f"oak211.svc{at}")
    wanted = [f"+1{of_row(one, row).replace('-', '')}" for one in numbers]
    assert [one.number for one in second.phones] == wanted
    assert tuple(one.opens_at for one in second.hours) == opens
    assert bool(differ(draft, at)) is called
    first = seen(draft.records, f"elm.svc{at}")
    assert len(first.phones) == len(ROWS[row][0].numbers), "the first source is as it was"


def test_a_difference_is_named_with_what_is_shown(draft: Draft) -> None:
    at = [*ROWS].index("another number") + 1
    [due] = differ(draft, at)
    assert due.assumed == "Elm: phones.csv has 916-441-1001, which is shown."
