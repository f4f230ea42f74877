"""Each page of the kiosk is reached from home by touching what the pages show."""

from kiosk.app.settings import SiteSettings
from kiosk.visit.acts import ChooseLanguage, Panel, Screen
from kiosk.visit.paper import PaperState
from kiosk.visit.visit import Visit, helper_visit, new_visit, reduce_visit
from tests.conftest import ComposerMaker

HERE = SiteSettings(latitude=38.58, longitude=-121.49)
READY = PaperState(trouble=None)


def front(visit: Visit) -> Screen | Panel:
    return visit.panel or visit.route.screen


def test_each_page_is_reached_by_touches_from_home(composer_at: ComposerMaker) -> None:
    """A page counts once it is composed; that a helper chooses a language needs her home."""
    composer, _ = composer_at((1920, 1080), site=HERE)
    home = reduce_visit(new_visit("en"), ChooseLanguage("en"))
    waiting = [home, helper_visit("en", "en", "M")]
    wanted, queued = {*Screen, *Panel}, set[tuple[object, ...]]()
    while waiting and wanted:
        visit = waiting.pop(0)
        wanted.discard(front(visit))
        for touch in composer.compose(visit, paper=READY).touches:
            after = reduce_visit(visit, touch.act)
            place = (front(after), after.route.subject, after.helper)
            if place not in queued:
                queued.add(place)
                waiting.append(after)
    assert not wanted, "no touch leads there"
