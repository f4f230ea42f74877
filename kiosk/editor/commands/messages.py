"""Message catalogues, for developers and translators."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kiosk.app import assets
from kiosk.cli.base import UsageError, friendly_errors, print_lines
from kiosk.domain.language import OFFERED, WRITTEN, Language, language
from kiosk.domain.ndjson import read_records
from kiosk.editor.publish.language_table import coverage, insert_table, table
from kiosk.i18n.catalogs import po_path
from kiosk.i18n.compiled import compile_catalogs
from kiosk.i18n.workflow import ProblemKind, check, extract, update
from kiosk.presentation.outgoing_texts import outgoing
from kiosk.ui.kit.keyboards import PINYIN_SCRIPTS, layouts_for


@click.group()
def messages() -> None:
    """Work with the translation catalogues."""
    if not (assets.translations() / "kiosk.pot").is_file():
        raise UsageError(
            f"{assets.translations()} holds made catalogues only; use a clone for this."
        )


def _catalogue_option(
    _: click.Context, __: click.Parameter, tags: tuple[str, ...]
) -> list[Language]:
    """Return the named languages, and all that have a catalogue already."""
    named = {tag: language(tag) for tag in tags}
    if unknown := [tag for tag, found in named.items() if found is None or not found.written]:
        raise click.BadParameter(
            f"WRITTEN in kiosk/domain/language.py has no {', '.join(unknown)}; give it a row there"
        )
    folder = assets.translations()
    return [one for one in WRITTEN if one in named.values() or po_path(folder, one).is_file()]


_TAGS = click.option("--lang", "languages", multiple=True, callback=_catalogue_option)


@messages.command("refresh")
@_TAGS
@friendly_errors
def _refresh(languages: list[Language]) -> None:
    """Update the catalogues from the code, and the handbook's table from the catalogues.

    --lang starts a new catalogue.
    """
    print_lines(update(_clone(), assets.translations(), languages))
    for path, page in _page_with_table():
        path.write_text(page, encoding="utf-8")
        click.echo(path)


@messages.command("check")
@_TAGS
@click.option("--complete", is_flag=True, help="Also fail for texts that wait for a translation.")
@friendly_errors
def _check(languages: list[Language], *, complete: bool) -> None:
    """List errors in the catalogues, and texts that wait for a translation.

    Fails for errors; with --complete, as for a release, also for waiting texts.
    """
    tags = dict.fromkeys((*OFFERED, *(one.tag for one in languages)))
    problems = check(_clone(), assets.translations(), tags, outgoing())
    wrong = [str(problem) for problem in problems if not problem.is_waiting]
    # An unreadable file cannot be counted.
    if not any(problem.kind is ProblemKind.UNREADABLE for problem in problems):
        wrong += [
            f"{path}: stale: the table of languages; run messages refresh"
            for path, page in _page_with_table()
            if path.read_text(encoding="utf-8") != page
        ]
    waiting = [problem for problem in problems if problem.is_waiting]
    print_lines((*wrong, *waiting))
    if waiting:
        click.echo(f"{len(waiting)} texts wait for a translation; a release needs every one.")
    if wrong or (complete and waiting):
        sys.exit(1)


@messages.command("compile")
@friendly_errors
def _compile() -> None:
    """Make the .mo files the program reads."""
    print_lines(compile_catalogs(assets.translations()))


def _clone() -> Path:
    return assets.translations().parent


def _page_with_table() -> Iterator[tuple[Path, str]]:
    """Yield the handbook's page of languages with an updated table, if the clone has it.

    The records are read unchecked; a test of their own checks them.
    """
    path = _clone() / "resources" / "handbook" / "languages.md"
    if not path.is_file():
        return
    rows = coverage(extract(_clone()), assets.translations(), tuple(read_records(assets.factory())))
    keyboards = {
        each.tag: "by sound, in Latin letters"
        if each.script in PINYIN_SCRIPTS
        else layouts_for(each.tag, each.script)[0].name.capitalize()
        for each in WRITTEN
    }
    yield path, insert_table(path.read_text(encoding="utf-8"), table(rows, keyboards))
