"""A page in front, without the touches that lead to it."""

from kiosk.ui.runtime.shell import Shell
from kiosk.visit.visit import Visit


def show(shell: Shell, visit: Visit) -> None:
    """Shows a visit as it is."""
    shell._visit = visit
    shell.renew()
