"""The shell, the only object QML knows: it passes touches to the visit and shows the result."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from kiosk.domain.key_bindings import KeySettings
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime.failure import log_failure
from kiosk.ui.runtime.idle_clock import IdleClock
from kiosk.ui.runtime.key_input import KeyInput
from kiosk.ui.runtime.scene_properties import SceneProperties
from kiosk.ui.runtime.speech_controller import SpeechController
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.runtime.touch_input import TouchInput
from kiosk.ui.staff.staff_gesture import Knock
from kiosk.visit.acts import Act, AnyAct, LearnStep, Panel, Route, Screen, TextStep, TurnPage, Verb
from kiosk.visit.idle import IdleRule
from kiosk.visit.paper import PaperDesk
from kiosk.visit.visit import Visit, helper_visit, new_visit, reduce_visit

if TYPE_CHECKING:
    from kiosk.ui.staff.mode import StaffMode

TURN_S = 14
"""Seconds between two turns of the attract screen (design: at least 12)."""
_ANSWERS = {Verb.YES, Verb.NO, Verb.LEAVE}


class Shell(QObject):
    """Holds the visit and its scene; knows time only as seconds without a touch.

    QML reads ``view``, and reports to ``keys`` and ``touch``.
    """

    freed = Signal()
    """A visit in which words were typed is over, and nothing needs them any more."""

    def __init__(
        self,
        composer: Composer,
        first_language: str,
        *,
        idle: IdleRule | None = None,
        window_title: str = "",
        staff: "Callable[[], StaffMode] | None" = None,
        paper: PaperDesk | None = None,
        output: SpeechOutput | None = None,
        keys: KeySettings | None = None,
    ) -> None:
        super().__init__()
        self._composer, self._first = composer, first_language
        self._rule = idle or IdleRule()
        self._visit = new_visit(first_language)
        self._seconds: int | None = None
        self._turn, self._turned_at = 0, 0.0
        self._make_staff = staff
        self._staff: StaffMode | None = None
        self._paper = paper or PaperDesk()
        self._paper.changed = self._show
        self._listener = SpeechController(
            output or SpeechOutput(), self._behind, lambda: composer.offered(first_language)
        )
        self._listener.hearing.changed.connect(self._heard_else)
        self._listener.hearing.rested.connect(self._name_next)
        self._knock = Knock(self)
        self._knock.heard.connect(self._let_in)
        self.view = SceneProperties(
            composer,
            composer.compose(self._visit),
            window_title=window_title,
            has_corner=lambda: self._make_staff is not None and self._visit.untouched,
            parent=self,
        )
        self.keys = KeyInput(
            self.view,
            self._knock,
            keys or KeySettings(),
            touched=self._touched,
            activate=self.activate,
            obey=self.obey,
            move=self._focus_moved,
            repeat=self._repeat,
            typed=self._typed,
            in_staff_mode=lambda: self.staff is not None,
            parent=self,
        )
        self.touch = TouchInput(
            self.view,
            self._knock,
            touched=self._touched,
            activate=self.activate,
            hush=lambda: self._listener.pressed(None if self.staff else self._visit),
            read_at=self._read_at,
            turn=self._turn_page,
            place=self._place,
            parent=self,
        )
        self.idle = IdleClock(self._tick, parent=self)

    @property
    def visit(self) -> Visit:
        """The visit as it is now."""
        return self._visit

    @property
    def scene(self) -> Scene:
        """The scene in front."""
        return self.view.scene

    @property
    def staff(self) -> "StaffMode | None":
        """Staff mode, while it is in front."""
        return self._staff if self._staff is not None and self._staff.showing else None

    def stop(self) -> None:
        """From now on nothing happens by itself, and staff mode is forgotten (shutdown)."""
        self.idle.timer.stop()
        self._paper.end()
        self._listener.hearing.forget()
        self._knock.hold(down=False)
        if self._staff is not None:
            self._staff.leave()

    def renew(self) -> None:
        """Composes the page again: new data, or a new moment."""
        self._show()

    def present(self, visit: Visit, scene: Scene) -> None:
        """Shows a scene that was composed elsewhere (the tour)."""
        self._visit = visit
        self.view.show(scene)

    # --- targets that are chosen ----------------------------------------------------------------

    def activate(self, target: str) -> None:
        """A target was touched; who goes by ear hears first what it is."""
        self.keys.stuck = False
        self._listener.hearing.hush()
        node = self.view.target(target)
        if node is None or node.act is None:
            return
        heard = self._listener.first(self._visit, self.scene, node) if not self.staff else None
        if heard is None:
            self.obey(node.act)
            return
        self._visit = heard
        self.view.hold()
        self._touched()

    def obey(self, act: AnyAct) -> None:
        """An act was chosen by finger, key, switch or time."""
        self._listener.hearing.hush()
        self.idle.restart()
        self.view.hold()
        self._knock.forget()
        if (staff := self.staff) is not None:
            staff.act(act)
            if not staff.showing:
                self._composer.forget()
            self._show()
        else:
            self._obey_visitor(cast("Act", act))  # a page of a visit holds no other

    def _obey_visitor(self, act: Act) -> None:
        before = self._visit
        if self._seconds is not None and act not in _ANSWERS:
            # The question is not answered yet: who touches the frame now may be someone else.
            self._visit = replace(new_visit(self._first), language=before.language)
            self.view.by_keys = False
            self._wiped()
        self._visit = reduce_visit(self._visit, self._listener.act(self._visit, act))
        self._visit = self._listener.first_name(self._visit, act)
        if act is Verb.PAPER:
            self._paper.print(lambda: self._composer.document(self._visit))
        self._paper.follow(self._visit)
        self._seconds = None
        if before.running and not self._visit.running:
            self._composer.forget()
            self.view.by_keys = False
        if self._visit.route.screen is not Screen.ATTRACT:
            self._turn = 0
        self._show()
        self._listener.follow(before, self._visit, act, self.scene)

    # --- inside ---------------------------------------------------------------------------------

    def _focus_moved(self, target: str) -> None:
        self.view.set_focus(target)
        if not self.staff:
            self._visit = self._listener.focused(self._visit, self.scene, target)

    def _typed(self) -> str | None:
        """What stands in the search; nothing where a question, a panel or staff mode is over it."""
        searching = self.scene.screen == "search" and self._visit.panel is None
        return self._visit.typed if searching else None

    def _read_at(self, x: int, y: int) -> None:
        """A pixel beside all targets was touched: who goes by ear hears the words there."""
        if self.staff is None and self._seconds is None:
            self._listener.at(self._visit, self.scene, x, y)

    def _turn_page(self, step: int) -> None:
        """A stroke turned the page further or back, where there is one."""
        if self.staff is None:
            self.activate(str(TurnPage(self._visit.page + step)))

    def _repeat(self) -> None:
        if self.staff or self.scene.screen == "cover":
            return
        heard = self._listener.repeat(self._visit, self.scene, self.view.focus)
        if heard is not None:
            self._visit = heard
            if self._tells_ear:
                self._show()  # whoever asks for it goes by ear from now on
        elif self._seconds is None and not self._tells_ear:
            self.obey(Panel.LISTEN)

    def _heard_else(self) -> None:
        """Headphones came or went, or the sound failed: the page in front says so."""
        self._visit = self._listener.after_trouble(self._visit)
        if self._tells_ear:
            self._visit = self._listener.first_name(self._visit, Panel.LISTEN)
            self._show()
            self._listener.resume(self._visit, self.scene)

    def _name_next(self) -> None:
        """A language was named: the next one, until all were named twice."""
        found = self._listener.next_name(self._visit)
        if found is not None:
            self._visit = found
            self._show()
            self._listener.name(found)

    def _place(self) -> tuple[object, ...]:
        """The page in front, as a touch asks for another one; trying a number stays on it."""
        visit, route = self._visit, self._visit.route
        step = route.detail
        page = (
            replace(route, detail=replace(step, typed="")) if isinstance(step, LearnStep) else route
        )
        over = visit.panel, visit.panel_page, visit.pictures, visit.listening.hidden
        return self.scene.screen, page, len(visit.stack), over

    @property
    def _tells_ear(self) -> bool:
        """True if the page in front says what can be heard."""
        visit = self._visit
        hears = visit.panel is Panel.LISTEN or visit.listening.hidden or visit.is_pictured
        return hears and self.staff is None

    def _alive(self) -> None:
        """Work came further: whoever waits for it has the whole time to read."""
        self.idle.restart()

    def _touched(self) -> None:
        """A touch is a sign of life, but no answer to the question."""
        self.keys.stuck = False
        if self._seconds is None:
            self.idle.restart()

    def _tick(self) -> None:
        if self._composer.let_go():
            self.freed.emit()
        if self._listener.hearing.speaking and not self.keys.stuck:
            self._touched()
        if self._paper.busy:
            self._alive()
        self.after_quiet(self.idle.quiet)

    def after_quiet(self, quiet: float) -> None:
        """What ``quiet`` seconds without a touch mean: the question, the end, the next turn."""
        if (staff := self.staff) is not None:
            if staff.closes_after(quiet):
                self.obey(Verb.LEAVE)
            else:
                staff.tick()
            return
        self._paper.follow(self._visit)
        if self._tells_ear and self._listener.hearing.feel():
            self._heard_else()
        left = self._rule.seconds_left(self._visit, quiet)
        if left == 0:
            self.obey(Verb.NO)
        elif left != self._seconds:
            asks, self._seconds = self._seconds is None, left
            self._show()
            if asks:
                self._listener.reads(self._visit, self.scene)
        elif self._visit.route.screen is Screen.COVER and quiet >= self._rule.other:
            self.obey(Verb.RETURN)
        elif self._visit.untouched:
            self._rest(quiet)

    def _rest(self, quiet: float) -> None:
        """The attract screen turns to the next language and card; the cover shows the time.

        Nothing moves under a finger, and a touch lets the page rest for its whole time.
        """
        if self._listener.hearing.prepare():
            self._listener.spoken()  # the first Listen does not wait for the words of all languages
        self._turned_at = quiet if self.view.held else min(self._turned_at, quiet)
        turns = self._visit.route.screen is Screen.ATTRACT
        if quiet - self._turned_at >= TURN_S:
            self._turned_at = quiet
            if turns:
                self._turn += 1
                offered = self._composer.offered(self._first)
                self._visit = replace(self._visit, language=offered[self._turn % len(offered)])
            self._show()
        calm = turns and not self.view.held
        self.idle.rest(self._turned_at + TURN_S - quiet if calm else 0)

    def _let_in(self) -> None:
        if self._make_staff is None or self.view.corner().isEmpty():
            return
        if self._staff is None:
            self._staff = self._make_staff()
            self._staff.changed.connect(self._show)
            self._staff.moved.connect(self._alive)
            self._staff.helping.connect(self._help)
        if self._staff.begin():
            self._listener.hearing.forget()
            self.idle.restart()
            self._show()

    def _help(self, language: str, size: str) -> None:
        """The PIN of helpers was right: their visit begins, and staff mode is over."""
        self._visit, self._seconds = helper_visit(self._first, language, TextStep(size)), None
        self._paper.follow(self._visit)
        self.idle.restart()

    def _wiped(self) -> None:
        """A visit ended in the middle of a page: nothing beside it goes on or is kept."""
        self._paper.end()
        self._listener.hearing.forget()
        self._composer.forget()

    def _show(self) -> None:
        before = self.scene
        self.view.show(self._composed())
        self.touch.page_changed(before)

    def _composed(self) -> Scene:
        """The scene of the visit; whatever goes wrong, the helplines instead of nothing."""
        try:
            if (staff := self.staff) is not None:
                return staff.compose(self._composer)
            ear = self._listener.ear(self._visit) if self._tells_ear else None
            return self._composer.compose(
                self._visit,
                turn=self._turn,
                seconds=self._seconds,
                state=ear,
                spoken=self._listener.spoken() if self._visit.has_names else None,
                paper=self._paper.state,
            )
        except Exception as error:  # noqa: BLE001 - a person is in front of the screen
            log_failure(error)
        nobody = self._visit.untouched and self.staff is None
        if self._staff is not None:
            self._staff.leave()
        self._wiped()
        if nobody:
            try:
                return self._welcome()
            except Exception as error:  # noqa: BLE001 - whoever comes next finds something
                log_failure(error)
        language = self._visit.language
        home = replace(new_visit(self._first), language=language, stack=(Route(Screen.HOME),))
        self._visit, self._seconds = reduce_visit(home, Route(Screen.TALK)), None
        try:
            return self._composer.compose(self._visit)
        except Exception as error:  # noqa: BLE001 - the directory itself cannot be read
            log_failure(error)
            return self._composer.compose(self._visit, alone=True)

    def _behind(self, visit: Visit) -> Scene:
        """The page that a hidden screen hides, as it would stand there now."""
        return self._composer.compose(visit, paper=self._paper.state)

    def _welcome(self) -> Scene:
        """The first page without a directory: nobody is there, and it stays so.

        New data and staff come only where nobody is.
        """
        first = new_visit(self._first)
        scene = self._composer.compose(first, alone=True)
        self._visit, self._seconds = first, None
        return scene
