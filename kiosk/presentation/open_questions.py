"""Questions to ask a service about what is not known of it, in two languages.

The table is closed: a question stands here with its words, and with what makes it needless.
"""

from collections.abc import Callable, Iterable

from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.language import interpreter_language, is_served_in
from kiosk.domain.records import Audience, Cost, Document, Need, Start
from kiosk.domain.situations import Question
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.i18n.messages import N_, Message
from kiosk.presentation import field_words
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import OpenQuestion

MOST_QUESTIONS = 3
"""Questions that one can keep in mind during a call."""


WORDS: dict[Question, Message] = {
    # TRANSLATORS: Short questions that a visitor asks on the phone or at a desk, in her own words.
    Question.BED: N_("Is there a bed tonight?"),
    Question.CHILDREN: N_("Can my children come?"),
    Question.ID: N_("Do I need ID?"),
    Question.MEAL_TIME: N_("What time is food today?"),
    Question.INSURANCE: N_("Can I come without insurance?"),
    Question.PRICE: N_("What does it cost?"),
    Question.KIND_OF_CASE: N_("Do you take my kind of case?"),
    Question.FREE: N_("Is it free?"),
    Question.APPOINTMENT: N_("Do I need an appointment?"),
    Question.PAPERS: N_("What papers do I bring?"),
    # TRANSLATORS: Papers here are those of immigration.
    Question.STATUS: N_("Do you ask about papers?"),
    Question.WHO_HEARS: N_("Do you have to tell anyone?"),
    Question.MUST_TELL: N_("Do you have to tell anyone?"),
    Question.PLACE: N_("Where do I go?"),
    Question.LANGUAGE: N_("Can I speak my language?"),
    Question.ALONE: N_("Can I come alone?"),
}
NOT_ON_PAPER = frozenset({Question.STATUS, Question.WHO_HEARS, Question.MUST_TELL})
"""Questions from which whoever finds the paper would read what it is about."""

_BED = (Question.BED, Question.CHILDREN, Question.ID)
_DAY = (Question.ID, Question.CHILDREN)
_FOOD = (Question.MEAL_TIME, Question.ID, Question.CHILDREN)
_HEALTH = (Question.INSURANCE, Question.PRICE, Question.ID)
_LAW = (Question.KIND_OF_CASE, Question.FREE, Question.APPOINTMENT)
_WORK = (Question.PAPERS, Question.STATUS)
_TALK = (Question.WHO_HEARS,)
_ANY = (Question.PLACE, Question.LANGUAGE, Question.ALONE)

_OF_CODES: dict[str, tuple[Question, ...]] = {
    **dict.fromkeys(("bed_tonight", "leave_harm", "with_children", "young_bed"), _BED),
    **dict.fromkeys(("home_longer", "rest_by_day", "young_day", "wash_clothes", "baby"), _DAY),
    **dict.fromkeys(("eat_today", "food_home"), _FOOD),
    **dict.fromkeys(("doctor", "after_sex", "mind", "drink_drugs", "pregnancy"), _HEALTH),
    **dict.fromkeys(("who_pays", "emergency"), _HEALTH),
    **dict.fromkeys(("not_paid", "forced_work", "unsafe_work", "punished"), _WORK),
    **dict.fromkeys(("farm_home", "job", "food_money", "benefits"), _WORK),
    **dict.fromkeys(("visa_lawyer", "papers_taken", "agents", "visa_harm", "id_name"), _LAW),
    **dict.fromkeys(("safe_mail", "stay_away", "accused", "old_case", "after_crime"), _LAW),
    **dict.fromkeys(("civil_lawyer", "forms_language"), _LAW),
    **dict.fromkeys(("talk_harm", "talk_forced", "talk_sex", "too_heavy", "young_talk"), _TALK),
    **dict.fromkeys(("my_people", "young_harm", "watched_phone"), _TALK),
}
"""By the code of a situation; the others have only the questions for any service."""
_OF_NEEDS: dict[Need, tuple[Question, ...]] = {
    Need.SAFE_PLACE: _BED,
    Need.TALK: _TALK,
    Need.FOOD: _FOOD,
    Need.HEALTH: _HEALTH,
    Need.WORK: _WORK,
    Need.PAPERS: _LAW,
    Need.COURT: _LAW,
}


def questions(
    facts: ServiceFacts, tile: str = "", *, young: bool = False
) -> tuple[OpenQuestion, ...]:
    """Return at most three questions about what is not known, the most useful first.

    ``tile`` is the tile that the visit came through, ``young`` says that it came through Young
    people: then the first question is who is told.
    """
    service = facts.listing.service
    asked = [q for q in _usual(facts, tile) if not (q in service.answers or _KNOWN[q](facts))]
    if young and service.must_report:
        asked = [Question.MUST_TELL, *asked]
    elif young:
        asked.sort(key=lambda one: one is not Question.WHO_HEARS)
    return tuple(_in_words(facts, one) for one in asked[:MOST_QUESTIONS])


def codes_of_tile(tile: str) -> tuple[str, ...]:
    """Return the code in the id of a tile, ``need.code``; none for another text."""
    _, _, code = tile.partition(".")
    return (code,) if code else ()


def _usual(facts: ServiceFacts, tile: str) -> Iterable[Question]:
    """Return the questions of the tile, else of what the service is for, then those of any."""
    service = facts.listing.service
    codes = codes_of_tile(tile) or tuple(one.code for one in service.situations[:1])
    first = _OF_CODES.get(codes[0], ()) if codes else _OF_NEEDS.get(service.categories[0], ())
    lines = _TALK if service.helpline else ()
    return dict.fromkeys((*lines, *first, *_ANY))


def _in_words(facts: ServiceFacts, question: Question) -> OpenQuestion:
    own, english = facts.catalog.translate(WORDS[question]), WORDS[question].text
    tag = facts.context.language.tag
    if question is Question.LANGUAGE and tag != SOURCE_TAG:
        name = field_words.LANGUAGES[interpreter_language(tag)].text
        english = f"Can I speak {name}?"
    return OpenQuestion(own, english, on_paper=question not in NOT_ON_PAPER)


def _knows_children(facts: ServiceFacts) -> bool:
    service = facts.listing.service
    stated = {Audience.FAMILIES, Audience.PARENTS, Audience.CHILDREN}
    return service.children is not None or not stated.isdisjoint(service.audience)


def _knows_id(facts: ServiceFacts) -> bool:
    service = facts.listing.service
    stated = {Document.PHOTO_ID, Document.NOTHING, Document.IF_YOU_HAVE_IT}
    return service.id_needed is not None or not stated.isdisjoint(service.bring)


def _knows_insurance(facts: ServiceFacts) -> bool:
    service = facts.listing.service
    free = not {Cost.FREE, Cost.SLIDING}.isdisjoint(service.cost)
    return free or Audience.NO_INSURANCE in service.audience


def _knows_who_hears(facts: ServiceFacts) -> bool:
    """The page says so of those who report, and of authorities."""
    service = facts.listing.service
    return service.must_report or service.report_line or service.law_enforcement


def _knows_place(facts: ServiceFacts) -> bool:
    service = facts.listing.service
    reached_elsewhere = service.helpline or not facts.listing.locations
    return bool(facts.places) or facts.hidden_home or reached_elsewhere


def _knows_language(facts: ServiceFacts) -> bool:
    """English is understood everywhere; an interpreter or a stated language is an answer."""
    tag, service, voice = facts.context.language.tag, facts.listing.service, facts.voice
    if tag == SOURCE_TAG or service.interpreter or is_served_in(tag, service.languages):
        return True
    return voice is not None and (bool(voice.any_language) or is_served_in(tag, voice.languages))


_KNOWN: dict[Question, Callable[[ServiceFacts], bool]] = {
    Question.BED: lambda _: False,
    Question.CHILDREN: _knows_children,
    Question.ID: _knows_id,
    Question.MEAL_TIME: lambda facts: bool(facts.hours) and facts.age.hours is HoursCertainty.PLAIN,
    Question.INSURANCE: _knows_insurance,
    Question.PRICE: lambda facts: bool(facts.listing.service.cost),
    Question.KIND_OF_CASE: lambda _: False,
    Question.FREE: lambda facts: bool(facts.listing.service.cost),
    Question.APPOINTMENT: lambda facts: (
        not {Start.WALK_IN, Start.APPOINTMENT}.isdisjoint(facts.listing.service.start)
    ),
    Question.PAPERS: lambda facts: bool(facts.listing.service.bring),
    Question.STATUS: lambda facts: facts.listing.service.any_immigration_status is not None,
    Question.WHO_HEARS: _knows_who_hears,
    Question.MUST_TELL: lambda _: False,
    Question.PLACE: _knows_place,
    Question.LANGUAGE: _knows_language,
    Question.ALONE: lambda facts: facts.listing.service.helpline,
}
