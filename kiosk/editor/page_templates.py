"""The one environment of HTML templates, with every value escaped."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


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
