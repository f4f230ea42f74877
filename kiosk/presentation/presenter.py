"""The presenter: all answers of the kiosk in one language, whatever the state of its directory.

Without a directory the compiled-in helplines still answer.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

import msgspec

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock, TrustedClock
from kiosk.domain.daylight import is_dark
from kiosk.domain.filters import Filter
from kiosk.domain.helplines import ANCHORS, Helpline, merged_helplines
from kiosk.domain.language import ANOTHER, CARDS_ONLY, SPOKEN, Language, spoken_choices
from kiosk.domain.place import Coordinates
from kiosk.domain.queries import Listing
from kiosk.i18n.catalogs import Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.messages import N_, NP_
from kiosk.presentation.cover_numbers import cover_numbers, default_cover_numbers
from kiosk.presentation.describe import describe
from kiosk.presentation.guides import Guides
from kiosk.presentation.helper_rows import HelperRow, helper_row
from kiosk.presentation.helpline_views import all_lines, line_groups, talk
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.paper_form import PaperForm
from kiosk.presentation.questions import Questions
from kiosk.presentation.service_lists import ServiceLists
from kiosk.presentation.views import (
    CodeView,
    CoverView,
    LineGroup,
    ServiceView,
    SpeakCardView,
    StaffView,
    TalkView,
    WayView,
)
from kiosk.presentation.way import way_view
from kiosk.presentation.website_codes import OwnWebsite, website_codes
from kiosk.presentation.week import week_pairs
from kiosk.presentation.welcome import CardChoice

NUMBERS = N_("Useful numbers")
NO_NUMBERS = NP_("on paper", "Information")
"""Titles of the cover page."""


class Site(msgspec.Struct, frozen=True):
    """Settings of a site. ``staff`` is a neutral word for the people at the desk.

    ``zone`` is its time zone, in which staff see times.
    ``place_is_public`` lets paper and codes depend on ``origin``, the position of the kiosk.
    ``web`` is the coalition's website, if codes lead there. ``lines`` are the ids of the lines to
    call first, if the site chose any.
    """

    origin: Coordinates | None = None
    staff: str = ""
    staff_hours: str = ""
    paper: PaperForm = msgspec.field(default_factory=PaperForm)
    small_text: bool = False
    hide_unreviewed: bool = False
    cards: CardChoice = CardChoice.PLAIN_FIRST
    place_is_public: bool = False
    web: OwnWebsite | None = None
    zone: dt.tzinfo | None = None
    lines: tuple[str, ...] = ()


P = ParamSpec("P")
T = TypeVar("T")
Part = TypeVar("Part")


class MomentAnswers:
    """Answers of one moment, each made once. The presenter bound to that moment owns them."""

    def __init__(self, directory: ServiceDirectory | None = None) -> None:
        self._directory, self._made = directory, dict[object, object]()

    def once(self, question: object, make: Callable[[], T]) -> T:
        """Return the answer to a question, made when it is first asked."""
        if question not in self._made:
            self._made[question] = make()
        return cast("T", self._made[question])

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Ask the directory, as a :class:`ServiceDirectory`."""
        ask = getattr(self._directory, name)
        return lambda *args, **kwargs: self.once(
            ("directory", name, args, *kwargs.items()), lambda: ask(*args, **kwargs)
        )


def _once(
    method: Callable[Concatenate["DirectoryPresenter", P], T],
) -> Callable[Concatenate["DirectoryPresenter", P], T]:
    """Makes each answer of a method once a moment, for a presenter that is bound to one."""

    @wraps(method)
    def answer(self: "DirectoryPresenter", /, *args: P.args, **kwargs: P.kwargs) -> T:
        make = partial(method, self, *args, **kwargs)
        question = (method.__qualname__, args, *kwargs.items())
        return make() if self.moment is None else self.moment.once(question, make)

    return answer


def _from(
    part: str, method: Callable[Concatenate[Part, P], T]
) -> Callable[Concatenate["DirectoryPresenter", P], T]:
    """Makes a method of the presenter out of one of its part with a name."""

    @_once
    @wraps(method)
    def answer(self: "DirectoryPresenter", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return method(getattr(self, part), *args, **kwargs)

    return answer


@dataclass(frozen=True, slots=True)
class DirectoryPresenter:
    """Answers in one language."""

    language: Language
    catalog: Catalog
    formats: Formatter
    clock: TrustedClock
    site: Site
    directory: ServiceDirectory | None = None
    usual: tuple[tuple[str, str], ...] = ()
    """The rows of the cover page: (description, number)."""
    moment: MomentAnswers | None = field(default=None, compare=False, repr=False)
    """Answers already made, for a presenter that is bound to a moment."""

    def at_one_moment(self) -> "DirectoryPresenter":
        """Return a copy bound to this moment: it reads the clock once, makes each answer once."""
        moment = MomentAnswers(self.directory)
        asked = cast("ServiceDirectory", moment) if self.directory else None
        return replace(self, clock=FixedClock(self.clock.read()), directory=asked, moment=moment)

    def with_numbers(self) -> "DirectoryPresenter":
        """Return a copy with the directory's current cover numbers."""
        if self.directory is None:
            return replace(self, usual=default_cover_numbers(self.speaker))
        return replace(self, usual=cover_numbers(self.speaker, self.listing))

    @property
    @_once
    def speaker(self) -> LanguageContext:
        """Catalogue, formats and the current time."""
        return LanguageContext(self.language, self.catalog, self.formats, self.clock.read())

    @property
    def _lists(self) -> ServiceLists:
        site = self.site
        return ServiceLists(
            self.speaker, self.directory, site.origin, site.place_is_public, self._helplines
        )

    @property
    def _guides(self) -> Guides:
        lists, site = self._lists, self.site
        how = site.hide_unreviewed, site.cards, self.night
        return Guides(lists.context, self.directory, lists, *how)

    @property
    @_once
    def night(self) -> bool:
        """True from sunset to sunrise at the site; never while the clock is untrusted."""
        now = self.clock.read().local
        return now is not None and is_dark(now, self.site.origin)

    @property
    @_once
    def _helplines(self) -> tuple[Helpline, ...]:
        return self.directory.helplines() if self.directory else ANCHORS

    @property
    def _questions(self) -> Questions:
        return Questions(self._guides, self.reporting)

    question = _from("_questions", Questions.question)
    answers = _from("_questions", Questions.answers)
    groups = _from("_lists", ServiceLists.groups)
    has_other_help = _from("_lists", ServiceLists.has_other_help)
    found = _from("_lists", ServiceLists.found)
    guides = _from("_guides", Guides.offered)
    guide = _from("_guides", Guides.guide)
    guides_found = _from("_guides", Guides.found)
    cards = _from("_guides", Guides.cards)
    card_opening = _from("_guides", Guides.card_opening)

    @_once
    def helper_rows(
        self, subject: str, choices: frozenset[Filter], offset: int, limit: int, *, refusing: bool
    ) -> tuple[HelperRow, ...]:
        """Return rows of a list for a helper; the lines of its call block come first."""
        call = self.answers(subject, choices, 1, refusing=refusing).call
        called = [line.id for line in call.lines] if call else []
        lines = called[offset : offset + limit]
        start, most = max(0, offset - len(called)), limit - len(lines)
        ids = self._questions.answer_ids(subject, choices, start, most, refusing=refusing)
        return tuple(
            helper_row(describe(self.speaker, listing), subject)
            for listing in self._lists.listings((*lines, *ids))
        )

    @_once
    def service(
        self, service_id: str, tile: str = "", *, young: bool = False
    ) -> ServiceView | None:
        """Return the page of a service; compiled-in helplines always have one.

        ``tile`` is the tile that the visit came through, ``young`` says that it came through Young
        people.
        """
        listing = self.listing(service_id)
        if listing is None:
            return None
        way = self.way(service_id)
        view = describe(self.speaker, listing).view(tile, young=young, way=way)
        codes = (*view.codes, *self._website_codes(listing))
        return msgspec.structs.replace(view, codes=codes)

    def _website_codes(self, listing: Listing) -> tuple[CodeView, ...]:
        """Return the codes of the coalition's website, as for other codes once it is reviewed.

        A helpline, as "Talk to someone now" has it, names no service unless the site chooses so.
        """
        web, service_id = self.site.web, listing.service.id
        if web is None or not listing.seen:
            return ()
        talks = any(line.id == service_id for line in merged_helplines(self._helplines))
        tag, day = self.language.tag, self.speaker.time.not_before
        listed = self.directory and self.directory.listing(service_id, tag, day)
        on_page = listed and (web.marks or not talks)
        return website_codes(web, self.speaker, service_id if on_page else "")

    @_once
    def way(self, service_id: str) -> WayView | None:
        """Return the way on foot to a service's public place, if that is known and near."""
        listing = self.listing(service_id)
        return way_view(describe(self.speaker, listing), self.site.origin) if listing else None

    def week(self, service_id: str) -> str:
        """Return the weekly hours of a service, with their year unless certain; else nothing."""
        listing = self.listing(service_id)
        facts = describe(self.speaker, listing) if listing else None
        if facts is None:
            return ""
        return week_pairs(facts, facts.offer.line, has_place=facts.place is not None)

    def services(self, ids: Iterable[str]) -> tuple[ServiceView, ...]:
        """Return the pages of several services in order, without unknown ones."""
        found = (self.service(service_id) for service_id in ids)
        return tuple(view for view in found if view is not None)

    @_once
    def listing(self, service_id: str) -> Listing | None:
        """Return the records of a service or of a compiled-in helpline."""
        return next(iter(self._lists.listings((service_id,))), None)

    @property
    @_once
    def _lines(self) -> tuple[Listing, ...]:
        ids = self.directory.lines() if self.directory else ()
        return all_lines(self.speaker, self._lists.listings(ids), self._helplines)

    @_once
    def talk(self) -> TalkView:
        """Return the page of the helplines."""
        site = self.site
        return talk(self.speaker, self._helplines, self._lines, site.lines, site.origin)

    @_once
    def lines(self) -> tuple[LineGroup, ...]:
        """Return all day-and-night lines by the people they serve."""
        return line_groups(self.speaker, self._lines)

    def staff(self) -> StaffView:
        """Return who can help on site, in neutral words."""
        return StaffView(
            who=self.site.staff or self.catalog.gettext("Ask at the desk."),
            line=self.site.staff_hours or self.catalog.gettext("You can point at this screen."),
        )

    @property
    def reporting(self) -> str:
        """The sentence shown under "Young people" and before asking the staff."""
        return self.catalog.gettext(
            "Some people must report harm to a child to the authorities. "
            "You can ask first: do you have to tell?"
        )

    @_once
    def cover(self) -> CoverView:
        """Return a true, ordinary page: the time and common numbers. Reads no directory."""
        now, catalog, formats = self.clock.read().local, self.catalog, self.formats
        return CoverView(
            title=catalog.translate(NUMBERS if self.usual else NO_NUMBERS),
            time=formats.clock(now) if now else "",
            date=formats.date(now.date()) if now else "",
            rows=self.usual,
        )

    def spoken(self) -> tuple[Language, ...]:
        """Return the languages of the "I speak …" card: her own first, last any other."""
        own, script = spoken_choices(self.language.tag), self.language.script
        name = self.catalog.gettext("Another language")
        another = Language(ANOTHER, name, "another language", script)
        return (*sorted(SPOKEN, key=lambda one: one.tag not in own), *CARDS_ONLY, another)

    def speak_card(self, tag: str) -> SpeakCardView | None:
        """Return the card that asks for an interpreter."""
        spoken = next((language for language in self.spoken() if language.tag == tag), None)
        if spoken is None:
            return None
        verb = "use" if tag == "ase" else "speak"
        return SpeakCardView(
            endonym=spoken.endonym,
            own=self.catalog.gettext("Please get me an interpreter."),
            english=f"I {verb} {spoken.english_word}. Please get an interpreter.",
        )
