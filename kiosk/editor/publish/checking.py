"""Check a draft before it is signed, with the same rules that a kiosk applies."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Final

from kiosk.directory.danger import ORDER
from kiosk.domain.answer_order import DOES, fit_of
from kiosk.domain.checks import ProblemCode, RecordProblem, check_records, kind_of
from kiosk.domain.content_rules import ContentProblem, check_content
from kiosk.domain.records import AnyRecord, Service, Status, Tile
from kiosk.domain.report_lines import kind_word
from kiosk.domain.syncfile import HelplineFile, Withdrawn
from kiosk.editor.finding_messages import RULES
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.parsers.vocabulary import NEEDS, nearest
from kiosk.editor.workbook.source_draft import Origin
from kiosk.sync.change_report import ListChange

SHRINK_LIMIT: Final = 1 / 3
"""Largest share of the last file's services that may disappear. A larger loss is far more often an
incomplete export than a closed city; the editor can confirm that it is meant."""

Origins = Mapping[tuple[str, str, str], Origin]
"""Where records were typed, as in :attr:`kiosk.editor.workbook.source_draft.Draft.origins`."""


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


def check_danger(records: Sequence[AnyRecord]) -> Iterator[SourceFinding]:
    """Name the questions of danger that no service answers."""
    active = [one for one in records if isinstance(one, Service) and one.status is Status.ACTIVE]
    asked = (
        one for one in records if isinstance(one, Tile) and not set(one.codes).isdisjoint(ORDER)
    )
    bare = [one for one in asked if all(fit_of(each, one.codes) > DOES for each in active)]
    if bare:
        labels = ", ".join(f"“{one.label}”" for one in bare)
        yield SourceFinding(FindingCode.DANGER_UNANSWERED, Weight.NOTE, "", value=labels)


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
