"""The desk: what the kiosk answers, in one language, whatever the state of its directory.

With no directory at all the compiled-in helplines still answer.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain import contact
from kiosk.domain.browse import (
    BrowseQuery,
    CardText,
    Counts,
    GuideText,
    Listing,
    LocalText,
    ResultPage,
)
from kiosk.domain.place import Place
from kiosk.domain.chips import Chip
from kiosk.domain.clock import Clock
from kiosk.domain.helplines import ANCHORS, Anchor, Helpline, shown
from kiosk.domain.language import SPOKEN, Language, answers, language, offered, spoken_choices
from kiosk.domain.records import (
    Cost,
    Figure,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    Start,
    Weekday,
)
from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.helpline_texts import TITLES
from kiosk.i18n.messages import N_
from kiosk.services import words
from kiosk.services.describe import Speaker, text_notes
from kiosk.services.views import (
    CoverView,
    ChipView,
    GuideCardView,
    GuideView,
    HelplineView,
    ResultsView,
    ServiceView,
    SpeakCardView,
    StaffView,
    TalkView,
    WidenView,
)

from kiosk.services.welcome import CardView, welcome

COVER_ROWS = (
    (N_("Bus and light rail"), "+19163212877"),
    (N_("Food bank"), "+19164561980"),
    (N_("City and county services"), "211"),
)
"""Ordinary numbers of the factory directory: SacRT (sacrt.com, 2025), Sacramento Food Bank
(independent lists of 2026), 211 (sacramentostepsforward.org)."""


Speak = Callable[[Figure], str]


class Widening(Protocol):
    """How many there would be without each chosen chip."""

    @property
    def without(self) -> tuple[tuple[Chip, int], ...]: ...


class Directory(Protocol):
    """What the desk asks of the database."""

    def close(self) -> None: ...
    def counts(self) -> Counts: ...
    def listings(self, ids: Sequence[str], language: str) -> tuple[Listing, ...]: ...
    def browse(self, query: BrowseQuery, offset: int = 0, limit: int = 20) -> ResultPage: ...
    def widen(self, query: BrowseQuery) -> Widening: ...
    def guides(
        self, language: str, today: dt.date, need: Need | None, speak: Speak
    ) -> tuple[GuideText, ...]: ...
    def guide(
        self, guide_id: str, language: str, today: dt.date, speak: Speak
    ) -> GuideText | None: ...
    def cards(self, language: str, today: dt.date, speak: Speak) -> tuple[CardText, ...]: ...


@dataclass(frozen=True, slots=True)
class Site:
    """What a site says of itself. ``staff`` is a neutral word for who is at the desk.

    ``languages`` are the written tags to choose from in their order; none given: all offered.
    """

    origin: Place | None = None
    staff: str = ""
    staff_hours: str = ""
    can_print: bool = False
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers in one language."""

    language: Language
    say: Catalog
    formats: Formatter
    clock: Clock
    site: Site
    directory: Directory | None = None

    @property
    def speaker(self) -> Speaker:
        """Words and formats at this moment."""
        return Speaker(self.language, self.say, self.formats, self.clock.read())

    @property
    def can_print(self) -> bool:
        """Whether a printer is ready here."""
        return self.site.can_print

    # --- lists ----------------------------------------------------------------------------------

    def _query(self, need: Need | None, text: str, chips: frozenset[Chip]) -> BrowseQuery:
        time = self.clock.read()
        if time.local is None:
            chips = chips - {Chip.OPEN_NOW}
        local = time.local.replace(tzinfo=None) if time.local else None
        return BrowseQuery(
            language=self.language.tag,
            need=need,
            text=text,
            chips=chips,
            spoken=spoken_choices(self.language.tag)[0],
            now=local,
            origin=self.site.origin,
        )

    def results(
        self, need: Need, chips: frozenset[Chip], offset: int = 0, limit: int = 60
    ) -> ResultsView:
        """Services for a need, narrowed by chips."""
        query = self._query(need, "", chips)
        guides = [guide for guide in self.guides(need)]
        return self._results(
            query,
            title=words.need_words(self.say, need),
            icon=need.value,
            window=(offset, limit),
            guide=guides[0] if guides else None,
        )

    def found(self, text: str, offset: int = 0, limit: int = 60) -> ResultsView:
        """Services for what was typed."""
        return self._results(
            self._query(None, text, frozenset()),
            title=self.say.gettext("Search"),
            icon="search",
            window=(offset, limit),
            guide=None,
        )

    def _results(
        self,
        query: BrowseQuery,
        *,
        title: str,
        icon: str,
        window: tuple[int, int],
        guide: GuideCardView | None,
    ) -> ResultsView:
        offset, limit = window
        page = ResultPage((), 0)
        if self.directory is not None:
            page = self.directory.browse(query, offset, limit)
        speaker = self.speaker
        cards = tuple(
            speaker.of(listing).result() for listing in self._listings(page.ids)
        )
        say = self.say
        # TRANSLATORS: {count} is how many places or lines are on the list.
        count = say.ngettext("{count} place", "{count} places", page.total).format(
            count=self.formats.number(page.total)
        )
        return ResultsView(
            title=title,
            icon=icon,
            count=count,
            order=say.gettext("Open now comes first.") if query.now and query.need else "",
            chips=self._chips(query.chips, clock=query.now is not None),
            window=cards,
            offset=offset,
            total=page.total,
            empty="" if page.total else self._empty(query),
            widen=self._widen(query) if not page.total and query.chips else (),
            corrected=(
                say.gettext("Shown for “{word}”").format(word=page.corrected)
                if page.corrected
                else ""
            ),
            guide_id=guide.id if guide else "",
            guide_title=guide.title if guide else "",
            notice=self.reporting if query.need is Need.YOUNG else "",
        )

    def _listings(self, ids: Iterable[str]) -> tuple[Listing, ...]:
        if self.directory is None:
            return ()
        return tuple(self.directory.listings(tuple(ids), self.language.tag))

    def _chips(self, chosen: frozenset[Chip], *, clock: bool) -> tuple[ChipView, ...]:
        return tuple(
            ChipView(chip, self.say.say(message), chip in chosen)
            for chip, message in words.CHIPS.items()
            if clock or chip is not Chip.OPEN_NOW
        )

    def _empty(self, query: BrowseQuery) -> str:
        if query.text:
            return self.say.gettext("Nothing with these letters. Try fewer, or touch Start.")
        if query.chips:
            return self.say.gettext("No place fits all of these.")
        return self.say.gettext("No place here yet. Talk to someone now, or ask the staff.")

    def _widen(self, query: BrowseQuery) -> tuple[WidenView, ...]:
        if self.directory is None:
            return ()
        return tuple(
            WidenView(
                chip,
                # TRANSLATORS: {choice} is a choice such as Women or Free.
                self.say.gettext("Show without “{choice}”").format(
                    choice=self.say.say(words.CHIPS[chip])
                ),
            )
            for chip, count in self.directory.widen(query).without
            if count
        )

    # --- one service ----------------------------------------------------------------------------

    def service(self, service_id: str) -> ServiceView | None:
        """The page of a service; compiled-in helplines always have one."""
        listing = self.listing(service_id)
        return self.speaker.of(listing).view() if listing else None

    def listing(self, service_id: str) -> Listing | None:
        """The records of a service or of a compiled-in helpline."""
        listings = self._listings((service_id,))
        if listings:
            return listings[0]
        line = next((line for line in shown(ANCHORS) if line.id == service_id), None)
        return self._anchor_listing(line) if line else None

    def services(self, ids: Iterable[str]) -> tuple[ServiceView, ...]:
        """The pages of several, in order; unknown ones left out."""
        found = (self.service(service_id) for service_id in ids)
        return tuple(view for view in found if view is not None)

    def _anchor_listing(self, line: Helpline) -> Listing:
        title = self.say.say(TITLES[line.id])
        phones: tuple[Phone, ...] = (line.voice,) if line.text is None else (line.voice, line.text)
        hours = Schedule(
            id=f"{line.id}.h1",
            service_id=line.id,
            byday=tuple(Weekday),
            opens_at="00:00",
            closes_at="24:00",
        )
        return Listing(
            service=Service(
                id=line.id,
                organization_id=line.id,
                name=title,
                quiet_name=line.quiet_name,
                phrase=line.phrase,
                categories=(Need.TALK,),
                start=(Start.CALL,),
                cost=(Cost.FREE,),
                helpline=True,
                law_enforcement=line.law_enforcement,
                confirmed=True,
            ),
            organization=Organization(id=line.id, name=line.name),
            phrase=LocalText(title, self.language.tag),
            description=None,
            phones=phones,
            schedules=(hours,) if line.always_open else (),
            locations=(),
        )

    # --- talk to someone ------------------------------------------------------------------------

    def talk(self) -> TalkView:
        """The helplines by rank."""
        lines = {line.id: self._helpline(line) for line in shown(ANCHORS)}
        return TalkView(
            main=lines.get(Anchor.HELP_LINE) or lines.get(Anchor.HOME),
            crisis=lines.get(Anchor.CRISIS),
            emergency=lines.get(Anchor.EMERGENCY),
            more=tuple(
                line
                for key, line in lines.items()
                if key == Anchor.HOME and Anchor.HELP_LINE in lines
            ),
        )

    def _helpline(self, line: Helpline) -> HelplineView:
        say = self.say
        text_ok = line.text_number is not None and answers(
            self.language.tag, line.text_languages
        )
        named = self.formats.enumerated(
            [say.say(words.LANGUAGES[tag]) for tag in line.text_languages]
        )
        line_text = say.gettext("Free. Day and night.")
        if line.id == Anchor.CRISIS:
            line_text = (
                say.gettext("Call or text. Day and night.")
                if text_ok
                else say.gettext("Call. Day and night.")
            )
        elif line.id == Anchor.EMERGENCY:
            line_text = say.gettext("Police, fire, ambulance. Police may come.")
        number = contact.format_phone(line.text_number) if line.text_number else ""
        if text_ok and line.text_keyword:
            number = say.gettext("{word} to {number}").format(
                word=line.text_keyword, number=number
            )
        english = self.language.english_name.split(" (")[0]
        return HelplineView(
            id=line.id,
            title=say.say(TITLES[line.id]),
            number=contact.format_phone(line.number),
            line=line_text,
            text_label=say.gettext("Text") if text_ok else "",
            text_number=number if text_ok else "",
            # TRANSLATORS: {languages} is a short list: "English, Spanish".
            text_note=say.gettext("Only {languages}").format(languages=named) if text_ok else "",
            say_label=say.gettext("No English?") if line.any_language else "",
            say=(
                say.gettext("Say the name of your language. Then wait.")
                if self.language.tag == "en"
                # TRANSLATORS: {words} is one English sentence to say: "Arabic, please."
                else say.gettext("Say: {words} Then wait.").format(words=f"“{english}, please.”")
            )
            if line.any_language
            else "",
        )

    def staff(self) -> StaffView:
        """Who here can help, in a neutral word."""
        return StaffView(
            who=self.site.staff or self.say.gettext("Ask at the desk."),
            line=self.site.staff_hours or self.say.gettext("You can point at this screen."),
        )

    @property
    def reporting(self) -> str:
        """The sentence that stands in "Young people" and before asking the staff."""
        return self.say.gettext(
            "Some people must report harm to a child. You can ask first: do you have to tell?"
        )

    # --- guides and cards -----------------------------------------------------------------------

    def _speak(self, figure: Figure) -> str:
        return self.formats.speak_figure(figure)

    def guides(self, need: Need | None = None) -> tuple[GuideCardView, ...]:
        """Guides, all or those offered with a need."""
        if self.directory is None:
            return ()
        today = self.clock.read().not_before
        return tuple(
            GuideCardView(guide.id, guide.icon, guide.title.text, guide.summary.text)
            for guide in self.directory.guides(self.language.tag, today, need, self._speak)
        )

    def guide(self, guide_id: str, *, english: bool = False) -> GuideView | None:
        """A guide to read, in the visitor's language or in English."""
        if self.directory is None:
            return None
        today = self.clock.read().not_before
        tag = "en" if english else self.language.tag
        guide = self.directory.guide(guide_id, tag, today, self._speak)
        if guide is None:
            return None
        texts = [guide.title, *(text for _, _, text in guide.blocks)]
        unreviewed = any(not text.reviewed for text in texts)
        speaker = self.speaker
        return GuideView(
            id=guide.id,
            icon=guide.icon,
            title=guide.title.text,
            blocks=tuple((kind, text.text) for _, kind, text in guide.blocks),
            services=tuple(
                speaker.of(listing).result() for listing in self._listings(guide.service_ids)
            ),
            notes=() if english else text_notes(speaker, texts),
            english=english,
            english_offered=english or (self.language.tag != "en" and unreviewed),
            young=guide.young,
        )

    def cards(self) -> tuple[CardView, ...]:
        """The calm cards of the attract screen; one is compiled in."""
        cards: tuple[CardText, ...] = ()
        if self.directory is not None:
            today = self.clock.read().not_before
            cards = self.directory.cards(self.language.tag, today, self._speak)
        found = tuple(CardView(card.title.text, card.text.text, card.picture) for card in cards)
        return found or (welcome(self.say),)

    def cover(self) -> CoverView:
        """A true, ordinary page of the county: the hour and numbers anyone may want."""
        now = self.clock.read().local
        say = self.say
        return CoverView(
            title=say.gettext("Useful numbers in Sacramento"),
            time=self.formats.time(now) if now else "",
            date=self.formats.date(now.date()) if now else "",
            rows=tuple((say.say(label), self.formats.phone(number)) for label, number in COVER_ROWS),
        )

    # --- languages ------------------------------------------------------------------------------

    def languages(self) -> tuple[Language, ...]:
        """The written languages that can be chosen here, in the site's order."""
        found = (language(tag) for tag in self.site.languages)
        return tuple(spoken for spoken in found if spoken is not None) or offered()

    def spoken(self) -> tuple[Language, ...]:
        """The spoken languages of the "I speak …" card, the visitor's own first."""
        own = spoken_choices(self.language.tag)
        return tuple(sorted(SPOKEN, key=lambda language: (language.tag not in own)))

    def speak_card(self, tag: str) -> SpeakCardView | None:
        """The card that asks for an interpreter."""
        spoken = next((language for language in SPOKEN if language.tag == tag), None)
        if spoken is None:
            return None
        name = spoken.english_name.split(" (")[0]
        return SpeakCardView(
            tag=tag,
            endonym=spoken.endonym,
            own=self.say.gettext("Please get me an interpreter."),
            english=f"I {'use' if tag == 'ase' else 'speak'} {name}. Please get an interpreter.",
            rtl=spoken.direction.value == "rtl",
            script=spoken.script,
        )
