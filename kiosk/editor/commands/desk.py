"""The group of the editor's desk: work on the directory before anything is signed."""

import click

from kiosk.cli.base import LazyGroup
from kiosk.cli.request_options import takes
from kiosk.editor.option_types import DeskRequest

COMMANDS = {
    "kiosk.editor.commands.desk_calls": {
        "calls": "List whom to call to check facts, as calls.xlsx and as calls.html for paper.",
        "twins": "Write a form that asks which rows of the workbook and its sources are the same.",
    },
    "kiosk.editor.commands.desk_coverage": {
        "coverage": "Show what visitors will see of the workbook, or of its source NAME; write it "
        "as a page.",
    },
    "kiosk.editor.commands.desk_fit": {
        "fit": "Ask what the words of the source NAME mean; the answers are used on each import.",
    },
    "kiosk.editor.commands.desk_import": {
        "import": "Read an export as the source NAME of the workbook, in place of its last import.",
    },
    "kiosk.editor.commands.desk_preview": {
        "preview": "Read, check and build the directory of a WORKBOOK, to look at it. Nothing is "
        "signed.",
    },
    "kiosk.editor.commands.desk_pull": {
        "pull": "Read the HSDS 3 API at URL into NAME.json.zip, whole or not at all. Then import "
        "it.",
    },
    "kiosk.editor.commands.desk_rows": {
        "adopt": "Write a row over each ID of a source, to change single cells of it.",
        "drop": "Take a service of a source off the screens, until somebody empties the cell "
        "Status.",
        "sheets": "Write each sheet of a WORKBOOK as a CSV file. The folder can be published as it "
        "is.",
        "why": "Show where each cell of a service, a place or an organization comes from.",
    },
    "kiosk.editor.commands.desk_take": {
        "review": "Write a form with the 30 texts of LANG that could do most harm, for a speaker "
        "to read.",
        "slice": "Write a form with the rows of the organization ORG, for it to check.",
        "take": "Take the answers of a form: say what FILE is and what it would change, ask, "
        "write.",
    },
}
"""The commands, which load when they run."""


@click.group(cls=LazyGroup, table=COMMANDS, invoke_without_command=True)
@takes(DeskRequest)
@click.pass_context
def desk(click_context: click.Context, request: DeskRequest) -> None:
    """Work on the directory before signing; without a command, show sources and the next step."""
    if click_context.invoked_subcommand is None:
        from kiosk.editor.commands.desk_overview import show_overview

        show_overview(request.workbook, request.now, as_json=request.as_json)
