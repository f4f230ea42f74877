"""The one import of Babel's formats, loaded with the first format."""

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_currency, format_decimal, get_currency_name
from babel.units import format_unit


class Cldr:
    """Babel's functions under their own names."""

    format_date = staticmethod(format_date)
    format_skeleton = staticmethod(format_skeleton)
    format_time = staticmethod(format_time)
    format_timedelta = staticmethod(format_timedelta)
    format_currency = staticmethod(format_currency)
    format_decimal = staticmethod(format_decimal)
    format_unit = staticmethod(format_unit)
    currency_name = staticmethod(get_currency_name)

    @staticmethod
    def locale(name: str | None, fallback: str) -> Locale:
        """Return the locale of a CLDR name, or the fallback if CLDR has none."""
        try:
            return Locale.parse(name or fallback)
        except UnknownLocaleError:
            return Locale.parse(fallback)
