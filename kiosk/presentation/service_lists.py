"""Lists of services: for a need, for typed text, by ids."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.domain.filters import Filter
from kiosk.domain.place import Coordinates, sort_by_distance
from kiosk.domain.queries import BrowseQuery, Listing, ResultPage
from kiosk.domain.records import Need
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.presentation import words
from kiosk.presentation.describe import describe
from kiosk.presentation.directory_port import Directory
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.views import (
    ChipView,
    GuideCardView,
    ResultsView,
    ResultView,
    WidenView,
)


@dataclass(frozen=True, slots=True)
class ServiceLists:
    """Lists in one language. ``origin`` is the site of the kiosk, to find what is near.

    ``place_is_public`` lets it be known outside.
    """

    by: LanguageContext
    directory: Directory | None
    origin: Coordinates | None
    place_is_public: bool = False

    def listings(self, ids: Iterable[str]) -> tuple[Listing, ...]:
        """Return the records of services in order, without unknown and ended ones.

        The locations of each are nearest first: the nearest one ranks the list, so it is shown.
        """
        if self.directory is None:
            return ()
        tag, today = self.by.language.tag, self.by.time.not_before
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
        return tuple(describe(self.by, listing).result() for listing in self.listings(ids))

    def of_need(
        self,
        need: Need,
        chips: frozenset[Filter],
        window: tuple[int, int],
        *,
        guide: GuideCardView | None,
        notice: str,
    ) -> ResultsView:
        """Return the services for a need that pass the filters. ``window`` is offset and limit."""
        return self._list(
            self._query(need, "", chips),
            window,
            title=words.need_words(self.by.say, need),
            icon=need.value,
            guide=guide,
            notice=notice,
        )

    def has_any(self, need: Need) -> bool:
        """True if any service is listed under a need."""
        query = self._query(need, "", frozenset())
        return self.directory is not None and bool(self.directory.browse(query, 0, 1).total)

    def found(self, text: str, window: tuple[int, int]) -> ResultsView:
        """Return the services for typed text. ``window`` is offset and limit."""
        query = self._query(None, text, frozenset())
        return self._list(query, window, title=self.by.say.gettext("Search"), icon="search")

    def _query(self, need: Need | None, text: str, chips: frozenset[Filter]) -> BrowseQuery:
        local, tag = self.by.time.local, self.by.language.tag
        # Services here answer in English without stating it: silence must not rank them lower.
        ranked = tag != SOURCE_TAG or Filter.MY_LANGUAGE in chips
        return BrowseQuery(
            language=tag,
            need=need,
            text=text,
            chips=chips if local else chips - {Filter.OPEN_NOW},
            spoken=tag if ranked else None,
            now=local.replace(tzinfo=None) if local else None,
            origin=self.origin,
            today=self.by.time.not_before,
        )

    def _list(
        self,
        query: BrowseQuery,
        window: tuple[int, int],
        *,
        title: str,
        icon: str,
        guide: GuideCardView | None = None,
        notice: str = "",
    ) -> ResultsView:
        say = self.by.say
        page = ResultPage((), 0)
        if self.directory is not None:
            page = self.directory.browse(query, *window)
        # Count what the pages of the list show, and nothing beyond.
        listed = min(page.total, sum(window))
        # TRANSLATORS: {count} is how many places or lines are on the list.
        count = say.ngettext("{count} place", "{count} places", listed).format(
            count=self.by.formats.number(listed)
        )
        return ResultsView(
            title=title,
            icon=icon,
            count=count,
            order=say.gettext("Open now comes first.") if query.now and query.need else "",
            chips=self._chips(query.chips, clock=query.now is not None),
            window=self.results(page.ids),
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
            in_english=guide.in_english if guide else (),
            notice=notice,
        )

    def _chips(self, chosen: frozenset[Filter], *, clock: bool) -> tuple[ChipView, ...]:
        return tuple(
            ChipView(chip, self.by.say.say(message), chip in chosen)
            for chip, message in words.CHIPS.items()
            if clock or chip is not Filter.OPEN_NOW
        )

    def _empty(self, query: BrowseQuery) -> str:
        say = self.by.say
        if query.text:
            return say.gettext("Nothing with these letters. Try fewer, or touch Start.")
        if query.chips:
            return say.gettext("No place fits all of these.")
        return say.gettext("No place here yet. Talk to someone now, or ask the staff.")

    def _widen(self, query: BrowseQuery) -> tuple[WidenView, ...]:
        if self.directory is None:
            return ()
        say = self.by.say
        return tuple(
            WidenView(
                chip,
                # TRANSLATORS: {choice} is a choice such as Women or Free.
                say.gettext("Show without “{choice}”").format(choice=say.say(words.CHIPS[chip])),
            )
            for chip, count in self.directory.widen(query)
            if count
        )
