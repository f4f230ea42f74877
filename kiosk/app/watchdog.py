"""Report to systemd that the screen is up, and that it is alive.

The messages are those of sd_notify(3). Without systemd nothing is sent.
"""

import os
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import dataclass

BEATS = 30
"""Heartbeats in the time after which the process counts as hung. A compositor that hangs just after
an answer gets one more, so that this much of the time is lost before it is ended."""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """The process that watches this one.

    ``address`` is its socket; ``every`` are seconds between heartbeats, 0 for none.
    """

    address: str
    every: float = 0.0

    def say(self, message: str) -> None:
        """Send a message; ignore a watchdog that does not listen."""
        from kiosk.unix_socket import send

        with suppress(OSError):
            send(self.address, message)


def supervisor(environment: MutableMapping[str, str] = os.environ) -> Supervisor | None:
    """Return the watchdog that started this process.

    Its variables are removed from the environment, so no subprocess reports in place of this one.
    """
    address = environment.pop("NOTIFY_SOCKET", "")
    limit = environment.pop("WATCHDOG_USEC", "")
    environment.pop("WATCHDOG_PID", None)  # the compositor's, whose child this is
    if not address.startswith(("/", "@")):
        return None
    return Supervisor(address, int(limit) / BEATS / 1e6 if limit.isdecimal() else 0.0)
