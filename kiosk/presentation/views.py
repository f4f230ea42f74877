"""Finished text for a screen in one language: what the presenter returns."""

from enum import StrEnum

import msgspec

from kiosk.domain.straight_line import StraightLine
from kiosk.presentation.step_views import StepsView


class StateTone(StrEnum):
    """The tint of a state block: open, opens later (today or another day), unknown."""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class StateView(msgspec.Struct, frozen=True):
    """The open state: words, a detail ("until 10 pm"), an icon."""

    tone: StateTone
    word: str
    detail: str
    icon: str


class ActionView(msgspec.Struct, frozen=True):
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


class FactView(msgspec.Struct, frozen=True):
    """A known fact."""

    icon: str
    label: str
    lines: tuple[str, ...]


class OpenQuestion(msgspec.Struct, frozen=True):
    """A question in the visitor's language and in English; ``on_paper`` lets it stand on a slip."""

    own: str
    english: str
    on_paper: bool = True


class CodeView(msgspec.Struct, frozen=True):
    """One QR code: the phone's action, the same content as text, the payload itself.

    ``kind`` is call, text, website, map, contact or words; ``letters`` appear below the code.
    ``telling`` is its revealing part, if any: a warning comes before the code. ``extension`` is
    what the code does not dial.
    """

    kind: str
    icon: str
    verb: str
    letters: str
    payload: str
    note: str = ""
    telling: str = ""
    extension: str = ""


class CallLineView(msgspec.Struct, frozen=True):
    """A line of a call block: its number or its name, what it is for, and the tile that says so.

    ``promise`` says how to be understood, or what the call costs.
    """

    id: str
    number: str
    title: str
    phrase: str
    purpose: str = ""
    promise: str = ""
    in_english: tuple[str, ...] = ()


class CallView(msgspec.Struct, frozen=True):
    """The call block: ``detail`` is empty unless every line answers day and night."""

    word: str
    detail: str
    lines: tuple[CallLineView, ...]


class TileView(msgspec.Struct, frozen=True):
    """A tile of a question."""

    id: str
    icon: str
    label: str


class QuestionView(msgspec.Struct, frozen=True):
    """The question of a need. ``is_quiet`` titles must not be read from afar."""

    title: str
    icon: str
    hint: str
    tiles: tuple[TileView, ...]
    call: CallView | None
    show_all: str
    guide: "GuideCardView | None" = None
    notice: str = ""
    is_quiet: bool = False
    in_english: tuple[str, ...] = ()


class WayView(msgspec.Struct, frozen=True):
    """The way on foot to a public place, drawn from two points.

    ``distance`` is how far, ``amount`` also how long, ``stop`` the stop nearest to the place as the
    record has it. ``dated`` is the age of the street, with what to do first, if not fresh. ``more``
    counts the other places. ``rings`` are minutes on foot and their words.
    """

    service_id: str
    line: StraightLine
    title: str
    second: str
    street: str
    distance: str
    amount: str
    direction: str
    stop: str
    dated: str
    caution: str
    more: str
    here: str
    north: str
    half_mile: str
    rings: tuple[tuple[int, str], ...]
    in_english: tuple[str, ...] = ()


class ServiceView(msgspec.Struct, frozen=True):
    """Everything the page of a service shows.

    ``age`` says when its facts were written down or checked, ``line`` is the state with that as one
    line; without a word if the hours are not known.
    ``lead`` is the first thing to know, with its ``lead_mark``. ``facts`` are known, ``questions``
    are about what is not; ``top`` are at most three facts in a few words each, ``also`` all others
    with further numbers and the rest of the description. ``notes`` are plain sentences that
    must be seen before a call: who answers (``authorities``, shown on every page with the number)
    and who must report. The marks are about the language of texts. ``digits`` is the number to
    learn in groups, ``number`` the same for reading, and ``extension`` what to dial when it
    answers, in words; ``number_icon`` says if it is called, texted or for video. ``paper`` is
    true if a slip can carry it. ``own_name`` is the name in the visitor's language; ``name`` is the
    one to say on site. ``in_english`` are its English texts.
    """

    id: str
    name: str
    organization: str
    quiet_name: str
    phrase: str
    description: str
    state: StateView
    line: StateView
    age: str
    action: ActionView
    more_numbers: tuple[tuple[str, str, str], ...]
    facts: tuple[FactView, ...]
    questions: tuple[OpenQuestion, ...]
    notes: tuple[str, ...]
    codes: tuple[CodeView, ...]
    digits: tuple[str, ...]
    young: bool = False
    number: str = ""
    number_icon: str = ""
    paper: bool = False
    phrase_mark: str = ""
    description_mark: str = ""
    own_name: str = ""
    in_english: tuple[str, ...] = ()
    extension: str = ""
    authorities: tuple[str, ...] = ()
    way: WayView | None = None
    lead: str = ""
    lead_mark: str = ""
    top: tuple[FactView, ...] = ()
    also: tuple[FactView, ...] = ()
    steps: StepsView = StepsView("", ())


class TextLineView(msgspec.Struct, frozen=True):
    """A number for text messages, and ``note``: the languages in which they are answered.

    ``code`` is the payload of its code, ``stays_on_phone`` says what the phone keeps; both are
    empty if the visitor's language is not among them.
    """

    number: str
    note: str
    code: str = ""
    stays_on_phone: str = ""


class HelplineView(msgspec.Struct, frozen=True):
    """A line of "Talk to someone now".

    ``warning`` must be read before calling; ``say`` is how to be understood. ``brief_caution`` and
    ``brief_title`` are fewer words. ``free_always`` promises that it is free, day and night.
    """

    id: str
    title: str
    number: str
    line: str
    text: TextLineView | None = None
    say: str = ""
    in_english: tuple[str, ...] = ()
    warning: str = ""
    free_always: bool = False
    icon: str = "phone"
    brief_title: str = ""
    brief_caution: str = ""


class TalkView(msgspec.Struct, frozen=True):
    """The helplines: ``first`` are the lines to call, at most two; then 988, 911.

    ``text`` is the line of these to text, ``relay`` the number to type to. ``count`` lines answer
    day and night.
    """

    first: tuple[HelplineView, ...]
    crisis: HelplineView | None
    emergency: HelplineView | None
    text: HelplineView | None = None
    video: HelplineView | None = None
    relay: str = ""
    count: int = 0

    @property
    def main(self) -> HelplineView | None:
        """The first line to call."""
        return next(iter(self.first), None)


class LineGroup(msgspec.Struct, frozen=True):
    """Lines that serve the same people."""

    title: str
    lines: tuple[HelplineView, ...]


class GuideCardView(msgspec.Struct, frozen=True):
    """A guide in the list of guides."""

    id: str
    icon: str
    title: str
    summary: str
    in_english: tuple[str, ...] = ()


class GuideView(msgspec.Struct, frozen=True):
    """A guide: blocks are (kind, text); ``helpers`` are the numbers of those who can help with it.

    ``english_offered`` means that an English text exists for an unreviewed translation.
    """

    id: str
    icon: str
    title: str
    blocks: tuple[tuple[str, str], ...]
    helpers: tuple[CallLineView, ...]
    notes: tuple[str, ...] = ()
    english: bool = False
    english_offered: bool = False
    young: bool = False
    in_english: tuple[str, ...] = ()


class StaffView(msgspec.Struct, frozen=True):
    """The people who can help on site, in the site's words: never a name, never a shift."""

    who: str
    line: str


class SpeakCardView(msgspec.Struct, frozen=True):
    """The "I speak …" card: both languages, large."""

    endonym: str
    own: str
    english: str


class CoverView(msgspec.Struct, frozen=True):
    """The neutral page behind Leave: time and date if the clock is trusted, common numbers."""

    title: str
    time: str
    date: str
    rows: tuple[tuple[str, str], ...]
