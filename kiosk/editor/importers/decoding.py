"""Decode text files: strict UTF-8 first, then the most likely legacy encoding."""

import codecs
import re
from functools import lru_cache
from typing import Final

from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

OLD: Final = ("cp1252", "mac_roman", "cp850")
"""Encodings of spreadsheets and old databases in the Americas and western Europe."""
SAMPLE: Final = 64 * 1024
"""Bytes of non-UTF-8 lines that the guess reads."""
_USUAL: Final = frozenset("áéíóúñüçàèâêôÁÉÍÓÚÑÜ¡¿’‘“”–—…•°½¼®™©\u00a0")
"""The most common letters beyond ASCII in such files; a few lines are too little for a general
detector."""
_BETWEEN_WORDS: Final = frozenset("–—“‘…•")
_LINES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str, findings: list[SourceFinding]) -> str:
    """Decode a file and drop NULs and byte order mark; a guessed encoding is a finding.

    A file that mixes UTF-8 with an older encoding is read line by line.
    """
    text = _decoded(data, name, findings)
    if "\0" in text:
        findings.append(SourceFinding(FindingCode.BROKEN_LETTERS, Weight.NOTE, name, value="NUL"))
        text = text.replace("\0", "")
    return text.replace("\ufeff", "")


def _decoded(data: bytes, name: str, findings: list[SourceFinding]) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _forced(data[len(bom) :], encoding, name, findings)
    if data[:2].count(0) == 1 and data[:SAMPLE].count(0) * 3 > len(data[:SAMPLE]):
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return _forced(data, encoding, name, findings)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _old(data, name, findings)


def _forced(data: bytes, encoding: str, name: str, findings: list[SourceFinding]) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _old(data, name, findings)
        findings.append(SourceFinding(FindingCode.BROKEN_LETTERS, Weight.NOTE, name))
        return data.decode(encoding, "replace")


def _old(data: bytes, name: str, findings: list[SourceFinding]) -> str:
    lines = _LINES.findall(data)
    undecodable = [line for line in lines if not _is_utf8(line)]
    encoding = _likeliest(b"".join(undecodable)[:SAMPLE])
    mixed = any(not line.isascii() for line in lines) and any(
        not line.isascii() and _is_utf8(line) for line in lines
    )
    description = f"{encoding}, UTF-8 in places" if mixed else encoding
    findings.append(
        SourceFinding(
            FindingCode.ENCODING_GUESSED, Weight.ASSUMED, name, assumed=f"Read as {description}."
        )
    )
    return "".join(
        line.decode() if _is_utf8(line) else line.decode(encoding, "replace") for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=8)
def _likeliest(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms that UTF-8 need not pay

    best = from_bytes(sample, cp_isolation=list(OLD)).best()
    guess = best.encoding if best is not None and best.encoding in OLD else OLD[0]
    return max((guess, *OLD), key=lambda encoding: _likely(sample.decode(encoding, "replace")))


def _likely(text: str) -> int:
    """Score letters that English and Spanish use at such positions; subtract the others."""
    score = 0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        odd = letter.isupper() and before.islower()
        odd = odd or (letter in _BETWEEN_WORDS and before.isalpha() and after.isalpha())
        score += 1 if letter in _USUAL and not odd else -1
    return score
