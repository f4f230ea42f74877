"""Composes the page in front: chooses the meter and canvas for the visit, calls the page's code."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog
from kiosk.services.desk import Desk
from kiosk.services.visit import Panel, Screen, Visit
from kiosk.ui.canvas import Canvas
from kiosk.ui.fonts import FontShelf
from kiosk.ui.icons import IconBook
from kiosk.ui.scene import Scene
from kiosk.ui.screens import (
    attract,
    cover,
    guides,
    home,
    idle,
    kept,
    languages,
    learn,
    listen,
    printing,
    qr,
    results,
    search,
    see,
    service,
    speak,
    staff_here,
    talk,
)
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Glass, Mode, TextStep
from kiosk.ui.typography import TextMeter

_PAGES: dict[Screen, Callable[[Stage], None]] = {
    Screen.ATTRACT: attract.compose,
    Screen.HOME: home.compose,
    Screen.RESULTS: results.compose,
    Screen.SERVICE: service.compose,
    Screen.LEARN: learn.compose,
    Screen.QR: qr.compose,
    Screen.PRINT: printing.compose,
    Screen.STAFF_HERE: staff_here.compose,
    Screen.KEPT: kept.compose,
    Screen.GUIDES: guides.compose_list,
    Screen.GUIDE: guides.compose,
    Screen.TALK: talk.compose,
    Screen.SPEAK: speak.compose,
    Screen.SPEAK_CARD: speak.compose_card,
    Screen.SEARCH: search.compose,
    Screen.LANGUAGES: languages.compose,
    Screen.COVER: cover.compose,
}
_PANELS: dict[Panel, Callable[[Stage], None]] = {
    Panel.SEE: see.compose,
    Panel.CHIPS: results.compose_chips,
    Panel.LISTEN: listen.compose,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A language as the composer needs it: its words and what the desk answers in it."""

    say: Catalog
    desk: Desk


class Composer:
    """Turns a visit into a scene for one glass. Holds measures, nothing of the visit."""

    def __init__(
        self, glass: Glass, fonts: FontShelf, icons: IconBook, voice: Callable[[str], Voice]
    ) -> None:
        self.glass = glass
        self._fonts, self._icons, self._voice = fonts, icons, voice
        self._meters: dict[tuple[str, str], TextMeter] = {}
        fonts.load_names()

    def speak(self, voice: Callable[[str], Voice]) -> None:
        """Answers from now on come from other desks: the directory changed."""
        self._voice = voice

    def forget(self) -> None:
        """Drops every measure taken: texts of a visit stay nowhere."""
        for meter in self._meters.values():
            meter.forget()

    def meter(self, visit: Visit, voice: Voice) -> TextMeter:
        """The meter of the visit's language and text size."""
        language = voice.desk.language
        key = (language.script, visit.size)
        if key not in self._meters:
            self._fonts.load_script(language.script)
            self._meters[key] = TextMeter(
                language.script,
                self.glass,
                TextStep(visit.size),
                rtl=language.direction.value == "rtl",
                more_families=self._fonts.name_families,
            )
        return self._meters[key]

    def compose(self, visit: Visit, *, card: int = 0, seconds: int | None = None) -> Scene:
        """The scene of a visit. ``seconds`` left to answer puts the idle question in its place."""
        voice = self._voice(visit.language)
        name = visit.route.screen.value
        page = _PAGES[visit.route.screen]
        if seconds is not None:
            name, page = "idle", idle.compose
        elif visit.panel is not None:
            name, page = visit.panel.value, _PANELS[visit.panel]
        canvas = Canvas(name, self.glass, Mode(visit.mode), self.meter(visit, voice), self._icons)
        page(Stage(canvas, voice.say, visit, voice.desk, card=card, seconds=seconds))
        return canvas.scene()


