"""Errors of a directory. Each message is one sentence that says what to do."""

from kiosk.domain.ndjson import RecordsError


class DirectoryError(Exception):
    """No directory can be used; the message names the file and the remedy."""


class DirectoryFileError(RecordsError, DirectoryError):
    """A file of records cannot become a directory. Names file, line and reason, never content."""


class DatabaseError(DirectoryError):
    """The database file cannot be used."""


class MissingDatabaseError(DatabaseError):
    """There is no database at the expected path."""


class EmptyDatabaseError(DatabaseError):
    """The database file is empty."""


class NotADatabaseError(DatabaseError):
    """The file is not an SQLite database, or is damaged."""


class ForeignDatabaseError(DatabaseError):
    """An SQLite database that is not a directory."""


class VersionError(DatabaseError):
    """A directory of another format version."""


class DataFolderError(DirectoryError):
    """The program's data folder cannot be used."""
