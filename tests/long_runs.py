"""Long runs: with ``KIOSK_FULL=1``, as ``resources/dev/nightly`` sets it, and then all of it.

Any other run takes one part of what has many combinations, another part each day. ``KIOSK_DAY``, a
day of the year, chooses it. ``KIOSK_WITHOUT`` names what a machine cannot offer, such as ``disk
syncthing``; only what needs that is left out then. ``KIOSK_FIGURES`` is the file to which the long
runs add what they did.
"""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest

FULL = os.environ.get("KIOSK_FULL") == "1"
WITHOUT = frozenset(os.environ.get("KIOSK_WITHOUT", "").split())
FIGURES = os.environ.get("KIOSK_FIGURES")
PARTS = 8
"""Parts that the cases of a test with many are dealt into, unless the test says how many."""
DAY = int(os.environ.setdefault("KIOSK_DAY", time.strftime("%j")))
"""The day of the year, which every worker of a run gets from the first process."""
ELSEWHERE = (
    "root may write anywhere",
    "the public sample sets are not beside the project",
    "QML is linted on Python 3.13",
)
"""What may be left out of a long run too: it runs on another machine."""
FIRST = (
    *("test_strange_in_memory.py", "test_danger_requests.py", "test_hostile_weeks.py"),
    *("test_booted.py", "test_installing.py", "test_compositor.py", "test_long_day.py"),
    *("test_in_a_browser.py", "test_cli_sync.py", "test_errors_and_kills.py", "test_cups.py"),
    *("test_plain_copy.py", "test_screen_reader.py", "test_unattended.py", "test_power_cuts.py"),
    *("test_stick_on_monday.py", "test_cups_traces.py", "test_phone_copy.py", "test_wheel.py"),
    *("test_nothing_is_dropped.py", "test_release.py", "test_is_everything_ready.py"),
    *("test_broken_variants.py", "test_publishing.py", "test_workbook_roundtrip.py"),
    *("test_the_right_answer_first.py", "test_unattended_fields.py", "test_direction.py"),
    *("test_five_keys.py", "test_program.py", "test_mending.py", "test_geometry.py"),
    *("test_cli.py", "test_cli_messages.py", "test_a_year.py", "test_cli_editor.py"),
    *("test_slip_papers.py", "test_low_reach.py", "test_own_language.py", "test_pictures.py"),
    *("test_cli_slip.py", "test_page_budgets.py", "test_database_flips.py", "test_describe.py"),
    *("test_every_way_out.py", "test_spoken_text.py", "test_slips.py"),
    *("test_receipt_left.py", "test_raw_bytes.py", "test_cli_staff.py", "test_cli_printers.py"),
)
"""The longest files, in their order: begun last, each would keep one core waiting for it."""
_T = TypeVar("_T")
_UNAVAILABLE = "this machine has none, it says: "


def missing(what: str, reason: str) -> None:
    """Leaves a test out where the machine has no ``what``; a long run fails instead."""
    if not FULL:
        pytest.skip(reason)
    if what in WITHOUT:
        pytest.skip(f"{_UNAVAILABLE}{what}")
    pytest.fail(f"{reason}; KIOSK_WITHOUT={what} would leave it out")


def of_the_day(every: Iterable[_T], parts: int = PARTS) -> tuple[_T, ...]:
    """One of ``parts`` parts, another each day; in a long run all of them."""
    values = tuple(every)
    parts = 1 if FULL else min(parts, len(values))
    return values[DAY % parts :: parts]


def add_figure(what: str, number: int) -> None:
    """Add a figure of a long run that found nothing wrong."""
    if FIGURES is not None:
        with Path(FIGURES).open("a", encoding="utf-8") as file:
            file.write(f"{number}\t{what}\n")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest files; what is marked ``nightly`` waits for a long run.

    Of the cases of a test that is marked ``rotating`` only the part of the day is left: an eighth,
    or a sixteenth with ``rotating(16)``, and always one.
    """
    cases: dict[tuple[str, int], list[pytest.Item]] = {}
    for item in items:
        if (mark := item.get_closest_marker("rotating")) is not None:
            family = (item.nodeid.partition("[")[0], *(mark.args or (PARTS,)))
            cases.setdefault(family, []).append(item)
    today = {item for (_, parts), every in cases.items() for item in of_the_day(every, parts)}
    waiting = {item for every in cases.values() for item in every} - today
    if waiting:
        config.hook.pytest_deselected(items=[item for item in items if item in waiting])
        items[:] = [item for item in items if item not in waiting]
    place = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))
    if not FULL:
        for item in items:
            if item.get_closest_marker("nightly") is not None:
                item.add_marker(pytest.mark.skip(reason="a long run"))


def _left_out(config: pytest.Config) -> list[str]:
    """Why tests were left out of a long run that should not have been."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not FULL or reporter is None:
        return []
    reports = reporter.stats.get("skipped", ())
    reasons = {str(one.longrepr[2]).removeprefix("Skipped: ") for one in reports}
    return sorted(one for one in reasons if not one.startswith((*ELSEWHERE, _UNAVAILABLE)))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A long run that left something out has failed."""
    if session.exitstatus == pytest.ExitCode.OK and _left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what must not be left out, and how to run the same part again."""
    if not FULL and {"failed", "error"} & terminalreporter.stats.keys():
        terminalreporter.write_line(
            f"This run took the part of day {DAY}: KIOSK_DAY={DAY} takes the same part."
        )
    for reason in _left_out(config):
        terminalreporter.write_line(f"A long run may not leave this out: {reason}", red=True)
