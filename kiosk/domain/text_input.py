"""Text input of the on-screen keyboard: how a key changes the text before it."""

import unicodedata

from kiosk.domain import hangul

TYPED_LIMIT = 80
"""Letters that a search takes: a whole sentence, whose point may come last."""
TONES = "\u0300\u0301\u0309\u0303\u0323"
"""The five tone marks of Vietnamese: huyền, sắc, hỏi, ngã, nặng."""
_WITHOUT_TONE = dict.fromkeys(map(ord, TONES))
_VOWELS = frozenset("aeiouy")


def with_key(text: str, key: str) -> str:
    """Return ``text`` after a key press, in NFC."""
    if hangul.is_letter(key):
        return hangul.compose(text, key)
    if key in TONES:
        return _toned(text, key)
    return unicodedata.normalize("NFC", text + key)


def from_keyboard(text: str) -> str:
    """Map a hardware key to the on-screen key it stands for in a search: ``a``, ``space``.

    Empty for a key that is no letter, digit, space, hyphen or apostrophe.
    """
    if text == " ":
        return "space"
    if len(text) != 1 or not (text in "-'’" or unicodedata.category(text)[0] in "LMN"):
        return ""
    return text.lower()


def without_last(text: str) -> str:
    """Remove what was typed last from ``text``: a letter, or a part of a Korean syllable."""
    return hangul.erase(text)


def _toned(text: str, tone: str) -> str:
    """Put the tone on the last vowel of the last word, and remove any other tone from the word."""
    start = text.rfind(" ") + 1
    bare = unicodedata.normalize("NFD", text[start:]).translate(_WITHOUT_TONE)
    word = unicodedata.normalize("NFC", bare)
    for at in range(len(word) - 1, -1, -1):
        if unicodedata.normalize("NFD", word[at])[0].casefold() in _VOWELS:
            toned = unicodedata.normalize("NFC", word[at] + tone)
            return text[:start] + word[:at] + toned + word[at + 1 :]
    return text
