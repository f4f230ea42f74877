"""A receipt printer at the other end of a line, and what it may be given."""

import os
import re
import select
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.devices.escpos_raster import Dots
from kiosk.devices.receipt import _CLEAR, _STATUS
from tests.devices.receipts import Receipt

_QUESTION = re.compile(rb"\x10\x04[\x01-\x04]")

CALM, OPEN, EMPTY, ERROR, NEAR_END, END = 0x12, 0x16, 0x32, 0x52, 0x1E, 0x7E
"""Answers to DLE EOT 2 (the first four) and 4."""


def picture(width: int = 384, height: int = 100) -> Dots:
    rows = bytes((x * 7 + y * 13) % 256 for y in range(height) for x in range(width // 8))
    return Dots(width, rows)


def _begun(data: bytes) -> int:
    """How many of the last bytes may be the beginning of what a printer obeys at once."""
    lengths = range(len(_CLEAR) - 1, 0, -1)
    return next((n for n in lengths if data.endswith((_CLEAR[:n], _STATUS[:n]))), 0)


@dataclass
class Fake:
    """A printer at the other end of a line: what it answers, how much it takes, what it got."""

    offline: int = CALM
    sensor: int = CALM
    mute: bool = False
    takes: int = 1 << 30
    paper_ends_at: int = 1 << 30
    slow_s: float = 0.0
    got: Receipt = field(default_factory=Receipt)
    count: int = 0
    cleared: int = 0
    stuck: bool = False
    held: bytes = b""
    """The beginning of what it obeys at once, until the rest arrives."""

    def __post_init__(self) -> None:
        self.host, self.device = os.openpty()
        self.path = Path(os.ttyname(self.device))
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._work)
        self.thread.start()

    def _work(self) -> None:
        while not self.over.is_set():
            if self.count >= self.takes:
                self.stuck = True
                time.sleep(0.01)
                continue
            if select.select((self.host,), (), (), 0.02)[0]:
                try:
                    data = os.read(self.host, 512)
                except OSError:
                    return
                self.count += len(data)
                time.sleep(self.slow_s)
                self._take(data)

    def _take(self, data: bytes) -> None:
        if self.stuck and self.mute:
            return  # what comes after half a picture is no document
        before = len(self.got.asked)
        data = self.held + data
        whole = len(data) - _begun(data)
        data, self.held = data[:whole], data[whole:]
        if _CLEAR in data:
            # A printer obeys it at once, also in the middle of a picture.
            data = data.rpartition(_CLEAR)[2]
            self.got.rows.clear()
            self.got.unread = b""
            self.cleared += 1
        if self.stuck and self.got.unread:
            # So it does with a question.
            self.got.asked += _QUESTION.findall(data)
            data = _QUESTION.sub(b"", data)
        self.got.feed(data)
        if self.count >= self.paper_ends_at:
            self.offline, self.sensor = EMPTY, END
        for question in self.got.asked[before:]:
            self._answer(question)

    def _answer(self, question: bytes) -> None:
        if self.mute:
            return
        time.sleep(self.slow_s)
        if question[:2] != b"\x1dr":
            os.write(self.host, bytes((self.offline if question[2] == 2 else self.sensor,)))
        elif self.offline == CALM:
            os.write(self.host, b"\x00")

    def unplug(self) -> None:
        self.over.set()
        self.thread.join()
        for end in (self.host, self.device):
            with suppress(OSError):
                os.close(end)
