"""The command line; commands contain no logic of their own.

Exit codes: 0 done; 1 refused, a problem found, or not possible now; 2 wrong use.
"""

import gc
import sys
from dataclasses import replace
from pathlib import Path

import click

from kiosk import __version__
from kiosk.app import context as program
from kiosk.app import main_loop, screen
from kiosk.app.settings import DIAGONAL_BOUNDS_IN, FILE_NAME, SettingsError, careful, load_settings
from kiosk.cli.base import (
    APP,
    CommandError,
    Context,
    GlobalOptionsGroup,
    UsageError,
    default_data,
    friendly_errors,
    size_option,
)
from kiosk.devices.printer_choice import chosen_print
from kiosk.sync.restarts import ServiceLevel, StartLog

COMMANDS = {
    "answers": (
        "kiosk.cli.visitor",
        "List the services that answer a question, in the order a visitor sees.",
    ),
    "doctor": (
        "kiosk.cli.doctor",
        "Tell whether everything is ready, and what to do where it is not.",
    ),
    "inspect": (
        "kiosk.editor.commands.inspect",
        "Tell who made a signed file, how old it is and what it holds or changes.",
    ),
    "keys": (
        "kiosk.editor.commands.keys",
        "The keys that sign: made, shown, changed, used together.",
    ),
    "licences": (
        "kiosk.cli.licences",
        "List all that is inside with its licence; with a NAME, its licence texts.",
    ),
    "messages": ("kiosk.editor.commands.messages", "The catalogues of the program's words."),
    "pin": ("kiosk.cli.staff", "The PINs of staff and helpers."),
    "provision": (
        "kiosk.cli.staff",
        "Make this a kiosk with a staff mode: PIN, site settings, whom to trust.",
    ),
    "publish": (
        "kiosk.editor.commands.publish",
        "Make a signed file for kiosks from a workbook or an export.",
    ),
    "say": ("kiosk.cli.say", "Speak a text into a WAV file, as a visitor would hear it."),
    "schema": (
        "kiosk.editor.commands.schema",
        "Write the JSON Schema of the records and answers to resources/schema.",
    ),
    "search": ("kiosk.cli.visitor", "Find services by what a visitor would type."),
    "show": ("kiosk.cli.visitor", "Show what a visitor may see of a service, nothing else."),
    "slip": ("kiosk.cli.visitor", "Print a slip with up to three services, or write it as a file."),
    "staff": ("kiosk.cli.staff", ""),
    "status": ("kiosk.cli.trust", "Tell what the kiosk holds and how it is."),
    "sync": ("kiosk.cli.sync", "Bring new data from a sync file, a stick or a folder."),
    "template": (
        "kiosk.editor.commands.template",
        "Make a workbook (XLSX) to keep a directory in.",
    ),
    "tour": ("kiosk.cli.tour", "Render every page to pictures in DIR, without a display."),
    "trust": (
        "kiosk.cli.trust",
        "Whose signature this kiosk believes, and the fingerprint to compare it by.",
    ),
    "undo": ("kiosk.cli.sync", "Go back to the data before, once."),
}
"""The commands; one without words is hidden."""


@click.group(cls=GlobalOptionsGroup, table=COMMANDS, invoke_without_command=True)
@click.version_option(__version__, prog_name=APP)
@click.option("--data", type=click.Path(path_type=Path), help="Folder where state lives.")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    help="Settings of the site [default: settings.toml in the data folder].",
)
@click.option("--kiosk", "full_screen", is_flag=True, help="Full screen; the pointer is hidden.")
@click.option("--size", callback=size_option, help="Size of the window, such as 1920x1080.")
@click.option(
    "--diagonal", type=click.FloatRange(*DIAGONAL_BOUNDS_IN), help="Screen diagonal in inches."
)
@click.pass_context
def main(
    context: click.Context,
    data: Path | None,
    settings_file: Path | None,
    size: tuple[int, int] | None,
    diagonal: float | None,
    *,
    full_screen: bool,
) -> None:
    """An offline directory of help on a touch screen. Without a command: shows it."""
    folder = data or default_data()
    unattended = full_screen and context.invoked_subcommand is None
    starts = StartLog.of_machine()
    footing = starts.begin() if unattended else ServiceLevel.NORMAL
    if footing is ServiceLevel.NORMAL:
        _check_places(folder, settings_file)
    problem = ""
    try:
        settings = load_settings(settings_file or folder / FILE_NAME)
    except SettingsError as error:
        if footing is ServiceLevel.NORMAL and context.invoked_subcommand != "doctor":
            raise UsageError(str(error)) from error
        settings, problem = careful(), str(error)
        if context.invoked_subcommand is None:
            click.echo(problem, err=True)
    settings = replace(settings, print=chosen_print(settings.print, folder))
    if diagonal is not None:
        settings = replace(settings, screen=replace(settings.screen, diagonal=diagonal))
    context.obj = Context(folder, settings, settings_file, problem)
    if context.invoked_subcommand is None:
        _run(context.obj, starts, full_screen=full_screen, size=size, footing=footing)


def _check_places(folder: Path, settings_file: Path | None) -> None:
    """Check that the data folder is usable and that the named settings exist."""
    try:
        blocking = next((at for at in (folder, *folder.parents) if at.is_file()), None)
        missing = settings_file is not None and not settings_file.is_file()
    except OSError as error:
        message = f"{error.filename or folder} cannot be used: {error.strerror or error}."
        raise CommandError(message) from error
    if blocking is not None:
        raise UsageError(
            f"The data folder cannot be {folder}: {blocking} is a file. Choose another."
        )
    if missing:
        raise UsageError(f"No settings file {settings_file}. Make it or leave out --settings.")


@friendly_errors
def _run(
    context: Context,
    starts: StartLog,
    *,
    full_screen: bool,
    size: tuple[int, int] | None,
    footing: ServiceLevel,
) -> None:
    gc.disable()  # until the window is made: all that loads now stays
    clock = program.clock_of(context.settings, None, context.data)
    try:
        code = main_loop.run(
            program.AppContext(context.settings, clock),
            context.data,
            full_screen=full_screen,
            size=size,
            settings=context.settings_file,
            footing=footing,
            starts=starts,
        )
    except screen.ScreenError as error:
        raise CommandError(str(error)) from error
    sys.exit(code)
