"""Korean letters: compose syllables as they are typed, take them apart, search them.

Letters are those of the keys (Unicode's compatibility jamo). A syllable is a leading consonant, a
vowel and an optional tail; two keys can make one vowel (ㅗㅏ ㅘ) or one tail (ㄱㅅ ㄳ).
"""

import re
import unicodedata

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
"""In the order of Unicode's arithmetic (section 3.12); the first tail is empty."""
_APART = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ",
    "ㅢ": "ㅡㅣ",
}  # fmt: skip
_TOGETHER = {keys: one for one, keys in _APART.items()}
_FIRST, _LAST = 0xAC00, 0xD7A3
_HANGUL = re.compile("[\u1100-\u1112\u1161-\u1175\u11a8-\u11c2\u3131-\u3163\uac00-\ud7a3]+")
"""Syllables, letters, and the jamo into which compatibility normalization turns letters."""
_JAMO = ((0x1100, LEADS), (0x1161, VOWELS), (0x11A7, TAILS))
"""First code point of each kind of jamo, into which normalization takes syllables apart."""
_KEYS = str.maketrans(
    {
        chr(start + at): _APART.get(one, one)
        for start, block in _JAMO
        for at, one in enumerate(block)
    }
    | _APART
)
"""The keys of each jamo, and of each letter that takes two."""
_WORD = re.compile("[\uac00-\ud7a3]{2,}")


def is_letter(key: str) -> bool:
    """True if ``key`` is a letter of the Korean keyboard."""
    return len(key) == 1 and (key in LEADS or key in VOWELS)


def _parts(letter: str) -> tuple[str, str, str]:
    """Return lead, vowel and tail of a syllable or single letter, empty if missing."""
    if len(letter) == 1 and _FIRST <= ord(letter) <= _LAST:
        remainder, tail = divmod(ord(letter) - _FIRST, len(TAILS))
        lead, vowel = divmod(remainder, len(VOWELS))
        return LEADS[lead], VOWELS[vowel], TAILS[tail].strip()
    if letter and letter in LEADS:
        return letter, "", ""
    return ("", letter, "") if letter and letter in VOWELS else ("", "", "")


def _syllable(lead: str, vowel: str, tail: str = "") -> str:
    if not lead or not vowel:
        return lead + vowel
    at = LEADS.index(lead) * len(VOWELS) + VOWELS.index(vowel)
    return chr(_FIRST + at * len(TAILS) + TAILS.index(tail or " "))


def compose(text: str, key: str) -> str:
    """Add one letter to ``text``, joined to its last syllable if possible."""
    before, (lead, vowel, tail) = text[:-1], _parts(text[-1:])
    if key in VOWELS:
        if tail:
            tail_left = _APART[tail][0] if tail in _APART else ""
            tail_moved = _APART.get(tail, tail)[-1]
            return before + _syllable(lead, vowel, tail_left) + _syllable(tail_moved, key)
        if not vowel:
            return before + _syllable(lead, key) if lead else text + key
        joined = _TOGETHER.get(vowel + key)
        return before + _syllable(lead, joined) if joined else text + key
    more = _TOGETHER.get(tail + key, "") if tail else key
    if lead and vowel and more and more in TAILS:
        return before + _syllable(lead, vowel, more)
    return text + key


def erase(text: str) -> str:
    """Remove the last typed letter from ``text``: its last syllable loses one part."""
    before, (lead, vowel, tail) = text[:-1], _parts(text[-1:])
    if tail:
        return before + _syllable(lead, vowel, _APART[tail][0] if tail in _APART else "")
    if vowel in _APART:
        return before + _syllable(lead, _APART[vowel][0])
    return before + (lead if vowel else "")


def keys(text: str) -> str:
    """Replace Korean by the keys that type it, so that each typed letter starts a possible word."""
    return _HANGUL.sub(lambda found: unicodedata.normalize("NFD", found[0]).translate(_KEYS), text)


def syllables(text: str) -> str:
    """Compose the keys of a text into syllables."""
    written = ""
    for key in text:
        written = compose(written, key) if is_letter(key) else written + key
    return written


def initials(text: str) -> set[str]:
    """Return the leading consonants of each word, a common way to search: 쉼터 is ㅅㅌ."""
    return {"".join(_parts(one)[0] for one in word) for word in _WORD.findall(text)}
