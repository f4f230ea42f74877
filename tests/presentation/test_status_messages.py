"""How a kiosk is, in words: what is in order is said plainly, what is not is marked."""

import re
from typing import Any

import msgspec
import pytest

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.presentation.command_answers import status_answer
from kiosk.presentation.status_messages import status_lines
from kiosk.sync.history import HistoryAction, HistoryEntry
from kiosk.sync.holds import HoldReason
from kiosk.sync.shell_messages import hold_words, refusal_words
from kiosk.sync.staff_messages import REASONS
from kiosk.sync.state import DataSource
from kiosk.sync.sync_answers import (
    ClockState,
    DataStatus,
    FileInfo,
    FolderState,
    TrustInfo,
    Waiting,
)

FILE = FileInfo(
    name="",
    sha256="0" * 64,
    versions=Versions(1, 2, 30),
    created="2026-11-20T09:00:00Z",
    age_days=1,
    expires="2027-05-20T09:00:00Z",
    channel="test",
    publisher="Test\u202e Coalition",
    signers=("Editor",),
)
GOOD = DataStatus(
    source=DataSource.SIGNED,
    file=FILE,
    trust=TrustInfo(version=1, channel="test", publisher="Test", fingerprint=("00ff",) * 8),
)


def lines(
    watched: FolderState | None = None, *, event: str = "verified", problem: str = "", **more: Any
) -> tuple[str, ...]:
    data = msgspec.structs.replace(GOOD, **more)
    answer = status_answer(None, data, watched, event=event, problem=problem)
    return status_lines(answer, data, watched)


def marked(told: tuple[str, ...]) -> list[str]:
    return [line for line in told if line.startswith("! ")]


def test_a_kiosk_in_order_has_nothing_marked() -> None:
    told = lines(FolderState(folder="/srv/incoming", files=2))
    assert told[0] == "Ready. There is nothing to do."
    assert not marked(told)
    assert "Data: version 1.2.30, made 2026-11-20 (1 day ago)" in told
    assert "Watched folder: /srv/incoming, 2 sync files" in told
    assert "\u202e" not in "".join(told)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"clock": ClockState.BEHIND}, "set the clock"),
        ({"clock": ClockState.AHEAD}, "set the clock"),
        ({"expired": True}, "ask the coalition for a new file"),
        ({"lost": True}, "Bring the newest file again"),
        ({"trust": None}, "trust add FILE"),
        ({"trust": None, "trust_problem": RefusalCode.TRUST_DAMAGED}, "--replace"),
        (
            {"waiting": Waiting(hold="numbers_changed", versions=None, time="")},
            "Many phone numbers change in it. A person must read the report",
        ),
        ({"waiting": Waiting(hold="of_a_later_program", versions=None, time="")}, "in staff mode"),
        ({"watched": FolderState(folder="/mnt/share")}, "/mnt/share is not there"),
        ({"event": "database_damaged"}, "change it"),
        ({"event": "factory_used"}, "bring the newest file again"),
    ],
)
def test_what_is_not_in_order_is_marked_and_says_what_to_do(
    more: dict[str, Any], said: str
) -> None:
    told = lines(**more)
    assert told[0] == "Ready. Look at 1 line marked with !"
    (line,) = marked(told)
    assert said in line


def test_languages_are_those_of_the_texts_and_no_more_things_that_are_held(
    factory_directory: ServiceDirectory,
) -> None:
    answer = status_answer(factory_directory, GOOD, None, event="verified")
    (held,) = (one for one in status_lines(answer, GOOD, None) if one.startswith("Holds: "))
    assert re.fullmatch(
        r"Holds: \d+ services, \d+ organizations, .* guides, \d+ cards\. "
        r"Its texts are in 16 languages",
        held,
    )


def test_without_a_directory_that_comes_first() -> None:
    told = lines(problem="The disk is gone.", event="")
    assert told[:2] == (
        "NOT READY: visitors see the helplines alone.",
        "! The disk is gone.",
    )


def test_data_of_the_program_and_none_at_all() -> None:
    assert "Data: the factory directory of the program" in lines(
        source=DataSource.FACTORY, file=None
    )
    assert "Data: none" in lines(source=None, file=None)


def test_withdrawals_and_refusals_are_told() -> None:
    entry = HistoryEntry(time="", action=HistoryAction.REFUSED, code="rollback")
    told = lines(withdrawn=1, refusals=(entry, msgspec.structs.replace(entry, code="no_such_code")))
    assert "Withdrawn for good: 1 record" in told
    assert told[-2:] == (
        f"Refused at an unknown time: {refusal_words(RefusalCode.ROLLBACK)}",
        "Refused at an unknown time: no_such_code",
    )


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_says_what_to_do_in_a_shell(code: RefusalCode) -> None:
    said = refusal_words(code, "line 4")
    assert said.endswith(f" ({code.value}, line 4)")
    assert said.count(". ") + said.count("; ") + said.count(": ") >= 1, "why, and then what"
    assert "Touch" not in said
    assert code in REASONS


@pytest.mark.parametrize("hold", HoldReason)
def test_every_wait_says_what_to_do_in_a_shell(hold: HoldReason) -> None:
    assert ("--yes" if hold is HoldReason.ASK else "sync FILE") in hold_words(hold)
