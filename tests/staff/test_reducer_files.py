"""Staff mode as a state machine: files, first trust, the report, and how each import ends."""

from dataclasses import replace

import pytest

from kiosk.domain.syncfile import RefusalCode
from kiosk.staff.reducer import after, told
from kiosk.staff.state import Answer, Broke, Page, StaffState, Task, Work
from kiosk.staff.views import (
    Choice,
    Ending,
    Fingerprint,
    Outcome,
)
from kiosk.sync.staff_messages import REASONS
from tests.staff.staff_touches import (
    FILE,
    GROUPS,
    HELD,
    NEW_FILE,
    keys,
    touched,
    waiting_for,
)
from tests.sync.box import Box, small

BAD_FILE = replace(FILE, code=RefusalCode.ROLLBACK)
TRUST = StaffState(Page.TRUST, chosen=NEW_FILE, fingerprint=Fingerprint(GROUPS))


@pytest.mark.parametrize(
    ("choice", "work"),
    [
        (FILE, Work.LOOK),
        (NEW_FILE, Work.FINGERPRINT),
        (BAD_FILE, None),
        (replace(FILE, already=True), None),
    ],
)
def test_which_file_can_be_looked_into(choice: Choice, work: Work | None) -> None:
    listed = told(waiting_for(Work.FIND, Page.FILES), (choice,))[0]
    assert listed.files == (choice,)
    task = after(listed, "file:0")[1]
    assert task == (None if work is None else Task(work, FILE.path))
    for wrong in ("file:1", "file:", "file:x", "file:-1"):
        assert after(listed, wrong) == (listed, None)


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
    assert task == Task(Work.TRUST, NEW_FILE.path, "".join(GROUPS))
    state, task = told(state, None)
    assert task == Task(Work.LOOK, NEW_FILE.path)
    assert state.typing.text == "".join(GROUPS), "the right groups stay in sight meanwhile"
    state, task = told(state, HELD)
    assert (state.page, state.typing.text, task) == (Page.REPORT, "", None)


def test_where_the_keys_are_damaged_nobody_types_a_fingerprint(used: Box) -> None:
    """It could not be accepted: only the machine's shell puts the keys back."""
    (used.folder / "root.json").write_text("{}")
    [found] = used.syncing.candidates(used.file(small(), 2))
    choice = Choice(found.name, found.path, code=found.code)
    state = StaffState(Page.FILES, files=(choice,))
    assert after(state, "file:0") == (state, None)
    assert found.code is RefusalCode.TRUST_DAMAGED
    assert "keys here are damaged" in REASONS[found.code].why.text


@pytest.mark.parametrize("key", ["g", "A", "", "7a", "é"])
def test_only_hex_digits_are_typed(key: str) -> None:
    assert after(TRUST, f"key:{key}") == (TRUST, None)


def test_yes_names_the_file_whose_report_was_read() -> None:
    reading = StaffState(Page.REPORT, chosen=FILE, outcome=HELD)
    state, task = after(reading, "use")
    assert task == Task(Work.USE, FILE.path, HELD.digest)
    assert state.page is Page.WORKING
    assert after(state, "home") == (state, None)
    assert after(reading, "home")[0].page is Page.HOME
    assert after(reading, "back")[1] == Task(Work.FIND)
    for less in (replace(reading, chosen=None), replace(reading, outcome=None)):
        assert after(less, "use") == (less, None)


def test_going_back_is_asked_and_then_done() -> None:
    state, task = after(StaffState(Page.UNDO), "yes")
    assert (state.page, task) == (Page.WORKING, Task(Work.UNDO))
    state, _ = told(state, Outcome(Ending.UNDONE))
    assert state.page is Page.RESULT
    assert after(StaffState(Page.UNDO), "home")[1] == Task(Work.MACHINE)


@pytest.mark.parametrize(
    ("work", "answer", "ending", "code"),
    [
        (Work.LOOK, Outcome(Ending.ALREADY), Ending.ALREADY, None),
        (
            Work.LOOK,
            Outcome(Ending.REFUSED, RefusalCode.FORK),
            Ending.REFUSED,
            RefusalCode.FORK,
        ),
        (Work.LOOK, Outcome(Ending.HELD), Ending.HELD, None),
        (Work.USE, HELD, Ending.HELD, None),
        (Work.USE, Outcome(Ending.APPLIED), Ending.APPLIED, None),
        (Work.USE, Broke(), Ending.FAILED, None),
        (Work.FIND, Broke(), Ending.FAILED, None),
        (Work.MACHINE, Broke(), Ending.FAILED, None),
        (
            Work.FINGERPRINT,
            Fingerprint(code=RefusalCode.TRUNCATED),
            Ending.REFUSED,
            RefusalCode.TRUNCATED,
        ),
        (Work.TRUST, RefusalCode.FINGERPRINT, Ending.REFUSED, RefusalCode.FINGERPRINT),
        (Work.FIND, RefusalCode.BUSY, Ending.REFUSED, RefusalCode.BUSY),
    ],
)
def test_every_ending_has_a_page(
    work: Work, answer: Answer, ending: Ending, code: RefusalCode | None
) -> None:
    state, task = told(waiting_for(work, Page.WORKING, chosen=FILE), answer)
    assert (state.page, state.busy, task) == (Page.RESULT, None, None)
    assert state.outcome is not None
    assert (state.outcome.ending, state.outcome.code, state.ended) == (ending, code, work)
    for act in ("home", "back"):
        assert after(state, act)[0].page is Page.HOME


def test_the_fingerprint_page_follows_a_readable_root() -> None:
    state, _ = told(waiting_for(Work.FINGERPRINT, Page.FILES), Fingerprint(GROUPS))
    assert (state.page, state.fingerprint.groups) == (Page.TRUST, GROUPS)
    assert after(state, "back")[1] == Task(Work.FIND)
