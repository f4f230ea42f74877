"""What a visitor can take along of a service: square codes and further numbers."""

from kiosk.domain import contact
from kiosk.domain.contact import Payload
from kiosk.domain.records import Phone, PhoneType
from kiosk.domain.text import isolate
from kiosk.services.known import Known
from kiosk.services.views import CodeView


def codes(of: Known) -> tuple[CodeView, ...]:
    """The square codes that exist for a service; none that would tell."""
    found = (*_phone_codes(of), _website_code(of), _map_code(of))
    return tuple(code for code in found if code is not None)


def _code(
    payload: object, icon: str, verb: str, letters: str, *, note: str = ""
) -> CodeView | None:
    """A code, unless its payload was refused."""
    if not isinstance(payload, Payload):
        return None
    return CodeView(payload.kind.value, icon, verb, letters, payload.data, note)


def _phone_codes(of: Known) -> tuple[CodeView | None, ...]:
    say, voice, line = of.by.say, of.voice, of.text_line
    call = text = save = None
    if voice is not None:
        number = contact.format_phone(voice.number)
        quiet = of.listing.service.quiet_name
        call = _code(contact.call(voice), "phone", say.gettext("Call"), number)
        save = _code(
            contact.contact(quiet, voice),
            "person",
            say.gettext("Save the number"),
            number,
            # TRANSLATORS: {name} is a quiet name under which the phone keeps the number.
            note=say.gettext("as “{name}”").format(name=isolate(quiet)),
        )
    if line is not None:
        text = _code(contact.text(line), "sms", say.gettext("Text"), _text_letters(of, line))
    return call, text, save


def _website_code(of: Known) -> CodeView | None:
    if not of.url:
        return None
    payload = contact.website(of.url, _official_hosts(of))
    letters = of.url.removeprefix("https://").rstrip("/")
    return _code(payload, "web", of.by.say.gettext("Website"), letters)


def _official_hosts(of: Known) -> frozenset[str]:
    """Hosts a code may lead to: the organization's own, and the pages the record was read from."""
    owner, service = of.listing.organization, of.listing.service
    pages = (owner.website, *(page.url for page in (*owner.sources, *service.sources)))
    return frozenset(host for url in pages if url and (host := contact.host_of(url)))


def _map_code(of: Known) -> CodeView | None:
    if of.place is None:
        return None
    address = of.by.formats.address(of.place)
    return _code(contact.place(of.place), "map", of.by.say.gettext("Map"), address)


def _text_letters(of: Known, phone: Phone) -> str:
    number = of.by.formats.phone(phone.number)
    if phone.keyword is None:
        return number
    # TRANSLATORS: A text message: the word to write and the number to send it to.
    return of.by.say.gettext("{word} to {number}").format(word=phone.keyword, number=number)


def more_numbers(of: Known) -> tuple[tuple[str, str], ...]:
    """Other numbers with a word each: further lines, text, TTY, videophone."""
    say, found = of.by.say, list[tuple[str, str]]()
    first = of.voice
    for phone in of.listing.phones:
        number = contact.format_phone(phone.number)
        if phone is first:
            continue
        if phone.type is PhoneType.VOICE:
            found.append((say.gettext("Or call"), number))
        elif phone.type is PhoneType.TEXT and phone == of.text_line:
            found.append((say.gettext("Text"), _text_letters(of, phone)))
        elif phone.type is PhoneType.TTY:
            found.append((say.gettext("TTY for deaf callers"), number))
        elif phone.type is PhoneType.VIDEOPHONE:
            found.append((say.gettext("Videophone"), number))
    return tuple(found)
