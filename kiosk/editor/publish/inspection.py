"""Inspect a signed file without trusting it: its signers, its age, its changes."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.domain.report_lines import ReportSection
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.presentation.change_messages import sections_of
from kiosk.sync.change_report import ChangeReport
from kiosk.sync.changes import compare
from kiosk.sync.holders import key_changes, key_holders
from kiosk.sync.side import DirectoryContent
from kiosk.sync.trust import read_root


@dataclass(frozen=True, slots=True)
class FileInspection:
    """An inspected file: either ``file``, or the reason why every kiosk refuses it.

    ``changes`` compare it with the file ``against``; without one, its key holders with the oldest
    root in the file.
    """

    name: str
    file: SignedFile | None
    code: RefusalCode | None = None
    where: str = ""
    changes: tuple[ReportSection, ...] = ()


def inspect_file(path: Path, against: Path | None = None) -> FileInspection:
    """Inspect the file at ``path``.

    Raises :class:`Refused` if ``against`` is unreadable, and OSError. Signatures are verified
    against the file's own first root: only a person can confirm by the fingerprint that this root
    is the coalition's.
    """
    before = examine(against, names=False) if against else None
    try:
        file = examine(path)
    except Refused as refused:
        return FileInspection(path.name, None, refused.code, refused.where)
    if before is None:
        roots = file.container.roots
        first = key_holders(read_root(roots[min(roots)]).document.signed)
        now = key_holders(file.bundle.root.document.signed)
        keys = key_changes(first, now)
        report = ChangeReport(services_before=0, services_after=0, keys=keys)
        return FileInspection(path.name, file, changes=sections_of(report) if keys else ())
    old, new = (
        DirectoryContent(one.bundle.records, one.bundle.helplines) for one in (before, file)
    )
    report = msgspec.structs.replace(
        compare(old, new), keys=key_changes(before.bundle.holdings, file.bundle.holdings)
    )
    return FileInspection(path.name, file, changes=sections_of(report))
