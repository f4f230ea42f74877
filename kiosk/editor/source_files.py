"""Open a folder, a zip or a file, date it, and decode its text. Nothing is unpacked to disk.

A text is strict UTF-8, else in the most likely legacy encoding.
"""

import codecs
import datetime as dt
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import IO, Final

from kiosk.editor.findings import FindingCode, SourceFinding, Weight


def export_date(path: Path) -> dt.date:
    """Return the day (UTC) of the newest file of a folder, zip or file. Raises OSError.

    A file may have been copied since, so the export is never newer than this day. A program without
    a clock writes 1980 into a zip.
    """
    if path.is_dir():
        parts = [each for each in path.rglob("*") if each.is_file()] or [path]
        return max(map(_written_on, parts))
    inside = _members(path) if zipfile.is_zipfile(path) else []
    return max(inside, default=_written_on(path))


OLD: Final = ("cp1252", "mac_roman", "cp850")
"""Encodings of spreadsheets and old databases in the Americas and western Europe."""
SAMPLE: Final = 64 * 1024
"""Bytes of non-UTF-8 lines that the guess reads."""
_USUAL: Final = frozenset("áéíóúñüçàèâêôÁÉÍÓÚÑÜ¡¿’‘“”–—…•°½¼®™©\u00a0")
"""The most common letters beyond ASCII in such files; a few lines are too little for a general
detector."""
_BETWEEN_WORDS: Final = frozenset("–—“‘…•")
_LINES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _written_on(path: Path) -> dt.date:
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()


def _members(path: Path) -> list[dt.date]:
    """Return the dates of the files in a zip, where they are valid."""
    days = []
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                year, month, day = member.date_time[:3]
                if year > 1980:  # noqa: PLR2004 - the first year that a zip can hold
                    days.append(dt.date(year, month, day))
    except ZIP_TROUBLE:
        return []
    return days


MEBIBYTE: Final = 1024 * 1024
FILE_LIMIT: Final = 200 * MEBIBYTE
"""Largest file in bytes, unpacked: eight times one document with 10,000 services."""
TOTAL_LIMIT: Final = 512 * MEBIBYTE
"""Largest size in bytes of all files of a zip, unpacked."""
MEMBERS_LIMIT: Final = 5_000
"""Most files in a folder or zip; the largest format has 28 tables."""
SNIFF: Final = 4096
"""Bytes that are enough to recognise a file."""
_DEEPEST: Final = 12
"""Most parts of a file name; a loop of links in a folder ends there."""

ZIP_TROUBLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    KeyError,
)


class SourceError(Exception):
    """Raised if the source cannot be read at all; the message is one sentence for people."""


class FileForm(StrEnum):
    """Format of a file by its first bytes, regardless of its name."""

    ZIP = "a zip"
    JSON = "JSON"
    TABLE = "a table in text form"
    WEB_PAGE = "a web page or XML"
    OLD_OFFICE = "an old Office file, or one locked with a password"
    OTHER = "no text"
    EMPTY = "empty"


_MAGIC: Final = (
    (b"PK\x03\x04", FileForm.ZIP),
    (b"PK\x05\x06", FileForm.ZIP),
    (b"\xd0\xcf\x11\xe0", FileForm.OLD_OFFICE),
)
FOREIGN: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"SQLite format 3", "a database (SQLite)"),
)
"""First bytes of files that hold no directory, and what they are in words."""
_NAMES: Final = {
    ".zip": FileForm.ZIP,
    ".xlsx": FileForm.ZIP,
    ".json": FileForm.JSON,
    ".jsonl": FileForm.JSON,
    ".ndjson": FileForm.JSON,
    ".csv": FileForm.TABLE,
    ".tsv": FileForm.TABLE,
    ".txt": FileForm.TABLE,
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a source: its name, with ``/`` between folders, and a function that loads it."""

    name: str
    load: Callable[[], bytes]

    @property
    def stem(self) -> str:
        """Return the name without folders and extensions."""
        return PurePosixPath(self.name).name.split(".", 1)[0]

    @property
    def folder(self) -> str:
        """Return its folder; empty at the root."""
        parent = PurePosixPath(self.name).parent.as_posix()
        return "" if parent == "." else parent


def foreign_form(data: bytes) -> str:
    """Return what a file that holds no directory is; empty if it may hold one."""
    return next((words for magic, words in FOREIGN if data.startswith(magic)), "")


def form_of(data: bytes) -> FileForm:
    """Recognise a file that starts with ``data``."""
    for magic, form in _MAGIC:
        if data.startswith(magic):
            return form
    if foreign_form(data):
        return FileForm.OTHER
    head = data[:SNIFF]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\0")
    if not text:
        return FileForm.EMPTY
    if text.startswith(b"<"):
        return FileForm.WEB_PAGE
    if text.startswith((b"{", b"[")):
        return FileForm.JSON
    controls = sum(byte < 0x20 and byte not in b"\t\r\n\x0b\x0c\x1a\0" for byte in head)  # noqa: PLR2004 - C0
    return FileForm.OTHER if controls * 20 > len(head) else FileForm.TABLE


def other_form(name: str, form: FileForm) -> SourceFinding | None:
    """Return a finding if a file does not match its extension."""
    expected = _NAMES.get(PurePosixPath(name).suffix.lower())
    if expected is None or expected is form:
        return None
    return SourceFinding(FindingCode.OTHER_FORM, Weight.NOTE, name, assumed=f"It is {form.value}.")


def read_file(path: Path, limit: int = FILE_LIMIT) -> bytes:
    """Read a regular file of at most ``limit`` bytes."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(f"{path.name} is not an ordinary file.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not allowed"
        raise SourceError(f"{path.name} cannot be read: {reason}.") from error
    if len(data) > limit:
        raise SourceError(f"{path.name} is larger than {limit // MEBIBYTE} MB. Split it up.")
    return data


def folder_files(path: Path) -> list[SourceFile]:
    """List the regular files of a folder and its subfolders, sorted by name."""

    def walk(folder: Path, prefix: str, depth: int) -> Iterator[SourceFile]:
        for entry in sorted(folder.iterdir()):
            if entry.name.startswith(("~", ".", "__")):
                continue
            name = prefix + entry.name.encode("utf-8", "replace").decode()
            if entry.is_dir() and depth < _DEEPEST:
                yield from walk(entry, name + "/", depth + 1)
            elif entry.is_file():
                yield SourceFile(name, lambda entry=entry: read_file(entry))  # type: ignore[misc]

    try:
        files = []
        for file in walk(path, "", 1):
            files.append(file)
            if len(files) > MEMBERS_LIMIT:
                raise SourceError(f"{path.name} holds more than {MEMBERS_LIMIT} files.")
    except OSError as error:
        raise SourceError(f"The folder {path.name} cannot be read: {error.strerror}.") from error
    return files


def zip_files(path: Path, findings: list[SourceFinding]) -> list[SourceFile]:
    """List the files of a zip, at any depth; unsafe names are findings.

    Members are read in memory, up to the limits, whatever their headers claim.
    """
    try:
        archive = zipfile.ZipFile(path)
    except ZIP_TROUBLE as error:
        raise SourceError(f"{path.name} is a damaged zip. Copy it again.") from error
    members = archive.infolist()
    if len(members) > MEMBERS_LIMIT:
        raise SourceError(f"{path.name} holds more than {MEMBERS_LIMIT} files.")
    if sum(member.file_size for member in members) > TOTAL_LIMIT:
        raise SourceError(f"{path.name} unpacks to more than {TOTAL_LIMIT // MEBIBYTE} MB.")
    if any(member.flag_bits & 0x1 for member in members):
        raise SourceError(f"{path.name} is locked with a password. Save it without one.")
    files = {}
    for member in sorted(members, key=lambda member: member.filename):
        name = member.filename
        parts = name.split("/")
        if member.is_dir() or any(part.startswith(("~", "__MACOSX")) for part in parts):
            continue
        if name.startswith("/") or "\\" in name or ":" in name or {"", ".", ".."} & set(parts):
            code = FindingCode.UNSAFE_NAME
            findings.append(SourceFinding(code, Weight.LEFT_OUT, path.name, value=name[:80]))
        elif len(parts) <= _DEEPEST and not parts[-1].startswith("."):
            files[name] = SourceFile(name, _member_loader(archive, member, path.name))
    return list(files.values())


def _member_loader(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str
) -> Callable[[], bytes]:
    def load() -> bytes:
        try:
            with archive.open(member) as file:
                data = _bounded(file)
        except ZIP_TROUBLE as error:
            raise SourceError(
                f"{member.filename} in {name} is damaged. Make the zip again."
            ) from error
        if len(data) > FILE_LIMIT:
            raise SourceError(f"{member.filename} is larger than {FILE_LIMIT // MEBIBYTE} MB.")
        return data

    return load


def _bounded(file: IO[bytes]) -> bytes:
    return file.read(FILE_LIMIT + 1)


def decode(data: bytes, name: str, findings: list[SourceFinding]) -> str:
    """Decode a file and drop NULs and byte order mark; a guessed encoding is a finding.

    A file that mixes UTF-8 with an older encoding is read line by line.
    """
    text = _decoded(data, name, findings)
    if "\0" in text:
        findings.append(SourceFinding(FindingCode.BROKEN_LETTERS, Weight.NOTE, name, value="NUL"))
        text = text.replace("\0", "")
    return text.replace("\ufeff", "")


def _decoded(data: bytes, name: str, findings: list[SourceFinding]) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _forced(data[len(bom) :], encoding, name, findings)
    if data[:2].count(0) == 1 and data[:SAMPLE].count(0) * 3 > len(data[:SAMPLE]):
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return _forced(data, encoding, name, findings)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _old(data, name, findings)


def _forced(data: bytes, encoding: str, name: str, findings: list[SourceFinding]) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _old(data, name, findings)
        findings.append(SourceFinding(FindingCode.BROKEN_LETTERS, Weight.NOTE, name))
        return data.decode(encoding, "replace")


def _old(data: bytes, name: str, findings: list[SourceFinding]) -> str:
    lines = _LINES.findall(data)
    undecodable = [line for line in lines if not _is_utf8(line)]
    encoding = _likeliest(b"".join(undecodable)[:SAMPLE])
    mixed = any(not line.isascii() for line in lines) and any(
        not line.isascii() and _is_utf8(line) for line in lines
    )
    description = f"{encoding}, UTF-8 in places" if mixed else encoding
    findings.append(
        SourceFinding(
            FindingCode.ENCODING_GUESSED, Weight.ASSUMED, name, assumed=f"Read as {description}."
        )
    )
    return "".join(
        line.decode() if _is_utf8(line) else line.decode(encoding, "replace") for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=8)
def _likeliest(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms that UTF-8 need not pay

    best = from_bytes(sample, cp_isolation=list(OLD)).best()
    guess = best.encoding if best is not None and best.encoding in OLD else OLD[0]
    return max((guess, *OLD), key=lambda encoding: _likely(sample.decode(encoding, "replace")))


def _likely(text: str) -> int:
    """Score letters that English and Spanish use at such positions; subtract the others."""
    score = 0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        odd = letter.isupper() and before.islower()
        odd = odd or (letter in _BETWEEN_WORDS and before.isalpha() and after.isalpha())
        score += 1 if letter in _USUAL and not odd else -1
    return score
