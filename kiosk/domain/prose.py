"""What no prose may carry: numbers, codes, web addresses and streets that a visitor could follow.

Whoever holds the weekly key may write texts, but may not send a visitor to a stranger. So no text
has

* seven digits in a row, in any script, with at most two of blank, ``. - ( ) /`` between two of
  them, or such signs with blanks around them; letters of the keypad count as digits behind an area
  code. Times, dates, years, ages, sums and postal codes of one area are no number;
* a short code: three to six digits near a verb of *text, send, call, dial, press*
  (:mod:`kiosk.domain.prose_words`), or N11 anywhere, but the codes that every text may name: the
  compiled-in 911, 988, 233733, 88788 and 711, and 211, which means the same in the whole country;
* an e-mail or web address, or any ``@``;
* a street with the number of a house;

unless the record shows it anyway: a service its numbers, its web addresses and those of its
organization, its public places; an organization what its services show; a guide what the services
it names show; a translation what the record shows that it is of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kiosk.domain.checks import FIGURE, kind_of, source_texts
from kiosk.domain.helplines import Helpline
from kiosk.domain.place import ADDRESS_FIELDS
from kiosk.domain.prose_addresses import has_street, has_web
from kiosk.domain.prose_numbers import FEWEST, has_code, has_number, without_own
from kiosk.domain.prose_reading import NOTHING, NUMERALS, Own, folded, plain, suspects
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Figure,
    Guide,
    Location,
    Organization,
    Phone,
    SearchWord,
    Service,
    ServiceAtLocation,
    Translation,
)
from kiosk.domain.text_rules import SOURCE_LANGUAGE
from kiosk.domain.value_rules import ContentRule

LINE_TEXTS: Final = ("name", "quiet_name", "phrase")
"""Texts of a line of ``helplines.json``."""
_PLACE_TEXTS: Final = tuple(name for name in ADDRESS_FIELDS if name != "postal_code")
"""A postal code of nine digits is none of a telephone."""
_AT_ONCE: Final = 1000
"""Texts looked at together."""
_DIGIT: Final = re.compile(r"\d")


def prose_rule(
    text: str,
    tag: str = SOURCE_LANGUAGE,
    own: Own = NOTHING,
    *,
    codes: bool = True,
    address: bool = False,
) -> ContentRule | None:
    """The rule that ``text`` of the language ``tag`` breaks.

    ``codes``: whether it may name no short code; a word to search for may. ``address``: whether it
    is a part of an address, whose numbers are houses.
    """
    return _judged(text, tag, own, codes=codes, address=address) if suspects((text,)) else None


def _judged(text: str, tag: str, own: Own, *, codes: bool, address: bool) -> ContentRule | None:
    """The rule that a text breaks which could break one."""
    signs = without_own(plain(text), own)
    numerals = signs.translate(NUMERALS) if tag.startswith("zh") else signs
    digits = len(_DIGIT.findall(numerals))
    if digits >= FEWEST and has_number(numerals):
        return ContentRule.TEXT_NUMBER
    if has_web(signs, own):
        return ContentRule.TEXT_WEB
    low = folded(signs, tag) if digits else ""
    if codes and digits >= FEWEST and has_code(low, tag, own, n11=not address):
        return ContentRule.TEXT_CODE
    if digits and not address and has_street(signs, low, tag, own):
        return ContentRule.TEXT_STREET
    return None


Broken = tuple[ContentRule, str]
"""A broken rule and the field that breaks it."""


def check_line(line: Helpline) -> list[Broken]:
    """The rules that the texts of a line of ``helplines.json`` break."""
    numbers = (line.number, line.text_number, line.tty)
    own = Own.of(filter(None, numbers), [line.chat_url], ())
    texts = ((field, getattr(line, field)) for field in LINE_TEXTS)
    return [(rule, field) for field, text in texts if (rule := prose_rule(text, own=own))]


class Prose:
    """The texts of a directory, with what each record shows."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        """Sorts what can be shown by whose it is."""
        self._records = tuple(records)
        self._by_key: dict[tuple[str, str], AnyRecord] = {}
        self._numbers: defaultdict[str, list[str]] = defaultdict(list)
        self._places: defaultdict[str, list[str]] = defaultdict(list)
        self._services: defaultdict[str, list[str]] = defaultdict(list)
        self._figures: dict[str, Figure] = {}
        for record in self._records:
            if type(record) is Translation:
                continue
            match record:
                case Phone():
                    self._numbers[record.service_id].append(record.number)
                case ServiceAtLocation():
                    self._places[record.service_id].append(record.location_id)
                case Figure():
                    self._figures[record.id] = record
                case Service() | Organization() | Location() | Guide():
                    self._by_key[kind_of(record), record.id] = record
                    if isinstance(record, Service):
                        self._services[record.organization_id].append(record.id)
                case _:
                    pass

    def problems(self) -> Iterator[tuple[AnyRecord, Broken]]:
        """Each record that breaks a rule, with the rule and the field."""
        some: list[tuple[AnyRecord, str, str, str]] = []
        for record in self._records:
            # Two in three records of a large directory are translations.
            if type(record) is Translation:
                some.append((record, "text", record.language, record.text))
            else:
                some += [(record, *text) for text in _texts(record)]
            if len(some) >= _AT_ONCE:
                yield from self._of_many(some)
                some.clear()
        yield from self._of_many(some)

    def _of_many(
        self, texts: Sequence[tuple[AnyRecord, str, str, str]]
    ) -> Iterator[tuple[AnyRecord, Broken]]:
        for place in suspects([text for *_, text in texts]):
            record, field, tag, text = texts[place]
            if rule := self.rule(record, tag, text):
                yield record, (rule, field)

    def broken_fields(self, record: AnyRecord) -> list[str]:
        """The fields of one record whose texts break a rule."""
        return [field for field, tag, text in _texts(record) if self.rule(record, tag, text)]

    def rule(self, record: AnyRecord, tag: str, text: str) -> ContentRule | None:
        """The rule that a text of a record breaks."""
        whole = FIGURE.sub(self._said, text) if "{" in text else text
        codes = not isinstance(record, SearchWord)
        place = isinstance(record, Location)
        if _judged(whole, tag, NOTHING, codes=codes, address=place) is None:
            return None
        return _judged(whole, tag, self.own(record), codes=codes, address=place)

    def own(self, record: AnyRecord) -> Own:
        """What a record shows of itself, or what the record shows that it speaks of."""
        own = NOTHING
        match record:
            case Translation():
                of = self._by_key.get((record.entity, record.entity_id))
                own = self.own(of) if of else NOTHING
            case Service():
                own = self._shown([record.id])
            case Organization():
                own = self._shown(self._services[record.id], record.website)
            case Guide() | SearchWord():
                own = self._shown(record.service_ids)
            case Location():
                own = Own.of((), (), _lines(record))
            case Figure(unit="phone"):
                every = (number for numbers in self._numbers.values() for number in numbers)
                own = Own.of(every, (), ())
            case _:
                pass
        return own

    def _shown(self, services: Iterable[str], *pages: str | None) -> Own:
        numbers: list[str] = []
        lines: list[str | None] = []
        found = list(pages)
        for key in services:
            service = self._by_key.get(("service", key))
            if not isinstance(service, Service):
                continue
            numbers += self._numbers[key]
            owner = self._by_key.get(("organization", service.organization_id))
            found += [service.url, service.chat_url]
            found += [owner.website] if isinstance(owner, Organization) else []
            for place in self._places[key]:
                where = self._by_key.get(("location", place))
                lines += _lines(where) if isinstance(where, Location) else ()
        return Own.of(numbers, found, lines)

    def _said(self, named: re.Match[str]) -> str:
        figure = self._figures.get(named[1])
        return named[0] if figure is None else _value(figure)


def _lines(place: Location) -> tuple[str | None, ...]:
    """What a place shows of its address."""
    if place.address_visibility is not AddressVisibility.PUBLIC:
        return ()
    return tuple(getattr(place, name) for name in ADDRESS_FIELDS)


def _value(figure: Figure) -> str:
    """A figure as the rules read it: a sum behind its sign."""
    return f"${figure.value}" if figure.unit.startswith("usd") else figure.value


def _texts(record: AnyRecord) -> Iterator[tuple[str, str, str]]:
    """Field, language and text of everything that a visitor may read of a record."""
    match record:
        case Translation():
            yield "text", record.language, record.text
        case SearchWord():
            yield from (("words", record.language, word) for word in record.words)
        case Figure():
            yield "value", SOURCE_LANGUAGE, _value(record)
            yield "unit", SOURCE_LANGUAGE, record.unit
        case Location():
            for name in _PLACE_TEXTS:
                if text := getattr(record, name):
                    yield name, SOURCE_LANGUAGE, text
        case _:
            for field, text in source_texts(record).items():
                yield field, SOURCE_LANGUAGE, text
