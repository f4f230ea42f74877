"""The command that asks what the columns and the words of a source mean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import click

from kiosk.cli.base import print_json, print_lines
from kiosk.cli.request_options import PRESENT_FILE, option
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.commands.desk_take import Out, write_form
from kiosk.editor.commands.editor_base import clock, desk_command
from kiosk.editor.fitting.column_guesses import ColumnSeen, column_label
from kiosk.editor.fitting.fitting_file import take_table
from kiosk.editor.fitting.word_listing import RARE, ExportWord
from kiosk.editor.fitting.word_meanings import Proposal, WordMeaning, WordRule
from kiosk.editor.forms.fitting_form import fit_form
from kiosk.editor.option_types import DeskRequest, SourceName
from kiosk.editor.parsers.vocabulary import SITUATIONS
from kiosk.editor.sources.desk_answers import CellWordAnswer, ColumnAnswer, FitAnswer, WordAnswer
from kiosk.editor.sources.source_fit import AHEAD, SourceFit, export_system, load_fit

_MEANINGS: Final = {
    WordMeaning.DOES: "does",
    WordMeaning.LEADS: "leads to",
    WordMeaning.WHOM: "says whom it is for",
    WordMeaning.NOT_HERE: "not for this kiosk",
    WordMeaning.UNSORTED: "left unsorted",
}
_TEXT: Final = 34
"""Letters of a word in a line of the list."""
_SHOWN: Final = 60
"""Words in the list of the terminal."""


class _FitRequest(DeskRequest, frozen=True, kw_only=True):
    name: SourceName
    as_list: Annotated[bool, option("Print all words, the most frequent first.", "--list")] = False
    accept: Annotated[
        str | None,
        option(
            "Say yes to all plain proposals; those that are asked one by one stay open.",
            type=click.Choice(["plain"]),
        ),
    ] = None
    categories: Annotated[
        Path | None,
        option(
            "Take an older table of categories (CSV) as answers: it gives needs, no questions.",
            type=PRESENT_FILE,
        ),
    ] = None
    out: Out = None
    by: Annotated[str, option("Who answers, such as initials.")] = ""


@desk_command("fit", _FitRequest)
def fit(request: _FitRequest) -> None:
    """Ask what the words of the source NAME mean; the answers are used on each import."""
    workbook, name, categories = request.workbook, request.name, request.categories
    found = load_fit(workbook, name)
    day, given = clock(request.now).date().isoformat(), 0
    if categories is not None:
        given = take_table(found.folder, categories, request.by or categories.name, day)
        found = load_fit(workbook, name)
    if request.accept:
        rules = [word.accept(request.by or "plain", day) for word in found.open if word.plain]
        given += len(rules)
        found = found.answer(rules)
    if request.as_json:
        print_json(_answer(found))
        return
    if request.out is not None:
        path = write_form(fit_form(found, export_system(workbook, name)), workbook, request.out)
        saved = f"{name}.kioskanswer" if path.suffix == ".html" else path
        click.echo(f"Answer {path}. Then: desk take {saved}")
        return
    print_lines(_lines(found, whole=request.as_list))
    if given:
        click.echo(f"{with_noun(given, 'answer')} written. To use them: desk import {name} EXPORT")


def _lines(fit: SourceFit, *, whole: bool) -> Iterator[str]:
    services, waiting = len(fit.services), fit.open
    count, asked = fit.sorted, len(fit.words) - len(waiting)
    share = round(100 * count / services) if services else 0
    yield (
        f"{fit.name}: {asked} of {with_noun(len(fit.words), 'word')} answered. "
        f"{count} of {with_noun(services, 'service')} stand in a question ({share} %)."
    )
    if columns := fit.open_columns:
        guesses = sum(bool(one.reads) for one in columns)
        yield f"{with_noun(len(columns), 'column')} nobody named, {guesses} with a guess: --list"
    if cells := fit.open_cells:
        yield f"{with_noun(len(cells), 'word')} of its cells that no rule reads: --list"
    if waiting:
        ahead = min(AHEAD, len(waiting))
        rare = sum(len(word.services) < RARE for word in waiting)
        yield f"The next {with_noun(ahead, 'answer')}: {fit.sorted_after(ahead)}."
        if rare:
            yield f"{with_noun(rare, 'word')} of them on fewer than {RARE} services."
    shown = fit.words if whole else waiting[:_SHOWN]
    for word in shown:
        yield _line(word)
    for column in fit.open_columns if whole else ():
        yield _column_line(column)
    for column, text in fit.open_cells if whole else ():
        name = escape_invisible(f"{column.file}: {column.column}", 2 * _TEXT)
        yield f"  {name}: {escape_invisible(text, _TEXT)} = ? ({column_label(column.reads)})"
    if not whole and len(waiting) > len(shown):
        yield f"{len(waiting) - len(shown)} more: --list"


def _column_line(column: ColumnSeen) -> str:
    name = escape_invisible(f"{column.file}: {column.column}", 2 * _TEXT)
    values = escape_invisible(", ".join(column.values), 2 * _TEXT)
    guess = f"{column_label(column.reads)}? " if column.reads else ""
    return f"  {name}: {guess}({values})"


def _line(word: ExportWord) -> str:
    text = escape_invisible(word.text, _TEXT)
    rule = word.rule
    if rule is not None:
        says = f"= {_in_words(rule)}"
    elif word.proposal is not None:
        says = _in_words(word.proposal) + (" (asked one by one)" if word.proposal.careful else "")
        says += "?"
    else:
        says = "-"
    where = "" if word.kind == "term" else f" [{word.kind}]"
    return f"{len(word.services):>6}  {text:<{_TEXT}}  {says}{where}"


def _in_words(proposal: Proposal | WordRule) -> str:
    labels = " and ".join(SITUATIONS[code] for code in proposal.situations)
    return f"{_MEANINGS[proposal.meaning]}{': ' if labels else ''}{labels}"


def _answer(fit: SourceFit) -> FitAnswer:
    return FitAnswer(
        name=fit.name,
        services=len(fit.services),
        sorted=fit.sorted,
        proposed=fit.proposed,
        columns=[
            ColumnAnswer(file=one.file, column=one.column, reads=one.reads, why=one.role.value)
            for one in fit.columns
        ],
        cells=[
            CellWordAnswer(
                file=one.file,
                column=one.column,
                reads=one.reads,
                word=word,
                answer=fit.answers.words_of(one.reads).get(word.casefold(), ""),
            )
            for one in fit.columns
            for word in one.unread
        ],
        words=[_word(word) for word in fit.words],
    )


def _word(word: ExportWord) -> WordAnswer:
    proposal, rule = word.proposal, word.rule
    return WordAnswer(
        kind=word.kind.value,
        text=word.text,
        services=len(word.services),
        examples=word.examples,
        proposed=proposal.meaning.value if proposal else "",
        situations=list(rule.situations if rule else proposal.situations if proposal else ()),
        careful=bool(proposal and proposal.careful),
        answer=rule.meaning.value if rule else "",
    )
