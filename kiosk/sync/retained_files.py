"""The sources of a database: the signed file, records extracted from one, or the factory data."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.ndjson import LINE_LIMIT, RecordsError, read_records
from kiosk.domain.syncfile import HELPLINES_LIMIT, SUFFIX, HelplineFile, Refused
from kiosk.sync.container import read_container
from kiosk.sync.data_folder import digest_of, store_by_digest
from kiosk.sync.databases import MakeError, MakeProgress, SqliteMaker, ignore_progress
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import DataSource, Generation

RECORDS_NAME: Final = "records-{}.ndjson"
DATABASE_NAME: Final = "directory-{}.db"
SIGNED_NAME: Final = "{}" + SUFFIX


class RetainedFileError(Exception):
    """The file that a slot names is missing, changed or unreadable."""


def factory_content(maker: SqliteMaker) -> DirectoryContent:
    """Return the factory directory with the compiled-in lines. Raises ``MakeError``."""
    records = maker.factory()
    return DirectoryContent(
        records, HelplineFile(helplines=ANCHORS, guarded=guarded_lines(records))
    )


def factory_or_empty(maker: SqliteMaker) -> DirectoryContent:
    """Return the factory content, without records if it is unreadable and so never shown."""
    try:
        return factory_content(maker)
    except MakeError:
        return DirectoryContent((), HelplineFile(helplines=ANCHORS))


def load_content(folder: Path, generation: Generation, maker: SqliteMaker) -> DirectoryContent:
    """Return what ``generation`` was built from: the digest proves it, verified on import.

    Raises :class:`RetainedFileError` or ``MakeError``.
    """
    if generation.source is DataSource.FACTORY:
        return factory_content(maker)
    return replace(_stored_content(folder, generation), unseen=frozenset(generation.unseen))


def _stored_content(folder: Path, generation: Generation) -> DirectoryContent:
    path = folder / generation.kept
    if digest_of(path) != generation.kept_sha256:
        raise RetainedFileError(generation.kept)
    try:
        return _reduced(path) if generation.source is DataSource.REDUCED else _signed(folder, path)
    except (OSError, Refused, RecordsError, msgspec.MsgspecError) as error:
        raise RetainedFileError(generation.kept) from error


def _signed(folder: Path, path: Path) -> DirectoryContent:
    container = read_container(path)
    with temp_path(folder, "spool") as spool:
        container.unpack_directory(spool)
        records = tuple(read_records([spool]))
    return DirectoryContent(records, msgspec.json.decode(container.helplines, type=HelplineFile))


def _reduced(path: Path) -> DirectoryContent:
    with path.open("rb") as file:
        helplines = msgspec.json.decode(file.readline(HELPLINES_LIMIT), type=HelplineFile)
        lines = iter(lambda: file.readline(LINE_LIMIT), b"")
        return DirectoryContent(tuple(read_records(lines)), helplines)


def store_records(folder: Path, content: DirectoryContent) -> tuple[str, str]:
    """Store records that no signed file holds as they are; return name and digest.

    The first line has the helplines, each further line one record. Raises ``OSError``.
    """
    with temp_path(folder, "records") as path:
        with atomic_files.open_temp(path) as file:
            for part in (content.helplines, *content.records):
                file.write(msgspec.json.encode(part) + b"\n")
        return store_by_digest(folder, path, RECORDS_NAME.format)


def make_database(
    folder: Path,
    content: DirectoryContent,
    maker: SqliteMaker,
    on_progress: MakeProgress = ignore_progress,
) -> tuple[str, str]:
    """Make and check a new database; return name and digest. Raises ``MakeError``, ``OSError``."""
    with temp_path(folder, "directory") as path:
        maker.make(content.records, content.helplines, path, on_progress, unseen=content.unseen)
        maker.check(path, content.helplines)
        return store_by_digest(folder, path, DATABASE_NAME.format)


@contextmanager
def temp_path(folder: Path, what: str) -> Iterator[Path]:
    """Yield a path for an unfinished file; whatever remains there is removed."""
    path = folder / f"{what}.{os.getpid()}.tmp"
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)
