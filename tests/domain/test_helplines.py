import msgspec
import pytest

from kiosk.domain.contact import Payload, call, contact, digits, text
from kiosk.domain.discretion import find_revealing_anywhere
from kiosk.domain.helplines import (
    ANCHORS,
    Anchor,
    Helpline,
    hidden_names,
    is_forged,
    shown_helplines,
)

BY_ID = {line.id: line for line in ANCHORS}


@pytest.mark.parametrize(
    ("anchor", "number", "text_number", "text_languages"),
    [
        ("line-911", "911", "911", ("en",)),
        ("line-988", "988", "988", ("en", "es")),
        ("nhth-line", "+18883737888", "233733", ("en", "es")),
        ("ndvh-line", "+18007997233", "88788", ("en",)),
    ],
)
def test_the_compiled_in_numbers(
    anchor: str, number: str, text_number: str, text_languages: tuple[str, ...]
) -> None:
    line = BY_ID[anchor]
    assert (line.number, line.text_number, line.text_languages) == (
        number,
        text_number,
        text_languages,
    )
    assert line.always_open


def test_every_reserved_id_has_its_line_and_only_911_is_law_enforcement() -> None:
    assert set(BY_ID) == set(Anchor)
    assert [line.id for line in ANCHORS if line.law_enforcement] == [Anchor.EMERGENCY]


@pytest.mark.parametrize("line", ANCHORS, ids=lambda line: line.id)
def test_a_line_can_be_called_texted_and_saved_without_telling(line: Helpline) -> None:
    assert find_revealing_anywhere(line.quiet_name) == ()
    called = call(line.voice)
    assert isinstance(called, Payload)
    assert digits(called.data) == digits(line.number)
    assert isinstance(contact(line.quiet_name, line.voice), Payload)
    assert line.text is not None
    assert isinstance(text(line.text), Payload)


def test_a_line_without_a_text_number_offers_no_text() -> None:
    plain = Helpline(id="x", name="X", quiet_name="X", phrase="X", number="+19165550142")
    assert plain.text is None


def test_out_of_service_hides_a_line_but_never_911_or_988() -> None:
    dead = tuple(msgspec.structs.replace(line, out_of_service=True) for line in ANCHORS)
    assert {line.id for line in shown_helplines(dead)} == {"line-911", "line-988"}
    assert shown_helplines(ANCHORS) == ANCHORS
    assert hidden_names(ANCHORS) == ()
    assert set(hidden_names(dead)) == {
        line.name for line in ANCHORS if line.id not in {"line-911", "line-988"}
    }


def test_a_reserved_id_with_another_number_is_forged() -> None:
    help_line = BY_ID[Anchor.HELP_LINE]
    assert not is_forged(help_line)
    assert not is_forged(msgspec.structs.replace(help_line, out_of_service=True, name="Other"))
    assert is_forged(msgspec.structs.replace(help_line, number="+19165550142"))
    assert is_forged(msgspec.structs.replace(help_line, text_number="233734"))
    assert not is_forged(msgspec.structs.replace(help_line, id="weave", number="+19165550142"))


def test_a_helpline_survives_being_written_and_read() -> None:
    data = msgspec.json.encode(ANCHORS)
    assert msgspec.json.decode(data, type=tuple[Helpline, ...]) == ANCHORS
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"id":"x","name":"X","quiet_name":"X"}', type=Helpline)
