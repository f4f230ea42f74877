"""Building a database: how far it is, and the check at its end."""

import gc
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from kiosk.directory.builder import _verify, build
from kiosk.directory.documents import Documents
from kiosk.directory.errors import DirectoryFileError
from kiosk.directory.repository import open_directory
from kiosk.directory.wordlist import WordList
from kiosk.domain.folding import Term
from kiosk.domain.queries import SearchQuery
from kiosk.domain.records import (
    AnyRecord,
    Need,
    Organization,
    Phone,
    Service,
    Situation,
    Tile,
)

MANY = 400
"""Services with three documents each: more than are made between two tellings."""


def _many() -> list[AnyRecord]:
    return [
        Organization(id="o", name="Open Table"),
        *(
            Service(
                id=f"s{number}",
                organization_id="o",
                name=f"Kitchen {number}",
                quiet_name=f"Kitchen {number}",
                phrase="Warm meals",
                categories=(Need.FOOD,),
            )
            for number in range(MANY)
        ),
    ]


def test_a_build_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[float] = []
    build(_many(), tmp_path / "x.db", on_progress=told.append)
    assert len(told) > 3
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1


def test_a_build_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(_many(), tmp_path / "x.db", on_progress=stop)
    assert not list(tmp_path.iterdir())


def test_a_document_that_cannot_be_made_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.db").write_bytes(b"as it was")

    def fail(*_: object) -> list[str]:
        raise MemoryError

    monkeypatch.setattr(Documents, "of_services", fail)
    with pytest.raises(MemoryError):
        build(_many(), tmp_path / "x.db")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"as it was"]


@pytest.mark.parametrize("beginning", ["", "1", "15", "k", "kitche", "x"])
def test_how_often_a_beginning_stands_there_is_known(tmp_path: Path, beginning: str) -> None:
    """Written down for common beginnings, summed up for others: the same number."""
    build(_many(), tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        every = connection.execute("SELECT term, documents FROM posting WHERE kind = 1").fetchall()
        written = connection.execute("SELECT term FROM posting WHERE kind = 2").fetchall()
        counted = WordList(connection).find(Term(beginning, prefix=True), 0).documents
    assert counted == sum(times for term, times in every if term.startswith(beginning))
    assert ("1",) in written
    assert ("k",) not in written


@pytest.mark.parametrize("collecting", [True, False])
def test_a_build_leaves_the_garbage_collector_as_it_was(
    tmp_path: Path, *, collecting: bool
) -> None:
    (gc.enable if collecting else gc.disable)()
    try:
        with pytest.raises(DirectoryFileError):
            build([Phone(id="p", service_id="nowhere", number="911")], tmp_path / "x.db")
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


def test_a_row_that_names_a_lost_one_is_found_at_the_end(tmp_path: Path) -> None:
    build(_many(), tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        _verify(connection)
        connection.execute("DELETE FROM organization")
        with pytest.raises(sqlite3.DatabaseError):
            _verify(connection)


def _tile(name: str, label: str, code: str) -> Tile:
    return Tile(id=name, need=Need.FOOD, order=1, label=label, icon="food", codes=(code,))


def test_the_index_and_the_tables_hold_the_same_questions(tmp_path: Path) -> None:
    eats = msgspec.structs.replace(_many()[1], situations=(Situation(code="eat_today", fit=1),))
    asked = [_tile("eat", "Eat today", "eat_today"), _tile("money", "Money for food", "food_money")]
    build([_many()[0], eats, *asked], tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as db:
        indexed = {one for (one,) in db.execute("SELECT id FROM card")}
    assert indexed == {"question:eat"}
    with open_directory(tmp_path / "x.db") as directory:
        found = directory.search(SearchQuery("en", "money for food"))
        assert {*found.questions} <= {one.id for one in directory.tiles(None, "en")}
