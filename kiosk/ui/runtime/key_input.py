"""Keys and switches: the effect of each on the current page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.key_bindings import KeyAction, KeySettings
from kiosk.domain.text_input import from_keyboard
from kiosk.ui.runtime.scene_properties import SceneProperties
from kiosk.ui.staff.staff_gesture import Knock
from kiosk.visit.acts import AnyAct, TypeKey, Verb, token

QML_IMPORT_NAME = "Kiosk.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_MEANS: dict[int, KeyAction] = {
    Qt.Key.Key_Down: KeyAction.DOWN,
    Qt.Key.Key_Tab: KeyAction.DOWN,
    Qt.Key.Key_Up: KeyAction.UP,
    Qt.Key.Key_Backtab: KeyAction.UP,
    Qt.Key.Key_Return: KeyAction.SELECT,
    Qt.Key.Key_Enter: KeyAction.SELECT,
    Qt.Key.Key_Space: KeyAction.SELECT,
    Qt.Key.Key_Backspace: KeyAction.BACK,
    Qt.Key.Key_Escape: KeyAction.LEAVE,
    Qt.Key.Key_F5: KeyAction.REPEAT,
}
"""What the keys of every keyboard mean. Left and right follow the direction of the page."""
ASCII_END = 128
"""Qt's codes below are the characters themselves; function keys and others lie far above."""
_SHORTCUT = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def meanings(settings: KeySettings) -> dict[int, KeyAction]:
    """What each key means on a site; what it names itself counts before the rest."""
    named = settings.named().items()
    return _MEANS | {Qt.Key["Key_" + name].value: press for name, press in named}


@QmlElement
@QmlUncreatable("The shell makes it.")
class KeyInput(QObject):  # type: ignore[operator]  # a decorator that its stub knows not
    """Turns keys and switches into targets and acts of the page in front.

    ``touched`` hears of each sign of life, ``activate`` of a target that was chosen, ``obey`` of
    an act that counts at once, ``move`` of the target the focus goes to, ``repeat`` of the wish to
    hear the page once more. ``typed`` is what stands in the search, or nothing where the page in
    front takes no letters; ``in_staff_mode`` is true while staff mode is in front.
    """

    def __init__(
        self,
        view: SceneProperties,
        knock: Knock,
        settings: KeySettings,
        *,
        touched: Callable[[], None],
        activate: Callable[[str], None],
        obey: Callable[[AnyAct], None],
        move: Callable[[str], None],
        repeat: Callable[[], None],
        typed: Callable[[], str | None],
        in_staff_mode: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._knock, self._means = view, knock, meanings(settings)
        self._touched, self._activate, self._obey = touched, activate, obey
        self._focus_on, self._repeat = move, repeat
        self._typed, self._in_staff_mode = typed, in_staff_mode
        self.stuck = False
        """True if the last sign was a key that is held: then what is said is no sign of life."""

    @Slot(int, str, int, bool, result=bool)
    def pressed(self, key: int, text: str = "", modifiers: int = 0, held: bool = False) -> bool:  # noqa: FBT001, FBT002
        """A key or switch: up, down, select, back, repeat, leave. Says whether it meant something.

        ``text`` is what the key writes: on the search page that is typed, but for shortcuts.
        ``held`` says that the key was not let go of since it last came: only moving and erasing go
        on then, and a key that is stuck is no sign of life, nor is what is said of where it moves.
        """
        if not held:
            self._touched()
        self.stuck = held
        written = "" if Qt.KeyboardModifier(modifiers) & _SHORTCUT else text
        if self._writes(key, written, held=held):
            return True
        if key != Qt.Key.Key_Backspace:
            self._knock.forget()
        press = self._meaning(key)
        if press is None:
            digit = TypeKey(chr(key).lower() if key < ASCII_END else "")
            if not (self._in_staff_mode() and self._view.target(token(digit))):
                return False
            if not held:
                self._obey(digit)
            return True
        self._view.by_keys = True
        if press in {KeyAction.UP, KeyAction.DOWN}:
            self._move(1 if press is KeyAction.DOWN else -1)
        elif not held:
            self._do(press, key)
        return True

    @Slot()
    def released(self) -> None:
        """A key was let go of, which one that is stuck never is: what is read now is life again."""
        self._touched()

    def _meaning(self, key: int) -> KeyAction | None:
        """What a key means here: on a page from right to left, left is onward."""
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and key not in self._means:
            onward = (key == Qt.Key.Key_Left) is self._view.scene.rtl
            return KeyAction.DOWN if onward else KeyAction.UP
        return self._means.get(key)

    def _move(self, step: int) -> None:
        """The next target or the one before, and round; at first to what the page is about.

        The cover shows nothing of keys.
        """
        order = [node.id for node in self._view.scene.touches]
        if not order or self._view.scene.screen == "cover":
            return
        if self._view.focus in order:
            self._focus_on(order[(order.index(self._view.focus) + step) % len(order)])
        else:
            self._focus_on(self._view.entrance() if step > 0 else order[-1])

    def _do(self, action: KeyAction, key: int) -> None:
        screen = self._view.scene.screen
        if action is KeyAction.LEAVE:
            self._obey(Verb.LEAVE)
        elif action is KeyAction.REPEAT:
            self._repeat()
        elif screen == "cover":
            self._obey(Verb.RETURN)
        elif action is KeyAction.SELECT and self._view.target(self._view.focus):
            self._activate(self._view.focus)
        elif action is KeyAction.SELECT:
            self._focus_on(self._view.entrance())
        elif screen == "attract":
            self._knock.key()
        else:
            erases = (
                key == Qt.Key.Key_Backspace
                and self._in_staff_mode()
                and self._view.target(Verb.ERASE)
            )
            self._obey(Verb.ERASE if erases else Verb.BACK)

    def _writes(self, key: int, text: str, *, held: bool) -> bool:
        """A key of a real keyboard on the search page; whoever erases too much does not leave it.

        Space chooses while a target has the focus.
        """
        if (typed := self._typed()) is None:
            return False
        if key == Qt.Key.Key_Backspace:
            if typed:
                self._obey(Verb.ERASE)
                return True
            return held
        letter = from_keyboard(text)
        if not letter or (letter == "space" and self._view.focus):
            return False
        self._view.by_keys = False
        self._view.set_focus("")
        if not held:
            self._obey(TypeKey(letter))
        return True
