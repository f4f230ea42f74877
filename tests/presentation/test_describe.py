"""From records to words: what is unknown stays unknown, what is hidden stays hidden."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, fields, replace

import msgspec
import pytest

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
)
from kiosk.domain.text import isolate
from kiosk.presentation.answers import service_answer
from kiosk.presentation.open_state import open_state
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import ServiceView, StateTone
from tests.presentation.listings import (
    HIDDEN,
    OFFICE_HOURS,
    PUBLIC,
    TUESDAY,
    fact,
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
        ((), "2026-11-24T10:30", StateTone.UNKNOWN, "Call to ask about hours"),
    ],
)
def test_open_state(hours: tuple[Schedule, ...], at: str, tone: StateTone, words: str) -> None:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    state = open_state(told(listing(schedules=hours), now=moment))
    plain = "".join(c for c in f"{state.word} {state.detail}" if c not in "\u2066\u2069")
    assert state.tone is tone
    assert plain.replace("\u00a0", " ") == words


def test_unknown_hours_without_a_number_ask_first() -> None:
    state = open_state(told(listing(phones=(), locations=(PUBLIC,))))
    assert (state.tone, state.word) == (StateTone.UNKNOWN, "Ask first")


def test_an_untrusted_clock_says_nothing_of_now() -> None:
    view = told(listing(schedules=(OFFICE_HOURS,), locations=(PUBLIC,)), trusted=False).view()
    assert view.state.tone is StateTone.UNKNOWN
    assert view.state.word == "Call to ask"
    assert fact(view, "Today") == "Call to ask about hours"
    assert view.checked == "Call first"
    assert not [text for text in strings(view) if "ago" in text or "today" in text]


@pytest.mark.rotating
@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("trusted", [True, False])
def test_unknown_is_never_called_closed(
    desk: Callable[..., DirectoryPresenter],
    factory_ids: tuple[str, ...],
    tag: str,
    *,
    trusted: bool,
) -> None:
    here = desk(tag, words="en", trusted=trusted)
    asked, always = {"Call to ask", "Ask first"}, {"Day and night.", "Answers day and night"}
    for view in here.services(factory_ids):
        if view.state.tone is StateTone.UNKNOWN:
            assert view.state.word in (asked if trusted else asked | always), view.id
        assert "closed" not in f"{view.state.word} {view.state.detail}".lower()


# --- how old a fact may be ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "hours", "address", "note"),
    [
        (0, True, True, ""),
        (90, True, True, ""),
        (91, True, True, "These facts may have changed. Call first."),
        (180, True, True, "These facts may have changed. Call first."),
        (181, False, True, "These facts may have changed. Call first."),
        (365, False, True, "These facts may have changed. Call first."),
        (366, False, False, "These facts are old. Call first."),
        (None, False, False, "These facts are old. Call first."),
        (-1, True, True, "These facts may have changed. Call first."),
    ],
)
def test_age_bounds(days: int | None, note: str, *, hours: bool, address: bool) -> None:
    date = None if days is None else TUESDAY.date() - dt.timedelta(days=days)
    about = listing(schedules=(OFFICE_HOURS,), locations=(PUBLIC,), assured_date=date)
    view = told(about).view()
    assert (view.state.tone is StateTone.OPEN) is hours
    assert any("Alder Way" in text for text in strings(view)) is address
    assert [said for said in view.notes if "Call first" in said] == ([note] if note else [])
    assert view.digits == ("916", "555", "0142"), "the number stays, however old"


@pytest.mark.parametrize("days", [0, 91, 366, None])
def test_helplines_never_vanish_by_age(days: int | None) -> None:
    date = None if days is None else TUESDAY.date() - dt.timedelta(days=days)
    view = told(listing(schedules=(OFFICE_HOURS,), assured_date=date, helpline=True)).view()
    assert view.state.tone is StateTone.OPEN
    assert not [note for note in view.notes if "Call first" in note]


@pytest.mark.parametrize(
    ("days", "confirmed", "words"),
    [
        (0, True, "Checked today"),
        (12, True, "Checked 12 days ago"),
        (12, False, "Not yet confirmed by phone"),
        (None, True, "Call first"),
    ],
)
def test_when_it_was_checked(days: int | None, words: str, *, confirmed: bool) -> None:
    date = None if days is None else TUESDAY.date() - dt.timedelta(days=days)
    assert told(listing(assured_date=date, confirmed=confirmed)).checked() == words


# --- where --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "need", "where", "icon"),
    [
        pytest.param(
            "Willow Shelter",
            Need.OTHER,
            "Address not shown, for safety. Ask when you call.",
            "lock",
            id="home",
        ),
        pytest.param("Oak Clinic", Need.HEALTH, "Ask for the street.", "pin", id="office"),
    ],
)
def test_a_hidden_place_says_why_and_gives_nothing(
    name: str, need: Need, where: str, icon: str
) -> None:
    view = told(listing(locations=(HIDDEN,), name=name, categories=(need,))).view()
    assert fact(view, "Where") == where
    assert [one.icon for one in view.facts if one.label == "Where"] == [icon]
    assert not [code for code in view.codes if code.kind == "map"]


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


@pytest.mark.parametrize("tag", OFFERED)
def test_no_place_without_leave_to_tell_it_stands_anywhere(
    desk: Callable[..., DirectoryPresenter],
    factory_directory: ServiceDirectory,
    factory_ids: tuple[str, ...],
    tag: str,
) -> None:  # fmt: skip
    here = desk(tag, words="en")
    for about in factory_directory.listings(factory_ids, tag):
        view = here.service(about.service.id)
        assert view is not None
        public = [spot for spot in about.locations if spot.address_visibility == "public"]
        maps = [code for code in view.codes if code.kind in {"map", "geo"}]
        assert bool(maps) <= bool(public), about.service.id
        assert all("geo:" not in text for text in strings(view)) or public
        assert view.action.kind != "walk_in" or public


@pytest.mark.parametrize(
    "fields", [{"address_visibility": AddressVisibility.HIDDEN}, {"show": PlaceShow.NO}]
)
def test_an_address_of_a_place_that_is_not_shown_is_nowhere(fields: dict[str, object]) -> None:
    hidden = msgspec.structs.replace(PUBLIC, **fields)
    about = listing(locations=(hidden,), start=(Start.WALK_IN,))
    for tag in OFFERED:
        view = told(about, tag).view()
        card = told(about, tag).result()
        everything = (*strings(view), *strings(card), *strings(asdict(view)))
        assert not [text for text in everything if "Alder Way" in text or "Sacramento" in text]


# --- what is not known --------------------------------------------------------------------------


def test_what_is_not_stated_reads_ask_and_never_no() -> None:
    view = told(listing()).view()
    silent = {fact.label: fact.lines for fact in view.facts}
    for label in ("Who can go", "What to bring", "Languages", "Where", "Cost"):
        assert silent[label] == ("Ask",)
    assert len(view.facts) == len(silent) == 6


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
        ({}, "Ask"),
        ({"id_needed": False}, "No ID needed."),
        ({"id_needed": True}, "They ask for an ID."),
        ({"bring": (Document.NOTHING,), "id_needed": False}, "Nothing No ID needed."),
        ({"bring": (Document.NOTHING,), "id_needed": True}, "They ask for an ID."),
        ({"bring": (Document.PHOTO_ID,), "id_needed": True}, "Photo ID They ask for an ID."),
        ({"pets": True}, "Ask You can bring your pet."),
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
    assert told(listing(), "es").notes() == ("Some words here are only in English.",)
    draft = replace(listing(), phrase=LocalText("Un lugar", "es", reviewed=False))
    assert told(draft, "es").notes() == ("Not yet read over by a speaker.",)
    done = replace(listing(), phrase=LocalText("Un lugar", "es"))
    assert told(done, "es").notes() == ()


@pytest.mark.parametrize(
    ("tag", "people"),
    [
        ("en", "People in Sacramento County"),
        ("fa", "مردم کانتی ساکرامنتو"),
        ("ru", "Кто живёт здесь: округ Сакраменто"),
    ],
)
def test_the_region_is_named_in_the_language_of_the_page(
    desk: Callable[..., DirectoryPresenter], tag: str, people: str
) -> None:
    view = desk(tag).service("county-health-access-team")
    assert view is not None
    assert people in strings(view)


def test_a_region_nobody_translated_is_kept_from_being_reordered() -> None:
    listed = replace(listing(), area=LocalText("Yolo County", "en"))
    assert f"People in {isolate('Yolo County')}" in strings(told(listed, "ar").view())
    assert "People in Yolo County" in strings(told(listed, "en").view())


def test_no_person_is_named_at_the_desk(desk: Callable[..., DirectoryPresenter]) -> None:
    staff = desk("en").staff()
    assert (staff.who, staff.line) == ("Ask at the desk.", "You can point at this screen.")


def test_the_json_answer_is_what_a_visitor_sees(desk: Callable[..., DirectoryPresenter]) -> None:
    view = desk("en").service("weave-safehouse")
    assert view is not None
    answer = service_answer(view)
    assert set(answer) == {field.name for field in fields(ServiceView)}
    assert "sources" not in answer
    assert "importance" not in answer
