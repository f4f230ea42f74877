"""Chooses the cards to paint, and refuses what no person has reviewed."""

from dataclasses import dataclass, field
from functools import cached_property

from kiosk.app import assets
from kiosk.domain.language import WRITTEN, Language, known_language
from kiosk.domain.records import AwarenessCard
from kiosk.i18n.catalogs import SOURCE_TAG, Catalog
from kiosk.i18n.formatting import Formatter
from kiosk.presentation.card_faces import CardBook, CardFace


class CardRefused(Exception):  # noqa: N818 - an answer, not a fault
    """A card cannot be painted as asked; the message names it and says what to do."""


@dataclass(frozen=True)
class CardJob:
    """What to paint: cards by id, else all of the season; in these languages, else in all.

    ``left_out`` collects a sentence for each picture that was not asked for by name and cannot be
    painted. ``host`` is the name of the website's host.
    """

    book: CardBook
    host: str
    ids: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    left_out: list[str] = field(default_factory=list)

    @property
    def by_name(self) -> bool:
        """Return True if both cards and languages were asked for by name."""
        return bool(self.ids and self.languages)

    @property
    def date(self) -> str:
        """Return the moment of the file as PDF writes it."""
        return self.book.created.strftime("%Y%m%d%H%M%S")

    @cached_property
    def cards(self) -> tuple[AwarenessCard, ...]:
        """Return the chosen cards in their order.

        Raises:
            CardRefused: an id is unknown, or names a card that has ended.
        """
        known = {card.id: card for card in self.book.cards}
        if not self.ids:
            return tuple(card for card in known.values() if self.book.in_season(card))
        for one in self.ids:
            if one not in known:
                raise CardRefused(
                    f"This file has no card {one}, or it has ended. "
                    f"Its cards are: {', '.join(known) or 'none'}."
                )
        return tuple(known[one] for one in dict.fromkeys(self.ids))

    @property
    def spoken(self) -> tuple[Language, ...]:
        """Return the languages to paint in, in the order of the site."""
        return tuple(map(known_language, self.languages)) or WRITTEN

    def faces(self, card: AwarenessCard) -> list[CardFace]:
        """Return a card in each language that has words for it.

        Raises:
            CardRefused: the card names a line that is no helpline of the file; or a language that
                was asked for has no words for it.
        """
        if self.book.line_of(card) is None:
            wanted = card.line_id or "a helpline"
            raise CardRefused(
                f"{name_of(card)} shows the number of {wanted}, which is not a helpline in this "
                "file. Change Line on the sheet Cards."
            )
        faces = []
        for language in self.spoken:
            face = self._face(card, language)
            if face is not None:
                faces.append(face)
            else:
                self.refuse(
                    f"{name_of(card)} has no words in {_language(language)}, or a figure in it "
                    "is out of date.",
                    asked=bool(self.languages),
                )
        return faces

    def reviewed_faces(self, card: AwarenessCard) -> list[CardFace]:
        """Return a card in each language that people have reviewed.

        Raises:
            CardRefused: as of :meth:`faces`; or a language that was asked for is not reviewed.
        """
        reviewed = []
        for face in self.faces(card):
            if face.reviewed:
                reviewed.append(face)
            else:
                asked = bool(self.languages)
                self.refuse(_unreviewed(card, face.language), asked=asked)
        return reviewed

    def refuse(self, why: str, *, asked: bool) -> None:
        """Raise :class:`CardRefused` for what was asked by name, else only say so in the end."""
        if asked:
            raise CardRefused(why)
        self.left_out.append(why)

    def nothing(self, what: str) -> CardRefused:
        """Return the refusal where no ``what`` can be painted, with the first reason."""
        return CardRefused(" ".join((f"There is no {what} to make.", *self.left_out[:1])))

    def _face(self, card: AwarenessCard, language: Language) -> CardFace | None:
        return self.book.face(
            card, _catalog(language.tag), _catalog(SOURCE_TAG), Formatter(language)
        )


def name_of(card: AwarenessCard | CardFace) -> str:
    """Return how a card is named to the person who asked: its English title and its id."""
    title = card.title if isinstance(card, AwarenessCard) else card.english or card.title
    return f"The card “{title}” ({card.id})"


def _language(language: Language) -> str:
    return f"{language.english_name} ({language.tag})"


def _unreviewed(card: AwarenessCard, language: Language) -> str:
    if card.reviewed_by is None or card.reviewed_on is None:
        return (
            f"{name_of(card)} cannot go on a board, bulletin or poster: nobody in the coalition "
            "has approved it. Fill in Reviewed by and Reviewed on, on the sheet Cards."
        )
    return (
        f"{name_of(card)} cannot go on a board, bulletin or poster in {_language(language)}: "
        "no speaker has reviewed the translation."
    )


def _catalog(tag: str) -> Catalog:
    return Catalog.load(known_language(tag), assets.translations())
