"""Six weeks of an editor with two sources, against a plain account of the rules."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.records import AddressVisibility, Location, Phone, Service
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.imported import ExportFacts, ImportedSource
from kiosk.editor.sources.merge import LaidSource, SourceLine, in_order, lay_over
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.sheet_columns import Sheets
from kiosk.editor.workbook.sheet_rows import ReadingNotes, SheetRow
from kiosk.editor.workbook.source_draft import StatedFacts
from kiosk.editor.workbook.typed_rows import DIRECTORY, TypedRows, read_typed
from tests.editor.sources import everything
from tests.long_runs import FULL

Cells = dict[str, str]
KEYS = ("1", "2")
NAMES = ("elm", "oak")
TEXTS = ("", "Bread", "Soup and bread", "Help with forms")
NUMBERS = ("916-440-1001", "916-440-1002", "916-440-1003")
KINDS = ("Voice call", "TTY")
STREETS = ("12 Ash Street", "14 Birch Road")

phones = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(NUMBERS)), max_size=3)
places = st.tuples(st.sampled_from(STREETS), st.sampled_from(("Show", "Hide")))
service = st.fixed_dictionaries(
    {
        "cells": st.fixed_dictionaries(
            {
                "name": st.sampled_from(TEXTS[1:]),
                "description": st.sampled_from(TEXTS),
                "cost": st.sampled_from(("", "Free")),
            }
        ),
        "phones": phones,
        "place": places,
    }
)
over = st.fixed_dictionaries(
    {
        "name": st.sampled_from(TEXTS),
        "description": st.sampled_from((*TEXTS, "-")),
        "cost": st.sampled_from(("", "Free", "-")),
    }
)
ids = st.sampled_from([f"{name}.{key}" for name in NAMES for key in KEYS])


@dataclass
class Week:
    """What lies in the folder in one week."""

    sources: dict[str, dict[str, Any]]
    order: dict[str, int | None]
    on: set[str]
    over: dict[str, Cells]
    phones: dict[str, list[tuple[str, str]]]
    places: list[tuple[str, str]] = field(default_factory=list)


weeks = st.builds(
    Week,
    sources=st.fixed_dictionaries(
        {name: st.dictionaries(st.sampled_from(KEYS), service) for name in NAMES}
    ),
    order=st.fixed_dictionaries({name: st.none() | st.integers(1, 3) for name in NAMES}),
    on=st.sets(st.sampled_from(NAMES)),
    over=st.dictionaries(ids, over, max_size=3),
    phones=st.dictionaries(
        ids,
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.sampled_from((*NUMBERS, "-"))), min_size=1,
            max_size=2,
        ),
        max_size=2,
    ),
    places=st.lists(places, max_size=2),
)  # fmt: skip


def oracle(week: Week) -> tuple[list[tuple[Any, ...]], set[str]]:
    """Services in order with name, text, cost and numbers; and the streets that are shown."""
    found = []
    every = list(week.places)
    listed = sorted(NAMES, key=lambda name: (week.order[name] is None, week.order[name] or 0))
    for name in (each for each in listed if each in week.on):
        for key, theirs in week.sources[name].items():
            mine, own = week.over.get(f"{name}.{key}", {}), week.phones.get(f"{name}.{key}", [])
            cells = {}
            for column, text in theirs["cells"].items():
                wins = mine.get(column) or text
                cells[column] = "" if wins == "-" else wins
            kinds = {kind for kind, _ in own}
            numbers = [one for one in own if one[1] != "-"]
            numbers += [one for one in theirs["phones"] if one[0] not in kinds]
            texts = (cells[column] for column in ("name", "description", "cost"))
            found.append((f"{name}.{key}", *texts, sorted(numbers)))
            every.append(theirs["place"])
    hidden = {street for street, shown in every if shown == "Hide"}
    return found, {street for street, _ in every} - hidden


def _row(at: int, /, **cells: str) -> SheetRow:
    return SheetRow("rows", at, {}, {key: Raw(text) for key, text in cells.items() if text})


def _own(week: Week) -> TypedRows:
    rows: dict[Sheets, list[SheetRow]] = {sheet.title: [] for sheet in DIRECTORY}
    rows[Sheets.ORGANIZATIONS] = [_row(1, id="house", name="House")]
    rows[Sheets.PLACES] = [
        _row(n, id=f"house.{n}", organization_id="house", address_1=street, address_visibility=see)
        for n, (street, see) in enumerate(week.places, 1)
    ]
    rows[Sheets.SERVICES] = [
        _row(n, id=key, **cells) for n, (key, cells) in enumerate(week.over.items(), 1)
    ]
    rows[Sheets.PHONES] = [
        _row(n, id=f"own.{n}.{m}", service_id=key, type=kind, number=number)
        for n, (key, some) in enumerate(week.phones.items(), 1)
        for m, (kind, number) in enumerate(some)
    ]
    return TypedRows(rows)


def _source(name: str, week: Week) -> ImportedSource:
    rows: dict[Sheets, list[SheetRow]] = {sheet.title: [] for sheet in DIRECTORY}
    owner = f"{name}.org"
    rows[Sheets.ORGANIZATIONS] = [_row(1, id=owner, name=name)]
    for n, (key, one) in enumerate(week.sources[name].items(), 1):
        street, see = one["place"]
        rows[Sheets.PLACES].append(_row(n, id=f"{name}.p{key}", organization_id=owner,
                                        address_1=street, address_visibility=see))  # fmt: skip
        rows[Sheets.SERVICES].append(
            _row(n, id=f"{name}.{key}", organization_id=owner, **one["cells"])
        )
        rows[Sheets.PHONES] += [
            _row(m, id=f"{name}.{key}.{m}", service_id=f"{name}.{key}", type=kind, number=number)
            for m, (kind, number) in enumerate(one["phones"], 1)
        ]
    facts = ExportFacts("export.zip", "0", dt.date(2026, 11, 20), "", {})
    return ImportedSource(name, facts, rows, StatedFacts({}))


def merged(week: Week) -> list[Any]:
    """The records of a week, read as ``publish`` reads them."""
    lines = [SourceLine(name, name, week.order[name], name in week.on) for name in NAMES]
    laid = [LaidSource(one, _source(one.name, week)) for one in in_order(lines) if one.on]
    book = lay_over(_own(week), laid, NAMES, ReadingNotes(), "US")
    return read_typed(book, ReadOptions()).records


def _as_read(records: list[Any]) -> tuple[list[Any], set[Any]]:
    words = {"voice": "Voice call", "tty": "TTY"}
    numbers: dict[str, list[tuple[str, str]]] = {}
    for one in records:
        if isinstance(one, Phone):
            plain = f"{one.number[2:5]}-{one.number[5:8]}-{one.number[8:]}"
            numbers.setdefault(one.service_id, []).append((words[one.type], plain))
    services = [
        (one.id, one.name, one.description or "", "Free" if one.cost else "",
         sorted(numbers.get(one.id, [])))
        for one in records if isinstance(one, Service)
    ]  # fmt: skip
    shown = {
        one.address_1
        for one in records
        if isinstance(one, Location) and one.address_visibility is AddressVisibility.PUBLIC
    }
    return services, shown


@settings(max_examples=1000 if FULL else 25, deadline=None, derandomize=not FULL)
@given(st.lists(weeks, min_size=6, max_size=6))
def test_six_weeks_of_changes_are_merged_by_the_rules(six: list[Week]) -> None:
    for week in six:
        records = merged(week)
        assert _as_read(records) == oracle(week)
        assert everything(records) == everything(merged(week))
