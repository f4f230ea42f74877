"""Reads records: one JSON object a line, of the kinds in ``kiosk.domain.records``."""

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import get_args

import msgspec

from kiosk.domain.fields import LANGUAGE_FORM
from kiosk.domain.records import AnyRecord, Translation


class RecordsError(Exception):
    """A file of records is invalid. Names file, line and reason, never its content."""

    def __init__(self, name: str, line: int | None, reason: str) -> None:
        source_name = name if line is None else f"{name}, line {line}"
        super().__init__(f"{source_name}: {reason}")
        self.name = name
        self.line = line
        self.reason = reason


LINE_LIMIT = 64 * 1024
"""Bytes of one line, including its end (as in sync files and verification)."""
BLOCK = 256 * 1024
"""Bytes that are read, split into lines and decoded at once."""

_DECODER: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)
_FIELDS = frozenset(
    name
    for kind in get_args(AnyRecord)
    for name in (*kind.__struct_fields__, "url", "date", "text", "kind")
)
_PATH = re.compile(r" - at `\$((?:\.\w+|\[(?:\d+|\.\.\.)\])*)`")
_MISSING = re.compile(r"^Object missing required field `(\w+)`")


def read_records(sources: Iterable[Path | bytes], name: str = "records") -> Iterator[AnyRecord]:
    """Yield typed records from files (paths) and single lines (bytes), in order.

    ``name`` stands for the lines in messages. If a field appears twice in a line, the last counts,
    for the editor as on the kiosk.

    Raises:
        RecordsError: a file cannot be read, or a line is too long, not JSON, not a known record, or
            repeats the kind and id of an earlier line. The message holds no content of a line.
    """
    seen: defaultdict[type, set[str]] = defaultdict(set)
    for source_name, first, lines in _batches(sources, name):
        for number, record in enumerate(_decoded_lines(lines, source_name, first), start=first):
            ids = seen[type(record)]
            if record.id in ids:
                raise RecordsError(source_name, number, "its kind and id were on an earlier line")
            ids.add(record.id)
            yield record


def _batches(sources: Iterable[Path | bytes], name: str) -> Iterator[tuple[str, int, list[bytes]]]:
    """Yield (source, number of the first line, lines without their ends)."""
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
    """Yield the lines of a file block by block; a line that is too long is cut off."""
    try:
        with path.open("rb") as file:
            remainder = b""
            while block := file.read(BLOCK):
                lines = (remainder + block).split(b"\n")
                remainder = lines.pop()
                if len(remainder) >= LINE_LIMIT:
                    lines.append(remainder)
                    remainder = b""
                yield lines
            if remainder:
                yield [remainder]
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file and its permissions"
        raise RecordsError(str(path), None, reason) from error


def _decoded_lines(lines: list[bytes], source_name: str, first: int) -> Iterable[AnyRecord]:
    """Decode lines at once, or one by one if needed to name a bad one."""
    if max(map(len, lines), default=0) < LINE_LIMIT:
        with suppress(msgspec.MsgspecError, UnicodeError, RecursionError):
            records = list(map(_DECODER.decode, lines))
            if all(map(_is_tag, {one.language for one in records if type(one) is Translation})):
                return records
    return (_decoded(line, source_name, number) for number, line in enumerate(lines, start=first))


@lru_cache(256)
def _is_tag(language: str) -> bool:
    """True if ``language`` has the form of a tag."""
    return re.fullmatch(LANGUAGE_FORM, language) is not None


def _decoded(line: bytes, source_name: str, number: int) -> AnyRecord:
    if len(line) >= LINE_LIMIT:
        raise RecordsError(source_name, number, f"is longer than {LINE_LIMIT} bytes")
    try:
        record = _DECODER.decode(line)
        if not isinstance(record, Translation) or _is_tag(record.language):
            return record
        reason = "has a value that is not allowed in language"
    except msgspec.ValidationError as error:
        reason = _reason(str(error))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        reason = "is not one JSON object in UTF-8"
    raise RecordsError(source_name, number, reason)


def _reason(message: str) -> str:
    """Return a reason without content for a refused value: only field names of the format."""
    missing = _MISSING.match(message)
    if missing and missing[1] in _FIELDS:
        return f"misses the field {missing[1]}"
    if message.startswith("Object contains unknown field"):
        return "has a field that this version does not know"
    path = _PATH.search(message)
    steps = re.findall(r"\w+", path[1]) if path else []
    names = [step for step in steps if step in _FIELDS]
    return f"has a value that is not allowed in {'.'.join(names)}" if names else "is not a record"


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause garbage collection for work on many records: 100,000s of them, and nothing cyclic."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
