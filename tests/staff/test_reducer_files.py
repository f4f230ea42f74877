"""Staff mode as a state machine: files, first trust, the report, and how each import ends."""

from dataclasses import replace

import pytest
from msgspec import structs

from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.reducer import on_answer, on_touch
from kiosk.staff.staff_state import Answer, Page, StaffState, Task, TaskFailed, TaskKind
from kiosk.sync.staff_messages import REASONS
from kiosk.sync.sync_answers import Candidate, SyncOutcome, SyncStatus
from kiosk.visit.acts import TypeKey
from tests.staff.staff_touches import (
    FILE,
    GROUPS,
    HELD,
    NEW_FILE,
    ROOT,
    keys,
    touched,
    waiting_for,
)
from tests.sync.box import Box, small
from tests.touches import staff_touch

BAD_FILE = structs.replace(FILE, code=RefusalCode.ROLLBACK)
TRUST = StaffState(Page.TRUST, chosen=NEW_FILE, fingerprint=GROUPS)


@pytest.mark.parametrize(
    ("choice", "work"),
    [
        (FILE, TaskKind.INSPECT),
        (NEW_FILE, TaskKind.READ_FINGERPRINT),
        (BAD_FILE, None),
        (structs.replace(FILE, already=True), None),
    ],
)
def test_which_file_can_be_looked_into(choice: Candidate, work: TaskKind | None) -> None:
    listed = on_answer(waiting_for(TaskKind.FIND_FILES, Page.FILES), (choice,))[0]
    assert listed.files == (choice,)
    task = staff_touch(listed, "file:0")[1]
    assert task == (None if work is None else Task(work, FILE.path))
    for wrong in ("file:1", "file:-1"):
        assert staff_touch(listed, wrong) == (listed, None)


def test_a_wrong_group_is_named_at_once_and_only_erasing_helps() -> None:
    state, _ = touched(TRUST, *keys("7a3f09c1d2e"))
    assert state.wrong_group == 0
    state, _ = touched(state, "key:7")
    assert state.wrong_group == 3
    assert touched(state, *keys("41b6")) == (state, None)
    state, _ = touched(state, "erase")
    assert (state.typing.text, state.wrong_group) == ("7a3f09c1", 0)
    state, _ = touched(state, "erase", "key:1")
    assert state.typing.text == "7a3f09c1"


def test_eight_right_groups_lead_on_to_the_report() -> None:
    state, task = touched(TRUST, *keys("".join(GROUPS)))
    assert task == Task(TaskKind.TRUST_KEYS, NEW_FILE.path, "".join(GROUPS))
    state, task = on_answer(state, None)
    assert task == Task(TaskKind.INSPECT, NEW_FILE.path)
    assert state.typing.text == "".join(GROUPS), "the right groups stay in sight meanwhile"
    state, task = on_answer(state, HELD)
    assert (state.page, state.typing.text, task) == (Page.REPORT, "", None)


def test_where_the_keys_are_damaged_nobody_types_a_fingerprint(used: Box) -> None:
    """It could not be accepted: only the machine's shell puts the keys back."""
    (used.folder / "root.json").write_text("{}")
    [found] = used.syncing.candidates(used.file(small(), 2))
    state = StaffState(Page.FILES, files=(found,))
    assert staff_touch(state, "file:0") == (state, None)
    assert found.code is RefusalCode.TRUST_DAMAGED
    assert "keys here are damaged" in REASONS[found.code].why.text


@pytest.mark.parametrize("key", ["g", "A", "", "7a", "é"])
def test_only_hex_digits_are_typed(key: str) -> None:
    assert on_touch(TRUST, TypeKey(key)) == (TRUST, None)


def test_yes_names_the_file_whose_report_was_read() -> None:
    reading = StaffState(Page.REPORT, chosen=FILE, outcome=HELD)
    state, task = staff_touch(reading, "use")
    assert task == Task(TaskKind.IMPORT, FILE.path, HELD.digest)
    assert state.page is Page.WORKING
    assert staff_touch(state, "home") == (state, None)
    assert staff_touch(reading, "home")[0].page is Page.HOME
    assert staff_touch(reading, "back")[1] == Task(TaskKind.FIND_FILES)
    for less in (replace(reading, chosen=None), replace(reading, outcome=None)):
        assert staff_touch(less, "use") == (less, None)


def test_going_back_is_asked_and_then_done() -> None:
    state, task = staff_touch(StaffState(Page.UNDO), "yes")
    assert (state.page, task) == (Page.WORKING, Task(TaskKind.UNDO))
    state, _ = on_answer(state, SyncOutcome(status=SyncStatus.UNDONE))
    assert state.page is Page.RESULT
    assert staff_touch(StaffState(Page.UNDO), "home")[1] == Task(TaskKind.READ_MACHINE)


@pytest.mark.parametrize(
    ("work", "answer", "ending", "code"),
    [
        (TaskKind.INSPECT, SyncOutcome(status=SyncStatus.ALREADY), SyncStatus.ALREADY, None),
        (
            TaskKind.INSPECT,
            SyncOutcome(status=SyncStatus.REFUSED, code=RefusalCode.FORK),
            SyncStatus.REFUSED,
            RefusalCode.FORK,
        ),
        (TaskKind.INSPECT, SyncOutcome(status=SyncStatus.HELD), SyncStatus.HELD, None),
        (TaskKind.IMPORT, HELD, SyncStatus.HELD, None),
        (TaskKind.IMPORT, SyncOutcome(status=SyncStatus.APPLIED), SyncStatus.APPLIED, None),
        (TaskKind.IMPORT, TaskFailed(), None, None),
        (TaskKind.FIND_FILES, TaskFailed(), None, None),
        (TaskKind.READ_MACHINE, TaskFailed(), None, None),
        (
            TaskKind.READ_FINGERPRINT,
            RefusalCode.TRUNCATED,
            SyncStatus.REFUSED,
            RefusalCode.TRUNCATED,
        ),
        (TaskKind.TRUST_KEYS, RefusalCode.FINGERPRINT, SyncStatus.REFUSED, RefusalCode.FINGERPRINT),
        (TaskKind.FIND_FILES, RefusalCode.BUSY, SyncStatus.REFUSED, RefusalCode.BUSY),
    ],
)
def test_every_ending_has_a_page(
    work: TaskKind, answer: Answer, ending: SyncStatus | None, code: RefusalCode | None
) -> None:
    state, task = on_answer(waiting_for(work, Page.WORKING, chosen=FILE), answer)
    assert (state.page, state.busy, task) == (Page.RESULT, None, None)
    found = (state.outcome.status, state.outcome.code) if state.outcome else (None, None)
    assert (*found, state.ended) == (ending, code, work)
    for act in ("home", "back"):
        assert staff_touch(state, act)[0].page is Page.HOME


def test_the_fingerprint_page_follows_a_readable_root() -> None:
    state, _ = on_answer(waiting_for(TaskKind.READ_FINGERPRINT, Page.FILES), ROOT)
    assert (state.page, state.fingerprint) == (Page.TRUST, GROUPS)
    assert staff_touch(state, "back")[1] == Task(TaskKind.FIND_FILES)
