"""Looking at a signed file without trusting it: who made it, how old it is, what it changes."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.editor.publish.report import ReportSection
from kiosk.editor.publish.signed_files import SignedFile, examine
from kiosk.sync.change_messages import key_section, names_of, sections_of
from kiosk.sync.changes import compare
from kiosk.sync.holders import holdings, key_changes
from kiosk.sync.side import DirectoryContent
from kiosk.sync.trust import read_root


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file as it is: either ``file``, or why a kiosk would refuse it whoever it trusts.

    ``changes`` are from the file ``against`` to this one; without it, of whose keys since the
    oldest root that this file carries.
    """

    name: str
    file: SignedFile | None
    code: RefusalCode | None = None
    where: str = ""
    changes: tuple[ReportSection, ...] = ()


def inspect_file(path: Path, against: Path | None = None) -> Inspection:
    """The file at ``path``. Raises :class:`Refused` where ``against`` cannot be read, and OSError.

    Signatures are checked against the file's own first root: whether that root is the coalition's
    can only a person tell, by the fingerprint.
    """
    before = examine(against, names=False) if against else None
    try:
        file = examine(path)
    except Refused as refused:
        return Inspection(path.name, None, refused.code, refused.where)
    if before is None:
        roots = file.container.roots
        first = holdings(read_root(roots[min(roots)]).document.signed)
        now = holdings(file.bundle.root.document.signed)
        section = key_section(key_changes(first, now))
        return Inspection(path.name, file, changes=(section,) if section else ())
    old, new = (
        DirectoryContent(one.bundle.records, one.bundle.helplines) for one in (before, file)
    )
    report = msgspec.structs.replace(
        compare(old, new), keys=key_changes(before.bundle.holdings, file.bundle.holdings)
    )
    return Inspection(
        path.name, file, changes=sections_of(report, names_of(old.records, new.records))
    )
