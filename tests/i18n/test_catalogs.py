from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import known_language
from kiosk.i18n.catalogs import Catalog, CatalogError, placeholders, po_path
from kiosk.i18n.compiled import compile_catalogs
from kiosk.i18n.messages import N_, NP_

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"

"""
ENTRIES = """
msgid "Start"
msgstr "Начало"

msgctxt "verb"
msgid "Start"
msgstr "Начать"

msgid "{count} place"
msgid_plural "{count} places"
msgstr[0] "{count} место"
msgstr[1] "{count} места"
msgstr[2] "{count} мест"

msgctxt "slip"
msgid "One page"
msgid_plural "{count} pages"
msgstr[0] "Одна страница"
msgstr[1] "{count} страницы"
msgstr[2] "{number} страниц"

msgid "Until {time}"
msgstr "До {tome}"

#, fuzzy
msgid "Leave this page"
msgstr "Догадка"
"""


@pytest.fixture
def russian(tmp_path: Path) -> Catalog:
    path = po_path(tmp_path, known_language("ru"))
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + ENTRIES, encoding="utf-8")
    assert compile_catalogs(tmp_path) == (path.with_suffix(".mo"),)
    return Catalog.load(known_language("ru"), tmp_path)


def test_words_come_from_the_catalogue(russian: Catalog) -> None:
    assert russian.gettext("Start") == "Начало"
    assert russian.pgettext("verb", "Start") == "Начать"
    assert russian.translate(N_("Start")) == "Начало"
    assert russian.translate(NP_("verb", "Start")) == "Начать"


def test_what_nobody_translated_stays_english(russian: Catalog) -> None:
    assert russian.gettext("Back") == "Back"
    assert russian.ngettext("{count} line", "{count} lines", 2) == "{count} lines"


@pytest.mark.parametrize(("count", "word"), [(1, "место"), (2, "места"), (5, "мест")])
def test_the_plural_form_goes_with_the_number(russian: Catalog, count: int, word: str) -> None:
    assert russian.ngettext("{count} place", "{count} places", count) == f"{{count}} {word}"


def test_a_translation_with_other_placeholders_is_not_shown(russian: Catalog) -> None:
    assert russian.gettext("Until {time}") == "Until {time}"
    assert russian.npgettext("slip", "One page", "{count} pages", 9) == "{count} pages"


@pytest.mark.parametrize(
    "damaged",
    ["{time} {", "{time} }", "{time} {}", "{time:d}", "{time.hour}", "{time[0]}", "{time!x}"],
)
def test_a_translation_that_cannot_be_filled_in_is_not_shown(tmp_path: Path, damaged: str) -> None:
    path = po_path(tmp_path, known_language("ru"))
    path.parent.mkdir(parents=True)
    path.write_text(f'{HEADER}\nmsgid "Until {{time}}"\nmsgstr "{damaged}"\n', encoding="utf-8")
    compile_catalogs(tmp_path)
    shown = Catalog.load(known_language("ru"), tmp_path).gettext("Until {time}")
    assert shown.format(time="17:00") == "Until 17:00"


def test_a_plural_may_name_its_number_or_spell_one_out(russian: Catalog) -> None:
    assert russian.npgettext("slip", "One page", "{count} pages", 1) == "Одна страница"
    assert russian.npgettext("slip", "One page", "{count} pages", 3) == "{count} страницы"


def test_a_guess_is_not_shown(russian: Catalog) -> None:
    assert russian.gettext("Leave this page") == "Leave this page"


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    english = Catalog.load(known_language("en"), tmp_path)
    assert english.gettext("Start") == "Start"
    assert english.ngettext("{count} place", "{count} places", 1) == "{count} place"
    assert english.ngettext("{count} place", "{count} places", 0) == "{count} places"


def test_a_missing_catalogue_names_the_file_and_the_command(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"kiosk\.mo.*messages compile"):
        Catalog.load(known_language("es"), tmp_path)


@pytest.mark.parametrize("junk", [b"", b"junk", b"\xde\x12\x04\x95", b"\x95\x04\x12\xde" * 20])
def test_a_broken_catalogue_names_the_file_and_the_command(tmp_path: Path, junk: bytes) -> None:
    path = po_path(tmp_path, known_language("es")).with_suffix(".mo")
    path.parent.mkdir(parents=True)
    path.write_bytes(junk)
    with pytest.raises(CatalogError, match=r"kiosk\.mo.*messages compile"):
        Catalog.load(known_language("es"), tmp_path)


@pytest.mark.parametrize("junk", [b"words\n", b'msgid "\xff"\nmsgstr ""\n'])
def test_an_unreadable_source_is_named(tmp_path: Path, junk: bytes) -> None:
    path = po_path(tmp_path, known_language("es"))
    path.parent.mkdir(parents=True)
    path.write_bytes(junk)
    with pytest.raises(CatalogError, match=r"kiosk\.po"):
        compile_catalogs(tmp_path)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", set()),
        ("plain", set()),
        ("{a} and {b}", {"a", "b"}),
        ("{a:>3}", {"a!None:>3"}),
        ("{a!r}", {"a!r:"}),
        ("{a.b}", {"a.b"}),
        ("{}", {""}),
        ("{a} {", {"{"}),
        ("a}", {"{"}),
        ("{{not}} {yes}", {"yes"}),
        ("{ no }", {" no "}),
    ],
)
def test_names_in_braces(text: str, names: set[str]) -> None:
    assert placeholders(text) == names


@given(st.lists(st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True), unique=True))
def test_every_name_in_braces_is_found(names: list[str]) -> None:
    assert placeholders(" ".join(f"{{{name}}}" for name in names)) == set(names)
