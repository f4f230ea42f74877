"""Finished text of the page behind Leave."""

import msgspec


class CoverView(msgspec.Struct, frozen=True):
    """The neutral page behind Leave: time and date if the clock is trusted, common numbers."""

    title: str
    time: str
    date: str
    rows: tuple[tuple[str, str], ...]
