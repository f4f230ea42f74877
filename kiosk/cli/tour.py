"""The command that makes pictures of the pages."""

from pathlib import Path

import click

from kiosk.app import screen, tour_pictures
from kiosk.cli.base import (
    MODES,
    NOW,
    STEPS,
    CommandError,
    Context,
    UsageError,
    friendly_errors,
    language_option,
    program_of,
    size_option,
)
from kiosk.domain.language import OFFERED

FILM = "One visit as a moving picture (animated PNG), in the first language and size."


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--lang", multiple=True, default=OFFERED, callback=language_option, help="Languages.")
@click.option("--size", multiple=True, default=("1920x1080",), callback=size_option, help="Sizes.")
@click.option("--text", multiple=True, type=click.Choice(STEPS), default=("M",), help="Text sizes.")
@click.option("--mode", multiple=True, type=click.Choice(MODES), default=("default",))
@click.option("--film", metavar="FILE", type=click.Path(path_type=Path), help=FILM)
@NOW
@click.pass_obj
@friendly_errors
def tour(
    context: Context,
    *,
    folder: Path | None,
    lang: tuple[str, ...],
    size: tuple[tuple[int, int], ...],
    text: tuple[str, ...],
    mode: tuple[str, ...],
    film: Path | None,
    now: str | None,
) -> None:
    """Render every page to pictures in DIR, without a display."""
    if folder is None and film is None:
        raise UsageError("Name a folder for the pictures, or a file: --film FILE.")
    try:
        if film is not None:
            tour_pictures.film(program_of(context, now), context.data, film, lang[0], size[0])
            click.echo(film)
        if folder is None:
            return
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
    except screen.ScreenError as error:
        raise CommandError(str(error)) from error
    click.echo(f"{count} pictures in {folder}")
