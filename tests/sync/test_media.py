"""What is looked at on a stick or in a folder, and how names are shown."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.syncfile import RefusalCode, Refused, Versions
from kiosk.sync import media
from kiosk.sync.importer import Consent
from kiosk.sync.media import (
    CANDIDATE_LIMIT,
    candidates,
    claimed_versions,
    is_workbook,
    shown_name,
    workbooks,
)
from kiosk.sync.sync_answers import Candidate, SyncStatus
from tests.sync.box import Box, dialled, small

OLD = "+19165550104"


def test_only_regular_files_with_the_right_names_are_looked_at(tmp_path: Path) -> None:
    for name in (
        "a.kiosksync", "b.KIOSKSYNC", ".c.kiosksync", "~d.kiosksync", "e.txt", "f.kiosksync.tmp",
        ".syncthing.g.kiosksync.tmp", ".syncthing.g.kiosksync",
        "h.sync-conflict-20261201-103000-ABCDEFG.kiosksync",
    ):  # fmt: skip
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.kiosksync").mkdir()
    (tmp_path / "link.kiosksync").symlink_to(tmp_path / "a.kiosksync")
    os.mkfifo(tmp_path / "fifo.kiosksync")
    assert [path.name for path in candidates(tmp_path).paths] == ["a.kiosksync"]


def test_workbooks_are_known_by_name_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.ODS", "c.xls", ".d.xlsx", "~e.xlsx", "f.txt", "g.kiosksync"):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "a.xlsx")
    assert [path.name for path in workbooks(tmp_path)] == ["a.xlsx", "b.ODS", "c.xls"]
    assert workbooks(tmp_path / "a.xlsx") == ()
    for number in range(9):
        (tmp_path / f"more-{number}.xlsx").write_text("x")
    names = ["a.xlsx", "b.ODS", "c.xls", "more-0.xlsx"]
    assert [path.name for path in workbooks(tmp_path)] == names


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    contents = {
        "zip with its list first": (b"PK\x03\x04...[Content_Types].xml", True),
        "zip with its list last": (b"PK" + b"\0" * 200_000 + b"[Content_Types].xml", True),
        "open document": (b"PK mimetypeapplication/vnd.oasis.opendocument.spreadsheet", True),
        "another zip": (b"PK\x03\x04directory.ndjson", False),
        "no zip": (b"[Content_Types].xml", False),
        "empty": (b"", False),
    }
    for name, (content, is_one) in contents.items():
        (tmp_path / name).write_bytes(content)
        assert is_workbook(tmp_path / name) is is_one, name
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "link").symlink_to(tmp_path / "open document")
    for name in ("fifo", "link", "nothing", "", "nul\0"):
        assert not is_workbook(tmp_path / name), name


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    assert candidates(tmp_path / "anything").paths == (tmp_path / "anything",)


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        candidates(tmp_path)
    assert caught.value.code is RefusalCode.NOTHING_FOUND


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000], ids=["nul", "long"])
def test_a_path_that_cannot_be_is_refused(box: Box, name: str) -> None:
    outcome = box.syncing.sync(box.stick / name)
    assert outcome.status is SyncStatus.REFUSED


def test_a_file_whose_name_is_no_text_does_not_keep_the_others_from_being_told(box: Box) -> None:
    box.file(small(), 1)
    (box.stick / os.fsdecode(b"\xff.kiosksync")).write_bytes(
        (box.stick / "1.kiosksync").read_bytes()
    )
    found = box.syncing.candidates(box.stick)
    assert msgspec.json.decode(msgspec.json.encode(found), type=tuple[Candidate, ...]) == found
    assert {one.name: one.code for one in found} == {
        "1.kiosksync": None,
        "\\xff.kiosksync": RefusalCode.UNREADABLE,
    }


def test_of_too_many_files_those_that_changed_last_are_looked_at(tmp_path: Path) -> None:
    """A folder of years of weekly files does not hide this week's."""
    for week in range(CANDIDATE_LIMIT + 20):
        path = tmp_path / f"{week * 7919 % 1000}.kiosksync"
        path.write_bytes(b"")
        os.utime(path, (week, week))
    found = candidates(tmp_path)
    assert found.more
    assert {int(path.stat().st_mtime) for path in found.paths} == {*range(20, CANDIDATE_LIMIT + 20)}


def test_a_folder_that_breaks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(media.os, "scandir", fail)
    with pytest.raises(Refused) as caught:
        candidates(tmp_path)
    assert caught.value.code is RefusalCode.UNREADABLE


def test_an_entry_that_breaks_is_left_out() -> None:
    class Broken:
        name = "a.kiosksync"

        def is_file(self, *, follow_symlinks: bool) -> bool:
            del follow_symlinks
            raise OSError(5, "Input/output error")

    assert not media._fits(Broken())  # type: ignore[arg-type]


def test_an_entry_that_goes_while_it_is_looked_at_is_left_out() -> None:
    class Gone:
        name = "a.kiosksync"

        def is_file(self, **_: object) -> bool:
            return True

        def stat(self, **_: object) -> None:
            raise FileNotFoundError(2, "No such file")

    assert not list(media._stamps(iter([Gone()])))  # type: ignore[list-item]


def test_of_a_hundred_thousand_files_nothing_but_the_name_is_asked(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.file(small(), 1)
    scandir, asked = os.scandir, list[str]()

    class Other:
        def __init__(self, number: int) -> None:
            self.name = f"{number}.txt"

        def is_file(self, **_: object) -> bool:
            asked.append(self.name)
            return True

        stat = is_file

    @contextmanager
    def full(folder: Path) -> Iterator[Iterator[object]]:
        with scandir(folder) as entries:
            yield chain(map(Other, range(100_000)), entries)

    monkeypatch.setattr(media.os, "scandir", full)
    assert [path.name for path in candidates(box.stick).paths] == ["1.kiosksync"]
    assert asked == []


def test_sixty_four_files_are_looked_at_and_no_more(tmp_path: Path) -> None:
    for n in range(CANDIDATE_LIMIT + 9):
        (tmp_path / f"{n}.kiosksync").write_text("x")
    found = candidates(tmp_path)
    assert (len(found.paths), found.more) == (CANDIDATE_LIMIT, True)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"weekly.kiosksync", "weekly.kiosksync"),
        ("d\u00eda 1.kiosksync".encode(), "d\u00eda 1.kiosksync"),
        (b"two\nlines", "two\\nlines"),
        ("a\u202egpj".encode(), "a\\u202egpj"),
        (b"\xff\xfe", "\\xff\\xfe"),
        ("z\u200bw".encode(), "z\\u200bw"),
        (b"x" * 80, "x" * 80),
        (b"x" * 81, "x" * 79 + "\u2026"),
        (b"x" * 200, "x" * 79 + "\u2026"),
    ],
    ids=["plain", "accent", "line", "bidi", "bytes", "invisible", "full", "longer", "long"],
)
def test_a_name_is_shown_on_one_line_with_nothing_hidden(name: bytes, shown: str) -> None:
    assert shown_name(Path(os.fsdecode(name))) == shown


# --- several files ------------------------------------------------------------------------------


def test_the_highest_version_wins_whatever_its_name_and_date(box: Box) -> None:
    for version in (3, 10, 2):
        path = box.file(dialled(small(), OLD, f"+191655502{version:02}"), version)
        os.utime(path, (1_000_000_000 - version, 1_000_000_000 - version))
    outcome = box.syncing.sync(box.stick, Consent.PERSON)
    assert outcome.file.versions == Versions(1, 1, 10)
    assert box.numbers("food-box") == ["+19165550210"]


def test_a_damaged_newer_file_gives_way_and_is_named(box: Box) -> None:
    box.file(small(), 2)
    newer = box.file(small(), 9)
    newer.write_bytes(newer.read_bytes()[:-9] + b"\0" * 9)
    (box.stick / "0.kiosksync").write_bytes(b"")
    forged = box.at(coalition=box.coalition.rotate(signers=[])).file(small(), 8)
    outcome = box.syncing.sync(box.stick, Consent.PERSON)
    assert outcome.status is SyncStatus.APPLIED
    assert outcome.file.versions.directory == 2
    assert (forged.name, RefusalCode.ROOT_SIGNATURE) in {
        (one.name, one.code) for one in outcome.others
    }


def test_with_nothing_usable_every_file_is_explained(box: Box) -> None:
    box.stick.mkdir()
    (box.stick / "a.kiosksync").write_bytes(b"")
    (box.stick / "b.kiosksync").write_bytes(b"no zip")
    outcome = box.syncing.sync(box.stick, Consent.PERSON)
    codes = {outcome.code, *(one.code for one in outcome.others)}
    assert codes == {RefusalCode.EMPTY, RefusalCode.NOT_A_SYNC_FILE}


def test_what_a_file_claims_is_read_before_it_is_believed(box: Box) -> None:
    from kiosk.sync.container import read_container  # noqa: PLC0415
    from tests.sync.toolkit import pack  # noqa: PLC0415

    path = box.file(small(), 7)
    assert claimed_versions(read_container(path)) == Versions(1, 1, 7)
    parts = box.coalition.parts(small())
    path.write_bytes(pack(parts | {"targets.json": b"[]"}))
    assert claimed_versions(read_container(path)) is None
    assert box.syncing.sync(box.stick).code is RefusalCode.METADATA
    later = box.at(coalition=box.coalition.rotate()).file(small(), 8)
    claimed = claimed_versions(read_container(later))
    assert claimed is not None
    assert claimed.root == 2, "it carries both roots and claims the last"


def test_candidates_tell_what_is_there(box: Box) -> None:
    box.bring(small(), 2)
    box.file(small(), 3)
    box.file(small(), 1)
    (box.stick / "odd\nname.kiosksync").write_bytes(b"")
    found = {one.name: one for one in box.syncing.candidates(box.stick)}
    assert [(one.code, one.already) for one in found.values()] == [
        (None, False),
        (None, True),
        (RefusalCode.ROLLBACK, False),
        (RefusalCode.EMPTY, False),
    ]
    assert set(found) == {"3.kiosksync", "2.kiosksync", "1.kiosksync", "odd\\nname.kiosksync"}
    newest = found["3.kiosksync"].file
    assert (newest.services, newest.publisher, newest.age_days) == (13, "Test Coalition", 4)
    assert box.names() == box.names() - {path.name for path in box.folder.glob("*.tmp")}
