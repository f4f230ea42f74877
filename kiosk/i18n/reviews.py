"""The author and the review state of the program's translations.

A translator's comment above each message of a ``.po`` file says so, with one of :data:`COMMENTS`.
"""

from enum import StrEnum
from typing import Final

from babel.messages.catalog import Message as PoMessage


class Review(StrEnum):
    """The review state of a translation, least reliable first."""

    MACHINE = "machine"
    HUMAN = "human"
    REVIEWED = "reviewed"


COMMENTS: Final = {
    "machine, not yet read by a speaker": Review.MACHINE,
    "human, not yet read by a second speaker": Review.HUMAN,
    "read by a speaker": Review.REVIEWED,
}
"""The comments for each state, without the ``#``."""


def review_of(message: PoMessage) -> Review:
    """Return the state in the comments of a message; machine if they have none."""
    stated = (COMMENTS.get(comment.strip()) for comment in message.user_comments)
    return next((state for state in stated if state is not None), Review.MACHINE)


def mark(message: PoMessage, review: Review, note: str) -> None:
    """Replace the comments of a message by a state and a note of one line."""
    stated = next(comment for comment, found in COMMENTS.items() if found is review)
    message.user_comments[:] = [stated, " ".join(note.split())]
