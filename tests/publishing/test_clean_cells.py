"""Small cells: dates, status, web addresses, costs, audience, languages."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Audience, Cost, Status
from kiosk.domain.value_rules import url_rule
from kiosk.publishing.clean.audience import AudienceReading, read_age, read_audience
from kiosk.publishing.clean.costs import read_cost
from kiosk.publishing.clean.dates import read_date
from kiosk.publishing.clean.languages import LanguageReading, read_languages
from kiosk.publishing.clean.status import read_status
from kiosk.publishing.clean.urls import UrlProblem, UrlReading, read_url

DAY = dt.date(2025, 3, 4)
DATES = {
    "2025-03-04": DAY,
    "2025-3-4": DAY,
    "2025/03/04": DAY,
    "2025.03.04": DAY,
    "20250304": DAY,
    "2025-03-04T09:00:00Z": DAY,
    "2025-03-04 00:00:00": DAY,
    "3/4/2025": DAY,
    "03/04/2025": DAY,
    "03-04-2025": DAY,
    "3/4/25": DAY,
    "3/4/2025 12:00:00 AM": DAY,
    "March 4, 2025": DAY,
    "Mar 4 2025": DAY,
    "Mar. 4th, 2025": DAY,
    "Tuesday, March 4, 2025": DAY,
    "4 March 2025": DAY,
    "4th Mar 2025": DAY,
    "24/12/2025": dt.date(2025, 12, 24),
    "Sept 5, 2025": dt.date(2025, 9, 5),
    "": None,
    "n/a": None,
    "January 01, 0001": None,
    "0001-01-01": None,
    "1900-01-01": None,
    "9999-12-31": None,
    "45720": None,
    "1741046400": None,
    "2025-02-30": None,
    "13/13/2025": None,
    "2025": None,
    "March 2025": None,
    "soon": None,
    "Janember 3, 2025": None,
    "٢٠٢٥-٠٣-٠٤": None,
}


@pytest.mark.parametrize("raw", DATES)
def test_date(raw: str) -> None:
    assert read_date(raw) == DATES[raw]


STATUS = {
    "active": Status.ACTIVE,
    "Active ": Status.ACTIVE,
    "OPEN": Status.ACTIVE,
    "inactive": Status.INACTIVE,
    "not active": Status.INACTIVE,
    "defunct": Status.DEFUNCT,
    "Permanently Closed": Status.DEFUNCT,
    "temporarily closed": Status.TEMPORARILY_CLOSED,
    "Temporarily-Closed": Status.TEMPORARILY_CLOSED,
    "": None,
    "Verified": None,
    "Vetted": None,
    "1": None,
    "true": None,
}


@pytest.mark.parametrize("raw", STATUS)
def test_status(raw: str) -> None:
    assert read_status(raw) is STATUS[raw]


U = UrlProblem
X = "https://x.org"
URLS: dict[str, tuple[str | None, tuple[UrlProblem, ...]]] = {
    "https://x.org": (X, ()),
    "https://x.org/": (X, ()),
    " https://x.org/a ": ("https://x.org/a", ()),
    "HTTPS://X.ORG/Foo": ("https://x.org/Foo", ()),
    "https://x.org:443/a": ("https://x.org/a", ()),
    "http://x.org": (X, (U.MADE_HTTPS,)),
    "http://x.org:80/": (X, (U.MADE_HTTPS,)),
    "http:/x.org": (X, (U.MADE_HTTPS,)),
    "http://https://x.org": (X, (U.MADE_HTTPS,)),
    "https://https://x.org": (X, ()),
    "www.x.org": ("https://www.x.org", (U.SCHEME_ADDED,)),
    "x.org": (X, (U.SCHEME_ADDED,)),
    "x.org/help": ("https://x.org/help", (U.SCHEME_ADDED,)),
    "//x.org/a": ("https://x.org/a", (U.SCHEME_ADDED,)),
    "saccounty.gov": ("https://saccounty.gov", (U.SCHEME_ADDED,)),
    "x.org.": (X, (U.SCHEME_ADDED,)),
    "(www.x.org)": ("https://www.x.org", (U.SCHEME_ADDED,)),
    '"https://x.org"': (X, ()),
    "https://x.org, https://y.com": (X, (U.SEVERAL,)),
    "https://x.org https://x.org": (X, ()),
    "x.org; y.com": (X, (U.SCHEME_ADDED, U.SEVERAL)),
    "https://x.org or info@x.org": (X, ()),
    "Website: https://x.org/a (English)": ("https://x.org/a", ()),
    '<a href="https://x.org/q">our site</a>': ("https://x.org/q", ()),
    "https://x.org/#contact": (X, ()),
    "https://x.org/a#b": ("https://x.org/a", ()),
    "https://x.org/a?id=2": ("https://x.org/a?id=2", ()),
    "https://x.org/a?utm_source=b&utm_medium=c": ("https://x.org/a", ()),
    "https://x.org/a?id=2&fbclid=z": ("https://x.org/a?id=2", ()),
    "https://x.org/a?b=1&c=2": (X, (U.CUT,)),
    "https://x.org/a%20b": (X, (U.CUT,)),
    "https://x.org/a b": (X, (U.CUT,)),
    "https://x.org/../a": (X, (U.CUT,)),
    "https://x.org/" + "a" * 600: (X, (U.CUT,)),
    "": (None, ()),
    "n/a": (None, ()),
    "none": (None, ()),
    "See notes.": (None, ()),
    "no website": (None, (U.NOT_AN_ADDRESS,)),
    "info@x.org": (None, (U.MAIL,)),
    "mailto:info@x.org": (None, (U.MAIL,)),
    "St.Johns": (None, (U.NOT_AN_ADDRESS,)),
    "e.g.": (None, (U.NOT_AN_ADDRESS,)),
    "bit.ly/abc": (None, (U.SHORTENER,)),
    "https://tinyurl.com/abc": (None, (U.SHORTENER,)),
    "javascript:alert(1)": (None, (U.NOT_AN_ADDRESS,)),
    "javascript://x.org/%0aalert(1)": (None, (U.NOT_AN_ADDRESS,)),
    "data:text/html,x.org": (None, (U.NOT_AN_ADDRESS,)),
    "ftp://x.org": (None, (U.NOT_AN_ADDRESS,)),
    "file:///etc/passwd": (None, (U.NOT_AN_ADDRESS,)),
    "https://user:pw@x.org": (None, (U.NOT_AN_ADDRESS,)),
    "https://127.0.0.1/": (None, (U.NOT_AN_ADDRESS,)),
    "https://xn--80ak6aa92e.com": (None, (U.NOT_AN_ADDRESS,)),
    "https://\u0430pple.com": (None, (U.NOT_AN_ADDRESS,)),
    "https://x.org:8080/": (None, (U.NOT_AN_ADDRESS,)),
    "https://localhost/": (None, (U.NOT_AN_ADDRESS,)),
    "https://": (None, (U.NOT_AN_ADDRESS,)),
    "WIFI:S:x.org;;": (None, (U.NOT_AN_ADDRESS,)),
    "\u202ehttps://x.org": (X, ()),
}  # fmt: skip


@pytest.mark.parametrize("raw", URLS)
def test_url(raw: str) -> None:
    assert read_url(raw) == UrlReading(*URLS[raw])


PIECES = st.sampled_from(
    [
        *(
            "https://",
            "http:",
            "//",
            "x.org",
            "www.",
            "@",
            "/",
            "a",
            "?",
            "=",
            "&",
            "%20",
            "#",
            " ",
        ),
        *(",", ".", ":", "\\", "bit.ly", "xn--", "127.0.0.1", "com"),
    ]
)


@given(st.text(max_size=60) | st.lists(PIECES, max_size=9).map("".join))
def test_what_is_read_as_an_address_passes_the_rule(raw: str) -> None:
    url = read_url(raw).url
    if url is not None:
        assert url_rule(url) is None
        assert url.removeprefix("https://").split("/")[0].split("?")[0] in raw.lower()


C = Cost
COSTS = {
    "Free": (C.FREE,),
    "free.": (C.FREE,),
    "Free of charge": (C.FREE,),
    "No cost": (C.FREE,),
    "No charge.": (C.FREE,),
    "No fee": (C.FREE,),
    "None": (C.FREE,),
    "None.": (C.FREE,),
    "$0": (C.FREE,),
    "0.00": (C.FREE,),
    "Services are free": (C.FREE,),
    "All services are free of charge": (C.FREE,),
    "Services are provided at no cost to clients": (C.FREE,),
    "No charge; donations accepted": (C.FREE,),
    "Sliding scale": (C.SLIDING,),
    "Sliding fee scale based on income": (C.SLIDING,),
    "Free or sliding scale": (C.SLIDING,),
    "Medi-Cal": (C.MEDI_CAL,),
    "Accepts MediCal, sliding scale": (C.SLIDING, C.MEDI_CAL),
    "$25": (C.FEE,),
    "$2.50 per ride": (C.FEE,),
    "25 dollars": (C.FEE,),
    "Fees vary": (C.FEE,),
    "Copay": (C.FEE,),
    "Free for seniors": (C.MAYBE_FREE,),
    "Free for seniors, $5 for others": (C.FEE, C.MAYBE_FREE),
    "Services may be free": (C.MAYBE_FREE,),
    "Free or low cost": (C.MAYBE_FREE,),
    "Fee waiver": (C.MAYBE_FREE,),
    "Toll-free": (),
    "drug-free housing": (),
    "Free parking": (),
    "$2.50 suggested donation": (),
    "Donations requested": (),
    "Varies.": (),
    "Call for fees": (),
    "Does not accept Medi-Cal": (),
    "Insurance": (),
    "": (),
}


@pytest.mark.parametrize("raw", COSTS)
def test_cost(raw: str) -> None:
    assert read_cost(raw) == COSTS[raw]


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


AGES = {
    "18": 18,
    "18.0": 18,
    "18 years": 18,
    "18 yrs old": 18,
    "18+": 18,
    "Age 18": 18,
    "0": 0,
    "99": None,
    "120": None,
    "999": None,
    "": None,
    "none": None,
    "eighteen": None,
    "18-24": None,
    "18 months": None,
    "-5": None,
}


@pytest.mark.parametrize("raw", AGES)
def test_age(raw: str) -> None:
    assert read_age(raw) == AGES[raw]


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


@given(st.text(max_size=80))
def test_no_cell_breaks_a_reader(raw: str) -> None:
    read_date(raw)
    read_status(raw)
    read_cost(raw)
    read_age(raw)
    reading = read_audience(raw)
    assert reading.minimum_age is None or 0 <= reading.minimum_age <= 120
    assert all(tag.isascii() for tag in read_languages(raw).tags)
