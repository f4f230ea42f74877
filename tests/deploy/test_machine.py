"""The shipped units under real systemd: it comes back, and nothing gets out."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.domain.records import Translation
from kiosk.sync.state import STATE_NAME, read_state
from tests.deploy import machine, probe
from tests.long_runs import FULL, add_figure
from tests.shell import answered, call, factory, write
from tests.sync.toolkit import make_coalition

WATCHDOG_S = 5
QUICKER = f"[Service]\nWatchdogSec={WATCHDOG_S}\n"
"""The shipped 30 s would make the test wait; everything else is as shipped."""
BACK_S = 5.0
"""Crash to first screen, at most."""


@pytest.mark.nightly
def test_two_machines_at_a_time_know_nothing_of_each_other(results: Path) -> None:
    """As two workers run them; a stop would wait for the processes of the other one."""
    folders = [results / "one", results / "other"]
    for folder in folders:
        (folder / "probes").mkdir(parents=True)
    with ThreadPoolExecutor() as pool:
        found = list(pool.map(lambda folder: machine.run("inside beside", folder), folders))
    assert found == [{"own": True, "strangers": -1}] * 2


@pytest.mark.nightly
def test_after_a_crash_everything_comes_back(results: Path) -> None:
    """Each comes back (else -1); the figures say how soon, since a busy machine is no fault."""
    found = machine.run("inside crash", results, seconds=300)
    assert min(found[name] for name in ("first", "window", "compositor")) >= 0, found
    assert found["counted"] == 3, found
    assert found["after a meant restart"] == 1, found
    kinds = {Path(name).suffix or name for name in found["left"]}
    assert kinds == {".db", ".json", ".toml", "lock"}, found
    for name in ("window", "compositor"):
        add_figure(f"ms from a crash of the {name} to the languages", round(1000 * found[name]))


@pytest.mark.nightly
def test_a_hang_is_noticed_and_ended(results: Path) -> None:
    units = {"resource-kiosk.service.d/60-quicker.conf": QUICKER}
    found = machine.run("inside hang", results, units=units)
    for name in ("window", "compositor"):
        assert 0 < found[name] <= WATCHDOG_S + BACK_S, found
        late = round(1000 * (found[name] - WATCHDOG_S))
        add_figure(f"ms after the watchdog's time until a hang of the {name} is over", late)


@pytest.mark.nightly
def test_kills_in_a_row_never_leave_it_dead(results: Path) -> None:
    times = 50 if FULL else 11
    found = machine.run("inside kills", results, times=times, seconds=300)
    assert len(found["times"]) == times
    assert all(0 <= each <= BACK_S for each in found["times"]), found
    assert found["counted"] == 9, "the last resort is what stands after nine"
    add_figure("forced crashes in a row under systemd", times)
    add_figure("ms from the slowest of them to the languages", round(1000 * max(found["times"])))


USERS_OWN = {
    *("internet socket", "bus of the system", "user namespace", "setuid bit", "file of 1 TiB"),
    *("memory that is written and run", "picture of memory", "write to the watched folder"),
    *(f"program in {folder}" for folder in probe.FOLDERS if folder != probe.SCREENS),
}
"""What each of the kiosk's users could do if its unit did not forbid it."""


@pytest.mark.parametrize("service", ["resource-kiosk.service", "resource-kiosk-import@.service"])
def test_nothing_that_is_forbidden_can_be_done(results: Path, service: str) -> None:
    """In the unit nothing; without what it forbids, each by root and many by the user."""
    kinds = {
        "1-hard.service": {"hardened": True},
        "2-soft.service": {"hardened": False},
        "3-root.service": {"hardened": False, "user": False},
    }
    units = {name: machine.unit_with(service, name, **how) for name, how in kinds.items()}
    found = machine.run("inside probe", results, units=units, names=sorted(units))
    hard, user, root = ({name for name, let in found[one].items() if let} for one in sorted(found))
    every = set(probe.ACTIONS)
    assert hard == set()
    assert every - root == set(), "what root cannot do either proves nothing"
    assert user >= USERS_OWN
    assert len(every) == 27
    add_figure("actions forbidden in a unit, each possible to root without it", len(every))
    add_figure("of them possible to the unit's user without it", len(user))


@pytest.fixture(scope="module")
def two_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data of two sync files, one after the other, and the files."""
    folder = tmp_path_factory.mktemp("two")
    coalition = make_coalition()
    assert call(folder / "data", "status").exit_code == 0
    (folder / "data" / "root.json").write_bytes(coalition.trusted.raw)
    for number in (1, 2):
        texts = [one for one in factory() if isinstance(one, Translation)][-number:]
        records = [one for one in factory() if one not in texts]
        path = write(folder / f"{number}.kiosksync", coalition, records, version=number)
        code, answer = answered(folder / "data", "sync", path, "--yes")
        assert code == 0, answer
    return folder


BAD = """
import os, signal, sys, time
from kiosk.directory import repository
ours = repository.open_directory
def open_directory(path):
    if path.name == {bad!r}:
        os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(60)  # another thread may take the signal
    if os.environ.get("RUNTIME_DIRECTORY") and "--kiosk" in sys.argv:
        with open(os.environ["RUNTIME_DIRECTORY"] + "/opened", "a") as file:
            file.write(path.name + "\\n")
    return ours(path)
repository.open_directory = open_directory
"""
"""A program that the data in use kills as soon as it is opened."""


@pytest.mark.nightly
def test_data_that_kills_the_screen_gives_way_to_the_data_before(
    results: Path, two_files: Path
) -> None:
    state, _ = read_state(two_files / "data")
    shutil.copytree(two_files / "data", results / "data")
    (results / "sitecustomize.py").write_text(BAD.format(bad=state.active.database), "utf-8")
    bad = "[Service]\nEnvironment=PYTHONPATH=/results:/opt/clone\n"
    found = machine.run("inside loop", results, units={"resource-kiosk.service.d/60-bad.conf": bad})
    assert found["counted"] == 4, found
    assert found["same"], found
    assert found["opened"] == [state.previous.database], found
    after, _ = read_state(results / "data")
    assert after == state
    assert (results / "data" / STATE_NAME).exists()
    add_figure("crashes in a row until the data before is shown", found["counted"] - 1)


@pytest.mark.nightly
def test_the_importer_answers_the_screen_and_nobody_else(results: Path, two_files: Path) -> None:
    shutil.copytree(two_files, results / "files")
    questions = {
        "state": ["staff", "state"],
        "files": ["staff", "files", "--", "/srv/kiosk-sync"],
        "untrusted": ["sync", "/srv/kiosk-sync", "--json", "--progress"],
        "another command": ["tour", "/srv"],
        "another folder": ["sync", "--data=/tmp", "/srv/kiosk-sync"],
    }
    found = machine.run("inside importing", results, questions=questions)
    asked = found["asked"]
    assert '"status"' in asked["state"], found
    assert "1.kiosksync" in asked["files"]
    assert '"no_trust"' in asked["untrusted"]
    assert asked["another command"] == asked["another folder"] == ""
    assert found["stranger"] == "Permission denied", found
    assert found["trusting"]["status"] == "applied", found
    assert found["modes"]["state.json"] == "660 kiosk-sync", found
    assert found["renewed"] >= 0, "the screen takes up what the importer made"
    assert found["screen"], found
