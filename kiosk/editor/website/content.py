"""The content of one language's page: needs, situations, and where each service stands whole.

Each service stands once with all its words: in the situation that it fits best, then in the order
of needs. Everywhere else a short card leads to it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.queries import AnswersQuery, SearchQuery
from kiosk.domain.records import AnyRecord, Need, SearchWord
from kiosk.editor.website.page_search import danger_words, plain_words, search_words
from kiosk.editor.website.phone_copy import parts_of
from kiosk.editor.website.website_blocks import (
    CardBlock,
    NumberBlock,
    call_number_block,
    guide_block,
    helpline_blocks,
    link_block,
    service_block,
)
from kiosk.presentation.describe import describe
from kiosk.presentation.field_words import need_words
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.views import CallView

EVERY: Final = 1_000_000
"""More services than a directory has."""
ROW: Final = 3
"""Needs in a row of the home screen, which share a tint."""


@dataclass(frozen=True, slots=True)
class SituationBlock:
    """A situation of a need, or the rest of it."""

    icon: str
    label: str
    cards: tuple[CardBlock, ...]
    numbers: tuple[NumberBlock, ...] = ()
    notes: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedBlock(SituationBlock):
    """A need with its situations; without any, with its services."""

    row: int = 0
    search_words: str = ""
    situations: tuple[SituationBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class PageContent:
    """All that a language's page shows below its title."""

    needs: tuple[NeedBlock, ...]
    first_lines: tuple[NumberBlock, ...]
    lines: tuple[NumberBlock, ...]
    last_lines: tuple[NumberBlock, ...]
    foot: tuple[str, ...] = ()
    search_words: str = ""
    dangers: str = ""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of services in a visitor's order, with how well each fits."""

    need: Need
    icon: str
    label: str
    ids: tuple[str, ...]
    fits: tuple[int, ...]
    tile: str = ""
    call: CallView | None = None
    notes: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


class ContentOfLanguage:
    """Makes the content of one language's page.

    ``presenter`` has no clock, so that nothing is called open or closed. ``dated`` knows the day on
    which the file was made, for weekly hours and their year.
    """

    def __init__(
        self,
        presenter: DirectoryPresenter,
        dated: DirectoryPresenter,
        directory: ServiceDirectory,
        records: Iterable[AnyRecord],
    ) -> None:
        self._presenter, self._dated, self._directory = presenter, dated, directory
        self._of_need: dict[Need, list[str]] = defaultdict(list)
        self._search_words: list[SearchWord] = []
        self._parts: dict[str, list[str]] = defaultdict(list)
        for one in records:
            if isinstance(one, SearchWord) and one.language == presenter.language.tag:
                for need in one.needs:
                    self._of_need[need] += one.words
                self._search_words.append(one)
            for service_id, part in parts_of(one):
                self._parts[service_id].append(part)

    def make(self) -> PageContent:
        """Return the page; every service of the directory that may be shown is on it."""
        presenter = self._presenter
        asked = {need: tuple(self._asked(need)) for need in Need}
        sorted_ids = {one for some in asked.values() for each in some for one in each.ids}
        lists = {
            need: (*some, *self._unsorted(need, sorted_ids if some else frozenset()))
            for need, some in asked.items()
        }
        homes = self._homes(one for some in lists.values() for one in some)
        made = (self._need(need, some, homes) for need, some in lists.items())
        needs = tuple(one for one in made if one.situations or one.cards)
        marks, language = [*_whole_cards(needs)], presenter.language.tag
        talk = presenter.talk()
        main, crisis, video = (
            helpline_blocks(presenter, line) for line in (talk.main, talk.crisis, talk.video)
        )
        emergency = helpline_blocks(presenter, talk.emergency, "danger")
        return PageContent(
            needs=needs,
            first_lines=tuple(
                replace(some[0], lines=()) for some in (main, crisis, emergency) if some
            ),
            lines=(*main, *crisis, *video),
            last_lines=emergency,
            search_words=search_words(self._search_words, language, marks),
            dangers=danger_words(
                self._directory.first_in_danger(SearchQuery(language, "")), language, marks
            ),
        )

    # --- lists ----------------------------------------------------------------------------------

    def _asked(self, need: Need) -> Iterator[_Listed]:
        """Yield the situations of a need."""
        presenter = self._presenter
        question = presenter.question(need)
        for tile in question.tiles if question else ():
            answers = presenter.answers(tile.id, limit=1)
            yield replace(
                self._listed(need, tile.id),
                icon=tile.icon,
                label=tile.label,
                call=answers.call,
                notes=(answers.notice,) if answers.notice and need is not Need.YOUNG else (),
                guides=tuple(guide.id for guide in answers.guides) if need is Need.OKAY else (),
                english=question.in_english if question else (),
            )

    def _unsorted(self, need: Need, elsewhere: Collection[str]) -> Iterator[_Listed]:
        """Yield the services of a need that are in no situation ``elsewhere``."""
        every = self._listed(need, "")
        pairs = zip(every.ids, every.fits, strict=True)
        if rest := [pair for pair in pairs if pair[0] not in elsewhere]:
            ids, fits = zip(*rest, strict=True)
            call = None if elsewhere else self._presenter.answers(need.value, limit=1).call
            yield replace(every, ids=ids, fits=fits, call=call)

    def _listed(self, need: Need, tile: str) -> _Listed:
        query = AnswersQuery(
            language=self._presenter.language.tag,
            need=need,
            tile=tile,
            today=self._presenter.clock.read().not_before,
        )
        answers = self._directory.answers_to(query, limit=EVERY).answers
        more, icon = self._presenter.catalog.gettext("More places"), "list"
        return _Listed(
            need, icon, more, tuple(a.id for a in answers), tuple(a.fit for a in answers), tile
        )

    @staticmethod
    def _homes(lists: Iterable[_Listed]) -> dict[str, _Listed]:
        """Return the list in which each service stands whole."""
        homes: dict[str, tuple[int, _Listed]] = {}
        for one in lists:
            for service_id, fit in zip(one.ids, one.fits, strict=True):
                rank = fit if one.tile else fit + EVERY
                if service_id not in homes or rank < homes[service_id][0]:
                    homes[service_id] = (rank, one)
        return {service_id: one for service_id, (_, one) in homes.items()}

    # --- needs ----------------------------------------------------------------------------------

    def _need(self, need: Need, lists: Sequence[_Listed], homes: dict[str, _Listed]) -> NeedBlock:
        presenter, at = self._presenter, tuple(Need).index(need)
        asked = any(one.tile for one in lists)
        made = tuple(self._situation(one, homes) for one in lists)
        if need is Need.OKAY:
            guides = presenter.guides()
            cards = tuple(
                guide_block(view) for one in guides if (view := presenter.guide(one.id)) is not None
            )
        else:
            cards = tuple(self._guide_links(guide.id for guide in presenter.guides(need)[:1]))
        if not asked:
            cards = (*(card for one in made for card in one.cards), *cards)
        return NeedBlock(
            icon=need.value,
            label=need_words(presenter.catalog, need),
            row=at // ROW,
            search_words=" ".join(plain_words(self._of_need[need], presenter.language.tag)),
            situations=made if asked else (),
            cards=cards,
            numbers=() if asked else tuple(number for one in made for number in one.numbers),
            notes=(presenter.reporting,) if need is Need.YOUNG else (),
        )

    def _situation(self, listed: _Listed, homes: dict[str, _Listed]) -> SituationBlock:
        young = listed.need is Need.YOUNG
        cards = [
            self._card(service_id, listed, young=young, whole=homes[service_id] is listed)
            for service_id in listed.ids
        ]
        return SituationBlock(
            icon=listed.icon,
            label=listed.label,
            cards=(*self._guide_links(listed.guides), *(card for card in cards if card)),
            numbers=tuple(map(call_number_block, listed.call.lines)) if listed.call else (),
            notes=listed.notes,
            english=listed.english,
        )

    def _card(
        self, service_id: str, listed: _Listed, *, young: bool, whole: bool
    ) -> CardBlock | None:
        presenter = self._presenter
        listing = presenter.listing(service_id)
        if listing is None:
            return None
        if not whole:
            return link_block(describe(presenter.speaker, listing))
        view = presenter.service(service_id, listed.tile, young=young)
        if view is None:
            return None
        week, parts = self._dated.week(service_id), " ".join(self._parts[service_id])
        return service_block(presenter, view, parts, week=week)

    def _guide_links(self, ids: Iterable[str]) -> Iterator[CardBlock]:
        for guide_id in ids:
            view = self._presenter.guide(guide_id)
            if view is not None:
                yield replace(guide_block(view), view=None, numbers=())


def _whole_cards(needs: Iterable[NeedBlock]) -> Iterator[str]:
    """Yield the marks of the cards that stand whole on a page, in its order."""
    for need in needs:
        parts = (*(one.cards for one in need.situations), need.cards)
        yield from (card.mark for cards in parts for card in cards if card.view is not None)
