"""Signed files of made-up directories and the work of taking them in, for the benchmark of sync."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import clone  # noqa: F401 - puts the package on the path

from kiosk.app import assets
from kiosk.domain.clock import FixedClock
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord
from kiosk.sync.container import read_container
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.trust import load_root, save_root
from kiosk.sync.verify import verify
from tests.sync.toolkit import few_records, make_coalition

CLOCK = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles")
DATA, SMALL = "data", "small.kiosksync"
ROOTS = 3
"""Roots that the file brings: the kiosk has slept through two changes of keys."""


def prepare(folder: Path, records: Sequence[AnyRecord]) -> None:
    """A kiosk that trusts a coalition, two files of ``records`` for it, and a very small one."""
    first = make_coalition()
    coalition = first
    while len(coalition.roots) < ROOTS:
        coalition = coalition.rotate()
    (folder / DATA).mkdir()
    save_root(folder / DATA, first.trusted)
    save_root(folder, first.trusted)
    for version in (1, 2):
        coalition.write(_file(folder, version), records, ANCHORS, version=version)
    coalition.write(folder / SMALL, few_records(), version=3)
    take(folder, 1)


def _file(folder: Path, version: int) -> Path:
    return folder / f"{version}.kiosksync"


def take(folder: Path, version: int) -> None:
    """The whole import of a version, as a person asks for it."""
    data = folder / DATA
    if version > 1:
        # Each round begins with the first version in use.
        data = folder / "again"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(folder / DATA, data)
    syncing = Importer(data, assets.factory(), CLOCK)
    outcome = syncing.sync(_file(folder, version), Consent.PERSON)
    assert outcome.status == "applied", outcome


def take_first(folder: Path) -> None:
    """The whole import into a kiosk with the factory directory."""
    data = folder / "first"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    shutil.copy(folder / "root.json", data)
    outcome = Importer(data, assets.factory(), CLOCK).sync(_file(folder, 1), Consent.PERSON)
    assert outcome.status == "applied", outcome


def checked(folder: Path) -> None:
    """Every check but hashing, reading and judging many records: a file of three."""
    trusted = load_root(folder)
    assert trusted is not None
    bundle = verify(
        read_container(folder / SMALL),
        trusted,
        accepted=None,
        time=CLOCK.read(),
        spool=folder / "spool",
        persist_root=lambda _: None,
    )
    assert len(bundle.records) == len(few_records())
