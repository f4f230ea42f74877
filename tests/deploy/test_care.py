"""Closed for care, under real systemd: a login stands where the kiosk stood, until it is opened."""

from pathlib import Path

import pytest

from tests.deploy import machine

NO_SCREEN = """[Service]
Type=exec
ExecStart=
ExecStart=/usr/bin/sleep infinity
StandardInput=null
StandardOutput=null
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
"""
"""There is no console to log in at."""
UNITS = {"resource-kiosk-care.service.d/50-no-screen.conf": NO_SCREEN}
SECONDS = 10.0
TOUCH = """[Unit]
Wants=resource-kiosk-again.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/true
"""
"""Wants what an input device wants that is there: while one does, systemd counts the starts."""
ENDS_LATE = """[Service]
Type=exec
ExecStart=
ExecStart=/bin/sh -c 'trap "" TERM; while :; do sleep 1; done'
ExecStop=
ExecStop=/bin/sh -c 'sleep 60'
WatchdogSec=0
"""
"""A screen that takes all the time it has."""
ASKS_LONG = """[Service]
ExecCondition=
ExecCondition=/usr/bin/sleep 5
ExecCondition=/usr/local/lib/resource-kiosk/care possible
"""
"""Time to open it while the login asks whether it is possible."""
LINGERS = """[Service]
ExecStopPost=/usr/bin/sleep 5
"""
"""Time to open and close it while the unit that ended the screen still runs."""


@pytest.mark.nightly
def test_staff_close_it_over_restarts_and_root_opens_it(results: Path) -> None:
    found = machine.run("inside_care care", results, units=UNITS)
    assert found["first"] >= 0, found
    assert found["open"] == "Not closed."
    assert found["closed"] >= 0, found
    assert found["said"] == "Closed for care: resource-kiosk care off"
    assert found["after a restart"] >= 0, found
    assert found["stays"] >= 0, "no visitor sees a kiosk that is closed"
    assert found["back"] >= 0, found
    assert found["quick"] >= 0, "on and off at once leaves nothing dead"
    assert found["marker"] is False
    assert found["closed by root"] >= 0, found


@pytest.mark.nightly
def test_no_login_stands_beside_a_screen_that_ends_late(results: Path) -> None:
    late = {"resource-kiosk.service.d/60-late.conf": ENDS_LATE}
    found = machine.run("inside_care slow", results, units=UNITS | late)
    assert found["stood"] is True
    assert found["beside"] is False
    assert 10 <= found["closed"] <= 25, found


@pytest.mark.nightly
def test_opened_while_the_login_comes_nothing_failed(results: Path) -> None:
    long = {"resource-kiosk-care.service.d/60-long.conf": ASKS_LONG}
    found = machine.run("inside_care interrupted", results, units=UNITS | long)
    assert found["asks"] >= 0, found
    assert 0 <= found["back"] <= SECONDS, found
    assert found["login"] == "inactive"


@pytest.mark.nightly
def test_no_login_stands_beside_a_screen_that_came_back_in_between(results: Path) -> None:
    lingers = {"resource-kiosk-aside.service.d/60-lingers.conf": LINGERS}
    found = machine.run("inside_care crossed", results, units=UNITS | lingers)
    assert found["ended"] >= 0, found
    assert found["came"] >= 0, found
    assert found["still"] == "deactivating", "before it ended"
    assert 0 <= found["closed"] <= 2 * SECONDS, found


@pytest.mark.nightly
def test_where_nobody_could_log_in_the_kiosk_comes_back(results: Path) -> None:
    found = machine.run("inside_care nobody", results, units=UNITS)
    code, said = found["refused"]
    assert code == 1
    assert "Give one to root first: passwd" in said
    assert found["refused marker"] is False
    assert found["gone"] >= 0, "the file that closes it"
    assert 0 <= found["back"] <= SECONDS, found
    assert found["login"] == "inactive"
    assert "code=exited ; status=0" in found["after it was not begun"], "the kiosk is called"
    assert 0 <= found["back after a restart"] <= SECONDS, found
    assert found["left"] is False
    assert found["watched"] == "active", "it can be closed later"
    assert 0 <= found["closed for an administrator"] <= SECONDS, found


@pytest.mark.nightly
def test_a_word_of_the_kernel_closes_one_start(results: Path) -> None:
    found = machine.run("inside_care word", results, units=UNITS, words="resource-kiosk.care")
    assert 0 <= found["login"] <= SECONDS, found
    assert 0 <= found["after the login ended"] <= SECONDS, found
    assert found["marker"] is False
    assert found["stays"] >= 0


@pytest.mark.nightly
def test_there_is_no_login_unless_it_is_asked_for(results: Path) -> None:
    found = machine.run("inside_care alone", results, units=UNITS)
    assert found["login"] == "inactive"
    assert 0 <= found["kiosk"] <= SECONDS, found


@pytest.mark.nightly
def test_an_input_device_that_comes_back_starts_the_screen_anew(results: Path) -> None:
    found = machine.run("inside_care again", results, units={"touch.service": TOUCH})
    assert found["results"] == ["success"] * 7, "a loose plug is never too often"
    assert 0 <= found["back"] <= SECONDS, found


@pytest.mark.nightly
def test_the_check_of_the_machine_sees_what_is_in_force(results: Path) -> None:
    found = machine.run("inside_care doctor", results)
    before, after = found["before"], found["after"]
    screen, socket = "sandbox of resource-kiosk.service", "resource-kiosk-import.socket now"
    assert before.get(screen, "").startswith("Not in force: DevicePolicy."), "this machine's own"
    assert "sandbox of resource-kiosk-import@.service" not in before, before
    assert [name for name in before if name.endswith(" now")] == []
    drop_in = "/run/systemd/system/resource-kiosk.service.d/99-open.conf"
    assert set(after) - set(before) == {drop_in, socket}, after
    assert "User" in after[screen]
    assert "NoNewPrivileges" in after[screen]
