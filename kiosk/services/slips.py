"""What a slip says: services in the visitor's language and English, among ordinary numbers.

Nothing on it tells why someone took it: names are quiet ones, and what a service does is one
ordinary word for its need, never its own phrase.
"""

import gettext
from collections.abc import Sequence

from kiosk.domain import contact
from kiosk.domain.browse import Listing
from kiosk.domain.contact import Payload
from kiosk.domain.language import Language, language, plea, speaks
from kiosk.domain.records import Need, Phone, Start
from kiosk.domain.schedule import WEEK, week_intervals, weekly_hours
from kiosk.handoff.slip import MAX_ENTRIES, Cover, Pair, SlipCode, SlipContent, SlipEntry, SlipSay
from kiosk.i18n.catalogs import SOURCE_TAG, Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.messages import N_, NP_, Message
from kiosk.services.describe import describe
from kiosk.services.desk import Desk
from kiosk.services.known import Known
from kiosk.services.speaker import Speaker

TITLES: dict[Cover, Message] = {
    # TRANSLATORS: Ordinary titles of a small paper: they must not tell what the paper is for.
    Cover.PLAIN: N_("Good to know nearby"),
    Cover.CLINIC: N_("Health clinic"),
    Cover.FOOD: N_("Food, showers, rest"),
}

KINDS: dict[Need, Message] = {
    # TRANSLATORS: One ordinary word on a small paper for what a place is about.
    Need.SAFE_PLACE: NP_("on paper", "Rest"),
    Need.TALK: NP_("on paper", "Talk"),
    Need.FOOD: NP_("on paper", "Food and basics"),
    Need.HEALTH: NP_("on paper", "Health"),
    Need.WORK: NP_("on paper", "Work"),
    Need.PAPERS: NP_("on paper", "Papers"),
    Need.COURT: NP_("on paper", "Office"),
    Need.YOUNG: NP_("on paper", "Young people"),
    Need.OKAY: NP_("on paper", "Information"),
    Need.OTHER: NP_("on paper", "Information"),
}

ORDINARY: dict[Cover, tuple[str, Message, str]] = {
    Cover.PLAIN: ("SacRT", N_("Bus and light rail"), "+19163212877"),
    Cover.CLINIC: ("211", N_("City and county services"), "211"),
    Cover.FOOD: ("Sac Food Bank", N_("Food bank"), "+19164561980"),
}
"""A number anyone may want, for a paper with one service: name, kind, number. Sources: sacrt.com
(2025), sacramentostepsforward.org (211), lists of food banks (2026)."""


class NothingForPaper(Exception):  # noqa: N818 - it is an answer, not a fault
    """None of the services has a number or a public address."""


def slip_content(desk: Desk, service_ids: Sequence[str], cover: Cover = Cover.PLAIN) -> SlipContent:
    """The slip for up to three services; those that paper cannot carry are left out.

    Raises:
        NothingForPaper: none can be carried.
    """
    speakers = _Speakers(desk)
    found = [listing for listing in map(desk.listing, service_ids[:MAX_ENTRIES]) if listing]
    carried = [(one, entry) for one in found if (entry := speakers.entry(one)) is not None]
    if not carried:
        raise NothingForPaper
    entries = tuple(entry for _, entry in carried)
    ordinary = speakers.ordinary(cover)
    if len(entries) == 1 and ordinary.number != entries[0].number:
        entries = (ordinary, *entries)
    listings = [one for one, _ in carried]
    return SlipContent(
        language=desk.language,
        title=speakers.pair(TITLES[cover]),
        entries=entries,
        code=speakers.code(listings),
        say=speakers.say(listings),
        checked=speakers.checked(listings),
    )


class _Speakers:
    """The same facts in the visitor's words and in English."""

    def __init__(self, desk: Desk) -> None:
        self.own = desk.speaker
        english = language(SOURCE_TAG)
        assert english is not None  # noqa: S101 - the source language is always there
        catalog = Catalog(english, gettext.NullTranslations())
        self.english = Speaker(english, catalog, Formatter(english), self.own.time)

    def pair(self, message: Message) -> Pair:
        return Pair(self.own.say.say(message), message.text)

    def entry(self, listing: Listing) -> SlipEntry | None:
        own, english = describe(self.own, listing), describe(self.english, listing)
        voice = own.voice
        number = contact.format_phone(voice.number) if voice else ""
        walks = Start.WALK_IN in listing.service.start or not number
        address = (self.own.formats.address(own.place),) if own.place and walks else ()
        if not number and not address:
            return None
        hours = _week(own), _week(english)
        return SlipEntry(
            quiet_name=listing.service.quiet_name,
            phrase=self.pair(KINDS[listing.service.categories[0]]),
            number=number,
            extension=_extension(self.own, voice),
            address=address,
            hours=Pair(*hours) if all(hours) else None,
        )

    def ordinary(self, cover: Cover) -> SlipEntry:
        name, kind, number = ORDINARY[cover]
        return SlipEntry(name, self.pair(kind), contact.format_phone(number))

    def code(self, listings: Sequence[Listing]) -> SlipCode | None:
        for listing in listings:
            voice = describe(self.own, listing).voice
            payload = contact.call(voice) if voice else None
            if voice is not None and isinstance(payload, Payload):
                hint = self.pair(HINT)
                return SlipCode(payload.data, contact.format_phone(voice.number), hint)
        return None

    def say(self, listings: Sequence[Listing]) -> SlipSay | None:
        """What to say in English, unless every line answers in the visitor's language."""
        spoken: Language = self.own.language
        voices = [voice for one in listings if (voice := describe(self.own, one).voice)]
        if all(speaks(spoken.tag, voice.languages) for voice in voices):
            return None
        if spoken.tag == SOURCE_TAG:
            return None
        return SlipSay(self.pair(SAY), f"“{plea(spoken.tag)}”")

    def checked(self, listings: Sequence[Listing]) -> Pair | None:
        """The month of the oldest checking, where each was confirmed by phone."""
        days = [one.service.assured_date for one in listings if one.service.confirmed]
        dated = [day for day in days if day is not None]
        if len(dated) < len(listings):
            return None
        both = [
            by.say.say(CHECKED).format(month=by.formats.month_year(min(dated)))
            for by in (self.own, self.english)
        ]
        return Pair(*both)


HINT = N_("Camera, touch, call")
SAY = NP_("on paper", "Say")
# TRANSLATORS: {month} is a month with its year.
CHECKED = N_("Checked: {month}")
ALWAYS = N_("Day and night.")
MOST_SPANS = 2
"""Groups of days a slip names; more are left to the phone."""


def _extension(by: Speaker, voice: Phone | None) -> str:
    if voice is None or not voice.extension:
        return ""
    return by.say.gettext("Extension {number}").format(number=voice.extension)


def _week(of: Known) -> str:
    """The regular week on one line, or nothing where it is unknown or too long."""
    if not of.hours:
        return ""
    if week_intervals(of.hours, of.by.time.not_before) == ((0, WEEK),):
        return of.by.say.say(ALWAYS)
    if of.by.time.local is None:
        return ""
    groups = weekly_hours(of.hours, of.by.time.not_before)
    if not 1 <= len(groups) <= MOST_SPANS:
        return ""
    formats = of.by.formats
    parts = [
        " ".join((formats.days(group.days), *(formats.hours(span) for span in group.hours)))
        for group in groups
    ]
    return formats.enumerated(parts)
