"""A disk that is full at any moment of a publishing: nothing counted, nothing lost."""

import errno
import os
from pathlib import Path

import pytest

from kiosk.domain.syncfile import Versions
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.publish_report import PublishOutcome
from tests.editor.editors import CITY, Editor, directory
from tests.editor.typed import FOR_WHOM, Say, published

SYNCS_OF_A_PUBLISHING = 3
"""Files that a publishing with unchanged helplines writes."""


def full_at(monkeypatch: pytest.MonkeyPatch, write: int) -> None:
    """Let the disk be full at the ``write``-th file (from 1) that is written from now on."""
    fsync, files = os.fsync, [0]

    def full(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().suffix == ".tmp":
            files[0] += 1
            if files[0] == write:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("write", range(1, SYNCS_OF_A_PUBLISHING + 1))
def test_a_disk_full_at_any_file_gives_the_number_back(
    editor: Editor, monkeypatch: pytest.MonkeyPatch, write: int
) -> None:
    editor.publish(directory(*CITY))
    before = contents(editor.base)
    with monkeypatch.context() as patch:
        full_at(patch, write)
        with pytest.raises(OSError, match="No space left"):
            editor.publish(directory(*CITY, "soap"))
    assert contents(editor.base) == before
    accepted = examine(editor.folder.last).bundle.accepted_as
    assert examine(editor.out, accepted=accepted).bundle.versions == Versions(1, 1, 1)
    assert editor.publish(directory(*CITY, "soap")).outcome is PublishOutcome.PUBLISHED
    assert examine(editor.out).bundle.versions == Versions(1, 1, 2)


def test_the_last_file_of_a_publishing_is_counted(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.publish(directory(*CITY))
    full_at(monkeypatch, SYNCS_OF_A_PUBLISHING + 1)
    assert editor.publish(directory(*CITY, "soap")).outcome is PublishOutcome.PUBLISHED


def test_a_full_disk_is_named_with_its_file_its_folder_and_what_to_do(
    say: Say, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(say, source, "city.kiosksync", *FOR_WHOM)
    with monkeypatch.context() as patch:
        full_at(patch, SYNCS_OF_A_PUBLISHING)
        result = published(say, source, "city.kiosksync")
    assert result.exit_code == 1
    words = " ".join(result.output.split())
    assert "city.kiosksync could not be written: No space left on device." in words
    assert f"Make room on the disk of {tmp_path}, then type the same command again." in words
