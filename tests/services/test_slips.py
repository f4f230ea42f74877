"""What a slip says: both languages, quiet words, the right code; nothing that tells."""

import pytest

from kiosk.domain.language import WRITTEN
from kiosk.domain.records import AnyRecord, Service
from kiosk.handoff.slip import Cover, gate, texts
from kiosk.services.slips import KINDS, ORDINARY, TITLES, NothingForPaper, slip_content
from tests.conftest import DeskMaker


def test_covers_and_kinds_have_a_word_each() -> None:
    assert set(TITLES) == set(Cover) == set(ORDINARY)
    assert all(TITLES[cover].text == cover.english for cover in Cover)
    assert all(message.context == "on paper" for message in KINDS.values())


@pytest.mark.parametrize("tag", [each.tag for each in WRITTEN])
def test_every_service_of_the_factory_passes_the_gate(
    desk: DeskMaker, factory_records: tuple[AnyRecord, ...], tag: str
) -> None:
    printed = 0
    for record in factory_records:
        if not isinstance(record, Service):
            continue
        try:
            content = slip_content(desk(tag), [record.id])
        except NothingForPaper:
            continue
        printed += 1
        assert gate(content) is content
        assert record.phrase not in [text for _, text, _ in texts(content)]
    assert printed > 80


def test_one_service_stands_among_ordinary_numbers(desk: DeskMaker) -> None:
    content = slip_content(desk("es"), ["weave-line"], Cover.FOOD)
    assert [entry.quiet_name for entry in content.entries] == ["Sac Food Bank", "WV Line"]
    assert content.code is not None
    assert content.code.payload == "tel:+19169202952"
    assert content.title.english == "Food, showers, rest"


def test_three_are_three_in_their_order(desk: DeskMaker) -> None:
    ids = ["weave-line", "labor-commissioner-claims", "line-211"]
    content = slip_content(desk(), ids)
    assert len(content.entries) == 3
    assert content.entries[0].number == "916-920-2952"


def test_what_to_say_is_english_and_only_for_those_who_need_it(desk: DeskMaker) -> None:
    assert slip_content(desk("en"), ["weave-line"]).say is None
    said = slip_content(desk("ar"), ["weave-line"]).say
    assert said is not None
    assert said.sentence == "“Arabic, please.”"


def test_hours_are_said_in_both_languages(desk: DeskMaker) -> None:
    entry = slip_content(desk("es"), ["weave-line"]).entries[-1]
    assert entry.hours is not None
    assert entry.hours.english == "Day and night."


def test_no_month_of_checking_before_anyone_has_called(desk: DeskMaker) -> None:
    assert slip_content(desk(), ["weave-line"]).checked is None


def test_a_hidden_address_is_never_on_paper(desk: DeskMaker) -> None:
    assert all(not entry.address for entry in slip_content(desk(), ["weave-safehouse"]).entries)


def test_nothing_to_print_is_an_answer(desk: DeskMaker) -> None:
    with pytest.raises(NothingForPaper):
        slip_content(desk(), ["irc-sacramento-casework"])


def test_with_an_untrusted_clock_a_slip_says_day_and_night_but_no_other_hours(desk) -> None:  # noqa: ANN001
    unsure = desk("en", trusted=False)
    content = slip_content(unsure, ("line-988", "labor-commissioner-claims"), Cover.PLAIN)
    hours = [entry.hours.english if entry.hours else "" for entry in content.entries]
    assert hours[0] == "Day and night."
    assert hours[1] == ""
