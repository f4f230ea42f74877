"""The cards of the attract screen; one is compiled in, so that it needs no directory."""

from enum import StrEnum

import msgspec

from kiosk.i18n.catalogs import Catalog


class CardView(msgspec.Struct, frozen=True):
    """A calm card of the attract screen; ``in_english`` are its texts left in English.

    ``opens`` is the id of its subject: a tile, a need, a guide, or "speak". ``number`` is that of
    the line that answers at night; empty by day.
    """

    title: str
    text: str
    picture: str
    in_english: tuple[str, ...] = ()
    opens: str = ""
    number: str = ""


class CardChoice(StrEnum):
    """``[attract] cards``: all in their order, a plain one first, or plain ones alone.

    A plain card names no harm: it may stand there while others look on.
    """

    ALL = "all"
    PLAIN_FIRST = "plain_first"
    PLAIN = "plain"


def welcome(catalog: Catalog) -> CardView:
    """Return the card that is always available."""
    return CardView(
        catalog.gettext("You can ask here."),
        catalog.gettext("It is free. You do not give your name."),
        "hills",
    )
