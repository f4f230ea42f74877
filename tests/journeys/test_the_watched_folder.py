"""A file arrives in the watched folder: the kiosk takes it by itself, between two visits."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.app import assets
from kiosk.app.background import BackgroundServices
from kiosk.app.context import AppContext, DirectoryUnavailable, Ready, prepare_directory
from kiosk.app.screen import ScreenApp
from kiosk.app.settings import Settings, load_settings
from kiosk.domain.clock import FixedClock, SystemClock, zone
from kiosk.domain.records import AnyRecord, Phone
from kiosk.domain.syncfile import PRACTICE
from kiosk.sync.folder_watch import LATER
from kiosk.sync.history import HistoryAction, read_history
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.sync_answers import SyncStatus
from kiosk.sync.trust import save_root
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.data_watcher import DataWatcher
from tests.immediate_jobs import ImmediateJobs
from tests.journeys.conftest import SMALL, ZONE
from tests.journeys.staff import NEW, NEWER, OLD, SERVICE, with_number
from tests.journeys.visitor import Visitor
from tests.sync.box import small
from tests.sync.toolkit import Coalition, make_coalition, revised
from tests.sync.whole import PLAIN, services, side
from tests.touches import activate


@pytest.fixture
def visitor(
    qapp: object, english_data: Path, catalogues: Path, coalition: Coalition, tmp_path: Path
) -> Iterator[Visitor]:
    """In front of a kiosk that trusts a coalition, watches a folder and has no sure clock."""
    del qapp, catalogues
    data, folder = english_data, tmp_path / "incoming"
    folder.mkdir()
    save_root(data, coalition.trusted)
    settings = data / "settings.toml"
    settings.write_text(
        f'[site]\ntrust_clock = false\n[sync]\nfolder = "{folder}"\n', encoding="utf-8"
    )
    clock = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles", trusted=False)
    program = AppContext(load_settings(settings), clock)
    jobs = ImmediateJobs()
    beside = BackgroundServices(program, data, folder_jobs=jobs, quick_jobs=jobs, long_jobs=jobs)
    kiosk = ScreenApp(program, lambda: prepare_directory(data), Glass(1280, 800), jobs, beside)
    yield Visitor(kiosk)
    assert not kiosk.window.warnings, kiosk.window.warnings
    kiosk.close()


def arrivals(visitor: Visitor) -> DataWatcher:
    QCoreApplication.processEvents()
    found = visitor.kiosk.arrivals
    assert found is not None
    return found


def on_the_page(visitor: Visitor) -> str:
    return next(number for number in (OLD, NEW, NEWER) if number in visitor.text)


def test_a_file_in_the_folder_waits_for_a_person_once_and_then_comes_by_itself(
    visitor: Visitor,
    coalition: Coalition,
    english_records: tuple[AnyRecord, ...],
    tmp_path: Path,
) -> None:
    data, folder = tmp_path / "data", tmp_path / "incoming"
    first = coalition.write(folder / "1.kiosksync", with_number(english_records, NEW))
    for _ in range(3):
        arrivals(visitor).look_at_folder()
    assert [one.action for one in read_history(data)] == [HistoryAction.HELD]

    syncing = Importer(data, assets.factory(), visitor.kiosk.program.clock)
    visitor.touch("English")
    activate(visitor.kiosk.shell, f"service:{SERVICE}")
    assert syncing.sync(first, Consent.PERSON).status is SyncStatus.APPLIED
    arrivals(visitor).look_at_data()
    assert on_the_page(visitor) == OLD, "nothing changes under a visitor's eyes"
    visitor.touch("leave")
    arrivals(visitor).look_at_data()
    visitor.touch("return").touch("English")
    activate(visitor.kiosk.shell, f"service:{SERVICE}")
    assert on_the_page(visitor) == NEW

    plain = next(one.id for one in services(PLAIN) if side().phones.get(one.id))
    dialled = f"+1{NEWER.replace('-', '')}"
    own = revised(with_number(english_records, NEW), Phone, plain, of="service_id", number=dialled)
    coalition.write(folder / "2.kiosksync", own, version=2)
    arrivals(visitor).look_at_folder()
    assert len(read_history(data)) == 2, "a file may still be on its way"
    arrivals(visitor).look_at_folder()
    assert read_history(data)[-1].code == "unattended"
    visitor.touch("leave").touch("return")
    arrivals(visitor).look_at_data()
    visitor.touch("English")
    activate(visitor.kiosk.shell, f"service:{plain}")
    assert on_the_page(visitor) == NEWER


def test_someone_who_comes_while_new_data_is_prepared_is_not_disturbed(
    visitor: Visitor,
    coalition: Coalition,
    english_records: tuple[AnyRecord, ...],
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    file = coalition.write(tmp_path / "1.kiosksync", with_number(english_records, NEW))
    syncing = Importer(data, assets.factory(), visitor.kiosk.program.clock)
    visitor.touch("English")
    activate(visitor.kiosk.shell, f"service:{SERVICE}")
    assert syncing.sync(file, Consent.PERSON).status is SyncStatus.APPLIED
    prepared = prepare_directory(data)
    visitor.kiosk._prepared(prepared)
    visitor.kiosk.shell.renew()
    assert on_the_page(visitor) == OLD
    visitor.touch("leave")
    arrivals(visitor).look_at_data()
    visitor.touch("return").touch("English")
    activate(visitor.kiosk.shell, f"service:{SERVICE}")
    assert on_the_page(visitor) == NEW


def test_a_clock_that_new_data_proves_wrong_promises_nothing_any_more(
    qapp: object,
    invented_folder: Path,
    catalogues: Path,
    coalition: Coalition,
    tmp_path: Path,
) -> None:
    """The kiosk's clock is a day late: a file made tomorrow says so, without a restart."""
    del qapp, catalogues
    data = tmp_path / "data"
    shutil.copytree(invented_folder, data)
    save_root(data, coalition.trusted)
    evening = dt.datetime(2026, 11, 25, 5, 40, tzinfo=dt.UTC)
    floor = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    clock = SystemClock(zone(ZONE), floor, vouched=lambda: True, source=lambda: evening)
    program = AppContext(load_settings(data / "settings.toml"), clock)
    jobs = ImmediateJobs()
    beside = BackgroundServices(program, data, folder_jobs=jobs, quick_jobs=jobs, long_jobs=jobs)
    kiosk = ScreenApp(
        program, lambda: prepare_directory(data, (SMALL,)), Glass(1920, 1080), jobs, beside
    )
    visitor = Visitor(kiosk)
    visitor.touch("English").touch("need:safe_place").sees("until")
    visitor.touch("leave").touch("return")

    tomorrow = evening + dt.timedelta(hours=20)
    file = coalition.write(tmp_path / "1.kiosksync", small(), created=tomorrow)
    outcome = Importer(data, (SMALL,), clock).sync(file, Consent.PERSON)
    assert outcome.status is SyncStatus.APPLIED
    arrivals(visitor).look_at_data()
    visitor.touch("English").touch("need:safe_place").does_not_see("until", "Opens")
    assert not kiosk.program.clock.read().trusted
    assert beside.program is kiosk.program, "the PIN believes the same clock"
    kiosk.close()


def test_data_that_goes_before_it_is_opened_is_taken_at_the_next_look(
    visitor: Visitor,
    coalition: Coalition,
    english_records: tuple[AnyRecord, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "data"
    watching = arrivals(visitor)
    file = coalition.write(tmp_path / "1.kiosksync", with_number(english_records, NEW))
    syncing = Importer(data, assets.factory(), visitor.kiosk.program.clock)
    assert syncing.sync(file, Consent.PERSON).status is SyncStatus.APPLIED
    visitor.kiosk._prepared(Ready(data / "directory-gone.db", "verified"))
    assert visitor.kiosk.problem
    assert "directory-gone.db" in capsys.readouterr().err
    watching.look_at_data()
    assert visitor.kiosk.problem == ""
    visitor.touch("English")
    activate(visitor.kiosk.shell, f"service:{SERVICE}")
    assert on_the_page(visitor) == NEW


def test_a_directory_that_could_not_be_made_is_tried_again_between_visits(
    qapp: object, catalogues: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk was full when the kiosk started, or memory was short: nothing tells that it passed."""
    del qapp, catalogues
    data = tmp_path / "data"
    prepare_directory(data, (SMALL,))
    room: list[Ready | DirectoryUnavailable] = [DirectoryUnavailable("The disk is full.")]
    tried = list[str]()

    def prepare() -> Ready | DirectoryUnavailable:
        tried.append("")
        return room[0]

    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", ZONE))
    jobs = ImmediateJobs()
    beside = BackgroundServices(program, data, folder_jobs=jobs, quick_jobs=jobs, long_jobs=jobs)
    kiosk = ScreenApp(program, prepare, Glass(1280, 800), jobs, beside)
    visitor = Visitor(kiosk)
    watching = arrivals(visitor)
    watching.try_again()
    assert len(tried) == 2
    assert capsys.readouterr().err == "The disk is full.\n", "said once"
    room[0] = prepare_directory(data, (SMALL,))
    visitor.touch("English")
    watching.try_again()
    assert len(tried) == 2, "not while someone is there"
    visitor.touch("leave").touch("return")
    watching.try_again()
    assert kiosk.problem == ""
    assert kiosk.whole
    visitor.touch("English").touch("need:safe_place").sees("A bed for tonight")
    visitor.touch("leave").touch("return")
    watching.try_again()
    assert len(tried) == 3, "all is well"
    room[0] = DirectoryUnavailable("It is meant.", meant=True)
    kiosk._prepared(room[0])
    watching.try_again()
    assert len(tried) == 3, "nothing else would come of it"
    kiosk.close()


def test_data_that_comes_while_the_first_is_made_ready_is_taken_up(
    qapp: object, catalogues: Path, coalition: Coalition, tmp_path: Path
) -> None:
    """An import ends between the reading of the state and the first page of the directory."""
    del qapp, catalogues
    data = tmp_path / "data"
    prepare_directory(data, (SMALL,))
    save_root(data, coalition.trusted)
    file = coalition.write(tmp_path / "1.kiosksync", small())
    clock = FixedClock.at("2026-12-01T10:30", ZONE)
    tried = list[Ready | DirectoryUnavailable]()

    def prepare() -> Ready | DirectoryUnavailable:
        tried.append(prepare_directory(data, (SMALL,)))
        if len(tried) == 1:
            outcome = Importer(data, (SMALL,), clock).sync(file, Consent.PERSON)
            assert outcome.status is SyncStatus.APPLIED
        return tried[-1]

    jobs = ImmediateJobs()
    beside = BackgroundServices(
        AppContext(Settings(), clock), data, folder_jobs=jobs, quick_jobs=jobs, long_jobs=jobs
    )
    kiosk = ScreenApp(beside.program, prepare, Glass(1280, 800), jobs, beside)
    kiosk._frame()
    QCoreApplication.processEvents()
    assert kiosk.arrivals is not None
    kiosk.arrivals.look_at_data()
    assert len(tried) == 2
    kiosk.arrivals.look_at_data()
    assert len(tried) == 2, "once"
    kiosk.close()


@pytest.mark.parametrize("coalition", [make_coalition(channel=PRACTICE, publisher="Practice")])
def test_a_file_for_practice_is_under_a_lasting_line_until_it_is_undone(
    visitor: Visitor, coalition: Coalition, tmp_path: Path
) -> None:
    words = "Practice. Not for visitors."
    assert words not in visitor.text, "the keys alone change nothing"
    file = coalition.write(tmp_path / "1.kiosksync", small())
    syncing = Importer(tmp_path / "data", assets.factory(), visitor.kiosk.program.clock)
    assert syncing.sync(file, Consent.PERSON).status is SyncStatus.APPLIED
    arrivals(visitor).look_at_data()
    visitor.sees(words).touch("English").sees(words).touch("leave").sees(words)
    visitor.touch("return")
    syncing.undo()
    arrivals(visitor).look_at_data()
    visitor.does_not_see(words)


def test_older_data_shown_for_want_of_room_gives_way_once_there_is_room(
    visitor: Visitor, tmp_path: Path
) -> None:
    kiosk, watching = visitor.kiosk, arrivals(visitor)
    good = prepare_directory(tmp_path / "data")
    assert isinstance(good, Ready)
    kiosk._prepared(Ready(good.database, "previous_used", unmended=True))
    assert not kiosk.whole
    watching.try_again()
    assert kiosk.whole


def test_an_import_that_dies_is_remembered_and_tried_again_later(
    visitor: Visitor, coalition: Coalition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of memory, or no room for an answer: the screen lives, staff can see it."""
    data, folder = tmp_path / "data", tmp_path / "incoming"
    coalition.write(folder / "1.kiosksync", small())
    watching = arrivals(visitor)

    def no_room(_: str) -> int:
        raise OSError(12, "Cannot allocate memory")

    with monkeypatch.context() as patch:
        patch.setattr(os, "memfd_create", no_room)
        for _ in range(LATER + 1):
            watching.look_at_folder()
    assert [(one.action, one.code) for one in read_history(data)] == [
        (HistoryAction.REFUSED, "build_failed")
    ]
    watching.look_at_folder()
    assert read_history(data)[-1].action is HistoryAction.HELD
    visitor.touch("English").is_on("home")
