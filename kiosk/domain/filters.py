"""Filters for a list of services."""

from enum import StrEnum


class Filter(StrEnum):
    """The filters for a list of services; :data:`LASTING` ones are chosen outside the lists."""

    OPEN_NOW = "open_now"
    MY_LANGUAGE = "my_language"
    NO_ID = "no_id"
    FREE = "free"
    UNDER_18 = "under_18"
    FAMILIES = "families"
    WOMEN = "women"
    MEN = "men"
    NO_VOICE = "no_voice"


LASTING = frozenset({Filter.NO_VOICE})
"""Choices about the visitor, not about one list: they hold until the visit ends."""
