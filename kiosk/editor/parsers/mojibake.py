"""Letters that were read in the wrong encoding, put right where there is only one reading.

UTF-8 read as Windows-1252, code page 437 or code page 850 leaves pairs and triples of odd letters
that no language writes; those are read again as UTF-8. A text that could be meant as it stands is
left alone.
"""

import re
from functools import cache
from typing import Final

_ROUNDS: Final = 3
"""A text that went through the same mistake more often than this is beyond help."""


@cache
def _bytes_of_windows() -> dict[str, int]:
    """The byte of every character of Windows-1252; its five holes stand for themselves."""
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            table[chr(byte)] = byte
    return table


def _class(low: int, high: int) -> str:
    chosen = [c for c, byte in _bytes_of_windows().items() if low <= byte <= high]
    return "[" + "".join(re.escape(c) for c in chosen) + "]"


@cache
def _strong() -> re.Pattern[str]:
    """UTF-8 as Windows-1252 shows it: Latin letters, punctuation, emoji. No text means these."""
    more = _class(0x80, 0xBF)
    signs = "\u00e2[\u20ac\u201a\u201e]"
    return re.compile(f"[\u00c2\u00c3]{more}|{signs}{more}|\u00f0\u0178{more}{{2}}")


@cache
def _weak() -> re.Pattern[str]:
    """All other sequences: letters and signs that could meet in a text once or twice."""
    more = _class(0x80, 0xBF)
    two, three, four = (_class(*leads) for leads in ((0xC4, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
    return re.compile(f"{two}{more}|{three}{more}{{2}}|{four}{more}{{3}}")


_ENOUGH: Final = 3
"""Weak sequences in one text from which on it is no chance."""
_CONTROL = re.compile(r"[\x80-\x9f]")
_DOS = re.compile(r"[\u251c\u252c].|[\u0393\u00d4]\u00c7.")
"""Box-drawing signs before a letter (é, ñ, a fixed space), and the curly quotes and dashes."""
_LOST = re.compile(r"(?<=[A-Za-z])G\u00c7\u00d6(?=[a-z])|(?<=\s)G\u00c7[\u00f4\u00f6](?=\s)")
"""The same quotes and dashes after a pass that had no Greek letter: apostrophe, dashes."""
_LOST_SIGNS: Final = {"\u00d6": "\u2019", "\u00f4": "\u2013", "\u00f6": "\u2014"}


def mend(text: str) -> str:
    """``text`` with letters restored that were read in the wrong encoding, where certain."""
    if text.isascii():
        return text
    for _ in range(_ROUNDS):
        again = _strong().sub(_from_windows, text)
        if len(_weak().findall(again)) >= _ENOUGH:
            again = _weak().sub(_from_windows, again)
        again = _DOS.sub(_from_dos, again)
        again = _LOST.sub(lambda found: _LOST_SIGNS[found[0][2]], again)
        again = _CONTROL.sub(_from_control, again)
        if again == text:
            break
        text = again
    return text


def _sensible(character: str) -> bool:
    """Whether a decoded sequence is one character that people write."""
    return len(character) == 1 and (character == "\u00a0" or character.isprintable())


def _from_windows(found: re.Match[str]) -> str:
    raw = bytes(_bytes_of_windows()[c] for c in found[0])
    try:
        read = raw.decode()
    except UnicodeDecodeError:
        return found[0]
    return read if _sensible(read) else found[0]


def _from_dos(found: re.Match[str]) -> str:
    readings = set()
    for page in ("cp437", "cp850"):
        try:
            readings.add(found[0].encode(page).decode())
        except UnicodeError:
            continue
    only = readings.pop() if len(readings) == 1 else ""
    return only if _sensible(only) else found[0]


def _from_control(found: re.Match[str]) -> str:
    """A control code of Latin-1 that is a letter or quote of Windows-1252."""
    try:
        return found[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return found[0]
