"""What ``lpstat -l -p QUEUE -a QUEUE -o QUEUE`` says in the C locale, as values.

The words are those of CUPS 2.4 (systemv/lpstat.c); reasons are those of RFC 8011 5.4.12 and of the
backends that come with CUPS.
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
"""Reasons that keep paper in, whatever their severity: backends of CUPS call an empty tray a
warning and a printer that was switched off a report."""
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
"""What backends of CUPS say while they find no printer. The one for IPP, asked of a printer that
was switched off, gives no reason beside it."""
_WARMING = {"fuser-under-temp", "power-up"}
"""Reasons of a printer that gets ready by itself (RFC 8011 5.4.12, PWG 5100.9)."""
_AT_REST = {"job-stopped", "resources-are-not-ready", "aborted-by-system", "job-held"}
"""Reasons of a job that will not go on by itself soon."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """A queue at a moment. ``jobs`` are all that wait or print, ``printing`` the one at work.

    ``looking``: the backend still searches for its printer. ``at_rest``: jobs that failed and wait
    to be tried again. ``said``: the printer's message, which stays when its job is over.
    """

    enabled: bool = True
    accepting: bool = True
    reasons: tuple[str, ...] = ()
    printing: str = ""
    jobs: tuple[str, ...] = ()
    at_rest: tuple[str, ...] = ()
    said: str = ""

    @property
    def stopped(self) -> bool:
        """Whether someone, or CUPS, has stopped the queue."""
        return not (self.enabled and self.accepting)

    @property
    def looking(self) -> bool:
        """Whether the printer has not been reached yet."""
        return _LOOKING in self.reasons or self.said in _UNREACHED

    @property
    def warming(self) -> bool:
        """Whether the printer says that it gets ready."""
        return any(_SEVERITY.sub("", reason) in _WARMING for reason in self.reasons)

    def without(self, reasons: Collection[str]) -> "QueueState":
        """The same, were it not for these reasons."""
        kept = tuple(reason for reason in self.reasons if reason not in reasons)
        return replace(self, reasons=kept)

    @property
    def trouble(self) -> PrinterProblem | None:
        """The first thing that keeps paper in: of the printer itself, else of the queue."""
        found = [trouble for reason in self.reasons if (trouble := problem_of(reason))]
        named = [trouble for trouble in found if trouble is not PrinterProblem.STOPPED]
        if named:
            return named[0]
        return PrinterProblem.STOPPED if found or self.stopped else None


def problem_of(reason: str) -> PrinterProblem | None:
    """What a reason means for whoever waits for paper."""
    name = _SEVERITY.sub("", reason)
    if name in _REASONS:
        return _REASONS[name]
    return PrinterProblem.FAULT if reason.endswith("-error") else None


def parse(queue: str, text: str) -> QueueState | None:
    """The state of ``queue``, or ``None`` where ``text`` does not speak of it."""
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
        if _AT_REST.intersection(_alerts(job[2])):
            at_rest.append(job[1])
    return QueueState(
        enabled=not head[1].startswith("disabled"),
        accepting=taking[1] is None,
        reasons=tuple(reason for reason in _alerts(own) if reason != "none"),
        printing=printing[1] if printing else "",
        jobs=tuple(jobs),
        at_rest=tuple(at_rest),
        said=head[2] or "",
    )


def _alerts(text: str) -> list[str]:
    return [
        word
        for line in re.findall(r"^\tAlerts: *(.*)$", text, re.MULTILINE)
        for word in re.split(r"[\s,]+", line)
        if word
    ]
