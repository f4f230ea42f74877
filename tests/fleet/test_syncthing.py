"""Two real Syncthing instances carry signed files to a kiosk that watches the folder of one."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.sync.holds import HoldReason
from kiosk.sync.sync_answers import SyncStatus
from tests.fleet.pair import Instance, pair, wait_until
from tests.fleet.site import NUMBERS, SERVICES, Editor, Site
from tests.long_runs import add_figure, missing

pytestmark = pytest.mark.nightly
NEW, NEWER, FOREIGN, OTHER = (f"+1916555{number}" for number in (2001, 2002, 2003, 2004))
NAME = "city.kiosksync"
SLOW_KIB = 10
"""A second: a signed file of 240 KiB is half a minute on its way."""
AT_ONCE = 4 * 128 * 1024
"""Bytes that Syncthing lets through before it slows down."""


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Instance, Instance]]:
    if shutil.which("syncthing") is None:
        missing("syncthing", "syncthing is not installed")
    with pair(tmp_path) as running:
        yield running
    add_figure("two Syncthing instances and a kiosk", 1)


@pytest.fixture
def here(both: tuple[Instance, Instance]) -> Instance:
    """Of the editor."""
    return both[0]


@pytest.fixture
def there(both: tuple[Instance, Instance]) -> Instance:
    """Of the kiosk."""
    return both[1]


@pytest.fixture
def site(qapp: object, tmp_path: Path, there: Instance) -> Iterator[Site]:
    del qapp
    with Site(tmp_path / "data", there.shared).open() as running:
        yield running


def arrived(sent: Path, there: Instance) -> None:
    """Waits until the other one has the very same file."""
    content = sent.read_bytes()
    wait_until(lambda: (there.shared / sent.name).read_bytes() == content, f"{sent.name} arrives")


@pytest.fixture
def begun(editor: Editor, site: Site, here: Instance, there: Instance) -> Site:
    """The first file came, and a person at the kiosk has accepted it."""
    arrived(editor.publish(here.shared / NAME, {}), there)
    site.trust(there.shared / NAME)
    assert site.rested().hold is HoldReason.FIRST_FILE
    assert site.number(5) == ""
    assert site.say("sync", "--yes").exit_code == 0
    assert site.number(5) == NUMBERS[5]
    return site


def test_a_week_of_a_fleet(editor: Editor, begun: Site, here: Instance, there: Instance) -> None:
    arrived(editor.publish(here.shared / NAME, {5: NEW}), there)
    assert begun.rested().status is SyncStatus.APPLIED
    assert (begun.number(5), begun.number(1)) == (NEW, NUMBERS[1])
    good = (here.shared / NAME).read_bytes()

    arrived(
        editor.publish(here.shared / NAME, dict.fromkeys(range(SERVICES // 2, SERVICES), FOREIGN)),
        there,
    )
    held = begun.rested()
    assert (held.status, held.hold) == (SyncStatus.HELD, HoldReason.GUARDED_CHANGED)
    assert begun.number(5) == NEW

    tampered = bytearray((here.shared / NAME).read_bytes())
    tampered[len(tampered) // 2] ^= 1
    (here.shared / NAME).write_bytes(tampered)
    arrived(here.shared / NAME, there)
    assert begun.rested().status is SyncStatus.REFUSED
    assert begun.number(5) == NEW

    (here.shared / NAME).write_bytes(good)
    arrived(here.shared / NAME, there)
    assert begun.rested().status is SyncStatus.ALREADY

    arrived(editor.publish(here.shared / NAME, {5: NEWER}), there)
    assert begun.rested().status is SyncStatus.APPLIED
    assert begun.number(5) == NEWER


def test_a_true_conflict_copy_is_not_looked_at(
    editor: Editor, begun: Site, here: Instance, there: Instance
) -> None:
    for one in (here, there):
        one.ask("system/pause", {})
    editor.publish(here.shared / NAME, {5: NEW})
    editor.publish(there.shared / NAME, {5: OTHER})
    past = time.time() - 3600
    os.utime(there.shared / NAME, (past, past))
    for one in (here, there):
        one.ask("db/scan", {})
        one.ask("system/resume", {})
    arrived(here.shared / NAME, there)
    wait_until(lambda: [*there.shared.glob("*.sync-conflict-*")], "the copy that lost")
    [conflict] = there.shared.glob("*.sync-conflict-*")
    assert conflict.name.endswith(".kiosksync")
    found = begun.rested()
    assert (found.status, found.others) == (SyncStatus.APPLIED, ())
    assert begun.number(5) == NEW

    conflict.rename(there.shared / "other.kiosksync")
    assert begun.rested().status is SyncStatus.APPLIED
    assert begun.number(5) == OTHER


def test_a_file_on_its_way_is_not_looked_at(
    editor: Editor, begun: Site, here: Instance, there: Instance
) -> None:
    options = there.ask("config/options")
    slow = {**options, "maxRecvKbps": SLOW_KIB, "limitBandwidthInLan": True}
    there.ask("config/options", slow, "PUT")
    (here.shared / "at once").write_bytes(os.urandom(AT_ONCE))
    arrived(here.shared / "at once", there)
    sent = editor.publish(here.shared / NAME, {5: NEW})
    wait_until(lambda: [*there.shared.glob(".syncthing.*")], "a file on its way")
    tried = [begun.look() for _ in range(3)]
    assert [*there.shared.glob(".syncthing.*")], "it was through before it was looked at"
    assert begun.number(5) == NUMBERS[5]
    assert tried == [None, None, None]
    there.ask("config/options", options, "PUT")
    arrived(sent, there)
    assert begun.rested().status is SyncStatus.APPLIED
    assert begun.number(5) == NEW
