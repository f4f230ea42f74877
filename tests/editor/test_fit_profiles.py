"""The same sixty services from the exports of seven systems."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Location, Organization, Phone, Schedule, Service
from kiosk.domain.report_lines import with_noun
from kiosk.editor.coverage import is_name
from kiosk.editor.fitting.profiles import read_list
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.source_reader import read_source
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.both_paths import seen
from tests.editor.exports.facts import BLANK_STATUS, FACTS, HIDDEN_STREET, HOME, LONG_ROW, PRIVATE
from tests.editor.exports.making import EXPORTS
from tests.editor.sources import folder
from tests.editor.typed import at_desk
from tests.editor.workbooks import Desk

pytestmark = pytest.mark.usefixtures("passphrase")

Facts = dict[str, Any]
TITLES = {
    "hsds": "HSDS 3.x tables",
    "ohana": "Ohana tables",
    "icarol": "iCarol, wide CSV",
    "wellsky": "WellSky Community Services",
    "visionlink": "VisionLink CommunityOS",
    "legalserver": "LegalServer",
    "orservices": "ORServices tables",
}


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the draft of an export by its system, read once."""

    @cache
    def read(system: str) -> Draft:
        place = tmp_path_factory.mktemp(system)
        return read_source(folder(place, EXPORTS[system]()), ReadOptions(public_addresses=True))

    return read


def _facts(draft: Draft) -> dict[str, Facts]:
    """Return what visitors get of each service, by its name, without ids."""
    found: dict[str, Facts] = {}
    for service in draft.records:
        if not isinstance(service, Service):
            continue
        one = seen(draft.records, service.id)
        assert isinstance(one.organization, Organization)
        found[service.name] = {
            "organization": one.organization.name,
            "numbers": sorted((*number,) for number in one.numbers),
            "open": one.open,
            "places": sorted(
                (str(place.address_1), str(place.city), str(place.postal_code))
                for place in one.places
            ),
            "description": service.description,
            "cost": service.cost,
            "languages": service.languages,
            "categories": set(service.categories),
            "checked": service.assured_date,
            "url": service.url,
            "audience": service.audience,
        }
    return found


@pytest.mark.parametrize("system", EXPORTS)
def test_the_same_facts_come_from_every_system(system: str, drafts: Any) -> None:
    draft, plain = drafts(system), drafts("hsds")
    assert draft.recognised.startswith(TITLES[system])
    found, wanted = _facts(draft), _facts(plain)
    assert len(found) >= 58, with_noun(len(found), "service")
    assert {one.name for one in FACTS} - found.keys() == {
        FACTS[LONG_ROW].name,
        FACTS[BLANK_STATUS].name,
    }
    assert all(is_name(name, ()) for name in found)
    for name, facts in wanted.items():
        assert found[name] == _without(system, facts), name


def _without(system: str, facts: Facts) -> Facts:
    """Return facts without those that a system's columns do not state."""
    if system == "wellsky":  # its date of an official change counts only after a yes
        return {**facts, "checked": None}
    if system == "legalserver":  # it has no column for a TTY
        return {**facts, "numbers": [one for one in facts["numbers"] if one[2] != "tty"]}
    return facts


def test_the_facts_are_those_of_the_list(drafts: Any) -> None:
    found = _facts(drafts("hsds"))
    for one in FACTS:
        if one.name not in found:
            continue
        facts = found[one.name]
        assert facts["organization"] == one.owner_name
        numbers = {number for number, _, _ in facts["numbers"]}
        wanted = {f"+1{text.replace('-', '')}" for text in (one.phone, one.tty) if text}
        assert numbers == wanted
        assert facts["open"] == [(",".join(one.days), one.opens, one.closes)]
        street = ("None", "None", "None") if one.hidden else (one.street, one.city, one.zip_code)
        assert facts["places"] == [street]
    assert FACTS[HOME].name in found


def test_nothing_of_an_export_is_made_twice(drafts: Any) -> None:
    for system in EXPORTS:
        kinds = (Organization, Service, Location, Phone, Schedule)
        counts = {
            kind.__name__: sum(isinstance(one, kind) for one in drafts(system).records)
            for kind in kinds
        }
        assert counts["Organization"] == 20
        assert counts["Location"] == 58


def test_a_folder_of_one_file_is_recognised_alone(tmp_path: Path) -> None:
    made = EXPORTS["icarol"]()["icarol.csv"]
    (tmp_path / "export.csv").write_bytes(made)
    draft = read_source(tmp_path / "export.csv", ReadOptions(public_addresses=True))
    assert draft.recognised == "iCarol, wide CSV, one file"


@pytest.mark.parametrize("system", EXPORTS)
def test_private_cells_and_hidden_streets_are_in_nothing_that_is_written(
    tmp_path: Path, system: str
) -> None:
    source = str(folder(tmp_path / "in", EXPORTS[system]()))
    written = tmp_path / "out"
    written.mkdir()
    book = Desk(written).path

    def typed(*words: str | Path) -> None:
        result = at_desk(tmp_path, *words, "--workbook", book)
        assert result.exit_code == 0, result.output
        (written / f"{words[0]}.txt").write_text(result.output)

    typed("import", "oak", source, "--title", "Oak", "--public-addresses")
    typed("fit", "oak", "--list")
    typed("fit", "oak", "-o", written / "oak.html")
    rows = written / "sources" / "oak" / "rows" / "Organizations.csv"
    first = rows.read_text("utf-8-sig").splitlines()[1].split(",")[0]
    typed("slice", first, "-o", written / "slice.html")
    files = [one for one in written.rglob("*") if one.is_file()]
    assert {"oak.coverage.html", "slice.html"} <= {one.name for one in files}
    for one in files:
        content = one.read_bytes()
        assert PRIVATE.encode() not in content, one
        assert HIDDEN_STREET.encode() not in content, one


ICAROL = [
    *("ResourceAgencyNum", "PublicName", "TaxonomyLevelName", "ParentAgencyNum", "AgencyStatus"),
    *("ConnectsToSiteNum", "PhysicalAddress1", "PhysicalCity", "PhysicalPostalCode"),
    *("TemporaryMessage", "TemporaryMessageExpires", "Custom_Shelter_YN", "Phone1Number"),
]


def _one_program(place: Path, **cells: str) -> Draft:
    """Read an agency, a site and a program; ``cells`` are those of site and program."""
    rows = [
        {"ResourceAgencyNum": "A1", "PublicName": "Oak Hall", "TaxonomyLevelName": "Agency"},
        {
            "ResourceAgencyNum": "S1",
            "PublicName": "Site",
            "TaxonomyLevelName": "Site",
            "PhysicalAddress1": "12 Birch Street",
            "PhysicalCity": "Elmton",
            "PhysicalPostalCode": "95814",
            **cells,
        },
        {
            "ResourceAgencyNum": "P1",
            "PublicName": "Meals",
            "TaxonomyLevelName": "Program",
            "ConnectsToSiteNum": "S1",
            "Phone1Number": "916-440-1234",
            **cells,
        },
    ]
    lines = [",".join(ICAROL)]
    for row in rows:
        filled = {"AgencyStatus": "Active", "ParentAgencyNum": "A1", **row}
        lines.append(",".join(filled.get(name, "") for name in ICAROL))
    path = place / "icarol.csv"
    path.write_text("\n".join(lines))
    today = dt.date(2026, 11, 29)
    return read_source(path, ReadOptions(public_addresses=True, today=today))


@pytest.mark.parametrize(
    ("expires", "shown"),
    [
        ("12/24/2026", "Closed for the holidays (until 2026-12-24)."),
        ("", "Closed for the holidays"),
        ("11/01/2026", ""),
        ("soon", ""),
    ],
)
def test_a_message_counts_until_its_last_day(tmp_path: Path, expires: str, shown: str) -> None:
    cells = {"TemporaryMessage": "Closed for the holidays", "TemporaryMessageExpires": expires}
    [facts] = _facts(_one_program(tmp_path, **cells)).values()
    assert (facts["description"] or "").startswith(shown)
    assert bool(facts["description"]) == bool(shown)


@pytest.mark.parametrize(("said", "hidden"), [("Y", True), ("N", False), ("", False)])
def test_a_column_of_their_own_that_says_shelter_hides_the_street(
    tmp_path: Path, said: str, *, hidden: bool
) -> None:
    [facts] = _facts(_one_program(tmp_path, Custom_Shelter_YN=said)).values()
    assert (facts["places"] == [("None", "None", "None")]) is hidden


LISTS = [
    ('[{"a": 1}, {"a": 2}]', [{"a": 1}, {"a": 2}]),
    ("[{'a': None}]", [{"a": None}]),
    ('{"a": 1}', [{"a": 1}]),
    ("one; two;", ["one", "two"]),
    ("[one", ["[one"]),
    ("[__import__('os').getcwd()]", ["[__import__('os').getcwd()]"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_a_list_in_a_cell_is_data(text: str, items: list[object]) -> None:
    assert read_list(text, ";") == items


@given(st.text(alphabet="[]{}'\"\\,:;0xnN \n\0a", max_size=200))
def test_no_cell_stops_the_reading(text: str) -> None:
    for start in ("[", "{", ""):
        assert isinstance(read_list(start + text, ";"), list)


def test_a_deep_list_is_no_list() -> None:
    assert len(read_list("[" * 15_000, ";")) == 1
