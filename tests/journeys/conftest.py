import shutil
from collections.abc import Iterator
from functools import cache
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
from tests.journeys.staff import Staff, at_a_kiosk
from tests.journeys.visitor import Visitor, VisitorMaker
from tests.showing import show

ZONE = "America/Los_Angeles"
MORNING = "2026-11-24T10:30"
SMALL = Path(__file__).parent.parent / "data" / "small.ndjson"
_prepared = cache(prepare_directory)
"""For visitors, who change no data: each folder is looked at once."""


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
            return _prepared(invented_folder, (SMALL,)) if invented else _prepared(data_folder)

        kiosk = ScreenApp(
            program, prepare, Glass(*size), ImmediateJobs(), paper=paper, output=hearing
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


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where a stick is mounted."""
    folder = tmp_path / "media" / "someone" / "STICK"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def staff(shown_data: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Staff]:
    """Staff in front of a provisioned kiosk on the factory directory, that trusts nobody yet."""
    # Nobody vouches for the clock: the files of these tests never expire.
    settings = f'[site]\ntrust_clock = false\n[sync]\nmedia = ["{stick.parents[1]}"]\n'
    with at_a_kiosk(shown_data, settings, monkeypatch, trusted=False) as person:
        yield person


@pytest.fixture
def shown_data(qapp: object, english_data: Path, catalogues: Path) -> Path:
    """A data folder of its own with the factory directory, for a kiosk that can be shown."""
    del qapp, catalogues
    return english_data
