"""Renders every page of staff mode to pictures in a folder, with the examples of the tests."""

import sys
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.app import tour_pictures  # noqa: E402 - the path is set just before
from kiosk.app.context import AppContext, clock_of  # noqa: E402 - the same
from kiosk.app.settings import Settings  # noqa: E402 - the same
from kiosk.cli.base import MODES, STEPS, default_data, language_of, size_of  # noqa: E402
from kiosk.cli.request_options import callback_of  # noqa: E402 - the same
from kiosk.domain.language import OFFERED  # noqa: E402 - the same
from tests.ui.staff_scenes import scenes  # noqa: E402 - the same


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), default=default_data)
@click.option("--lang", multiple=True, default=OFFERED, callback=callback_of(language_of))
@click.option("--size", multiple=True, default=("1920x1080",), callback=callback_of(size_of))
@click.option("--text", multiple=True, type=click.Choice(STEPS), default=("M",))
@click.option("--mode", multiple=True, type=click.Choice(MODES), default=("default",))
def draw(
    *,
    folder: Path,
    data: Path,
    lang: tuple[str, ...],
    size: tuple[tuple[int, int], ...],
    text: tuple[str, ...],
    mode: tuple[str, ...],
) -> None:
    """Render every page of staff mode to pictures in DIR, with invented data."""
    count = tour_pictures.tour(
        AppContext(Settings(), clock_of(Settings(), None)),
        data,
        folder,
        languages=lang,
        sizes=size,
        steps=text,
        modes=mode,
        pages=scenes,
    )
    click.echo(f"{count} pictures in {folder}")


if __name__ == "__main__":
    draw()
