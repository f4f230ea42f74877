"""The first step to reach a service, and the hours shown with it.

One rule covers the state on a card, the filter "open now" and the order of a list: **show the
hours of the first step.**

* Walking in: hours of the site only. Nobody is sent there by the hours of a line.
* A line (call, text, video): its own hours, or else those of the site. Hours of another line are
  never shown with its number.
* Any other way (a page, a referral): hours of the site, or else those of the offered line: voice,
  then text, then video.

A helpline with a line is never walked into first: its number outlives its address.
"""

from collections.abc import Callable, Sequence

import msgspec

from kiosk.domain import contact
from kiosk.domain.language import answers_in, is_served_in
from kiosk.domain.place import is_shown
from kiosk.domain.records import (
    Location,
    Organization,
    Phone,
    PhoneType,
    PhoneUse,
    Schedule,
    Service,
    Start,
)
from kiosk.domain.schedule import never_closes, states_hours

SOURCE_TAG = "en"
"""Language of the records; people here answer in it without stating so."""
FALLBACKS = (Start.CALL, Start.WALK_IN, Start.TEXT, Start.REFERRAL, Start.ONLINE)
"""Fallbacks, in order, if none of the service's preferred ways is possible.

Walking in is excluded if other ways are stated: a service by referral only turns others away.
"""


class AccessRoutes(msgspec.Struct, frozen=True):
    """The ways into a service for someone who reads ``tag``.

    ``locations`` are those that may be shown: none if the record is too old.
    """

    tag: str
    service: Service
    organization: Organization
    phones: Sequence[Phone]
    locations: Sequence[Location]

    @property
    def places(self) -> tuple[Location, ...]:
        """Locations whose address may be shown."""
        return tuple(
            location for location in self.locations if is_shown(location) and location.address_1
        )

    @property
    def place(self) -> Location | None:
        """The first of :attr:`places`, or ``None``."""
        return next(iter(self.places), None)

    @property
    def ordered(self) -> tuple[Phone, ...]:
        """All numbers, the crisis line first, the others in the record's order.

        If the service prefers an appointment to a call, the number for appointments precedes even
        the crisis line, under the words "Make an appointment".
        """
        calls = (step for step in self.service.start if step in (Start.CALL, Start.APPOINTMENT))
        first = [PhoneUse.CRISIS]
        if next(calls, None) is Start.APPOINTMENT:
            first.insert(0, PhoneUse.APPOINTMENTS)
        rank = {use: position for position, use in enumerate(first)}
        return tuple(sorted(self.phones, key=lambda phone: rank.get(phone.use, len(rank))))

    def lines(self, kind: PhoneType) -> tuple[Phone, ...]:
        """Return the numbers of one type, in the order of :attr:`ordered`."""
        return tuple(phone for phone in self.ordered if phone.type is kind)

    @property
    def voice(self) -> Phone | None:
        """The number to call: one in the visitor's language, else one with an interpreter."""
        lines = self.lines(PhoneType.VOICE)
        if self.tag != SOURCE_TAG:
            own = [line for line in lines if is_served_in(self.tag, line.languages)]
            lines = (*own, *(line for line in lines if line.any_language), *lines)
        return next(iter(lines), None)

    @property
    def text_line(self) -> Phone | None:
        """The number to text, if it answers in the visitor's language."""
        for phone in self.lines(PhoneType.TEXT):
            unstated = not phone.languages and self.tag == SOURCE_TAG
            if unstated or answers_in(self.tag, phone.languages, any_language=phone.any_language):
                return phone
        return None

    @property
    def video_line(self) -> Phone | None:
        """The videophone number for those who sign."""
        return next(iter(self.lines(PhoneType.VIDEOPHONE)), None)

    @property
    def line(self) -> Phone | None:
        """The one line to offer: voice, else text, else video."""
        return self.voice or self.text_line or self.video_line

    @property
    def url(self) -> str | None:
        """The page of the service, or else of its organization."""
        return self.service.url or self.organization.website

    @property
    def host(self) -> str | None:
        """The host of :attr:`url`, to be read aloud."""
        return contact.host_of(self.url) if self.url else None

    @property
    def chat_host(self) -> str | None:
        """The host of the chat page."""
        page = self.service.chat_url or self.url
        return contact.host_of(page) if page else None

    @property
    def page(self) -> str | None:
        """The page to open: the chat if it is the first step."""
        own = self.service.chat_url if self.first() is Start.CHAT else None
        return own or self.url

    @property
    def writes(self) -> bool:
        """True if the service writes in the visitor's language; unstated means English."""
        stated = self.service.languages
        return is_served_in(self.tag, stated) or (not stated and self.tag == SOURCE_TAG)

    @property
    def chats(self) -> bool:
        """True if there is a chat in the visitor's language."""
        return self.writes and self.chat_host is not None

    def first(self) -> Start | None:
        """Return the first possible way, in the order the service prefers."""
        stated = self.service.start
        fallbacks = (step for step in FALLBACKS if step is not Start.WALK_IN or not stated)
        return next((step for step in (*stated, *fallbacks) if _POSSIBLE[step](self)), None)

    @property
    def first_line(self) -> Phone | None:
        """The line of the first step, or else :attr:`line`."""
        step = self.first()
        return LINES[step](self) if step in LINES else self.line

    def hours(self, rows: Sequence[Schedule]) -> tuple[Schedule, ...]:
        """Return the rows that say whether the first step is possible now."""
        step, open_rows = self.first(), open_location_rows(rows)
        if step is Start.WALK_IN or (step not in LINES and states_hours(open_rows)):
            return open_rows
        return line_rows(rows, self.first_line)


def is_day_and_night(service: Service, rows: Sequence[Schedule]) -> bool:
    """True if every row means day and night, whatever the first step is."""
    lines = {row.phone_id for row in rows}
    always = all(never_closes([row for row in rows if row.phone_id == one]) for one in lines)
    # A visitor who may walk in needs the hours of the site; those of a line do not cover them.
    may_walk_in = Start.WALK_IN in service.start or not service.start
    return bool(lines) and always and (None in lines or not may_walk_in)


def is_always_walk_in(service: Service, rows: Sequence[Schedule]) -> bool:
    """True if anyone may walk in at any hour."""
    return Start.WALK_IN in service.start and is_day_and_night(service, rows)


def open_location_rows(rows: Sequence[Schedule]) -> tuple[Schedule, ...]:
    """Return the rows that are not about a line."""
    return tuple(row for row in rows if row.phone_id is None)


def line_rows(rows: Sequence[Schedule], line: Phone | None) -> tuple[Schedule, ...]:
    """Return the rows of a line; if it has no hours, the site's rows and its own closures."""
    own = tuple(row for row in rows if line is not None and row.phone_id == line.id)
    return own if states_hours(own) else (*open_location_rows(rows), *own)


def _can_walk_in(routes: AccessRoutes) -> bool:
    return routes.place is not None and not (routes.service.helpline and routes.line is not None)


LINES: dict[Start | None, Callable[[AccessRoutes], Phone | None]] = {
    Start.CALL: lambda offer: offer.voice,
    Start.APPOINTMENT: lambda offer: offer.voice,
    Start.TEXT: lambda offer: offer.text_line,
    Start.VIDEOPHONE: lambda offer: offer.video_line,
}
_POSSIBLE: dict[Start, Callable[[AccessRoutes], bool]] = {
    Start.CALL: lambda offer: offer.voice is not None,
    Start.APPOINTMENT: lambda offer: offer.voice is not None,
    Start.TEXT: lambda offer: offer.text_line is not None,
    Start.VIDEOPHONE: lambda offer: offer.video_line is not None,
    Start.WALK_IN: _can_walk_in,
    Start.REFERRAL: lambda offer: bool(offer.service.referral_by),
    Start.ONLINE: lambda offer: offer.host is not None,
    Start.EMAIL: lambda offer: offer.host is not None,
    Start.CHAT: lambda offer: offer.chats,
}
