"""Dates and times in White Hmong, written in RPA; CLDR has no data for it.

Days have both their own names (zwj hli, of the moon) and the English ones that Hmong texts of
Minnesota's and California's offices use. Counted names are avoided: hnub ib is Sunday to some and
Monday to others. Months are counted, which is undisputed, with the tone that follows a number in b
or j (ib hlis, but rau hli). Parts of the day: sawv ntxov until noon, tav su until five, tsaus ntuj
until midnight, ib tag hmo until three. No speaker has reviewed these yet.
"""

import datetime as dt
from typing import Final

DAYS: Final = ("zwj hli", "zwj quag", "zwj feeb", "zwj teeb", "zwj kuab", "zwj cag", "zwj hnub")
_ENGLISH: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("Ib Hlis", "Ob Hlis", "Peb Hlis", "Plaub Hlis", "Tsib Hlis", "Rau Hli"),
    *("Xya Hli", "Yim Hli", "Cuaj Hlis", "Kaum Hli", "Kaum Ib Hlis", "Kaum Ob Hlis"),
)
_UNITS: Final = {
    "mile": "mais",
    "minute": "feeb",
    "day": "hnub",
    "hour": "teev",
    "month": "lub hlis",
    "year": "xyoo",
}
_RAISES: Final = tuple("123459")
"""Last digits whose words end in b or j (ib, cuaj): the tone of a year changes after them."""
_SHORT: Final = 3
"""Letters of the English name after a short Hmong one."""
_MORNING, _NOON, _EVENING = 3, 12, 17


class HmongPatterns:
    """Hmong implementation of :class:`~kiosk.i18n.patterns.Patterns`."""

    interval = "{0} txog {1}"

    def time(self, time: dt.time) -> str:
        """Format a time of day: ``9 teev sawv ntxov``, ``5:30 teev tsaus ntuj``.

        It is long, so it may break before the part of the day.
        """
        hour = time.hour % 12 or 12
        clock = f"{hour}:{time.minute:02}" if time.minute else f"{hour}"
        if time.hour < _MORNING:
            part = "ib\u00a0tag\u00a0hmo"
        elif time.hour < _NOON:
            part = "sawv\u00a0ntxov"
        else:
            part = "tav\u00a0su" if time.hour < _EVENING else "tsaus\u00a0ntuj"
        return f"{clock}\u00a0teev {part}"

    def clock(self, time: dt.time) -> str:
        """Format a time with its minutes, short as in English: ``5:30 pm``."""
        half = "am" if time.hour < _NOON else "pm"
        return f"{time.hour % 12 or 12}:{time.minute:02}\u00a0{half}"

    def weekday(self, number: int, *, short: bool = False) -> str:
        """Return the name of a day; 0 is Monday: ``zwj hli (Monday)``."""
        english = _ENGLISH[number][:_SHORT] if short else _ENGLISH[number]
        return f"{DAYS[number]} ({english})"

    def date(self, date: dt.date) -> str:
        """Format a full date: ``hnub tim 3 lub Kaum Ib Hlis xyoo 2026``."""
        return f"hnub tim {date.day} {self.month_year(date)}"

    def month_year(self, date: dt.date) -> str:
        """Format a month: ``lub Kaum Ib Hlis xyoo 2026``."""
        return f"lub {MONTHS[date.month - 1]} xyoo {date.year}"

    def ago(self, days: int) -> str:
        """Format an age in days: ``12 hnub dhau los``, ``hnub no``."""
        return f"{days} hnub dhau los" if days else "hnub no"

    def amount(self, value: str, unit: str) -> str:
        """Format a number of a unit: ``4 xyoos``, but ``7 xyoo``."""
        changed = unit == "year" and value.endswith(_RAISES)
        return f"{value} {_UNITS[unit]}{'s' if changed else ''}"
