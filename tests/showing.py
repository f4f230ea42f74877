"""A page in front, without the touches that lead to it."""

from kiosk.services.visiting.visit import Visit
from kiosk.ui.shell import Shell


def show(shell: Shell, visit: Visit) -> None:
    """Shows a visit as it is."""
    shell._visit = visit
    shell.renew()
