"""QR codes and further numbers that a visitor can take along."""

from kiosk.domain import contact, discretion
from kiosk.domain.contact import Payload, Refusal
from kiosk.domain.override import Revealing
from kiosk.domain.records import Phone, PhoneType, PhoneUse, Referrer, Start
from kiosk.domain.text import isolate, unmarked
from kiosk.presentation import words
from kiosk.presentation.authority import office_message
from kiosk.presentation.facts import language_names
from kiosk.presentation.numbers import dial_next, format_call
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import CodeView
from kiosk.presentation.week import week_pairs


def codes(of: ServiceFacts) -> tuple[CodeView, ...]:
    """Return the QR codes of a service; revealing ones only with an override.

    A service that nobody has reviewed yet has none.
    """
    if not of.listing.seen:
        return ()
    found = (*_phone_codes(of), _website_code(of), _map_code(of), _words_code(of))
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


def _phone_codes(of: ServiceFacts) -> tuple[CodeView | None, ...]:
    say, service, voice, line = of.by.say, of.listing.service, of.voice, of.text_line
    call = text = save = None
    if voice is not None:
        number, more = contact.format_phone(voice.number), dial_next(of.by, voice)
        quiet = service.quiet_name
        allowed = service.lets(Revealing.QUIET_NAME, quiet)
        call = _code(contact.call(voice), "phone", say.gettext("Call"), number, more=more)
        save = _code(
            contact.contact(quiet, voice, allowed=allowed),
            "person",
            say.gettext("Save the number"),
            number,
            # TRANSLATORS: {name} is a quiet name under which the phone keeps the number.
            note=say.gettext("as “{name}”").format(name=isolate(quiet)),
            revealing_part=quiet,
            more=more,
        )
    if line is not None:
        word = line.keyword or ""
        payload = contact.text(line, allowed=service.lets(Revealing.KEYWORD, word))
        text = _code(
            payload, "sms", say.gettext("Text"), _text_letters(of, line), revealing_part=word
        )
    return call, text, save


def website(of: ServiceFacts) -> Payload | Refusal | None:
    """Return the payload of the page's code; ``None`` without a page."""
    if not of.url:
        return None
    allowed = of.listing.service.lets(Revealing.WEBSITE, of.url)
    return contact.website(of.url, _official_hosts(of), allowed=allowed)


def _website_code(of: ServiceFacts) -> CodeView | None:
    if not of.url:
        return None
    payload = website(of)
    letters = of.url.removeprefix("https://").rstrip("/")
    return _code(payload, "web", of.by.say.gettext("Website"), letters, revealing_part=letters)


def street(of: ServiceFacts) -> str:
    """Return the public address, unless it is revealing; then the other facts remain."""
    place = of.place_to_take
    address = of.by.formats.address(place) if place else ""
    return "" if discretion.find_revealing_anywhere(address) else address


def _words_code(of: ServiceFacts) -> CodeView | None:
    """Return name, number, address and hours as plain text, for a phone without a network.

    Hours that may have changed are left out: a phone stores them longer.
    """
    say, service, address = of.by.say, of.listing.service, street(of)
    quiet, (number, line) = service.quiet_name, _surest_number(of)
    if not number and not address:
        return None
    about = office_message(service)
    shows_hours = not of.first and (line is not None or bool(address))
    hours = week_pairs(of, line, has_place=bool(address)) if shows_hours else ""
    sentence = say.say(about) if about else ""
    lines = [line for line in (number, sentence, of.street_of_year(address), hours) if line]
    allowed = service.lets(Revealing.QUIET_NAME, quiet)
    payload = contact.words(quiet, lines, of.by.language.tag, allowed=allowed)
    if not isinstance(payload, Payload):
        return None
    shown_lines = payload.data.splitlines()
    shown = [line for line in lines if unmarked(line) in shown_lines]
    # Next to words of another direction a number alone keeps its order.
    apart = (line if any(map(str.isalpha, line)) else isolate(line) for line in shown)
    letters = " · ".join((isolate(quiet), *apart))
    # TRANSLATORS: A square code that holds plain words, no number to call and no page.
    verb, note = say.gettext("Words only"), say.gettext("Needs no internet")
    return _code(payload, "message", verb, letters, note=note, revealing_part=quiet)


def _surest_number(of: ServiceFacts) -> tuple[str, Phone | None]:
    """Return what to do with the surest number, and its record; empty without one."""
    say, line, video = of.by.say, of.text_line, of.offer.video_line
    if (voice := of.voice) is not None:
        return format_call(of.by, voice), voice
    if line is not None and isinstance(contact.text(line), Payload):
        return f"{say.say(words.STARTS[Start.TEXT][0])} · {_text_letters(of, line)}", line
    if Referrer.LINE_211 in of.listing.service.referral_by:
        return say.say(words.REFERRERS[Referrer.LINE_211]), None
    if video is not None:
        return f"{say.say(words.STARTS[Start.VIDEOPHONE][0])} · {format_call(of.by, video)}", video
    return "", None


def _official_hosts(of: ServiceFacts) -> frozenset[str]:
    """Hosts a code may lead to: the organization's own, and those of the record's sources."""
    owner, service = of.listing.organization, of.listing.service
    pages = (owner.website, *(page.url for page in (*owner.sources, *service.sources)))
    return frozenset(host for url in pages if url and (host := contact.host_of(url)))


def _map_code(of: ServiceFacts) -> CodeView | None:
    place = of.place_to_take
    if place is None:
        return None
    address = of.by.formats.address(place)
    payload, verb = contact.map_point(place), of.by.say.gettext("Map")
    return _code(payload, "map", verb, address, note=of.street_age)


def _text_letters(of: ServiceFacts, phone: Phone) -> str:
    number = of.by.formats.phone(phone.number)
    if phone.keyword is None:
        return number
    # TRANSLATORS: A text message: the word to write and the number to send it to.
    return of.by.say.gettext("{word} to {number}").format(word=phone.keyword, number=number)


def more_numbers(of: ServiceFacts) -> tuple[tuple[str, str], ...]:
    """Return further numbers with a word each: lines, text, TTY, videophone; last, the chat."""
    say, found = of.by.say, list[tuple[str, str]]()
    first = of.voice
    for phone in of.offer.ordered:
        if phone is first:
            continue
        number = format_call(of.by, phone)
        if phone.type is PhoneType.VOICE:
            found.append((_use(of, phone), number))
        elif phone.type is PhoneType.TEXT and phone == of.text_line:
            found.append((say.gettext("Text"), _text_letters(of, phone)))
        elif phone.type is PhoneType.TTY:
            found.append((say.gettext("TTY for deaf callers"), number))
        elif phone.type is PhoneType.VIDEOPHONE:
            found.append((say.gettext("Videophone"), number))
    return (*found, *_chat(of))


def _use(of: ServiceFacts, phone: Phone) -> str:
    """Return which part of the service a further number reaches, if stated."""
    say = of.by.say
    if phone.use is PhoneUse.LANGUAGE_LINE and (spoken := language_names(of, phone.languages)):
        return say.gettext("On the phone: {languages}").format(languages=spoken)
    return say.say(words.USES[phone.use]) if phone.use in words.USES else say.gettext("Or call")


def _chat(of: ServiceFacts) -> tuple[tuple[str, str], ...]:
    """Return the chat page, if there is one and it is not the first step."""
    offer = of.offer
    if of.listing.service.chat_url is None or not offer.chats or offer.first() is Start.CHAT:
        return ()
    return ((of.by.say.say(words.STARTS[Start.CHAT][0]), offer.chat_host or ""),)
