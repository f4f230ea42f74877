"""Ask systemd how the units of an installed machine are configured, and whether they run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.readiness.install_findings import good, text_of, unseen, wrong
from kiosk.readiness.staff_answers import Asserted

Ask = Callable[[tuple[str, ...]], str]
"""Calls ``systemctl`` with these arguments and returns its output."""
WATCHED: Final = (
    *("User", "Group", "NoNewPrivileges", "CapabilityBoundingSet", "AmbientCapabilities"),
    *("PrivateNetwork", "PrivateUsers", "PrivateTmp", "ProtectSystem", "ProtectHome"),
    *("ProtectProc", "RestrictNamespaces", "MemoryDenyWriteExecute", "DevicePolicy"),
    *("LimitCORE", "MemorySwapMax"),
)
"""The properties of the sandbox, as ``systemctl show`` names them."""
SANDBOXES: Final = {
    "resource-kiosk.service": "resource-kiosk.service",
    "resource-kiosk-import@.service": "resource-kiosk-import@doctor.service",
}
"""The unit to query for each file: a template has no values of its own."""
SCREEN: Final = "resource-kiosk.service"
RUNNING: Final = (
    *("seatd.service", "resource-kiosk-import.socket"),
    "resource-kiosk-sticks.socket",
)
CUPS: Final = ("cups.service", "cups.socket")
"""The socket starts the service, which ends when it is idle."""


@dataclass(frozen=True, slots=True)
class RuntimeCheck:
    """Asks systemd about the units in ``files``.

    ``closed``: the kiosk is closed for care. ``cups``: CUPS has the printer.
    """

    files: Path
    ask: Ask
    closed: bool = False
    cups: bool = False

    def check(self) -> Iterator[Asserted]:
        """Check the sandboxes, then the units that must run."""
        for file, unit in SANDBOXES.items():
            yield self._sandbox(file, unit)
        screen = () if self.closed else (SCREEN,)
        for unit in (*RUNNING, *screen):
            yield self._running(unit)
        if self.cups:
            yield self._running(*CUPS)

    def _sandbox(self, file: str, unit: str) -> Asserted:
        what = f"sandbox of {file}"
        words = ("show", unit, *(f"--property={name}" for name in WATCHED))
        lines = self.ask(words).splitlines()
        actual = dict(line.split("=", 1) for line in lines if "=" in line)
        if not actual:
            return unseen(what)
        lines = text_of(self.files / "etc/systemd/system" / file).splitlines()
        wanted = dict(line.split("=", 1) for line in lines if line.split("=", 1)[0] in WATCHED)
        other = [name for name, value in wanted.items() if actual.get(name) != value]
        if other:
            return wrong(what, f"Not in force: {', '.join(other)}. systemctl daemon-reload")
        return good(what, "In force.")

    def _running(self, *units: str) -> Asserted:
        """Check that one of the units runs; the first one names the assertion."""
        states = set(self.ask(("is-active", *units)).split())
        if states & {"active", "activating"}:
            return good(f"{units[0]} now", "It runs.")
        return wrong(f"{units[0]} now", f"It does not run: systemctl start {units[0]}")
