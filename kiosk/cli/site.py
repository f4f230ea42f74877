"""Commands for the staff of a site."""

import sys

import click

from kiosk.cli.base import JSON, Context, in_words, opened, print_json


@click.command()
@JSON
@click.pass_obj
@in_words
def status(context: Context, *, as_json: bool) -> None:
    """Tell what the kiosk holds and how it is."""
    from kiosk.program import NotReady, prepare_directory  # noqa: PLC0415
    from kiosk.services.answers import status_answer  # noqa: PLC0415

    prepared = prepare_directory(context.data)
    if isinstance(prepared, NotReady):
        answer = status_answer(None, problem=prepared.reason)
    else:
        answer = status_answer(opened(prepared), event=prepared.event)
    if as_json:
        print_json(answer)
    else:
        for name, count in answer["counts"].items():
            click.echo(f"{name}: {count}")
        if answer["problem"]:
            click.echo(answer["problem"])
    if answer["problem"]:
        sys.exit(2)
