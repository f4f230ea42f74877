"""JSON answers of the commands of the desk: a contract, described in ``resources/schema``."""

import re
from typing import Annotated, Final, TypedDict

from msgspec import Meta

from kiosk.domain.fields import Amount

SOURCE_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,23}")
"""A source's short name, which begins the id of each of its rows."""

Day = Annotated[str, Meta(description="A day, as 2026-11-24.")]


class SourceAnswer(TypedDict):
    """One source of a workbook."""

    name: Annotated[str, Meta(description="Its short name, which begins its ids.")]
    title: Annotated[str, Meta(description="Whose directory it is; empty if it is not listed.")]
    on: Annotated[bool, Meta(description="Its services are published.")]
    listed: Annotated[bool, Meta(description="The sheet Sources has it.")]
    imported: Annotated[bool, Meta(description="Its rows are here.")]
    export: Annotated[str, Meta(description="Name of the imported file or folder.")]
    date: Annotated[str, Meta(description="Day of the export, or empty.")]
    services: Annotated[Amount, Meta(description="Services in its rows.")]
    below: Annotated[list[str], Meta(description="Floors that it does not reach.")]
    seen: Annotated[str, Meta(description="What visitors see of it, in words; empty if off.")]


class DeskAnswer(TypedDict):
    """Where a folder is."""

    workbook: Annotated[str, Meta(description="The workbook; empty if there is none.")]
    sources: list[SourceAnswer]
    calls: Annotated[Amount, Meta(description="Calls that would check facts.")]
    due: Annotated[Amount, Meta(description="Those that keep facts on the screen.")]
    texts: Annotated[
        dict[str, int], Meta(description="Translations that nobody has read over, by language.")
    ]
    next: Annotated[list[str], Meta(description="What to do next, in plain English words.")]


class ImportAnswer(TypedDict):
    """What an import has read."""

    name: Annotated[str, Meta(description="Short name of the source.")]
    written: Annotated[bool, Meta(description="Its rows replaced the last ones.")]
    recognised: Annotated[str, Meta(description="The format in plain English words.")]
    date: Day
    records: Annotated[dict[str, int], Meta(description="Records by kind.")]
    kept_ids: Annotated[Amount, Meta(description="Records that keep an id under a new key.")]
    new_words: Annotated[
        Amount, Meta(description="Terms on three services or more that nobody has explained.")
    ]
    findings: Annotated[dict[str, int], Meta(description="Findings by code.")]


class WordAnswer(TypedDict):
    """A word of an export: what it seems to say, and what a person said."""

    kind: Annotated[str, Meta(description="term, name or sentence: where it stands.")]
    text: Annotated[str, Meta(description="The word as the export has it.")]
    services: Annotated[Amount, Meta(description="Services that have it.")]
    examples: Annotated[list[str], Meta(description="Names of some of them.")]
    proposed: Annotated[
        str, Meta(description="does, leads, whom or not_here; empty if nothing is proposed.")
    ]
    situations: Annotated[list[str], Meta(description="Codes of the answer or the proposal.")]
    careful: Annotated[bool, Meta(description="Asked one by one.")]
    answer: Annotated[str, Meta(description="What a person said; empty if it is open.")]


class ColumnAnswer(TypedDict):
    """A column of an export."""

    file: Annotated[str, Meta(description="File of the export.")]
    column: Annotated[str, Meta(description="Its name there.")]
    reads: Annotated[str, Meta(description="What it is read as, or could be: table.field.")]
    why: Annotated[
        str, Meta(description="known, answer, flag, never, proposed (waits for a yes) or unknown.")
    ]


class CellWordAnswer(TypedDict):
    """A word of a column that no rule reads: "Adults only"."""

    file: Annotated[str, Meta(description="File of the export.")]
    column: Annotated[str, Meta(description="Name of the column there.")]
    reads: Annotated[str, Meta(description="What the column is read as: table.field.")]
    word: Annotated[str, Meta(description="The word; (blank) for an empty cell.")]
    answer: Annotated[str, Meta(description="What it is read as; empty if it is open.")]


class FitAnswer(TypedDict):
    """Where the fitting of a source is."""

    name: Annotated[str, Meta(description="Short name of the source.")]
    services: Annotated[Amount, Meta(description="Services in its last import.")]
    sorted: Annotated[Amount, Meta(description="Those that stand in a question by an answer.")]
    proposed: Annotated[Amount, Meta(description="Those with a word that seems to sort them.")]
    columns: Annotated[list[ColumnAnswer], Meta(description="Columns of the last export.")]
    cells: Annotated[list[CellWordAnswer], Meta(description="Words of cells that no rule reads.")]
    words: Annotated[list[WordAnswer], Meta(description="Words, the most frequent first.")]


class CellAnswer(TypedDict):
    """One filled cell of the merged directory, and who says it."""

    sheet: Annotated[str, Meta(description="Title of the sheet.")]
    id: Annotated[str, Meta(description="Id of the row; empty if it has none.")]
    column: Annotated[str, Meta(description="Header of the column.")]
    text: Annotated[str, Meta(description="The cell; empty if its place is hidden.")]
    by: Annotated[str, Meta(description="Who says it, with file and row.")]
    instead: Annotated[str, Meta(description="What the source says in its place, or empty.")]


class WhyAnswer(TypedDict):
    """Who says each cell of a service, a place or an organization."""

    id: Annotated[str, Meta(description="The id asked for.")]
    cells: list[CellAnswer]
