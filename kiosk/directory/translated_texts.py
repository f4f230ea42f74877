"""Texts in the visitor's language: translations, and the figures they refer to."""

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import msgspec

from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.domain.checks import FIGURE
from kiosk.domain.freshness import is_in_force
from kiosk.domain.queries import CardText, GuideText, LocalText, TileText
from kiosk.domain.records import AwarenessCard, Figure, Guide, GuideBlock, Need, Tile

Speak = Callable[[Figure], str]
"""Renders a figure in words of the visitor's language."""
Fields = Mapping[str, LocalText]
"""The translated fields of one record."""

_FIGURE = msgspec.json.Decoder(Figure)
_GUIDE = msgspec.json.Decoder(Guide)
_TILE = msgspec.json.Decoder(Tile)
_CARD = msgspec.json.Decoder(AwarenessCard)
_RECORDS = {
    "figure": "SELECT record FROM figure ORDER BY key",
    "guide": "SELECT record FROM guide ORDER BY key",
    "awareness_card": "SELECT record FROM awareness_card ORDER BY key",
}
_TRANSLATIONS = """SELECT t.entity_id, t.field, t.text, t.reviewed FROM json_each(?) wanted
  CROSS JOIN translation t ON t.entity = ? AND t.entity_id = wanted.value AND t.language_key = ?"""
"""A cross join keeps its order: SQLite would read every text of the entity for each id."""


def plain_value(figure: Figure) -> str:
    """Return a figure as written in its record."""
    return figure.value


class Texts:
    """Reads translations, guides and cards of one database."""

    def __init__(self, connection: sqlite3.Connection, languages: Mapping[str, int]) -> None:
        self._connection = connection
        self._languages = languages

    def translations(self, entity: str, ids: Iterable[str], language: str) -> Mapping[str, Fields]:
        """Return translated fields of records of one kind by id; none for an unknown language."""
        found: dict[str, dict[str, LocalText]] = defaultdict(dict)
        if language in self._languages:
            wanted = (json.dumps([*ids]), entity, self._languages[language])
            for entity_id, field, text, reviewed in self._connection.execute(_TRANSLATIONS, wanted):
                found[entity_id][field] = LocalText(text, language, reviewed=bool(reviewed))
        return found

    def guides(
        self, language: str, today: dt.date, need: Need | None = None, speak: Speak = plain_value
    ) -> tuple[GuideText, ...]:
        """Return guides in order, of one need or all, without those that have nothing to show.

        ``today`` is a day that has surely begun.
        """
        records = [_GUIDE.decode(record) for record in self._records("guide")]
        chosen = [guide for guide in records if need is None or need in guide.categories]
        return self._spoken_guides(chosen, language, today, speak)

    def guide(
        self, guide_id: str, language: str, today: dt.date, speak: Speak = plain_value
    ) -> GuideText | None:
        """Return one guide; ``None`` if the id is unknown or it has nothing to show today."""
        row = self._connection.execute(
            "SELECT record FROM guide WHERE id = ?", (guide_id,)
        ).fetchone()
        chosen = [_GUIDE.decode(row[0])] if row else []
        return next(iter(self._spoken_guides(chosen, language, today, speak)), None)

    def cards(
        self, language: str, today: dt.date, speak: Speak = plain_value
    ) -> tuple[CardText, ...]:
        """Return the cards of this day in their order."""
        records = [_CARD.decode(record) for record in self._records("awareness_card")]
        chosen = [
            card
            for card in records
            if is_in_force(card.valid_from, card.valid_until, today)
            and (not card.months or today.month in card.months)
        ]
        texts = self.translations("awareness_card", (card.id for card in chosen), language)
        figures = self._figures(today, speak)
        spoken = []
        for card in chosen:
            title = _filled(_local(texts, card.id, "title", card.title), figures)
            text = _filled(_local(texts, card.id, "text", card.text), figures)
            if title is not None and text is not None:
                opens, how = card.opens or "", (card.plain, card.night, card.line_id or "")
                spoken.append(CardText(card.id, card.picture, title, text, opens, *how))
        return tuple(spoken)

    def tiles(self, need: Need | None, language: str) -> tuple[TileText, ...]:
        """Return the tiles of a need in order, or of all needs."""
        rows = self._connection.execute(
            "SELECT record, answers FROM tile WHERE :need IS NULL OR need = :need ORDER BY key",
            {"need": need.value if need else None},
        )
        found = [(_TILE.decode(record), answers) for record, answers in rows]
        texts = self.translations("tile", (tile.id for tile, _ in found), language)
        return tuple(
            TileText(
                id=tile.id,
                need=tile.need,
                icon=tile.icon,
                label=_local(texts, tile.id, "label", tile.label),
                codes=tile.codes,
                count=answers,
                guide=tile.guide or "",
            )
            for tile, answers in found
        )

    def situation_labels(self, language: str) -> Mapping[str, LocalText]:
        """Return the words of situations by code, as the tiles of a language name them.

        A tile for one situation alone names it best. Without a translation there are none.
        """
        tiles = [one for one in self.tiles(None, language) if one.label.language == language]
        labels: dict[str, LocalText] = {}
        for tile in sorted(tiles, key=lambda one: len(one.codes)):
            for code in tile.codes:
                labels.setdefault(code, tile.label)
        return labels

    def _spoken_guides(
        self, guides: list[Guide], language: str, today: dt.date, speak: Speak
    ) -> tuple[GuideText, ...]:
        texts = self.translations("guide", (guide.id for guide in guides), language)
        figures = self._figures(today, speak)
        targets = {target for guide in guides for target in guide.service_ids}
        present = self._present(targets)
        spoken = []
        for guide in guides:
            title = _filled(_local(texts, guide.id, "title", guide.title), figures)
            summary = _filled(_local(texts, guide.id, "summary", guide.summary), figures)
            blocks = tuple(
                (block.id, block.kind.value, text)
                for block in guide.blocks
                if (text := _spoken_block(texts, guide, block, today, figures)) is not None
            )
            if title is not None and summary is not None and blocks:
                spoken.append(
                    GuideText(
                        id=guide.id,
                        need=next(iter(guide.categories), Need.OTHER),
                        icon=guide.icon,
                        title=title,
                        summary=summary,
                        blocks=blocks,
                        service_ids=tuple(one for one in guide.service_ids if one in present),
                        law_or_health=guide.law_or_health,
                        young=guide.young,
                    )
                )
        return tuple(spoken)

    def _records(self, table: str) -> list[str]:
        rows = self._connection.execute(_RECORDS[table])
        return [record for (record,) in rows]

    def _present(self, ids: Iterable[str]) -> set[str]:
        rows = self._connection.execute(
            "SELECT s.id FROM json_each(?) wanted JOIN service s ON s.id = wanted.value",
            (json.dumps(sorted(ids)),),
        )
        return {service_id for (service_id,) in rows}

    def _figures(self, today: dt.date, speak: Speak) -> Mapping[str, str]:
        """Return the figures valid today, in words."""
        figures = [_FIGURE.decode(record) for record in self._records("figure")]
        return {
            figure.id: speak(figure)
            for figure in figures
            if is_in_force(figure.valid_from, figure.valid_until, today)
        }


def _local(texts: Mapping[str, Fields], record_id: str, field: str, source: str) -> LocalText:
    return texts.get(record_id, {}).get(field) or LocalText(source, SOURCE_LANGUAGE)


def _spoken_block(
    texts: Mapping[str, Fields],
    guide: Guide,
    block: GuideBlock,
    today: dt.date,
    figures: Mapping[str, str],
) -> LocalText | None:
    if not is_in_force(block.valid_from, block.valid_until, today):
        return None
    return _filled(_local(texts, guide.id, f"blocks.{block.id}", block.text), figures)


def _filled(text: LocalText, figures: Mapping[str, str]) -> LocalText | None:
    """Fill in the figures of a text; ``None`` if one of them is not valid today."""
    named = FIGURE.findall(text.text)
    if not named:
        return text
    if any(name not in figures for name in named):
        return None
    filled = FIGURE.sub(lambda found: figures[found[1]], text.text)
    return LocalText(filled, text.language, reviewed=text.reviewed)
