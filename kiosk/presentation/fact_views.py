"""The known facts of a service's page.

Silence is not a promise: what is not stated is no fact. :mod:`kiosk.presentation.open_questions`
asks for it.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kiosk.domain.access_route import line_rows, open_location_rows
from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.language import is_served_in
from kiosk.domain.medicaid import MEDI_CAL, MEDICAID, programme_of
from kiosk.domain.records import Access, Audience, Cost, Document, Schedule, Start
from kiosk.domain.schedule import WHOLE_DAY, never_closes, opening, states_hours, today_hours
from kiosk.domain.text import isolate
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.i18n.digits import numeral
from kiosk.presentation import field_words
from kiosk.presentation.open_state import open_state, state_of
from kiosk.presentation.service_facts import CALL_FOR_PLACE, SPEAKS, ServiceFacts
from kiosk.presentation.views import FactView, StateTone
from kiosk.presentation.week import ALWAYS, BY_PHONE, usual_hours

MOST_NAMED = 4
"""Maximum languages or groups named in a fact; longer lists are cut."""

MOST_TOP, SHORT = 3, 34
"""Maximum facts next to a number, and letters of each."""
ENDS = ".。।۔"
MOST_LINES = 3
"""Maximum lines about languages. Up to four lines say who can go, and each may decide it."""


def fact_views(facts: ServiceFacts) -> tuple[FactView, ...]:
    """Return the known facts, always in the same order."""
    catalog = facts.catalog
    where = "lock" if facts.hidden_home else "pin"
    found = (
        FactView("people", catalog.gettext("Who can go"), _who(facts)),
        FactView("bag", catalog.gettext("What to bring"), _bring(facts)),
        FactView("cost", catalog.gettext("Cost"), _cost(facts)),
        FactView("message", catalog.gettext("Languages"), _languages(facts)),
        FactView("clock", catalog.gettext("Today"), _today(facts)),
        FactView(where, catalog.gettext("Where"), _where(facts)),
    )
    return tuple(fact for fact in found if fact.lines)


def parted_facts(
    facts: ServiceFacts, known: Sequence[FactView]
) -> tuple[tuple[FactView, ...], tuple[FactView, ...]]:
    """Part the known facts: those that stand next to a number in a few words, and all others."""
    every = [fact for fact in _by_weight(facts) if len(fact.lines[0]) <= SHORT]
    top = every[:MOST_TOP]
    said = {line for fact in top for line in fact.lines}
    said.add(facts.catalog.translate(field_words.AUDIENCES[Audience.ANYONE]))
    if never_closes(facts.hours):  # the state says it
        said.add(facts.catalog.translate(ALWAYS))
    rest = (
        replace(one, lines=tuple(line for line in one.lines if line not in said)) for one in known
    )
    short = (replace(one, lines=(one.lines[0].rstrip(ENDS),)) for one in top)
    return tuple(short), tuple(fact for fact in rest if fact.lines)


def _by_weight(facts: ServiceFacts) -> Iterator[FactView]:
    """Yield the facts that decide most often, one line each."""
    catalog, service, tag = facts.catalog, facts.listing.service, facts.context.language.tag
    status = catalog.gettext("Papers or no papers.")
    who = [
        one for one in _who(facts) if set(service.audience) != {Audience.ANYONE} or one == status
    ]
    there = tag != SOURCE_TAG and is_served_in(tag, service.languages)
    speaks = [catalog.translate(SPEAKS)] if there else []
    label, languages = catalog.gettext("Who can go"), catalog.gettext("Languages")
    for icon, name, lines in (
        ("cost", catalog.gettext("Cost"), _cost(facts)),
        ("people", label, [one for one in who if one == status]),
        ("id_card", catalog.gettext("What to bring"), reversed(_bring(facts))),
        ("person", label, [one for one in who if one != status]),
        ("message", languages, speaks),
        ("wheelchair", catalog.gettext("Where"), _access(facts, Access.WHEELCHAIR)),
    ):
        yield from (FactView(icon, name, (line,)) for line in lines)


def _who(facts: ServiceFacts) -> tuple[str, ...]:
    service, catalog, lines = facts.listing.service, facts.catalog, list[str]()
    if service.audience:
        named = [
            catalog.translate(field_words.AUDIENCES[who]) for who in service.audience[:MOST_NAMED]
        ]
        lines.append(facts.formats.enumerated(named))
    if ages := age_words(facts):
        lines.append(ages)
    if area := facts.listing.area:
        own = area.language == catalog.language.tag
        text = area.text if own else isolate(area.text)
        lines.append(catalog.gettext("People in {area}").format(area=text))
    if service.any_immigration_status:
        lines.append(catalog.gettext("Papers or no papers."))
    return tuple(lines)


def age_words(facts: ServiceFacts) -> str:
    """Return the ages that a service is for; empty if it says none."""
    service, catalog = facts.listing.service, facts.catalog
    youngest, oldest = service.minimum_age, service.maximum_age
    low, high = (numeral(catalog.language, age or 0) for age in (youngest, oldest))
    if youngest is not None and oldest is not None:
        return catalog.gettext("Ages {low} to {high}").format(low=low, high=high)
    if youngest:
        return catalog.gettext("Age {low} and over").format(low=low)
    return catalog.gettext("Up to age {high}").format(high=high) if oldest is not None else ""


def _bring(facts: ServiceFacts) -> tuple[str, ...]:
    service, catalog, lines = facts.listing.service, facts.catalog, list[str]()
    # A person who must show an ID cannot come with nothing.
    papers = [one for one in service.bring if not service.id_needed or one != Document.NOTHING]
    if papers:
        named = [catalog.translate(field_words.DOCUMENTS[what]) for what in papers]
        nothing = papers[0] is Document.NOTHING
        lines.append(named[0] if nothing else facts.formats.enumerated(named))
    if service.id_needed:
        lines.append(catalog.gettext("They ask for an ID."))
    elif service.id_needed is False:
        lines.append(catalog.gettext("No ID needed."))
    return (*lines, *_pets(facts))


def _pets(facts: ServiceFacts) -> tuple[str, ...]:
    catalog, welcome = facts.catalog, facts.listing.service.pets
    if welcome is None:
        return ()
    yes, no = catalog.gettext("You can bring your pet."), catalog.gettext("Pets cannot come in.")
    return (yes if welcome else no,)


def _languages(facts: ServiceFacts) -> tuple[str, ...]:
    service, catalog, lines = facts.listing.service, facts.catalog, list[str]()
    spoken_there, voice = language_names(facts, service.languages), facts.voice
    if spoken_there:
        lines.append(catalog.gettext("There: {languages}").format(languages=spoken_there))
    if voice is not None and voice.any_language:
        lines.append(catalog.gettext("On the phone: any, by interpreter."))
    elif service.interpreter:
        lines.append(catalog.gettext("Interpreter if you ask."))
    elif voice is not None and voice.languages and not spoken_there:
        spoken = language_names(facts, voice.languages)
        lines.append(catalog.gettext("On the phone: {languages}").format(languages=spoken))
    lines += _access(facts, Access.SIGN_LANGUAGE, Access.RELAY_711)
    return tuple(lines[:MOST_LINES])


def _access(facts: ServiceFacts, *kinds: Access) -> list[str]:
    """Return the stated accessibility of some kinds, of the service and its location."""
    stated = {*facts.listing.service.accessibility}
    if facts.place is not None:
        stated |= {*facts.place.accessibility}
    return [facts.catalog.translate(field_words.ACCESS[kind]) for kind in kinds if kind in stated]


def language_names(facts: ServiceFacts, tags: Sequence[str]) -> str:
    """Return the names of languages, the visitor's own first."""
    own = [tag for tag in tags if is_served_in(facts.context.language.tag, (tag,))]
    ordered = [*own, *(tag for tag in tags if tag not in own)]
    named = [name for tag in ordered if (name := _language_name(facts, tag))]
    shown = facts.formats.enumerated(named[:MOST_NAMED])
    if len(named) > MOST_NAMED:
        return f"{shown} {facts.catalog.gettext('and more')}"
    return shown


def _language_name(facts: ServiceFacts, tag: str) -> str:
    """Return the name of a language: the translators', else that of CLDR."""
    known = field_words.LANGUAGES.get(tag)
    return facts.catalog.translate(known) if known else facts.formats.language_name(tag)


def _where(facts: ServiceFacts) -> tuple[str, ...]:
    """Return the public places; the first step names the first one if it is to walk in there."""
    catalog, wheelchair = facts.catalog, _access(facts, Access.WHEELCHAIR)
    if facts.places:
        first, *more = map(facts.formats.street, facts.places)
        named = () if facts.offer.first() is Start.WALK_IN else (first, facts.street_age)
        return tuple(filter(None, (*named, *wheelchair, *more)))
    if facts.hidden_home:
        hidden = catalog.gettext("Address not shown, for safety.")
        return (
            (hidden, catalog.gettext("Ask when you call."))
            if facts.voice is not None
            else (hidden,)
        )
    # A street that nobody knows is a question to ask, which the page lists with the others.
    return (catalog.translate(CALL_FOR_PLACE),) if facts.why_no_street is CALL_FOR_PLACE else ()


def _today(facts: ServiceFacts) -> tuple[str, ...]:
    """Return the hours of the first step; with an address, those of the site and of the number.

    What the state says already is left out.
    """
    catalog, state = facts.catalog, open_state(facts).word
    if facts.place is None:
        return tuple(line for line in _hours_today(facts, facts.hours) if line != state)
    site = _hours_today(facts, open_location_rows(facts.listing.schedules))
    calling = _hours_today(facts, line_rows(facts.listing.schedules, facts.offer.first_line))
    by_phone = [
        catalog.translate(BY_PHONE).format(hours=line) for line in calling if line not in site
    ]
    return tuple(line for line in (*site, *by_phone) if line != state)


def _hours_today(facts: ServiceFacts, rows: Sequence[Schedule]) -> list[str]:
    """Return today's hours by the given rows; empty if unknown."""
    catalog, now = facts.catalog, facts.context.time.local
    if never_closes(rows):
        return [catalog.translate(ALWAYS)]
    if now is None or not states_hours(rows):
        return []
    if facts.age.hours is not HoursCertainty.PLAIN:
        return list(filter(None, (usual_hours(facts, rows),)))
    state = opening(rows, now)
    spans = today_hours(rows, now)
    if state.always or spans == (WHOLE_DAY,):
        return [catalog.translate(ALWAYS)]
    if not spans:
        view = state_of(facts, state)
        return [] if view.tone is StateTone.UNKNOWN else [f"{view.word} {view.detail}".strip()]
    return [facts.formats.enumerated([facts.formats.hours(span) for span in spans])]


def _cost_words(facts: ServiceFacts, cost: Cost) -> str:
    """Return a cost in words; Medicaid has the name of the state of the service's places."""
    if cost is not Cost.MEDICAID:
        return facts.catalog.translate(field_words.COSTS[cost])
    states = {place.state_province or "" for place in facts.listing.locations}
    programme = programme_of(states.pop()) if len(states) == 1 else MEDICAID
    if programme == MEDI_CAL:
        return facts.catalog.translate(field_words.COSTS[Cost.MEDI_CAL])
    # A programme has the same name in every language, so it takes the place of the common one.
    return facts.catalog.translate(field_words.COSTS[cost]).replace(MEDICAID, programme)


def _cost(facts: ServiceFacts) -> tuple[str, ...]:
    named = [_cost_words(facts, cost) for cost in facts.listing.service.cost]
    return (facts.formats.enumerated(named),) if named else ()
