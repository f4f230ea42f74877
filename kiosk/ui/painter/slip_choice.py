"""The slip of a site: its cover, as wide as its paper, with as many ordinary lines as have room."""

from collections.abc import Iterator, Sequence

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
    contents = _ways(desk, service_ids, form)
    fullest = next(contents)
    sheet = prepare(fullest, roll)
    if fullest.code is None:
        return sheet
    while sheet.payload is None and (fewer := next(contents, None)) is not None:
        sheet = prepare(fewer, roll)
    return sheet


def _ways(desk: Desk, service_ids: Sequence[str], form: PaperForm) -> Iterator[SlipContent]:
    """The same slip with fewer and fewer ordinary lines, each once."""
    before = None
    for ordinary in range(MOST_ORDINARY, -1, -1):
        content = slip_content(desk, service_ids, form.cover, ordinary=ordinary)
        if content != before:
            yield content
        before = content
