"""Taking withdrawn records out of a directory, and remembering that they are gone."""

from typing import Any

import pytest

from kiosk.domain.checks import check_records
from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import Need, SearchWord, Service
from kiosk.domain.syncfile import HelplineFile, Versions, Withdrawn
from kiosk.sync.apply import add_tombstones
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import TOMBSTONE_LIMIT, Tombstone
from kiosk.sync.withdrawals import (
    blocked_for,
    remove_records,
    services_lost,
    withdrawable,
    without_withdrawn,
)
from tests.sync.box import small, withdrawn
from tests.sync.toolkit import revised


@pytest.mark.parametrize(
    ("kind", "id", "lost"),
    [
        ("service", "food-box", {"food-box", "food-box.1", "at.3", "h.5", "h.6", "t.5", "t.6"}),
        ("phone", "help-line.1", {"help-line.1", "h.1"}),
        ("location", "open-table.1", {"open-table.1", "at.3", "at.7"}),
        ("service", "nowhere", set()),
    ],
    ids=["service", "phone", "location", "unknown"],
)
def test_what_hangs_on_a_record_goes_with_it(kind: str, id: str, lost: set[str]) -> None:  # noqa: A002
    left = remove_records(small(), [withdrawn(kind, id)])
    assert lost <= {one.id for one in small()} - {one.id for one in left}
    assert {one.id for one in small()} - {one.id for one in left} - lost <= {
        one.id for one in small() if getattr(one, "entity_id", None) in lost
    }


def test_everything_under_an_organization_goes_with_it() -> None:
    left = remove_records(small(), [withdrawn("organization", "open-table")])
    assert not [one for one in left if "open-table" in str(one) or "food-box" in str(one)]
    assert services_lost(small(), [withdrawn("organization", "open-table")]) == 4


def test_what_is_left_is_a_whole_directory() -> None:
    everything = revised(small(), Service, "food-box", referral_line="help-line")
    for record in everything:
        kind = str(record.__struct_config__.tag)
        if kind in {"organization", "service", "location", "phone"}:
            left = remove_records(everything, [withdrawn(kind, record.id)])
            assert not [one for one in check_records(left) if one.code.fatal], record.id


@pytest.mark.parametrize(
    ("gone", "words", "left"),
    [
        (
            withdrawn("service", "food-box"),
            {
                "one": {"service_ids": ("food-box",)},
                "two": {"service_ids": ("food-box", "clinic")},
                "three": {"service_ids": ("food-box",), "needs": (Need.FOOD,)},
            },
            {"two": ("clinic",), "three": ()},
        ),
        (
            withdrawn("guide", "calm"),
            {"one": {"guide_ids": ("calm",)}, "two": {"guide_ids": ("calm", "pay")}},
            {"two": ("pay",)},
        ),
    ],
    ids=["service", "guide"],
)
def test_a_search_word_stays_while_it_points_anywhere(
    gone: Withdrawn, words: dict[str, dict[str, Any]], left: dict[str, tuple[str, ...]]
) -> None:
    more = [SearchWord(id=key, language="en", words=(key,), **to) for key, to in words.items()]
    found = {
        one.id: one.service_ids + one.guide_ids
        for one in remove_records([*small(), *more], [gone])
        if isinstance(one, SearchWord) and one.id in words
    }
    assert found == left


def test_where_nothing_goes_the_records_are_the_same_ones() -> None:
    records = small()
    assert remove_records(records, []) is records
    assert remove_records(records, [withdrawn("phone", "nowhere")]) is records
    whole = DirectoryContent(records, HelplineFile(helplines=ANCHORS))
    assert without_withdrawn(whole, [withdrawn("phone", "nowhere")]) is whole


def test_nothing_of_a_guarded_line_may_go() -> None:
    lines = HelplineFile(helplines=ANCHORS, guarded=guarded_lines(small()))
    named = [
        withdrawn("service", "help-line"),
        withdrawn("phone", "help-line.1"),
        withdrawn("organization", "valley-line"),
        withdrawn("organization", "open-table"),
        withdrawn("phone", "food-box.1"),
        withdrawn("phone", "nowhere"),
    ]
    assert withdrawable(small(), lines, named) == (
        withdrawn("organization", "open-table"),
        withdrawn("phone", "food-box.1"),
    )


def test_tombstones_keep_records_out_of_older_files_only() -> None:
    one, two = withdrawn("phone", "a"), withdrawn("phone", "b")
    stones = add_tombstones((), [one], Versions(1, 1, 4))
    stones = add_tombstones(stones, [one, two], Versions(1, 1, 6))
    assert add_tombstones(stones, [one], Versions(1, 1, 2)) == stones
    assert set(blocked_for(stones, Versions(1, 1, 5))) == {one, two}
    assert blocked_for(stones, Versions(1, 1, 6)) == ()
    assert set(blocked_for(stones, None)) == {one, two}


def test_of_too_many_tombstones_the_newest_are_kept() -> None:
    old = tuple(
        Tombstone(record=withdrawn("phone", f"p{n}"), versions=Versions(1, 1, 1))
        for n in range(TOMBSTONE_LIMIT)
    )
    stones = add_tombstones(old, [withdrawn("phone", "new")], Versions(1, 1, 2))
    assert len(stones) == TOMBSTONE_LIMIT
    assert blocked_for(stones, Versions(1, 1, 1)) == (withdrawn("phone", "new"),)
