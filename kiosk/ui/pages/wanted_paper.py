"""The slip that the page in front can print, if there is one."""

from dataclasses import dataclass
from typing import Self

from kiosk.devices.slip import SlipRefused
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper, left_out
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.slip import slip_document
from kiosk.ui.slip.slip_choice import slip_for
from kiosk.ui.slip.slip_ops import SlipSheet, SlipTooLong
from kiosk.visit.visit import Visit


def paper_ids(visit: Visit) -> tuple[str, ...]:
    """The services the paper is for: the one of the page, or the whole list."""
    subject = visit.route.subject
    return (subject,) if subject else visit.saved


def document(presenter: DirectoryPresenter, visit: Visit) -> bytes | None:
    """What the printer is sent for the page in front, or nothing where there is no paper."""
    sheet = _sheet(presenter, visit)
    return slip_document.document(sheet, presenter.site.paper.paper) if sheet else None


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """The slip, if there is one; the services, and those that it cannot include."""

    sheet: SlipSheet | None
    views: tuple[ServiceView, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, page: PageContext) -> Self:
        """Return what the page in front is about."""
        chosen = paper_ids(page.visit)
        sheet = _sheet(page.presenter, page.visit)
        return cls(sheet, page.presenter.services(chosen), left_out(page.presenter, chosen))


def _sheet(presenter: DirectoryPresenter, visit: Visit) -> SlipSheet | None:
    """The real slip, or nothing where there is none to give."""
    try:
        tile = visit.tile if visit.route.subject else ""
        return slip_for(presenter, paper_ids(visit), presenter.site.paper, tile=tile)
    except (NothingForPaper, SlipRefused, SlipTooLong):
        return None
