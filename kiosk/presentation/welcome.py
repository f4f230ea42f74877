"""The first card of the attract screen, compiled in: it needs no directory."""

from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog


@dataclass(frozen=True, slots=True)
class CardView:
    """A calm card of the attract screen; ``in_english`` of it is so beside another language."""

    title: str
    text: str
    picture: str
    in_english: tuple[str, ...] = ()


def welcome(say: Catalog) -> CardView:
    """The card that is always there."""
    return CardView(
        say.gettext("You can ask here."),
        say.gettext("It is free. You do not give your name."),
        "hills",
    )
