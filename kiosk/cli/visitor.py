"""Commands that answer as a visitor sees it."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import msgspec
from msgspec.structs import replace

from kiosk import APP
from kiosk.app.context import AppContext
from kiosk.cli.base import (
    CommandError,
    Context,
    Lang,
    UsageError,
    VisitorRequest,
    kiosk_command,
    print_answer,
)
from kiosk.cli.request_options import Now, argument, option
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


class _SearchRequest(VisitorRequest, frozen=True, kw_only=True):
    text: Annotated[str, argument()]


@kiosk_command("search", _SearchRequest)
def search(context: Context, request: _SearchRequest) -> None:
    """Find services by what a visitor would type."""
    answer = search_answer(context.presenter(request.lang, request.now), request.text)
    lines = [f"{kind[:-1]} {one}" for kind in ("questions", "guides") for one in answer[kind]]
    lines += [f"{one['id']}  {one['name']}: {one['why']}" for one in answer["results"]]
    if not answer["results"]:
        lines.append(f"Nothing found. Shown instead: {', '.join(answer['lines'])}")
    print_answer(answer, lines, as_json=request.as_json)


class _AnswersRequest(VisitorRequest, frozen=True, kw_only=True):
    need: Annotated[Need, argument(metavar="NEED")]
    tile: Annotated[str, option("A situation that a tile asks about.", metavar="CODE")] = ""
    choose: Annotated[
        tuple[Filter, ...], option("What the visitor puts first; can be repeated.")
    ] = ()
    at: Annotated[
        str | None,
        option("Position of the kiosk [default: as in the settings].", metavar="LAT,LON"),
    ] = None


@kiosk_command("answers", _AnswersRequest)
def answers(context: Context, request: _AnswersRequest) -> None:
    """List the services that answer a question, in the order a visitor sees."""
    lang, need, tile = request.lang, request.need, request.tile
    presenter = context.presenter(lang, request.now)
    origin = _point(request.at) if request.at else presenter.site.origin
    time, directory = presenter.speaker.time, presenter.directory
    if directory is None:  # never: the context opens one or raises
        raise CommandError("there is no directory")
    tiles = directory.tiles(need, lang)
    found = next((one for one in tiles if tile in one.codes), None)
    if tile and found is None:
        offered = ", ".join(one.codes[0] for one in tiles) or "none"
        raise UsageError(f"{need} has no tile {tile!r}; it has: {offered}")
    query = AnswersQuery(
        language=lang,
        need=need,
        tile=found.id if found else "",
        choices=frozenset(request.choose),
        now=time.local.replace(tzinfo=None) if time.local else None,
        origin=origin,
        today=time.not_before,
    )
    pages: dict[str, int] = {}
    if request.as_json:
        from kiosk.app.tour_pictures import list_pages

        acts = [f"need:{need}", f"tile:{query.tile}" if tile else f"all:{need}"]
        acts += [f"chip:{choice}" for choice in request.choose]
        placed = _placed(context.program(request.now), origin)
        pages = list_pages(placed, context.data, acts, lang)
    answer = answers_answer(presenter, query, tiles, tile, pages)
    lines = [f"{_named(presenter, line)}  (call now)" for line in answer["call"]]
    lines += [
        f"{_named(presenter, one['id'])}  fit {one['fit']}, {one['group']}"
        for one in answer["answers"]
    ]
    print_answer(answer, lines, as_json=request.as_json)


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


class _ShowRequest(VisitorRequest, frozen=True, kw_only=True):
    service_id: Annotated[str, argument(metavar="ID")]


@kiosk_command("show", _ShowRequest)
def show(context: Context, request: _ShowRequest) -> None:
    """Show exactly what a visitor may see of a service."""
    view = context.presenter(request.lang, request.now).service(request.service_id)
    if view is None:
        raise _unknown(request.service_id)
    print_answer(view, _lines(view), as_json=request.as_json)


def _unknown(service_id: str) -> UsageError:
    return UsageError(f"unknown service {service_id!r}; find its id with: {APP} search TEXT")


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
        *filter(
            None,
            (
                view.description,
                view.organization,
                view.age,
                *dict.fromkeys((view.phrase_mark, view.description_mark)),
            ),
        ),
    ]


class _SlipRequest(msgspec.Struct, frozen=True, kw_only=True):
    service_ids: Annotated[tuple[str, ...], argument(metavar="ID...")]
    lang: Lang = "en"
    now: Now = None
    output: Annotated[Path | None, option("PDF file.", "-o", "--output")] = None
    printer: Annotated[
        str | None, option("escpos:FILE, pdf:FILE or cups:QUEUE.", metavar="PLACE")
    ] = None
    paper: Annotated[
        Paper | None, option("Sheet, or roll width in mm [default: as in the settings].")
    ] = None
    cover: Annotated[
        Cover | None, option("Ordinary title of the slip [default: as in the settings].")
    ] = None


@kiosk_command("slip", _SlipRequest)
def slip(context: Context, request: _SlipRequest) -> None:
    """Print a slip with up to three services, or write it as a file."""
    from kiosk.app.slip_output import SlipError, TooManyError, deliver_slip

    output = request.output
    if (output is None) is (request.printer is None):
        raise UsageError("Say where the slip goes: -o FILE.pdf, or --printer PLACE.")
    target = _target(context, request)
    presenter = context.presenter(request.lang, request.now)
    unknown = [each for each in request.service_ids if presenter.service(each) is None]
    if unknown:
        raise _unknown(unknown[0])
    try:
        deliver_slip(presenter, request.service_ids, target)
    except TooManyError as error:
        raise UsageError(str(error)) from error
    except SlipError as error:
        raise CommandError(str(error)) from error
    if output is not None:
        click.echo(f"Written: {output}")


def _target(context: Context, request: _SlipRequest) -> "SlipOutput":
    """Return where the slip goes, on the named paper or that of the settings."""
    from kiosk.app.slip_output import SlipOutput

    chosen, place = context.settings.print, request.printer or f"pdf:{request.output}"
    try:
        sink = parse_print_target(place)
        own = chosen.holds if sink == chosen.sink else default_paper(sink)
        form = PaperForm(request.paper or own, request.cover or Cover(chosen.cover))
        return SlipOutput(sink, form, chosen)
    except ValueError as error:
        raise UsageError(f"--printer {place}: {error}.") from error
