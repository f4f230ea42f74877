"""The editor's command that makes a website from a signed file, and checks one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from shlex import quote
from typing import Annotated

import click
import msgspec

from kiosk import APP
from kiosk.cli.base import CommandError, Context, UsageError, language_of, print_json, print_lines
from kiosk.cli.request_options import UNREAD_FILE, AsJson, Now, argument, option
from kiosk.domain import contact
from kiosk.domain.clock import TrustedTime
from kiosk.domain.language import OFFERED
from kiosk.domain.marks import SameMarkError
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.domain.syncfile import PRACTICE, SUFFIX, RefusalCode, Refused
from kiosk.editor.commands.editor_base import clock, editor_command, keys_folder, refusal, ring_of
from kiosk.editor.keys.key_folder import NoKeys, open_keys
from kiosk.editor.keys.secrets import KeysError
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.editor.keys.signing import editors_of, read_targets, sign
from kiosk.editor.option_types import Keys, name_of
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
from kiosk.sync.trust import load_root, wrong_groups


class _WebsiteRequest(msgspec.Struct, frozen=True, kw_only=True):
    file: Annotated[Path | None, argument(type=UNREAD_FILE)] = None
    out: Annotated[Path | None, option("Folder to write.", "-o", "--out")] = None
    host: Annotated[str | None, option("Name of the host, such as help.example.org.")] = None
    languages: Annotated[
        tuple[str, ...],
        option(
            "Language (BCP 47); several times for several [default: all].",
            "--lang",
            parse=language_of,
        ),
    ] = OFFERED
    leave: Annotated[str, option("Page behind Leave: own, or URL.")] = "own"
    keep: Annotated[bool, option("Offer a copy on the phone.")] = False
    icon: Annotated[CopyIcon, option("Icon of the copy.")] = CopyIcon.LIST
    cards: Annotated[
        tuple[str, ...], option("Pictures of a card: its id, or all; several times for several.")
    ] = ()
    boards: Annotated[
        tuple[str, ...], option("Electronic boards of a size, such as 1400x400.")
    ] = ()
    poster: Annotated[bool, option("A poster with strips to tear off.")] = False
    strips: Annotated[
        Strips, option("Width of the poster's strips: 19 mm, or 12 mm for a coin pocket.")
    ] = Strips.WIDE
    host_tells: Annotated[str, option("Who allows a revealing host name.", parse=name_of)] = ""
    checked: Annotated[
        str | None, option("Check the website in this folder, or at https://HOST.", "--check")
    ] = None
    against: Annotated[
        Path | None, option("The signed file to check it against.", type=UNREAD_FILE)
    ] = None
    fingerprint: Annotated[str | None, option("The eight groups on the coalition's paper.")] = None
    no_signature: Annotated[bool, option("Do not sign the list of files: a trial.")] = False
    keys: Keys = None
    as_json: AsJson = False
    now: Now = None

    def options(self) -> WebsiteOptions:
        """Return what decides every byte. Raises :class:`UsageError`."""
        options = WebsiteOptions(
            host=self.host or "",
            languages=tuple(dict.fromkeys(self.languages)),
            leave=self.leave,
            host_tells=self.host_tells,
            keep=self.icon.value if self.keep else "",
            cards=tuple(dict.fromkeys(self.cards)),
            boards=tuple(dict.fromkeys(self.boards)),
            poster=self.strips.value if self.poster else "",
        )
        try:
            check_options(options)
        except OptionError as error:
            raise UsageError(str(error)) from error
        return options


@editor_command("website", _WebsiteRequest)
@click.pass_obj
def website(context: Context, request: _WebsiteRequest) -> None:
    """Make a website from a signed file, or check one."""
    verified = partial(_verified, request, context.data)
    if request.checked is not None:
        if request.against is None or request.file is not None:
            raise UsageError("To check: --check FOLDER or https://HOST, and --against FILE.")
        _check(request.checked, request.against, verified)
        return
    if request.file is None or request.out is None or request.host is None:
        raise UsageError("To make a website: FILE, -o FOLDER and --host NAME.")
    options = request.options()
    _make(request, request.out, options, partial(verified, request.file))


def _verified(request: _WebsiteRequest, data: Path, path: Path) -> SignedFile:
    """Verify the file at ``path``; expired or earlier than the one published last is refused.

    It is trusted by the coalition's own keys, by the root that the kiosk in ``data`` trusts, or by
    the fingerprint of the coalition's paper. Raises :class:`Refused` and OSError.
    """
    if is_workbook(path):
        raise CommandError(
            f"{path} is the workbook. Make the signed file of it first: "
            f"{APP} publish {quote(str(path))} -o directory{SUFFIX}"
        )
    folder, trusted, now = None, None, clock(request.now)
    with suppress(NoKeys):
        folder = open_keys(keys_folder(request.keys))
    if request.fingerprint is None:
        trusted = folder.first_root if folder else load_root(data)
        if trusted is None:
            raise Refused(RefusalCode.NO_TRUST)
    last = folder.last if folder and trusted else None
    accepted = examine(last, names=False).bundle.accepted_as if last and last.is_file() else None
    file = examine(path, trusted, accepted, TrustedTime(now, trusted=True))
    if request.fingerprint is not None and wrong_groups(file.bundle.root, request.fingerprint):
        raise Refused(RefusalCode.FINGERPRINT)
    if file.bundle.expires <= now:
        raise Refused(RefusalCode.EXPIRED)
    # Nobody has checked a file for practice for hidden streets.
    if file.bundle.root.facts.channel == PRACTICE and not request.no_signature:
        raise Refused(RefusalCode.PRACTICE)
    return file


def _make(
    request: _WebsiteRequest, out: Path, options: WebsiteOptions, verified: Callable[[], SignedFile]
) -> None:
    signed = not request.no_signature
    with _in_one_sentence():
        before = list_of(out)
        source = verified()
        if before is not None and before.channel == source.seal.channel:
            _check_edition(before.edition, source)
        listed = _written(out, source, options, keys_folder(request.keys), signed=signed)
    if request.as_json:
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
