"""A hidden or burned address is in no text of what is published, however its place is kept."""

import inspect
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Service,
    ServiceAtLocation,
    Translation,
)
from kiosk.domain.syncfile import Withdrawn
from kiosk.domain.text import TextOrigin, source_hash
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.publish import publish_request
from kiosk.editor.publish.publish_report import PublishOutcome
from kiosk.editor.sources.source_reader import ReadOptions
from kiosk.editor.workbook.language_sheets import title_of
from tests.editor.editors import CITY, Editor, codes, directory, guide
from tests.editor.workbooks import Desk
from tests.sync.toolkit import revised

SPANISH = title_of("es")
COMMANDS = [
    f"kiosk.editor.commands.{path.stem}"
    for path in (Path(publish_request.__file__).parents[1] / "commands").glob("*.py")
    if path.stem != "__init__"
]

SHOWN = Location(
    id="bread-org.1",
    organization_id="bread-org",
    address_visibility=AddressVisibility.PUBLIC,
    address_1="3500 5th Avenue",
    city="Sacramento",
)
HIDDEN = Location(id="bread-org.1", organization_id="bread-org")
LINK = ServiceAtLocation(id="bread.at1", service_id="bread", location_id="bread-org.1")
BURNED = Withdrawn(kind="location", id="bread-org.1")
TOLD = (FindingCode.ADDRESS_TOLD, Weight.REFUSED)


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """One person with keys of their own, who published the place with its address."""
    one = Editor(tmp_path).begin()
    one.publish(town(SHOWN))
    return one


def town(*more: AnyRecord, says: str = "Come at noon.", service: str = "bread") -> list[AnyRecord]:
    linked = (LINK,) if any(isinstance(one, Location) for one in more) else ()
    records = (*directory(*CITY), *more, *linked)
    return revised(records, Service, service, description=says)


@pytest.mark.parametrize("text", ["We are at 3500 5th Avenue.", "Ring twice. 3500 5TH AVE"])
@pytest.mark.parametrize("how", ["hidden", "withdrawn", "withdrawn, its row taken out"])
def test_a_description_that_still_tells_it_is_refused(how: str, text: str, editor: Editor) -> None:
    place = {"hidden": (HIDDEN,), "withdrawn": (SHOWN,)}.get(how, ())
    gone = () if how == "hidden" else (BURNED,)
    report = editor.publish(town(*place, says=text), withdrawn=gone)
    assert report.outcome is PublishOutcome.REFUSED
    [finding] = [one for one in report.findings if one.code is FindingCode.ADDRESS_TOLD]
    assert (finding.column, finding.value) == ("description", "service bread")


def test_a_translation_that_tells_it_is_refused_and_named(editor: Editor) -> None:
    spanish = Translation(
        id="t1",
        entity="service",
        entity_id="bread",
        field="description",
        language="es",
        text="Estamos en 3500 5th Avenue.",
        source_hash=source_hash("Come at noon."),
        origin=TextOrigin.HUMAN,
    )
    report = editor.publish(town(HIDDEN, spanish))
    [finding] = [one for one in report.findings if one.code is FindingCode.ADDRESS_TOLD]
    assert finding.value == "translation of service bread, description (es)"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (HIDDEN, "Come at noon. 3,500 people ate here in 5 years."),
        (SHOWN, "We are at 3500 5th Avenue."),
    ],
    ids=["hidden and not told", "shown"],
)
def test_what_is_not_secret_is_published(place: Location, text: str, editor: Editor) -> None:
    assert editor.publish(town(place, says=text)).outcome is PublishOutcome.PUBLISHED


def test_an_address_that_another_place_shows_is_no_secret(editor: Editor) -> None:
    other = msgspec.structs.replace(SHOWN, id="bed-org.1", organization_id="bed-org")
    at = ServiceAtLocation(id="bed.at1", service_id="bed", location_id="bed-org.1")
    says = "Ring at 3500 5th Avenue."
    report = editor.publish(town(HIDDEN, other, at, says=says, service="bed"))
    assert report.outcome is PublishOutcome.PUBLISHED


def test_what_changes_is_told_without_a_street_that_is_hidden_now(editor: Editor) -> None:
    def page(url: str) -> list[AnyRecord]:
        place = SHOWN if "5th" in url else HIDDEN
        return revised(town(place), Service, "bread", "bed", url=url)

    editor.publish(page("https://bread.example.org/3500-5th-avenue"))
    report = editor.publish(page("https://bread.example.org/"))
    assert report.outcome is PublishOutcome.PUBLISHED
    [section] = [one for one in report.changes if one.title == "Says something else"]
    assert {(row.old, row.new) for row in section.rows} == {
        ("(it tells a hidden address)", "https://bread.example.org/")
    }
    # A digest may hold the digits by chance.
    assert "3500" not in repr(replace(report, seal=None))


def test_a_workbook_tells_the_street_that_it_hides(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Places", "Address shown?", "Hide")
    desk.put("Services", "Description", "Come to 120 River Street at noon.")
    draft = desk.read()
    assert draft.streets == {"120 River Street"}
    editor = Editor(tmp_path).begin()
    proof = editor.proof(draft.records, draft.helplines, streets=draft.streets)
    assert TOLD in codes(proof.findings)


def test_a_line_of_a_guide_that_tells_it_is_refused(editor: Editor) -> None:
    report = editor.publish(town(HIDDEN, guide("Ask at 3500 5th Avenue.")))
    [finding] = [one for one in report.findings if one.code is FindingCode.ADDRESS_TOLD]
    assert (finding.column, finding.value) == ("blocks", "guide g")


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        ("Services", "You find us at forty-seven eleven Secret Lane."),
        (SPANISH, "Estamos en la calle Secret, número 4711."),
    ],
)
def test_no_prose_of_a_workbook_leads_to_a_hidden_place(
    tmp_path: Path, says: str, sheet: str
) -> None:
    desk = Desk(tmp_path, languages=("es",))
    desk.put("Places", "Address shown?", "Hide")
    desk.put("Places", "Street", "4711 Secret Lane")
    desk.put(sheet, "Description" if sheet == "Services" else "Translation", says)
    draft = desk.read()
    editor = Editor(tmp_path).begin()
    report = editor.publish(draft.records, streets=draft.streets)
    assert (report.outcome, TOLD in codes(report.findings)) == (PublishOutcome.REFUSED, True)
    assert "Secret" not in repr(report.findings)


PAGE = "https://riverhouse.example.org/en/5/9-k-st"
CELLS: dict[str, tuple[dict[str, str], tuple[str, str, str], str]] = {
    "own-id": ({"Id": "9-k-street"}, ("Places", "City", "Davis"), "id"),
    "other-id": ({}, ("Services", "Id", "meals-at-9-k-st"), "id"),
    "page": ({}, ("Services", "Web page", PAGE), "url"),
    "source": ({}, ("Services", "Sources", "Lease of 9 K St"), "sources"),
    "another-place": ({}, ("Places", "Second line", "Behind 9 K Street"), "address 2"),
    "second-line": (
        {"Street": "Rose House", "Second line": "9 K Street"},
        ("Services", "Description", "Ring at 9 K Street."),
        "description",
    ),
    "mistyped-organization": (
        {"Organization": "river-hose"},
        ("Services", "Short phrase", "Ring at 9 K Street"),
        "phrase",
    ),
    "no-organization": (
        {"Organization": ""},
        ("Services", "Short phrase", "Ring at 9 K Street"),
        "phrase",
    ),
}


@pytest.mark.parametrize(("place", "cell", "column"), CELLS.values(), ids=CELLS)
def test_no_cell_of_a_workbook_tells_it(
    tmp_path: Path, place: dict[str, str], cell: tuple[str, str, str], column: str
) -> None:
    desk = Desk(tmp_path)
    desk.put(*cell)
    desk.put("Phones", "Service", "River Meals")
    hidden = {"Organization": "river-house", "Address shown?": "Hide", "Street": "9 K Street"}
    desk.add("Places", hidden | place)
    draft = desk.read()
    proof = Editor(tmp_path).begin().proof(draft.records, streets=draft.streets)
    [finding] = [one for one in proof.findings if one.code is FindingCode.ADDRESS_TOLD]
    assert (finding.weight, finding.column) == (Weight.REFUSED, column)
    assert finding.value, "it says where to look"
    assert "9" not in finding.value


REQUESTS = sorted(
    {
        kind
        for module in (publish_request, *map(import_module, COMMANDS))
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    },
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("request_type", [*REQUESTS, ReadOptions], ids=lambda kind: kind.__name__)
def test_nothing_is_switched_on_that_nobody_typed(request_type: Any) -> None:
    """The addresses of an export are public only where a person says so."""
    signature = inspect.signature(request_type).parameters.values()
    assert not [one.name for one in signature if one.default is True]
    assert request_type is not publish_request.PublishRequest or {
        one.name for one in signature if one.default is False
    } >= {"public_addresses", "no_report"}
