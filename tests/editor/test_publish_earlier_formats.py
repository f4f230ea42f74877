"""What kiosks of an earlier release get, and files of each released format."""

import json
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from kiosk.domain.checks import TRANSLATABLE, kind_of
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Cost,
    Guide,
    GuideBlock,
    Need,
    SearchWord,
    Service,
    Situation,
    Tile,
    Translation,
)
from kiosk.domain.resource_text import resource_table
from kiosk.domain.situations import Question
from kiosk.domain.syncfile import FORMAT
from kiosk.domain.text import source_hash
from kiosk.editor.findings import FindingCode
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.older_format import in_format, lines_in_format
from kiosk.editor.publish.publish_report import PublishOutcome
from tests.editor.earlier_readers import recorded, refused, refused_records
from tests.editor.editors import CITY, Editor, directory
from tests.strange.strange_directories import seeds_of_the_day, strange
from tests.sync.toolkit import revised

DATA = Path(__file__).parents[1] / "data"
EARLIER = range(1, FORMAT)
JOB = Situation(code="job", fit=1)
MORE = {
    "must_report": True,
    "room_line": True,
    "situations": (JOB,),
    "cost": (Cost.FREE, Cost.MEDICAID),
    "lead": "Bread first",
    "say": "A ticket, please.",
    "answers": (Question.ID,),
    "referral_line": "line-city",
}
"""What later formats say of a service."""
TEXTS = {("tile", "q", "label"): "Q", ("service", "line-city", "lead"): MORE["lead"]}


def said_by_later_formats() -> list[AnyRecord]:
    records = revised(directory(*CITY), Service, "line-city", **MORE)
    card = AwarenessCard(id="c", title="C", text="C", picture="road", order=1)
    return [
        *records,
        Guide(id="g", title="G", summary="G", icon="food", categories=(), order=1,
              blocks=(GuideBlock(id="b", text="B"),)),
        Tile(id="q", need=Need.FOOD, order=1, label="Q", icon="food", codes=("job",), guide="g#b"),
        msgspec.structs.replace(card, night=True),
        *(
            Translation(id=f"t.{field}", entity=kind, entity_id=key, field=field, language="es",
                        text="P", source_hash=source_hash(str(text)))
            for (kind, key, field), text in TEXTS.items()
        ),
    ]  # fmt: skip


NEW = ["lead: 1", "say: 1", "answers: 1", "referral line: 1"]
LEFT_OUT = {
    1: [*NEW, "must report: 1", "room line: 1", "situations: 1", "medicaid: 1", "questions: 1"],
    2: [*NEW, "guide: 1"],
}


@pytest.mark.parametrize("number", EARLIER)
def test_kiosks_of_an_earlier_format_get_what_they_know(editor: Editor, number: int) -> None:
    report = editor.publish(said_by_later_formats(), format=number)
    assert report.outcome is PublishOutcome.PUBLISHED
    left = [one.value for one in report.findings if one.code is FindingCode.OLDER_FORMAT]
    assert sorted(left) == sorted([*LEFT_OUT[number], "night: 1"])
    assert refused(number, editor.out) == []
    assert examine(editor.out).bundle.facts.format == number


def test_a_reader_of_an_earlier_format_refuses_the_new_one(editor: Editor) -> None:
    assert editor.publish(said_by_later_formats()).outcome is PublishOutcome.PUBLISHED
    names = {f"service.{one.split(':')[0].replace(' ', '_')}" for one in NEW}
    found = {*refused(2, editor.out)}
    assert found == {
        *names, "awareness_card.night", "tile.guide", "text of service.lead", f"format {FORMAT}",
    }  # fmt: skip
    more = {"kind tile", "service.cost medicaid", "line says", "text of tile.label"}
    assert more <= {*refused(1, editor.out)}


@pytest.mark.parametrize("number", EARLIER)
def test_whatever_a_directory_holds_an_earlier_reader_knows_what_is_left(number: int) -> None:
    for seed in seeds_of_the_day(3, 30):
        made = strange(seed)
        kept, _ = in_format(number, made.records)
        found = {*refused_records(number, map(json.loads, map(msgspec.json.encode, kept)))}
        assert not found, f"seed {seed}"
        lines = json.loads(msgspec.json.encode(lines_in_format(number, made.helplines)))
        known = {*recorded()[str(number)]["lines"]}
        assert all(one.keys() <= known for one in lines.get("guarded", ()))


def test_what_came_after_a_format_is_listed_with_the_next_one() -> None:
    """Else an earlier kiosk would get it and refuse the file."""
    brought = resource_table("publishing", "formats.toml")
    assert [*brought] == [str(number) for number in range(2, FORMAT + 1)]
    for number in EARLIER:
        before = recorded()[str(number)]
        later = [brought[str(one)] for one in range(number + 1, FORMAT + 1)]
        for kind in get_args(AnyRecord):
            name = kind_of(kind)
            now = {*kind.__struct_fields__} - {*before["fields"].get(name, ())}
            whole = any(one.get(name) == [] for one in later)
            assert whole == (name not in before["fields"]), name
            assert whole or now == {field for one in later for field in one.get(name, ())}, name
            texts = {*TRANSLATABLE.get(name, ())} - {*before["texts"].get(name, ())}
            assert whole or texts <= now, name


def test_search_words_of_guides_are_not_in_the_first_format() -> None:
    words = [
        SearchWord(id="a", language="en", words=("pay",), needs=(Need.WORK,), guide_ids=("g",)),
        SearchWord(id="b", language="en", words=("gps",), guide_ids=("g",)),
    ]
    left, findings = in_format(1, words)
    assert left == [msgspec.structs.replace(words[0], guide_ids=())]
    assert {one.value for one in findings} == {"guide ids: 1", "search words of guides: 1"}
    assert in_format(2, words) == (words, [])


@pytest.mark.parametrize("number", [1, 2])
def test_a_file_of_each_released_format_is_read(number: int) -> None:
    """Made by the release that wrote it first; a kiosk never asks for its data to be made anew."""
    file = examine(DATA / f"format-{number}.kiosksync")
    assert file.bundle.facts.format == number
    assert file.bundle.helplines.guarded
    assert len(file.bundle.records) > len(ANCHORS)
    guarded = file.bundle.helplines.guarded
    assert all((line.says is None) is (number == 1) for line in guarded)
    assert refused(number, DATA / f"format-{number}.kiosksync") == []
