"""How far data goes by itself, counted from what a person accepted."""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec
import pytest

from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.override import Override, Telling
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Phone,
    Status,
)
from kiosk.domain.syncfile import HelplineFile
from kiosk.sync.changes import Content
from kiosk.sync.limits import (
    Baseline,
    Drift,
    HoldReason,
    drift,
    faded,
    make_baseline,
    too_far,
    withdrawals_fit,
)
from tests.sync.box import changed, dialled, gone, hidden, small

SAME = Drift(
    services=100,
    gone=0,
    added=0,
    numbers=100,
    numbers_changed=0,
    places=100,
    places_changed=0,
    shown=0,
    web=100,
    web_changed=0,
    helplines_changed=False,
)


@pytest.mark.parametrize(
    ("change", "held"),
    [
        ({}, None),
        ({"gone": 20}, None),
        ({"gone": 21}, HoldReason.SERVICES_GONE),
        ({"numbers_changed": 10}, None),
        ({"numbers_changed": 11}, HoldReason.NUMBERS_CHANGED),
        ({"places_changed": 10}, None),
        ({"places_changed": 11}, HoldReason.PLACES_CHANGED),
        ({"added": 20}, None),
        ({"added": 21}, HoldReason.SERVICES_ADDED),
        ({"shown": 1}, HoldReason.ADDRESS_SHOWN),
        ({"allowed": 1}, HoldReason.WORD_ALLOWED),
        ({"web_changed": 10}, None),
        ({"web_changed": 11}, HoldReason.WEB_CHANGED),
        ({"helplines_changed": True}, HoldReason.HELPLINES_CHANGED),
        ({"helplines_changed": True, "gone": 99}, HoldReason.HELPLINES_CHANGED),
        ({"numbers": 0, "numbers_changed": 1}, HoldReason.NUMBERS_CHANGED),
        ({"places": 0, "places_changed": 1}, HoldReason.PLACES_CHANGED),
        ({"services": 0, "numbers": 0, "places": 0, "web": 0}, None),
        ({"services": 4, "gone": 1}, HoldReason.SERVICES_GONE),
        ({"services": 5, "gone": 1}, None),
    ],
    ids=str,
)
def test_a_fifth_of_the_services_and_a_tenth_of_the_numbers(
    change: dict[str, int], held: HoldReason | None
) -> None:
    fields = {name: getattr(SAME, name) for name in Drift.__dataclass_fields__}
    assert too_far(Drift(**(fields | change))) is held


@pytest.mark.parametrize(
    ("services", "already", "more", "fit"),
    [
        (10, 0, 5, True),
        (10, 0, 6, False),
        (10, 3, 2, True),
        (10, 3, 3, False),
        (250, 0, 5, True),
        (1000, 0, 20, True),
        (1000, 0, 21, False),
        (1000, 20, 1, False),
        (0, 0, 0, True),
    ],
)
def test_five_withdrawals_or_two_percent(
    services: int, already: int, more: int, *, fit: bool
) -> None:
    assert withdrawals_fit(services, already, more) is fit


def content(records: Sequence[AnyRecord]) -> Content:
    return Content(records, HelplineFile(helplines=ANCHORS, guarded=guarded_lines(records)))


def phone(number: str) -> Phone:
    return Phone(id=f"x{number[1:]}", service_id="food-box", number=number)


WORD = Override(
    what=Telling.KEYWORD, text="ABUSE", by="Ana Ruiz", date=dt.date(2026, 11, 12), reason="Its own"
)
CHANGES: dict[str, tuple[Callable[[list[AnyRecord]], list[AnyRecord]], dict[str, int]]] = {
    "same": (lambda r: r, {}),
    "gone": (lambda r: gone(r, "food-box", "men-beds"), {"gone": 2}),
    "closed": (lambda r: changed(r, "food-box", status=Status.INACTIVE), {"gone": 1}),
    "opened": (lambda r: changed(r, "gone", status=Status.ACTIVE), {"added": 1}),
    "exchanged": (
        lambda r: dialled(r, "+19165550104", "+19165550174"),
        {"numbers_changed": 1},
    ),
    "number lost": (lambda r: gone(r, "food-box.1"), {"numbers_changed": 1}),
    "numbers added": (
        lambda r: [*r, phone("+19165550174"), phone("+19165550175")],
        {"numbers_changed": 2},
    ),
    "word allowed": (lambda r: changed(r, "food-box", overrides=(WORD,)), {"allowed": 1}),
    "id only": (lambda r: changed(r, "food-box.1", id="renamed"), {}),
    "page": (lambda r: changed(r, "food-box", url="https://x.example.org"), {"web_changed": 1}),
    "site": (
        lambda r: changed(r, "open-table", website="https://x.example.org"),
        {"web_changed": 1},
    ),
    "text": (lambda r: changed(r, "food-box", name="Bread Box"), {}),
    "door": (lambda r: changed(r, "open-table.1", address_1="35 Road"), {"places_changed": 1}),
    "door of two": (
        lambda r: changed(r, "open-table.2", address_1="57 Road"),
        {"places_changed": 2},
    ),
    "coordinates": (lambda r: changed(r, "clinic.1", latitude=38.59), {"places_changed": 1}),
    "another place": (lambda r: changed(r, "at.3", location_id="clinic.1"), {"places_changed": 1}),
    "place lost": (lambda r: gone(r, "at.3"), {"places_changed": 1}),
    "hidden": (lambda r: hidden(r, "open-table.1"), {"places_changed": 1}),
    "shown": (
        lambda r: changed(r, "river-house.1", address_visibility=AddressVisibility.PUBLIC),
        {"places_changed": 1, "shown": 1},
    ),
    "place gone": (lambda r: gone(r, "open-table.2"), {"places_changed": 2}),
    "place added": (
        lambda r: [
            *r,
            Location(
                id="new.1",
                organization_id="open-table",
                address_visibility=AddressVisibility.PUBLIC,
            ),
        ],
        {},
    ),
    "hidden place gone": (lambda r: gone(r, "river-house.1"), {}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_counts_as_a_change(change: str) -> None:
    make, counts = CHANGES[change]
    before = make_baseline(content(small()))
    wanted = Drift(
        services=12,
        gone=counts.get("gone", 0),
        added=counts.get("added", 0),
        numbers=7,
        numbers_changed=counts.get("numbers_changed", 0),
        places=5,
        places_changed=counts.get("places_changed", 0),
        shown=counts.get("shown", 0),
        web=16,
        web_changed=counts.get("web_changed", 0),
        helplines_changed=False,
        allowed=counts.get("allowed", 0),
    )
    assert drift(before, content(make(small()))) == wanted


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_said_no_more_is_forgotten_and_still_counts(change: str) -> None:
    make, _ = CHANGES[change]
    new = content(make(small()))
    before = make_baseline(content(small()))
    left = faded(before, new)
    assert drift(left, new) == drift(before, new)
    assert faded(left, new) == left
    said = msgspec.json.encode(make_baseline(new, before.key)).decode()
    for part in (left.services, left.places):
        for value in {one for found in part.values() for one in found} - {""}:
            assert value in said


@pytest.mark.parametrize("change", ["exchanged", "number lost", "door of two", "hidden", "site"])
def test_what_was_forgotten_is_not_known_when_it_comes_back(change: str) -> None:
    make, counts = CHANGES[change]
    left = faded(make_baseline(content(small())), content(make(small())))
    back = drift(left, content(small()))
    assert {name: getattr(back, name) for name in counts} == counts


def test_a_place_once_hidden_is_not_shown_again_unnoticed() -> None:
    away = gone(small(), "river-house.1")
    shown = changed(small(), "river-house.1", address_visibility=AddressVisibility.PUBLIC)
    before = make_baseline(content(small()))
    assert drift(faded(before, content(away)), content(shown)).shown == 1
    assert drift(faded(before, content(gone(small(), "open-table.2"))), content(small())).shown == 0
    first_hidden = faded(before, content(hidden(small(), "clinic.1")))
    assert drift(first_hidden, content(small())).shown == 1


@pytest.mark.parametrize(
    ("key", "field"), [("food-box", "url"), ("food-box", "chat_url"), ("open-table", "website")]
)
def test_one_page_for_another_is_seen(key: str, field: str) -> None:
    old = changed(small(), key, **{field: "https://a.example.org"})
    new = changed(small(), key, **{field: "https://b.example.org"})
    assert drift(make_baseline(content(old)), content(new)).web_changed == 1


def test_only_a_new_word_that_tells_is_seen() -> None:
    """Another reason, or one that is taken back, waits for nobody; one that comes back does."""
    with_word = changed(small(), "food-box", overrides=(WORD,))
    before = make_baseline(content(with_word))
    later = changed(small(), "food-box", overrides=(msgspec.structs.replace(WORD, reason="Other"),))
    other = changed(small(), "food-box", overrides=(msgspec.structs.replace(WORD, text="RAPE"),))
    found = [drift(before, content(each)).allowed for each in (with_word, later, other, small())]
    assert found == [0, 0, 1, 0]
    assert drift(faded(before, content(small())), content(with_word)).allowed == 1


def test_a_changed_helpline_is_seen() -> None:
    new = content(dialled(small(), "+19165550100", "+19165550170"))
    assert drift(make_baseline(content(small())), new).helplines_changed


def test_a_baseline_names_nothing() -> None:
    made = make_baseline(content(small()))
    written = msgspec.json.encode(made).decode()
    for record in small():
        assert f'"{record.id}"' not in written
    assert "9165550104" not in written
    assert "Example Street" not in written
    assert made.services != make_baseline(content(small())).services
    assert msgspec.json.decode(written, type=Baseline) == made


def test_an_address_is_hashed_as_it_always_was() -> None:
    """A kiosk keeps its baseline; hashed in another way after an upgrade, each door had changed."""
    where = changed(small(), "open-table.2", address_2="Floor 3", postal_code="95814")
    made = make_baseline(content(where), "00" * 16)
    assert ("df49487232348738fee9f5a7",) in made.places.values()
