"""Check a draft before it is signed, with the same rules that a kiosk applies."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Final

from kiosk.domain.checks import ProblemCode, RecordProblem, check_records, kind_of
from kiosk.domain.content_rules import ContentProblem, ContentRule, check_content
from kiosk.domain.records import AnyRecord, Service, Status
from kiosk.domain.syncfile import HelplineFile, Withdrawn
from kiosk.editor.publish.findings import FindingCode, Origin, SourceFinding, Weight
from kiosk.editor.publish.report import kind_word
from kiosk.editor.workbook.vocabulary import NEEDS, nearest
from kiosk.sync.report import ListChange

SHRINK_LIMIT: Final = 1 / 3
"""Largest share of the last file's services that may disappear. A larger loss is far more often an
incomplete export than a closed city; the editor can confirm that it is meant."""

RULES: Final[dict[ContentRule | ProblemCode, str]] = {
    ContentRule.CHARACTER: "holds an invisible or forbidden character; type the text again",
    ContentRule.SCRIPT: "mixes in letters of another script that look alike; type the text again",
    ContentRule.PICTURE: "names a picture that is not part of the program",
    ContentRule.NUMBER: "is no number that can be called",
    ContentRule.FOREIGN_NUMBER: "is a number of another country",
    ContentRule.COSTLY_NUMBER: "is a number that costs the caller money",
    ContentRule.SHORT_CODE: "is no short number that is known to work",
    ContentRule.URL: "is no web address that a kiosk opens: https://, a path, no & and no #",
    ContentRule.HALF_HOURS: "has only half of its hours; give both times, or say closed alone",
    ContentRule.REVEALING: "gives a visitor away; take a quieter name, or see Revealing words",
    ContentRule.TEXT_NUMBER: (
        "tells a telephone number in its text; give it on the sheet Phones, and take it out here"
    ),
    ContentRule.TEXT_CODE: (
        "tells a short number to call or text; give it on the sheet Phones, and take it out here"
    ),
    ContentRule.TEXT_WEB: (
        "tells a web or e-mail address that is not its own; give it as its web address"
    ),
    ContentRule.TEXT_STREET: (
        "tells a street with its house number; give it on the sheet Places, and take it out here"
    ),
    ContentRule.FORGED: "gives a national line other numbers than those built into the program",
    ContentRule.DUPLICATE_LINE: "stands twice among the helplines",
    ContentRule.UNGUARDED: "is marked as a helpline but its numbers are not signed as one",
    ContentRule.GUARDED_NUMBERS: "has other numbers than those signed for this helpline",
    ContentRule.GUARDED_WORDS: "says something else than what is signed for this helpline",
    ContentRule.GUARDED_MISSING: "is a signed helpline and missing here",
    ContentRule.GUARDED_CLOSED: "is a helpline out of service and still listed",
    ContentRule.WITHDRAWN: (
        "is withdrawn and still in the source; take it out there, or give it back with --reinstate"
    ),
    ContentRule.WITHDRAWN_HELPLINE: "is a helpline or belongs to one; those cannot be withdrawn",
    ProblemCode.DUPLICATE_ID: "has the id of another record of its kind",
    ProblemCode.DANGLING_REFERENCE: "points at something that is not there",
    ProblemCode.HIDDEN_ADDRESS: "is hidden and must not carry this part of an address",
    ProblemCode.FOREIGN_PHONE: "names the phone of another service",
    ProblemCode.UNTRANSLATABLE_FIELD: "translates something that has no translations",
    ProblemCode.DUPLICATE_TRANSLATION: "translates the same text a second time",
    ProblemCode.STALE_TRANSLATION: "was made from an older text; it is not shown until renewed",
    ProblemCode.UNKNOWN_FIGURE: "names a figure that is not there; the text is not shown",
    ProblemCode.INACTIVE_REFERENCE: "points at a service that is not active",
    ProblemCode.POINTS_NOWHERE: "leads to nothing",
    ProblemCode.OPENS_NOTHING: "opens nothing that is here, so nobody can touch it",
    ProblemCode.UNKNOWN_SITUATION: "names a situation that no kiosk knows",
}
"""The problem, as the end of a sentence that starts with the record."""


Origins = Mapping[tuple[str, str, str], Origin]
"""Where records were typed, as in :attr:`kiosk.editor.publish.findings.Draft.origins`."""


def check_draft(
    records: Sequence[AnyRecord],
    helplines: HelplineFile,
    withdrawn: Collection[Withdrawn],
    origins: Origins = MappingProxyType({}),
) -> list[SourceFinding]:
    """Return a finding for everything that a kiosk refuses or does not show."""
    found = [
        _finding(problem, Weight.REFUSED if _stops(problem) else Weight.NOTE, origins)
        for problem in check_records(records)
    ]
    found += [
        _finding(problem, Weight.REFUSED, origins)
        for problem in check_content(records, helplines, withdrawn)
    ]
    if not active_ids(records):
        found.append(SourceFinding(FindingCode.EMPTY_SOURCE, Weight.REFUSED, ""))
    return found


def _stops(problem: RecordProblem) -> bool:
    """True for what a kiosk refuses, and for situations, which it would ignore in silence."""
    return problem.code.fatal or problem.code is ProblemCode.UNKNOWN_SITUATION


def _finding(
    problem: RecordProblem | ContentProblem, weight: Weight, origins: Origins
) -> SourceFinding:
    rule = problem.code if isinstance(problem, RecordProblem) else problem.rule
    kind, key, field = problem.kind, problem.id, problem.field
    origin = origins.get((kind, key, field)) or origins.get((kind, key, ""))
    if rule is ProblemCode.UNKNOWN_SITUATION:
        code = FindingCode.UNKNOWN_SITUATION
    else:
        code = FindingCode.RULE_BROKEN if weight is Weight.REFUSED else FindingCode.NOT_SHOWN
    column = field.replace("_ids", "s").replace("_id", "").replace("_", " ")
    return SourceFinding(
        code,
        weight,
        origin.file if origin else "",
        origin.row if origin else None,
        origin.headers.get(field, column) if origin else column,
        f"{kind_word(kind)} {key}: {RULES[rule]}",
    )


def active_ids(records: Iterable[AnyRecord]) -> set[str]:
    """Return the ids of the services that visitors can see."""
    return {
        record.id
        for record in records
        if isinstance(record, Service) and record.status is Status.ACTIVE
    }


def check_withdrawn(
    withdrawn: Iterable[Withdrawn], *known: Iterable[AnyRecord]
) -> list[SourceFinding]:
    """Find withdrawn ids that no record has.

    A typing error would leave a burned address on every screen.
    """
    ids: dict[str, set[str]] = {}
    for record in chain(*known):
        ids.setdefault(kind_of(record), set()).add(record.id)
    found = []
    for one in withdrawn:
        existing = ids.get(one.kind, set())
        if one.id not in existing:
            near = nearest(one.id, existing)
            found.append(
                SourceFinding(
                    FindingCode.UNKNOWN_WITHDRAWN,
                    Weight.REFUSED if near else Weight.ASSUMED,
                    "",
                    value=f"{kind_word(one.kind)} {one.id}",
                    assumed=f"Did you mean {near}?" if near else "",
                )
            )
    return found


def check_shrinking(
    records: Sequence[AnyRecord], previous: Sequence[AnyRecord], *, allowed: bool
) -> list[SourceFinding]:
    """Return a finding if more of the published services disappear than is likely to be meant.

    A source without any service has a finding of its own.
    """
    before, after = active_ids(previous), active_ids(records)
    gone = len(before - after)
    if not before or not after or gone / len(before) <= SHRINK_LIMIT:
        return []
    return [
        SourceFinding(
            FindingCode.SHRUNK,
            Weight.NOTE if allowed else Weight.REFUSED,
            "",
            value=f"{gone} of {len(before)} services",
            assumed="they go, as you said" if allowed else "",
        )
    ]


def check_lists(lists: Iterable[ListChange], *, allowed: bool) -> Iterator[SourceFinding]:
    """Report each need whose list loses more than a fifth, now or on a later day."""
    for one in lists:
        if one.shrinks:
            then = f"; from {one.day} {one.before_then} to {one.after_then}" if one.day else ""
            yield SourceFinding(
                FindingCode.LIST_SHRUNK,
                Weight.NOTE if allowed else Weight.REFUSED,
                "",
                value=f"{NEEDS[one.need]}: {one.before} to {one.after} services{then}",
                assumed="they go, as you said" if allowed else "",
            )


_ORDER: Final = {
    kind: position
    for position, kind in enumerate(
        (
            *("organization", "location", "service", "service_at_location", "phone", "schedule"),
            *("figure", "guide", "awareness_card", "tile", "search_word", "translation"),
        )
    )
}


def sort_records(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Sort by kind, referenced kinds first; within a kind, keep the editor's order."""
    return sorted(records, key=lambda record: _ORDER[kind_of(record)])
