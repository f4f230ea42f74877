"""Finished text for a screen in one language: the answers of :mod:`.desk`."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.filters import Filter


class StateTone(StrEnum):
    """The tint of a state block: open, opens later (today or another day), unknown."""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StateView:
    """The open state: a word, a detail ("until 10 pm"), an icon that works without words."""

    tone: StateTone
    word: str
    detail: str
    icon: str


@dataclass(frozen=True, slots=True)
class ActionView:
    """The first step as one verb line with a number or an address.

    ``number`` is formatted for reading ("916-555-0142"), ``lines`` are one or two plain lines.
    ``extension`` is what to dial when it answers, in words; ``lines`` contain it too.
    """

    kind: str
    icon: str
    verb: str
    number: str = ""
    lines: tuple[str, ...] = ()
    extension: str = ""


@dataclass(frozen=True, slots=True)
class FactView:
    """A known fact."""

    icon: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in the visitor's language and in English; ``on_paper`` lets it stand on a slip."""

    own: str
    english: str
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class CodeView:
    """One QR code: the phone's action, the same content as text, the payload itself.

    ``kind`` is call, text, website, map, contact or words; ``letters`` appear below the code.
    ``telling`` is its revealing part, of which the visitor is warned before she sees the code;
    empty if there is none. ``extension`` is what the code does not dial.
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

    ``name`` is the quiet name: only the service's own page shows the full one. ``in_english`` are
    the English texts on a card of another language, for the English voice.
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
    """The list without one filter: "Show without “Women”"."""

    chip: Filter
    text: str


@dataclass(frozen=True, slots=True)
class ChipView:
    """A filter of a list."""

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

    ``age`` says when its facts were written down or checked. ``facts`` are known, ``questions`` are
    about what is not. ``notes`` are plain sentences that must be seen before a call: who answers
    (``authorities``, shown on every page with the number) and who must report. ``marks`` are about
    the language of texts: ``phrase_mark`` and ``description_mark``. ``digits`` is the number to
    learn in groups, ``number`` the same for reading, and ``extension`` what to dial when it
    answers, in words. ``paper`` is true if a slip can carry it. ``own_name`` is the name in the
    visitor's language; ``name`` is the one to say on site. ``in_english`` are the English texts on
    a page of another language.
    """

    id: str
    name: str
    organization: str
    quiet_name: str
    phrase: str
    description: str
    state: StateView
    age: str
    action: ActionView
    more_numbers: tuple[tuple[str, str], ...]
    facts: tuple[FactView, ...]
    questions: tuple[QuestionView, ...]
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

    ``warning`` must be read before calling. ``free_always`` promises that the line is free and open
    day and night.
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
    """The helplines by rank: main line, crisis line, emergency number (last, apart)."""

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
    """A guide: blocks are (kind, text); then the services it ends at.

    ``english_offered`` means that an English text exists for an unreviewed translation.
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
    """The people who can help on site, in the site's words: never a name, never a shift."""

    who: str
    line: str


@dataclass(frozen=True, slots=True)
class SpeakCardView:
    """The "I speak …" card: both languages, large."""

    tag: str
    endonym: str
    own: str
    english: str
    rtl: bool
    script: str


@dataclass(frozen=True, slots=True)
class CoverView:
    """The neutral page behind Leave: time and date if the clock is trusted, common numbers."""

    title: str
    time: str
    date: str
    rows: tuple[tuple[str, str], ...]
