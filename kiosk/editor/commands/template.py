"""The command that makes the editor's workbook."""

from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk import APP
from kiosk.app import assets
from kiosk.cli.base import CommandError, UsageError
from kiosk.cli.request_options import FILE, PRESENT, option
from kiosk.domain.language import WRITTEN
from kiosk.domain.ndjson import read_records
from kiosk.editor.commands.editor_base import editor_command
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


def _language(tag: str) -> str:
    known = [language.tag for language in WRITTEN if language.tag != SOURCE]
    if tag not in known:
        raise ValueError(f"unknown language {tag!r}; choose from {', '.join(known)}")
    return tag


class _TemplateRequest(msgspec.Struct, frozen=True, kw_only=True):
    out: Annotated[Path, option("File to write, NAME.xlsx.", "-o", "--out", type=FILE)]
    with_factory: Annotated[
        bool, option("Fill it with the program's own directory of Sacramento, to try things out.")
    ] = False
    source: Annotated[
        Path | None,
        option("Fill it from a workbook or an export (HSDS, Ohana).", "--from", type=PRESENT),
    ] = None
    languages: Annotated[
        tuple[str, ...], option("Add a sheet for this language.", "--language", parse=_language)
    ] = ()


@editor_command("template", _TemplateRequest)
def template(request: _TemplateRequest) -> None:
    """Make a workbook (XLSX) for a directory.

    It begins with what every coalition needs: guides, cards, questions, search words and national
    lines, and no local service. A workbook made --from another source has only what that holds.
    """
    out, source, with_factory = request.out, request.source, request.with_factory
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"A workbook is named NAME.xlsx; {out.name} is not.")
    if out.exists():
        raise CommandError(f"{out} is already there and stays as it is. Choose another name.")
    factory = tuple(read_records(assets.factory())) if with_factory or source is None else ()
    if not with_factory:
        factory = tuple(starter_records(factory))
    lost = fill_workbook(out, Filling(source, factory, request.languages))
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
