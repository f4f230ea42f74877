"""Ordinary numbers that anyone may want: beside what a visitor takes on paper, and behind Leave.

They are those of the directory, so a number that changes is right here too, one that is switched
off is gone, and a directory of another county has none of this one's.
"""

import logging
from typing import Final

from kiosk.i18n.messages import N_, Message
from kiosk.services.describing.describe import describe
from kiosk.services.describing.directory import Directory
from kiosk.services.describing.numbers import called
from kiosk.services.describing.speaker import Speaker

_log = logging.getLogger(__name__)

Usual = tuple[str, str, Message]
"""The record of a service, its name on paper, what it is about in one ordinary word."""
TRANSIT: Final[Usual] = ("sacrt-ryde-free", "SacRT", N_("Bus and light rail"))
COUNTY: Final[Usual] = ("line-211", "211", N_("City and county services"))
FOOD: Final[Usual] = ("sacramento-food-bank-boxes", "Sac Food Bank", N_("Food bank"))
COVER: Final = (TRANSIT, FOOD, COUNTY)
"""In the order of the page behind Leave."""


def cover_numbers(by: Speaker, directory: Directory | None) -> tuple[tuple[str, str], ...]:
    """What each is and its number, for the page behind Leave; 211 alone without a directory.

    They are read before anyone leaves: that page waits for nothing and cannot fail.
    """
    alone = ((by.say.say(COUNTY[2]), by.formats.phone(COUNTY[1])),)
    if directory is None:
        return alone
    ids = [record for record, _, _ in COVER]
    try:
        found = directory.listings(ids, by.language.tag, by.time.not_before)
    except Exception as error:  # noqa: BLE001 - whatever holds it fails in a way of its own
        _log.error("no ordinary numbers: %s", type(error).__name__)
        return alone
    voices = {one.service.id: describe(by, one).voice for one in found}
    return tuple(
        (by.say.say(kind), called(by, voice) if voice.extension else by.formats.phone(voice.number))
        for record, _, kind in COVER
        if (voice := voices.get(record)) is not None
    )
