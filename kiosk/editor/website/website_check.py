"""Checks a website, in its folder or at its host, against the file that it should be made from."""

import re
import struct
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk import __version__
from kiosk.editor.keys.signed_files import SignedFile
from kiosk.editor.website.build import PACKED, build, unpacked
from kiosk.editor.website.file_listing import (
    NAME,
    SIGNATURE,
    ListError,
    WebsiteList,
    check_signature,
    list_files,
    read_list,
)
from kiosk.editor.website.folder import files_of
from kiosk.editor.website.host_reading import CODINGS, DAMAGED, reader_of
from kiosk.editor.website.policy import RECIPES, WORKER, wrong_headers
from kiosk.presentation.card_faces import NUMBER_KEY, CardBook

PICTURES: Final = ("cards/", "boards/", "poster/")
"""Folders with pictures of cards."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_TITLE: Final = re.compile(rb"/Title \(\xfe\xff([^)]*)\)")


@dataclass(frozen=True, slots=True)
class WebsiteCheck:
    """The result: ``notes`` for a person, ``differing`` paths with what is wrong with each."""

    notes: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]


def check_folder(folder: Path, file: SignedFile) -> WebsiteCheck:
    """Compare a folder with its list, and with what the verified ``file`` makes now.

    Raises :class:`ListError` if the list is not the coalition's, and OSError.
    """
    names = files_of(folder)
    found = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    if NAME not in found:
        raise ListError(f"{folder} holds no website of this program.")
    listed, notes = _trusted_list(found[NAME], found.get(SIGNATURE), file)
    extra = dict.fromkeys({*names} - {*listed.files, NAME, SIGNATURE}, "extra")
    return _compared(file, listed, found, listed.files, notes=notes, wrong=extra)


def check_host(host: str, file: SignedFile) -> WebsiteCheck:
    """Compare what phones get from a host with its list, and with what ``file`` makes now.

    Files that no page opens, such as the recipes for hosts, are not asked for.
    Raises :class:`ListError` if the list is not the coalition's, and
    :class:`kiosk.editor.website.host_reading.HostError`.
    """
    with reader_of(host) as reader:
        content, signature = reader.get(NAME), reader.get(SIGNATURE)
        if content is None:
            raise ListError(f"{host} has no website of this program.")
        given = signature.content if signature else None
        listed, notes = _trusted_list(content.content, given, file)
        if listed.options.host != host:
            raise ListError(f"The website is made for {listed.options.host}, not for {host}.")
        names = [name for name in listed.files if not _is_for_hosts(name)]
        answers = {name: answer for name in names if (answer := reader.get(name)) is not None}
        wrong = dict[str, str]()
        for name, answer in answers.items():
            if not name.endswith((".html", WORKER)):
                continue
            for header in wrong_headers(name, answer.headers):
                wrong.setdefault(header, f"not sent as it should be with {name}")
            if name == WORKER:
                continue
            packed = [reader.get(name, coding) for coding in CODINGS]
            if any(one is None or one.content != answer.content for one in packed):
                wrong[name] = "changed in its packed copy"
    found = {name: answer.content for name, answer in answers.items()}
    return _compared(file, listed, found, names, notes=notes, wrong=wrong)


def _is_for_hosts(name: str) -> bool:
    """True for a file that a host needs and no phone asks for by its name."""
    return name.startswith(RECIPES) or name.endswith(tuple(PACKED))


def _compared(
    file: SignedFile,
    listed: WebsiteList,
    found: dict[str, bytes],
    names: Collection[str],
    *,
    notes: tuple[str, ...],
    wrong: dict[str, str],
) -> WebsiteCheck:
    """Return the result for the files ``found`` of those in ``names``, with what is ``wrong``."""
    wrong = wrong | {name: "missing" for name in names if name not in found}
    now = list_files(
        {name: found[name] for name in listed.files if name in found}, file.bundle, listed.options
    )
    wrong |= {name: "changed" for name, one in now.files.items() if one != listed.files[name]}
    if listed.program == __version__:
        wrong |= _rebuilt(file, listed, found, names)
    else:
        notes += (f"Made by version {listed.program}: it was not built again to compare.",)
    bundle = file.bundle
    book = CardBook(bundle.records, bundle.helplines, bundle.created)
    wrong |= dict.fromkeys(wrong_pictures(found, book), "shows a number that is not a helpline's")
    return WebsiteCheck(notes, tuple(sorted(wrong.items())))


def _trusted_list(
    content: bytes, signature: bytes | None, file: SignedFile
) -> tuple[WebsiteList, tuple[str, ...]]:
    """Read a list that the coalition signed, or nobody, for the edition of ``file``."""
    notes: tuple[str, ...] = ()
    if signature is None:
        notes = ("The list of files is not signed: a trial.",)
    else:
        check_signature(content, signature, file.container.targets)
    listed = read_list(content)
    if signature is None and listed.program != __version__:
        raise ListError(f"The list is not signed, and version {listed.program} made the website.")
    if (listed.edition, listed.channel) != (file.bundle.versions.directory, file.seal.channel):
        raise ListError(
            f"The website is made from number {listed.edition} ({listed.channel}), the file is "
            f"number {file.bundle.versions.directory} ({file.seal.channel})."
        )
    return listed, notes


def _rebuilt(
    file: SignedFile, listed: WebsiteList, found: dict[str, bytes], names: Collection[str]
) -> dict[str, str]:
    """Return the files that the signed file would make otherwise."""
    made = build(file.bundle, listed.options)
    wrong = {name: "not made from this file" for name in names if name not in made}
    for name, content in made.items():
        if name in listed.files and name not in names:
            continue
        try:
            same = name in found and unpacked(name, found[name]) == unpacked(name, content)
        except DAMAGED:
            same = False
        if not same:
            wrong[name] = "not as this file makes it"
    return wrong


def numbers_in(content: bytes) -> tuple[str, ...]:
    """Return the numbers that a picture or PDF of this program says it shows."""
    if content.startswith(_PNG):
        text = dict(texts_of(content)).get(NUMBER_KEY, "")
    else:
        found = _TITLE.search(content)
        text = found[1].decode("utf-16-be") if found else ""
    return tuple(filter(None, text.split(", ")))


def texts_of(png: bytes) -> Iterator[tuple[str, str]]:
    """Yield key and text of each ``tEXt`` chunk (PNG 1.2, 4.2.3)."""
    at = len(_PNG)
    while at + 8 <= len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        if kind == b"tEXt":
            key, _, text = png[at + 8 : at + 8 + length].partition(b"\0")
            yield key.decode("latin-1"), text.decode("latin-1")
        at += length + 12


def wrong_pictures(files: Mapping[str, bytes], book: CardBook) -> list[str]:
    """Return the paths of pictures whose number is not, or no longer, that of a helpline."""
    right = {form for line in book.lines.values() for form in (line.written, line.spaced)}
    return [
        name
        for name, content in sorted(files.items())
        if name.startswith(PICTURES)
        and name.endswith((".png", ".pdf"))
        and (not (shown := set(numbers_in(content))) or not shown <= right)
    ]
