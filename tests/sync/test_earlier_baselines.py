"""What a program knows of data that a person accepted under an earlier one."""

import gzip
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.records import AnyRecord, Cost, Service
from kiosk.domain.situations import Question
from kiosk.sync import baseline
from kiosk.sync.apply import store_baseline
from kiosk.sync.baseline import Baseline, make_baseline
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import Consent
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import write_state
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import Box, changed
from tests.sync.toolkit import revised
from tests.sync.wide import HELPLINES, PLAIN, content_of, wide

EARLIER = Path(__file__).parents[1] / "data" / "baseline-earlier.json.gz"
"""The baseline of ``wide()``, written by the program of 1 December 2026 (commit b9de7e9d)."""
OTHER_NUMBER = "+19165559999"


@pytest.fixture
def upgraded(box: Box) -> Box:
    """A kiosk whose program is newer than what it knows of the accepted data."""
    box.bring(wide(), 1)
    earlier = msgspec.json.decode(gzip.decompress(EARLIER.read_bytes()), type=Baseline)
    mark = store_baseline(box.folder, earlier)
    write_state(box.folder, msgspec.structs.replace(box.state, person=mark))
    return box


def alone(box: Box, records: list[AnyRecord], version: int) -> HoldReason | None:
    return box.bring(records, version, Consent.UNATTENDED).hold


@pytest.mark.parametrize(
    ("key", "fields", "hold"),
    [
        (f"{PLAIN}.1", {"number": OTHER_NUMBER}, None),
        (PLAIN, {"cost": (Cost.FEE,)}, None),
        (f"{PLAIN}.h", {"opens_at": "08:00"}, None),
        (f"es.{PLAIN}", {"text": "Otra cosa"}, None),
        ("s020.1", {"number": OTHER_NUMBER}, HoldReason.GUARDED_CHANGED),
        ("s020.1", {"languages": ("es",)}, HoldReason.GUARDED_CHANGED),
        (PLAIN, {"name": "Another name"}, HoldReason.NAMES_CHANGED),
    ],
    ids=str,
)
def test_after_an_upgrade_the_next_file_is_judged_as_any_other(
    upgraded: Box, key: str, fields: dict[str, object], hold: HoldReason | None
) -> None:
    assert alone(upgraded, changed(wide(), key, **fields), 2) is hold


def test_an_upgrade_forgets_no_change_that_came_alone(upgraded: Box) -> None:
    """What differs from the accepted data then waits once, and a person settles it."""
    assert alone(upgraded, changed(wide(), f"{PLAIN}.1", number=OTHER_NUMBER), 2) is None
    state = upgraded.state
    earlier = msgspec.json.decode(gzip.decompress(EARLIER.read_bytes()), type=Baseline)
    mark = store_baseline(upgraded.folder, earlier)
    write_state(upgraded.folder, msgspec.structs.replace(state, person=mark))
    now = changed(wide(), f"{PLAIN}.1", number=OTHER_NUMBER)
    for version in (3, 4):
        assert alone(upgraded, now, version) is HoldReason.NUMBERS_CHANGED
    assert upgraded.bring(now, 4).status is SyncStatus.APPLIED
    assert alone(upgraded, changed(now, PLAIN, cost=(Cost.FEE,)), 5) is None


def test_without_the_data_in_use_nothing_is_taken_from_it(upgraded: Box) -> None:
    (upgraded.folder / upgraded.state.active.kept).unlink()
    assert alone(upgraded, wide(), 2) is not None


LATER: dict[str, object] = {
    "room_line": True,
    "lead": "Bread first",
    "say": "A ticket, please.",
    "answers": (Question.ID,),
    "referral_line": HELPLINES[0],
}
"""Fields of a service that came after a release, with something to say in them."""


@pytest.mark.parametrize("field", LATER)
def test_a_field_that_an_earlier_release_lacked_changes_nothing_while_nobody_uses_it(
    monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """Else each upgrade of the program would make every service wait for a person."""
    plain, key = content_of(wide()), "0" * 32
    others = [one.id for one in wide() if one.id[0] == "s" and one.id not in HELPLINES]
    used = DirectoryContent(
        revised(wide(), Service, *others, **{field: LATER[field]}), plain.helplines
    )
    now, now_used = make_baseline(plain, key), make_baseline(used, key)
    monkeypatch.delitem(baseline._DEFAULTS, field)
    assert make_baseline(plain, key) == now
    assert make_baseline(used, key) != now_used


def test_guides_cards_and_questions_without_later_fields_are_those_that_a_person_accepted() -> None:
    earlier = msgspec.json.decode(gzip.decompress(EARLIER.read_bytes()), type=Baseline)
    now = make_baseline(content_of(wide()), earlier.key)
    assert {key: one.whole for key, one in now.records.items()} == {
        key: one.whole for key, one in earlier.records.items()
    }
