"""Read the privacy flags in the vendors' columns of a row.

The standard has no flag for private data; the programs that export it do. A flag counts in any
table, in any case and spelling, whatever its value unless that is a plain "no".
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

_YES: Final = frozenset({"true", "t", "yes", "y", "1", "10", "on", "x", "checked"})
_NO: Final = frozenset({"false", "f", "no", "n", "0", "00", "off", "unchecked"})
"""Values of a flag, reduced to letters and digits: 1.0 is "10"."""

_NO_VALUE: Final = frozenset({"", "na", "null", "none", "nan"})
_SECRET: Final = frozenset({"redacted", "confidential", "private", "hidden"})
_NOT_PUBLIC: Final = _SECRET | {
    *("internal", "internalonly", "internaluse", "internaluseonly", "staff", "staffonly"),
    *("unlisted", "unpublished", "notpublic", "nonpublic", "notpublished", "secret", "draft"),
}
"""Values of a column that says who may see the row."""


class FlagRole(StrEnum):
    """The meaning of a flag column."""

    PHONE = "phone"
    ADDRESS = "address"
    SHOW_ADDRESS = "show_address"
    PLACE_TYPE = "place_type"
    PERSON = "person"
    OUT = "out"
    ACTIVE = "active"
    HIDDEN = "hidden"
    SHOW = "show"
    MAY_SHOW = "may_show"
    WHO_SEES = "who_sees"


_COLUMNS: Final = {
    FlagRole.PHONE: re.compile(r"(?:tele)?phone(\w*?)(?:is)?(?:private|confidential|hidden)"),
    FlagRole.ADDRESS: re.compile(
        r"(?:physical|street|site|location)?address\d?(?:is)?(?:private|confidential|hidden|redacted)"
        r"|.*confidentialaddress.*|(?:is|location|site|has)?confidential(?:location|site|flag)?"
        r"|(?:hide|suppress|redact|withhold)(?:the)?(?:physical|street|site)?(?:address|location)"
        r"|location(?:is)?(?:private|hidden|redacted)|redacted"
    ),
    FlagRole.SHOW_ADDRESS: re.compile(
        r"(?:show|display|publish)(?:physical|street|site)?(?:address|location)(?:on\w*)?"
        r"|(?:address|location)(?:is)?public"
    ),
    FlagRole.PLACE_TYPE: re.compile(r"(?:location|address)type"),
    FlagRole.PERSON: re.compile(
        r"(?:seniorworker|maincontact|contact|worker|person|director)\w*?(?:is)?"
        r"(?:private|confidential)"
    ),
    FlagRole.OUT: re.compile(
        r"(?:is)?(?:inactive|deleted|archived|retired|disabled|obsolete|removed|defunct)"
    ),
    FlagRole.ACTIVE: re.compile(r"(?:is|record)?(?:active|enabled)"),
    FlagRole.HIDDEN: re.compile(
        r"exclude\w*(?:website|web|directory|public|search|export|online)\w*|hidden(?:from)?\w*"
        r"|ishidden|(?:is)?private|internal(?:only|use|useonly)?|confidentialrecord|staffonly"
        r"|(?:is)?(?:unlisted|unpublished|nonpublic|notpublic|secret)"
        r"|(?:donot|dont)(?:publish|display|show|list)\w*"
    ),
    FlagRole.SHOW: re.compile(
        r"(?:show|display|publish|list|visible)(?:on|in|to)(?:the)?"
        r"(?:public|web|internet|search|online)\w*"
        r"|(?:is)?(?:public|published|visible|listed|searchable)|publicview|publiclyvisible"
        r"|webenabled"
    ),
    FlagRole.MAY_SHOW: re.compile(
        r"(?:is)?(?:publish|publishable|display|displayed|show|approved)"
    ),
    FlagRole.WHO_SEES: re.compile(
        r"(?:record)?(?:visibility|privacy|confidentiality|access|sharing)(?:level|status|type)?"
    ),
}
"""Column names in lower case without signs; the first match counts. Seen in exports of iCarol,
WellSky, VisionLink and Streetlives, with plain words of the same meaning."""


class Flags(msgspec.Struct, frozen=True):
    """Privacy flags from the vendors' columns of one row.

    ``private_phones`` holds the middle of the column names in lower case (Phone1IsPrivate: "1",
    PhoneNumberHotlineIsPrivate: "numberhotline"; "" for the whole row); ``private_contact``
    concerns a person. ``inactive`` and ``hidden_record`` exclude the whole record.
    """

    private_address: bool = False
    private_phones: frozenset[str] = frozenset()
    private_contact: bool = False
    hidden_record: bool = False
    inactive: bool = False


_NONE: Final = Flags()


def is_flag(column: str) -> bool:
    """Return True if a column says what may be shown."""
    return _role(column)[0] is not None


def flags_of(row: Mapping[str, str]) -> Flags:
    """Read the flags of a row, by the column names of all known vendors in any case and spelling.

    A flag to hide counts unless it says no; a flag to show hides unless it says yes. A blank flag
    means nothing. "Inactive", "active" and "publish" count only as a plain yes or no: a column
    "Active" may hold a date. "Visibility" counts if its word means not public.
    """
    columns = _flag_columns(tuple(row))
    if not columns:
        return _NONE
    found: set[FlagRole] = set()
    phones: set[str] = set()
    for column, role, detail in columns:
        value = re.sub(r"[^a-z0-9]", "", row[column].casefold())
        if value not in _NO_VALUE and _hides(role, value):
            found.add(role)
            phones |= {detail} if role is FlagRole.PHONE else set()
    return Flags(
        private_address=bool(
            found & {FlagRole.ADDRESS, FlagRole.SHOW_ADDRESS, FlagRole.PLACE_TYPE}
        ),
        private_phones=frozenset(phones),
        private_contact=FlagRole.PERSON in found,
        hidden_record=bool(
            found & {FlagRole.HIDDEN, FlagRole.SHOW, FlagRole.MAY_SHOW, FlagRole.WHO_SEES}
        ),
        inactive=bool(found & {FlagRole.OUT, FlagRole.ACTIVE}),
    )


@lru_cache(maxsize=4096)
def _flag_columns(columns: tuple[str, ...]) -> tuple[tuple[str, FlagRole, str], ...]:
    """Return the flags among the columns of a row, each with the middle of its name."""
    roles = ((column, *_role(column)) for column in columns)
    return tuple((column, role, detail) for column, role, detail in roles if role is not None)


@lru_cache(maxsize=4096)
def _role(column: str) -> tuple[FlagRole | None, str]:
    """Return what a column is a flag for, and the middle of its name; a source has few columns."""
    name = re.sub(r"[^a-z0-9]", "", column.casefold())
    for role, pattern in _COLUMNS.items():
        if found := pattern.fullmatch(name):
            return role, found[1] if found.groups() else ""
    return None, ""


def _hides(role: FlagRole, value: str) -> bool:
    """Return True if a value hides something in a column of this role."""
    if role is FlagRole.PLACE_TYPE:
        return any(word in value for word in _SECRET)
    if role is FlagRole.WHO_SEES:
        return value in _NOT_PUBLIC
    if role in (FlagRole.ACTIVE, FlagRole.MAY_SHOW):
        return value in _NO
    if role is FlagRole.OUT:
        return value in _YES
    return value not in _YES if role in (FlagRole.SHOW, FlagRole.SHOW_ADDRESS) else value not in _NO
