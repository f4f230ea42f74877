"""Lists of services as finished text: cards, groups of them, what a list or a search found."""

import msgspec

from kiosk.domain.filters import Filter
from kiosk.domain.records import Need
from kiosk.presentation.views import CallView, GuideCardView, StateTone, StateView, TileView


class IconWords(msgspec.Struct, frozen=True):
    """A few words with their picture: "until 5 pm"."""

    icon: str
    words: str


class ResultView(msgspec.Struct, frozen=True):
    """A card of a list: ``phrase`` is what the service does, ``name`` its public name.

    ``note`` says that an authority answers there. ``act`` is what she does, ``icon`` whom it is
    for, ``tone`` its tint. Of ``number`` and ``street`` at most one is known. ``who`` is whom it is
    for in words, ``when`` when it is open, ``more`` ages or minutes on foot. ``way`` says the act
    where no head does. ``in_english`` are texts for the English voice.
    """

    id: str
    name: str
    quiet_name: str
    organization: str
    phrase: str
    note: str
    state: StateView
    action_word: str
    act: str
    icon: str
    tone: StateTone
    number: str = ""
    street: str = ""
    who: str = ""
    when: IconWords | None = None
    more: IconWords | None = None
    way: str = ""
    in_english: tuple[str, ...] = ()


class GroupView(msgspec.Struct, frozen=True):
    """Cards with the same act under a head; ``sentences`` are true of all of them.

    ``number`` is that of who sends her, if the list does not show it elsewhere.
    """

    act: str
    head: str
    sentences: tuple[str, ...]
    cards: tuple[ResultView, ...]
    number: str = ""


class ChipView(msgspec.Struct, frozen=True):
    """A choice that sorts a list."""

    chip: Filter
    word: str
    chosen: bool


class AnswersView(msgspec.Struct, frozen=True):
    """A list: the first of its ``total`` cards in ``groups``; ``note`` is said next to its title.

    ``called`` are the lines of the call block as cards.
    ``show_all`` leads to all of its need, ``refused`` to those that state no to a choice.
    """

    title: str
    icon: str
    need: Need
    chips: tuple[ChipView, ...]
    groups: tuple[GroupView, ...]
    total: int
    note: str = ""
    call: CallView | None = None
    called: tuple[ResultView, ...] = ()
    guides: tuple[GuideCardView, ...] = ()
    reads_first: bool = False
    notice: str = ""
    refused: str = ""
    other_help: str = ""
    other_help_id: str = ""
    show_all: str = ""
    empty: str = ""
    is_quiet: bool = False
    in_english: tuple[str, ...] = ()

    @property
    def cards(self) -> tuple[ResultView, ...]:
        """Return the cards of all groups."""
        return tuple(card for group in self.groups for card in group.cards)


class FoundView(msgspec.Struct, frozen=True):
    """What a search found: a ``window`` of cards, ``total`` of all.

    If nothing is found, the window holds lines that always fit. ``questions`` lead to lists that
    answer the text. ``corrected`` names the text searched instead, ``as_typed`` the way back.
    """

    count: str
    window: tuple[ResultView, ...]
    total: int
    empty: str = ""
    corrected: str = ""
    as_typed: str = ""
    questions: tuple[TileView, ...] = ()
    in_english: tuple[str, ...] = ()
