"""Cover numbers: ordinary numbers anyone may want, on paper slips and behind Leave.

They come from the directory: a changed number is right here too, a removed one is gone, and another
county's directory has its own.
"""

import logging
from collections.abc import Callable
from typing import Final

from kiosk.domain.queries import Listing
from kiosk.i18n.messages import N_, Message
from kiosk.presentation.describe import describe
from kiosk.presentation.first_step import LINE_211
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.numbers import format_call

_log = logging.getLogger(__name__)

CoverNumber = tuple[str, str, Message]
"""The id of a service, its name on paper, and its subject in one ordinary word."""
TRANSIT: Final[CoverNumber] = ("sacrt-ryde-free", "SacRT", N_("Bus and light rail"))
COUNTY: Final[CoverNumber] = ("line-211", "211", N_("City and county services"))
FOOD: Final[CoverNumber] = ("sacramento-food-bank-boxes", "Sac Food Bank", N_("Food bank"))
COVER: Final = (TRANSIT, FOOD, COUNTY)
"""In the order of the cover page."""


def cover_numbers(
    context: LanguageContext, listing: Callable[[str], Listing | None]
) -> tuple[tuple[str, str], ...]:
    """Return (subject, number) for the cover page; 211 alone if none can be read.

    They are read in advance: the cover page waits for nothing and cannot fail.
    """
    try:
        found = [(kind, listing(record)) for record, _, kind in COVER]
    except Exception as error:  # noqa: BLE001 - a directory may fail in any way
        _log.error("no ordinary numbers: %s", type(error).__name__)
        return default_cover_numbers(context)
    voices = [(kind, describe(context, one).voice) for kind, one in found if one]
    return tuple(
        (
            context.catalog.translate(kind),
            format_call(context, voice)
            if voice.extension or voice.press
            else context.formats.phone(voice.number),
        )
        for kind, voice in voices
        if voice
    )


def default_cover_numbers(context: LanguageContext) -> tuple[tuple[str, str], ...]:
    """Return the cover numbers without a directory."""
    return ((context.catalog.translate(COUNTY[2]), context.formats.phone(LINE_211)),)
