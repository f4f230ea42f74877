"""Reading records: one JSON object a line, each of one of the kinds in ``kiosk.domain.records``."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import get_args

import msgspec

from kiosk.domain.fields import LANGUAGE_FORM
from kiosk.domain.records import AnyRecord, Translation


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
BLOCK = 256 * 1024
"""Bytes that are read, cut into lines and decoded in one go."""

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
    whose kind and id were there before. Nothing of a line's content gets into the message. Of a
    field that stands twice in a line the last counts, at the editor's desk as on the kiosk.
    """
    seen: defaultdict[type, set[str]] = defaultdict(set)
    for place, first, lines in _batches(sources, name):
        for number, record in enumerate(_decoded_lines(lines, place, first), start=first):
            ids = seen[type(record)]
            if record.id in ids:
                raise RecordsError(place, number, "its kind and id were on an earlier line")
            ids.add(record.id)
            yield record


def _batches(sources: Iterable[Path | bytes], name: str) -> Iterator[tuple[str, int, list[bytes]]]:
    """(where, number of the first line, lines without their ends)."""
    loose = 0
    for source in sources:
        if isinstance(source, bytes):
            loose += 1
            yield name, loose, [source]
        else:
            first = 1
            for lines in _file_lines(source):
                yield source.name, first, lines
                first += len(lines)


def _file_lines(path: Path) -> Iterator[list[bytes]]:
    """The lines of a file, a block at a time; the last is cut off where it is too long."""
    try:
        with path.open("rb") as file:
            rest = b""
            while block := file.read(BLOCK):
                lines = (rest + block).split(b"\n")
                rest = lines.pop()
                if len(rest) >= LINE_LIMIT:
                    lines.append(rest)
                    rest = b""
                yield lines
            if rest:
                yield [rest]
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file and its permissions"
        raise RecordsError(str(path), None, reason) from error


def _decoded_lines(lines: list[bytes], place: str, first: int) -> Iterable[AnyRecord]:
    """The records of some lines: at once, or one by one if that is needed to name a bad one."""
    if max(map(len, lines), default=0) < LINE_LIMIT:
        with suppress(msgspec.MsgspecError, UnicodeError, RecursionError):
            records = list(map(_DECODER.decode, lines))
            if all(map(_is_tag, {one.language for one in records if type(one) is Translation})):
                return records
    return (_decoded(line, place, number) for number, line in enumerate(lines, start=first))


@lru_cache(256)
def _is_tag(language: str) -> bool:
    """Whether a language tag has the form of one."""
    return re.fullmatch(LANGUAGE_FORM, language) is not None


def _decoded(line: bytes, place: str, number: int) -> AnyRecord:
    if len(line) >= LINE_LIMIT:
        raise RecordsError(place, number, f"is longer than {LINE_LIMIT} bytes")
    try:
        record = _DECODER.decode(line)
        if not isinstance(record, Translation) or _is_tag(record.language):
            return record
        reason = "has a value that is not allowed in language"
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
