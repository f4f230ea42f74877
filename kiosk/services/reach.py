"""How a service is reached by whoever holds nothing but a paper: one way, the surest first.

A number to call, or a public door; else the number of those who send people there, a text line, a
video line; at last a page. What would tell is not among them.
"""

from dataclasses import dataclass

from kiosk.domain import contact
from kiosk.domain.contact import Payload
from kiosk.domain.records import PhoneType, Referrer, Start
from kiosk.domain.text import isolate
from kiosk.i18n.messages import N_, Message
from kiosk.services import words
from kiosk.services.action import LINE_211
from kiosk.services.known import Known
from kiosk.services.speaker import Speaker
from kiosk.services.takeaway import website

# TRANSLATORS: On paper, below the number of a line that sends people on: the name to say there.
ASK_FOR = N_("Ask for: {word}")
# TRANSLATORS: {word} is what a text message must say.
WRITE = N_("Write: {word}")
How = tuple[tuple[Message, str], ...]
"""What to do, each a sentence and the word in it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One way. ``number`` is formatted for reading, ``letters`` are what the code says.

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


def reach(of: Known) -> Reach | None:
    """The surest way that paper can carry, or nothing."""
    address = of.by.formats.address(of.place) if of.place else ""
    walks = Start.WALK_IN in of.listing.service.start
    if (voice := of.voice) is not None:
        number = contact.format_phone(voice.number)
        door = address if walks else ""
        extension, payload = voice.extension or "", _safe(contact.call(voice))
        return Reach(number, extension, (), door, letters=number, payload=payload)
    if address and walks:
        return Reach(address=address)
    found = _sent(of) or _text(of) or _video(of)
    return found or (Reach(address=address) if address else _page(of))


def in_words(how: How, by: Speaker) -> str:
    """What to do, on one line."""
    return " · ".join(by.say.say(message).format(word=isolate(word)) for message, word in how)


def _safe(payload: object) -> Payload | None:
    """A payload that was not refused and does not tell: nobody is warned before paper."""
    return payload if isinstance(payload, Payload) and not payload.telling else None


def _sent(of: Known) -> Reach | None:
    """211 sends people there: it is called, and asked for the place by its name."""
    service = of.listing.service
    if Start.REFERRAL not in service.start or Referrer.LINE_211 not in service.referral_by:
        return None
    how = ((ASK_FOR, service.quiet_name),)
    payload = contact.call_number(LINE_211)
    return Reach(LINE_211, how=how, letters=LINE_211, payload=_safe(payload), sent=True)


def _text(of: Known) -> Reach | None:
    line = of.text_line
    payload = _safe(contact.text(line)) if line is not None else None
    if line is None or payload is None:
        return None
    number = contact.format_phone(line.number)
    how: How = ((words.STARTS[Start.TEXT][0], ""),)
    letters = number
    if line.keyword is not None:
        how, letters = (*how, (WRITE, line.keyword)), f"{line.keyword} · {number}"
    return Reach(number, how=how, letters=letters, payload=payload)


def _video(of: Known) -> Reach | None:
    phones = of.phones(PhoneType.VIDEOPHONE)
    if not phones:
        return None
    how = ((words.STARTS[Start.VIDEOPHONE][0], ""),)
    return Reach(contact.format_phone(phones[0].number), how=how)


def _page(of: Known) -> Reach | None:
    """The page in letters and as a code."""
    payload = _safe(website(of))
    if payload is None:
        return None
    letters = payload.data.removeprefix("https://").rstrip("/")
    how = ((words.STARTS[Start.ONLINE][0], ""),)
    return Reach(how=how, page=letters, letters=letters, payload=payload)


def said() -> tuple[Message, ...]:
    """The words of a way that may stand on paper."""
    starts = (words.STARTS[start][0] for start in (Start.TEXT, Start.VIDEOPHONE, Start.ONLINE))
    return (ASK_FOR, WRITE, *starts)
