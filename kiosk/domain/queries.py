"""Queries to the directory and their results, independent of any database."""

import datetime as dt
from enum import StrEnum

import msgspec

from kiosk.domain.fields import Amount
from kiosk.domain.filters import Filter
from kiosk.domain.place import Coordinates
from kiosk.domain.records import Location, Need, Organization, Phone, Schedule, Service


class SearchQuery(msgspec.Struct, frozen=True):
    """What a visitor typed, and the language she reads.

    ``today`` is a day that has surely begun: services that end before it are not found. ``now`` and
    ``origin``, as in :class:`AnswersQuery`, order what is found equally well. Unknown words are
    mended unless ``mend`` is false.
    """

    language: str
    text: str
    today: dt.date | None = None
    now: dt.datetime | None = None
    origin: Coordinates | None = None
    mend: bool = True


class ResultPage(msgspec.Struct, frozen=True):
    """A window of a result list: ``ids`` of services from ``offset`` on, ``total`` of the list.

    ``corrected`` is the text searched instead of what no text has. ``questions`` are the ids of
    tiles whose lists answer the text, best first, ``always`` the lines that fit if nothing is
    found. ``dangers`` are the situations of danger that it names, the most pressing first.
    """

    ids: tuple[str, ...]
    total: int
    offset: int = 0
    corrected: str | None = None
    questions: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()


class AnswerGroup(StrEnum):
    """What a service states about all choices of a visitor together.

    ``no`` with :attr:`kiosk.domain.filters.Filter.OPEN_NOW` means closed now; any other ``no``
    takes a service off the list.
    """

    YES = "yes"
    UNKNOWN = "unknown"
    NO = "no"


class AnswersQuery(msgspec.Struct, frozen=True):
    """The answers to one tile, or to a whole need if ``tile`` is empty.

    ``now`` is local wall-clock time of the site; ``None`` means the clock is not trusted, and then
    hours sort nothing. ``origin`` is ``None`` if the site gave no coordinates; then nothing is
    near. ``today`` is a day that has surely begun: services that end before it are on no list.
    ``choices`` sort the list. ``refusing`` asks instead for the services that state no to a choice.
    """

    language: str
    need: Need
    tile: str = ""
    choices: frozenset[Filter] = frozenset()
    now: dt.datetime | None = None
    origin: Coordinates | None = None
    today: dt.date | None = None
    refusing: bool = False


class Answer(msgspec.Struct, frozen=True):
    """One service of a list: ``fit`` is 1 (made for it) to 4 (not sorted).

    ``open`` is unknown (``None``) without fresh hours or a trusted clock. ``further`` marks what
    follows the answers in an order of its own: services that only lead there or are not sorted,
    and day-and-night lines beyond the call block.
    """

    id: str
    fit: int
    group: AnswerGroup
    open: bool | None
    further: bool = False


class AnswersPage(msgspec.Struct, frozen=True):
    """A window of the answers from ``offset`` on, in their order, and the totals of the list.

    ``call`` are the ids of the day-and-night lines of the call block, at most two; they stand in
    no list. ``yes``, ``unknown`` and ``no`` count the listed services by group, ``refused`` those
    that state no to a choice. ``lines`` counts the helplines among the listed ones and ``call``.
    ``known`` are the choices, chosen or not, to which a service of the list says yes; ``unstated``
    those chosen about which one says nothing.
    """

    call: tuple[str, ...]
    answers: tuple[Answer, ...]
    offset: int = 0
    yes: int = 0
    unknown: int = 0
    no: int = 0
    refused: int = 0
    lines: int = 0
    known: frozenset[Filter] = frozenset()
    unstated: frozenset[Filter] = frozenset()

    @property
    def total(self) -> int:
        """Listed services on all pages, without the call block."""
        return self.yes + self.unknown + self.no


class LocalText(msgspec.Struct, frozen=True):
    """A text and its actual language, which may not be the one asked for."""

    text: str
    language: str
    reviewed: bool = True


class Listing(msgspec.Struct, frozen=True):
    """One service with everything that belongs to it, as a visitor may see it.

    ``area`` is the name of the region it serves, ``lead`` the first thing to know, ``say`` a
    sentence to say there. ``own_name`` is the name of the service in the
    visitor's language, if the directory has one; signs on site show the record's name.
    ``seen`` is true once a person has reviewed the service; until then it gets no QR code.
    ``locations`` are nearest first; what leaves the screen may name the nearest one only if
    ``place_is_public``, since it depends on where the kiosk stands.
    """

    service: Service
    organization: Organization
    phrase: LocalText
    description: LocalText | None
    phones: tuple[Phone, ...]
    schedules: tuple[Schedule, ...]
    locations: tuple[Location, ...]
    area: LocalText | None = None
    own_name: LocalText | None = None
    lead: LocalText | None = None
    say: LocalText | None = None
    seen: bool = True
    place_is_public: bool = False


class GuideText(msgspec.Struct, frozen=True):
    """A guide in one language: ``blocks`` are (block id, kind, text) without silent blocks.

    ``need`` is the first that it is about, ``OTHER`` without any.
    """

    id: str
    need: Need
    icon: str
    title: LocalText
    summary: LocalText
    blocks: tuple[tuple[str, str, LocalText], ...]
    service_ids: tuple[str, ...]
    law_or_health: bool
    young: bool


class TileText(msgspec.Struct, frozen=True):
    """A tile in one language: ``count`` services answer it (fit 1 or 2).

    ``guide`` is the guide to read, or ``guide#block``; empty for none.
    """

    id: str
    need: Need
    icon: str
    label: LocalText
    codes: tuple[str, ...]
    count: int
    guide: str = ""


class CardText(msgspec.Struct, frozen=True):
    """An awareness card in one language: ids of the subject that it ``opens``, of its ``line``."""

    id: str
    picture: str
    title: LocalText
    text: LocalText
    opens: str = ""
    plain: bool = False
    night: bool = False
    line: str = ""


class Counts(msgspec.Struct, frozen=True):
    """Totals of the directory."""

    services: Amount
    organizations: Amount
    locations: Amount
    phones: Amount
    guides: Amount
    cards: Amount
    languages: Amount
