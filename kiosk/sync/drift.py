"""How a directory differs from what a person accepted: what may never change alone, what counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kiosk.domain.checks import kind_of
from kiosk.domain.records import AnyRecord, Need, Organization, Service, Translation
from kiosk.sync.address_visibility import is_hidden
from kiosk.sync.baseline import (
    WHOLE,
    AcceptedService,
    Baseline,
    Fact,
    accepted_record,
    accepted_service,
    helplines_hash,
    known_by,
    text_hash,
    text_key,
)
from kiosk.sync.hashes import Hasher
from kiosk.sync.holds import HoldReason
from kiosk.sync.side import Side

_NEVER: Final = {
    Fact.NAME: HoldReason.NAMES_CHANGED,
    Fact.ORGANIZATION: HoldReason.TERMS_CHANGED,
    Fact.NEEDS: HoldReason.TERMS_CHANGED,
    Fact.TERMS: HoldReason.TERMS_CHANGED,
}
_ALONE: Final = {
    Fact.WEB: HoldReason.WEB_CHANGED,
    Fact.TYPED: HoldReason.FACTS_CHANGED,
    Fact.PROSE: HoldReason.FACTS_CHANGED,
    Fact.HOURS: HoldReason.HOURS_CHANGED,
}
_VOUCHED: Final = frozenset({Fact.NAME, Fact.NEEDS, Fact.PROSE, Fact.HOURS, Fact.TYPED})
"""What of a helpline ``helplines.json`` says too."""
ALL: Final = ""
"""Stands for no single name: there are too many of something."""


@dataclass(slots=True)
class Drift:
    """What differs.

    ``never``: names of what may not change alone, by the reason to wait. ``counted``: needs of
    what changed in ways that may pass alone, by kind of change and hashed id; ``names`` of those.
    ``texts``: changed translations by language. ``changed``: hashed ids of accepted services that
    say something else.
    """

    never: dict[HoldReason, list[str]] = field(default_factory=lambda: defaultdict(list))
    counted: dict[HoldReason, dict[str, tuple[Need, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    names: dict[str, str] = field(default_factory=dict)
    texts: Counter[str] = field(default_factory=Counter)
    changed: set[str] = field(default_factory=set)

    def count(self, reason: HoldReason, key: str, needs: Iterable[Need], name: str) -> None:
        """Something changed in a way that may pass alone."""
        self.counted[reason][key] = tuple(needs)
        self.names[key] = name


class Comparison:
    """New content against what a person accepted.

    ``old`` is what is in use; it gives names to what is gone. ``lines_vouched``: two people signed
    all that ``helplines.json`` says of each helpline.
    """

    def __init__(
        self, baseline: Baseline, new: Side, old: Side | None, *, lines_vouched: bool
    ) -> None:
        self.baseline, self.new, self.old = baseline, new, old
        self.hasher = Hasher(baseline.key)
        self.services = {self.hasher.service(one.id): one for one in new.services.values()}
        self._lines_vouched = lines_vouched
        self._found = Drift()

    def drift(self) -> Drift:
        """All that differs."""
        if self.baseline.helplines != helplines_hash(self.new.helplines, self.hasher):
            self._line("helplines.json")
        self._places_shown()
        for key, service in self.services.items():
            accepted = self.baseline.services.get(key)
            now = accepted_service(service, self.new, self.hasher)
            if accepted is None:
                self._added(key, service, now)
            else:
                self._service(key, service.name, accepted, now)
        self._services_gone()
        self._records()
        self._texts()
        return self._found

    def _line(self, name: str) -> None:
        """A helpline changed: it waits unless two people signed all that is said of it."""
        if not self._lines_vouched:
            self._found.never[HoldReason.HELPLINES_CHANGED].append(name)

    def _places_shown(self) -> None:
        for one in self.new.locations.values():
            if not is_hidden(one) and self.baseline.hidden.get(self.hasher.of(one.id)):
                names = self.new.names_at(one.id) or (self.new.organization(one.organization_id),)
                self._found.never[HoldReason.ADDRESS_SHOWN] += names

    @cached_property
    def _known(self) -> tuple[frozenset[str], frozenset[str]]:
        """Keys of the names, and hashes of the numbers, of all accepted services."""
        accepted = self.baseline.services.values()
        names = frozenset(name for one in accepted for name in one.names)
        return names, frozenset(number for one in accepted for number in one.numbers) - {""}

    def _added(self, key: str, service: Service, now: AcceptedService) -> None:
        never, name = self._found.never, service.name
        if service.helpline:
            self._line(name)
        if now.allowed:
            never[HoldReason.WORD_ALLOWED].append(name)
        if now.streets:
            never[HoldReason.PLACES_CHANGED].append(name)
        names, numbers = self._known
        near = set[str]().union(*(self.hasher.near(*one) for one in known_by(service)))
        if near & names or not numbers.isdisjoint(now.numbers):
            never[HoldReason.LOOKS_KNOWN].append(name)
        self._found.count(HoldReason.SERVICES_ADDED, key, now.needs, name)

    def _service(
        self, key: str, name: str, accepted: AcceptedService, now: AcceptedService
    ) -> None:
        line = accepted.helpline or now.helpline
        if set(now.allowed) - set(accepted.allowed):
            self._found.never[HoldReason.WORD_ALLOWED].append(name)
        if set(now.streets) - set(accepted.streets):
            self._found.never[HoldReason.PLACES_CHANGED].append(name)
        elif now.streets != accepted.streets:
            self._count(key, HoldReason.FACTS_CHANGED, accepted, name, guarded=True)
        numbers = Counter(now.numbers) != Counter(accepted.numbers)
        if line and (numbers or set(now.dated) != set(accepted.dated)):
            self._line(name)
        elif numbers:
            self._count(key, HoldReason.NUMBERS_CHANGED, accepted, name, guarded=True)
        for fact, said in now.facts.items():
            if said != accepted.facts.get(fact):
                self._fact(key, fact, accepted, name, line=line)
        if now.always and not accepted.always:
            # Said of a record of any age: no caution would stand beside it.
            self._found.never[HoldReason.HOURS_CHANGED].append(name)
        self._last_day(key, name, accepted, now)

    def _fact(
        self, key: str, fact: Fact, accepted: AcceptedService, name: str, *, line: bool
    ) -> None:
        if line and fact in _VOUCHED:
            self._line(name)
        elif fact in _NEVER:
            self._found.never[_NEVER[fact]].append(name)
        elif line:
            self._found.never[HoldReason.HELPLINES_CHANGED].append(name)
        else:
            self._count(key, _ALONE[fact], accepted, name, guarded=fact is Fact.PROSE)

    def _count(
        self, key: str, reason: HoldReason, accepted: AcceptedService, name: str, *, guarded: bool
    ) -> None:
        """A change that may pass alone, unless the service is ``guarded`` against it."""
        self._found.changed.add(key)
        if guarded and accepted.guarded:
            self._found.never[HoldReason.GUARDED_CHANGED].append(name)
        self._found.count(reason, key, accepted.needs, name)

    def _last_day(
        self, key: str, name: str, accepted: AcceptedService, now: AcceptedService
    ) -> None:
        """One that ends before it is gone from that day; one that ends later is another fact."""
        was, will = accepted.last_day, now.last_day
        if was == will:
            return
        if accepted.helpline:
            self._found.never[HoldReason.HELPLINES_CHANGED].append(name)
        sooner = will is not None and (was is None or will < was)
        reason = HoldReason.SERVICES_GONE if sooner else HoldReason.FACTS_CHANGED
        self._count(key, reason, accepted, name, guarded=False)

    def _services_gone(self) -> None:
        old = self.old.services.values() if self.old else ()
        names = {self.hasher.service(one.id): one.name for one in old}
        for key, accepted in self.baseline.services.items():
            if key not in self.services:
                if accepted.helpline:
                    self._line(names.get(key, ALL))
                needs = accepted.needs
                self._found.count(HoldReason.SERVICES_GONE, key, needs, names.get(key, ALL))

    def _records(self) -> None:
        """Guides, cards, figures, questions, search words, and the organizations of services."""
        here = set[str]()
        for record in self.new.content.records:
            if not isinstance(record, WHOLE):
                continue
            key = self.hasher.of(kind_of(record), record.id)
            here.add(key)
            if isinstance(record, Organization):
                self._organization(key, record)
            elif self._says_something_else(key, record):
                self._found.never[HoldReason.GUIDES_CHANGED].append(record.id)
        for key, accepted in self.baseline.records.items():
            # A record whose services are all gone has nothing to lead to.
            named = accepted.services
            empty = bool(named) and not any(one in self.services for one in named)
            if key not in here and not empty and not accepted.organization:
                self._found.never[HoldReason.GUIDES_CHANGED].append(ALL)

    def _organization(self, key: str, record: Organization) -> None:
        mine = [one for one in self.new.services.values() if one.organization_id == record.id]
        accepted = self.baseline.records.get(key)
        if accepted is None or not mine:
            return
        now = accepted_record(record, self.hasher)
        if now.whole != accepted.whole:
            self._found.never[HoldReason.NAMES_CHANGED].append(record.name)
        if now.web != accepted.web:
            needs = {need for one in mine for need in one.categories}
            self._found.count(HoldReason.WEB_CHANGED, key, needs, record.name)

    def _says_something_else(self, key: str, record: AnyRecord) -> bool:
        """Whether it is not as accepted, apart from services that it named and that are gone."""
        now, accepted = accepted_record(record, self.hasher), self.baseline.records.get(key)
        if accepted is None or now.whole != accepted.whole:
            return True
        was, will = set(accepted.services), set(now.services)
        return bool(will - was) or any(one in self.services for one in was - will)

    def _texts(self) -> None:
        seen: defaultdict[str, set[str]] = defaultdict(set)
        for text in self.new.content.records:
            if isinstance(text, Translation):
                key = text_key(text, self.hasher)
                seen[text.language].add(key)
                was = self.baseline.texts.get(text.language, {}).get(key)
                if was != text_hash(text, self.hasher):
                    self._text(text)
        for language, texts in self.baseline.texts.items():
            self._found.texts[language] += len(texts.keys() - seen[language])

    def _text(self, text: Translation) -> None:
        """A translation that is new or not as it was; that of a new service is part of it."""
        never = self._found.never
        if text.entity == "organization":
            never[HoldReason.NAMES_CHANGED].append(self.new.organization(text.entity_id))
        if text.entity == "service":
            key = self.hasher.service(text.entity_id)
            accepted, service = self.baseline.services.get(key), self.services.get(key)
            if accepted is None or service is None:
                return
            if text.field in ("name", "quiet_name"):
                never[HoldReason.NAMES_CHANGED].append(service.name)
            elif accepted.helpline:
                never[HoldReason.HELPLINES_CHANGED].append(service.name)
            elif accepted.guarded:
                never[HoldReason.GUARDED_CHANGED].append(service.name)
            now = accepted_service(service, self.new, self.hasher)
            if now.facts[Fact.PROSE] != accepted.facts[Fact.PROSE]:
                never[HoldReason.TEXTS_CHANGED].append(service.name)
            self._found.count(HoldReason.TEXTS_CHANGED, key, accepted.needs, service.name)
        self._found.texts[text.language] += 1
