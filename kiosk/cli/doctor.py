"""The readiness check on the command line, and the check of an installed machine."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk.app import assets
from kiosk.app.readiness_probe import ReadinessProbe
from kiosk.atomic_files import is_missing
from kiosk.cli.base import Context, kiosk_command, print_answer
from kiosk.cli.request_options import PRESENT_FOLDER, AsJson, option
from kiosk.devices.printer_choice import chosen_print
from kiosk.domain.report_lines import escape_invisible
from kiosk.readiness.codes import Level, StaffAnswers
from kiosk.readiness.install_check import assertions
from kiosk.readiness.readiness_sentences import TITLES
from kiosk.readiness.staff_answers import Asserted, CheckedAnswer, DoctorAnswer
from kiosk.sync.state import STATE_NAME

YES_NO = click.Choice(("yes", "no"))
SYSTEMD_S = 20
"""Seconds that systemd may take to answer."""
MARKS = {"ok": "ok  ", "look": "!   ", "broken": "XX  "}
"""Marks at the start of a line, each four characters wide."""


class _DoctorRequest(msgspec.Struct, frozen=True, kw_only=True):
    as_json: AsJson = False
    installed: Annotated[bool, option("Also check that the machine is as it was installed.")] = (
        False
    )
    root: Annotated[
        Path, option("Root folder of the machine to check [default: /].", type=PRESENT_FOLDER)
    ] = Path("/")
    save: Annotated[bool, option("Save the report in the data folder.")] = False
    sightline: Annotated[
        str | None, option("Can someone read the screen from behind?", type=YES_NO)
    ] = None
    earshot: Annotated[
        str | None, option("Can others hear what a visitor says or hears there?", type=YES_NO)
    ] = None


@kiosk_command("doctor", _DoctorRequest)
def doctor(context: Context, request: _DoctorRequest) -> None:
    """Check whether everything is ready, and say what to do if it is not."""
    if is_missing(context.data / STATE_NAME):
        click.echo(f"Making the directory in {context.data} …", err=True)
    probe = ReadinessProbe(
        context.program(None),
        context.data,
        context.clock(None),
        own_settings=context.settings_file,
        problem=context.settings_problem,
        root=request.root,
    )
    sink = chosen_print(probe.program.settings.print, context.data).sink
    cups = sink is not None and sink.kind == "cups"
    machine = _as_installed(request.root, cups=cups) if request.installed else None
    said = StaffAnswers(_yes_no(request.sightline), _yes_no(request.earshot))
    answer = probe.answer(said, machine)
    if request.save:
        answer = probe.keep(answer)
    print_answer(answer, _lines(answer, context.settings_problem), as_json=request.as_json)
    if answer.level is Level.BROKEN:
        sys.exit(1)


def _yes_no(word: str | None) -> bool | None:
    return None if word is None else word == "yes"


def _as_installed(root: Path, *, cups: bool) -> "tuple[Asserted, ...]":
    live = root == Path("/") and Path("/run/systemd/system").is_dir()
    return assertions(root, assets.resources() / "deploy", _systemctl if live else None, cups=cups)


def _systemctl(words: tuple[str, ...]) -> str:
    """Return the answer of systemd; empty if there is none."""
    command = ["/usr/bin/systemctl", *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command, capture_output=True, text=True, check=False, timeout=SYSTEMD_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _lines(answer: "DoctorAnswer", problem: str) -> Iterator[str]:
    """Yield the report; its first line says whether anything has to be done."""
    results: list[CheckedAnswer | Asserted] = [*answer.checks, *(answer.installed or ())]
    broken = sum(one.level == "broken" for one in results)
    looks = sum(one.level == "look" for one in results)
    if broken:
        yield f"NOT READY. Fix the lines marked XX: {broken}. Check those marked !: {looks}."
    elif looks:
        yield f"Ready. Check the lines marked !: {looks}."
    else:
        yield "Ready. There is nothing to do."
    for one in answer.checks:
        yield from _check_lines(one, problem)
    for part in answer.installed or ():
        yield f"{MARKS[part.level]}{part.what}: {part.says}"


def _check_lines(answer: "CheckedAnswer", problem: str) -> Iterator[str]:
    yield f"{MARKS[answer.level]}{TITLES[answer.check].text}: {escape_invisible(answer.says)}"
    if answer.hint:
        yield f"      {answer.hint}"
    if answer.finding == "settings_bad":
        yield f"      {escape_invisible(problem)}"
