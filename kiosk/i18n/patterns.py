"""CLDR patterns for times, dates and amounts, corrected where they mislead.

Only CLDR's *format* day names are used: Babel 2.18 merges the stand-alone ones of Pashto into every
language loaded after it.
"""

import datetime as dt
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, Protocol

if TYPE_CHECKING:
    from babel import Locale

    from kiosk.i18n.cldr import Cldr

_MONDAY: Final = dt.date(2024, 1, 1)
_DAY_PARTS: Final = {
    "en": ((0, "am"), (12, "pm")),
    # CLDR's letter for pm means evening: with it, noon reads as midnight.
    "ar": ((0, "ليلًا"), (1, "صباحًا"), (12, "ظهرًا"), (13, "مساءً")),
    # CLDR has only abbreviations, which nobody says.
    "ps": (
        (0, "د شپې"),
        (4, "د سهار"),
        (12, "د غرمې"),
        (13, "د ماسپښین"),
        (16, "د مازدیګر"),
        (19, "د شپې"),
    ),
}
"""Words for the parts of the day, each with its first hour, by language."""
_NOON_WORDS: Final = {"en": {dt.time(0): "midnight", dt.time(12): "noon"}}
_TIMES: Final = {
    # CLDR's usual ones show AM and PM in Latin letters or as rare abbreviations.
    "hi": ("B h", "B h:mm"),
    "ko": ("aaaa h시", "aaaa h:mm"),
    "pa": ("B h", "B h:mm"),
    # CLDR counts to 24; people and doors here say "5 in the afternoon", and "0:00" says nothing.
    "fa": ("h B", "h:mm B"),
    "ps": ("a h", "a h:mm"),
}
"""Patterns for full hours and for hours with minutes, by language."""
_DAYS: Final = {
    # CLDR's Pashto days are coined words; its Saturday is the word for week.
    "ps": ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
}
"""Long and short day names from Monday on, by language."""
_MONTHS: Final = {
    # CLDR's names are those of Egypt and the Gulf; Iraq and the Levant have their own.
    "ar": (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
}  # fmt: skip
"""Names of months from January on that stand before CLDR's, which follows in brackets."""
_TODAY: Final = {
    # CLDR's words for zero days ago, which Babel lacks: it would say "in 0 days".
    "ar": "اليوم",
    "en": "today",
    "es": "hoy",
    "fa": "امروز",
    "fil": "ngayong araw",
    "hi": "आज",
    "ko": "오늘",
    "pa": "ਅੱਜ",
    "ps": "نن",
    "ru": "сегодня",
    "uk": "сьогодні",
    "vi": "hôm nay",
    "zh": "今天",
}
_AMOUNTS: Final = {
    # CLDR has "5 mga oras", "5 h" for Pashto, and वर्ष where our Hindi texts have साल.
    ("fil", "hour"): ("{0} oras", "{0} oras"),
    ("fil", "month"): ("{0} buwan", "{0} buwan"),
    ("hi", "year"): ("{0} साल", "{0} साल"),
    ("ps", "hour"): ("{0} ساعت", "{0} ساعته"),
    ("ps", "year"): ("{0} کال", "{0} کاله"),
}
"""Singular and plural of a unit, by language."""
_UNITS: Final = {"mile": "length-mile"}
"""CLDR's names of units that are no durations."""
_SHORT_MINUTES: Final = frozenset(("en", "es", "ru", "uk"))
"""Languages whose short form of minutes everybody reads: ``30 min``."""


class Patterns(Protocol):
    """Times, dates and amounts in one language; the digits of times and dates are ASCII."""

    @property
    def interval(self) -> str:
        """The range from ``{0}`` to ``{1}``."""

    def time(self, time: dt.time) -> str:
        """Format a time of day."""

    def clock(self, time: dt.time) -> str:
        """Format a time with its minutes, as short as possible."""

    def weekday(self, number: int, *, short: bool = False) -> str:
        """Return the name of a day; 0 is Monday."""

    def date(self, date: dt.date) -> str:
        """Format a full date."""

    def month_year(self, date: dt.date) -> str:
        """Format a month of a year."""

    def ago(self, days: int) -> str:
        """Format an age in days."""

    def amount(self, value: str, unit: str) -> str:
        """Format a number of a unit: mile, minute, hour, day, month or year."""


class CldrPatterns:
    """The patterns of one locale."""

    def __init__(self, cldr: "Cldr", locale: "Locale", numbering: str) -> None:
        self._cldr, self._locale, self._numbering = cldr, locale, numbering

    @property
    def interval(self) -> str:
        """The range from ``{0}`` to ``{1}``."""
        return str(self._locale.interval_formats.get(None) or "{0} – {1}")

    @cached_property
    def _times(self) -> tuple[str, str]:
        own = _TIMES.get(self._locale.language)
        if own is not None:
            return own
        short = self._locale.time_formats["short"].pattern
        if "h" not in short:
            return short, short
        skeletons = self._locale.datetime_skeletons
        return str(skeletons["h"].pattern), str(skeletons["hm"].pattern)

    def time(self, time: dt.time) -> str:
        """Format a time of day: ``5 pm``, ``5:30 pm``, ``17:00``."""
        words = _NOON_WORDS.get(self._locale.language, {})
        if time in words:
            return words[time]
        whole, with_minutes = self._times
        return self._format(time, with_minutes if time.minute else whole)

    def clock(self, time: dt.time) -> str:
        """Format a time with its minutes: ``9:00 am``, ``17:00``."""
        return self._format(time, self._times[1])

    def _format(self, time: dt.time, pattern: str) -> str:
        parts = _DAY_PARTS.get(self._locale.language)
        if parts is not None:
            word = [word for hour, word in parts if hour <= time.hour][-1]
            pattern = pattern.replace("a", f"'{word}'")
        text = self._cldr.format_time(time, pattern, locale=self._locale)
        # A time never breaks across lines.
        return text.replace(" ", "\u00a0")

    def weekday(self, number: int, *, short: bool = False) -> str:
        """Return the name of a day; 0 is Monday."""
        if self._locale.language in _DAYS:
            return _DAYS[self._locale.language][number]
        pattern = "EEE" if short else "EEEE"
        return self._cldr.format_date(_MONDAY + dt.timedelta(number), pattern, locale=self._locale)

    def date(self, date: dt.date) -> str:
        """Format a full date: ``November 3, 2026``."""
        text = self._cldr.format_date(date, "long", locale=self._locale)
        return self._with_both_months(text, date)

    def month_year(self, date: dt.date) -> str:
        """Format a month: ``November 2026``."""
        text = self._cldr.format_skeleton("yMMMM", date, locale=self._locale)
        return self._with_both_months(text, date)

    def _with_both_months(self, text: str, date: dt.date) -> str:
        """Put a second name of the month first, where a language has two."""
        own = _MONTHS.get(self._locale.language)
        if own is None:
            return text
        name = self._locale.months["format"]["wide"][date.month]
        return text.replace(name, f"{own[date.month - 1]} ({name})")

    def ago(self, days: int) -> str:
        """Format an age, always in days: ``12 days ago``, ``today``."""
        if days == 0 and self._locale.language in _TODAY:
            return _TODAY[self._locale.language]
        text = self._cldr.format_timedelta(
            -dt.timedelta(days=days),
            granularity="day",
            threshold=10_000,
            add_direction=True,
            locale=self._locale,
        )
        return self._spaced(text)

    def _spaced(self, text: str) -> str:
        """Remove the spaces next to a number in Chinese, as in our texts."""
        return text.replace(" ", "") if self._locale.language == "zh" else text

    def amount(self, value: str, unit: str) -> str:
        """Format a number of a unit; CLDR's short form if there is no long one (its name leaks)."""
        own = _AMOUNTS.get((self._locale.language, unit))
        if own is not None:
            return own[value != "1"].format(value)
        number, name = Decimal(value), _UNITS.get(unit, f"duration-{unit}")
        lengths: tuple[Literal["long", "short"], ...] = ("long", "short")
        if unit == "minute" and self._locale.language in _SHORT_MINUTES:
            lengths = ("short",)
        for length in lengths:
            text = self._cldr.format_unit(
                number, name, length=length, locale=self._locale, numbering_system=self._numbering
            )
            if name not in text:
                return self._spaced(text)
        return value
