"""Turns records into the texts of a service's page and card in one language."""

from dataclasses import dataclass

from kiosk.domain import contact
from kiosk.domain.access_route import is_always_walk_in, is_day_and_night
from kiosk.domain.freshness import Freshness, visibility_of
from kiosk.domain.queries import Listing
from kiosk.domain.records import Need, Start
from kiosk.presentation.authority import authority_notes, reporting_notes
from kiosk.presentation.contact_route import contact_route
from kiosk.presentation.facts import facts
from kiosk.presentation.first_step import first_action
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.numbers import extension
from kiosk.presentation.open_state import card_state, open_state
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.takeaway import codes, more_numbers
from kiosk.presentation.views import ActionView, CallLineView, ResultView, ServiceView


def describe(by: LanguageContext, listing: Listing) -> "Description":
    """Return a listing with the age of its facts, ready to be described."""
    service = listing.service
    age = visibility_of(
        service.assured_date,
        by.time.today,
        not_before=by.time.not_before,
        helpline=service.helpline,
        always=is_day_and_night(service, listing.schedules),
        open_door=is_always_walk_in(service, listing.schedules),
    )
    return Description(by, listing, age)


@dataclass(frozen=True, slots=True)
class Description(ServiceFacts):
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
            note=self.by.formats.together(*self._authorities()),
            state=card_state(self),
            action_icon=action.icon,
            action_word=self._card_step(action),
            where=where,
            where_icon=where_icon,
            in_english=self.in_english(),
        )

    def _card_step(self, action: ActionView) -> str:
        """Return the first step; where 211 sends people, in the words of a list."""
        if action.kind == Start.REFERRAL.value and action.number:
            return self.by.say.gettext("Call 211: they send you")
        return action.verb

    def _card_where(self) -> tuple[str, str]:
        """Return where it is and the icon of that; of a helpline its number."""
        say = self.by.say
        if self.place is not None:
            return self.place.city or "", "pin"
        if self.hidden_home:
            return say.gettext("Address not shown"), "lock"
        if self.listing.service.helpline:
            return self.by.formats.phone(self.voice.number) if self.voice else "", "phone"
        return (say.gettext("Ask for the street."), "pin") if self.listing.locations else ("", "")

    def view(self) -> ServiceView:
        """Return the whole page."""
        service, listing = self.listing.service, self.listing
        voice = self.voice
        return ServiceView(
            id=service.id,
            name=service.name,
            organization=listing.organization.name,
            quiet_name=service.quiet_name,
            phrase=listing.phrase.text,
            description=listing.description.text if listing.description else "",
            state=open_state(self),
            checked=self.checked(),
            action=first_action(self),
            more_numbers=more_numbers(self),
            facts=facts(self),
            notes=self.notes(),
            codes=codes(self),
            digits=contact.chunks(voice.number) if voice else (),
            young=Need.YOUNG in service.categories,
            number=contact.format_phone(voice.number) if voice else "",
            marks=self._marks(),
            phrase_mark=self.by.text_note(listing.phrase, listing.own_name),
            description_mark=self.by.text_note(listing.description),
            own_name=self._own_name(),
            paper=contact_route(self) is not None,
            in_english=self.in_english(),
            extension=extension(self.by, voice.extension) if voice else "",
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

    def checked(self) -> str:
        """Return when the service was checked."""
        say = self.by.say
        if not self.listing.service.confirmed:
            return say.gettext("Not yet confirmed by phone")
        if self.age.days is None:
            return say.gettext("Call first")
        if self.age.days == 0:
            return say.gettext("Checked today")
        # TRANSLATORS: {age} is "12 days ago".
        return say.gettext("Checked {age}").format(age=self.by.formats.ago(self.age.days))

    def notes(self) -> tuple[str, ...]:
        """Return notes that must be seen: who answers and reports, what is old or in English."""
        say, found = (
            self.by.say,
            [*self._authorities(), *reporting_notes(self.by, self.listing.service)],
        )
        if self.first and self.age.freshness is Freshness.OLD:
            found.append(
                say.gettext("These facts are old. Call first.")
                if self.voice
                else say.gettext("These facts are old. Ask first.")
            )
        elif self.first:
            found.append(
                say.gettext("These facts may have changed. Call first.")
                if self.voice
                else say.gettext("These facts may have changed. Ask first.")
            )
        return (*found, *self._marks())

    def _authorities(self) -> tuple[str, ...]:
        return authority_notes(self.by, self.listing.service)

    def _marks(self) -> tuple[str, ...]:
        listing = self.listing
        found = (
            self.by.text_note(listing.phrase, listing.own_name),
            self.by.text_note(listing.description),
        )
        return tuple(dict.fromkeys(filter(None, found)))

    def _own_name(self) -> str:
        """Return the name in the visitor's language, if it differs."""
        own = self.listing.own_name
        return own.text if own and own.text != self.listing.service.name else ""
