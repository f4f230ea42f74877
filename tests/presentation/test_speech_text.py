"""What is said of a text: numbers digit by digit, English in English, nothing for the eye."""

import datetime as dt
import unicodedata

import msgspec
import pytest

from kiosk.devices.speech import VOICES, SpokenLine, Utterance
from kiosk.domain.clock import FixedClock
from kiosk.domain.contact import chunks, format_phone
from kiosk.domain.language import OFFERED, known_language
from kiosk.domain.records import AnyRecord, Phone
from kiosk.domain.text import isolate, source_hash, unmarked
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.spoken import AROUND, SPAN
from kiosk.presentation.first_step import first_action
from kiosk.presentation.presenter import DirectoryPresenter, Site
from kiosk.presentation.slips import _Speakers
from kiosk.presentation.speech_text import spoken_text, utterances
from tests.presentation.listings import VOICE, listing, told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Call 916-555-0142 (day and night).", "Call 9 1 6, 5 5 5, 0 1 4 2, day and night."),
        (f"Call {isolate('1-800-799-7233')}", "Call 1, 8 0 0, 7 9 9, 7 2 3 3"),
        ("(916) 555-0142", "9 1 6, 5 5 5, 0 1 4 2"),
        ("916.555.0142", "9 1 6, 5 5 5, 0 1 4 2"),
        ("+1 916 555-0142", "1, 9 1 6, 5 5 5, 0 1 4 2"),
        ("916\u2011555\u20110142", "9 1 6, 5 5 5, 0 1 4 2"),
        ("+52 551 234 5678", "5 2, 5 5 1, 2 3 4, 5 6 7 8"),
        (isolate("988"), "9 8 8"),
        ("448-2321", "4 4 8, 2 3 2 1"),
        (f"Call {isolate('448-2321')}.", "Call 4 4 8, 2 3 2 1."),
        ("CA 95814-1234", "CA 9 5 8 1 4, 1 2 3 4"),
        ("2024-2026", "2024-2026"),
        (f"Extension {isolate('12')}", "Extension 1 2"),
        ("988", "9 8 8"),
        ("Call 911, 988 or 211.", "Call 9 1 1, 9 8 8 or 2 1 1."),
        ("Text HOME to 741741.", "Text HOME to 7 4 1 7 4 1."),
        (f"Text {isolate('233733')}", "Text 2 3 3 7 3 3"),
        ("1234 J Street, CA 95814", "1234 J Street, CA 9 5 8 1 4"),
        ("250 people, 10,000 in 2026", "250 people, 10,000 in 2026"),
        ("$20 · Free", "20 dollars, Free"),
        ("Page 1 of 2", "Page 1 of 2"),
        ("24/7 – always", "24 7, always"),
        ("“No English?” Say: “Spanish, please.”", "No English? Say: Spanish, please."),
        ("Help [for all] … now", "Help, for all, now"),
        ("Hi. (yes)", "Hi. yes"),
        ("U-visa", "U-visa"),
        ("—", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_what_is_said_of_a_text(text: str, said: str) -> None:
    assert spoken_text(text, "en") == said


def test_every_number_of_the_directory_is_said_in_the_pieces_people_say(
    factory_records: tuple[AnyRecord, ...],
) -> None:
    numbers = {record.number for record in factory_records if isinstance(record, Phone)}
    assert len(numbers) > 100
    for number in numbers:
        said = ", ".join(" ".join(piece) for piece in chunks(number))
        for tag in VOICES:
            assert spoken_text(isolate(format_phone(number)), tag) == said


@pytest.mark.parametrize("digits", ["12", "212", "1204", "12345678"])
@pytest.mark.parametrize("tag", sorted(set(VOICES) & set(OFFERED)))
def test_an_extension_is_said_digit_by_digit(tag: str, digits: str) -> None:
    """As the page and the paper of a service have it."""
    of = told(listing(phones=(msgspec.structs.replace(VOICE, extension=digits),)), tag)
    line = first_action(of).lines[0]
    assert digits in unmarked(line)
    assert " ".join(digits) in spoken_text(line, tag)
    desk = DirectoryPresenter(
        of.context.language,
        of.context.catalog,
        of.context.formats,
        FixedClock(of.context.time),
        Site(),
    )
    entry = _Speakers(desk).entry(of.listing)
    assert spoken_text(entry.extension, tag) == spoken_text(line, tag)


HOURS = (
    *((dt.time(9), dt.time(17, 30)), (dt.time(8, 30), dt.time(12)), (dt.time(12), dt.time(17))),
    *((dt.time(0), dt.time(6)), (dt.time(22), dt.time(0)), (dt.time(0), dt.time(12))),
    (dt.time(12), dt.time(0)),
)
"""From opening to closing, with noon and midnight on either side."""


@pytest.mark.parametrize("tag", sorted(SPAN))
def test_the_word_between_two_times_is_spoken(tag: str) -> None:
    spoken = known_language(tag)
    before, after = AROUND.get(tag, (" ", " "))
    for hours in HOURS:
        said = spoken_text(Formatter(spoken).hours(hours), tag)
        assert said.count(f"{before}{SPAN[tag]}{after}") == 1, said
        assert not set("~–,،、") & set(said), said


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("en", "Mon–Fri noon – 5 pm", "Monday to Friday noon to 5 pm"),
        ("en", "Open until noon – call 911 after", "Open until noon, call 9 1 1 after"),
        ("en", "about ~5 people, ~~now~~", "about 5 people, now"),
        ("ko", "월~금", "월요일에서 금요일"),
        ("ko", "월–금 오전\u00a09시 ~ 오후\u00a05시", "월요일에서 금요일 오전 9시에서 오후 5시"),
        ("ko", "월, 화 오전\u00a09시", "월요일, 화요일 오전 9시"),
        ("hi", "सोम–शुक्र सुबह\u00a09", "सोमवार से शुक्रवार सुबह 9"),
        ("pa", "ਸੋਮ–ਸ਼ੁੱਕਰ ਸਵੇਰੇ\u00a09", "ਸੋਮਵਾਰ ਤੋਂ ਸ਼ੁੱਕਰਵਾਰ ਸਵੇਰੇ 9"),
        ("zh-Hant", "週一–週五 上午9時", "星期一到星期五 上午9時"),
    ],
)
def test_a_span_of_days_and_hours_is_said_whole(tag: str, text: str, said: str) -> None:
    assert spoken_text(text, tag) == said


@pytest.mark.parametrize("tag", ["es", "vi", "zh-Hans"])
def test_english_words_inside_a_text_are_said_in_english(tag: str) -> None:
    before, after = {"es": ("Quite", "hoy"), "vi": ("Bỏ", "nhé"), "zh-Hans": ("拿掉", "吧")}[tag]
    line = SpokenLine(
        f"{before} {isolate('Food 4 You (open 9 am–5 pm)')} {after}.",
        tag,
        ("Food 4 You (open 9 am–5 pm)",),
    )
    said = [(one.text, one.language) for one in utterances([line])]
    assert said[0] == (before, tag)
    assert said[1] == ("Food 4 You, open 9 am to 5 pm", "en")
    assert said[-1][0].startswith(after)
    assert said[-1][1] == tag


def test_english_words_between_recordings_are_said_by_the_english_voice() -> None:
    said = utterances([SpokenLine("Alisin: Sac Food Bank", "fil", ("Sac Food Bank",))])
    assert [(one.text, one.language) for one in said] == [
        ("Alisin:", "fil"),
        ("Sac Food Bank.", "en"),
    ]
    assert said[0].clip == source_hash("Alisin:")


@pytest.mark.parametrize("tag", sorted(VOICES))
def test_no_voice_is_given_letters_it_can_only_name(tag: str) -> None:
    everything = "English Русский 中文 한국어 हिन्दी ਪੰਜਾਬੀ العربية Հայերեն ខ្មែរ አማርኛ 1"
    for one in utterances([SpokenLine(everything, tag)]):
        scripts = {unicodedata.name(sign).split()[0] for sign in one.text if sign.isalpha()}
        assert len(scripts) <= 1, one
        assert not scripts & {"ARMENIAN", "KHMER", "ETHIOPIC"}
        assert one.language in {tag, "en"}


def test_english_names_are_said_by_the_english_voice() -> None:
    line = SpokenLine(
        f"Позвоните в Loaves & Fishes, Inc. по номеру {isolate('916-920-2952')}", "ru"
    )
    assert utterances([line]) == (
        Utterance("Позвоните в", "ru"),
        Utterance("Loaves & Fishes, Inc.", "en"),
        Utterance("по номеру 9 1 6, 9 2 0, 2 9 5 2.", "ru"),
    )


def test_what_must_be_said_in_english_is_heard_in_english() -> None:
    said = utterances([SpokenLine("Diga: “Spanish, please.” Luego espere.", "es")])
    assert [(one.text, one.language) for one in said] == [
        ("Diga:", "es"),
        ("Spanish, please.", "en"),
        ("Luego espere.", "es"),
    ]
    card = "I speak Iu Mien. Please get an interpreter."
    assert utterances([SpokenLine(card, "vi")]) == (Utterance(card, "en"),)


def test_web_addresses_are_english_in_every_language() -> None:
    said = utterances([SpokenLine("Vea weaveinc.org/help hoy.", "es")])
    assert [one.text for one in said if one.language == "en"] == ["weaveinc.org/help"]


@pytest.mark.parametrize(
    ("tag", "end"), [("en", "."), ("ru", "."), ("zh-Hans", "。"), ("hi", "।"), ("pa", "।")]
)
def test_the_voice_rests_after_each_text(tag: str, end: str) -> None:
    text = {"en": "Free", "ru": "Да", "zh-Hans": "免费", "hi": "हाँ", "pa": "ਹਾਂ"}[tag]
    assert utterances([SpokenLine(text, tag)]) == (Utterance(text + end, tag),)


def test_recordings_are_asked_for_by_the_words_themselves() -> None:
    said = utterances(
        [SpokenLine("Nyob zoo", "hmn"), SpokenLine(isolate("988"), "hmn"), SpokenLine("—", "hmn")]
    )
    assert said[0] == Utterance("Nyob zoo", "hmn", source_hash("Nyob zoo"))
    assert [one.clip for one in said[1:]] == ["9", "8", "8"]


EXTENSION, SEND = source_hash("غځونه"), source_hash("HOME ته:")


@pytest.mark.parametrize(
    ("text", "clips"),
    [
        (isolate("916-920-2952"), tuple("9169202952")),
        ("۱", ("1",)),
        (isolate("۴۵"), ("4", "5")),
        (f"{isolate('916-920-2952')}، غځونه {isolate('12')}", (*"9169202952", EXTENSION, *"12")),
        (f"HOME ته: {isolate('741741')}", (SEND, *"741741")),
        ("۲ ورځې وړاندې", (source_hash("۲ ورځې وړاندې"),)),
        (f"تر {isolate('10:30')} پورې", (source_hash("تر 10:30 پورې"),)),
    ],
)
def test_recorded_numbers_are_heard_digit_by_digit(text: str, clips: tuple[str, ...]) -> None:
    assert tuple(one.clip for one in utterances([SpokenLine(text, "ps")])) == clips
