"""The visit: everything a visitor has chosen, and the effect of a touch.

A visit is one frozen value; :func:`reduce_visit` returns the next one. It lives in memory only and
ends by being replaced with a new one: there is nothing else to wipe.
"""

from enum import StrEnum

import msgspec
from msgspec.structs import replace

from kiosk.domain.filters import LASTING, Filter
from kiosk.domain.records import Need
from kiosk.domain.text_input import with_key, without_last
from kiosk.visit.listening import ListeningSettings, SpeechControl


class Screen(StrEnum):
    """Every page a visitor can see."""

    ATTRACT = "attract"
    HOME = "home"
    QUESTION = "question"
    RESULTS = "results"
    SERVICE = "service"
    LEARN = "learn"
    QR = "qr"
    PRINT = "print"
    STAFF_HERE = "staff-here"
    KEPT = "list"
    GUIDES = "guides"
    GUIDE = "guide"
    TALK = "talk"
    LINES = "lines"
    SPEAK = "speak"
    SPEAK_CARD = "speak-card"
    SEARCH = "search"
    LANGUAGES = "languages"
    PERSON = "person"
    WAY = "way"
    COVER = "cover"


class Panel(StrEnum):
    """Panels over a page: display settings, the choices of a list, speech controls."""

    SEE = "see"
    CHIPS = "chips"
    LISTEN = "listen"


class Verb(StrEnum):
    """Meanings of a touch. A target's id is a verb, or ``verb:argument``."""

    LANGUAGE = "language"
    LANGUAGES = "languages"
    PERSON = "person"
    BACK = "back"
    START = "start"
    SEARCH = "search"
    LEAVE = "leave"
    TALK = "talk"
    LINES = "lines"
    SEE = "see"
    LISTEN = "listen"
    PICTURES = "pictures"
    DONE = "done"
    NEED = "need"
    TILE = "tile"
    ALL = "all"
    CHIPS = "chips"
    CHIP = "chip"
    CLEAR = "clear"
    REFUSING = "refusing"
    PAGE = "page"
    SERVICE = "service"
    LEARN = "learn"
    STEP = "step"
    QR = "qr"
    PRINT = "print"
    PAPER = "paper"
    WAY = "way"
    STAFF_HERE = "staff"
    KEEP = "keep"
    KEPT = "list"
    GUIDES = "guides"
    GUIDE = "guide"
    ENGLISH = "english"
    SPEAK = "speak"
    KEY = "key"
    ERASE = "erase"
    LAYER = "layer"
    SIZE = "size"
    MODE = "mode"
    LOW = "low"
    YES = "yes"
    NO = "no"
    RETURN = "return"
    HEAR = "hear"


PICTURED = frozenset({Screen.HOME, Screen.QUESTION, Screen.RESULTS})
"""Pages that also exist as pictures only."""
REFUSING = Verb.REFUSING.value
"""Detail of a list that shows the services that state no to a choice."""
SHORTLIST_LIMIT = 3
"""Services on the shortlist: as many as fit one slip."""
SEARCH_LIMIT = 40
"""Letters of a search; the longest name of the factory directory has 60, its first word 16."""
MOST_TRIED, TRIED = 15, "try:"
"""Digits of a number (ITU-T E.164), and the prefix of those tried on the last step."""
SIGNED = "ase"
"""American Sign Language, as the subject of an "I speak …" card."""


class Route(msgspec.Struct, frozen=True):
    """A page and its subject: of a list a tile, or a need for all of its services.

    ``detail`` is the page's own state: kind of code, step, side.
    """

    screen: Screen
    subject: str = ""
    detail: str = ""
    page: int = 0


class Visit(msgspec.Struct, frozen=True):
    """All of a visit. ``first_language`` is the one a new visit starts with.

    ``helper`` is the language of a helper, who sees lists as rows; empty in a visitor's own visit.
    With ``pictures`` the pages up to a number show pictures instead of words.
    """

    language: str
    first_language: str
    stack: tuple[Route, ...] = (Route(Screen.ATTRACT),)
    chips: frozenset[Filter] = frozenset()
    typed: str = ""
    layer: str = ""
    saved: tuple[str, ...] = ()
    size: str = "M"
    mode: str = "default"
    low_reach: bool = False
    panel: Panel | None = None
    panel_page: int = 0
    pictures: bool = False
    listening: ListeningSettings = msgspec.field(default_factory=ListeningSettings)
    helper: str = ""

    @property
    def route(self) -> Route:
        """The current page."""
        return self.stack[-1]

    @property
    def page(self) -> int:
        """The page number of the panel, or else of the current page."""
        return self.route.page if self.panel is None else self.panel_page

    @property
    def is_pictured(self) -> bool:
        """True if the current page shows pictures only."""
        return self.pictures and self.panel is None and self.route.screen in PICTURED

    @property
    def has_names(self) -> bool:
        """True if the page names the languages: Listen on the first screen."""
        return self.panel is Panel.LISTEN and self.route.screen is Screen.ATTRACT

    @property
    def tile(self) -> str:
        """The id of the last tile that the visit came through; empty without one."""
        lists = (one.subject for one in self.stack if one.screen is Screen.RESULTS)
        return next((one for one in reversed([*lists]) if "." in one), "")

    @property
    def running(self) -> bool:
        """True if the visit holds someone's choices: attract and cover hold none."""
        return self.route.screen not in {Screen.ATTRACT, Screen.COVER} or self.panel is not None

    @property
    def untouched(self) -> bool:
        """True if no choice of a visitor is left; large letters on the attract screen are one.

        The language is none there: the attract screen turns it by itself.
        """
        fresh = replace(new_visit(self.first_language), language=self.language)
        return self in {fresh, replace(fresh, stack=(Route(Screen.COVER),))}


def new_visit(first_language: str) -> Visit:
    """Return a new visit: the attract screen with all settings at their defaults."""
    return Visit(language=first_language, first_language=first_language)


def helper_visit(first_language: str, language: str, size: str) -> Visit:
    """Return the visit of a helper, who reads ``language``: at first all of one need."""
    stack = (Route(Screen.HOME), Route(Screen.RESULTS, Need.SAFE_PLACE.value))
    return Visit(language, first_language, stack, size=size, helper=language)


def _show(visit: Visit, route: Route) -> Visit:
    """Open a page; the current page only replaces itself."""
    stack = visit.stack
    if stack[-1].screen is Screen.ATTRACT:
        stack = (Route(Screen.HOME),)
    if route == stack[-1]:
        return replace(visit, stack=stack, panel=None)
    if stack[-1].screen is route.screen and stack[-1].subject == route.subject:
        stack = stack[:-1]
    return replace(visit, stack=(*stack, route), panel=None)


def _turned(visit: Visit, **change: object) -> Visit:
    """Change the page number or detail of the current page."""
    return replace(visit, stack=(*visit.stack[:-1], replace(visit.route, **change)))


def _back(visit: Visit) -> Visit:
    if visit.listening.hidden:
        return _hear(visit, SpeechControl.SHOW)
    if visit.panel is not None:
        return replace(visit, panel=None)
    if visit.pictures and visit.route.screen is Screen.HOME:
        return replace(visit, pictures=False, stack=visit.stack[:-1] or visit.stack)
    if len(visit.stack) > 1:
        return replace(visit, stack=visit.stack[:-1])
    if visit.route.screen is Screen.HOME:
        return new_visit(visit.first_language)
    return replace(visit, stack=(Route(Screen.HOME),))


def _pictures(visit: Visit) -> Visit:
    """Show the current page as pictures only; if it has none or was hidden, the needs."""
    in_place = visit.route.screen in PICTURED and not visit.listening.hidden
    shown = visit if in_place else _show(visit, Route(Screen.HOME))
    listening = replace(visit.listening, hidden=False)
    return replace(shown, pictures=True, panel=None, listening=listening)


def _start(visit: Visit) -> Visit:
    """Open the first page of needs; from its pictures, the one with words."""
    pictures = visit.pictures and visit.route.screen is not Screen.HOME
    return replace(_unsorted(visit), stack=(Route(Screen.HOME),), panel=None, pictures=pictures)


def _unsorted(visit: Visit) -> Visit:
    """Take the choices of a list back; the one of Talk stays."""
    return replace(visit, chips=visit.chips & LASTING)


def _chip(visit: Visit, arg: str) -> Visit:
    chip = Filter(arg)
    chips = visit.chips - {chip} if chip in visit.chips else visit.chips | {chip}
    return _turned(replace(visit, chips=chips), page=0, detail="")


def _keep(visit: Visit, arg: str) -> Visit:
    if arg in visit.saved:
        return replace(visit, saved=tuple(saved for saved in visit.saved if saved != arg))
    if len(visit.saved) >= SHORTLIST_LIMIT:
        return _show(visit, Route(Screen.KEPT))
    return replace(visit, saved=(*visit.saved, arg))


def _type(visit: Visit, letter: str) -> Visit:
    """Type a letter, or erase one if ``letter`` is empty."""
    typed = with_key(visit.typed, letter)[:SEARCH_LIMIT] if letter else without_last(visit.typed)
    return _turned(replace(visit, typed=typed), page=0, detail="")


def _try(visit: Visit, digit: str) -> Visit:
    """Type a digit, or erase one if ``digit`` is empty; other steps of learning hold none."""
    detail = visit.route.detail
    tried = detail.removeprefix(TRIED) if detail.startswith(TRIED) else ""
    return _turned(visit, detail=TRIED + (f"{tried}{digit}"[:MOST_TRIED] if digit else tried[:-1]))


def _hear(visit: Visit, speech: SpeechControl) -> Visit:
    """Apply a speech control; reading a page and hiding the screen close the panel."""
    panel = None if speech in {SpeechControl.PAGE, SpeechControl.HIDE} else visit.panel
    return replace(visit, panel=panel, listening=visit.listening.after(speech))


def _language(visit: Visit, arg: str) -> Visit:
    chosen = replace(visit, language=arg, layer="", panel=None)
    if visit.helper and not _is_for_person(visit):
        chosen = replace(chosen, helper=arg)
    if visit.route.screen is Screen.ATTRACT:
        listening = replace(visit.listening, aloud=True) if visit.has_names else visit.listening
        return replace(chosen, stack=(Route(Screen.HOME),), listening=listening)
    if visit.route.screen is Screen.LANGUAGES:
        return _back(chosen)
    return chosen


def _person(visit: Visit, arg: str) -> Visit:
    """Choose the language of the person who is helped; her pages begin with her list."""
    if not arg:
        return _show(visit, Route(Screen.PERSON))
    return _show(replace(visit, language=arg, layer=""), Route(Screen.KEPT))


def _is_for_person(visit: Visit) -> bool:
    """True behind the choice of the language of the person who is helped."""
    return any(route.screen is Screen.PERSON for route in visit.stack[:-1])


_ALIKE = (Verb.TALK, Verb.LINES, Verb.SEARCH, Verb.LANGUAGES, Verb.KEPT, Verb.GUIDES, Verb.GUIDE)
_ABOUT_ONE = (Verb.SERVICE, Verb.LEARN, Verb.PRINT, Verb.WAY)
_SHOWS = {verb: Screen(verb.value) for verb in (*_ALIKE, *_ABOUT_ONE)}
_SHOWS[Verb.STAFF_HERE] = Screen.STAFF_HERE


def reduce_visit(visit: Visit, act: str) -> Visit:
    """Return the visit after a touch on the target ``act`` (``verb`` or ``verb:argument``).

    Text after a space only distinguishes two targets of a page with the same meaning.

    Raises:
        ValueError: the verb does not exist (a bug, never a visitor's mistake).
    """
    found = _after(visit, act)
    if found.helper and not _is_for_person(found):
        found = replace(found, language=found.helper, pictures=False)
    if found.panel is visit.panel:
        return found
    return replace(found, panel_page=0, listening=found.listening.unnamed())


def _after(visit: Visit, act: str) -> Visit:  # noqa: C901, PLR0911, PLR0912 - one table of verbs
    word, _, arg = act.partition(" ")[0].partition(":")
    verb = Verb(word)
    if verb is Verb.LEAVE:
        return replace(new_visit(visit.first_language), stack=(Route(Screen.COVER),))
    if verb in {Verb.RETURN, Verb.NO}:
        return new_visit(visit.first_language)
    match verb:
        case Verb.YES | Verb.PAPER:
            return visit
        case Verb.START:
            return _start(visit)
        case Verb.PICTURES:
            return _pictures(visit)
        case Verb.BACK:
            return _back(visit)
        case Verb.LANGUAGE:
            return _language(visit, arg)
        case Verb.PERSON:
            return _person(visit, arg)
        case Verb.SEE | Verb.CHIPS | Verb.LISTEN:
            panel = Panel(verb.value)
            return replace(visit, panel=None if visit.panel is panel else panel)
        case Verb.DONE:
            return replace(visit, panel=None)
        case Verb.LOW:
            return replace(visit, low_reach=not visit.low_reach)
        case Verb.SIZE | Verb.MODE | Verb.LAYER:
            return replace(visit, **{verb.value: arg})
        case Verb.HEAR:
            return _hear(visit, SpeechControl(arg))
        case Verb.NEED:
            return _show(_unsorted(visit), Route(Screen.QUESTION, arg))
        case Verb.TILE | Verb.ALL:
            return _show(visit, Route(Screen.RESULTS, arg))
        case Verb.CHIP:
            return _chip(visit, arg)
        case Verb.CLEAR if visit.route.screen is Screen.SEARCH:
            return _turned(replace(visit, typed=""), page=0)
        case Verb.CLEAR:
            return _turned(_unsorted(visit), page=0, detail="")
        case Verb.REFUSING:
            return _turned(visit, page=0, detail=REFUSING)
        case Verb.PAGE if visit.panel is not None:
            return replace(visit, panel_page=int(arg))
        case Verb.PAGE:
            return _turned(visit, page=int(arg))
        case Verb.QR:
            subject, _, way = arg.partition("/")
            return _show(visit, Route(Screen.QR, subject, way))
        case Verb.SPEAK:
            if arg == SIGNED:
                visit = replace(visit, chips=visit.chips | LASTING)
            screen = Screen.SPEAK_CARD if arg else Screen.SPEAK
            return _show(visit, Route(screen, arg))
        case Verb.STEP | Verb.ENGLISH:
            return _turned(visit, detail=arg)
        case Verb.KEEP:
            return _keep(visit, arg)
        case Verb.KEY | Verb.ERASE if visit.route.screen is Screen.LEARN:
            return _try(visit, arg)
        case Verb.KEY | Verb.ERASE:
            return _type(visit, " " if arg == "space" else arg)
        case _:
            return _show(visit, Route(_SHOWS[verb], arg))
