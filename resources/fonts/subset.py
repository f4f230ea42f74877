# ruff: noqa: INP001 (a script beside its fonts, not a module)
"""Build the kiosk's fonts from Debian's Noto packages.

Run as `python resources/fonts/subset.py`. Writes the font files and their manifest, fonts.json,
beside this script. Needs fonttools and the Debian packages fonts-noto-core and fonts-noto-cjk.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
WEIGHTS = {"Regular": 400, "Bold": 700}
ENGLISH = 0x409

# The places of the regional faces in Debian's NotoSansCJK-*.ttc.
JP, KR, SC, TC = range(4)


class FontError(Exception):
    """A source font is not installed, or lacks what is asked of it."""


@dataclass(frozen=True)
class Family:
    """One family to build, in Regular and Bold."""

    name: str
    kind: Literal["full", "names"]
    script: str  # ISO 15924
    source: str  # the source file without weight and ending
    text: str | None  # the characters to keep; None keeps them all
    face: int | None = None  # the place in a .ttc; None for a .ttf

    @property
    def is_cjk(self) -> bool:
        """Whether the source is a face of the CJK collection."""
        return self.face is not None

    @property
    def package(self) -> str:
        """The Debian package that holds the source."""
        return "fonts-noto-cjk" if self.is_cjk else "fonts-noto-core"

    def source_file(self, style: str) -> str:
        """The name of the file that Debian installs."""
        return f"{self.source}-{style}.{'ttc' if self.is_cjk else 'ttf'}"

    def file(self, style: str) -> str:
        """The name of the file to write."""
        return f"{self.name.replace(' ', '')}-{style}.{'otf' if self.is_cjk else 'ttf'}"


def chars(*ranges: tuple[int, int]) -> str:
    """All characters of the ranges, ends included."""
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


def of_standard(codec: str) -> str:
    """Every character that a double-byte standard of East Asia has, by Python's name of it."""
    cells = (bytes((row, cell)) for row in range(0x81, 0xFF) for cell in range(0x40, 0xFF))
    found = "".join(cell.decode(codec, errors="ignore") for cell in cells)
    return "".join(letter for letter in found if not letter.isascii())


def without_han(text: str) -> str:
    """The characters of ``text`` that are no Han."""
    return "".join(letter for letter in text if not "\u3400" <= letter <= "\u9fff")


# Noto Sans has no arrows (U+2190 and on; on screen they are icons) and no minus sign (U+2212).
LATIN_AND_CYRILLIC = chars(
    (0x20, 0x7E),
    (0xA0, 0x36F),  # Latin-1, Latin Extended-A and -B, phonetic and modifier letters, marks
    (0x400, 0x52F),  # Cyrillic
    (0x1AB0, 0x1AC0),  # more combining marks
    (0x1C80, 0x1C88),
    (0x1D00, 0x1EFF),  # phonetic letters, marks, Latin Extended Additional with all of Vietnamese
    (0x2000, 0x209C),  # punctuation, direction controls, superscripts, subscripts
    (0x20A0, 0x20F0),  # currency
    (0x2100, 0x218F),  # letter-like symbols, fractions
    (0x25CC, 0x25CC),  # the dotted circle under a mark without a letter
    (0x2C60, 0x2C7F),
    (0x2DE0, 0x2E52),
    (0xA640, 0xA69F),
    (0xA700, 0xA7FF),
    (0xAB30, 0xAB6B),
    (0xFB00, 0xFB06),
    (0xFE20, 0xFE2F),
    (0xFEFF, 0xFEFF),
    (0xFFFC, 0xFFFD),
)

WITH_ALL_CJK = chars(
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x3000, 0x303F),  # CJK punctuation
    (0xFF00, 0xFFEF),  # full and half width forms
)
# GB 2312: Han levels 1 and 2, punctuation, arrows, kana, Greek, Cyrillic, bopomofo.
SIMPLIFIED_CHINESE = of_standard("gb2312") + WITH_ALL_CJK
# Big5, both levels, and what Hong Kong added to it (HKSCS-2004): Cantonese is written with it.
TRADITIONAL_CHINESE = of_standard("big5hkscs") + WITH_ALL_CJK
# KS X 1001 without its Han, all jamo, and all 11,172 syllables: typing passes through any of them.
KOREAN = (
    without_han(of_standard("euc_kr"))
    + WITH_ALL_CJK
    + chars((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))
    + chars((0xA960, 0xA97C), (0xD7B0, 0xD7FB))  # letters of old texts
)


def full(
    name: str, script: str, source: str, text: str | None = None, face: int | None = None
) -> Family:
    """A family for running text, under Noto's own name."""
    return Family(name, "full", script, source, text, face)


def names(label: str, script: str, source: str, text: str, face: int | None = None) -> Family:
    """A tiny family for languages' own names, under a name that no installed font has."""
    return Family(f"Kiosk Names {label}", "names", script, source, text, face)


CJK = "NotoSansCJK"

FAMILIES = (
    full("Noto Sans", "Latn", "NotoSans", LATIN_AND_CYRILLIC),
    full("Noto Sans Arabic", "Arab", "NotoSansArabic"),
    full("Noto Sans Devanagari", "Deva", "NotoSansDevanagari"),
    full("Noto Sans Gurmukhi", "Guru", "NotoSansGurmukhi"),
    full("Noto Sans CJK SC", "Hans", CJK, SIMPLIFIED_CHINESE, SC),
    full("Noto Sans CJK TC", "Hant", CJK, TRADITIONAL_CHINESE, TC),
    full("Noto Sans CJK KR", "Kore", CJK, KOREAN, KR),
    names(
        "Latin",
        "Latn",
        "NotoSans",
        "English Español Français Português Tiếng Việt Hmoob Filipino Tagalog Ilokano Soomaali "
        "Kreyòl Kiswahili Türkçe Mienh gagana Samoa",
    ),
    names("Cyrillic", "Cyrl", "NotoSans", "Русский Українська"),
    names("Arabic", "Arab", "NotoSansArabic", "العربية فارسی دری پښتو اردو"),
    names("Armenian", "Armn", "NotoSansArmenian", "Հայերեն"),
    names("Bengali", "Beng", "NotoSansBengali", "বাংলা"),
    names("Burmese", "Mymr", "NotoSansMyanmar", "မြန်မာ"),
    names("Devanagari", "Deva", "NotoSansDevanagari", "हिन्दी नेपाली मराठी"),
    names("Ethiopic", "Ethi", "NotoSansEthiopic", "አማርኛ ትግርኛ"),
    names("Georgian", "Geor", "NotoSansGeorgian", "ქართული"),
    names("Gujarati", "Gujr", "NotoSansGujarati", "ગુજરાતી"),
    names("Gurmukhi", "Guru", "NotoSansGurmukhi", "ਪੰਜਾਬੀ"),
    names("Hebrew", "Hebr", "NotoSansHebrew", "עברית"),
    names("Khmer", "Khmr", "NotoSansKhmer", "ភាសាខ្មែរ"),
    names("Lao", "Laoo", "NotoSansLao", "ລາວ"),
    names("Tamil", "Taml", "NotoSansTamil", "தமிழ்"),
    names("Telugu", "Telu", "NotoSansTelugu", "తెలుగు"),
    names("Thai", "Thai", "NotoSansThai", "ไทย"),
    names("Japanese", "Jpan", CJK, "日本語", JP),
    names("Korean", "Kore", CJK, "한국어", KR),
    names("Simplified Han", "Hans", CJK, "简体中文 普通话 中文", SC),
    names("Traditional Han", "Hant", CJK, "繁體中文 廣東話 粵語 國語", TC),
)


def options(family: Family) -> Options:
    """How a family is cut: full .ttf families keep everything of the characters they keep."""
    result = Options()
    result.name_IDs = ["*"]
    result.name_languages = [ENGLISH]
    result.notdef_outline = True
    result.hinting = family.kind == "full"
    if family.is_cjk:
        # Without locl the regional shapes never depend on the locale of the process.
        result.layout_features = [tag for tag in result.layout_features if tag != "locl"]
    elif family.kind == "full":
        result.layout_features = ["*"]
    return result


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the font a family name of its own wherever a font system may read one."""
    post_script_name = f"{family.replace(' ', '')}-{style}"
    new = {
        1: family,
        2: style,
        3: post_script_name,
        4: f"{family} {style}",
        6: post_script_name,
    }
    for name_id, text in new.items():
        font["name"].setName(text, name_id, 3, 1, ENGLISH)
    for name_id in (16, 17, 21, 22):
        font["name"].removeNames(nameID=name_id)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [post_script_name]
        cff.topDictIndex[0].FamilyName = family
        cff.topDictIndex[0].FullName = new[4]


def build(family: Family, style: str, source: Path) -> dict[str, str | int]:
    """Write one file, and return its line of the manifest."""
    with TTFont(source, fontNumber=family.face or 0, lazy=True, recalcTimestamp=False) as font:
        have = set(font.getBestCmap())
        want = have if family.text is None else set(map(ord, family.text))
        lacking = want - have - {ord(" ")}
        if family.kind == "names" and lacking:
            raise FontError(f"{source.name} lacks {', '.join(map(chr, sorted(lacking)))}")

        subsetter = Subsetter(options(family))
        subsetter.populate(unicodes=want)
        subsetter.subset(font)
        if family.kind == "names":
            rename(font, family.name, style)
        font.save(HERE / family.file(style))
    return {
        "file": family.file(style),
        "family": family.name,
        "weight": WEIGHTS[style],
        "kind": family.kind,
        "script": family.script,
    }


def find_sources(directory: Path) -> dict[str, Path]:
    """The source files by name; raises when a package is missing."""
    found = {path.name: path for path in directory.rglob("NotoSans*.tt[cf]")}
    missing = sorted(
        {
            family.package
            for family in FAMILIES
            for style in WEIGHTS
            if family.source_file(style) not in found
        }
    )
    if missing:
        raise FontError(
            f"no {' and '.join(missing)} under {directory}: apt-get install {' '.join(missing)}"
        )
    return found


def build_all(directory: Path) -> None:
    """Write every file and the manifest, and remove files that no family asks for any more."""
    sources = find_sources(directory)
    jobs = [(f, style, sources[f.source_file(style)]) for f in FAMILIES for style in WEIGHTS]
    with ProcessPoolExecutor() as pool:
        manifest = list(pool.map(build, *zip(*jobs, strict=True)))

    kept = {line["file"] for line in manifest}
    for path in HERE.glob("*.[ot]tf"):
        if path.name not in kept:
            path.unlink()
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (HERE / "fonts.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Build, or say in one line what is missing and exit with 2."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--source", type=Path, default=Path("/usr/share/fonts"), help="default: %(default)s"
    )
    try:
        build_all(parser.parse_args().source)
    except FontError as error:
        parser.exit(2, f"{parser.prog}: {error}\n")


if __name__ == "__main__":
    main()
