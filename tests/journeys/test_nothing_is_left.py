"""A visit writes no file: what was typed, kept and shown is nowhere once it is over."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem

from kiosk.ui import composer as composer_module
from kiosk.ui.kit.page_context import PageContext
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.touches import activate

WORD = "zqxjk"


def _snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(folder.rglob("*"))
    }


def test_a_visit_changes_no_file(arrive: VisitorMaker, data_folder: Path) -> None:
    visitor = arrive()
    before = _snapshot(data_folder)
    visitor.touch("English").touch("search")
    for letter in WORD:
        visitor.touch(f"key:{letter}")
    visitor.sees(WORD)
    for act in ("need:talk", "service:weave-line", "keep:weave-line", "qr:weave-line", "leave"):
        activate(visitor.kiosk.shell, act)
    assert _snapshot(data_folder) == before
    for path in data_folder.rglob("*"):
        if path.is_file():
            assert WORD.encode() not in path.read_bytes()


def _who_typed(arrive: VisitorMaker) -> Visitor:
    visitor = arrive()
    visitor.touch("English").touch("search")
    for letter in WORD:
        visitor.touch(f"key:{letter}")
    return visitor


def _is_gone(visitor: Visitor) -> None:
    shell = visitor.kiosk.shell
    assert WORD not in repr(shell.visit)
    assert WORD not in repr(shell.scene)
    for meter in visitor.kiosk.composer._meters.values():
        assert all(WORD not in key[0] for key in meter._cache)


def test_what_was_typed_is_gone_from_memory_after_leaving(arrive: VisitorMaker) -> None:
    _is_gone(_who_typed(arrive).touch("leave"))


def test_what_was_typed_is_gone_where_the_next_person_answers_no_question(
    arrive: VisitorMaker,
) -> None:
    visitor = _who_typed(arrive)
    visitor.kiosk.shell.keys.pressed(Qt.Key.Key_Tab)
    visitor.waits(121).is_on("idle")
    activate(visitor.kiosk.shell, "talk")
    _is_gone(visitor.is_on("talk"))
    assert visitor.kiosk.shell.view.property("ringBox").isEmpty(), "nor who used keys before"


def test_what_was_typed_is_gone_after_a_page_that_failed(
    arrive: VisitorMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = _who_typed(arrive)
    real = composer_module._page

    def failing(module: str, function: str) -> Callable[[PageContext], None]:
        return {}[module] if module == "service" else real(module, function)

    monkeypatch.setattr(composer_module, "_page", failing)
    failures: list[object] = []
    monkeypatch.setattr(
        "kiosk.ui.runtime.failure._log.error", lambda *parts: failures.append(parts)
    )
    activate(visitor.kiosk.shell, "service:weave-line")
    assert failures
    _is_gone(visitor.is_on("talk"))


def _pictures(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.property("address"):
            yield child
        yield from _pictures(child)


def test_the_toolkit_keeps_no_picture_of_what_is_taken_along(arrive: VisitorMaker) -> None:
    visitor = arrive()
    kinds = set()
    for act in ("language:en", "service:weave-line", "qr:weave-line", "learn:weave-line", "print"):
        activate(visitor.kiosk.shell, act if act != "print" else "print:weave-line")
        visitor._settle()
        for picture in _pictures(visitor.window.contentItem()):
            kind = picture.property("address").split("-")[0]
            of_a_visit = kind in {"code", "slip", "finger"}
            assert picture.property("cache") is not of_a_visit, picture.property("address")
            kinds.add(kind)
    assert kinds > {"code", "slip", "finger"}


class _Watch:
    """Python's audit events that write, connect or start something, while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            flags = args[2] if len(args) > 2 and isinstance(args[2], int) else 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND):
                self.seen.append(f"open for writing {args[0]!r}")
        elif event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn")):
            self.seen.append(event)


def _whole_visit(visitor: Visitor) -> None:
    visitor.touch("English").touch("search")
    for letter in WORD:
        visitor.touch(f"key:{letter}")
    for act in (
        *("need:talk", "service:weave-line", "keep:weave-line", "learn:weave-line"),
        *("qr:weave-line", "print:weave-line", "talk", "speak", "language:ar", "see"),
        *("guides", "guide:is-this-okay", "leave", "return"),
    ):
        activate(visitor.kiosk.shell, act)


def test_a_visit_writes_nothing_opens_no_socket_and_starts_nothing(arrive: VisitorMaker) -> None:
    watch = _Watch()
    visitor = arrive()
    # In a clone Python keeps the bytecode of what it loads first; an installed program has it.
    _whole_visit(visitor)
    watch.on = True
    try:
        _whole_visit(visitor)
    finally:
        watch.on = False
    assert not watch.seen


def test_the_watch_would_notice(tmp_path: Path) -> None:
    watch = _Watch()
    watch.on = True
    (tmp_path / "trace").write_text(WORD)
    watch.on = False
    assert any("trace" in line for line in watch.seen)
