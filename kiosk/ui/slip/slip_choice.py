"""Choose the slip of a site: its cover, its paper, and as many cover lines as fit."""

from collections.abc import Iterator, Sequence

from kiosk.devices.slip import SlipContent
from kiosk.presentation.paper_form import PaperForm
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import slip_content
from kiosk.ui.slip.slip_document import roll_of
from kiosk.ui.slip.slip_ops import SlipSheet, SlipTooLong
from kiosk.ui.slip.slip_painter import prepare

MOST_ORDINARY = 2


def slip_for(
    presenter: DirectoryPresenter, service_ids: Sequence[str], form: PaperForm, *, tile: str = ""
) -> SlipSheet:
    """Return the slip with the most cover lines that leave room for its way on foot, else its code.

    A cover line gives way to a question, too. ``tile`` is the tile that the visit came through.

    Raises:
        NothingForPaper: none of the services can be on paper.
        SlipRefused: a text does not pass the discretion gate.
        SlipTooLong: it is too long even without its code and with the fewest ordinary lines.
    """
    found: SlipSheet | SlipTooLong | None = None
    unasked: SlipSheet | None = None
    for content in _ways(presenter, service_ids, form, tile):
        try:
            found = prepare(content, roll_of(form.paper))
        except SlipTooLong as error:
            found = error
            continue
        is_coded = found.payload is not None or content.code is None
        if found.has_way if content.has_way else is_coded:
            if found.is_asked:
                return found
            unasked = unasked or found
    found = unasked or found
    if isinstance(found, SlipSheet):
        return found
    assert found is not None  # noqa: S101 - there is at least one variant
    raise found


def _ways(
    presenter: DirectoryPresenter, service_ids: Sequence[str], form: PaperForm, tile: str
) -> Iterator[SlipContent]:
    """Yield the same slip with fewer and fewer cover lines, each once."""
    before = None
    for ordinary in range(MOST_ORDINARY, -1, -1):
        content = slip_content(presenter, service_ids, form.cover, ordinary=ordinary, tile=tile)
        if content != before:
            yield content
        before = content
