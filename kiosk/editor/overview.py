"""Where a folder of the desk is: its sources, calls, texts to read, and the next steps."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Final

from kiosk import APP
from kiosk.domain.records import Service, Translation
from kiosk.editor.calls.offices import offices_of
from kiosk.editor.calls.record import load_tries
from kiosk.editor.calls.worklist import Worklist, worklist_of
from kiosk.editor.coverage import cover_source, visible_counts_in_words
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.floors import source_floors
from kiosk.editor.sources.desk_answers import DeskAnswer, SourceAnswer
from kiosk.editor.sources.why import desk_sources
from kiosk.editor.sources.workbook_reader import read_workbook
from kiosk.editor.workbook.source_draft import Draft
from kiosk.sync.withdrawals import remove_records

_LANGUAGES_SHOWN: Final = 3
"""Languages whose texts a step names."""


def desk_overview(workbook: Path, today: dt.date) -> DeskAnswer:
    """Return where the folder of a workbook is on a day.

    Raises :class:`kiosk.editor.source_files.SourceError` and
    :class:`kiosk.editor.workbook.opening.WorkbookError`.
    """
    sources, steps = desk_sources(workbook)
    if not workbook.exists():
        make = f"Make the workbook: {APP} template -o {quote(workbook.name)}"
        return DeskAnswer(
            workbook="", sources=sources, calls=0, due=0, texts={}, next=[make, *steps]
        )
    draft = read_workbook(workbook, ReadOptions(today=today))
    shown = remove_records(draft.records, draft.withdrawn)
    for one in sources:
        if (stated := draft.sources.get(one["name"])) is not None:
            covered = cover_source(one["name"], shown, stated)
            one["seen"] = visible_counts_in_words(covered)
            one["below"] = [floor.name for floor in source_floors(covered) if not floor.reached]
    work = worklist_of(offices_of(draft, today), load_tries(workbook), today)
    texts = _unread(draft)
    if any(isinstance(one, Service) for one in draft.records):
        steps += [*_steps_of_sources(sources), *_steps(work, texts)]
        steps.append(f"Publish: {APP} publish {quote(workbook.name)} -o directory.kiosksync")
    else:
        begin = f"{APP} desk import NAME EXPORT --title TITLE"
        steps.append(f"Fill in {workbook.name}, or import: {begin}")
    return DeskAnswer(
        workbook=str(workbook),
        sources=sources,
        calls=len(work.calls),
        due=work.due,
        texts=texts,
        next=steps,
    )


def _steps_of_sources(sources: list[SourceAnswer]) -> Iterator[str]:
    """Yield what would take each source above its floors."""
    for one in sources:
        name, below = one["name"], [*one["below"]]
        if "situation" in below:
            below.remove("situation")
            yield f"Say what its words mean: {APP} desk fit {name} -o {name}.fit.html"
        if below:
            yield f"See what {', '.join(below)} lacks: {APP} desk coverage {name}"


def _unread(draft: Draft) -> dict[str, int]:
    """Return how many translations nobody has read over, by language."""
    found = Counter(
        one.language for one in draft.records if isinstance(one, Translation) and not one.reviewed
    )
    return dict(found.most_common())


def _steps(worklist: Worklist, texts: dict[str, int]) -> Iterator[str]:
    if worklist.due:
        yield f"Call (the first {worklist.due} keep facts on the screen): {APP} desk calls"
    if texts:
        tags = [*texts][:_LANGUAGES_SHOWN]
        more = f" and {len(texts) - len(tags)} more" if len(texts) > len(tags) else ""
        yield f"Ask speakers to read ({', '.join(tags)}{more}): {APP} desk review {tags[0]}"
