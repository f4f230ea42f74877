"""What happens when a visitor calls, goes or writes: three steps, by the kind of a service.

The first kind of the table that holds decides; data decide, never a name.
"""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from kiosk.domain.homes import is_shelter
from kiosk.domain.language import interpreter_language, interpreter_request, is_served_in
from kiosk.domain.records import Need, PhoneType, Start
from kiosk.domain.situations import Question
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.i18n.messages import N_, Message
from kiosk.presentation import field_words
from kiosk.presentation.fact_views import language_names
from kiosk.presentation.open_questions import WORDS, codes_of_tile
from kiosk.presentation.service_facts import SPEAKS, ServiceFacts
from kiosk.presentation.step_views import StepsView, StepView
from kiosk.presentation.views import ActionView, OpenQuestion, WayView
from kiosk.presentation.way import ASK_THE_WAY
from kiosk.presentation.why_words import WHY

# TRANSLATORS: The head of three steps: what happens then. Also the name of a button to them.
CALLING, GOING, WRITING = N_("When you call"), N_("When you go"), N_("When you write")
REACHING = N_("How you get there")
# TRANSLATORS: Heads of steps, two to four short words; under some is a sentence to say or ask.
ANSWERS, CALL, GO = N_("Someone answers"), N_("You call"), N_("You go there")
SAY, ASK, COMES = N_("You say"), N_("You ask first"), N_("You say who comes")
WHERE, WRITE, BACK = N_("They tell you where"), N_("You write"), N_("Someone writes back")
WAIT = N_("Wait for a person.")
NOTE_DOWN = N_("Write down what they say.")
STAYS = N_("Your phone keeps the texts.")
SCAN, STAFF = N_("Scan with a phone"), N_("Ask the staff here")
# TRANSLATORS: A visitor asks for her language on the phone: "Spanish, please."
PLEASE = N_("{language}, please.")
INTERPRETER = N_("Please get me an interpreter.")
BEDS = frozenset(("bed_tonight", "leave_harm", "with_children", "young_bed"))
"""Situations in which a visitor asks for a bed."""


class _Story(msgspec.Struct, frozen=True):
    """What the steps of a visit are made of; ``asked`` are its open questions."""

    facts: ServiceFacts
    action: ActionView
    asked: tuple[OpenQuestion, ...]
    codes: tuple[str, ...]
    way: WayView | None

    def translated(self, message: Message) -> str:
        return self.facts.catalog.translate(message)

    def step(
        self, icon: str, head: Message, words: str = "", english: str = "", *, kept: bool = True
    ) -> StepView:
        """Return a step that gives no quote."""
        return StepView(icon, self.translated(head), words, english, on_paper=kept)

    def quote(
        self, icon: str, head: Message, own: str, english: str, *, kept: bool = True
    ) -> StepView:
        """Return a step with words to say, also in English for who reads another language."""
        quoted = self.facts.formats.quoted
        both = (quoted(own), "" if own == english else quoted(english))
        return self.step(icon, head, *both, kept=kept)


def _begin(story: _Story, icon: str, head: Message) -> StepView:
    tag, line = story.facts.context.language.tag, story.facts.offer.line
    if tag == SOURCE_TAG:
        return story.step(icon, head, story.translated(WAIT))
    if line is not None and is_served_in(tag, line.languages):
        return story.step(icon, head, story.translated(SPEAKS))
    own = story.translated(field_words.LANGUAGES[interpreter_language(tag)])
    words = story.translated(PLEASE).format(language=own)
    return story.quote(icon, head, words[:1].upper() + words[1:], interpreter_request(tag))


def _answers(story: _Story) -> StepView:
    return _begin(story, story.action.icon if story.action.number else "phone", ANSWERS)


def _go(story: _Story) -> StepView:
    way = story.way and story.facts.formats.together(story.way.amount, story.way.direction)
    words = way or story.translated(ASK_THE_WAY)
    return story.step("pin", GO, words)


def _say(story: _Story) -> StepView:
    listing = story.facts.listing
    if listing.say is not None:
        english = listing.service.say or listing.say.text
        return story.quote("talk", SAY, listing.say.text, english, kept=False)
    answered = [one.code for one in listing.service.situations]
    codes = (*(code for code in story.codes if code in answered), *answered)
    why = next((WHY[code] for code in codes if code in WHY), None)
    if why is None:
        return story.step("talk", SAY, listing.phrase.text, kept=False)
    return story.quote("talk", SAY, story.translated(why), why.text, kept=False)


def _ask(story: _Story, head: Message = ASK) -> StepView:
    # Nobody asks first where anyone may walk in at any hour: in an emergency room.
    if not story.asked or story.facts.age.always_walk_in:
        return story.step("pencil", NOTE_DOWN)
    first = story.asked[0]
    return story.quote("ask", head, first.own, first.english, kept=first.on_paper)


def _bed(story: _Story) -> StepView:
    bed = WORDS[Question.BED]
    return story.quote("bed", SAY, story.translated(bed), bed.text)


def _comes(story: _Story) -> StepView:
    children = WORDS[Question.CHILDREN].text
    rest = (one for one in story.asked if one.english != WORDS[Question.BED].text)
    asked = sorted(rest, key=lambda one: one.english != children)
    found = _ask(replace(story, asked=tuple(asked)))
    if asked and asked[0].english == children:
        return replace(found, icon="family", head=story.translated(COMES))
    return found


def _interpreter(story: _Story) -> StepView:
    tag = story.facts.context.language.tag
    if tag == SOURCE_TAG:
        return _ask(story)
    english = interpreter_request(tag).replace(",", " interpreter,")
    return story.quote("interpreter", SAY, story.translated(INTERPRETER), english)


def _scan(story: _Story) -> StepView:
    host = story.facts.host
    return story.step("scan", SCAN, host) if host else _staff(story)


def _staff(story: _Story) -> StepView:
    # TRANSLATORS: The people at the desk can look for a number.
    look = story.facts.catalog.gettext("We have no number yet. They can look for it.")
    return story.step("bell", STAFF, "" if story.facts.host else look)


def _sent(story: _Story) -> StepView:
    called = _begin(story, story.action.icon, ANSWERS)
    step = called if story.action.number else StepView(story.action.icon, "")
    return replace(step, head=story.action.verb)


def _write(story: _Story) -> StepView:
    line, catalog = story.facts.offer.text_line, story.facts.catalog
    word = line.keyword if line is not None else None
    # TRANSLATORS: A text message: the word to write and the number to send it to.
    both = catalog.gettext("{word} to {number}")
    number = story.facts.formats.phone(line.number) if line is not None else ""
    return story.step("sms", WRITE, both.format(word=word, number=number) if word else number)


def _back(story: _Story) -> StepView:
    line = story.facts.offer.text_line
    spoken = language_names(story.facts, line.languages) if line is not None else ""
    return story.step("message", BACK, spoken)


Kind = tuple[Callable[[_Story], bool], Message, tuple[Callable[[_Story], StepView], ...]]


def _has_bed(story: _Story) -> bool:
    service = story.facts.listing.service
    nights = BEDS.intersection(one.code for one in service.situations if one.fit == 1)
    return story.facts.hidden_home or is_shelter(service) or bool(nights)


def _first_need(story: _Story) -> Need:
    return story.facts.listing.service.categories[0]


def _calls(story: _Story) -> bool:
    line = story.facts.offer.line
    return line is not None and line.type is not PhoneType.TEXT


KINDS: tuple[Kind, ...] = (
    (lambda one: one.action.kind == Start.TEXT, WRITING,
     (_write, _back, lambda one: one.step("sms", STAYS))),
    (lambda one: one.action.kind == Start.REFERRAL, REACHING,
     (_sent, _say, lambda one: _ask(one, head=WHERE))),
    (lambda one: one.action.kind == Start.WALK_IN, GOING, (_go, _say, _ask)),
    (lambda one: one.facts.listing.service.helpline and _calls(one), CALLING,
     (_answers, _say, _ask)),
    (lambda one: _calls(one) and _has_bed(one), CALLING,
     (_answers, _bed, _comes)),
    (lambda one: _first_need(one) is Need.COURT and one.facts.place is not None, GOING,
     (_go, _interpreter, _say)),
    (lambda one: _calls(one) and _first_need(one) is Need.HEALTH, CALLING,
     (lambda one: _begin(one, one.action.icon, CALL), _say, _ask)),
    (_calls, CALLING, (_answers, _say, _ask)),
    (lambda one: bool(one.facts.host), REACHING,
     (_scan, _staff, _ask)),
    (lambda _: True, REACHING, (_staff, _say, _ask)),
)  # fmt: skip
"""When a kind holds, the head of its steps, the steps."""


def steps_of(
    facts: ServiceFacts,
    action: ActionView,
    asked: tuple[OpenQuestion, ...],
    *,
    tile: str = "",
    way: WayView | None = None,
) -> StepsView:
    """Return the three steps for who came through ``tile``."""
    story = _Story(facts, action, asked, codes_of_tile(tile), way)
    _, head, steps = next(kind for kind in KINDS if kind[0](story))
    return StepsView(facts.catalog.translate(head), tuple(step(story) for step in steps))
