"""The change report as data: what a person must see before new data is used.

Names come from the directories themselves; the words around them are made where they are shown.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.override import RevealingText
from kiosk.domain.records import Need, PhoneType


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the report."""


class NamedService(_Part, frozen=True, kw_only=True):
    """A service that comes or goes, with its numbers and web addresses.

    ``addresses`` only of one that comes: where one was that goes may have to be forgotten.
    """

    id: str
    name: str
    organization: str
    numbers: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    helpline: bool = False


class ChangedService(_Part, frozen=True, kw_only=True):
    """A service that stays but says something else; ``fields`` in the words of the records."""

    id: str
    name: str
    organization: str
    fields: tuple[str, ...]


class NumberChange(_Part, frozen=True, kw_only=True):
    """One number of a service that stays, old and new; empty where there is none."""

    service_id: str
    name: str
    organization: str
    type: PhoneType
    old: str
    new: str
    helpline: bool = False


class TextChange(_Part, frozen=True, kw_only=True):
    """A name of a service that stays, or any text of a helpline, old and new.

    ``language`` is empty for the text of the record itself.
    """

    service_id: str
    name: str
    organization: str
    field: str
    old: str
    new: str
    language: str = ""
    helpline: bool = False


class ListChange(_Part, frozen=True, kw_only=True):
    """How many services stand in the list of a need today, before and after.

    ``day`` is the later one on which most is missing, if more than today; ``None`` if none is.
    """

    need: Need
    before: int
    after: int
    day: dt.date | None = None
    before_then: int = 0
    after_then: int = 0

    @property
    def shrinks(self) -> bool:
        """Whether more than a fifth is missing, today or on that day."""
        pairs = ((self.before, self.after), (self.before_then, self.after_then))
        return any((before - after) * 5 > before for before, after in pairs)


class AddressChange(_Part, frozen=True, kw_only=True):
    """One street address of a service that stays; ``old`` is empty where it had none there."""

    service_id: str
    name: str
    organization: str
    old: str
    new: str


class UrlChange(_Part, frozen=True, kw_only=True):
    """One web address, old and new; empty where there is none. ``kind`` and ``id`` say whose."""

    kind: str
    id: str
    name: str
    field: str
    old: str
    new: str


class PlaceChange(_Part, frozen=True, kw_only=True):
    """A place whose address becomes hidden, or shown: who is met there, never where it is."""

    id: str
    organization: str
    services: tuple[str, ...] = ()


class HelplineChange(_Part, frozen=True, kw_only=True):
    """A line of ``helplines.json``, or the guarded numbers of a service, that is not as it was."""

    id: str
    name: str
    fields: tuple[str, ...]
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class KeyRole(StrEnum):
    """What a key of the coalition counts for."""

    ROOT = "root"
    TARGETS = "targets"
    DIRECTORY = "directory"


class KeyChange(_Part, frozen=True, kw_only=True):
    """A key that goes, comes or takes the place of another, by holder and the id's beginning."""

    role: KeyRole
    name: Annotated[str, Meta(description="Who holds it from now on, or held it.")]
    old: Annotated[str, Meta(description="Holder and beginning of the id; empty for a new key.")]
    new: Annotated[str, Meta(description="The same; empty for a key that goes.")]


class AllowedWord(_Part, frozen=True, kw_only=True):
    """A text that tells and leaves the screen from now on: who of the coalition allows it."""

    service_id: str
    name: str
    organization: str
    what: RevealingText
    text: str
    by: str
    date: dt.date
    reason: str


class Tally(_Part, frozen=True, kw_only=True):
    """How many records of a kind come, go and change."""

    added: int = 0
    removed: int = 0
    changed: int = 0


class ChangeReport(_Part, frozen=True, kw_only=True):
    """Everything that changes. All lists are sorted by name; totals are active services."""

    services_before: int
    services_after: int
    added: tuple[NamedService, ...] = ()
    removed: tuple[NamedService, ...] = ()
    changed: tuple[ChangedService, ...] = ()
    lists: tuple[ListChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    numbers: tuple[NumberChange, ...] = ()
    addresses: tuple[AddressChange, ...] = ()
    urls: tuple[UrlChange, ...] = ()
    hidden: tuple[PlaceChange, ...] = ()
    shown: tuple[PlaceChange, ...] = ()
    helplines: tuple[HelplineChange, ...] = ()
    allowed: tuple[AllowedWord, ...] = ()
    keys: tuple[KeyChange, ...] = ()
    guides: Tally = Tally()
    cards: Tally = Tally()
    figures: Tally = Tally()
    search_words: Tally = Tally()
    translations: Tally = Tally()

    @property
    def nothing(self) -> bool:
        """Whether nothing that a visitor sees changes."""
        empty = ChangeReport(
            services_before=self.services_before, services_after=self.services_before
        )
        return self == empty
