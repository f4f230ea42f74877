"""The command that makes the editor's workbook."""

from pathlib import Path

import click

from kiosk import APP
from kiosk.app import assets
from kiosk.cli.base import CommandError, UsageError
from kiosk.domain.language import WRITTEN
from kiosk.domain.ndjson import read_records
from kiosk.editor.commands.editor_base import editor_errors
from kiosk.editor.factory.starter import starter_records
from kiosk.editor.sources.prefill import Filling, fill_workbook

SOURCE = "en"
"""Language of the source texts; every other one has a sheet of translations."""
OF_SACRAMENTO = (
    "It holds the services of Sacramento. Use it to try things out; never publish it elsewhere."
)
STARTER = (
    "It holds guides, cards, questions, search words and national lines, and no local service.\n"
    "Lines that begin with “California:” are the law of that state: write your own in their place."
)


def _languages(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    known = [language.tag for language in WRITTEN if language.tag != SOURCE]
    for tag in value:
        if tag not in known:
            raise click.BadParameter(f"unknown language {tag!r}; choose from {', '.join(known)}")
    return value


@click.command()
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write, NAME.xlsx.",
)
@click.option(
    "--with-factory",
    is_flag=True,
    help="Fill it with the program's own directory of Sacramento, to try things out.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True),
    help="Fill it from a workbook or an export (HSDS, Ohana).",
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    callback=_languages,
    help="Add a sheet for this language.",
)
@editor_errors
def template(
    *,
    out: Path,
    with_factory: bool,
    source: Path | None,
    languages: tuple[str, ...],
) -> None:
    """Make a workbook (XLSX) for a directory.

    It begins with what every coalition needs: guides, cards, questions, search words and national
    lines, and no local service. A workbook made --from another source has only what that holds.
    """
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"A workbook is named NAME.xlsx; {out.name} is not.")
    if out.exists():
        raise CommandError(f"{out} is already there and stays as it is. Choose another name.")
    factory = tuple(read_records(assets.factory())) if with_factory or source is None else ()
    if not with_factory:
        factory = tuple(starter_records(factory))
    lost = fill_workbook(out, Filling(source, factory, languages))
    click.echo(f"{out} is ready. Open it and begin with the sheet Start here.")
    if with_factory:
        click.echo(OF_SACRAMENTO)
    elif source is None:
        click.echo(STARTER)
    if lost:
        click.echo(
            f"Not taken over from {source}, because it could not be read: {lost}. To see what: "
            f"{APP} publish {source} -o NAME.kiosksync"
        )
