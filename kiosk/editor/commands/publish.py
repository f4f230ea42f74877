"""The editor's command that turns a source into a signed file."""

import datetime as dt
import getpass
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
import msgspec

from kiosk import atomic_files
from kiosk.app import assets
from kiosk.cli.base import NOW, CommandError, UsageError, at_terminal, print_lines
from kiosk.domain.ndjson import read_records, uncollected
from kiosk.domain.report_lines import row_line
from kiosk.domain.syncfile import FORMAT, OLDEST_FORMAT, SUFFIX, RootFacts, Withdrawn
from kiosk.editor.commands.editor_base import (
    KEYS,
    YES,
    channel_of,
    channel_option,
    clock,
    editor_errors,
    keys_folder,
    name_of,
    name_option,
    ring_of,
)
from kiosk.editor.commands.floor_questions import ask_about_floors, floors_option
from kiosk.editor.commands.key_words import backup_words, fingerprint_paper
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.commands.source_options import SourceAnswers, source_options
from kiosk.editor.commands.website import remake
from kiosk.editor.factory.starter import starter_records
from kiosk.editor.fitting.fitting_file import take_table
from kiosk.editor.fitting.reading_options import nothing_hidden
from kiosk.editor.keys.hidden import read_hidden
from kiosk.editor.keys.key_folder import KeyFolder, NoKeys, lock_keys, new_keys, open_keys
from kiosk.editor.keys.key_management import fingerprint_of
from kiosk.editor.keys.practice import check_replaced, practice_keys, practice_ring
from kiosk.editor.keys.secrets import Keyring, own_keys
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.causes import findings_csv
from kiosk.editor.publish.plan import PublishPlan, PublishRequest, prepare
from kiosk.editor.publish.publish import publish as sign_and_write
from kiosk.editor.publish.publish import refused_report
from kiosk.editor.publish.publish_answers import publish_answer
from kiosk.editor.publish.publish_report import PublishReport, lines_of
from kiosk.editor.publish.report_html import coverage_html, html_of
from kiosk.editor.sources.imported import source_folder, source_name
from kiosk.editor.sources.workbook_reader import is_workbook
from kiosk.sync.shell_messages import hold_summary

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
TARGET = click.Path(path_type=Path, dir_okay=False)
LONGEST_DAYS = 730
"""Two years: after that, an unchecked directory is unreliable."""
CALLED, NOT_YET, STOP = "called", "not yet", "stop"
"""Answers about changed helplines."""
_RECORD = re.compile(r"(organization|service|location|phone):([a-z0-9][a-z0-9._-]{0,63})")


def _records_option(
    _: click.Context, __: click.Parameter, value: tuple[str, ...]
) -> tuple[Withdrawn, ...]:
    """Parse records named as KIND:ID."""
    found = []
    for text in value:
        match = _RECORD.fullmatch(text)
        if match is None:
            raise click.BadParameter(f"{text!r} names no record; write it like location:old-house")
        found.append(msgspec.convert({"kind": match[1], "id": match[2]}, Withdrawn))
    return tuple(found)


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--out", type=TARGET, required=True, help=f"File to write, NAME{SUFFIX}.")
@KEYS
@click.option("--report", "json_file", type=TARGET, help="JSON report [default: next to the file].")
@click.option("--html", "html_file", type=TARGET, help="HTML report [default: next to the file].")
@click.option("--no-report", is_flag=True, help="Write no report files.")
@click.option("--categories", type=FILE, help="Take a table of categories (CSV) as answers.")
@source_options
@click.option(
    "--valid-days",
    "days",
    type=click.IntRange(1, LONGEST_DAYS),
    default=180,
    show_default=True,
    help="Days until kiosks call the directory old.",
)
@click.option(
    "--withdraw", multiple=True, callback=_records_option, help="Withdraw the record KIND:ID."
)
@click.option(
    "--reinstate",
    multiple=True,
    callback=_records_option,
    help="Allow the withdrawn record KIND:ID again.",
)
@click.option(
    "--allow-shrink",
    is_flag=True,
    help="Allow the loss of more than a third of the services or a fifth of a list.",
)
@click.option(
    "--accept",
    callback=floors_option,
    metavar="NAMES",
    help="Publish below these floors, such as situation,hours; --yes covers none.",
)
@click.option(
    "--allow-earlier",
    is_flag=True,
    help="Allow an earlier date, since the clock was ahead last time.",
)
@click.option(
    "--format",
    "format_number",
    type=click.IntRange(OLDEST_FORMAT, FORMAT),
    default=FORMAT,
    show_default=True,
    help="File format; 1 is for kiosks with the previous release.",
)
@click.option("--renew", is_flag=True, help="Sign the helplines again even if nothing changed.")
@click.option(
    "--channel",
    callback=channel_option,
    help="The first time: short name for your kiosks.",
)
@click.option("--publisher", callback=name_option, help="The first time: the coalition's name.")
@click.option(
    "--practice", is_flag=True, help="Practice with keys for this file only; kiosks refuse it."
)
@click.option(
    "--website",
    "site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Also make the website in this folder again, from the new file.",
)
@YES
@NOW
@editor_errors
@uncollected()
def publish(
    *,
    source: Path,
    out: Path,
    keys: Path | None,
    json_file: Path | None,
    html_file: Path | None,
    no_report: bool,
    categories: Path | None,
    answers: SourceAnswers,
    days: int,
    withdraw: tuple[Withdrawn, ...],
    reinstate: tuple[Withdrawn, ...],
    allow_shrink: bool,
    accept: frozenset[str],
    allow_earlier: bool,
    format_number: int,
    renew: bool,
    channel: str | None,
    publisher: str | None,
    practice: bool,
    site: Path | None,
    yes: bool,
    now: str | None,
) -> None:
    """Make a signed file for kiosks from a workbook or an export."""
    if out.suffix != SUFFIX:
        raise UsageError(f"Name the file so that kiosks find it: {out.with_suffix(SUFFIX).name}")
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent} to put the file into.")
    if practice and (keys or channel or publisher):
        raise UsageError("For --practice keys are made and forgotten: no --keys, no --channel.")
    if practice:
        check_replaced(out)
    _take_table(source, out, categories, clock(now).date())
    factory = tuple(read_records(assets.factory()))
    order = PublishRequest(
        source=source,
        out=out,
        factory=factory,
        carried=tuple(starter_records(factory)),
        fonts=assets.resources() / "fonts",
        **answers,
        days=days,
        withdraw=withdraw,
        reinstate=reinstate,
        allow_shrink=allow_shrink,
        accept=accept,
        allow_earlier=allow_earlier,
        renew=renew,
        format=format_number,
        practice=practice,
    )
    moment, progress = clock(now), CommandProgress()
    with _folder(keys, practice=practice) as path, lock_keys(path):
        folder = None if practice else _keys_in(path, channel, publisher)
        ring = practice_ring(path) if practice else ring_of(path, new=folder is None)
        hidden = nothing_hidden if practice else partial(read_hidden, ring)
        proof = prepare(order, folder, moment, progress.reading, hidden, through=progress.through)
        proof = ask_about_floors(proof)
        if proof.refused:
            report = refused_report(proof)
        else:
            if not practice:
                proof = _before_signing(proof, yes=yes)
            if practice:
                folder = practice_keys(ring, moment)
            folder = folder or _first_keys(ring, channel, publisher, moment)
            progress.step("Signing, and checking the file as a kiosk does")
            report = sign_and_write(proof, folder, ring, moment)
        _after_signing(proof, report, site, path, moment.date())
    print_report(report, warn=bool(withdraw) and site is None)
    if not no_report:
        _write_reports(
            report,
            json_file or out.with_suffix(".report.json"),
            html_file or out.with_suffix(".report.html"),
        )
        _write_pages(report, proof, out)
    if report.seal is None:
        sys.exit(1)


def _take_table(source: Path, out: Path, table: Path | None, today: dt.date) -> None:
    """Write a table of categories as answers about the words of an export."""
    if table is None:
        return
    if is_workbook(source):
        raise UsageError("--categories is for an export. For a source: desk fit NAME --categories.")
    take_table(source_folder(out, source_name(source)), table, table.name, today.isoformat())


def _after_signing(
    plan: "PublishPlan", report: "PublishReport", site: Path | None, keys: Path, today: dt.date
) -> None:
    """Record typed floors, and make the website in a folder again, if a file was published."""
    if report.seal is None:
        return
    plan.record_floors(getpass.getuser(), today)
    if site is not None:
        remake(site, examine(plan.order.out), keys)


def _before_signing(plan: "PublishPlan", *, yes: bool) -> "PublishPlan":
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
    answer = CALLED if yes else _ask_who_called()
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
def _folder(keys: Path | None, *, practice: bool) -> Iterator[Path]:
    """Yield the folder of keys; for practice a temporary one."""
    if not practice:
        yield keys_folder(keys)
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-practice-") as path:
        yield Path(path)


def _keys_in(path: Path, channel: str | None, publisher: str | None) -> "KeyFolder | None":
    """Open the folder of keys; return ``None`` if the first publishing can make them."""
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


def _first_keys(
    ring: "Keyring", channel: str | None, publisher: str | None, now: dt.datetime
) -> "KeyFolder":
    """Make the keys of a coalition of one for the first publishing."""
    click.echo(
        f"There are no keys in {ring.keys} yet. They are made now, for one person.", err=True
    )
    channel = channel or click.prompt(
        "Short name of the fleet of kiosks", err=True, value_proc=channel_of
    )
    publisher = publisher or click.prompt("Name of the coalition", err=True, value_proc=name_of)
    facts = RootFacts(channel=channel, publisher=publisher)
    folder = new_keys(ring, facts, publisher, now)
    click.echo(fingerprint_paper(fingerprint_of(folder), facts.channel, facts.publisher))
    click.echo(f"{backup_words(ring.keys)}\n")
    return folder


def print_report(report: "PublishReport", *, warn: bool = False) -> None:
    """Print the report as far as it fits a screen; ``warn`` of a website with withdrawn records."""
    print_lines(lines_of(report))
    if warn and report.seal is not None:
        click.echo("A website made earlier still shows this: make it again now.")


def _write_reports(report: "PublishReport", json_file: Path, html_file: Path) -> None:
    answer = json.dumps(msgspec.to_builtins(publish_answer(report)), ensure_ascii=False, indent=1)
    # A report is for the editor only: it repeats content of the source.
    atomic_files.replace_file(
        json_file, answer.encode("utf-8", "backslashreplace"), mode=atomic_files.OWNER_ONLY
    )
    atomic_files.replace_file(html_file, html_of(report).encode(), mode=atomic_files.OWNER_ONLY)
    click.echo(f"\nThe whole report: {html_file} (and as JSON: {json_file})")


def _write_pages(report: "PublishReport", plan: "PublishPlan", out: Path) -> None:
    """Write the coverage as a page, and every finding as a table."""
    page = coverage_html(report.coverage, report.floors, plan.below)
    for file, content in (
        (out.with_suffix(".coverage.html"), page.encode()),
        (out.with_suffix(".findings.csv"), findings_csv(report.findings)),
    ):
        atomic_files.replace_file(file, content, mode=atomic_files.OWNER_ONLY)
    click.echo(f"What visitors will see: {out.with_suffix('.coverage.html')}")
