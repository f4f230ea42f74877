"""Labels of numbers in a source: faxes, persons, lines of the staff, extensions."""

from pathlib import Path

import pytest

from kiosk.editor.publish.findings import FindingCode, Weight
from tests.editor.sources import (
    HSDS3,
    Files,
    everything,
    folder,
    found,
    json_file,
    phones,
    read,
    with_row,
)
from tests.editor.typed import FOR_WHOM, Say, published

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
