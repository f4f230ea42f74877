"""The one way to reach a service that a paper slip carries, the surest first.

A number to call, or a public address; else the number that refers people there, a text line, a
video line; last, a page. Revealing streets, pages and keywords are left out, and so is a page with
the name behind the quiet one. A revealing quiet name leaves no way at all.
"""

import re
from typing import Final

import msgspec

from kiosk.domain import contact, discretion
from kiosk.domain.contact import Payload
from kiosk.domain.override import Revealing
from kiosk.domain.records import Phone, PhoneType, Referrer, Service, Start
from kiosk.domain.text import isolate
from kiosk.i18n.messages import N_, Message
from kiosk.presentation import field_words
from kiosk.presentation.first_step import LINE_211, is_by_referral_only, referrers
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.takeaway import street, website

# TRANSLATORS: On paper, below the number of a line that sends people on: the name to say there.
ASK_FOR = N_("Ask for: {word}")
# TRANSLATORS: {word} is what a text message must say.
WRITE = N_("Write: {word}")
Instructions = tuple[tuple[Message, str], ...]
"""What to do, each as a sentence with the word in it."""

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LEAST: Final = 4
"""Letters of the shortest word that identifies a name."""
_ORDINARY: Final = frozenset(
    (
        *("sacramento", "california", "county", "city", "state", "capital", "valley", "north"),
        *("south", "health", "care", "clinic", "clinics", "center", "centers", "centre", "medical"),
        *("service", "services", "office", "program", "project", "network", "community", "online"),
        *("help", "self", "school", "university", "college", "department", "agency", "info"),
    )
)
"""Common words that identify no name."""


class ContactRoute(msgspec.Struct, frozen=True):
    """One way. ``number`` is formatted for reading, ``letters`` are the code's content in text.

    ``line`` is the record of the number, if the service has one. ``how`` is what to do if it is not
    a call; ``sent`` means that others answer.
    """

    number: str = ""
    how: Instructions = ()
    address: str = ""
    page: str = ""
    letters: str = ""
    payload: Payload | None = None
    sent: bool = False
    line: Phone | None = None


def contact_route(facts: ServiceFacts) -> ContactRoute | None:
    """Return the surest way that paper can carry, or ``None``."""
    if _is_revealing(facts.listing.service):
        return None
    address = street(facts)
    walks = Start.WALK_IN in facts.listing.service.start
    if (voice := facts.voice) is not None:
        number = contact.format_phone(voice.number)
        walk_in_address = address if walks else ""
        payload = _safe(contact.call(voice))
        return ContactRoute(
            number, (), walk_in_address, letters=number, payload=payload, line=voice
        )
    if address and walks:
        return ContactRoute(address=address)
    found = _by_referral(facts) or _text(facts) or _video(facts)
    return found or (ContactRoute(address=address) if address else _page(facts))


def _is_revealing(service: Service) -> bool:
    """True if the service's name is revealing, so that its slip must not print.

    A directory may be older than the word list.
    """
    name = service.quiet_name
    return bool(discretion.revealing_texts([name])) and not service.lets(Revealing.QUIET_NAME, name)


def in_words(instructions: Instructions, context: LanguageContext) -> str:
    """Return what to do, on one line."""
    return " · ".join(
        context.catalog.translate(message).format(word=isolate(word))
        for message, word in instructions
    )


def _safe(payload: object) -> Payload | None:
    """Return a payload that was neither refused nor revealing: paper comes without a warning."""
    return payload if isinstance(payload, Payload) and not payload.telling else None


def _by_referral(facts: ServiceFacts) -> ContactRoute | None:
    """Return the way by 211, which refers people there: call, and ask for the service by name."""
    if Referrer.LINE_211 not in referrers(facts):
        return None
    how = ((ASK_FOR, facts.listing.service.quiet_name),)
    payload = contact.call_number(LINE_211)
    return ContactRoute(LINE_211, how=how, letters=LINE_211, payload=_safe(payload), sent=True)


def _text(facts: ServiceFacts) -> ContactRoute | None:
    line = facts.offer.text_line
    payload = _safe(contact.text(line)) if line is not None else None
    if line is None or payload is None:
        return None
    number = contact.format_phone(line.number)
    how: Instructions = ((field_words.STARTS[Start.TEXT][0], ""),)
    letters = number
    if line.keyword is not None:
        how, letters = (*how, (WRITE, line.keyword)), f"{line.keyword} · {number}"
    return ContactRoute(number, how=how, letters=letters, payload=payload, line=line)


def _video(facts: ServiceFacts) -> ContactRoute | None:
    phones = facts.offer.lines(PhoneType.VIDEOPHONE)
    if not phones:
        return None
    how = ((field_words.STARTS[Start.VIDEOPHONE][0], ""),)
    return ContactRoute(contact.format_phone(phones[0].number), how=how, line=phones[0])


def _page(facts: ServiceFacts) -> ContactRoute | None:
    """Return the page as text and code, if people may come without a referral."""
    payload = None if is_by_referral_only(facts) else _safe(website(facts))
    if payload is None:
        return None
    letters = payload.data.removeprefix("https://").rstrip("/")
    if _shows_hidden_name(facts, letters):
        return None
    how = ((field_words.STARTS[Start.ONLINE][0], ""),)
    return ContactRoute(how=how, page=letters, letters=letters, payload=payload)


def _shows_hidden_name(facts: ServiceFacts, page: str) -> bool:
    """True if a page's host or path contains a name that the quiet name leaves out."""
    service, page = facts.listing.service, _folded(page)
    quiet = _folded(service.quiet_name)
    words = _LETTERS.findall(discretion.fold(f"{service.name} {facts.listing.organization.name}"))
    known = (word for word in words if len(word) >= _LEAST and word not in _ORDINARY)
    return any(word in page and word.removesuffix("s") not in quiet for word in known)


def _folded(text: str) -> str:
    """Return the letters of ``text`` alone, without case and accents."""
    return "".join(_LETTERS.findall(discretion.fold(text)))


def paper_messages() -> tuple[Message, ...]:
    """Return the messages of a way that may appear on paper."""
    starts = (
        field_words.STARTS[start][0] for start in (Start.TEXT, Start.VIDEOPHONE, Start.ONLINE)
    )
    return (ASK_FOR, WRITE, *starts)
