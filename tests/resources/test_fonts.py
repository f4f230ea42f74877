"""The bundled fonts are complete, small, licensed, and named as their manifest says."""

from __future__ import annotations

import json
import runpy
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
MANIFEST: list[dict[str, Any]] = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
FAMILIES = runpy.run_path(str(FONTS / "subset.py"))["FAMILIES"]
MAX_TOTAL_BYTES = 25_000_000
MAX_NAMES_BYTES = 20_000


def vietnamese() -> str:
    """Every precomposed letter of Vietnamese: twelve vowels in six tones, and đ."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in tones]
    return "".join([*letters, "đ", *(letter.upper() for letter in letters), "Đ"])


def cells(codec: str, first: int, last: int) -> str:
    """The characters in some rows of a double-byte standard."""
    places = (bytes((row, cell)) for row in range(first, last + 1) for cell in range(0x40, 0xFF))
    found = "".join(place.decode(codec, errors="ignore") for place in places)
    return "".join(letter for letter in found if not letter.isascii())


def gb2312_level_1() -> str:
    """The 3755 common Han characters, rows 16 to 55 of GB 2312."""
    return cells("gb2312", 0xB0, 0xD7)


def big5() -> str:
    """The 13,053 Han characters of both levels of Big5, two of them twice."""
    return cells("big5", 0xA4, 0xC6) + cells("big5", 0xC9, 0xF9)


ASCII = "".join(map(chr, range(0x20, 0x7F)))
DIRECTION_CONTROLS = "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
SAMPLES = {
    "Noto Sans": {
        "ascii": ASCII,
        "vietnamese": vietnamese(),
        "european": "áàâäãåçéèêëíìîïñóòôöõøúùûüýÿœæßğışİčďěňřšťžąćęłńśźżőű¿¡",
        "pacific": "āēīōūĀĒĪŌŪʻĻļM̧m̧ŅņN̄n̄O̧o̧ṂṃḶḷṆṇ",
        "cyrillic": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяґєіїўАЯЁҐЄІЇ",
        "punctuation": "‘’“”„‚«»‹›–—…•·§©®™°′″№½¼¾×÷",
        "currency": "$¢£¥€₫₱₴₽₹₩₪",
        "marks": "\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u0309\u031b\u0323\u0327",
        "direction controls": DIRECTION_CONTROLS,
    },
    "Noto Sans Arabic": {
        "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة،؛؟ـ٠١٢٣٤٥٦٧٨٩",
        "marks": "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670",
        "persian": "پچژگکی۰۱۲۳۴۵۶۷۸۹٪",
        "pashto": "ټډړږښڼځڅېۍیګ",
        "urdu": "ٹڈڑںھہۂۃےۓ۔",
        "western digits": "0123456789:.-",
        "direction controls": "\u200b\u200c\u200d\u200e\u200f",  # Qt needs no glyph for isolates
    },
    "Noto Sans Devanagari": {
        "letters": "अआइईउऊऋऍएऐऑओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
        "signs": "ािीुूृॅेैॉोौंँः़्ऽॐ।॥",
        "digits": "०१२३४५६७८९",
        "circle under a sign": "\u25cc",
        "joiners": "\u200c\u200d",
    },
    "Noto Sans Gurmukhi": {
        "letters": "ਅਆਇਈਉਊਏਐਓਔੲੳਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸਹੜ",
        "signs": "ਾਿੀੁੂੇੈੋੌਂੰੱਁਃ਼੍ੴ।",
        "digits": "੦੧੨੩੪੫੬੭੮੯",
        "circle under a sign": "\u25cc",
        "joiners": "\u200c\u200d",
    },
    "Noto Sans CJK TC": {
        "ascii": ASCII,
        "han": big5(),
        "cantonese": "嘅咗喺哋啲嚟冇嘢唔佢咁冚嗰咩乜係",
        "punctuation": "，。、；：？！（）《》〈〉「」『』【】—…·～　",
        "full width": "０１２３４５６７８９ＡＺａｚ",
    },
    "Noto Sans CJK KR": {
        "ascii": ASCII,
        "syllables": "".join(map(chr, range(0xAC00, 0xD7A4))),
        "keys": "".join(map(chr, range(0x3131, 0x3164))),
        "punctuation": "‘’“”·…—、。「」『』《》～",
    },
    "Noto Sans CJK SC": {
        "ascii": ASCII,
        "han": gb2312_level_1(),
        "punctuation": "，。、；：？！（）《》〈〉「」『』【】〔〕—…·～　￥",
        "full width": "０１２３４５６７８９ＡＺａｚ",
        "arrows": "←↑→↓",
    },
}


def missing(font: TTFont, text: str) -> str:
    """The characters of the text that the font has no glyph for."""
    return "".join(sorted(set(text) - set(map(chr, font.getBestCmap()))))


def file_id(line: dict[str, Any]) -> str:
    return str(line["file"])


@pytest.fixture(params=MANIFEST, ids=file_id)
def line(request: pytest.FixtureRequest) -> dict[str, Any]:
    result: dict[str, Any] = request.param
    return result


@pytest.fixture
def font(line: dict[str, Any]) -> Iterator[TTFont]:
    with TTFont(FONTS / line["file"], lazy=True) as opened:
        yield opened


def test_manifest_lists_every_family_in_both_weights_and_nothing_else() -> None:
    expected = [(f.name, w, f.kind, f.script) for f in FAMILIES for w in (400, 700)]
    listed = [(x["family"], x["weight"], x["kind"], x["script"]) for x in MANIFEST]
    assert listed == expected, "run resources/fonts/subset.py"


def test_folder_holds_the_listed_files_and_no_others() -> None:
    files = {path.name for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"}}
    assert files == {line["file"] for line in MANIFEST}


def test_total_size() -> None:
    assert sum((FONTS / line["file"]).stat().st_size for line in MANIFEST) < MAX_TOTAL_BYTES


def test_licence_is_beside_the_fonts() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Google" in licence
    assert "Adobe" in licence


def test_every_full_family_has_samples() -> None:
    assert {line["family"] for line in MANIFEST if line["kind"] == "full"} == set(SAMPLES)


def test_font_says_the_family_and_weight_of_the_manifest(
    line: dict[str, Any], font: TTFont
) -> None:
    style = {400: "Regular", 700: "Bold"}[line["weight"]]
    families = {str(r) for r in font["name"].names if r.nameID in {1, 16}}
    assert families == {line["family"]}
    assert font["name"].getDebugName(2) == style
    assert font["OS/2"].usWeightClass == line["weight"]
    assert "Open Font License" in font["name"].getDebugName(13)


def test_font_covers_its_text(line: dict[str, Any], font: TTFont) -> None:
    if line["kind"] == "full":
        gaps = {name: missing(font, text) for name, text in SAMPLES[line["family"]].items()}
        assert {name: gap for name, gap in gaps.items() if gap} == {}
    else:
        [family] = [f for f in FAMILIES if f.name == line["family"]]
        assert missing(font, family.text.replace(" ", "")) == ""
        assert (FONTS / line["file"]).stat().st_size < MAX_NAMES_BYTES


def test_shaping_tables_are_kept(line: dict[str, Any], font: TTFont) -> None:
    """In these scripts a letter's form depends on its neighbours (in বাংলা it does not)."""
    if line["script"] in {"Arab", "Deva", "Gujr", "Guru", "Khmr", "Mymr", "Taml", "Telu"}:
        assert font["GSUB"].table.LookupList.LookupCount > 0


def outline(family: str, letter: str) -> list[tuple[str, tuple[Any, ...]]]:
    """How a family draws a letter."""
    [file] = [x["file"] for x in MANIFEST if x["family"] == family and x["weight"] == 400]
    with TTFont(FONTS / file, lazy=True) as font:
        pen = RecordingPen()
        font.getGlyphSet()[font.getBestCmap()[ord(letter)]].draw(pen)
        drawn: list[tuple[str, tuple[Any, ...]]] = pen.value
        return drawn


@pytest.mark.parametrize("letter", "骨返令角，。")
def test_each_chinese_has_its_own_letter_shapes(letter: str) -> None:
    """One character of Unicode, two ways to draw it."""
    assert outline("Noto Sans CJK SC", letter) != outline("Noto Sans CJK TC", letter)
