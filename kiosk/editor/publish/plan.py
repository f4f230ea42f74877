"""What would be published: a source read, checked and compared with the file published last.

Nothing is signed or written here, so that a person can look first.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.key_roles import Role
from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import (
    FORMAT,
    OLDEST_FORMAT,
    HelplineFile,
    Refused,
    Versions,
    Withdrawn,
)
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.key_management import apart, forked, publish_root, two_coalitions
from kiosk.editor.keys.secrets import Behind, KeysError
from kiosk.editor.keys.signing import DIRECTORY_LIFE_DAYS, editors_of, helpline_facts
from kiosk.editor.publish.address_leaks import (
    check_address_leaks,
    quiet_sections,
    secret_streets,
    without_streets,
)
from kiosk.editor.publish.checking import (
    active_ids,
    check_draft,
    check_shrinking,
    check_withdrawn,
    in_order,
)
from kiosk.editor.publish.findings import Draft, FindingCode, SourceFinding, Weight
from kiosk.editor.publish.glyph_coverage import check_letters
from kiosk.editor.publish.older_format import in_format_1, lines_in_format_1
from kiosk.editor.publish.options import Told, unheard
from kiosk.editor.publish.overrides import check_file_name, check_overrides
from kiosk.editor.publish.report import PublishOutcome, PublishReport, ReportSection
from kiosk.editor.publish.signed_files import SignedFile, examine
from kiosk.editor.publish.source import ReadOptions, read_source
from kiosk.editor.publish.visitor_preview import CONTACT, Seen, check_contact, count_seen
from kiosk.editor.workbook.vocabulary import NEEDS
from kiosk.sync.baseline import make_baseline
from kiosk.sync.beside import helpline_changes
from kiosk.sync.change_messages import helpline_section, names_of, sections_of
from kiosk.sync.changes import compare
from kiosk.sync.holds import Circumstances, Held, HoldReason
from kiosk.sync.report import ChangeReport, ListChange
from kiosk.sync.side import DirectoryContent
from kiosk.sync.trust import read_root
from kiosk.sync.unattended_policy import reasons_to_wait
from kiosk.sync.verify import TWO
from kiosk.sync.withdrawals import present, without

COMPILED_IN: Final = HelplineFile(helplines=ANCHORS)
"""What every kiosk says before it has met a file."""


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """What the editor asked for.

    ``fonts``: the folder of those a kiosk has; ``days`` until the directory expires; ``renew``
    signs the helplines anew though none changed; ``allow_earlier`` lets the file be older than
    the one before, which was made under a clock that was ahead. ``accept`` are the floors
    (:data:`kiosk.editor.publish.visitor_preview.FLOORS`) below which it is published all the same;
    ``checked_on`` is the month or day on which an export was checked whose rows say none;
    ``format`` is that of the kiosks. ``practice``: with keys that are forgotten.
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
    allow_earlier: bool = False
    renew: bool = False
    format: int = FORMAT
    practice: bool = False


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """What would be published. ``changes`` is against the last file, or against nothing at all."""

    order: PublishRequest
    draft: Draft
    records: tuple[AnyRecord, ...]
    helplines: HelplineFile
    withdrawn: tuple[Withdrawn, ...]
    findings: tuple[SourceFinding, ...]
    seen: Seen
    changes: ChangeReport
    last: SignedFile | None
    signs_lines: bool
    waits: tuple[Held, ...]
    """Why kiosks that took the last file wait for a person; nothing where they need not."""
    line_changes: ReportSection | None
    """What those who sign the helplines must know; ``None`` where nothing of them changes."""
    streets: frozenset[str] = field(repr=False)
    """Street lines that nothing may tell."""

    @property
    def refused(self) -> bool:
        """Whether something must be mended first."""
        return any(finding.weight is Weight.REFUSED for finding in self.findings)

    @property
    def lines(self) -> bytes:
        """The content of ``helplines.json``."""
        return msgspec.json.encode(self.helplines)

    def report(self, outcome: PublishOutcome, *reasons: str) -> PublishReport:
        """The report about it, without what only a signed file has."""
        before = self.last.bundle.records if self.last else ()
        told = self.last is not None and bool(active_ids(self.records))
        sections = sections_of(self.changes, names_of(before, self.records))
        return PublishReport(
            outcome=outcome,
            source=str(self.order.source),
            recognised=self.draft.recognised,
            seen=self.seen,
            first=self.draft.first,
            reasons=reasons,
            findings=self.findings,
            tables=tuple(self.draft.counts),
            totals=tuple(Counter(map(kind_of, self.records)).items()),
            changes=quiet_sections(sections, self.records, self.streets) if told else (),
        )


def last_published(folder: KeyFolder) -> SignedFile | None:
    """The file published last. Raises :class:`KeysError` where its copy is lost or damaged."""
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
    """Keeps two editors from giving one number to two files. Raises :class:`Behind` and OSError."""
    published = folder.published if folder else None
    if folder is None or not out.is_file():
        return
    if published is not None and _digest(out) == published.sha256:
        return
    try:
        there = examine(out, read_root(folder.roots[min(folder.roots)]), names=False)
    except Refused:
        return
    if forked(folder, there):
        raise Behind(two_coalitions(out))
    theirs, ours = there.bundle.versions, published.versions if published else Versions(0, 0, 0)
    if theirs > ours:
        raise Behind(
            f"{out} was published by another editor or from another machine, and these keys do "
            f"not know of it. Take it over first: keys take {out} - and "
            f"{publish_root(folder, there)}."
        )
    pairs = zip(astuple(theirs), astuple(ours), strict=True)
    if theirs == ours and folder.last.is_file():
        mine = examine(folder.last, read_root(folder.roots[min(folder.roots)]), names=False)
        if mine.bundle.accepted_as == there.bundle.accepted_as:
            return  # the same directory, signed by one more person
    if theirs == ours or any(one > other for one, other in pairs):
        raise Behind(apart(out, folder, there))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def prepare(
    order: PublishRequest, folder: KeyFolder | None, now: dt.datetime, told: Told = unheard
) -> PublishPlan:
    """Reads and checks; signs and writes nothing. Without a folder it is the first publishing.

    Raises :class:`Behind`, :class:`kiosk.editor.publish.source.SourceError`, :class:`KeysError` and
    OSError.
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
            factory=order.factory,
            told=told,
        ),
    )
    return proof_of(order, draft, folder, last, now)


def proof_of(
    order: PublishRequest,
    draft: Draft,
    folder: KeyFolder | None,
    last: SignedFile | None,
    now: dt.datetime,
) -> PublishPlan:
    """What a draft would become after the file ``last``; everything wrong with it is in there."""
    before = last.bundle.records if last else ()
    lines = HelplineFile(helplines=draft.helplines, guarded=guarded_lines(draft.records))
    gone_before = {*last.bundle.facts.withdrawn} if last else set()
    gone_now = {*draft.withdrawn, *order.withdraw} - gone_before
    gone = gone_before | gone_now
    withdrawn = tuple(sorted(gone - {*order.reinstate}))
    there = present(draft.records, lines, withdrawn)
    records, missed = tuple(in_order(without(draft.records, there))), list[SourceFinding]()
    if order.format == OLDEST_FORMAT:
        older, missed = in_format_1(records)
        records, lines = tuple(older), lines_in_format_1(lines)
    seen = count_seen(records, now.date())
    streets = draft.streets | secret_streets((*before, *draft.records), records, withdrawn)
    old = DirectoryContent(before, last.bundle.helplines if last else COMPILED_IN)
    until = now.date() + dt.timedelta(days=order.days)
    changes = compare(old, DirectoryContent(records, lines), now.date(), until)
    findings = [
        *draft.findings,
        *missed,
        *(
            SourceFinding(FindingCode.WITHDRAWN, Weight.LEFT_OUT, "", value=f"{one.kind} {one.id}")
            for one in there
        ),
        *check_draft(records, lines, withdrawn, draft.origins),
        *check_withdrawn(sorted(gone_now), draft.records, before, order.factory),
        *check_address_leaks(records, streets),
        *(check_letters(records, order.fonts) if order.fonts else ()),
        *check_overrides(records),
        *check_file_name(order.out),
        *check_shrinking(records, before, allowed=order.allow_shrink),
        *(check_lists(changes.lists, allowed=order.allow_shrink) if before else ()),
        *check_contact(seen, accepted=CONTACT in order.accept),
    ]
    in_force = folder.vouched.lines if folder and folder.vouched else COMPILED_IN
    return PublishPlan(
        order=order,
        draft=draft,
        records=records,
        helplines=lines,
        withdrawn=withdrawn,
        findings=tuple(dict.fromkeys(without_streets(findings, records, streets))),
        seen=seen,
        changes=changes,
        last=last,
        signs_lines=order.renew or _must_sign_lines(folder, msgspec.json.encode(lines), now),
        waits=_waits(folder, old, DirectoryContent(records, lines), last, (now.date(), until)),
        line_changes=helpline_section(
            helpline_changes(in_force, lines), names_of(before, draft.records)
        ),
        streets=streets,
    )


def _waits(
    folder: KeyFolder | None,
    old: DirectoryContent,
    new: DirectoryContent,
    last: SignedFile | None,
    days: tuple[dt.date, dt.date],
) -> tuple[Held, ...]:
    """What makes a kiosk wait on which a person accepted the last file."""
    if folder is None or last is None:
        return (Held(HoldReason.FIRST_FILE),)
    today, until = days
    two = folder.root.roles[Role.TARGETS.value].threshold >= TWO
    says = all(line.says is not None for line in new.helplines.guarded)
    around = Circumstances(today=today, created=today, expires=until, lines_vouched=two and says)
    return tuple(reasons_to_wait(make_baseline(old), new, old, around))


def check_lists(lists: Iterable[ListChange], *, allowed: bool) -> Iterator[SourceFinding]:
    """One finding for each need whose list loses more than a fifth, now or on a later day."""
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


def _must_sign_lines(folder: KeyFolder | None, lines: bytes, now: dt.datetime) -> bool:
    """Whether the targets in force are not the ones this directory needs."""
    if folder is None or folder.vouched is None:
        return True
    targets = folder.vouched.metadata.signed
    return (
        folder.vouched.helplines.encode() != lines
        or helpline_facts(targets).root_version != folder.version
        or editors_of(targets) != folder.coalition.editors
        or targets.expires <= now
    )
