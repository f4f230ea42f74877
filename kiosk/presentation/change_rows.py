"""The change report in words for all who read it: rows with the most dangerous first, and sums."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.override import Revealing
from kiosk.domain.records import Need, PhoneType
from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.messages import N_, NP_, Message
from kiosk.sync.change_report import AllowedWord, ChangeReport, KeyRole, NamedService


class ChangeSubject(StrEnum):
    """Subject of a row, in order of danger."""

    HELPLINE = "helpline"
    KEY = "key"
    LIST = "list"
    """Length of a list that loses more than a fifth."""
    SHOWN = "shown"
    REVEALING = "revealing"
    NUMBER = "number"
    NAME = "name"
    PLACE = "place"
    ADDRESS = "address"
    GONE = "gone"
    HIDDEN = "hidden"
    NEW = "new"
    CHANGED = "changed"
    LENGTH = "length"
    """Length of a list."""


SAFE = {ChangeSubject.NEW, ChangeSubject.CHANGED, ChangeSubject.LENGTH}
"""The others can send a visitor to the wrong place, or a pursuer to the right one."""
MANY = 5
"""Number of new or of changed services from which they count as dangerous."""
EXCERPT = 120
"""Characters of a text in a row, about four lines of a column."""
OTHER = N_("other details")
GROUPS: dict[str, Message] = {
    name: words
    for names, words in (
        (
            ("name", "quiet_name", "phrase", "description", "lead", "say", "text_keyword"),
            N_("name or words"),
        ),
        (("phones",), N_("phone numbers")),
        (("hours", "always_open"), N_("opening hours")),
        (("places", "service_area"), N_("where it is")),
        (("cost",), N_("what it costs")),
        (
            ("audience", "minimum_age", "maximum_age", "children", "pets", "accessibility"),
            N_("who may come"),
        ),
        (("id_needed", "any_immigration_status", "bring"), N_("papers")),
        (("start", "referral_by", "referral_line"), N_("how to start")),
        (
            ("languages", "interpreter", "any_language", "text_languages", "chat_languages"),
            NP_("report", "languages"),
        ),
        (("categories", "situations", "room_line", "answers"), N_("what it helps with")),
        (("url", "chat_url"), N_("web address")),
        (
            ("law_enforcement", "report_line", "part_of_prosecution", "must_report"),
            N_("police and reports"),
        ),
    )
    for name in names
}
"""Fields of a service in words for staff; several share one."""
FIELDS = {
    "answers": "questions that it answers",
    "any_immigration_status": "immigration status",
    "assured_date": "last check",
    "bring": "what to bring",
    "categories": "what it helps with",
    "chat_url": "chat",
    "confirmed": "called by a person",
    "guarded": "its numbers, or what each is for",
    "id_needed": "identity papers",
    "importance": "place in the list",
    "law_enforcement": "police line",
    "lead": "first to know",
    "maximum_age": "oldest age",
    "minimum_age": "youngest age",
    "must_report": "duty to report",
    "organization_id": "organization",
    "phones": "numbers",
    "phrase": "short line",
    "places": "where it is",
    "referral_by": "who sends people there",
    "referral_line": "line that sends people there",
    "room_line": "who knows free beds",
    "say": "what to say",
    "service_area": "area",
    "situations": "which questions lead there",
    "start": "how to start",
    "text_keyword": "word of the message",
    "unread": "changed in an earlier file that nobody has read",
    "url": "website",
    "valid_until": "last day",
}
"""Fields in words for editors, where their names are no plain words."""
TYPES: dict[PhoneType, Message] = {
    PhoneType.TEXT: N_("Text messages"),
    PhoneType.TTY: N_("TTY"),
    PhoneType.VIDEOPHONE: N_("Videophone"),
}
REVEALING: dict[Revealing, Message] = {
    Revealing.QUIET_NAME: N_("Name on paper and phones"),
    Revealing.WEBSITE: N_("Web page in a QR code"),
    Revealing.KEYWORD: N_("Word of a text message"),
}
"""Revealing texts that are allowed to leave the screen."""
KEYS: dict[KeyRole, Message] = {
    KeyRole.ROOT: N_("Says whose keys count"),
    KeyRole.TARGETS: N_("Signs the help lines"),
    KeyRole.DIRECTORY: N_("Signs the new data"),
}
"""Task of the holder of a coalition key."""
REACHES = {"number", "text_number", "text_keyword", "tty", "chat_url", "guarded", "out_of_service"}
"""Fields of a helpline whose values are in the report."""
PHONE, HELPLINE = N_("Phone"), N_("Help line")
LIST_NOW, LIST_LATER = N_("Services in this list"), N_("Services in this list later")
"""Number of services that a visitor finds for a need, before and after."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change. ``numbers``: old and new are dialled; ``fields``: names of what else changed.

    ``details`` are in English, for editors: organization, role, field, language. ``ways`` are all
    that reach a removed service. ``allowed`` records who permits a revealing word, when and why.
    ``many``: rows of this kind are dangerous by their number. ``need`` is the list concerned,
    ``day`` the date from which it is.
    """

    what: ChangeSubject
    name: str
    kind: Message
    old: str = ""
    new: str = ""
    numbers: bool = False
    details: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    allowed: AllowedWord | None = None
    many: bool = False
    need: Need | None = None
    day: dt.date | None = None

    @property
    def dangerous(self) -> bool:
        """Return True if it can send a visitor to the wrong place."""
        return self.many or self.what not in SAFE


def field_groups(names: Iterable[str]) -> tuple[Message, ...]:
    """Return what fields are about, in words for staff; several share one."""
    return tuple(dict.fromkeys(GROUPS.get(name, OTHER) for name in names))


def field_words(names: Iterable[str]) -> str:
    """Return names of fields as a list of English words."""
    return ", ".join(FIELDS.get(name, name.replace("_", " ")) for name in names)


def rows_of(report: ChangeReport) -> tuple[ChangeRow, ...]:
    """Return every change, most dangerous first."""
    order = list(ChangeSubject)
    counts = {ChangeSubject.NEW: len(report.added), ChangeSubject.CHANGED: len(report.changed)}
    rows = (replace(row, many=counts.get(row.what, 0) >= MANY) for row in _rows(report))
    return tuple(sorted(rows, key=lambda row: order.index(row.what)))


def _rows(report: ChangeReport) -> Iterator[ChangeRow]:
    yield from _helplines(report)
    for key in report.keys:
        yield ChangeRow(
            ChangeSubject.KEY,
            key.name,
            KEYS[key.role],
            key.old,
            key.new,
            details=(key.role.value,),
        )
    yield from _numbers_and_texts(report)
    yield from _lists(report)
    yield from _places(report)
    for one in report.allowed:
        yield ChangeRow(
            ChangeSubject.REVEALING,
            one.name,
            REVEALING[one.what],
            new=one.text,
            details=(one.organization,),
            allowed=one,
        )
    yield from map(_removed, report.removed)
    for url in report.urls:
        yield ChangeRow(
            ChangeSubject.ADDRESS,
            url.name,
            N_("Web address"),
            url.old,
            url.new,
            details=(field_words([url.field]),),
        )
    for added in report.added:
        what = ChangeSubject.HELPLINE if added.helpline else ChangeSubject.NEW
        ways = [
            *((number, True) for number in added.numbers),
            *((way, False) for way in (*added.urls, *added.addresses)),
        ]
        for way, dialled in ways or [("", True)]:
            yield ChangeRow(
                what,
                added.name,
                N_("New"),
                new=way,
                numbers=dialled,
                details=(added.organization, *(["new"] if added.helpline else [])),
            )
    for changed in report.changed:
        if field_groups(changed.fields) not in {(GROUPS["phones"],), (GROUPS["url"],)}:
            yield ChangeRow(
                ChangeSubject.CHANGED,
                changed.name,
                N_("Changed"),
                details=(changed.organization,),
                fields=changed.fields,
            )


def _removed(gone: NamedService) -> ChangeRow:
    """Return the row of a removed service; a line that *Talk to someone* keeps only changes."""
    lost = tuple(number for number in gone.numbers if number not in gone.stays)
    if gone.stays and not lost:
        details, fields = (gone.organization,), ("categories",)
        kind = N_("Changed")
        return ChangeRow(ChangeSubject.CHANGED, gone.name, kind, details=details, fields=fields)
    return ChangeRow(
        ChangeSubject.HELPLINE if gone.helpline else ChangeSubject.GONE,
        gone.name,
        N_("Removed"),
        next(iter(lost), ""),  # one is enough to recognise it
        numbers=True,
        details=(gone.organization, *(["goes"] if gone.helpline else [])),
        ways=(*lost, *gone.urls),
    )


def _numbers_and_texts(report: ChangeReport) -> Iterator[ChangeRow]:
    """Yield changed numbers and texts."""
    for number in report.numbers:
        yield ChangeRow(
            ChangeSubject.HELPLINE if number.helpline else ChangeSubject.NUMBER,
            number.name,
            TYPES.get(number.type, PHONE),
            number.old,
            number.new,
            numbers=True,
            details=(number.organization, number.type.value),
        )
    for text in report.texts:
        yield ChangeRow(
            ChangeSubject.HELPLINE if text.helpline else ChangeSubject.NAME,
            text.name,
            GROUPS["name"],
            text.old,
            text.new,
            details=tuple(filter(None, (field_words([text.field]), text.language))),
        )


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return two texts; of long ones the part where they differ."""
    at = next((n for n, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), 0)
    first = max(0, at - EXCERPT // 2)
    cut = (text[first : first + EXCERPT] for text in (old, new))
    parts = [
        f"{'…' if first and part else ''}{part}{'…' if first + EXCERPT < len(text) else ''}"
        for part, text in zip(cut, (old, new), strict=True)
    ]
    return parts[0], parts[1]


def _lists(report: ChangeReport) -> Iterator[ChangeRow]:
    for one in report.lists:
        what = ChangeSubject.LIST if one.shrinks else ChangeSubject.LENGTH
        if one.before != one.after:
            yield ChangeRow(what, "", LIST_NOW, f"{one.before}", f"{one.after}", need=one.need)
        if one.day:
            then = (f"{one.before_then}", f"{one.after_then}")
            yield ChangeRow(what, "", LIST_LATER, *then, need=one.need, day=one.day)


def _places(report: ChangeReport) -> Iterator[ChangeRow]:
    for place in report.addresses:
        details = (place.organization,)
        yield ChangeRow(
            ChangeSubject.PLACE, place.name, N_("Address"), place.old, place.new, details=details
        )
    for what, places in (
        (ChangeSubject.SHOWN, report.shown),
        (ChangeSubject.HIDDEN, report.hidden),
    ):
        for turned in places:
            name = ", ".join(turned.services) or turned.organization
            owner = (turned.organization,) if turned.services else ()
            yield ChangeRow(what, name, N_("Address"), details=owner)


def _helplines(report: ChangeReport) -> Iterator[ChangeRow]:
    """Yield changes of ``helplines.json``; services already in the report are skipped."""
    reported = {one.service_id for one in report.numbers}
    reported |= {one.id for one in (*report.added, *report.removed)}
    for line in report.helplines:
        if line.id in reported:
            continue
        old = [number for number in line.old if number not in line.new]
        new = [number for number in line.new if number not in line.old]
        kind = HELPLINE
        if "out_of_service" in line.fields:
            kind = N_("Help line, in service again") if new else N_("Help line, out of service")
        for at in range(max(len(old), len(new))):
            before, after = (side[at] if at < len(side) else "" for side in (old, new))
            yield ChangeRow(
                ChangeSubject.HELPLINE,
                line.name,
                kind,
                before,
                after,
                numbers="://" not in before + after,
            )
        fields = tuple(name for name in line.fields if name not in REACHES)
        if (not old and not new) or (line.old and line.new and fields):
            fields = fields or line.fields
            yield ChangeRow(ChangeSubject.HELPLINE, line.name, kind, fields=fields)


def sums_of(report: ChangeReport, catalog: Catalog) -> list[tuple[int, str]]:
    """Return the sums of changes, most dangerous first, without zeros except for the unchanged."""
    numbers, shown, hidden = len(report.numbers), len(report.shown), len(report.hidden)
    gone, new, changed = len(report.removed), len(report.added), len(report.changed)
    keys, urls, streets = len(report.keys), len(report.urls), len(report.addresses)
    words = len(report.allowed)
    tallies = (report.guides, report.cards, report.figures, report.translations)
    every = (*tallies, report.questions, report.search_words)
    texts = sum(one.added + one.removed + one.changed for one in every)
    same = report.services_after - new - changed
    sums = [
        (
            keys,
            catalog.ngettext("key of the coalition changes", "keys of the coalition change", keys),
        ),
        (numbers, catalog.ngettext("phone number changes", "phone numbers change", numbers)),
        (urls, catalog.ngettext("web address changes", "web addresses change", urls)),
        (streets, catalog.ngettext("address changes", "addresses change", streets)),
        (shown, catalog.ngettext("address will be shown", "addresses will be shown", shown)),
        (
            words,
            catalog.ngettext("revealing word may be seen", "revealing words may be seen", words),
        ),
        (hidden, catalog.ngettext("address will be hidden", "addresses will be hidden", hidden)),
        (gone, catalog.ngettext("service is removed", "services are removed", gone)),
        (new, catalog.ngettext("service is new", "services are new", new)),
        (
            changed,
            catalog.ngettext("service has new details", "services have new details", changed),
        ),
        (texts, catalog.ngettext("text is updated", "texts are updated", texts)),
    ]
    stays = (same, catalog.ngettext("service stays the same", "services stay the same", same))
    return [*(one for one in sums if one[0]), stays]
