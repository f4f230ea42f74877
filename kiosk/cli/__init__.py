"""The command line; commands contain no logic of their own.

Exit codes: 0 done; 1 refused, a problem found, or not possible now; 2 wrong use.
"""

import gc
import sys
from pathlib import Path

import click
from msgspec.structs import replace

from kiosk import APP, __version__
from kiosk.app.context import AppContext, clock_of
from kiosk.app.settings import DIAGONAL_BOUNDS_IN, FILE_NAME, SettingsError, careful, load_settings
from kiosk.cli.base import (
    CommandError,
    Context,
    GlobalOptionsGroup,
    UsageError,
    default_data,
    friendly_errors,
    size_of,
)
from kiosk.cli.request_options import callback_of
from kiosk.devices.printer_choice import chosen_print
from kiosk.sync.restarts import ServiceLevel, StartLog

COMMANDS = {
    "kiosk.cli.doctor": {
        "doctor": "Check whether everything is ready, and say what to do if it is not.",
    },
    "kiosk.cli.licences": {
        "licences": "List every component with its licence; with a NAME, print the licence texts.",
    },
    "kiosk.cli.say": {"say": "Speak a text into a WAV file, as a visitor would hear it."},
    "kiosk.cli.staff": {
        "pin": "Manage the PINs of staff and helpers.",
        "provision": "Set up this kiosk: staff PIN, site settings, trusted coalition.",
        "staff": "",
    },
    "kiosk.cli.sync": {
        "sync": "Bring new data from a sync file, a stick or a folder.",
        "undo": "Go back to the previous data, once.",
    },
    "kiosk.cli.tour": {"tour": "Render every page to pictures in DIR, without a display."},
    "kiosk.cli.trust": {
        "status": "Show the data of the kiosk and its state.",
        "trust": "Manage whose signatures this kiosk trusts.",
    },
    "kiosk.cli.visitor": {
        "answers": "List the services that answer a question, in the order a visitor sees.",
        "search": "Find services by what a visitor would type.",
        "show": "Show exactly what a visitor may see of a service.",
        "slip": "Print a slip with up to three services, or write it as a file.",
    },
    "kiosk.editor.commands.desk": {
        "desk": "Work on the directory before signing; without a command, show sources and the "
        "next step.",
    },
    "kiosk.editor.commands.factory": {
        "factory": "Look after the directory that the program comes with.",
    },
    "kiosk.editor.commands.inspect": {
        "inspect": "Show who signed a file, how old it is, and what it holds or changes.",
    },
    "kiosk.editor.commands.keys": {"keys": "Make, show, change and use signing keys."},
    "kiosk.editor.commands.messages": {"messages": "Work with the translation catalogues."},
    "kiosk.editor.commands.publish": {
        "publish": "Make a signed file for kiosks from a workbook or an export.",
    },
    "kiosk.editor.commands.answer_schemas": {
        "schema": "Write the JSON Schema of the records and answers to resources/schema.",
    },
    "kiosk.editor.commands.template": {"template": "Make a workbook (XLSX) for a directory."},
    "kiosk.editor.commands.website": {
        "website": "Make a website from a signed file, or check one.",
    },
}
"""The commands; one without words is hidden."""


@click.group(cls=GlobalOptionsGroup, table=COMMANDS, invoke_without_command=True)
@click.version_option(__version__, prog_name=APP)
@click.option("--data", type=click.Path(path_type=Path), help="Folder for the data of the kiosk.")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    help="The site's settings file [default: settings.toml in the data folder].",
)
@click.option("--kiosk", "full_screen", is_flag=True, help="Fill the screen and hide the pointer.")
@click.option("--size", callback=callback_of(size_of), help="Window size, such as 1920x1080.")
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
    """An offline directory of help on a touch screen. Without a command, show it."""
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
        _run(context.obj, starts, full_screen=full_screen, size=size, level=footing)


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
    level: ServiceLevel,
) -> None:
    gc.disable()  # until the window is made: all that loads now stays
    from kiosk.app import main_loop
    from kiosk.app.screen import ScreenError

    clock = clock_of(context.settings, None, context.data)
    try:
        code = main_loop.run(
            AppContext(context.settings, clock),
            context.data,
            full_screen=full_screen,
            size=size,
            settings=context.settings_file,
            level=level,
            starts=starts,
        )
    except ScreenError as error:
        raise CommandError(str(error)) from error
    sys.exit(code)
