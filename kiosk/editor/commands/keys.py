"""Commands for the keys of a coalition: who may sign, and signing together."""

from pathlib import Path

import click

from kiosk import APP
from kiosk.cli.base import JSON, CommandError, UsageError, at_terminal, print_answer, print_lines
from kiosk.domain.key_roles import ROLES, SIGN_SUFFIX, Role
from kiosk.domain.report_lines import row_line
from kiosk.domain.syncfile import SUFFIX, RootFacts
from kiosk.editor.commands.editor_base import (
    KEYS,
    YES,
    channel_option,
    clock,
    confirm,
    editor_errors,
    keys_folder,
    name_option,
    ring_of,
)
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
    fingerprint_of,
    keys_in_role,
    make_joining_keys,
    remove_key,
    rotate_key,
    take_over,
    their_key,
    threshold_in,
)
from kiosk.editor.keys.requests import read_request, sign_request, write_request
from kiosk.editor.keys.roles import KeyRecord
from kiosk.editor.keys.second_signature import sign_directory
from kiosk.editor.publish.inspection import inspect_file
from kiosk.editor.publish.publish_answers import keys_answer

ROLE = click.option("--role", type=click.Choice(ROLES), required=True, help="What the key signs.")
PUBLIC = click.option(
    "--public",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A person's public key file, made by: keys new --public.",
)
OUT = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"File for the signature request [default: root-N{SIGN_SUFFIX} here].",
)


@click.group()
def keys() -> None:
    """Make, show, change and use signing keys."""


@keys.command("new")
@KEYS
@click.option(
    "--channel",
    callback=channel_option,
    help="Short name for your kiosks, such as sacramento.",
)
@click.option("--publisher", callback=name_option, help="Name of the coalition.")
@click.option("--holder", callback=name_option, help="Who holds the keys [default: publisher].")
@click.option(
    "--public",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Make keys to join another coalition, and write your public keys to this file.",
)
@editor_errors
def _new(
    *,
    keys: Path | None,
    channel: str | None,
    publisher: str | None,
    holder: str | None,
    public: Path | None,
) -> None:
    """Make the keys of a coalition, or with --public your own to join one."""
    folder = keys_folder(keys)
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
        if channel is None or publisher is None:
            raise UsageError('Say for whom: keys new --channel sacramento --publisher "NAME".')
        facts = RootFacts(channel=channel, publisher=publisher)
        made = new_keys(ring, facts, holder or publisher, clock(None))
    click.echo(fingerprint_paper(fingerprint_of(made), facts.channel, facts.publisher))
    click.echo(backup_words(folder))


@keys.command("show")
@KEYS
@JSON
@editor_errors
def _show(*, keys: Path | None, as_json: bool) -> None:
    """Show who holds which key, and which are in this folder."""
    folder = open_keys(keys_folder(keys))
    print_answer(keys_answer(folder), key_lines(folder), as_json=as_json)


@keys.command("add")
@KEYS
@ROLE
@click.option("--holder", callback=name_option, help="Who holds the key.")
@PUBLIC
@OUT
@YES
@editor_errors
def _add(
    *,
    keys: Path | None,
    role: str,
    holder: str | None,
    public: Path | None,
    out: Path | None,
    yes: bool,
) -> None:
    """Add a key: a person's public one, or a new one for the directory made here."""
    if holder is None and public is None:
        raise UsageError("Say whose key it is: --holder NAME, or --public FILE.")
    folder = keys_folder(keys)
    theirs = _compared(public, role, yes=yes)
    click.echo(
        outcome_of_change(
            add_key(ring_of(folder), Role(role), holder, theirs, clock(None)), out, role
        )
    )


def _compared(public: Path | None, role: str, *, yes: bool) -> "KeyRecord | None":
    """Return another person's key after its fingerprint was confirmed; the file is read once."""
    if public is None:
        return None
    theirs = their_key(public, Role(role))
    click.echo(their_print_words(theirs, role))
    confirm("Did they read you these groups?", yes=yes)
    return theirs


@keys.command("rotate")
@KEYS
@ROLE
@click.option("--key", "name", help="First characters of the old key's id.")
@PUBLIC
@OUT
@YES
@editor_errors
def _rotate(
    *,
    keys: Path | None,
    role: str,
    name: str | None,
    public: Path | None,
    out: Path | None,
    yes: bool,
) -> None:
    """Replace a key with a new one; with --public, another person's key."""
    folder = keys_folder(keys)
    name = name or _whose(folder, Role(role))
    theirs = _compared(public, role, yes=yes)
    click.echo(
        outcome_of_change(
            rotate_key(ring_of(folder), Role(role), name, theirs, clock(None)), out, role
        )
    )


def _whose(folder: Path, role: Role) -> str | None:
    """Return the start of the replaced key's id; asks if several people hold the role."""
    opened = open_keys(folder)
    if len(keys_in_role(opened, role)) == 1 or not at_terminal():
        return None
    print_lines(holder_lines(opened, role))
    return str(click.prompt("Whose key goes? The beginning of its id", err=True))


@keys.command("remove")
@KEYS
@ROLE
@click.option("--key", "name", required=True, help="First characters of the old key's id.")
@OUT
@editor_errors
def _remove(*, keys: Path | None, role: str, name: str, out: Path | None) -> None:
    """Remove a person's key."""
    folder, of = keys_folder(keys), Role(role)
    before = threshold_in(open_keys(folder), of)
    made = remove_key(ring_of(folder), of, name, clock(None))
    click.echo(outcome_of_change(made, out, role))
    if fewer := fewer_signatures(before, made, of):
        click.echo(fewer)


@keys.command("sign")
@click.argument("request", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@KEYS
@YES
@editor_errors
def _sign(*, request: Path, keys: Path | None, yes: bool) -> None:
    """Read what others ask you to sign, and sign it.

    A published file (NAME.kiosksync) that a second person signs is taken by kiosks as if somebody
    there had read the report.
    """
    folder = keys_folder(keys)
    if request.suffix == SUFFIX:
        _sign_directory(request, folder, yes=yes)
        return
    to_sign = read_request(request)
    print_lines(request_lines(to_sign, folder))
    confirm("Is this what you want to sign?", yes=yes)
    signed = sign_request(to_sign, ring_of(folder))
    write_request(request, signed)
    missing = signed.signatures.missing
    then = f"Still to be signed by: {', '.join(missing)}." if missing else "All have signed."
    click.echo(f"Signed. {then} Give {request.name} back.")


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


@keys.command("take")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@KEYS
@click.option("--fingerprint", help="The groups on the coalition's paper, needed to join.")
@editor_errors
def _take(*, file: Path, keys: Path | None, fingerprint: str | None) -> None:
    """Import what everyone has signed, or what another editor has published."""
    folder = keys_folder(keys)
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
