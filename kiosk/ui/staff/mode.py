"""Staff mode in the shell: its state, its background tasks, its current page."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, cast

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.language import Language
from kiosk.staff.reducer import enter, on_answer, on_progress, on_tick, on_touch, take_late_answer
from kiosk.staff.staff_state import (
    BUSY_QUIET_S,
    QUIET_S,
    Answer,
    Page,
    StaffState,
    Step,
    Task,
    TaskFailed,
    TaskKind,
)
from kiosk.staff.staff_views import Machine, Progress
from kiosk.ui.composer import Composer
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.page_context import LanguageSession
from kiosk.ui.kit.scene import Scene
from kiosk.ui.staff.staff_context import StaffContext
from kiosk.ui.thread_jobs import ThreadJobs
from kiosk.visit.acts import AnyAct, ChooseLanguage, TextStep, Verb
from kiosk.visit.visit import Visit, new_visit

Report = Callable[[Progress], None]
Worker = Callable[[Task, Report], Answer]
"""Does a task away from the screen's thread, telling how far it is. It never raises."""
QUICK = frozenset(
    {TaskKind.READ_LOCK, TaskKind.TRY_PIN, TaskKind.SET_PIN, TaskKind.READ_HISTORY, TaskKind.CARE}
)
"""Work that needs no process: it does not wait for an import that someone left behind."""
MOUNTING = frozenset({TaskKind.FIND_FILES, TaskKind.UNLOCK})
"""Work for which sticks are mounted, until staff mode closes."""
LOOK_MS = 200
"""How often the screen looks how far the work is."""
_PAGES: dict[Page, tuple[str, str]] = {
    Page.PIN: ("pin", "compose"),
    Page.HELPER_PIN: ("pin", "compose"),
    Page.PIN_OLD: ("pin", "compose"),
    Page.PIN_NEW: ("pin", "compose"),
    Page.PIN_AGAIN: ("pin", "compose"),
    Page.HOME: ("home", "compose"),
    Page.FILES: ("files", "compose"),
    Page.TRUST: ("first_trust", "compose"),
    Page.REPORT: ("report", "compose"),
    Page.WORKING: ("result", "compose_working"),
    Page.RESULT: ("result", "compose_result"),
    Page.UNDO: ("result", "compose_undo"),
    Page.HISTORY: ("history", "compose"),
    Page.CLEAN: ("cleaning", "compose"),
    Page.CARE: ("maintenance", "compose"),
    Page.DATE: ("date", "compose"),
    Page.READY: ("ready", "compose"),
    Page.PRINTER: ("printer", "compose"),
}
"""Module of :mod:`kiosk.ui.staff` and function of each page."""


def composed(
    composer: Composer, visit: Visit, state: StaffState, other: tuple[str, str] = ("", "")
) -> Scene:
    """The page of a state, in the language, text size and mode of ``visit``.

    ``other`` is the next language to choose: its tag and its own name.
    """
    module, function = _PAGES[state.page]
    found = getattr(import_module(f"kiosk.ui.staff.{module}"), function)
    page = cast("Callable[[StaffContext], None]", found)

    def draw(canvas: Canvas, session: LanguageSession) -> None:
        large = visit.size in {TextStep.L, TextStep.XL}
        answers = session.presenter
        zone = answers.site.zone
        page(StaffContext(canvas, answers.formats, zone, state, other, large=large))

    return composer.draw(f"staff-{state.page}", visit, draw)


class StaffMode(QObject):
    """Staff mode from the gesture until it closes. It starts with the PIN every time."""

    changed = Signal()
    helping = Signal(str, str)
    """Staff mode is over: the PIN of helpers was right. Their language and size of text."""
    printer_chosen = Signal()
    """Another printer is the site's, whether or not who chose it is still in front."""
    moved = Signal()
    """Work under way came further, or ended."""

    def __init__(
        self,
        worker: Worker,
        quick: ThreadJobs,
        long: ThreadJobs,
        languages: Sequence[Language],
        *,
        provisioned: Callable[[], bool],
        helpers: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._work, self._provisioned, self._helpers = worker, provisioned, helpers
        self._quick, self._long = quick, long
        self._languages = tuple(languages)
        self._state = StaffState()
        self._language, self._size = self._languages[0].tag, TextStep.M
        self._turn, self._session = 0, 0
        self._mounts = False
        self._far: Progress | None = None
        self.showing = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._looked)

    @property
    def state(self) -> StaffState:
        """The state as it is now."""
        return self._state

    @property
    def busy(self) -> bool:
        """True if a task runs, so that nobody needs to touch anything."""
        return self._state.busy is not None

    def begin(self) -> bool:
        """Shows the PIN page, in the first language; not on a kiosk without a PIN."""
        if self.showing or not self._provisioned():
            return False
        self._language, self._size = self._languages[0].tag, TextStep.M
        self.showing = True
        self._take(enter(helpers=self._helpers()))
        return True

    def leave(self) -> None:
        """Forgets all of it. An import that is under way goes on and its answer is dropped."""
        self._turn, self._session = self._turn + 1, self._session + 1
        self.showing, self._state = False, StaffState()
        self._look.stop()
        if self._mounts:
            # After what is under way: it may still read the stick.
            self._mounts = False
            self._long.run(
                lambda: self._work(Task(TaskKind.CLOSE_STICKS), lambda _: None), lambda _: None
            )

    def act(self, act: AnyAct) -> None:
        """A target was chosen."""
        if self._state.page is Page.CLEAN:
            return
        match act:
            case Verb.LEAVE:
                self.leave()
            case ChooseLanguage(tag):
                self._language = tag
            case TextStep():
                self._size = act
            case _:
                self._take(on_touch(self._state, act))

    def closes_after(self, quiet: float) -> bool:
        """True if it closes after so many seconds without a touch or a move of the work."""
        return quiet >= (BUSY_QUIET_S if self.busy else QUIET_S)

    def tick(self) -> None:
        """A second went by."""
        before = self._state
        self._take(on_tick(self._state))
        if self._state != before:
            self.changed.emit()

    def compose(self, composer: Composer) -> Scene:
        """The page in front."""
        visit = replace(new_visit(self._languages[0].tag), language=self._language, size=self._size)
        return composed(composer, visit, self._state, self._other())

    def _other(self) -> tuple[str, str]:
        """Tag and own name of the language after the one in front; empty where there is one."""
        tags = [one.tag for one in self._languages]
        if len(tags) == 1:
            return "", ""
        other = self._languages[(tags.index(self._language) + 1) % len(tags)]
        return other.tag, other.endonym

    # --- work ------------------------------------------------------------------------------------

    def _take(self, step: Step) -> None:
        self._state, task = step
        if task is None:
            return
        self._turn, self._far = self._turn + 1, None
        turn, session = self._turn, self._session
        self._mounts = self._mounts or task.work in MOUNTING
        if task.work in {TaskKind.IMPORT, TaskKind.INSPECT}:
            self._look.start()
        jobs = self._quick if task.work in QUICK else self._long
        jobs.run(
            lambda: self._work(task, lambda far: self._show_progress(turn, far)),
            lambda answer: self._finish(turn, session, task.work, answer),
        )

    def _show_progress(self, turn: int, progress: Progress) -> None:
        """Called from the work's thread: only leaves a note."""
        if turn == self._turn:
            self._far = progress

    def _looked(self) -> None:
        if self._far is not None:
            self._state, self._far = on_progress(self._state, self._far), None
            self.moved.emit()
            self.changed.emit()

    def _finish(self, turn: int, session: int, task: TaskKind, answer: Any) -> None:
        if task is TaskKind.CHOOSE_PRINTER and not isinstance(answer, TaskFailed):
            self.printer_chosen.emit()
        if turn != self._turn:
            if session == self._session and isinstance(answer, Machine):
                self._state = take_late_answer(self._state, answer)
                self.changed.emit()
            return
        self._look.stop()
        self.moved.emit()
        self._take(on_answer(self._state, answer))
        if self._state.page is Page.HELPING:
            self.leave()
            self.helping.emit(self._language, self._size.value)
        self.changed.emit()
