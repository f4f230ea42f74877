"""Take the answers of calls: who was called, what changes, what needs a second yes."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kiosk.domain.contact import format_phone
from kiosk.domain.report_lines import day_words, escape_invisible, with_noun
from kiosk.editor.calls.call_changes import CallChanges
from kiosk.editor.calls.call_questions import (
    CLOSED,
    NOW,
    SAME,
    UNKNOWN,
    YES,
    Ask,
    CallQuestion,
    questions_of,
)
from kiosk.editor.calls.offices import Office, read_call_book
from kiosk.editor.calls.record import (
    NOBODY,
    ROLES,
    TRIES,
    CallResult,
    CallTry,
    by_number,
    load_tries,
    open_tries,
    save_tries,
)
from kiosk.editor.calls.spreadsheet import BY, DAY, RESULT, ROLE
from kiosk.editor.forms.answer_file import FormAnswer, NotTaken, TakePlan, TakeQuestion, take_each
from kiosk.editor.source_files import SourceError
from kiosk.editor.workbook.cell_times import read_date
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.source_draft import Draft

_INITIALS: Final = re.compile(r"[^\W\d_]{1,4}")
_SHOWN: Final = 120
"""Letters of an answer that a line repeats."""
_SURE: Final = {"yes": "do it", "no": "leave all as it is"}


@dataclass(slots=True)
class _TakenCall:
    """One call: what it would change. ``second`` are the questions that need a second yes."""

    office: Office
    tried: CallTry
    changes: CallChanges
    lines: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    second: list[TakeQuestion] = field(default_factory=list)

    @property
    def note(self) -> str:
        """Return what stays as a note in the workbook."""
        one = self.tried
        by = f", by {one.by}" if one.by else ""
        role = f" ({one.role})" if one.role else ""
        return f"Call of {day_words(one.day)}{by}{role}"


def take_calls(workbook: Path, answer: FormAnswer) -> TakePlan:
    """Plan what the answers of calls change in a workbook.

    Raises :class:`SourceError` if they are about another one, and
    :class:`kiosk.editor.workbook.opening.WorkbookError`.
    """
    if answer.about != workbook.name:
        about = escape_invisible(answer.about, 80)
        raise SourceError(f"These are calls about {about}, not about {workbook.name}.")
    book, tries = read_call_book(workbook, answer.made), by_number(load_tries(workbook))
    offices = {one.number: one for one in book.offices}
    given = defaultdict[str, dict[str, str]](dict)
    for key in answer.answers:
        given[key.partition("/")[0]][key] = answer.text(key)
    taken, refused = take_each(
        given,
        lambda number: _one_call(
            offices.get(number), book.draft, tries[number], answer, given[number]
        ),
        _spoken,
    )
    for one in taken:
        refused += one.refused
    count = with_noun(len(taken), "call")

    def write(decided: Mapping[str, str]) -> Iterator[str]:
        done, left = list[_TakenCall](), list[_TakenCall]()
        for one in taken:
            agreed = all(decided.get(each.key) == "yes" for each in one.second)
            (done if agreed else left).append(one)
        if any(one.changes.rows or one.changes.added for one in done):
            edit = WorkbookEdit(workbook)
            for one in done:
                one.changes.apply(edit, one.note)
            edit.save()
        save_tries(workbook, (one.tried for one in done))
        yield f"{with_noun(len(done), 'call')} taken."
        yield from (
            f"{_name(one.office)}: left as it is. Nothing of this call was written." for one in left
        )

    return TakePlan(
        title=f"Calls about {workbook.name}: {count}.",
        lines=tuple(line for one in taken for line in one.lines),
        refused=tuple(refused),
        questions=tuple(each for one in taken for each in one.second),
        write=write if taken else None,
    )


def _one_call(
    office: Office | None,
    draft: Draft,
    tries: Sequence[CallTry],
    answer: FormAnswer,
    given: dict[str, str],
) -> _TakenCall:
    """Plan one call, of which ``tries`` and ``given`` are the earlier ones and its answers.

    Raises :class:`NotTaken` if nothing of it can be taken.
    """
    if office is None:
        raise NotTaken("no office of the workbook has this number any more.")
    number = office.number
    tried = _tried(number, answer)
    if tried in tries:
        raise NotTaken(f"the call of {day_words(tried.day)} is taken already.")
    one = _TakenCall(office, tried, CallChanges(draft.origins))
    one.lines.append(f"{_name(office)}: {tried.result} ({day_words(tried.day)})")
    asked = {each.key: each for each in questions_of(office, answer.made)}
    whole = {f"{number}/{key}" for key in (RESULT, ROLE, DAY, BY)}
    given = {key: text for key, text in given.items() if "/" in key and key not in whole}
    if tried.result is CallResult.TALKED:
        _talked(one, asked, given, answer.base)
        return one
    if given:
        one.refused.append(f"{_name(office)}: answers count only if somebody talked.")
    names = with_noun(len(office.services), "service")
    if tried.result is CallResult.CLOSED:
        one.changes.close(office)
        text = f"{_name(office)}: is it closed for good? It takes {names} off the screens."
        one.second.append(TakeQuestion(f"{number}/closed", text, _SURE))
    elif tried.result is CallResult.UNLISTED:
        one.changes.withdraw(office, f"Do not list us. {one.note}")
        text = f"{_name(office)}: must nobody list them? It withdraws {names} from every kiosk."
        one.second.append(TakeQuestion(f"{number}/unlisted", text, _SURE))
    elif len(found := open_tries((*tries, tried), tried.day)) >= TRIES:
        one.lines.append(
            f"{_name(office)}: nobody has answered {len(found)} times since "
            f"{day_words(found[0].day)}. Find another number. Nothing is deleted."
        )
    return one


def _tried(number: str, answer: FormAnswer) -> CallTry:
    """Return the call itself. Raises :class:`NotTaken`."""
    answered = answer.text(f"{number}/{RESULT}")
    if answered not in [*CallResult]:
        raise NotTaken(f"choose a result: {', '.join(CallResult)}.")
    found = read_date(answer.text(f"{number}/{DAY}"))
    if found is None or not found[1]:
        raise NotTaken(f"write the day of the call, like {answer.made}.")
    if found[0] > answer.made + dt.timedelta(1):
        raise NotTaken(f"{day_words(found[0])} is still to come.")
    role, by = (answer.text(f"{number}/{key}") for key in (ROLE, BY))
    return CallTry(
        number,
        found[0],
        CallResult(answered),
        "" if CallResult(answered) in NOBODY or not role else role if role in ROLES else ROLES[-1],
        by.upper() if _INITIALS.fullmatch(by) else "",
    )


def _talked(
    call: _TakenCall,
    asked: Mapping[str, CallQuestion],
    given: Mapping[str, str],
    base: Mapping[str, str],
) -> None:
    """Take the answers of somebody who talked; only these are dates of checking.

    A service counts as checked by an answer of its own, and only with its hours.
    """
    answered = set[str]()
    places = {place.id: each for each in call.office.services for place in each.places}
    for key, text in given.items():
        question = asked.get(key)
        if question is None or base.get(key) != question.base:
            what = f"{question.title} " if question else ""
            call.refused.append(
                f"{_name(call.office)}: {what}has changed in the workbook since the list was made."
            )
            continue
        try:
            _answered(call, question, text)
        except NotTaken as error:
            shown = escape_invisible(text, _SHOWN)
            call.refused.append(f"{_name(call.office)}: {question.title} “{shown}”. {error}")
            continue
        if text != UNKNOWN:
            ids = question.ids
            if question.ask is Ask.STREET and ids[0] in places:
                ids = (places[ids[0]].service.id,)
            if question.ask is not Ask.NUMBER or len(call.office.services) == 1:
                answered |= {f"{question.ask}/{each}" for each in ids}
    _confirm(call, answered)


def _confirm(call: _TakenCall, answered: Collection[str]) -> None:
    """Mark the services as checked that somebody answered for."""
    for service in call.office.services:
        key = service.service.id
        if not any(each.endswith(f"/{key}") for each in answered):
            continue
        day = service.service.assured_date
        if service.hours() and f"{Ask.HOURS}/{key}" not in answered:
            name = escape_invisible(service.service.name, _SHOWN)
            call.lines.append(f"{name}: not marked as checked, its hours were not confirmed.")
        elif day is None or day <= call.tried.day:
            call.changes.confirm(service, call.tried.day)


def _answered(call: _TakenCall, question: CallQuestion, text: str) -> None:
    """Take one answer. Raises :class:`NotTaken`."""
    word, _, typed = text.partition(": ")
    if text not in question.choices and not (word == NOW and NOW in question.choices and typed):
        raise NotTaken(f"Choose one of: {', '.join(question.choices)}.")
    if text == NOW:
        raise NotTaken("Write what is true now.")
    if text == UNKNOWN:
        return
    subject = f" ({question.subject})" if question.subject else ""
    if question.ask is Ask.HOURS:
        [service] = [each for each in call.office.services if each.service.id in question.ids]
        new = call.changes.hours(service, None if text == SAME else typed, call.tried.day)
    elif text == SAME:
        return
    else:
        new = call.changes.take(question, call.office, typed or text)
        if question.ask is Ask.STREET and text == YES and question.missing:
            what = f"{_name(call.office)}{subject}: show the address to everybody?"
            call.second.append(TakeQuestion(f"{question.key}/show", what, _SURE))
    if text != SAME and not (question.choices == CLOSED and question.present == text):
        old = escape_invisible(question.present, _SHOWN) or "not known"
        new = escape_invisible(new, _SHOWN)
        call.lines.append(f"{_name(call.office)}: {question.title}{subject} {old} → {new}")


def _name(office: Office) -> str:
    return f"{escape_invisible(office.name, 60)}, {office.spoken}"


def _spoken(number: str) -> str:
    return format_phone(number) if re.fullmatch(r"\+?\d{3,15}", number) else "A line of the list"
