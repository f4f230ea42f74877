"""Reads JSON in the one way all readers agree on; anything ambiguous is refused.

Strict UTF-8, no duplicate key in an object, no NaN or infinity, no integer beyond a double, no
lone surrogate, and limited nesting (RFC 8259 leaves all of these to each reader).
"""

import json
import math
from typing import Any, Final

DEPTH_LIMIT: Final = 32
"""Maximum nesting of arrays and objects; TUF metadata needs 7."""
INTEGER_LIMIT: Final = 2**53
"""Beyond this, readers that use doubles see another number (RFC 8259, section 6)."""
_DIGITS_LIMIT: Final = 17
"""Maximum characters of a number within the limit, including its sign."""


def load(data: bytes) -> Any:
    """Return the value in ``data``. Raises only :class:`ValueError`."""
    try:
        value = json.loads(
            data.decode(),
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_float=_finite,
            parse_int=_exact,
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None
    _check(value)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key twice in one object")
    return made


def _refuse(_: str) -> Any:
    raise ValueError("not a number that JSON has")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number out of range")
    return number


def _exact(text: str) -> int:
    if len(text) > _DIGITS_LIMIT or abs(number := int(text)) > INTEGER_LIMIT:
        raise ValueError("a number out of range")
    return number


def _check(value: Any) -> None:
    """Check that nesting is limited and every text encodes as UTF-8."""
    todo = [(value, 1)]
    while todo:
        item, depth = todo.pop()
        if isinstance(item, str):
            item.encode()
        elif isinstance(item, dict | list):
            if depth > DEPTH_LIMIT:
                raise ValueError("nested too deeply")
            parts = (*item, *item.values()) if isinstance(item, dict) else item
            todo.extend((part, depth + 1) for part in parts)
