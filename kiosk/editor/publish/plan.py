"""Plan a publishing: read a source, check it, compare it with the file published last.

Nothing is signed or written here, so that a person can review it first.
"""

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.key_roles import Role
from kiosk.domain.records import AnyRecord
from kiosk.domain.report_lines import ReportSection
from kiosk.domain.syncfile import (
    FORMAT,
    OLDEST_FORMAT,
    HelplineFile,
    Refused,
    Versions,
    Withdrawn,
)
from kiosk.editor.coverage import SourceCoverage, cover
from kiosk.editor.floors import (
    Floor,
    TypedFloor,
    floor_findings,
    open_floors,
    read_typed_floors,
    source_floors,
    workbook_floors,
    write_typed_floors,
)
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.key_management import (
    conflict_words,
    has_forked,
    republish_command,
    two_coalitions,
)
from kiosk.editor.keys.secrets import KeysError, NewerFileExists
from kiosk.editor.keys.signing import DIRECTORY_LIFE_DAYS, editors_of, helpline_facts
from kiosk.editor.parsers.days import FirstDay
from kiosk.editor.publish.address_leaks import (
    find_address_leaks,
    mask_sections,
    mask_streets,
    secret_streets,
)
from kiosk.editor.publish.causes import lists_by_service
from kiosk.editor.publish.checking import (
    check_draft,
    check_lists,
    check_shrinking,
    check_withdrawn,
    sort_records,
)
from kiosk.editor.publish.findings import Draft, FindingCode, SourceFinding, Weight
from kiosk.editor.publish.glyph_coverage import check_letters
from kiosk.editor.publish.line_changes import COMPILED_IN, LineChanges, line_changes
from kiosk.editor.publish.older_format import in_format_1, lines_in_format_1
from kiosk.editor.publish.options import (
    HiddenReader,
    ReadingProgress,
    ignore_progress,
    nothing_hidden,
)
from kiosk.editor.publish.overrides import check_file_name, check_overrides
from kiosk.editor.publish.report import PublishOutcome, PublishReport
from kiosk.editor.publish.signed_files import SignedFile, examine
from kiosk.editor.publish.source import ReadOptions, read_source
from kiosk.editor.publish.visible_changes import VisibleChanges
from kiosk.editor.workbook.text import slug
from kiosk.sync.baseline import make_baseline
from kiosk.sync.changes import compare
from kiosk.sync.holds import Circumstances, Held, HoldReason
from kiosk.sync.side import DirectoryContent
from kiosk.sync.trust import read_root
from kiosk.sync.unattended_policy import reasons_to_wait
from kiosk.sync.verify import TWO
from kiosk.sync.withdrawals import remove_records, withdrawable


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """The editor's request.

    ``fonts``: the folder of the kiosk's fonts; ``days`` until the directory expires; ``renew``
    signs unchanged helplines with a new version; ``allow_earlier`` accepts a creation time before
    that of the last file, which was made under a clock that was ahead. ``accept`` holds the typed
    names of floors (:data:`kiosk.editor.floors.NAMES`); ``checked_on``, ``first_day`` and
    ``ignore_status`` are answers about an export (:class:`ReadOptions`); ``format`` is that of the
    kiosks.
    ``practice``: with temporary keys.
    """

    source: Path
    out: Path
    factory: tuple[AnyRecord, ...]
    public_addresses: bool = False
    categories: Path | None = None
    fonts: Path | None = None
    days: int = DIRECTORY_LIFE_DAYS
    withdraw: tuple[Withdrawn, ...] = ()
    reinstate: tuple[Withdrawn, ...] = ()
    allow_shrink: bool = False
    accept: frozenset[str] = frozenset()
    checked_on: str | None = None
    first_day: FirstDay | None = None
    ignore_status: bool = False
    allow_earlier: bool = False
    renew: bool = False
    format: int = FORMAT
    practice: bool = False

    @property
    def typed_floors(self) -> Path:
        """The file that records which floors of this export were typed away, by whom and when."""
        name = slug(self.source.name.split(".")[0]) or "export"
        return self.out.parent / "sources" / name / "export.json"


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
        return open_floors(self.floors, self.order.accept, _typed_before(self.order, self.draft))

    def accepting(self, names: frozenset[str]) -> "PublishPlan":
        """Return the plan with the names of floors typed by a person."""
        order = replace(self.order, accept=self.order.accept | names)
        found = floor_findings(self.floors, order.accept, _typed_before(order, self.draft))
        floors = {one.value: one for one in found}
        findings = tuple(
            floors.get(one.value, one) if one.code is FindingCode.BELOW_FLOOR else one
            for one in self.findings
        )
        return replace(self, order=order, findings=findings)

    def unconfirmed(self) -> "PublishPlan":
        """Return the plan with the changed helplines marked as not confirmed by phone."""
        return replace(self, records=self.line_changes.unconfirmed(self.records))

    def record_floors(self, by: str, on: dt.date) -> None:
        """Record who typed which floors of an export. Raises OSError."""
        if self.coverage.foreign and not self.order.practice:
            write_typed_floors(self.order.typed_floors, self.floors, self.order.accept, by, on)

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


def last_published(folder: KeyFolder) -> SignedFile | None:
    """Return the file published last. Raises :class:`KeysError` if its copy is lost or damaged."""
    lost = KeysError(
        f"{folder.last} is missing or damaged: without the file published last nothing can be "
        "compared. Give it back with: keys take FILE."
    )
    if not folder.last.exists():
        if folder.published is not None:
            raise lost
        return None
    try:
        return examine(folder.last, read_root(folder.roots[min(folder.roots)]), names=False)
    except Refused as error:
        raise lost from error


def check_not_behind(out: Path, folder: KeyFolder | None) -> None:
    """Refuse to give one version to two files. Raises :class:`NewerFileExists` and OSError."""
    published = folder.published if folder else None
    if folder is None or not out.is_file():
        return
    if published is not None and _digest(out) == published.sha256:
        return
    try:
        other_file = examine(out, read_root(folder.roots[min(folder.roots)]), names=False)
    except Refused:
        return
    if has_forked(folder, other_file):
        raise NewerFileExists(two_coalitions(out))
    theirs, ours = (
        other_file.bundle.versions,
        published.versions if published else Versions(0, 0, 0),
    )
    if theirs > ours:
        raise NewerFileExists(
            f"{out} was published by another editor or from another machine, and these keys do "
            f"not know of it. Take it over first: keys take {out} - and "
            f"{republish_command(folder, other_file)}."
        )
    pairs = zip(astuple(theirs), astuple(ours), strict=True)
    if theirs == ours and folder.last.is_file():
        mine = examine(folder.last, read_root(folder.roots[min(folder.roots)]), names=False)
        if mine.bundle.accepted_as == other_file.bundle.accepted_as:
            return  # the same directory, signed by one more person
    if theirs == ours or any(one > other for one, other in pairs):
        raise NewerFileExists(conflict_words(out, folder, other_file))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def prepare(
    order: PublishRequest,
    folder: KeyFolder | None,
    now: dt.datetime,
    progress: ReadingProgress = ignore_progress,
    hidden: HiddenReader = nothing_hidden,
) -> PublishPlan:
    """Read and check a source; nothing is signed or written.

    Without a folder it is the first publishing. Raises :class:`NewerFileExists`,
    :class:`kiosk.editor.publish.source.SourceError`, :class:`KeysError` and OSError.
    """
    check_not_behind(order.out, folder)
    last = last_published(folder) if folder else None
    gone = {*last.bundle.facts.withdrawn} - {*order.reinstate} if last else set()
    draft = read_source(
        order.source,
        ReadOptions(
            public_addresses=order.public_addresses,
            categories=order.categories,
            previous=last.bundle.records if last else None,
            withdrawn=frozenset(one.id for one in gone if one.kind == "location"),
            today=now.date(),
            checked_on=order.checked_on,
            first_day=order.first_day,
            ignore_status=order.ignore_status,
            factory=order.factory,
            on_reading=progress,
            hidden=hidden,
        ),
    )
    return make_plan(order, draft, folder, last, now)


def make_plan(
    order: PublishRequest,
    draft: Draft,
    folder: KeyFolder | None,
    last: SignedFile | None,
    now: dt.datetime,
) -> PublishPlan:
    """Return the plan for a draft that follows the file ``last``, with all findings."""
    before = last.bundle.records if last else ()
    lines = HelplineFile(helplines=draft.helplines, guarded=guarded_lines(draft.records))
    gone_before = {*last.bundle.facts.withdrawn} if last else set()
    gone_now = {*draft.withdrawn, *order.withdraw} - gone_before
    gone = gone_before | gone_now
    withdrawn = tuple(sorted(gone - {*order.reinstate}))
    present_withdrawn = withdrawable(draft.records, lines, withdrawn)
    records, dropped = (
        tuple(sort_records(remove_records(draft.records, present_withdrawn))),
        list[SourceFinding](),
    )
    if order.format == OLDEST_FORMAT:
        older, dropped = in_format_1(records)
        records, lines = tuple(older), lines_in_format_1(lines)
    source = order.source.name
    # Withdrawing waits for nobody: a fact that is withdrawn counts as one that visitors see.
    coverage = cover(draft.records, draft.stated, draft.findings, source, draft.recognised)
    floors = (
        source_floors(coverage)
        if coverage.foreign
        else workbook_floors(coverage, cover(before) if before else None)
    )
    streets = draft.streets | secret_streets((*before, *draft.records), records, withdrawn)
    old = DirectoryContent(before, last.bundle.helplines if last else COMPILED_IN)
    until = now.date() + dt.timedelta(days=order.days)
    changes = compare(old, DirectoryContent(records, lines), now.date(), until)
    findings = [
        *draft.findings,
        *dropped,
        *(
            SourceFinding(FindingCode.WITHDRAWN, Weight.LEFT_OUT, "", value=f"{one.kind} {one.id}")
            for one in present_withdrawn
        ),
        *check_draft(records, lines, withdrawn, draft.origins),
        *check_withdrawn(sorted(gone_now), draft.records, before, order.factory),
        *find_address_leaks(records, streets, draft.points),
        *(check_letters(records, order.fonts) if order.fonts else ()),
        *check_overrides(records),
        *check_file_name(order.out),
        *check_shrinking(records, before, allowed=order.allow_shrink),
        *(check_lists(changes.lists, allowed=order.allow_shrink) if before else ()),
        *floor_findings(floors, order.accept, _typed_before(order, draft)),
    ]
    in_force = folder.vouched.lines if folder and folder.vouched else None
    return PublishPlan(
        order=order,
        draft=draft,
        records=records,
        helplines=lines,
        withdrawn=withdrawn,
        findings=tuple(dict.fromkeys(mask_streets(findings, records, streets))),
        coverage=coverage,
        floors=floors,
        sections=VisibleChanges(
            changes, old, DirectoryContent(records, lines), draft.origins, now
        ).sections()
        if last
        else (),
        last=last,
        signs_lines=order.renew or _must_sign_lines(folder, msgspec.json.encode(lines), now),
        waits=_waits(folder, old, DirectoryContent(records, lines), last, (now.date(), until)),
        line_changes=line_changes(in_force, lines, before, draft.records, order.factory),
        streets=streets,
    )


def _typed_before(order: PublishRequest, draft: Draft) -> dict[str, TypedFloor]:
    """Return the floors typed away for this export before; a workbook is compared instead."""
    return read_typed_floors(order.typed_floors) if draft.stated is not None else {}


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
