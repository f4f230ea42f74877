"""The paper of a site: its size and its title."""

from dataclasses import dataclass

from kiosk.devices.printers import Paper
from kiosk.devices.slip import Cover


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What a site prints on, and under which ordinary title."""

    paper: Paper = Paper.ROLL_80
    cover: Cover = Cover.PLAIN
