"""Receipt printers: a device file whose status is read before and during printing.

The commands come from Epson's ESC/POS reference, which other makers follow.
"""

import errno
import os
import select
import stat
import termios
import time
import tty
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Self

from kiosk.devices.escpos_raster import CUT_OFF
from kiosk.devices.printers import PrinterProblem

_STATUS = b"\x10\x04"
_OFFLINE, _SENSOR = 2, 4
_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""Real-time command: clear the printer's buffer."""
_IN_TURN = b"\x1dr\x01"
"""Answered only when everything sent before it is on paper."""
_END_OF_ROLL = 0x0C
"""Bits of that answer; an answer to ``DLE EOT`` never has its form."""
ANSWER_S, ASKED_S, STUCK_S = 0.4, 1.0, 15.0
"""Seconds to wait for an answer, between two status requests, and without any progress."""
LONGEST_S = 120.0
"""Time limit until the last byte is taken: 150 mm on an 80 mm roll need 90 s at 9,600 baud."""
_STEP_S = 0.2
_MAX_BACKLOG, _MAX_UNASKED = 4096, 64
"""Bytes that may wait before the first request, which is what the kernel's buffer holds, and that
may come unasked with an answer: printers report their status in four bytes."""
_CHUNK = 2048


def offline_problem(status: int) -> PrinterProblem | None:
    """Return the trouble in an answer to ``DLE EOT 2``: cover, end of paper, error."""
    if status & 0x04:
        return PrinterProblem.COVER_OPEN
    if status & 0x20:
        return PrinterProblem.PAPER_OUT
    return PrinterProblem.FAULT if status & 0x40 else None


def sensor_problem(status: int) -> PrinterProblem | None:
    """Return the trouble in an answer to ``DLE EOT 4``: end of the roll, but not "near end"."""
    return PrinterProblem.PAPER_OUT if status & 0x60 else None


def is_status(byte: int) -> bool:
    """True if a byte answers ``DLE EOT``: bits 1 and 4 are set, bits 0 and 7 are not."""
    return byte & 0x93 == 0x12  # noqa: PLR2004 - the pattern in the docstring


class ReceiptDevice:
    """A printer at a device file such as /dev/usb/lp0 or a serial port.

    If it answers, its sensors decide. If it is mute, it counts as ready while it is connected.
    """

    def __init__(
        self, path: Path, baud: int = 38400, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._path, self._baud, self._clock = path, baud, clock
        self._left: bool | None = None
        """True if part of a failed job may be in the printer's buffer; ``None`` after a start,
        because an earlier process may have been killed while it printed."""

    def state(self) -> PrinterProblem | None:
        """Return what the printer reports."""
        try:
            with _Line(self._path, self._baud, self._clock) as line:
                return line.begin()
        except _Flooding:
            return PrinterProblem.FAULT
        except OSError as error:
            return _trouble_of(error)

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Write the document at the printer's pace, and wait until its last row is on paper."""
        before = self._left = bool(self._left)
        try:
            with _Line(self._path, self._baud, self._clock) as line:
                if (trouble := line.begin()) is not None:
                    return trouble
                self._left = True
                outcome = line.sent(document, stop)
                may = outcome is not None and (before or line.wrote)
                self._left = may and not line.clear()
                return outcome
        except _Flooding:
            return PrinterProblem.FAULT
        except OSError as error:
            return _trouble_of(error)

    def purge(self) -> bool:
        """Clear what a failed job may have left, also before this start; true if it is gone.

        The device file itself holds nothing.
        """
        if self._left is not False:
            with suppress(OSError), _Line(self._path, self._baud, self._clock) as line:
                line.begin()
                self._left = not line.clear()
        return self._left is False


def _trouble_of(error: OSError) -> PrinterProblem:
    busy = {errno.EBUSY, errno.EACCES, errno.EPERM}
    return PrinterProblem.STOPPED if error.errno in busy else PrinterProblem.ABSENT


class _Flooding(OSError):  # noqa: N818 - what it does
    """The device never stops sending: it is not a receipt printer, or a broken one."""


class _Line:
    """An open device; no call waits longer than its time limit.

    Raises:
        OSError: it cannot be opened or is gone. All methods except ``clear`` raise it too.
    """

    def __init__(self, path: Path, baud: int, clock: Callable[[], float]) -> None:
        self._clock, self.mute, self.wrote = clock, False, False
        flags = os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        if not stat.S_ISCHR(path.stat().st_mode):
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        self._file = os.open(path, flags)
        try:
            self._serial = os.isatty(self._file)
            if self._serial:
                _prepare(self._file, baud)
        except (OSError, termios.error) as error:
            os.close(self._file)
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def begin(self) -> PrinterProblem | None:
        """Return the sensors' trouble before a job; a printer that does not answer is mute."""
        self.mute = self._status(_OFFLINE) is None
        return self.trouble()

    def trouble(self) -> PrinterProblem | None:
        """Return the trouble that the sensors report, as far as they answer."""
        if self.mute:
            return None
        offline, sensor = self._status(_OFFLINE), self._status(_SENSOR)
        roll = None if sensor is None else sensor_problem(sensor)
        return roll or (None if offline is None else offline_problem(offline))

    def sent(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Call :meth:`send`; report a flood as a fault, so that the caller clears the buffer."""
        try:
            return self.send(document, stop)
        except _Flooding:
            return PrinterProblem.FAULT

    def send(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Write the whole document, and read the sensors meanwhile."""
        remaining = memoryview(document)
        begun = moved = asked = self._clock()
        while remaining:
            if stop.is_set():
                return PrinterProblem.CANCELLED
            now = self._clock()
            if taken := self._put(remaining[:_CHUNK]):
                remaining, moved, self.wrote = remaining[taken:], now, True
            if now - moved >= STUCK_S or now - begun >= LONGEST_S:
                return PrinterProblem.STUCK
            if now - asked >= ASKED_S:
                if (trouble := self.trouble()) is not None:
                    return trouble
                asked = self._clock()
        return None if self.mute else self._finished(stop)

    def clear(self) -> bool:
        """Clear the printer's buffer after a job; true only if it is certainly empty.

        It is empty if the port took the whole command and the printer answers a later request:
        bytes may wait in the port, and the buffer of a mute printer is unknown. A printer that was
        stuck first answers every earlier request, so only an answer after it fell silent counts.
        The paper so far is cut off, or it would come out with the next slip.
        """
        try:
            if self._serial:
                termios.tcflush(self._file, termios.TCOFLUSH)
            taken = 0 if self.mute else self._put(_CLEAR)
            if taken < len(_CLEAR) or self._status(_OFFLINE) is None:
                return False
            self._drain_answers()
            if cleared := self._status(_OFFLINE) is not None:
                self._put(CUT_OFF)
        except (OSError, termios.error):
            return False
        return cleared

    def _finished(self, stop: Event) -> PrinterProblem | None:
        """Wait until the printer confirms that everything is on paper."""
        self._drain()
        self._put(_IN_TURN)
        until = self._clock() + STUCK_S
        while self._clock() < until:
            if stop.is_set():
                return PrinterProblem.CANCELLED
            byte = self._answer(_STEP_S)
            if byte is None:
                self._put(_STATUS + bytes((_OFFLINE,)))
            elif not is_status(byte):
                return PrinterProblem.PAPER_OUT if byte & _END_OF_ROLL else None
            elif (trouble := offline_problem(byte)) is not None:
                return trouble
        return PrinterProblem.STUCK

    def _status(self, which: int) -> int | None:
        self._drain()
        if not self._put(_STATUS + bytes((which,))):
            return None
        until, unasked = self._clock() + ANSWER_S, 0
        while (left := until - self._clock()) > 0:
            byte = self._answer(left)
            if byte is not None and is_status(byte):
                return byte
            unasked += byte is not None
            if unasked > _MAX_UNASKED:
                raise _Flooding
        return None

    def _put(self, data: "memoryview | bytes") -> int:
        """Write what the device takes within a moment; return the number of bytes."""
        if not select.select((), (self._file,), (), _STEP_S)[1]:
            return 0
        try:
            return os.write(self._file, data)
        except BlockingIOError:
            return 0

    def _answer(self, wait_s: float) -> int | None:
        if not select.select((self._file,), (), (), wait_s)[0]:
            return None
        try:
            read = os.read(self._file, 1)
        except BlockingIOError:
            return None
        if not read:
            time.sleep(_STEP_S)  # some drivers are always readable and return nothing
            return None
        return read[0]

    def _drain_answers(self) -> None:
        """Discard answers until the device is silent for as long as an answer takes.

        Raises:
            _Flooding: the device never stops.
        """
        for _ in range(_MAX_UNASKED):
            if self._answer(ANSWER_S) is None:
                return
        raise _Flooding

    def _drain(self) -> None:
        """Discard everything that waits to be read.

        Raises:
            _Flooding: the device never stops.
        """
        total, until = 0, self._clock() + ANSWER_S
        while select.select((self._file,), (), (), 0)[0]:
            try:
                read = len(os.read(self._file, 64))
            except BlockingIOError:
                return
            if not read:
                return
            total += read
            if total > _MAX_BACKLOG or self._clock() >= until:
                raise _Flooding


def _prepare(file: int, baud: int) -> None:
    """Set a serial port to raw bytes at the given speed."""
    tty.setraw(file, termios.TCSANOW)
    mode = termios.tcgetattr(file)
    mode[4] = mode[5] = getattr(termios, f"B{baud}")
    termios.tcsetattr(file, termios.TCSANOW, mode)
