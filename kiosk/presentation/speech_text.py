"""The spoken text of a page: its lines in order, each as a voice reads it correctly.

Numbers to dial are spoken digit by digit in groups; other numbers as words of the language.
Direction marks, brackets and bullets are for the eye only.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import digit

from kiosk.devices.speech import VOICES, SpokenLine, Utterance
from kiosk.domain.contact import chunks
from kiosk.domain.language import interpreter_request, known_language
from kiosk.domain.text import LRI, PDI, source_hash, unmarked
from kiosk.i18n.spoken import SpokenForms

NAMED_CODES = frozenset({"211", "311", "411", "511", "611", "711", "811", "911", "988"})
"""Three digits that are always a number to call (North American N11 codes, 988)."""
LONG = 5
"""Digits from which an unseparated number is one to call or a postal code, never a quantity."""

_SHORT = re.compile(rf"{LRI}(\d{{2,8}}){PDI}")
"""Isolated digits: a short number to call, an extension."""
_NANP = re.compile(
    r"(?<![\d-])(?:\+?(1)[-. ]?)?\(?(\d{3})(?:[).-]{1,2} ?| )(\d{3})[-. ](\d{4})(?![\d-])"
)
_FOREIGN = re.compile(r"(?<!\d)\+(?!1 )\d{1,3}(?: \d{2,4})+(?!\d)")
_LOCAL = re.compile(r"(?<![\d-])(\d{3}|\d{5})-(\d{4})(?![\d-])")
"""A number without area code, and a postal code with its extra four digits."""
_DIGITS = re.compile(rf"(?<![\d.,:$/])(\d{{3}}|\d{{{LONG},}})(?![\d:/]|[.,]\d)")
_DIALLED = re.compile(r"(?<!\d)\d(?:,? \d)+(?!\d)")
"""Digits already spelled out to be spoken one by one."""
_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9'’&.\-]*"
_LATIN = re.compile(rf"{_WORD}(?:,? (?:& )?{_WORD})*")
_CARD = r"I (?:speak|use) [A-Za-z ]+\. Please get an interpreter\."
"""The English sentence of an interpreter card."""
_HOST = r"(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[a-z0-9-]+)*(?!\w)"
_LETTERS = {
    "Latn": "A-Za-zÀ-ɏḀ-ỿ",
    "Cyrl": "Ѐ-ӿ",
    "Arab": "\u0600-\u06ff\u0750-\u077f",
    "Deva": "\u0900-\u097f",
    "Guru": "\u0a00-\u0a7f",
    "Hans": "\u3400-\u9fff",
    "Hant": "\u3400-\u9fff",
    "Kore": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
}
"""Letters a voice can read, by script."""
_EYE_ONLY = str.maketrans(dict.fromkeys('“”„‟«»「」『』"*_|\u200b\u2060\u00ad', ""))
_PAUSES = re.compile(r"\s*(?:[()\[\]{}<>（）【】·•…;；]|[ \u00a0][–—-](?=[ \u00a0])|—)+\s*")
_BEFORE_END = re.compile(r" +(?=[,.!?:])")
_SPACE = re.compile(r"[\s\u00a0\u202f]+")
_DOUBLE_PAUSE = re.compile(r"\s*,(?=\s*[,.!?:。！？।؟،、])|(?<=[.!?:。！？।؟،、])\s*,")
"""A pause next to another mark that pauses."""
_PAUSE_MARKS = tuple(".!?:。！？：।؟")
_STOP = {"zh-Hans": "。", "zh-Hant": "。", "hi": "।", "pa": "।"}
_OWN_LATIN = frozenset({"en", "es", "vi"})


@cache
def _forms(tag: str) -> SpokenForms:
    return SpokenForms(known_language(tag))


@cache
def _unreadable(tag: str) -> re.Pattern[str]:
    """Return a pattern for letters that a language's voice cannot read and would spell out."""
    return re.compile(rf"[^\W\d_{_LETTERS['Latn']}{_LETTERS[known_language(tag).script]}]+")


@cache
def _foreign(tag: str) -> re.Pattern[str]:
    """Return a pattern for English on a page: Latin words, or what must be said in English."""
    if tag not in _OWN_LATIN:
        return _LATIN
    return re.compile("|".join((_HOST, re.escape(interpreter_request(tag)), _CARD)))


def spoken_number(pieces: Iterable[str]) -> str:
    """Spell digits one by one, with a pause after each group: ``9 1 6, 5 5 5, 0 1 4 2``."""
    return ", ".join(" ".join(piece.removeprefix("+")) for piece in pieces)


def _nanp(match: re.Match[str]) -> str:
    number = "+1" + "".join(match.group(2, 3, 4))
    pieces = chunks(number)
    # A number written without its 1 is spoken without it, and vice versa.
    pieces = pieces if len(pieces) < 4 else pieces[1:]  # noqa: PLR2004 - the 1 and three pieces
    return f" {spoken_number((match[1], *pieces) if match[1] else pieces)} "


def _digits(match: re.Match[str]) -> str:
    digits = match[1]
    return digits if len(digits) < LONG and digits not in NAMED_CODES else " ".join(digits)


def _numbers(text: str) -> str:
    """Return a text with its phone numbers spelled out."""
    text = _SHORT.sub(lambda found: f" {' '.join(found[1])} ", text)
    text = unmarked(text).replace("\u2011", "-").replace("\u2060", "")
    text = _FOREIGN.sub(lambda found: f" {spoken_number(found[0].split(' '))} ", text)
    text = _NANP.sub(_nanp, text)
    text = _LOCAL.sub(lambda found: f" {spoken_number(found.groups())} ", text)
    if text.strip().isdigit():
        return " ".join(text.strip()) if len(text.strip()) > 2 else text  # noqa: PLR2004
    return _DIGITS.sub(_digits, text)


def spoken_text(text: str, tag: str) -> str:
    """Return a text as its language's voice reads it correctly; empty if nothing is to be said."""
    text = _numbers(text).translate(_EYE_ONLY).replace("24/7", "24 7")
    # A wave between two times is a word; any other is for the eye.
    text = _forms(tag).as_spoken(_unreadable(tag).sub("", text)).replace("~", "")
    text = _DOUBLE_PAUSE.sub("", _PAUSES.sub(", ", text))
    text = _BEFORE_END.sub("", _SPACE.sub(" ", text)).strip(" ,،、")
    return text if any(sign.isalnum() for sign in text) else ""


def _pieces(text: str, tag: str) -> Iterator[Utterance]:
    """Yield a text in its language's voice, English names and web addresses in the English one."""
    text, at = spoken_text(text, tag), 0
    for found in _foreign(tag).finditer(text) if tag != "en" else ():
        yield Utterance(text[at : found.start()], tag)
        yield Utterance(found[0], "en")
        at = found.end()
    yield Utterance(text[at:], tag)


def _in_languages(line: SpokenLine) -> Iterator[tuple[str, str]]:
    """Split a text into pieces of one language each, as written."""
    at = 0
    if line.english:
        longest = sorted(line.english, key=len, reverse=True)
        either = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest)
        english = re.compile(rf"(?<!\w)(?:{either})(?!\w)")
        for found in english.finditer(line.text):
            yield line.text[at : found.start()], line.language
            yield found[0], "en"
            at = found.end()
    yield line.text[at:], line.language


def _utterances_of(line: SpokenLine) -> list[Utterance]:
    """Return the pieces of a text worth speaking; the voice pauses after the last."""
    pieces = list[Utterance]()
    for text, tag in _in_languages(line):
        if tag in VOICES:
            pieces += (Utterance(one.text.strip(), one.language) for one in _pieces(text, tag))
        else:
            pieces += _recorded(text, tag)
    pieces = [one for one in pieces if any(sign.isalnum() for sign in one.text)]
    if pieces and not pieces[-1].clip and not pieces[-1].text.endswith(_PAUSE_MARKS):
        last = pieces.pop()
        pieces.append(Utterance(last.text + _STOP.get(last.language, "."), last.language))
    return pieces


def _recorded(text: str, tag: str) -> Iterator[Utterance]:
    """Yield a text for recordings: numbers digit by digit, the rest by the id of its words."""
    numbers, at = _numbers(text), 0
    if numbers.strip().isdigit():
        yield from _recorded_digits(numbers, tag)
        return
    for found in _DIALLED.finditer(numbers):
        yield from _recorded_words(numbers[at : found.start()], tag)
        yield from _recorded_digits(found[0], tag)
        at = found.end()
    yield from _recorded_words(numbers[at:] if at else unmarked(text), tag)


def _recorded_digits(text: str, tag: str) -> Iterator[Utterance]:
    """Yield each digit, whatever its script, with the one that names its recording."""
    yield from (Utterance(one, tag, str(digit(one))) for one in text if one.isdigit())


def _recorded_words(text: str, tag: str) -> Iterator[Utterance]:
    bare = text.strip().strip(" ,،、")
    if any(sign.isalnum() for sign in bare):
        yield Utterance(bare, tag, source_hash(bare))


def utterances(lines: Iterable[SpokenLine]) -> tuple[Utterance, ...]:
    """Return what is spoken for some lines, in order."""
    return tuple(one for line in lines for one in _utterances_of(line))
