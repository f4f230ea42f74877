"""Read the entries of a JSON source one by one, whatever wraps them."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Never

import ijson  # type: ignore[import-untyped]

from kiosk.editor.fitting.aliases import entity_of

PAGE_KEYS: Final = ("contents", "content", "data", "results", "items", "records")
"""Keys under which interfaces return their entries; HSDS uses ``contents``."""
BROKEN: Final = (ijson.JSONError, ValueError, ArithmeticError, RecursionError, MemoryError)
"""Errors that a damaged document raises while it is read."""
_LINE = re.compile(rb"[^\r\n]+")


class Wrapping(StrEnum):
    """Wrapping of the entries of a JSON source, in plain words."""

    PAGE = "a page"
    ARRAY = "an array"
    SINGLE = "a single record"
    TABLES = "an object of arrays"
    LINES = "JSON lines"


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """One value: its array (empty at the top level), and its number there from 1."""

    array: str
    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class Outline:
    """The top level of a document."""

    wrapping: Wrapping
    arrays: tuple[str, ...] = ()
    last_page: bool = True


class _Damaged:
    """Marks a line that is not JSON."""


DAMAGED: Final = _Damaged()


def outline(data: bytes) -> Outline:
    """Recognise the form of a document without building it. Raises one of :data:`BROKEN`."""
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
    """Parser state for the outermost object."""

    depth: int = 0
    count: int = 0
    key: str = ""
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def enter(self, event: str) -> None:
        """Enter an object or array at the top level or one level below."""
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
    """Return True if the first line is a complete value and another follows."""
    lines = _LINE.finditer(data)
    texts = (line[0].strip() for line in lines)
    filled = (text for text in texts if text)
    first = next(filled, b"")
    if not first.startswith(b"{") or next(filled, None) is None:
        return False
    return not isinstance(_value(first), _Damaged)


def entries(data: bytes, outline: Outline) -> Iterator[JsonEntry]:
    """Yield the entries in order. A truncated document raises one of :data:`BROKEN` at its end."""
    match outline.wrapping:
        case Wrapping.LINES if _are_lines(data):
            for number, line in enumerate(_LINE.finditer(data), 1):
                if line[0].strip():
                    yield JsonEntry("", number, _value(line[0]))
        case Wrapping.PAGE | Wrapping.TABLES:
            for array in outline.arrays:
                yield from _stream(data, f"{array}.item", array)
        case Wrapping.ARRAY:
            yield from _stream(data, "item", "")
        case _:
            yield from _stream(data, "", "")


def _stream(data: bytes, prefix: str, array: str) -> Iterator[JsonEntry]:
    values = ijson.items(io.BytesIO(data), prefix, multiple_values=True)
    for number, value in enumerate(values, 1):
        yield JsonEntry(array, number, value)


def wrap_in_array(data: bytes) -> bytes:
    """Wrap comma-separated objects in an array."""
    return b"[" + data.strip().rstrip(b",") + b"]"


def _value(line: bytes) -> Any:
    try:
        return json.loads(line, parse_int=str, parse_float=str, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return DAMAGED


def _refuse(word: str) -> Never:
    raise ValueError(f"{word} is no JSON number")
