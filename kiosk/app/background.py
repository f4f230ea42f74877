"""Composition root of staff mode and of the watched folder, which run in the background.

Importing this loads next to nothing: the first frame does not wait for it.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kiosk.app.context import AppContext
from kiosk.devices.printer_choice import chosen_print
from kiosk.devices.printers import Printer, PrinterProblem
from kiosk.domain.clock import zone
from kiosk.domain.language import staff_languages
from kiosk.sync.provisioned import PinOwner, is_provisioned
from kiosk.sync.restarts import ContentLevel, ServiceLevel
from kiosk.ui.thread_jobs import ThreadJobs
from kiosk.visit.paper import PaperDesk

if TYPE_CHECKING:
    from kiosk.staff.pin_lockout import PinGuard
    from kiosk.staff.worker import Worker
    from kiosk.sync.folder_watch import FolderWatch
    from kiosk.sync.sync_answers import SyncOutcome
    from kiosk.ui.staff.mode import StaffMode

IMPORTER_VARIABLE = "KIOSK_IMPORTER"
"""Path of the socket of the machine's importer (resources/deploy)."""


STICKS_VARIABLE = "KIOSK_STICKS"
"""Path of the socket that is open while staff mode needs sticks; else the system mounts them."""


CARE_VARIABLE = "KIOSK_CARE"
"""Path of the file that closes the kiosk for maintenance, if the machine has a login for it."""


@dataclass(slots=True)
class BackgroundServices:
    """Run the background services of the screen, each on its own thread."""

    program: AppContext
    data: Path
    settings: Path | None = None
    footing: ServiceLevel = ServiceLevel.NORMAL
    shown: Callable[[], ContentLevel] = lambda: ContentLevel.ALL
    quick_jobs: ThreadJobs = field(default_factory=ThreadJobs)
    long_jobs: ThreadJobs = field(default_factory=ThreadJobs)
    folder_jobs: ThreadJobs = field(default_factory=ThreadJobs)
    paper_jobs: ThreadJobs = field(default_factory=ThreadJobs)
    printer_chosen: Callable[[], None] = field(default=lambda: None, init=False)
    """Called on the screen's thread when staff choose another printer."""
    _started: float = field(default_factory=time.monotonic, init=False)
    _gates: "dict[PinOwner, PinGuard]" = field(default_factory=dict, init=False)
    _children: "list[Worker]" = field(default_factory=list, init=False)

    def staff(self) -> "StaffMode":
        """Return staff mode for this data."""
        from kiosk.staff.sticks import Sticks
        from kiosk.staff.tasks import StaffWork
        from kiosk.ui.staff.mode import StaffMode

        offered, sync = self.program.offered(), self.program.settings.sync
        staff_work = StaffWork(
            self.data,
            self._child(),
            self._pin_gate(),
            zone(self.program.settings.site.zone),
            media=tuple(map(Path, sync.media)),
            folder=sync.place,
            languages=tuple(one.endonym for one in offered),
            footing=self.footing,
            shown=self.shown,
            printer=self._printer_trouble,
            near=self._taken(self._own()),
            marker=self.marker,
            helper_gate=self._pin_gate(PinOwner.HELPER),
            sticks=Sticks(_named(STICKS_VARIABLE)),
        )
        mode = StaffMode(
            staff_work,
            self.quick_jobs,
            self.long_jobs,
            staff_languages(offered),
            provisioned=lambda: is_provisioned(self.data),
            helpers=lambda: is_provisioned(self.data, PinOwner.HELPER),
        )
        mode.printer_chosen.connect(self.printer_chosen)
        return mode

    def _pin_gate(self, owner: PinOwner = PinOwner.STAFF) -> "PinGuard":
        """Return the only check of a PIN; its waits count from the start of the program."""
        from kiosk.staff.pin_lockout import PinGuard

        if owner not in self._gates:
            self._gates[owner] = PinGuard(
                self.data,
                started=self._started,
                trusted_time=lambda: self.program.clock.read().local,
                owner=owner,
            )
        return self._gates[owner]

    def note_waiting(self) -> None:
        """Record the wait of a locked PIN, so that it ends even if the machine is off at night."""
        for owner in PinOwner:
            self.quick_jobs.run(self._pin_gate(owner).note_waiting, lambda _: None)

    @property
    def marker(self) -> Path | None:
        """Return the file that closes the kiosk for maintenance, if the machine has that login."""
        return _named(CARE_VARIABLE)

    def paper(self) -> PaperDesk:
        """Return the site's printer, if there is one; it is not started yet."""
        printer = self._printer()
        return PaperDesk() if printer is None else PaperDesk(printer, self.paper_jobs.run)

    def _printer(self) -> Printer | None:
        return self.program.settings.print.own_printer()

    def _printer_trouble(self) -> PrinterProblem | None:
        """Return why the site's printer cannot print now; may take seconds."""
        printer = self._printer()
        return None if printer is None else printer.state()

    def take_printer(self, paper: PaperDesk) -> None:
        """Use the printer that staff chose on the screen."""
        settings = self.program.settings
        chosen = chosen_print(settings.print, self.data)
        self.program = replace(self.program, settings=replace(settings, print=chosen))
        paper.use(self._printer(), self.paper_jobs.run)

    def watched(self) -> "FolderWatch | None":
        """Return the watched folder of the site, if it has one."""
        from kiosk.sync.folder_watch import FolderWatch, listing

        folder = self.program.settings.sync.place
        return None if folder is None else FolderWatch(lambda: listing(folder))

    def importer(self) -> "Callable[[], SyncOutcome | None]":
        """Import from the watched folder, within the limits of unattended changes."""
        from kiosk.sync.folder_watch import note_crash
        from kiosk.sync.sync_answers import SyncOutcome

        folder, importer = self.program.settings.sync.place, self._child()
        arguments = ("sync", str(folder), "--unattended", "--json")

        def tried() -> SyncOutcome | None:
            outcome = importer.ask(arguments, SyncOutcome)
            if outcome is None and not importer.ended:
                note_crash(self.data, self.program.clock)
            return outcome

        return tried

    @property
    def busy(self) -> bool:
        """True if stopping now would interrupt an import."""
        return any(one.busy for one in self._children)

    def _child(self) -> "Worker":
        """Return the worker of staff mode: the machine's importer, else a subprocess."""
        return self._taken(self._apart(os.environ.get(IMPORTER_VARIABLE, "")))

    def _taken(self, worker: "Worker") -> "Worker":
        """Return a worker that ends with the background services."""
        self._children.append(worker)
        return worker

    def _apart(self, address: str) -> "Worker":
        if address:
            from kiosk.staff.importer_client import ImporterClient

            return ImporterClient(Path(address))
        return self._own()

    def _own(self) -> "Worker":
        """Return a subprocess, which sees the same files as this process."""
        from kiosk.staff.worker import SubprocessWorker, own_command

        return SubprocessWorker(own_command(self.data, self.settings))

    def close(self) -> None:
        """Stop all services; an interrupted import has changed nothing."""
        for one in self._children:
            one.end()
        for jobs in (self.quick_jobs, self.long_jobs, self.folder_jobs, self.paper_jobs):
            if isinstance(jobs, ThreadJobs):
                jobs.wait()


def _named(variable: str) -> Path | None:
    """Return the path in a variable of the environment."""
    named = os.environ.get(variable, "")
    return Path(named) if named else None
