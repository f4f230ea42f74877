"""What every test stands on: no display, no unexpected log record, the real factory directory.

No example of Hypothesis fails because the machine is busy.
"""

import gettext
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.visit.acts import TextStep

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_LOGGING_RULES"] = "qt.text.font.db=false"
# Hundreds of processes that tests start load compiled modules, as an installed program does.
os.environ["PYTHONDONTWRITEBYTECODE"] = ""

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtGui import QGuiApplication

from kiosk.app import assets
from kiosk.app.context import AppContext, DirectoryUnavailable, prepare_directory
from kiosk.app.screen import ScreenApp, make_composer
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.clock import FixedClock
from kiosk.domain.language import WRITTEN, Language, known_language
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import AnyRecord
from kiosk.i18n.catalogs import Catalog, po_path
from kiosk.i18n.compiled import compile_catalog
from kiosk.i18n.formatting import Formatter
from kiosk.presentation.presenter import DirectoryPresenter, Site
from kiosk.staff import worker
from kiosk.ui.composer import Composer
from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.theme import Glass
from kiosk.ui.kit.typography import TextMeter
from tests.immediate_jobs import ImmediateJobs
from tests.leftovers import (  # noqa: F401 - hooks of pytest
    pytest_collection_finish,
    pytest_runtest_protocol,
)
from tests.long_runs import (  # noqa: F401 - hooks of pytest
    FULL,
    pytest_collection_modifyitems,
    pytest_sessionfinish,
    pytest_terminal_summary,
)
from tests.once import once, one_build
from tests.sync.toolkit import Coalition, in_english, lines_of, make_coalition

sys.dont_write_bytecode = False
# The grammars of addresses, which no test asks for, take jsonschema two seconds in each worker.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
NOW = "2026-11-24T10:30"
"""A Tuesday morning, the day before the release: the hours of most offices have begun."""
SMALL = Path(__file__).parent / "data" / "small.ndjson"
ZONE = "America/Los_Angeles"

PresenterMaker = Callable[..., DirectoryPresenter]
MeterMaker = Callable[..., TextMeter]
ComposerMaker = Callable[..., tuple[Composer, IconBook]]


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log_records() -> Iterator[None]:
    """A warning nobody reads hides the one that matters: any record from WARNING on fails."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    assert not collector.lines, "unexpected log records:\n" + "\n".join(collector.lines)


@pytest.fixture(scope="session")
def small_file() -> Path:
    """A made-up directory that shows each rule once."""
    return SMALL


@pytest.fixture(scope="session")
def small_records() -> list[AnyRecord]:
    """The records of the made-up directory."""
    return list(read_records([SMALL]))


@pytest.fixture(scope="session")
def factory_records() -> tuple[AnyRecord, ...]:
    """Every record of the factory directory."""
    return tuple(read_records(assets.factory()))


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after its first start, made once for all workers: tests take copies of it."""
    with one_build(tmp_path_factory):
        return once(tmp_path_factory, "data", prepare_directory)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, prepared_data: Path) -> Path:
    """A data folder after its first start, of one file of tests."""
    return Path(shutil.copytree(prepared_data, tmp_path_factory.mktemp("data") / "data"))


@pytest.fixture(scope="module")
def coalition() -> Coalition:
    """Who signs the files of one file of tests."""
    return make_coalition()


@pytest.fixture(scope="session")
def factory_database(prepared_data: Path) -> Path:
    """The factory directory as a database, built once for all workers; nobody writes in it."""
    return next(prepared_data.glob("directory-*.db"))


@pytest.fixture(scope="module")
def copied_builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For tests of other things than building: a directory that was built before is copied."""
    with one_build(tmp_path_factory):
        yield


@pytest.fixture(scope="session")
def english_records(factory_records: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
    """The factory directory in English alone, which is built in a second; whole in a long run."""
    return factory_records if FULL else tuple(in_english(factory_records))


@pytest.fixture(scope="module")
def english_factory(
    tmp_path_factory: pytest.TempPathFactory, english_records: tuple[AnyRecord, ...]
) -> Iterator[str]:
    """A program that came with those records, as the processes that it starts; code for one."""
    content = lines_of(english_records)
    file = once(tmp_path_factory, "english.ndjson", lambda at: at.write_bytes(content))
    code = (
        "from pathlib import Path; from kiosk.app import assets; from kiosk.__main__ import start; "
        f"assets.factory = lambda: (Path({str(file)!r}),); start()"
    )
    real = worker.own_command
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assets, "factory", lambda: (file,))
        patch.setattr(
            worker,
            "own_command",
            lambda *where: (sys.executable, "-P", "-c", code, *real(*where)[4:]),
        )
        yield code


@pytest.fixture
def english_data(
    tmp_path_factory: pytest.TempPathFactory, english_factory: str, tmp_path: Path
) -> Path:
    """A data folder of its own, of a program that came with English words alone."""
    del english_factory
    made = once(tmp_path_factory, "english", prepare_directory)
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture(scope="session")
def factory_directory(factory_database: Path) -> Iterator[ServiceDirectory]:
    """The factory directory, open for reading."""
    with open_directory(factory_database) as directory:
        yield directory


@pytest.fixture(scope="session")
def catalogues() -> Path:
    """The folder of the catalogues, compiled where a source is newer than what was made of it."""
    folder = assets.translations()
    for spoken in WRITTEN:
        source = po_path(folder, spoken)
        made = source.with_suffix(".mo")
        if source.exists() and not (
            made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns
        ):
            compile_catalog(folder, spoken)
    return folder


def english_words(spoken: Language) -> Catalog:
    """A catalogue that leaves every text in English: rules are read apart from translations."""
    return Catalog(spoken, gettext.NullTranslations())


@pytest.fixture(scope="session")
def presenter(factory_directory: ServiceDirectory, catalogues: Path) -> PresenterMaker:
    """Makes desks on the factory directory: ``desk(tag, now=..., trusted=..., words="en")``.

    ``words="en"`` leaves the program's words in English whatever the language; ``directory=None``
    is a kiosk whose directory cannot be used.
    """

    @cache
    def words_of(spoken: Language) -> Catalog:
        return Catalog.load(spoken, catalogues)

    def make(
        tag: str = "en",
        *,
        now: str = NOW,
        trusted: bool = True,
        words: str = "",
        site: Site | None = None,
        directory: ServiceDirectory | None = factory_directory,
    ) -> DirectoryPresenter:
        spoken = known_language(tag)
        say = english_words(spoken) if words else words_of(spoken)
        clock = FixedClock.at(now, ZONE, trusted=trusted)
        made = DirectoryPresenter(spoken, say, Formatter(spoken), clock, site or Site(), directory)
        return made.with_numbers()

    return make


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The class that the program itself starts, so that a command before it may have made it."""
    return QGuiApplication


@pytest.fixture
def kiosk(qapp: QGuiApplication) -> ScreenApp:
    """A kiosk without a directory."""
    del qapp
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", ZONE))
    return ScreenApp(
        program, lambda: DirectoryUnavailable("Nothing."), Glass(1280, 800), ImmediateJobs()
    )


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> FontShelf:
    """The bundled fonts, loaded as they are asked for."""
    del qapp
    shelf = FontShelf(assets.resources() / "fonts")
    shelf.load_names()
    return shelf


@pytest.fixture(scope="session")
def icons() -> IconBook:
    """The icons of the program."""
    folder = assets.resources()
    return IconBook(folder / "icons" / "icons.json", folder / "pictures")


@pytest.fixture(scope="session")
def composer_at(
    qapp: QGuiApplication, factory_directory: ServiceDirectory, catalogues: Path
) -> ComposerMaker:
    """Makes composers with their icons, each once: ``composer_at((1280, 800), screen=...)``.

    Further words are parts of the settings. A ``bare`` one has no directory.
    """
    del qapp, catalogues

    @cache
    def make(
        size: tuple[int, int], *, now: str = NOW, bare: bool = False, **parts: Any
    ) -> tuple[Composer, IconBook]:
        program = AppContext(Settings(**parts), FixedClock.at(now, ZONE))
        return make_composer(program, Glass(*size), None if bare else factory_directory)

    return make


@pytest.fixture(scope="session")
def meter(fonts: FontShelf) -> MeterMaker:
    """Makes text meters: ``meter("Arab", step="XL", size=(1280, 800))``."""

    def make(
        script: str = "Latn", *, step: str = "M", size: tuple[int, int] = (1920, 1080)
    ) -> TextMeter:
        fonts.load_script(script)
        rtl = script == "Arab"
        return TextMeter(
            script, Glass(*size), TextStep(step), rtl=rtl, more_families=fonts.name_families
        )

    return make
