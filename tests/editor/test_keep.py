"""Which services of a source belong on this kiosk: filters of fitting.toml."""

import csv
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import Service
from kiosk.editor.fitting.keep import KeepRules
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.importers.service_filter import choose_early
from kiosk.editor.importers.source_tables import TableRow, Tables
from kiosk.editor.publish.report_html import coverage_html
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources import source_reader
from kiosk.editor.sources.importing import SourceImport, import_source, keep_import
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.sources import HSDS3, Files, folder, with_row

NEAR, FAR, STATE, BARE, CAMP, LINE = "svc_1", "far", "state", "bare", "camp", "line"
EVERY = {NEAR, "svc_2", FAR, STATE, BARE, CAMP, LINE}


def _export() -> Files:
    files = with_row(
        HSDS3,
        "services.csv",
        "far,org_2,Far Meals,Meals.,,active,,,,,,,",
        "state,org_2,State Line,Advice.,,active,,,,,,,",
        "bare,org_3,Nothing Here,Advice.,,active,,,,,,,",
        "camp,org_2,Oak Summer Camp,Fun.,,active,,,,,,,",
        "line,org_2,Crisis Line,Talk.,,active,,,,,,,",
    )
    files = with_row(files, "organizations.csv", "org_3,Bare,,,")
    files = with_row(files, "locations.csv", "loc_f,physical,org_2,Far,44.05,-121.31")
    files = with_row(files, "addresses.csv", "adr_f,loc_f,9 Elm Street,,Bend,OR,97701,US,physical")
    files = with_row(
        files, "service_at_location.csv", *(f"sal_{one},{one},loc_f," for one in (FAR, STATE, LINE))
    )
    files = with_row(files, "phones.csv", "ph_3,,line,,,,988,,voice,")
    files = with_row(files, "taxonomy_terms.csv", "t_c,,Summer camp,,,Own")
    files = with_row(files, "attributes.csv", "a_c,camp,t_c,,service,")
    areas = {NEAR: "Sacramento County", FAR: "Deschutes County", STATE: "Statewide"}
    lines = [f"ar_{key},{key},{area}\n" for key, area in areas.items()]
    return files | {"service_areas.csv": "id,service_id,name\n" + "".join(lines)}


def _read(place: Path, rules: str, files: Files | None = None) -> SourceImport:
    own = place / "sources" / "oak"
    own.mkdir(parents=True)
    (own / "fitting.toml").write_text(rules, encoding="utf-8")
    export = folder(place, files or _export())
    return import_source(
        place / "directory.xlsx", "oak", export, ReadOptions(public_addresses=True)
    )


@pytest.mark.parametrize(
    ("rules", "taken"),
    [
        ('[columns]\nsvc = "service.name"\n', {}),
        ('[keep]\nwithin_miles = 25\naround = "95814"\n', {"within_miles": {FAR}}),
        (
            '[keep]\nwithin_miles = 25\naround = "95814"\n[always]\nids = ["far"]\n',
            {},
        ),
        ('[keep]\nareas = ["sacramento county", "national"]\n', {"areas": {FAR}}),
        ('[keep]\nareas = ["Deschutes County"]\n', {"areas": {NEAR, STATE}}),
        ('[keep]\nwithout_contact = "leave out"\n', {"without_contact": {BARE}}),
        ('[keep]\nunsorted = "leave out"\n', {"unsorted": EVERY - {LINE}}),
        ('[leave_out]\nwords = ["Summer Camp"]\n', {"words": {CAMP}}),
        ('[leave_out]\nwords = ["Oak"]\n', {}),
        ('[leave_out]\nids = ["svc_2", "line"]\n', {"ids": {"svc_2"}}),
        ('[leave_out.ids]\nsvc_2 = "It has moved away."\n', {"ids": {"svc_2"}}),
        ("[keep]\nmost_per_tile = 5\n", {}),
    ],
)
def test_a_filter_takes_these_services_and_never_a_helpline(
    tmp_path: Path, rules: str, taken: dict[str, set[str]]
) -> None:
    made = _read(tmp_path, rules)
    assert not made.refused
    found: dict[str, set[str]] = {}
    for one in made.draft.left_out:
        found.setdefault(one.filter, set()).add(one.id)
    assert found == taken
    services = {one.id for one in made.draft.records if isinstance(one, Service)}
    gone = {key for some in taken.values() for key in some}
    assert services == {f"oak.{key}" for key in EVERY - gone}


def test_each_filter_says_how_many_it_takes_on_the_page_and_lists_all_in_a_table(
    tmp_path: Path,
) -> None:
    made = _read(tmp_path, '[leave_out.ids]\nsvc_2 = "It has moved away."\nfar = "Too far."\n')
    keep_import(tmp_path / "directory.xlsx", made)
    page = coverage_html(made.coverage, ())
    assert "Work Law Clinic" in page
    assert "Far Meals" in page
    with (tmp_path / "sources/oak/left-out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["filter"], row["reason"], row["row"]) for row in rows] == [
        ("svc_2", "ids", "It has moved away.", "3"),
        ("far", "ids", "Too far.", "4"),
    ]


def test_the_number_of_a_service_that_is_left_out_is_nobody_elses(tmp_path: Path) -> None:
    made = _read(tmp_path, '[leave_out]\nids = ["svc_1"]\n')
    assert "+19164401234" not in str(made.draft.records)
    assert made.draft.stated.live == made.draft.stated.links


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (
            "[keep]\nwithin_miles = 'far'\n",
            "sources/oak/fitting.toml, [keep] within_miles: it needs",
        ),
        ("[keep]\nwithin = 4\n", "[keep] within: no such key. There are within_miles, around,"),
        ("[keep]\nwithin_miles = 4\n", "[keep] around: within_miles needs a ZIP code"),
        ("[keep]\nunsorted = true\n", '[keep] unsorted: it needs "keep" or "leave out".'),
        ("[leave_out]\nids = 4711\n", "[leave_out] ids: it needs a list of ids"),
        ("always = 3\n", "always: this must be a table, [always]."),
        ("[keep\n", "sources/oak/fitting.toml cannot be read:"),
    ],
)
def test_a_mistake_in_the_file_is_a_sentence_with_its_key(
    tmp_path: Path, rules: str, words: str
) -> None:
    with pytest.raises(SourceError, match=r".*") as caught:
        _read(tmp_path, rules)
    assert words in str(caught.value)


_HOURS = (
    "id,service_id,location_id,service_at_location_id,valid_from,valid_to,freq,byday,"
    "opens_at,closes_at\n"
    'sch_1,svc_1,,,,,WEEKLY,"MO,TU",1:00,5:00\n'
    "sch_2,far,,,,,WEEKLY,SA,13:00,17:00\n"
)
_NEARBY = '[keep]\nwithin_miles = 25\naround = "95814"\n'


@pytest.mark.parametrize(
    ("rules", "changes"),
    [
        (_NEARBY, {}),
        ('[keep]\nareas = ["Deschutes County"]\n', {}),
        ('[leave_out]\nids = ["svc_2", "line"]\nwords = ["Summer Camp"]\n', {}),
        # The same key with other words: the second row has no say in where the place is.
        (
            _NEARBY,
            {
                "locations.csv": "id,organization_id,name,description,latitude,longitude\n"
                "loc_1,org_1,River House,Front,,\nloc_1,org_1,River House,Back,44.05,-121.31\n",
                "addresses.csv": "id,location_id,address_1,city\na,loc_1,120 River Street,Folsom\n",
            },
        ),
    ],
)
def test_what_is_left_out_early_changes_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str, changes: Files
) -> None:
    export = {**_export(), "schedules.csv": _HOURS, **changes}
    early = _read(tmp_path / "early", rules, export).draft
    monkeypatch.setattr(source_reader, "chooses_early", lambda _: False)
    late = _read(tmp_path / "late", rules, export).draft
    for part in ("records", "findings", "left_out", "stated"):
        assert getattr(early, part) == getattr(late, part), part


def test_a_helpline_whose_service_lists_its_number_is_not_left_out_early() -> None:
    """Where rows list the keys of what belongs to them, the number does not name its service."""
    cells = {
        "service": {"id": "line", "name": "Crisis Line", "status": "active"},
        "phone": {"id": "ph_1", "number": "988"},
        "owned": {"table": "phone", "id": "ph_1", "owner": "service_id", "key": "line"},
    }
    tables = Tables({table: [TableRow("a.csv", 2, row)] for table, row in cells.items()})
    rules = msgspec.convert({"leave_out": {"ids": ["line"]}}, KeepRules)
    assert choose_early(tables, rules) == frozenset()


def test_of_what_is_left_out_early_no_number_and_no_text_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Tables] = []
    mapped = source_reader.map_tables

    def spy(words: str, tables: Tables, *more: Any) -> Draft:
        seen.append(tables)
        return mapped(words, tables, *more)

    monkeypatch.setattr(source_reader, "map_tables", spy)
    export = with_row(_export(), "phones.csv", "ph_f,,far,,,,916-555-0142,,voice,")
    _read(tmp_path, _NEARBY, export)
    (tables,) = seen
    numbers = {row.get("id") for row in tables.of("phone")}
    assert "ph_f" not in numbers
    assert numbers >= {"ph_1", "ph_3"}
    texts = {row.get("id"): row.get("description") for row in tables.of("service")}
    assert not texts[FAR]
    assert texts[NEAR]
