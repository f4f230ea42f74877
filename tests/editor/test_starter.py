"""What a new coalition begins with: what every coalition needs, and nothing of one place."""

import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app import assets
from kiosk.domain.checks import check_records, records_of_kind, source_texts
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AnyRecord,
    Guide,
    GuideBlock,
    Location,
    Need,
    Organization,
    Phone,
    Service,
    Source,
    Tile,
    Translation,
)
from kiosk.editor.factory.starter import starter_records
from tests.architecture.papers import HANDBOOK
from tests.editor.typed import Say

TOLL_FREE = ("+1800", "+1833", "+1844", "+1855", "+1866", "+1877", "+1888")
LONGEST_SHORT_CODE = 6
DIGITS = re.compile(r"\d(?:[\s().-]*\d){6,}")


@pytest.fixture(scope="module")
def factory() -> list[AnyRecord]:
    return list(read_records(assets.factory()))


@pytest.fixture(scope="module")
def starter(factory: list[AnyRecord]) -> list[AnyRecord]:
    return starter_records(factory)


def words_of(records: Iterable[AnyRecord]) -> Iterable[str]:
    for record in records:
        yield from source_texts(record).values()
        if isinstance(record, Translation):
            yield record.text
        yield from getattr(record, "words", ())


def test_nothing_of_one_place_is_in_it(factory: list[AnyRecord], starter: list[AnyRecord]) -> None:
    kept = {one.id for one in records_of_kind(starter, Service).values()}
    assert not records_of_kind(starter, Location)
    local = [one for one in records_of_kind(factory, Phone).values() if one.service_id not in kept]
    numbers = {one.number[-7:] for one in local}
    assert len(numbers) > 50
    names = {
        one.name
        for one in records_of_kind(factory, Organization).values()
        if one.id not in records_of_kind(starter, Organization) and " " in one.name
    }
    for text in words_of(starter):
        found = {"".join(filter(str.isdigit, run))[-7:] for run in DIGITS.findall(text)}
        assert not found & numbers, text
        assert "Sacramento" not in text
        assert not [name for name in names if name in text], text


def test_its_lines_are_national(starter: list[AnyRecord]) -> None:
    phones = records_of_kind(starter, Phone).values()
    assert {"line-911", "line-988", "nhth-line", "ndvh-line", "crisis-text-line"} <= {
        one.service_id for one in phones
    }
    for one in phones:
        number = one.number
        assert number.startswith(TOLL_FREE) or len(number) <= LONGEST_SHORT_CODE, one


def test_the_law_of_one_state_bears_its_name_in_every_language(
    factory: list[AnyRecord], starter: list[AnyRecord]
) -> None:
    """What a paper of that state says is marked, and so is each translation of it."""
    before = {
        (guide.id, f"blocks.{block.id}"): block
        for guide in records_of_kind(factory, Guide).values()
        for block in guide.blocks
    }
    after = {
        (guide.id, f"blocks.{block.id}"): block.text
        for guide in records_of_kind(starter, Guide).values()
        for block in guide.blocks
    }
    marked = {key for key, text in after.items() if text != before[key].text}
    for key, text in after.items():
        law = [
            one for one in before[key].sources if re.search("California|Penal|Labor Code", one.name)
        ]
        assert not law or text == f"California: {before[key].text}"
    assert len(marked) > 60
    own = {
        (one.language, one.entity_id, one.field): one.text
        for one in factory
        if isinstance(one, Translation)
    }
    translations = [
        one for one in starter if isinstance(one, Translation) and one.entity == "guide"
    ]
    assert {one.language for one in translations} == {one[0] for one in own}
    for one in translations:
        same = one.text == own[one.language, one.entity_id, one.field]
        assert same is ((one.entity_id, one.field) not in marked)


def test_it_is_whole(starter: list[AnyRecord]) -> None:
    """Nothing leads to a record that is not there, and every question and guide is."""
    assert check_records(starter) == []
    assert len(records_of_kind(starter, Tile)) > 50
    assert len(records_of_kind(starter, Guide)) == 14
    assert {need for one in records_of_kind(starter, Tile).values() for need in (one.need,)} == {
        *Need
    }


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=3))
def test_a_line_from_a_source_that_nobody_listed_is_left_out(names: Sequence[str]) -> None:
    sources = tuple(Source(name=f"~{name}") for name in names)
    block = GuideBlock(id="a", text="A bed is free here.", sources=sources)
    plain = GuideBlock(id="b", text="You may ask.")
    guide = Guide(
        id="g",
        title="G",
        summary="S",
        icon="talk",
        categories=(Need.TALK,),
        order=1,
        blocks=(block, plain),
    )
    [kept] = starter_records([guide])
    assert isinstance(kept, Guide)
    texts = [one.text for one in kept.blocks]
    law = any(word in name for name in names for word in ("California", "Penal Code"))
    assert texts == ["You may ask."] or law


def test_the_workbook_of_a_new_coalition_is_published_and_holds_no_number_of_sacramento(
    say: Say, tmp_path: Path
) -> None:
    made = say("template", "-o", "directory.xlsx", words=None)
    assert "no local service" in made.output
    done = say("publish", "directory.xlsx", "-o", "try.kiosksync", "--practice", words=None)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(next(tmp_path.rglob("try.kiosksync"))) as archive:
        lines = archive.read("directory.ndjson").decode().splitlines()
    records = [json.loads(line) for line in lines]
    numbers = [one["number"] for one in records if one["kind"] == "phone"]
    assert numbers
    assert not [one for one in numbers if one[2:5] in {"916", "279", "530", "209", "707"}]
    assert not [one for one in records if one["kind"] == "location"]
    assert "916-" not in "\n".join(lines)


def test_trying_things_out_says_so_and_every_paper_names_the_same_command(say: Say) -> None:
    assert (
        "never publish it elsewhere"
        in say("template", "-o", "all.xlsx", "--with-factory", words=None).output
    )
    hint = "template -o directory.xlsx"
    assert f"{hint}\n" in say("desk", words=None).output
    assert f"$ resource-kiosk {hint}\n" in (HANDBOOK / "editor.md").read_text(encoding="utf-8")


def test_a_list_without_guides_gets_none_of_one_place(
    say: Say, source: Path, tmp_path: Path
) -> None:
    """Whoever publishes an export gets the program's guides, not those of Sacramento."""
    floors = ("--accept", "situation,checked-on,contact")
    done = say("publish", str(source), "-o", "try.kiosksync", "--practice", *floors, words=None)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "try.kiosksync") as archive:
        lines = archive.read("directory.ndjson").decode().splitlines()
    added = [one for one in map(json.loads, lines) if one["kind"] in ("guide", "awareness_card")]
    assert len(added) == 14 + 7
    texts = [one["title"] + one.get("text", "") for one in added]
    texts += [block["text"] for one in added for block in one.get("blocks", ())]
    for name in ("Sacramento", "WEAVE", "NorCal", "916-"):
        assert not [text for text in texts if name in text]
