"""What a reader of the screen finds: Qt's own accessibility tree of the real window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from kiosk.ui.runtime.tour import STOPS, visit_to
from tests.showing import show
from tests.touches import activate
from tests.ui.conftest import Front, FrontMaker

Role = QAccessible.Role


def _walk(item: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield item
    for index in range(item.childCount()):
        child = item.child(index)
        if child is not None and child.isValid():
            yield from _walk(child)


@pytest.fixture
def front(front_at: FrontMaker) -> Front:
    QAccessible.setActive(True)
    return front_at((1920, 1080))


@pytest.mark.rotating(2)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_target_is_a_named_button_and_every_page_has_its_texts(
    front: Front, tag: str
) -> None:
    shell, window = front
    for stop in STOPS:
        show(shell, visit_to(stop, tag, "en", "M", "default"))
        QCoreApplication.processEvents()
        items = list(_walk(QAccessible.queryAccessibleInterface(window.window)))
        buttons = [item for item in items if item.role() in {Role.Button, Role.CheckBox}]
        named = [item.text(QAccessible.Text.Name) for item in buttons]
        assert named == [node.name for node in shell.scene.touches], stop.name
        assert all(named), stop.name
        spoken = [
            item.text(QAccessible.Text.Name)
            for item in items
            if item.role() in {Role.StaticText, Role.Heading}
        ]
        panes = [item for item in items if item.role() is Role.Pane]
        assert [pane.text(QAccessible.Text.Name) for pane in panes] == [shell.scene.title]
        wanted = [node.text for node in shell.scene.nodes if node.text and not node.owner]
        assert spoken == wanted, stop.name


def test_another_language_is_told_by_the_title_and_by_every_name(front: Front) -> None:
    shell, window = front
    activate(shell, "language:en")
    told = []
    for tag in ("es", "ko", "ar"):
        activate(shell, f"language:{tag}")
        QCoreApplication.processEvents()
        items = list(_walk(QAccessible.queryAccessibleInterface(window.window)))
        told.append({item.text(QAccessible.Text.Name) for item in items} - {""})
    shared = told[0] & told[1] & told[2]
    assert shared == {"Information"}, "only the neutral title of the window stays"


def test_the_ring_of_keys_is_told_as_well(front: Front) -> None:
    shell, window = front
    activate(shell, "language:en")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        shell.keys.pressed(key)
        QCoreApplication.processEvents()
        items = list(_walk(QAccessible.queryAccessibleInterface(window.window)))
        focused = [item for item in items if item.state().focused and item.role() is not Role.Pane]
        ringed = [node.name for node in shell.scene.touches if node.id == shell.view.focus]
        assert [item.text(QAccessible.Text.Name) for item in focused] == ringed
        assert len(ringed) == 1


def test_a_chosen_chip_says_so(front: Front) -> None:
    shell, window = front
    for act in ("language:en", "need:food", "all:food", "chip:free"):
        activate(shell, act)
    QCoreApplication.processEvents()
    items = list(_walk(QAccessible.queryAccessibleInterface(window.window)))
    chips = [item for item in items if item.role() is Role.CheckBox]
    checked = [item.text(QAccessible.Text.Name) for item in chips if item.state().checked]
    assert checked == ["Free"]
