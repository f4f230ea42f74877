"""Keeps numbers, codes, web addresses and streets that a visitor could follow out of prose.

The holder of the weekly key may write texts but may not send a visitor to a stranger. So no text
may contain

* seven digits in a row, in any script or in words, with any signs between them, or a number of
  North America with short words between its parts or letters that pass for digits; keypad letters
  count after an area code. Times, dates, years, ages, sums and postal codes of one area are none;
* a short code: three to six digits near a verb of *text, call, ring, dial, press, write to*
  (:mod:`kiosk.domain.prose_words`), or N11 anywhere, except the codes that every text may name:
  the compiled-in 911, 988, 233733, 88788 and 711, and 211, which means the same nationwide;
* an e-mail or web address, also a dictated one, an account at a messenger, or any ``@``;
* a street with a house number;

unless the record shows it anyway. A service shows its numbers, its web addresses and those of its
organization, and its public locations; an organization what its services show; a guide what the
services it names show; a translation what its source record shows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kiosk.domain.checks import FIGURE, kind_of, source_texts
from kiosk.domain.helplines import Helpline
from kiosk.domain.place import ADDRESS_FIELDS, is_shown
from kiosk.domain.prose_addresses import has_street, has_web
from kiosk.domain.prose_numbers import FEWEST, has_code, has_number, has_numerals, without_own
from kiosk.domain.prose_reading import (
    NOTHING,
    ShownFacts,
    fold_words,
    is_suspect,
    normalize_prose,
    says_number,
    suspect_indexes,
)
from kiosk.domain.prose_words import UNITS
from kiosk.domain.records import (
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
"""Without the postal code: nine digits of it are no phone number."""
_AT_ONCE: Final = 1000
"""Texts checked in one batch."""
_DIGIT: Final = re.compile(r"\d")


def prose_rule(
    text: str,
    tag: str = SOURCE_LANGUAGE,
    facts: ShownFacts = NOTHING,
    *,
    codes: bool = True,
    address: bool = False,
) -> ContentRule | None:
    """Return the rule that ``text`` of the language ``tag`` breaks, or ``None``.

    ``codes``: check for short codes, which a search word may contain. ``address``: ``text`` is a
    part of an address, whose numbers are those of houses.
    """
    return _judged(text, tag, facts, codes=codes, address=address) if is_suspect(text) else None


def _judged(
    text: str, tag: str, facts: ShownFacts, *, codes: bool, address: bool
) -> ContentRule | None:
    """Return the rule that a suspect text breaks, or ``None``."""
    signs = without_own(normalize_prose(text), facts)
    digits = len(_DIGIT.findall(signs))
    numbered = says_number(text) or has_numerals(signs)
    if numbered or (digits >= FEWEST and has_number(signs)):
        return ContentRule.TEXT_NUMBER
    if has_web(signs, facts):
        return ContentRule.TEXT_WEB
    folded_text = fold_words(signs, tag) if digits else ""
    if codes and digits >= FEWEST and has_code(folded_text, tag, facts, n11=not address):
        return ContentRule.TEXT_CODE
    if digits and not address and has_street(signs, folded_text, tag, facts):
        return ContentRule.TEXT_STREET
    return None


Broken = tuple[ContentRule, str]
"""A broken rule and the field that breaks it."""


def check_line(line: Helpline) -> list[Broken]:
    """Return the rules that the texts of a line of ``helplines.json`` break."""
    numbers = (line.number, line.text_number, line.tty)
    own = ShownFacts.of(filter(None, numbers), [line.chat_url], ())
    texts = ((field, getattr(line, field)) for field in LINE_TEXTS)
    return [(rule, field) for field, text in texts if (rule := prose_rule(text, facts=own))]


class ProseChecker:
    """The texts of a directory, with what each record shows."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        """Group the records by what they show and for whom."""
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
        """Yield each record that breaks a rule, with the rule and the field."""
        batch: list[tuple[AnyRecord, str, str, str]] = []
        for record in self._records:
            # Two in three records of a large directory are translations.
            if type(record) is Translation:
                batch.append((record, "text", record.language, record.text))
            else:
                batch += [(record, *text) for text in _texts(record)]
            if len(batch) >= _AT_ONCE:
                yield from self._of_many(batch)
                batch.clear()
        yield from self._of_many(batch)

    def _of_many(
        self, texts: Sequence[tuple[AnyRecord, str, str, str]]
    ) -> Iterator[tuple[AnyRecord, Broken]]:
        for index in suspect_indexes([text for *_, text in texts]):
            record, field, tag, text = texts[index]
            if rule := self.rule(record, tag, text):
                yield record, (rule, field)

    def broken_fields(self, record: AnyRecord) -> list[str]:
        """Return the fields of one record whose texts break a rule."""
        return [
            field
            for field, tag, text in _texts(record)
            if is_suspect(text) and self.rule(record, tag, text)
        ]

    def rule(self, record: AnyRecord, tag: str, text: str) -> ContentRule | None:
        """Return the rule that a text of a record breaks, or ``None``."""
        whole = FIGURE.sub(self._figure_text, text) if "{" in text else text
        codes = not isinstance(record, SearchWord)
        is_address = isinstance(record, Location)
        if _judged(whole, tag, NOTHING, codes=codes, address=is_address) is None:
            return None
        return _judged(whole, tag, self.own(record), codes=codes, address=is_address)

    def own(self, record: AnyRecord) -> ShownFacts:
        """Return what a record, or the records it refers to, shows."""
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
                own = ShownFacts.of((), (), _lines(record))
            case Figure(unit="phone"):
                every = (number for numbers in self._numbers.values() for number in numbers)
                own = ShownFacts.of(every, (), ())
            case _:
                pass
        return own

    def _shown(self, services: Iterable[str], *pages: str | None) -> ShownFacts:
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
            for location in self._places[key]:
                where = self._by_key.get(("location", location))
                lines += _lines(where) if isinstance(where, Location) else ()
        return ShownFacts.of(numbers, found, lines)

    def _figure_text(self, named: re.Match[str]) -> str:
        figure = self._figures.get(named[1])
        return named[0] if figure is None else _value(figure)


def _lines(location: Location) -> tuple[str | None, ...]:
    """Return the shown address lines of a location."""
    if not is_shown(location):
        return ()
    return tuple(getattr(location, name) for name in ADDRESS_FIELDS)


def _value(figure: Figure) -> str:
    """Return a figure as the rules read it: a sum with its currency sign, days with their word."""
    unit = f" {figure.unit} " if figure.unit in UNITS["en"].split() else ""
    return f"${figure.value}" if figure.unit.startswith("usd") else f"{figure.value}{unit}"


def _texts(record: AnyRecord) -> Iterator[tuple[str, str, str]]:
    """Yield field, language and text of everything a visitor may read of a record."""
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
