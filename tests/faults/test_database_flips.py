"""One bit of the database in use turned over: a start never uses it."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app import assets
from kiosk.sync.data_folder import StartReason, inspect_folder
from kiosk.sync.databases import SqliteMaker
from kiosk.sync.state import read_state
from tests.faults.world import World, version_in_use
from tests.long_runs import add_figure, of_the_day

FLIPS = 4_000
"""SQLite's own check let 1,146 of 4,000 such changes in rows through."""


def database(data: Path) -> Path:
    state, _ = read_state(data)
    assert state is not None
    return data / state.active.database


def test_no_flipped_bit_goes_unnoticed(world: World) -> None:
    data = world.fresh("flips")
    maker = SqliteMaker(assets.factory())
    path = database(data)
    whole = path.read_bytes()
    chance = random.Random(13)  # noqa: S311 - the bits are drawn with a seed
    unnoticed = []
    with path.open("r+b") as file:
        for bit in of_the_day(chance.sample(range(len(whole) * 8), FLIPS)):
            at = bit // 8
            for byte in (whole[at] ^ 1 << bit % 8, whole[at]):
                file.seek(at)
                file.write(bytes([byte]))
                file.flush()
                if (
                    byte != whole[at]
                    and inspect_folder(data, maker).reason is not StartReason.DATABASE_DAMAGED
                ):
                    unnoticed.append(bit)
    assert path.read_bytes() == whole
    assert inspect_folder(data, maker).reason is StartReason.VERIFIED
    assert not unnoticed
    add_figure("flipped bits of a database, none unnoticed", FLIPS)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_text(path: Path) -> None:
    path.write_text("no database", encoding="utf-8")


def gone(path: Path) -> None:
    path.unlink()


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def in_pieces(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.rotating(4)
@pytest.mark.parametrize(
    "damage", [emptied, cut_short, longer, a_folder, a_text, gone, a_link_to_nowhere, in_pieces]
)
def test_a_damaged_database_is_built_again_from_the_signed_file(
    world: World, damage: Callable[[Path], None]
) -> None:
    data = world.fresh("damaged")
    damage(database(data))
    assert version_in_use(data) == "1"
    assert inspect_folder(data, SqliteMaker(assets.factory())).reason is StartReason.VERIFIED
    shutil.rmtree(data)
