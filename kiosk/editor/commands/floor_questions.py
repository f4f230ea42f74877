"""Floors that are not reached: which a person accepts, by an option or by typing."""

import click

from kiosk.cli.base import UsageError, at_terminal
from kiosk.domain.report_lines import escape_invisible
from kiosk.editor.floors import names_in, question_lines
from kiosk.editor.publish.plan import PublishPlan


def _check_accepted(plan: PublishPlan) -> None:
    """Refuse floors of a source that is not there. Raises :class:`UsageError`."""
    for word in sorted(plan.order.accept):
        source = word.rpartition(".")[0]
        if source and source not in plan.source_coverages:
            raise UsageError(f"{plan.order.source.name} has no source {source} that is on.")


def ask_about_floors(plan: PublishPlan) -> PublishPlan:
    """Ask for the names of the floors that are not reached; without a person nothing changes.

    Raises :class:`UsageError`.
    """
    _check_accepted(plan)
    below = plan.below
    if not below or not at_terminal() or any(floor.firm for floor in below):
        return plan
    for line in question_lines(escape_invisible(plan.order.source.name), below):
        click.echo(line, err=True)
    wanted = " ".join(floor.typed_as for floor in below)
    typed = click.prompt(
        f"To go on all the same, type {wanted}. Enter alone stops",
        default="",
        show_default=False,
        err=True,
    )
    return plan.accepting(names_in(typed) & {floor.typed_as for floor in below})
