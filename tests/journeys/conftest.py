import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.app.context import AppContext, DirectoryUnavailable, Ready, prepare_directory
from kiosk.app.screen import ScreenApp
from kiosk.app.settings import Settings, SiteSettings
from kiosk.domain.clock import FixedClock
from kiosk.domain.key_bindings import KeySettings
from kiosk.domain.place import Coordinates
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.visit.paper import PaperDesk
from tests.immediate_jobs import ImmediateJobs
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.showing import show

ZONE = "America/Los_Angeles"
MORNING = "2026-11-24T10:30"
SMALL = Path(__file__).parent.parent / "data" / "small.ndjson"


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory, prepared_data: Path) -> Path:
    """A data folder whose directory was built from the factory records, once."""
    return Path(shutil.copytree(prepared_data, tmp_path_factory.mktemp("data") / "data"))


@pytest.fixture(scope="session")
def invented_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with invented services that were checked lately and have hours."""
    folder = tmp_path_factory.mktemp("invented")
    prepare_directory(folder, (SMALL,))
    return folder


@pytest.fixture
def arrive(
    qapp: object, data_folder: Path, invented_folder: Path, catalogues: Path
) -> Iterator[VisitorMaker]:
    """Makes a visitor in front of a kiosk: ``arrive(now=..., size=..., invented=True)``."""
    del qapp, catalogues
    made: list[ScreenApp] = []

    def come(
        now: str = MORNING,
        *,
        trusted: bool = True,
        size: tuple[int, int] = (1920, 1080),
        text: str = "M",
        invented: bool = False,
        hearing: SpeechOutput | None = None,
        paper: PaperDesk | None = None,
        keys: KeySettings | None = None,
        place: Coordinates | None = None,
    ) -> Visitor:
        site = SiteSettings(latitude=place.latitude, longitude=place.longitude) if place else None
        settings = Settings(site=site or SiteSettings(), keys=keys or KeySettings())
        program = AppContext(settings, FixedClock.at(now, ZONE, trusted=trusted))

        def prepare() -> Ready | DirectoryUnavailable:
            if invented:
                return prepare_directory(invented_folder, (SMALL,))
            return prepare_directory(data_folder)

        kiosk = ScreenApp(
            program, prepare, Glass(*size), ImmediateJobs(), paper=paper, hearing=hearing
        )
        made.append(kiosk)
        visitor = Visitor(kiosk)
        if text != "M":
            show(kiosk.shell, replace(kiosk.shell.visit, size=text))
        return visitor

    yield come
    for kiosk in made:
        assert not kiosk.window.warnings, kiosk.window.warnings
        kiosk.close()
