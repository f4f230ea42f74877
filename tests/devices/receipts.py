"""A receipt printer of paper: it reads ESC/POS byte by byte and keeps the dots it would print."""

from dataclasses import dataclass, field

COMMANDS = {b"\x1b@": 0, b"\x1dVB": 1, b"\x1dr": 1, b"\x10\x04": 1, b"\x10\x14\x08": 7}
"""What it knows besides pictures, and how many bytes follow."""


@dataclass
class Receipt:
    """What came out: rows of dots, where it was cut, which questions were asked."""

    rows: list[bytes] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)
    bands: list[int] = field(default_factory=list)
    width: int = 0
    unread: bytes = b""

    def feed(self, data: bytes) -> None:
        """Reads as many whole commands as there are.

        Raises:
            ValueError: a byte is no command it knows: a printer would print a letter.
        """
        data = self.unread + data
        while data and (used := self._one(data)):
            data = data[used:]
        self.unread = data

    def _one(self, data: bytes) -> int:
        if data.startswith(b"\x1dv0\x00"):
            return self._picture(data)
        for command, more in COMMANDS.items():
            if data.startswith(command):
                return self._command(command, data, len(command) + more)
            if command.startswith(data) or b"\x1dv0\x00".startswith(data):
                return 0
        raise ValueError(f"a printer would print {data[:8]!r}")

    def _command(self, command: bytes, data: bytes, length: int) -> int:
        if len(data) < length:
            return 0
        if command == b"\x1dVB":
            self.cuts.append(len(self.rows))
        elif command in {b"\x10\x04", b"\x1dr"}:
            self.asked.append(data[:length])
        elif command.startswith(b"\x10\x14"):
            self.rows.clear()
        return length

    def _picture(self, data: bytes) -> int:
        if len(data) < 8:
            return 0
        across, high = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
        end = 8 + across * high
        if len(data) < end:
            return 0
        self.width = across * 8
        self.bands.append(high)
        self.rows += [data[at : at + across] for at in range(8, end, across)]
        return end


def read(document: bytes) -> Receipt:
    """What a printer makes of a whole document."""
    receipt = Receipt()
    receipt.feed(document)
    assert receipt.unread == b""
    return receipt
