import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.ui.kit.composer import Composer
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from tests.ui.pages import PageMaker, page_maker
from tests.ui.staff_kit import LaterJobs, Worker, staffed

NOW = "2026-11-24T10:30"


@pytest.fixture(scope="session")
def page(qapp: object, factory_directory: ServiceDirectory, catalogues: Path) -> PageMaker:
    """Scenes after touches; see :func:`tests.ui.pages.page_maker`."""
    del qapp, catalogues

    @cache
    def composer(size: tuple[int, int]) -> Composer:
        program = AppContext(Settings(), FixedClock.at(NOW, "America/Los_Angeles"))
        return make_composer(program, Glass(*size), factory_directory)[0]

    return page_maker(composer)


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
