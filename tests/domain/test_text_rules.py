import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import text_rules
from kiosk.domain.language import Language
from kiosk.domain.ndjson import read_records
from kiosk.domain.text_rules import are_ordinary, is_own_script, is_piled, is_visible
from tests.domain.factory_files import FACTORY

GOOD = {
    "english": ("en", "My Sister's House: free, 24/7 (call first)"),
    "curly quotes and dashes": ("en", "“Home” – it’s here… • yes"),
    "accents": ("en", "Café Peña, Señora Ibáñez"),
    "sums and signs": ("en", "½ price, 20 °C, © 2026, ™, → next, 5 × 2"),
    "emoji": ("en", "Free food 🍎"),
    "spanish": ("es", "¿Qué pasa? ¡Ayuda! «Sí»"),
    "vietnamese": ("vi", "Đường dây trợ giúp, nghỉ ngơi, ăn uống"),
    "hmong": ("hmn", "Kev pab dawb"),
    "chinese": ("zh-Hans", "免费的食物，（每天）。WEAVE 热线"),
    "chinese with a wide space": ("zh-Hant", "免費　食物"),
    "russian": ("ru", "Помощь №1 – звоните 211, центр WEAVE"),
    "russian with a fixed space": ("ru", "10\u00a0часов"),
    "ukrainian": ("uk", "Ґанок, їжа, є"),
    "punjabi": ("pa", "ਮੁਫ਼ਤ ਭੋਜਨ।"),
    "hindi with a joiner in a word": ("hi", "क्‍ष मुफ़्त"),
    "korean": ("ko", "무료 음식 (매일)"),
    "arabic with a mark": ("ar", "اتصل على 211\u200f، مجانًا؟"),
    "persian with a non-joiner": ("fa", "می\u200cشود"),
    "persian suffix on a latin word": ("fa", "SMS\u200cها"),
    "dari": ("prs", "رایگان"),
    "tagalog": ("fil", "Libreng pagkain"),
    "an unknown language": ("th", "อาหารฟรี"),
    "vietnamese taken apart": ("vi", unicodedata.normalize("NFD", "Đường dây trợ giúp, ở ngoại ô")),
    "arabic with all vowels": ("ar", "مُحَمَّدٌ رَسُولُ ٱللَّٰهِ"),
    "punjabi with three marks": ("pa", "ਸ਼ੁੱਕਰਵਾਰ"),
    "hindi with three marks": ("hi", "ज़ुँ नौकरी ढूँढ़ें"),
}
PILED = {
    "four marks": ("en", "Ho\u0301\u0302\u0303\u0304pe"),
    "sixty marks": ("en", "H" + "\u0336" * 60),
    "three on a letter that has one": ("es", "caf\u00e9\u0302\u0303\u0304"),
    "two on a letter that has two": ("vi", "tr\u1ee3\u0302\u0303"),
    "vowels of arabic": ("ar", "م\u064e\u064f\u0650\u0651"),
    "signs of hindi": ("hi", "क\u093c\u0941\u0901\u0902"),
    "with joiners between them": ("hi", "क\u093c\u200d\u0941\u200d\u0901\u200d\u0902"),
    "enclosing": ("en", "a\u20dd\u0301\u0302\u0303"),
}
HIDDEN = {
    "null": "a\0b",
    "escape": "a\x1bb",
    "tab": "a\tb",
    "carriage return": "a\rb",
    "delete": "a\x7fb",
    "control of latin-1": "a\x85b",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "lone surrogate": "a\ud800b",
    "private use": "a\ue000b",
    "unassigned": "a\u0378b",
    "noncharacter": "a\ufffeb",
    "left-to-right embedding": "a\u202ab",
    "right-to-left embedding": "a\u202bb",
    "pop": "a\u202cb",
    "left-to-right override": "a\u202db",
    "right-to-left override": "a\u202eb",
    "isolate": "a\u2066b",
    "right-to-left isolate": "a\u2067b",
    "first strong isolate": "a\u2068b",
    "pop isolate": "a\u2069b",
    "zero width space": "a\u200bb",
    "word joiner": "a\u2060b",
    "byte order mark": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "tag letter": "a\U000e0061b",
    "variation of the supplement": "a\U000e0100b",
    "invisible times": "a\u2062b",
    "interlinear anchor": "a\ufff9b",
    "joiner between latin letters": "vic\u200dtim",
    "non-joiner between latin letters": "vic\u200ctim",
    "combining joiner": "a\u034fb",
    "hangul filler": "a\u3164b",
    "half hangul filler": "a\uffa0b",
    "braille blank": "a\u2800b",
    "mongolian separator": "a\u180eb",
    "direction mark in english": "a\u200eb",
    "arabic mark in english": "a\u061cb",
    "thin space": "a\u2009b",
    "only a space": " ",
    "only fixed spaces": "\u00a0\u00a0",
    "empty": "",
}
FOREIGN = {
    "cyrillic look-alike at the start": ("en", "\u041cy Sister's House"),
    "cyrillic o": ("en", "Ho\u043ctel"),
    "cyrillic in spanish": ("es", "\u0410yuda"),
    "cyrillic in vietnamese": ("vi", "Đ\u0430"),
    "greek": ("en", "\u0391BC"),
    "armenian": ("en", "h\u0578me"),
    "mathematical letters": ("en", "\U0001d407\U0001d428\U0001d426\U0001d41e"),
    "fullwidth letters": ("en", "\uff28\uff4f\uff4d\uff45"),
    "letterlike": ("en", "\u210bome"),
    "chinese in english": ("en", "Food 食物"),
    "cherokee": ("en", "\u13aaome"),
    "cyrillic in chinese": ("zh-Hans", "\u041c免费"),
    "fullwidth letters in chinese": ("zh-Hans", "\uff37\uff25免费"),
    "arabic in russian": ("ru", "Помощь مجان"),
    "devanagari in punjabi": ("pa", "\u0915ਮੁਫ਼ਤ"),
    "replacement character": ("en", "Caf\ufffd"),
    "english of a made-up script": ("en-Cyrl", "\u041cy"),
}


@pytest.mark.parametrize(("tag", "text"), GOOD.values(), ids=GOOD)
def test_what_people_write_passes(tag: str, text: str) -> None:
    assert is_visible(text, tag)
    assert is_own_script(text, tag)


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_what_cannot_be_seen_is_refused(text: str) -> None:
    assert not is_visible(text)
    assert not is_visible(text, lines=True)
    assert not are_ordinary(("fine", text), "en")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("tag", "text"), PILED.values(), ids=PILED)
def test_more_than_three_marks_on_a_letter_are_refused(tag: str, text: str, form: str) -> None:
    """They would be drawn over the line above."""
    text = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert is_piled(text)
    assert not is_visible(text, tag)
    assert not is_visible(text, tag, lines=True)
    assert not are_ordinary(("fine", text), tag)


@pytest.mark.parametrize(("tag", "text"), FOREIGN.values(), ids=FOREIGN)
def test_letters_of_another_script_are_refused(tag: str, text: str) -> None:
    assert not is_own_script(text, tag)
    assert not are_ordinary((text,), tag)


def test_a_script_without_a_table_of_letters_may_use_any_that_are_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A new language is not refused, nor does it crash, before its letters are known."""
    thai = Language("th", "ไทย", "Thai", "Thai", "th", "th")
    monkeypatch.setattr(text_rules, "_script", lambda _tag: thai.script)
    assert is_own_script("อาหารฟรี", thai.tag)
    assert not is_own_script("อาหาร\u3164", thai.tag)


@pytest.mark.parametrize(
    "text", ["می\u200c", "\u200cمی", "می\u200c شود", "می\u200c\u200cشود", "1\u200c2", "می\u200c."]
)
def test_a_joiner_stands_inside_a_word_only(text: str) -> None:
    assert not is_visible(text, "fa")


def test_a_line_break_is_for_long_texts() -> None:
    assert is_visible("one\ntwo", lines=True)
    assert not is_visible("one\ntwo")
    assert not is_visible("\n", lines=True)
    assert is_visible("می\u200cشود\nدو", "fa", lines=True)


@given(st.text(max_size=20), st.sampled_from(["en", "fa", "zh-Hans", "ko", "th", "hi"]))
def test_nothing_that_passes_holds_a_refused_category(text: str, tag: str) -> None:
    if is_visible(text, tag):
        allowed = set("\u200c\u200d\u200e\u200f\u061c")
        assert {c for c in text if unicodedata.category(c)[0] == "C"} <= allowed
        assert text.strip()


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from(["en", "fa", "ru", "ko"]))
def test_many_at_once_never_pass_what_one_alone_would_not(texts: list[str], tag: str) -> None:
    if are_ordinary(texts, tag):
        assert all(is_visible(text, tag) and is_own_script(text, tag) for text in texts)


def test_every_text_of_the_factory_translations_passes() -> None:
    texts = [r for r in read_records(FACTORY) if r.__class__.__name__ == "Translation"]
    assert len(texts) > 1000
    for record in texts:
        assert is_visible(record.text, record.language, lines=True), record.id
        assert not is_piled(unicodedata.normalize("NFD", record.text)), record.id
        assert is_own_script(record.text, record.language), record.id
