"""The known facts of a service's page.

Silence is not a promise: what is not stated is no fact. :mod:`kiosk.presentation.open_questions`
asks for it.
"""

from collections.abc import Sequence

from kiosk.domain.access_route import line_rows, open_location_rows
from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.language import is_served_in
from kiosk.domain.medicaid import MEDI_CAL, MEDICAID, programme_of
from kiosk.domain.records import Access, Cost, Document, Schedule, Start
from kiosk.domain.schedule import WHOLE_DAY, never_closes, opening, states_hours, today_hours
from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation import words
from kiosk.presentation.open_state import open_state, state_of
from kiosk.presentation.service_facts import CALL_FOR_PLACE, ServiceFacts
from kiosk.presentation.views import FactView, StateTone
from kiosk.presentation.week import ALWAYS, BY_PHONE, usual_hours

MOST_NAMED = 4
"""Maximum languages or groups named in a fact; longer lists are cut."""

MOST_LINES = 3
"""Maximum lines about languages. Up to four lines say who can go, and each may decide it."""


def facts(of: ServiceFacts) -> tuple[FactView, ...]:
    """Return the known facts, always in the same order."""
    say = of.by.say
    where = "lock" if of.hidden_home else "pin"
    found = (
        FactView("people", say.gettext("Who can go"), _who(of)),
        FactView("bag", say.gettext("What to bring"), _bring(of)),
        FactView("cost", say.gettext("Cost"), _cost(of)),
        FactView("message", say.gettext("Languages"), _languages(of)),
        FactView("clock", say.gettext("Today"), _today(of)),
        FactView(where, say.gettext("Where"), _where(of)),
    )
    return tuple(fact for fact in found if fact.lines)


def _who(of: ServiceFacts) -> tuple[str, ...]:
    service, say, lines = of.listing.service, of.by.say, list[str]()
    if service.audience:
        named = [say.say(words.AUDIENCES[who]) for who in service.audience[:MOST_NAMED]]
        lines.append(of.by.formats.enumerated(named))
    youngest_age, oldest_age = service.minimum_age, service.maximum_age
    youngest, oldest = (numeral(say.language, age) for age in (youngest_age or 0, oldest_age or 0))
    if youngest_age is not None and oldest_age is not None:
        lines.append(say.gettext("Ages {low} to {high}").format(low=youngest, high=oldest))
    elif youngest_age:
        lines.append(say.gettext("Age {low} and over").format(low=youngest))
    elif oldest_age is not None:
        lines.append(say.gettext("Up to age {high}").format(high=oldest))
    if area := of.listing.area:
        own = area.language == say.language.tag
        text = area.text if own else isolate(area.text)
        lines.append(say.gettext("People in {area}").format(area=text))
    if service.any_immigration_status:
        lines.append(say.gettext("Papers or no papers."))
    return tuple(lines)


def _bring(of: ServiceFacts) -> tuple[str, ...]:
    service, say, lines = of.listing.service, of.by.say, list[str]()
    # A person who must show an ID cannot come with nothing.
    papers = [one for one in service.bring if not service.id_needed or one != Document.NOTHING]
    if papers:
        named = [say.say(words.DOCUMENTS[what]) for what in papers]
        nothing = papers[0] is Document.NOTHING
        lines.append(named[0] if nothing else of.by.formats.enumerated(named))
    if service.id_needed:
        lines.append(say.gettext("They ask for an ID."))
    elif service.id_needed is False:
        lines.append(say.gettext("No ID needed."))
    return (*lines, *_pets(of))


def _pets(of: ServiceFacts) -> tuple[str, ...]:
    say, welcome = of.by.say, of.listing.service.pets
    if welcome is None:
        return ()
    yes, no = say.gettext("You can bring your pet."), say.gettext("Pets cannot come in.")
    return (yes if welcome else no,)


def _languages(of: ServiceFacts) -> tuple[str, ...]:
    service, say, lines = of.listing.service, of.by.say, list[str]()
    spoken_there, voice = language_names(of, service.languages), of.voice
    if spoken_there:
        lines.append(say.gettext("There: {languages}").format(languages=spoken_there))
    if voice is not None and voice.any_language:
        lines.append(say.gettext("On the phone: any, by interpreter."))
    elif service.interpreter:
        lines.append(say.gettext("Interpreter if you ask."))
    elif voice is not None and voice.languages and not spoken_there:
        spoken = language_names(of, voice.languages)
        lines.append(say.gettext("On the phone: {languages}").format(languages=spoken))
    lines += _access(of, Access.SIGN_LANGUAGE, Access.RELAY_711)
    return tuple(lines[:MOST_LINES])


def _access(of: ServiceFacts, *kinds: Access) -> list[str]:
    """Return the stated accessibility of some kinds, of the service and its location."""
    stated = {*of.listing.service.accessibility}
    if of.place is not None:
        stated |= {*of.place.accessibility}
    return [of.by.say.say(words.ACCESS[kind]) for kind in kinds if kind in stated]


def language_names(of: ServiceFacts, tags: Sequence[str]) -> str:
    """Return the names of languages, the visitor's own first."""
    own = [tag for tag in tags if is_served_in(of.by.language.tag, (tag,))]
    ordered = [*own, *(tag for tag in tags if tag not in own)]
    named = [name for tag in ordered if (name := _language_name(of, tag))]
    shown = of.by.formats.enumerated(named[:MOST_NAMED])
    if len(named) > MOST_NAMED:
        return f"{shown} {of.by.say.gettext('and more')}"
    return shown


def _language_name(of: ServiceFacts, tag: str) -> str:
    """Return the name of a language: the translators', else that of CLDR."""
    known = words.LANGUAGES.get(tag)
    return of.by.say.say(known) if known else of.by.formats.language_name(tag)


def _where(of: ServiceFacts) -> tuple[str, ...]:
    """Return the public places; the first step names the first one if it is to walk in there."""
    say, wheelchair = of.by.say, _access(of, Access.WHEELCHAIR)
    if of.places:
        first, *more = map(of.by.formats.street, of.places)
        named = () if of.offer.first() is Start.WALK_IN else (first, of.street_age)
        return tuple(filter(None, (*named, *wheelchair, *more)))
    if of.hidden_home:
        hidden = say.gettext("Address not shown, for safety.")
        return (hidden, say.gettext("Ask when you call.")) if of.voice is not None else (hidden,)
    if of.listing.service.helpline and of.voice is not None:
        return (say.gettext("By phone, from anywhere."),)
    # A street that nobody knows is a question to ask, which the page lists with the others.
    return (say.say(CALL_FOR_PLACE),) if of.why_no_street is CALL_FOR_PLACE else ()


def _today(of: ServiceFacts) -> tuple[str, ...]:
    """Return the hours of the first step; with an address, those of the site and of the number.

    What the state says already is left out.
    """
    say, state = of.by.say, open_state(of).word
    if of.place is None:
        return tuple(line for line in _hours_today(of, of.hours) if line != state)
    site = _hours_today(of, open_location_rows(of.rows))
    calling = _hours_today(of, line_rows(of.rows, of.offer.first_line))
    by_phone = [say.say(BY_PHONE).format(hours=line) for line in calling if line not in site]
    return tuple(line for line in (*site, *by_phone) if line != state)


def _hours_today(of: ServiceFacts, rows: Sequence[Schedule]) -> list[str]:
    """Return today's hours by the given rows; empty if unknown."""
    say, now = of.by.say, of.by.time.local
    if never_closes(rows):
        return [say.say(ALWAYS)]
    if now is None or not states_hours(rows):
        return []
    if of.age.hours is not HoursCertainty.PLAIN:
        return list(filter(None, (usual_hours(of, rows),)))
    state = opening(rows, now)
    spans = today_hours(rows, now)
    if state.always or spans == (WHOLE_DAY,):
        return [say.say(ALWAYS)]
    if not spans:
        view = state_of(of, state)
        return [] if view.tone is StateTone.UNKNOWN else [f"{view.word} {view.detail}".strip()]
    return [of.by.formats.enumerated([of.by.formats.hours(span) for span in spans])]


def _cost_words(of: ServiceFacts, cost: Cost) -> str:
    """Return a cost in words; Medicaid has the name of the state of the service's places."""
    if cost is not Cost.MEDICAID:
        return of.by.say.say(words.COSTS[cost])
    states = {place.state_province or "" for place in of.listing.locations}
    programme = programme_of(states.pop()) if len(states) == 1 else MEDICAID
    if programme == MEDI_CAL:
        return of.by.say.say(words.COSTS[Cost.MEDI_CAL])
    # A programme has the same name in every language, so it takes the place of the common one.
    return of.by.say.say(words.COSTS[cost]).replace(MEDICAID, programme)


def _cost(of: ServiceFacts) -> tuple[str, ...]:
    named = [_cost_words(of, cost) for cost in of.listing.service.cost]
    return (of.by.formats.enumerated(named),) if named else ()
