"""Services as cards: by ids, and for typed text."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from kiosk.directory.danger import dangers
from kiosk.directory.repository import ServiceDirectory
from kiosk.directory.search_page import FIRST
from kiosk.domain.folding import fold
from kiosk.domain.helplines import ANCHORS, Anchor, Helpline, lines_in_danger
from kiosk.domain.place import Coordinates, sort_by_distance
from kiosk.domain.queries import (
    Answer,
    AnswerGroup,
    AnswersQuery,
    Listing,
    ResultPage,
    SearchQuery,
    TileText,
)
from kiosk.domain.records import Need
from kiosk.presentation.answer_groups import (
    LINE_211,
    Member,
    Senders,
    card_of,
    grouped,
    reach_of,
)
from kiosk.presentation.describe import describe
from kiosk.presentation.helpline_views import helpline_listing, is_always_open
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.list_views import FoundView, GroupView, ResultView
from kiosk.presentation.views import TileView

USUAL: Final = ("talk_forced", "too_heavy", "talk_harm")
"""What the lines are for that are shown if nothing is found and no line of the directory fits."""


class ServiceLists(msgspec.Struct, frozen=True):
    """Lists in one language. ``origin`` is the site of the kiosk, to find what is near.

    ``place_is_public`` lets it be known outside. ``helplines`` are those of the signed file, or the
    compiled-in ones, which stand where the directory has none.
    """

    context: LanguageContext
    directory: ServiceDirectory | None
    origin: Coordinates | None
    place_is_public: bool = False
    helplines: tuple[Helpline, ...] = ANCHORS

    def listings(self, ids: Iterable[str]) -> tuple[Listing, ...]:
        """Return the records of services and helplines in order, without unknown and ended ones.

        The locations of each are nearest first: the nearest one ranks the list, so it is shown.
        """
        wanted, tag, today = tuple(ids), self.context.language.tag, self.context.time.not_before
        listed = self.directory.listings(wanted, tag, today) if self.directory else ()
        known = {one.service.id: one for one in listed}
        every = (known.get(one) or self._line(one) for one in wanted)
        found = [one for one in every if one is not None]
        if (origin := self.origin) is None:
            return tuple(found)
        return tuple(
            replace(
                one,
                locations=sort_by_distance(one.locations, origin),
                place_is_public=self.place_is_public,
            )
            for one in found
        )

    def _line(self, service_id: str) -> Listing | None:
        return helpline_listing(self.context, service_id, self.helplines)

    def lines_before(self, codes: Iterable[str], ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of compiled-in lines to show before some services in danger.

        911 stands for what asks for it; no other line is needed where one of the services has a
        number that answers day and night.
        """
        shown, wanted = tuple(ids), lines_in_danger(codes, self.helplines)
        if wanted and any(map(self._answers_always, self.listings(shown))):
            wanted = tuple(one for one in wanted if one == Anchor.EMERGENCY)
        return tuple(one for one in wanted if one not in shown)

    def _answers_always(self, listing: Listing) -> bool:
        described = describe(self.context, listing)
        return described.voice is not None and is_always_open(described)

    def results(self, ids: Iterable[str]) -> tuple[ResultView, ...]:
        """Return the cards of services in order, without unknown ones."""
        return tuple(
            one.card
            for one in self.members([Answer(one, 1, AnswerGroup.UNKNOWN, None) for one in ids])
        )

    def senders(self, listed: Iterable[Listing], called: Iterable[str] = ()) -> Senders:
        """Return who can send people to some services, with the lines of a call block."""
        lines = {one.service.referral_line or LINE_211 for one in listed if one.service.referral_by}
        found = self.listings((LINE_211, *sorted(lines - {LINE_211}))) if lines else ()
        voices = ((one.service.id, describe(self.context, one).voice) for one in found)
        return Senders(frozenset(called), {line: voice.number for line, voice in voices if voice})

    def members(
        self, answers: Iterable[Answer], senders: Senders | None = None, *, chosen: bool = False
    ) -> tuple[Member, ...]:
        """Return the known ones of some answers with their cards, in order."""
        asked = {one.id: one for one in answers}
        listed, found = self.listings(asked), list[Member]()
        by = senders or self.senders(listed)
        for listing in listed:
            facts, answer = describe(self.context, listing), asked[listing.service.id]
            reach, yes = reach_of(facts, by), answer.group is AnswerGroup.YES
            card = card_of(facts, reach, self.origin, yes=chosen and yes)
            found.append(Member(answer.fit, reach, card, answer.further, int(not yes)))
        return tuple(found)

    def groups(
        self, answers: Sequence[Answer], called: Iterable[str], *, chosen: bool = False
    ) -> tuple[tuple[GroupView, ...], str]:
        """Return some answers in groups by what she does, and what is true of all of them."""
        senders = self.senders(self.listings(one.id for one in answers), called)
        members = self.members(answers, senders, chosen=chosen)
        return grouped(self.context, members, senders)

    def has_any(self, need: Need) -> bool:
        """True if any service is listed under a need."""
        if self.directory is None:
            return False
        page = self.directory.answers_to(self.query(need), 0, 1)
        return bool(page.total or page.call)

    def has_other_help(self) -> bool:
        """True if the directory has services that fit none of the nine needs of the home screen."""
        return self.has_any(Need.OTHER)

    def query(self, need: Need) -> AnswersQuery:
        """Return the query for all services of a need, here and now."""
        return AnswersQuery(
            language=self.context.language.tag,
            need=need,
            now=self._now,
            origin=self.origin,
            today=self.context.time.not_before,
        )

    @property
    def _now(self) -> dt.datetime | None:
        """The site's local time, if it is known."""
        local = self.context.time.local
        return local.replace(tzinfo=None) if local else None

    def count(self, places: int) -> str:
        """Return how many places there are, in words."""
        # TRANSLATORS: {count} is how many places are on the list.
        words = self.context.catalog.ngettext("{count} place", "{count} places", places)
        return words.format(count=self.context.formats.number(places))

    def found(self, text: str, offset: int = 0, limit: int = 60, *, mend: bool = True) -> FoundView:
        """Return the services for typed text; unknown words are mended if ``mend`` is true."""
        catalog, tag = self.context.catalog, self.context.language.tag
        query = SearchQuery(
            tag, text, self.context.time.not_before, self._now, self.origin, mend=mend
        )
        tiles = list[TileText]()
        if self.directory is None:
            page = ResultPage((), 0, dangers=dangers(text, tag))
        else:
            page = self.directory.search(query, offset, limit)
            if page.questions:
                every = {one.id: one for one in self.directory.tiles(None, tag)}
                tiles = [every[one] for one in page.questions]
        lines = () if offset else self._lines_found(text, page)
        total, ids = page.total + len(lines), (*lines, *page.ids)
        if not ids:
            ids = (*self.lines_before(USUAL, page.always), *page.always)
        nothing = catalog.gettext("Nothing with these letters. Try fewer, or touch Start.")
        shown = catalog.gettext("Shown for “{word}”")
        return FoundView(
            # Count what the pages of the list show, and nothing beyond.
            count=self.count(min(total, offset + limit)),
            window=self.results(ids),
            total=total,
            empty="" if total else nothing,
            corrected=shown.format(word=page.corrected) if page.corrected else "",
            # TRANSLATORS: A touch searches for the typed letters, without a correction.
            as_typed=catalog.gettext("Search as typed") if page.corrected else "",
            questions=tuple(TileView(one.id, one.icon, one.label.text) for one in tiles),
            in_english=self.context.in_english(*(one.label for one in tiles)),
        )

    def _lines_found(self, text: str, page: ResultPage) -> tuple[str, ...]:
        """Return the lines with a typed number, or those for the danger that a text names."""
        first, digits = page.ids[:FIRST], re.sub(r"\D", "", fold(text)).removeprefix("1")
        if digits and text.upper() == text.lower():
            called = [one.id for one in ANCHORS if one.number.removeprefix("+1") == digits]
            return tuple(one for one in called if one not in first and self._line(one))
        return self.lines_before(page.dangers, first)
