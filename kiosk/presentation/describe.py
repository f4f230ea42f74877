"""Turns records into the texts of a service's page and card in one language."""

from typing import Final

from kiosk.domain import contact
from kiosk.domain.access_route import is_always_walk_in, is_day_and_night
from kiosk.domain.freshness import HoursCertainty, hours_confirmed, visibility_of, year_of
from kiosk.domain.queries import Listing
from kiosk.domain.records import Need, PhoneType, Start
from kiosk.presentation.authority import authority_notes, reporting_notes
from kiosk.presentation.contact_route import contact_route
from kiosk.presentation.fact_views import fact_views
from kiosk.presentation.first_step import first_action
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.numbers import dial_next
from kiosk.presentation.open_questions import questions
from kiosk.presentation.open_state import card_state, open_state
from kiosk.presentation.service_facts import (
    CALL_FIRST,
    CHECKED,
    UNDATED,
    WRITTEN,
    WRITTEN_ASK_FIRST,
    WRITTEN_CALL_FIRST,
    ServiceFacts,
)
from kiosk.presentation.takeaway import codes, more_numbers
from kiosk.presentation.views import ActionView, CallLineView, ResultView, ServiceView
from kiosk.presentation.week import usual_hours

NUMBER_ICONS: Final = {
    PhoneType.VOICE: "phone",
    PhoneType.TEXT: "sms",
    PhoneType.VIDEOPHONE: "videophone",
}
"""Signs of the lines that a service may offer: only a voice line is called."""


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

    def result(self) -> ResultView:
        """Return the card of a list."""
        action = first_action(self)
        where, where_icon = self._card_where()
        return ResultView(
            id=self.listing.service.id,
            name=self.listing.service.name,
            quiet_name=self.listing.service.quiet_name,
            organization=self.listing.organization.name,
            phrase=self.listing.phrase.text,
            note=self.formats.together(*self._authorities()),
            state=card_state(self),
            action_icon=action.icon,
            action_word=self.card_step(action),
            where=where,
            where_icon=where_icon,
            in_english=self.in_english(),
        )

    def card_step(self, action: ActionView) -> str:
        """Return the first step; where 211 sends people, in the words of a list."""
        if action.kind == Start.REFERRAL.value and action.number:
            return self.catalog.gettext("Call 211: they send you")
        return action.verb

    def _card_where(self) -> tuple[str, str]:
        """Return where it is and the icon of that; of a helpline its number."""
        catalog = self.catalog
        if self.place is not None:
            return self.place.city or "", "pin"
        if self.listing.service.helpline and not self.hidden_home:
            return self.formats.phone(self.voice.number) if self.voice else "", "phone"
        why = self.why_no_street
        return (catalog.translate(why), "lock" if self.hidden_home else "pin") if why else ("", "")

    def view(self, tile: str = "", *, young: bool = False) -> ServiceView:
        """Return the whole page of a visit that came through a tile, or through Young people."""
        service, listing = self.listing.service, self.listing
        line = self.offer.line
        return ServiceView(
            id=service.id,
            name=service.name,
            organization=listing.organization.name,
            quiet_name=service.quiet_name,
            phrase=listing.phrase.text,
            description=listing.description.text if listing.description else "",
            state=open_state(self),
            age=self.age_words(),
            brief_age=self.age_words(brief=True),
            action=first_action(self),
            more_numbers=more_numbers(self),
            facts=fact_views(self),
            questions=questions(self, tile, young=young),
            notes=self.cautions(),
            codes=codes(self),
            digits=contact.chunks(line.number) if line else (),
            young=Need.YOUNG in service.categories,
            number=contact.format_phone(line.number) if line else "",
            number_icon=NUMBER_ICONS[line.type] if line else "",
            marks=self._marks(),
            phrase_mark=self.context.text_note(listing.phrase, listing.own_name),
            description_mark=self.context.text_note(listing.description),
            own_name=self._own_name(),
            paper=contact_route(self) is not None,
            in_english=self.in_english(),
            extension=dial_next(self.context, line),
            authorities=self._authorities(),
        )

    def call_line(self) -> CallLineView:
        """Return its number, or its name without one, and what it is for."""
        listing, voice = self.listing, self.voice
        name = listing.own_name.text if listing.own_name else listing.service.name
        return CallLineView(
            id=listing.service.id,
            number=contact.format_phone(voice.number) if voice else "",
            title="" if voice else name,
            phrase=" · ".join((listing.phrase.text, *self._authorities())),
            in_english=self.in_english(),
        )

    def age_words(self, *, brief: bool = False) -> str:  # noqa: PLR0911 - one a kind of record
        """Return when the facts were written down or checked; empty if nothing can be said.

        Hours with their year leave only what to do first. ``brief`` leaves out that nobody
        confirmed them by phone.
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
            undated = "" if service.confirmed else catalog.translate(UNDATED)
            return " · ".join(filter(None, (undated, first)))
        if service.helpline or self.age.always_walk_in:
            return catalog.translate(WRITTEN).format(year=self.year)
        if brief and self.voice:
            written = catalog.translate(WRITTEN).format(year=self.year)
            return f"{written} · {catalog.translate(CALL_FIRST)}"
        advice = WRITTEN_CALL_FIRST if self.voice else WRITTEN_ASK_FIRST
        return catalog.translate(advice).format(year=self.year)

    def cautions(self) -> tuple[str, ...]:
        """Return the sentences that must be seen before a call."""
        return (*self._authorities(), *reporting_notes(self.context, self.listing.service))

    def _authorities(self) -> tuple[str, ...]:
        return authority_notes(self.context, self.listing.service)

    def _marks(self) -> tuple[str, ...]:
        listing = self.listing
        found = (
            self.context.text_note(listing.phrase, listing.own_name),
            self.context.text_note(listing.description),
        )
        return tuple(dict.fromkeys(filter(None, found)))

    def _own_name(self) -> str:
        """Return the name in the visitor's language, if it differs."""
        own = self.listing.own_name
        return own.text if own and own.text != self.listing.service.name else ""
