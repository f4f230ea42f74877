"""The command that makes pictures of the pages."""

from pathlib import Path

import click

from kiosk.app import tour_pictures
from kiosk.app.screen import ScreenError
from kiosk.cli.base import (
    MODES,
    NOW,
    STEPS,
    CommandError,
    Context,
    friendly_errors,
    language_of,
    program_of,
    size_of,
)
from kiosk.cli.request_options import callback_of
from kiosk.domain.language import OFFERED


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--lang", multiple=True, default=OFFERED, callback=callback_of(language_of), help="Languages."
)
@click.option(
    "--size", multiple=True, default=("1920x1080",), callback=callback_of(size_of), help="Sizes."
)
@click.option("--text", multiple=True, type=click.Choice(STEPS), default=("M",), help="Text sizes.")
@click.option("--mode", multiple=True, type=click.Choice(MODES), default=("default",))
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
    now: str | None,
) -> None:
    """Render every page to pictures in DIR, without a display."""
    try:
        count = tour_pictures.tour(
            program_of(context, now),
            context.data,
            folder,
            languages=lang,
            sizes=size,
            steps=text,
            modes=mode,
            progress=lambda line: click.echo(line, err=True),
        )
    except ScreenError as error:
        raise CommandError(str(error)) from error
    click.echo(f"{count} pictures in {folder}")
