"""The slip of a site: its cover, as wide as its paper, with as many ordinary lines as have room."""

from collections.abc import Sequence

from kiosk.handoff.slip import SlipContent
from kiosk.services.desk import Desk
from kiosk.services.paper import PaperForm
from kiosk.services.slips import slip_content
from kiosk.ui.painter.slip_document import roll_of
from kiosk.ui.painter.slip_ops import SlipSheet
from kiosk.ui.painter.slip_painter import prepare

MOST_ORDINARY = 2


def slip_for(desk: Desk, service_ids: Sequence[str], form: PaperForm) -> SlipSheet:
    """The slip with the most ordinary lines that leave room for its code.

    Raises:
        NothingForPaper: none of the services can be on paper.
        SlipRefused: a text does not pass the discretion gate.
        SlipTooLong: it is too long even without its code.
    """
    roll = roll_of(form.paper)
    fullest, *fewer = _ways(desk, service_ids, form)
    sheet = prepare(fullest, roll)
    for content in fewer:
        if sheet.payload is not None or content.code is None:
            break
        sheet = prepare(content, roll)
    return sheet


def _ways(desk: Desk, service_ids: Sequence[str], form: PaperForm) -> list[SlipContent]:
    """The same slip with fewer and fewer ordinary lines, each once."""
    found = list[SlipContent]()
    for ordinary in range(MOST_ORDINARY, -1, -1):
        content = slip_content(desk, service_ids, form.cover, ordinary=ordinary)
        if content not in found:
            found.append(content)
    return found
