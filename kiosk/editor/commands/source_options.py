"""Options that answer what an export leaves open, the same for each command that reads one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypedDict

import click

from kiosk.editor.parsers.dates import read_day_or_month
from kiosk.editor.parsers.days import FirstDay


class SourceAnswers(TypedDict):
    """What the editor says of an export, as in ``reading_options.ReadOptions``."""

    public_addresses: bool
    checked_on: str | None
    first_day: FirstDay | None
    ignore_status: bool


def _checked_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Check a month or a day, as typed."""
    if value is not None and read_day_or_month(value) is None:
        raise click.BadParameter(
            f"{value!r} is not a month or day; write it like 2026-09 or 2026-09-14"
        )
    return value.strip() if value else None


_OPTIONS = (
    click.option(
        "--public-addresses",
        is_flag=True,
        help="Show every address, except those of shelters and those marked private.",
    ),
    click.option(
        "--checked-on",
        callback=_checked_option,
        help="When the undated services of an export were last checked, such as 2026-09.",
    ),
    click.option(
        "--first-day",
        type=click.Choice([*FirstDay]),
        help="The first day of the week in an export that writes days as numbers.",
    ),
    click.option(
        "--ignore-status",
        is_flag=True,
        help="The status column of an export does not say what runs.",
    ),
)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command, which gets their values as ``answers``."""

    @wraps(command)
    def with_answers(*args: Any, **values: Any) -> Any:
        names = SourceAnswers.__annotations__
        answers = {name: values.pop(name) for name in names}
        answers["first_day"] = FirstDay(answers["first_day"]) if answers["first_day"] else None
        return command(*args, answers=answers, **values)

    for option in reversed(_OPTIONS):
        with_answers = option(with_answers)
    return with_answers
