"""The editor's command that makes a website from a signed file, and checks one."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote

import click
import msgspec

from kiosk import APP
from kiosk.cli.base import (
    JSON,
    NOW,
    CommandError,
    Context,
    UsageError,
    language_option,
    print_json,
    print_lines,
)
from kiosk.domain import contact
from kiosk.domain.clock import TrustedTime
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import SameMarkError
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.domain.syncfile import PRACTICE, SUFFIX, RefusalCode, Refused
from kiosk.editor.commands.editor_base import (
    KEYS,
    clock,
    editor_errors,
    keys_folder,
    name_option,
    refusal,
    ring_of,
)
from kiosk.editor.keys.key_folder import NoKeys, open_keys
from kiosk.editor.keys.secrets import KeysError
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.editor.keys.signing import editors_of, read_targets, sign
from kiosk.editor.website.build import build
from kiosk.editor.website.card_choice import CardRefused
from kiosk.editor.website.file_listing import (
    NAME,
    SIGNATURE,
    ListError,
    WebsiteList,
    list_files,
    unsigned_signature,
)
from kiosk.editor.website.folder import FolderHoldsOthersError, list_of, put_in_place
from kiosk.editor.website.host_reading import HostError, HostNotBelievedError
from kiosk.editor.website.phone_copy import CopyIcon
from kiosk.editor.website.website_check import check_folder, check_host
from kiosk.editor.website.website_options import OptionError, WebsiteOptions, check_options
from kiosk.editor.workbook.opening import has_own_sheets as is_workbook
from kiosk.presentation.card_faces import Strips
from kiosk.sync.databases import MakeError
from kiosk.sync.trust import load_root, read_root, wrong_groups

FILE = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--host", help="Name of the host, such as help.example.org.")
@click.option(
    "--lang", "languages", multiple=True, default=OFFERED, callback=language_option,
    help="Language (BCP 47); several times for several [default: all].",
)  # fmt: skip
@click.option("--leave", default="own", show_default=True, help="Page behind Leave: own, or URL.")
@click.option("--keep", is_flag=True, help="Offer a copy on the phone.")
@click.option(
    "--icon",
    type=click.Choice([one.value for one in CopyIcon]),
    default=CopyIcon.LIST.value,
    show_default=True,
    help="Icon of the copy.",
)
@click.option(
    "--cards", multiple=True, help="Pictures of a card: its id, or all; several times for several."
)
@click.option("--boards", multiple=True, help="Electronic boards of a size, such as 1400x400.")
@click.option("--poster", is_flag=True, help="A poster with strips to tear off.")
@click.option(
    "--strips",
    type=click.Choice([one.value for one in Strips]),
    default=Strips.WIDE.value,
    show_default=True,
    help="Width of the poster's strips: 19 mm, or 12 mm for a coin pocket.",
)
@click.option("--host-tells", callback=name_option, help="Who allows a revealing host name.")
@click.option("--check", "checked", help="Check the website in this folder, or at https://HOST.")
@click.option("--against", type=FILE, help="The signed file to check it against.")
@click.option("--fingerprint", help="The eight groups on the coalition's paper.")
@click.option("--no-signature", is_flag=True, help="Do not sign the list of files: a trial.")
@KEYS
@JSON
@NOW
@click.pass_obj
@editor_errors
def website(
    context: Context,
    *,
    file: Path | None,
    out: Path | None,
    host: str | None,
    languages: tuple[str, ...],
    leave: str,
    keep: bool,
    icon: str,
    cards: tuple[str, ...],
    boards: tuple[str, ...],
    poster: bool,
    strips: str,
    host_tells: str | None,
    checked: str | None,
    against: Path | None,
    fingerprint: str | None,
    no_signature: bool,
    keys: Path | None,
    as_json: bool,
    now: str | None,
) -> None:
    """Make a website from a signed file, or check one."""
    secrets = keys_folder(keys)

    def verified(path: Path) -> SignedFile:
        if is_workbook(path):
            raise CommandError(
                f"{path} is the workbook. Make the signed file of it first: "
                f"{APP} publish {quote(str(path))} -o directory{SUFFIX}"
            )
        found = _trusted_file(
            path, clock(now), keys=secrets, data=context.data, fingerprint=fingerprint
        )
        # Nobody has checked a file for practice for hidden streets.
        if found.bundle.root.facts.channel == PRACTICE and not no_signature:
            raise Refused(RefusalCode.PRACTICE)
        return found

    if checked is not None:
        if against is None or file is not None:
            raise UsageError("To check: --check FOLDER or https://HOST, and --against FILE.")
        _check(checked, against, verified)
        return
    if file is None or out is None or host is None:
        raise UsageError("To make a website: FILE, -o FOLDER and --host NAME.")
    options = WebsiteOptions(
        host=host, languages=tuple(dict.fromkeys(languages)), leave=leave,
        host_tells=host_tells or "", keep=icon if keep else "", cards=tuple(dict.fromkeys(cards)),
        boards=tuple(dict.fromkeys(boards)), poster=strips if poster else "",
    )  # fmt: skip
    try:
        check_options(options)
    except OptionError as error:
        raise UsageError(str(error)) from error
    _make(file, out, options, verified, secrets, signed=not no_signature, as_json=as_json)


def _trusted_file(
    path: Path, now: dt.datetime, *, keys: Path, data: Path, fingerprint: str | None = None
) -> SignedFile:
    """Verify the file at ``path``; expired or earlier than the one published last is refused.

    It is trusted by the coalition's own ``keys``, by the root that the kiosk in ``data`` trusts, or
    by the ``fingerprint`` of the coalition's paper. Raises :class:`Refused` and OSError.
    """
    folder, trusted = None, None
    with suppress(NoKeys):
        folder = open_keys(keys)
    if fingerprint is None:
        trusted = read_root(folder.roots[min(folder.roots)]) if folder else load_root(data)
        if trusted is None:
            raise Refused(RefusalCode.NO_TRUST)
    last = folder.last if folder and trusted else None
    accepted = examine(last, names=False).bundle.accepted_as if last and last.is_file() else None
    file = examine(path, trusted, accepted, TrustedTime(now, trusted=True))
    if fingerprint is not None and wrong_groups(file.bundle.root, fingerprint):
        raise Refused(RefusalCode.FINGERPRINT)
    if file.bundle.expires <= now:
        raise Refused(RefusalCode.EXPIRED)
    return file


def _make(
    file: Path,
    out: Path,
    options: WebsiteOptions,
    verified: Callable[[Path], SignedFile],
    keys: Path,
    *,
    signed: bool,
    as_json: bool,
) -> None:
    with _in_one_sentence():
        before = list_of(out)
        source = verified(file)
        if before is not None and before.channel == source.seal.channel:
            _check_edition(before.edition, source)
        listed = _written(out, source, options, keys, signed=signed)
    if as_json:
        print_json(listed)
        return
    sizes = [one.size for name, one in listed.files.items() if name.endswith(".br")]
    click.echo(
        f"{out}: {with_noun(len(options.languages), 'language')}, "
        f"{with_noun(len(listed.files), 'file')}; the largest page is "
        f"{max(sizes) // 1024} kB to download."
    )
    if not signed:
        click.echo("The list of files is not signed: a trial.")
    click.echo(f"How to host it: {out / 'hosting' / 'README.txt'}")


def remake(out: Path, source: SignedFile, keys: Path) -> None:
    """Make a website again from a newer verified file, as it was made before."""
    with _in_one_sentence():
        before = list_of(out)
        if before is None or before.channel != source.seal.channel:
            raise CommandError(f"{out} holds no website of this coalition.")
        signed = (out / SIGNATURE).is_file()
        try:
            _written(out, source, before.options, keys, signed=signed)
        except CardRefused as error:
            # A withdrawn place must go at once; pictures can be made later.
            click.echo(f"{error} The website has no cards, boards or poster now.", err=True)
            bare = msgspec.structs.replace(before.options, cards=(), boards=(), poster="")
            _written(out, source, bare, keys, signed=signed)
    click.echo(f"{out} now shows this file. Bring it to its host.")


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except (CardRefused, FolderHoldsOthersError, SameMarkError, MakeError) as error:
        raise CommandError(str(error)) from error


def _written(
    out: Path, source: SignedFile, options: WebsiteOptions, keys: Path, *, signed: bool
) -> WebsiteList:
    files = build(source.bundle, options, lambda line: click.echo(line, err=True))
    listed = list_files(files, source.bundle, options)
    files[NAME] = listed.to_bytes()
    if signed:
        files[SIGNATURE] = _signature(files[NAME], source, keys)
    put_in_place(out, files)
    return listed


def _check_edition(before: int, source: SignedFile) -> None:
    number = source.bundle.versions.directory
    if number < before:
        raise CommandError(
            f"The website there is made from number {before}, this file is number {number}. "
            "Take the newest file."
        )


def _signature(content: bytes, source: SignedFile, keys: Path) -> bytes:
    """Sign a list with a key of the weekly directory. Raises :class:`KeysError`."""
    metadata = unsigned_signature(content, source.bundle)
    editors = editors_of(read_targets(source.container.targets).signed)
    signers = ring_of(keys).signers(key.id for key in editors)
    if not signers:
        raise KeysError(
            f"No secret key for the weekly directory is in {keys}. For a trial: --no-signature."
        )
    sign(metadata, signers[:1])
    return metadata.to_bytes()


def _host(address: str) -> str:
    """Return the host of an address without a path. Raises :class:`UsageError`."""
    host = contact.host_of(address)
    if host is None or address.rstrip("/") != f"https://{host}":
        raise UsageError(f"{address} is not an HTTPS host. Write it like https://help.example.org")
    return host


def _check(checked: str, against: Path, verified: Callable[[Path], SignedFile]) -> None:
    """Exit with 1 if a file differs, with 2 if the website or the file cannot be trusted."""
    try:
        if "://" in checked:
            result = check_host(_host(checked), verified(against))
        else:
            result = check_folder(Path(checked), verified(against))
    except Refused as error:
        raise UsageError(refusal(error)) from error
    except HostNotBelievedError as error:
        raise UsageError(str(error)) from error
    except HostError as error:
        raise CommandError(str(error)) from error
    except (CardRefused, ListError, MakeError, SameMarkError) as error:
        raise UsageError(str(error)) from error
    print_lines(result.notes)
    print_lines(f"{escape_invisible(name)}: {why}" for name, why in result.differing)
    if result.differing:
        sys.exit(1)
    click.echo("Every file is as this signed file makes it.")
