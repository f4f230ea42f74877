"""Compares everything except services: helplines, allowed words, and counts of other records."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.helplines import Helpline
from kiosk.domain.records import AnyRecord, Service, Translation
from kiosk.domain.syncfile import GuardedLine, HelplineFile
from kiosk.sync.change_report import AllowedWord, HelplineChange, Tally
from kiosk.sync.side import number_of


def helpline_changes(
    old: HelplineFile, new: HelplineFile, names: Mapping[str, str] = MappingProxyType({})
) -> tuple[HelplineChange, ...]:
    """Return the lines, then the guarded numbers of services, that differ.

    ``names`` are those of services by id.
    """
    changes = []
    old_lines: dict[str, Helpline] = {line.id: line for line in old.helplines}
    new_lines: dict[str, Helpline] = {line.id: line for line in new.helplines}
    for key in sorted({*old_lines, *new_lines}):
        before, after = old_lines.get(key), new_lines.get(key)
        fields = tuple(
            name
            for name in Helpline.__struct_fields__
            if getattr(before, name, None) != getattr(after, name, None)
        )
        line = after or before
        if fields and line:
            changes.append(
                HelplineChange(
                    id=key,
                    name=line.name,
                    fields=fields,
                    old=line_numbers(before),
                    new=line_numbers(after),
                )
            )
    old_guarded = {line.service_id: line for line in old.guarded}
    new_guarded = {line.service_id: line for line in new.guarded}
    changes += [
        HelplineChange(
            id=key,
            name=names.get(key, key),
            fields=("guarded",),
            old=_guarded_numbers(old_guarded.get(key)),
            new=_guarded_numbers(new_guarded.get(key)),
        )
        for key in sorted({*old_guarded, *new_guarded})
        if old_guarded.get(key) != new_guarded.get(key)
    ]
    return tuple(changes)


def line_numbers(line: Helpline | None) -> tuple[str, ...]:
    """Return the numbers and the chat of a line in service, as the report shows them."""
    if line is None or line.out_of_service:
        return ()
    text = " ".join(part for part in (line.text_number, line.text_keyword) if part)
    return tuple(number for number in (line.number, text, line.tty, line.chat_url) if number)


def _guarded_numbers(line: GuardedLine | None) -> tuple[str, ...]:
    if line is None or line.out_of_service:
        return ()
    return tuple(map(number_of, line.phones))


def allowed_words(
    old: Mapping[str, Service], new: Mapping[str, Service], organization: Callable[[str], str]
) -> tuple[AllowedWord, ...]:
    """Return the revealing words allowed in ``new`` but not word for word in ``old``.

    Services are given by id; ``organization`` returns the name for an organization's id.
    """
    found = [
        AllowedWord(
            service_id=key,
            name=service.name,
            organization=organization(service.organization_id),
            **{name: getattr(one, name) for name in one.__struct_fields__},
        )
        for key, service in new.items()
        for one in service.overrides
        if key not in old or one not in old[key].overrides
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.what, one.text)))


_TALLIES: Final = {
    "tile": "questions",
    "guide": "guides",
    "awareness_card": "cards",
    "figure": "figures",
    "search_word": "search_words",
    "translation": "translations",
}


def count_changes(old: Iterable[AnyRecord], new: Iterable[AnyRecord]) -> dict[str, Tally]:
    """Count the other records that are added, removed and changed, by field of the report."""
    old_lines, new_lines = _keyed(old), _keyed(new)
    return {
        field: Tally(
            added=len(new_lines[kind].keys() - old_lines[kind].keys()),
            removed=len(old_lines[kind].keys() - new_lines[kind].keys()),
            changed=sum(
                new_lines[kind][key] != old_lines[kind][key]
                for key in new_lines[kind].keys() & old_lines[kind].keys()
            ),
        )
        for kind, field in _TALLIES.items()
    }


def _keyed(records: Iterable[AnyRecord]) -> dict[str, dict[object, AnyRecord]]:
    """Group the counted records by kind; a translation is keyed by what it translates."""
    found: dict[str, dict[object, AnyRecord]] = {kind: {} for kind in _TALLIES}
    for record in records:
        kind = kind_of(record)
        if kind not in found:
            continue
        key: object = record.id
        if isinstance(record, Translation):
            key = (record.entity, record.entity_id, record.field, record.language)
            record = msgspec.structs.replace(record, id="-")  # noqa: PLW2901
        found[kind][key] = record
    return found
