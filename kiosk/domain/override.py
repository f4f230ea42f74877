"""Words that leave the screen although they tell, because a person of the coalition decided so."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from kiosk.domain.fields import Part, ShortText


class RevealingText(StrEnum):
    """What of a service may leave the screen and would tell what it is about."""

    QUIET_NAME = "quiet_name"
    WEBSITE = "website"
    KEYWORD = "keyword"


class Override(Part, frozen=True, kw_only=True):
    """A person of the coalition lets ``text`` leave the screen although it tells.

    It holds for exactly this text: a name, page or text word that changes needs a new one. ``by``
    is who decided, ``date`` when, ``reason`` why; the report of changes shows all three.
    """

    what: RevealingText
    text: Annotated[str, Meta(min_length=1, max_length=500)]
    by: ShortText
    date: dt.date
    reason: ShortText
