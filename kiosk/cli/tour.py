"""The command that makes pictures of the pages."""

from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk.app import tour_pictures
from kiosk.app.screen import ScreenError
from kiosk.cli.base import MODES, STEPS, CommandError, Context, kiosk_command, language_of, size_of
from kiosk.cli.request_options import Now, argument, option
from kiosk.domain.language import OFFERED


class _TourRequest(msgspec.Struct, frozen=True, kw_only=True):
    folder: Annotated[Path, argument(metavar="DIR")]
    lang: Annotated[tuple[str, ...], option("Languages.", parse=language_of)] = OFFERED
    size: Annotated[
        tuple[tuple[int, int], ...], option("Sizes, such as 1920x1080.", type=str, parse=size_of)
    ] = ((1920, 1080),)
    text: Annotated[tuple[str, ...], option("Text sizes.", type=click.Choice(STEPS))] = ("M",)
    mode: Annotated[tuple[str, ...], option("Colours.", type=click.Choice(MODES))] = ("default",)
    now: Now = None


@kiosk_command("tour", _TourRequest)
def tour(context: Context, request: _TourRequest) -> None:
    """Render every page to pictures in DIR, without a display."""
    try:
        count = tour_pictures.tour(
            context.program(request.now),
            context.data,
            request.folder,
            languages=request.lang,
            sizes=request.size,
            steps=request.text,
            modes=request.mode,
            progress=lambda line: click.echo(line, err=True),
        )
    except ScreenError as error:
        raise CommandError(str(error)) from error
    click.echo(f"{count} pictures in {request.folder}")
