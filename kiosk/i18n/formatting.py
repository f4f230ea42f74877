"""Formats times, dates, numbers and names by the rules of a language.

Patterns come from CLDR through Babel; Hmong, which CLDR lacks, has its own. Digits are those of
the language in prose, but 0-9 in phone numbers and addresses.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from kiosk.domain.contact import format_phone
from kiosk.domain.language import Direction, Language
from kiosk.domain.place import address_line, street_line
from kiosk.domain.records import Figure, Location
from kiosk.domain.schedule import Hours
from kiosk.domain.text import PDI, isolate
from kiosk.i18n.digits import in_digits_of, numbering
from kiosk.i18n.hmong import HmongPatterns
from kiosk.i18n.patterns import CldrPatterns, Patterns

if TYPE_CHECKING:
    from babel import Locale

    from kiosk.i18n.cldr import Cldr

FALLBACK = "en_US"
"""Locale for numbers and amounts of a language without locale data."""
RUN = 3
"""Consecutive days from which a range names only the first and last."""

RLI = "\u2067"
"""Right-to-left isolate (UAX 9): Arabic times contain letters and read from the right."""

_COMMAS = {"Arab": "، ", "Hans": "、", "Hant": "、"}
_WIDE_ENDS = ("。", "！", "？", "：", "；", "，")
"""Marks with built-in space (the width of a Han letter)."""
_QUOTES = {"Hant": ("「", "」")}
_DOLLARS = {
    # Readers confuse the marks of these digits: ۱۶٫۹۰ with ۱٬۶۹۰.
    "fa": ("{} دلار", "{} دلار و {} سنت", "{} هزار"),
    "prs": ("{} دالر", "{} دالر و {} سنت", "{} هزار"),
    "ps": ("{} ډالر", "{} ډالر او {} سنټه", "{} زره"),
}
"""Dollars in words: whole ones, those with cents, and thousands of them."""
_DURATIONS = {"days": "day", "hours": "hour", "months": "month", "years": "year"}


def _plain(text: str) -> str:
    """Replace CLDR's thin and narrow spaces, which some font subsets lack."""
    return text.replace("\u2009", " ").replace("\u202f", "\u00a0")


_NO_CLDR_NAME = {
    "kar": "Karen",
    "kek": "Q\u2019eqchi\u2019",
    "mam": "Mam",
    "mix": "Mixteco",
    "quc": "K\u2019iche\u2019",
    "zap": "Zapoteco",
}
"""Languages without a name in all of our locales of CLDR, as their speakers in the United States
write them."""


class Formatter:
    """Formats everything that varies by language, for one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    @cached_property
    def _cldr(self) -> "Cldr":
        from kiosk.i18n.cldr import Cldr

        return Cldr()

    @cached_property
    def _locale(self) -> "Locale":
        return self._cldr.locale(self.language.cldr, FALLBACK)

    @cached_property
    def _patterns(self) -> Patterns:
        if self.language.cldr is None:
            return HmongPatterns()
        return CldrPatterns(self._cldr, self._locale, numbering(self.language))

    def _prose(self, text: str) -> str:
        return in_digits_of(self.language, _plain(text))

    def _bare_time(self, time: dt.time) -> str:
        return self._prose(self._patterns.time(time.replace(tzinfo=None)))

    def _isolated(self, text: str) -> str:
        """Isolate ``text`` in the direction of the language."""
        if self.language.direction is Direction.RTL:
            return f"{RLI}{text}{PDI}"
        return isolate(text)

    def time(self, time: dt.time | dt.datetime) -> str:
        """Format a time of day: ``5 pm``, ``5:30 pm``, ``17:00``."""
        return self._isolated(self._bare_time(time if isinstance(time, dt.time) else time.time()))

    def clock(self, time: dt.time | dt.datetime) -> str:
        """Format a time like a clock, short and always with minutes: ``9:00 am``."""
        bare = (time if isinstance(time, dt.time) else time.time()).replace(tzinfo=None)
        return self._isolated(self._prose(self._patterns.clock(bare)))

    def hours(self, hours: Hours) -> str:
        """Format opening to closing time: ``9 am – 5 pm``."""
        first, last = (self._bare_time(time) for time in hours)
        return self._isolated(_plain(self._patterns.interval).format(first, last))

    def language_name(self, tag: str) -> str:
        """Return the name that CLDR, else the small table of this module, has for a language."""
        named = self._locale.languages.get(tag) or _NO_CLDR_NAME.get(tag, "")
        return str(named)

    def weekday(self, number: int, *, short: bool = False) -> str:
        """Return the name of a day; 0 is Monday."""
        return self._patterns.weekday(number, short=short)

    def days(self, numbers: Sequence[int]) -> str:
        """Join short day names, with ranges of three or more: ``Mon–Wed, Fri``."""
        ordered = sorted(set(numbers))
        parts: list[str] = []
        for _, run in groupby(enumerate(ordered), lambda pair: pair[1] - pair[0]):
            names = [self.weekday(number, short=True) for _, number in run]
            parts += [f"{names[0]}–{names[-1]}"] if len(names) >= RUN else names
        return self.enumerated(parts)

    def date(self, date: dt.date) -> str:
        """Format a full date: ``November 3, 2026``."""
        return self._prose(self._patterns.date(date))

    def month_year(self, date: dt.date) -> str:
        """Format a month: ``November 2026``."""
        return self._prose(self._patterns.month_year(date))

    def ago(self, days: int) -> str:
        """Format an age, always in days: ``12 days ago``, ``today``."""
        return self._prose(self._patterns.ago(days))

    def miles(self, value: float) -> str:
        """Format a distance: ``1 mile``, ``2.5 miles``."""
        return self._prose(self._patterns.amount(f"{value:g}", "mile"))

    def minutes(self, value: int) -> str:
        """Format minutes, short where that is usual: ``30 min``."""
        return self._prose(self._patterns.amount(str(value), "minute"))

    def enumerated(self, items: Sequence[str]) -> str:
        """Join items with commas: ``A, B, C``."""
        return _COMMAS.get(self.language.script, ", ").join(items)

    def together(self, *sentences: str) -> str:
        """Join sentences; no space follows a Chinese full stop."""
        joined = ""
        for sentence in filter(None, sentences):
            joined += sentence if not joined or joined.endswith(_WIDE_ENDS) else f" {sentence}"
        return joined

    def quoted(self, words: str) -> str:
        """Quote English words to say aloud, kept left to right."""
        first, last = _QUOTES.get(self.language.script, ("“", "”"))
        return isolate(f"{first}{words}{last}")

    def number(self, value: Decimal | float) -> str:
        """Format a plain number: ``10,000``."""
        text = self._cldr.format_decimal(
            value, locale=self._locale, numbering_system=numbering(self.language)
        )
        return self._prose(text)

    def usd(self, value: Decimal, *, cents: bool | None = None) -> str:
        """Format dollars with the local sign; by default with cents only if there are any."""
        with_cents = bool(value % 1) if cents is None else cents
        if self.language.tag in _DOLLARS:
            return self._dollars_in_words(value, with_cents=with_cents)
        pattern = str(self._locale.currency_formats["standard"].pattern).replace("¤", "$")
        text = self._cldr.format_currency(
            value if with_cents else value.to_integral_value(),
            "USD",
            format=pattern if with_cents else pattern.replace(".00", ""),
            locale=self._locale,
            currency_digits=with_cents,
            numbering_system=numbering(self.language),
        )
        return self._prose(text)

    def _dollars_in_words(self, value: Decimal, *, with_cents: bool) -> str:
        whole_dollars, and_cents, thousands = _DOLLARS[self.language.tag]
        whole, cents = divmod(int(value.scaleb(2)), 100)
        count = self.number(whole)
        if whole >= 1000 and whole % 1000 == 0:  # noqa: PLR2004 - a thousand
            count = thousands.format(self.number(whole // 1000))
        if not with_cents or not cents:
            return whole_dollars.format(count)
        return and_cents.format(count, self.number(cents))

    def phone(self, number: str) -> str:
        """Format a phone number for reading and dialling, kept left to right."""
        return isolate(format_phone(number))

    def address(self, location: Location) -> str:
        """Format a public address on one line, kept left to right."""
        return isolate(address_line(location))

    def street(self, location: Location) -> str:
        """Format street and city of a public address, kept left to right."""
        return isolate(street_line(location))

    def speak_figure(self, figure: Figure) -> str:
        """Format the value of a figure by its unit; an unexpected value stays as written."""
        try:
            return self._figure_in_words(figure.value, figure.unit)
        except (InvalidOperation, ValueError):
            return figure.value

    def _figure_in_words(self, value: str, unit: str) -> str:
        if unit in _DURATIONS:
            count = format(Decimal(value).normalize(), "f")
            return self._prose(self._patterns.amount(count, _DURATIONS[unit]))
        speakers: dict[str, Callable[[], str]] = {
            "usd": lambda: self.usd(Decimal(value)),
            "usd_per_hour": lambda: self.usd(Decimal(value), cents=True),
            "number": lambda: self.number(Decimal(value)),
            "phone": lambda: self.phone(value),
            "date": lambda: self.date(dt.date.fromisoformat(value)),
        }
        return speakers[unit]() if unit in speakers else value
