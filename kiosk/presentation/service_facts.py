"""What is known of a service and may be spoken of at one moment.

Hours and addresses that are too old are not said at all (:mod:`kiosk.domain.freshness`). Whose
hours stand where is decided in :mod:`kiosk.domain.access_route`.
"""

import datetime as dt
from dataclasses import dataclass

from kiosk.domain import contact
from kiosk.domain.access_route import Offer
from kiosk.domain.freshness import Checked
from kiosk.domain.homes import is_home
from kiosk.domain.queries import Listing
from kiosk.domain.records import AddressVisibility, Location, Phone, PhoneType, Schedule
from kiosk.domain.schedule import Opening, opening
from kiosk.domain.text import unmarked
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.i18n.messages import N_, Message
from kiosk.presentation.language_context import LanguageContext, english_of

CALL_FIRST, ASK_FIRST = N_("Call first"), N_("Ask first")
MOST_PLACES = 8
"""Places of a service that its page names, the nearest first."""


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """One listing at one moment for one language."""

    by: LanguageContext
    listing: Listing
    age: Checked

    @property
    def offer(self) -> Offer:
        """What it offers to who reads this language, and what is done first."""
        told = self.listing
        places = told.locations if self.age.shows_address else ()
        return Offer(self.by.language.tag, told.service, told.organization, told.phones, places)

    @property
    def rows(self) -> tuple[Schedule, ...]:
        """All rows that may be spoken of, whatever they are about."""
        return self.listing.schedules if self.age.shows_hours else ()

    @property
    def hours(self) -> tuple[Schedule, ...]:
        """The rows of the first thing to do."""
        return self.offer.hours(self.rows)

    @property
    def place(self) -> Location | None:
        """The first place whose address may be shown."""
        return self.offer.place

    @property
    def places(self) -> tuple[Location, ...]:
        """That place and the next ones, as many as a page names."""
        return self.offer.places[:MOST_PLACES]

    @property
    def hidden(self) -> bool:
        """Whether it is somewhere that is not told."""
        return any(
            spot.address_visibility is AddressVisibility.HIDDEN for spot in self.listing.locations
        )

    @property
    def hidden_home(self) -> bool:
        """Whether it is a home with a hidden street, and no place of it is shown."""
        return self.hidden and not self.places and is_home(self.listing.service)

    @property
    def first(self) -> Message | None:
        """What to do before one goes by hours and address that may have changed."""
        if not self.age.call_first or self.listing.service.helpline:
            return None
        return CALL_FIRST if self.voice else ASK_FIRST

    def phones(self, kind: PhoneType) -> tuple[Phone, ...]:
        """Numbers of one type, in the record's order."""
        return self.offer.lines(kind)

    @property
    def voice(self) -> Phone | None:
        """The number to call: one that states the visitor's language comes first."""
        return self.offer.voice

    @property
    def text_line(self) -> Phone | None:
        """The number to text, where it answers in the visitor's language."""
        return self.offer.text_line

    @property
    def url(self) -> str | None:
        """The page to go to: of the chat, if that comes first, the service or its organization."""
        return self.offer.page

    @property
    def host(self) -> str | None:
        """The page's address as it is read aloud: its host."""
        return contact.host_of(self.url) if self.url else None

    def in_english(self) -> tuple[str, ...]:
        """Texts of the record that are in English, beside words of another language.

        Names, streets and words to send are what people here say, read and expect.
        """
        by, told = self.by, self.listing
        if by.language.tag == SOURCE_TAG:
            return ()
        named = told.own_name
        own = named.text if named and named.language == by.language.tag else ""
        found = [name for name in (told.service.name, told.service.quiet_name) if name != own]
        found.append(told.organization.name)
        local = (told.phrase, told.description, told.area)
        found += english_of(*local)
        for place in self.places:
            found += [unmarked(by.formats.address(place)), place.city or ""]
        found += [phone.keyword or "" for phone in told.phones]
        return tuple(dict.fromkeys(filter(None, found)))

    def opening(self) -> Opening:
        """Open state of the first thing to do; unknown while the clock is not trusted."""
        return opening(self.hours, self.by.time.local)

    def closing(self, now: Opening) -> dt.datetime | None:
        """When it closes, where that is less than a day away: else a time alone would mislead."""
        local = self.by.time.local
        soon = now.until is not None and local is not None and now.until - local < dt.timedelta(1)
        return now.until if soon else None
