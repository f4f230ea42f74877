"""The group of the editor's desk: work on the directory before anything is signed."""

from collections.abc import Iterator
from pathlib import Path

import click

from kiosk import APP
from kiosk.cli.base import JSON, NOW, LazyGroup, print_answer
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor import overview
from kiosk.editor.commands.editor_base import WORKBOOK, clock, desk_errors
from kiosk.editor.sources.desk_answers import DeskAnswer

COMMANDS = {
    "adopt": (
        "kiosk.editor.commands.desk_rows",
        "Write a row over each ID of a source, to change single cells of it.",
    ),
    "calls": (
        "kiosk.editor.commands.desk_calls",
        "List whom to call to check facts, as calls.xlsx and as calls.html for paper.",
    ),
    "coverage": (
        "kiosk.editor.commands.desk_coverage",
        "Show what visitors will see of the workbook, or of its source NAME; write it as a page.",
    ),
    "drop": (
        "kiosk.editor.commands.desk_rows",
        "Take a service of a source off the screens, until somebody empties the cell Status.",
    ),
    "fit": (
        "kiosk.editor.commands.desk_fit",
        "Ask what the words of the source NAME mean; the answers are used on each import.",
    ),
    "import": (
        "kiosk.editor.commands.desk_import",
        "Read an export as the source NAME of the workbook, in place of its last import.",
    ),
    "preview": (
        "kiosk.editor.commands.desk_preview",
        "Read, check and build the directory of a WORKBOOK, to look at it. Nothing is signed.",
    ),
    "pull": (
        "kiosk.editor.commands.desk_pull",
        "Read the HSDS 3 API at URL into NAME.json.zip, whole or not at all. Then import it.",
    ),
    "review": (
        "kiosk.editor.commands.desk_take",
        "Write a form with the 30 texts of LANG that could do most harm, for a speaker to read.",
    ),
    "sheets": (
        "kiosk.editor.commands.desk_rows",
        "Write each sheet of a WORKBOOK as a CSV file. The folder can be published as it is.",
    ),
    "slice": (
        "kiosk.editor.commands.desk_take",
        "Write a form with the rows of the organization ORG, for it to check.",
    ),
    "take": (
        "kiosk.editor.commands.desk_take",
        "Take the answers of a form: say what FILE is and what it would change, ask, write.",
    ),
    "twins": (
        "kiosk.editor.commands.desk_calls",
        "Write a form that asks which rows of the workbook and its sources are the same.",
    ),
    "why": (
        "kiosk.editor.commands.desk_rows",
        "Show who says each cell of a service, a place or an organization.",
    ),
}
"""The commands, which load when they run."""


@click.group(cls=LazyGroup, table=COMMANDS, invoke_without_command=True)
@WORKBOOK
@JSON
@NOW
@click.pass_context
def desk(click_context: click.Context, *, workbook: Path, as_json: bool, now: str | None) -> None:
    """Work on the directory before it is signed; alone, show its sources and the next step."""
    if click_context.invoked_subcommand is None:
        _show(workbook=workbook, as_json=as_json, now=now)


@desk_errors
def _show(*, workbook: Path, as_json: bool, now: str | None) -> None:
    answer = overview.desk_overview(workbook, clock(now).date())
    print_answer(answer, _desk_lines(answer), as_json=as_json)


def _desk_lines(answer: DeskAnswer) -> Iterator[str]:
    for one in answer["sources"]:
        name = escape_invisible(f"{one['title']} ({one['name']})" if one["title"] else one["name"])
        if one["imported"]:
            has = f"{with_noun(one['services'], 'service')}, export of {one['date']}"
        else:
            has = "never imported"
        yield f"{name}: {'on' if one['on'] else 'off'}, {has}"
        if one["seen"]:
            yield f"  {one['seen']}"
        if one["below"]:
            below = ", ".join(one["below"])
            yield f"  Not ready: {below}. Why: {APP} desk coverage {escape_invisible(one['name'])}"
    if answer["calls"]:
        due = f"; {answer['due']} of them keep facts on the screen" if answer["due"] else ""
        yield f"{with_noun(answer['calls'], 'call')} to check facts{due}: {APP} desk calls"
    if answer["texts"]:
        texts = with_noun(sum(answer["texts"].values()), "text")
        yield f"{texts} in {with_noun(len(answer['texts']), 'language')} that nobody has read"
    yield from (f"Next: {escape_invisible(step)}" for step in answer["next"][:1])
    yield from (f"      {escape_invisible(step)}" for step in answer["next"][1:])
