"""Who is served, and in which languages: only what a cell says plainly."""

import pytest

from kiosk.domain.language import WRITTEN
from kiosk.domain.records import Audience
from kiosk.editor.parsers.audience import AudienceReading, read_audience
from kiosk.editor.parsers.languages import LanguageReading, read_languages
from kiosk.i18n.formatting import Formatter
from kiosk.presentation import field_words
from tests.editor.both_paths import PATHS, Case, Read, read_both

A = Audience
AUDIENCE = {
    "Anyone": AudienceReading((A.ANYONE,)),
    "Open to all": AudienceReading((A.ANYONE,)),
    "General public.": AudienceReading((A.ANYONE,)),
    "No restrictions": AudienceReading((A.ANYONE,)),
    "No eligibility requirements": AudienceReading((A.ANYONE,)),
    "Anyone in need": AudienceReading((A.ANYONE,)),
    "Women": AudienceReading((A.WOMEN,)),
    "Women and children": AudienceReading((A.WOMEN, A.CHILDREN)),
    "Serves women": AudienceReading((A.WOMEN,)),
    "Women, 18 and over": AudienceReading((A.WOMEN,), 18),
    "Low-income families": AudienceReading((A.FAMILIES, A.LOW_INCOME)),
    "Survivors of domestic violence, sexual assault and human trafficking": AudienceReading(
        (A.SURVIVORS,)
    ),
    "Victims of crime": AudienceReading((A.CRIME_VICTIMS,)),
    "Homeless youth ages 12-24": AudienceReading((A.YOUNG, A.NO_HOME), 12, 24),
    "Homeless youth": AudienceReading((A.YOUNG, A.NO_HOME)),
    "Refugees; immigrants": AudienceReading((A.IMMIGRANTS, A.REFUGEES)),
    "Seniors": AudienceReading((A.OLDER,)),
    "People with disabilities": AudienceReading((A.DISABLED,)),
    "Migrant farmworkers": AudienceReading((A.FARM_WORKERS,)),
    "18+": AudienceReading((), 18),
    "18 years of age or older": AudienceReading((), 18),
    "Must be 18 or older": AudienceReading((), 18),
    "At least 21 years old": AudienceReading((), 21),
    "Ages 12-24": AudienceReading((), 12, 24),
    "Ages 12 to 24": AudienceReading((), 12, 24),
    "between the ages of 16 and 24": AudienceReading((), 16, 24),
    "12-17 years": AudienceReading((), 12, 17),
    "Under 18": AudienceReading((), None, 17),
    "Under the age of 18": AudienceReading((), None, 17),
    "Up to age 24": AudienceReading((), None, 24),
    "21 and under": AudienceReading((), None, 21),
    "No one under 18": AudienceReading(),
    "Not for men": AudienceReading(),
    "Preference for women": AudienceReading(),
    "Women except those with children": AudienceReading(),
    "Age 55 or over for lunch, age 60 or over for dinner": AudienceReading(),
    "0-18 months": AudienceReading(),
    "Ages 24-12": AudienceReading(),
    "Veterans": AudienceReading(),
    "Staff speak with women in crisis": AudienceReading(),
    "125% of the poverty level": AudienceReading(),
    "": AudienceReading(),
}


@pytest.mark.parametrize("raw", AUDIENCE)
def test_audience(raw: str) -> None:
    assert read_audience(raw) == AUDIENCE[raw]


def tags(*names: str) -> LanguageReading:
    return LanguageReading(names)


def unread(*words: str) -> LanguageReading:
    return LanguageReading((), words)


LANGUAGES = {
    "English": tags("en"),
    "Zzub', English": LanguageReading(("en",), ("Zzub'",)),
    "english, SPANISH": tags("en", "es"),
    "English; Spanish": tags("en", "es"),
    "English and Spanish": tags("en", "es"),
    "English/Spanish": tags("en", "es"),
    "English & Hmong": tags("en", "hmn"),
    "English\nSpanish": tags("en", "es"),
    "English Spanish Vietnamese": tags("en", "es", "vi"),
    "SpanishChinese (Cantonese)": tags("es", "yue"),
    "EnglishSpanish": tags("en", "es"),
    "Chinese": tags("zh"),
    "Mandarin": tags("cmn"),
    "Chinese (Mandarin), Tagalog": tags("cmn", "fil"),
    "Chinese (Cantonese and Mandarin)": tags("yue", "cmn"),
    "Traditional Chinese": tags("zh-Hant"),
    "Farsi, Dari, Pashto": tags("fa", "prs", "ps"),
    "Persian (Farsi)": tags("fa"),
    "Filipino (Tagalog)": tags("fil"),
    "American Sign Language (ASL)": tags("ase"),
    "ASL": tags("ase"),
    "Haitian Creole": tags("ht"),
    "Español": tags("es"),
    "简体中文": tags("zh-Hans"),
    "Русский, Українська": tags("ru", "uk"),
    "en": tags("en"),
    "es, vi": tags("es", "vi"),
    "spa;vie": tags("es", "vi"),
    "zh-Hant": tags("zh-Hant"),
    '["English","Spanish"]': tags("en", "es"),
    "Spanish, Spanish": tags("es"),
    "American Sign Language": tags("ase"),
    "Punjabi": tags("pa"),
    "Amharic": tags("am"),
    "Tigrinya": tags("ti"),
    "Mixteco": tags("mix"),
    "Mam": tags("mam"),
    "Q'eqchi'": tags("kek"),
    "Zapotec": tags("zap"),
    "K'iche'": tags("quc"),
    "Karen": tags("kar"),
    "Marshallese": tags("mh"),
    "Swahili": tags("sw"),
    "Somali": tags("so"),
    "Nepali": tags("ne"),
    "Burmese": tags("my"),
    "Portuguese": tags("pt"),
    "Italian": tags("it"),
    "Kinyarwanda": tags("rw"),
    "Pashto": tags("ps"),
    "on request": unread("on request"),
    "interpreter on request": unread("interpreter on request"),
    "Other": unread("Other"),
    "Creole": unread("Creole"),
    "many": unread("many"),
    "Spanish (limited)": unread("Spanish (limited)"),
    "Spanish (upon request)": unread("Spanish (upon request)"),
    "other languages available upon request": unread("other languages available upon request"),
    "Accommodations possible.": unread("Accommodations possible"),
    "Spanish-speaking staff": unread("Spanish-speaking staff"),
    "136,139": unread("136", "139"),
    "or": unread("or"),
    "is": unread("is"),
    "Klingon": unread("Klingon"),
    "English, others": LanguageReading(("en",), ("others",)),
    "": LanguageReading(),
    "N/A": LanguageReading(),
    "Interpreters for over 200 languages": LanguageReading(interpreter=True),
    "Interpretation in all languages": LanguageReading(interpreter=True),
    "Any language by interpreter": LanguageReading(interpreter=True),
}


@pytest.mark.parametrize("raw", LANGUAGES)
def test_languages(raw: str) -> None:
    assert read_languages(raw) == LANGUAGES[raw]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all languages on both paths."""
    cases = {raw: Case({"languages": raw}) for raw in LANGUAGES}
    return read_both(tmp_path_factory.mktemp("languages"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", [raw for raw in LANGUAGES if raw not in ("or", "is")])
def test_a_language_is_read_by_its_name(both: Read, raw: str, path: str) -> None:
    assert both.service(path, raw).languages == LANGUAGES[raw].tags


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
    "tag", [*dict.fromkeys(tag for every in LANGUAGES.values() for tag in every.tags)]
)
def test_every_language_has_a_name_on_the_page(language: str, tag: str) -> None:
    known = next(one for one in WRITTEN if one.tag == language)
    assert tag in field_words.LANGUAGES or Formatter(known).language_name(tag)
