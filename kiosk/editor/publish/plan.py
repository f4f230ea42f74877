"""Plan a publishing: read a source, check it, compare it with the file published last.

Nothing is signed or written here, so that a person can review it first.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.key_roles import Role
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.report_lines import ReportSection
from kiosk.domain.syncfile import FORMAT, HelplineFile, Withdrawn
from kiosk.editor.calls.record import load_tries, nobody_answers
from kiosk.editor.coverage import SourceCoverage, cover, cover_source
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.fitting_file import load_columns, load_words
from kiosk.editor.fitting.reading_options import (
    HiddenReader,
    ItemProgress,
    ReadingProgress,
    ignore_items,
    ignore_progress,
    nothing_hidden,
)
from kiosk.editor.floors import (
    Floor,
    floor_findings,
    floors_of,
    open_floors,
    record_typed_floors,
    source_floors,
    typed_floors,
    workbook_floors,
)
from kiosk.editor.importers.address_leaks import (
    find_address_leaks,
    mask_sections,
    mask_streets,
    secret_streets,
)
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.signed_files import SignedFile
from kiosk.editor.keys.signing import editors_of, helpline_facts
from kiosk.editor.publish.causes import lists_by_service
from kiosk.editor.publish.checking import (
    check_danger,
    check_draft,
    check_lists,
    check_shrinking,
    check_withdrawn,
    sort_records,
)
from kiosk.editor.publish.glyph_coverage import check_letters
from kiosk.editor.publish.last_file import check_not_behind, last_published
from kiosk.editor.publish.line_changes import COMPILED_IN, LineChanges, line_changes
from kiosk.editor.publish.older_format import in_format, lines_in_format
from kiosk.editor.publish.overrides import check_file_name, check_overrides
from kiosk.editor.publish.publish_report import PublishOutcome, PublishReport
from kiosk.editor.publish.publish_request import PublishRequest
from kiosk.editor.publish.visible_changes import VisibleChanges
from kiosk.editor.sources.imported import source_folder, source_name
from kiosk.editor.sources.source_reader import ReadOptions, read_source
from kiosk.editor.workbook.source_draft import Draft
from kiosk.sync.baseline import make_baseline
from kiosk.sync.changes import compare
from kiosk.sync.holds import Circumstances, Held, HoldReason
from kiosk.sync.side import DirectoryContent
from kiosk.sync.unattended_policy import reasons_to_wait
from kiosk.sync.verify import TWO
from kiosk.sync.withdrawals import remove_records, withdrawable


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """The plan of a publishing. ``sections`` are what visitors will notice since the last file."""

    order: PublishRequest
    draft: Draft
    records: tuple[AnyRecord, ...]
    helplines: HelplineFile
    withdrawn: tuple[Withdrawn, ...]
    findings: tuple[SourceFinding, ...]
    coverage: SourceCoverage
    source_coverages: Mapping[str, SourceCoverage]
    floors: tuple[Floor, ...]
    sections: tuple[ReportSection, ...]
    last: SignedFile | None
    signs_lines: bool
    waits: tuple[Held, ...]
    """Reasons why kiosks with the last file wait for a person; empty if they need not."""
    line_changes: LineChanges
    streets: frozenset[str] = field(repr=False)
    """Street lines that nothing may reveal."""

    @property
    def refused(self) -> bool:
        """Return True if something must be fixed first."""
        return any(finding.weight is Weight.REFUSED for finding in self.findings)

    @property
    def below(self) -> tuple[Floor, ...]:
        """The floors whose names a person must type before anything is signed."""
        before = typed_floors(self.order.floor_records(self.draft))
        return open_floors(self.floors, self.order.accept, before)

    def accepting(self, names: frozenset[str]) -> "PublishPlan":
        """Return the plan with the names of floors typed by a person."""
        order = msgspec.structs.replace(self.order, accept=self.order.accept | names)
        before = typed_floors(order.floor_records(self.draft))
        found = floor_findings(self.floors, order.accept, before)
        floors = {one.column: one for one in found}
        findings = tuple(
            floors.get(one.column, one) if one.code is FindingCode.BELOW_FLOOR else one
            for one in self.findings
        )
        return replace(self, order=order, findings=findings)

    def unconfirmed(self) -> "PublishPlan":
        """Return the plan with the changed helplines marked as not confirmed by phone."""
        return replace(self, records=self.line_changes.unconfirmed(self.records))

    def record_floors(self, who: str, on: dt.date) -> None:
        """Record who typed which floors of an export or a source. Raises OSError."""
        if not self.order.practice:
            files = self.order.floor_records(self.draft)
            record_typed_floors(files, self.floors, self.order.accept, who, on)

    @property
    def lines(self) -> bytes:
        """Return the content of ``helplines.json``."""
        return msgspec.json.encode(self.helplines)

    def report(self, outcome: PublishOutcome, *reasons: str) -> PublishReport:
        """Return the report about it, without the facts of a signed file."""
        changes = () if outcome is PublishOutcome.REFUSED else self.sections
        return PublishReport(
            outcome=outcome,
            source=str(self.order.source),
            recognised=self.draft.recognised,
            coverage=self.coverage,
            floors=self.floors,
            first=self.draft.first,
            reasons=reasons,
            findings=self.findings,
            tables=tuple(self.draft.counts),
            totals=tuple(Counter(map(kind_of, self.records)).items()),
            changes=mask_sections(changes, self.records, self.streets),
            lists=lists_by_service(self.records),
        )


def prepare(
    request: PublishRequest,
    folder: KeyFolder | None,
    now: dt.datetime,
    progress: ReadingProgress = ignore_progress,
    hidden: HiddenReader = nothing_hidden,
    *,
    through: ItemProgress = ignore_items,
) -> PublishPlan:
    """Read and check a source; nothing is signed or written.

    Without a folder it is the first publishing. Raises :class:`NewerFileExists`,
    :class:`kiosk.editor.sources.source_reader.SourceError`, :class:`KeysError` and OSError.
    """
    check_not_behind(request.out, folder)
    last = last_published(folder) if folder else None
    gone = {*last.bundle.facts.withdrawn} - {*request.reinstate} if last else set()
    answers = source_folder(request.out, source_name(request.source))
    draft = read_source(
        request.source,
        ReadOptions(
            public_addresses=request.public_addresses,
            words=load_words(answers),
            columns=load_columns(answers),
            previous=last.bundle.records if last else None,
            withdrawn=frozenset(one.id for one in gone if one.kind == "location"),
            today=now.date(),
            checked_on=request.checked_on,
            first_day=request.first_day,
            ignore_status=request.ignore_status,
            factory=request.carried,
            on_reading=progress,
            hidden=hidden,
            through=through,
        ),
    )
    if draft.stated is None:
        tries = load_tries(request.source)
        draft.findings += nobody_answers(tries, draft.records, now.date())
    return make_plan(request, draft, folder, last, now)


def make_plan(
    request: PublishRequest,
    draft: Draft,
    folder: KeyFolder | None,
    last: SignedFile | None,
    now: dt.datetime,
) -> PublishPlan:
    """Return the plan for a draft that follows the file ``last``, with all findings."""
    before = last.bundle.records if last else ()
    lines = HelplineFile(helplines=draft.helplines, guarded=guarded_lines(draft.records))
    gone_before = {*last.bundle.facts.withdrawn} if last else set()
    gone_now = {*draft.withdrawn, *request.withdraw} - gone_before
    gone = gone_before | gone_now
    withdrawn = tuple(sorted(gone - {*request.reinstate}))
    present_withdrawn = withdrawable(draft.records, lines, withdrawn)
    records = tuple(sort_records(remove_records(draft.records, present_withdrawn)))
    seen = _without_removed_services(draft.records, records)
    dropped = list[SourceFinding]()
    if request.format < FORMAT:
        older, dropped = in_format(request.format, records)
        records, lines = tuple(older), lines_in_format(request.format, lines)
    source = request.source.name
    # Withdrawing waits for nobody: for floors, what is withdrawn counts as if visitors saw it.
    read = cover(draft.records, draft.stated, draft.findings, source, draft.recognised)
    coverage = cover(seen, draft.stated, draft.findings, source, draft.recognised)
    parts = {
        name: cover_source(name, draft.records, stated) for name, stated in draft.sources.items()
    }
    whole = (
        source_floors(read)
        if read.foreign
        else workbook_floors(read, cover(before) if before else None)
    )
    floors = (*whole, *(floor for name, one in parts.items() for floor in floors_of(name, one)))
    streets = draft.streets | secret_streets((*before, *draft.records), records, withdrawn)
    old = DirectoryContent(before, last.bundle.helplines if last else COMPILED_IN)
    until = now.date() + dt.timedelta(days=request.days)
    changes = compare(old, DirectoryContent(records, lines), now.date(), until)
    findings = [
        *draft.findings,
        *dropped,
        *(
            SourceFinding(FindingCode.WITHDRAWN, Weight.LEFT_OUT, "", value=f"{one.kind} {one.id}")
            for one in present_withdrawn
        ),
        *check_draft(records, lines, withdrawn, draft.origins),
        *check_withdrawn(sorted(gone_now), draft.records, before, request.factory),
        *find_address_leaks(records, streets, draft.points),
        *(check_letters(records, request.fonts) if request.fonts else ()),
        *check_overrides(records),
        *check_file_name(request.out),
        *check_danger(records),
        *check_shrinking(records, before, allowed=request.allow_shrink),
        *(check_lists(changes.lists, allowed=request.allow_shrink) if before else ()),
        *floor_findings(floors, request.accept, typed_floors(request.floor_records(draft))),
    ]
    in_force = folder.vouched.lines if folder and folder.vouched else None
    return PublishPlan(
        order=request,
        draft=draft,
        records=records,
        helplines=lines,
        withdrawn=withdrawn,
        findings=tuple(dict.fromkeys(mask_streets(findings, records, streets))),
        coverage=coverage,
        source_coverages=parts,
        floors=floors,
        sections=VisibleChanges(
            changes, old, DirectoryContent(records, lines), draft.origins, now
        ).sections()
        if last
        else (),
        last=last,
        signs_lines=request.renew or _must_sign_lines(folder, msgspec.json.encode(lines), now),
        waits=_waits(folder, old, DirectoryContent(records, lines), last, (now.date(), until)),
        line_changes=line_changes(in_force, lines, before, draft.records, request.factory),
        streets=streets,
    )


def _without_removed_services(
    read: Iterable[AnyRecord], left: Iterable[AnyRecord]
) -> list[AnyRecord]:
    """Return the records read, without services that are withdrawn."""
    services = {one.id for one in left if isinstance(one, Service)}
    return [one for one in read if not isinstance(one, Service) or one.id in services]


def _waits(
    folder: KeyFolder | None,
    old: DirectoryContent,
    new: DirectoryContent,
    last: SignedFile | None,
    days: tuple[dt.date, dt.date],
) -> tuple[Held, ...]:
    """Return why a kiosk waits whose last file was accepted by a person."""
    if folder is None or last is None:
        return (Held(HoldReason.FIRST_FILE),)
    today, until = days
    two = folder.root.roles[Role.TARGETS.value].threshold >= TWO
    has_uses = all(line.says is not None for line in new.helplines.guarded)
    around = Circumstances(
        today=today, created=today, expires=until, lines_vouched=two and has_uses
    )
    return tuple(reasons_to_wait(make_baseline(old), new, old, around))


def _must_sign_lines(folder: KeyFolder | None, lines: bytes, now: dt.datetime) -> bool:
    """Return True if the targets in force do not match this directory."""
    if folder is None or folder.vouched is None:
        return True
    targets = folder.vouched.metadata.signed
    return (
        folder.vouched.helplines.encode() != lines
        or helpline_facts(targets).root_version != folder.version
        or editors_of(targets) != folder.coalition.editors
        or targets.expires <= now
    )
