"""What can be wrong with a directory. Each message is one sentence that says what to do."""

from kiosk.domain.ndjson import RecordsError


class DirectoryError(Exception):
    """No directory can be used; the message names the file and the way out."""


class DirectoryFileError(RecordsError, DirectoryError):
    """A file of records cannot become a directory. Names file, line and reason, never content."""


class DatabaseError(DirectoryError):
    """The database file cannot be used."""


class MissingDatabaseError(DatabaseError):
    """There is no database where one was looked for."""


class EmptyDatabaseError(DatabaseError):
    """The database file has no content."""


class NotADatabaseError(DatabaseError):
    """The file is not an SQLite database, or a damaged one."""


class ForeignDatabaseError(DatabaseError):
    """An SQLite database that is not a directory."""


class VersionError(DatabaseError):
    """A directory of another version of this program."""


class DataFolderError(DirectoryError):
    """The folder for the program's data cannot be used."""
