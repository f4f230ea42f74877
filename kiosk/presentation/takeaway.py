"""QR codes and further numbers that a visitor can take along."""

from kiosk.domain import contact, discretion
from kiosk.domain.contact import Payload, Refusal
from kiosk.domain.override import Revealing
from kiosk.domain.records import Phone, PhoneType, PhoneUse, Referrer, Start
from kiosk.domain.text import isolate, unmarked
from kiosk.presentation import field_words
from kiosk.presentation.authority import office_message
from kiosk.presentation.fact_views import language_names
from kiosk.presentation.numbers import dial_next, format_call
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import CodeView
from kiosk.presentation.week import week_pairs


def codes(facts: ServiceFacts) -> tuple[CodeView, ...]:
    """Return the QR codes of a service; revealing ones only with an override.

    A service that nobody has reviewed yet has none.
    """
    if not facts.listing.seen:
        return ()
    found = (*_phone_codes(facts), _website_code(facts), _map_code(facts), _words_code(facts))
    return tuple(code for code in found if code is not None)


def _code(
    payload: object,
    icon: str,
    verb: str,
    letters: str,
    *,
    note: str = "",
    revealing_part: str = "",
    more: str = "",
) -> CodeView | None:
    """Return a code unless its payload was refused; ``revealing_part`` is its revealing text.

    ``more`` is what to dial when it answers, which no code holds.
    """
    if not isinstance(payload, Payload):
        return None
    telling = revealing_part if payload.telling else ""
    return CodeView(payload.kind.value, icon, verb, letters, payload.data, note, telling, more)


def _phone_codes(facts: ServiceFacts) -> tuple[CodeView | None, ...]:
    catalog = facts.catalog
    service = facts.listing.service
    voice = facts.voice
    line = facts.offer.text_line
    call = text = save = None
    if voice is not None:
        number, more = contact.format_phone(voice.number), dial_next(facts.context, voice)
        quiet = service.quiet_name
        allowed = service.lets(Revealing.QUIET_NAME, quiet)
        call = _code(contact.call(voice), "phone", catalog.gettext("Call"), number, more=more)
        save = _code(
            contact.contact(quiet, voice, allowed=allowed),
            "person",
            catalog.gettext("Save the number"),
            number,
            # TRANSLATORS: {name} is a quiet name under which the phone keeps the number.
            note=catalog.gettext("as “{name}”").format(name=isolate(quiet)),
            revealing_part=quiet,
            more=more,
        )
    if line is not None:
        word = line.keyword or ""
        payload = contact.text(line, allowed=service.lets(Revealing.KEYWORD, word))
        text = _code(
            payload, "sms", catalog.gettext("Text"), _text_letters(facts, line), revealing_part=word
        )
    return call, text, save


def website(facts: ServiceFacts) -> Payload | Refusal | None:
    """Return the payload of the page's code; ``None`` without a page."""
    if not facts.offer.page:
        return None
    allowed = facts.listing.service.lets(Revealing.WEBSITE, facts.offer.page)
    return contact.website(facts.offer.page, _official_hosts(facts), allowed=allowed)


def _website_code(facts: ServiceFacts) -> CodeView | None:
    if not facts.offer.page:
        return None
    payload = website(facts)
    letters = facts.offer.page.removeprefix("https://").rstrip("/")
    return _code(payload, "web", facts.catalog.gettext("Website"), letters, revealing_part=letters)


def street(facts: ServiceFacts) -> str:
    """Return the public address, unless it is revealing; then the other facts remain."""
    place = facts.place_to_take
    address = facts.formats.address(place) if place else ""
    return "" if discretion.find_revealing_anywhere(address) else address


def _words_code(facts: ServiceFacts) -> CodeView | None:
    """Return name, number, address and hours as plain text, for a phone without a network.

    Hours that may have changed are left out: a phone stores them longer.
    """
    catalog, service, address = facts.catalog, facts.listing.service, street(facts)
    quiet, (number, line) = service.quiet_name, _surest_number(facts)
    if not number and not address:
        return None
    about = office_message(service)
    shows_hours = not facts.first and (line is not None or bool(address))
    hours = week_pairs(facts, line, has_place=bool(address)) if shows_hours else ""
    sentence = catalog.translate(about) if about else ""
    lines = [line for line in (number, sentence, facts.street_of_year(address), hours) if line]
    allowed = service.lets(Revealing.QUIET_NAME, quiet)
    payload = contact.words(quiet, lines, facts.context.language.tag, allowed=allowed)
    if not isinstance(payload, Payload):
        return None
    shown_lines = payload.data.splitlines()
    shown = [line for line in lines if unmarked(line) in shown_lines]
    # Next to words of another direction a number alone keeps its order.
    apart = (line if any(map(str.isalpha, line)) else isolate(line) for line in shown)
    letters = " · ".join((isolate(quiet), *apart))
    # TRANSLATORS: A square code that holds plain words, no number to call and no page.
    verb, note = catalog.gettext("Words only"), catalog.gettext("Needs no internet")
    return _code(payload, "message", verb, letters, note=note, revealing_part=quiet)


def _surest_number(facts: ServiceFacts) -> tuple[str, Phone | None]:
    """Return what to do with the surest number, and its record; empty without one."""
    catalog, line, video = facts.catalog, facts.offer.text_line, facts.offer.video_line
    if (voice := facts.voice) is not None:
        return format_call(facts.context, voice), voice
    if line is not None and isinstance(contact.text(line), Payload):
        text = catalog.translate(field_words.STARTS[Start.TEXT][0])
        return f"{text} · {_text_letters(facts, line)}", line
    if Referrer.LINE_211 in facts.listing.service.referral_by:
        return catalog.translate(field_words.REFERRERS[Referrer.LINE_211]), None
    if video is not None:
        start = catalog.translate(field_words.STARTS[Start.VIDEOPHONE][0])
        return f"{start} · {format_call(facts.context, video)}", video
    return "", None


def _official_hosts(facts: ServiceFacts) -> frozenset[str]:
    """Hosts a code may lead to: the organization's own, and those of the record's sources."""
    owner, service = facts.listing.organization, facts.listing.service
    pages = (owner.website, *(page.url for page in (*owner.sources, *service.sources)))
    return frozenset(host for url in pages if url and (host := contact.host_of(url)))


def _map_code(facts: ServiceFacts) -> CodeView | None:
    place = facts.place_to_take
    if place is None:
        return None
    address = facts.formats.address(place)
    payload, verb = contact.map_point(place), facts.catalog.gettext("Map")
    return _code(payload, "map", verb, address, note=facts.street_age)


def _text_letters(facts: ServiceFacts, phone: Phone) -> str:
    number = facts.formats.phone(phone.number)
    if phone.keyword is None:
        return number
    # TRANSLATORS: A text message: the word to write and the number to send it to.
    return facts.catalog.gettext("{word} to {number}").format(word=phone.keyword, number=number)


def more_numbers(facts: ServiceFacts) -> tuple[tuple[str, str, str], ...]:
    """Return further numbers, each between a word and an icon; last, the chat."""
    catalog, found = facts.catalog, list[tuple[str, str, str]]()
    first = facts.voice
    for phone in facts.offer.ordered:
        if phone is first:
            continue
        number = format_call(facts.context, phone)
        if phone.type is PhoneType.VOICE:
            found.append((_use(facts, phone), number, "phone"))
        elif phone.type is PhoneType.TEXT and phone == facts.offer.text_line:
            found.append((catalog.gettext("Text"), _text_letters(facts, phone), "sms"))
        elif phone.type is PhoneType.TTY:
            found.append((catalog.gettext("TTY for deaf callers"), number, "phone"))
        elif phone.type is PhoneType.VIDEOPHONE:
            found.append((catalog.gettext("Videophone"), number, "videophone"))
    return (*found, *_chat(facts))


def _use(facts: ServiceFacts, phone: Phone) -> str:
    """Return which part of the service a further number reaches, if stated."""
    catalog = facts.catalog
    if phone.use is PhoneUse.LANGUAGE_LINE and (spoken := language_names(facts, phone.languages)):
        return catalog.gettext("On the phone: {languages}").format(languages=spoken)
    return (
        catalog.translate(field_words.USES[phone.use])
        if phone.use in field_words.USES
        else catalog.gettext("Or call")
    )


def _chat(facts: ServiceFacts) -> tuple[tuple[str, str, str], ...]:
    """Return the chat page, if there is one and it is not the first step."""
    offer = facts.offer
    if facts.listing.service.chat_url is None or not offer.chats or offer.first() is Start.CHAT:
        return ()
    message, icon = field_words.STARTS[Start.CHAT]
    return ((facts.catalog.translate(message), offer.chat_host or "", icon),)
