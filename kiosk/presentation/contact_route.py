"""How a service is reached by whoever holds nothing but a paper: one way, the surest first.

A number to call, or a public door; else the number of those who send people there, a text line, a
video line; at last a page. A street, a page or a word to send that tells is not among them, nor a
page that says the name behind the quiet one. Where the quiet name itself tells there is no way.
"""

import re
from dataclasses import dataclass
from typing import Final

from kiosk.domain import contact, discretion
from kiosk.domain.contact import Payload
from kiosk.domain.override import RevealingText
from kiosk.domain.records import Phone, PhoneType, Referrer, Service, Start
from kiosk.domain.text import isolate
from kiosk.i18n.messages import N_, Message
from kiosk.presentation import words
from kiosk.presentation.first_step import LINE_211, only_sent, senders
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.takeaway import street, website

# TRANSLATORS: On paper, below the number of a line that sends people on: the name to say there.
ASK_FOR = N_("Ask for: {word}")
# TRANSLATORS: {word} is what a text message must say.
WRITE = N_("Write: {word}")
How = tuple[tuple[Message, str], ...]
"""What to do, each a sentence and the word in it."""

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LEAST: Final = 4
"""Letters of the shortest word by which a name is known."""
_ORDINARY: Final = frozenset(
    (
        *("sacramento", "california", "county", "city", "state", "capital", "valley", "north"),
        *("south", "health", "care", "clinic", "clinics", "center", "centers", "centre", "medical"),
        *("service", "services", "office", "program", "project", "network", "community", "online"),
        *("help", "self", "school", "university", "college", "department", "agency", "info"),
    )
)
"""Words of many names, by which none is known."""


@dataclass(frozen=True, slots=True)
class ContactRoute:
    """One way. ``number`` is formatted for reading, ``letters`` are what the code says.

    ``line`` is whose number it is, where the service has it.
    ``how`` is what to do, where that is not to call; ``sent`` says that others answer.
    """

    number: str = ""
    extension: str = ""
    how: How = ()
    address: str = ""
    page: str = ""
    letters: str = ""
    payload: Payload | None = None
    sent: bool = False
    line: Phone | None = None


def contact_route(of: ServiceFacts) -> ContactRoute | None:
    """The surest way that paper can carry, or nothing."""
    if _tells(of.listing.service):
        return None
    address = street(of)
    walks = Start.WALK_IN in of.listing.service.start
    if (voice := of.voice) is not None:
        number = contact.format_phone(voice.number)
        door = address if walks else ""
        extension, payload = voice.extension or "", _safe(contact.call(voice))
        return ContactRoute(
            number, extension, (), door, letters=number, payload=payload, line=voice
        )
    if address and walks:
        return ContactRoute(address=address)
    found = _sent(of) or _text(of) or _video(of)
    return found or (ContactRoute(address=address) if address else _page(of))


def _tells(service: Service) -> bool:
    """Whether its name may not stand on paper: that must not cost the others their paper either.

    A directory may be older than the word that finds it.
    """
    name = service.quiet_name
    return bool(discretion.revealing_words([name])) and not service.lets(
        RevealingText.QUIET_NAME, name
    )


def in_words(how: How, by: LanguageContext) -> str:
    """What to do, on one line."""
    return " · ".join(by.say.say(message).format(word=isolate(word)) for message, word in how)


def _safe(payload: object) -> Payload | None:
    """A payload that was not refused and does not tell: nobody is warned before paper."""
    return payload if isinstance(payload, Payload) and not payload.telling else None


def _sent(of: ServiceFacts) -> ContactRoute | None:
    """211 sends people there: it is called, and asked for the place by its name."""
    if Referrer.LINE_211 not in senders(of):
        return None
    how = ((ASK_FOR, of.listing.service.quiet_name),)
    payload = contact.call_number(LINE_211)
    return ContactRoute(LINE_211, how=how, letters=LINE_211, payload=_safe(payload), sent=True)


def _text(of: ServiceFacts) -> ContactRoute | None:
    line = of.text_line
    payload = _safe(contact.text(line)) if line is not None else None
    if line is None or payload is None:
        return None
    number = contact.format_phone(line.number)
    how: How = ((words.STARTS[Start.TEXT][0], ""),)
    letters = number
    if line.keyword is not None:
        how, letters = (*how, (WRITE, line.keyword)), f"{line.keyword} · {number}"
    return ContactRoute(number, how=how, letters=letters, payload=payload, line=line)


def _video(of: ServiceFacts) -> ContactRoute | None:
    phones = of.phones(PhoneType.VIDEOPHONE)
    if not phones:
        return None
    how = ((words.STARTS[Start.VIDEOPHONE][0], ""),)
    return ContactRoute(contact.format_phone(phones[0].number), how=how, line=phones[0])


def _page(of: ServiceFacts) -> ContactRoute | None:
    """The page in letters and as a code, where it helps whoever comes by herself."""
    payload = None if only_sent(of) else _safe(website(of))
    if payload is None:
        return None
    letters = payload.data.removeprefix("https://").rstrip("/")
    if _names(of, letters):
        return None
    how = ((words.STARTS[Start.ONLINE][0], ""),)
    return ContactRoute(how=how, page=letters, letters=letters, payload=payload)


def _names(of: ServiceFacts, page: str) -> bool:
    """Whether a page says a name that the quiet name leaves out, in its host or behind it."""
    service, page = of.listing.service, _folded(page)
    quiet = _folded(service.quiet_name)
    words = _LETTERS.findall(discretion.fold(f"{service.name} {of.listing.organization.name}"))
    known = (word for word in words if len(word) >= _LEAST and word not in _ORDINARY)
    return any(word in page and word.removesuffix("s") not in quiet for word in known)


def _folded(text: str) -> str:
    """The letters of ``text`` alone, without case and accents."""
    return "".join(_LETTERS.findall(discretion.fold(text)))


def spoken_route() -> tuple[Message, ...]:
    """The words of a way that may stand on paper."""
    starts = (words.STARTS[start][0] for start in (Start.TEXT, Start.VIDEOPHONE, Start.ONLINE))
    return (ASK_FOR, WRITE, *starts)
