"""The paper of a site: its size and title."""

from dataclasses import dataclass

from kiosk.devices.printers import Cover, Paper


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The paper size of a site, and the ordinary title of its slips."""

    paper: Paper = Paper.ROLL_80
    cover: Cover = Cover.PLAIN
