"""The order of calls: by the harm that follows if nobody calls; and the list as JSON.

The JSON is a contract, described in ``resources/schema``.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, TypedDict

from msgspec import Meta

from kiosk.domain.answer_order import UNSORTED, fit_of, home_county, reach_of, who_of
from kiosk.domain.fields import Amount
from kiosk.domain.freshness import HoursCertainty, hours_confirmed
from kiosk.domain.records import Tile
from kiosk.domain.report_lines import day_words
from kiosk.editor.calls.call_questions import CallQuestion, chosen, is_old, questions_of
from kiosk.editor.calls.offices import CallBook, CalledService, NotCalled, Office
from kiosk.editor.calls.record import TRIES, CallTry, by_number, open_tries, unlisted
from kiosk.editor.findings import FindingCode
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.workbook.cell_text import slug

DUE_DAYS: Final = 30
"""Days ahead within which a change of the screen makes a call due."""
MINUTES: Final = 6
"""Minutes of one call: five to talk, one to write."""
FIRST_ANSWERS: Final = 4
"""Answers of a tile that most visitors see: those of its first page."""
_DUE, _FIRST, _NEVER, _UNCLEAR, _REST = range(1, 6)
_DIFFER: Final = frozenset(
    {FindingCode.HOURS_DIFFER, FindingCode.HOURS_CONTRADICT, FindingCode.SOURCE_DIFFERS}
)
_HELD: Final = frozenset({FindingCode.PERSON_NUMBER, FindingCode.SHARED_NUMBER})


class PlannedCallAnswer(TypedDict):
    """One call of the list."""

    number: Annotated[str, Meta(description="The number to call, E.164.")]
    organization: Annotated[str, Meta(description="Whose number it is.")]
    services: Annotated[list[str], Meta(description="Ids of the services that it reaches.")]
    why: Annotated[str, Meta(description="Why to call now, in plain English words.")]
    due: Annotated[str, Meta(description="Day of the change of the screen, or empty.")]
    questions: Annotated[list[str], Meta(description="What to ask, in plain English words.")]
    tries: Annotated[list[str], Meta(description="Tries of three weeks without anybody.")]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to call: ``rank`` 1 is the most harmful; ``due`` is the day of a change, if any."""

    rank: int
    words: str
    due: dt.date | None = None
    weight: int = 0
    """Orders reasons of one rank: days until it, or lists that it touches."""


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call of the list: whom, why now, what to ask, what was tried."""

    office: Office
    reason: Reason
    questions: tuple[CallQuestion, ...]
    tries: tuple[CallTry, ...] = ()


@dataclass(frozen=True, slots=True)
class Worklist:
    """The calls in their order, and what nobody calls."""

    calls: tuple[PlannedCall, ...]
    lines: tuple[NotCalled, ...]
    silent: tuple[NotCalled, ...]

    @property
    def due(self) -> int:
        """Return how many keep facts on the screen."""
        return sum(one.reason.rank == _DUE for one in self.calls)

    @property
    def hours(self) -> int:
        """Return the hours that all calls take, rounded up."""
        return -(-len(self.calls) * MINUTES // 60)


def worklist_of(
    book: CallBook,
    tries: Sequence[CallTry],
    today: dt.date,
    *,
    within: int = DUE_DAYS,
    agency: str = "",
    pairs: Iterable[str] = (),
) -> Worklist:
    """Return the calls of a book. ``pairs`` are the ids of services that may be one and the same.

    ``agency`` is the id or the name of one organization.
    """
    facts = _Facts(book, {*pairs}, today, within)
    planned, nobody = list[PlannedCall](), list[NotCalled]()
    gone, of_number = unlisted(tries), by_number(tries)
    for office in book.offices:
        if office.number in gone or not _is_of(office.services, agency):
            continue
        reason = facts.reason(office)
        if reason is None:
            continue
        tried = open_tries(of_number[office.number], today)
        if len(tried) >= TRIES:
            words = f"Nobody has answered {office.spoken} three times: find another number."
            nobody += [NotCalled(one, words) for one in office.services]
            continue
        questions = chosen(questions_of(office, today))
        planned.append(PlannedCall(office, reason, questions, tried))
    planned.sort(key=lambda one: (one.reason.rank, one.reason.weight, one.office.name))
    return Worklist(
        tuple(planned),
        tuple(one for one in book.lines if _is_of([one.called], agency)),
        (*nobody, *(one for one in book.silent if _is_of([one.called], agency))),
    )


def _is_of(services: Iterable[CalledService], agency: str) -> bool:
    wanted = {fold(agency), slug(agency)}
    return not agency or any(
        one.service.organization_id in wanted or fold(one.organization) in wanted
        for one in services
    )


class _Facts:
    """What decides the order, gathered once for all offices."""

    def __init__(self, book: CallBook, pairs: set[str], today: dt.date, within: int) -> None:
        self._today, self._within, self._pairs = today, within, pairs
        self._unclear = dict(_unclear(book))
        self._tiles = _first_answers(book)

    def reason(self, office: Office) -> Reason | None:
        """Return the most harmful reason to call an office, ``None`` if there is none."""
        found = [reason for one in office.services for reason in self._reasons(one)]
        return min(found, key=lambda one: (one.rank, one.weight), default=None)

    def _reasons(self, service: CalledService) -> Iterator[Reason]:
        key = service.service.id
        if due := self._change(service):
            yield due
        if words := self._unclear.get(key):
            yield Reason(_UNCLEAR, words)
        elif key in self._pairs:
            yield Reason(_UNCLEAR, "it may stand in the directory twice")
        if not is_old(service, self._today):
            return
        day = service.service.assured_date
        checked = f"checked {day_words(day)}" if day else "never checked"
        if tiles := self._tiles.get(key):
            where = f"among the first answers of “{tiles[0]}”"
            if len(tiles) > 1:
                where += f" and {len(tiles) - 1} more"
            yield Reason(_FIRST, f"{where}; {checked}", weight=-len(tiles))
        elif day is None:
            yield Reason(_NEVER, checked)
        else:
            yield Reason(_REST, checked, weight=(day - dt.date(2000, 1, 1)).days)

    def _change(self, service: CalledService) -> Reason | None:
        """Return the next change of the screen that a call can prevent."""
        age_on, ends = service.ages(), service.service.valid_until
        now = age_on(self._today)
        for ahead in range(1, self._within + 1):
            day = self._today + dt.timedelta(ahead)
            if ends is not None and day > ends:
                return Reason(_DUE, f"on {day_words(ends)} it ends", day, ahead)
            then = age_on(day)
            if then.hours is not now.hours and service.schedules:
                checked = hours_confirmed(service.schedules) or service.service.assured_date
                since = f" (checked {day_words(checked)})" if checked else ""
                old = then.hours is HoursCertainty.OLD
                what = "stand with their year only" if old else "count as usual ones only"
                return Reason(_DUE, f"from {day_words(day)} the hours {what}{since}", day, ahead)
            if then.call_first and not now.call_first:
                words = f"from {day_words(day)} the screen says to call first"
                return Reason(_DUE, words, day, ahead)
        return None


def _unclear(book: CallBook) -> Iterator[tuple[str, str]]:
    """Yield services with a held number, or with facts on which two sources differ."""
    for finding in book.draft.findings:
        words = ""
        if finding.code in _HELD:
            words = "one of its numbers is held until somebody asks whose it is"
        elif finding.code in _DIFFER:
            words = (
                f"two sources differ: {finding.assumed}"
                if finding.assumed
                else ("two statements of its hours differ")
            )
        for reference in (finding.record, finding.names):
            kind, _, key = reference.partition(" ")
            if words and kind == "service":
                yield key, words


def _first_answers(book: CallBook) -> Mapping[str, list[str]]:
    """Return for each service the tiles whose first answers have it."""
    every = [one for office in book.offices for one in office.services]
    every += [one.called for one in (*book.lines, *book.silent)]
    home = home_county(one.service for one in every)
    found = defaultdict[str, list[str]](list)
    for tile in book.draft.records:
        if not isinstance(tile, Tile):
            continue
        ranked = sorted(
            (one for one in every if fit_of(one.service, tile.codes) < UNSORTED),
            key=lambda one: (
                fit_of(one.service, tile.codes),
                who_of(one.service, tile.who, home),
                reach_of(one.service, one.phones, one.places),
                one.service.importance,
            ),
        )
        for one in ranked[:FIRST_ANSWERS]:
            found[one.service.id].append(tile.label)
    return found


class CallsAnswer(TypedDict):
    """The calls that check facts, the most harmful to leave out first."""

    calls: list[PlannedCallAnswer]
    hours: Annotated[Amount, Meta(description="Hours that all of them take.")]
    lines: Annotated[Amount, Meta(description="Lines that nobody calls to check.")]
    silent: Annotated[Amount, Meta(description="Services without a number that can be called.")]


def calls_answer(worklist: Worklist) -> CallsAnswer:
    """Return a list of calls as JSON."""
    return CallsAnswer(
        calls=[*map(_call, worklist.calls)],
        hours=worklist.hours,
        lines=len(worklist.lines),
        silent=len(worklist.silent),
    )


def _call(call: PlannedCall) -> PlannedCallAnswer:
    return PlannedCallAnswer(
        number=call.office.number,
        organization=call.office.name,
        services=[service.service.id for service in call.office.services],
        why=call.reason.words,
        due=call.reason.due.isoformat() if call.reason.due else "",
        questions=[f"{asked.title} {asked.subject}".strip() for asked in call.questions],
        tries=[tried.words for tried in call.tries],
    )
