"""Provision a kiosk, set its PINs; and hidden commands for staff mode."""

import datetime as dt
import getpass
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk import atomic_files
from kiosk.app.context import DirectoryUnavailable, prepare_directory
from kiosk.app.settings import FILE_NAME, load_settings
from kiosk.cli.base import (
    CommandError,
    Context,
    UsageError,
    at_terminal,
    kiosk_command,
    open_until_exit,
)
from kiosk.cli.request_options import UNREAD_FILE, argument, option
from kiosk.cli.trust import trust_of, wrong_words
from kiosk.domain.clock import zone
from kiosk.domain.helplines import hidden_names
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.staff.importer_client import serve
from kiosk.staff.pin import flaw, is_taken
from kiosk.staff.provisioning import provision as set_up
from kiosk.staff.provisioning import remove_helper_pin, reset
from kiosk.staff.worker import SubprocessWorker, own_command
from kiosk.staff.worker_answers import DateAnswer, FilesAnswer, RootAnswer, StateAnswer
from kiosk.sync.provisioned import PinOwner, is_provisioned
from kiosk.sync.shell_messages import refusal_words
from kiosk.sync.status import data_status
from kiosk.sync.sync_answers import Candidate, TrustInfo

PIN_VARIABLES = {PinOwner.STAFF: "KIOSK_PIN", PinOwner.HELPER: "KIOSK_HELPER_PIN"}
"""For scripts that set up many kiosks; never an option, which a process list would show."""
DIGITS = {PinOwner.STAFF: "6 to 12 digits", PinOwner.HELPER: "6 digits"}
FLAWS = {
    "not_digits": "A PIN has digits only.",
    "short": "A PIN has at least 6 digits.",
    "long": "A PIN of the staff has at most 12 digits, that of helpers 6.",
    "taken": "The PINs of staff and helpers must differ.",
    "weak": "That PIN is too easy to guess: no runs, no repeats, no pattern on the keys.",
}
_SITE_HEADER = re.compile(rb"^[ \t]*\[site\][^\r\n]*", re.MULTILINE)


def _read_pin(owner: PinOwner = PinOwner.STAFF) -> str:
    """Read a PIN from its variable, or ask twice without echo."""
    variable = PIN_VARIABLES[owner]
    given = os.environ.get(variable)
    if given is None:
        if not at_terminal():
            raise UsageError(f"No PIN: there is no terminal to ask at. Set {variable}.")
        given = getpass.getpass(f"New PIN ({DIGITS[owner]}): ")
        if getpass.getpass("The same PIN once more: ") != given:
            raise CommandError("The two were not the same. Nothing was changed.")
    found = flaw(given, owner)
    if found is not None:
        raise CommandError(f"{FLAWS[found.value]} Nothing was changed.")
    return given


def _read_helper_pin(staff_pin: str) -> str:
    """Read the PIN of helpers for a new kiosk; empty if they get none."""
    asks = at_terminal() and PIN_VARIABLES[PinOwner.STAFF] not in os.environ
    if asks:
        click.echo("Helpers can have a list with more on a page, behind a PIN of their own.")
        asks = click.confirm("Do helpers work here?", default=False)
    if not asks and PIN_VARIABLES[PinOwner.HELPER] not in os.environ:
        return ""
    found = _read_pin(PinOwner.HELPER)
    if found == staff_pin:
        raise CommandError(f"{FLAWS['taken']} Nothing was changed.")
    return found


class _ProvisionRequest(msgspec.Struct, frozen=True, kw_only=True):
    site: Annotated[
        Path | None, option("Site settings to check and install.", type=UNREAD_FILE)
    ] = None
    root_file: Annotated[
        Path | None,
        option("The coalition's root document, or a sync file.", "--root", type=UNREAD_FILE),
    ] = None
    fingerprint: Annotated[
        str | None, option("The 8 groups on the coalition's paper, for --root.")
    ] = None


@kiosk_command("provision", _ProvisionRequest)
def provision(context: Context, request: _ProvisionRequest) -> None:
    """Set up this kiosk: staff PIN, site settings, trusted coalition."""
    site, root_file, fingerprint = request.site, request.root_file, request.fingerprint
    if is_provisioned(context.data):
        others = "" if root_file is None else " Whom to trust: resource-kiosk trust add FILE."
        raise CommandError(
            f"This kiosk has a PIN already. For a new one: resource-kiosk pin reset.{others}"
        )
    if site is not None and not site.is_file():
        raise UsageError(f"No settings file {site}.")
    if site is not None:
        provisioning = load_settings(site).provision
        root_file = root_file or provisioning.coalition_file(site)
        fingerprint = fingerprint or provisioning.fingerprint or None
    content = b"" if site is None else _with_place(site)
    typed = _typed_fingerprint(root_file, fingerprint)
    pin = _read_pin()
    helper_pin = _read_helper_pin(pin)
    if root_file is not None:
        _trust(context, root_file, typed)
    if site is not None:
        context.data.mkdir(parents=True, exist_ok=True)
        atomic_files.replace_file(context.data / FILE_NAME, content)
    set_up(context.data, pin)
    if helper_pin:
        reset(context.data, helper_pin, PinOwner.HELPER)
    click.echo("This kiosk has a staff mode now.")
    click.echo("To open it: hold a finger on the corner opposite “Leave this page” for 5 seconds,")
    click.echo("on the screen with the languages, or press the Backspace key there 6 times.")
    if root_file is None:
        click.echo("The first file asks for the 8 groups of the coalition's paper.")


def _with_place(site: Path) -> bytes:
    """Return the site's settings; ask whether its place is public if they leave that open."""
    content = site.read_bytes()
    is_open = load_settings(site).origin is not None and b"place_is_public" not in content
    if not is_open or not at_terminal():
        return content
    click.echo("A slip can show the way from this kiosk. Two slips are enough to find the kiosk.")
    if not click.confirm("May everyone know where this kiosk is?", default=False):
        return content
    answered, found = _SITE_HEADER.subn(rb"\g<0>\nplace_is_public = true", content, count=1)
    if not found:
        raise CommandError(
            f"Write place_is_public = true under [site] in {site}. Nothing was changed."
        )
    return answered


def _typed_fingerprint(root_file: Path | None, given: str | None) -> str:
    if root_file is None:
        if given is not None:
            raise UsageError("--fingerprint needs --root, the file it belongs to.")
        return ""
    if given is not None:
        return given
    if not at_terminal():
        raise UsageError("--root needs --fingerprint where there is no terminal to ask at.")
    return str(click.prompt("The 8 groups of the coalition's paper"))


def _trust(context: Context, path: Path, typed: str) -> None:
    trusting = trust_of(context, staffed=True)
    try:
        wrong = trusting.wrong(path, typed)
        if wrong:
            raise CommandError(f"{wrong_words(wrong)} Nothing was changed.")
        trusting.add(path, typed)
    except Refused as error:
        reason = refusal_words(error.code, error.where)
        raise CommandError(f"{reason} Nothing was changed.") from error


@click.group()
def pin() -> None:
    """Manage the PINs of staff and helpers."""


@kiosk_command("reset", group=pin)
def _reset(context: Context) -> None:
    """Set a new PIN, and lift the lock after too many wrong ones."""
    _set_pin(context, PinOwner.STAFF)


class _HelperRequest(msgspec.Struct, frozen=True, kw_only=True):
    remove: Annotated[bool, option("Helpers have no view from now on.")] = False


@kiosk_command("helper", _HelperRequest, pin)
def _helper(context: Context, request: _HelperRequest) -> None:
    """Set the PIN of helpers, which also lifts its lock, or remove it."""
    if request.remove:
        remove_helper_pin(context.data)
        click.echo("Helpers have no view from now on.")
        return
    _set_pin(context, PinOwner.HELPER)


def _set_pin(context: Context, owner: PinOwner) -> None:
    if not is_provisioned(context.data):
        raise CommandError("This kiosk has no staff mode yet. First: resource-kiosk provision.")
    pin = _read_pin(owner)
    if is_taken(context.data, pin, owner):
        raise CommandError(f"{FLAWS['taken']} Nothing was changed.")
    reset(context.data, pin, owner)
    click.echo("The new PIN holds from now on.")


# --- for the staff's screen -----------------------------------------------------------------------


@click.group(hidden=True)
def staff() -> None:
    """Answer staff mode from a separate process; prints JSON."""


@kiosk_command("serve", group=staff)
def _serve(context: Context) -> None:
    """Answer one question of the screen: the importer of an installed kiosk."""
    child = SubprocessWorker(own_command(context.data, context.settings_file))
    # Unbuffered: a thread that still waits for the buffer's lock would abort the exit.
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as question:
        answered = serve(question, sys.stdout.buffer, child)
    if not answered:
        raise UsageError("The importer does not answer that question.")


def _answer(value: msgspec.Struct) -> None:
    click.echo(msgspec.json.encode(value))


@kiosk_command("state", group=staff)
def _state(context: Context) -> None:
    """Print the state of the data."""
    prepared = prepare_directory(context.data)
    services, problem, silent = 0, "", tuple[str, ...]()
    if isinstance(prepared, DirectoryUnavailable):
        problem = prepared.reason
    else:
        directory = open_until_exit(prepared)
        services, silent = directory.counts().services, hidden_names(directory.helplines())
    status = data_status(context.data, context.clock(None))
    _answer(StateAnswer(status=status, services=services, problem=problem, silent=silent))


class _FilesRequest(msgspec.Struct, frozen=True, kw_only=True):
    places: Annotated[tuple[Path, ...], argument(type=UNREAD_FILE)] = ()


@kiosk_command("files", _FilesRequest, staff)
def _files(context: Context, request: _FilesRequest) -> None:
    """Print the sync files of some folders; an unreadable folder counts as empty.

    An error of the kiosk itself stops the search, since it would fail in the next folder too.
    """
    of_the_place = {RefusalCode.NOTHING_FOUND, RefusalCode.UNREADABLE}
    syncing = context.importer()
    found = list[Candidate]()
    for place in filter(atomic_files.is_folder, request.places):
        try:
            found += syncing.candidates(place)
        except Refused as error:
            if error.code not in of_the_place:
                _answer(FilesAnswer(files=(), code=error.code))
                return
    _answer(FilesAnswer(files=tuple(found)))


class _RootRequest(msgspec.Struct, frozen=True, kw_only=True):
    path: Annotated[Path, argument(type=UNREAD_FILE)]


@kiosk_command("fingerprint", _RootRequest, staff)
def _fingerprint(context: Context, request: _RootRequest) -> None:
    """Print the root of a file, to compare with the coalition's paper."""
    _answer_root(lambda: trust_of(context).offered(request.path))


class _TrustRequest(_RootRequest, frozen=True, kw_only=True):
    typed: Annotated[str, argument()]


@kiosk_command("trust", _TrustRequest, staff)
def _take_on(context: Context, request: _TrustRequest) -> None:
    """Trust the root of a file whose fingerprint was typed, and do nothing else."""
    _answer_root(lambda: trust_of(context).add(request.path, request.typed))


def _answer_root(root: Callable[[], TrustInfo]) -> None:
    try:
        _answer(RootAnswer(root=root()))
    except Refused as error:
        _answer(RootAnswer(code=error.code))


class _DateRequest(msgspec.Struct, frozen=True, kw_only=True):
    day: Annotated[dt.datetime, argument(type=click.DateTime(["%Y-%m-%d"]))]


@kiosk_command("date", _DateRequest, staff)
def _date(context: Context, request: _DateRequest) -> None:
    """Set the date to DAY, which a person typed twice."""
    try:
        context.importer().set_date(request.day.date(), zone(context.settings.site.zone))
    except Refused as error:
        _answer(DateAnswer(code=error.code))
        return
    except (ValueError, OverflowError) as error:
        raise UsageError("That cannot be today: the program was made later.") from error
    _answer(DateAnswer())


class _PrintersRequest(msgspec.Struct, frozen=True, kw_only=True):
    choose: Annotated[
        str | None, option("Use this one from now on; empty is none.", metavar="PLACE")
    ] = None
    paper: Annotated[str, option("What is in it.")] = ""
    test: Annotated[bool, option("Print a test page on the chosen one.")] = False


@kiosk_command("printers", _PrintersRequest, staff)
def _printers(context: Context, request: _PrintersRequest) -> None:
    """Print the printers of this machine, and the chosen one."""
    from kiosk.app.printer_setup import printers

    try:
        place, paper = request.choose, request.paper
        _answer(printers(context.settings, context.data, place, paper, test=request.test))
    except ValueError as error:
        raise UsageError(f"{error}.") from error
