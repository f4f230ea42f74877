"""The visit: everything a visitor has chosen, and the effect of a touch.

A visit is one frozen value; :func:`reduce_visit` returns the next one. It lives in memory only and
ends by being replaced with a new one: there is nothing else to wipe.
"""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from kiosk.domain.filters import LASTING, Filter
from kiosk.domain.records import Need
from kiosk.domain.text_input import TYPED_LIMIT, with_key, without_last
from kiosk.visit.acts import (
    Act,
    ChooseLanguage,
    ChooseLayer,
    ChoosePerson,
    Keep,
    LearnStep,
    Mode,
    Panel,
    Route,
    Screen,
    Setting,
    StepKind,
    TextStep,
    TurnPage,
    TypeKey,
    Variant,
    Verb,
)
from kiosk.visit.listening import ListeningSettings, SpeechControl

PICTURED = frozenset({Screen.HOME, Screen.QUESTION, Screen.RESULTS})
"""Pages that also exist as pictures only."""
SHORTLIST_LIMIT = 3
"""Services on the shortlist: as many as fit one slip."""
MOST_TRIED = 15
"""Digits of a number (ITU-T E.164)."""
SIGNED = "ase"
"""American Sign Language, as the subject of an "I speak …" card."""


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
    size: TextStep = TextStep.M
    mode: Mode = Mode.DEFAULT
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


def helper_visit(first_language: str, language: str, size: TextStep) -> Visit:
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


def _chip(visit: Visit, chip: Filter) -> Visit:
    chips = visit.chips - {chip} if chip in visit.chips else visit.chips | {chip}
    return _turned(replace(visit, chips=chips), page=0, detail=None)


def _keep(visit: Visit, service: str) -> Visit:
    if service in visit.saved:
        return replace(visit, saved=tuple(saved for saved in visit.saved if saved != service))
    if len(visit.saved) >= SHORTLIST_LIMIT:
        return _show(visit, Route(Screen.KEPT))
    return replace(visit, saved=(*visit.saved, service))


def _clear(visit: Visit) -> Visit:
    """Take back what was typed, or the choices of a list."""
    if visit.route.screen is Screen.SEARCH:
        return _turned(replace(visit, typed=""), page=0)
    return _turned(_unsorted(visit), page=0, detail=None)


def _type(visit: Visit, key: str = "") -> Visit:
    """Type a letter of a search or a digit to try, or erase one without a ``key``."""
    if visit.route.screen is Screen.LEARN:
        return _try(visit, key)
    letter = " " if key == "space" else key
    typed = with_key(visit.typed, letter)[:TYPED_LIMIT] if letter else without_last(visit.typed)
    return _turned(replace(visit, typed=typed), page=0, detail=None)


def _try(visit: Visit, digit: str) -> Visit:
    """Type a digit, or erase one if ``digit`` is empty; other steps of learning hold none."""
    step = visit.route.detail
    tried = step.typed if isinstance(step, LearnStep) else ""
    typed = f"{tried}{digit}"[:MOST_TRIED] if digit else tried[:-1]
    return _turned(visit, detail=LearnStep(StepKind.TRY, typed=typed))


def _hear(visit: Visit, speech: SpeechControl) -> Visit:
    """Apply a speech control; reading a page and hiding the screen close the panel."""
    panel = None if speech in {SpeechControl.PAGE, SpeechControl.HIDE} else visit.panel
    return replace(visit, panel=panel, listening=visit.listening.after(speech))


def _language(visit: Visit, language: str) -> Visit:
    chosen = replace(visit, language=language, layer="", panel=None)
    if visit.helper and not _is_for_person(visit):
        chosen = replace(chosen, helper=language)
    if visit.route.screen is Screen.ATTRACT:
        listening = replace(visit.listening, aloud=True) if visit.has_names else visit.listening
        return replace(chosen, stack=(Route(Screen.HOME),), listening=listening)
    if visit.route.screen is Screen.LANGUAGES:
        return _back(chosen)
    return chosen


def _is_for_person(visit: Visit) -> bool:
    """True behind the choice of the language of the person who is helped."""
    return any(route.screen is Screen.PERSON for route in visit.stack[:-1])


def _lead(visit: Visit, route: Route) -> Visit:
    """Open a page; a need sorts anew, and who signs cannot use a voice."""
    if route.screen is Screen.QUESTION:
        visit = _unsorted(visit)
    elif route == Route(Screen.SPEAK_CARD, SIGNED):
        visit = replace(visit, chips=visit.chips | LASTING)
    return _show(visit, route)


def _turn(visit: Visit, number: int) -> Visit:
    if visit.panel is not None:
        return replace(visit, panel_page=number)
    return _turned(visit, page=number)


def _end(visit: Visit) -> Visit:
    return new_visit(visit.first_language)


_VERBS: dict[Verb, Callable[[Visit], Visit]] = {
    Verb.BACK: _back,
    Verb.START: _start,
    Verb.LEAVE: lambda visit: replace(_end(visit), stack=(Route(Screen.COVER),)),
    Verb.PICTURES: _pictures,
    Verb.DONE: lambda visit: replace(visit, panel=None),
    Verb.CLEAR: _clear,
    Verb.PAPER: lambda visit: visit,
    Verb.ERASE: _type,
    Verb.LOW: lambda visit: replace(visit, low_reach=not visit.low_reach),
    Verb.YES: lambda visit: visit,
    Verb.NO: _end,
    Verb.RETURN: _end,
}


def reduce_visit(visit: Visit, act: Act) -> Visit:
    """Return the visit after a touch on a target with this act."""
    after = _after(visit, act)
    if after.helper and not _is_for_person(after):
        after = replace(after, language=after.helper, pictures=False)
    if after.panel is visit.panel:
        return after
    return replace(after, panel_page=0, listening=after.listening.unnamed())


def _after(visit: Visit, act: Act) -> Visit:
    match act:
        case Verb():
            after = _VERBS[act](visit)
        case Route():
            after = _lead(visit, act)
        case Variant() | LearnStep():
            page = 0 if act is Variant.REFUSING else visit.route.page
            after = _turned(visit, page=page, detail=act)
        case ChooseLanguage(language):
            after = _language(visit, language)
        case ChoosePerson(language):
            # Her pages begin with her list.
            after = _show(replace(visit, language=language, layer=""), Route(Screen.KEPT))
        case TurnPage(number):
            after = _turn(visit, number)
        case Keep(service):
            after = _keep(visit, service)
        case TypeKey(key):
            after = _type(visit, key)
        case _:
            after = _set(visit, act)
    return after


def _set(visit: Visit, setting: Setting) -> Visit:
    match setting:
        case Panel():
            after = replace(visit, panel=None if visit.panel is setting else setting)
        case Filter():
            after = _chip(visit, setting)
        case SpeechControl():
            after = _hear(visit, setting)
        case TextStep():
            after = replace(visit, size=setting)
        case Mode():
            after = replace(visit, mode=setting)
        case ChooseLayer(layer):
            after = replace(visit, layer=layer)
    return after
