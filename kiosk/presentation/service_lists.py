"""Services as cards: by ids, and for typed text."""

import datetime as dt
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.place import Coordinates, sort_by_distance
from kiosk.domain.queries import AnswersQuery, Listing, ResultPage, SearchQuery, TileText
from kiosk.domain.records import Need
from kiosk.presentation.describe import describe
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.views import FoundView, ResultView, TileView


class ServiceLists(msgspec.Struct, frozen=True):
    """Lists in one language. ``origin`` is the site of the kiosk, to find what is near.

    ``place_is_public`` lets it be known outside.
    """

    context: LanguageContext
    directory: ServiceDirectory | None
    origin: Coordinates | None
    place_is_public: bool = False

    def listings(self, ids: Iterable[str]) -> tuple[Listing, ...]:
        """Return the records of services in order, without unknown and ended ones.

        The locations of each are nearest first: the nearest one ranks the list, so it is shown.
        """
        if self.directory is None:
            return ()
        tag, today = self.context.language.tag, self.context.time.not_before
        found = self.directory.listings(tuple(ids), tag, today)
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

    def results(self, ids: Iterable[str]) -> tuple[ResultView, ...]:
        """Return the cards of services in order, without unknown ones."""
        return tuple(describe(self.context, listing).result() for listing in self.listings(ids))

    def has_any(self, need: Need) -> bool:
        """True if any service is listed under a need."""
        if self.directory is None:
            return False
        page = self.directory.answers_to(self.query(need), 0, 1)
        return bool(page.total or page.call)

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

    def found(self, text: str, offset: int, limit: int, *, mend: bool = True) -> FoundView:
        """Return the services for typed text; unknown words are mended if ``mend`` is true."""
        catalog = self.context.catalog
        today = self.context.time.not_before
        tag = self.context.language.tag
        query = SearchQuery(tag, text, today, self._now, self.origin, mend=mend)
        page, tiles = ResultPage((), 0), list[TileText]()
        if self.directory is not None:
            page = self.directory.search(query, offset, limit)
            if page.questions:
                every = {one.id: one for one in self.directory.tiles(None, tag)}
                tiles = [every[one] for one in page.questions]
        nothing = catalog.gettext("Nothing with these letters. Try fewer, or touch Start.")
        shown = catalog.gettext("Shown for “{word}”")
        return FoundView(
            # Count what the pages of the list show, and nothing beyond.
            count=self.count(min(page.total, offset + limit)),
            window=self.results(page.ids or page.always),
            total=page.total,
            empty="" if page.total else nothing,
            corrected=shown.format(word=page.corrected) if page.corrected else "",
            # TRANSLATORS: A touch searches for the typed letters, without a correction.
            as_typed=catalog.gettext("Search as typed") if page.corrected else "",
            questions=tuple(TileView(one.id, one.icon, one.label.text) for one in tiles),
            in_english=self.context.in_english(*(one.label for one in tiles)),
        )
