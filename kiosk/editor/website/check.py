"""Checks a website against the signed file that it should be made from."""

from dataclasses import dataclass
from pathlib import Path

from kiosk import __version__
from kiosk.editor.publish.signed_files import SignedFile
from kiosk.editor.website.build import build, unpacked
from kiosk.editor.website.card_numbers import wrong_pictures
from kiosk.editor.website.folder import files_of
from kiosk.editor.website.listing import (
    NAME,
    SIGNATURE,
    ListError,
    WebsiteList,
    check_signature,
    list_files,
    read_list,
)
from kiosk.presentation.card_faces import CardBook


@dataclass(frozen=True, slots=True)
class WebsiteCheck:
    """The result: ``notes`` for a person, ``differing`` paths with what is wrong with each."""

    notes: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]


def check_folder(folder: Path, file: SignedFile) -> WebsiteCheck:
    """Compare a folder with its list, and with what the verified ``file`` makes now.

    Raises :class:`ListError` if the list is not the coalition's, and OSError.
    """
    listed, notes = _trusted_list(folder, file)
    if (listed.edition, listed.channel) != (file.bundle.versions.directory, file.seal.channel):
        raise ListError(
            f"The website is made from number {listed.edition} ({listed.channel}), the file is "
            f"number {file.bundle.versions.directory} ({file.seal.channel})."
        )
    names = files_of(folder)
    found = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    wrong = dict[str, str]()
    wrong |= dict.fromkeys({*names} - {*listed.files, NAME, SIGNATURE}, "extra")
    wrong |= {name: "missing" for name in listed.files if name not in found}
    now = list_files(
        {name: found[name] for name in listed.files if name in found}, file.bundle, listed.options
    )
    wrong |= {name: "changed" for name, one in now.files.items() if one != listed.files[name]}
    if listed.program == __version__:
        wrong |= _rebuilt(file, listed, found)
    else:
        notes += (f"Made by version {listed.program}: it was not built again to compare.",)
    bundle = file.bundle
    book = CardBook(bundle.records, bundle.helplines, bundle.created)
    wrong |= dict.fromkeys(wrong_pictures(found, book), "shows a number of no helpline")
    return WebsiteCheck(notes, tuple(sorted(wrong.items())))


def _trusted_list(folder: Path, file: SignedFile) -> tuple[WebsiteList, tuple[str, ...]]:
    try:
        content = (folder / NAME).read_bytes()
    except FileNotFoundError as error:
        raise ListError(f"{folder} holds no website of this program.") from error
    signature = folder / SIGNATURE
    if not signature.is_file():
        return read_list(content), ("The list of files is not signed: a trial.",)
    check_signature(content, signature.read_bytes(), file.container.targets)
    return read_list(content), ()


def _rebuilt(file: SignedFile, listed: WebsiteList, found: dict[str, bytes]) -> dict[str, str]:
    """Return the files that the signed file would make otherwise."""
    made = build(file.bundle, listed.options)
    wrong = {name: "not made from this file" for name in listed.files if name not in made}
    for name, content in made.items():
        try:
            same = name in found and unpacked(name, found[name]) == unpacked(name, content)
        except (ValueError, OSError, EOFError):
            same = False
        if not same:
            wrong[name] = "not as this file makes it"
    return wrong
