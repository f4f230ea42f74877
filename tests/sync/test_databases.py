"""Databases for the data folder: made, checked, and what is said when that fails."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from kiosk.directory.errors import DatabaseError, DataFolderError, NotADatabaseError
from kiosk.directory.selfcheck import check_database
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import Organization, Phone, Service
from kiosk.domain.syncfile import GuardedLine, HelplineFile, RefusalCode
from kiosk.sync.databases import MakeError, SqliteMaker, _in_one_sentence
from tests.sync.box import SMALL, small

MAKER = SqliteMaker((SMALL,))
LINES = HelplineFile(helplines=ANCHORS, guarded=guarded_lines(small()))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "directory-new.db"
    MAKER.make(small(), LINES, path)
    return path


def test_a_new_database_answers_everything(database: Path) -> None:
    MAKER.check(database, LINES)
    assert MAKER.opens(database)


def test_an_empty_directory_answers_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    MAKER.make([Organization(id="o", name="Open Table")], HelplineFile(helplines=()), path)
    MAKER.check(path, HelplineFile(helplines=()))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            HelplineFile(helplines=ANCHORS, guarded=(GuardedLine(service_id="no", phones=()),)),
            "misses a helpline's service",
        ),
        (HelplineFile(helplines=ANCHORS[:1]), "other helplines"),
    ],
    ids=["service", "lines"],
)
def test_a_missing_helpline_is_found(database: Path, lines: HelplineFile, said: str) -> None:
    with pytest.raises(MakeError, match=said) as caught:
        MAKER.check(database, lines)
    assert caught.value.code is RefusalCode.BUILD_FAILED


def test_a_line_out_of_service_need_not_be_there(database: Path) -> None:
    off = GuardedLine(service_id="no", phones=(), out_of_service=True)
    MAKER.check(database, msgspec.structs.replace(LINES, guarded=(*LINES.guarded, off)))


def test_a_language_that_does_not_answer_is_found(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DELETE FROM posting")
        connection.commit()
    with pytest.raises(DatabaseError, match="does not answer in en"):
        check_database(database, [], ANCHORS)


def test_a_damaged_database_does_not_pass(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TABLE helpline")
        connection.commit()
    with pytest.raises(NotADatabaseError, match="cannot be read"):
        check_database(database, [], ANCHORS)
    database.write_bytes(b"no database")
    assert not MAKER.opens(database)
    with pytest.raises(MakeError):
        MAKER.check(database, LINES)


def test_records_that_contradict_each_other_make_none(tmp_path: Path) -> None:
    with pytest.raises(MakeError) as caught:
        MAKER.make([Phone(id="p", service_id="nowhere", number="911")], LINES, tmp_path / "x.db")
    assert caught.value.code is RefusalCode.BUILD_FAILED
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_a_disk_that_fails(tmp_path: Path) -> None:
    with pytest.raises(MakeError, match="cannot be written") as caught:
        MAKER.make(small(), LINES, tmp_path / "gone" / "x.db")
    assert caught.value.code is RefusalCode.WRITE_FAILED


def sqlite_full() -> BaseException:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        try:
            connection.execute("CREATE TABLE t (a)")
        except sqlite3.Error as error:
            return error
    raise AssertionError


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (sqlite_full, RefusalCode.DISK_FULL),
        (lambda: OSError(errno.ENOSPC, "full"), RefusalCode.DISK_FULL),
        (lambda: OSError(errno.EDQUOT, "quota"), RefusalCode.DISK_FULL),
        (lambda: OSError(errno.EIO, "broken"), RefusalCode.WRITE_FAILED),
        (lambda: sqlite3.DatabaseError("no code"), RefusalCode.BUILD_FAILED),
    ],
    ids=["sqlite full", "full", "quota", "broken", "other"],
)
def test_the_disk_is_told_from_the_records(
    cause: Callable[[], BaseException], code: RefusalCode
) -> None:
    def fail() -> None:
        raise DataFolderError("A sentence.") from cause()

    with pytest.raises(MakeError, match=r"A sentence\.") as caught, _in_one_sentence():
        fail()
    assert caught.value.code is code


def test_the_small_directory_has_a_helpline() -> None:
    assert [one.service_id for one in LINES.guarded] == ["help-line"]
    assert sum(isinstance(one, Service) for one in small()) == 13
