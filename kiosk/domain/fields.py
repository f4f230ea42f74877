"""Field types of records: texts, ids, tags, dates and numbers with their limits."""

from typing import Annotated

import msgspec
from msgspec import Meta

# Python's "$" also matches before a final line break, and its "\d" digits of every script;
# "$(?!\n)" and "[0-9]" mean the same to every reader of the schema.
_ID = r"^[a-z0-9][a-z0-9._-]{0,63}$(?!\n)"
LANGUAGE_FORM = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$(?!\n)"

Id = Annotated[str, Meta(pattern=_ID)]
Reference = Annotated[str, Meta(min_length=1, max_length=64, extra_json_schema={"pattern": _ID})]
"""The id of another record.

:func:`kiosk.domain.checks.check_records` refuses one that names no record, which covers its form.
"""
GuidePlace = Annotated[
    str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}(#[a-z0-9][a-z0-9._-]{0,63})?$(?!\n)")
]
"""The id of a guide, or of a guide and one of its blocks: ``guide#block``."""
LanguageTag = Annotated[str, Meta(pattern=LANGUAGE_FORM)]
TranslationTag = Annotated[str, Meta(max_length=11, extra_json_schema={"pattern": LANGUAGE_FORM})]
"""A :data:`LanguageTag`; :mod:`kiosk.domain.ndjson` checks each distinct tag once."""
SourceHash = Annotated[
    str, Meta(min_length=16, max_length=16, extra_json_schema={"pattern": r"^[0-9a-f]{16}$"})
]
"""Compared with the hash of a text, so its pattern need not be checked."""
Minute = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)|^24:00$(?!\n)")]
MenuKeys = Annotated[str, Meta(pattern=r"^[0-9*#](,[0-9*#]){0,3}$(?!\n)")]
"""Keys of a telephone, one after the other: "2" or "2,1"."""
PartialDate = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$(?!\n)")]
PhoneNumber = Annotated[
    str,
    Meta(
        pattern=r"^\+[0-9]{8,15}$(?!\n)|^[0-9]{3,6}$(?!\n)",
        description="E.164 with its plus sign, or a short code of 3 to 6 digits as it is dialled",
    ),
]
ShortText = Annotated[str, Meta(min_length=1, max_length=120)]
LongText = Annotated[str, Meta(min_length=1, max_length=2000)]
Age = Annotated[int, Meta(ge=0, le=120)]
Amount = Annotated[int, Meta(ge=0)]


class Part(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """A struct that cannot contain itself, so the garbage collector may skip 100,000 of them."""
