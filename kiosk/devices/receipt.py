"""Receipt printers: a device file that is asked before and while it prints.

Commands are those of Epson's ESC/POS reference, which other makers follow.
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
"""Real time: drop what is in the printer's memory."""
_IN_TURN = b"\x1dr\x01"
"""Is answered only when all that was sent before it is on paper."""
_END_OF_ROLL = 0x0C
"""In that answer; one to ``DLE EOT`` never looks like it."""
ANSWER_S, ASKED_S, STUCK_S = 0.4, 1.0, 15.0
"""Seconds to wait for an answer, between two questions while printing, and without any progress."""
LONGEST_S = 120.0
"""Seconds until the last byte is taken: 150 mm on a roll of 80 are 90 at 9,600 baud."""
_STEP_S = 0.2
_MOST_SAID, _MOST_BESIDE = 4096, 64
"""Bytes that a device may have said before it was asked, which is what a line of the system holds,
and may say beside its answer: printers tell of themselves in fours."""
_CHUNK = 2048


def offline_problem(status: int) -> PrinterProblem | None:
    """What ``DLE EOT 2`` answers: cover, end of paper, error."""
    if status & 0x04:
        return PrinterProblem.COVER_OPEN
    if status & 0x20:
        return PrinterProblem.PAPER_OUT
    return PrinterProblem.FAULT if status & 0x40 else None


def sensor_problem(status: int) -> PrinterProblem | None:
    """What ``DLE EOT 4`` answers: the end of the roll; "nearly" is none."""
    return PrinterProblem.PAPER_OUT if status & 0x60 else None


def is_status(byte: int) -> bool:
    """Whether a byte is an answer to ``DLE EOT``: bits 1 and 4 are set, 0 and 7 are not."""
    return byte & 0x93 == 0x12  # noqa: PLR2004 - that very pattern


class ReceiptDevice:
    """A printer on a device file such as /dev/usb/lp0 or a serial line.

    Where it answers, its sensors decide; where it is mute, being there is being ready.
    """

    def __init__(
        self, path: Path, baud: int = 38400, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._path, self._baud, self._clock = path, baud, clock
        self._left: bool | None = None
        """Something of a job that failed may still be in the printer's memory; of one of a program
        before, which was killed in the middle, nobody knows until the printer was asked."""

    def state(self) -> PrinterProblem | None:
        """What the printer says of itself."""
        try:
            with _Line(self._path, self._baud, self._clock) as line:
                return line.begin()
        except _Flooding:
            return PrinterProblem.FAULT
        except OSError as error:
            return _trouble_of(error)

    def print(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Writes the document while the printer takes it, and waits for its last row."""
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
        """Clears what a job that failed may have left, also before this start; whether it is gone.

        A device file itself holds nothing.
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
    """The device never stops saying something: it is no receipt printer, or a broken one."""


class _Line:
    """An open device, never waited for longer than it is given.

    Raises:
        OSError: it cannot be opened, or went away; so do all methods but ``clear``.
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
        """What the sensors say before a job; a printer that answers nothing is mute from here."""
        self.mute = self._status(_OFFLINE) is None
        return self.trouble()

    def trouble(self) -> PrinterProblem | None:
        """What the sensors say, as far as they answer."""
        if self.mute:
            return None
        offline, sensor = self._status(_OFFLINE), self._status(_SENSOR)
        roll = None if sensor is None else sensor_problem(sensor)
        return roll or (None if offline is None else offline_problem(offline))

    def sent(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """:meth:`send`, with a flood as a fault: what was written so far is to be forgotten."""
        try:
            return self.send(document, stop)
        except _Flooding:
            return PrinterProblem.FAULT

    def send(self, document: bytes, stop: Event) -> PrinterProblem | None:
        """Writes all of it; its sensors are asked meanwhile, before its memory is full."""
        rest = memoryview(document)
        begun = moved = asked = self._clock()
        while rest:
            if stop.is_set():
                return PrinterProblem.CANCELLED
            now = self._clock()
            if taken := self._put(rest[:_CHUNK]):
                rest, moved, self.wrote = rest[taken:], now, True
            if now - moved >= STUCK_S or now - begun >= LONGEST_S:
                return PrinterProblem.STUCK
            if now - asked >= ASKED_S:
                if (trouble := self.trouble()) is not None:
                    return trouble
                asked = self._clock()
        return None if self.mute else self._finished(stop)

    def clear(self) -> bool:
        """Lets the printer forget what it holds of a job that is over; whether it did for sure.

        It did where all of the command was taken and the printer answers a question asked after
        it: what a line takes may wait there, and one that is mute tells nothing of its memory.
        One that was stuck first answers all that it was asked meanwhile, so the answer that
        counts is to a question asked when it had fallen silent again. What is on paper by then is
        cut off: else it would come out with the next slip.
        """
        try:
            if self._serial:
                termios.tcflush(self._file, termios.TCOFLUSH)
            taken = 0 if self.mute else self._put(_CLEAR)
            if taken < len(_CLEAR) or self._status(_OFFLINE) is None:
                return False
            self._hear_out()
            if cleared := self._status(_OFFLINE) is not None:
                self._put(CUT_OFF)
        except (OSError, termios.error):
            return False
        return cleared

    def _finished(self, stop: Event) -> PrinterProblem | None:
        """Waits until the printer says that all before is on paper."""
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
        until, said = self._clock() + ANSWER_S, 0
        while (left := until - self._clock()) > 0:
            byte = self._answer(left)
            if byte is not None and is_status(byte):
                return byte
            said += byte is not None
            if said > _MOST_BESIDE:
                raise _Flooding
        return None

    def _put(self, data: "memoryview | bytes") -> int:
        """Bytes that were taken, within a moment."""
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
            time.sleep(_STEP_S)  # some drivers are always readable and say nothing
            return None
        return read[0]

    def _hear_out(self) -> None:
        """Reads away what the device still says, until it is silent for as long as an answer takes.

        Raises:
            _Flooding: it does not end.
        """
        for _ in range(_MOST_BESIDE):
            if self._answer(ANSWER_S) is None:
                return
        raise _Flooding

    def _drain(self) -> None:
        """Reads away what was said before.

        Raises:
            _Flooding: it does not end.
        """
        said, until = 0, self._clock() + ANSWER_S
        while select.select((self._file,), (), (), 0)[0]:
            try:
                read = len(os.read(self._file, 64))
            except BlockingIOError:
                return
            if not read:
                return
            said += read
            if said > _MOST_SAID or self._clock() >= until:
                raise _Flooding


def _prepare(file: int, baud: int) -> None:
    """A serial line passes bytes as they are, at its speed."""
    tty.setraw(file, termios.TCSANOW)
    mode = termios.tcgetattr(file)
    mode[4] = mode[5] = getattr(termios, f"B{baud}")
    termios.tcsetattr(file, termios.TCSANOW, mode)
