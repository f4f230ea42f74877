"""Describe a change report in plain English, most dangerous first, for editors and the shell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kiosk.domain.contact import format_phone
from kiosk.domain.key_roles import Role
from kiosk.domain.override import Revealing
from kiosk.domain.records import AnyRecord, Service
from kiosk.domain.report_lines import ReportRow, ReportSection, with_noun
from kiosk.presentation.words import NEEDS
from kiosk.sync.report import (
    AddressChange,
    AllowedWord,
    ChangedService,
    ChangeReport,
    HelplineChange,
    KeyChange,
    ListChange,
    NamedService,
    NumberChange,
    PlaceChange,
    Tally,
    UrlChange,
)

_REVEALING: Final = {
    Revealing.QUIET_NAME: "quiet name",
    Revealing.WEBSITE: "web page",
    Revealing.KEYWORD: "text word",
}
FIELDS: Final = {
    "any_immigration_status": "immigration status",
    "assured_date": "last check",
    "bring": "what to bring",
    "categories": "what it helps with",
    "children": "children",
    "chat_url": "chat",
    "confirmed": "called by a person",
    "id_needed": "identity papers",
    "importance": "place in the list",
    "law_enforcement": "police line",
    "maximum_age": "oldest age",
    "minimum_age": "youngest age",
    "organization_id": "organization",
    "part_of_prosecution": "part of prosecution",
    "phones": "numbers",
    "phrase": "short line",
    "places": "where it is",
    "quiet_name": "quiet name",
    "referral_by": "who sends people there",
    "report_line": "report line",
    "service_area": "area",
    "sources": "sources",
    "start": "how to start",
    "unread": "changed in an earlier file that nobody has read",
    "url": "website",
    "valid_until": "last day",
    "must_report": "duty to report",
    "room_line": "who knows free beds",
    "situations": "which questions lead there",
    "number": "number",
    "text_number": "text number",
    "text_keyword": "word of the message",
    "out_of_service": "out of service",
    "guarded": "its numbers, or what each is for",
}
"""Names of fields that are no plain words by themselves."""


_NUMBER: Final = re.compile(r"\+[0-9]{8,15}\b")


def number_words(numbers: Iterable[str]) -> str:
    """Format numbers as people write them, without repetitions."""
    return ", ".join(
        dict.fromkeys(_NUMBER.sub(lambda found: format_phone(found[0]), each) for each in numbers)
    )


def field_words(names: Iterable[str]) -> str:
    """Return names of fields as a list of words."""
    return ", ".join(FIELDS.get(name, name.replace("_", " ")) for name in names)


def sections_of(changes: ChangeReport, names: Mapping[str, str]) -> tuple[ReportSection, ...]:
    """Return all changes, or one section that says there are none. ``names`` of services by id."""
    before, after = changes.services_before, changes.services_after
    rows = (ReportRow("Services", f"{before:,}", f"{after:,}"),) if before != after else ()
    others = tuple(
        ReportRow(f"{name}: {_tally(tally)}")
        for name, tally in (
            ("Questions", changes.questions),
            ("Guides", changes.guides),
            ("Cards", changes.cards),
            ("Figures", changes.figures),
            ("Search words", changes.search_words),
            ("Translations", changes.translations),
        )
        if tally != Tally()
    )
    found = (
        helpline_section(changes.helplines, names),
        key_section(changes.keys),
        ReportSection("Texts of helplines that change", _texts(changes, helpline=True)),
        ReportSection("What a visitor will find", tuple(_lists(changes.lists))),
        ReportSection(
            "Hidden addresses that are shown from now on", tuple(map(_place, changes.shown))
        ),
        ReportSection(
            "Words that give a visitor away, allowed by a person", _allowed(changes.allowed)
        ),
        ReportSection("Numbers that change", tuple(map(_number, changes.numbers))),
        ReportSection("Names that change", _texts(changes, helpline=False)),
        ReportSection("Addresses that change", tuple(map(_address, changes.addresses))),
        ReportSection("Web addresses that change", tuple(map(_url, changes.urls))),
        ReportSection("Services that go", tuple(map(_service, changes.removed))),
        ReportSection("Addresses that are hidden from now on", tuple(map(_place, changes.hidden))),
        ReportSection("New services", tuple(map(_service, changes.added))),
        ReportSection("Services that say something else", tuple(map(_changed, changes.changed))),
        ReportSection("Besides", (*rows, *others)),
    )
    filled = tuple(section for section in found if section is not None and section.rows)
    return filled or (ReportSection("Nothing changes for visitors", ()),)


def helpline_section(
    changes: Sequence[HelplineChange], names: Mapping[str, str]
) -> ReportSection | None:
    """Return the changes of helplines, or ``None``; ``names`` of services by id."""
    rows = tuple(
        ReportRow(
            f"{names.get(change.id, change.name)} ({_what(change)})",
            number_words(change.old),
            number_words(change.new),
        )
        for change in changes
    )
    return ReportSection("Helplines that change", rows) if rows else None


def key_section(changes: Sequence[KeyChange]) -> ReportSection | None:
    """Return the changes of key holders, or ``None``."""
    rows = tuple(
        ReportRow(f"{one.role}, {Role(one.role.value).meaning}", one.old, one.new)
        for one in changes
    )
    return ReportSection("Keys of the coalition that change", rows) if rows else None


def _what(change: HelplineChange) -> str:
    if change.old and change.new:
        return field_words(change.fields)
    return "new" if change.new else "goes"


def names_of(*directories: Iterable[AnyRecord]) -> dict[str, str]:
    """Return names of services by id; later directories take precedence."""
    return {
        record.id: record.name
        for records in directories
        for record in records
        if isinstance(record, Service)
    }


def _texts(changes: ChangeReport, *, helpline: bool) -> tuple[ReportRow, ...]:
    """Return changed names, or all changed texts of helplines."""
    return tuple(
        ReportRow(
            f"{one.name} ({', '.join(filter(None, (field_words([one.field]), one.language)))})",
            one.old,
            one.new,
        )
        for one in changes.texts
        if one.helpline is helpline
    )


def _lists(lists: Iterable[ListChange]) -> Iterator[ReportRow]:
    """Yield the number of services for each need, now and on the day with the fewest."""
    for one in lists:
        if one.before != one.after:
            yield ReportRow(NEEDS[one.need].text, f"{one.before}", f"{one.after}")
        if one.day:
            yield ReportRow(
                f"{NEEDS[one.need].text} from {one.day}", f"{one.before_then}", f"{one.after_then}"
            )


def _number(change: NumberChange) -> ReportRow:
    helpline = ", helpline" if change.helpline else ""
    return ReportRow(
        f"{change.name} ({change.organization}, {change.type}{helpline})",
        number_words([change.old]),
        number_words([change.new]),
    )


def _allowed(words: Sequence[AllowedWord]) -> tuple[ReportRow, ...]:
    return tuple(
        ReportRow(
            f"{one.name} ({one.organization}, {_REVEALING[one.what]}), allowed by {one.by} "
            f"on {one.date}: {one.reason}: {one.text}"
        )
        for one in words
    )


def _address(change: AddressChange) -> ReportRow:
    return ReportRow(f"{change.name} ({change.organization})", change.old, change.new)


def _url(change: UrlChange) -> ReportRow:
    return ReportRow(f"{change.name} ({field_words([change.field])})", change.old, change.new)


def _service(service: NamedService) -> ReportRow:
    reach = ", ".join(
        filter(None, (number_words(service.numbers), *service.urls, *service.addresses))
    )
    helpline = "Helpline: " if service.helpline else ""
    return ReportRow(
        f"{helpline}{service.name} ({service.organization}){f': {reach}' if reach else ''}"
    )


def _place(place: PlaceChange) -> ReportRow:
    services = f": {', '.join(place.services)}" if place.services else ""
    return ReportRow(f"A place of {place.organization}{services}")


def _changed(service: ChangedService) -> ReportRow:
    return ReportRow(f"{service.name} ({service.organization}): {field_words(service.fields)}")


def _tally(tally: Tally) -> str:
    parts = ((tally.added, "new"), (tally.removed, "gone"), (tally.changed, "changed"))
    return ", ".join(with_noun(number, word, word) for number, word in parts if number)
