"""What kiosks of an earlier release get, and files of each released format."""

import json
import zipfile
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import Cost, Need, SearchWord, Service, Situation, Tile, Translation
from kiosk.domain.resource_text import resource_text
from kiosk.domain.text import source_hash
from kiosk.editor.findings import FindingCode
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.older_format import in_format_1
from kiosk.editor.publish.publish_report import PublishOutcome
from tests.editor.editors import CITY, Editor, directory
from tests.sync.toolkit import revised

DATA = Path(__file__).parents[1] / "data"
JOB = Situation(code="job", fit=1)


def test_kiosks_of_the_release_before_get_what_they_know(editor: Editor) -> None:
    known = json.loads(resource_text("publishing", "format-1.json"))
    more = {"must_report": True, "room_line": True, "situations": (JOB,)}
    costs = (Cost.FREE, Cost.MEDICAID)
    records = revised(directory(*CITY), Service, "line-city", cost=costs, **more)
    records += [
        Tile(id="q", need=Need.FOOD, order=1, label="Q", icon="food", codes=(JOB.code,)),
        Translation(id="t", entity="tile", entity_id="q", field="label", language="es", text="P",
                    source_hash=source_hash("Q")),
    ]  # fmt: skip
    report = editor.publish(records, format=1)
    assert report.outcome is PublishOutcome.PUBLISHED
    left = [one.value for one in report.findings if one.code is FindingCode.OLDER_FORMAT]
    fields = ["must report: 1", "room line: 1", "situations: 1", "medicaid: 1"]
    assert left == [*fields, "questions: 1"]
    with zipfile.ZipFile(editor.out) as archive:
        lines = archive.read("directory.ndjson").splitlines()
        guarded = json.loads(archive.read("helplines.json"))["guarded"]
        signed = [
            json.loads(archive.read(name)) for name in ("targets.json", "directory-role.json")
        ]
    assert b"medicaid" not in b"".join(lines)
    for record in map(json.loads, lines):
        assert record.keys() <= {*known[record["kind"]], "kind"}
    assert guarded
    assert all(line.keys() <= {"service_id", "phones", "out_of_service"} for line in guarded)
    for each in signed:
        (target,) = each["signed"]["targets"].values()
        assert target["custom"]["format"] == 1
    assert editor.publish(records).outcome is PublishOutcome.PUBLISHED


def test_search_words_of_guides_are_not_in_the_earlier_format() -> None:
    words = [
        SearchWord(id="a", language="en", words=("pay",), needs=(Need.WORK,), guide_ids=("g",)),
        SearchWord(id="b", language="en", words=("gps",), guide_ids=("g",)),
    ]
    left, findings = in_format_1(words)
    assert left == [msgspec.structs.replace(words[0], guide_ids=())]
    assert {one.value for one in findings} == {"guide ids: 1", "search words of guides: 1"}


@pytest.mark.parametrize("number", [1, 2])
def test_a_file_of_each_released_format_is_read(number: int) -> None:
    """Made by the release that wrote it first; a kiosk never asks for its data to be made anew."""
    file = examine(DATA / f"format-{number}.kiosksync")
    assert file.bundle.facts.format == number
    assert file.bundle.helplines.guarded
    assert len(file.bundle.records) > len(ANCHORS)
    guarded = file.bundle.helplines.guarded
    assert all((line.says is None) is (number == 1) for line in guarded)
