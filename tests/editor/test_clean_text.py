"""Texts of foreign files as one line of plain words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.text_rules import is_own_script, is_visible
from kiosk.editor.parsers.people import strip_people
from kiosk.editor.parsers.plain_text import (
    first_sentence,
    is_blank,
    keep_latin,
    repair_encoding,
    sentences,
    shorten,
    to_plain_text,
)
from tests.editor.both_paths import PATHS, Case, Read, read_both

BLANK = [
    *("", " ", "\t\n", "\u00a0", "\u200b", "-", "--", "—", "?", ".", "N/A", "n/a", "NA", "N.A."),
    *("null", "NULL", "None", "none.", "nil", "NaN", "undefined", "TBD", "unknown", "Unknown."),
    *("See notes.", "see note", "See description", "Not available", "not applicable", "#N/A"),
    *("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "Not specified", "()", "[]", "{}"),
]
SAID = ["0", "No", "no", "yes", "Name", "Value", "ref", "None of the above", "NASA", "211", "Free"]


@pytest.mark.parametrize("raw", BLANK)
def test_blank(raw: str) -> None:
    assert is_blank(raw)


@pytest.mark.parametrize("raw", SAID)
def test_not_blank(raw: str) -> None:
    assert not is_blank(raw)


def test_an_absent_cell_is_blank() -> None:
    assert is_blank(None)


PLAIN = {
    "Food": "Food",
    "  Food \n  and  water\t": "Food and water",
    "one\r\ntwo\rthree\nfour": "one two three four",
    "<p>Free <b>food</b></p>": "Free food",
    "<p>One</p><p>Two</p>": "One Two",
    "One<br/>Two<BR>Three": "One Two Three",
    "<ul><li>Bread</li><li>Milk</li></ul>": "Bread; Milk",
    "We have:<ul><li>Bread.</li><li>Milk</li></ul>": "We have: Bread. Milk",
    "<table><tr><td>Mon</td><td>9-5</td></tr></table>": "Mon 9-5",
    "<script>alert(1)</script>Food": "Food",
    "<style>p {color: red}</style>Food": "Food",
    "<!-- hidden -->Food<!-- open": "Food",
    "<![CDATA[x]]>Food": "Food",
    "<?xml version='1.0'?>Food": "Food",
    '<a href="javascript:alert(1)">Food</a>': "Food",
    '<img src="file:///etc/passwd" alt="x">Food': "Food",
    "Fish &amp; chips": "Fish & chips",
    "Fish &amp;amp; chips": "Fish & chips",
    "&lt;b&gt;Food&lt;/b&gt;": "Food",
    "it&#39;s &quot;free&quot;&nbsp;now": 'it\'s "free" now',
    "&#x202e;abc": "abc",
    "ages <18": "ages <18",
    "5 < 6 and 7 > 2": "5 < 6 and 7 > 2",
    "AT&T": "AT&T",
    "**Food** and _water_": "Food and water",
    "***Food***": "Food",
    "snake_case_name": "snake_case_name",
    "2 * 3 * 4": "2 * 3 * 4",
    "*Must be 18": "*Must be 18",
    "# Title\nText": "Title Text",
    "- one\n- two\n- three": "one; two; three",
    "* one\n* two": "one; two",
    "• one\n• two": "one; two",
    "•one •two": "one •two",
    "[our site](https://x.org)": "our site",
    "![logo](https://x.org/a.png)Food": "logoFood",
    "`code`": "code",
    "> quoted": "quoted",
    "one\n---\ntwo": "one two",
    r"one\ntwo": "one two",
    r"one\r\ntwo": "one two",
    r"one\\ntwo": "one two",
    r"5 \* 6": "5 * 6",
    "###MON### 9-5": "9-5",
    "## SUN ## closed": "closed",
    "so\u00adft": "soft",
    "zero\u200bwidth": "zerowidth",
    "\ufeffFood": "Food",
    "a\u202eb\u2066c": "abc",
    "nul\0l": "null",
    "bell\x07": "bell",
    "private\ue000use": "privateuse",
    "lone\ud800half": "lonehalf",
    "vic\u200dtim": "victim",
    "می\u200cشود": "می\u200cشود",
    "\u200cمی": "می",
    "Cafe\u0301": "Café",
    "LOUD NAME": "LOUD NAME",
    "tag\U000e0061letter": "tagletter",
    "fill\u3164er": "filler",
    "caf\ufffd": "caf?",
}


@pytest.mark.parametrize("raw", PLAIN)
def test_plain(raw: str) -> None:
    assert to_plain_text(raw) == PLAIN[raw]


MENDED = {
    "CafÃ©": "Café",
    "donâ€™t": "don’t",
    "â€œhiâ€\x9d": "“hi”",
    "PeÃ±a": "Peña",
    "aÂ\u00a0b": "a\u00a0b",
    "CafÃƒÂ©": "Café",
    "donΓÇÖt": "don’t",
    "donÔÇÖt": "don’t",
    "weGÇÖre": "we’re",
    "9 GÇô 5": "9 – 5",
    "Ca├▒on": "Cañon",
    "Caf├⌐": "Café",
    "Caf├®": "Café",
    "caf\x92s": "caf’s",
    "\x93hi\x94": "“hi”",
    "a \x96 b": "a – b",
    "ðŸ˜€": "😀",
    "Ð¿Ð¾Ð¼Ð¾Ñ‰ÑŒ": "помощь",
    "å…\x8dè´¹çš„é£Ÿç‰©": "免费的食物",
    "Weâ€™re here": "We’re here",
    "Mu√±oz": "Muñoz",
    "weΓÇÖre": "we’re",
    "we\u2030\u00db\u00aare": "we’re",
}
MEANT = [
    *("Café", "Peña – ‘hi’", "Ângela", "Ã", "GÇÖ", "Đường dây", "中文", "naïve", "½ ¾"),
    *("Ö", "São Paulo", "Ça va", "Γ", "IRMÃ", "Ôter", "├── tree", "Spaß–", "Café–“hi”"),
    *("Muñoz", "Über", "Żółć", "Привет", "안녕", "مرحبا", "½ cup", "50 °C", "€5", "£5", "x² + y²"),
    *("√9 = 3", "≤ 18", "∞", "© 2026", "Ω", "Ä", "Â", "GÖD", "Gçm", "“Hi”", "it’s", "π ≈ 3", "Δ"),
    *("Œuvre", "Ãlamo Square"),
]
SIGNS = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2022éáíóúñüÉ"
"""The sixteen commonest signs of English and Spanish beyond ASCII."""


def broken(sign: str, page: str) -> str:
    """Return a sign whose UTF-8 was decoded as another code page; Windows-1252 has gaps."""
    raw = sign.encode()
    try:
        return raw.decode(page)
    except UnicodeDecodeError:
        return "".join(bytes([one]).decode(page, "ignore") or chr(one) for one in raw)


@pytest.mark.parametrize("page", ["cp1252", "cp437", "cp850", "mac_roman"])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_of_another_code_page_is_mended(sign: str, page: str) -> None:
    assert repair_encoding(f"at{broken(sign, page)}re") == f"at{sign}re"


@pytest.mark.parametrize("raw", MENDED)
def test_letters_read_wrongly_are_mended(raw: str) -> None:
    assert repair_encoding(raw) == MENDED[raw]


@pytest.mark.parametrize("text", MEANT)
def test_letters_that_may_be_meant_stay(text: str) -> None:
    assert repair_encoding(text) == text


IN_CELLS = [raw for raw in MENDED if keep_latin(MENDED[raw]) and raw.isprintable()]
"""A workbook holds no control characters, and a directory no other letters."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read the texts on both paths."""
    cases = {raw: Case({"description": f"{raw} for you"}) for raw in IN_CELLS}
    return read_both(tmp_path_factory.mktemp("letters"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", IN_CELLS)
def test_a_text_is_mended_on_both_paths(both: Read, raw: str, path: str) -> None:
    assert (both.service(path, raw).description or "").rstrip(".") == f"{MENDED[raw]} for you"


@given(st.text(alphabet="abc éñüßçóÁ’“”–…", min_size=1, max_size=20))
def test_double_encoding_is_undone(text: str) -> None:
    try:
        twice = text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return
    assert repair_encoding(twice) == text


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<",
                ">",
                "&",
                "&lt;",
                "&amp;",
                "amp;",
                "#",
                "*",
                "**",
                "_",
                "`",
                "~~",
                "[",
                "](",
                ")",
            ),
            *("<p>", "</p>", "<li>", "<!--", "-->", "<![", "<?", "\\n", "\\", "\n", "- ", "•", " "),
            *("a", "b c", "Ã", "©", "Γ", "Ç", "\u200d", "\u00ad", "###", "MON", "<b", "<script>"),
        ]
    ),
    max_size=14,
).map("".join)


@given(st.text(max_size=60) | MARKUP)
@example("<<!x>!y>")
@example("&amp;" * 30 + "lt;")
@example("a*_*b*_*")
def test_plain_text_is_plain_for_good(raw: str) -> None:
    text = to_plain_text(raw)
    assert to_plain_text(text) == text
    assert "\n" not in text
    assert not text or is_visible(text, "fa")


@given(st.text(max_size=60), st.integers(2, 30))
def test_a_limit_holds(raw: str, limit: int) -> None:
    assert len(to_plain_text(raw, limit)) <= limit


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("Food and water, for all", 16) == "Food and water…"
    assert shorten("Short", 5) == "Short"
    assert shorten("Abcdefgh", 5) == "Abcd…"


def test_deep_markup_ends() -> None:
    assert "<" not in to_plain_text("&amp;" * 2000 + "lt;b>")
    assert to_plain_text("<div>" * 4000 + "Food") == to_plain_text(
        to_plain_text("<div>" * 4000 + "Food")
    )


SENTENCES = {
    "We help. Call us! Now?": ["We help.", "Call us!", "Now?"],
    "See Dr. Smith at St. Mary. Free.": ["See Dr. Smith at St. Mary.", "Free."],
    "U.S. citizens only. Free.": ["U.S. citizens only.", "Free."],
    "Open 9 a.m. Monday. Free.": ["Open 9 a.m. Monday.", "Free."],
    "Costs $2.50 a day": ["Costs $2.50 a day"],
    "e.g. bread. More.": ["e.g. bread.", "More."],
    "": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    assert sentences(text) == SENTENCES[text]


def test_first_sentence() -> None:
    assert first_sentence("Hot meals for families. Open daily.", 90) == "Hot meals for families"
    assert first_sentence("A very long first sentence here", 14) == "A very long…"
    assert first_sentence("", 90) == ""
    assert first_sentence("Help in the U.S.", 90) == "Help in the U.S."


@given(st.text(max_size=80), st.integers(2, 40))
def test_first_sentence_keeps_its_limit(text: str, limit: int) -> None:
    assert len(first_sentence(to_plain_text(text), limit)) <= limit


LATIN = {
    "River House": "River House",
    "\u041cy Sister's House": "Sister's House",
    "House (食物)": "House",
    "食物": "",
    "Café – Peña": "Café – Peña",
}


@pytest.mark.parametrize("text", LATIN)
def test_latin(text: str) -> None:
    assert keep_latin(text) == LATIN[text]


@given(st.text(max_size=60))
def test_what_is_latin_passes_the_rules(raw: str) -> None:
    text = keep_latin(to_plain_text(raw))
    assert is_own_script(text)
    assert keep_latin(text) == text
    assert not text or is_visible(text)


STAYS = "We give food to families."
TOLD = {
    "mail": "Write to maria@river.org.",
    "hidden mail": "Write to maria [at] river [dot] org.",
    "foreign number": "Call 916-555-0100.",
    "number in brackets": "Call (916) 555-0100 now.",
    "number with dots": "Fax 916.555.0100.",
    "bare number": "Call 9165550100.",
    "number with letters": "Call 1-800-395-HELP.",
    "local number": "Call 555-0100.",
    "foreign country": "Call +44 1234 234567.",
    "extension": "Dial ext. 12.",
    "short extension": "Press x12.",
    "ask for": "Ask for Maria.",
    "see": "See Maria at the desk.",
    "speak with": "Speak with Maria.",
    "title": "Dr. Jane Smith leads it.",
    "title alone": "Led by Mrs. Smith.",
    "contact": "Contact: Jane Smith.",
    "contact in a sentence": "To apply contact Jane Smith.",
    "director": "Our director, Jane Smith, helps.",
    "manager": "Case manager Jane A. Smith.",
    "attention": "Attn: Maria.",
    "street": "We are at 1700 K Street.",
    "avenue": "Come to 12 Fair Oaks Ave today.",
    "boulevard": "It is at 2210 North Del Paso Blvd, upstairs.",
    "box": "Write to PO Box 12.",
    "corner": "Wait at the corner of Oak and Elm.",
}


@pytest.mark.parametrize("sentence", TOLD.values(), ids=TOLD)
def test_what_tells_of_people_and_places_goes(sentence: str) -> None:
    assert strip_people(f"{STAYS} {sentence} Free.") == f"{STAYS} Free."


KEPT = [
    "Call 211 any day.",
    "Open 9-5, Monday to Friday.",
    "Since 1988 we help 2,500 people a year.",
    "Contact Legal Services now.",
    "Call the Front Desk.",
    "The fee is $25.00.",
    "Serves 2024-2025.",
    "Ask for an advocate.",
    "Text HOME to 741741.",
    "For ages 12-24.",
    "My Sister's House helps.",
]


@pytest.mark.parametrize("sentence", KEPT)
def test_what_tells_of_nobody_stays(sentence: str) -> None:
    assert strip_people(f"{STAYS} {sentence}") == f"{STAYS} {sentence}"


def test_the_own_number_and_address_stay() -> None:
    text = "Call (916) 555-0100. Come to 1700 K St, upstairs. Or 99 Oak Street."
    kept = strip_people(text, numbers=["+19165550100"], addresses=["1700 K Street, 2nd floor"])
    assert kept == "Call (916) 555-0100. Come to 1700 K St, upstairs."


def test_nothing_may_be_left() -> None:
    assert strip_people("Ask for Maria at 916-555-0100") == ""


@given(st.text(max_size=80))
def test_stripping_only_takes_away(text: str) -> None:
    kept = strip_people(to_plain_text(text))
    assert strip_people(kept) == kept
    assert len(kept) <= len(to_plain_text(text))
