"""From records to words: what is unknown stays unknown, what is hidden stays hidden."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from kiosk.domain.queries import LocalText
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Audience,
    Document,
    Need,
    PlaceShow,
    Schedule,
    Service,
    Start,
    Weekday,
)
from kiosk.domain.text import isolate, unmarked
from kiosk.presentation.open_state import open_state
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import ServiceView, StateTone
from tests.presentation.listings import (
    HIDDEN,
    OFFICE_HOURS,
    PUBLIC,
    TUESDAY,
    fact,
    listed_card,
    listing,
    strings,
    told,
)

# --- open or not --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "at", "tone", "words"),
    [
        ((OFFICE_HOURS,), "2026-11-24T10:30", StateTone.OPEN, "Open now until 5 pm"),
        ((OFFICE_HOURS,), "2026-11-24T07:30", StateTone.LATER, "Opens 9 am today"),
        ((OFFICE_HOURS,), "2026-11-24T18:00", StateTone.CLOSED, "Opens Wednesday 9 am"),
        ((OFFICE_HOURS,), "2026-11-27T18:00", StateTone.CLOSED, "Opens Monday 9 am"),
        ((), "2026-11-24T10:30", StateTone.UNKNOWN, "Ask for hours"),
    ],
)
def test_open_state(hours: tuple[Schedule, ...], at: str, tone: StateTone, words: str) -> None:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    state = open_state(told(listing(schedules=hours), now=moment))
    assert state.tone is tone
    assert plain(f"{state.word} {state.detail}") == words


def test_unknown_hours_without_a_number_are_asked_for_too() -> None:
    state = open_state(told(listing(phones=(), locations=(PUBLIC,))))
    assert (state.tone, state.word) == (StateTone.UNKNOWN, "Ask for hours")


def test_an_untrusted_clock_says_nothing_of_now() -> None:
    view = told(listing(schedules=(OFFICE_HOURS,), locations=(PUBLIC,)), trusted=False).view()
    assert view.state.tone is StateTone.UNKNOWN
    assert view.state.word == "Ask for hours"
    assert "Today" not in {fact.label for fact in view.facts}
    assert view.age == "Checked: November 2026 · Call first"
    told_of_now = (view.state, view.age, view.facts, view.action, view.codes)
    assert not [text for text in strings(told_of_now) if "ago" in text or "today" in text]


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("trusted", [True, False])
def test_unknown_is_never_called_closed(
    presenter: Callable[..., DirectoryPresenter],
    factory_ids: tuple[str, ...],
    tag: str,
    *,
    trusted: bool,
) -> None:
    here = presenter(tag, words="en", trusted=trusted)
    always = {"Day and night.", "Answers day and night"}
    for view in here.services(factory_ids):
        word = view.state.word
        if view.state.tone is StateTone.UNKNOWN and not (trusted and word.startswith("Usually ")):
            assert word in ({"Ask for hours"} | (set() if trusted else always)), view.id
        assert "closed" not in f"{view.state.word} {view.state.detail}".lower()


# --- how old a fact may be ----------------------------------------------------------------------


AGES = (
    # days, state, age, street, street on paper
    (0, "Open now until 5 pm", "Checked today", "", ""),
    (90, "Open now until 5 pm", "Checked 90 days ago", "", ""),
    (91, "Usually open now", "Call first", "Written down in 2026: ask first", "2026"),
    (181, "Usually Mon–Fri 9 am – 5 pm (2026)", "Call first",
     "Written down in 2026: ask first", "2026"),
    (800, "Usually Mon–Fri 9 am – 5 pm (2024)", "Call first",
     "Written down in 2024: ask first", "2024"),
    (None, "Usually Mon–Fri 9 am – 5 pm (Date not known)", "Call first",
     "Ask first", "Date not known"),
)  # fmt: skip


@pytest.mark.parametrize(("days", "state", "age", "street", "year"), AGES)
def test_hours_and_street_are_told_with_their_age(
    days: int | None, state: str, age: str, street: str, year: str
) -> None:
    date = None if days is None else TUESDAY.date() - dt.timedelta(days=days)
    about = listing(schedules=(OFFICE_HOURS,), locations=(PUBLIC,), assured_date=date)
    view = told(about).view()
    assert plain(f"{view.state.word} {view.state.detail}") == state
    assert view.age == age
    assert plain(fact(view, "Where")) == f"12 Alder Way, Sacramento {street}".strip()
    words = next(code.payload for code in view.codes if code.kind == "words")
    assert (f"12 Alder Way, Sacramento ({year}): ask first" in words) is bool(year)
    assert view.digits == ("916", "555", "0142"), "the number stays, however old"


def plain(text: str) -> str:
    return unmarked(text).replace("\u00a0", " ").strip()


def test_confirmed_hours_are_said_plainly_for_90_days_and_as_usual_ones_for_365() -> None:
    old = dt.date(2024, 1, 1)
    for days, said in ((90, "Open now until 5 pm"), (365, "Usually open now")):
        day = TUESDAY.date() - dt.timedelta(days)
        row = msgspec.structs.replace(OFFICE_HOURS, assured_hours=day)
        state = open_state(told(listing(schedules=(row,), assured_date=old)))
        assert plain(f"{state.word} {state.detail}") == said
        assert state.tone is StateTone.OPEN


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-25T18:00", "Usually Wed 9 am – 5 pm (2024)"),
        ("2026-11-26T10:00", "Usually Sat, Sun 10 am – 2 pm (2024)"),
    ],
)
def test_old_hours_are_those_of_today_or_of_the_next_day_with_any(at: str, said: str) -> None:
    rows = (
        msgspec.structs.replace(OFFICE_HOURS, byday=(Weekday.WE,)),
        msgspec.structs.replace(
            OFFICE_HOURS,
            id="w",
            byday=(Weekday.SA, Weekday.SU),
            opens_at="10:00",
            closes_at="14:00",
        ),
    )
    now = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    state = open_state(told(listing(schedules=rows, assured_date=dt.date(2024, 1, 1)), now=now))
    assert (plain(state.word), state.tone) == (said, StateTone.UNKNOWN)


@pytest.mark.parametrize("days", [0, 91, 366, None])
def test_helplines_never_vanish_by_age(days: int | None) -> None:
    date = None if days is None else TUESDAY.date() - dt.timedelta(days=days)
    view = told(listing(schedules=(OFFICE_HOURS,), assured_date=date, helpline=True)).view()
    assert view.state.tone is StateTone.OPEN
    assert not [note for note in view.notes if "Call first" in note]


@pytest.mark.parametrize(
    ("days", "stated", "words"),
    [
        (0, {}, "Checked today"),
        (12, {}, "Checked 12 days ago"),
        (100, {}, "Checked: August 2026 · Call first"),
        (100, {"helpline": True}, "Checked: August 2026"),
        (12, {"confirmed": False},
         "Written down in 2026, not confirmed by phone: call first."),
        (800, {"confirmed": False},
         "Written down in 2024, not confirmed by phone: call first."),
        (800, {"confirmed": False, "phones": ()}, "Written down in 2024: ask first"),
        (800, {"confirmed": False, "helpline": True}, "Written down in 2024"),
        (None, {"confirmed": False}, "Call first"),
        (None, {"confirmed": False, "helpline": True}, ""),
        (None, {"helpline": True}, ""),
    ],
)  # fmt: skip
def test_when_it_was_written_down_or_checked(
    days: int | None, stated: dict[str, object], words: str
) -> None:
    date = None if days is None else TUESDAY.date() - dt.timedelta(days=days)
    assert told(listing(assured_date=date, **stated)).age_words() == words  # type: ignore[arg-type]


# --- where --------------------------------------------------------------------------------------


def test_a_hidden_home_says_why_and_gives_nothing() -> None:
    view = told(listing(locations=(HIDDEN,), name="Willow Shelter")).view()
    assert fact(view, "Where") == "Address not shown, for safety. Ask when you call."
    assert [one.icon for one in view.facts if one.label == "Where"] == ["lock"]
    assert not [code for code in view.codes if code.kind == "map"]


def test_a_place_without_a_street_is_a_question() -> None:
    about = listing(locations=(HIDDEN,), name="Oak Clinic", categories=(Need.OTHER,))
    view = told(about).view()
    assert "Where" not in {one.label for one in view.facts}
    assert "Where do I go?" in {one.english for one in view.questions}


def test_a_public_place_is_told_with_a_map() -> None:
    """A code of its point; without one there is no such choice, and the words hold the street."""
    pointed = msgspec.structs.replace(PUBLIC, latitude=38.581234, longitude=-121.4944)
    for place, maps in ((pointed, ["geo:38.58123,-121.49440"]), (PUBLIC, [])):
        view = told(listing(locations=(HIDDEN, place))).view()
        assert "12 Alder Way" in fact(view, "Where")
        assert [code.payload for code in view.codes if code.kind == "map"] == maps
        assert "12 Alder Way" in next(code.payload for code in view.codes if code.kind == "words")


@pytest.fixture(scope="module")
def factory_ids(factory_records: tuple[AnyRecord, ...]) -> tuple[str, ...]:
    return tuple(record.id for record in factory_records if isinstance(record, Service))


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
def test_no_place_without_leave_to_tell_it_stands_anywhere(
    presenter: Callable[..., DirectoryPresenter],
    factory_directory: ServiceDirectory,
    factory_ids: tuple[str, ...],
    tag: str,
) -> None:  # fmt: skip
    here = presenter(tag, words="en")
    for about in factory_directory.listings(factory_ids, tag):
        view = here.service(about.service.id)
        public = [spot for spot in about.locations if spot.address_visibility == "public"]
        maps = [code for code in view.codes if code.kind in {"map", "geo"}]
        assert bool(maps) <= bool(public), about.service.id
        assert all("geo:" not in text for text in strings(view)) or public
        assert view.action.kind != "walk_in" or public


@pytest.mark.parametrize(
    "fields",
    [
        {"address_visibility": AddressVisibility.HIDDEN},
        {"show": PlaceShow.NO},
        {"show": PlaceShow.ASK},
    ],
)
def test_an_address_of_a_place_that_is_not_shown_is_nowhere(fields: dict[str, object]) -> None:
    hidden = msgspec.structs.replace(PUBLIC, **fields)
    about = listing(locations=(hidden,), start=(Start.WALK_IN,))
    for tag in OFFERED:
        view = told(about, tag).view()
        shown = listed_card(told(about, tag))
        everything = (*strings(view), *strings(shown), *strings(msgspec.to_builtins(view)))
        assert not [text for text in everything if "Alder Way" in text or "Sacramento" in text]


# --- what is not known --------------------------------------------------------------------------


def test_what_is_not_stated_is_no_fact() -> None:
    assert told(listing()).view().facts == ()


def test_the_area_is_told_beside_the_word_about_papers() -> None:
    about = replace(
        listing(
            audience=(Audience.WOMEN,), minimum_age=18, maximum_age=24, any_immigration_status=True
        ),
        area=LocalText("Yolo County", "en"),
    )
    who = next(one for one in told(about).view().facts if one.label == "Who can go")
    assert who.lines[2:] == ("People in Yolo County", "Papers or no papers.")
    assert len(who.lines) == 4


def test_eight_places_are_named_and_a_ninth_is_not() -> None:
    spots = [
        msgspec.structs.replace(PUBLIC, id=f"o.{n}", address_1=f"{n} Alder Way")
        for n in range(1, 10)
    ]
    where = fact(told(listing(locations=tuple(spots))).view(), "Where")
    assert [n for n in range(1, 10) if f"{n} Alder Way" in where] == [*range(1, 9)]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"id_needed": False}, "No ID needed."),
        ({"id_needed": True}, "They ask for an ID."),
        ({"bring": (Document.NOTHING,), "id_needed": False}, "Nothing No ID needed."),
        ({"bring": (Document.NOTHING,), "id_needed": True}, "They ask for an ID."),
        ({"bring": (Document.PHOTO_ID,), "id_needed": True}, "Photo ID They ask for an ID."),
        ({"pets": True}, "You can bring your pet."),
        ({"id_needed": True, "pets": False}, "They ask for an ID. Pets cannot come in."),
    ],
)
def test_what_comes_along_is_said_as_it_is_stated(stated: dict[str, object], said: str) -> None:
    assert fact(told(listing(**stated)).view(), "What to bring") == said


def test_a_service_without_any_door_sends_to_the_staff() -> None:
    view = told(listing(phones=())).view()
    assert view.action.kind == "staff"
    assert view.codes == ()


def test_only_english_words_are_owned_up_to() -> None:
    assert told(listing(), "es").view().phrase_mark == "Some words here are only in English."
    draft = replace(listing(), phrase=LocalText("Un lugar", "es", reviewed=False))
    assert told(draft, "es").view().phrase_mark == "Not yet read over by a speaker."
    done = replace(listing(), phrase=LocalText("Un lugar", "es"))
    assert told(done, "es").view().phrase_mark == ""


@pytest.mark.parametrize(
    ("tag", "people"),
    [
        ("en", "People in Sacramento County"),
        ("fa", "مردم کانتی ساکرامنتو"),
        ("ru", "Для жителей: округ Сакраменто"),
    ],
)
def test_the_region_is_named_in_the_language_of_the_page(
    presenter: Callable[..., DirectoryPresenter], tag: str, people: str
) -> None:
    view = presenter(tag).service("county-health-access-team")
    assert view is not None
    assert people in strings(view)


def test_a_region_nobody_translated_is_kept_from_being_reordered() -> None:
    listed = replace(listing(), area=LocalText("Yolo County", "en"))
    assert f"People in {isolate('Yolo County')}" in strings(told(listed, "ar").view())
    assert "People in Yolo County" in strings(told(listed, "en").view())


def test_no_person_is_named_at_the_desk(presenter: Callable[..., DirectoryPresenter]) -> None:
    staff = presenter("en").staff()
    assert (staff.who, staff.line) == ("Ask at the desk.", "You can point at this screen.")


def test_the_json_answer_is_what_a_visitor_sees(
    presenter: Callable[..., DirectoryPresenter],
) -> None:
    view = presenter("en").service("weave-safehouse")
    assert view is not None
    answer = msgspec.to_builtins(view)
    assert set(answer) == {field.name for field in msgspec.structs.fields(ServiceView)}
    assert "sources" not in answer
    assert "importance" not in answer
