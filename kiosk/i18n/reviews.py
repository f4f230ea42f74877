"""Who made a translation of the program's words, and whether a speaker has read it.

A ``.po`` file says so in a translator's comment above each message, in the words of
:data:`COMMENTS`.
"""

from enum import StrEnum
from typing import Final

from babel.messages.catalog import Message as PoMessage


class Review(StrEnum):
    """How far a translation has come; each state can be believed more than the one before."""

    MACHINE = "machine"
    HUMAN = "human"
    REVIEWED = "reviewed"


COMMENTS: Final = {
    "machine, not yet read by a speaker": Review.MACHINE,
    "human, not yet read by a second speaker": Review.HUMAN,
    "read by a speaker": Review.REVIEWED,
}
"""The comments that state it, without the ``#``."""


def review_of(message: PoMessage) -> Review:
    """The state in the comments of a message; a machine's work where they state none."""
    stated = (COMMENTS.get(comment.strip()) for comment in message.user_comments)
    return next((state for state in stated if state is not None), Review.MACHINE)
