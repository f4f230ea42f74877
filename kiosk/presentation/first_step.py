"""The first step to reach a service, as one verb line with its number or address."""

from collections.abc import Callable

from kiosk.domain import contact
from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.language import interpreter_language, interpreter_request, is_served_in
from kiosk.domain.records import Phone, Referrer, Start
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.presentation import words
from kiosk.presentation.numbers import dial_next
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import ActionView

LINE_211 = "211"
"""The short number of Sacramento County's service finder."""


def first_action(of: ServiceFacts) -> ActionView:
    """Return the first possible step, in the order the service prefers."""
    start = of.offer.first()
    found = _WAYS[start](of, start) if start is not None else None
    if found is not None:
        return found
    say = of.by.say
    ask = say.gettext("We have no number yet. They can look for it.")
    return ActionView("staff", "bell", say.gettext("Ask the staff here"), lines=(ask,))


def _verb(of: ServiceFacts, start: Start) -> tuple[str, str]:
    """Return the icon and the verb line of a way to start."""
    message, icon = words.STARTS[start]
    return icon, of.by.say.say(message)


def _call(of: ServiceFacts, start: Start) -> ActionView | None:
    phone = of.voice
    if phone is None:
        return None
    number = contact.format_phone(phone.number)
    more = dial_next(of.by, phone)
    lines = (*((more,) if more else ()), *_call_lines(of, phone))
    return ActionView(start.value, *_verb(of, start), number, lines, more)


def _call_lines(of: ServiceFacts, phone: Phone) -> tuple[str, ...]:
    say, tag, lines = of.by.say, of.by.language.tag, list[str]()
    if tag == SOURCE_TAG:
        return ()
    if is_served_in(tag, phone.languages):
        lines.append(say.gettext("They speak your language."))
    else:
        # TRANSLATORS: {words} is one English sentence to say: "Arabic, please." What follows is
        # its meaning: {language} is the name of that language in your own.
        plead = say.gettext("Say: {words} It means: {language}, please.")
        own = say.say(words.LANGUAGES[interpreter_language(tag)])
        lines.append(
            plead.format(words=of.by.formats.quoted(interpreter_request(tag)), language=own)
        )
    return tuple(lines)


def _walk_in(of: ServiceFacts, start: Start) -> ActionView | None:
    if of.place is None:
        return None
    icon, verb = _verb(of, start)
    closing, formats = of.closing(of.opening()), of.by.formats
    if closing is not None and of.age.hours is HoursCertainty.PLAIN:
        verb = of.by.say.gettext("Walk in until {time}").format(time=formats.time(closing))
    return ActionView(
        start.value,
        icon,
        verb,
        lines=tuple(filter(None, (formats.street(of.place), of.street_age))),
    )


def _text(of: ServiceFacts, start: Start) -> ActionView | None:
    phone = of.text_line
    if phone is None:
        return None
    lines: tuple[str, ...] = ()
    if phone.keyword is not None:
        lines = (of.by.say.gettext("Write: {word}").format(word=phone.keyword),)
    return ActionView(start.value, *_verb(of, start), contact.format_phone(phone.number), lines)


def _video(of: ServiceFacts, start: Start) -> ActionView | None:
    phone = of.offer.video_line
    if phone is None:
        return None
    return ActionView(start.value, *_verb(of, start), contact.format_phone(phone.number))


def referrers(of: ServiceFacts) -> tuple[Referrer, ...]:
    """Return who refers people to the service, even if no such start is stated."""
    return of.listing.service.referral_by


def is_by_referral_only(of: ServiceFacts) -> bool:
    """True if the service takes people by referral only."""
    return bool(referrers(of)) and set(of.listing.service.start) <= {Start.REFERRAL}


def _referral(of: ServiceFacts, start: Start) -> ActionView | None:
    sent_by = referrers(of)
    if not sent_by:
        return None
    icon, _ = _verb(of, start)
    verb, *lines = (of.by.say.say(words.REFERRERS[by]) for by in sent_by)
    number = LINE_211 if sent_by[0] is Referrer.LINE_211 else ""
    return ActionView(start.value, icon, verb, number, tuple(lines))


def _online(of: ServiceFacts, start: Start) -> ActionView | None:
    if of.host is None:
        return None
    return ActionView("online", *_verb(of, start), lines=(of.host,))


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
