"""The editor's command that turns a source into a signed file."""

import datetime as dt
import getpass
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
import msgspec

from kiosk import atomic_files
from kiosk.cli.base import CommandError, UsageError, at_terminal, print_lines
from kiosk.cli.request_options import usable
from kiosk.domain.ndjson import uncollected
from kiosk.domain.report_lines import escape_invisible, row_line
from kiosk.domain.syncfile import SUFFIX, RootFacts
from kiosk.editor.commands.editor_base import (
    clock,
    editor_command,
    keys_folder,
    ring_of,
    with_factory,
)
from kiosk.editor.commands.key_words import backup_words, fingerprint_paper
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.commands.website import remake
from kiosk.editor.fitting.fitting_file import take_table
from kiosk.editor.fitting.reading_options import nothing_hidden
from kiosk.editor.floors import names_in, question_lines
from kiosk.editor.keys.hidden import read_hidden
from kiosk.editor.keys.key_folder import KeyFolder, NoKeys, lock_keys, new_keys, open_keys
from kiosk.editor.keys.practice import check_replaced, practice_keys, practice_ring
from kiosk.editor.keys.secrets import Keyring, own_keys
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.option_types import channel_of, name_of
from kiosk.editor.publish.causes import findings_csv
from kiosk.editor.publish.plan import PublishPlan, prepare
from kiosk.editor.publish.publish import publish as sign_and_write
from kiosk.editor.publish.publish import refused_report
from kiosk.editor.publish.publish_answers import publish_answer
from kiosk.editor.publish.publish_report import PublishReport, lines_of
from kiosk.editor.publish.publish_request import PublishRequest
from kiosk.editor.publish.report_html import coverage_html, html_of
from kiosk.editor.sources.imported import source_folder, source_name
from kiosk.editor.sources.workbook_reader import is_workbook
from kiosk.sync.shell_messages import hold_summary

CALLED, NOT_YET, STOP = "called", "not yet", "stop"
"""Answers about changed helplines."""


@editor_command("publish", PublishRequest)
@uncollected()
def publish(request: PublishRequest) -> None:
    """Make a signed file for kiosks from a workbook or an export."""
    _check(request)
    moment, progress = clock(request.now), CommandProgress()
    _take_table(request, moment.date())
    request = with_factory(request)
    with _folder(request) as path, lock_keys(path):
        folder = None if request.practice else _keys_in(path, request)
        ring = practice_ring(path) if request.practice else ring_of(path, new=folder is None)
        hidden = nothing_hidden if request.practice else partial(read_hidden, ring)
        plan = prepare(request, folder, moment, progress.reading, hidden, through=progress.through)
        plan = ask_about_floors(plan)
        if plan.refused:
            report = refused_report(plan)
        else:
            if request.practice:
                folder = practice_keys(ring, moment)
            else:
                plan = _before_signing(plan)
            folder = folder or _first_keys(ring, request, moment)
            progress.step("Signing, and checking the file as a kiosk does")
            report = sign_and_write(plan, folder, ring, moment)
        _after_signing(plan, report, path, moment.date())
    print_lines(lines_of(report))
    if request.withdraw and request.site is None and report.seal is not None:
        click.echo("A website made earlier still shows this: make it again now.")
    if not request.no_report:
        _write_reports(report, plan)
    if report.seal is None:
        sys.exit(1)


def _check(request: PublishRequest) -> None:
    """Refuse what cannot be meant, before anything is read. Raises :class:`UsageError`."""
    out = request.out
    if out.suffix != SUFFIX:
        raise UsageError(f"Name the file so that kiosks find it: {out.with_suffix(SUFFIX).name}")
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent} to put the file into.")
    if request.practice and (request.keys or request.channel or request.publisher):
        raise UsageError("For --practice keys are made and forgotten: no --keys, no --channel.")
    if request.practice:
        check_replaced(out)


def _take_table(request: PublishRequest, today: dt.date) -> None:
    """Write a table of categories as answers about the words of an export."""
    table, source = request.categories, request.source
    if table is None:
        return
    if is_workbook(source):
        raise UsageError("--categories is for an export. For a source: desk fit NAME --categories.")
    folder = source_folder(request.out, source_name(source))
    take_table(folder, table, table.name, today.isoformat())


def _after_signing(
    plan: "PublishPlan", report: "PublishReport", keys: Path, today: dt.date
) -> None:
    """Record typed floors, and make the website in a folder again, if a file was published."""
    if report.seal is None:
        return
    plan.record_floors(getpass.getuser(), today)
    if plan.order.site is not None:
        remake(plan.order.site, examine(plan.order.out), keys)


def _before_signing(plan: "PublishPlan") -> "PublishPlan":
    """Say whether kiosks accept the file by themselves; ask about changed helplines."""
    click.echo(hold_summary(plan.waits))
    changes = plan.line_changes
    if changes.own:
        click.echo(changes.own)
    if changes.section is None:
        return plan
    click.echo(f"{changes.section.title}:")
    for row in changes.section.rows:
        click.echo(f"  {row_line(row)}")
    answer = CALLED if plan.order.yes else _ask_who_called()
    if answer == STOP:
        raise CommandError("Nothing was done.")
    return plan if answer == CALLED else plan.unconfirmed()


def _ask_who_called() -> str:
    """Ask whether a person called the changed helplines. Raises :class:`CommandError`."""
    question = "Has a person called these helpline numbers?"
    if not at_terminal():
        raise CommandError(f"{question} Nothing was done: use --yes if it is so.")
    click.echo(
        f"{question} {NOT_YET!r} publishes them as not confirmed; {STOP!r} publishes nothing.",
        err=True,
    )
    answers = click.Choice((CALLED, NOT_YET, STOP), case_sensitive=False)
    return str(click.prompt("Your answer", type=answers, err=True))


@contextmanager
def _folder(request: PublishRequest) -> Iterator[Path]:
    """Yield the folder of keys; for practice a temporary one."""
    if not request.practice:
        yield keys_folder(request.keys)
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-practice-") as path:
        yield Path(path)


def _keys_in(path: Path, request: PublishRequest) -> "KeyFolder | None":
    """Open the folder of keys; return ``None`` if the first publishing can make them."""
    channel, publisher = request.channel, request.publisher
    try:
        folder = open_keys(path)
    except NoKeys as error:
        if own_keys(path):
            raise CommandError(
                f"The keys in {path} belong to no coalition yet. To join one, take over its file: "
                "keys take FILE. To begin one: keys new."
            ) from error
        if not at_terminal() and (channel is None or publisher is None):
            raise UsageError(
                f"{error} Say for whom they are to be made: --channel sacramento --publisher NAME."
            ) from error
        return None
    for given, own in ((channel, folder.facts.channel), (publisher, folder.facts.publisher)):
        if given not in (None, own):
            raise UsageError(
                f"The keys in {path} are those of {folder.facts.publisher} "
                f"({folder.facts.channel}). For others choose another folder with --keys."
            )
    return folder


def _first_keys(ring: "Keyring", request: PublishRequest, now: dt.datetime) -> "KeyFolder":
    """Make the keys of a coalition of one for the first publishing."""
    click.echo(
        f"There are no keys in {ring.keys} yet. They are made now, for one person.", err=True
    )
    channel = request.channel or click.prompt(
        "Short name of the fleet of kiosks", err=True, value_proc=usable(channel_of)
    )
    publisher = request.publisher or click.prompt(
        "Name of the coalition", err=True, value_proc=usable(name_of)
    )
    facts = RootFacts(channel=channel, publisher=publisher)
    folder = new_keys(ring, facts, publisher, now)
    click.echo(fingerprint_paper(folder.fingerprint, facts.channel, facts.publisher))
    click.echo(f"{backup_words(ring.keys)}\n")
    return folder


def _write_reports(report: "PublishReport", plan: "PublishPlan") -> None:
    """Write the report, the coverage as a page, and every finding as a table.

    They are for the editor only: they repeat content of the source.
    """
    order, out = plan.order, plan.order.out
    answer = json.dumps(msgspec.to_builtins(publish_answer(report)), ensure_ascii=False, indent=1)
    json_file = order.json_file or out.with_suffix(".report.json")
    html_file = order.html_file or out.with_suffix(".report.html")
    page = out.with_suffix(".coverage.html")
    for file, content in (
        (json_file, answer.encode("utf-8", "backslashreplace")),
        (html_file, html_of(report).encode()),
        (page, coverage_html(report.coverage, report.floors, plan.below).encode()),
        (out.with_suffix(".findings.csv"), findings_csv(report.findings)),
    ):
        atomic_files.replace_file(file, content, mode=atomic_files.OWNER_ONLY)
    click.echo(f"\nThe whole report: {html_file} (and as JSON: {json_file})")
    click.echo(f"What visitors will see: {page}")


def _check_accepted(plan: PublishPlan) -> None:
    """Refuse floors of a source that is not there. Raises :class:`UsageError`."""
    for word in sorted(plan.order.accept):
        source = word.rpartition(".")[0]
        if source and source not in plan.source_coverages:
            raise UsageError(f"{plan.order.source.name} has no source {source} that is on.")


def ask_about_floors(plan: PublishPlan) -> PublishPlan:
    """Ask for the names of the floors that are not reached; without a person nothing changes.

    Raises :class:`UsageError`.
    """
    _check_accepted(plan)
    below = plan.below
    if not below or not at_terminal() or any(floor.firm for floor in below):
        return plan
    for line in question_lines(escape_invisible(plan.order.source.name), below):
        click.echo(line, err=True)
    wanted = " ".join(floor.typed_as for floor in below)
    typed = click.prompt(
        f"To go on all the same, type {wanted}. Enter alone stops",
        default="",
        show_default=False,
        err=True,
    )
    return plan.accepting(names_in(typed) & {floor.typed_as for floor in below})
