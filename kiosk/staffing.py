"""The composition root of staff mode and of the watched folder: what works beside the screen.

Importing this loads next to nothing: the first frame does not wait for it.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.clock import zone
from kiosk.domain.language import staffed
from kiosk.program import Program
from kiosk.ui.jobs import Jobs, ThreadJobs

if TYPE_CHECKING:
    from kiosk.services.arrivals import Watched
    from kiosk.services.staff_child import Child
    from kiosk.services.sync_answers import SyncOutcome
    from kiosk.ui.staff.mode import StaffMode


def own_command(data: Path, settings: Path | None) -> tuple[str, ...]:
    """How this program is started once more on the same data and settings."""
    chosen = () if settings is None else ("--settings", str(settings.absolute()))
    return (sys.executable, "-m", "kiosk", "--data", str(data.absolute()), *chosen)


@dataclass(slots=True)
class Beside:
    """Everything that works beside the screen, each on a thread of its own."""

    program: Program
    data: Path
    settings: Path | None = None
    quick_jobs: Jobs = field(default_factory=ThreadJobs)
    long_jobs: Jobs = field(default_factory=ThreadJobs)
    folder_jobs: Jobs = field(default_factory=ThreadJobs)
    _children: "list[Child]" = field(default_factory=list, init=False)

    def staff(self) -> "StaffMode":
        """Staff mode on this data; the wait for a PIN counts from here on."""
        from kiosk.services.staff_work import StaffWork  # noqa: PLC0415 - first when someone knocks
        from kiosk.staff.pin import is_set  # noqa: PLC0415
        from kiosk.staff.tries import Gate  # noqa: PLC0415
        from kiosk.ui.staff.mode import StaffMode  # noqa: PLC0415

        offered, sync = self.program.offered(), self.program.settings.sync
        work = StaffWork(
            self.data,
            self._child(),
            Gate(self.data),
            zone(self.program.settings.site.zone),
            media=tuple(map(Path, sync.media)),
            folder=sync.place,
            languages=tuple(one.endonym for one in offered),
        )
        return StaffMode(
            work,
            self.quick_jobs,
            self.long_jobs,
            staffed(offered),
            provisioned=lambda: is_set(self.data),
        )

    def watched(self) -> "Watched | None":
        """The watched folder of the site, if it has one."""
        from kiosk.services.arrivals import Watched, listing  # noqa: PLC0415 - after the first frame

        folder = self.program.settings.sync.place
        return None if folder is None else Watched(lambda: listing(folder))

    def importer(self) -> "Callable[[], SyncOutcome | None]":
        """Tries the watched folder, within the limits of a kiosk that nobody attends."""
        from kiosk.services.arrivals import note_broken_off  # noqa: PLC0415 - after the first frame
        from kiosk.services.sync_answers import SyncOutcome  # noqa: PLC0415 - the same

        folder, child = self.program.settings.sync.place, self._child()
        arguments = ("sync", str(folder), "--unattended", "--json")

        def tried() -> SyncOutcome | None:
            try:
                outcome = child.ask(arguments, SyncOutcome)
            except OSError:  # no room for its answer
                outcome = None
            if outcome is None and not child.ended:
                note_broken_off(self.data, self.program.clock)
            return outcome

        return tried

    def _child(self) -> "Child":
        from kiosk.services.staff_child import Child  # noqa: PLC0415 - after the first frame

        child = Child(own_command(self.data, self.settings))
        self._children.append(child)
        return child

    def close(self) -> None:
        """Ends what is under way: an import that is cut off has changed nothing."""
        for child in self._children:
            child.end()
        for jobs in (self.quick_jobs, self.long_jobs, self.folder_jobs):
            if isinstance(jobs, ThreadJobs):
                jobs.wait()
