from pathlib import Path

import pytest

from kiosk.domain.language import known_language
from kiosk.i18n.catalogs import Catalog, po_path
from kiosk.i18n.compiled import compile_catalogs
from kiosk.i18n.messages import Message
from kiosk.i18n.workflow import (
    KEYWORDS,
    METHOD_MAP,
    CatalogProblem,
    ProblemKind,
    check,
    extract,
    update,
)

CODE = """
from kiosk.i18n.messages import N_, NP_

# TRANSLATORS: the button that leads to the first screen
START = N_("Start")
VERB = NP_("verb", "Start")

def show(catalog, count):
    return [
        catalog.gettext("Back"),
        catalog.pgettext("time", "Until {time}"),
        catalog.ngettext("{count} place", "{count} places", count),
        catalog.npgettext("slip", "One page", "{count} pages", count),
    ]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "kiosk" / "ui").mkdir(parents=True)
    (tmp_path / "kiosk" / "ui" / "home.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "other.py").write_text('_("elsewhere")', encoding="utf-8")
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def translate_all(path: Path) -> None:
    """Fill a Spanish catalogue of the code above."""
    rewrite(path, 'msgid "Back"\nmsgstr ""', 'msgid "Back"\nmsgstr "Atrás"')
    text = path.read_text(encoding="utf-8")
    for old, new in (
        (
            'msgctxt "verb"\nmsgid "Start"\nmsgstr ""',
            'msgctxt "verb"\nmsgid "Start"\nmsgstr "Empezar"',
        ),
        ('msgid "Start"\nmsgstr ""', 'msgid "Start"\nmsgstr "Inicio"'),
        ('msgid "Until {time}"\nmsgstr ""', 'msgid "Until {time}"\nmsgstr "Hasta {time}"'),
    ):
        text = text.replace(old, new)
    for number in range(3):
        text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{{count}} cosas"')
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def spanish(root: Path) -> Path:
    folder = root / "translations"
    update(root, folder, [known_language("es")])
    path = po_path(folder, known_language("es"))
    translate_all(path)
    return path


def kinds(root: Path) -> list[tuple[ProblemKind, str]]:
    return [(p.kind, p.message) for p in check(root, root / "translations", ["en", "es"])]


def test_messages_of_every_marked_kind_are_extracted(root: Path) -> None:
    found = {(m.context, m.id if isinstance(m.id, str) else tuple(m.id)) for m in extract(root)}
    assert found - {(None, "")} == {
        (None, "Start"),
        ("verb", "Start"),
        (None, "Back"),
        ("time", "Until {time}"),
        (None, ("{count} place", "{count} places")),
        ("slip", ("One page", "{count} pages")),
    }


def test_translators_get_the_comment_and_the_file_but_no_line(root: Path) -> None:
    update(root, root / "translations", [])
    pot = (root / "translations" / "kiosk.pot").read_text(encoding="utf-8")
    assert "#. the button that leads to the first screen\n#: kiosk/ui/home.py\n" in pot
    assert not any(word in pot for word in ("Date", "Babel", "20"))


def test_a_complete_catalogue_has_no_problems_and_can_be_loaded(root: Path, spanish: Path) -> None:
    assert kinds(root) == []
    compile_catalogs(root / "translations")
    assert Catalog.load(known_language("es"), root / "translations").gettext("Back") == "Atrás"
    assert spanish.with_suffix(".mo").exists()


def test_updating_again_changes_no_byte(root: Path, spanish: Path) -> None:
    before = spanish.read_bytes()
    update(root, root / "translations", [known_language("es")])
    assert spanish.read_bytes() == before


def test_updating_keeps_translations_guesses_nothing_and_drops_the_dead(
    root: Path, spanish: Path
) -> None:
    rewrite(root / "kiosk" / "ui" / "home.py", '"Back"', '"Go back"')
    update(root, root / "translations", [known_language("es")])
    text = spanish.read_text(encoding="utf-8")
    assert 'msgid "Go back"\nmsgstr ""' in text
    assert "fuzzy" not in text
    assert "Atrás" not in text
    assert "Empezar" in text


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('msgstr "Atrás"', 'msgstr ""', (ProblemKind.MISSING, "Back")),
        ('msgstr "Atrás"', 'msgstr "  "', (ProblemKind.MISSING, "Back")),
        ("Hasta {time}", "Hasta {hora}", (ProblemKind.PLACEHOLDERS, "Until {time}")),
        ("Hasta {time}", "Hasta", (ProblemKind.PLACEHOLDERS, "Until {time}")),
        ('msgid "Back"', 'msgid "Black"', (ProblemKind.MISSING, "Back")),
        ("Hasta {time}", "Hasta {time} {", (ProblemKind.PLACEHOLDERS, "Until {time}")),
        ("Hasta {time}", "Hasta {time!x}", (ProblemKind.PLACEHOLDERS, "Until {time}")),
        ("Atrás", "Atr\u202eás", (ProblemKind.HIDDEN, "Back")),
        ("Atrás", "\u2067Atrás\u2069", (ProblemKind.HIDDEN, "Back")),
        ("Atrás", "Atr\u200bás", (ProblemKind.HIDDEN, "Back")),
        ("Atrás", "Atr\u0430s", (ProblemKind.SCRIPT, "Back")),
        ("Atrás", "Atrás رجوع", (ProblemKind.SCRIPT, "Back")),
        (
            '#: kiosk/ui/home.py\nmsgid "Back"',
            '#: kiosk/ui/home.py\n#, fuzzy\nmsgid "Back"',
            (ProblemKind.FUZZY, "Back"),
        ),
    ],
)
def test_what_is_wrong_is_named(
    root: Path, spanish: Path, old: str, new: str, problem: tuple[ProblemKind, str]
) -> None:
    rewrite(spanish, old, new)
    assert problem in kinds(root)


def test_what_is_filled_in_may_be_kept_from_being_reordered(root: Path, spanish: Path) -> None:
    rewrite(spanish, "Hasta {time}", "Hasta \u2066{time}\u2069")
    assert kinds(root) == []


def test_a_missing_plural_form_is_named(root: Path, spanish: Path) -> None:
    text = spanish.read_text(encoding="utf-8")
    spanish.write_text(text[: text.rindex("msgstr[")], encoding="utf-8")
    assert [kind for kind, _ in kinds(root)] == [ProblemKind.MISSING]


def test_a_plural_form_too_many_makes_the_file_unreadable(root: Path, spanish: Path) -> None:
    text = spanish.read_text(encoding="utf-8").rstrip()
    spanish.write_text(text + '\nmsgstr[2] "de más"\n', encoding="utf-8")
    assert kinds(root) == [(ProblemKind.UNREADABLE, "")]


def test_another_plural_rule_is_named(root: Path, spanish: Path) -> None:
    rewrite(spanish, "plural=(n != 1)", "plural=(n > 1)")
    wanted = "Plural-Forms: nplurals=2; plural=(n != 1);"
    assert kinds(root) == [(ProblemKind.PLURALS, wanted)]


def test_words_changed_in_the_code_make_the_catalogues_stale(root: Path, spanish: Path) -> None:
    rewrite(root / "kiosk" / "ui" / "home.py", '"Back"', '"Go back"')
    assert set(kinds(root)) == {
        (ProblemKind.STALE, ""),
        (ProblemKind.MISSING, "Go back"),
        (ProblemKind.STALE, "Back"),
    }
    assert spanish.exists()


@pytest.mark.parametrize(("tag", "needed"), [("ru", True), ("ko", False)])
def test_only_some_languages_need_the_words_of_staff_mode(
    root: Path, tag: str, *, needed: bool
) -> None:
    (root / "kiosk" / "ui" / "home.py").unlink()
    (root / "kiosk" / "ui" / "staff").mkdir()
    (root / "kiosk" / "ui" / "staff" / "pin.py").write_text('say.gettext("PIN")', encoding="utf-8")
    update(root, root / "translations", [known_language(tag)])
    found = [problem.message for problem in check(root, root / "translations", [tag])]
    assert found == (["PIN"] if needed else [])


def test_an_absent_catalogue_is_named(root: Path) -> None:
    folder = root / "translations"
    update(root, folder, [])
    found = check(root, folder, ["es"])
    assert found == (CatalogProblem(ProblemKind.ABSENT, po_path(folder, known_language("es"))),)
    assert str(found[0]).endswith("kiosk.po: absent")


@pytest.mark.parametrize(
    ("tag", "forms"), [("hmn", 1), ("ar", 6), ("zh-Hans", 1), ("prs", 2), ("fil", 2), ("ru", 3)]
)
def test_a_new_catalogue_has_the_plural_rule_of_its_language(
    root: Path, tag: str, forms: int
) -> None:
    update(root, root / "translations", [known_language(tag)])
    text = po_path(root / "translations", known_language(tag)).read_text(encoding="utf-8")
    assert f"nplurals={forms};" in text
    assert check(root, root / "translations", [tag])[0].kind is ProblemKind.MISSING


def test_the_configuration_for_babel_itself_says_the_same() -> None:
    config = Path(__file__).resolve().parents[2] / "translations" / "babel.cfg"
    assert "[python: kiosk/**.py]" in config.read_text(encoding="utf-8")
    assert [pattern for pattern, _ in METHOD_MAP] == ["**.py"]
    assert {"N_", "NP_", "gettext", "pgettext", "ngettext", "npgettext"} <= KEYWORDS.keys()


def test_a_translation_that_leaves_the_screen_may_not_tell(root: Path) -> None:
    folder = root / "translations"
    update(root, folder, [known_language("es")])
    path = po_path(folder, known_language("es"))
    translate_all(path)
    quiet = (Message("Start", "verb"), Message("Back"), Message("Not there"))
    assert ProblemKind.TELLS not in {one.kind for one in check(root, folder, ["es"], quiet)}
    rewrite(path, "Empezar", "Escapar de la violencia")
    rewrite(path, "Inicio", "Denunciar un abuso")
    told = [one for one in check(root, folder, ["es"], quiet) if one.kind is ProblemKind.TELLS]
    assert [(one.file, one.message) for one in told] == [(path, "Start")]
