"""Repair text that was decoded in the wrong encoding, if there is only one reading.

UTF-8 decoded as Windows-1252, code page 437 or 850, or Mac OS Roman leaves pairs and triples of odd
letters that no language writes; those are decoded as UTF-8. A text that may be intended stays
unchanged.
"""

import re
from functools import cache
from typing import Final

_ROUNDS: Final = 3
"""Most rounds of the same mistake that are repaired."""


@cache
def _windows_bytes() -> dict[str, int]:
    """Map each character of Windows-1252 to its byte; its five gaps map to themselves."""
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            table[chr(byte)] = byte
    return table


def _class(first: int, last: int) -> str:
    chosen = [c for c, byte in _windows_bytes().items() if first <= byte <= last]
    return "[" + "".join(re.escape(c) for c in chosen) + "]"


@cache
def _strong() -> re.Pattern[str]:
    """Match UTF-8 shown as Windows-1252 that no text intends: Latin letters, signs, emoji."""
    more = _class(0x80, 0xBF)
    signs = "\u00e2[\u20ac\u201a\u201e]"
    return re.compile(f"[\u00c2\u00c3]{more}|{signs}{more}|\u00f0\u0178{more}{{2}}")


@cache
def _weak() -> re.Pattern[str]:
    """Match all other sequences: letters and signs that a text may contain once or twice."""
    more = _class(0x80, 0xBF)
    two, three, four = (_class(*leads) for leads in ((0xC4, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
    return re.compile(f"{two}{more}|{three}{more}{{2}}|{four}{more}{{3}}")


_ENOUGH: Final = 3
"""Fewest weak sequences in one text that rule out chance."""
_CONTROL = re.compile(r"[\x80-\x9f]")
_DOS = re.compile(r"[\u251c\u252c].|[\u0393\u00d4]\u00c7.")
"""Box-drawing signs before a letter (é, ñ, a no-break space), and curly quotes and dashes."""
_LOST = re.compile(r"(?<=[A-Za-z])G\u00c7\u00d6(?=[a-z])|(?<=\s)G\u00c7[\u00f4\u00f6](?=\s)")
"""The same apostrophe and dashes after a conversion without Greek letters."""
_LOST_SIGNS: Final = {"\u00d6": "\u2019", "\u00f4": "\u2013", "\u00f6": "\u2014"}


_MAC = re.compile(
    "\u201a\u00c4.|\u221a[^\\s\\w]|\u221a[\u00aa\u00ba\u00b5\u00c0-\u00ff\u0131\u0152-\u0192]"
)
"""Windows quotes, dashes and Latin letters shown in the letters of a Macintosh."""
_TWICE: Final = {
    "\u2030\u00db\u00aa": "\u2019",
    "\u2030\u00db\u00cf": "\u201c",
    "\u2030\u00db\u00d2": "\u2013",
    "\u2030\u00db\u00f7": "\u2018",
    "\u2030\u00db\u00a2": "\u2022",
}
"""Signs that were converted from Windows to a Macintosh and back."""


def repair_encoding(text: str) -> str:
    """Restore the letters of ``text`` that were decoded in the wrong encoding, if certain."""
    if text.isascii():
        return text
    for _ in range(_ROUNDS):
        mended = _strong().sub(_from_windows, text)
        if len(_weak().findall(mended)) >= _ENOUGH:
            mended = _weak().sub(_from_windows, mended)
        mended = _DOS.sub(_from_dos, mended)
        mended = _MAC.sub(_from_mac, mended)
        for lost, sign in _TWICE.items():
            mended = mended.replace(lost, sign)
        mended = _LOST.sub(lambda found: _LOST_SIGNS[found[0][2]], mended)
        mended = _CONTROL.sub(_from_control, mended)
        if mended == text:
            break
        text = mended
    return text


def _sensible(character: str) -> bool:
    """Return True if a decoded sequence is one character that people write."""
    return len(character) == 1 and (character == "\u00a0" or character.isprintable())


def _from_windows(match: re.Match[str]) -> str:
    raw = bytes(_windows_bytes()[c] for c in match[0])
    try:
        read = raw.decode()
    except UnicodeDecodeError:
        return match[0]
    return read if _sensible(read) else match[0]


def _from_dos(match: re.Match[str]) -> str:
    readings = set()
    for page in ("cp437", "cp850"):
        try:
            readings.add(match[0].encode(page).decode())
        except UnicodeError:
            continue
    only = readings.pop() if len(readings) == 1 else ""
    return only if _sensible(only) else match[0]


def _from_mac(match: re.Match[str]) -> str:
    try:
        read = match[0].encode("mac_roman").decode()
    except UnicodeError:
        return match[0]
    return read if _sensible(read) else match[0]


def _from_control(match: re.Match[str]) -> str:
    """Return the letter or quote of Windows-1252 for a control code of Latin-1."""
    try:
        return match[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return match[0]
