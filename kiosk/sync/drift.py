"""Compares a directory with what a person accepted: changes that always wait, and others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from kiosk.domain.checks import kind_of
from kiosk.domain.contact import is_listed
from kiosk.domain.records import AnyRecord, Need, Organization, Service, Translation
from kiosk.domain.text import TextOrigin
from kiosk.sync.address_visibility import is_hidden
from kiosk.sync.baseline import (
    WHOLE,
    AcceptedService,
    Baseline,
    Fact,
    accepted_record,
    accepted_service,
    helplines_hash,
    host_of,
    identifying_names,
    text_hash,
    text_key,
)
from kiosk.sync.hashes import Hasher
from kiosk.sync.holds import Circumstances, HoldReason
from kiosk.sync.side import ComparedDirectory

_REASONS: Final = {
    Fact.NAME: HoldReason.NAMES_CHANGED,
    Fact.ORGANIZATION: HoldReason.TERMS_CHANGED,
    Fact.NEEDS: HoldReason.TERMS_CHANGED,
    Fact.TERMS: HoldReason.TERMS_CHANGED,
    Fact.WEB: HoldReason.WEB_CHANGED,
    Fact.TYPED: HoldReason.FACTS_CHANGED,
    Fact.PROSE: HoldReason.FACTS_CHANGED,
    Fact.HOURS: HoldReason.HOURS_CHANGED,
    Fact.LINES: HoldReason.NUMBERS_CHANGED,
    Fact.LINE_HOURS: HoldReason.HOURS_CHANGED,
}
_NEVER: Final = frozenset({Fact.NAME, Fact.ORGANIZATION, Fact.NEEDS, Fact.TERMS})
_VOUCHED: Final = frozenset({Fact.NAME, Fact.NEEDS, Fact.PROSE, Fact.HOURS, Fact.LINE_HOURS})
"""Facts of a helpline that ``helplines.json`` also contains."""
_FEW: Final = 2
"""Organizations in whose names a word is rare."""
ALL: Final = ""
"""Replaces a single name if there are too many changes of a kind."""


@dataclass(slots=True)
class Drift:
    """All differences.

    ``never``: names of changes that always wait, by reason. ``counted``: needs of changes that may
    pass alone, by kind of change and hashed id; ``names`` are their names. ``texts``: changed
    translations by language. ``changed``: hashed ids of accepted services that differ.
    """

    never: dict[HoldReason, list[str]] = field(default_factory=lambda: defaultdict(list))
    counted: dict[HoldReason, dict[str, tuple[Need, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    names: dict[str, str] = field(default_factory=dict)
    texts: Counter[str] = field(default_factory=Counter)
    changed: set[str] = field(default_factory=set)

    def count(self, reason: HoldReason, key: str, needs: Iterable[Need], name: str) -> None:
        """Count a change that may pass alone."""
        self.counted[reason][key] = tuple(needs)
        self.names[key] = name


class Comparison:
    """New content compared with what a person accepted.

    ``old`` is the content in use; it provides the names of removed services.
    """

    def __init__(
        self,
        baseline: Baseline,
        new: ComparedDirectory,
        old: ComparedDirectory | None,
        around: Circumstances,
    ) -> None:
        self.baseline, self.new, self.old, self.around = baseline, new, old, around
        self.hasher = Hasher(baseline.key)
        self.services = {self.hasher.service(one.id): one for one in new.services.values()}
        self.now = {
            key: accepted_service(one, new, self.hasher) for key, one in self.services.items()
        }
        self._found = Drift()

    def drift(self) -> Drift:
        """Return all differences."""
        if self.baseline.helplines != helplines_hash(self.new.helplines, self.hasher):
            self._line("helplines.json")
        self._places_shown()
        for key, service in self.services.items():
            accepted = self.baseline.services.get(key)
            now = self.now[key]
            if accepted is None:
                self._added(key, service, now)
            else:
                self._service(key, service.name, accepted, now)
        self._services_gone()
        self._records()
        self._texts()
        return self._found

    def _line(self, name: str) -> None:
        """Record a changed helpline, unless two people signed all of its facts."""
        if not self.around.lines_vouched:
            self._found.never[HoldReason.HELPLINES_CHANGED].append(name)

    def _places_shown(self) -> None:
        for one in self.new.locations.values():
            if not is_hidden(one) and self.baseline.hidden.get(self.hasher.of(one.id)):
                names = self.new.names_at(one.id) or (self.new.organization(one.organization_id),)
                self._found.never[HoldReason.ADDRESS_SHOWN] += names

    @cached_property
    def _guarded(self) -> frozenset[str]:
        """Keys of the services that a wrong word harms most, by the accepted or the new data."""
        accepted = self.baseline.services
        unseen = (one.id for key, one in self.services.items() if key not in accepted)
        shown = ComparedDirectory(replace(self.new.content, unseen=frozenset(unseen)))
        now = map(self.hasher.service, shown.guarded(self.around.expires))
        return frozenset(now).union(key for key, one in accepted.items() if one.guarded)

    def _protect(self, key: str, name: str) -> None:
        """Let a change wait if it is of a guarded service or a helpline."""
        if self.baseline.services[key].helpline:
            self._found.never[HoldReason.HELPLINES_CHANGED].append(name)
        elif key in self._guarded:
            self._found.never[HoldReason.GUARDED_CHANGED].append(name)

    @cached_property
    def _known(self) -> tuple[frozenset[str], frozenset[str]]:
        """Keys of the names, and hashes of the numbers, of all accepted services."""
        accepted = self.baseline.services.values()
        names = frozenset(name for one in accepted for name in one.names)
        return names, frozenset(number for one in accepted for number in one.numbers) - {""}

    def _added(self, key: str, service: Service, current: AcceptedService) -> None:
        never, name = self._found.never, service.name
        if service.helpline:
            self._line(name)
        if current.allowed:
            never[HoldReason.WORD_ALLOWED].append(name)
        if current.streets:
            never[HoldReason.PLACES_CHANGED].append(name)
        names, numbers = self._known
        near = set[str]().union(*(self.hasher.near(*one) for one in identifying_names(service)))
        known = near & names or not numbers.isdisjoint(current.numbers)
        if known or self._claims(service):
            never[HoldReason.LOOKS_KNOWN].append(name)
        self._found.count(HoldReason.SERVICES_ADDED, key, current.needs, name)

    @cached_property
    def _rare(self) -> frozenset[str]:
        """Keys of the words by which few accepted organizations are known."""
        uses = Counter(word for one in self.baseline.records.values() for word in one.words)
        return frozenset(word for word, count in uses.items() if count <= _FEW)

    def _claims(self, service: Service) -> bool:
        """True if a new service may be taken for one of an accepted organization, or of anybody."""
        owner = self.new.organizations.get(service.organization_id)
        name, page = (owner.name, owner.website) if owner else ("", None)
        texts = (service.quiet_name, service.phrase, service.lead or "", service.say or "")
        words = self.hasher.words(service.name, *texts, name)
        return (
            self.hasher.of("organization", service.organization_id) in self.baseline.records
            or not self._rare.isdisjoint(words)
            or _is_anybodys(service.url, service.chat_url, page)
        )

    def _service(
        self, key: str, name: str, accepted: AcceptedService, current: AcceptedService
    ) -> None:
        line = accepted.helpline or current.helpline
        if set(current.allowed) - set(accepted.allowed):
            self._found.never[HoldReason.WORD_ALLOWED].append(name)
        if set(current.streets) - set(accepted.streets):
            self._found.never[HoldReason.PLACES_CHANGED].append(name)
        elif current.streets != accepted.streets:
            self._count(key, HoldReason.FACTS_CHANGED, accepted, name)
        numbers = Counter(current.numbers) != Counter(accepted.numbers)
        if line and (numbers or set(current.dated) != set(accepted.dated)):
            self._line(name)
        vouched = (_VOUCHED | {Fact.LINES} if numbers else _VOUCHED) if line else frozenset()
        for fact, digest in current.facts.items():
            if digest != accepted.facts.get(fact) and fact in vouched:
                self._line(name)
            elif digest != accepted.facts.get(fact):
                self._fact(key, fact, accepted, name)
        if current.always and not accepted.always:
            # Shown at any age, so no caution would accompany it.
            self._found.never[HoldReason.HOURS_CHANGED].append(name)
        self._last_day(key, name, accepted, current)

    def _fact(self, key: str, fact: Fact, accepted: AcceptedService, name: str) -> None:
        """Record a changed fact; one that the baseline lacks has never been accepted."""
        if fact is Fact.WEB and _is_anybodys(self.services[key].url, self.services[key].chat_url):
            self._found.never[HoldReason.WEB_CHANGED].append(name)
        if fact in _NEVER or fact not in accepted.facts:
            self._found.never[_REASONS[fact]].append(name)
        else:
            self._count(key, _REASONS[fact], accepted, name)

    def _count(self, key: str, reason: HoldReason, accepted: AcceptedService, name: str) -> None:
        """Record a change that may pass alone, unless it is of a protected service."""
        self._found.changed.add(key)
        self._found.count(reason, key, accepted.needs, name)
        if reason is not HoldReason.SERVICES_GONE or accepted.helpline:
            self._protect(key, name)

    def _last_day(
        self, key: str, name: str, accepted: AcceptedService, now: AcceptedService
    ) -> None:
        """Record a changed last day: an earlier one is a removal, a later one a changed fact."""
        previous, current = accepted.last_day, now.last_day
        if previous == current:
            return
        sooner = current is not None and (previous is None or current < previous)
        reason = HoldReason.SERVICES_GONE if sooner else HoldReason.FACTS_CHANGED
        self._count(key, reason, accepted, name)

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
        """Compare guides, cards, figures, tiles, search words, and organizations of services."""
        present = set[str]()
        for record in self.new.content.records:
            if not isinstance(record, WHOLE):
                continue
            key = self.hasher.of(kind_of(record), record.id)
            present.add(key)
            if isinstance(record, Organization):
                self._organization(key, record)
            elif self._differs(key, record):
                self._found.never[HoldReason.GUIDES_CHANGED].append(record.id)
        for key, accepted in self.baseline.records.items():
            # A record whose services are all gone leads nowhere.
            named = accepted.services
            empty = bool(named) and not any(one in self.services for one in named)
            if key not in present and not empty and not accepted.organization:
                self._found.never[HoldReason.GUIDES_CHANGED].append(ALL)

    def _organization(self, key: str, record: Organization) -> None:
        services = [one for one in self.new.services.values() if one.organization_id == record.id]
        accepted = self.baseline.records.get(key)
        if accepted is None or not services:
            return
        now = accepted_record(record, self.hasher)
        if now.whole != accepted.whole:
            self._found.never[HoldReason.NAMES_CHANGED].append(record.name)
        if now.web != accepted.web and _is_anybodys(record.website):
            self._found.never[HoldReason.WEB_CHANGED].append(record.name)
        if now.web != accepted.web:
            needs = {need for one in services for need in one.categories}
            self._found.count(HoldReason.WEB_CHANGED, key, needs, record.name)
            for one in map(self.hasher.service, (one.id for one in services)):
                if one in self.baseline.services:
                    self._protect(one, record.name)

    def _differs(self, key: str, record: AnyRecord) -> bool:
        """True if a record differs from the accepted one, apart from removed services."""
        now, accepted = accepted_record(record, self.hasher), self.baseline.records.get(key)
        if accepted is None or now.whole != accepted.whole:
            return True
        previous, current = set(accepted.services), set(now.services)
        return bool(current - previous) or any(one in self.services for one in previous - current)

    def _texts(self) -> None:
        """Compare translations: one that is gone counts like one that says something else."""
        texts, missing = self.baseline.texts, {k: {*v} for k, v in self.baseline.texts.items()}
        for text in self._translations(self.new):
            key = text_key(text, self.hasher)
            missing.get(text.language, set()).discard(key)
            if texts.get(text.language, {}).get(key) != text_hash(text, self.hasher):
                self._text(text)
        for text in self._translations(self.old) if any(missing.values()) else ():
            if (key := text_key(text, self.hasher)) in missing.get(text.language, ()):
                missing[text.language].remove(key)
                self._text(text)
        for language, keys in missing.items():
            self._found.texts[language] += len(keys)

    @staticmethod
    def _translations(side: ComparedDirectory | None) -> Iterator[Translation]:
        return (
            (one for one in side.content.records if isinstance(one, Translation))
            if side
            else iter(())
        )

    def _text(self, text: Translation) -> None:
        """Record a new, changed or removed translation; that of a new service belongs to it."""
        never = self._found.never
        if text.reviewed or text.origin is TextOrigin.HUMAN:
            never[HoldReason.TEXTS_CHANGED].append(text.language)
        if text.entity == "service":
            key = self.hasher.service(text.entity_id)
            accepted, service = self.baseline.services.get(key), self.services.get(key)
            if accepted is None or service is None:
                return
            if text.field in ("name", "quiet_name"):
                never[HoldReason.NAMES_CHANGED].append(service.name)
            else:
                self._protect(key, service.name)
            if self.now[key].facts[Fact.PROSE] != accepted.facts[Fact.PROSE]:
                never[HoldReason.TEXTS_CHANGED].append(service.name)
            self._found.count(HoldReason.TEXTS_CHANGED, key, accepted.needs, service.name)
        elif text.entity == "organization":
            never[HoldReason.NAMES_CHANGED].append(self.new.organization(text.entity_id))
        else:
            never[HoldReason.GUIDES_CHANGED].append(text.entity_id)
        self._found.texts[text.language] += 1


def _is_anybodys(*pages: str | None) -> bool:
    """True if one of the web addresses is at a host under which anybody may open a page."""
    return any(is_listed(host_of(page), "anybodys") for page in pages)
