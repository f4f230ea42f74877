"""Forms of the desk: written for people to answer, and taken back."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from kiosk import atomic_files
from kiosk.cli.base import CommandError, UsageError, at_terminal, print_lines
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.calls.spreadsheet import is_calls_file, read_calls_file
from kiosk.editor.calls.taking import take_calls
from kiosk.editor.commands.desk import WORKBOOK
from kiosk.editor.commands.editor_base import YES, confirm, desk_errors
from kiosk.editor.forms.answer_file import (
    FormAnswer,
    TakePlan,
    TakeQuestion,
    Taker,
    read_answer_file,
)
from kiosk.editor.forms.fitting_form import take_fit
from kiosk.editor.forms.form import Form, FormName
from kiosk.editor.forms.form_page import form_page
from kiosk.editor.forms.form_workbook import (
    form_workbook,
    is_form_workbook,
    read_form_workbook,
)
from kiosk.editor.forms.review import WORDS, review_form, reviewed_texts, take_review
from kiosk.editor.forms.slice_rows import organization_rows
from kiosk.editor.forms.slices import slice_form, take_slice
from kiosk.editor.source_files import SourceError
from kiosk.editor.twins import take_twins

TAKERS: Final[dict[FormName, Taker]] = {
    "calls": take_calls,
    "fit": take_fit,
    "review": take_review,
    "slice": take_slice,
    "twins": take_twins,
}
"""Who takes the answers of which form."""
SPREADSHEETS: Final[tuple[tuple[Callable[[Path], bool], Callable[[Path], FormAnswer]], ...]] = (
    (is_form_workbook, read_form_workbook),
    (is_calls_file, read_calls_file),
)
"""How to recognise each kind of form that is a spreadsheet, and how to read its answers."""
SHOWN: Final = 40
"""Lines of a plan in the terminal; the rest is counted."""

OUT = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="NAME.html or NAME.xlsx [default: next to the workbook].",
)


def write_form(form: Form, workbook: Path, out: Path | None) -> Path:
    """Write a form as a page or as a spreadsheet, as its name ends; return where."""
    path = out or workbook.parent / f"{form.file}.html"
    match path.suffix.lower():
        case ".xlsx" if path.exists():
            raise CommandError(f"{path} is already there and may hold answers. Take another name.")
        case ".xlsx":
            content = form_workbook(form)
        case ".html":
            content = form_page(form).encode()
        case _:
            raise UsageError(f"A form is NAME.html or NAME.xlsx; {path.name} is neither.")
    atomic_files.replace_file(path, content, mode=atomic_files.OWNER_ONLY)
    return path


@click.command()
@click.argument("tag", metavar="LANG")
@WORKBOOK
@OUT
@click.option("--catalogue", is_flag=True, help="Review the program's own words instead.")
@click.option(
    "--portion",
    type=click.IntRange(1),
    default=1,
    help="Which 30 texts, for several readers at a time [default: the first].",
)
@desk_errors
def review(*, tag: str, workbook: Path, out: Path | None, catalogue: bool, portion: int) -> None:
    """Write a form with the 30 texts of LANG that could do most harm, for a speaker to read."""
    about = f"{tag}{WORDS}" if catalogue else tag
    place = reviewed_texts(workbook, about)
    form = review_form(about, place.texts, portion)
    path = write_form(form, workbook, out)
    asked = sum(len(section.questions) for section in form.sections)
    click.echo(f"{asked} of {with_noun(len(place.texts), 'text')} that nobody has read: {path}")
    click.echo("The page sends nothing. Its reader saves one file: desk take FILE")


@click.command("slice")
@click.argument("organization", metavar="ORG")
@WORKBOOK
@OUT
@click.option(
    "--with-hidden", is_flag=True, help="Put hidden streets in too: only if they asked for them."
)
@desk_errors
def slice_(*, organization: str, workbook: Path, out: Path | None, with_hidden: bool) -> None:
    """Write a form with the rows of the organization ORG, for it to check."""
    form = slice_form(organization_rows(workbook, organization), with_hidden=with_hidden)
    path = write_form(form, workbook, out)
    asked = sum(len(section.questions) for section in form.sections)
    click.echo(f"{with_noun(asked, 'field')} of {organization}: {path}")
    if with_hidden:
        click.echo("Hidden streets are in this file. Send it to nobody else.")
    click.echo("The page sends nothing. Whoever answers saves one file: desk take FILE")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@WORKBOOK
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option(
    "--answer",
    "given",
    multiple=True,
    metavar="QUESTION=ANSWER",
    help="Answer a question that the file raises, for scripts.",
)
@YES
@desk_errors
def take(
    *,
    file: Path,
    workbook: Path,
    dry_run: bool,
    given: tuple[str, ...],
    yes: bool,
) -> None:
    """Take the answers of a form: say what FILE is and what it would change, ask, write."""
    answer = read_answers(file)
    plan = TAKERS[answer.form](workbook, answer)
    print_lines(plan_lines(plan))
    if plan.write is None:
        click.echo("There is nothing to write.")
        return
    if dry_run:
        for question in plan.questions:
            click.echo(f"It would ask: {question.text}")
        click.echo("Nothing was written.")
        return
    answers = _answered(plan.questions, _given(given, plan.questions))
    confirm("Write this?", yes=yes)
    print_lines(plan.write(answers))


def read_answers(file: Path) -> FormAnswer:
    """Read an answer file or a form as a spreadsheet. Raises :class:`SourceError`."""
    if not zipfile.is_zipfile(file):
        return read_answer_file(file)
    for recognises, read in SPREADSHEETS:
        if recognises(file):
            return read(file)
    name = escape_invisible(file.name, 80)
    raise SourceError(
        f"{name} is a workbook, but not a form of this program. To publish a workbook: publish."
    )


def plan_lines(plan: TakePlan) -> Iterable[str]:
    """Yield a plan as lines of the terminal."""
    yield plan.title
    yield from plan.lines[:SHOWN]
    if len(plan.lines) > SHOWN:
        yield f"… and {with_noun(len(plan.lines) - SHOWN, 'more line')}."
    if plan.refused:
        yield f"Not taken: {len(plan.refused):,}"
        yield from (f"  {line}" for line in plan.refused[:SHOWN])
        if len(plan.refused) > SHOWN:
            yield f"  … and {len(plan.refused) - SHOWN:,} more."


def _given(given: Iterable[str], questions: Iterable[TakeQuestion]) -> dict[str, str]:
    """Read the option --answer. Raises :class:`UsageError` for what is no question or answer."""
    known = {one.key: one for one in questions}
    found = {}
    for text in given:
        key, _, value = text.rpartition("=")
        if key not in known or value not in known[key].choices:
            choices = "; ".join(f"{one.key}={'|'.join(one.choices)}" for one in known.values())
            raise UsageError(
                f"--answer {text} answers nothing here. {choices or 'Nothing is asked.'}"
            )
        found[key] = value
    return found


def _answered(questions: Iterable[TakeQuestion], given: Mapping[str, str]) -> dict[str, str]:
    """Ask what was not answered yet. Raises :class:`CommandError` if nobody is there."""
    answers = dict(given)
    for one in questions:
        if one.key in answers:
            continue
        choices = "; ".join(f"{value}: {meaning}" for value, meaning in one.choices.items())
        if not at_terminal():
            raise CommandError(
                f"{one.text} Nothing was written: answer with --answer {one.key}=… ({choices})"
            )
        click.echo(one.text, err=True)
        for value, meaning in one.choices.items():
            click.echo(f"  {value}: {meaning}", err=True)
        answers[one.key] = click.prompt("Answer", type=click.Choice([*one.choices]), err=True)
    return answers
