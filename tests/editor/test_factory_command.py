"""The factory directory, edited in a workbook or by hand, through the command line."""

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from kiosk import atomic_files
from kiosk.app import assets
from kiosk.app.settings import Settings
from kiosk.cli.base import Context
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    GuideBlock,
    Location,
    Need,
    Referrer,
    Service,
    ServiceAtLocation,
    Situation,
    Source,
    Status,
    Translation,
)
from kiosk.domain.text import source_hash
from kiosk.editor.commands.factory import factory
from kiosk.editor.factory.factory_check import check_factory
from kiosk.editor.workbook.language_sheets import title_of, translation_id
from tests.editor.workbooks import FIRST, RECORDS, Desk

NOW = ("--now", "2026-11-29T12:00")
SOURCES = (Source(name="Own page", date="2026-11"),)
SPANISH = title_of("es")
PHRASE, COMIDA = "A hot meal at noon", "Una comida caliente"


def _text(tag: str, text: str, entity: str = "service", key: str = "river-meals") -> Translation:
    field = "phrase" if entity == "service" else "title"
    return Translation(
        id=translation_id(entity, key, field, tag),
        entity=entity,
        entity_id=key,
        field=field,
        language=tag,
        text=text,
        source_hash=source_hash(PHRASE if entity == "service" else "Read first"),
    )


def _sourced(record: AnyRecord) -> AnyRecord:
    if not isinstance(record, Service):
        return record
    situations = (Situation(code="eat_today", fit=1),)
    return msgspec.structs.replace(record, sources=SOURCES, situations=situations)


HIDDEN_PLACE = Location(id="river-house.2", organization_id="river-house")
AT_A_HIDDEN_PLACE = ServiceAtLocation(
    id="river-meals.at2", service_id="river-meals", location_id="river-house.2"
)
FILES: dict[str, Sequence[AnyRecord]] = {
    "cards": [
        AwarenessCard(
            id="bread",
            title="Read first",
            text="Then eat",
            picture="table",
            order=1,
            sources=SOURCES,
        )
    ],
    "guides": [
        Figure(id="lunch", value="12", sources=SOURCES),
        Guide(
            id="my-day",
            title="My day",
            summary="A day",
            icon="book",
            categories=(Need.FOOD,),
            order=1,
            blocks=(GuideBlock(id="eat", text="Eat well.", sources=SOURCES),),
        ),
    ],
    # As a file has them: the place after the number.
    "services-1": [_sourced(RECORDS[at]) for at in (0, 2, 4, 1, 3)],
    "text-es": [_text("es", "Lea", "awareness_card", "bread"), _text("es", COMIDA)],
    "text-tlh": [_text("tlh", "Soj tuj")],
}
"""A small directory; Klingon stands for a language without a sheet."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "factory"
    made.mkdir()
    for name, records in FILES.items():
        content = msgspec.json.Encoder().encode_lines(records)
        (made / f"{name}.ndjson").write_bytes(content)
    return made


@pytest.fixture
def desk(tmp_path: Path, folder: Path) -> Desk:
    """The directory as an open workbook, without the sheet of one language."""
    records = read_records(sorted(folder.glob("*")))
    here = [one for one in records if getattr(one, "language", "") != "tlh"]
    return Desk(tmp_path, here, languages=("es",))


def _call(*arguments: object) -> Result:
    obj = Context(Path("/nowhere"), Settings())
    return CliRunner().invoke(factory, [*map(str, arguments), *NOW], obj=obj)


def _update(desk: Desk, folder: Path) -> Result:
    desk.save()
    return _call("update", desk.path, "--folder", folder)


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _lines(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.ndjson").read_text("utf-8").splitlines()


# --- a workbook ---------------------------------------------------------------------------------


def test_an_unedited_workbook_changes_no_byte(desk: Desk, folder: Path) -> None:
    before = _content(folder)
    result = _update(desk, folder)
    assert result.exit_code == 0, result.output
    assert "Nothing was changed: the files already say this." in result.output
    assert _content(folder) == before


def test_an_edited_workbook_becomes_the_lines_that_it_changes(desk: Desk, folder: Path) -> None:
    before = _content(folder)
    desk.put("Phones", "Number", "916-440-9999")
    desk.add("Services", {"Organization": "river-house", "Name": "Oak Bed", "Quiet name": "Oak",
                          "Short phrase": "A bed", "Needs": "A safe place",
                          "Made for": "A bed tonight"})  # fmt: skip
    desk.add("Phones", {"Service": "river-meals", "Number": "916-440-5555"})
    desk.add("Cards", {"Title": "Sleep well", "Text": "Ask here", "Picture": "Hills", "Order": 2})
    row = desk.add(SPANISH, {"Kind": "Card", "Belongs to": "sleep-well", "Which text": "Title",
                             "Translation": "Duerma bien"})  # fmt: skip
    assert row > FIRST
    result = _update(desk, folder)
    assert result.exit_code == 0, result.output
    changed = {name for name, content in _content(folder).items() if content != before[name]}
    assert changed == {"services-1.ndjson", "cards.ndjson", "text-es.ndjson"}
    assert [msgspec.json.decode(line)["id"] for line in _lines(folder, "services-1")] == [
        "river-house", "river-meals", "river-meals.1", "river-meals.2", "river-house.1",
        "river-meals.at1", "oak-bed",
    ]  # fmt: skip
    assert '"number":"+19164409999"' in _lines(folder, "services-1")[2]
    texts = [msgspec.json.decode(line) for line in _lines(folder, "text-es")]
    assert [text["entity_id"] for text in texts] == ["bread", "sleep-well", "river-meals"]
    assert texts[1]["source_hash"] == source_hash("Sleep well")
    assert texts[1]["id"] == translation_id("awareness_card", "sleep-well", "title", "es")
    assert _call("update", desk.path, "--folder", folder).output.count("already say") == 1


def test_a_row_that_is_gone_takes_its_line_and_its_translations_along(
    desk: Desk, folder: Path
) -> None:
    desk.book["Cards"].delete_rows(FIRST)
    desk.add("Cards", {"Title": "Sleep well", "Text": "Ask here", "Picture": "Hills", "Order": 2})
    for row in range(int(desk.book[SPANISH].max_row), FIRST - 1, -1):
        if desk.book[SPANISH].cell(row, 2).value == "bread":
            desk.book[SPANISH].delete_rows(row)
    result = _update(desk, folder)
    assert result.exit_code == 0, result.output
    assert [msgspec.json.decode(line)["id"] for line in _lines(folder, "cards")] == ["sleep-well"]
    assert [msgspec.json.decode(line)["text"] for line in _lines(folder, "text-es")] == [COMIDA]
    assert len(_lines(folder, "text-tlh")) == 1, "a language without a sheet stays"


def test_a_translation_whose_text_changed_stays_and_is_listed(desk: Desk, folder: Path) -> None:
    desk.put("Services", "Short phrase", "A hot meal at one")
    result = _update(desk, folder)
    assert result.exit_code == 0, result.output
    assert "has changed since this was translated" in result.output
    assert COMIDA in _lines(folder, "text-es")[1]
    check = _call("check", "--folder", folder)
    assert check.exit_code == 1
    assert "outdated translations: 2\n  es service river-meals phrase" in check.output


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("Phones", "Number", "ask at the desk"),
         ("Phones, row 3, Number", "Write one number in")),
        (("Services", "Made for", "a warm bath"), ("Services, row 3, Made for",)),
        (("Services", "Places", "no-such-place"), ("Services, row 3, Places", "Correct the name")),
        (("Services", "Short phrase", "Call 916-555-0000 for a meal"),
         ("Services, row 3, Short phrase", "give it on the sheet Phones")),
        (("Services", "Short phrase", "Eat at 120 Oak Street"), ("give it on the sheet Places",)),
        (("Cards", "Picture", "A dragon"), ("Cards, row 3, Picture",)),
        (("Services", "Organization", None), ("Services, row 3, Organization",)),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_nothing_changes(
    desk: Desk, folder: Path, cell: tuple[str, str, object], said: tuple[str, ...]
) -> None:
    before = _content(folder)
    desk.put(*cell)
    desk.put("Phones", "Use", "Office")
    result = _update(desk, folder)
    assert result.exit_code == 1, result.output
    assert "Nothing was changed. Mend what is listed here" in result.output
    for words in said:
        assert words in result.output
    assert _content(folder) == before


def test_what_is_no_workbook_is_one_sentence(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK")
    result = _call("update", tmp_path / "list.xlsx", "--folder", folder)
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "is not a workbook of this program" in result.output


def test_a_disk_that_fails_half_way_leaves_every_file_as_it_was(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _content(folder)
    desk.put("Cards", "Text", "Then sleep")
    desk.put("Phones", "Number", "916-440-9999")
    write, written = atomic_files.replace_file, list[Path]()

    def failing(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device", str(path))
        write(path, content)

    monkeypatch.setattr(atomic_files, "replace_file", failing)
    result = _update(desk, folder)
    assert result.exit_code == 1, result.output
    assert len(written) == 3, "written, failed, put back"
    assert _content(folder) == before


# --- by hand ------------------------------------------------------------------------------------


def test_a_text_typed_by_hand_needs_neither_id_nor_hash(folder: Path) -> None:
    with (folder / "cards.ndjson").open("a") as file:
        file.write(
            '{"kind": "awareness_card", "id": "hills", "title": "Go out", "text": "Walk", '
            '"picture": "hills", "order": 2, "sources": [{"name": "Own page"}]}\n'
        )
    with (folder / "text-es.ndjson").open("a") as file:
        file.write(
            '{"kind": "translation", "entity": "awareness_card", "entity_id": "hills", '
            '"field": "title", "language": "es", "text": "Salga"}\n'
        )
    refused = _call("check", "--folder", folder)
    assert "text-es.ndjson, line 3: misses the field id" in refused.output
    assert "factory update" in refused.output
    assert _call("update", "--folder", folder).exit_code == 0
    texts = [msgspec.json.decode(line) for line in _lines(folder, "text-es")]
    assert [(text["entity_id"], text["source_hash"]) for text in texts[:2]] == [
        ("bread", source_hash("Read first")),
        ("hills", source_hash("Go out")),
    ]
    assert _call("check", "--folder", folder).exit_code == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (msgspec.json.encode({"kind": "translation", "entity": "service", "entity_id": "nobody",
                              "field": "phrase", "language": "es", "text": "Hola"}).decode(),
         "text-es.ndjson, line 3: translates a text that is not there"),
        ('{"kind":"translation","entity":"service"}', "text-es.ndjson, line 3: misses the field"),
        ("Hola", "text-es.ndjson, line 3: is not one JSON object"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_completed_is_named(folder: Path, typed: str, said: str) -> None:
    with (folder / "text-es.ndjson").open("a") as file:
        file.write(f"{typed}\n")
    before = _content(folder)
    result = _call("update", "--folder", folder)
    assert result.exit_code == 1
    assert said in result.output
    assert _content(folder) == before


# --- what is missing ----------------------------------------------------------------------------


def test_check_names_what_is_old_or_missing_and_counts_what_pages_show(
    desk: Desk, folder: Path
) -> None:
    desk.add("Services", {"Organization": "river-house", "Name": "Oak Bed", "Quiet name": "Oak",
                          "Short phrase": "A bed", "Needs": "A safe place",
                          "Checked on": "2024-01-02"})  # fmt: skip
    desk.put("Figures", "To", "2026-01-31")
    desk.put("Guide lines", "Sources", None)
    assert _update(desk, folder).exit_code == 0
    result = _call("check", "--folder", folder, "--all")
    assert result.exit_code == 1
    for said in (
        "services: 2\nwith a number: 1\nwith hours: 0\nwith a street: 1\nstreets: 1\n",
        "unknown facts of a page: 5.0\n",
        "without source: 1\n  oak-bed\n",
        "without situation: 1\n  oak-bed\n",
        "ended: 1\n  lunch\n",
        "guide lines without source: 1\n  my-day eat\n",
        "old: 1\n  oak-bed\n",
        "without hours: 2\n  river-meals\n  oak-bed",
        "without number and street: 1\n  oak-bed: not found\n",
    ):
        assert said in result.output


@pytest.mark.parametrize(
    ("changes", "more", "listed"),
    [
        ({}, (), ("river-meals: not found",)),
        ({"url": "https://riverhouse.example.org"}, (), ("river-meals: website only",)),
        (
            {"url": "https://riverhouse.example.org", "referral_by": (Referrer.LINE_211,)},
            (AT_A_HIDDEN_PLACE,),
            ("river-meals: sent by line_211; place hidden for safety",),
        ),
        ({}, (AT_A_HIDDEN_PLACE,), ("river-meals: not found; place hidden for safety",)),
        ({}, (RECORDS[4],), ()),
        ({}, (RECORDS[3],), ()),
        ({"status": Status.DEFUNCT}, (), ()),
    ],
)
def test_check_says_why_nobody_can_call_a_service_or_walk_to_it(
    changes: dict[str, object], more: tuple[AnyRecord, ...], listed: tuple[str, ...]
) -> None:
    meals = msgspec.structs.replace(RECORDS[2], **changes)
    records = (RECORDS[0], RECORDS[1], HIDDEN_PLACE, meals, *more)
    assert check_factory(records, dt.date(2026, 11, 29)).without_number_and_street == listed


def test_the_factory_directory_is_in_order_and_a_kiosk_takes_all_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "factory"
    shutil.copytree(assets.resources() / "factory", folder)
    result = _call("update", "--folder", folder)
    assert result.exit_code == 0, result.output
    assert "the files already say this" in result.output
    assert _call("check", "--folder", folder).exit_code == 0
