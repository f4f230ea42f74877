"""Check that the compositor is alive: while it hangs, nothing drawn is visible.

Sends one ``wl_display.sync`` at a time on a connection of its own; object and message numbers are
those of wayland.xml. Sending and receiving never block, so the answer is read at the next check at
the earliest. Without Wayland there is nothing to check.
"""

import os
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.unix_socket import Line

_DISPLAY, _CALLBACK = 1, 2
_SYNC: Final = struct.pack("=III", _DISPLAY, 12 << 16, _CALLBACK)
_HEAD: Final = 8
_ERROR, _DELETED = 0, 1
"""Events of the display; the number of a callback that was answered is deleted, and free again."""
_BYTES: Final = 4096


@dataclass(slots=True)
class Compositor:
    """The compositor at the socket ``path``; without a socket it counts as alive."""

    path: Path | None
    _line: "Line | None" = field(default=None, init=False)
    _met: bool = field(default=False, init=False)
    _came: bytes = field(default=b"", init=False)

    @classmethod
    def of_screen(cls, platform: str, environment: Mapping[str, str] = os.environ) -> "Compositor":
        """Return the compositor of a screen whose windows Qt shows by ``platform``."""
        name = environment.get("WAYLAND_DISPLAY", "")
        if not name or not platform.startswith("wayland"):
            return cls(None)
        return cls(Path(environment.get("XDG_RUNTIME_DIR", "")) / name)

    def lives(self) -> bool:
        """True if it answered the last question; then ask the next one.

        One that was never reached is none to wait for. Takes two system calls.
        """
        if self.path is None:
            return True
        try:
            if self._line is None:
                self._meet(self.path)
            elif not self._answered(self._line):
                return False
            self._ask()
        except OSError:
            self.leave()
            return not self._met
        return True

    def leave(self) -> None:
        """Close the connection."""
        if self._line is not None:
            self._line.close()
        self._line, self._came = None, b""

    def _meet(self, path: Path) -> None:
        from kiosk.unix_socket import connect

        self._line = connect(path)
        self._line.settimeout(0)
        self._met = True

    def _ask(self) -> None:
        if self._line is not None:
            self._line.sendall(_SYNC)

    def _answered(self, line: "Line") -> bool:
        """Read the answers; raise :class:`OSError` if the connection was closed."""
        with suppress(BlockingIOError):
            while came := line.recv(_BYTES):
                self._came += came
            raise ConnectionResetError
        while len(self._came) >= _HEAD:
            sender, word = struct.unpack_from("=II", self._came)
            length, event = word >> 16, word & 0xFFFF
            if length < _HEAD or (sender, event) == (_DISPLAY, _ERROR):
                raise ConnectionResetError
            if len(self._came) < length:
                return False
            self._came = self._came[length:]
            if (sender, event) == (_DISPLAY, _DELETED):
                return True
        return False
