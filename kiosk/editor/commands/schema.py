"""The command that writes the JSON Schema of records and answers."""

import click

from kiosk.app import assets
from kiosk.cli.base import friendly_errors, print_lines
from kiosk.editor.commands.answer_schemas import write_schema_files


@click.command()
@friendly_errors
def schema() -> None:
    """Write the JSON Schema of the records and answers to resources/schema."""
    print_lines(write_schema_files(assets.resources() / "schema"))
