"""Commands for those who work on the program: pictures, catalogues, schema."""

import sys
from pathlib import Path

import click

from kiosk import assets
from kiosk.cli.base import (
    MODES,
    NOW,
    STEPS,
    Context,
    Trouble,
    in_words,
    language_option,
    program_of,
    size_option,
)
from kiosk.domain.language import OFFERED, WRITTEN, Language, language
from kiosk.i18n.catalogs import po_path


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--lang", multiple=True, default=OFFERED, callback=language_option, help="Languages.")
@click.option("--size", multiple=True, default=("1920x1080",), callback=size_option, help="Sizes.")
@click.option("--text", multiple=True, type=click.Choice(STEPS), default=("M",), help="Text steps.")
@click.option("--mode", multiple=True, type=click.Choice(MODES), default=("default",))
@click.option("--staff", is_flag=True, help="The pages of staff mode, with invented data.")
@NOW
@click.pass_obj
@in_words
def tour(
    context: Context,
    *,
    folder: Path,
    lang: tuple[str, ...],
    size: tuple[tuple[int, int], ...],
    text: tuple[str, ...],
    mode: tuple[str, ...],
    staff: bool,
    now: str | None,
) -> None:
    """Render every page to pictures in DIR, without a display."""
    from kiosk import application, pictures  # noqa: PLC0415 - Qt is loaded for a screen only

    try:
        count = pictures.tour(
            program_of(context, now),
            context.data,
            folder,
            languages=lang,
            sizes=size,
            steps=text,
            modes=mode,
            staff=staff,
            progress=lambda line: click.echo(line, err=True),
        )
    except application.ScreenError as error:
        raise Trouble(str(error)) from error
    click.echo(f"{count} pictures in {folder}")


@click.group()
def messages() -> None:
    """The catalogues of the program's words."""
    if not (assets.translations() / "kiosk.pot").is_file():
        raise Trouble(f"{assets.translations()} holds made catalogues only; use a clone for this.")


def _written_option(_: click.Context, __: click.Parameter, tags: tuple[str, ...]) -> list[Language]:
    """Languages of catalogues: those named, and every one that has a catalogue already."""
    named = {tag: language(tag) for tag in tags}
    if unknown := [tag for tag, found in named.items() if found is None or not found.written]:
        raise click.BadParameter(f"no table of languages has {', '.join(unknown)} as a written one")
    folder = assets.translations()
    return [one for one in WRITTEN if one in named.values() or po_path(folder, one).is_file()]


_TAGS = click.option("--lang", "languages", multiple=True, callback=_written_option)


@messages.command("refresh")
@_TAGS
def _refresh(languages: list[Language]) -> None:
    """Bring the template and the catalogues up to date with the code; --lang begins a new one."""
    from kiosk.i18n.workflow import update  # noqa: PLC0415

    for path in update(assets.translations().parent, assets.translations(), languages):
        click.echo(path)


@messages.command("check")
@_TAGS
def _check(languages: list[Language]) -> None:
    """Name everything that keeps a catalogue from being complete and true."""
    from kiosk.i18n.workflow import check  # noqa: PLC0415

    tags = dict.fromkeys((*OFFERED, *(one.tag for one in languages)))
    problems = check(assets.translations().parent, assets.translations(), tags)
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)


@messages.command("compile")
def _compile() -> None:
    """Make the .mo files the program reads."""
    from kiosk.i18n.compiled import compile_catalogs  # noqa: PLC0415

    for path in compile_catalogs(assets.translations()):
        click.echo(path)


@click.command()
@click.pass_obj
@in_words
def schema(context: Context) -> None:
    """Write the JSON Schema of the records and answers to resources/schema."""
    from kiosk.services.contract import write_schema_files  # noqa: PLC0415

    del context
    for path in write_schema_files(assets.resources() / "schema"):
        click.echo(path)
