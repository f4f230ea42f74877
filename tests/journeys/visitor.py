"""A visitor made of touches: real touch events on the real window, judged by what it shows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtTest import QTest

from kiosk.app.screen import ScreenApp
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.runtime.touch_input import COVER_REST_S, REST_S

LOOK_S = 0.5
"""Seconds that a page is looked at before it is touched; sums of it are exact."""
assert LOOK_S > REST_S


class Visitor:
    """Touches what stands on the screen, by the words that stand on it."""

    device = None

    def __init__(self, kiosk: ScreenApp) -> None:
        self.kiosk = kiosk
        self.touches = 0
        self.typed = 0
        if Visitor.device is None:
            Visitor.device = QTest.createTouchDevice()
        self.window = kiosk.window.window
        self.window.show()
        for _ in range(200):
            QTest.qWait(5)
            if kiosk.settled:
                break
        assert kiosk.settled, "the directory was never looked at"
        # From here on time passes only where a journey says so, however slow the machine is.
        kiosk.shell.idle.timer.stop()
        self.now = 0.0
        kiosk.shell.touch.clock = kiosk.shell.idle.clock = lambda: self.now
        kiosk.shell.idle.restart()

    @property
    def scene(self) -> Scene:
        return self.kiosk.shell.scene

    @property
    def screen(self) -> str:
        return self.scene.screen

    @property
    def text(self) -> str:
        return "\n".join(text for text in self.scene.texts if text)

    def target(self, words: str) -> Node:
        """The one target with an id or, failing that, with words that begin its name."""
        by_id = [node for node in self.scene.touches if node.id == words]
        named = by_id or [node for node in self.scene.touches if node.name.startswith(words)]
        assert named, f"nothing to touch called {words!r} among {self.names()}"
        return named[0]

    def names(self) -> list[str]:
        return [f"{node.id} = {node.name}" for node in self.scene.touches]

    def touch(self, words: str) -> "Visitor":
        node = self.target(words)
        if node.id == "return":
            self.now += COVER_REST_S  # who looks at the cover before
        # Leave is flush with the corner and reaches out of the glass: touch what can be touched.
        x = min(max(node.box.x + node.box.w // 2, 1), self.scene.width - 2)
        y = min(max(node.box.y + node.box.h // 2, 1), self.scene.height - 2)
        self.looks()
        self.at(x, y)
        self.touches += 1
        if node.id.startswith("key:"):
            self.typed += 1
        return self

    def looks(self) -> None:
        """Sees the page before touching it; a hand in a hurry does not."""
        self.kiosk.shell.touch.frame_shown()
        self.now += LOOK_S

    def at(self, x: int, y: int) -> None:
        self.finger("press", QPoint(x, y))
        self.finger("release", QPoint(x, y))

    def middle(self, target: str) -> QPoint:
        box = self.target(target).box
        return QPoint(box.x + box.w // 2, box.y + box.h // 2)

    def finger(
        self, does: str, *places: QPoint, first: int = 0, resting: Sequence[int] = ()
    ) -> None:
        """Fingers press, move or release, in the order of their numbers from ``first`` on."""
        event = QTest.touchEvent(self.window, self.device)
        for one in resting:
            event.stationary(one)
        for number, place in enumerate(places, first):
            getattr(event, does)(number, place, self.window)
        event.commit()
        self._settle()

    def sees(self, *words: str) -> "Visitor":
        for word in words:
            assert word in self.text, f"{word!r} is not on {self.screen}:\n{self.text}"
        return self

    def does_not_see(self, *words: str) -> "Visitor":
        for word in words:
            assert word not in self.text, f"{word!r} is on {self.screen}"
        return self

    def is_on(self, screen: str) -> "Visitor":
        assert self.screen == screen, f"on {self.screen}, not on {screen}"
        return self

    def waits(self, seconds: float) -> "Visitor":
        self.kiosk.shell.after_quiet(seconds)
        self._settle()
        return self

    @staticmethod
    def _settle() -> None:
        QCoreApplication.processEvents()


VisitorMaker = Callable[..., Visitor]
