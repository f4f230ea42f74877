"""Languages are promised only by their names; whatever hedges is a question."""

import pytest

from kiosk.domain.language import WRITTEN
from kiosk.editor.parsers.languages import read_languages
from kiosk.i18n.formatting import Formatter
from kiosk.presentation import words
from tests.editor.both_paths import PATHS, Case, Read, read_both

LANGUAGES: dict[str, tuple[str, ...]] = {
    "Spanish": ("es",),
    "English, Spanish": ("en", "es"),
    "English; Spanish; Hmong": ("en", "es", "hmn"),
    "Español": ("es",),
    "ASL": ("ase",),
    "American Sign Language": ("ase",),
    "Tagalog": ("fil",),
    "Farsi": ("fa",),
    "Dari": ("prs",),
    "Russian, Ukrainian": ("ru", "uk"),
    "Vietnamese": ("vi",),
    "Punjabi": ("pa",),
    "Haitian Creole": ("ht",),
    "Amharic": ("am",),
    "Tigrinya": ("ti",),
    "Mixteco": ("mix",),
    "Mam": ("mam",),
    "Q'eqchi'": ("kek",),
    "Zapotec": ("zap",),
    "K'iche'": ("quc",),
    "Karen": ("kar",),
    "Marshallese": ("mh",),
    "Swahili": ("sw",),
    "Somali": ("so",),
    "Nepali": ("ne",),
    "Burmese": ("my",),
    "Portuguese": ("pt",),
    "Italian": ("it",),
    "Kinyarwanda": ("rw",),
    "Pashto": ("ps",),
    # Nothing that is promised.
    "on request": (),
    "accommodations possible": (),
    "Other": (),
    "Creole": (),
    "interpreter on request": (),
    "many": (),
    "": (),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all languages on both paths."""
    cases = {raw: Case({"languages": raw}) for raw in LANGUAGES}
    return read_both(tmp_path_factory.mktemp("languages"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", LANGUAGES)
def test_a_language_is_read_by_its_name(both: Read, raw: str, path: str) -> None:
    service = both.of(path, raw).service
    assert service is not None
    assert service.languages == LANGUAGES[raw]


@pytest.mark.parametrize(
    ("state", "tags"),
    [
        ("FL", ("ht", "fr")), ("Florida", ("ht", "fr")), ("MA", ("ht", "fr")), ("NY", ("ht", "fr")),
        ("New Jersey", ("ht", "fr")), ("LA", ("fr",)), ("CA", ("fr",)), ("", ("fr",)),
    ],
)  # fmt: skip
def test_creole_is_haitian_where_it_means_that(state: str, tags: tuple[str, ...]) -> None:
    assert read_languages("Creole, French", state).tags == tags


@pytest.mark.parametrize("language", [one.tag for one in WRITTEN])
@pytest.mark.parametrize(
    "tag", [*dict.fromkeys(tag for every in LANGUAGES.values() for tag in every)]
)
def test_every_language_has_a_name_on_the_page(language: str, tag: str) -> None:
    known = next(one for one in WRITTEN if one.tag == language)
    assert tag in words.LANGUAGES or Formatter(known).language_name(tag)
