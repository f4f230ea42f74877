"""JSON answer of the list of calls: a contract, described in ``resources/schema``."""

from typing import Annotated, TypedDict

from msgspec import Meta

from kiosk.domain.fields import Amount
from kiosk.editor.calls.worklist import PlannedCall, Worklist


class PlannedCallAnswer(TypedDict):
    """One call of the list."""

    number: Annotated[str, Meta(description="The number to call, E.164.")]
    organization: Annotated[str, Meta(description="Whose number it is.")]
    services: Annotated[list[str], Meta(description="Ids of the services that it reaches.")]
    why: Annotated[str, Meta(description="Why to call now, in plain English words.")]
    due: Annotated[str, Meta(description="Day of the change of the screen, or empty.")]
    questions: Annotated[list[str], Meta(description="What to ask, in plain English words.")]
    tries: Annotated[list[str], Meta(description="Tries of three weeks without anybody.")]


class CallsAnswer(TypedDict):
    """The calls that check facts, the most harmful to leave out first."""

    calls: list[PlannedCallAnswer]
    hours: Annotated[Amount, Meta(description="Hours that all of them take.")]
    lines: Annotated[Amount, Meta(description="Lines that nobody calls to check.")]
    silent: Annotated[Amount, Meta(description="Services without a number that can be called.")]


def calls_answer(work: Worklist) -> CallsAnswer:
    """Return a list of calls as JSON."""
    return CallsAnswer(
        calls=[*map(_call, work.calls)],
        hours=work.hours,
        lines=len(work.lines),
        silent=len(work.silent),
    )


def _call(one: PlannedCall) -> PlannedCallAnswer:
    return PlannedCallAnswer(
        number=one.office.number,
        organization=one.office.name,
        services=[service.service.id for service in one.office.services],
        why=one.reason.words,
        due=one.reason.due.isoformat() if one.reason.due else "",
        questions=[f"{asked.title} {asked.subject}".strip() for asked in one.questions],
        tries=[tried.words for tried in one.tries],
    )
