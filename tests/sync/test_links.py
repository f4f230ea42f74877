"""The superuser brings a file into a folder in which others may write, too."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.syncfile import Refused
from kiosk.sync.apply import store_baseline
from kiosk.sync.baseline import make_baseline
from kiosk.sync.container import read_container, receive
from kiosk.sync.retained_files import store_records
from kiosk.sync.side import DirectoryContent
from tests.sync.box import Box, small
from tests.sync.toolkit import few_records, helpline_file

CONTENT = DirectoryContent(tuple(few_records()), helpline_file(few_records(), ()))
UNFINISHED: dict[str, Callable[[Box, Path], object]] = {
    "records": lambda box, _: store_records(box.folder, CONTENT),
    "person": lambda box, _: store_baseline(box.folder, make_baseline(CONTENT)),
    "received": lambda box, into: receive(box.file(small(), 2), into),
    "unpacked": lambda box, into: read_container(box.file(small(), 2)).unpack_directory(into),
}


@pytest.mark.parametrize("what", UNFINISHED)
def test_nothing_is_written_where_a_link_of_others_leads(used: Box, what: str) -> None:
    other = used.stick / "other"
    other.write_bytes(b"of the machine")
    into = used.folder / f"{what}.{os.getpid()}.tmp"
    into.symlink_to(other)
    with pytest.raises((OSError, Refused)):
        UNFINISHED[what](used, into)
    assert other.read_bytes() == b"of the machine"
    assert not into.is_symlink()
