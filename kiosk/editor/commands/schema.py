"""The command that writes the JSON Schema of records and answers."""

import click

from kiosk.app import assets
from kiosk.cli.base import Context, friendly_errors
from kiosk.editor.publish.contract import write_schema_files


@click.command()
@click.pass_obj
@friendly_errors
def schema(context: Context) -> None:
    """Write the JSON Schema of the records and answers to resources/schema."""
    del context
    for path in write_schema_files(assets.resources() / "schema"):
        click.echo(path)
