"""What the path of a visit means for a page: its service as the visitor came to it."""

from kiosk.domain.filters import Filter
from kiosk.domain.records import Need
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.page_context import PageContext
from kiosk.visit.acts import Screen


def service_on_path(page: PageContext, service_id: str) -> ServiceView | None:
    """Return the page of a service, with the questions for who came this way."""
    return page.presenter.service(service_id, page.visit.tile, young=on_young_path(page))


def on_young_path(page: PageContext) -> bool:
    """True if the visit led through anything for people under 18."""
    if Filter.UNDER_18 in page.visit.chips:
        return True
    for route in page.visit.stack:
        need = route.subject.partition(".")[0]
        if route.screen in {Screen.QUESTION, Screen.RESULTS} and need == Need.YOUNG.value:
            return True
        if route.screen is Screen.GUIDE:
            guide = page.presenter.guide(route.subject)
            if guide is not None and guide.young:
                return True
        if route.screen is Screen.SERVICE:
            view = page.presenter.service(route.subject)
            if view is not None and view.young:
                return True
    return False


def on_watched_path(page: PageContext) -> bool:
    """True if the visit came through "Someone watches my phone"."""
    return page.visit.tile.endswith(".watched_phone")
