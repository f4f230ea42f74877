"""Choices that sort a list of services."""

from enum import StrEnum


class Filter(StrEnum):
    """A visitor's choices for a list of services. ``no_voice`` is made on Talk alone."""

    OPEN_NOW = "open_now"
    MY_LANGUAGE = "my_language"
    NO_ID = "no_id"
    FREE = "free"
    UNDER_18 = "under_18"
    FAMILIES = "families"
    WOMEN = "women"
    MEN = "men"
    WALK_IN = "walk_in"
    NO_VOICE = "no_voice"


LASTING = frozenset({Filter.NO_VOICE})
"""Choices about the visitor, not about one list: they hold until the visit ends."""
