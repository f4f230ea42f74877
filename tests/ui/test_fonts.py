"""Fonts are read from the disk only when a language needs them."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QGuiApplication

from kiosk.app import assets
from kiosk.domain.language import WRITTEN, Language
from kiosk.ui.kit import fonts as fonts_module
from kiosk.ui.kit.fonts import FontError, FontShelf
from kiosk.ui.kit.theme import SCRIPTS, Glass, Type, style_name
from kiosk.ui.kit.typography import TextMeter, qfont
from kiosk.visit.acts import TextStep

FONTS = assets.resources() / "fonts"
SMALL_BYTES = 20_000
SAYS = {
    "zh-Hans": "骨过，", "zh-Hant": "骨過，", "ru": "Ёж", "uk": "Їжа", "pa": "ਸ਼ਹਿਰ", "hi": "हिन्दी",
    "ko": "쉼터", "ar": "العربية", "fa": "پناه‌گاه", "prs": "سرپناه", "ps": "ښځې", "vi": "được",
}  # fmt: skip


@pytest.fixture
def read(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the font files that Qt would be given, in order, by a process that has none."""
    del qapp
    given: list[str] = []

    def note(path: str) -> int:
        given.append(Path(path).name)
        return 0

    monkeypatch.setattr("kiosk.ui.kit.fonts._register", cache(fonts_module._register.__wrapped__))
    monkeypatch.setattr("kiosk.ui.kit.fonts.QFontDatabase.addApplicationFont", note)
    return given


def test_the_first_screen_reads_only_the_names_of_the_languages_it_offers(read: list[str]) -> None:
    FontShelf(FONTS).load_names(frozenset({"Latn", "Kore", "Hant"}))
    assert sorted({name.split("-")[0] for name in read}) == [
        "KioskNamesKorean",
        "KioskNamesLatin",
        "KioskNamesTraditionalHan",
    ]
    assert all((FONTS / name).stat().st_size < SMALL_BYTES for name in read)


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_a_language_reads_its_own_family_and_no_other(read: list[str], each: Language) -> None:
    shelf = FontShelf(FONTS)
    style = style_name(each.tag, each.script)
    shelf.load_script(style)
    families = {"NotoSans", SCRIPTS[style].family.replace(" ", "")}
    assert {name.split("-")[0] for name in read} == families
    shelf.load_script(style)
    assert len(read) == len(set(read)) == 2 * len(families), "each file once, in two weights"
    FontShelf(FONTS).load_script(style)
    assert len(read) == 2 * len(families), "a second shelf gives Qt no second copy to search"


@pytest.mark.parametrize("tag", SAYS)
def test_the_family_of_a_language_comes_first_and_draws_its_letters(
    fonts: FontShelf, tag: str
) -> None:
    [each] = [one for one in WRITTEN if one.tag == tag]
    style = style_name(each.tag, each.script)
    fonts.load_script(style)
    meter = TextMeter(style, Glass(1920, 1080), TextStep.M, rtl=False)
    for bold in (False, True):
        font = qfont(meter.font(Type.BODY, bold=bold))
        assert QFontInfo(font).family() == SCRIPTS[style].family
        metrics = QFontMetricsF(font)
        joiners = "\u200c"
        assert all(metrics.inFontUcs4(ord(letter)) for letter in SAYS[tag] if letter not in joiners)


def test_a_missing_font_is_named(tmp_path: Path, qapp: QGuiApplication) -> None:
    del qapp
    shutil.copy(FONTS / "fonts.json", tmp_path)
    with pytest.raises(FontError, match="NotoSans"):
        FontShelf(tmp_path).load_script("Kore")
    with pytest.raises(FontError, match=r"fonts\.json"):
        FontShelf(tmp_path / "nowhere")
