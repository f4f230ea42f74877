"""Options that several of an editor's commands have, as types of the fields of their requests."""

import unicodedata
from pathlib import Path
from typing import Annotated, Final

import msgspec

from kiosk.cli.request_options import FOLDER, AsJson, Now, argument, option
from kiosk.domain.syncfile import PRACTICE, Channel
from kiosk.editor.parsers.dates import read_day_or_month
from kiosk.editor.parsers.days import FirstDay
from kiosk.editor.sources.desk_answers import SOURCE_NAME

NAME_LENGTH: Final = 120


def name_of(text: str) -> str:
    """Parse the name of a person, office or coalition. Raises ValueError."""
    name = " ".join(text.split())
    plain = all(unicodedata.category(letter)[0] != "C" for letter in name)
    if not name or len(name) > NAME_LENGTH or not plain:
        raise ValueError(f"a name has 1 to {NAME_LENGTH} plain letters")
    return name


def channel_of(text: str) -> str:
    """Parse the short name of a fleet of kiosks. Raises ValueError."""
    if text == PRACTICE:
        raise ValueError(f"{PRACTICE} is for publish --practice alone; choose another name")
    try:
        return msgspec.convert(text, Channel)
    except msgspec.ValidationError as error:
        raise ValueError(
            f"{text!r} is not the name of a channel: small letters, digits, dots and dashes only"
        ) from error


def source_name(text: str) -> str:
    """Check the short name of a source. Raises ValueError."""
    if not SOURCE_NAME.fullmatch(text):
        raise ValueError(
            f"{text!r} is not the name of a source: small letters, digits and dashes, at most 24"
        )
    return text


def _checked_on(text: str) -> str:
    """Check a month or a day. Raises ValueError."""
    if read_day_or_month(text) is None:
        raise ValueError(f"{text!r} is not a month or day; write it like 2026-09 or 2026-09-14")
    return text.strip()


Keys = Annotated[
    Path | None,
    option("Key folder [default: resource-kiosk-keys next to your other data].", type=FOLDER),
]
Yes = Annotated[bool, option("Answer yes to every question.")]
Workbook = Annotated[Path, option("The workbook; its sources are next to it.")]
DIRECTORY: Final = Path("directory.xlsx")


class DeskRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the commands of the desk take that answer about a workbook at a time."""

    workbook: Workbook = DIRECTORY
    as_json: AsJson = False
    now: Now = None


SourceName = Annotated[str, argument(parse=source_name)]
PublicAddresses = Annotated[
    bool, option("Show every address, except those of shelters and those marked private.")
]
CheckedOn = Annotated[
    str | None,
    option(
        "When the undated services of an export were last checked, such as 2026-09.",
        parse=_checked_on,
    ),
]
FirstWeekday = Annotated[
    FirstDay | None, option("The first day of the week in an export that writes days as numbers.")
]
IgnoreStatus = Annotated[bool, option("The status column of an export does not say what runs.")]
