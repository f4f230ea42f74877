"""What is known of a service and may be spoken of at one moment.

Hours and addresses that are too old are not said at all (:mod:`kiosk.domain.freshness`).
"""

from dataclasses import dataclass

from kiosk.domain import contact
from kiosk.domain.browse import Listing
from kiosk.domain.freshness import Checked
from kiosk.domain.language import answers, speaks
from kiosk.domain.records import AddressVisibility, Location, Phone, PhoneType, Schedule
from kiosk.domain.schedule import Opening, opening
from kiosk.domain.text import unmarked
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.services.speaker import Speaker, english_of


@dataclass(frozen=True, slots=True)
class Known:
    """One listing at one moment for one language."""

    by: Speaker
    listing: Listing
    age: Checked

    @property
    def hours(self) -> tuple[Schedule, ...]:
        """Rows that may be spoken of: the door's, or the line's where it has no door."""
        if not self.age.shows_hours:
            return ()
        rows = self.listing.schedules
        return tuple(row for row in rows if row.phone_id is None) or rows

    @property
    def place(self) -> Location | None:
        """The first place whose address may be shown."""
        if not self.age.shows_address:
            return None
        return next(
            (
                spot
                for spot in self.listing.locations
                if spot.address_visibility is AddressVisibility.PUBLIC and spot.address_1
            ),
            None,
        )

    @property
    def hidden(self) -> bool:
        """Whether it is somewhere that is not told."""
        return any(
            spot.address_visibility is AddressVisibility.HIDDEN for spot in self.listing.locations
        )

    def phones(self, kind: PhoneType) -> tuple[Phone, ...]:
        """Numbers of one type, in the record's order."""
        return tuple(phone for phone in self.listing.phones if phone.type is kind)

    @property
    def voice(self) -> Phone | None:
        """The number to call: one that states the visitor's language comes first."""
        lines = self.phones(PhoneType.VOICE)
        own = [line for line in lines if speaks(self.by.language.tag, line.languages)]
        if own and self.by.language.tag != SOURCE_TAG:
            return own[0]
        return lines[0] if lines else None

    @property
    def text_line(self) -> Phone | None:
        """The number to text, where it answers in the visitor's language."""
        tag = self.by.language.tag
        for phone in self.phones(PhoneType.TEXT):
            unstated = not phone.languages and tag == SOURCE_TAG
            if unstated or answers(tag, phone.languages, any_language=phone.any_language):
                return phone
        return None

    @property
    def url(self) -> str | None:
        """The page of the service, or that of its organization."""
        return self.listing.service.url or self.listing.organization.website

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
        if self.place is not None:
            found += [unmarked(by.formats.address(self.place)), self.place.city or ""]
        found += [phone.keyword or "" for phone in told.phones]
        return tuple(dict.fromkeys(filter(None, found)))

    def opening(self) -> Opening:
        """Open state now; unknown while the clock is not trusted."""
        return opening(self.hours, self.by.time.local)
