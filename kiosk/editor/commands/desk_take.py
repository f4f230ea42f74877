"""Forms of the desk: written for people to answer, and taken back."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final

import click
import msgspec

from kiosk import atomic_files
from kiosk.cli.base import CommandError, UsageError, at_terminal, print_lines
from kiosk.cli.request_options import FILE, PRESENT_FILE, argument, option
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.calls.spreadsheet import is_calls_file, read_calls_file
from kiosk.editor.calls.taking import take_calls
from kiosk.editor.commands.editor_base import confirm, desk_command
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
from kiosk.editor.forms.form_workbook import form_workbook, is_form_workbook, read_form_workbook
from kiosk.editor.forms.review import WORDS, review_form, reviewed_texts, take_review
from kiosk.editor.forms.slice_rows import organization_rows
from kiosk.editor.forms.slices import slice_form, take_slice
from kiosk.editor.option_types import DIRECTORY, Workbook, Yes
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

Out = Annotated[
    Path | None,
    option("NAME.html or NAME.xlsx [default: next to the workbook].", "-o", "--out", type=FILE),
]


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


class FormRequest(msgspec.Struct, frozen=True, kw_only=True):
    """The workbook that a form is about, and where the form goes."""

    workbook: Workbook = DIRECTORY
    out: Out = None


def hand_out(form: Form, request: FormRequest, what: str, warning: str = "") -> None:
    """Write a form, say ``what`` it asks and where it is, and how its answers come back."""
    click.echo(f"{what}: {write_form(form, request.workbook, request.out)}{warning}")
    click.echo("The page sends nothing. Its reader saves one file. Then: desk take FILE")


class _ReviewRequest(FormRequest, frozen=True, kw_only=True):
    tag: Annotated[str, argument(metavar="LANG")]
    catalogue: Annotated[bool, option("Review the program's own words instead.")] = False
    portion: Annotated[
        int, option("Which 30 texts, for several readers at a time [default: the first].", ge=1)
    ] = 1


@desk_command("review", _ReviewRequest)
def review(request: _ReviewRequest) -> None:
    """Write a form with the 30 texts of LANG that could do most harm, for a speaker to read."""
    workbook, about = request.workbook, request.tag + WORDS * request.catalogue
    place = reviewed_texts(workbook, about)
    form = review_form(about, place.texts, request.portion)
    texts = f"{form.asked} of {with_noun(len(place.texts), 'text')} that nobody has read"
    hand_out(form, request, texts)


class _SliceRequest(FormRequest, frozen=True, kw_only=True):
    organization: Annotated[str, argument(metavar="ORG")]
    with_hidden: Annotated[
        bool, option("Put hidden streets in too: only if they asked for them.")
    ] = False


@desk_command("slice", _SliceRequest)
def slice_(request: _SliceRequest) -> None:
    """Write a form with the rows of the organization ORG, for it to check."""
    rows = organization_rows(request.workbook, request.organization)
    form = slice_form(rows, with_hidden=request.with_hidden)
    hidden = "\nHidden streets are in this file. Send it to nobody else."
    fields = f"{with_noun(form.asked, 'field')} of {request.organization}"
    hand_out(form, request, fields, hidden * request.with_hidden)


class _TakeRequest(msgspec.Struct, frozen=True, kw_only=True):
    file: Annotated[Path, argument(type=PRESENT_FILE)]
    workbook: Workbook = DIRECTORY
    dry_run: Annotated[bool, option("Show what would change; write nothing.")] = False
    given: Annotated[
        tuple[str, ...],
        option(
            "Answer a question that the file raises, for scripts.",
            "--answer",
            metavar="QUESTION=ANSWER",
        ),
    ] = ()
    yes: Yes = False


@desk_command("take", _TakeRequest)
def take(request: _TakeRequest) -> None:
    """Take the answers of a form: say what FILE is and what it would change, ask, write."""
    answer = read_answers(request.file)
    plan = TAKERS[answer.form](request.workbook, answer)
    print_lines(plan_lines(plan))
    if plan.write is None:
        click.echo("There is nothing to write.")
        return
    if request.dry_run:
        for question in plan.questions:
            click.echo(f"It would ask: {question.text}")
        click.echo("Nothing was written.")
        return
    answers = _answered(plan.questions, _given(request.given, plan.questions))
    confirm("Write this?", yes=request.yes)
    print_lines(plan.write(answers))


def read_answers(file: Path) -> FormAnswer:
    """Read an answer file or a form as a spreadsheet. Raises :class:`SourceError`."""
    if not zipfile.is_zipfile(file):
        return read_answer_file(file)
    for recognises, read in SPREADSHEETS:
        if recognises(file):
            return read(file)
    name = escape_invisible(file.name, 80)
    raise SourceError(f"{name} is a workbook, but not a form of this program. To use it: publish.")


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
