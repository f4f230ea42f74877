"""Find what visitors will notice: changes count only if a page of the screen differs."""

import datetime as dt
import gettext
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

import msgspec

from kiosk.domain.answer_order import answers_to
from kiosk.domain.checks import TRANSLATABLE
from kiosk.domain.clock import TrustedTime
from kiosk.domain.language import known_language
from kiosk.domain.queries import Listing, LocalText
from kiosk.domain.records import AnyRecord, Schedule, Service, Tile, Translation
from kiosk.domain.report_lines import ReportRow, ReportSection, with_noun
from kiosk.domain.schedule import weekly_hours
from kiosk.editor.workbook.source_draft import Origin
from kiosk.i18n.catalogs import SOURCE_TAG, Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.presentation.change_messages import number_words, sections_of
from kiosk.presentation.change_rows import FIELDS
from kiosk.presentation.describe import describe
from kiosk.presentation.field_words import NEEDS
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.views import ServiceView
from kiosk.sync.change_report import ChangeReport, NamedService
from kiosk.sync.side import ComparedDirectory, DirectoryContent

NUMBERS: Final = "Numbers"
HOURS: Final = "Hours"
GONE: Final = "No longer on the screen"
NEW: Final = "New"
WORDS: Final = "Says something else"
STREETS: Final = "Streets shown or hidden"
ALSO: Final = "Also"
_TRANSLATED: Final = {FIELDS.get(one, one): one for one in TRANSLATABLE["service"]}
_DIGITS: Final = 6
"""Digits from which a text is compared letter by letter."""
_OTHER_PARTS: Final = {"clock", "pin", "lock"}
"""Icons of facts that have a section of their own: today's hours, where it is."""


def marked(old: str, new: str) -> list[tuple[str, str]]:
    """Return the parts of a change in reading order: what stays, goes (del) and comes (ins).

    Of a number the whole old one goes, and the digits that differ come.
    """
    if not old or not new:
        return [(kind, text) for kind, text in (("del", old), ("ins", new)) if text]
    if sum(map(str.isdigit, old)) >= _DIGITS and sum(map(str.isalpha, old)) < _DIGITS:
        return [("del", old), ("", " → "), *_parts(old, new, gone=False)]
    words = [text.replace(" ", " \0").split("\0") for text in (old, new)]
    if set(words[0]).isdisjoint(words[1]):
        return [("del", old), ("", " → "), ("ins", new)]
    return list(_parts(*words, gone=True))


def _parts(old: Sequence[str], new: Sequence[str], *, gone: bool) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield "", "".join(new[new_from:new_to])
            continue
        if gone and old_to > old_from:
            yield "del", "".join(old[old_from:old_to])
        if new_to > new_from:
            yield "ins", "".join(new[new_from:new_to])


class VisibleChanges:
    """Compares the pages of two directories as an English visitor reads them on one day."""

    def __init__(
        self,
        changes: ChangeReport,
        old: DirectoryContent,
        new: DirectoryContent,
        origins: Mapping[tuple[str, str, str], Origin],
        now: dt.datetime,
    ) -> None:
        self._changes, self._origins = changes, origins
        self._old, self._new = ComparedDirectory(old), ComparedDirectory(new)
        english = known_language(SOURCE_TAG)
        catalog = Catalog(english, gettext.NullTranslations())
        self._by = LanguageContext(english, catalog, Formatter(english), TrustedTime(now, True))  # noqa: FBT003
        self._tiles = [one for one in new.records if isinstance(one, Tile)]
        self._translated = _languages(old.records), _languages(new.records)

    def sections(self) -> tuple[ReportSection, ...]:
        """Return the sections in the order of danger; one that says so if nothing changes."""
        changes = self._changes
        lines = {
            name: tuple(one for one in getattr(changes, name) if one.helpline)
            for name in ("numbers", "texts", "added", "removed")
        }
        unsaid = dict.fromkeys(("changed", "addresses", "urls", "hidden", "shown"), ())
        lists = tuple(one for one in changes.lists if one.shrinks)
        own = msgspec.structs.replace(changes, lists=lists, **lines, **unsaid)
        first = [] if own.nothing else list(sections_of(own))
        also = [row for one in first if one.title == ALSO for row in one.rows]
        rows: dict[str, list[ReportRow]] = {
            title: [] for title in (NUMBERS, HOURS, GONE, NEW, WORDS, STREETS)
        }
        rows[NUMBERS] += self._numbers()
        rows[GONE] += [self._gone(one) for one in changes.removed if not one.helpline]
        rows[NEW] += [self._added(one) for one in changes.added if not one.helpline]
        rows[STREETS] += self._places()
        also += self._pages(rows)
        found = [one for one in first if one.title != ALSO]
        found += [ReportSection(title, tuple(some)) for title, some in rows.items() if some]
        found += [ReportSection(ALSO, tuple(also))] if also else []
        return tuple(found) or (ReportSection("Nothing changes for visitors", ()),)

    def _pages(self, rows: dict[str, list[ReportRow]]) -> Iterator[ReportRow]:
        """Add the pages that differ to ``rows``; yield the sums of what changes no page."""
        small = checked = 0
        for key, after in self._new.services.items():
            before = self._old.services.get(key)
            if before is None or not self._differs(before, after):
                continue
            found = [*self._page_rows(before, after)]
            for title, row in found:
                rows[title].append(row)
            if not found and before.assured_date != after.assured_date:
                checked += 1
            elif not found and not self._has_rows(key):
                small += 1
        if checked:
            yield ReportRow(f"{with_noun(checked, 'service')} with another day of checking")
        if small:
            edits = with_noun(small, "small edit")
            yield ReportRow(f"{edits} that {'changes' if small == 1 else 'change'} no screen")

    def _differs(self, before: Service, after: Service) -> bool:
        key = after.id
        return (
            # Permissions have a section of their own.
            msgspec.structs.replace(before, overrides=after.overrides) != after
            or self._old.phones.get(key) != self._new.phones.get(key)
            or self._old.hours.get(key) != self._new.hours.get(key)
            or self._old.places_of(key) != self._new.places_of(key)
            or self._old.of(before) != self._new.of(after)
        )

    def _has_rows(self, key: str) -> bool:
        changes = self._changes
        return any(
            one.service_id == key for some in (changes.numbers, changes.addresses) for one in some
        )

    def _page_rows(self, before: Service, after: Service) -> Iterator[tuple[str, ReportRow]]:
        """Yield the parts of a page that differ, with their section."""
        if after.helpline and before.helpline:
            before = msgspec.structs.replace(before, name=after.name, phrase=after.phrase)
        old = self._page(self._old, before, after.assured_date)
        new = self._page(self._new, after, after.assured_date)
        for label in dict.fromkeys((*old, *new)):
            one, other = old.get(label, ""), new.get(label, "")
            if one != other:
                title = label if label in {HOURS, STREETS} else WORDS
                part = "" if title == HOURS else f" · {label}"
                yield title, self._row(after, part, one, other, label)

    def _row(self, service: Service, part: str, old: str, new: str, label: str = "") -> ReportRow:
        field = _TRANSLATED.get(label, "")
        before, after = self._translated
        lost = len(before.get((service.id, field), set()) - after.get((service.id, field), set()))
        note = ""
        if lost:
            them = "1 translation is" if lost == 1 else f"{lost} translations are"
            note = f" ({them} old now: visitors read English there)"
        name = f"{service.name} ({self._new.of(service)}){part}{note}"
        return ReportRow(name, old, new, self._source("service", service.id))

    def _page(
        self, side: ComparedDirectory, service: Service, day: dt.date | None
    ) -> dict[str, str]:
        """Return the parts of a service's page by label, as if checked on one day."""
        hours = tuple(
            msgspec.structs.replace(one, assured_hours=None)
            for one in side.hours.get(service.id, ())
        )
        owner = side.organizations.get(service.organization_id)
        if owner is None:
            return {}
        listing = Listing(
            service=msgspec.structs.replace(service, assured_date=day),
            organization=owner,
            phrase=LocalText(service.phrase, SOURCE_TAG),
            description=_text(service.description),
            phones=tuple(side.phones.get(service.id, ())),
            schedules=hours,
            locations=tuple(side.places_of(service.id)),
            area=_text(service.service_area),
        )
        view = describe(self._by, listing).view()
        tiles = [one.label for one in self._tiles if answers_to(service, one)]
        page = service.url or owner.website or ""
        return {
            "name": view.name,
            "organization": view.organization,
            "name on paper": view.quiet_name,
            "short line": view.phrase,
            "description": view.description,
            "first to know": service.lead or "",
            "what to say": service.say or "",
            "first step": view.action.verb,
            **_facts(view),
            "notes": " ".join(view.notes),
            "web address": page,
            "chat": service.chat_url or "",
            "last day": str(service.valid_until or ""),
            "stands under": ", ".join((*(NEEDS[one].text for one in service.categories), *tiles)),
            HOURS: self._hours(hours),
        }

    def _hours(self, rows: Sequence[Schedule]) -> str:
        """Return all hours in words: the regular week, then what holds on some dates."""
        formats, day = self._by.formats, self._by.time.not_before
        weeks = []
        for line in sorted({one.phone_id for one in rows}, key=str):
            some = [one for one in rows if one.phone_id == line]
            groups = [
                f"{formats.days(one.days)} {formats.enumerated([*map(formats.hours, one.hours)])}"
                for one in weekly_hours(some, day)
            ]
            weeks += [f"{'phone: ' if line else ''}{group}" for group in groups]
        dated = [
            f"{one.valid_from or ''} to {one.valid_to or ''}: "
            f"{'closed' if one.closed else f'{one.opens_at} to {one.closes_at}'}"
            for one in rows
            if one.valid_from or one.valid_to
        ]
        return "; ".join((*weeks, *dated))

    def _numbers(self) -> Iterator[ReportRow]:
        for one in self._changes.numbers:
            if not one.helpline:
                name = f"{one.name} ({one.organization}, {one.type.value})"
                old, new = number_words([one.old]), number_words([one.new])
                yield ReportRow(name, old, new, self._source("service", one.service_id))

    def _gone(self, named: NamedService) -> ReportRow:
        """Return a removed service with what is left under its first question or need."""
        service = self._old.services[named.id]
        numbers = {phone.number for phone in self._old.phones.get(named.id, ())}
        shared = any(
            phone.number in numbers for some in self._new.phones.values() for phone in some
        )
        tile = next((named for named in self._tiles if answers_to(service, named)), None)
        if tile is not None:
            label = tile.label
            left = sum(answers_to(other, tile) for other in self._new.services.values())
        else:
            need = service.categories[0]
            label = NEEDS[need].text
            left = sum(need in other.categories for other in self._new.services.values())
        words = f"“{label}” has {with_noun(left, 'answer')} left."
        ways = number_words((*named.numbers, *named.urls))
        if numbers and not shared:
            words += f" Nobody else has {ways}."
        elif ways:
            words += f" It had {ways}."
        return ReportRow(f"{named.name} ({named.organization}): {words}")

    def _added(self, named: NamedService) -> ReportRow:
        service = self._new.services[named.id]
        page = self._page(self._new, service, service.assured_date)
        hours = f"Hours: {page[HOURS]}." if page.get(HOURS) else "Hours not known."
        checked = (
            f"Checked {service.assured_date:%B %Y}." if service.assured_date else "Never checked."
        )
        ways = number_words((*named.numbers, *named.urls, *named.addresses))
        words = " ".join(filter(None, (f"“{page.get('stands under', '')}”.", ways, hours, checked)))
        return ReportRow(
            f"{named.name} ({named.organization}): {words}",
            source=self._source("service", named.id),
        )

    def _places(self) -> Iterator[ReportRow]:
        for one in self._changes.addresses:
            name = f"{one.name} ({one.organization})"
            yield ReportRow(name, one.old, one.new, self._source("service", one.service_id))
        for places, words in (
            (self._changes.shown, "The street is shown from now on."),
            (
                self._changes.hidden,
                "The street is hidden now. Phones, slips and codes made before still have it.",
            ),
        ):
            for place in places:
                name = ", ".join(place.services) or place.organization
                source = self._source("location", place.id)
                yield ReportRow(f"{name} ({place.organization}): {words}", source=source)

    def _source(self, kind: str, key: str) -> str:
        """Return who says so: the file and row of a record; empty if unknown."""
        origin = self._origins.get((kind, key, ""))
        return f"{origin.file}, row {origin.row}" if origin else ""


def _text(text: str | None) -> LocalText | None:
    return None if text is None else LocalText(text, SOURCE_TAG)


def _facts(view: ServiceView) -> dict[str, str]:
    """Return the facts of a page that have no section of their own."""
    return {
        fact.label: " ".join(fact.lines) for fact in view.facts if fact.icon not in _OTHER_PARTS
    }


def _languages(records: Iterable[AnyRecord]) -> dict[tuple[str, str], set[str]]:
    """Return the languages of each text of a service, by its id and field."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in records:
        if isinstance(one, Translation) and one.entity == "service":
            found.setdefault((one.entity_id, one.field), set()).add(one.language)
    return found
