"""Filters for a list of services."""

from enum import StrEnum


class Filter(StrEnum):
    """The eight filters for a list of services."""

    OPEN_NOW = "open_now"
    MY_LANGUAGE = "my_language"
    NO_ID = "no_id"
    FREE = "free"
    UNDER_18 = "under_18"
    FAMILIES = "families"
    WOMEN = "women"
    MEN = "men"
