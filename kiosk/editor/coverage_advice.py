"""Say what to do about what visitors will not see, and what a person must judge."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from kiosk.domain.records import Service
from kiosk.domain.report_lines import with_noun
from kiosk.editor.finding_messages import TO_JUDGE
from kiosk.editor.findings import FindingCode, SourceFinding
from kiosk.editor.parsers.quiet_names import names_to_read
from kiosk.editor.workbook.cell_text import slug
from kiosk.editor.workbook.source_draft import ServiceFact

MOST_NAMED: Final = 20
"""Examples of one thing to judge."""


def advice(
    fact: ServiceFact,
    missing: int,
    whole: int,
    seen: Mapping[ServiceFact, frozenset[str]],
    findings: Collection[SourceFinding],
) -> str:
    """Return what to do about the services on which a fact is not seen; empty if nothing helps.

    ``missing`` of the ``whole`` services state it in vain; ``seen`` are the ids of those that show
    each fact.
    """
    count = len(seen[fact])
    counted = Counter(finding.code for finding in findings)
    parts: tuple[tuple[int, str], ...]
    unread = sum(
        one.code is FindingCode.UNREAD_CELL and one.assumed.startswith("No hours")
        for one in findings
    )
    match fact:
        case ServiceFact.NUMBER:
            empty = whole - len(seen[ServiceFact.NUMBER] | seen[ServiceFact.STREET])
            held = counted[FindingCode.PERSON_NUMBER]
            parts = (
                (empty, f"{_counted(empty, 'has|have')} no number and no street. Call them first."),
                (held, f"{with_noun(held, 'number')} of a person held back."),
            )
        case ServiceFact.SITUATION:
            none = whole - count
            unasked = _counted(none, "stands|stand")
            advice = f"{unasked} in no question, only under Show all: choose situations."
            parts = ((none, advice),)
        case ServiceFact.CHECKED_ON:
            none = whole - count
            all_of_them = "No row says when it was checked. If you know: --checked-on 2026-09."
            undated = _counted(none, "has|have")
            some = f"{undated} no date: they read Date not known and say to call first."
            parts = ((none, some if count else all_of_them),)
        case ServiceFact.HOURS:
            old = len(seen[ServiceFact.HOURS] - seen[ServiceFact.CHECKED_ON])
            differ = counted[FindingCode.HOURS_DIFFER]
            parts = (
                (unread, f"{unread:,} could not be read."),
                (differ, f"{differ:,} differ from place to place: one service a place shows them."),
                (old, f"{old:,} without a date are never called open now."),
            )
        case ServiceFact.STREET:
            homes = counted[FindingCode.HOME_HIDDEN]
            unsaid = counted[FindingCode.ADDRESSES_HIDDEN]
            parts = (
                (unsaid, "Nobody has said that streets may be shown: --public-addresses."),
                (homes, f"{_counted(homes, 'is a home|are homes')}: hidden in any case."),
            )
        case ServiceFact.LANGUAGES:
            parts = ((missing, f"{missing:,} name no language: visitors read the question."),)
        case ServiceFact.COST:
            parts = ((missing, f"{missing:,} say no clear cost: visitors read the question."),)
        case ServiceFact.PAGE:
            parts = (
                (
                    missing,
                    f"{missing:,} tell what it is about or lead to another host: no code.",
                ),
            )
        case ServiceFact.NAMES:
            parts = ((missing, f"{missing:,} are codes or only a city."),)
    return " ".join(text for number, text in parts if number)


def _agreeing(words: str, number: int) -> str:
    """Return the first of two wordings, parted by ``|``, for one; else the second, if any."""
    one, _, many = words.partition("|")
    return many if many and number != 1 else one


def _counted(number: int, verbs: str) -> str:
    return f"{number:,} {_agreeing(verbs, number)}"


JudgeLine = tuple[int, str, str, str, tuple[str, ...]]
"""What a person must judge: count, what, what was done, what to ask, where."""


def numberless(
    findings: Sequence[SourceFinding], services: Mapping[str, Service], called: Collection[str]
) -> Iterator[JudgeLine]:
    """Yield the services whose only number is a person's; ``called`` are ids with a number."""
    held = {
        slug(one.names.removeprefix("service "))
        for one in findings
        if one.code is FindingCode.PERSON_NUMBER and one.names.startswith("service ")
    }
    # A source's name begins the ids of its services.
    found = [
        one.name
        for key, one in services.items()
        if key not in called and (key in held or key.partition(".")[2] in held)
    ]
    if found:
        yield (
            len(found),
            _agreeing(
                "service has only the number of a person.|"
                "services have only the number of a person.",
                len(found),
            ),
            "It is held back, so nobody can call them.",
            "Call them first, and ask for a number of the office.",
            tuple(sorted(found))[:MOST_NAMED],
        )


def made_names(
    findings: Sequence[SourceFinding], services: Mapping[str, Service]
) -> Iterator[JudgeLine]:
    """Yield the made quiet names that a person must read."""
    made = {one.assumed for one in findings if one.code is FindingCode.QUIET_NAME_MADE}
    found = names_to_read(services.values(), made)
    if found:
        yield (
            len(found),
            _agreeing(
                "quiet name was made for a safe place, talk or health.|"
                "quiet names were made for a safe place, talk or health.",
                len(found),
            ),
            "They stand on slips and codes.",
            "Does one of them tell why someone goes there?",
            tuple(f"{one.name}: {one.quiet_name}" for one in found),
        )


def lines_to_judge(findings: Sequence[SourceFinding]) -> Iterator[JudgeLine]:
    """Yield what a person must judge, by harm."""
    for code, words in TO_JUDGE.items():
        found = [one for one in findings if one.code is code]
        if found:
            named = [one.value or f"{one.file}, row {one.row}" for one in found]
            what, done, question = (_agreeing(text, len(found)) for text in words)
            yield (len(found), what, done, question, tuple(dict.fromkeys(named))[:MOST_NAMED])
