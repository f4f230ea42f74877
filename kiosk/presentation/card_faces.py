"""A card in finished words of one language: for screens, electronic boards and paper."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kiosk.domain import contact
from kiosk.domain.checks import FIGURE, records_of_kind
from kiosk.domain.freshness import is_in_force
from kiosk.domain.helplines import merged_helplines, shown_helplines
from kiosk.domain.language import Language
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Cost,
    Figure,
    Phone,
    PhoneType,
    PhoneUse,
    Schedule,
    Service,
    Status,
    Translation,
)
from kiosk.domain.schedule import never_closes
from kiosk.domain.syncfile import HelplineFile
from kiosk.domain.text import source_hash
from kiosk.i18n.catalogs import SOURCE_TAG, Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.helpline_texts import TITLES

NUMBER_KEY = "Number"
"""Key of the text in a PNG that holds the number of its picture; in a PDF it is the title."""


class Strips(StrEnum):
    """Widths of the strips: to read from afar, or to vanish in a coin pocket."""

    WIDE = "wide"
    PLAIN = "plain"

    @property
    def width_mm(self) -> int:
        """Return the width of a strip."""
        return 19 if self is Strips.WIDE else 12


@dataclass(frozen=True, slots=True)
class CardLine:
    """The helpline of a card. ``number`` is as recorded; the others as its records state."""

    id: str
    number: str
    free: bool
    always_open: bool

    @property
    def written(self) -> str:
        """Return the number as people read it."""
        return contact.format_phone(self.number)

    @property
    def spaced(self) -> str:
        """Return the groups of the number with spaces between them."""
        return " ".join(contact.chunks(self.number))


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card in one language. ``english`` is its title in English, empty on an English card.

    ``promise`` says what the line's record states, ``mark`` that nobody has reviewed the words;
    both may be empty. ``information`` is the title of a page that names nothing.
    """

    id: str
    language: Language
    title: str
    text: str
    english: str
    picture: str
    line: CardLine
    promise: str
    english_promise: str
    mark: str
    information: str

    @property
    def reviewed(self) -> bool:
        """Return True if people have reviewed every word of the card itself."""
        return not self.mark


@dataclass(frozen=True)
class CardBook:
    """The cards of a signed directory on the day it was made, ``created``."""

    records: tuple[AnyRecord, ...]
    helplines: HelplineFile
    created: dt.datetime

    @property
    def today(self) -> dt.date:
        """Return the day of the file."""
        return self.created.date()

    @cached_property
    def cards(self) -> tuple[AwarenessCard, ...]:
        """Return the cards that have not ended, in their order."""
        cards = records_of_kind(self.records, AwarenessCard).values()
        lasting = (one for one in cards if is_in_force(None, one.valid_until, self.today))
        return tuple(sorted(lasting, key=lambda one: (one.order, one.id)))

    @cached_property
    def _texts(self) -> Mapping[tuple[str, str, str], Translation]:
        """Return the translations of cards by card, field and language."""
        return {
            (one.entity_id, one.field, one.language): one
            for one in self.records
            if isinstance(one, Translation) and one.entity == "awareness_card"
        }

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        """Return the figures that are valid on the day."""
        return tuple(
            one
            for one in records_of_kind(self.records, Figure).values()
            if is_in_force(one.valid_from, one.valid_until, self.today)
        )

    @cached_property
    def _phones(self) -> tuple[Phone, ...]:
        return tuple(records_of_kind(self.records, Phone).values())

    def in_season(self, card: AwarenessCard) -> bool:
        """Return True if a kiosk would show the card on the day of the file."""
        dated = is_in_force(card.valid_from, card.valid_until, self.today)
        return dated and (not card.months or self.today.month in card.months)

    @cached_property
    def lines(self) -> Mapping[str, CardLine]:
        """Return the helplines with a voice number by id, the first of them first."""
        return {line.id: line for line in self._lines()}

    def _lines(self) -> Iterator[CardLine]:
        known = merged_helplines(self.helplines.helplines)
        services = records_of_kind(self.records, Service)
        for line in shown_helplines(known):
            if line.id in services:
                free = services[line.id].cost == (Cost.FREE,)
            else:
                free = line.id in TITLES and bool(line.always_open)
            yield CardLine(line.id, line.number, free, bool(line.always_open))
        theirs = {line.id for line in known}
        for guarded in self.helplines.guarded:
            service = services.get(guarded.service_id)
            if service is None or guarded.out_of_service or service.id in theirs:
                continue
            own = self._guarded_line(service, {one.number for one in guarded.phones})
            if own is not None:
                yield own

    def _guarded_line(self, service: Service, signed: Collection[str]) -> CardLine | None:
        """Return the voice line of a service, for a crisis before others; ``None`` without one."""
        voices = [
            one
            for one in self._phones
            if (one.service_id, one.type) == (service.id, PhoneType.VOICE)
            and not (one.extension or one.press)
            and one.number in signed
        ]
        if not voices or service.status is not Status.ACTIVE:
            return None
        voice = min(voices, key=lambda one: one.use is not PhoneUse.CRISIS)
        hours = [
            one
            for one in records_of_kind(self.records, Schedule).values()
            if one.service_id == service.id and one.phone_id in (None, voice.id)
        ]
        return CardLine(service.id, voice.number, service.cost == (Cost.FREE,), never_closes(hours))

    def line_of(self, card: AwarenessCard) -> CardLine | None:
        """Return the line a card names, else the first; ``None`` if it is no helpline."""
        if card.line_id is not None:
            return self.lines.get(card.line_id)
        return next(iter(self.lines.values()), None)

    def face(
        self, card: AwarenessCard, catalog: Catalog, english: Catalog, formats: Formatter
    ) -> CardFace | None:
        """Return a card in the language of ``catalog``; ``None`` without words in it or a line.

        A person must have approved the card, and a speaker its translation, or it has
        the mark.
        """
        tag, line = catalog.language.tag, self.line_of(card)
        own = {name: self._text(card, name, tag) for name in ("title", "text")}
        titles = (own["title"], own["text"], card.title)
        title, text, source = (
            None if one is None else self._filled(one, formats) for one in titles
        )
        if title is None or text is None or source is None or line is None:
            return None
        foreign = tag != SOURCE_TAG
        reviewed = self.is_reviewed(card, tag)
        return CardFace(
            id=card.id,
            language=catalog.language,
            title=title,
            text=text,
            english=source if foreign else "",
            picture=card.picture,
            line=line,
            promise=_promise(line, catalog),
            english_promise=_promise(line, english) if foreign else "",
            mark="" if reviewed else catalog.gettext("Not yet read over by a speaker."),
            information=catalog.pgettext("on paper", "Information"),
        )

    def is_reviewed(self, card: AwarenessCard, tag: str) -> bool:
        """Return True if a person approved the card, and a speaker its translation."""
        if not card.reviewed_by or card.reviewed_on is None or card.reviewed_on > self.today:
            return False
        return tag == SOURCE_TAG or all(
            (found := self._fresh(card, name, tag)) is not None and found.reviewed
            for name in ("title", "text")
        )

    def _text(self, card: AwarenessCard, name: str, tag: str) -> str | None:
        if tag == SOURCE_TAG:
            return str(getattr(card, name))
        found = self._fresh(card, name, tag)
        return None if found is None else found.text

    def _fresh(self, card: AwarenessCard, name: str, tag: str) -> Translation | None:
        """Return the translation of a text that is unchanged since."""
        found = self._texts.get((card.id, name, tag))
        fresh = found is not None and found.source_hash == source_hash(getattr(card, name))
        return found if fresh else None

    def _filled(self, text: str, formats: Formatter) -> str | None:
        """Fill in the figures of a text; ``None`` if one of them is not valid on the day."""
        figures = {one.id: formats.speak_figure(one) for one in self._figures}
        if any(name not in figures for name in FIGURE.findall(text)):
            return None
        return FIGURE.sub(lambda found: figures[found[1]], text)


def _promise(line: CardLine, catalog: Catalog) -> str:
    """Return what the record of a line states, in one line."""
    if line.free and line.always_open:
        return catalog.gettext("Free. Day and night.")
    if line.always_open:
        return catalog.gettext("Day and night.")
    return catalog.pgettext("costs nothing", "Free") if line.free else ""
