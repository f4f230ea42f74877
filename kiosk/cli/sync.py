"""Commands that sync new data and undo a sync."""

import json
import sys
from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk.cli.base import (
    Context,
    UsageError,
    at_terminal,
    kiosk_command,
    print_answer,
    print_lines,
)
from kiosk.cli.request_options import UNREAD_FILE, AsJson, argument, option
from kiosk.domain.report_lines import escape_invisible, row_line
from kiosk.domain.syncfile import Refused
from kiosk.presentation.change_messages import sections_of
from kiosk.sync.apply import Progress, SyncStep
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.shell_messages import STEPS, age_words, hold_words, refusal_words
from kiosk.sync.sync_answers import Candidate, SyncOutcome, SyncStatus


class _UndoRequest(msgspec.Struct, frozen=True, kw_only=True):
    as_json: AsJson = False
    progress: Annotated[bool, option("Print each step as JSON on stderr.")] = False


class _SyncRequest(_UndoRequest, frozen=True, kw_only=True):
    path: Annotated[Path | None, argument(type=UNREAD_FILE)] = None
    yes: Annotated[bool, option("Use the data without asking.")] = False
    unattended: Annotated[bool, option("Use it only within the limits of unattended changes.")] = (
        False
    )
    expect: Annotated[
        str | None, option("Accept only this file, whose report you have read.", metavar="SHA256")
    ] = None
    listing: Annotated[bool, option("Only list the sync files.", "--list")] = False


@kiosk_command("sync", _SyncRequest)
def sync(context: Context, request: _SyncRequest) -> None:
    """Bring new data from a sync file, a stick or a folder.

    PATH is the watched folder of the settings unless given. What changes is shown first; --yes, or
    a typed yes, uses it.
    """
    if request.yes and request.unattended:
        raise UsageError("Use --yes or --unattended, not both.")
    place, as_json = request.path or context.settings.sync.place, request.as_json
    if place is None:
        raise UsageError("Name a sync file or folder, or set folder in [sync] of the settings.")
    syncing = context.importer()
    if request.listing:
        _list(syncing, place, as_json=as_json)
        return
    report_progress = _progress_printer(wanted=request.progress)
    asked = Consent.PERSON if request.yes else Consent.ASK
    consent = Consent.UNATTENDED if request.unattended else asked
    outcome = syncing.sync(place, consent, request.expect, report_progress)
    if consent is Consent.ASK and not as_json and at_terminal() and outcome.file and outcome.hold:
        print_lines(_lines(outcome))
        if click.prompt('Type "yes" to use this data', default="no", err=True) == "yes":
            outcome = syncing.sync(place, Consent.PERSON, outcome.file.sha256, report_progress)
            click.echo(_result(outcome))
        else:
            click.echo("The data in use does not change.")
        _end(outcome)
    _answer(outcome, as_json=as_json)


@kiosk_command("undo", _UndoRequest)
def undo(context: Context, request: _UndoRequest) -> None:
    """Go back to the previous data, once."""
    outcome = context.importer().undo(_progress_printer(wanted=request.progress))
    _answer(outcome, as_json=request.as_json)


def _answer(outcome: "SyncOutcome", *, as_json: bool) -> None:
    print_answer(outcome, _lines(outcome), as_json=as_json)
    _end(outcome)


def _end(outcome: "SyncOutcome") -> None:
    done = (SyncStatus.APPLIED, SyncStatus.ALREADY, SyncStatus.UNDONE)
    sys.exit(0 if outcome.status in done else 1)


def _lines(outcome: "SyncOutcome") -> list[str]:
    """Return the whole outcome: file, report, result, other files found."""
    lines = []
    if outcome.file is not None:
        file = outcome.file
        signers = escape_invisible(", ".join(file.signers))
        lines.append(
            f"{file.name}: {escape_invisible(file.publisher)}, signed by {signers}, "
            f"made {file.created[:10]}{age_words(file.age_days)}"
        )
    if outcome.report is not None:
        for section in sections_of(outcome.report):
            lines += [section.title, *(f"  {row_line(row)}" for row in section.rows)]
    if outcome.withdrawn:
        lines.append(f"Removed at once, as the coalition asks: {outcome.withdrawn}")
    lines += [
        f"Not used: {one.name}: {refusal_words(one.code, claim=one.claim)}"
        for one in outcome.others
    ]
    if outcome.more:
        lines.append("There are too many files to check. Remove old ones.")
    return [*lines, _result(outcome)]


def _result(outcome: "SyncOutcome") -> str:
    if outcome.code is not None:
        return refusal_words(outcome.code, outcome.where, outcome.claim)
    if outcome.hold is not None:
        waits = hold_words(outcome.hold, outcome.about)
        taken = outcome.status is SyncStatus.APPLIED
        return f"An older file is in use. The newest one waits. {waits}" if taken else waits
    return {
        SyncStatus.ALREADY: "This data is already in use.",
        SyncStatus.UNDONE: "The previous data is in use again.",
    }.get(outcome.status, "The new data is in use.")


def _list(importer: "Importer", place: Path, *, as_json: bool) -> None:
    try:
        found = importer.candidates(place)
    except Refused as error:
        found = ()
        click.echo(refusal_words(error.code, error.where), err=as_json)
    print_answer(found, map(_candidate, found), as_json=as_json)
    sys.exit(0 if found else 1)


def _candidate(candidate: "Candidate") -> str:
    if candidate.file is None:
        code = candidate.code
        why = refusal_words(code, candidate.where, candidate.claim) if code else ""
        return f"{candidate.name}: {why}"
    state = ", in use" if candidate.already else ""
    file = candidate.file
    return f"{candidate.name}: made {file.created[:10]}, {file.services} services{state}"


def _progress_printer(*, wanted: bool) -> "Progress":
    """Return a function that prints each step: as JSON on request, in words on a terminal."""
    shown: list[tuple[SyncStep, int]] = []

    def print_step(step: "SyncStep", share: float) -> None:
        tenth = (step, int(share * 10))
        if wanted:
            click.echo(json.dumps({"step": step.value, "share": share}), err=True)
        elif sys.stderr.isatty() and tenth not in shown:
            shown.append(tenth)
            click.echo(f"{STEPS[step]} … {share:.0%}", err=True)

    return print_step
