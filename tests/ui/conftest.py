import logging
from collections.abc import Callable, Iterator

import msgspec
import pytest

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import WRITTEN, offered_languages
from kiosk.staff.staff_state import StaffState
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.scene import Scene
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.window import KioskWindow
from kiosk.ui.staff.mode import composed
from kiosk.visit.acts import Mode
from kiosk.visit.visit import new_visit
from tests.conftest import ComposerMaker, MeterMaker, english_words
from tests.ui.pages import ComposerOf, PageMaker, answered_page, composer_maker, page_maker
from tests.ui.staff_kit import LaterJobs, Worker, staffed

Front = tuple[Shell, KioskWindow]
FrontMaker = Callable[[tuple[int, int]], Front]


@pytest.fixture
def canvas(qapp: object, meter: MeterMaker, icons: IconBook) -> Canvas:
    """An empty page in English on a large glass."""
    del qapp
    measure, words = meter("Latn", step="M"), english_words(WRITTEN[0])
    return Canvas("page", measure.glass, Mode.DEFAULT, measure, icons, catalog=words)


@pytest.fixture
def low(canvas: Canvas, icons: IconBook) -> Canvas:
    """The same in the lower half of the glass, for hands that reach no higher."""
    half, words = canvas.glass.lowered()[0], canvas.catalog
    return Canvas(
        "page", half, canvas.mode, canvas.meter, icons, catalog=words, low_reach=True, above=540
    )


@pytest.fixture(scope="session")
def page(composer_at: ComposerMaker) -> PageMaker:
    """Scenes after touches; see :func:`tests.ui.pages.page_maker`."""
    return page_maker(lambda size: composer_at(size)[0])


@pytest.fixture(scope="session")
def staff_page(composer_at: ComposerMaker) -> PageMaker:
    """``staff_page(state, tag, size, step)``: the scene of a page of staff mode."""

    def page(
        state: StaffState, tag: str = "en", size: tuple[int, int] = (1920, 1080), step: str = "M"
    ) -> Scene:
        other = next(one for one in offered_languages() if one.tag != tag)
        visit = msgspec.structs.replace(new_visit("en"), language=tag, size=step)
        composer, _ = composer_at(size, bare=True)
        return composed(composer, visit, state, (other.tag, other.endonym))

    return page


@pytest.fixture
def front_at(composer_at: ComposerMaker) -> Iterator[FrontMaker]:
    """Makes shells with their windows: ``front_at((1280, 800))``."""
    made: list[KioskWindow] = []

    def make(size: tuple[int, int]) -> Front:
        composer, icons = composer_at(size)
        shell = Shell(composer, "en", window_title="Information")
        shell.stop()
        made.append(KioskWindow(shell, icons))
        made[-1].window.show()
        return shell, made[-1]

    yield make
    for window in made:
        assert not window.warnings
        window.close()


@pytest.fixture
def composer_of(fonts: FontShelf, icons: IconBook) -> ComposerOf:
    """Composers of what a desk answers; see :func:`tests.ui.pages.composer_maker`."""
    return composer_maker(fonts, icons)


@pytest.fixture
def page_of(composer_of: ComposerOf) -> PageMaker:
    """Scenes of what a desk answers; see :func:`tests.ui.pages.answered_page`."""
    return answered_page(composer_of)


@pytest.fixture
def failures() -> Iterator[list[str]]:
    """What the journal is told of failures, here alone: other records stay unexpected."""
    logger, told = logging.getLogger("kiosk.ui.runtime.failure"), list[str]()
    handler = logging.Handler()
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    logger.propagate = False
    yield told
    logger.propagate = True
    logger.removeHandler(handler)


@pytest.fixture
def worker() -> Worker:
    return Worker()


@pytest.fixture
def later() -> LaterJobs:
    return LaterJobs()


@pytest.fixture
def shell(
    qapp: object,
    factory_directory: ServiceDirectory,
    catalogues: object,
    worker: Worker,
    later: LaterJobs,
) -> Shell:
    """The attract screen of a provisioned kiosk; what takes long waits for ``later``."""
    del qapp, catalogues
    return staffed(factory_directory, worker, later)
