"""The first card of the attract screen, compiled in so that it needs no directory."""

from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog


@dataclass(frozen=True, slots=True)
class CardView:
    """A calm card of the attract screen; ``in_english`` are its texts left in English."""

    title: str
    text: str
    picture: str
    in_english: tuple[str, ...] = ()


def welcome(say: Catalog) -> CardView:
    """Return the card that is always available."""
    return CardView(
        say.gettext("You can ask here."),
        say.gettext("It is free. You do not give your name."),
        "hills",
    )
