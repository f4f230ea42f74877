"""Date an export by its files."""

import datetime as dt
import zipfile
from pathlib import Path

from kiosk.editor.importers.files import ZIP_TROUBLE


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
