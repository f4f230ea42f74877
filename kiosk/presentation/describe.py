"""Turns records into the texts of a service's page and card in one language."""

from collections.abc import Iterator, Sequence
from typing import Final

from kiosk.domain import contact
from kiosk.domain.access_route import LINES, is_always_walk_in, is_day_and_night
from kiosk.domain.freshness import HoursCertainty, hours_confirmed, visibility_of, year_of
from kiosk.domain.language import interpreter_request, is_served_in
from kiosk.domain.queries import Listing
from kiosk.domain.records import Cost, Need, PhoneType, Start
from kiosk.domain.text import isolate, sentences
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.presentation.authority import authority_notes, reporting_notes
from kiosk.presentation.contact_route import contact_route
from kiosk.presentation.fact_views import fact_views, parted_facts
from kiosk.presentation.first_step import first_action
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.numbers import dial_next, format_call, join_extension
from kiosk.presentation.open_questions import questions
from kiosk.presentation.open_state import open_state, state_line
from kiosk.presentation.service_facts import (
    CHECKED,
    SPEAKS,
    WRITTEN,
    WRITTEN_ASK_FIRST,
    WRITTEN_CALL_FIRST,
    ServiceFacts,
)
from kiosk.presentation.steps import steps_of
from kiosk.presentation.takeaway import codes, more_numbers
from kiosk.presentation.views import (
    ActionView,
    CallLineView,
    FactView,
    ServiceView,
    WayView,
)
from kiosk.presentation.week import usual_hours

NUMBER_ICONS: Final = {
    PhoneType.VOICE: "phone",
    PhoneType.TEXT: "sms",
    PhoneType.VIDEOPHONE: "videophone",
}
"""Signs of the lines that a service may offer: only a voice line is called."""

MOST_LEAD = 70
"""Letters of the first sentence of a description that stands alone on a page."""


def describe(context: LanguageContext, listing: Listing) -> "Description":
    """Return a listing with the age of its facts, ready to be described."""
    service, rows = listing.service, listing.schedules
    age = visibility_of(
        service.assured_date,
        context.time.today,
        not_before=context.time.not_before,
        assured_hours=hours_confirmed(rows),
        always=service.helpline or is_day_and_night(service, rows),
        always_walk_in=is_always_walk_in(service, rows),
    )
    return Description(context, listing, age)


class Description(ServiceFacts, frozen=True):
    """A listing's facts, rendered as the texts of its card and page."""

    def card_step(self, action: ActionView) -> str:
        """Return the first step; where 211 sends people, in the words of a list."""
        if action.kind == Start.REFERRAL.value and action.number:
            return self.catalog.gettext("Call 211: they send you")
        return action.verb

    def view(
        self, tile: str = "", *, young: bool = False, way: WayView | None = None
    ) -> ServiceView:
        """Return the whole page of a visit that came through a tile, or through Young people."""
        service, listing = self.listing.service, self.listing
        line, action, asked = (
            self.offer.line,
            first_action(self),
            questions(self, tile, young=young),
        )
        known, numbers, (lead, mark, rest) = fact_views(self), more_numbers(self), self._lead()
        top, others = parted_facts(self, known)
        english = listing.description and self.context.in_english(listing.description)
        age = self.age_words()
        return ServiceView(
            id=service.id,
            name=service.name,
            organization=listing.organization.name,
            quiet_name=service.quiet_name,
            phrase=listing.phrase.text,
            description=listing.description.text if listing.description else "",
            state=open_state(self),
            age=age,
            line=state_line(self, action, self._line_age(age)),
            action=action,
            more_numbers=numbers,
            facts=known,
            questions=asked,
            notes=self.cautions(),
            codes=codes(self),
            digits=contact.chunks(line.number) if line else (),
            young=Need.YOUNG in service.categories,
            number=contact.format_phone(line.number) if line else "",
            number_icon=NUMBER_ICONS[line.type] if line else "",
            phrase_mark=self.context.text_note(listing.phrase, listing.own_name),
            description_mark=self.context.text_note(listing.description),
            own_name=self._own_name(),
            paper=contact_route(self) is not None,
            in_english=(*self.in_english(), *(filter(None, (lead, rest)) if english else ())),
            extension=dial_next(self.context, line),
            authorities=self.authorities(),
            way=way,
            lead=lead,
            lead_mark=mark,
            top=top,
            also=(*others, *self._further(action, numbers, rest)),
            steps=steps_of(self, action, asked, tile=tile, way=way),
        )

    def _lead(self) -> tuple[str, str, str]:
        """Return the first thing to know with its mark, and the rest of the description."""
        own, text = self.listing.lead, self.listing.description
        if own is not None:
            rest = [one for one in sentences(text.text) if one not in own.text] if text else ()
            return own.text, self.context.text_note(own), self.formats.together(*rest)
        first, *more = sentences(text.text) if text else [""]
        if len(first) <= MOST_LEAD:
            return first, self.context.text_note(text), self.formats.together(*more)
        return "", "", text.text if text else ""

    def _further(
        self, action: ActionView, numbers: Sequence[tuple[str, str, str]], rest: str
    ) -> Iterator[FactView]:
        """Yield what a page has besides facts: numbers, the longer text, who runs the place."""
        line, owner = self.offer.line, self.listing.organization.name
        own = format_call(self.context, line) if line else ""
        shown = join_extension(self.formats, action.number, action.extension)
        if shown and line is not None and line.type is PhoneType.VOICE and own != shown:
            numbers = ((self.catalog.gettext("Or call"), own, "phone"), *numbers)
        for word, number, icon in numbers:
            texted = line is not None and line.type is PhoneType.TEXT
            if icon == "sms" and action.kind == Start.TEXT:
                continue  # the number of the first step
            if number not in {shown, *(() if shown or texted else (own,))}:
                whole = number if any(map(str.isalpha, number)) else isolate(number)
                yield FactView(icon, word, (whole,))
        label = self.catalog.gettext("More about it")
        if rest:
            yield FactView("message", label, (rest,))
        if owner != self.listing.service.name:
            yield FactView("people", label, (owner,))

    def _line_age(self, age: str) -> str:
        """Return the age in few words: a line that is called anyway needs none to call first."""
        service = self.listing.service
        if service.confirmed:
            return age
        if year_of(service.assured_date, service.sources) is None:
            return ""
        called = self.offer.first() in LINES or self.first is None
        return self.catalog.translate(WRITTEN if called else WRITTEN_ASK_FIRST).format(
            year=self.year
        )

    def call_line(self) -> CallLineView:
        """Return its number, or its name without one, and what it is for."""
        listing, voice = self.listing, self.voice
        name = listing.own_name.text if listing.own_name else listing.service.name
        return CallLineView(
            id=listing.service.id,
            number=contact.format_phone(voice.number) if voice else "",
            title="" if voice else name,
            phrase=" · ".join((listing.phrase.text, *self.authorities())),
            promise=self.formats.together(*self._promise()),
            in_english=self.in_english(),
        )

    def _promise(self) -> tuple[str, ...]:
        """Return what a caller can rely on: the language, else that a line is free."""
        tag, catalog, voice = self.context.language.tag, self.catalog, self.voice
        if voice is None:
            return ()
        if tag != SOURCE_TAG and is_served_in(tag, voice.languages):
            return (catalog.translate(SPEAKS),)
        if tag != SOURCE_TAG:
            words = self.formats.quoted(interpreter_request(tag))
            return (catalog.gettext("Say: {words} Then wait.").format(words=words),)
        free = Cost.FREE in self.listing.service.cost
        return (catalog.gettext("Free. Day and night."),) if free else ()

    def age_words(self) -> str:  # noqa: PLR0911 - one a kind of record
        """Return when the facts were written down or checked; empty if nothing can be said.

        Hours with their year leave only what to do first.
        """
        catalog, service = self.catalog, self.listing.service
        first = catalog.translate(self.first) if self.first else ""
        if (
            self.first
            and self.age.hours is not HoursCertainty.PLAIN
            and usual_hours(self, self.hours)
        ):
            return first
        if service.confirmed:
            if self.age.fresh and self.age.days is not None:
                if self.age.days == 0:
                    return catalog.gettext("Checked today")
                # TRANSLATORS: {age} is "12 days ago".
                return catalog.gettext("Checked {age}").format(age=self.formats.ago(self.age.days))
            if service.assured_date is not None:
                month = self.formats.month_year(service.assured_date)
                return " · ".join(
                    filter(None, (catalog.translate(CHECKED).format(month=month), first))
                )
        if year_of(service.assured_date, service.sources) is None:
            return first
        if service.helpline or self.age.always_walk_in:
            return catalog.translate(WRITTEN).format(year=self.year)
        advice = WRITTEN_CALL_FIRST if self.voice else WRITTEN_ASK_FIRST
        return catalog.translate(advice).format(year=self.year)

    def cautions(self) -> tuple[str, ...]:
        """Return the sentences that must be seen before a call."""
        return (*self.authorities(), *reporting_notes(self.context, self.listing.service))

    def authorities(self) -> tuple[str, ...]:
        """Return the sentences that say which authority answers."""
        return authority_notes(self.context, self.listing.service)

    def _own_name(self) -> str:
        """Return the name in the visitor's language, if it differs."""
        own = self.listing.own_name
        return own.text if own and own.text != self.listing.service.name else ""
