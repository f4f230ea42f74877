"""Whose keys change from one file to the next: paired by holder, role by role."""

from pathlib import Path

import pytest

from kiosk.sync.change_report import KeyChange, KeyRole
from kiosk.sync.container import read_container
from kiosk.sync.holders import HeldKey, key_changes, key_holders, key_holders_of_file
from tests.sync.box import small
from tests.sync.toolkit import make_coalition

ROOT, TARGETS, DIRECTORY = KeyRole


def held(role: KeyRole, holder: str, digit: str) -> HeldKey:
    return HeldKey(role, digit * 64, holder)


def shown(holder: str, digit: str) -> str:
    return f"{holder} {digit * 16}"


ANN, BOB, BOB_2 = held(TARGETS, "Ann", "a"), held(TARGETS, "Bob", "b"), held(TARGETS, "Bob", "c")


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ((ANN, BOB), (BOB, ANN), []),
        ((ANN,), (ANN, BOB), [("Bob", "", shown("Bob", "b"))]),
        ((ANN, BOB), (ANN,), [("Bob", shown("Bob", "b"), "")]),
        ((ANN, BOB), (ANN, BOB_2), [("Bob", shown("Bob", "b"), shown("Bob", "c"))]),
        ((ANN,), (BOB,), [("Bob", shown("Ann", "a"), shown("Bob", "b"))]),
        (
            (ANN, BOB),
            (BOB_2, held(TARGETS, "Carol", "d")),
            [
                ("Bob", shown("Bob", "b"), shown("Bob", "c")),
                ("Carol", shown("Ann", "a"), shown("Carol", "d")),
            ],
        ),
    ],
    ids=["the same", "more", "fewer", "the same person", "another person", "both"],
)
def test_keys_that_go_and_come(
    old: tuple[HeldKey, ...], new: tuple[HeldKey, ...], changes: list[tuple[str, str, str]]
) -> None:
    assert [(one.name, one.old, one.new) for one in key_changes(old, new)] == changes


def test_each_role_is_by_itself() -> None:
    old = (held(ROOT, "Ann", "a"), held(DIRECTORY, "Ann", "b"))
    new = (held(ROOT, "Ann", "a"), held(TARGETS, "Ann", "b"))
    assert key_changes(old, new) == (
        KeyChange(role=TARGETS, name="Ann", old="", new=shown("Ann", "b")),
        KeyChange(role=DIRECTORY, name="Ann", old=shown("Ann", "b"), new=""),
    )


def test_a_root_alone_says_nothing_of_the_directory(tmp_path: Path) -> None:
    coalition = make_coalition(2)
    root = key_holders(coalition.trusted.document.signed)
    names = {(one.role, one.holder) for one in root}
    assert names == {(ROOT, "root 0"), (ROOT, "root 1"), (TARGETS, "targets 0"),
                     (TARGETS, "targets 1")}  # fmt: skip
    whole = key_holders_of_file(read_container(coalition.write(tmp_path / "a.kiosksync", small())))
    assert root < whole
    assert {one.role for one in whole - root} == {DIRECTORY}
