"""Modules that load at their first use, so that the first frame waits for none of them.

A module listed here is imported at the top of a file like any other, as a module::

    from kiosk.staff import pin

Its code runs when something in it is first used, such as ``pin.matches``. Two things use it at once
and so undo this: ``from kiosk.staff.pin import matches``, and an annotation without quotes.
"""

import builtins
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from threading import RLock
from types import ModuleType
from typing import Final

LAZY: Final = frozenset(
    {
        "kiosk.app.screen",
        "kiosk.directory.builder",
        "kiosk.directory.repository",
        "kiosk.devices.cups",
        "kiosk.devices.receipt",
        "kiosk.devices.speech_clips",
        "kiosk.devices.speech_player",
        "kiosk.i18n.cldr",
        "kiosk.i18n.formatting",
        "kiosk.unix_socket",
        "kiosk.app.tour_pictures",
        "kiosk.app.printer_setup",
        "kiosk.app.context",
        "kiosk.editor.keys.hidden",
        "kiosk.editor.keys.key_folder",
        "kiosk.editor.keys.secrets",
        "kiosk.editor.coverage",
        "kiosk.editor.floors",
        "kiosk.editor.overview",
        "kiosk.editor.publish.publish_answers",
        "kiosk.editor.finding_messages",
        "kiosk.editor.fitting.reading_options",
        "kiosk.editor.publish.plan",
        "kiosk.editor.publish.publish_report",
        "kiosk.editor.publish.report_html",
        "kiosk.editor.sources.source_reader",
        "kiosk.editor.sources.importing",
        "kiosk.editor.sources.imported",
        "kiosk.editor.workbook.edit",
        "kiosk.editor.workbook.sheets",
        "kiosk.editor.workbook.opening",
        "kiosk.editor.parsers.vocabulary",
        "kiosk.app.main_loop",
        "kiosk.sync.folder_watch",
        "kiosk.sync.startup",
        "kiosk.sync.sync_answers",
        "kiosk.sync.importer",
        "kiosk.sync.root_trust",
        "kiosk.presentation.presenter",
        "kiosk.presentation.paper_form",
        "kiosk.presentation.speech_text",
        "kiosk.staff.worker",
        "kiosk.staff.importer_client",
        "kiosk.staff.sticks",
        "kiosk.staff.tasks",
        "kiosk.sync.shell_messages",
        "kiosk.app.slip_output",
        "kiosk.staff.pin",
        "kiosk.staff.pin_lockout",
        "kiosk.sync.recovery",
        "kiosk.sync.data_folder",
        "kiosk.sync.state",
        "kiosk.ui.runtime.spoken_text",
        "kiosk.ui.runtime.emergency_screen",
        "kiosk.ui.pages.wanted_paper",
        "kiosk.ui.staff.mode",
        "kiosk.ui.runtime.data_watcher",
    }
)


class _LazyModule(ModuleType):
    """A module whose code has not run yet. It becomes an ordinary one when it has."""

    def __getattr__(self, name: str) -> object:
        """Runs the code. Python asks here only for a name that the module does not have."""
        self._use(name)
        return ModuleType.__getattribute__(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        """Runs the code first, which would write over the value."""
        self._use(name)
        ModuleType.__setattr__(self, name, value)

    def _use(self, name: str) -> None:
        # Tools ask every module for names such as __warningregistry__. That is no use of it.
        if not name.startswith("__") and isinstance(self.__loader__, _LazyLoader):
            self.__loader__.run(self)


class _LazyLoader(SourceFileLoader):
    """Runs the code of a module at its first use, once."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._lock, self._running = RLock(), False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty module."""
        return _LazyModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Runs nothing yet."""

    def run(self, module: ModuleType) -> None:
        """Runs the code; other threads wait for it. After a failure the next use tries again."""
        with self._lock:
            if self._running or type(module) is ModuleType:
                return  # the code asks for a name of its own, or another thread has run it
            self._running = True
            try:
                super().exec_module(module)
            finally:
                self._running = False
            module.__class__ = ModuleType


class _QtLoader(SourceFileLoader):
    """Loads PySide6, and gives Python its own import back.

    PySide6 puts another in its place, which reads the source of each later module in search of the
    word PySide6, for its ``__feature__``. Nothing here uses that, and it takes a tenth of a start.
    """

    def exec_module(self, module: ModuleType) -> None:
        """Runs the code of PySide6."""
        of_python = builtins.__import__
        super().exec_module(module)
        builtins.__import__ = of_python


class _LazyFinder:
    """Finds the listed modules, and PySide6, where Python finds every other."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module with a loader of this file, if it is a listed one or PySide6."""
        kind = _LazyLoader if name in LAZY else _QtLoader if name == "PySide6" else None
        spec = PathFinder.find_spec(name, path, target) if kind is not None else None
        if kind is not None and spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = kind(spec.loader.name, spec.loader.path)
        return spec


def install() -> None:
    """From now on the listed modules load at their first use."""
    sys.meta_path.insert(0, _LazyFinder())
