"""Parse the output of ``lpstat -l -p QUEUE -a QUEUE -o QUEUE`` in the C locale.

The words are those of CUPS 2.4 (systemv/lpstat.c). State reasons come from RFC 8011 5.4.12 and
from the backends of CUPS.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from kiosk.devices.printers import PrinterProblem

_REASONS: dict[str, PrinterProblem] = {
    "media-empty": PrinterProblem.PAPER_OUT,
    "media-needed": PrinterProblem.PAPER_OUT,
    "input-tray-missing": PrinterProblem.PAPER_OUT,
    "media-jam": PrinterProblem.JAM,
    "cover-open": PrinterProblem.COVER_OPEN,
    "door-open": PrinterProblem.COVER_OPEN,
    "interlock-open": PrinterProblem.COVER_OPEN,
    "offline": PrinterProblem.ABSENT,
    "shutdown": PrinterProblem.ABSENT,
    "timed-out": PrinterProblem.ABSENT,
    "paused": PrinterProblem.STOPPED,
    "moving-to-paused": PrinterProblem.STOPPED,
    "stopped": PrinterProblem.STOPPED,
    "stopping": PrinterProblem.STOPPED,
    "toner-empty": PrinterProblem.FAULT,
    "marker-supply-empty": PrinterProblem.FAULT,
    "marker-waste-full": PrinterProblem.FAULT,
    "output-area-full": PrinterProblem.FAULT,
    "fuser-over-temp": PrinterProblem.FAULT,
    "spool-area-full": PrinterProblem.FAULT,
    "cups-missing-filter": PrinterProblem.FAULT,
}
"""Reasons that prevent printing at any severity: CUPS backends report an empty tray as a warning
and a printer that is switched off as a report."""
_SEVERITY = re.compile(r"-(error|warning|report)$")
_LOOKING = "connecting-to-device"
_UNREACHED = {
    "Connecting to printer.",
    "The printer is in use.",
    "The printer is not responding.",
    "The printer is unreachable at this time.",
    "The printer may not exist or is unavailable at this time.",
    "Waiting for printer to become available.",
}
"""Messages of CUPS backends that do not reach their printer. The IPP backend gives no state reason
for a printer that is switched off."""
_WARMING = {"fuser-under-temp", "power-up"}
"""Reasons of a printer that is warming up (RFC 8011 5.4.12, PWG 5100.9)."""
_STALLED = {"job-stopped", "resources-are-not-ready", "aborted-by-system", "job-held"}
"""Reasons of a job that will not continue soon by itself."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """The state of a queue: ``jobs`` wait or print, ``printing`` is the active one.

    ``at_rest`` are failed jobs that wait for a retry. ``message`` is the printer's state message,
    which outlasts its job.
    """

    enabled: bool
    accepting: bool
    reasons: tuple[str, ...]
    printing: str
    jobs: tuple[str, ...]
    at_rest: tuple[str, ...]
    message: str

    @property
    def stopped(self) -> bool:
        """True if a person or CUPS has stopped the queue."""
        return not (self.enabled and self.accepting)

    @property
    def looking(self) -> bool:
        """True if the backend has not reached its printer yet."""
        return _LOOKING in self.reasons or self.message in _UNREACHED

    @property
    def warming(self) -> bool:
        """True if the printer reports warming up."""
        return any(_SEVERITY.sub("", reason) in _WARMING for reason in self.reasons)

    def without(self, reasons: Collection[str]) -> "QueueState":
        """Return the state without these reasons."""
        return replace(self, reasons=tuple(one for one in self.reasons if one not in reasons))

    @property
    def trouble(self) -> PrinterProblem | None:
        """The first trouble that prevents printing: the printer's own, else the queue's."""
        found = [trouble for reason in self.reasons if (trouble := problem_of(reason))]
        named = [trouble for trouble in found if trouble is not PrinterProblem.STOPPED]
        if named:
            return named[0]
        return PrinterProblem.STOPPED if found or self.stopped else None


def problem_of(reason: str) -> PrinterProblem | None:
    """Return the trouble that a state reason stands for."""
    name = _SEVERITY.sub("", reason)
    if name in _REASONS:
        return _REASONS[name]
    return PrinterProblem.FAULT if reason.endswith("-error") else None


def parse(queue: str, text: str) -> QueueState | None:
    """Return the state of ``queue``, or ``None`` if ``text`` does not mention it."""
    name = re.escape(queue)
    head = re.search(rf"^printer {name} (.*)\n(?:\t(.*)$)?", text, re.MULTILINE)
    taking = re.search(rf"^{name} (not )?accepting requests", text, re.MULTILINE)
    if head is None or taking is None:
        return None
    own = text[head.start() : taking.start()] if head.start() < taking.start() else text
    printing = re.search(rf"now printing ({name}-\d+)\.", head[1])
    jobs, at_rest = list[str](), list[str]()
    for job in re.finditer(rf"^({name}-\d+) .*\n((?:\t.*\n?)*)", text, re.MULTILINE):
        jobs.append(job[1])
        if _STALLED.intersection(_alerts(job[2])):
            at_rest.append(job[1])
    return QueueState(
        enabled=not head[1].startswith("disabled"),
        accepting=taking[1] is None,
        reasons=tuple(reason for reason in _alerts(own) if reason != "none"),
        printing=printing[1] if printing else "",
        jobs=tuple(jobs),
        at_rest=tuple(at_rest),
        message=head[2] or "",
    )


def _alerts(text: str) -> list[str]:
    return [
        word
        for line in re.findall(r"^\tAlerts: *(.*)$", text, re.MULTILINE)
        for word in re.split(r"[\s,]+", line)
        if word
    ]
