"""Keys and switches: the effect of each on the current page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.key_bindings import KeySettings, Press
from kiosk.domain.text_input import from_keyboard
from kiosk.ui.runtime.scene_properties import Face
from kiosk.ui.staff.staff_gesture import Knock

if TYPE_CHECKING:
    from kiosk.ui.staff.mode import StaffMode

QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_MEANS: dict[int, Press] = {
    Qt.Key.Key_Down: Press.DOWN,
    Qt.Key.Key_Tab: Press.DOWN,
    Qt.Key.Key_Up: Press.UP,
    Qt.Key.Key_Backtab: Press.UP,
    Qt.Key.Key_Return: Press.SELECT,
    Qt.Key.Key_Enter: Press.SELECT,
    Qt.Key.Key_Space: Press.SELECT,
    Qt.Key.Key_Backspace: Press.BACK,
    Qt.Key.Key_Escape: Press.LEAVE,
    Qt.Key.Key_F5: Press.REPEAT,
}
"""What the keys of every keyboard mean. Left and right follow the direction of the page."""
ASCII_END = 128
"""Qt's codes below are the characters themselves; function keys and others lie far above."""
_SHORTCUT = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def meanings(settings: KeySettings) -> dict[int, Press]:
    """What each key means on a site; what it names itself counts before the rest."""
    named = settings.named().items()
    return _MEANS | {Qt.Key["Key_" + name].value: press for name, press in named}


@QmlElement
@QmlUncreatable("Keys come to the shell.")
class Keyed(Face):  # type: ignore[operator]  # a decorator that its stub knows not
    """A face that handles keys as well as fingers; the shell handles acts."""

    _knock: Knock
    _means: dict[int, Press]
    _stuck = False
    """Whether the last sign was a key that is held: then what is said is no sign of life."""

    @property
    def staff(self) -> "StaffMode | None":
        """Staff mode, while it is in front."""
        raise NotImplementedError

    def activate(self, target: str) -> None:
        """A target was chosen by finger, key or switch."""
        raise NotImplementedError

    def obey(self, target: str) -> None:
        """A target was chosen and counts, whoever goes by ear."""
        raise NotImplementedError

    def _touched(self) -> None:
        """Somebody is there."""
        raise NotImplementedError

    def _focus_moved(self, target: str) -> None:
        """Keys came to another target."""
        raise NotImplementedError

    def _repeat(self) -> None:
        """What was said is to be heard again."""
        raise NotImplementedError

    @Slot(int, str, int, bool, result=bool)
    def keyPressed(self, key: int, text: str = "", modifiers: int = 0, held: bool = False) -> bool:  # noqa: FBT001, FBT002, N802
        """A key or switch: up, down, select, back, repeat, leave. Says whether it meant something.

        ``text`` is what the key writes: on the search page that is typed, but for shortcuts.
        ``held`` says that the key was not let go of since it last came: only moving and erasing go
        on then, and a key that is stuck is no sign of life, nor is what is said of where it moves.
        """
        if not held:
            self._touched()
        self._stuck = held
        written = "" if Qt.KeyboardModifier(modifiers) & _SHORTCUT else text
        if self._searching and self._typed(key, written, held=held):
            return True
        if key != Qt.Key.Key_Backspace:
            self._knock.forget()
        press = self._meaning(key)
        if press is None:
            digit = f"key:{chr(key).lower()}" if key < ASCII_END else ""
            if not (self.staff and self._target(digit)):
                return False
            if not held:
                self.obey(digit)
            return True
        self._by_keys = True
        if press in {Press.UP, Press.DOWN}:
            self._move(1 if press is Press.DOWN else -1)
        elif not held:
            self._do(press, key)
        return True

    @Slot()
    def keyReleased(self) -> None:  # noqa: N802 - a slot
        """A key was let go of, which one that is stuck never is: what is read now is life again."""
        self._touched()

    def _meaning(self, key: int) -> Press | None:
        """What a key means here: on a page from right to left, left is onward."""
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and key not in self._means:
            onward = (key == Qt.Key.Key_Left) is self._scene.rtl
            return Press.DOWN if onward else Press.UP
        return self._means.get(key)

    def _move(self, step: int) -> None:
        """The next target or the one before, and round; at first to what the page is about.

        The cover shows nothing of keys.
        """
        order = [node.id for node in self._scene.touches]
        if not order or self._scene.screen == "cover":
            return
        if self._focus in order:
            self._focus_moved(order[(order.index(self._focus) + step) % len(order)])
        else:
            self._focus_moved(self._entrance() if step > 0 else order[-1])

    def _do(self, press: Press, key: int) -> None:
        screen = self._scene.screen
        if press is Press.LEAVE:
            self.obey("leave")
        elif press is Press.REPEAT:
            self._repeat()
        elif screen == "cover":
            self.obey("return")
        elif press is Press.SELECT and self._target(self._focus):
            self.activate(self._focus)
        elif press is Press.SELECT:
            self._focus_moved(self._entrance())
        elif screen == "attract":
            self._knock.key()
        else:
            erases = key == Qt.Key.Key_Backspace and self.staff and self._target("erase")
            self.obey("erase" if erases else "back")

    @property
    def _searching(self) -> bool:
        """Whether the page in front takes letters: no question, no panel and no staff over it."""
        return self._scene.screen == "search" and self._visit.panel is None

    def _typed(self, key: int, text: str, *, held: bool) -> bool:
        """A key of a real keyboard on the search page; whoever erases too much does not leave it.

        Space chooses while a target has the focus.
        """
        if key == Qt.Key.Key_Backspace:
            if self._visit.typed:
                self.obey("erase")
                return True
            return held
        letter = from_keyboard(text)
        if not letter or (letter == "space" and self._focus):
            return False
        self._by_keys = False
        self._set_focus("")
        if not held:
            self.obey(f"key:{letter}")
        return True
