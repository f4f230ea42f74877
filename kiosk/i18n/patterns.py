"""Times, dates and durations of a language in the patterns of CLDR, mended where they mislead.

Only CLDR's *format* day names are used: Babel 2.18 merges the stand-alone ones of Pashto into every
language loaded after it.
"""

import datetime as dt
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from babel import Locale

    from kiosk.i18n.cldr import Cldr

_MONDAY: Final = dt.date(2024, 1, 1)
_HALF_DAY_WORDS: Final = {
    "en": ("am", "am", "pm", "pm"),
    # CLDR's letter for pm stands for evening: with it noon reads as midnight.
    "ar": ("ليلًا", "صباحًا", "ظهرًا", "مساءً"),
}
"""The hour after midnight, the morning, the hour after noon, what follows; by language."""
_NOON_WORDS: Final = {
    "en": {dt.time(0): "midnight", dt.time(12): "noon"},
    # "0:00" says nothing to most people; noon is clear where a day has 24 hours.
    "fa": {dt.time(0): "نیمه‌شب"},
    "ps": {dt.time(0): "نیمه\u00a0شپه"},
}
_TIMES: Final = {
    # CLDR's usual ones say AM and PM in Latin letters, or by abbreviations that few know.
    "hi": ("B h", "B h:mm"),
    "ko": ("aaaa h시", "aaaa h:mm"),
    "pa": ("B h", "B h:mm"),
}
"""Patterns for full hours and for hours with minutes, by language."""
_DAYS: Final = {
    # CLDR's Pashto days are coined words, its Saturday is the word for week.
    "ps": ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
}
"""Names of the days from Monday on, long and short, by language."""
_TODAY: Final = {
    # CLDR's words for no day ago, which Babel has not; with it the day of today is "in 0 days".
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
_DURATIONS: Final = {
    # CLDR has "5 mga oras", "5 h" for Pashto, and वर्ष where our Hindi texts have साल.
    ("fil", "hour"): ("{0} oras", "{0} oras"),
    ("fil", "month"): ("{0} buwan", "{0} buwan"),
    ("hi", "year"): ("{0} साल", "{0} साल"),
    ("ps", "hour"): ("{0} ساعت", "{0} ساعته"),
    ("ps", "year"): ("{0} کال", "{0} کاله"),
}
"""One and more of a unit, by language."""


class Patterns(Protocol):
    """How a language writes times, dates and durations; digits are ASCII."""

    @property
    def interval(self) -> str:
        """From ``{0}`` to ``{1}``."""

    def time(self, time: dt.time) -> str:
        """A time of day."""

    def clock(self, time: dt.time) -> str:
        """A time with its minutes, as short as it goes."""

    def weekday(self, number: int, *, short: bool = False) -> str:
        """The name of a day, 0 being Monday."""

    def date(self, date: dt.date) -> str:
        """A day in full."""

    def month_year(self, date: dt.date) -> str:
        """A month of a year."""

    def ago(self, days: int) -> str:
        """How long since, in days."""

    def duration(self, value: str, unit: str) -> str:
        """A number of a unit: ``day``, ``hour``, ``month`` or ``year``."""


class CldrPatterns:
    """The patterns of one locale."""

    def __init__(self, cldr: "Cldr", locale: "Locale") -> None:
        self._cldr, self._locale = cldr, locale

    @property
    def interval(self) -> str:
        """From ``{0}`` to ``{1}``."""
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
        """A time of day: ``5 pm``, ``5:30 pm``, ``17:00``."""
        words = _NOON_WORDS.get(self._locale.language, {})
        if time in words:
            return words[time]
        whole, with_minutes = self._times
        return self._told(time, with_minutes if time.minute else whole)

    def clock(self, time: dt.time) -> str:
        """A time with its minutes: ``9:00 am``, ``17:00``."""
        return self._told(time, self._times[1])

    def _told(self, time: dt.time, pattern: str) -> str:
        words = _HALF_DAY_WORDS.get(self._locale.language)
        if words is not None:
            half, hour = divmod(time.hour, 12)
            pattern = pattern.replace("a", f"'{words[2 * half + (hour > 0)]}'")
        text = self._cldr.format_time(time, pattern, locale=self._locale)
        # It never breaks across lines.
        return text.replace(" ", "\u00a0")

    def weekday(self, number: int, *, short: bool = False) -> str:
        """The name of a day, 0 being Monday."""
        if self._locale.language in _DAYS:
            return _DAYS[self._locale.language][number]
        pattern = "EEE" if short else "EEEE"
        return self._cldr.format_date(_MONDAY + dt.timedelta(number), pattern, locale=self._locale)

    def date(self, date: dt.date) -> str:
        """A day in full: ``November 3, 2026``."""
        return self._cldr.format_date(date, "long", locale=self._locale)

    def month_year(self, date: dt.date) -> str:
        """A month: ``November 2026``."""
        return self._cldr.format_skeleton("yMMMM", date, locale=self._locale)

    def ago(self, days: int) -> str:
        """How long since: ``12 days ago``, ``today``; always in days."""
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
        """A count as our texts have it: in Chinese no space beside the number."""
        return text.replace(" ", "") if self._locale.language == "zh" else text

    def duration(self, value: str, unit: str) -> str:
        """In words; CLDR's short form where a language has no long one (the name leaks then)."""
        own = _DURATIONS.get((self._locale.language, unit))
        if own is not None:
            return own[value != "1"].format(value)
        number, name = Decimal(value), f"duration-{unit}"
        for length in ("long", "short"):
            text = self._cldr.format_unit(
                number, name, length=length, locale=self._locale, numbering_system="latn"
            )
            if name not in text:
                return self._spaced(text)
        return value
