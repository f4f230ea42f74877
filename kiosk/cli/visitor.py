"""Commands that answer as a visitor sees it."""

from pathlib import Path

import click

from kiosk.app import slips
from kiosk.cli.base import (
    APP,
    JSON,
    LANG,
    NOW,
    CommandError,
    Context,
    UsageError,
    desk_of,
    friendly_errors,
    print_json,
)
from kiosk.devices.printers import Paper, default_paper, parse_print_target
from kiosk.devices.slip import Cover
from kiosk.presentation.answers import search_answer, service_answer
from kiosk.presentation.paper_form import PaperForm
from kiosk.presentation.views import ServiceView


@click.command()
@click.argument("text")
@LANG
@NOW
@JSON
@click.pass_obj
@friendly_errors
def search(context: Context, text: str, lang: str, now: str | None, *, as_json: bool) -> None:
    """Find services by what a visitor would type."""
    answer = search_answer(desk_of(context, lang, now), text)
    if as_json:
        print_json(answer)
        return
    for result in answer["results"]:
        click.echo(f"{result['id']}  {result['name']}: {result['why']}")
    if not answer["results"]:
        click.echo("Nothing found.")


@click.command()
@click.argument("service_id", metavar="ID")
@LANG
@NOW
@JSON
@click.pass_obj
@friendly_errors
def show(context: Context, service_id: str, lang: str, now: str | None, *, as_json: bool) -> None:
    """Show what a visitor may see of a service, nothing else."""
    view = desk_of(context, lang, now).service(service_id)
    if view is None:
        raise UsageError(f"unknown service {service_id!r}; find its id with: {APP} search TEXT")
    answer = service_answer(view)
    if as_json:
        print_json(answer)
        return
    click.echo("\n".join(_lines(view)))


def _lines(view: "ServiceView") -> list[str]:
    """Return the page of a service, from top to bottom."""
    numbers = [(view.action.verb, view.action.number), *view.more_numbers]
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
    help="Sheet, or width of the roll in mm; as in the settings unless given.",
)
@click.option(
    "--cover",
    type=click.Choice([cover.value for cover in Cover]),
    help="The ordinary title of the slip; as in the settings unless given.",
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
    if (output is None) is (printer is None):
        raise UsageError("Say where the slip goes: -o FILE.pdf, or --printer PLACE.")
    target = _target(context, printer or f"pdf:{output}", paper, cover)
    desk = desk_of(context, lang, now)
    unknown = [each for each in service_ids if desk.service(each) is None]
    if unknown:
        raise UsageError(f"unknown service {unknown[0]!r}; find its id with: {APP} search TEXT")
    try:
        slips.deliver_slip(desk, service_ids, target)
    except slips.TooManyError as error:
        raise UsageError(str(error)) from error
    except slips.SlipError as error:
        raise CommandError(str(error)) from error


def _target(
    context: Context, place: str, paper: str | None, cover: str | None
) -> "slips.SlipOutput":
    """Return where the slip goes, on the named paper or that of the settings."""
    chosen = context.settings.print
    try:
        sink = parse_print_target(place)
        own = chosen.holds if sink == chosen.sink else default_paper(sink)
        form = PaperForm(Paper(paper) if paper else own, Cover(cover or chosen.cover))
        return slips.SlipOutput(sink, form, chosen)
    except ValueError as error:
        raise UsageError(f"--printer {place}: {error}.") from error
