"""Letters that no bundled font has are told to the editor, in every script."""

import json
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from kiosk.app import assets
from kiosk.domain.records import AnyRecord, Need, Service, Translation
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.publish.glyph_coverage import characters_of, check_letters
from kiosk.editor.publish.publish_report import PublishOutcome
from tests.editor.editors import CITY, Editor, codes, directory

FONTS = assets.resources() / "fonts"
FULL: list[dict[str, Any]] = [
    row
    for row in json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
    if row["kind"] == "full"
]


@pytest.mark.parametrize("row", FULL, ids=lambda row: row["file"])
def test_the_letters_of_a_font_are_read_as_fonttools_reads_them(row: dict[str, Any]) -> None:
    with TTFont(FONTS / row["file"], lazy=True) as font:
        assert characters_of(FONTS / row["file"]) == {chr(code) for code in font.getBestCmap()}


def phrase(tag: str, text: str) -> Translation:
    return Translation(
        id="t", entity="service", entity_id="s", field="phrase", language=tag, text=text,
        source_hash="0" * 16,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "text", "lacking"),
    [
        ("zh-Hans", "免费 WEAVE（每天）", ""),
        ("zh-Hans", "一個㐀", "㐀個"),
        ("zh-Hant", "嘅 𠮷", "𠮷"),
        ("ko", "食 쉼터", "食"),
        ("ru", "ѣ Ё «да» №1", ""),
        ("fa", "می\u200cشود (۹)", ""),
        ("hi", "मुफ़्त", ""),
        ("es", "Ayuda → aquí", "→"),
        ("hmn", "Pub dawb 🍎", "🍎"),
        ("th", "อาหารฟรี", ""),
    ],
)
def test_what_would_be_a_box_is_named(tag: str, text: str, lacking: str) -> None:
    """Thai has no screens: nothing of it is ever drawn."""
    found = check_letters([phrase(tag, text)], FONTS)
    assert [(each.code, each.weight, each.column) for each in found] == (
        [(FindingCode.NOT_DRAWN, Weight.NOTE, "phrase")] if lacking else []
    )
    assert all(each.value == f"service s ({tag}): {lacking}" for each in found)


def test_a_name_in_a_script_the_font_lacks_is_named() -> None:
    service = Service(
        id="s", organization_id="o", name="ቤት", quiet_name="House", phrase="Rest",
        categories=(Need.FOOD,),
    )  # fmt: skip
    assert [each.value for each in check_letters([service], FONTS)] == ["service s (en): ቤት"]


def test_publishing_says_so_and_publishes_all_the_same(tmp_path: Path) -> None:
    editor = Editor(tmp_path).begin()
    records = [*directory(*CITY), replace(phrase("zh-Hans", "個"), entity_id=CITY[0])]
    report = editor.publish(records, fonts=FONTS)
    assert report.outcome is PublishOutcome.PUBLISHED
    assert (FindingCode.NOT_DRAWN, Weight.NOTE) in codes(report.findings)


def test_the_factory_directory_has_no_such_letter(factory_records: tuple[AnyRecord, ...]) -> None:
    assert check_letters(factory_records, FONTS) == []
