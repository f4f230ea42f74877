"""The rows of the helper's view: all that is known of a service, and what is not, in few words."""

import msgspec

from kiosk.domain import contact
from kiosk.domain.records import Start
from kiosk.presentation.describe import Description
from kiosk.presentation.facts import facts
from kiosk.presentation.first_step import first_action
from kiosk.presentation.numbers import dial_next, join_extension
from kiosk.presentation.open_questions import questions
from kiosk.presentation.open_state import open_state
from kiosk.presentation.views import DividerView, StateTone
from kiosk.presentation.week import ALWAYS, week_pairs

ELSEWHERE = frozenset(("clock", "pin", "lock"))
"""Icons of the facts that a row says before all others."""
CALLED = frozenset((Start.CALL.value, Start.APPOINTMENT.value))
"""First steps that a number says by itself."""
ENDS = ".。।"
"""Full stops, which end no part of a line."""


class HelperRow(msgspec.Struct, frozen=True):
    """A service in the helper's view, with the divider that stands before it.

    ``number`` is what to dial, if anything. ``known`` are first step, hours, street and facts,
    ``unknown`` is what to ask.
    """

    id: str
    phrase: str
    name: str
    number: str
    known: str
    unknown: str
    divider: DividerView | None = None
    in_english: tuple[str, ...] = ()


def helper_row(of: Description, tile: str, divider: DividerView | None) -> HelperRow:
    """Return the row of a service in a list of ``tile``."""
    say, listing = of.by.say, of.listing
    action, line = first_action(of), of.offer.line
    number = contact.format_phone(line.number) if line else action.number
    more = dial_next(of.by, line) if line else action.extension
    step = "" if number == action.number != "" and action.kind in CALLED else of.card_step(action)
    facts_of = [text for one in facts(of) if one.icon not in ELSEWHERE for text in one.lines]
    known = filter(None, (step, *_hours(of), _where(of), *of.cautions(), *facts_of))
    asked = [question.own for question in questions(of, tile)]
    # TRANSLATORS: What nobody has written down, as questions: "Not known: Do I need ID?"
    unknown = say.gettext("Not known: {questions}").format(questions=" ".join(asked))
    return HelperRow(
        id=listing.service.id,
        phrase=listing.phrase.text,
        name=listing.service.name,
        number=join_extension(of.by.formats, number, more),
        known=" · ".join(dict.fromkeys(text.rstrip(ENDS) for text in known)),
        unknown=unknown if asked else "",
        divider=divider,
        in_english=of.in_english(),
    )


def _hours(of: Description) -> tuple[str, ...]:
    """Return whether it is open, and its week unless that says no more."""
    state = open_state(of)
    week = week_pairs(of, of.offer.line, has_place=of.place is not None)
    words = " ".join(filter(None, (state.word, state.detail)))
    if not week or (state.icon == "check_circle" and week == of.by.say.say(ALWAYS)):
        return (words,)
    return (words, week) if state.tone is StateTone.OPEN else (week,)


def _where(of: Description) -> str:
    """Return the street with its year, or why there is none."""
    if of.place is not None:
        return of.street_of_year(of.by.formats.address(of.place))
    why = of.why_no_street
    return of.by.say.say(why) if why else ""
