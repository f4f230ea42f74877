"""Makes sync files for tests: true ones in one line, and every way to make them wrong.

    coalition = make_coalition()   # 1 of 1; with people=3: 2 of 3 for root and for targets
    data = coalition.bundle(records)   # the bytes of a NAME.kiosksync
    data = coalition.bundle(records, version=2, withdrawn=[Withdrawn(kind="phone", id="p")])
    trusted = coalition.trusted   # the newest root, as kiosk.sync.trust reads it
    newer = coalition.rotate(root=team("Rosa", "Ivo"))   # next root, signed by old and new
    data = newer.bundle(records, version=3)   # carries both roots

``helplines`` is a tuple of :class:`Helpline` (the guarded lines are then derived from the records),
a whole :class:`HelplineFile`, or raw bytes; ``records`` are typed records or raw bytes. ``parts``
gives the members before they are packed. Signed metadata can be altered before signing with
``alter_targets`` and ``alter_directory`` (functions that change the dict in place), and signed by
others with ``targets_signers`` and ``directory_signers``. Keys come from the holder's name, so
everything is the same in every run.
"""

import datetime as dt
import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from tuf.api.metadata import DelegatedRole, Delegations, TargetFile, Targets

from kiosk.domain.checks import kind_of
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.records import (
    AnyRecord,
    Need,
    Organization,
    Phone,
    SearchWord,
    Service,
    Translation,
)
from kiosk.domain.syncfile import (
    DIRECTORY_MEMBER,
    DIRECTORY_ROLE,
    DIRECTORY_ROLE_MEMBER,
    FORMAT,
    HELPLINES_MEMBER,
    TARGETS_MEMBER,
    DirectoryFacts,
    HelplineFacts,
    HelplineFile,
    RootFacts,
    Withdrawn,
)
from kiosk.sync.trust import TrustedRoot, read_root
from tests.sync.signing import (
    ROOT_EXPIRES,
    Alter,
    Hand,
    Team,
    altered,
    document,
    root_document,
    team,
)

CREATED = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
EXPIRES = dt.datetime(2027, 11, 20, 9, tzinfo=dt.UTC)


def helpline_file(records: Sequence[AnyRecord], lines: tuple[Helpline, ...]) -> HelplineFile:
    """The helplines with the guarded lines that those records need."""
    return HelplineFile(helplines=lines, guarded=guarded_lines(records))


def lines_of(records: Iterable[AnyRecord]) -> bytes:
    """``directory.ndjson``."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)


def in_english(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The records without the words of other languages: of the factory's, a twentieth."""
    return [one for one in records if not isinstance(one, Translation | SearchWord)]


def revised(
    records: Iterable[AnyRecord], kind: type, *ids: str, of: str = "id", **fields: Any
) -> list[AnyRecord]:
    """The records; those of a kind say something else: all, or those with an id of ``ids``.

    ``of`` is the field that holds the id, such as ``service_id``.
    """
    return [
        msgspec.structs.replace(one, **fields)
        if isinstance(one, kind) and (not ids or getattr(one, of) in ids)
        else one
        for one in records
    ]


def target(data: bytes, facts: msgspec.Struct, path: str) -> TargetFile:
    """Length, hash and signed facts of a payload."""
    hashes = {"sha256": hashlib.sha256(data).hexdigest()}
    return TargetFile(len(data), hashes, path, {"custom": msgspec.to_builtins(facts)})


def pack(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A zip as the format wants it: fixed date, no extra fields, deflated, in the order given."""
    pairs = members.items() if isinstance(members, Mapping) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pairs:
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


@dataclass(frozen=True)
class Coalition:
    """Who publishes, with all roots so far."""

    root: Team
    targets: Team
    editors: Team
    facts: RootFacts
    roots: Mapping[int, bytes]

    @property
    def version(self) -> int:
        """Of the newest root."""
        return max(self.roots)

    @cached_property
    def trusted(self) -> TrustedRoot:
        """The newest root, as a kiosk holds it."""
        return read_root(self.roots[self.version])

    def rotate(
        self,
        *,
        root: Team | None = None,
        targets: Team | None = None,
        editors: Team | None = None,
        signers: Iterable[Hand] | None = None,
        facts: RootFacts | None = None,
        expires: dt.datetime = ROOT_EXPIRES,
        alter: Alter | None = None,
    ) -> "Coalition":
        """With the next root, signed by old and new holders unless ``signers`` are named."""
        new = replace(
            self,
            root=root or self.root,
            targets=targets or self.targets,
            editors=editors or self.editors,
            facts=facts or self.facts,
        )
        both = dict.fromkeys((*self.root.enough, *new.root.enough))
        number = self.version + 1
        made = root_document(
            number,
            new.root,
            new.targets,
            signers=both if signers is None else signers,
            facts=new.facts,
            expires=expires,
            alter=alter,
        )
        return replace(new, roots={**self.roots, number: made})

    def parts(
        self,
        records: Sequence[AnyRecord] | bytes,
        helplines: tuple[Helpline, ...] | HelplineFile | bytes = ANCHORS,
        *,
        version: int = 1,
        targets_version: int = 1,
        withdrawn: Iterable[Withdrawn] = (),
        created: dt.datetime = CREATED,
        counts: Mapping[str, int] | None = None,
        channel: str | None = None,
        format_number: int = FORMAT,
        root_version: int | None = None,
        bound_root: int | None = None,
        bound_targets: int | None = None,
        expires: dt.datetime = EXPIRES,
        targets_expires: dt.datetime = EXPIRES,
        roots: Mapping[int, bytes] | None = None,
        targets_signers: Iterable[Hand] | None = None,
        directory_signers: Iterable[Hand] | None = None,
        alter_targets: Alter | None = None,
        alter_directory: Alter | None = None,
    ) -> dict[str, bytes]:
        """The members by name. ``bound_*`` are what the directory role says it goes with."""
        typed = () if isinstance(records, bytes) else records
        payload = records if isinstance(records, bytes) else lines_of(records)
        if isinstance(helplines, tuple):
            helplines = helpline_file(typed, helplines)
        lines = helplines if isinstance(helplines, bytes) else msgspec.json.encode(helplines)
        root_version = self.version if root_version is None else root_version
        channel = channel or self.facts.channel
        targets = self._targets(
            target(
                lines,
                HelplineFacts(format=format_number, channel=channel, root_version=root_version),
                HELPLINES_MEMBER,
            ),
            targets_version,
            targets_expires,
        )
        facts = DirectoryFacts(
            format=format_number,
            channel=channel,
            created=f"{created:%Y-%m-%dT%H:%M:%SZ}",
            counts=dict(Counter(map(kind_of, typed)) if counts is None else counts),
            root_version=root_version if bound_root is None else bound_root,
            targets_version=targets_version if bound_targets is None else bound_targets,
            withdrawn=tuple(sorted(withdrawn)),
        )
        directory = Targets(
            version=version,
            expires=expires,
            targets={DIRECTORY_MEMBER: target(payload, facts, DIRECTORY_MEMBER)},
        )
        members = {
            f"{number}.root.json": raw
            for number, raw in (self.roots if roots is None else roots).items()
        }
        members[TARGETS_MEMBER] = document(
            altered(targets, alter_targets),
            self.targets.enough if targets_signers is None else targets_signers,
        )
        members[DIRECTORY_ROLE_MEMBER] = document(
            altered(directory, alter_directory),
            self.editors.enough if directory_signers is None else directory_signers,
        )
        members[HELPLINES_MEMBER] = lines
        members[DIRECTORY_MEMBER] = payload
        return members

    def _targets(self, lines: TargetFile, version: int, expires: dt.datetime) -> Targets:
        role = DelegatedRole(
            DIRECTORY_ROLE,
            [one.key.keyid for one in self.editors.hands],
            self.editors.threshold,
            terminating=True,
            paths=[DIRECTORY_MEMBER],
        )
        keys = {one.key.keyid: one.key for one in self.editors.hands}
        return Targets(
            version=version,
            expires=expires,
            targets={HELPLINES_MEMBER: lines},
            delegations=Delegations(dict(keys), {DIRECTORY_ROLE: role}),
        )

    def bundle(self, *given: Any, **knobs: Any) -> bytes:
        """A whole sync file; everything that :meth:`parts` takes."""
        return pack(self.parts(*given, **knobs))

    def write(self, path: Path, *given: Any, **knobs: Any) -> Path:
        """A whole sync file at ``path``."""
        path.write_bytes(self.bundle(*given, **knobs))
        return path


def make_coalition(
    people: int = 1, *, channel: str = "test", publisher: str = "Test Coalition"
) -> Coalition:
    """A coalition with its first root: 1 of 1, or 2 of ``people`` for root and targets."""
    facts = RootFacts(channel=channel, publisher=publisher)
    need = min(people, 2)
    root = team(*(f"root {n}" for n in range(people)), threshold=need)
    targets = team(*(f"targets {n}" for n in range(people)), threshold=need)
    first = root_document(1, root, targets, facts=facts)
    return Coalition(root, targets, team("Editor"), facts, {1: first})


def few_records(number: str = "+19165550123") -> list[AnyRecord]:
    """The smallest directory: one organization, one service, its number."""
    return [
        Organization(id="open-table", name="Open Table"),
        Service(
            id="food-box",
            organization_id="open-table",
            name="Food Box",
            quiet_name="Open Table",
            phrase="Food to take home",
            categories=(Need.FOOD,),
        ),
        Phone(id="food-box.1", service_id="food-box", number=number),
    ]
