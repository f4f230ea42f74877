"""The facts of a service, and how certain they are at this moment.

:mod:`kiosk.domain.freshness` decides what their age means,
:mod:`kiosk.domain.access_route` which hours are shown where.
"""

import datetime as dt

import msgspec

from kiosk.domain import contact
from kiosk.domain.access_route import AccessRoutes
from kiosk.domain.freshness import HoursCertainty, Visibility, hours_confirmed, year_of
from kiosk.domain.homes import is_shelter
from kiosk.domain.place import address_line, is_shown
from kiosk.domain.queries import Listing
from kiosk.domain.records import Location, Phone, PlaceShow, Schedule
from kiosk.domain.schedule import Opening, opening
from kiosk.domain.text import unmarked
from kiosk.i18n.catalogs import SOURCE_TAG, Catalog
from kiosk.i18n.digits import numeral
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.messages import N_, Message
from kiosk.presentation.language_context import LanguageContext, english_of

CALL_FIRST, ASK_FIRST = N_("Call first"), N_("Ask first")
UNDATED = N_("Date not known")
WRITTEN = N_("Written down in {year}")
WRITTEN_CALL_FIRST = N_("Written down in {year}, not confirmed by phone: call first.")
# TRANSLATORS: {month} is a month with its year.
CHECKED = N_("Checked: {month}")
# TRANSLATORS: Of a street or of all facts: the year in which they were written down.
WRITTEN_ASK_FIRST = N_("Written down in {year}: ask first")
# TRANSLATORS: Opening hours that were written down in {year} and may have changed.
USUALLY = N_("Usually {hours} ({year})")
# TRANSLATORS: On paper: a street that was written down in {year}.
STREET_OF_YEAR = N_("{street} ({year}): ask first")
# TRANSLATORS: Those who answer there do.
SPEAKS = N_("They speak your language.")
NOT_SHOWN = N_("Address not shown")
ASK_FOR_STREET = N_("Ask for the street.")
# TRANSLATORS: The place is known, but nobody has said that the street may be shown to everybody.
CALL_FOR_PLACE = N_("Call to ask for the place.")
MOST_PLACES = 8
"""Maximum locations on a service's page, nearest first."""


class ServiceFacts(msgspec.Struct, frozen=True):
    """One listing at one moment for one language."""

    context: LanguageContext
    listing: Listing
    age: Visibility

    @property
    def catalog(self) -> Catalog:
        """The words of the language."""
        return self.context.catalog

    @property
    def formats(self) -> Formatter:
        """Numbers, times and lists as the language writes them."""
        return self.context.formats

    @property
    def offer(self) -> AccessRoutes:
        """The ways into the service for readers of this language, with the first step."""
        listing = self.listing
        return AccessRoutes(
            self.context.language.tag,
            listing.service,
            listing.organization,
            listing.phones,
            listing.locations,
        )

    @property
    def hours(self) -> tuple[Schedule, ...]:
        """The rows of the first step."""
        return self.offer.hours(self.listing.schedules)

    @property
    def year(self) -> str:
        """The year in which the record was written down, or that it is not known."""
        service = self.listing.service
        return self._year(year_of(service.assured_date, service.sources))

    def _year(self, year: int | None) -> str:
        catalog = self.catalog
        return catalog.translate(UNDATED) if year is None else numeral(catalog.language, year)

    def usually(self, hours: str) -> str:
        """Return hours in words, with the year they are from unless they are certain."""
        if not hours or self.age.hours is HoursCertainty.PLAIN:
            return hours
        return self.catalog.translate(USUALLY).format(hours=hours, year=self.hours_year)

    @property
    def hours_year(self) -> str:
        """The year from which the hours are."""
        confirmed = hours_confirmed(self.listing.schedules)
        return self._year(confirmed.year) if confirmed else self.year

    @property
    def street_age(self) -> str:
        """What a street must have next to it on a page; empty if it is fresh."""
        if not self.age.call_first:
            return ""
        service, catalog = self.listing.service, self.catalog
        if year_of(service.assured_date, service.sources) is None:
            return catalog.translate(ASK_FIRST)
        return catalog.translate(WRITTEN_ASK_FIRST).format(year=self.year)

    def street_of_year(self, street: str) -> str:
        """Return a street as it may leave the screen: with its year unless it is fresh."""
        if not street or not self.age.call_first:
            return street
        return self.catalog.translate(STREET_OF_YEAR).format(street=street, year=self.year)

    @property
    def place(self) -> Location | None:
        """The first location with a public address."""
        return self.offer.place

    @property
    def place_to_take(self) -> Location | None:
        """The location that paper and codes name: the first by street.

        The nearest one says roughly where the kiosk stands, so it needs a site whose own place is
        public.
        """
        if self.listing.place_is_public:
            return self.place
        return min(self.offer.places, key=address_line, default=None)

    @property
    def places(self) -> tuple[Location, ...]:
        """The locations to name on a page."""
        return self.offer.places[:MOST_PLACES]

    @property
    def hidden(self) -> bool:
        """True if a location of the service is hidden."""
        return any(not is_shown(location) for location in self.listing.locations)

    @property
    def hidden_home(self) -> bool:
        """True if it is a shelter with a hidden street and no shown location."""
        return self.hidden and not self.places and is_shelter(self.listing.service)

    @property
    def why_no_street(self) -> Message | None:
        """Return why no street is shown; ``None`` if one is, or nobody goes there."""
        if self.places or not self.listing.locations:
            return None
        if self.hidden_home:
            return NOT_SHOWN
        if self.listing.service.helpline:
            return None
        told = any(one.show is PlaceShow.ASK for one in self.listing.locations)
        return CALL_FOR_PLACE if told and self.voice is not None else ASK_FOR_STREET

    @property
    def first(self) -> Message | None:
        """The caution before relying on hours and address that may have changed."""
        if not self.age.call_first or self.listing.service.helpline:
            return None
        return CALL_FIRST if self.voice else ASK_FIRST

    @property
    def voice(self) -> Phone | None:
        """The number to call; one in the visitor's language comes first."""
        return self.offer.voice

    @property
    def host(self) -> str | None:
        """The host of the page, to be read aloud."""
        return contact.host_of(self.offer.page) if self.offer.page else None

    def in_english(self) -> tuple[str, ...]:
        """Return the English texts of the record, shown among text of another language.

        Names, streets and text keywords stay as people here say, read and expect them.
        """
        context, listing = self.context, self.listing
        if context.language.tag == SOURCE_TAG:
            return ()
        own_name = listing.own_name
        own = own_name.text if own_name and own_name.language == context.language.tag else ""
        found = [name for name in (listing.service.name, listing.service.quiet_name) if name != own]
        found.append(listing.organization.name)
        local = (listing.phrase, listing.description, listing.area)
        found += english_of(*local)
        for location in self.places:
            found += [unmarked(context.formats.address(location)), location.city or ""]
        found += [phone.keyword or "" for phone in listing.phones]
        return tuple(dict.fromkeys(filter(None, found)))

    def opening(self) -> Opening:
        """Return the open state of the first step; unknown while the clock is not trusted."""
        return opening(self.hours, self.context.time.local)

    def closing(self, opening: Opening) -> dt.datetime | None:
        """Return the closing time if less than a day away: later, a time alone would mislead."""
        local = self.context.time.local
        soon = (
            opening.until is not None
            and local is not None
            and opening.until - local < dt.timedelta(1)
        )
        return opening.until if soon else None
