"""The shell: keys, the ring, and what stands on the screen when a page fails."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.application import make_composer
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock
from kiosk.program import Program
from kiosk.services.visit import Screen
from kiosk.settings import Settings
from kiosk.ui import composer as composer_module
from kiosk.ui.shell import Shell
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Glass

TYPED = "my secret word"


@pytest.fixture
def shell(qapp: object, factory_directory: ServiceDirectory, catalogues: Path) -> Shell:
    del qapp, catalogues
    program = Program(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    composer, _ = make_composer(program, Glass(1280, 800), factory_directory)
    return Shell(composer, "en")


def test_keys_reach_every_target_and_come_round(shell: Shell) -> None:
    shell.activate("language:en")
    reached = []
    for _ in shell.scene.touches:
        assert shell.keyPressed(Qt.Key.Key_Down)
        box = shell.property("ringBox")
        reached.append((box.x(), box.y()))
    assert len(set(reached)) == len(shell.scene.touches)
    assert {(node.box.x, node.box.y) for node in shell.scene.touches} == set(reached)


def test_the_ring_shows_only_after_a_key(shell: Shell) -> None:
    shell.activate("language:en")
    assert shell.property("ringBox").isEmpty()
    shell.keyPressed(Qt.Key.Key_Tab)
    assert not shell.property("ringBox").isEmpty()
    shell.press(shell.scene.touches[0].id, at_once=False)
    assert shell.property("ringBox").isEmpty()


def test_enter_chooses_backspace_goes_back_escape_leaves(shell: Shell) -> None:
    shell.activate("language:en")
    target = next(node for node in shell.scene.touches if node.id == "need:food")
    while shell.property("ringBox").topLeft().toTuple() != (target.box.x, target.box.y):
        shell.keyPressed(Qt.Key.Key_Right)
    shell.keyPressed(Qt.Key.Key_Return)
    assert shell.visit.route.screen is Screen.RESULTS
    shell.keyPressed(Qt.Key.Key_Backspace)
    assert shell.visit.route.screen is Screen.HOME
    shell.keyPressed(Qt.Key.Key_Escape)
    assert shell.visit.route.screen is Screen.COVER


def test_a_page_that_fails_shows_the_helplines_and_tells_no_secret(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = composer_module._page

    def failing(module: str, function: str) -> Callable[[Stage], None]:
        if module == "search":

            def broken(_stage: Stage) -> None:
                raise RuntimeError(TYPED)

            return broken
        return real(module, function)

    monkeypatch.setattr(composer_module, "_page", failing)
    shell.activate("language:es")
    logger = logging.getLogger("kiosk.ui.shell")
    logger.propagate = False
    records: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = records.append
    logger.addHandler(handler)
    try:
        shell.activate("search")
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    assert shell.visit.route.screen is Screen.TALK
    assert shell.visit.language == "es"
    assert "1-888-373-7888" in shell.scene.texts
    assert records
    assert all(TYPED not in record.getMessage() for record in records)
    assert not caplog.records


def test_a_directory_that_cannot_be_read_leaves_the_compiled_in_helplines(
    qapp: object, factory_database: Path, catalogues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails under an open database: even the list of helplines cannot be read."""
    del qapp, catalogues
    program = Program(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    directory = open_directory(factory_database)
    composer, _ = make_composer(program, Glass(1280, 800), directory)
    shell = Shell(composer, "en")
    failures: list[object] = []
    monkeypatch.setattr("kiosk.ui.shell._log.error", lambda *parts: failures.append(parts))
    directory.close()
    shell.activate("language:es")
    for act in ("need:food", "talk"):
        shell.activate(act)
        assert "1-888-373-7888" in shell.scene.texts, act
    assert failures
