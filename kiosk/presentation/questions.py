"""The question of a need, and the answers to a tile or to a whole need."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from kiosk.domain.filters import Filter
from kiosk.domain.helplines import lines_in_danger
from kiosk.domain.queries import (
    AnswersPage,
    AnswersQuery,
    TileText,
)
from kiosk.domain.records import Need
from kiosk.i18n.messages import N_
from kiosk.presentation import field_words
from kiosk.presentation.call_block import call_block, need_call_block
from kiosk.presentation.guides import Guides
from kiosk.presentation.list_views import AnswersView, ChipView
from kiosk.presentation.views import GuideCardView, QuestionView, TileView

MOST_CHECKED: Final = 20
"""Answers of which one may have a number that answers day and night."""
LEAST_TILES, LEAST_ANSWERS, MOST_TILES = 3, 2, 6
"""A need has a question from so many tiles on with so many answers each; the most it shows."""
QUIET_CODES: Final = frozenset(
    ("leave_harm", "talk_harm", "talk_forced", "talk_sex", "watched_phone", "after_sex")
)
"""Situations whose titles must not be read from afar."""
TILE_GUIDES: Final[dict[str, tuple[str, ...]]] = {
    "not_paid": ("rights-at-work", "money-owed"),
    "papers_taken": ("papers-and-police",),
    "talk_harm": ("leaving-safely",),
    "talk_forced": ("is-this-okay", "pictures-of-you"),
    "watched_phone": ("phones-and-safety",),
    "young_harm": ("under-18", "pictures-of-you"),
}
"""Guides by a tile's first situation, for "Is this okay?"; a need of an older file: the first."""
OTHER_HELP: Final = "line-211"
"""The line that looks for other services."""
# TRANSLATORS: Beside the title of a list: none of it offers the chosen words, such as Men.
NO = N_("Not offered: {choices}.")
# TRANSLATORS: Beside the title of a list. {choices} is a list such as "Men, No ID needed".
FIRST = N_("{choices} first. Where it is not written down: ask.")
BY_PEOPLE: Final = (Filter.MEN, Filter.WOMEN, Filter.FAMILIES, Filter.UNDER_18, Filter.NO_ID)
BY_USE: Final = (Filter.MY_LANGUAGE, Filter.FREE, Filter.NO_ID, Filter.WALK_IN, Filter.OPEN_NOW)
"""The choices that come first where a bed is looked for or someone young asks, and elsewhere."""


class Questions(msgspec.Struct, frozen=True):
    """Questions and answers in one language. ``reporting`` says who must report harm."""

    guides: Guides
    reporting: str

    def _tiles(self, need: Need | None) -> tuple[TileText, ...]:
        directory, tag = self.guides.directory, self.guides.context.language.tag
        return directory.tiles(need, tag) if directory is not None else ()

    def _asked(self, query: AnswersQuery, offset: int, limit: int) -> AnswersPage:
        directory = self.guides.directory
        if directory is None:
            return AnswersPage((), ())
        return directory.answers_to(query, offset, limit)

    # --- the question -------------------------------------------------------------------------

    def question(self, need: Need) -> QuestionView | None:
        """Return the question of a need, or ``None`` if its list is short enough without one."""
        tiles = [tile for tile in self._tiles(need) if tile.count >= LEAST_ANSWERS][:MOST_TILES]
        if len(tiles) < LEAST_TILES:
            return None
        context = self.guides.context
        whole = self._asked(self._query(need, ""), 0, 1)
        guide = next(iter(self.guides.offered(need)), None)
        return QuestionView(
            title=field_words.need_words(context.catalog, need),
            icon=need.value,
            hint=context.catalog.gettext("Touch what is closest. You can go back."),
            tiles=tuple(TileView(tile.id, tile.icon, tile.label.text) for tile in tiles),
            call=need_call_block(
                context, need, self.guides.lists.listings, tiles, self._lines_of_tiles(need, tiles)
            ),
            show_all=self._show_all(whole),
            guide=guide,
            notice=self.reporting if need is Need.YOUNG else "",
            is_quiet=need is Need.OKAY,
            in_english=(
                *(guide.in_english if guide else ()),
                *context.in_english(*(tile.label for tile in tiles)),
            ),
        )

    def _lines_of_tiles(self, need: Need, tiles: Iterable[TileText]) -> Iterator[str]:
        """Yield the two lines that stand in the call blocks of the most tiles."""
        pages = (self._asked(self._query(need, tile.id), 0, 1) for tile in tiles)
        lines = Counter(line for page in pages for line in page.call)
        yield from (line for line, _ in lines.most_common(2))

    def _show_all(self, page: AnswersPage) -> str:
        context, every = self.guides.context, page.total + len(page.call)
        # TRANSLATORS: A button to the list of all {count} places for a need.
        return context.catalog.gettext("Show all {count}").format(
            count=context.formats.number(every)
        )

    # --- the answers --------------------------------------------------------------------------

    def answers(
        self,
        subject: str,
        choices: frozenset[Filter] = frozenset(),
        limit: int = 20,
        *,
        refusing: bool = False,
    ) -> AnswersView:
        """Return the first answers to a tile, or of all services of a need; ``subject`` is its id.

        A tile that is gone shows those of its need. ``refusing``: those that say no to a choice.
        """
        tile, need = self._subject(subject)
        query = self._query(need, tile.id if tile else "", choices, refusing=refusing)
        page = self._asked(query, 0, limit)
        whole = self._asked(self._query(need, ""), 0, 1) if tile else page
        guides = self._guides(tile, need)
        context = self.guides.context
        numbers = page.call or self._lines_in_danger(tile, need, whole)
        lines = self.guides.lists.listings(dict.fromkeys((*numbers, OTHER_HELP)))
        called = [line for line in lines if line.service.id in numbers]
        ids = [line.service.id for line in called]
        groups, note = self.guides.lists.groups(page.answers, ids, chosen=bool(query.choices))
        helps = any(line.service.id == OTHER_HELP for line in lines)
        return AnswersView(
            title=tile.label.text if tile else field_words.need_words(context.catalog, need),
            icon=tile.icon if tile else need.value,
            need=need,
            chips=self._chips(query, page),
            groups=groups,
            note=self._note(query, note),
            total=page.refused if refusing else page.total,
            call=call_block(context, called),
            called=self.guides.lists.results(ids),
            guides=guides,
            reads_first=tile is not None and need is Need.OKAY,
            notice=self._notice(tile, need, choices),
            refused=self._refused(page),
            other_help=(
                context.catalog.gettext("Not the right one? 211 looks for you, day and night.")
                if helps
                else ""
            ),
            other_help_id=OTHER_HELP if helps else "",
            show_all=self._show_all(whole) if tile else "",
            empty="" if page.total or called else self._empty(),
            is_quiet=need is Need.OKAY or bool(tile and QUIET_CODES.intersection(tile.codes)),
            in_english=(
                *(text for guide in guides for text in guide.in_english),
                *context.in_english(*([tile.label] if tile else [])),
            ),
        )

    def _lines_in_danger(
        self, tile: TileText | None, need: Need, page: AnswersPage
    ) -> tuple[str, ...]:
        """Return the compiled-in lines of a list of danger that has no number day and night."""
        codes = tile.codes if tile else () if page.total or page.call else (need.value,)
        if not lines_in_danger(codes, ()):
            return ()
        first = self._asked(self._query(need, tile.id if tile else ""), 0, MOST_CHECKED)
        return self.guides.lists.lines_before(codes, (one.id for one in first.answers))

    def _subject(self, subject: str) -> tuple[TileText | None, Need]:
        tiles = () if subject in set(Need) else self._tiles(None)
        tile = next((tile for tile in tiles if tile.id == subject), None)
        return tile, tile.need if tile else _need(subject)

    def answer_ids(
        self, subject: str, choices: frozenset[Filter], offset: int, limit: int, *, refusing: bool
    ) -> tuple[str, ...]:
        """Return the ids of some answers of a list, in its order."""
        tile, need = self._subject(subject)
        query = self._query(need, tile.id if tile else "", choices, refusing=refusing)
        return tuple(answer.id for answer in self._asked(query, offset, limit).answers)

    def _query(
        self,
        need: Need,
        tile: str,
        choices: frozenset[Filter] = frozenset(),
        *,
        refusing: bool = False,
    ) -> AnswersQuery:
        query = self.guides.lists.query(need)
        if query.now is None:
            choices -= {Filter.OPEN_NOW}
        return replace(query, tile=tile, choices=choices, refusing=refusing)

    def _notice(self, tile: TileText | None, need: Need, choices: frozenset[Filter]) -> str:
        codes = tile.codes if tile else ()
        young = need is Need.YOUNG or any(code.startswith(Need.YOUNG) for code in codes)
        return self.reporting if young or Filter.UNDER_18 in choices else ""

    def _guides(self, tile: TileText | None, need: Need) -> tuple[GuideCardView, ...]:
        """Return what to read: that of the tile, as soon as the directory names any for tiles."""
        if tile and need is not Need.OKAY and any(one.guide for one in self._tiles(None)):
            card = self.guides.card(tile.guide) if tile.guide else None
            return (card,) if card else ()
        wanted = TILE_GUIDES.get(tile.codes[0], ()) if tile else ()
        own = tuple(guide for guide in self.guides.offered(None) if guide.id in wanted)
        return own if need is Need.OKAY and tile else (own or self.guides.offered(need))[:1]

    def _empty(self) -> str:
        catalog = self.guides.context.catalog
        return catalog.gettext("No place here yet. Talk to someone now, or ask the staff.")

    def _note(self, query: AnswersQuery, note: str) -> str:
        """Return what is said beside the title: the choices, else what all groups share."""
        if not query.choices:
            return note
        chosen = [
            self.guides.context.catalog.translate(word)
            for chip, word in field_words.CHOICES.items()
            if chip in query.choices
        ]
        said = self.guides.context.catalog.translate(NO if query.refusing else FIRST)
        return said.format(choices=self.guides.context.formats.enumerated(chosen))

    def _chips(self, query: AnswersQuery, page: AnswersPage) -> tuple[ChipView, ...]:
        """Return the choices, last those that no service of the list is known to meet."""
        catalog = self.guides.context.catalog
        offered = [
            ChipView(chip, catalog.translate(message), chip in query.choices)
            for chip, message in field_words.CHIPS.items()
            # Talk alone offers it.
            if chip is not Filter.NO_VOICE
            and (query.now is not None or chip is not Filter.OPEN_NOW)
        ]
        people = query.need in {Need.SAFE_PLACE, Need.YOUNG}
        order = BY_PEOPLE + BY_USE if people else BY_USE + BY_PEOPLE
        return tuple(
            sorted(offered, key=lambda one: (one.chip not in page.known, order.index(one.chip)))
        )

    def _refused(self, page: AnswersPage) -> str:
        if not page.refused:
            return ""
        context = self.guides.context
        # TRANSLATORS: {count} places say no to what was chosen, such as Men. A button shows them.
        shown = context.catalog.ngettext(
            "{count} says no. Show it.", "{count} say no. Show them.", page.refused
        )
        return shown.format(count=context.formats.number(page.refused))


def _need(subject: str) -> Need:
    """Return the need with an id; of a tile that is gone, the one it belonged to."""
    return Need(subject.partition(".")[0])
