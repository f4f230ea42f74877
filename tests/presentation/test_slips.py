"""What a slip says: both languages, quiet words, the right code; nothing that tells."""

import msgspec
import pytest

from kiosk.devices.printers import Cover
from kiosk.devices.slip import Pair, refuse_hidden, texts
from kiosk.domain.language import WRITTEN, interpreter_request
from kiosk.domain.override import Revealing
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.text import isolate
from kiosk.presentation.slips import (
    KINDS,
    ORDINARY,
    TITLES,
    NothingForPaper,
    left_out,
    slip_content,
)
from tests.conftest import PresenterMaker
from tests.presentation.one_service import override, with_changes


def test_covers_and_kinds_have_a_word_each() -> None:
    assert set(TITLES) == set(Cover) == set(ORDINARY)
    assert all(TITLES[cover].text == cover.english for cover in Cover)
    assert all(message.context == "on paper" for message in KINDS.values())


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_every_service_of_the_factory_passes_the_gate(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    printed = 0
    for record in factory_records:
        if not isinstance(record, Service):
            continue
        try:
            content = slip_content(presenter(tag), [record.id])
        except NothingForPaper:
            continue
        printed += 1
        assert refuse_hidden(content) is content
        assert record.phrase not in [text for _, text, _ in texts(content)]
    assert printed >= 130


def test_one_service_stands_among_ordinary_numbers(presenter: PresenterMaker) -> None:
    content = slip_content(presenter("es"), ["weave-line"], Cover.FOOD)
    assert [entry.quiet_name for entry in content.entries] == ["Sac Food Bank", "WV Line"]
    assert content.code.payload == "tel:+19169202952"
    assert content.title.english == "Food, showers, rest"


@pytest.mark.parametrize(
    ("cover", "names"),
    [
        (Cover.PLAIN, ["SacRT", "211", "WV Line"]),
        (Cover.CLINIC, ["WellSpace Clinic", "211", "WV Line"]),
        (Cover.FOOD, ["Sac Food Bank", "211", "WV Line"]),
    ],
)
def test_the_lines_of_a_cover_have_their_names(
    presenter: PresenterMaker, cover: Cover, names: list[str]
) -> None:
    content = slip_content(presenter(), ["weave-line"], cover, ordinary=2)
    assert [entry.quiet_name for entry in content.entries] == names


def test_three_are_three_in_their_order(presenter: PresenterMaker) -> None:
    ids = ["weave-line", "labor-commissioner-claims", "line-211"]
    content = slip_content(presenter(), ids)
    assert len(content.entries) == 3
    assert content.entries[0].number == "916-920-2952"


def test_what_to_say_is_english_and_only_for_those_who_need_it(presenter: PresenterMaker) -> None:
    assert slip_content(presenter("en"), ["weave-line"]).say is None
    said = slip_content(presenter("ar"), ["weave-line"]).say
    assert said.sentence == isolate("“Arabic, please.”")
    said = slip_content(presenter("zh-Hant"), ["weave-line"]).say
    assert said.sentence == presenter("zh-Hant").speaker.formats.quoted(
        interpreter_request("zh-Hant")
    )
    assert said.sentence.startswith(isolate("「")[:-1])


def test_hours_are_said_in_both_languages(presenter: PresenterMaker) -> None:
    entry = slip_content(presenter("es"), ["weave-line"]).entries[-1]
    assert entry.hours.english == "Day and night."


def test_no_month_of_checking_before_anyone_has_called(presenter: PresenterMaker) -> None:
    assert slip_content(presenter(), ["weave-line"]).checked is None


def test_a_hidden_address_is_never_on_paper(presenter: PresenterMaker) -> None:
    assert all(
        not entry.address for entry in slip_content(presenter(), ["weave-safehouse"]).entries
    )


def test_nothing_to_print_is_an_answer(presenter: PresenterMaker) -> None:
    with pytest.raises(NothingForPaper):
        slip_content(presenter(), ["three-strands-jobs"])


SHELTERS = (
    *("next-move-shelter", "next-move-adolfo", "volunteers-of-america-adults"),
    *("volunteers-of-america-families", "volunteers-of-america-women"),
    *("volunteers-of-america-seniors", "salvation-army-center-of-hope"),
    "first-step-communities-campus",
)


@pytest.mark.parametrize("service_id", SHELTERS)
def test_those_that_211_sends_people_to_leave_with_211_and_what_to_ask_for(
    presenter: PresenterMaker, service_id: str
) -> None:
    content = slip_content(presenter("es"), [service_id])
    entry = content.entries[-1]
    assert (entry.number, entry.address) == ("211", ())
    name = isolate(entry.quiet_name)
    assert entry.how == Pair(f"Pregunte por: {name}", f"Ask for: {name}")
    assert (content.code.payload, content.code.letters) == ("tel:211", "211")
    assert content.code.hint.english == "Camera, touch, call"
    assert presenter("es").service(service_id).paper  # type: ignore[union-attr]


def test_a_text_line_leaves_with_its_word_and_number(presenter: PresenterMaker) -> None:
    content = slip_content(presenter(), ["crisis-text-line"])
    entry = content.entries[-1]
    assert (entry.number, entry.how) == ("741741", pair(f"Send a text · Write: {isolate('HOME')}"))
    assert (content.code.payload, content.code.letters) == ("SMSTO:741741:HOME", "HOME · 741741")
    assert content.code.hint.english == "Camera, touch, send"


def test_a_text_word_that_tells_stays_off_the_paper(presenter: PresenterMaker) -> None:
    known = presenter().listing("crisis-text-line")
    phones = tuple(msgspec.structs.replace(one, keyword="RESCUE") for one in known.phones)
    with pytest.raises(NothingForPaper):
        slip_content(
            with_changes(presenter, "crisis-text-line", phones=phones), ["crisis-text-line"]
        )
    let = override(Revealing.KEYWORD, "RESCUE")
    told = with_changes(presenter, "crisis-text-line", phones=phones, overrides=let)
    assert [code.kind for code in told.service("crisis-text-line").codes][:1] == ["text"]  # type: ignore[union-attr]
    with pytest.raises(NothingForPaper):
        slip_content(told, ["crisis-text-line"])


def test_a_video_line_leaves_with_its_number_and_says_what_it_is(presenter: PresenterMaker) -> None:
    content = slip_content(presenter(), ["deaf-hotline-line"])
    entry = content.entries[-1]
    assert (entry.number, entry.how) == ("1-855-812-1001", pair("Call by video"))
    assert content.code is None


def test_a_page_leaves_in_letters_and_as_a_code(presenter: PresenterMaker) -> None:
    content = slip_content(presenter("ar"), ["imani-clinic-care"])
    entry = content.entries[-1]
    assert (entry.number, entry.page) == ("", "imaniclinic.org")
    assert (content.code.payload, content.code.letters) == ("https://imaniclinic.org", entry.page)
    assert content.code.hint.english == "Camera, touch, read"


def test_a_page_that_tells_stays_off_the_paper_even_where_a_person_lets_it_out(
    presenter: PresenterMaker,
) -> None:
    """On the screen she hears of it before she sees its code; nobody warns before paper."""
    let = override(Revealing.WEBSITE, "https://3strandsglobalfoundation.org")
    told = with_changes(presenter, "three-strands-jobs", overrides=let)
    view = told.service("three-strands-jobs")
    assert "website" in [code.kind for code in view.codes]
    assert not view.paper
    with pytest.raises(NothingForPaper):
        slip_content(told, ["three-strands-jobs"])


def test_a_name_that_is_let_out_is_also_let_out_in_what_to_ask_for(
    presenter: PresenterMaker,
) -> None:
    name = "Rescue House"
    telling = with_changes(presenter, "next-move-shelter", quiet_name=name)
    with pytest.raises(NothingForPaper):
        slip_content(telling, ["next-move-shelter"])
    let = override(Revealing.QUIET_NAME, name)
    allowed = with_changes(presenter, "next-move-shelter", quiet_name=name, overrides=let)
    content = slip_content(allowed, ["next-move-shelter"])
    assert refuse_hidden(content) is content


@pytest.mark.rotating
@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_the_page_of_a_service_offers_paper_where_there_is_some(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    own = presenter(tag)
    ids = [record.id for record in factory_records if isinstance(record, Service)]
    without = left_out(own, ids)
    assert [view.id for view in own.services(ids) if not view.paper] == list(without)
    assert 0 < len(without) < len(ids) / 6


def test_the_same_service_is_printed_once(presenter: PresenterMaker) -> None:
    ids = ["weave-line", "weave-line", "line-211", "line-988"]
    names = [entry.quiet_name for entry in slip_content(presenter(), ids).entries]
    assert names == ["WV Line", "211", "988"]


def pair(text: str) -> Pair:
    return Pair(text, text)


def test_with_an_untrusted_clock_a_slip_says_day_and_night_but_no_other_hours(presenter) -> None:  # noqa: ANN001
    unsure = presenter("en", trusted=False)
    content = slip_content(unsure, ("line-988", "labor-commissioner-claims"), Cover.PLAIN)
    hours = [entry.hours.english if entry.hours else "" for entry in content.entries]
    assert hours[0] == "Day and night."
    assert hours[1] == ""
