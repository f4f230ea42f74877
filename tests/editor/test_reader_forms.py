"""Every form that a directory comes in is recognised, whatever its name, version and folder say."""

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.content_rules import check_content, guarded_lines
from kiosk.domain.records import Access, Need, PhoneType, Status
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.source_reader import SourceError, read_source
from tests.editor.sources import (
    HSDS1,
    HSDS2,
    HSDS3,
    OHANA,
    PUBLIC,
    SERVICE,
    Files,
    codes,
    everything,
    folder,
    found,
    json_file,
    locations,
    phones,
    read,
    schedules,
    services,
    without,
    written,
    zipped,
)

PACKAGE = json.dumps({"version": "1.0.0", "resources": [{"path": "services.csv"}]})


@pytest.mark.parametrize(
    ("files", "form"),
    [
        pytest.param(HSDS3, "HSDS 3.x tables", id="three"),
        pytest.param(HSDS2, "HSDS 2.0 tables", id="two"),
        pytest.param(HSDS1, "HSDS 1.1 tables", id="one-one"),
        pytest.param(OHANA, "Ohana tables", id="ohana"),
    ],
)
def test_tables_are_told_by_their_names(tmp_path: Path, files: Files, form: str) -> None:
    below = {f"data/{name}": text for name, text in files.items()}
    with_package = {**files, "datapackage.json": PACKAGE}
    drafts = [
        (read(folder(tmp_path, files, "a")), f"{form} in a folder"),
        (read(folder(tmp_path, below, "b")), f"{form} in a folder"),
        (read(zipped(tmp_path, files, "c.zip")), f"{form} in a zip"),
        (read(zipped(tmp_path, below, "d.zip")), f"{form} in a zip"),
        (read(zipped(tmp_path, with_package, "e.zip")), f"{form} in a zip"),
    ]
    first = drafts[0][0].records
    assert len(first) > 5
    for draft, words in drafts:
        assert draft.recognised == words
        assert draft.records == first


def test_a_service_of_hsds_3_says_what_its_tables_state(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, HSDS3))
    meals, law = services(draft)
    assert (meals.id, meals.organization_id, meals.name) == ("svc_1", "org_1", "Family Meals")
    assert meals.status is Status.ACTIVE
    assert meals.phrase == "Hot meals for families every day"
    assert meals.categories == (Need.FOOD,)
    assert law.categories == (Need.OTHER,)
    assert (law.minimum_age, law.maximum_age) == (18, None)
    assert law.languages == ("es",)
    assert str(meals.assured_date) == "2026-03-01"
    assert {(phone.service_id, phone.number, phone.extension) for phone in phones(draft)} == {
        ("svc_1", "+19164401234", None),
        ("svc_2", "+19164425678", "12"),
    }
    (hours,) = schedules(draft)
    assert (hours.opens_at, hours.closes_at, len(hours.byday)) == ("11:00", "14:00", 5)
    assert [place.address_1 for place in locations(draft)] == ["120 River Street", "45 Oak Avenue"]
    (unknown,) = found(draft, FindingCode.UNKNOWN_CATEGORY)
    assert unknown.value == "Moon Base Repair"


def test_counts_say_rows_in_and_records_out(tmp_path: Path) -> None:
    counts = {count.table: count for count in read(folder(tmp_path, HSDS3)).counts}
    assert counts["services.csv"].rows == 2
    assert counts["services.csv"].records == {"service": 2}
    assert counts["phones.csv"].records == {"phone": 2}
    assert counts["addresses.csv"].records == {}


def test_older_tables_give_the_same_service(tmp_path: Path) -> None:
    two, one = read(folder(tmp_path, HSDS2, "two")), read(folder(tmp_path, HSDS1, "one"))
    for draft in (two, one):
        (service,) = services(draft)
        assert service.categories == (Need.FOOD,)
        assert [phone.number for phone in phones(draft)] == ["+19164401234"]
        assert [place.address_1 for place in locations(draft)] == ["120 River Street"]
        assert {(row.opens_at, row.closes_at) for row in schedules(draft)} == {("09:00", "17:00")}
    assert "PO Box" not in everything(two.records)
    assert locations(one)[0].accessibility == (Access.WHEELCHAIR,)


def test_ohana_cells_become_rows(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, OHANA))
    (service,) = services(draft)
    assert service.organization_id == "1"
    assert Need.FOOD in service.categories
    assert service.languages == ("en", "es")
    assert service.service_area == "Sacramento County"
    assert [phone.number for phone in phones(draft)] == ["+19164401234"]
    assert locations(draft)[0].accessibility == (Access.WHEELCHAIR,)
    text = everything(draft.records)
    assert "Persona" not in text
    assert "440-9999" not in text
    assert "+19164409999" not in text
    assert "PO Box" not in text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param({"contents": [SERVICE], "last_page": True}, "a page", id="page"),
        pytest.param([SERVICE], "an array", id="array"),
        pytest.param(SERVICE, "a single record", id="single-service"),
        pytest.param({"services": [SERVICE]}, "an object of arrays", id="object-of-arrays"),
        pytest.param({"services.csv": [SERVICE]}, "an object of arrays", id="file-to-rows"),
        pytest.param(
            [
                {
                    **SERVICE["organization"],
                    "services": [{k: v for k, v in SERVICE.items() if k != "organization"}],
                }
            ],
            "an array",
            id="organization-package",
        ),
        pytest.param(
            {
                "id": "sal-1",
                "location": SERVICE["service_at_locations"][0]["location"],
                "service": {k: v for k, v in SERVICE.items() if k != "service_at_locations"},
            },
            "a single record",
            id="service-at-location",
        ),
    ],
)
def test_json_in_every_wrapping_gives_the_same_service(
    tmp_path: Path, value: object, words: str
) -> None:
    draft = read(json_file(tmp_path, value))
    assert words in draft.recognised
    (service,) = services(draft)
    assert (service.id, service.name, service.organization_id) == ("svc-1", "Family Meals", "org-1")
    assert (service.categories, service.languages) == ((Need.FOOD,), ("es",))
    assert [(phone.number, phone.extension) for phone in phones(draft)] == [("+19164401234", "12")]
    assert [place.address_1 for place in locations(draft)] == ["120 River Street"]
    assert len(schedules(draft)) == 1
    assert "Persona" not in everything(draft.records)
    assert "+19164409999" not in everything(draft.records)


def test_json_lines_and_loose_objects(tmp_path: Path) -> None:
    other = {**copy.deepcopy(SERVICE), "id": "svc-2", "name": "Night Meals"}
    forms = {
        "lines.jsonl": f"{json.dumps(SERVICE)}\n\n{json.dumps(other)}\nnot json\n",
        "loose.json": f"{json.dumps(SERVICE, indent=1)}\n{json.dumps(other, indent=1)}",
        "commas.json": f"{json.dumps(SERVICE, indent=1)},\n{json.dumps(other, indent=1)},\n",
    }
    for name, text in forms.items():
        draft = read(written(tmp_path, text, name))
        assert [service.name for service in services(draft)] == ["Family Meals", "Night Meals"]
    first = read(written(tmp_path, forms["lines.jsonl"], "lines.jsonl"))
    (damaged,) = found(first, FindingCode.BROKEN_JSON)
    assert damaged.weight == "left_out"


def test_error_texts_among_results_are_left_out(tmp_path: Path) -> None:
    draft = read(json_file(tmp_path, [SERVICE, "500 Internal Server Error", 7, None, {"x": 1}]))
    assert len(services(draft)) == 1
    assert len(found(draft, FindingCode.NOT_A_RECORD)) == 4


def test_one_page_of_many_is_said(tmp_path: Path) -> None:
    page = {"total_pages": 3, "last_page": False, "contents": [SERVICE]}
    assert FindingCode.ONE_PAGE_ONLY in codes(read(json_file(tmp_path, page)))


def test_truncated_json_is_refused(tmp_path: Path) -> None:
    text = json.dumps([SERVICE, {**SERVICE, "id": "svc-2"}])
    draft = read(written(tmp_path, text[: len(text) * 3 // 4], "source.json"))
    (broken,) = found(draft, FindingCode.BROKEN_JSON)
    assert broken.weight == "refused"


def test_a_listed_file_that_is_absent_is_said(tmp_path: Path) -> None:
    listed = {"resources": [{"path": "data/phones.csv"}, {"path": "services.csv"}, {"path": 5}, 1]}
    files = {**without(HSDS3, "phones.csv"), "datapackage.json": json.dumps(listed)}
    (absent,) = found(read(folder(tmp_path, files)), FindingCode.ABSENT_FILE)
    assert absent.value == "data/phones.csv"


def test_the_same_source_twice_gives_the_same_records(tmp_path: Path) -> None:
    path = folder(tmp_path, HSDS3)
    first, second = read(path), read(path)
    assert first.records == second.records
    assert first.findings == second.findings


def test_addresses_stay_hidden_unless_the_editor_says_otherwise(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, HSDS3), ReadOptions())
    assert "River Street" not in everything(draft.records)
    assert "38.58" not in everything(draft.records)
    assert FindingCode.ADDRESSES_HIDDEN in codes(draft)
    assert FindingCode.ADDRESSES_HIDDEN not in codes(read(tmp_path / "source", PUBLIC))


def test_fax_numbers_are_no_phones(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "phones.csv": (
            "id,service_id,number,type\na,svc_1,(916) 440-1234,fax\nb,svc_1,916-440-1235,text\n"
        ),
    }
    draft = read(folder(tmp_path, files))
    assert [
        (phone.number, phone.type) for phone in phones(draft) if phone.service_id == "svc_1"
    ] == [("+19164401235", PhoneType.TEXT)]


@pytest.mark.parametrize("place", ["", "export/", "a/b/c/d/"])
@pytest.mark.parametrize("pack", [zipped, folder])
def test_tables_are_found_at_any_depth(
    tmp_path: Path, place: str, pack: Callable[..., Path]
) -> None:
    files = {place + name: text for name, text in HSDS3.items()}
    assert len(services(read(pack(tmp_path, files)))) == 2


def test_of_several_folders_the_one_with_services_is_read(tmp_path: Path) -> None:
    others = {f"codes/{name}.csv": "id,name\n1,x\n" for name in ("organizations", "locations",
              "phones", "addresses")}  # fmt: skip
    wanted = {f"2026/week 48/{name}": text for name, text in HSDS3.items()}
    draft = read(zipped(tmp_path, {**others, **wanted}))
    assert len(services(draft)) == 2
    assert {one.file.partition("/")[0] for one in draft.findings if one.file.startswith("codes")}


@pytest.mark.parametrize("name", ["inner.zip", "week/INNER.ZIP"])
def test_a_zip_in_a_zip_says_so(tmp_path: Path, name: str) -> None:
    inner = zipped(tmp_path, {"services.csv": "id,name\n1,Bread\n"}).read_bytes()
    with pytest.raises(SourceError, match=f"holds another zip: {name}. Unpack it"):
        read_source(zipped(tmp_path, {name: inner, "readme.pdf": "x"}), ReadOptions())


SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data"
HSDS = SAMPLES / "hsds-examples"


def sample(path: Path) -> Path:
    if not path.exists():
        pytest.skip("the public sample sets are not beside the project")
    return path


@pytest.mark.parametrize(
    ("name", "form", "count"),
    [
        ("hsds-3.0/csv", "HSDS 3.x tables in a folder", 1),
        ("hsds-3.2.3/csv", "HSDS 3.x tables in a folder", 1),
        ("hsds-3.0", "HSDS 3.x tables in a folder", 1),
        ("hsds-3.0/tabular.json", "an object of arrays", 1),
        ("hsds-3.0/service_full.json", "a single record", 1),
        ("hsds-3.2.3/service_full.json", "a single record", 1),
        ("hsds-3.2.3/organization_full.json", "a single record", 1),
        ("hsds-3.2.3/service_at_location_full.json", "a single record", 1),
        ("hsds-3.2.3/service_list.json", "a page", 1),
        ("hsds-3.2.3/taxonomy_list.json", "", 0),
        ("hsds-3.2.3/base.json", "no known form", 0),
    ],
)
def test_the_examples_of_the_standard(name: str, form: str, count: int) -> None:
    draft = read(sample(HSDS / name))
    assert form in draft.recognised
    assert len(services(draft)) == count
    assert "Persona" not in everything(draft.records)
    lines = HelplineFile(helplines=draft.helplines, guarded=guarded_lines(draft.records))
    assert check_content(draft.records, lines, ()) == []


def test_the_sample_of_ohana(tmp_path: Path) -> None:
    folder = sample(SAMPLES / "ohana-sample")
    draft = read(folder)
    assert draft.recognised == "Ohana tables in a folder"
    assert len(services(draft)) == 21
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert read(zipped(tmp_path, files)).records == draft.records
    text = everything(draft.records)
    for person in ("Susan Houston", "Christina Gonzalez"):
        assert person not in text
