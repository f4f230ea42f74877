"""The program's own texts on paper and in codes: none of them may be revealing."""

from kiosk.i18n.messages import Message
from kiosk.presentation.authority import OFFICE
from kiosk.presentation.contact_route import paper_messages
from kiosk.presentation.field_words import EXTENSION
from kiosk.presentation.open_questions import NOT_ON_PAPER, WORDS
from kiosk.presentation.service_facts import (
    ASK_FIRST,
    CALL_FIRST,
    CHECKED,
    STREET_OF_YEAR,
    UNDATED,
    USUALLY,
)
from kiosk.presentation.slips import HINTS, KINDS, ORDINARY, SAY, TITLES
from kiosk.presentation.week import ALWAYS, BY_PHONE, WITH_ITS_NIGHT


def outgoing() -> tuple[Message, ...]:
    """Return each of these texts once."""
    lines = (kind for found in ORDINARY.values() for _, _, kind in found)
    program = (*TITLES.values(), *KINDS.values(), *lines, *HINTS.values(), *paper_messages())
    about = (OFFICE, CALL_FIRST, ASK_FIRST, ALWAYS, WITH_ITS_NIGHT, BY_PHONE, EXTENSION)
    aged = (CHECKED, UNDATED, USUALLY, STREET_OF_YEAR)
    asked = (words for question, words in WORDS.items() if question not in NOT_ON_PAPER)
    found = (*program, SAY, *aged, *asked, *about)
    return tuple(dict.fromkeys(found))
