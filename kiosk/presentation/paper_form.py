"""The paper of a site: its size and title."""

import msgspec

from kiosk.devices.printers import Cover, Paper


class PaperForm(msgspec.Struct, frozen=True):
    """The paper size of a site, and the ordinary title of its slips."""

    paper: Paper = Paper.ROLL_80
    cover: Cover = Cover.PLAIN
