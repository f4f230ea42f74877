"""Finished text of the page behind Leave."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoverView:
    """The neutral page behind Leave: time and date if the clock is trusted, common numbers."""

    title: str
    time: str
    date: str
    rows: tuple[tuple[str, str], ...]
