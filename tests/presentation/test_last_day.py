"""A service is offered up to its last day and nowhere after it, by a trusted clock or not."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import Settings
from kiosk.devices.printers import Cover
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock
from kiosk.domain.records import (
    AnyRecord,
    Guide,
    GuideBlock,
    Need,
    Organization,
    Phone,
    Service,
    Start,
)
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper, left_out, slip_content
from kiosk.ui.kit.theme import Glass
from kiosk.visit.visit import new_visit
from tests.conftest import ZONE, PresenterMaker
from tests.presentation.listings import answered
from tests.touches import after_touch

LAST = dt.date(2026, 11, 24)
ON_IT, AFTER_IT = "2026-11-24T23:59", "2026-11-25T00:00"
ENDS, STAYS, ON_COVER = "alder-desk", "birch-desk", "sacrt-ryde-free"
ENDING = {ENDS, ON_COVER}


def _records() -> Iterator[AnyRecord]:
    yield Organization(id="o", name="Grove")
    for number, one in enumerate((ENDS, STAYS, ON_COVER), start=1):
        yield Service(
            id=one, organization_id="o", name=one.title(), quiet_name=one.title(), phrase="Rest",
            categories=(Need.FOOD,), importance=number, start=(Start.CALL,),
            assured_date=dt.date(2026, 11, 20), valid_until=LAST if one in ENDING else None,
        )  # fmt: skip
        yield Phone(id=f"{one}.1", service_id=one, number=f"+1916555014{number}")
    yield Guide(
        id="g", title="Eat", summary="Where to eat", icon="food", categories=(Need.FOOD,), order=1,
        blocks=(GuideBlock(id="a", text="Eat something."),), service_ids=(ENDS, STAYS),
    )  # fmt: skip


@pytest.fixture(scope="module")
def ending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceDirectory]:
    path = tmp_path_factory.mktemp("ending") / "directory-ending.db"
    build(list(_records()), path)
    with open_directory(path) as opened:
        yield opened


def _offered(here: DirectoryPresenter) -> dict[str, set[str]]:
    """Where each service is offered."""
    guide = here.guide("g")
    try:
        papers = {entry.quiet_name.lower() for entry in slip_content(here, [ENDS]).entries}
    except NothingForPaper:
        papers = set()
    cover = slip_content(here, [STAYS], Cover.PLAIN, ordinary=2).entries
    found = here.found("alder")
    return {
        "list": {*answered(here, Need.FOOD)},
        "search": {card.id for card in found.window[: found.total]},
        "guide": {line.id for line in guide.helpers},
        "page": {view.id for view in here.services((ENDS, STAYS))},
        "codes": {view.id for view in here.services((ENDS, STAYS)) if view.codes},
        "paper": papers - {"sacrt"},
        "cover": {ON_COVER} if "SacRT" in {entry.quiet_name for entry in cover} else set(),
    }


@pytest.mark.parametrize("trusted", [True, False])
def test_it_is_offered_on_its_last_day(
    presenter: PresenterMaker, ending: ServiceDirectory, *, trusted: bool
) -> None:
    here = presenter(now=ON_IT, trusted=trusted, directory=ending)
    assert _offered(here) == {
        "list": {ENDS, STAYS, ON_COVER},
        "search": {ENDS},
        "guide": {ENDS, STAYS},
        "page": {ENDS, STAYS},
        "codes": {ENDS, STAYS},
        "paper": {ENDS},
        "cover": {ON_COVER},
    }


@pytest.mark.parametrize("trusted", [True, False])
def test_it_is_offered_nowhere_the_day_after(
    presenter: PresenterMaker, ending: ServiceDirectory, *, trusted: bool
) -> None:
    here = presenter(now=AFTER_IT, trusted=trusted, directory=ending)
    assert _offered(here) == {
        "list": {STAYS},
        "search": set(),
        "guide": {STAYS},
        "page": {STAYS},
        "codes": {STAYS},
        "paper": set(),
        "cover": set(),
    }
    assert here.service(ENDS) is None
    assert left_out(here, [ENDS, STAYS]) == ()


PAGES = (
    ("service:{0}",),
    ("service:{0}", "learn:{0}"),
    ("service:{0}", "qr:{0}/call"),
    ("service:{0}", "print:{0}"),
    ("service:{0}", "staff"),
    ("service:{0}", "keep:{0}", "list"),
    ("service:{0}", "keep:{0}", "list", "print"),
    ("keep:{0}", "keep:{1}", "service:{0}", "list"),
    ("keep:{0}", "keep:{1}", "print"),
    ("keep:{0}", "keep:{1}", "keep:{2}", "service:{2}", "list"),
    ("guide:g",),
    ("need:food",),
)


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800), (1080, 1920)])
@pytest.mark.parametrize("trusted", [True, False])
def test_a_visit_that_holds_it_goes_on(
    qapp: object, ending: ServiceDirectory, size: tuple[int, int], *, trusted: bool
) -> None:
    del qapp
    texts: dict[str, Any] = {}
    for moment in (ON_IT, AFTER_IT):
        program = AppContext(Settings(), FixedClock.at(moment, ZONE, trusted=trusted))
        composer = make_composer(program, Glass(*size), ending)[0]
        for acts in PAGES:
            visit = after_touch(new_visit("en"), "language:en")
            for act in acts:
                visit = after_touch(visit, act.format(ENDS, STAYS, ON_COVER))
            scene = composer.compose(visit)
            texts[moment] = texts.get(moment, "") + "\n".join(filter(None, scene.texts))
            if moment == AFTER_IT:
                assert ENDS.title() not in "\n".join(filter(None, scene.texts)), acts
                assert "0141" not in "\n".join(filter(None, scene.texts)), acts
    assert ENDS.title() in texts[ON_IT]
    assert STAYS.title() in texts[AFTER_IT]
    assert "This place is not on the list now." in texts[AFTER_IT]
