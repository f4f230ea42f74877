from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kiosk.application import make_composer
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.program import Program
from kiosk.services.desk import Desk
from kiosk.services.directory import Directory
from kiosk.settings import Settings
from kiosk.ui.composer import Composer
from kiosk.ui.theme import Glass
from tests.ui.pages import PageMaker, page_maker

NOW = "2026-11-24T10:30"


class PrintingProgram(Program):
    """A site whose printer is ready."""

    def desk(self, tag: str, directory: Directory | None) -> Desk:
        made = super().desk(tag, directory)
        return replace(made, site=replace(made.site, can_print=True))


@pytest.fixture(scope="session")
def page(qapp: object, factory_directory: ServiceDirectory, catalogues: Path) -> PageMaker:
    """Scenes after touches; see :func:`tests.ui.pages.page_maker`."""
    del qapp, catalogues

    @cache
    def composer(size: tuple[int, int], prints: bool) -> Composer:  # noqa: FBT001 - a cache key
        kind = PrintingProgram if prints else Program
        program = kind(Settings(), FixedClock.at(NOW, "America/Los_Angeles"))
        return make_composer(program, Glass(*size), factory_directory)[0]

    return page_maker(composer)
