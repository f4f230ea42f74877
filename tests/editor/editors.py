"""An editor's desk for tests: keys that cost little to open, small directories."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.domain.clock import TrustedTime
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.records import AnyRecord, Guide, GuideBlock, Need, Organization, Phone, Service
from kiosk.domain.syncfile import RootFacts, Withdrawn
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.keys.key_folder import KeyFolder, new_keys, open_keys
from kiosk.editor.keys.secrets import Keyring
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.editor.publish.last_file import last_published
from kiosk.editor.publish.plan import PublishPlan, PublishRequest, make_plan
from kiosk.editor.publish.publish import publish
from kiosk.editor.publish.publish_report import PublishReport
from kiosk.editor.workbook.source_draft import Draft
from kiosk.sync.trust import TrustedRoot, read_root

NOW = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)
WORDS = "four short words here"
CHEAP = 2**10
CITY = ("bread", "bed", "bath", "line-city")
FACTS = RootFacts(channel="sacramento", publisher="Sacramento Coalition")


def service(name: str, *, helpline: bool = False) -> list[AnyRecord]:
    """An organization with one service and one number."""
    digits = f"+1916555{sum(map(ord, name)) % 10_000:04}"
    return [
        Organization(id=f"{name}-org", name=f"Org {name}"),
        Service(
            id=name,
            organization_id=f"{name}-org",
            name=f"Service {name}",
            quiet_name=f"Ask {name}",
            phrase="Food to take home",
            categories=(Need.FOOD,),
            helpline=helpline,
        ),
        Phone(id=f"{name}.1", service_id=name, number=digits),
    ]


def directory(*names: str) -> list[AnyRecord]:
    """A small directory; the names of helplines begin with ``line``."""
    found = [service(name, helpline=name.startswith("line")) for name in names]
    return [record for records in found for record in records]


def guide(text: str) -> Guide:
    """A guide with one line."""
    return Guide(
        id="g", title="T", summary="S", icon="work", categories=(), order=1,
        blocks=(GuideBlock(id="a", text=text),),
    )  # fmt: skip


def ring(keys: Path, words: str = WORDS) -> Keyring:
    """Opens the folder ``keys`` with ``words``."""
    return Keyring(keys, lambda: words, CHEAP)


@dataclass
class Editor:
    """One person at one machine; a coalition of one unless the folder is filled otherwise."""

    base: Path
    holder: str = "Alice"
    now: dt.datetime = NOW
    reports: list[PublishReport] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.base.mkdir(exist_ok=True)

    @property
    def keys(self) -> Path:
        return self.base / f"keys-{self.holder}"

    @property
    def out(self) -> Path:
        return self.base / "city.kiosksync"

    @property
    def ring(self) -> Keyring:
        return ring(self.keys)

    @property
    def folder(self) -> KeyFolder:
        return open_keys(self.keys)

    def begin(self) -> "Editor":
        new_keys(self.ring, FACTS, self.holder, self.now)
        return self

    def proof(
        self,
        records: Sequence[AnyRecord],
        lines: tuple[Helpline, ...] = ANCHORS,
        withdrawn: tuple[Withdrawn, ...] = (),
        findings: Iterable[SourceFinding] = (),
        streets: frozenset[str] = frozenset(),
        **wishes: Any,
    ) -> PublishPlan:
        folder = self.folder
        order = PublishRequest(source=Path("directory.xlsx"), out=self.out, factory=(), **wishes)
        draft = Draft(
            "Workbook of this program",
            records=list(records),
            helplines=lines,
            withdrawn=withdrawn,
            findings=list(findings),
            streets=streets,
        )
        return make_plan(order, draft, folder, last_published(folder), self.now)

    def publish(self, records: Sequence[AnyRecord], **more: Any) -> PublishReport:
        self.now += dt.timedelta(minutes=1)
        proof = self.proof(records, **more)
        report = publish(proof, self.folder, self.ring, self.now)
        self.reports.append(report)
        return report


def as_kiosk(editor: Editor, trusted: TrustedRoot | None = None) -> SignedFile:
    """The published file as a kiosk takes it that trusts the first root."""
    first = trusted or read_root(editor.folder.roots[1])
    return examine(editor.out, first, time=TrustedTime(editor.now, trusted=True))


def codes(report_findings: tuple[SourceFinding, ...]) -> list[tuple[FindingCode, Weight]]:
    return [(finding.code, finding.weight) for finding in report_findings]
