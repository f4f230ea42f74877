"""Who is served, and in which languages: only what a cell says plainly."""

import pytest

from kiosk.domain.records import Audience
from kiosk.editor.parsers.audience import AudienceReading, read_audience
from kiosk.editor.parsers.languages import LanguageReading, read_languages

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
    "Homeless youth ages 12-24": AudienceReading((), 12, 24),
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
