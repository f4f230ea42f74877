"""What a phone can take along: plain words without a network, nothing that tells unless allowed."""

import datetime as dt
from typing import Any, Final

import msgspec
import pytest

from kiosk.devices.slip import refuse_hidden
from kiosk.domain import discretion
from kiosk.domain.contact import MAX_BYTES
from kiosk.domain.helplines import Helpline
from kiosk.domain.language import WRITTEN
from kiosk.domain.override import Revealing
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Phone,
    PhoneType,
    Referrer,
    Schedule,
    Service,
    Start,
    Weekday,
)
from kiosk.domain.text import unmarked
from kiosk.presentation.describe import describe
from kiosk.presentation.helpline_views import helpline_listing
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.slips import NothingForPaper, slip_content
from kiosk.presentation.views import CodeView
from tests.conftest import PresenterMaker
from tests.presentation.one_service import override, with_changes

LINE: Final = "weave-line"
TELLING_PAGE: Final = "https://weaveinc.org/crisis"


def codes_of(presenter: DirectoryPresenter, service_id: str) -> dict[str, CodeView]:
    view = presenter.service(service_id)
    return {code.kind: code for code in view.codes} if view else {}


PLACE = Location(
    id="l",
    organization_id="o",
    address_visibility=AddressVisibility.PUBLIC,
    address_1="120 River Street",
    city="Sacramento",
)
SENT: Final = (Referrer.LINE_211,)
VOICE = Phone(id="p", service_id=LINE, number="+19169202952")
CALLED: Final = ["916-920-2952"]
MORNINGS = Schedule(
    id="h", service_id=LINE, byday=(Weekday.MO, Weekday.TU), opens_at="09:00", closes_at="12:00"
)


def test_plain_words_hold_name_number_place_and_hours(presenter: PresenterMaker) -> None:
    asked = with_changes(presenter, LINE, locations=(PLACE,), schedules=(MORNINGS,))
    code = codes_of(asked, LINE)["words"]
    assert code.payload.splitlines() == [
        "WV Line",
        "916-920-2952",
        "120 River Street, Sacramento",
        "Mon, Tue 9\u00a0am – noon",
    ]
    assert code.note == "Needs no internet"
    assert code.telling == ""


TEXT = Phone(id="t", service_id=LINE, number="741741", type=PhoneType.TEXT, keyword="HOME")
VIDEO = Phone(id="v", service_id=LINE, number="+18558121001", type=PhoneType.VIDEOPHONE)
NIGHT = Schedule(id="n", service_id=LINE, byday=tuple(Weekday), opens_at="00:00", closes_at="24:00")


@pytest.mark.parametrize(
    ("phones", "changes", "held"),
    [
        ((TEXT,), {}, ["Send a text · HOME to 741741", "Day and night."]),
        ((TEXT,), {"referral_by": SENT}, ["Send a text · HOME to 741741", "Day and night."]),
        ((msgspec.structs.replace(TEXT, keyword="RESCUE"),), {}, None),
        ((VIDEO,), {}, ["Call by video · 1-855-812-1001", "Day and night."]),
        ((), {"referral_by": SENT}, ["Call 211 and ask"]),
        (
            (),
            {"referral_by": SENT, "locations": (PLACE,)},
            ["Call 211 and ask", "120 River Street, Sacramento", "Day and night."],
        ),
        ((), {"locations": (PLACE,)}, ["120 River Street, Sacramento", "Day and night."]),
        ((), {}, None),
    ],
)
def test_plain_words_begin_with_a_way_to_get_there_or_there_are_none(
    presenter: PresenterMaker,
    phones: tuple[Phone, ...],
    changes: dict[str, Any],
    held: list[str] | None,
) -> None:
    found = codes_of(
        with_changes(presenter, LINE, phones=phones, schedules=(NIGHT,), **changes), LINE
    )
    lines = found["words"].payload.splitlines() if "words" in found else None
    assert lines == (held and ["WV Line", *held])


def test_plain_words_say_that_a_government_office_answers(presenter: PresenterMaker) -> None:
    lines = codes_of(presenter(), "county-cps-line")["words"].payload.splitlines()
    assert lines[:3] == ["County Child Line", "916-875-5437", "Government office"]


@pytest.mark.parametrize(
    ("phones", "day", "held"),
    [
        ((), dt.date(2026, 8, 26), ["120 River Street, Sacramento", "Day and night."]),
        ((), dt.date(2026, 6, 27), ["120 River Street, Sacramento (2026): ask first"]),
        (
            (VOICE,),
            dt.date(2026, 6, 27),
            [*CALLED, "120 River Street, Sacramento (2026): ask first"],
        ),
        ((VOICE,), None, [*CALLED, "120 River Street, Sacramento (Date not known): ask first"]),
    ],
)
def test_plain_words_of_old_facts_say_so_and_leave_the_hours_out(
    presenter: PresenterMaker, phones: tuple[Phone, ...], day: dt.date | None, held: list[str]
) -> None:
    parts = {"phones": phones, "locations": (PLACE,), "schedules": (NIGHT,), "assured_date": day}
    aged = with_changes(presenter, LINE, helpline=False, **parts)
    assert codes_of(aged, LINE)["words"].payload.splitlines() == ["WV Line", *held]


def test_what_does_not_fit_is_left_out_and_the_number_stays(presenter: PresenterMaker) -> None:
    far = msgspec.structs.replace(PLACE, address_1="1 " + "Very Long " * 9 + "Road")
    asked = with_changes(presenter, LINE, locations=(far,))
    lines = codes_of(asked, LINE)["words"].payload.splitlines()
    assert lines == ["WV Line", "916-920-2952", "On the phone: Day and night."]


@pytest.mark.parametrize(
    "street",
    [
        {"address_1": "1 Shelter Lane"},
        {"address_2": "Domestic Violence Center"},
        {"address_2": "Casa Refugio"},
    ],
)
def test_a_place_that_tells_is_not_among_the_words_nor_on_the_map(
    presenter: PresenterMaker, street: dict[str, str]
) -> None:
    point = {"latitude": 38.58012, "longitude": -121.49012}
    assert "map" in codes_of(
        with_changes(presenter, LINE, locations=(msgspec.structs.replace(PLACE, **point),)), LINE
    )
    telling = msgspec.structs.replace(PLACE, **street, **point)
    found = codes_of(with_changes(presenter, LINE, locations=(telling,)), LINE)
    assert "Sacramento" not in found["words"].payload
    assert "map" not in found


CHAT: Final = "https://weaveinc.org/write"


def test_the_page_of_the_chat_is_where_one_starts_by_writing(presenter: PresenterMaker) -> None:
    first = with_changes(
        presenter, LINE, phones=(), start=(Start.CHAT,), chat_url=CHAT, quiet_name="Weave Desk"
    )
    view = first.service(LINE)
    assert (view.action.icon, view.action.lines) == ("chat", ("weaveinc.org",))
    assert codes_of(first, LINE)["website"].payload == CHAT
    assert slip_content(first, [LINE]).entries[-1].page == CHAT.removeprefix("https://")


def test_a_chat_that_is_not_done_first_stands_among_the_other_ways(
    presenter: PresenterMaker,
) -> None:
    view = with_changes(presenter, LINE, chat_url="https://chat.example.org/a").service(LINE)
    assert view.action.kind == "call"
    assert ("Write in the chat", "chat.example.org", "chat") in view.more_numbers
    silent = with_changes(presenter, LINE, "vi", chat_url=CHAT, languages=("en",)).service(LINE)
    assert "weaveinc.org" not in [number for _, number, _ in silent.more_numbers]


@pytest.mark.parametrize(("answering", "told"), [(("en",), True), (("es",), False), ((), False)])
def test_the_chat_of_a_line_is_told_where_it_answers_in_english(
    presenter: PresenterMaker, answering: tuple[str, ...], *, told: bool
) -> None:
    line = Helpline(
        id="county-line",
        name="County Line",
        quiet_name="County Line",
        phrase="At night",
        number="+19164409999",
        chat_url="https://chat.example.org/a",
        chat_languages=answering,
    )
    here = presenter()
    listing = helpline_listing(here.speaker, line.id, (line,))
    assert listing is not None
    shown = [number for _, number, _ in describe(here.speaker, listing).view().more_numbers]
    assert shown == (["chat.example.org"] if told else [])


@pytest.mark.parametrize(
    "page", ["https://weaveinc.org/crisis", "https://chat.example.org/a", "https://bit.ly/x"]
)
def test_the_page_of_the_chat_passes_what_every_page_passes(
    presenter: PresenterMaker, page: str
) -> None:
    here = with_changes(presenter, LINE, start=(Start.CHAT,), chat_url=page)
    assert "website" not in codes_of(here, LINE)


def test_a_page_of_the_chat_that_tells_is_let_out_by_a_person_alone(
    presenter: PresenterMaker,
) -> None:
    allowed = override(Revealing.WEBSITE, TELLING_PAGE)
    here = with_changes(
        presenter, LINE, start=(Start.CHAT,), chat_url=TELLING_PAGE, overrides=allowed
    )
    assert codes_of(here, LINE)["website"].telling == TELLING_PAGE.removeprefix("https://")


def test_a_hidden_place_is_not_among_the_words(presenter: PresenterMaker) -> None:
    hidden = msgspec.structs.replace(PLACE, address_visibility=AddressVisibility.HIDDEN)
    found = codes_of(with_changes(presenter, LINE, locations=(hidden,)), LINE)
    assert "River" not in found["words"].payload


def test_a_name_that_a_phone_would_obey_makes_no_words(presenter: PresenterMaker) -> None:
    found = codes_of(with_changes(presenter, LINE, quiet_name="WIFI:S:evil;;"), LINE)
    assert "words" not in found


def test_nothing_that_tells_is_offered(presenter: PresenterMaker) -> None:
    found = codes_of(with_changes(presenter, LINE, quiet_name="Crisis Desk"), LINE)
    assert set(found) == {"call", "website"}
    assert "website" not in codes_of(with_changes(presenter, LINE, url=TELLING_PAGE), LINE)


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_what_a_person_allows_is_offered_and_says_what_it_tells(
    presenter: PresenterMaker, tag: str
) -> None:
    name = override(Revealing.QUIET_NAME, "Crisis Desk")
    asked = with_changes(presenter, LINE, tag, quiet_name="Crisis Desk", overrides=name)
    found = codes_of(asked, LINE)
    assert {kind: code.telling for kind, code in found.items()} == {
        "call": "",
        "contact": "Crisis Desk",
        "website": "",
        "words": "Crisis Desk",
    }
    page = override(Revealing.WEBSITE, TELLING_PAGE)
    found = codes_of(with_changes(presenter, LINE, tag, url=TELLING_PAGE, overrides=page), LINE)
    assert found["website"].payload == TELLING_PAGE
    assert found["website"].telling == "weaveinc.org/crisis"


def test_a_telling_word_of_a_message_needs_a_person_too(presenter: PresenterMaker) -> None:
    line = Phone(id="t", service_id=LINE, number="88788", type=PhoneType.TEXT, keyword="ABUSE")
    assert "text" not in codes_of(with_changes(presenter, LINE, phones=(line,)), LINE)
    word = override(Revealing.KEYWORD, "ABUSE")
    found = codes_of(with_changes(presenter, LINE, phones=(line,), overrides=word), LINE)
    assert found["text"].payload == "SMSTO:88788:ABUSE"
    assert found["text"].telling == "ABUSE"


def test_a_slip_takes_a_telling_name_only_with_a_permission(presenter: PresenterMaker) -> None:
    bare = with_changes(presenter, LINE, quiet_name="Crisis Desk")
    with pytest.raises(NothingForPaper):
        slip_content(bare, [LINE])
    name = override(Revealing.QUIET_NAME, "Crisis Desk")
    asked = with_changes(presenter, LINE, quiet_name="Crisis Desk", overrides=name)
    assert "Crisis Desk" in [
        one.quiet_name for one in refuse_hidden(slip_content(asked, [LINE])).entries
    ]


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_plain_words_fit_say_the_number_and_tell_nothing_in_every_language(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    made, own = 0, presenter(tag)
    for record in factory_records:
        if not isinstance(record, Service):
            continue
        view = own.service(record.id)
        code = next((code for code in view.codes if code.kind == "words"), None) if view else None
        if view is None or code is None:
            assert view is None or not view.number
            continue
        made += 1
        assert len(code.payload.encode()) <= MAX_BYTES
        assert code.payload.startswith(record.quiet_name + "\n")
        assert view.number in code.payload
        assert unmarked(code.payload) == code.payload
        assert not discretion.find_revealing(code.payload, tag)
        assert all(line in unmarked(code.letters) for line in code.payload.splitlines())
    assert made > 80
