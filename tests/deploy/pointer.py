"""A finger for a compositor without hardware: the few Wayland requests of a virtual pointer.

Numbers of requests are those of wayland.xml and wlr-virtual-pointer-unstable-v1.xml.
"""

import os
import select
import socket
import struct
import time
from pathlib import Path

DISPLAY, REGISTRY, DONE, MANAGER, POINTER = 1, 2, 3, 4, 5
LEFT = 0x110
"""BTN_LEFT of linux/input-event-codes.h."""
WANTED = "zwlr_virtual_pointer_manager_v1"


def _text(value: str) -> bytes:
    raw = value.encode() + b"\0"
    return struct.pack("<I", len(raw)) + raw + b"\0" * (-len(raw) % 4)


def _moment() -> int:
    return int(time.monotonic() * 1000) & 0xFFFFFFFF


class Finger:
    """Touches points of a screen of ``size`` pixels."""

    def __init__(self, socket_path: Path, size: tuple[int, int]) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(os.fspath(socket_path))
        self._size = size
        self._send(DISPLAY, 1, struct.pack("<I", REGISTRY))
        self._send(DISPLAY, 0, struct.pack("<I", DONE))
        number = self._manager()
        named = struct.pack("<I", number) + _text(WANTED) + struct.pack("<II", 1, MANAGER)
        self._send(REGISTRY, 0, named)
        self._send(MANAGER, 0, struct.pack("<II", 0, POINTER))

    def _send(self, receiver: int, request: int, arguments: bytes = b"") -> None:
        length = 8 + len(arguments)
        self._line.sendall(struct.pack("<II", receiver, length << 16 | request) + arguments)

    def _manager(self) -> int:
        """The number under which the compositor offers virtual pointers."""
        content = b""
        while True:
            content += self._line.recv(65536)
            while len(content) >= 8:
                sender, word = struct.unpack_from("<II", content)
                event, body = content[8 : word >> 16], word & 0xFFFF
                if len(content) < word >> 16:
                    break
                content = content[word >> 16 :]
                if (sender, body) == (REGISTRY, 0) and WANTED.encode() in event:
                    return int(struct.unpack_from("<I", event)[0])
                if sender == DONE:
                    raise OSError("the compositor knows no virtual pointer")

    def touch(self, x: int, y: int, seconds: float = 0) -> None:
        """Down at a point, and up after a time."""
        self._send(POINTER, 1, struct.pack("<IIIII", _moment(), x, y, *self._size))
        self._send(POINTER, 4)
        for state, wait in ((1, seconds), (0, 0)):
            self._send(POINTER, 2, struct.pack("<III", _moment(), LEFT, state))
            self._send(POINTER, 4)
            time.sleep(wait)
        if select.select([self._line], [], [], 0)[0] and not self._line.recv(65536):
            raise OSError("the compositor ended")

    def close(self) -> None:
        """Takes the finger away."""
        self._line.close()
