"""Unix sockets: the only module that opens sockets, none of which can reach a network."""

import socket
from contextlib import suppress
from pathlib import Path
from typing import Final

Line = socket.socket
"""A connection."""

PATIENCE_S: Final = 10
"""Seconds to wait for somebody to take up a connection."""


def send(address: str, message: str) -> None:
    """Sends one datagram; an address with ``@`` first has no file. Raises :class:`OSError`."""
    place = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as own:
        own.settimeout(0)
        own.sendto(message.encode(), place)


def connect(path: Path) -> Line:
    """A connection to whoever listens at ``path``. Raises :class:`OSError`."""
    own = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
    try:
        own.settimeout(PATIENCE_S)
        own.connect(str(path))
        own.settimeout(None)
    except OSError:
        own.close()
        raise
    return own


def hang_up(line: Line) -> None:
    """Ends a connection both ways: whoever reads from it reads its end."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
