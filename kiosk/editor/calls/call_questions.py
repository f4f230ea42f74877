"""What to ask an office: at most eight questions, from what is missing or old."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.answer_order import LEADS
from kiosk.domain.freshness import FRESH_DAYS
from kiosk.domain.place import is_shown
from kiosk.domain.records import Audience, Need, Schedule, Service
from kiosk.domain.report_lines import day_words
from kiosk.editor.calls.offices import CalledService, Office
from kiosk.editor.forms.form import base_hash
from kiosk.editor.workbook.cell_times import ALL_DAY, DAY_AND_NIGHT, days_text, time_text
from kiosk.editor.workbook.sheets import SERVICES
from kiosk.editor.workbook.to_cell import to_cell

MOST: Final = 8
"""Questions of one call: about five minutes."""
SAME, NOW, UNKNOWN, YES, NO = "same", "now", "not known", "yes", "no"
"""Answers. ``now`` comes with a typed text."""
OPEN: Final = (SAME, NOW, UNKNOWN)
CLOSED: Final = (YES, NO, UNKNOWN)
_BED_CODES: Final = frozenset({"bed_tonight", "leave_harm", "with_children", "young_bed"})
_LAW: Final = frozenset({Need.WORK, Need.PAPERS, Need.COURT})


class Ask(StrEnum):
    """What a question is about, in the order of asking."""

    NUMBER = "number"
    HOURS = "hours"
    STREET = "street"
    REPORT = "report"
    PAPERS = "papers"
    BEDS = "beds"
    WHO = "who"
    BRING = "bring"
    LANGUAGES = "languages"
    COST = "cost"
    START = "start"


TITLES: Final = {
    Ask.NUMBER: "The number to give out?",
    Ask.HOURS: "Hours?",
    Ask.STREET: "Show the address?",
    Ask.REPORT: "Must you report harm to a child to the authorities?",
    Ask.PAPERS: "Any immigration status?",
    Ask.BEDS: "Do you know of free beds tonight?",
    Ask.WHO: "Who can come?",
    Ask.BRING: "What to bring? An ID?",
    Ask.LANGUAGES: "Languages, interpreter?",
    Ask.COST: "What does it cost?",
    Ask.START: "How to start? Appointment?",
}
COLUMNS: Final = {
    Ask.REPORT: ("must_report",),
    Ask.PAPERS: ("any_immigration_status",),
    Ask.BEDS: ("room_line",),
    Ask.WHO: ("audience",),
    Ask.BRING: ("bring", "id_needed"),
    Ask.LANGUAGES: ("languages", "interpreter"),
    Ask.COST: ("cost",),
    Ask.START: ("start",),
}
"""The columns of the sheet Services that a question fills. A second one is a yes or a no."""
SECOND: Final = {"id_needed": ("ID needed", "ID not needed"),
                 "interpreter": ("interpreter", "no interpreter")}  # fmt: skip
"""The words of a second column for yes and for no."""
_YES_NO: Final = frozenset({Ask.STREET, Ask.REPORT, Ask.PAPERS, Ask.BEDS})
_FIRST: Final = (Ask.NUMBER, Ask.HOURS)
_SAFETY: Final = (Ask.STREET, Ask.REPORT, Ask.PAPERS, Ask.BEDS)
"""Asked before what only informs, if missing."""
_OF_OFFICE: Final = frozenset({Ask.REPORT, Ask.PAPERS, Ask.LANGUAGES})
"""Rules and people of a whole office: asked once where nothing is known."""


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """One question. ``ids`` are the services that it covers, of ``STREET`` the place.

    ``present`` is what the directory says today, empty if it says nothing.
    """

    number: str
    ask: Ask
    ids: tuple[str, ...]
    present: str
    subject: str = ""
    """The service asked about, if the office has several."""
    old: bool = True

    @property
    def key(self) -> str:
        """Return the name of its answer: the number, what is asked, about what."""
        return f"{self.number}/{self.ask}/{base_hash(','.join(self.ids))}"

    @property
    def base(self) -> str:
        """Return the hash of what the directory says."""
        return base_hash(self.present)

    @property
    def title(self) -> str:
        """Return the question."""
        return TITLES[self.ask]

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the possible answers."""
        if self.ask in _YES_NO:
            return CLOSED
        return OPEN if self.present else OPEN[1:]

    @property
    def missing(self) -> bool:
        """Return True if the directory says nothing."""
        return not self.present


def questions_of(office: Office, today: dt.date) -> tuple[CallQuestion, ...]:
    """Return every question that can be asked an office."""
    return tuple(_all(office, today))


def chosen(every: Sequence[CallQuestion]) -> tuple[CallQuestion, ...]:
    """Return the questions to ask: the number, hours, then what is missing or old.

    Hours come first, because a service counts as checked only with its hours.
    """
    wanted = [one for one in every if one.ask in _FIRST or one.missing or one.old]
    ranked = sorted(wanted, key=_importance)[:MOST]
    return tuple(one for one in every if one in ranked)


def _importance(question: CallQuestion) -> tuple[int, bool]:
    if question.ask in _FIRST:
        return _FIRST.index(question.ask), not question.old
    return (2 if question.ask in _SAFETY and question.missing else 3), not question.missing


def _all(office: Office, today: dt.date) -> Iterator[CallQuestion]:
    some = office.services
    several = len(some) > 1
    numbers = " · ".join(
        dict.fromkeys(
            f"{office.spoken}{f' ext. {line.extension}' if line.extension else ''}"
            for line in office.lines()
        )
    )
    yield CallQuestion(office.number, Ask.NUMBER, _ids(some), numbers)
    for one in some:
        name = one.service.name if several else ""
        text = hours_text(one.hours())
        yield CallQuestion(
            office.number, Ask.HOURS, (one.service.id,), text, name, is_old(one, today)
        )
    yield from _streets(office, today)
    for ask, columns in COLUMNS.items():
        asked = [one for one in some if _concerns(ask, one.service)]
        by_text = defaultdict[str, list[CalledService]](list)
        for one in asked:
            text = _present(one.service, columns, is_old=is_old(one, today))
            by_text[text or ("\0" if ask in _OF_OFFICE else f"\0{one.service.id}")].append(one)
        for text, group in by_text.items():
            names = " · ".join(one.service.name for one in group) if len(group) < len(some) else ""
            yield CallQuestion(
                office.number,
                ask,
                _ids(group),
                "" if text.startswith("\0") else text,
                names,
                any(is_old(one, today) for one in group),
            )


def _ids(some: Iterable[CalledService]) -> tuple[str, ...]:
    return tuple(one.service.id for one in some)


def _streets(office: Office, today: dt.date) -> Iterator[CallQuestion]:
    """Ask of each place with a street, by the name of its first service, never by its street."""
    seen = set[str]()
    for one in office.services:
        for place in one.places:
            if place.id in seen or place.id not in one.streets:
                continue
            seen.add(place.id)
            day = one.service.assured_date
            present = f"yes ({day_words(day)})" if day else YES
            hidden = "" if is_old(one, today) else NO
            name = one.service.name if len(office.services) > 1 else ""
            if len(one.places) > 1 and place.city:
                name = f"{one.service.name}, {place.city}"
            yield CallQuestion(
                office.number,
                Ask.STREET,
                (place.id,),
                present if is_shown(place) else hidden,
                name,
                is_old(one, today),
            )


def _concerns(ask: Ask, service: Service) -> bool:
    """Return True if a question fits a service: only some must report or know of beds."""
    needs = {*service.categories}
    if ask is Ask.REPORT:
        return Need.YOUNG in needs or Audience.YOUNG in service.audience
    if ask is Ask.PAPERS:
        return bool(needs & _LAW)
    if ask is Ask.BEDS:
        return any(one.code in _BED_CODES and one.fit < LEADS for one in service.situations)
    return True


def _present(service: Service, columns: Sequence[str], *, is_old: bool) -> str:
    """Return what a service says in some columns, in the words of the workbook.

    An empty cell of yes or no is no answer, unless somebody has asked lately.
    """
    parts = []
    for key in columns:
        value = getattr(service, key)
        if key in SECOND:
            words = SECOND[key][0 if value else 1] if value is not None else ""
        elif key in ("must_report", "room_line"):
            words = YES if value else "" if is_old else NO
        else:
            words = str(to_cell(SERVICES.column(key), value) or "")
        parts.append(words)
    return "; ".join(filter(None, parts))


def hours_text(rows: Sequence[Schedule]) -> str:
    """Return weekly hours in one line, as a person would type them."""
    return "; ".join(
        f"{days_text(row.byday)} "
        + (
            DAY_AND_NIGHT
            if (row.opens_at, row.closes_at) == ALL_DAY
            else f"{time_text(row.opens_at or '')}-{time_text(row.closes_at or '')}"
        )
        for row in rows
    )


def is_old(service: CalledService, today: dt.date) -> bool:
    """Return True if nobody has confirmed a service by phone within the days of fresh facts."""
    day = service.service.assured_date
    return not service.service.confirmed or day is None or (today - day).days > FRESH_DAYS
