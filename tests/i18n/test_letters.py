"""Every letter of every catalogue has a picture in the fonts, in both weights."""

import json

import pytest
from babel.messages.catalog import Message

from kiosk.app import assets
from kiosk.domain.language import WRITTEN, Language
from kiosk.editor.publish.glyph_coverage import characters_of
from kiosk.i18n.catalogs import SOURCE_TAG, po_path
from kiosk.i18n.pofiles import read
from kiosk.i18n.workflow import extract, forms_of
from kiosk.ui.kit.theme import SCRIPTS, style_name

FONTS = assets.resources() / "fonts"
FILES = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
STEERING = set("\n\u00a0\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u2066\u2067\u2068\u2069")


def drawn(each: Language, weight: int) -> set[str]:
    families = {"Noto Sans", SCRIPTS[style_name(each.tag, each.script)].family}
    found = STEERING.copy()
    for row in FILES:
        if row["kind"] == "full" and row["weight"] == weight and row["family"] in families:
            found |= characters_of(FONTS / row["file"])
    return found


def texts(each: Language) -> list[str]:
    if each.tag == SOURCE_TAG:
        return [text for one in extract(assets.translations().parent) for text in _ids(one)]
    catalog = read(po_path(assets.translations(), each), each)
    return [form for message in catalog if message.id for form in forms_of(message)]


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: each.tag)
def test_every_letter_has_a_picture(each: Language, weight: int) -> None:
    said = texts(each)
    assert len(said) > 300
    known = drawn(each, weight)
    lacking = {"".join(sorted(set(text) - known)): text for text in said if set(text) - known}
    assert not lacking, f"{each.tag}: no font draws {lacking}"


def test_a_letter_no_font_has_is_found() -> None:
    simplified = next(each for each in WRITTEN if each.tag == "zh-Hans")
    assert set("免费個") - drawn(simplified, 400) == {"個"}
