"""Makes the program that is about to start keep something of a visit, or send it away.

Python runs this file before anything else where the folder is on its path. ``KIOSK_BROKEN`` names
what is broken; the true program never sees this.
"""

# ruff: noqa: PLC0415 - only what is asked for is loaded

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def what_is_typed_is_logged() -> None:
    import logging

    from kiosk.visit import visit

    true = visit._type

    def typed(before: Any, letter: str) -> Any:
        found = true(before, letter)
        logging.getLogger("kiosk").warning("no result for %s", found.typed)
        return found

    visit._type = typed


def words_to_say_pass_through_a_file() -> None:
    from kiosk.devices import speech_player

    true = speech_player._in_memory

    def in_a_file(content: bytes) -> int:
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
        return true(content)

    speech_player._in_memory = in_a_file


def paper_passes_through_a_file() -> None:
    from kiosk.devices.cups import CupsQueue

    true = CupsQueue._send

    def send(self: Any, document: bytes, stop: Any) -> Any:
        with tempfile.NamedTemporaryFile() as file:
            file.write(document)
            file.flush()
            return true(self, document, stop)

    CupsQueue._send = send


def dots_pass_through_a_file() -> None:
    from kiosk.devices.receipt import ReceiptDevice

    true = ReceiptDevice.print

    def send(self: Any, document: bytes, stop: Any) -> Any:
        with tempfile.NamedTemporaryFile() as file:
            file.write(document)
            file.flush()
            return true(self, document, stop)

    ReceiptDevice.print = send


def visits_are_kept() -> None:
    from kiosk.visit import visit

    true = visit.reduce_visit

    def after(before: Any, act: Any) -> Any:
        with (Path(os.environ["HOME"]) / "acts").open("a", encoding="utf-8") as file:
            file.write(f"{act}\n")
        return true(before, act)

    visit.reduce_visit = after


def title_tells() -> None:
    from kiosk.devices.cups import CupsQueue

    true = CupsQueue._send

    def send(self: Any, document: bytes, stop: Any) -> Any:
        self._lp = tuple("Wyqtam Vroodle" if one == "Page" else one for one in self._lp)
        return true(self, document, stop)

    CupsQueue._send = send


def words_to_say_are_arguments() -> None:
    from kiosk.devices import speech_player

    true = speech_player.Player._started

    def started(self: Any, command: list[str], words: bytes) -> Any:
        return true(self, [*command, words.decode()], b"")

    speech_player.Player._started = started


def somebody_is_told() -> None:
    import socket

    from kiosk.visit import visit

    true = visit.reduce_visit

    def after(before: Any, act: Any) -> Any:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(repr(act).encode(), ("127.0.0.1", 9))
        return true(before, act)

    visit.reduce_visit = after


RULES: dict[str, Callable[[], None]] = {
    rule.__name__: rule
    for rule in (
        what_is_typed_is_logged,
        words_to_say_pass_through_a_file,
        paper_passes_through_a_file,
        dots_pass_through_a_file,
        visits_are_kept,
        title_tells,
        words_to_say_are_arguments,
        somebody_is_told,
    )
}
if name := os.environ.get("KIOSK_BROKEN"):
    RULES[name]()
