"""The rows of the helper's view: all that is known of a service, and what is not, in few words."""

import msgspec

from kiosk.domain import contact
from kiosk.domain.records import Start
from kiosk.domain.text import isolate
from kiosk.presentation.describe import Description
from kiosk.presentation.fact_views import fact_views
from kiosk.presentation.first_step import first_action
from kiosk.presentation.numbers import dial_next, join_extension
from kiosk.presentation.open_questions import questions
from kiosk.presentation.open_state import open_state
from kiosk.presentation.takeaway import more_numbers
from kiosk.presentation.views import StateTone
from kiosk.presentation.week import ALWAYS, week_pairs

ELSEWHERE = frozenset(("clock", "pin", "lock"))
"""Icons of the facts that a row says before all others."""
CALLED = frozenset((Start.CALL.value, Start.APPOINTMENT.value))
"""First steps that a number says by itself."""
ENDS = ".。।"
"""Full stops, which end no part of a line."""


class HelperRow(msgspec.Struct, frozen=True):
    """A service in the helper's view.

    ``number`` is what to dial, if anything; one that is not called has its verb in ``known``.
    ``known`` are first step, hours, street and facts, ``unknown`` is what to ask.
    """

    id: str
    phrase: str
    name: str
    number: str
    known: str
    unknown: str
    in_english: tuple[str, ...] = ()


def helper_row(facts: Description, tile: str) -> HelperRow:
    """Return the row of a service in a list of ``tile``."""
    catalog, listing = facts.catalog, facts.listing
    action, voice = first_action(facts), facts.voice
    number = contact.format_phone(voice.number) if voice else action.number
    more = dial_next(facts.context, voice) if voice else action.extension
    others = () if voice else more_numbers(facts)
    texted = (f"{word} {_apart(number)}" for word, number, _ in others)
    step = (
        "" if number == action.number != "" and action.kind in CALLED else facts.card_step(action)
    )
    stated = [text for one in fact_views(facts) if one.icon not in ELSEWHERE for text in one.lines]
    known = filter(None, (step, *_hours(facts), _where(facts), *facts.cautions(), *texted, *stated))
    asked = [question.own for question in questions(facts, tile)]
    # TRANSLATORS: What nobody has written down, as questions: "Not known: Do I need ID?"
    unknown = catalog.gettext("Not known: {questions}").format(questions=" ".join(asked))
    return HelperRow(
        id=listing.service.id,
        phrase=listing.phrase.text,
        name=listing.service.name,
        number=join_extension(facts.formats, number, more),
        known=" · ".join(dict.fromkeys(text.rstrip(ENDS) for text in known)),
        unknown=unknown if asked else "",
        in_english=facts.in_english(),
    )


def _apart(number: str) -> str:
    """Return a number that keeps its own direction in a sentence; words have theirs."""
    return number if any(map(str.isalpha, number)) else isolate(number)


def _hours(facts: Description) -> tuple[str, ...]:
    """Return whether it is open, and its week unless that says no more."""
    state = open_state(facts)
    week = week_pairs(facts, facts.offer.line, has_place=facts.place is not None)
    words = " ".join(filter(None, (state.word, state.detail)))
    if not week or (state.icon == "check_circle" and week == facts.catalog.translate(ALWAYS)):
        return (words,)
    return (words, week) if state.tone is StateTone.OPEN else (week,)


def _where(facts: Description) -> str:
    """Return the street with its year, or why there is none."""
    if facts.place is not None:
        return facts.street_of_year(facts.formats.address(facts.place))
    why = facts.why_no_street
    return facts.catalog.translate(why) if why else ""
