"""The kiosk is closed: nothing happens by itself afterwards, whatever was under way."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTimer

from kiosk.app.background import BackgroundServices
from kiosk.app.context import AppContext, prepare_directory
from kiosk.app.screen import ScreenApp
from kiosk.app.settings import Settings
from kiosk.domain.clock import FixedClock
from kiosk.staff.provisioning import provision
from kiosk.ui.kit.theme import Glass
from tests.immediate_jobs import ImmediateJobs
from tests.journeys.visitor import Visitor

MakeKiosk = Callable[[], ScreenApp]


@pytest.fixture
def make(qapp: object, data_folder: Path, catalogues: Path, tmp_path: Path) -> MakeKiosk:
    """Makes a kiosk with staff mode and a watch on its data."""
    del qapp, catalogues
    data = tmp_path / "data"
    shutil.copytree(data_folder, data)
    provision(data, "270918")
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))

    def kiosk() -> ScreenApp:
        jobs = ImmediateJobs()
        beside = BackgroundServices(
            program, data, folder_jobs=jobs, quick_jobs=jobs, long_jobs=jobs
        )
        return ScreenApp(program, lambda: prepare_directory(data), Glass(1280, 800), jobs, beside)

    return kiosk


def ticking(kiosk: ScreenApp) -> list[QTimer]:
    return [timer for timer in kiosk.shell.findChildren(QTimer) if timer.isActive()]


def test_no_timer_outlives_the_kiosk(make: MakeKiosk) -> None:
    kiosk = make()
    Visitor(kiosk)
    kiosk.shell.idle.timer.start()
    QCoreApplication.processEvents()
    kiosk.shell.touch.cornerHeld(True)  # noqa: FBT003 - as QML calls it
    assert len(ticking(kiosk)) > 2, "the shell, the knock and the watch on the data"
    kiosk.close()
    assert not ticking(kiosk)


def test_a_visit_or_staff_mode_in_front_may_be_closed(make: MakeKiosk) -> None:
    kiosk = make()
    Visitor(kiosk).kiosk.shell._knock.heard.emit()
    assert kiosk.shell.scene.screen == "staff-pin"
    kiosk.close()
    assert kiosk.shell.staff is None
    assert not ticking(kiosk)


def test_a_directory_that_comes_too_late_is_not_opened(make: MakeKiosk) -> None:
    kiosk = make()
    late = kiosk._prepared
    kiosk.close()
    late(prepare_directory(kiosk._services.data))  # type: ignore[union-attr]
    QCoreApplication.processEvents()
    assert kiosk._directory is None
    assert kiosk.arrivals is None
