"""Listings to describe, and what a description says in plain English words."""

import datetime as dt
import gettext
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import msgspec

from kiosk.domain.clock import TrustedTime
from kiosk.domain.filters import Filter
from kiosk.domain.language import known_language
from kiosk.domain.queries import Listing, LocalText
from kiosk.domain.records import (
    AddressVisibility,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    Schedule,
    Service,
    Weekday,
)
from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.presentation.answer_groups import Senders, card_of, reach_of
from kiosk.presentation.describe import Description, describe
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.list_views import ResultView
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import ServiceView

TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)
WEEKDAYS = (Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR)
PUBLIC = Location(
    id="o.1", organization_id="o", address_visibility=AddressVisibility.PUBLIC,
    address_1="12 Alder Way", city="Sacramento",
)  # fmt: skip
HIDDEN = Location(id="o.2", organization_id="o")
VOICE = Phone(id="s.1", service_id="s", number="+19165550142")
TEXT = Phone(id="s.2", service_id="s", number="741741", type=PhoneType.TEXT, keyword="HOME")
OFFICE_HOURS = Schedule(
    id="s.h1", service_id="s", byday=WEEKDAYS, opens_at="09:00", closes_at="17:00"
)


def listing(
    *,
    phones: tuple[Phone, ...] = (VOICE,),
    schedules: tuple[Schedule, ...] = (),
    locations: tuple[Location, ...] = (),
    **service: object,
) -> Listing:
    stated: dict[str, object] = {
        "id": "s",
        "organization_id": "o",
        "name": "Alder House",
        "quiet_name": "Alder Office",
        "phrase": "A place to rest",
        "categories": (Need.FOOD,),
        "assured_date": TUESDAY.date(),
        "confirmed": True,
    }
    return Listing(
        service=Service(**{**stated, **service}),  # type: ignore[arg-type]
        organization=Organization(id="o", name="Alder"),
        phrase=LocalText("A place to rest", "en"),
        description=None,
        phones=phones,
        schedules=schedules,
        locations=locations,
    )


def told(
    about: Listing, tag: str = "en", *, now: dt.datetime = TUESDAY, trusted: bool = True
) -> Description:
    """In English words, whatever the language: the rules apart from their translation."""
    spoken = known_language(tag)
    catalog = Catalog(spoken, gettext.NullTranslations())
    by = LanguageContext(spoken, catalog, Formatter(spoken), TrustedTime(now, trusted))
    return describe(by, about)


def listed_card(facts: Description) -> ResultView:
    """Its card in a list without a call block."""
    return card_of(facts, reach_of(facts, Senders()))


def fact(view: ServiceView, label: str) -> str:
    """The lines of a fact; none of what is not known."""
    return " ".join(next((fact.lines for fact in view.facts if fact.label == label), ()))


def strings(value: object) -> Iterator[str]:
    """Every text anywhere in a view."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, msgspec.Struct):
        yield from strings(msgspec.structs.asdict(value))
    elif isinstance(value, Mapping):
        yield from strings(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from strings(item)


def answered(
    presenter: DirectoryPresenter, subject: str, choices: frozenset[Filter] = frozenset()
) -> dict[str, ResultView]:
    """All cards of a list, those of its call block first."""
    page = presenter.answers(subject, choices, 10_000)
    lines = [line.id for line in page.call.lines] if page.call else []
    called = presenter._lists.results(lines)
    return {card.id: card for card in (*called, *page.cards)}
