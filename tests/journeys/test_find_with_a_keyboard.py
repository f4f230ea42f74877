"""A site has a keyboard: what is written on it is searched for, and no key leaves by surprise."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.visitor import VisitorMaker


def test_a_name_is_written_on_a_keyboard_and_found(arrive: VisitorMaker) -> None:
    visitor = arrive()
    visitor.touch("language:en").touch("search").is_on("search")
    for letter in "Loaves fo":
        QTest.keyClick(visitor.window, letter)
    visitor.is_on("search").sees("loaves fo")
    for _ in range(3):
        QTest.keyClick(visitor.window, Qt.Key.Key_Backspace)
    visitor.sees("loaves").does_not_see("loaves fo")
    QTest.keyClick(visitor.window, "l", Qt.KeyboardModifier.ControlModifier)
    visitor.is_on("search").sees("Friendship Park")
    visitor.touch("key:s").sees("loavess")
    QTest.keyClick(visitor.window, Qt.Key.Key_Escape)
    visitor.is_on("cover").does_not_see("loaves")
