"""The first step to reach a service, as one verb line with its number or address."""

from collections.abc import Callable

from kiosk.domain import contact
from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.records import Referrer, Start
from kiosk.presentation import field_words
from kiosk.presentation.numbers import dial_next
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import ActionView

LINE_211 = "211"
"""The short number of Sacramento County's service finder."""


def first_action(facts: ServiceFacts) -> ActionView:
    """Return the first possible step, in the order the service prefers."""
    start = facts.offer.first()
    found = _WAYS[start](facts, start) if start is not None else None
    if found is not None:
        return found
    catalog = facts.catalog
    ask = catalog.gettext("We have no number yet. They can look for it.")
    return ActionView("staff", "bell", catalog.gettext("Ask the staff here"), lines=(ask,))


def _verb(facts: ServiceFacts, start: Start) -> tuple[str, str]:
    """Return the icon and the verb line of a way to start."""
    message, icon = field_words.STARTS[start]
    return icon, facts.catalog.translate(message)


def _call(facts: ServiceFacts, start: Start) -> ActionView | None:
    phone = facts.voice
    if phone is None:
        return None
    number = contact.format_phone(phone.number)
    more = dial_next(facts.context, phone)
    lines = (more,) if more else ()
    return ActionView(start.value, *_verb(facts, start), number, lines, more)


def _walk_in(facts: ServiceFacts, start: Start) -> ActionView | None:
    if facts.place is None:
        return None
    icon, verb = _verb(facts, start)
    closing, formats = facts.closing(facts.opening()), facts.formats
    if closing is not None and facts.age.hours is HoursCertainty.PLAIN:
        verb = facts.catalog.gettext("Walk in until {time}").format(time=formats.time(closing))
    return ActionView(
        start.value,
        icon,
        verb,
        lines=tuple(filter(None, (formats.street(facts.place), facts.street_age))),
    )


def _text(facts: ServiceFacts, start: Start) -> ActionView | None:
    phone = facts.offer.text_line
    if phone is None:
        return None
    lines: tuple[str, ...] = ()
    if phone.keyword is not None:
        lines = (facts.catalog.gettext("Write: {word}").format(word=phone.keyword),)
    return ActionView(start.value, *_verb(facts, start), contact.format_phone(phone.number), lines)


def _video(facts: ServiceFacts, start: Start) -> ActionView | None:
    phone = facts.offer.video_line
    if phone is None:
        return None
    return ActionView(start.value, *_verb(facts, start), contact.format_phone(phone.number))


def referrers(facts: ServiceFacts) -> tuple[Referrer, ...]:
    """Return who refers people to the service, even if no such start is stated."""
    return facts.listing.service.referral_by


def is_by_referral_only(facts: ServiceFacts) -> bool:
    """True if the service takes people by referral only."""
    return bool(referrers(facts)) and set(facts.listing.service.start) <= {Start.REFERRAL}


def _referral(facts: ServiceFacts, start: Start) -> ActionView | None:
    sent_by = referrers(facts)
    if not sent_by:
        return None
    icon, _ = _verb(facts, start)
    verb, *lines = (facts.catalog.translate(field_words.REFERRERS[by]) for by in sent_by)
    number = LINE_211 if sent_by[0] is Referrer.LINE_211 else ""
    return ActionView(start.value, icon, verb, number, tuple(lines))


def _online(facts: ServiceFacts, start: Start) -> ActionView | None:
    if facts.host is None:
        return None
    return ActionView("online", *_verb(facts, start), lines=(facts.host,))


_WAYS: dict[Start, Callable[[ServiceFacts, Start], ActionView | None]] = {
    Start.CALL: _call,
    Start.APPOINTMENT: _call,
    Start.WALK_IN: _walk_in,
    Start.TEXT: _text,
    Start.VIDEOPHONE: _video,
    Start.REFERRAL: _referral,
    Start.ONLINE: _online,
    Start.CHAT: _online,
    Start.EMAIL: _online,
}
