"""The first thing to do to get a service, and whose hours are said beside it.

One rule for the state on a card, for the filter "open now" and for the order of a list: **the hours
are those of the first thing to do.**

* Going there: hours of the door alone. Nobody is sent to a door by the hours of a line.
* A line (to call, to text, to see): its own hours; where it has none, those of the door. Hours of
  another line never stand under its number.
* Any other way (a page, whoever sends people there): hours of the door; where it has none, those of
  the line that is offered: the voice line, else the text line, else the first video line.

A helpline that has a line is never walked into first: its number outlives its address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.domain import contact
from kiosk.domain.language import answers, speaks
from kiosk.domain.records import (
    AddressVisibility,
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
"""The language of the records, in which people here answer without saying so."""
ANYWAY = (Start.CALL, Start.WALK_IN, Start.TEXT, Start.REFERRAL, Start.ONLINE)
"""Tried in this order where nothing the service prefers can be done.

Not a door, where other ways are stated: who takes people by referral alone sends others away.
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a service offers to someone who reads ``tag``.

    ``locations`` are those that may be told: none where the record is too old.
    """

    tag: str
    service: Service
    organization: Organization
    phones: Sequence[Phone]
    locations: Sequence[Location]

    @property
    def places(self) -> tuple[Location, ...]:
        """The places whose address may be shown."""
        return tuple(
            spot
            for spot in self.locations
            if spot.address_visibility is AddressVisibility.PUBLIC and spot.address_1
        )

    @property
    def place(self) -> Location | None:
        """The first of them."""
        return next(iter(self.places), None)

    @property
    def ordered(self) -> tuple[Phone, ...]:
        """All numbers, the crisis line first, the others in the record's order.

        Where one starts by an appointment, and not by a call, the number for those stands before
        it: under the words "Make an appointment".
        """
        calls = (way for way in self.service.start if way in (Start.CALL, Start.APPOINTMENT))
        first = [PhoneUse.CRISIS]
        if next(calls, None) is Start.APPOINTMENT:
            first.insert(0, PhoneUse.APPOINTMENTS)
        rank = {use: place for place, use in enumerate(first)}
        return tuple(sorted(self.phones, key=lambda phone: rank.get(phone.use, len(rank))))

    def lines(self, kind: PhoneType) -> tuple[Phone, ...]:
        """Numbers of one type, those that come first before the others."""
        return tuple(phone for phone in self.ordered if phone.type is kind)

    @property
    def voice(self) -> Phone | None:
        """The number to call: one that states the visitor's language, else an interpreter's."""
        lines = self.lines(PhoneType.VOICE)
        if self.tag != SOURCE_TAG:
            own = [line for line in lines if speaks(self.tag, line.languages)]
            lines = (*own, *(line for line in lines if line.any_language), *lines)
        return next(iter(lines), None)

    @property
    def text_line(self) -> Phone | None:
        """The number to text, where it answers in the visitor's language."""
        for phone in self.lines(PhoneType.TEXT):
            unstated = not phone.languages and self.tag == SOURCE_TAG
            if unstated or answers(self.tag, phone.languages, any_language=phone.any_language):
                return phone
        return None

    @property
    def video_line(self) -> Phone | None:
        """The number for those who sign."""
        return next(iter(self.lines(PhoneType.VIDEOPHONE)), None)

    @property
    def line(self) -> Phone | None:
        """The one line that is offered: to call, else to text, else to sign."""
        return self.voice or self.text_line or self.video_line

    @property
    def url(self) -> str | None:
        """The page of the service, or that of its organization."""
        return self.service.url or self.organization.website

    @property
    def host(self) -> str | None:
        """The page's address as it is read aloud: its host."""
        return contact.host_of(self.url) if self.url else None

    @property
    def chat_host(self) -> str | None:
        """The host of the page on which one writes with a person."""
        page = self.service.chat_url or self.url
        return contact.host_of(page) if page else None

    @property
    def page(self) -> str | None:
        """The page to go to: that of the chat, where one starts by writing there."""
        own = self.service.chat_url if self.first() is Start.CHAT else None
        return own or self.url

    @property
    def writes(self) -> bool:
        """Whether people who read the visitor's language answer in writing; silence is English."""
        stated = self.service.languages
        return speaks(self.tag, stated) or (not stated and self.tag == SOURCE_TAG)

    @property
    def chats(self) -> bool:
        """Whether there is a page on which people who read the visitor's language answer."""
        return self.writes and self.chat_host is not None

    def first(self) -> Start | None:
        """The first way that can be gone, in the order the service prefers."""
        stated = self.service.start
        anyway = (way for way in ANYWAY if way is not Start.WALK_IN or not stated)
        return next((way for way in (*stated, *anyway) if _POSSIBLE[way](self)), None)

    @property
    def first_line(self) -> Phone | None:
        """The line of the first thing to do; where that is no line, the one that is offered."""
        way = self.first()
        return LINES[way](self) if way in LINES else self.line

    def hours(self, rows: Sequence[Schedule]) -> tuple[Schedule, ...]:
        """The rows that say whether the first thing to do can be done now."""
        way, door = self.first(), open_location_rows(rows)
        if way is Start.WALK_IN or (way not in LINES and states_hours(door)):
            return door
        return line_rows(rows, self.first_line)


def day_and_night(service: Service, rows: Sequence[Schedule]) -> bool:
    """Whether every row says so, for whichever door or line is the first thing to do."""
    about = {row.phone_id for row in rows}
    whole = all(never_closes([row for row in rows if row.phone_id == one]) for one in about)
    # Whoever may be sent to the door needs its hours: those of a line say nothing of it.
    walked = Start.WALK_IN in service.start or not service.start
    return bool(about) and whole and (None in about or not walked)


def open_location(service: Service, rows: Sequence[Schedule]) -> bool:
    """Whether anyone may walk in at any hour."""
    return Start.WALK_IN in service.start and day_and_night(service, rows)


def open_location_rows(rows: Sequence[Schedule]) -> tuple[Schedule, ...]:
    """The rows that are about no line."""
    return tuple(row for row in rows if row.phone_id is None)


def line_rows(rows: Sequence[Schedule], line: Phone | None) -> tuple[Schedule, ...]:
    """The rows of a line; where it states no hours of its own, the door's, less its closures."""
    own = tuple(row for row in rows if line is not None and row.phone_id == line.id)
    return own if states_hours(own) else (*open_location_rows(rows), *own)


def _door(of: Offer) -> bool:
    return of.place is not None and not (of.service.helpline and of.line is not None)


LINES: dict[Start | None, Callable[[Offer], Phone | None]] = {
    Start.CALL: lambda of: of.voice,
    Start.APPOINTMENT: lambda of: of.voice,
    Start.TEXT: lambda of: of.text_line,
    Start.VIDEOPHONE: lambda of: of.video_line,
}
_POSSIBLE: dict[Start, Callable[[Offer], bool]] = {
    Start.CALL: lambda of: of.voice is not None,
    Start.APPOINTMENT: lambda of: of.voice is not None,
    Start.TEXT: lambda of: of.text_line is not None,
    Start.VIDEOPHONE: lambda of: of.video_line is not None,
    Start.WALK_IN: _door,
    Start.REFERRAL: lambda of: bool(of.service.referral_by),
    Start.ONLINE: lambda of: of.host is not None,
    Start.EMAIL: lambda of: of.host is not None,
    Start.CHAT: lambda of: of.chats,
}
