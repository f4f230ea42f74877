"""An editor who publishes and a kiosk that watches a folder, each with the program as it is.

The kiosk looks with what the running one looks with, and imports in a process of its own.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner, Result

from kiosk.app import assets
from kiosk.app.background import BackgroundServices
from kiosk.app.context import AppContext, clock_of
from kiosk.app.settings import load_settings
from kiosk.cli import main
from kiosk.directory.repository import open_directory
from kiosk.sync.container import read_container
from kiosk.sync.folder_watch import state_stamp
from kiosk.sync.history import read_history
from kiosk.sync.startup import start
from kiosk.sync.sync_answers import SyncOutcome
from kiosk.sync.trust import fingerprint, newest_root
from kiosk.ui.runtime.data_watcher import DataWatcher
from tests.immediate_jobs import ImmediateJobs

SERVICES = 20
NUMBERS = tuple(f"+1916555{1000 + number}" for number in range(SERVICES))
"""Of the services s0, s1 and so on, as they are at first."""
WORDS = "four short words here"


@dataclass(frozen=True, slots=True)
class Editor:
    """Publishes tables, each time with the next number; the keys are made at the first time."""

    home: Path

    def publish(self, out: Path, numbers: dict[int, str]) -> Path:
        """A signed file with some services' numbers changed."""
        self._say(*self.command(self.tables(numbers), out))
        return out

    def command(self, tables: Path, out: Path) -> list[str]:
        """How the command is typed."""
        return [
            *("publish", str(tables), "-o", str(out), "--keys", str(self.home / "keys"), "--yes"),
            *("--accept", "situation,checked-on"),
            *("--no-report", "--channel", "test", "--publisher", "Test Coalition"),
        ]

    def tables(self, changed: dict[int, str]) -> Path:
        """What is published, in HSDS tables."""
        numbers = {**dict(enumerate(NUMBERS)), **changed}
        tables: dict[str, list[dict[str, str]]] = {
            "organizations": [{"id": "o", "name": "Helpers"}],
            "services": [
                {
                    "id": f"s{key}",
                    "organization_id": "o",
                    "name": f"Food Pantry {key}",
                    "status": "active",
                    "description": "Food.",
                    # Four are for everyone and stand first: theirs never change by themselves.
                    "maximum_age": "" if key < 4 else "20",
                }
                for key in numbers
            ],
            "phones": [
                {"id": f"p{key}", "service_id": f"s{key}", "number": number}
                for key, number in numbers.items()
            ],
        }
        folder = self.home / "tables"
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        return folder

    @staticmethod
    def _say(*arguments: str) -> None:
        result = CliRunner(env={"KIOSK_PASSPHRASE": WORDS}).invoke(main, arguments)
        assert result.exit_code == 0, result.output


@dataclass(slots=True)
class Site:
    """A kiosk whose settings watch ``folder``."""

    data: Path
    folder: Path
    outcomes: list[SyncOutcome | None] = field(default_factory=list)
    renewed: int = 0
    _arrivals: DataWatcher | None = None

    @contextmanager
    def open(self) -> Iterator["Site"]:
        """While the kiosk runs."""
        self.data.mkdir(parents=True, exist_ok=True)
        settings = self.data / "settings.toml"
        settings.write_text(f'[sync]\nfolder = "{self.folder}"\n', encoding="utf-8")
        loaded, jobs = load_settings(settings), ImmediateJobs()
        program = AppContext(loaded, clock_of(loaded, None, self.data))
        beside = BackgroundServices(
            program, self.data, settings, quick_jobs=jobs, long_jobs=jobs, folder_jobs=jobs
        )
        ask = beside.importer()

        def asked() -> SyncOutcome | None:
            self.outcomes.append(ask())
            return self.outcomes[-1]

        self._arrivals = DataWatcher(
            self.data,
            state_stamp(self.data),
            quiet=lambda: True,
            renew=self._renew,
            watch=beside.watched(),
            import_=asked,
            jobs=jobs,
        )
        try:
            yield self
        finally:
            self._arrivals.stop()
            beside.close()

    def _renew(self) -> None:
        self.renewed += 1

    def look(self) -> SyncOutcome | None:
        """One look at the folder, as once a minute; the answer if an import was tried."""
        assert self._arrivals is not None
        before = len(self.outcomes)
        self._arrivals.look_at_folder()
        self._arrivals.look_at_data()
        return self.outcomes[-1] if len(self.outcomes) > before else None

    def rested(self) -> SyncOutcome:
        """The answer once the files have been the same at two looks."""
        assert self.look() is None, "the files had not changed"
        found = self.look()
        assert found is not None, "nothing was tried, or the process broke off"
        return found

    def say(self, *arguments: object) -> Result:
        """A command that staff types on the machine."""
        return CliRunner().invoke(main, ["--data", str(self.data), *map(str, arguments)])

    def trust(self, file: Path) -> None:
        """Staff types the fingerprint of the coalition's paper."""
        groups = " ".join(fingerprint(newest_root(read_container(file))))
        result = self.say("trust", "add", file, "--fingerprint", groups)
        assert result.exit_code == 0, result.output

    def number(self, service: int) -> str:
        """The number of a service as a start shows it; empty where the service is not there."""
        with open_directory(start(self.data, assets.factory()).database) as directory:
            found = directory.listing(f"s{service}", "en")
            return found.phones[0].number if found is not None else ""

    def last_code(self) -> str:
        """What the newest entry of the history says."""
        return read_history(self.data)[-1].code
