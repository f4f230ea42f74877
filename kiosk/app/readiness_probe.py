"""Composition root of the readiness check: probe everything, report the findings."""

import json
import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from kiosk import __version__, atomic_files
from kiosk.app import assets
from kiosk.app.context import AppContext, DirectoryUnavailable, prepare_directory
from kiosk.app.settings import FILE_NAME, Settings
from kiosk.devices.speech_player import missing
from kiosk.domain.clock import TrustedClock
from kiosk.domain.language import Language
from kiosk.i18n.catalogs import Catalog, CatalogError
from kiosk.readiness.codes import StaffAnswers
from kiosk.readiness.privacy_probe import privacy
from kiosk.readiness.readiness_findings import Facts, PrinterFacts, SpeechFacts, findings
from kiosk.readiness.staff_answers import (
    Asserted,
    DoctorAnswer,
    answers_in,
    checked,
    read_report,
    save_report,
    worst,
)
from kiosk.staff.pin_lockout import is_locked
from kiosk.sync.provisioned import PinOwner, is_provisioned
from kiosk.sync.status import data_status
from kiosk.ui.kit.keyboards import LATIN, PINYIN_SCRIPTS, layouts_for
from kiosk.ui.kit.theme import SCRIPTS

ROOT: Final = Path("/")
SOUND_CARDS: Final = "sys/class/sound"
"""Where they can be seen inside the kiosk's own unit as well, which hides most of /proc."""


@dataclass(frozen=True, slots=True)
class ReadinessProbe:
    """Probes a kiosk. ``problem`` is why its settings are unusable; defaults apply then.

    ``root`` is the root of the machine's files, ``own_settings`` the settings file.
    """

    program: AppContext
    data: Path
    clock: TrustedClock
    own_settings: Path | None = None
    problem: str = ""
    root: Path = ROOT

    def answer(
        self, staff_answers: StaffAnswers, installed: tuple[Asserted, ...] | None = None
    ) -> DoctorAnswer:
        """Everything that was found. What a person did not answer now stays as it was kept."""
        saved_report = read_report(self.data)
        before = answers_in(saved_report)
        staff_answers = StaffAnswers(
            before.sightline if staff_answers.sightline is None else staff_answers.sightline,
            before.earshot if staff_answers.earshot is None else staff_answers.earshot,
        )
        presenter = self.program.presenter("en", None)
        checks = tuple(
            checked(one, presenter.catalog, presenter.formats)
            for one in findings(self._facts(staff_answers))
        )
        machine = [one.level for one in installed or ()]
        return DoctorAnswer(
            level=worst([*(one.level for one in checks), *machine]),
            checks=checks,
            installed=installed,
            sightline=staff_answers.sightline,
            earshot=staff_answers.earshot,
            saved="" if saved_report is None else saved_report.day,
        )

    def keep(self, answer: DoctorAnswer) -> DoctorAnswer:
        """Keeps the report in the data folder.

        Raises:
            OSError: it cannot be written.
        """
        time = self.clock.read()
        day = "" if time.today is None else time.today.isoformat()
        save_report(self.data, answer, day, __version__)
        return msgspec.structs.replace(answer, saved=day)

    def _facts(self, staff_answers: StaffAnswers) -> Facts:
        prepared, settings = prepare_directory(self.data), self.program.settings
        return Facts(
            data=data_status(self.data, self.clock),
            problem=prepared.reason if isinstance(prepared, DirectoryUnavailable) else "",
            event="" if isinstance(prepared, DirectoryUnavailable) else prepared.event,
            own_settings=atomic_files.is_file(self.own_settings or self.data / FILE_NAME),
            settings_problem=self.problem,
            languages=tuple(one.endonym for one in self.program.offered()),
            lacking=tuple(one.endonym for one in self.program.offered() if lacks(one)),
            printer=printer_of(settings),
            speech=speech_of(settings, self.program.offered(), self.root),
            diagonal=settings.screen.diagonal,
            has_pin=is_provisioned(self.data),
            locked=is_locked(self.data),
            has_helper_pin=is_provisioned(self.data, PinOwner.HELPER),
            helper_locked=is_locked(self.data, PinOwner.HELPER),
            cards=settings.attract.cards,
            idle=max(settings.idle.service, settings.idle.other),
            title=settings.site.title,
            place_is_public=settings.site.place_is_public,
            privacy=privacy(self.root, _cache(self.data)),
            disk_free=_free(self.data),
            staff_answers=staff_answers,
        )


def lacks(spoken: Language) -> bool:
    """True if words, letters or keys of a language are missing."""
    try:
        Catalog.load(spoken, assets.translations())
    except CatalogError:
        return True
    folder = assets.resources() / "fonts"
    wanted = {"Noto Sans", SCRIPTS[spoken.script].family}
    try:
        rows = json.loads((folder / "fonts.json").read_text(encoding="utf-8"))
        files = [row["file"] for row in rows if row["family"] in wanted]
        letters = files and all((folder / name).stat().st_size for name in files)
    except (OSError, ValueError, KeyError):
        return True
    own_keys = layouts_for(spoken.tag, spoken.script)[0] is not LATIN
    keys = own_keys or spoken.script in {"Latn", *PINYIN_SCRIPTS}
    return not (letters and keys)


def printer_of(settings: Settings) -> PrinterFacts:
    """The printer as it answers now; may take seconds."""
    printer = settings.print.own_printer()
    if printer is None:
        return PrinterFacts()
    return PrinterFacts(there=True, trouble=printer.state())


def speech_of(settings: Settings, offered: tuple[Language, ...], root: Path) -> SpeechFacts:
    """Programs, sound card and voices."""
    voice = settings.speech.player()
    voice.settle()
    cards = any((root / SOUND_CARDS).glob("card[0-9]*"))
    return SpeechFacts(
        missing=missing(),
        device=cards,
        voiceless=tuple(one.endonym for one in offered if not voice.can_speak(one.tag)),
        loud=settings.speech.loudspeaker,
    )


def _cache(data: Path) -> Path:
    """The cache folder of whom the data belongs to: that is who runs the kiosk."""
    owner = data.stat().st_uid if atomic_files.is_folder(data) else os.geteuid()
    base = os.environ.get("XDG_CACHE_HOME")
    if base and owner == os.geteuid():
        return Path(base)
    try:
        return Path(pwd.getpwuid(owner).pw_dir) / ".cache"
    except KeyError:
        return Path.home() / ".cache"


def _free(data: Path) -> int | None:
    try:
        return shutil.disk_usage(data).free
    except OSError:
        return None
