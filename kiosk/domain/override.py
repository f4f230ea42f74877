"""Named overrides: revealing words a person of the coalition has allowed to leave the screen."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from kiosk.domain.fields import Part, ShortText


class Revealing(StrEnum):
    """Fields of a service that may leave the screen and could be revealing."""

    QUIET_NAME = "quiet_name"
    WEBSITE = "website"
    KEYWORD = "keyword"


class Override(Part, frozen=True, kw_only=True):
    """A person of the coalition allows a revealing ``text`` to leave the screen.

    It covers exactly this text: a changed name, page or keyword needs a new override. ``by`` is who
    decided, ``date`` when, ``reason`` why; the report of changes shows all three.
    """

    what: Revealing
    text: Annotated[str, Meta(min_length=1, max_length=500)]
    by: ShortText
    date: dt.date
    reason: ShortText
