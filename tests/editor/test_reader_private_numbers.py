"""Numbers that a label, a flag, a word or an owner keeps back are in no record."""

from pathlib import Path

import pytest

from kiosk.editor.findings import FindingCode, Weight
from tests.editor.sources import (
    HSDS3,
    Files,
    codes,
    everything,
    folder,
    found,
    json_file,
    phones,
    read,
    services,
    with_column,
    with_row,
)
from tests.editor.typed import FOR_WHOM, Say, published


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        pytest.param("phones.csv", "Phone1IsPrivate", "true", id="icarol-number"),
        pytest.param("phones.csv", "PhoneIsPrivate", "true", id="phone-is-private"),
        pytest.param("phones.csv", "private", "1", id="private"),
        pytest.param("phones.csv", "exclude_from_website", "yes", id="excluded"),
        pytest.param("phones.csv", "confidential", "yes", id="confidential"),
        pytest.param("phones.csv", "Unlisted", "x", id="unlisted"),
        pytest.param("phones.csv", "display", "N", id="display"),
        pytest.param("phones.csv", "access", "internal use only", id="access"),
        pytest.param("services.csv", "Phone1IsPrivate", "true", id="flag-at-the-service"),
    ],
)
def test_private_numbers_are_left_out(tmp_path: Path, table: str, column: str, value: str) -> None:
    draft = read(folder(tmp_path, with_column(HSDS3, table, column, value)))
    assert "+19164401234" not in everything(draft.records)
    assert [phone.number for phone in phones(draft)] == ["+19164425678"]
    assert FindingCode.MARKED_PRIVATE in codes(draft)


def test_a_number_whose_row_is_no_longer_active_is_left_out(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, with_column(HSDS3, "phones.csv", "status", "inactive")))
    assert [phone.number for phone in phones(draft)] == ["+19164425678"]
    assert FindingCode.NOT_ACTIVE in codes(draft)


def test_a_number_private_in_one_row_is_not_shown_from_another(tmp_path: Path) -> None:
    files = with_row(HSDS3, "phones.csv", "ph_3,,svc_1,,,,9164401234,,voice,")
    files = with_column(files, "phones.csv", "is_private", "true")
    draft = read(folder(tmp_path, files))
    assert "+19164401234" not in everything(draft.records)


@pytest.mark.parametrize(
    ("table", "flag", "row"),
    [
        pytest.param(
            "services.csv",
            "hidden_from_search",
            "p,,svc_1,org_1,,,916-440-1234,,voice,",
            id="service",
        ),
        pytest.param(
            "locations.csv",
            "ExcludeFromWebsite",
            "p,loc_1,,org_1,,,916-440-1234,,voice,",
            id="place",
        ),
        pytest.param(
            "locations.csv",
            "ExcludeFromWebsite",
            "p,loc_1,svc_3,,,,916-440-1234,,voice,",
            id="both",
        ),
    ],
)
def test_a_number_of_something_hidden_goes_to_no_one_else(
    tmp_path: Path, table: str, flag: str, row: str
) -> None:
    """The number is also said to be one of the organization, or of a service that is shown."""
    files = with_column(HSDS3, table, flag, "yes")
    line = "svc_3,org_1,Night Meals,Meals.,,active,,,,,,,"
    extra = "," if table == "services.csv" else ""
    files = with_row({**files, "phones.csv": f"{HEADER}\n{row}\n"}, "services.csv", line + extra)
    draft = read(folder(tmp_path, files))
    assert "Night Meals" in {service.name for service in services(draft)}
    assert phones(draft) == []


HEADER = HSDS3["phones.csv"].splitlines()[0]


def labelled(kind: str, label: str, number: str = "916-440-1234") -> Files:
    row = f'p1,,svc_1,,,,{number},,{kind},"{label}"'
    return {**HSDS3, "phones.csv": f"{HEADER}\n{row}\n"}


LEFT_OUT: dict[str, tuple[Files, FindingCode]] = {
    "fax": (labelled("voice", "Fax, second floor"), FindingCode.FAX_LEFT_OUT),
    "a cell": (labelled("voice", "Dana's cell"), FindingCode.PERSON_NUMBER),
    "a name": (labelled("voice", "Rosa Park"), FindingCode.PERSON_NUMBER),
    "a name in the number": (
        labelled("voice", "", number="Dana's cell: 916-440-1234"),
        FindingCode.PERSON_NUMBER,
    ),
    "a contact of the source": (
        {
            **labelled("voice", "intake persona"),
            "contacts.csv": "id,service_id,name\nc1,svc_1,Intake Persona\n",
        },
        FindingCode.PERSON_NUMBER,
    ),
    "staff only": (labelled("voice", "Staff only"), FindingCode.MARKED_PRIVATE),
    "internal use": (labelled("voice", "Internal use"), FindingCode.MARKED_PRIVATE),
    "office use": (labelled("voice", "For office use only"), FindingCode.MARKED_PRIVATE),
    "do not give out": (labelled("voice", "Do not give out"), FindingCode.MARKED_PRIVATE),
    "a private type": (labelled("private", ""), FindingCode.MARKED_PRIVATE),
    "a director": (labelled("voice", "Program director"), FindingCode.PERSON_NUMBER),
    "a manager": (labelled("voice", "Ann Persona, Manager"), FindingCode.PERSON_NUMBER),
    "rounded": (labelled("voice", "", number="9.16440E+09"), FindingCode.UNREAD_CELL),
}


@pytest.mark.parametrize(("files", "code"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_number_that_is_not_shown_is_told(
    tmp_path: Path, files: Files, code: FindingCode
) -> None:
    draft = read(folder(tmp_path, files))
    assert phones(draft) == []
    assert [each.file for each in found(draft, code)] == ["phones.csv"]


def test_each_row_of_a_person_is_named_once(tmp_path: Path) -> None:
    rows = "p1,,,org_1,,,916-440-1234,,voice,Rosa Park\np2,,,org_1,,,Dana's cell 916-440-5678,,,\n"
    files = with_row(HSDS3, "services.csv", "svc_3,org_1,Night Meals,Meals.,,active,,,,,,,")
    draft = read(folder(tmp_path, {**files, "phones.csv": f"{HEADER}\n{rows}"}))
    told = found(draft, FindingCode.PERSON_NUMBER)
    assert [(each.row, each.weight) for each in told] == [
        (2, Weight.LEFT_OUT),
        (3, Weight.LEFT_OUT),
    ]


def test_labels_in_json_are_read_alike(tmp_path: Path) -> None:
    numbers = [
        {"number": "916-440-1234", "type": "voice", "description": "Rosa Park"},
        {"number": "916-440-5678", "type": "voice", "description": "Ext. 12"},
    ]
    source = [{"id": "s", "name": "Meals", "status": "active", "phones": numbers}]
    (phone,) = phones(read(json_file(tmp_path, source)))
    assert (phone.number, phone.extension) == ("+19164405678", "12")


def test_a_source_with_labels_is_published_without_persons(say: Say, tmp_path: Path) -> None:
    files = with_row(HSDS3, "phones.csv", "p3,,svc_1,,,,916-440-9999,,voice,Dana's cell")
    assert "9164409999" not in everything(read(folder(tmp_path, files, "a")).records)
    result = published(say, folder(tmp_path, files), "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 0, result.output
    assert "one person's own line" in result.output
