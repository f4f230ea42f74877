"""Set the date by typing it twice, if the clock is not trusted or a file had a wrong date."""

import datetime as dt
from typing import Final

from kiosk import RELEASED
from kiosk.staff.staff_acts import StaffVerb
from kiosk.staff.staff_state import Notice, Page, StaffState, Step, Task, TaskKind
from kiosk.staff.staff_views import Typing
from kiosk.sync.sync_answers import ClockState
from kiosk.visit.acts import AnyAct, TypeKey, Verb

DIGITS: Final = 8
"""Digits of a date: year, month, day."""


def can_be_set(state: StaffState) -> bool:
    """Return True if the clock is not trusted, which a typed day can change."""
    return state.machine.status.clock is not ClockState.TRUSTED


def day_of(text: str) -> dt.date | None:
    """Return the typed day; ``None`` if it does not exist or precedes the release."""
    try:
        day = dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return day if day >= RELEASED else None


def on_date_touch(state: StaffState, act: AnyAct) -> Step:
    """Return the state after a touch on the page of the date."""
    match act:
        case TypeKey(digit):
            return state.type_digit(digit, DIGITS), None
        case Verb.ERASE:
            return state.erase_digit(), None
        case StaffVerb.ENTER:
            return _enter(state)
    return state, None


def _enter(state: StaffState) -> Step:
    """Ask for the date a second time, then set it."""
    text, first = state.typing.text, state.typing.first
    if len(text) < DIGITS:
        return state, None
    day = day_of(text)
    if day is None:
        return state.go_to(Page.DATE, notice=Notice.NO_DATE), None
    if not first:
        return state.go_to(Page.DATE, typing=Typing(first=text)), None
    if text != first:
        return state.go_to(Page.DATE, notice=Notice.DATE_DIFFERS), None
    return state.go_to(Page.DATE).start(Task(TaskKind.SET_DATE, text=day.isoformat()))
