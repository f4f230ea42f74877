"""CUPS as the drop-in of a kiosk has it, under real systemd: it prints, and writes to no disk."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.deploy import machine
from tests.long_runs import missing

pytestmark = pytest.mark.nightly

AS_IT_COMES = """[Service]
TemporaryFileSystem=
BindReadOnlyPaths=
ExecStart=
ExecStart=/usr/sbin/cupsd -l
"""
"""The unit of CUPS without what the kiosk adds."""
TIMES = "[Service]\nExecStart=\nExecStart=/bin/true\n"
"""The disk as it is mounted where nobody says otherwise."""
KEPT = "Kept, also after a restart."


def found_by_printing(results: Path, **more: str) -> dict[str, Any]:
    if shutil.which("cupsd", path="/usr/sbin") is None:
        missing("cups", "cupsd is not installed")
    return machine.run("inside_printing printing", results, units=more)


def test_a_queue_is_kept_and_nothing_of_what_it_prints(results: Path) -> None:
    found = found_by_printing(results)
    assert found["kept"].startswith(f"0 {KEPT}")
    assert "<Printer desk>" in found["queues"]
    assert "StateTime" not in found["queues"]
    assert found["mode"] == "600 lp"
    assert found["printed"] == "0 None"
    assert found["paper"] == "WZQXJK"
    assert found["refused"] == "0 stopped"
    assert "disabled" in found["stopped"]
    assert not found["others"].startswith("0"), "nobody else starts a queue"
    assert found["its own"] == "0"
    assert "printer desk is idle." in found["ready"]
    for name in ("stop", "change", "refuse"):
        assert not found[name].startswith("0"), name
    assert found["refused again"] == "0 stopped"
    assert "printer desk is idle." in found["anew"], "a restart heals as well"
    assert "forgotten" not in found["anew"]
    assert found["changed"] == []
    assert found["read"] == [], "nor is it noted when something was read"
    assert KEPT in found["sheet"]
    assert found["described"] == ["sheet.ppd"]
    assert all(KEPT in said for said in found["gone"][:2])
    assert "<" not in found["gone"][2]
    assert found["left"] == []
    assert [said[0] for said in found["wrong"]] == ["2", "1"]
    assert "desk" not in found["none"]


def test_the_unit_as_it_comes_with_cups_is_caught(results: Path) -> None:
    units = {
        "cups.service.d/80-as-it-comes.conf": AS_IT_COMES,
        "resource-kiosk-noatime.service.d/80-as-it-comes.conf": TIMES,
    }
    found = found_by_printing(results, **units)
    assert found["kept"].startswith("1 ")
    assert "CUPS does not run as a kiosk's" in found["kept"]
    assert found["printed"] == "0 None"
    assert "/etc/cups/printers.conf" in found["changed"]
    assert "forgotten" in found["anew"]
    assert {"/usr/sbin/cupsd", "/usr/lib/systemd/systemd-executor"} <= set(found["read"])
