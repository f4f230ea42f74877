"""A helpline that the coalition switched off is met nowhere: as no line and as no service."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS, Anchor
from kiosk.domain.records import AnyRecord, Need
from kiosk.domain.syncfile import HelplineFile
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper, slip_content
from kiosk.sync.databases import SqliteMaker
from tests.conftest import ZONE, PresenterMaker
from tests.presentation.listings import answered

OFF = (Anchor.HELP_LINE.value, Anchor.HOME.value)
KEPT = (Anchor.CRISIS.value, Anchor.EMERGENCY.value)


@pytest.fixture(scope="module")
def off_database(
    tmp_path_factory: pytest.TempPathFactory, factory_records: tuple[AnyRecord, ...]
) -> Path:
    """The factory directory under a file that switches all four compiled-in lines off."""
    every = tuple(msgspec.structs.replace(line, out_of_service=True) for line in ANCHORS)
    lines = HelplineFile(helplines=every, guarded=guarded_lines(factory_records))
    path = tmp_path_factory.mktemp("off") / "off.db"
    maker = SqliteMaker(())
    maker.make(factory_records, lines, path)
    maker.check(path, lines)
    return path


@pytest.fixture(scope="module")
def off(off_database: Path) -> Iterator[ServiceDirectory]:
    with open_directory(off_database) as directory:
        yield directory


@pytest.fixture
def here(off: ServiceDirectory, presenter: PresenterMaker) -> DirectoryPresenter:
    return presenter("en", directory=off)


@pytest.mark.parametrize("line", OFF)
def test_it_has_no_page_no_card_and_no_paper(here: DirectoryPresenter, line: str) -> None:
    assert here.service(line) is None
    assert here.services((line,)) == ()
    for need in Need:
        assert line not in answered(here, need)
        question = here.question(need)
        called = question.call if question else None
        assert line not in [one.id for one in (called.lines if called else ())]
    with pytest.raises(NothingForPaper):
        slip_content(here, [line])
    talk = here.talk()
    shown = (talk.main, talk.crisis, talk.emergency, talk.video)
    assert line not in [one.id for one in shown if one is not None]
    assert line not in [one.id for group in here.lines() for one in group.lines]


@pytest.mark.parametrize("typed", ["trafficking", "domestic violence", "Home Line", "National"])
def test_no_search_finds_it(
    here: DirectoryPresenter, presenter: PresenterMaker, typed: str
) -> None:
    before = {one.id for one in presenter("en").found(typed).window}
    assert before & {*OFF}
    assert not {one.id for one in here.found(typed).window} & {*OFF}


def test_no_guide_ends_at_it(here: DirectoryPresenter, presenter: PresenterMaker) -> None:
    def named(some: DirectoryPresenter) -> set[str]:
        guides = [some.guide(one.id) for one in some.guides()]
        return {each.id for guide in guides if guide for each in guide.helpers}

    evening = FixedClock.at("2026-11-28T21:00", ZONE)  # by day offices come before one of them
    assert {*OFF} <= named(replace(presenter("en"), clock=evening))
    assert not named(here) & {*OFF}
    assert not named(replace(here, clock=evening)) & {*OFF}


@pytest.mark.parametrize("line", KEPT)
def test_911_and_988_stay_as_lines_and_as_services(here: DirectoryPresenter, line: str) -> None:
    assert here.service(line) is not None
    assert line in answered(here, Need.HEALTH)
