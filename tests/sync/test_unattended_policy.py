"""What applies while nobody looks, counted from what a person accepted."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from kiosk.domain.override import Override, Revealing
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Cost,
    Guide,
    Location,
    Phone,
    Schedule,
    Service,
    Translation,
    Weekday,
)
from kiosk.domain.syncfile import Withdrawn
from kiosk.sync.baseline import Baseline, make_baseline
from kiosk.sync.baseline_updates import drop_outdated
from kiosk.sync.cautions import with_cautions
from kiosk.sync.drift import Comparison
from kiosk.sync.holds import EVEN_FOR_TWO, HoldReason
from kiosk.sync.side import ComparedDirectory, DirectoryContent
from kiosk.sync.unattended_policy import are_withdrawals_allowed, reasons_to_wait
from tests.sync.box import changed, gone, small
from tests.sync.wide import AROUND, HELPLINES, PLAIN, content_of, newcomer, text_of, wide

Records = Sequence[AnyRecord]


def held(baseline: Baseline, records: Records, old: Records | None = None) -> list[HoldReason]:
    lines = content_of(wide()).helplines
    before = DirectoryContent(old, lines) if old is not None else None
    found = reasons_to_wait(baseline, DirectoryContent(records, lines), before, AROUND)
    return [one.reason for one in found]


def service(number: int) -> str:
    return f"s{number:03}"


def test_what_a_person_accepted_applies(base: Baseline) -> None:
    assert held(base, wide(), wide()) == []


# --- gone and new ---------------------------------------------------------------------------------


def named(number: int) -> str:
    return next(
        one.name for one in wide() if one.id == service(number) and isinstance(one, Service)
    )


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({}, []),
        ({"name": named(70)}, [HoldReason.LOOKS_KNOWN]),
        ({"name": named(70).upper() + "s"}, [HoldReason.LOOKS_KNOWN]),
        ({"name": " ".join(reversed(named(70).split()))}, [HoldReason.LOOKS_KNOWN]),
        ({"name": named(70).replace(" ", "-")}, [HoldReason.LOOKS_KNOWN]),
        ({"quiet_name": named(70)[:20] + " 70"}, [HoldReason.LOOKS_KNOWN]),
        ({"url": "https://www.wstone70.example.org/x"}, [HoldReason.LOOKS_KNOWN]),
        ({"url": "https://new.example.net/"}, []),
        ({"valid_until": dt.date(2026, 12, 31)}, []),
        ({"helpline": True}, [HoldReason.HELPLINES_CHANGED]),
    ],
    ids=str,
)
def test_a_new_service_passes_unless_it_looks_like_a_known_one(
    base: Baseline, fields: dict[str, Any], waits: list[HoldReason]
) -> None:
    assert held(base, [*wide(), *newcomer(**fields)]) == waits


def test_a_known_number_under_a_new_name_waits(base: Baseline) -> None:
    known = next(one.number for one in wide() if isinstance(one, Phone))
    new = changed(newcomer(), "n1.1", number=known, extension="12")
    assert held(base, [*wide(), *new]) == [HoldReason.LOOKS_KNOWN]


def test_a_new_street_waits(base: Baseline) -> None:
    place = Location(
        id="n1.l",
        organization_id="o0",
        address_visibility=AddressVisibility.PUBLIC,
        address_1="1 New Street",
    )
    link = changed([one for one in wide() if one.id == "s000.a"], "s000.a", id="n1.a")
    linked = changed(link, "n1.a", service_id="n1", location_id="n1.l")
    assert held(base, [*wide(), *newcomer(), place, *linked]) == [HoldReason.PLACES_CHANGED]


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        (text_of("organization", "o0", "name"), [HoldReason.NAMES_CHANGED]),
        (text_of("service", PLAIN, "quiet_name"), [HoldReason.NAMES_CHANGED]),
        (text_of("service", HELPLINES[0], "description"), [HoldReason.HELPLINES_CHANGED]),
        (text_of("service", PLAIN, "description"), []),
        (text_of("service", "n1", "name"), []),
    ],
    ids=lambda one: getattr(one, "id", ""),
)
def test_a_new_name_in_another_language_waits_like_one_in_english(
    base: Baseline, text: Translation, waits: list[HoldReason]
) -> None:
    """The texts of a new service belong to it."""
    assert held(base, [*wide(), *newcomer(), text]) == waits


def test_a_word_that_may_be_seen_waits_with_a_new_service(base: Baseline) -> None:
    word, day = Revealing.QUIET_NAME, dt.date(2026, 11, 1)
    override = Override(what=word, text="Unlike the rest", by="Ana", date=day, reason="its name")
    new = newcomer(overrides=(override,))
    assert held(base, [*wide(), *new]) == [HoldReason.WORD_ALLOWED]


def test_a_guide_that_is_gone_waits(base: Baseline) -> None:
    left = [one for one in wide() if not isinstance(one, Guide)]
    assert held(base, left) == [HoldReason.GUIDES_CHANGED]


def test_a_service_that_comes_back_under_another_id_is_known(base: Baseline) -> None:
    """Gone in one file, new in the next: the name stays known while the number is forgotten."""
    without = gone(wide(), PLAIN)
    assert held(base, without) == []
    later = drop_outdated(base, content_of(without))
    back = [*without, *newcomer(name=named(int(PLAIN[1:])))]
    assert HoldReason.LOOKS_KNOWN in held(later, back)
    withdrawn = [Withdrawn(kind="service", id=PLAIN)]
    forgotten = drop_outdated(base, content_of(without), withdrawn)
    assert HoldReason.LOOKS_KNOWN not in held(forgotten, back)
    owner = next(one for one in wide() if isinstance(one, Service) and one.id == PLAIN)
    whole = [Withdrawn(kind="organization", id=owner.organization_id)]
    assert HoldReason.LOOKS_KNOWN not in held(drop_outdated(base, content_of(without), whole), back)


def test_a_last_day_counts_as_gone_from_that_day(base: Baseline) -> None:
    ends = dt.date(2027, 3, 1)
    one = changed(wide(), PLAIN, valid_until=ends)
    assert held(base, one) == []
    for number in (60, 61, 62):
        one = changed(one, service(number), valid_until=ends)
    assert HoldReason.NEED_SHRINKS in held(base, one)
    late = changed(wide(), PLAIN, valid_until=dt.date(2028, 1, 1))
    for number in (60, 61, 62):
        late = changed(late, service(number), valid_until=dt.date(2028, 1, 1))
    assert HoldReason.NEED_SHRINKS not in held(base, late), "the file ends before"


def test_what_the_accepted_data_would_not_show_either_is_no_loss() -> None:
    seasonal = wide()
    for number in (64, 65, 66):
        seasonal = changed(seasonal, service(number), valid_until=dt.date(2027, 2, 1))
    assert held(make_baseline(content_of(seasonal)), seasonal) == []


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"assured_date": dt.date(2026, 11, 26)}, False),
        ({"assured_date": dt.date(2026, 11, 26), "confirmed": True}, False),
        ({"assured_date": dt.date(2026, 11, 28)}, True),
        ({"assured_date": dt.date(2026, 9, 1)}, True),
        ({"assured_date": None}, True),
    ],
    ids=str,
)
def test_a_check_goes_forward_up_to_the_day_of_the_file(
    base: Baseline, fields: dict[str, Any], *, waits: bool
) -> None:
    found = held(base, changed(wide(), PLAIN, **fields), wide())
    assert found == ([HoldReason.DATES_CHANGED] if waits else [])


def test_a_quarter_of_the_services_may_be_checked_in_one_file(base: Baseline) -> None:
    records = wide()
    for number in range(22):
        records = changed(records, service(number), confirmed=True)
    assert held(base, records, wide()) == []
    more = changed(records, service(22), confirmed=True)
    assert held(base, more, wide()) == [HoldReason.DATES_CHANGED]
    assert held(base, more, records) == [], "the next week counts anew"


def test_what_changed_alone_keeps_the_day_of_its_last_check(base: Baseline) -> None:
    checked = {"assured_date": dt.date(2026, 11, 26), "confirmed": True}
    same = changed(wide(), service(70), **checked)
    other = changed(same, PLAIN, cost=(Cost.FEE,), **checked)
    content = content_of([*other, *newcomer(**checked)])
    shown = with_cautions(content, base)
    found = {one.id: one for one in shown.records if isinstance(one, Service)}
    days = {key: (found[key].assured_date, found[key].confirmed) for key in (PLAIN, "n1")}
    assert days == {PLAIN: (dt.date(2026, 10, 1), False), "n1": (None, False)}
    assert found[service(70)].confirmed
    assert shown.unseen == {"n1"}
    plain = content_of(same)
    assert with_cautions(plain, base) is plain
    again = make_baseline(shown)
    assert len(again.services) == len(base.services), "nobody has seen the new one"


# --- hours of a few days --------------------------------------------------------------------------


def closed(number: int, first: dt.date, days: int = 1) -> Schedule:
    return Schedule(
        id=f"{service(number)}.{first}.{days}",
        service_id=service(number),
        valid_from=first,
        valid_to=first + dt.timedelta(days=days - 1),
        closed=True,
    )


HOLIDAY = dt.date(2026, 12, 25)


@pytest.mark.parametrize(
    ("numbers", "days", "waits"),
    [
        (range(60, 65), 21, False),
        (range(60, 66), 1, True),
        (range(64, 65), 22, False),
        (range(60, 66), 22, True),
        (range(2, 3), 1, False),
        (range(2, 4), 1, True),
        ((0,), 1, True),
    ],
    ids=str,
)
def test_holidays_pass_on_a_part_of_a_list(
    base: Baseline, numbers: Iterable[int], days: int, *, waits: bool
) -> None:
    """22 days are no holiday but other hours, of which one service of a need may have some."""
    records = [*wide(), *(closed(number, HOLIDAY, days) for number in numbers)]
    assert bool(held(base, records)) is waits


def test_holidays_in_a_row_are_no_holidays(base: Baseline) -> None:
    months = [closed(65, HOLIDAY + dt.timedelta(days=21 * n), 21) for n in range(2)]
    assert held(base, [*wide(), months[0]]) == []
    assert held(base, [*wide(), *months]) == [HoldReason.HOURS_CHANGED]


def test_day_and_night_waits_for_a_person(base: Baseline) -> None:
    """It is said of a record of any age, without the cautions that other hours get."""
    every = tuple(Weekday)
    fields = {"byday": every, "opens_at": "00:00", "closes_at": "24:00"}
    always = changed(wide(), f"{PLAIN}.h", **fields, valid_from=None, valid_to=None)
    assert held(base, always) == [HoldReason.HOURS_CHANGED]


# --- helplines ------------------------------------------------------------------------------------


def test_a_helpline_changes_alone_only_where_two_people_vouch_for_all_of_it(
    base: Baseline,
) -> None:
    records = changed(wide(), HELPLINES[0], name="Closed for good")
    new = content_of(records)
    for vouched, reasons in ((False, [HoldReason.HELPLINES_CHANGED]), (True, [])):
        around = replace(AROUND, lines_vouched=vouched)
        assert [one.reason for one in reasons_to_wait(base, new, None, around)] == reasons
    web = content_of(changed(wide(), HELPLINES[0], url="https://other.example.org/"))
    around = replace(AROUND, lines_vouched=True)
    found = reasons_to_wait(base, web, None, around)
    assert [one.reason for one in found] == [HoldReason.HELPLINES_CHANGED], "nobody vouches for it"


# --- slowly ---------------------------------------------------------------------------------------


def number_changed(records: Records, number: int, digit: int = 9) -> list[AnyRecord]:
    new = f"+1916555{digit}{number:03}"
    return changed(records, f"{service(number)}.1", number=new)


def test_changes_add_up_until_a_person_looks(base: Baseline) -> None:
    """Four of ninety numbers, one of each need; the fifth waits, in whatever file it comes."""
    records: Records = wide()
    baseline = base
    for number in (25, 35, 45, 55):
        before, records = records, number_changed(records, number)
        assert held(baseline, records, before) == []
        baseline = drop_outdated(baseline, content_of(list(records)))
    more = number_changed(records, 65)
    assert held(baseline, more, records) == [HoldReason.NUMBERS_CHANGED]
    assert held(make_baseline(content_of(list(records))), more, records) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda r: number_changed(r, 65),
        lambda r: changed(r, PLAIN, phrase="Other words"),
        lambda r: changed(r, PLAIN, url="https://other.example.org/"),
        lambda r: changed(r, f"{PLAIN}.h", opens_at="08:00"),
        lambda r: changed(r, f"es.{PLAIN}", text="Otra"),
        lambda r: gone(r, PLAIN),
        lambda r: changed(r, f"{PLAIN}.l", address_1="2 Other Street"),
        lambda r: changed(r, "o5", website="https://other.example.org/"),
    ],
)
def test_what_is_no_longer_said_is_forgotten_and_still_counts(
    base: Baseline, change: Callable[[Records], list[AnyRecord]]
) -> None:
    new = content_of(change(wide()))
    left = drop_outdated(base, new)
    assert left != base
    assert drop_outdated(left, new) == left
    assert held(left, new.records) == held(base, new.records)
    back = Comparison(left, ComparedDirectory(content_of(wide())), None, AROUND).drift()
    assert back.counted or any(back.never.values()), "what comes back is not known any more"
    said = msgspec.json.encode(make_baseline(new, base.key)).decode()
    for one in left.services.values():
        for value in (*one.facts.values(), *one.numbers, *one.streets):
            assert value in said


def test_a_baseline_names_nothing() -> None:
    made = make_baseline(content_of(wide()))
    written = msgspec.json.encode(made).decode()
    for record in wide():
        assert f'"{record.id}"' not in written
    assert "9165551" not in written
    assert "Example Street" not in written
    assert made.services.keys() != make_baseline(content_of(wide())).services.keys()
    assert msgspec.json.decode(written, type=Baseline) == made


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
    assert are_withdrawals_allowed(services, already, more) is fit


def test_only_hidden_addresses_and_helplines_wait_for_a_person_when_two_signed() -> None:
    kept = {HoldReason.ADDRESS_SHOWN, HoldReason.HELPLINES_CHANGED}
    never_known = {
        HoldReason.FIRST_FILE,
        HoldReason.NOT_ACCEPTED,
        HoldReason.UNDONE,
        HoldReason.MADE_AHEAD,
    }
    assert kept | never_known == EVEN_FOR_TWO


def test_a_place_once_hidden_is_not_shown_again_unnoticed() -> None:
    lines = content_of(wide()).helplines
    first = make_baseline(DirectoryContent(small(), lines))
    away = gone(small(), "river-house.1")
    shown = changed(small(), "river-house.1", address_visibility=AddressVisibility.PUBLIC)
    found = reasons_to_wait(
        drop_outdated(first, DirectoryContent(away, lines)),
        DirectoryContent(shown, lines),
        None,
        AROUND,
    )
    assert HoldReason.ADDRESS_SHOWN in [one.reason for one in found]
