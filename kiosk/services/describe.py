"""From records to words: what a service's page and card say in one language.

Silence is not a promise: what a record does not state reads "Ask", never "no" and never blank.
Hours and addresses that are too old are not said at all (:mod:`kiosk.domain.freshness`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain import contact
from kiosk.domain.browse import Listing, LocalText
from kiosk.domain.clock import TrustedTime
from kiosk.domain.contact import Payload
from kiosk.domain.freshness import Checked, Freshness, checked
from kiosk.domain.language import Language, answers, speaks
from kiosk.domain.records import (
    AddressVisibility,
    Document,
    Location,
    Phone,
    PhoneType,
    Referrer,
    Schedule,
    Start,
)
from kiosk.domain.schedule import OpenState, Opening, opening, today_hours
from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.services import words
from kiosk.services.views import (
    ActionView,
    CodeView,
    FactView,
    ResultView,
    ServiceView,
    StateTone,
    StateView,
)

LINE_211 = "211"
"""The short number that names services in Sacramento County."""
SOURCE_LANGUAGE = "en"
"""The language of the factory directory's own texts."""
MOST_NAMED = 4
"""So many languages or groups are named in a fact before the list is cut to the first ones."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words, formats and the moment, for one language: what every description needs."""

    language: Language
    say: Catalog
    formats: Formatter
    time: TrustedTime

    def of(self, listing: Listing) -> "Description":
        """A listing ready to be described."""
        service = listing.service
        age = checked(service.assured_date, self.time.today, helpline=service.helpline)
        return Description(self, listing, age)


@dataclass(frozen=True, slots=True)
class Description:
    """One listing at one moment in one language."""

    by: Speaker
    listing: Listing
    age: Checked

    # --- what is known --------------------------------------------------------------------------

    @property
    def hours(self) -> tuple[Schedule, ...]:
        """Rows that may be spoken of: the door's, or the line's where it has no door."""
        if not self.age.shows_hours:
            return ()
        rows = self.listing.schedules
        return tuple(row for row in rows if row.phone_id is None) or rows

    @property
    def place(self) -> Location | None:
        """The first place whose address may be shown."""
        if not self.age.shows_address:
            return None
        return next(
            (
                spot
                for spot in self.listing.locations
                if spot.address_visibility is AddressVisibility.PUBLIC and spot.address_1
            ),
            None,
        )

    @property
    def hidden(self) -> bool:
        """Whether it is somewhere that is not told."""
        return any(
            spot.address_visibility is AddressVisibility.HIDDEN for spot in self.listing.locations
        )

    def phones(self, *types: PhoneType) -> tuple[Phone, ...]:
        """Numbers of some types, in the record's order."""
        return tuple(phone for phone in self.listing.phones if phone.type in types)

    @property
    def voice(self) -> Phone | None:
        """The number to call: one that states the visitor's language comes first."""
        lines = self.phones(PhoneType.VOICE)
        own = [line for line in lines if speaks(self.by.language.tag, line.languages)]
        if own and self.by.language.tag != SOURCE_LANGUAGE:
            return own[0]
        return lines[0] if lines else None

    def opening(self) -> Opening:
        """Open state now; unknown while the clock is not trusted."""
        return opening(self.hours, self.by.time.local)

    # --- words ----------------------------------------------------------------------------------

    def state(self) -> StateView:
        """Open state in words."""
        say, formats, now = self.by.say, self.by.formats, self.opening()
        if now.state is OpenState.OPEN:
            detail = (
                say.gettext("day and night")
                if now.always or now.until is None
                # TRANSLATORS: {time} is a closing time; stands under "Open now".
                else say.gettext("until {time}").format(time=formats.time(now.until))
            )
            return StateView(StateTone.OPEN, say.gettext("Open now"), detail, "check_circle")
        if now.state is OpenState.LATER and now.opens is not None:
            word = say.gettext("Opens {time}").format(time=formats.time(now.opens))
            return StateView(StateTone.LATER, word, say.gettext("today"), "clock")
        if now.opens is not None:
            # TRANSLATORS: {day} is a weekday; the opening time stands below it.
            word = say.gettext("Opens {day}").format(day=formats.weekday(now.opens.weekday()))
            return StateView(StateTone.CLOSED, word, formats.time(now.opens), "clock")
        if self.voice is None:
            return StateView(StateTone.UNKNOWN, say.gettext("Ask first"), "", "ask")
        return StateView(
            StateTone.UNKNOWN, say.gettext("Call to ask"), say.gettext("about hours"), "ask"
        )

    def action(self) -> ActionView:
        """The first thing to do, in the order the service prefers and that can be done."""
        for start in (*self.listing.service.start, Start.CALL, Start.WALK_IN, Start.TEXT):
            found = self._action(start)
            if found is not None:
                return found
        for start in (Start.REFERRAL, Start.ONLINE):
            found = self._action(start)
            if found is not None:
                return found
        return ActionView(
            "staff", "bell", self.by.say.gettext("Ask the staff here"), lines=self._no_door()
        )

    def _no_door(self) -> tuple[str, ...]:
        return (self.by.say.gettext("We have no number yet. They can look for it."),)

    def _action(self, start: Start) -> ActionView | None:
        say = self.by.say
        message, icon = words.STARTS[start]
        verb = say.say(message)
        match start:
            case Start.CALL | Start.APPOINTMENT if self.voice is not None:
                number = contact.format_phone(self.voice.number)
                return ActionView(start.value, icon, verb, number, self._call_lines(self.voice))
            case Start.WALK_IN if self.place is not None:
                now = self.opening()
                if now.until is not None:
                    verb = say.gettext("Walk in until {time}").format(
                        time=self.by.formats.time(now.until)
                    )
                return ActionView("walk_in", icon, verb, lines=(self._address(self.place),))
            case Start.TEXT if self._text_phone() is not None:
                phone = self._text_phone()
                assert phone is not None  # noqa: S101 - the guard above says so
                return ActionView(
                    "text", icon, verb, contact.format_phone(phone.number), self._text_lines(phone)
                )
            case Start.VIDEOPHONE if video := self.phones(PhoneType.VIDEOPHONE):
                return ActionView(
                    "videophone", icon, verb, contact.format_phone(video[0].number), ()
                )
            case Start.REFERRAL if self.listing.service.referral_by:
                lines = tuple(
                    say.say(words.REFERRERS[by]) for by in self.listing.service.referral_by
                )
                asks_211 = self.listing.service.referral_by[0] is Referrer.LINE_211
                number = LINE_211 if asks_211 else ""
                return ActionView("referral", icon, lines[0], number, lines[1:])
            case Start.ONLINE | Start.CHAT | Start.EMAIL if self._site() is not None:
                site = self._site()
                return ActionView("online", icon, verb, lines=(site or "",))
        return None

    def _call_lines(self, phone: Phone) -> tuple[str, ...]:
        say, lines = self.by.say, []
        if phone.extension:
            lines.append(say.gettext("Extension {number}").format(number=phone.extension))
        tag = self.by.language.tag
        if tag != SOURCE_LANGUAGE:
            spoken = answers(tag, phone.languages, any_language=phone.any_language)
            if speaks(tag, phone.languages):
                lines.append(say.gettext("They speak your language."))
            elif spoken:
                lines.append(say.gettext("No English? Say the name of your language."))
            else:
                lines.append(say.gettext("Ask: “{language}, please.”").format(
                    language=self.by.language.english_name.split(" (")[0]
                ))
        elif phone.any_language:
            lines.append(say.gettext("No English? Say the name of your language."))
        return tuple(lines)

    def _text_phone(self) -> Phone | None:
        """The text line, where it answers in the visitor's language."""
        for phone in self.phones(PhoneType.TEXT):
            if answers(
                self.by.language.tag, phone.languages, any_language=phone.any_language
            ) or (
                not phone.languages and self.by.language.tag == SOURCE_LANGUAGE
            ):
                return phone
        return None

    def _text_letters(self, phone: Phone) -> str:
        number = self.by.formats.phone(phone.number)
        if phone.keyword is None:
            return number
        # TRANSLATORS: A text message: the word to write and the number to send it to.
        return self.by.say.gettext("{word} to {number}").format(word=phone.keyword, number=number)

    def _text_lines(self, phone: Phone) -> tuple[str, ...]:
        if phone.keyword is None:
            return ()
        return (self.by.say.gettext("Write: {word}").format(word=phone.keyword),)

    def _site(self) -> str | None:
        url = self.listing.service.url or self.listing.organization.website
        return contact.host_of(url) if url else None

    def _address(self, place: Location) -> str:
        return self.by.formats.address(place)

    def why(self) -> str:
        """The one line of why on a card."""
        return self.listing.phrase.text

    def checked(self) -> str:
        """When it was checked, honestly."""
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
        """Sentences that must be seen."""
        say, service, found = self.by.say, self.listing.service, []
        if service.law_enforcement:
            found.append(say.gettext("Police answer here. Police may come."))
        if service.report_line:
            found.append(say.gettext("A government office answers here. It takes reports."))
        if service.part_of_prosecution:
            found.append(say.gettext("This office works with the prosecutor."))
        if self.age.freshness is Freshness.OLD and not service.helpline:
            found.append(
                say.gettext("These facts are old. Call first.")
                if self.voice
                else say.gettext("These facts are old. Ask first.")
            )
        elif self.age.call_first and not service.helpline:
            found.append(
                say.gettext("These facts may have changed. Call first.")
                if self.voice
                else say.gettext("These facts may have changed. Ask first.")
            )
        return (*found, *self._language_notes())

    def _language_notes(self) -> tuple[str, ...]:
        texts = [self.listing.phrase, self.listing.description]
        return text_notes(self.by, [text for text in texts if text is not None])

    def facts(self) -> tuple[FactView, ...]:
        """Six facts, always the same six in the same order."""
        say = self.by.say
        return (
            FactView("people", say.gettext("Who can go"), self._who()),
            FactView("bag", say.gettext("What to bring"), self._bring()),
            FactView("message", say.gettext("Languages"), self._languages()),
            FactView(
                "lock" if self.hidden and self.place is None else "pin",
                say.gettext("Where"),
                self._where(),
            ),
            FactView("clock", say.gettext("Today"), self._today()),
            FactView("cost", say.gettext("Cost"), self._cost()),
        )

    @property
    def _ask(self) -> str:
        # TRANSLATORS: Stands where a fact is not known: the visitor can ask.
        return self.by.say.pgettext("fact not known", "Ask")

    def _who(self) -> tuple[str, ...]:
        service, say, lines = self.listing.service, self.by.say, []
        if service.audience:
            named = [say.say(words.AUDIENCES[who]) for who in service.audience[:MOST_NAMED]]
            lines.append(self.by.formats.enumerated(named))
        low, high = service.minimum_age, service.maximum_age
        if low is not None and high is not None:
            lines.append(say.gettext("Ages {low} to {high}").format(low=low, high=high))
        elif low:
            lines.append(say.gettext("Age {low} and over").format(low=low))
        elif high is not None:
            lines.append(say.gettext("Up to age {high}").format(high=high))
        if service.any_immigration_status:
            lines.append(say.gettext("Papers or no papers."))
        elif service.service_area:
            lines.append(say.gettext("People in {area}").format(area=service.service_area))
        return tuple(lines[:3]) or (self._ask,)

    def _bring(self) -> tuple[str, ...]:
        service, say = self.listing.service, self.by.say
        lines = []
        if service.bring:
            named = [say.say(words.DOCUMENTS[what]) for what in service.bring]
            if named[0] == say.say(words.DOCUMENTS[Document.NOTHING]):
                lines.append(named[0])
            else:
                lines.append(self.by.formats.enumerated(named))
        if service.id_needed is False:
            lines.append(say.gettext("No ID needed."))
        return tuple(lines) or (self._ask,)

    def _languages(self) -> tuple[str, ...]:
        service, say = self.listing.service, self.by.say
        lines = []
        there = self._named(service.languages)
        if there:
            lines.append(say.gettext("There: {languages}").format(languages=there))
        voice = self.voice
        if (voice is not None and voice.any_language) or service.interpreter:
            lines.append(say.gettext("On the phone: any, by interpreter.") if voice is not None
                         else say.gettext("Interpreter if you ask."))
        elif voice is not None and voice.languages and not there:
            lines.append(
                say.gettext("On the phone: {languages}").format(
                    languages=self._named(voice.languages)
                )
            )
        return tuple(lines) or (self._ask,)

    def _named(self, tags: Sequence[str]) -> str:
        own = [tag for tag in tags if speaks(self.by.language.tag, (tag,))]
        ordered = [*own, *(tag for tag in tags if tag not in own)]
        named = [
            self.by.say.say(words.LANGUAGES[tag]) for tag in ordered if tag in words.LANGUAGES
        ]
        shown = self.by.formats.enumerated(named[:MOST_NAMED])
        if len(named) > MOST_NAMED:
            more = self.by.say.gettext("and more")
            return f"{shown} {more}"
        return shown

    def _where(self) -> tuple[str, ...]:
        say = self.by.say
        if self.place is not None:
            return (self._address(self.place),)
        if self.hidden:
            lines = [say.gettext("Address not shown, for safety.")]
            if self.voice is not None:
                lines.append(say.gettext("Ask when you call."))
            return tuple(lines)
        if self.listing.service.helpline and self.voice is not None:
            return (say.gettext("By phone, from anywhere."),)
        if self.listing.locations:
            return (say.gettext("Call to ask for the place."),)
        return (self._ask,)

    def _today(self) -> tuple[str, ...]:
        say, now = self.by.say, self.by.time.local
        if now is None or not self.hours:
            return (say.gettext("Call to ask about hours"),) if self.voice else (self._ask,)
        if self.opening().always:
            return (say.gettext("Day and night."),)
        spans = today_hours(self.hours, now)
        if not spans:
            state = self.state()
            return (f"{state.word} {state.detail}".strip(),)
        return (self.by.formats.enumerated([self.by.formats.hours(span) for span in spans]),)

    def _cost(self) -> tuple[str, ...]:
        named = [self.by.say.say(words.COSTS[cost]) for cost in self.listing.service.cost]
        return (self.by.formats.enumerated(named),) if named else (self._ask,)

    # --- to take along --------------------------------------------------------------------------

    def codes(self) -> tuple[CodeView, ...]:
        """The square codes that exist for this service; none that would tell."""
        say, found = self.by.say, list[CodeView]()
        quiet = self.listing.service.quiet_name
        if self.voice is not None:
            number = contact.format_phone(self.voice.number)
            self._code(found, contact.call(self.voice), "phone", say.gettext("Call"), number)
        phone = self._text_phone()
        if phone is not None:
            letters = self._text_letters(phone)
            self._code(found, contact.text(phone), "sms", say.gettext("Text"), letters)
        if self.voice is not None:
            self._code(
                found,
                contact.contact(quiet, self.voice),
                "person",
                say.gettext("Save the number"),
                contact.format_phone(self.voice.number),
                # TRANSLATORS: {name} is a quiet name under which the phone keeps the number.
                say.gettext("as “{name}”").format(name=quiet),
            )
        url = self.listing.service.url or self.listing.organization.website
        if url:
            host = contact.host_of(url)
            self._code(
                found,
                contact.website(url, (host,) if host else ()),
                "web",
                say.gettext("Website"),
                host or "",
            )
        if self.place is not None:
            self._code(
                found,
                contact.place(self.place),
                "map",
                say.gettext("Map"),
                self._address(self.place),
            )
        return tuple(found)

    @staticmethod
    def _code(
        found: list[CodeView],
        payload: object,
        icon: str,
        verb: str,
        letters: str,
        note: str = "",
    ) -> None:
        if isinstance(payload, Payload):
            found.append(
                CodeView(payload.kind.value, icon, verb, letters, payload.data, note)
            )

    def more_numbers(self) -> tuple[tuple[str, str], ...]:
        """Other numbers with a word each: text, TTY, further lines."""
        say, found = self.by.say, list[tuple[str, str]]()
        first = self.voice
        for phone in self.listing.phones:
            number = contact.format_phone(phone.number)
            if phone is first:
                continue
            if phone.type is PhoneType.VOICE:
                found.append((say.gettext("Or call"), number))
            elif phone.type is PhoneType.TEXT and phone == self._text_phone():
                found.append((say.gettext("Text"), self._text_letters(phone)))
            elif phone.type is PhoneType.TTY:
                found.append((say.gettext("TTY for deaf callers"), number))
            elif phone.type is PhoneType.VIDEOPHONE:
                found.append((say.gettext("Videophone"), number))
        return tuple(found)

    # --- whole views ----------------------------------------------------------------------------

    def result(self) -> ResultView:
        """The card of a list."""
        action = self.action()
        return ResultView(
            id=self.listing.service.id,
            name=self.listing.service.name,
            organization=self.listing.organization.name,
            why=self.why(),
            state=self.state(),
            action_icon=action.icon,
            action_word=action.verb,
            where=self._card_where(),
        )

    def _card_where(self) -> str:
        if self.place is not None:
            return self.place.city or ""
        if self.hidden:
            return self.by.say.gettext("Address not shown")
        return ""

    def view(self) -> ServiceView:
        """The whole page."""
        service, listing = self.listing.service, self.listing
        voice = self.voice
        return ServiceView(
            id=service.id,
            name=service.name,
            organization=listing.organization.name,
            quiet_name=service.quiet_name,
            phrase=listing.phrase.text,
            description=listing.description.text if listing.description else "",
            state=self.state(),
            checked=self.checked(),
            action=self.action(),
            more_numbers=self.more_numbers(),
            facts=self.facts(),
            notes=self.notes(),
            codes=self.codes(),
            digits=contact.chunks(voice.number) if voice else (),
            young=any(need.value == "young" for need in service.categories),
            number=contact.format_phone(voice.number) if voice else "",
            marks=self._language_notes(),
            paper=voice is not None or self.place is not None,
        )


def text_notes(by: Speaker, texts: Sequence[LocalText]) -> tuple[str, ...]:
    """What must be said about the language of some texts: only in English, not yet reviewed."""
    if any(text.language != by.language.tag for text in texts):
        return (by.say.gettext("Some words here are only in English."),)
    if any(not text.reviewed for text in texts):
        # TRANSLATORS: A discreet mark: no speaker of the language has read this text yet.
        return (by.say.gettext("Not yet read over by a speaker."),)
    return ()


