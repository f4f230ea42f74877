"""Hours, cost and who can go, cell by cell: nothing is shown that the words of its row deny."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kiosk.domain.records import Schedule, Service, Weekday
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.cell_words import unread_words
from kiosk.editor.parsers.audience import read_audience
from kiosk.editor.parsers.costs import read_cost
from kiosk.editor.parsers.hours import HoursProblem, read_text
from kiosk.editor.parsers.plain_text import to_plain_text
from kiosk.editor.sources.source_reader import ReadOptions, read_source
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.both_paths import Cells, csv_of, seen
from tests.editor.sources import folder

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parents[1] / "data" / "facts-by-cell.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
][1:]
TODAY = dt.date(2026, 12, 1)
_OF_ROW = ("original_text", "notes", "description", "exceptions", "season", "comments")
_OF_SERVICE = {"service": "description"}
_CELL = {"cost": "fees_description", "who": "eligibility_description"}


def pairs(text: str, between: str, sign: str) -> dict[str, str]:
    """Return the cells of "name: text / name: text"."""
    parts = (part.partition(sign) for part in text.split(between) if part)
    return {name.strip(): value.strip() for name, _, value in parts}


def rows_of_hours(cells: str, texts: Mapping[str, str]) -> Iterator[Cells]:
    for part in cells.split(" | "):
        days, opens, closes = part.split() if "=" not in part and part != "-" else ("", "", "")
        row = pairs(part, "; ", "=") if "=" in part else {}
        if days:
            row = {"weekday": days, "opens_at": opens, "closes_at": closes}
        yield row | texts


def tables() -> dict[str, list[Cells]]:
    made: dict[str, list[Cells]] = {"services": [], "schedules": [], "cost_options": []}
    for number, (about, cells, other, _) in enumerate(ROWS):
        own: dict[str, object] = {_CELL[about]: cells} if about in _CELL else {}
        key = {"service_id": f"s{number}"}
        texts = pairs(other, " / ", ": ") if about == "hours" else {}
        if about == "hours":
            of_row = {name: text for name, text in texts.items() if name in _OF_ROW}
            made["schedules"] += [key | row for row in rows_of_hours(cells, of_row)]
        elif about == "cost" and other:
            made["cost_options"].append(key | pairs(other, "; ", ": "))
        elif about == "who":
            own |= pairs(other, "; ", ": ")
        own |= {_OF_SERVICE.get(name, name): texts[name] for name in texts if name not in _OF_ROW}
        service = {"id": f"s{number}", "name": f"Service {number}", "status": "active"}
        made["services"].append({**service, "organization_id": "o1", **own})
    return made


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """Read all rows of the table as one export."""
    files = {f"{name}.csv": csv_of(rows) for name, rows in tables().items()}
    files["organizations.csv"] = "id,name\no1,House\n"
    place = folder(tmp_path_factory.mktemp("cells"), files, "export")
    return read_source(place, ReadOptions(today=TODAY))


def short(row: Schedule) -> str:
    """Return hours as they stand in the table."""
    days = [day.value.title() for day in row.byday]
    together = len(days) > 2 and [*row.byday] == [*Weekday][: len(days)]
    named = f"{days[0]}-{days[-1]}" if together else ",".join(days)
    ends = (("from", row.valid_from), ("to", row.valid_to))
    limits = "".join(f" {word} {day}" for word, day in ends if day)
    return f"{named} {row.opens_at}-{row.closes_at}{limits}"


def hours(draft: Draft, number: int) -> str:
    rows = seen(draft.records, f"s{number}").hours
    text = ", ".join(short(row) for row in rows if not row.closed)
    name = f"Service {number}"
    denied = [one for one in draft.findings if one.code is FindingCode.HOURS_CONTRADICT]
    called = any(one.value == name for one in denied)
    return "24/7" if text == "Mo-Su 00:00-24:00" else text or ("call" if called else "none")


def who(service: Service) -> str:
    low, high = ("" if age is None else age for age in (service.minimum_age, service.maximum_age))
    ages = f"ages {low}-{high}" if f"{low}{high}" else ""
    groups = ",".join(service.audience)
    return "; ".join(filter(None, (groups, ages))) or "-"


@pytest.mark.parametrize("number", range(len(ROWS)), ids=["|".join(row[:3]) for row in ROWS])
def test_a_fact_is_shown_only_where_its_row_denies_nothing(draft: Draft, number: int) -> None:
    about, _, _, expected = ROWS[number]
    service = seen(draft.records, f"s{number}").service
    assert service is not None
    facts = {
        "hours": lambda: hours(draft, number),
        "cost": lambda: ",".join(service.cost) or "-",
        "who": lambda: who(service),
    }
    assert facts[about]() == expected


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (number, text.partition(": ")[2])
        for number, (about, _, other, expected) in enumerate(ROWS)
        for text in other.split(" / ")
        if about == "hours" and expected == "call" and text.partition(": ")[0] in _OF_ROW[:3]
    ],
)
def test_a_text_that_limits_hours_stands(draft: Draft, number: int, text: str) -> None:
    """A text that says other hours is as doubtful as the columns; any other one is shown."""
    service = seen(draft.records, f"s{number}").service
    assert service is not None
    plain = to_plain_text(text).removesuffix(".") if text.isascii() else ""
    assert plain in (service.description or "") or not isinstance(read_text(text), HoursProblem)


WORDS = {
    "freq=MONTHLY; byday=2SA; opens_at=09:00; closes_at=11:00": "second Saturday each month 09:00",
    "freq=MONTHLY; byday=-1FR; opens_at=09:00; closes_at=11:00": "last Friday each month 09:00",
    # Their own words alone would say "every week".
    "byday=SA; interval=2; opens_at=09:00; closes_at=11:00": "",
    "byday=SA; opens_at=09:00; closes_at=11:00; season=2024-01-01": "",
    "freq=DAILY; valid_from=2027-06-05; valid_to=2027-06-05; opens_at=09:00; closes_at=12:00": "",
}


@pytest.mark.parametrize("cells", WORDS)
def test_hours_that_are_not_every_week_are_words_that_say_so(draft: Draft, cells: str) -> None:
    number = [row[:2] for row in ROWS].index(("hours", cells))
    service = seen(draft.records, f"s{number}").service
    assert service is not None
    assert WORDS[cells] in (service.description or "")
    assert bool(service.description) == bool(WORDS[cells])


def test_the_table_is_large_and_each_row_is_another_case() -> None:
    assert len(ROWS) >= 150
    assert len({row[:3] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("raw", ["None", "none.", "0", "0.00", "$0", "$0.00", "0 USD"])
def test_nothing_in_a_column_of_costs_is_asked_once(raw: str) -> None:
    assert read_cost(raw) == ()
    assert unread_words("service.fees_description", [raw]) == {raw: 1}


@pytest.mark.parametrize("raw", ["M/F/Y", "M", "F, M", "A+C"])
def test_a_code_for_people_is_asked(raw: str) -> None:
    assert read_audience(raw).audience == ()
    assert unread_words("service.audience", [raw]) == {raw: 1}
