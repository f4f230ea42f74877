"""Commands for developers: pictures, schema."""

from pathlib import Path

import click

from kiosk.app import assets
from kiosk.cli.base import (
    MODES,
    NOW,
    STEPS,
    CommandError,
    Context,
    friendly_errors,
    language_option,
    program_of,
    size_option,
)
from kiosk.domain.language import OFFERED


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--lang", multiple=True, default=OFFERED, callback=language_option, help="Languages.")
@click.option("--size", multiple=True, default=("1920x1080",), callback=size_option, help="Sizes.")
@click.option("--text", multiple=True, type=click.Choice(STEPS), default=("M",), help="Text steps.")
@click.option("--mode", multiple=True, type=click.Choice(MODES), default=("default",))
@click.option("--staff", is_flag=True, help="The pages of staff mode, with invented data.")
@NOW
@click.pass_obj
@friendly_errors
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
    from kiosk.app import pictures, screen  # noqa: PLC0415 - Qt is loaded for a screen only

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
    except screen.ScreenError as error:
        raise CommandError(str(error)) from error
    click.echo(f"{count} pictures in {folder}")


@click.command()
@click.pass_obj
@friendly_errors
def schema(context: Context) -> None:
    """Write the JSON Schema of the records and answers to resources/schema."""
    from kiosk.editor.publish.contract import write_schema_files  # noqa: PLC0415

    del context
    for path in write_schema_files(assets.resources() / "schema"):
        click.echo(path)
