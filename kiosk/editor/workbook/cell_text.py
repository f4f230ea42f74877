"""Loaded cells, their text without invisible characters, and texts as ids."""

import datetime as dt
import hashlib
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from kiosk.editor.findings import FindingCode

ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
ID_LENGTH: Final = 64

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
    "\U000e0000-\U000e007f]"
)
"""Invisible characters from pasting, which a published text may not contain."""

_FIGURES: Final = re.compile(r"_x((?![dD][89a-fA-F])[0-9a-fA-F]{4})_")
"""An escaped character that XML lacks (ECMA-376 part 1, 22.9.2.19)."""


class Raw(msgspec.Struct, frozen=True):
    """A cell as loaded; ``formula`` if it is computed.

    ``half_day``: a time that the spreadsheet shows with am or pm.
    """

    value: object
    formula: bool = False
    half_day: bool = False


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A problem of a cell; ``lost`` unless a value was used in its place."""

    code: FindingCode
    assumed: str = ""
    lost: bool = True


class Reading(msgspec.Struct, frozen=True):
    """The value of a cell, ``None`` if it is empty, and its problems."""

    value: Any = None
    problems: tuple[CellProblem, ...] = ()


def decode_escapes(text: str) -> str:
    """Decode escaped characters of ``text``: a Windows line break is stored as ``_x000D_``."""
    return _FIGURES.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def as_text(raw: Raw) -> str:
    """Return the content of a cell as text."""
    return value_text(raw.value)


def value_text(value: object) -> str:
    """Return the text of a value, as a person would type it."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return "" if value is None else str(value)


def clean(text: str, *, lines: bool = False) -> str:
    """Drop invisible characters and trim ``text``; line breaks only stay with ``lines``."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\u00a0", " ")
    if not lines:
        text = re.sub(r"\s*[\n\t\u2028\u2029]\s*", " ", text)
    return text.replace("\t", " ").strip()


def slug(text: str) -> str:
    """Turn ``text`` into an id: ASCII lower case, digits, dashes; empty if nothing is left."""
    folded = text.strip().casefold()
    if ID.fullmatch(folded):
        return folded
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._")[:ID_LENGTH].rstrip("-._")


def fit(base: str, tail: str) -> str:
    """Join ``base`` and ``tail`` as one id; a long ``base`` is cut and gets a short hash."""
    if len(base) + len(tail) <= ID_LENGTH:
        return base + tail
    mark = "-" + hashlib.sha256(base.encode()).hexdigest()[:8]
    return base[: ID_LENGTH - len(tail) - len(mark)] + mark + tail
