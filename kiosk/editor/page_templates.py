"""The one environment of HTML templates, with every value escaped; what their policy allows."""

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk.domain.report_lines import escape_invisible


@cache
def page_environment(
    folder: Path, finalize: Callable[[object], object] | None = None
) -> Environment:
    """Return the environment of a folder; ``finalize`` prepares each value before it is escaped."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )


def visible(value: object) -> object:
    """Spell out what cannot be seen in plain text; parts of a page pass."""
    return escape_invisible(value) if type(value) is str and "\n" not in value else value


def source_hash(text: str) -> str:
    """Return the source expression of an inline style or script (CSP level 3)."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
