"""A new workbook from what an editor has: nothing, the program's directory, or another source.

A workbook made anew from an old one has a row for every text that is now to be translated, and
marks those whose English has changed. What the old one hides it still hides, and still has.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord
from kiosk.editor.publish.finding_messages import SAYS
from kiosk.editor.publish.findings import Draft, FindingCode, Weight
from kiosk.editor.publish.options import ReadOptions
from kiosk.editor.publish.source import SourceError, read_source
from kiosk.editor.workbook.opening import is_workbook
from kiosk.editor.workbook.reader import read_workbook
from kiosk.editor.workbook.template import LANGUAGES, write_template

_KEPT: Final = frozenset({FindingCode.STALE_TEXT, FindingCode.ENDS_BEFORE})
"""Not published, but taken over into a new workbook."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a new workbook.

    ``factory`` are the program's own records; they fill it where there is no ``source``, and give
    what a source does not have. ``languages`` get a sheet beside the usual ones.
    """

    source: Path | None = None
    factory: tuple[AnyRecord, ...] = ()
    languages: tuple[str, ...] = ()


def fill_workbook(target: Path, filling: Filling) -> int:
    """Write a workbook to ``target``; how many things of its source could not be taken over.

    Raises :class:`kiosk.editor.publish.source.SourceError` for a source that cannot be read, and
    :class:`OSError`.
    """
    draft = Draft("", list(filling.factory), ANCHORS)
    if filling.source is not None:
        draft = _read(filling.source, ReadOptions(factory=filling.factory))
    write_template(
        target,
        draft.records,
        draft.helplines,
        draft.withdrawn,
        (*LANGUAGES, *filling.languages),
    )
    return sum(
        finding.weight in (Weight.LEFT_OUT, Weight.REFUSED) and finding.code not in _KEPT
        for finding in draft.findings
    )


def _read(source: Path, options: ReadOptions) -> Draft:
    if not (source.is_file() and is_workbook(source)):
        return read_source(source, options)
    draft = read_workbook(source, options, renews=True)
    if not draft.records and draft.findings:
        raise SourceError(SAYS[draft.findings[0].code])
    return draft
