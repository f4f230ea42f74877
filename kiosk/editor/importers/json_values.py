"""The entries of a JSON source, one after the other, whatever they are wrapped in."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Never

import ijson  # type: ignore[import-untyped]

from kiosk.editor.importers.aliases import entity_of

PAGE_KEYS: Final = ("contents", "content", "data", "results", "items", "records")
"""Where the answers of interfaces keep their entries; HSDS says ``contents``."""
BROKEN: Final = (ijson.JSONError, ValueError, ArithmeticError, RecursionError, MemoryError)
"""What a damaged document raises while it is read."""
_LINE = re.compile(rb"[^\r\n]+")


class Wrapping(StrEnum):
    """How the entries of a JSON source are held together, in plain words."""

    PAGE = "a page"
    ARRAY = "an array"
    SINGLE = "a single record"
    TABLES = "an object of arrays"
    LINES = "JSON lines"


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """One value: the array it stood in (empty at the top), and its number there from 1."""

    array: str
    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document holds at its top."""

    wrapping: Wrapping
    arrays: tuple[str, ...] = ()
    last_page: bool = True


class _Damaged:
    """Stands for a line that is not JSON."""


DAMAGED: Final = _Damaged()


def outline(data: bytes) -> Outline:
    """The form of a document, found without building it. Raises one of :data:`BROKEN`."""
    if _are_lines(data):
        return Outline(Wrapping.LINES)
    top = _Top()
    for event, value in ijson.basic_parse(io.BytesIO(data), multiple_values=True):
        if event == "start_array" and top.depth == 0:
            return Outline(Wrapping.ARRAY)
        if event in {"start_map", "start_array"}:
            top.enter(event)
            if top.count > 1:
                return Outline(Wrapping.LINES)
        elif event in {"end_map", "end_array"}:
            top.depth -= 1
        elif top.depth == 1 and event == "map_key":
            top.key = value
        elif top.depth == 1:
            top.values[top.key] = value
    return _of_object(top.kinds, top.values)


@dataclass(slots=True)
class _Top:
    """What is seen of the outermost object while a document goes by."""

    depth: int = 0
    count: int = 0
    key: str = ""
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def enter(self, event: str) -> None:
        """Something opens, at the top or under a key of it."""
        self.count += self.depth == 0
        if self.depth == 1:
            self.kinds[self.key] = event
        self.depth += 1


def _of_object(kinds: dict[str, str], values: dict[str, Any]) -> Outline:
    arrays = tuple(key for key, kind in kinds.items() if kind == "start_array")
    page = next((key for key in PAGE_KEYS if key in arrays), None)
    if page is not None:
        whole = values.get("last_page") is not False and values.get("total_pages") in {None, 0, 1}
        return Outline(Wrapping.PAGE, (page,), whole)
    tables = tuple(key for key in arrays if entity_of(key.split(".", 1)[0]) is not None)
    if tables and not {"id", "name", "number"} & values.keys():
        return Outline(Wrapping.TABLES, tables)
    return Outline(Wrapping.SINGLE)


def _are_lines(data: bytes) -> bool:
    """Whether the first line is a whole value and another one follows."""
    lines = _LINE.finditer(data)
    texts = (line[0].strip() for line in lines)
    filled = (text for text in texts if text)
    first = next(filled, b"")
    if not first.startswith(b"{") or next(filled, None) is None:
        return False
    return not isinstance(_value(first), _Damaged)


def entries(data: bytes, form: Outline) -> Iterator[JsonEntry]:
    """The entries in order. A document that breaks off raises one of :data:`BROKEN` there."""
    match form.wrapping:
        case Wrapping.LINES if _are_lines(data):
            for number, line in enumerate(_LINE.finditer(data), 1):
                if line[0].strip():
                    yield JsonEntry("", number, _value(line[0]))
        case Wrapping.PAGE | Wrapping.TABLES:
            for array in form.arrays:
                yield from _stream(data, f"{array}.item", array)
        case Wrapping.ARRAY:
            yield from _stream(data, "item", "")
        case _:
            yield from _stream(data, "", "")


def _stream(data: bytes, prefix: str, array: str) -> Iterator[JsonEntry]:
    values = ijson.items(io.BytesIO(data), prefix, multiple_values=True)
    for number, value in enumerate(values, 1):
        yield JsonEntry(array, number, value)


def joined(data: bytes) -> bytes:
    """Objects that follow each other with commas and no array around them, in an array."""
    return b"[" + data.strip().rstrip(b",") + b"]"


def _value(line: bytes) -> Any:
    try:
        return json.loads(line, parse_int=str, parse_float=str, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return DAMAGED


def _refuse(word: str) -> Never:
    raise ValueError(f"{word} is no JSON number")
