"""The context of a page: the canvas, the words, the visit, the presenter."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from kiosk.domain.language import Language
from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.welcome import CardView, welcome
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.current_marker import CurrentPosition, TopItem
from kiosk.ui.kit.page_frame import frame
from kiosk.ui.kit.scene import Box
from kiosk.visit.acts import Mode, Panel, Screen, TextStep
from kiosk.visit.listening import SpeechState
from kiosk.visit.paper import NO_PRINTER, PaperState
from kiosk.visit.visit import Visit

if TYPE_CHECKING:
    from kiosk.presentation.presenter import DirectoryPresenter


class LanguageSession:
    """A language for the composer: its words at once, its presenter on first use.

    The first frame precedes the presenter and the modules with which it reads records.
    """

    def __init__(
        self,
        language: Language,
        catalog: Catalog,
        offered: tuple[Language, ...],
        presenter: Callable[[], "DirectoryPresenter"],
        *,
        ready: bool,
    ) -> None:
        self.language, self.catalog, self.offered, self.ready = language, catalog, offered, ready
        self._presenter = presenter

    @cached_property
    def presenter(self) -> "DirectoryPresenter":
        """The presenter that answers in this language."""
        return self._presenter()

    def at_one_moment(self, *, alone: bool = False) -> "LanguageSession":
        """The same for one composition: its presenter reads the clock and makes each answer once.

        ``alone`` leaves the directory out: the compiled-in helplines answer.
        """

        def presenter() -> "DirectoryPresenter":
            own = replace(self.presenter, directory=None) if alone else self.presenter
            return own.at_one_moment()

        ready = self.ready and not alone
        return LanguageSession(self.language, self.catalog, self.offered, presenter, ready=ready)


class PageContext(msgspec.Struct, frozen=True):
    """The context of one page, in the language of the visit.

    ``spoken`` are the languages whose names can be spoken.
    """

    canvas: Canvas
    visit: Visit
    voice: "LanguageSession"
    turn: int = 0
    seconds: int | None = None
    ear: SpeechState = SpeechState.NO_VOICE
    spoken: frozenset[str] = frozenset()
    paper: PaperState = NO_PRINTER

    @property
    def catalog(self) -> Catalog:
        """The words of the visit's language."""
        return self.canvas.catalog

    @property
    def presenter(self) -> "DirectoryPresenter":
        """The presenter that answers in the visit's language, bound to the moment of the page."""
        return self.voice.presenter

    @property
    def pictured(self) -> bool:
        """True if pictures go with words: not in other colors, nor in the largest letters."""
        return self.canvas.mode is Mode.DEFAULT and self.canvas.meter.step is not TextStep.XL

    @property
    def night(self) -> bool:
        """True if the first screen and the cover are dark: at night, in their own colors."""
        own = self.canvas.mode is Mode.DEFAULT
        return own and self.voice.ready and self.voice.presenter.night

    def cards(self) -> tuple[CardView, ...]:
        """The calm cards of the attract screen; before the directory is ready, the welcome."""
        return self.voice.presenter.cards() if self.voice.ready else (welcome(self.catalog),)

    def frame(self) -> Box:
        """Draws the frame of the page; returns the room between its parts."""
        return frame(self.canvas, self.here())

    def attract_frame(self, explain_from: int, opening: TopItem | None) -> Box:
        """The same of the attract screen, with the button of a card in place of navigation.

        ``explain_from`` is where the words that explain Leave may begin, in pixels.
        """
        here = msgspec.structs.replace(
            self.here(attract=True), explain_from=explain_from, opening=opening
        )
        return frame(self.canvas, here)

    def here(self, *, attract: bool = False) -> CurrentPosition:
        """Where the visitor is, for what draws the frame."""
        screen: Panel | Screen = self.visit.panel or self.visit.route.screen
        if self.visit.is_pictured and self.ear is SpeechState.FAILED:
            screen = Panel.LISTEN  # it leads here
        return CurrentPosition(
            screen=screen.value,
            language_name=self.voice.language.endonym,
            attract=attract,
        )

    def px(self, millimetres: float) -> int:
        """Whole pixels of a length."""
        return self.canvas.px(millimetres)
