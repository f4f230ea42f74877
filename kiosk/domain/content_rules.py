"""Rules for the content of signed files, whoever signed them.

The kiosk checks a file before it imports it, the editor's desk before it signs one. References
and hidden addresses are checked in :mod:`kiosk.domain.checks`; here are single values
(:mod:`kiosk.domain.value_rules`), prose (:mod:`kiosk.domain.prose`), revealing names, and the
guarded helplines, which the weekly directory key can neither change nor drop.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

import msgspec

from kiosk.domain import discretion
from kiosk.domain.checks import kind_of
from kiosk.domain.helplines import ANCHORS, Helpline, is_forged
from kiosk.domain.override import Revealing
from kiosk.domain.prose import ProseChecker, check_line
from kiosk.domain.records import (
    AnyRecord,
    Phone,
    PhoneType,
    Record,
    Schedule,
    Service,
    Status,
    Translation,
)
from kiosk.domain.syncfile import (
    GuardedHours,
    GuardedLine,
    GuardedPhone,
    GuardedWords,
    HelplineFile,
    Withdrawn,
)
from kiosk.domain.text_rules import are_ordinary
from kiosk.domain.value_rules import ContentRule, helpline_rules, record_rules

__all__ = ["NEW_FILE_RULES", "ContentProblem", "ContentRule", "check_content", "guarded_lines"]

_AT_ONCE: Final = 250
"""Translations per batch: more are no faster, and one joiner slows down its whole batch."""

NEW_FILE_RULES: Final = frozenset(
    {
        *(ContentRule.REVEALING, ContentRule.TEXT_NUMBER, ContentRule.TEXT_CODE),
        *(ContentRule.TEXT_WEB, ContentRule.TEXT_STREET),
    }
)
"""Rules about wording, which grow over time: only a new file must pass them."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ContentProblem:
    """One broken rule: the record (``kind``, ``id``) and the field that breaks it."""

    rule: ContentRule
    kind: str
    id: str
    field: str = ""

    def __str__(self) -> str:
        """Return ``rule: kind id, field`` for the person who fixes the file."""
        where = f", {self.field}" if self.field else ""
        return f"{self.rule}: {self.kind} {self.id}{where}"


class _ByKind:
    """The records of a directory by kind, in their order."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self.lists: defaultdict[type, list[AnyRecord]] = defaultdict(list)
        for record in records:
            self.lists[type(record)].append(record)

    def of(self, kind: type[R]) -> list[R]:
        """Return the records of one kind."""
        return cast("list[R]", self.lists[kind])


def guarded_lines(records: Iterable[AnyRecord]) -> tuple[GuardedLine, ...]:
    """Return the active helpline services as ``targets`` guards them.

    Sorted, so that the same lines always give the same file.
    """
    kinds = _ByKind(records)
    lines = {service.id: service for service in kinds.of(Service) if _is_line(service)}
    phones, words = _phones(kinds.of(Phone), lines), _words(kinds, lines)
    return tuple(
        GuardedLine(
            service_id=key, phones=tuple(sorted(phones.get(key, ()), key=str)), says=words[key]
        )
        for key in sorted(lines)
    )


def _words(kinds: _ByKind, lines: Mapping[str, Service]) -> dict[str, GuardedWords]:
    """Return the guarded texts and hours by service id."""
    numbers = {one.id: one.number for one in kinds.of(Phone) if one.service_id in lines}
    hours: defaultdict[str, list[GuardedHours]] = defaultdict(list)
    for one in kinds.of(Schedule):
        if one.service_id in lines:
            number = numbers.get(one.phone_id or "", "")
            said = GuardedHours(number=number, **_repeated(GuardedHours, one, but="number"))
            hours[one.service_id].append(said)
    return {
        key: GuardedWords(
            hours=tuple(sorted(hours[key], key=str)), **_repeated(GuardedWords, one, but="hours")
        )
        for key, one in lines.items()
    }


def _repeated(kind: type[msgspec.Struct], record: Record, but: str = "") -> dict[str, Any]:
    """Return the fields of a record that ``kind`` repeats under the same names."""
    return {name: getattr(record, name) for name in kind.__struct_fields__ if name != but}


def check_content(
    records: Sequence[AnyRecord], helplines: HelplineFile, withdrawn: Collection[Withdrawn]
) -> list[ContentProblem]:
    """Return all broken rules: helplines, withdrawals, single records, names, prose."""
    kinds = _ByKind(records)
    problems = [
        *_check_lines(helplines.helplines),
        *_check_guard(kinds, helplines.guarded),
        *_check_withdrawn(kinds, helplines, withdrawn),
    ]
    translations: defaultdict[str, list[Translation]] = defaultdict(list)
    for translation in kinds.of(Translation):
        translations[translation.language].append(translation)
    for language, texts in translations.items():
        problems += _check_translations(language, texts)
    for kind, some in kinds.lists.items():
        if kind is not Translation:
            for record in some:
                problems += _own(record)
    problems += _check_names(kinds, helplines.helplines)
    return problems + [
        ContentProblem(rule, kind_of(record), record.id, field)
        for record, (rule, field) in ProseChecker(records).problems()
    ]


def _own(record: AnyRecord) -> list[ContentProblem]:
    """Return the rules a record breaks by itself."""
    found = record_rules(record)
    return [ContentProblem(rule, kind_of(record), record.id, field) for rule, field in found]


def _check_translations(language: str, records: Sequence[Translation]) -> Iterator[ContentProblem]:
    """Check the translations into one language in batches, one by one only if a batch fails."""
    for start in range(0, len(records), _AT_ONCE):
        some = records[start : start + _AT_ONCE]
        if not are_ordinary([record.text for record in some], language):
            for record in some:
                yield from _own(record)


def _check_names(kinds: _ByKind, lines: Sequence[Helpline]) -> list[ContentProblem]:
    """Check the names that leave the screen: none may be revealing without an override."""
    services = kinds.of(Service)
    translated = [one for one in kinds.of(Translation) if one.field == "quiet_name"]
    own = {service.quiet_name for service in services} | {line.quiet_name for line in lines}
    own |= {one.text for one in translated}
    telling = discretion.revealing_texts(own)
    if not telling:
        return []
    by_id = {service.id: service for service in services}
    named = (
        *(("helpline", line.id, "quiet_name", line.quiet_name, None) for line in lines),
        *(("service", one.id, "quiet_name", one.quiet_name, one) for one in services),
        *(
            ("translation", one.id, "text", one.text, by_id.get(one.entity_id))
            for one in translated
        ),
    )
    return [
        ContentProblem(ContentRule.REVEALING, kind, key, field)
        for kind, key, field, text, service in named
        if text in telling and not (service and service.lets(Revealing.QUIET_NAME, text))
    ]


def _check_lines(lines: Sequence[Helpline]) -> list[ContentProblem]:
    """Check the lines of ``helplines.json``: each by itself, reserved ids, duplicate ids."""
    problems = []
    seen: set[str] = set()
    for line in lines:
        found = helpline_rules(line) + check_line(line)
        own = next((anchor for anchor in ANCHORS if anchor.id == line.id), line)
        if is_forged(line) or line.text_keyword != own.text_keyword:
            found.append((ContentRule.FORGED, "number"))
        if line.id in seen:
            found.append((ContentRule.DUPLICATE_LINE, "id"))
        seen.add(line.id)
        problems += [ContentProblem(rule, "helpline", line.id, field) for rule, field in found]
    return problems


def _phones(records: Iterable[Phone], lines: Iterable[str]) -> dict[str, set[GuardedPhone]]:
    """Return the numbers of services by service id, without the fields that may change weekly."""
    wanted = set(lines)
    phones: dict[str, set[GuardedPhone]] = {}
    for record in records:
        if record.service_id in wanted:
            guarded = GuardedPhone(**_repeated(GuardedPhone, record))
            phones.setdefault(record.service_id, set()).add(guarded)
    return phones


def _is_line(service: Service | None) -> bool:
    return service is not None and service.helpline and service.status is Status.ACTIVE


def _anchor_phones(line: Helpline) -> set[GuardedPhone]:
    """Return the compiled-in numbers of a reserved line."""
    numbers = (
        (line.number, PhoneType.VOICE, None),
        (line.text_number, PhoneType.TEXT, line.text_keyword),
        (line.tty, PhoneType.TTY, None),
    )
    return {
        GuardedPhone(number=number, type=kind, keyword=keyword)
        for number, kind, keyword in numbers
        if number is not None
    }


def _check_guard(kinds: _ByKind, guarded: Sequence[GuardedLine]) -> list[ContentProblem]:
    """Check the directory's helplines against ``targets`` and the compiled-in lines."""
    services = {service.id: service for service in kinds.of(Service)}
    lines = {line.service_id: line for line in guarded}
    phones = _phones(kinds.of(Phone), (*lines, *(anchor.id for anchor in ANCHORS)))
    words = _words(kinds, {key: services[key] for key in lines if key in services})
    ids = Counter(line.service_id for line in guarded)
    broken = [(ContentRule.DUPLICATE_LINE, key) for key, count in ids.items() if count > 1]
    for key, line in lines.items():
        rule = _guard_rule(line, services.get(key), phones.get(key, set()), words.get(key))
        broken += [(rule, key)] if rule else []
    broken += [
        (ContentRule.UNGUARDED, key)
        for key, service in services.items()
        if key not in lines and _is_line(service)
    ]
    broken += [
        (ContentRule.FORGED, anchor.id)
        for anchor in ANCHORS
        if phones.get(anchor.id, set()) - _anchor_phones(anchor)
    ]
    return [ContentProblem(rule, "service", key, "helpline") for rule, key in broken]


def _guard_rule(
    line: GuardedLine,
    service: Service | None,
    phones: set[GuardedPhone],
    words: GuardedWords | None,
) -> ContentRule | None:
    if line.out_of_service:
        return ContentRule.GUARDED_CLOSED if service is not None else None
    if not _is_line(service):
        return ContentRule.GUARDED_MISSING
    if phones != set(line.phones):
        return ContentRule.GUARDED_NUMBERS
    return ContentRule.GUARDED_WORDS if line.says not in (None, words) else None


def _check_withdrawn(
    kinds: _ByKind, helplines: HelplineFile, withdrawn: Collection[Withdrawn]
) -> list[ContentProblem]:
    """Check that withdrawn records are gone and do not belong to a helpline."""
    if not withdrawn:
        return []
    services = {service.id: service for service in kinds.of(Service)}
    lines = {line.service_id for line in helplines.guarded}
    lines |= {line.id for line in (*ANCHORS, *helplines.helplines)}
    own = {("service", line) for line in lines}
    own |= {("organization", services[line].organization_id) for line in lines & services.keys()}
    own |= {("phone", record.id) for record in kinds.of(Phone) if record.service_id in lines}
    own |= {("phone", f"{line}.{n}") for line in lines for n in (1, 2)}
    present = {(kind_of(kind), one.id) for kind, some in kinds.lists.items() for one in some}
    problems = []
    for entry in withdrawn:
        key = (entry.kind, entry.id)
        if key in own:
            problems.append(ContentProblem(ContentRule.WITHDRAWN_HELPLINE, *key))
        elif key in present:
            problems.append(ContentProblem(ContentRule.WITHDRAWN, *key))
    return problems
