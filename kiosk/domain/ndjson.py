"""Reading records: one JSON object a line, each of one of the kinds in ``kiosk.domain.records``."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import get_args

import msgspec

from kiosk.domain.records import AnyRecord


class RecordsError(Exception):
    """A file of records is not as it must be. Names file, line and reason, never its content."""

    def __init__(self, name: str, line: int | None, reason: str) -> None:
        place = name if line is None else f"{name}, line {line}"
        super().__init__(f"{place}: {reason}")
        self.name = name
        self.line = line
        self.reason = reason


LINE_LIMIT = 64 * 1024
"""Bytes of one line, its end included (sync file, verification)."""

_DECODER: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)
_FIELDS = frozenset(
    name
    for kind in get_args(AnyRecord)
    for name in (*kind.__struct_fields__, "url", "date", "text", "kind")
)
_PATH = re.compile(r" - at `\$((?:\.\w+|\[(?:\d+|\.\.\.)\])*)`")
_MISSING = re.compile(r"^Object missing required field `(\w+)`")


def read_records(sources: Iterable[Path | bytes], name: str = "records") -> Iterator[AnyRecord]:
    """Typed records of files (paths) and of single lines (bytes), in order.

    ``name`` stands for the lines in messages. Raises :class:`RecordsError` for a file that
    cannot be read and for the first line that is too long, not JSON, not a known record, or one
    whose kind and id were there before. Nothing of a line's content gets into the message.
    """
    seen: set[tuple[type, str]] = set()
    for place, number, line in _lines(sources, name):
        record = _decoded(line, place, number)
        key = (type(record), record.id)
        if key in seen:
            raise RecordsError(place, number, "its kind and id were on an earlier line")
        seen.add(key)
        yield record


def _lines(sources: Iterable[Path | bytes], name: str) -> Iterator[tuple[str, int, bytes]]:
    loose = 0
    for source in sources:
        if isinstance(source, bytes):
            loose += 1
            yield name, loose, source
        else:
            yield from _file_lines(source)


def _file_lines(path: Path) -> Iterator[tuple[str, int, bytes]]:
    try:
        with path.open("rb") as file:
            for number in count(1):
                line = file.readline(LINE_LIMIT + 1)
                if not line:
                    return
                yield path.name, number, line
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file and its permissions"
        raise RecordsError(str(path), None, reason) from error


def _decoded(line: bytes, place: str, number: int) -> AnyRecord:
    if len(line) > LINE_LIMIT:
        raise RecordsError(place, number, f"is longer than {LINE_LIMIT} bytes")
    try:
        return _DECODER.decode(line)
    except msgspec.ValidationError as error:
        reason = _reason(str(error))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        reason = "is not one JSON object in UTF-8"
    raise RecordsError(place, number, reason)


def _reason(message: str) -> str:
    """A closed reason for a refused value: field names of the format, nothing of the content."""
    missing = _MISSING.match(message)
    if missing and missing[1] in _FIELDS:
        return f"misses the field {missing[1]}"
    if message.startswith("Object contains unknown field"):
        return "has a field that this version does not know"
    path = _PATH.search(message)
    steps = re.findall(r"\w+", path[1]) if path else []
    names = [step for step in steps if step in _FIELDS]
    return f"has a value that is not allowed in {'.'.join(names)}" if names else "is not a record"
