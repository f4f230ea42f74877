"""Commands that answer as a visitor sees it."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from kiosk import APP
from kiosk.app.context import AppContext
from kiosk.cli.base import (
    JSON,
    LANG,
    NOW,
    CommandError,
    Context,
    UsageError,
    friendly_errors,
    presenter_of,
    print_answer,
    program_of,
)
from kiosk.devices.printers import Cover, Paper, default_paper, parse_print_target
from kiosk.domain.filters import Filter
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import AnswersQuery
from kiosk.domain.records import Need
from kiosk.presentation.command_answers import answers_answer, search_answer
from kiosk.presentation.paper_form import PaperForm
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import ServiceView

if TYPE_CHECKING:
    from kiosk.app.slip_output import SlipOutput

MOST_NORTH, MOST_EAST = 90, 180
"""Degrees of latitude and longitude."""


@click.command()
@click.argument("text")
@LANG
@NOW
@JSON
@click.pass_obj
@friendly_errors
def search(context: Context, text: str, lang: str, now: str | None, *, as_json: bool) -> None:
    """Find services by what a visitor would type."""
    answer = search_answer(presenter_of(context, lang, now), text)
    lines = [f"{kind[:-1]} {one}" for kind in ("questions", "guides") for one in answer[kind]]
    lines += [f"{one['id']}  {one['name']}: {one['why']}" for one in answer["results"]]
    if not answer["results"]:
        lines.append(f"Nothing found. Shown instead: {', '.join(answer['lines'])}")
    print_answer(answer, lines, as_json=as_json)


@click.command()
@click.argument("need", type=click.Choice([need.value for need in Need]), metavar="NEED")
@click.option("--tile", metavar="CODE", default="", help="A situation that a tile asks about.")
@click.option(
    "--choose",
    multiple=True,
    type=click.Choice([choice.value for choice in Filter]),
    help="What the visitor puts first; can be repeated.",
)
@click.option(
    "--at", metavar="LAT,LON", help="Position of the kiosk [default: as in the settings]."
)
@LANG
@NOW
@JSON
@click.pass_obj
@friendly_errors
def answers(
    context: Context,
    *,
    need: str,
    tile: str,
    choose: tuple[str, ...],
    at: str | None,
    lang: str,
    now: str | None,
    as_json: bool,
) -> None:
    """List the services that answer a question, in the order a visitor sees."""
    presenter = presenter_of(context, lang, now)
    origin = _point(at) if at else presenter.site.origin
    time, directory = presenter.speaker.time, presenter.directory
    if directory is None:  # never: presenter_of opens one or raises
        raise CommandError("there is no directory")
    tiles = directory.tiles(Need(need), lang)
    found = next((one for one in tiles if tile in one.codes), None)
    if tile and found is None:
        offered = ", ".join(one.codes[0] for one in tiles) or "none"
        raise UsageError(f"{need} has no tile {tile!r}; it has: {offered}")
    query = AnswersQuery(
        language=lang,
        need=Need(need),
        tile=found.id if found else "",
        choices=frozenset(map(Filter, choose)),
        now=time.local.replace(tzinfo=None) if time.local else None,
        origin=origin,
        today=time.not_before,
    )
    pages: dict[str, int] = {}
    if as_json:
        from kiosk.app.tour_pictures import list_pages

        acts = [f"need:{need}", f"tile:{query.tile}" if tile else f"all:{need}"]
        acts += [f"chip:{choice}" for choice in choose]
        placed = _placed(program_of(context, now), origin)
        pages = list_pages(placed, context.data, acts, lang)
    answer = answers_answer(directory, query, tiles, tile, pages)
    lines = [f"{_named(presenter, line)}  (call now)" for line in answer["call"]]
    lines += [
        f"{_named(presenter, one['id'])}  fit {one['fit']}, {one['group']}"
        for one in answer["answers"]
    ]
    print_answer(answer, lines, as_json=as_json)


def _named(presenter: DirectoryPresenter, key: str) -> str:
    """Return the id of a service with its name and first number."""
    view = presenter.service(key)
    named = (view.name, view.action.number) if view else ()
    return "  ".join(filter(None, (key, *named)))


def _placed(program: AppContext, origin: Coordinates | None) -> AppContext:
    """Return the program of a kiosk at ``origin``."""
    if origin is None:
        return program
    site = replace(program.settings.site, latitude=origin.latitude, longitude=origin.longitude)
    return replace(program, settings=replace(program.settings, site=site))


def _point(at: str) -> Coordinates:
    """Parse ``LAT,LON`` in degrees."""
    try:
        latitude, longitude = map(float, at.split(","))
    except ValueError:
        latitude = longitude = math.nan
    if not (abs(latitude) <= MOST_NORTH and abs(longitude) <= MOST_EAST):
        raise UsageError(f"--at {at!r} is not a place; write it as 38.58,-121.49")
    return Coordinates(latitude, longitude)


@click.command()
@click.argument("service_id", metavar="ID")
@LANG
@NOW
@JSON
@click.pass_obj
@friendly_errors
def show(context: Context, service_id: str, lang: str, now: str | None, *, as_json: bool) -> None:
    """Show exactly what a visitor may see of a service."""
    view = presenter_of(context, lang, now).service(service_id)
    if view is None:
        raise UsageError(f"unknown service {service_id!r}; find its id with: {APP} search TEXT")
    print_answer(view, _lines(view), as_json=as_json)


def _lines(view: "ServiceView") -> list[str]:
    """Return the page of a service, from top to bottom."""
    more = (one[:2] for one in view.more_numbers)
    numbers = [(view.action.verb, view.action.number), *more]
    return [
        view.name,
        view.phrase,
        f"{view.state.word} {view.state.detail}".strip(),
        *(": ".join(filter(None, pair)) for pair in numbers),
        *view.action.lines,
        *view.notes,
        *(f"{fact.label}: {' '.join(fact.lines)}" for fact in view.facts),
        *(" / ".join(dict.fromkeys((one.own, one.english))) for one in view.questions),
        *filter(None, (view.description, view.organization, view.age, *view.marks)),
    ]


@click.command()
@click.argument("service_ids", metavar="ID...", nargs=-1, required=True)
@LANG
@NOW
@click.option("-o", "--output", type=click.Path(path_type=Path), help="PDF file.")
@click.option("--printer", metavar="PLACE", help="escpos:FILE, pdf:FILE or cups:QUEUE.")
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper]),
    help="Sheet, or roll width in mm [default: as in the settings].",
)
@click.option(
    "--cover",
    type=click.Choice([cover.value for cover in Cover]),
    help="Ordinary title of the slip [default: as in the settings].",
)
@click.pass_obj
@friendly_errors
def slip(
    context: Context,
    *,
    service_ids: tuple[str, ...],
    lang: str,
    now: str | None,
    output: Path | None,
    printer: str | None,
    paper: str | None,
    cover: str | None,
) -> None:
    """Print a slip with up to three services, or write it as a file."""
    from kiosk.app.slip_output import SlipError, TooManyError, deliver_slip

    if (output is None) is (printer is None):
        raise UsageError("Say where the slip goes: -o FILE.pdf, or --printer PLACE.")
    target = _target(context, printer or f"pdf:{output}", paper, cover)
    presenter = presenter_of(context, lang, now)
    unknown = [each for each in service_ids if presenter.service(each) is None]
    if unknown:
        raise UsageError(f"unknown service {unknown[0]!r}; find its id with: {APP} search TEXT")
    try:
        deliver_slip(presenter, service_ids, target)
    except TooManyError as error:
        raise UsageError(str(error)) from error
    except SlipError as error:
        raise CommandError(str(error)) from error
    if output is not None:
        click.echo(f"Written: {output}")


def _target(context: Context, place: str, paper: str | None, cover: str | None) -> "SlipOutput":
    """Return where the slip goes, on the named paper or that of the settings."""
    from kiosk.app.slip_output import SlipOutput

    chosen = context.settings.print
    try:
        sink = parse_print_target(place)
        own = chosen.holds if sink == chosen.sink else default_paper(sink)
        form = PaperForm(Paper(paper) if paper else own, Cover(cover or chosen.cover))
        return SlipOutput(sink, form, chosen)
    except ValueError as error:
        raise UsageError(f"--printer {place}: {error}.") from error
