"""Columns that no guess and no alias may read: they are about people, or the system's own notes."""

import re
from typing import Final

_WORDS: Final = (
    *("senior", "director", "contact", "staff", "internal", "private", "confidential", "tax"),
    *("ein", "fein", "mailing", "verified by", "donor", "client"),
)
"""Words of a column's name, each beginning a word of it."""
_DENIED = re.compile(
    r"(?:^|_)(?:" + "|".join(word.replace(" ", "_") for word in _WORDS) + r")(?![a-z])"
)
_PARTS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_RUN_TOGETHER: Final = ("seniorworker", "maincontact", "internalnotes", "lastverifiedby", "taxid")


def is_denied(column: str) -> bool:
    """Return True if a column is denied: "InternalNotes", "TAX_ID", "service_contacts"."""
    name = re.sub(r"[^a-z0-9]+", "_", _PARTS.sub("_", column).casefold()).strip("_")
    singular = re.sub(r"s(?=_|$)", "", name)
    return any(_DENIED.search(one) for one in (name, singular)) or name.startswith(_RUN_TOGETHER)
