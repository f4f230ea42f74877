"""What a screen may show, in finished words of one language: the answers of :mod:`.desk`."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.filters import Filter


class StateTone(StrEnum):
    """How a state block is tinted: open, opens later (today or another day), unknown."""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StateView:
    """Open or not: a word, a detail ("until 10 pm"), the icon that carries it without words."""

    tone: StateTone
    word: str
    detail: str
    icon: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """The first action as one verb line with what it needs: a number, or a door.

    ``number`` is formatted for reading ("916-555-0142"), ``lines`` are one or two plain lines.
    ``extension`` is what to dial when it answers, in words; it stands among the lines too.
    """

    kind: str
    icon: str
    verb: str
    number: str = ""
    lines: tuple[str, ...] = ()
    extension: str = ""


@dataclass(frozen=True, slots=True)
class FactView:
    """One of at most six facts, the same order on all services."""

    icon: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeView:
    """One square code: what the phone does, the same content in letters, the payload itself.

    ``kind`` is call, text, website, map, contact or words; ``letters`` stands beneath the code.
    ``telling`` is what of it would tell someone else why she was here, empty where nothing does:
    the visitor hears of it before she sees the code. ``extension`` is what the code does not dial.
    """

    kind: str
    icon: str
    verb: str
    letters: str
    payload: str
    note: str = ""
    telling: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class ResultView:
    """A card of a result list.

    ``name`` is the quiet one: the full name stands only on the service's own page. ``in_english``
    are the texts that are in English on a card of another language: the English voice says them.
    """

    id: str
    name: str
    full_name: str
    organization: str
    why: str
    state: StateView
    action_icon: str
    action_word: str
    where: str
    in_english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WidenView:
    """What would be found without one choice: "Show without "Women"?"."""

    chip: Filter
    text: str


@dataclass(frozen=True, slots=True)
class ChipView:
    """A choice that narrows a list."""

    chip: Filter
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ResultsView:
    """A list: a ``window`` of cards, ``total`` of all."""

    title: str
    icon: str
    count: str
    order: str
    chips: tuple[ChipView, ...]
    window: tuple[ResultView, ...]
    total: int
    empty: str = ""
    widen: tuple[WidenView, ...] = ()
    corrected: str = ""
    guide_id: str = ""
    guide_title: str = ""
    notice: str = ""
    in_english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceView:
    """Everything the page of a service shows.

    ``notes`` are plain sentences that must be seen: "Police line", "old, call first", "only in
    English", "not yet reviewed by a speaker"; those about language are ``marks`` as well, and
    ``phrase_mark`` and ``description_mark`` say of which text.
    ``digits`` is the number to learn in its chunks, ``number`` the same as it is read and
    ``extension`` what to dial when it answers, in words. ``paper``
    says that a slip can carry it. ``own_name`` is the name in the visitor's language: what the
    words of the phrase stand under, while the name to say at the door is ``name``.
    ``in_english`` are the texts that are in English on a page of another language.
    ``authorities`` are those of the notes that say who answers, on every page with the number.
    """

    id: str
    name: str
    organization: str
    quiet_name: str
    phrase: str
    description: str
    state: StateView
    checked: str
    action: ActionView
    more_numbers: tuple[tuple[str, str], ...]
    facts: tuple[FactView, ...]
    notes: tuple[str, ...]
    codes: tuple[CodeView, ...]
    digits: tuple[str, ...]
    young: bool = False
    number: str = ""
    marks: tuple[str, ...] = ()
    paper: bool = False
    phrase_mark: str = ""
    description_mark: str = ""
    own_name: str = ""
    in_english: tuple[str, ...] = ()
    extension: str = ""
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelplineView:
    """A line of "Talk to someone now".

    ``warning`` is what must be read before calling. ``free_always`` is a promise: it costs nothing
    and is open day and night.
    """

    id: str
    title: str
    number: str
    line: str
    text_label: str = ""
    text_number: str = ""
    text_note: str = ""
    say_label: str = ""
    say: str = ""
    in_english: tuple[str, ...] = ()
    warning: str = ""
    free_always: bool = False


@dataclass(frozen=True, slots=True)
class TalkView:
    """The helplines by rank: main line, the crisis line, the emergency number (last, apart)."""

    main: HelplineView | None
    crisis: HelplineView | None
    emergency: HelplineView | None
    more: tuple[HelplineView, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideCardView:
    """A guide in the list of guides."""

    id: str
    icon: str
    title: str
    summary: str
    in_english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide to read: blocks are (kind, text); then the services it ends at.

    ``english_offered`` says there is an English text beside an unreviewed translation.
    """

    id: str
    icon: str
    title: str
    blocks: tuple[tuple[str, str], ...]
    services: tuple[ResultView, ...]
    notes: tuple[str, ...] = ()
    english: bool = False
    english_offered: bool = False
    young: bool = False
    in_english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffView:
    """Who here can help, as the site chose to say it: never a name, never a shift."""

    who: str
    line: str


@dataclass(frozen=True, slots=True)
class SpeakCardView:
    """The "I speak …" card: both languages, big."""

    tag: str
    endonym: str
    own: str
    english: str
    rtl: bool
    script: str


@dataclass(frozen=True, slots=True)
class CoverView:
    """The neutral page behind Leave: time and day where the clock is trusted, useful numbers."""

    title: str
    time: str
    date: str
    rows: tuple[tuple[str, str], ...]
