"""Long runs: with ``KIOSK_FULL=1``, as ``.ci/nightly`` sets it, and then none may be left out.

``KIOSK_WITHOUT`` names what a machine cannot offer, such as ``disk syncthing``; only what needs
that is left out then. ``KIOSK_FIGURES`` is the file to which the long runs add what they did.
"""

import os
from pathlib import Path

import pytest

FULL = os.environ.get("KIOSK_FULL") == "1"
WITHOUT = frozenset(os.environ.get("KIOSK_WITHOUT", "").split())
FIGURES = os.environ.get("KIOSK_FIGURES")
ELSEWHERE = (
    "root may write anywhere",
    "the public sample sets are not beside the project",
    "QML is linted on Python 3.13",
)
"""What may be left out of a long run too: it runs on another machine."""
FIRST = ("test_compositor.py", "test_booted.py", "test_installing.py", "test_long_day.py")
"""The longest files, in their order: begun last, each would keep one core waiting for it."""
_UNAVAILABLE = "this machine has none, it says: "


def missing(what: str, reason: str) -> None:
    """Leaves a test out where the machine has no ``what``; a long run fails instead."""
    if not FULL:
        pytest.skip(reason)
    if what in WITHOUT:
        pytest.skip(f"{_UNAVAILABLE}{what}")
    pytest.fail(f"{reason}; KIOSK_WITHOUT={what} would leave it out")


def told(what: str, number: int) -> None:
    """Add a figure of a long run that found nothing wrong."""
    if FIGURES is not None:
        with Path(FIGURES).open("a", encoding="utf-8") as file:
            file.write(f"{number}\t{what}\n")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is marked ``nightly`` waits for a long run, which begins with the longest."""
    if FULL:
        place = {name: number for number, name in enumerate(FIRST)}
        items.sort(key=lambda item: place.get(item.path.name, len(place)))
    else:
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
    """Say what must not be left out."""
    for reason in _left_out(config):
        terminalreporter.write_line(f"A long run may not leave this out: {reason}", red=True)
