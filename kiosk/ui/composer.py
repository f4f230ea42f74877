"""Compose the current page: choose text meter and canvas for the visit, call the page's code."""

from collections.abc import Callable, Collection
from functools import cache
from importlib import import_module
from typing import cast

from msgspec.structs import replace

from kiosk.devices import qr
from kiosk.devices.speech import VOICES
from kiosk.domain.discretion import find_revealing_anywhere, find_revealing_in_address
from kiosk.i18n.messages import Message
from kiosk.ui.kit.canvas import Canvas, Ink
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.page_context import LanguageSession, PageContext
from kiosk.ui.kit.reach_fit import ReachFit
from kiosk.ui.kit.scene import Align, Box, Scene, at_foot
from kiosk.ui.kit.split_layout import draw_above
from kiosk.ui.kit.theme import Glass, Type, TypeRole, style_name
from kiosk.ui.kit.typography import TextMeter
from kiosk.ui.slip import slip_text
from kiosk.visit.acts import Mode, Panel, Screen, TextStep
from kiosk.visit.listening import SpeechState
from kiosk.visit.paper import NO_PRINTER, PaperState
from kiosk.visit.visit import Visit

_PAGES: dict[Screen | Panel, tuple[str, str]] = {
    Screen.ATTRACT: ("attract", "compose"),
    Screen.HOME: ("home", "compose"),
    Screen.QUESTION: ("question", "compose"),
    Screen.RESULTS: ("results", "compose"),
    Screen.SERVICE: ("service", "compose"),
    Screen.LEARN: ("learn", "compose"),
    Screen.QR: ("qr", "compose"),
    Screen.PRINT: ("printing", "compose"),
    Screen.STAFF_HERE: ("staff_here", "compose"),
    Screen.KEPT: ("shortlist", "compose"),
    Screen.GUIDES: ("guides", "compose"),
    Screen.GUIDE: ("guide", "compose"),
    Screen.TALK: ("talk", "compose"),
    Screen.LINES: ("all_lines", "compose"),
    Screen.SPEAK: ("interpreter_card", "compose"),
    Screen.SPEAK_CARD: ("interpreter_card", "compose_card"),
    Screen.SEARCH: ("search", "compose"),
    Screen.LANGUAGES: ("languages", "compose"),
    Screen.PERSON: ("languages", "compose_person"),
    Screen.WAY: ("way", "compose"),
    Screen.COVER: ("cover", "compose"),
    Panel.SEE: ("display_settings", "compose"),
    Panel.CHIPS: ("choices", "compose"),
    Panel.LISTEN: ("listen", "compose"),
}
"""Module of :mod:`kiosk.ui.pages` and function of each page; loaded when first shown, so that
the first frame does not wait for pages that nobody has asked for."""
NOTICE_MM = 1.5
"""Padding around the lasting notice."""
_IDLE, _HIDDEN = ("idle", "compose"), ("hidden_screen", "compose")
_PICTURES = ("pictures", "compose")


@cache
def _page(module: str, function: str) -> Callable[[PageContext], None]:
    found = getattr(import_module(f"kiosk.ui.pages.{module}"), function)
    return cast("Callable[[PageContext], None]", found)


def load_all() -> None:
    """Loads every page, and the words that reveal: done once the kiosk is usable.

    So no first touch waits.
    """
    find_revealing_anywhere("trafficking é")
    for module, function in (*_PAGES.values(), _IDLE, _HIDDEN, _PICTURES):
        _page(module, function)


class Composer:
    """Turns a visit into a scene for one screen. Caches measurements and the current page.

    ``low_reach`` places all targets as low as possible, whatever the visitor chose. ``notice`` is a
    lasting line above every page: what is shown is not meant for visitors.
    """

    notice: Message | None = None

    def __init__(
        self,
        glass: Glass,
        fonts: FontShelf,
        icons: IconBook,
        voice: Callable[[str], LanguageSession],
        *,
        low_reach: bool = False,
    ) -> None:
        self.glass, self._low_reach = glass, low_reach
        self._fonts, self._icons, self._voice = fonts, icons, voice
        self._meters: dict[tuple[str, str], TextMeter] = {}
        self._lowering = ReachFit()
        self._typed_in, self._over = "", False

    def refit(self, glass: Glass) -> None:
        """Pages from now on are for another glass."""
        self.glass = glass
        self._meters.clear()
        self._lowering.forget()

    def speak(self, voice: Callable[[str], LanguageSession]) -> None:
        """Answers from now on come from other presenters: the directory changed."""
        self._voice = voice
        self._lowering.forget()

    def offered(self, language: str) -> tuple[str, ...]:
        """The tags of the languages of the attract screen, in its order."""
        return tuple(one.tag for one in self._voice(language).offered)

    def forget(self) -> None:
        """Drops every measure and code made, and every address looked at: no visit leaves one."""
        for cached in (qr.matrix, slip_text.measured, slip_text.wrapped, find_revealing_in_address):
            cached.cache_clear()
        self._lowering.forget()
        for meter in self._meters.values():
            meter.forget()
        self._over = bool(self._typed_in)

    def let_go(self) -> bool:
        """Let the directory forget what was searched for; True if that was in a visit now over."""
        if not self._over:
            return False
        directory = self._voice(self._typed_in).presenter.directory
        self._typed_in, self._over = "", False
        if directory is not None:
            directory.forget()
        return True

    def document(self, visit: Visit) -> bytes | None:
        """What the printer is sent for the page in front, or nothing where there is no paper."""
        from kiosk.ui.pages import wanted_paper

        voice = self._voice(visit.language).at_one_moment()
        self.meter(visit, voice)
        return wanted_paper.document(voice.presenter, visit)

    def meter(self, visit: Visit, session: LanguageSession) -> TextMeter:
        """The meter of the visit's language and text size."""
        language = session.language
        style = style_name(language.tag, language.script)
        key = (style, visit.size)
        if key not in self._meters:
            self._fonts.load_script(style)
            self._meters[key] = TextMeter(
                style,
                self.glass,
                TextStep(visit.size),
                rtl=language.direction.value == "rtl",
                more_families=self._fonts.name_families,
            )
        return self._meters[key]

    def draw(
        self, name: str, visit: Visit, page: Callable[[Canvas, LanguageSession], None]
    ) -> Scene:
        """A page that is no visitor's, in the language, text size and mode of ``visit``."""
        voice = self._voice(visit.language)
        mode, meter = Mode(visit.mode), self.meter(visit, voice)
        strip = self._strip(mode, meter, voice)
        canvas = Canvas(name, self._room(strip), mode, meter, self._icons, catalog=voice.catalog)
        page(canvas, voice)
        return self._under(strip, canvas.scene())

    def _strip(self, mode: Mode, meter: TextMeter, session: LanguageSession) -> Scene | None:
        """Draw the lasting notice, if there is one, across the top of the screen."""
        if self.notice is None:
            return None
        canvas = Canvas("notice", self.glass, mode, meter, self._icons, catalog=session.catalog)
        words = session.catalog.translate(self.notice)
        pad = canvas.px(NOTICE_MM)
        text = Box(pad, pad, self.glass.width - 2 * pad, self.glass.height)
        high = canvas.text_height(words, Type.ROW, text.w, bold=True) + 2 * pad
        with canvas.framed():
            canvas.rect(Box(0, 0, self.glass.width, high), TypeRole.LAMP)
            canvas.text(text, words, Type.ROW, Ink(TypeRole.ON_LAMP, bold=True), align=Align.CENTER)
        return replace(canvas.scene(), height=high)

    def _room(self, strip: Scene | None) -> Glass:
        return (
            self.glass if strip is None else self.glass.of_height(self.glass.height - strip.height)
        )

    def _under(self, strip: Scene | None, scene: Scene) -> Scene:
        """Move a page under the notice; it is read last, with the frame."""
        scene = at_foot(scene, self.glass.height)
        if strip is None:
            return scene
        problems = (*scene.problems, *strip.problems)
        return replace(scene, nodes=(*scene.nodes, *strip.nodes), problems=problems)

    def compose(
        self,
        visit: Visit,
        *,
        turn: int = 0,
        seconds: int | None = None,
        alone: bool = False,
        state: SpeechState | None = None,
        spoken: Collection[str] | None = None,
        paper: PaperState = NO_PRINTER,
    ) -> Scene:
        """The scene of a visit. ``seconds`` left to answer puts the idle question in its place.

        ``alone`` asks no directory: only what is compiled in is shown. ``state`` is what can be
        heard now, ``spoken`` are the languages whose names can be spoken; without them a page
        says for which languages there is a voice.
        ``paper`` is whether a printer is ready, and how far it is.
        """
        voice = self._voice(visit.language).at_one_moment(alone=alone)
        if visit.typed:
            self._typed_in, self._over = visit.language, False
        front: Screen | Panel = visit.panel or visit.route.screen
        name, page = front.value, _PAGES[front]
        if seconds is not None:
            name, page = "idle", _IDLE
        elif visit.listening.hidden:
            name, page = "hidden", _HIDDEN
        elif visit.is_pictured:
            page = _PICTURES
        if front in {Screen.SPEAK, Screen.SPEAK_CARD}:
            self._fonts.load_names()
        low_reach = (self._low_reach or visit.low_reach) and name != Screen.COVER
        # Standing upright, the card of the attract screen fills the half above the languages.
        lower = low_reach and not (name == Screen.ATTRACT and self.glass.portrait)
        meter, mode = self.meter(visit, voice), Mode(visit.mode)
        strip = self._strip(mode, meter, voice)
        room = self._room(strip)
        voiced = frozenset(VOICES if spoken is None else spoken)
        heard = state or (
            SpeechState.READY
            if visit.language in VOICES or visit.has_names
            else SpeechState.NO_VOICE
        )

        def draw(shown: Visit, glass: Glass) -> Canvas:
            canvas = Canvas(
                name,
                glass,
                mode,
                meter,
                self._icons,
                catalog=voice.catalog,
                low_reach=low_reach,
                above=room.height - glass.height,
            )
            stage = PageContext(
                canvas,
                shown,
                voice,
                turn=turn,
                seconds=seconds,
                ear=heard,
                spoken=voiced,
                paper=paper,
            )
            _page(*page)(stage)
            draw_above(canvas)
            return canvas

        if lower:
            page_key = (name, turn, alone, heard, voiced, paper)
            canvas = self._lowering.drawn(visit, page_key, room.lowered(), draw)
        else:
            self._lowering.forget()
            canvas = draw(visit, room)
        scene = self._under(strip, canvas.scene())
        # TRANSLATORS: Spoken after the words of a button that can be on or off: it is off.
        off = voice.catalog.gettext("Not chosen")
        # TRANSLATORS: Spoken after the words of a button that can be on or off: it is on.
        return replace(scene, states=(off, voice.catalog.gettext("Chosen")))
