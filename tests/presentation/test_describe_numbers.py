"""Numbers of a service: who answers them, in which language, and what is never offered."""

from collections.abc import Callable

import msgspec
import pytest

from kiosk.domain.records import AnyRecord, Phone, PhoneType, PhoneUse, Service, Start
from kiosk.presentation.presenter import DirectoryPresenter
from tests.presentation.listings import TEXT, VOICE, listing, strings, told


@pytest.mark.parametrize(
    ("languages", "any_language", "tag", "offered"),
    [
        (("en", "es"), None, "en", True),
        (("en", "es"), None, "es", True),
        (("en", "es"), None, "ar", False),
        (("en", "es"), None, "zh-Hans", False),
        (("en",), True, "ar", True),
        ((), None, "en", True),
        ((), None, "es", False),
    ],
)
def test_texting_is_offered_where_the_line_answers(
    languages: tuple[str, ...], tag: str, *, any_language: bool | None, offered: bool
) -> None:
    line = msgspec.structs.replace(TEXT, languages=languages, any_language=any_language)
    about = listing(phones=(VOICE, line), start=(Start.TEXT,))
    view = told(about, tag).view()
    assert ([code.kind for code in view.codes].count("text") == 1) is offered
    assert (view.action.kind == "text") is offered
    assert any("741741" in text for text in strings(view)) is offered


@pytest.mark.parametrize(
    ("languages", "tag", "offered"),
    [
        (("en", "es"), "es", True),
        (("en", "es"), "ar", False),
        (("es",), "en", False),
        ((), "en", True),
        ((), "es", False),
    ],
)
def test_writing_in_a_chat_is_offered_where_they_read_it(
    languages: tuple[str, ...], tag: str, *, offered: bool
) -> None:
    url = "https://alder.example.org"
    chat = {"start": (Start.CHAT, Start.CALL), "url": url, "languages": languages}
    with_phone = told(listing(**chat), tag).view().action
    assert with_phone.verb == ("Write in the chat" if offered else "Call now")
    alone = told(listing(phones=(), **chat), tag).view().action
    assert alone.verb == ("Write in the chat" if offered else "Look at the website")


def test_further_numbers_say_which_door_each_is() -> None:
    def line(number: int, use: PhoneUse, **more: object) -> Phone:
        return msgspec.structs.replace(
            VOICE, id=f"s.{number}", number=f"+1916555015{number}", use=use, **more
        )

    lines = (
        line(1, PhoneUse.OFFICE),
        line(2, PhoneUse.MAIN),
        line(3, PhoneUse.APPOINTMENTS),
        line(4, PhoneUse.LANGUAGE_LINE, languages=("vi",)),
        line(5, PhoneUse.LANGUAGE_LINE),
        line(6, PhoneUse.CRISIS),
    )
    shown = told(listing(phones=lines)).view()
    assert shown.number == "916-555-0156"
    assert shown.more_numbers == (
        ("Office", "916-555-0151", "phone"),
        ("Or call", "916-555-0152", "phone"),
        ("Make an appointment", "916-555-0153", "phone"),
        ("On the phone: Vietnamese", "916-555-0154", "phone"),
        ("Or call", "916-555-0155", "phone"),
    )
    own = told(listing(phones=lines), "vi").view()
    assert own.number == "916-555-0154"
    assert own.more_numbers[0] == ("For help right away", "916-555-0156", "phone")


def test_no_fax_can_be_told_to_anyone(factory_records: tuple[AnyRecord, ...]) -> None:
    assert "fax" not in {kind.value for kind in PhoneType}
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            b'{"kind":"phone","id":"s.9","service_id":"s","number":"911","type":"fax"}', type=Phone
        )
    texts = msgspec.json.encode(
        [
            one
            for one in factory_records
            if one.__struct_config__.tag not in {"translation", "search_word"}
        ]
    ).lower()
    assert b'"fax' not in texts
    assert b" fax" not in texts


def test_who_answers_is_said_where_it_matters() -> None:
    plain = told(listing()).view().notes
    assert plain == ()
    police = told(listing(law_enforcement=True)).view().notes
    assert police == ("Police answer here. Police may come.",)
    office = told(listing(report_line=True)).view().notes
    assert office == ("A government office answers here. It takes reports.",)
    assert told(listing(part_of_prosecution=True)).view().notes == (
        "This office is part of the prosecutor's office.",
    )


def test_every_police_line_of_the_factory_says_so(
    presenter: Callable[..., DirectoryPresenter], factory_records: tuple[AnyRecord, ...]
) -> None:
    lines = [one for one in factory_records if isinstance(one, Service) and one.law_enforcement]
    assert {"line-911"} <= {line.id for line in lines}
    for line in lines:
        view = presenter("en").service(line.id)
        assert "Police answer here. Police may come." in view.notes


@pytest.mark.parametrize(
    ("tag", "words", "meaning"),
    [
        ("ru", "Russian, please.", "русский"),
        ("zh-Hans", "Mandarin, please.", "普通话"),
        ("zh-Hant", "Cantonese or Mandarin, please.", "中文"),
        ("prs", "Dari, please.", "دری"),
    ],
)
def test_the_english_words_to_say_come_with_their_meaning(
    presenter: Callable[..., DirectoryPresenter], tag: str, words: str, meaning: str
) -> None:
    first = presenter(tag).service("weave-line").steps.steps[0]
    assert words in first.english
    assert meaning in first.words.lower()
