"""The commands that find what a person must ask or judge: calls, and rows that may be the same."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import click

from kiosk import atomic_files
from kiosk.cli.base import CommandError, print_json, print_lines
from kiosk.cli.request_options import Now, option
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.calls.call_sheets import calls_html
from kiosk.editor.calls.offices import CallBook, read_call_book
from kiosk.editor.calls.record import CallTry, load_tries
from kiosk.editor.calls.spreadsheet import DAY, is_calls_file, read_calls_file, write_calls
from kiosk.editor.calls.worklist import DUE_DAYS, Worklist, calls_answer, worklist_of
from kiosk.editor.commands.desk_take import FormRequest, hand_out
from kiosk.editor.commands.editor_base import clock, desk_command, present
from kiosk.editor.option_types import DeskRequest
from kiosk.editor.twins import open_pairs, twins_form

SHEET, PAPER = "calls.xlsx", "calls.html"


class _CallsRequest(DeskRequest, frozen=True, kw_only=True):
    most: Annotated[int | None, option("At most this many calls.", ge=1)] = None
    agency: Annotated[str, option("Only calls to this organization: its id or name.")] = ""
    due: Annotated[
        int | None,
        option("Only calls about facts that change within this many days.", ge=1, le=365),
    ] = None


@desk_command("calls", _CallsRequest)
def calls(request: _CallsRequest) -> None:
    """List whom to call to check facts, as calls.xlsx and as calls.html for paper."""
    workbook, today = present(request.workbook), clock(request.now).date()
    tries, book = load_tries(workbook), read_call_book(workbook, today)
    work = _worklist(request, tries, book, today)
    if request.as_json:
        print_json(calls_answer(work))
        return
    place, about = workbook.parent, workbook.name
    _check_taken(place / SHEET, {(one.number, one.day.isoformat()) for one in tries})
    atomic_files.replace_file(place / SHEET, write_calls(work, about, today))
    page = calls_html(work, about, today).encode()
    atomic_files.replace_file(place / PAPER, page, mode=atomic_files.OWNER_ONLY)
    print_lines(_lines(work))


def _worklist(
    request: _CallsRequest, tries: Sequence[CallTry], book: CallBook, today: dt.date
) -> Worklist:
    within, pairs = request.due or DUE_DAYS, _ids_in_pairs(request.workbook, book)
    work = worklist_of(book, tries, today, within=within, agency=request.agency, pairs=pairs)
    calls = (one for one in work.calls if one.reason.due or not request.due)
    return replace(work, calls=tuple(calls)[: request.most])


def _check_taken(file: Path, made: set[tuple[str, str]]) -> None:
    """Refuse to write over answers that nobody has taken. Raises :class:`CommandError`."""
    if not file.exists():
        return
    if is_calls_file(file):
        found = read_calls_file(file).answers
        numbers = {key.partition("/")[0] for key in found}
        if all((one, found.get(f"{one}/{DAY}", "")) in made for one in numbers):
            return
    raise CommandError(
        f"{file.name} has answers that are not taken yet. Take them: desk take {file}, or give it "
        "another name."
    )


def _lines(worklist: Worklist) -> Iterator[str]:
    if not worklist.calls:
        yield "No call is needed."
    else:
        hours = with_noun(worklist.hours, "hour")
        due = f" The first {worklist.due} keep facts on the screen." if worklist.due else ""
        yield f"{with_noun(len(worklist.calls), 'call')}, about {hours}.{due}"
    for number, one in enumerate(worklist.calls[:3], 1):
        name = escape_invisible(one.office.name, 60)
        yield f"{number}. {name}, {one.office.spoken}: {escape_invisible(one.reason.words, 120)}"
    if worklist.lines:
        lines = with_noun(len(worklist.lines), "line")
        yield f"Never call these to check: {lines} on the last pages."
    yield f"Look at {SHEET} and {PAPER}. Results come back with desk take {SHEET}."


def _ids_in_pairs(workbook: Path, book: CallBook) -> frozenset[str]:
    """Return the ids of rows that may be the same; none on a machine that cannot compare names."""
    with suppress(ImportError):
        pairs = open_pairs(workbook, book)
        return frozenset(row.id for one in pairs for row in (one.kept, one.left_out))
    return frozenset()


class _TwinsRequest(FormRequest, frozen=True, kw_only=True):
    now: Now = None


@desk_command("twins", _TwinsRequest)
def twins(request: _TwinsRequest) -> None:
    """Write a form that asks which rows of the workbook and its sources are the same."""
    workbook = present(request.workbook)
    pairs = open_pairs(workbook, read_call_book(workbook, clock(request.now).date()))
    if not pairs:
        click.echo("No two rows look like the same.")
        return
    asked = f"{with_noun(len(pairs), 'pair')} that may be the same"
    hand_out(twins_form(workbook, pairs), request, asked)
