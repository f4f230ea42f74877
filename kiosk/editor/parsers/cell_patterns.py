"""Patterns of what agencies write in cells, from ``resources/publishing/cell-patterns.toml``."""

import re
from collections.abc import Mapping
from typing import Final

from kiosk.domain.resource_text import resource_table

_TABLE: Final = resource_table("publishing", "cell-patterns.toml")


def patterns_of(about: str) -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of one table by name; ``<name>`` in one stands for an earlier one."""
    found: dict[str, str] = {}
    for name, ways in _TABLE[about].items():
        text = "|".join(ways)
        for earlier, pattern in found.items():
            text = text.replace(f"<{earlier}>", f"(?:{pattern})")
        found[name] = text
    return {name: re.compile(text) for name, text in found.items()}
