"""Spoken forms of written text: times, spans, prices, short day names.

A voice reads words well and marks badly: espeak-ng 1.52 says ``$20`` as "dollar twenty", ``17:00``
in Ukrainian as "seventeen two dots zero zero", ``Mon`` as spelled.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.domain.language import Language
from kiosk.domain.text import unmarked
from kiosk.i18n.formatting import FALLBACK, Formatter

if TYPE_CHECKING:
    from kiosk.i18n.cldr import Cldr

SPAN = {
    "en": "to",
    "es": "a",
    "zh-Hans": "到",
    "zh-Hant": "到",
    "vi": "đến",
    "ru": "до",
    "uk": "до",
    "pa": "ਤੋਂ",
    "hi": "से",
    "ko": "에서",
    "ar": "إلى",
    "fa": "تا",
    "prs": "تا",
}
"""The word that replaces a dash between first and last."""
HOURS = {
    "zh-Hans": ("{h}点", "{h}点{m}分"),
    "zh-Hant": ("{h}點", "{h}點{m}分"),
    "vi": ("{h} giờ", "{h} giờ {m}"),
    "pa": ("{h} ਵਜੇ", "{h} ਵੱਜ ਕੇ {m} ਮਿੰਟ"),
    "hi": ("{h} बजे", "{h} बजकर {m} मिनट"),
    "ko": ("{h}시", "{h}시 {m}분"),
    "ar": ("{h}", "{h} و {m} دقيقة"),
    "fa": ("ساعت {h}", "ساعت {h} و {m} دقیقه"),
    "prs": ("ساعت {h}", "ساعت {h} و {m} دقیقه"),
    "ru": ("{hours}", "{hours} {minutes}"),
    "uk": ("{hours}", "{hours} {minutes}"),
}
"""A full hour, and an hour with minutes; ``{hours}`` is the number with its unit.

Other languages are read as written, without the zeros of a full hour.
"""
_FROM_TO = {
    "ru": (
        ("понедельника", "понедельник"),
        ("вторника", "вторник"),
        ("среды", "среду"),
        ("четверга", "четверг"),
        ("пятницы", "пятницу"),
        ("субботы", "субботу"),
        ("воскресенья", "воскресенье"),
    ),
    "uk": (
        ("понеділка", "понеділок"),
        ("вівторка", "вівторок"),
        ("середи", "середу"),
        ("четверга", "четвер"),
        ("пʼятниці", "пʼятницю"),
        ("суботи", "суботу"),
        ("неділі", "неділю"),
    ),
}
"""Days from Monday on, as they follow "from" and "up to"."""
DAY_SPAN = {"ru": "с {} по {}", "uk": "з {} по {}"}
"""From one day to another, in languages that inflect the days."""
SHORTENED = {
    "ru": (("г.", "года"),),
    "uk": (("р.", "року"),),
}
"""Abbreviations in dates and times, with their full words."""
AROUND = {"zh-Hans": ("", ""), "zh-Hant": ("", ""), "ko": ("", " ")}
"""Text before and after the word of a span, if not a space."""

_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/-]|\.\d)")
_TIME = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{2})(?![\d:])")
_CLOSE_SPAN = re.compile(r"(?<=[^\s–])–(?=[^\s–])|(?<=\w)~(?=\w)")
_WIDE_DASH = r"[ \u00a0][–—~][ \u00a0]"
"""``Mon–Fri``; ``9 am – 5 pm``, where digits distinguish a span from an aside.

CLDR 48 uses the long dash in Russian, and a wave in Korean hours.
"""
_FIRST, _LAST = r"\d[^\d–—~,;]{0,14}", r"[^\d–—~,;]{0,14}\d"
_FIGURE = re.compile(r"\d")
_HALF_DAYS = (dt.time(0), dt.time(12))
"""Midnight and noon, which some languages write without a digit."""
_NUMBER = r"\d+(?:[.,٬٫\u00a0]\d+)*"
_PRICE = re.compile(rf"\$\s?({_NUMBER})|({_NUMBER})\s?\$")
_CENTS = re.compile(r"[.,٫](\d{1,2})$")
"""One or two final digits after a mark; three are the last of thousands."""


class SpokenForms:
    """Turns written forms of one language into words a voice reads correctly."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._formats = Formatter(language)

    @cached_property
    def _cldr(self) -> "Cldr":
        from kiosk.i18n.cldr import Cldr

        return Cldr()

    @cached_property
    def _days(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Patterns for short day names in a list, a span or before a time, with the full names."""
        times = "|".join(map(re.escape, self._before_times))
        words = "|".join(map(re.escape, self._half_days))
        then = [r"[–~,،、:]", r"\d", "$"]
        then += [rf"(?:{times})\s*\d"] if times else []
        then += [rf"(?:{words})(?!\w)"] if words else []
        ends = rf"(?=\s*(?:{'|'.join(then)}))"
        found = []
        for number in range(7):
            short = self._formats.weekday(number, short=True)
            full = self._formats.weekday(number)
            if short != full:
                found.append((re.compile(rf"(?<![^\s–~,،、]){re.escape(short)}{ends}"), full))
        return tuple(found)

    @cached_property
    def _half_days(self) -> tuple[str, ...]:
        """Midnight and noon, in languages that use words alone."""
        written = (unmarked(self._formats.time(time)) for time in _HALF_DAYS)
        return tuple(one for one in written if not _FIGURE.search(one))

    @cached_property
    def _before_times(self) -> tuple[str, ...]:
        """Words for a part of the day that a language writes before the hour."""
        written = (unmarked(self._formats.time(dt.time(hour))) for hour in range(24))
        found = (one[: match.start()].strip() for one in written if (match := _FIGURE.search(one)))
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def _wide_spans(self) -> tuple[re.Pattern[str], ...]:
        """Patterns for two times with a dash: digits, noon or midnight on either side."""
        found = [rf"({_FIRST}){_WIDE_DASH}(?={_LAST})"]
        if self._half_days:
            word = rf"(?:{'|'.join(map(re.escape, self._half_days))})(?!\w)"
            # After such a word a time follows at once: other words before a number are an aside.
            found.append(rf"({_FIRST}){_WIDE_DASH}(?={word})")
            found.append(rf"((?<!\w){word}){_WIDE_DASH}(?=\d|{word})")
        return tuple(map(re.compile, found))

    def as_spoken(self, text: str) -> str:
        """Return a text with its times, spans, prices and days in words."""
        steps: tuple[Callable[[str], str], ...] = (
            self._prices,
            self._dates,
            self._weekdays,
            self._day_spans,
            self._spans,
            self._times,
            self._full_words,
        )
        for step in steps:
            text = step(text)
        return text

    def _prices(self, text: str) -> str:
        if "$" not in text:
            return text
        return _PRICE.sub(lambda found: self._price(found[1] or found[2]), text)

    def _price(self, number: str) -> str:
        if self.language.tag == "en":
            return f"{number} {'dollar' if number == '1' else 'dollars'}"
        locale = self._cldr.locale(self.language.cldr, FALLBACK)
        return f"{number} {self._cldr.currency_name('USD', count=_amount(number), locale=locale)}"

    def _weekdays(self, text: str) -> str:
        for short, full in self._days:
            text = short.sub(full, text)
        return text

    def _dates(self, text: str) -> str:
        return _DATE.sub(self._date, text) if "/" in text else text

    def _date(self, match: re.Match[str]) -> str:
        """Read a date aloud: in English with the name of its month, otherwise as numbers.

        Other languages write the day first, and translated text may have either order.
        """
        month, day, year = match.groups()
        if self.language.tag == "en":
            try:
                return self._formats.date(dt.date(int(year), int(month), int(day)))
            except ValueError:
                return match[0].replace("/", " ")
        return " ".join(match.groups())

    @cached_property
    def _from_to(self) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
        """A pattern for two full days with a dash, and the inflected forms."""
        cases = _FROM_TO[self.language.tag]
        forms = {self._formats.weekday(number): both for number, both in enumerate(cases)}
        day = "|".join(map(re.escape, forms))
        return re.compile(rf"(?<!\w)({day})\s?[–—]\s?({day})(?!\w)"), forms

    def _day_spans(self, text: str) -> str:
        span = DAY_SPAN.get(self.language.tag)
        if span is None:
            return text
        days, forms = self._from_to
        return days.sub(lambda found: span.format(forms[found[1]][0], forms[found[2]][1]), text)

    def _spans(self, text: str) -> str:
        word = SPAN.get(self.language.tag)
        if not word:
            return text
        before, after = AROUND.get(self.language.tag, (" ", " "))
        for pattern in self._wide_spans:
            text = pattern.sub(lambda found: f"{found[1]}{before}{word}{after}", text)
        return _CLOSE_SPAN.sub(f"{before}{word}{after}", text)

    def _times(self, text: str) -> str:
        return self._time_in_text.sub(lambda found: self._time(found[1], found[2]), text)

    @cached_property
    def _time_in_text(self) -> re.Pattern[str]:
        """A pattern for a time, with the word for the hour if the text has it."""
        whole = HOURS.get(self.language.tag, ("{h}",))[0]
        before, _, after = whole.partition("{h}") if "{h}" in whole else ("", "", "")
        first = rf"(?:(?<!\w){re.escape(before.strip())}\s+)?" if before else ""
        last = rf"(?:\s?{re.escape(after.strip())}(?!\w))?" if after else ""
        return re.compile(first + _TIME.pattern + last)

    def _time(self, hour: str, minute: str) -> str:
        whole = int(minute) == 0
        hour = hour.lstrip("0۰") or hour[-1]
        forms = HOURS.get(self.language.tag)
        if forms is None:
            return hour if whole else f"{hour}:{minute}"
        words = {"h": hour, "m": minute.lstrip("0۰") or minute}
        if "{hours}" in forms[0]:
            locale = self._cldr.locale(self.language.cldr, FALLBACK)
            words["hours"] = self._cldr.format_unit(int(hour), "duration-hour", locale=locale)
            words["minutes"] = self._cldr.format_unit(int(minute), "duration-minute", locale=locale)
        return forms[0 if whole else 1].format(**words)

    def _full_words(self, text: str) -> str:
        for short, full in SHORTENED.get(self.language.tag, ()):
            text = re.sub(rf"(?<=[\d\s\u00a0]){re.escape(short)}(?!\w)", full, text)
        return text


def _amount(number: str) -> float:
    """Return the value of a number in any language's format and digits."""
    whole, *cents = _CENTS.split(number)
    digits = "".join(filter(str.isdigit, whole))
    return float(f"{digits}.{cents[0] if cents else 0}")
