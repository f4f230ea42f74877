"""A book of cards for tests: the factory directory, as reviewed as a test wants it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AwarenessCard, Translation
from kiosk.editor.website.card_choice import CardJob
from kiosk.presentation.card_faces import CardBook, CardFace
from tests.editor.website.making import HOST
from tests.sync.toolkit import helpline_file, revised

CREATED = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
BOOK_DAY = "20261125090000"


def book(records: Iterable[Any], **card: Any) -> CardBook:
    """The cards of some records; ``card`` changes each card."""
    made = tuple(revised(records, AwarenessCard, **card))
    return CardBook(made, helpline_file(made, ANCHORS), CREATED)


def reviewed(records: Sequence[Any], *tags: str) -> CardBook:
    """The same after a person approved each card, and speakers read these translations."""
    texts = revised(records, Translation, *tags, of="language", reviewed=True) if tags else records
    return book(texts, reviewed_by="AB", reviewed_on=CREATED.date())


def face_of(records: Iterable[Any], tag: str) -> list[CardFace]:
    """Every card in a language."""
    cards = book(records)
    job = CardJob(cards, HOST, tuple(one.id for one in cards.cards), (tag,))
    return [face for card in job.cards for face in job.faces(card)]
