"""``[print]`` in a site's settings."""

import msgspec

from kiosk.devices.printers import (
    BAUDS,
    Cover,
    Paper,
    Printer,
    PrintTarget,
    PrintTargetKind,
    check_printer,
    default_paper,
    parse_print_target,
)


class PrintSettings(msgspec.Struct, frozen=True):
    """The printer, if there is one, its paper, and the title of the slips.

    ``printer`` is ``cups:QUEUE`` or ``escpos:FILE``. ``paper`` is letter, a4, 80 or 58; empty means
    the usual paper of such a printer. ``cover`` is plain, clinic or food. ``socket`` is the socket
    file of CUPS on this machine, ``baud`` the speed of a serial port.

    Raises:
        ValueError: a value is not allowed; the message names its key and the allowed values.
    """

    printer: str = ""
    paper: str = ""
    cover: str = "plain"
    socket: str = "/run/cups/cups.sock"
    baud: int = 38400

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if name != "baud" and not (isinstance(value, str) and value.isprintable()):
                raise ValueError(f"{name} must be one line of text in quotes")
        _choice("paper", self.paper, ("", *Paper))
        _choice("cover", self.cover, tuple(Cover))
        _choice("baud", self.baud, BAUDS)
        if not self.socket.startswith("/"):
            raise ValueError("socket must be a file from / on: the kiosk asks no other machine")
        if (sink := self.sink) is not None:
            check_printer(sink, self.holds)

    @property
    def sink(self) -> PrintTarget | None:
        """The printer, if the site has one."""
        return parse_print_target(self.printer) if self.printer else None

    @property
    def holds(self) -> Paper:
        """The paper in the printer."""
        if self.paper:
            return Paper(self.paper)
        return default_paper(self.sink) if self.sink else Paper.ROLL_80

    def own_printer(self) -> Printer | None:
        """Return the site's printer, if it has one; nothing is opened or started yet."""
        return self.printer_at(self.sink, self.holds) if self.sink else None

    def printer_at(self, target: PrintTarget, paper: Paper) -> Printer:
        """Return the printer of a checked sink, reached through the site's settings."""
        from kiosk.devices.cups import CupsQueue
        from kiosk.devices.receipt import ReceiptDevice

        if target.kind is PrintTargetKind.CUPS:
            return CupsQueue(target.place, paper, self.socket)
        return ReceiptDevice(target.path, self.baud)


def _choice(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if isinstance(value, bool) or value not in allowed:
        known = ", ".join(str(one) for one in allowed if one)
        raise ValueError(f"{name} must be one of {known}")
