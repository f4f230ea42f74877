"""Build a slip: services in the visitor's language and in English, among ordinary numbers.

Nothing on it reveals why someone took it, except a name that a person permitted. Names are quiet
names, and one ordinary word for its need says what a service does, never its own phrase.
"""

import gettext
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kiosk.devices.printers import Cover
from kiosk.devices.slip import (
    MAX_ENTRIES,
    Pair,
    SlipCode,
    SlipContent,
    SlipEntry,
    SlipRequest,
)
from kiosk.domain import contact
from kiosk.domain.contact import PayloadKind
from kiosk.domain.helplines import Anchor
from kiosk.domain.language import interpreter_request, is_served_in, known_language
from kiosk.domain.override import Revealing
from kiosk.domain.queries import Listing
from kiosk.domain.records import Need
from kiosk.i18n.catalogs import SOURCE_TAG, Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.i18n.messages import N_, NP_, Message
from kiosk.presentation.authority import office_message
from kiosk.presentation.contact_route import ContactRoute, contact_route, in_words
from kiosk.presentation.cover_numbers import COUNTY, FOOD, TRANSIT, CoverNumber
from kiosk.presentation.describe import describe
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.numbers import dial_next
from kiosk.presentation.open_questions import questions
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.service_facts import CHECKED, ServiceFacts
from kiosk.presentation.way import slip_way
from kiosk.presentation.website_codes import address_letters
from kiosk.presentation.week import week_pairs

TITLES: dict[Cover, Message] = {
    # TRANSLATORS: Ordinary titles of a small paper: they must not tell what the paper is for.
    Cover.PLAIN: N_("Good to know nearby"),
    Cover.CLINIC: N_("Health clinic"),
    Cover.FOOD: N_("Food, showers, rest"),
}

KINDS: dict[Need, Message] = {
    # TRANSLATORS: One ordinary word on a small paper for what a place is about.
    Need.SAFE_PLACE: NP_("on paper", "Rest"),
    Need.TALK: NP_("on paper", "Talk"),
    Need.FOOD: NP_("on paper", "Food and basics"),
    Need.HEALTH: NP_("on paper", "Health"),
    Need.WORK: NP_("on paper", "Work"),
    Need.PAPERS: NP_("on paper", "Papers"),
    Need.COURT: NP_("on paper", "Office"),
    Need.YOUNG: NP_("on paper", "Young people"),
    Need.OKAY: NP_("on paper", "Information"),
    Need.OTHER: NP_("on paper", "Information"),
}

_CLINIC = ("wellspace-health-clinics", "WellSpace Clinic", KINDS[Need.HEALTH])
ORDINARY: dict[Cover, tuple[CoverNumber, ...]] = {
    Cover.PLAIN: (TRANSIT, COUNTY, FOOD),
    Cover.CLINIC: (_CLINIC, COUNTY, TRANSIT),
    Cover.FOOD: (FOOD, COUNTY, TRANSIT),
}
"""Lines that anyone may want, those of the cover first."""

_KINDS_OF = {record: kind for lines in ORDINARY.values() for record, _, kind in lines}


def _kind(listing: Listing) -> Message | None:
    """Return one ordinary word for what a place is about; 911 needs none."""
    service = listing.service
    if service.id == Anchor.EMERGENCY:
        return None
    usual = _KINDS_OF.get(service.id, KINDS[service.categories[0]])
    return office_message(service) or usual


class NothingForPaper(Exception):  # noqa: N818 - it is an answer, not a fault
    """No service fits on paper: none has a name and a number, public address or quiet page."""


def slip_content(
    presenter: DirectoryPresenter,
    service_ids: Sequence[str],
    cover: Cover = Cover.PLAIN,
    *,
    ordinary: int = 0,
    tile: str = "",
) -> SlipContent:
    """Return the slip for up to three services, without those that paper cannot carry.

    ``ordinary`` lines of the cover come before them; a single service always has one. ``tile`` is
    the tile that the visit came through, which chooses the questions.

    Raises:
        NothingForPaper: paper can carry none of them.
    """
    speakers, once = _Speakers(presenter), tuple(dict.fromkeys(service_ids))
    found = [listing for listing in map(presenter.listing, once[:MAX_ENTRIES]) if listing]
    carried = [(one, entry) for one in found if (entry := speakers.entry(one, tile)) is not None]
    if not carried:
        raise NothingForPaper
    entries = tuple(entry for _, entry in carried)
    if len(carried) == 1:
        entries = (speakers.with_way(*carried[0]),)
    taken = {entry.number for entry in entries}
    most = min(max(ordinary, len(entries) == 1), MAX_ENTRIES - len(entries))
    before = [line for line in speakers.ordinary(cover) if line.number not in taken][:most]
    listings = [one for one, _ in carried]
    return SlipContent(
        language=presenter.language,
        title=speakers.pair(TITLES[cover]),
        entries=(*before, *entries),
        code=speakers.code(listings),
        say=speakers.say(listings),
        checked=speakers.checked(listings),
    )


def left_out(presenter: DirectoryPresenter, service_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the services that paper cannot carry: without a contact, or with a revealing name."""
    speakers = _Speakers(presenter)
    found = [listing for listing in map(presenter.listing, service_ids) if listing]
    return tuple(one.service.id for one in found if speakers.entry(one) is None)


class _Speakers:
    """States the same facts in the visitor's language and in English."""

    def __init__(self, presenter: DirectoryPresenter) -> None:
        self.presenter, self.own = presenter, presenter.speaker
        english = known_language(SOURCE_TAG)
        catalog = Catalog(english, gettext.NullTranslations())
        self.english = LanguageContext(english, catalog, Formatter(english), self.own.time)

    def pair(self, message: Message) -> Pair:
        return Pair(self.own.catalog.translate(message), message.text)

    def entry(self, listing: Listing, tile: str = "") -> SlipEntry | None:
        own, english = describe(self.own, listing), describe(self.english, listing)
        way = contact_route(own)
        if way is None:
            return None
        hours, kind = (_week(own, way), _week(english, way)), _kind(listing)
        first, how = own.first if all(hours) else None, way.how
        asked = (one for one in questions(own, tile) if one.on_paper)
        return SlipEntry(
            quiet_name=listing.service.quiet_name,
            phrase=self.pair(kind) if kind else None,
            number=way.number,
            extension=dial_next(self.own, way.line),
            how=Pair(in_words(how, self.own), in_words(how, self.english)) if how else None,
            first=self.pair(first) if first else None,
            address=(own.street_of_year(way.address),) if way.address else (),
            page=way.page,
            hours=Pair(*hours) if all(hours) else None,
            asks=tuple(Pair(one.own, one.english) for one in asked),
            allowed=listing.service.lets(Revealing.QUIET_NAME, listing.service.quiet_name),
        )

    def with_way(self, listing: Listing, entry: SlipEntry) -> SlipEntry:
        """Return an entry with the way on foot to its address, if the site's place is public."""
        site = self.presenter.site
        if not site.place_is_public or not entry.address:
            return entry
        own, english = describe(self.own, listing), describe(self.english, listing)
        return replace(entry, way=slip_way(own, english, site.origin))

    def ordinary(self, cover: Cover) -> Iterator[SlipEntry]:
        for service_id, name, kind in ORDINARY[cover]:
            listing = self.presenter.listing(service_id)
            voice = describe(self.own, listing).voice if listing else None
            if voice is not None:
                number = contact.format_phone(voice.number)
                more = dial_next(self.own, voice)
                yield SlipEntry(name, self.pair(kind), number, more)

    def code(self, listings: Sequence[Listing]) -> SlipCode | None:
        web, tag = self.presenter.site.web, self.presenter.language.tag
        if web is not None and web.on_paper:
            alone = listings[0].service.id if web.marks and len(listings) == 1 else ""
            if page := web.payload(tag, alone) or web.payload(tag):
                return SlipCode(page.data, address_letters(page), self.pair(READ))
        for listing in listings:
            way = contact_route(describe(self.own, listing))
            if way is not None and way.payload is not None:
                hint = self.pair(HINTS[way.payload.kind])
                return SlipCode(way.payload.data, way.letters, hint)
        return None

    def say(self, listings: Sequence[Listing]) -> SlipRequest | None:
        """Return what to say in English, unless every line answers in the visitor's language."""
        tag = self.own.language.tag
        if tag == SOURCE_TAG or all(map(self._understands, listings)):
            return None
        return SlipRequest(self.pair(SAY), self.own.formats.quoted(interpreter_request(tag)))

    def _understands(self, listing: Listing) -> bool:
        """True if the line on the paper answers in the visitor's language, or there is no number.

        False for a line that is not in the directory: its languages are unknown.
        """
        way = contact_route(describe(self.own, listing))
        answering: Listing | None = listing
        if way is not None and way.sent:
            answering = self.presenter.listing(COUNTY[0])
        if answering is None:
            return False
        voice = describe(self.own, answering).voice
        return voice is None or is_served_in(self.own.language.tag, voice.languages)

    def checked(self, listings: Sequence[Listing]) -> Pair | None:
        """Return the month of the oldest check, if each service was confirmed by phone."""
        days = [one.service.assured_date for one in listings if one.service.confirmed]
        dated = [day for day in days if day is not None]
        if len(dated) < len(listings):
            return None
        both = [
            by.catalog.translate(CHECKED).format(month=by.formats.month_year(min(dated)))
            for by in (self.own, self.english)
        ]
        return Pair(*both)


READ = N_("Camera, touch, read")
# TRANSLATORS: What to do with a square code on paper: three short words.
HINTS: dict[PayloadKind, Message] = {
    PayloadKind.CALL: N_("Camera, touch, call"),
    PayloadKind.TEXT: N_("Camera, touch, send"),
    PayloadKind.WEBSITE: READ,
}
SAY = NP_("on paper", "Say")


def _week(facts: ServiceFacts, route: ContactRoute) -> str:
    """Return the weekly hours of the number and address; none for a line that refers people."""
    return "" if route.sent else week_pairs(facts, route.line, has_place=bool(route.address))
