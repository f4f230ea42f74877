"""The characters that a text of a directory may contain.

Hidden and direction-changing characters can make a text read otherwise than it is; letters of
another script can make one name look like another. So a text contains only visible characters,
and only letters of its language's script and Latin ones (names, addresses). A joiner (U+200C,
U+200D) may stand inside a word of a script that joins its letters; direction marks may stand in a
right-to-left script. No letter has more than three marks: a pile of them covers the line above.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from kiosk.domain import language as languages

SOURCE_LANGUAGE: Final = "en"
"""Language of the texts in the records; other languages are translations."""

JOINERS: Final = "\u200c\u200d"
"""Zero width non-joiner and joiner, which Persian and Indic letters need."""
_MARKS = "\u200e\u200f\u061c"
_SPACES = "\u00a0\u202f\u3000"
"""Fixed spaces of French, Russian and Chinese typography; any other is refused."""
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\U000e0000-\U000e0fff"
"""Characters that count as letters or signs but are invisible (UAX 31, default ignorable)."""

# Letters by block (Unicode's Blocks.txt); fullwidth forms and mathematical letters are excluded
# because they look like Latin letters.
_LATIN = (
    "\u0041-\u005a\u0061-\u007a\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0259\u0254"
    "\u025b\u0268\u0289\u02b0-\u034e\u0350-\u036f\u1e00-\u1eff"
)
_COMMON = (
    "\n\u0020-\u0040\u005b-\u0060\u007b-\u007e\u00a0-\u00a9\u00ab-\u00ac\u00ae-\u00b9\u00bb-\u00bf"
    "\u00d7\u00f7\u200c-\u200f\u2010-\u2027\u202f-\u205e\u2070-\u209c\u20a0-\u20cf\u2116\u2120"
    "\u2122\u2150-\u215f\u2190-\u23ff\u2460-\u24ff\u2500-\u27bf\u2b00-\u2bff\u3000\ufe0e\ufe0f"
    "\U0001f300-\U0001faff"
)
_SCRIPTS: Final = {
    "Latn": "",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Deva": "\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff",
    "Guru": "\u0964\u0965\u0a00-\u0a7f",
    "Hans": "\u2e80-\u2fdf\u3000-\u303f\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff20\uff3b-\uff40\uff5b-\uff65\U00020000-\U0003ffff",
    "Kana": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Hang": "\u1100-\u115e\u1161-\u11ff\u3130-\u3163\u3165-\u318f\ua960-\ua97f\uac00-\ud7ff",
}
_PARTS: Final = {"Hant": ("Hans",), "Jpan": ("Hans", "Kana"), "Kore": ("Hans", "Hang")}
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr"})
_JOINED = frozenset({"Arab", "Deva", "Guru"})
MARKS: Final = 3
"""Maximum marks on a letter.

Punjabi and Hindi need three (a dot, a vowel, a doubling or a nasal), vowelled Arabic and
decomposed Vietnamese two.
"""
HIDDEN: Final = re.compile(f"[{_INVISIBLE}]")
"""Matches an invisible character that counts as a letter or sign."""


@cache
def _script(tag: str) -> str | None:
    known = languages.language(tag)
    return known.script if known else None


@cache
def _strange(script: str | None) -> re.Pattern[str]:
    """Return a pattern for characters foreign to ``script``; for invisible ones if unknown."""
    parts = _PARTS.get(script, (script,)) if script else ()
    if not parts or not _SCRIPTS.keys() >= set(parts):
        return HIDDEN
    letters = "".join(_SCRIPTS[part] for part in parts)
    return re.compile(f"[^{_COMMON}{_LATIN}{letters}]")


@cache
def _pile() -> re.Pattern[str]:
    """Return a pattern for more marks in a row than a letter may have, with or without joiners."""
    found = (chr(code) for code in range(0x300, 0x10000))
    marks = "".join(one for one in found if unicodedata.category(one) in {"Mn", "Me"})
    return re.compile(f"(?:[{marks}][{JOINERS}]*){{{MARKS + 1}}}")


def is_piled(text: str) -> bool:
    """True if a letter has more than three marks, including its own."""
    return not text.isascii() and bool(_pile().search(unicodedata.normalize("NFD", text)))


def is_visible(text: str, tag: str = SOURCE_LANGUAGE, *, lines: bool = False) -> bool:
    """True if ``text`` of the language ``tag`` is visible as written and not blank.

    ``lines`` allows line breaks. Controls, surrogates, private and unassigned characters, direction
    overrides, zero-width and soft marks, piles of marks, and all but the usual spaces are refused.
    """
    if not text.isprintable():
        text = _without_allowed(text, _script(tag), lines=lines)
    shown = text.isprintable() and bool(text.strip())
    return shown and not HIDDEN.search(text) and not is_piled(text)


def is_own_script(text: str, tag: str = SOURCE_LANGUAGE) -> bool:
    """True if all letters of ``text`` are Latin or of the script of the language ``tag``.

    A language without a table may use any letters.
    """
    if text.isascii():
        return True
    try:
        # All letters and signs of Latin-1 belong to every script, and this check is faster.
        text.encode("latin-1")
    except UnicodeEncodeError:
        return not _strange(_script(tag)).search(text)
    return True


def are_ordinary(texts: Sequence[str], tag: str) -> bool:
    """True if all ``texts`` of a language surely pass both rules; checked in one pass.

    A text with a line break or a joiner is not ordinary, but may still be valid.
    """
    together = " ".join(texts)
    shown = together.isprintable() and all(map(str.strip, texts))
    return shown and is_own_script(together, tag) and not is_piled(together)


def _without_allowed(text: str, script: str | None, *, lines: bool) -> str:
    """Remove the invisible characters that this script allows."""
    if lines:
        text = text.replace("\n", " ")
    text = re.sub(f"[{_SPACES}]", " ", text)
    if script is None or script in _RIGHT_TO_LEFT:
        text = re.sub(f"[{_MARKS}]", "", text)
    if script is None or script in _JOINED:
        text = _without_inner_joiners(text)
    return text


def can_hold_joiner(before: str, after: str) -> bool:
    """True if a joiner may stand between two characters: letters or marks, one beyond Latin."""
    return all(unicodedata.category(c)[0] in "LM" for c in (before, after)) and (
        max(before, after) > "\u036f"
    )


def _without_inner_joiners(text: str) -> str:
    """Remove the joiners inside words."""
    last = len(text) - 1
    return "".join(
        character
        for position, character in enumerate(text)
        if character not in JOINERS
        or not 0 < position < last
        or not can_hold_joiner(text[position - 1], text[position + 1])
    )
