"""Commands for the keys of a coalition: who may sign, and signing together."""

from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk import APP
from kiosk.cli.base import CommandError, UsageError, at_terminal, print_answer, print_lines
from kiosk.cli.request_options import FILE, PRESENT_FILE, AsJson, argument, option
from kiosk.domain.key_roles import SIGN_SUFFIX, Role
from kiosk.domain.report_lines import row_line
from kiosk.domain.syncfile import SUFFIX, RootFacts
from kiosk.editor.commands.editor_base import clock, confirm, editor_command, keys_folder, ring_of
from kiosk.editor.commands.key_words import (
    backup_words,
    fewer_signatures,
    fingerprint_paper,
    holder_lines,
    key_lines,
    outcome_of_change,
    own_print_words,
    request_lines,
    taken_words,
    their_print_words,
)
from kiosk.editor.keys.key_folder import NoKeys, lock_keys, new_keys, open_keys
from kiosk.editor.keys.key_management import (
    add_key,
    make_joining_keys,
    remove_key,
    rotate_key,
    take_over,
    their_key,
)
from kiosk.editor.keys.requests import read_request, sign_request, write_request
from kiosk.editor.keys.roles import KeyRecord
from kiosk.editor.keys.second_signature import sign_directory
from kiosk.editor.option_types import Keys, Yes, channel_of, name_of
from kiosk.editor.publish.inspection import inspect_file
from kiosk.editor.publish.publish_answers import keys_answer

Out = Annotated[
    Path | None,
    option(
        f"File for the signature request [default: root-N{SIGN_SUFFIX} here].",
        "-o",
        "--out",
        type=FILE,
    ),
]


@click.group()
def keys() -> None:
    """Make, show, change and use signing keys."""


class _NewKeysRequest(msgspec.Struct, frozen=True, kw_only=True):
    keys: Keys = None
    channel: Annotated[
        str | None, option("Short name for your kiosks, such as sacramento.", parse=channel_of)
    ] = None
    publisher: Annotated[str | None, option("Name of the coalition.", parse=name_of)] = None
    holder: Annotated[
        str | None, option("Who holds the keys [default: publisher].", parse=name_of)
    ] = None
    public: Annotated[
        Path | None,
        option(
            "Make keys to join another coalition, and write your public keys to this file.",
            type=FILE,
        ),
    ] = None


@editor_command("new", _NewKeysRequest, keys)
def _new(request: _NewKeysRequest) -> None:
    """Make the keys of a coalition, or with --public your own to join one."""
    folder, holder, public = keys_folder(request.keys), request.holder, request.public
    with lock_keys(folder):
        ring = ring_of(folder, new=True)
        if public is not None:
            if holder is None:
                raise UsageError("Say whose keys these are: --holder NAME.")
            theirs = make_joining_keys(ring, holder, public)
            click.echo(f"Your public keys are in {public}. Give that file to the coalition.")
            click.echo(own_print_words(theirs))
            click.echo(backup_words(folder))
            return
        channel, publisher = request.channel, request.publisher
        if channel is None or publisher is None:
            raise UsageError('Say for whom: keys new --channel sacramento --publisher "NAME".')
        facts = RootFacts(channel=channel, publisher=publisher)
        made = new_keys(ring, facts, holder or publisher, clock(None))
    click.echo(fingerprint_paper(made.fingerprint, facts.channel, facts.publisher))
    click.echo(backup_words(folder))


class _NextKeyRequest(msgspec.Struct, frozen=True, kw_only=True):
    keys: Keys = None
    role: Annotated[Role, option("What the key signs.")]
    public: Annotated[
        Path | None,
        option("A person's public key file, made by: keys new --public.", type=PRESENT_FILE),
    ] = None
    out: Out = None
    yes: Yes = False


class _ShowKeysRequest(msgspec.Struct, frozen=True, kw_only=True):
    keys: Keys = None
    as_json: AsJson = False


@editor_command("show", _ShowKeysRequest, keys)
def _show(request: _ShowKeysRequest) -> None:
    """Show who holds which key, and which are in this folder."""
    folder = open_keys(keys_folder(request.keys))
    print_answer(keys_answer(folder), key_lines(folder), as_json=request.as_json)


class _AddKeyRequest(_NextKeyRequest, frozen=True, kw_only=True):
    holder: Annotated[str | None, option("Who holds the key.", parse=name_of)] = None


@editor_command("add", _AddKeyRequest, keys)
def _add(request: _AddKeyRequest) -> None:
    """Add a key: a person's public one, or a new one for the directory made here."""
    if request.holder is None and request.public is None:
        raise UsageError("Say whose key it is: --holder NAME, or --public FILE.")
    role, theirs = request.role, _compared(request)
    made = add_key(ring_of(keys_folder(request.keys)), role, request.holder, theirs, clock(None))
    click.echo(outcome_of_change(made, request.out, role))


class _RotateKeyRequest(_NextKeyRequest, frozen=True, kw_only=True):
    name: Annotated[str | None, option("First characters of the old key's id.", "--key")] = None


def _compared(request: _NextKeyRequest) -> "KeyRecord | None":
    """Return another person's key after its fingerprint was confirmed; the file is read once."""
    if request.public is None:
        return None
    theirs = their_key(request.public, request.role)
    click.echo(their_print_words(theirs, request.role))
    confirm("Did they read you these groups?", yes=request.yes)
    return theirs


@editor_command("rotate", _RotateKeyRequest, keys)
def _rotate(request: _RotateKeyRequest) -> None:
    """Replace a key with a new one; with --public, another person's key."""
    folder, role = keys_folder(request.keys), request.role
    name = request.name or _whose(folder, role)
    theirs = _compared(request)
    made = rotate_key(ring_of(folder), role, name, theirs, clock(None))
    click.echo(outcome_of_change(made, request.out, role))


def _whose(folder: Path, role: Role) -> str | None:
    """Return the start of the replaced key's id; asks if several people hold the role."""
    opened = open_keys(folder)
    if len(opened.keys_of(role)) == 1 or not at_terminal():
        return None
    print_lines(holder_lines(opened, role))
    return str(click.prompt("Whose key goes? The beginning of its id", err=True))


class _RemoveKeyRequest(msgspec.Struct, frozen=True, kw_only=True):
    keys: Keys = None
    role: Annotated[Role, option("What the key signs.")]
    name: Annotated[str, option("First characters of the old key's id.", "--key")]
    out: Out = None


@editor_command("remove", _RemoveKeyRequest, keys)
def _remove(request: _RemoveKeyRequest) -> None:
    """Remove a person's key."""
    folder, role = keys_folder(request.keys), request.role
    before = open_keys(folder).threshold(role)
    made = remove_key(ring_of(folder), role, request.name, clock(None))
    click.echo(outcome_of_change(made, request.out, role))
    if fewer := fewer_signatures(before, made, role):
        click.echo(fewer)


class _SignRequest(msgspec.Struct, frozen=True, kw_only=True):
    file: Annotated[Path, argument(type=PRESENT_FILE, metavar="REQUEST")]
    keys: Keys = None
    yes: Yes = False


@editor_command("sign", _SignRequest, keys)
def _sign(request: _SignRequest) -> None:
    """Read what others ask you to sign, and sign it.

    A published file (NAME.kiosksync) that a second person signs is taken by kiosks as if somebody
    there had read the report.
    """
    file, folder = request.file, keys_folder(request.keys)
    if file.suffix == SUFFIX:
        _sign_directory(file, folder, yes=request.yes)
        return
    to_sign = read_request(file)
    print_lines(request_lines(to_sign, folder))
    confirm("Is this what you want to sign?", yes=request.yes)
    signed = sign_request(to_sign, ring_of(folder))
    write_request(file, signed)
    missing = signed.signatures.missing
    then = f"Still to be signed by: {', '.join(missing)}." if missing else "All have signed."
    click.echo(f"Signed. {then} Give {file.name} back.")


def _sign_directory(file: Path, folder: Path, *, yes: bool) -> None:
    """Show what a published file changes, and add a second signature."""
    try:
        mine = open_keys(folder)
    except NoKeys as error:
        raise CommandError(
            f"{error} Join the coalition first, with the eight groups on its paper: "
            f'{APP} keys take {file} --fingerprint "GROUPS"'
        ) from error
    inspection = inspect_file(file, mine.last if mine.last.exists() else None)
    if inspection.file is None:
        raise CommandError(f"No kiosk would take {file.name} ({inspection.code}).")
    seal = inspection.file.seal
    by = ", ".join(seal.signers)
    click.echo(f"{file.name}: {seal.publisher}, made {seal.created[:10]} by {by}")
    if not inspection.changes:
        click.echo("There is no earlier file here to compare with: this is all of it.")
        for kind, count in inspection.file.totals:
            click.echo(f"  {kind}: {count:,}")
    for section in inspection.changes:
        click.echo(section.title)
        for row in section.rows:
            click.echo(f"  {row_line(row)}")
    confirm("Is this what you want to sign?", yes=yes)
    signed = sign_directory(file, mine, ring_of(folder))
    people = ", ".join(sorted(signed.bundle.people))
    click.echo(f"Signed by {people}. Take {file.name} to the kiosks.")


class _TakeOverRequest(msgspec.Struct, frozen=True, kw_only=True):
    file: Annotated[Path, argument(type=PRESENT_FILE)]
    keys: Keys = None
    fingerprint: Annotated[
        str | None, option("The groups on the coalition's paper, needed to join.")
    ] = None


@editor_command("take", _TakeOverRequest, keys)
def _take(request: _TakeOverRequest) -> None:
    """Import what everyone has signed, or what another editor has published."""
    file, folder, fingerprint = request.file, keys_folder(request.keys), request.fingerprint
    if fingerprint is None and file.suffix != SIGN_SUFFIX:
        try:
            open_keys(folder)
        except NoKeys:
            fingerprint = _ask_for_fingerprint()
    took = take_over(folder, file, fingerprint)
    click.echo(f"Taken over. {taken_words(took, file)}")
    click.echo(f"Copy {took.path} to your sticks again.")


def _ask_for_fingerprint() -> str:
    if not at_terminal():
        raise UsageError("To join, give the 8 groups of the coalition's paper with --fingerprint.")
    return str(click.prompt("The 8 groups from the coalition's paper", err=True))
