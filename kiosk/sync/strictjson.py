"""JSON read the one way every reader agrees on; anything that two readers may see apart is refused.

Strict UTF-8, no key twice in an object, no NaN or infinity, no integer that a double cannot hold,
no lone surrogate, and bounded nesting (RFC 8259 leaves all of these to each reader).
"""

import json
import math
from typing import Any, Final

DEPTH_LIMIT: Final = 32
"""Arrays and objects inside each other; TUF metadata needs 7."""
INTEGER_LIMIT: Final = 2**53
"""Beyond it readers that use doubles see another number (RFC 8259, section 6)."""
_DIGITS_LIMIT: Final = 17
"""Characters of a number that can still be within the limit, its sign included."""


def load(data: bytes) -> Any:
    """The value in ``data``. Raises :class:`ValueError`, never anything else."""
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
    """Nesting within the limit, and every text one that can be written as UTF-8."""
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
