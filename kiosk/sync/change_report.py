"""The change report as data: what a person must see before new data is used.

Names come from the directories; the modules that show the report add the wording.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.override import Revealing
from kiosk.domain.records import Need, PhoneType


class _ReportPart(msgspec.Struct, frozen=True, kw_only=True):
    """A struct of the report."""


class NamedService(_ReportPart, frozen=True, kw_only=True):
    """A service that is added or removed, with its numbers and web addresses.

    Only an added one has ``addresses``: those of a removed service may have to be forgotten.
    ``stays`` are the numbers of a removed one that *Talk to someone* still shows.
    """

    id: str
    name: str
    organization: str
    numbers: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    helpline: bool = False


class ChangedService(_ReportPart, frozen=True, kw_only=True):
    """A changed service; ``fields`` are record field names."""

    id: str
    name: str
    organization: str
    fields: tuple[str, ...]


class NumberChange(_ReportPart, frozen=True, kw_only=True):
    """One changed number of a service, old and new; empty if there is none."""

    service_id: str
    name: str
    organization: str
    type: PhoneType
    old: str
    new: str
    helpline: bool = False


class TextChange(_ReportPart, frozen=True, kw_only=True):
    """A name of a remaining service, or any text of a helpline, old and new.

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


class ListChange(_ReportPart, frozen=True, kw_only=True):
    """The length of a need's list today, before and after.

    ``day`` is the later day with the greatest loss if it exceeds today's, else ``None``.
    """

    need: Need
    before: int
    after: int
    day: dt.date | None = None
    before_then: int = 0
    after_then: int = 0

    @property
    def shrinks(self) -> bool:
        """True if more than a fifth is lost, today or on ``day``."""
        pairs = ((self.before, self.after), (self.before_then, self.after_then))
        return any((before - after) * 5 > before for before, after in pairs)


class AddressChange(_ReportPart, frozen=True, kw_only=True):
    """One street address of a remaining service; ``old`` is empty if it had none there."""

    service_id: str
    name: str
    organization: str
    old: str
    new: str


class UrlChange(_ReportPart, frozen=True, kw_only=True):
    """One web address, old and new; empty if there is none. ``kind`` and ``id`` name its owner."""

    kind: str
    id: str
    name: str
    field: str
    old: str
    new: str


class PlaceChange(_ReportPart, frozen=True, kw_only=True):
    """A location whose address becomes hidden or shown: its services, never the address."""

    id: str
    organization: str
    services: tuple[str, ...] = ()


class HelplineChange(_ReportPart, frozen=True, kw_only=True):
    """A changed line of ``helplines.json``, or changed guarded numbers of a service."""

    id: str
    name: str
    fields: tuple[str, ...]
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class KeyRole(StrEnum):
    """The roles of a coalition's key."""

    ROOT = "root"
    TARGETS = "targets"
    DIRECTORY = "directory"


class KeyChange(_ReportPart, frozen=True, kw_only=True):
    """A key that is removed, added or replaced, by holder and id prefix."""

    role: KeyRole
    name: Annotated[str, Meta(description="Who holds it from now on, or held it.")]
    old: Annotated[str, Meta(description="Holder and beginning of the id; empty for a new key.")]
    new: Annotated[str, Meta(description="The same; empty for a key that goes.")]


class AllowedWord(_ReportPart, frozen=True, kw_only=True):
    """A revealing text that may leave the screen from now on, and who allowed it."""

    service_id: str
    name: str
    organization: str
    what: Revealing
    text: str
    by: str
    date: dt.date
    reason: str


class Tally(_ReportPart, frozen=True, kw_only=True):
    """The counts of added, removed and changed records of a kind."""

    added: int = 0
    removed: int = 0
    changed: int = 0


class ChangeReport(_ReportPart, frozen=True, kw_only=True):
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
    questions: Tally = Tally()
    guides: Tally = Tally()
    cards: Tally = Tally()
    figures: Tally = Tally()
    search_words: Tally = Tally()
    translations: Tally = Tally()

    @property
    def nothing(self) -> bool:
        """True if nothing a visitor sees changes."""
        empty = ChangeReport(
            services_before=self.services_before, services_after=self.services_before
        )
        return self == empty
