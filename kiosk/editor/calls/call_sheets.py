"""The calls as a page for paper: two on a sheet, Letter or A4."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kiosk.app import assets
from kiosk.domain.report_lines import day_words, with_noun
from kiosk.editor.calls.call_questions import CLOSED, Ask, CallQuestion
from kiosk.editor.calls.offices import NotCalled
from kiosk.editor.calls.worklist import PlannedCall, Worklist
from kiosk.editor.page_templates import page_environment, visible

SAY: Final = (
    "Hello, I keep a list of services up to date. May I check what we say about you? It takes five "
    "minutes."
)
_PER_SHEET: Final = 2
_LINES: Final = (
    "Nobody calls these to check: somebody in need may be waiting. Read their page, or ask your "
    "contact there."
)
_SILENT: Final = "Nobody can call these. Look for a number of their office, or read their page."


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question as it is printed."""

    title: str
    subject: str
    present: str
    closed: bool
    street: bool
    yes: str
    no: str


@cache
def _template() -> Any:
    environment = page_environment(assets.resources() / "editor", visible)
    return environment.get_template("calls.html.j2")


def calls_html(worklist: Worklist, about: str, today: dt.date) -> str:
    """Return the calls of a workbook named ``about`` as a page that loads nothing."""
    calls = [_printed(number, call) for number, call in enumerate(worklist.calls, 1)]
    asides = [
        (title, words, [*map(_aside, some)])
        for title, words, some in (
            ("Not called: lines", _LINES, worklist.lines),
            ("Not called: no number", _SILENT, worklist.silent),
        )
        if some
    ]
    day = day_words(today)
    pages = [calls[start : start + _PER_SHEET] for start in range(0, len(calls), _PER_SHEET)]
    text: str = _template().render(
        pages=pages, whole=len(calls), day=day, about=about, say=SAY, lines=worklist.lines,
        asides=asides,
    )  # fmt: skip
    return text


def _printed(number: int, call: PlannedCall) -> dict[str, object]:
    names = dict.fromkeys(one.service.name for one in call.office.services)
    tries = ", ".join(one.words for one in call.tries)
    return {
        "number": number,
        "name": call.office.name,
        "services": f"{with_noun(len(names), 'service')}: {', '.join(names)}",
        "why": call.reason.words,
        "tries": tries and f"{with_noun(len(call.tries), 'try', 'tries')} ({tries})",
        "phone": call.office.spoken,
        "extension": call.office.extension,
        "questions": [*_asked(call.questions)],
    }


def _asked(questions: Iterable[CallQuestion]) -> Iterator[AskedLine]:
    for one in questions:
        street = one.ask is Ask.STREET
        yes, no = ("yes, show", "no, hide") if street else ("yes", "no")
        yield AskedLine(one.title, one.subject, one.present, one.choices == CLOSED, street, yes, no)


def _aside(call: NotCalled) -> dict[str, str]:
    service = call.called.service
    day = service.assured_date
    return {
        "name": service.name,
        "owner": call.called.organization,
        "page": call.called.page,
        "checked": f"{day:%B} {day.year}" if day else "never",
        "why": call.why,
    }
