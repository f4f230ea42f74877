"""JSON answers of the editor's commands: a contract, described in ``resources/schema``."""

import datetime as dt
from collections import Counter
from typing import Annotated, TypedDict

from msgspec import Meta

from kiosk.domain.fields import Amount
from kiosk.domain.key_roles import Role
from kiosk.domain.report_lines import ReportSection
from kiosk.domain.syncfile import Versions, Withdrawn
from kiosk.editor.coverage import SourceCoverage
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.findings import FindingCode, TableCount, Weight
from kiosk.editor.floors import Floor
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.signed_files import Seal
from kiosk.editor.publish.causes import harm_of, root_causes
from kiosk.editor.publish.inspection import FileInspection
from kiosk.editor.publish.publish_report import PublishOutcome, PublishReport
from kiosk.editor.workbook.source_draft import ServiceFact

PlainWords = Meta(description="Plain English words.")
Print = Annotated[list[str], Meta(description="Eight groups of four hex digits.")]
Totals = Annotated[dict[str, int], Meta(description="Records by kind.")]


class FindingAnswer(TypedDict):
    """One row of the report."""

    code: FindingCode
    weight: Weight
    harm: Annotated[Amount, Meta(description="1 could hurt someone … 5 read for you.")]
    cause: Annotated[
        Amount, Meta(description="Position of the finding it follows from, from 1; 0 if of none.")
    ]
    says: Annotated[str, PlainWords]
    file: Annotated[str, Meta(description="File or sheet; empty for the source as a whole.")]
    row: Annotated[Amount, Meta(description="As a person counts, the header is 1; 0 if unknown.")]
    column: Annotated[str, Meta(description="Column or field; may be empty.")]
    value: Annotated[str, Meta(description="What stood there, shortened; may be empty.")]
    assumed: Annotated[
        str, Meta(description="What was taken instead, or how to write it; may be empty.")
    ]


class VisitorsAnswer(TypedDict):
    """Counts of the services that visitors will see on the day of publishing."""

    services: Annotated[Amount, Meta(description="Services that are shown.")]
    number: Annotated[Amount, Meta(description="Those with a number.")]
    hours: Annotated[Amount, Meta(description="Those with hours that are not too old.")]
    street: Annotated[Amount, Meta(description="Those with a street that may be shown.")]
    contact: Annotated[Amount, Meta(description="Those with a number or a street.")]
    need: Annotated[Amount, Meta(description="Those under a need other than Other help.")]


class CoverageAnswer(TypedDict):
    """What a source states, what visitors will see, and the floors."""

    coverage: SourceCoverage
    floors: list[Floor]


class PublishAnswer(TypedDict):
    """Content of ``publish --report FILE``; the exit code is 0 only if the file was published."""

    outcome: PublishOutcome
    reasons: Annotated[list[str], PlainWords]
    source: Annotated[str, Meta(description="What was read.")]
    recognised: Annotated[str, Meta(description="Its form; empty if none was recognised.")]
    visitors: VisitorsAnswer
    coverage: CoverageAnswer
    signed: Seal | None
    records: Totals
    tables: tuple[TableCount, ...]
    weights: Annotated[dict[str, int], Meta(description="How many findings of each weight.")]
    findings: list[FindingAnswer]
    changes: Annotated[
        tuple[ReportSection, ...], Meta(description="Against the file published last, by danger.")
    ]


class InspectAnswer(TypedDict):
    """Output of ``inspect FILE --json``; the exit code is 1 if no kiosk would accept the file."""

    file: Annotated[str, Meta(description="Name of the file.")]
    refused: Annotated[
        str, Meta(description="Why no kiosk would take it, a closed code; empty if it holds.")
    ]
    where: Annotated[str, Meta(description="Member, line or rule it is about; may be empty.")]
    signed: Seal | None
    age_days: Annotated[Amount, Meta(description="Whole days since it was made.")]
    expired: Annotated[bool, Meta(description="A signature has ended by this machine's clock.")]
    records: Totals
    withdrawn: tuple[Withdrawn, ...]
    changes: Annotated[
        tuple[ReportSection, ...],
        Meta(description="Against the other file, by danger; without one, whose keys changed."),
    ]


class KeyAnswer(TypedDict):
    """One public key."""

    id: Annotated[str, Meta(description="Its id, 64 hex digits.")]
    holder: Annotated[str, Meta(description="The person or office that holds it.")]
    here: Annotated[bool, Meta(description="Its secret is in this folder.")]


class RoleAnswer(TypedDict):
    """Holders of the keys of a role."""

    role: Role
    threshold: Annotated[Amount, Meta(description="How many must sign.")]
    keys: list[KeyAnswer]


class KeysAnswer(TypedDict):
    """Output of ``keys show --json``. It contains no secrets."""

    folder: Annotated[str, Meta(description="The folder of keys.")]
    channel: Annotated[str, Meta(description="Whose kiosks the files are for.")]
    publisher: Annotated[str, Meta(description="Who publishes.")]
    fingerprint: Print
    version: Annotated[Amount, Meta(description="Of the keys in force.")]
    expires: Annotated[str, Meta(description="When these keys end, UTC.")]
    roles: list[RoleAnswer]
    published: Versions | None


def publish_answer(report: PublishReport) -> PublishAnswer:
    """Return the whole report."""
    return PublishAnswer(
        outcome=report.outcome,
        reasons=[*report.first, *report.reasons],
        source=report.source,
        recognised=report.recognised,
        visitors=VisitorsAnswer(
            services=report.coverage.services,
            number=report.coverage.seen(ServiceFact.NUMBER),
            hours=report.coverage.seen(ServiceFact.HOURS),
            street=report.coverage.seen(ServiceFact.STREET),
            contact=report.coverage.contact,
            need=report.coverage.need,
        ),
        coverage=CoverageAnswer(coverage=report.coverage, floors=[*report.floors]),
        signed=report.seal,
        records=dict(report.totals),
        tables=report.tables,
        weights={str(k): v for k, v in Counter(one.weight for one in report.findings).items()},
        findings=[
            FindingAnswer(
                code=one.code,
                weight=one.weight,
                harm=harm_of(one),
                cause=root + 1 if root != position else 0,
                says=MESSAGES[one.code],
                file=one.file,
                row=one.row or 0,
                column=one.column,
                value=one.value,
                assumed=one.assumed,
            )
            for position, (one, root) in enumerate(
                zip(report.findings, root_causes(report.findings), strict=True)
            )
        ],
        changes=report.changes,
    )


def inspect_answer(inspection: FileInspection, now: dt.datetime) -> InspectAnswer:
    """Describe a file by the clock ``now``."""
    bundle = inspection.file.bundle if inspection.file else None
    return InspectAnswer(
        file=inspection.name,
        refused=str(inspection.code or ""),
        where=inspection.where,
        signed=inspection.file.seal if inspection.file else None,
        age_days=max(0, (now - bundle.created).days) if bundle else 0,
        expired=bundle is not None and bundle.expires <= now,
        records=dict(inspection.file.totals) if inspection.file else {},
        withdrawn=bundle.facts.withdrawn if bundle else (),
        changes=inspection.changes,
    )


def keys_answer(folder: KeyFolder) -> KeysAnswer:
    """List the holders of all keys."""
    published = folder.published
    return KeysAnswer(
        folder=str(folder.path),
        channel=folder.coalition.channel,
        publisher=folder.coalition.publisher,
        fingerprint=list(folder.fingerprint),
        version=folder.version,
        expires=folder.root.expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        roles=[
            RoleAnswer(
                role=role,
                threshold=folder.threshold(role),
                keys=[
                    KeyAnswer(id=key.id, holder=key.holder, here=here)
                    for key, here in folder.keys_here(role)
                ],
            )
            for role in Role
        ],
        published=published.versions if published else None,
    )
