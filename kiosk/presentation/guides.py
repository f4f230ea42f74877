"""Guides, and the calm cards of the attract screen."""

from itertools import islice

import msgspec
from msgspec.structs import replace

from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.queries import CardText, GuideText, LocalText
from kiosk.domain.records import Need
from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.presentation.describe import describe
from kiosk.presentation.field_words import need_words
from kiosk.presentation.helpline_views import is_always_open
from kiosk.presentation.language_context import LanguageContext
from kiosk.presentation.service_lists import ServiceLists
from kiosk.presentation.views import CallLineView, GuideCardView, GuideView
from kiosk.presentation.welcome import CardChoice, CardView, welcome
from kiosk.visit.acts import Route, Screen

MOST_HELPERS = 3
"""Services whose number stands beside the text of a guide."""


class Guides(msgspec.Struct, frozen=True):
    """Guides and cards in one language. ``lists`` has the services that can help.

    ``hide_unreviewed``: hide guides on law and health until a speaker has reviewed them.
    ``shown`` decides which cards are shown, and which comes first; ``night`` leaves only those
    for the night.
    """

    context: LanguageContext
    directory: ServiceDirectory | None
    lists: ServiceLists
    hide_unreviewed: bool = False
    shown: CardChoice = CardChoice.PLAIN_FIRST
    night: bool = False

    def offered(self, need: Need | None = None) -> tuple[GuideCardView, ...]:
        """Return all guides, or those offered with a need."""
        if self.directory is None:
            return ()
        context = self.context
        found = self.directory.guides(
            context.language.tag, context.time.not_before, need, context.formats.speak_figure
        )
        return tuple(self._guide_card(guide) for guide in found if self._may_show(guide))

    def found(self, text: str) -> tuple[GuideCardView, ...]:
        """Return the guides for typed text, at most two."""
        if self.directory is None:
            return ()
        found = self.directory.guides_met(text, self.context.language.tag)
        return tuple(card for one in found if (card := self.card(one)))

    def card(self, place: str) -> GuideCardView | None:
        """Return the way to a guide, or to ``guide#block``; ``None`` if it is not shown."""
        guide = self._text(place, self.context.language.tag)
        if guide is None or not self._may_show(guide):
            return None
        return replace(self._guide_card(guide), id=place)

    def _text(self, place: str, tag: str) -> GuideText | None:
        if self.directory is None:
            return None
        day, speak = self.context.time.not_before, self.context.formats.speak_figure
        return self.directory.guide(place.partition("#")[0], tag, day, speak)

    def _guide_card(self, guide: GuideText) -> GuideCardView:
        return GuideCardView(
            guide.id,
            guide.icon,
            guide.title.text,
            guide.summary.text,
            self.context.in_english(guide.title, guide.summary),
        )

    def _may_show(self, guide: GuideText) -> bool:
        return not (self.hide_unreviewed and guide.law_or_health and _unreviewed(guide))

    def guide(self, place: str, *, english: bool = False) -> GuideView | None:
        """Return a guide in the visitor's language or in English; ``guide#block`` begins there."""
        own = self.context.language.tag
        guide = self._text(place, SOURCE_TAG if english else own)
        if self.directory is None or guide is None or not (english or self._may_show(guide)):
            return None
        unreviewed = _unreviewed(guide)
        return GuideView(
            id=guide.id,
            icon=guide.icon,
            title=guide.title.text,
            blocks=_blocks_from(guide, place.partition("#")[2]),
            helpers=self._helpers(self.directory, guide),
            notes=() if english else self.context.text_notes(_texts(guide)),
            english=english,
            english_offered=english or (own != SOURCE_TAG and unreviewed),
            young=guide.young,
            in_english=self.context.in_english(*_texts(guide)),
        )

    def _helpers(self, directory: ServiceDirectory, guide: GuideText) -> tuple[CallLineView, ...]:
        """Return the first services of a guide that have a number, in the order of its need."""
        ids = directory.in_order(guide.service_ids, self.lists.query(guide.need))
        found = (describe(self.context, one) for one in self.lists.listings(ids))
        return tuple(islice((one.call_line() for one in found if one.voice), MOST_HELPERS))

    def cards(self) -> tuple[CardView, ...]:
        """Return the calm cards of the attract screen; one is compiled in, which is plain.

        By night only those for the night whose line answers then, with its number.
        """
        found: tuple[CardText, ...] = ()
        if self.directory is not None:
            context = self.context
            found = self.directory.cards(
                context.language.tag, context.time.not_before, context.formats.speak_figure
            )
        if self.night:
            found = tuple(card for card in found if card.night and self._night_line(card) != "")
        views = {card: self._card(card) for card in found}
        plain = tuple(views[card] for card in found if card.plain) or (
            welcome(self.context.catalog),
        )
        if self.shown is CardChoice.PLAIN:
            return plain
        if self.shown is CardChoice.PLAIN_FIRST:
            return (*plain, *(views[card] for card in found if not card.plain))
        return tuple(views.values()) or plain

    def _card(self, card: CardText) -> CardView:
        in_english = self.context.in_english(card.title, card.text)
        number = (self.night and self._night_line(card)) or ""
        return CardView(
            card.title.text, card.text.text, card.picture, in_english, card.opens, number
        )

    def _night_line(self, card: CardText) -> str | None:
        """Return the number of a card's line; empty if it sleeps, ``None`` for a card without."""
        found = self.lists.listings([card.line]) if card.line else ()
        lines = [describe(self.context, one) for one in found]
        numbers = [one.call_line().number for one in lines if one.voice and is_always_open(one)]
        return "".join(numbers[:1]) if card.line else None

    def card_opening(self, opens: str) -> tuple[Route, str, str] | None:
        """Return the route to the subject of a card, its icon and name; ``None`` if it is gone."""
        catalog = self.context.catalog
        if opens == "speak":
            words = catalog.gettext("Show that I need an interpreter")
            return Route(Screen.SPEAK), "interpreter", words
        if not opens or self.directory is None:
            return None
        if opens in {need.value for need in Need}:
            need = Need(opens)
            has_any = self.lists.has_any(need) or self.offered(need)
            words = need_words(catalog, need)
            return (Route(Screen.QUESTION, opens), opens, words) if has_any else None
        for tile in self.directory.tiles(None, self.context.language.tag):
            if tile.id == opens and tile.count:
                return Route(Screen.RESULTS, opens), tile.icon, tile.label.text
        guides = (one for one in self.offered(None) if one.id == opens)
        return next(((Route(Screen.GUIDE, opens), one.icon, one.title) for one in guides), None)


def _blocks_from(guide: GuideText, name: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, text) of the blocks, first the part under a heading that has the named one.

    Cautions of the beginning stay first; its other blocks follow all parts, under the title.
    """
    keys, blocks = [one[0] for one in guide.blocks], [(one[1], one[2].text) for one in guide.blocks]
    heads = [at for at, (kind, _) in enumerate(blocks) if kind == "heading"]
    before = [at for at in heads if name in keys[at:]]
    if not before:
        return tuple(blocks)
    first, start = heads[0], before[-1]
    warned = [one for one in blocks[:first] if one[0] == "caution"]
    opening = [one for one in blocks[:first] if one[0] != "caution"]
    if opening:
        opening.insert(0, ("heading", guide.title.text))
    return (*warned, *blocks[start:], *opening, *blocks[first:start])


def _texts(guide: GuideText) -> list[LocalText]:
    return [guide.title, *(text for _, _, text in guide.blocks)]


def _unreviewed(guide: GuideText) -> bool:
    """True if any text of the guide is an unreviewed translation."""
    return any(not text.reviewed for text in _texts(guide))
