"""The shell: keys, the ring, and what stands on the screen when a page fails."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.ui import composer as composer_module
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.visit.acts import Screen
from tests.touches import activate

TYPED = "my secret word"


@pytest.fixture
def shell(qapp: object, factory_directory: ServiceDirectory, catalogues: Path) -> Shell:
    del qapp, catalogues
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    composer, _ = make_composer(program, Glass(1280, 800), factory_directory)
    return Shell(composer, "en")


def test_keys_reach_every_target_and_come_round(shell: Shell) -> None:
    activate(shell, "language:en")
    reached = []
    for _ in shell.scene.touches:
        assert shell.keys.pressed(Qt.Key.Key_Down)
        box = shell.view.property("ringBox")
        reached.append((box.x(), box.y()))
    assert len(set(reached)) == len(shell.scene.touches)
    begun = reached[0]
    shell.keys.pressed(Qt.Key.Key_Down)
    box = shell.view.property("ringBox")
    assert (box.x(), box.y()) == begun


def test_the_ring_shows_only_after_a_key(shell: Shell) -> None:
    activate(shell, "language:en")
    assert shell.view.property("ringBox").isEmpty()
    shell.keys.pressed(Qt.Key.Key_Tab)
    assert not shell.view.property("ringBox").isEmpty()
    shell.touch.press(shell.scene.touches[0].id, at_once=False, at=QPoint())
    assert shell.view.property("ringBox").isEmpty()


def test_a_finger_that_was_lost_types_nothing(shell: Shell) -> None:
    """The question came under it, and took its key away: it never lifts."""
    for act in ("language:en", "search"):
        activate(shell, act)
    shell.touch.press("key:a", at_once=False, at=QPoint())
    shell.after_quiet(130)
    shell.touch.press("yes", at_once=False, at=QPoint())
    shell.touch.release("yes", inside=True, at=QPoint())
    shell.touch.press("key:b", at_once=False, at=QPoint())
    shell.touch.press("key:b", at_once=False, at=QPoint())
    shell.touch.release("key:b", inside=True, at=QPoint())
    assert shell.visit.typed == "b"


def test_leaving_asks_no_finger_first(shell: Shell) -> None:
    for act in ("language:en", "search"):
        activate(shell, act)
    obeyed: list[str] = []
    obey = shell.obey
    shell.obey = lambda target: (obeyed.append(target), obey(target))[1]  # type: ignore[method-assign]
    shell.touch.press("key:a", at_once=False, at=QPoint())
    shell.touch.press("leave", at_once=True, at=QPoint())
    shell.touch.release("key:a", inside=True, at=QPoint())
    assert obeyed == ["leave"]
    assert shell.scene.screen == "cover"


def test_an_arrow_draws_no_ring_around_the_cover(shell: Shell) -> None:
    for act in ("language:en", "leave"):
        activate(shell, act)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right):
        assert shell.keys.pressed(key)
        assert shell.view.property("ringBox").isEmpty()
    assert shell.scene.screen == "cover"


def test_enter_chooses_backspace_goes_back_escape_leaves(shell: Shell) -> None:
    activate(shell, "language:en")
    for _ in range(3):
        shell.keys.pressed(Qt.Key.Key_Right)
    shell.keys.pressed(Qt.Key.Key_Return)
    assert shell.visit.route.screen is Screen.QUESTION
    shell.keys.pressed(Qt.Key.Key_Backspace)
    assert shell.visit.route.screen is Screen.HOME
    shell.keys.pressed(Qt.Key.Key_Escape)
    assert shell.visit.route.screen is Screen.COVER


def test_a_page_that_fails_shows_the_helplines_and_tells_no_secret(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, failures: list[str]
) -> None:
    real = composer_module._page

    def failing(module: str, function: str) -> Callable[[PageContext], None]:
        if module == "search":

            def broken(_stage: PageContext) -> None:
                raise RuntimeError(TYPED)

            return broken
        return real(module, function)

    monkeypatch.setattr(composer_module, "_page", failing)
    activate(shell, "language:es")
    activate(shell, "search")
    assert shell.visit.route.screen is Screen.TALK
    assert shell.visit.language == "es"
    assert "1-888-373-7888" in shell.scene.texts
    assert failures
    assert all(TYPED not in told for told in failures)


def test_a_directory_that_cannot_be_read_leaves_the_compiled_in_helplines(
    qapp: object, factory_database: Path, catalogues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails under an open database: even the list of helplines cannot be read."""
    del qapp, catalogues
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    directory = open_directory(factory_database)
    composer, _ = make_composer(program, Glass(1280, 800), directory)
    shell = Shell(composer, "en")
    failures: list[object] = []
    for place in ("ui.runtime.failure", "presentation.cover_numbers"):
        monkeypatch.setattr(f"kiosk.{place}._log.error", lambda *parts: failures.append(parts))
    directory.close()
    activate(shell, "language:es")
    for act in ("need:food", "talk"):
        activate(shell, act)
        assert "1-888-373-7888" in shell.scene.texts, act
    assert failures


def test_a_first_page_that_fails_is_still_nobodys(
    qapp: object,
    factory_directory: ServiceDirectory,
    catalogues: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else nobody could bring new data, nor let staff in, until it is mended."""
    del qapp, catalogues
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    composer, _ = make_composer(program, Glass(1280, 800), factory_directory)
    shell = Shell(composer, "en", staff=lambda: pytest.fail("nobody knocked"))
    failures: list[object] = []
    monkeypatch.setattr(
        "kiosk.ui.runtime.failure._log.error", lambda *parts: failures.append(parts)
    )

    def broken(_desk: DirectoryPresenter) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(DirectoryPresenter, "cards", broken)
        shell.renew()
        assert failures
        assert shell.scene.screen == "attract"
        assert "You can ask here." in shell.scene.texts
        assert shell.visit.untouched
        assert not shell.view.property("quietCorner").isEmpty()
        activate(shell, "language:es")
        assert shell.scene.screen == "home", "what does not need the cards works"
        activate(shell, "leave")
        activate(shell, "return")
        assert shell.visit.untouched
        patch.setattr("kiosk.ui.kit.page_context.welcome", broken)
        shell.renew()
        assert "1-888-373-7888" in shell.scene.texts, "that failed too"
    shell.after_quiet(1000)
    assert shell.scene.screen == "attract"
    failures.clear()
    shell.renew()
    assert not failures


def typed_on_keyboard(shell: Shell, text: str) -> None:
    for letter in text:
        assert shell.keys.pressed(0, letter)


def test_what_a_real_keyboard_writes_is_typed_where_one_searches(shell: Shell) -> None:
    for act in ("language:en", "search"):
        activate(shell, act)
    typed_on_keyboard(shell, "Legal aid")
    assert shell.visit.typed == "legal aid"
    assert any(text.endswith("legal aid") for text in shell.scene.texts)
    assert shell.keys.pressed(Qt.Key.Key_Backspace, "\b")
    assert shell.visit.typed == "legal ai"
    assert not shell.keys.pressed(0, "\x01"), "a shortcut writes nothing"
    assert not shell.keys.pressed(0, ":")
    shell.keys.pressed(Qt.Key.Key_Tab, "\t")
    typed_on_keyboard(shell, "d ")
    assert shell.visit.typed == "legal aid ", "who types does not choose with the space"


@pytest.mark.parametrize(
    ("tag", "written", "typed"),
    [("ru", "Жильё", "жильё"), ("ko", "ㅎㅏㄴ", "한"), ("vi", "ê", "ê")],
)
def test_a_real_keyboard_writes_every_script(
    shell: Shell, tag: str, written: str, typed: str
) -> None:
    for act in (f"language:{tag}", "search"):
        activate(shell, act)
    typed_on_keyboard(shell, written)
    assert shell.visit.typed == typed


def test_who_holds_the_key_that_erases_does_not_leave_the_search(shell: Shell) -> None:
    for act in ("language:en", "search", "key:a"):
        activate(shell, act)
    for _ in range(5):
        assert shell.keys.pressed(Qt.Key.Key_Backspace, "\b", held=True)
    assert shell.visit.typed == ""
    assert shell.visit.route.screen is Screen.SEARCH
    shell.keys.pressed(Qt.Key.Key_Backspace, "\b")
    assert shell.visit.route.screen is Screen.HOME


def test_a_real_keyboard_writes_nowhere_else(shell: Shell) -> None:
    activate(shell, "language:en")
    assert not shell.keys.pressed(0, "a")
    for act in ("search", "see"):
        activate(shell, act)
    assert not shell.keys.pressed(0, "a"), "a panel stands over the page"
    activate(shell, "done")
    shell.after_quiet(130)
    assert not shell.keys.pressed(0, "a"), "the question may be for someone else"
    assert shell.visit.typed == ""
