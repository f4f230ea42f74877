"""Make a new workbook from nothing, the program's directory, or another source.

A workbook renewed from an old one has a row for every text to translate, and marks those whose
English has changed. Hidden addresses stay hidden, and stay in it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.source_reader import SourceError, read_source
from kiosk.editor.sources.workbook_reader import is_workbook, read_workbook
from kiosk.editor.workbook.source_draft import Draft
from kiosk.editor.workbook.template import LANGUAGES, write_template

_TAKEN_OVER: Final = frozenset(
    {FindingCode.STALE_TEXT, FindingCode.TEXT_COULD_HURT, FindingCode.ENDS_BEFORE}
)
"""Not published, but taken over into a new workbook."""


@dataclass(frozen=True, slots=True)
class Filling:
    """The content of a new workbook.

    ``factory`` are the program's own records; they fill it without a ``source``, and add what a
    source lacks. ``languages`` get a sheet in addition to the usual ones.
    """

    source: Path | None = None
    factory: tuple[AnyRecord, ...] = ()
    languages: tuple[str, ...] = ()


def fill_workbook(target: Path, filling: Filling) -> int:
    """Write a workbook to ``target``; return how many things could not be taken over.

    Raises :class:`kiosk.editor.sources.source_reader.SourceError` if the source cannot be read, and
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
        finding.weight in (Weight.LEFT_OUT, Weight.REFUSED) and finding.code not in _TAKEN_OVER
        for finding in draft.findings
    )


def _read(source: Path, options: ReadOptions) -> Draft:
    if not is_workbook(source):
        return read_source(source, options)
    draft = read_workbook(source, options, renews=True)
    if not draft.records and draft.findings:
        raise SourceError(MESSAGES[draft.findings[0].code])
    return draft
