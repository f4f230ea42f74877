"""Find characters that the bundled fonts lack; a kiosk draws an empty box for each."""

import json
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from kiosk.domain.checks import kind_of, source_texts
from kiosk.domain.language import language
from kiosk.domain.records import AnyRecord, Translation
from kiosk.domain.report_lines import kind_word
from kiosk.editor.findings import FindingCode, SourceFinding, Weight

MANIFEST: Final = "fonts.json"
ORDINARY: Final = 400
"""Weight of running text in OpenType."""
EVERYWHERE: Final = "Latn"
"""Script of the font family that covers what the others lack."""
STEERING: Final = frozenset("\n\u00a0\u061c\u200c\u200d\u200e\u200f\u202f\u3000\ufe0e\ufe0f")
"""Blanks and control characters, which are never drawn."""
_SEGMENTS, _GROUPS = 4, 12
"""Formats of the character map (OpenType cmap): 16 bits, and all of Unicode."""


def check_letters(records: Iterable[AnyRecord], fonts: Path) -> list[SourceFinding]:
    """Note each text with characters that no font of ``fonts`` for its language has."""
    scripts = _files(fonts)
    return [
        SourceFinding(
            FindingCode.NOT_DRAWN,
            Weight.NOTE,
            "",
            column=field.replace("_", " "),
            value=f"{kind_word(kind)} {entity_id} ({tag}): {lacking}",
        )
        for kind, entity_id, field, tag, text in _texts(records)
        if (script := _script(tag)) in scripts
        and (lacking := "".join(sorted({*text} - STEERING - _drawn(fonts, script))))
    ]


def _texts(records: Iterable[AnyRecord]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield kind, id, field, language and text of everything a visitor can read."""
    for record in records:
        if isinstance(record, Translation):
            yield record.entity, record.entity_id, record.field, record.language, record.text
        else:
            for field, text in source_texts(record).items():
                yield kind_of(record), record.id, field, "en", text


def _script(tag: str) -> str:
    """Return the script of a language that has screens, else an empty string."""
    known = language(tag)
    return known.script if known is not None and known.written else ""


@cache
def _files(fonts: Path) -> dict[str, str]:
    """Map each script to its font file for running text in ordinary weight."""
    rows = json.loads((fonts / MANIFEST).read_text(encoding="utf-8"))
    ordinary = (row for row in rows if (row["kind"], row["weight"]) == ("full", ORDINARY))
    found = {row["script"]: row["file"] for row in ordinary}
    return found | {"Cyrl": found[EVERYWHERE]}


@cache
def _drawn(fonts: Path, script: str) -> frozenset[str]:
    files = {_files(fonts)[script], _files(fonts)[EVERYWHERE]}
    return frozenset[str]().union(*(characters_of(fonts / file) for file in files))


def characters_of(path: Path) -> frozenset[str]:
    """Return the characters that the font in ``path`` can draw."""
    data = path.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    rows = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(tables))
    cmap = next(offset for tag, _, offset, _ in rows if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    starts = {cmap + struct.unpack_from(">HHL", data, cmap + 4 + 8 * n)[2] for n in range(count)}
    formats = {struct.unpack_from(">H", data, start)[0]: start for start in starts}
    if _GROUPS in formats:
        ranges = _groups(data, formats[_GROUPS])
    else:
        ranges = _segments(data, formats[_SEGMENTS])
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


def _groups(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">L", data, start + 12)
    for first, last, _ in struct.iter_unpack(">LLL", data[start + 16 : start + 16 + 12 * count]):
        yield first, last


def _segments(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (size,) = struct.unpack_from(">H", data, start + 6)
    numbers = f">{size // 2}H"
    lasts = struct.unpack_from(numbers, data, start + 14)
    firsts = struct.unpack_from(numbers, data, start + 16 + size)
    # The last segment marks the end and holds no character.
    yield from zip(firsts[:-1], lasts[:-1], strict=True)
